//! The packed file that a workbook is: what it may hold, and a clean copy of the few parts that are read.
//!
//! Everything that can be known from the table of contents is checked before anything is unpacked. Of the parts that a
//! list needs, each is unpacked within what is left of [`UNPACKED_BYTES_MAX`] and looked through by `xml`. They are put
//! into a new archive, so that what reads the workbook next sees nothing that was not looked at. All other parts,
//! such as pictures, fonts and styles, are never unpacked.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::RowError;
use super::limits::{ENTRIES_MAX, UNPACKED_BYTES_MAX, XML_PIECES_MAX};
use super::xml;

const SAVE_AGAIN: &str = "Open it in a spreadsheet and save it as a new workbook";
const VALUES_ONLY: &str = "Copy the list into a new workbook, as values, and save that";

/// Parts without which a file is not an Excel workbook.
const NEEDED: [&str; 4] = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

/// Parts that a list does not need and that do more than hold values, by what stands in their path.
const REFUSED: [(&str, &str); 8] = [
    ("vbaproject", "macros"),
    ("macrosheets/", "macros"),
    ("activex/", "a control that runs"),
    ("externallinks/", "links to other files"),
    ("connections.xml", "a connection to a database"),
    ("querytables/", "a connection to a database"),
    ("embeddings/", "another file inside"),
    (".zip", "another packed file inside"),
];

/// Checks a packed file, and returns an archive of nothing but the parts that a list needs, each of them looked at.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Vec<RowError>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > ENTRIES_MAX {
        let wrong = format!("it holds {} files; a workbook has at most {ENTRIES_MAX}", archive.len());
        return Err(RowError::file(wrong, VALUES_ONLY).into());
    }
    let names = contents(&mut archive)?;
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(|error| damaged(&error))? {
        return Err(RowError::file("parts of it lie on top of each other", SAVE_AGAIN).into());
    }
    if NEEDED.iter().any(|needed| !names.contains(&needed.to_lowercase())) {
        let remedy = "Save the list as “Excel workbook (.xlsx)” or as CSV";
        return Err(RowError::file("it is a packed file, but not an Excel workbook", remedy).into());
    }
    copy(&mut archive)
}

/// The names of what is inside, in small letters, each of them checked together with what is said of it.
fn contents(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeSet<String>, RowError> {
    let mut names = BTreeSet::new();
    let mut unpacked = 0_u64;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.to_lowercase();
        let is_inside = !name.contains('\\')
            && !name.contains('\0')
            && !name.starts_with('/')
            && !name.split('/').any(|step| step == ".." || step == ".");
        if !is_inside || entry.is_symlink() {
            return Err(RowError::file("it holds a file that leads out of it", SAVE_AGAIN));
        }
        if entry.encrypted() {
            return Err(RowError::file("it has a password", "Take the password off and save it again"));
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(RowError::file("it is packed in an unusual way", SAVE_AGAIN));
        }
        if let Some((_, what)) = REFUSED.iter().find(|(part, _)| name.contains(part)) {
            return Err(RowError::file(format!("it holds {what}"), VALUES_ONLY));
        }
        unpacked = unpacked.saturating_add(entry.size());
        if unpacked > UNPACKED_BYTES_MAX {
            return Err(too_large());
        }
        if !names.insert(name) {
            return Err(RowError::file("it holds two files of the same name", SAVE_AGAIN));
        }
    }
    Ok(names)
}

/// Copies the parts that a list needs, without packing them again.
fn copy(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<u8>, Vec<RowError>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut copied = ZipWriter::new(Cursor::new(Vec::new()));
    let (mut left, mut pieces_left) = (UNPACKED_BYTES_MAX, XML_PIECES_MAX);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        if !is_read(&name) {
            continue;
        }
        // What an entry says of its size may be a lie, so one byte more than is allowed is asked for.
        let mut part = Vec::new();
        entry.take(left + 1).read_to_end(&mut part).map_err(|error| damaged(&error.into()))?;
        left = left.checked_sub(part.len() as u64).ok_or_else(too_large)?;
        let text = str::from_utf8(&part).map_err(|_| {
            let wrong = format!("its part {name} is in another encoding than UTF-8");
            RowError::file(wrong, SAVE_AGAIN)
        })?;
        let text = text.trim_start_matches('\u{feff}');
        xml::check(&name, text, &mut pieces_left)?;
        copied.start_file(name, options).map_err(|error| damaged(&error))?;
        copied.write_all(text.as_bytes()).map_err(|error| damaged(&error.into()))?;
    }
    Ok(copied.finish().map_err(|error| damaged(&error))?.into_inner())
}

/// Whether a part says something about the cells of the list. Styles are not among them: they would only tell numbers
/// from dates, and neither can be a section, a descriptor or a scale.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the name is in lower case by then")]
fn is_read(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_sheet = name.starts_with("xl/worksheets/") && name.ends_with(".xml");
    is_sheet || name == "xl/sharedstrings.xml" || NEEDED[1..].contains(&name.as_str())
}

fn too_large() -> RowError {
    let wrong = format!("unpacked it has more than {UNPACKED_BYTES_MAX} bytes, which is far more rows than are read");
    RowError::file(wrong, VALUES_ONLY)
}

fn damaged(error: &ZipError) -> RowError {
    RowError::file(format!("it is damaged ({error})"), SAVE_AGAIN)
}
