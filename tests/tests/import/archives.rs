//! Workbooks as packed files, made part by part, and archives that no spreadsheet program would write.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::program::{refused, taken};

const LIST: &str = r#"<row r="1"><c r="A1" t="str"><v>A</v></c><c r="B1" t="str"><v>One.</v></c><c r="C1" t="str"><v>yes/no</v></c></row>"#;

/// A sheet with these rows.
pub fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// The parts of a workbook with one sheet.
pub fn workbook(sheet: &str, shared: Option<&str>) -> Vec<(String, String)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut parts = vec![
        ("[Content_Types].xml", format!(r#"<Types xmlns="{packages}/content-types"/>"#)),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{documents}"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{documents}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    parts.extend(shared.map(|shared| ("xl/sharedStrings.xml", shared.to_owned())));
    parts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// A workbook with one sheet, packed.
pub fn book(sheet: &str, shared: Option<&str>) -> Vec<u8> {
    packed(workbook(sheet, shared).into_iter().map(|(name, text)| (name, text.into_bytes())))
}

/// These parts, packed.
pub fn packed(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut archive, parts);
    archive.finish().unwrap().into_inner()
}

type Archive = ZipWriter<Cursor<Vec<u8>>>;

fn add(archive: &mut Archive, parts: impl IntoIterator<Item = (String, Vec<u8>)>) {
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    for (name, bytes) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
}

/// A good workbook to which something is added.
fn with(more: impl FnOnce(&mut Archive)) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut archive, workbook(&sheet(LIST), None).into_iter().map(|(name, text)| (name, text.into_bytes())));
    more(&mut archive);
    archive.finish().unwrap().into_inner()
}

fn with_part(name: &str, bytes: &[u8]) -> Vec<u8> {
    with(|archive| add(archive, [(name.to_owned(), bytes.to_vec())]))
}

#[test]
fn a_plain_workbook_is_taken_with_what_spreadsheets_put_beside_the_cells() {
    assert_eq!(taken("list.xlsx", &with(|_| ())).rows(), 1);
    let with_styles = with(|archive| {
        let styles = b"<!DOCTYPE never looked at>".to_vec();
        add(archive, ["xl/styles.xml", "xl/media/image1.png"].map(|name| (name.to_owned(), styles.clone())));
    });
    assert_eq!(taken("list.xlsx", &with_styles).rows(), 1);
}

#[test]
fn zip_bombs_are_refused_before_they_are_unpacked() {
    let zeros = vec![b' '; 30_000_000];
    let bomb = with_part("xl/worksheets/sheet2.xml", &zeros);
    assert!(bomb.len() < 1_000_000);
    refused("list.xlsx", &bomb, &["unpacked it has more than 8388608 bytes"]);
    let inner = packed([("zeros".to_owned(), zeros)]);
    let layers = packed((0..16).map(|n| (format!("lib {n}.zip"), inner.clone())));
    refused("list.xlsx", &layers, &["it holds another packed file inside"]);
    refused("list.xlsx", &with_part("xl/embeddings/book.xlsx", &inner), &["it holds another file inside"]);
    refused("list.xlsx", &inner, &["unpacked it has more"]);
}

/// The sizes in the table of contents are what is checked first; here they lie.
#[test]
fn a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() {
    let size = 30_000_000_u32;
    let mut bytes = with_part("xl/worksheets/sheet2.xml", &vec![b' '; size as usize]);
    let places: Vec<_> = (0..bytes.len() - 3).filter(|at| bytes[*at..*at + 4] == size.to_le_bytes()).collect();
    assert_eq!(places.len(), 2, "the size stands before the data and in the table of contents");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    refused("list.xlsx", &bytes, &["The file: "]);
}

#[test]
fn parts_that_overlap_are_refused() {
    let bytes =
        with(|archive| archive.shallow_copy_file("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml").unwrap());
    refused("list.xlsx", &bytes, &["parts of it lie on top of each other"]);
    let twice = with_part("XL/Worksheets/Sheet1.xml", b"<x/>");
    refused("list.xlsx", &twice, &["two files of the same name"]);
}

#[test]
fn too_many_files_inside_are_refused() {
    let empty = |count: usize| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        (0..count).for_each(|n| archive.start_file(format!("xl/{n}.xml"), options).unwrap());
        archive.finish().unwrap().into_inner()
    };
    refused("list.xlsx", &empty(100_000), &["it has more than 4194304 bytes"]);
    refused("list.xlsx", &empty(30_000), &["it holds 30000 files"]);
}

#[test]
fn files_that_lead_out_of_the_archive_are_refused() {
    for name in ["../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "xl\\..\\evil.xml", "./evil.xml"] {
        refused("list.xlsx", &with_part(name, b"<x/>"), &["it holds a file that leads out of it"]);
    }
    let link = with(|archive| archive.add_symlink("xl/link.xml", "/etc/passwd", SimpleFileOptions::default()).unwrap());
    refused("list.xlsx", &link, &["it holds a file that leads out of it"]);
}

#[test]
fn whatever_does_more_than_hold_values_is_refused() {
    for (part, said) in [
        ("xl/vbaProject.bin", "it holds macros"),
        ("xl/macrosheets/sheet1.xml", "it holds macros"),
        ("xl/externalLinks/externalLink1.xml", "it holds links to other files"),
        ("xl/connections.xml", "it holds a connection to a database"),
        ("xl/activeX/activeX1.bin", "it holds a control that runs"),
    ] {
        refused("list.xlsx", &with_part(part, b"<x/>"), &[said]);
    }
}

#[test]
fn what_is_not_a_workbook_is_refused() {
    let good = with(|_| ());
    refused("list.csv", &good, &["its name says text, but what is in it is a packed file"]);
    refused("list.xlsm", &good, &["another kind of workbook"]);
    refused("list.xlsx", b"section,descriptor,scale\n", &["what is in it is not a workbook"]);
    refused("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", &["with a password"]);
    refused("list.xlsx", &packed([("content.xml".to_owned(), b"<x/>".to_vec())]), &["not an Excel workbook"]);
    refused("list.xlsx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", &["not an Excel workbook"]);
    refused("list.xlsx", b"PK\x03\x04", &["it is damaged"]);
    for cut in [good.len() / 4, good.len() / 2, good.len() - 1] {
        refused("list.xlsx", &good[..cut], &["it is damaged"]);
    }
    let mut flipped = good.clone();
    flipped[good.len() / 3] ^= 0x55;
    refused("list.xlsx", &flipped, &["The file: "]);
}
