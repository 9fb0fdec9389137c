//! What the XML of a workbook may hold, looked at before the library that reads workbooks sees it.
//!
//! That library takes a file at its word in places: it makes room for as many texts as a part says that it has. So a
//! part is walked through once, without keeping anything, and refused if it is not the plain XML that spreadsheet
//! programs write. Nothing here resolves an entity or follows a link.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::error::{Counted, Errors, RowError};
use super::limits::{XML_ATTRIBUTES_MAX, XML_DEPTH_MAX, XML_TAG_BYTES_MAX};

const SAVE_AGAIN: &str = "Open it in a spreadsheet and save it as a new workbook";

/// Looks at one part of a workbook; `name` is its path inside the file, and `left` how many pieces it and the parts
/// after it may have.
pub(super) fn check(name: &str, text: &str, left: &mut usize) -> Result<(), Vec<RowError>> {
    let mut reader = Reader::from_str(text);
    let bytes = text.len();
    let mut walk = Walk { name, bytes, left, depth: 0, cell: String::new(), errors: Errors::default() };
    loop {
        let event = reader.read_event().map_err(|_| walk.refuse("is not well-formed XML"))?;
        if event == Event::Eof {
            break;
        }
        walk.event(&event)?;
        if walk.errors.is_full() {
            break;
        }
    }
    if walk.depth > 0 {
        return Err(walk.refuse("is cut off").into());
    }
    walk.errors.or(())
}

struct Walk<'a> {
    name: &'a str,
    bytes: usize,
    left: &'a mut usize,
    depth: usize,
    /// The cell that the walk is in, such as `C7`.
    cell: String,
    errors: Errors,
}

impl Walk<'_> {
    fn refuse(&self, wrong: &str) -> RowError {
        RowError::file(format!("its part {} {wrong}", self.name), SAVE_AGAIN)
    }

    /// Counts one more tag, attribute or piece of text.
    fn piece(&mut self) -> Result<(), RowError> {
        *self.left = self.left.checked_sub(1).ok_or_else(|| {
            let wrong = format!("by its part {} it has far more cells than are read", self.name);
            RowError::file(wrong, "Copy the list into a new workbook, as values, and save that")
        })?;
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), RowError> {
        self.piece()?;
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.tag(tag)
            }
            Event::Empty(tag) => self.tag(tag),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(())
            }
            Event::DocType(_) => Err(self.refuse("declares a document type or entities")),
            Event::GeneralRef(name) if !is_plain(name) => Err(self.refuse("uses an entity of its own")),
            Event::Decl(decl) => match decl.encoding() {
                None => Ok(()),
                Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") => Ok(()),
                Some(_) => Err(self.refuse("is in another encoding than UTF-8")),
            },
            Event::GeneralRef(_) | Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => Ok(()),
            Event::Eof => Ok(()),
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), RowError> {
        if self.depth > XML_DEPTH_MAX {
            return Err(self.refuse("is nested too deeply"));
        }
        if tag.len() > XML_TAG_BYTES_MAX {
            return Err(self.refuse("has a tag that is too long"));
        }
        let (name, mut attributes) = (tag.local_name(), 0);
        // Checking each attribute against all others would take a hostile file's time; a plain count is enough here.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.refuse("is not well-formed XML"))?;
            self.piece()?;
            attributes += 1;
            if attributes > XML_ATTRIBUTES_MAX {
                return Err(self.refuse("has a tag with too many attributes"));
            }
            match (name.as_ref(), attribute.key.local_name().as_ref()) {
                ("sst", "count" | "uniqueCount") => self.promise(&attribute.value)?,
                ("dimension", "ref") => self.range(&attribute.value)?,
                ("c", "r") => attribute.value.as_ref().clone_into(&mut self.cell),
                _ => {}
            }
        }
        if name.as_ref() == "f" {
            self.formula();
        }
        Ok(())
    }

    /// A number of texts that a part says that it has: room would be made for all of them.
    fn promise(&self, texts: &str) -> Result<(), RowError> {
        match texts.parse::<usize>() {
            Ok(texts) if texts <= self.bytes => Ok(()),
            _ => Err(self.refuse("promises more texts than it can hold")),
        }
    }

    /// The cells that a sheet says that it has, whose size would be worked out: the first corner must be before the last.
    fn range(&self, cells: &str) -> Result<(), RowError> {
        let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
        match (corner(first), corner(last)) {
            (Some((column, row)), Some((last_column, last_row))) if column <= last_column && row <= last_row => Ok(()),
            _ => Err(self.refuse("says that it has cells that cannot be")),
        }
    }

    fn formula(&mut self) {
        let remedy = "Copy the column and paste it back as values";
        let error = match corner(&self.cell) {
            Some((_, row)) => {
                Counted::Rows.error(row, format!("cell {} is worked out by a formula", self.cell), remedy)
            }
            None => RowError::file(format!("its part {} holds a formula", self.name), remedy),
        };
        self.errors.push(error);
    }
}

/// The column, as its letters put into order, and the row of a cell such as `C7`.
fn corner(cell: &str) -> Option<((usize, &str), u32)> {
    let (letters, row) = cell.split_at_checked(cell.find(|c: char| c.is_ascii_digit())?)?;
    (!letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase())).then_some(())?;
    Some(((letters.len(), letters), row.parse().ok()?))
}

/// The five entities that XML itself has, and characters by number.
fn is_plain(name: &BytesRef<'_>) -> bool {
    matches!(name.as_ref(), "lt" | "gt" | "amp" | "apos" | "quot") || matches!(name.resolve_char_ref(), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str) -> Result<(), Vec<RowError>> {
        super::check(name, text, &mut 1_000)
    }

    fn check_refused(text: &str, expected: &str) {
        let errors = check("xl/part.xml", text).expect_err(text);
        assert!(errors[0].to_string().contains(expected), "{errors:?}");
    }

    #[test]
    fn plain_xml_passes() {
        let text = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="x" count="2" uniqueCount="2">
            <si><t>a &amp; b &#233; &#x2019;</t></si><si><t/></si></sst>"#;
        assert_eq!(check("xl/sharedStrings.xml", text), Ok(()));
        for range in ["A1", "A1:C461", "B2:AA2", "A1:XFD1048576"] {
            assert_eq!(check("sheet", &format!("<dimension ref=\"{range}\"/>")), Ok(()));
        }
    }

    #[test]
    fn xml_that_no_spreadsheet_writes_is_refused() {
        check_refused(r#"<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>"#, "declares a document type");
        check_refused(r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"#, "declares a document type");
        check_refused("<x>&a;</x>", "uses an entity of its own");
        check_refused("<x><y></x>", "is not well-formed");
        check_refused("<x><y>", "is cut off");
        check_refused(&"<x>".repeat(XML_DEPTH_MAX + 1), "is nested too deeply");
        check_refused(r#"<?xml version="1.0" encoding="ISO-2022-JP"?><x/>"#, "another encoding");
        check_refused(r#"<sst uniqueCount="99999999999999999999999"/>"#, "promises more texts");
        for range in ["B9:A1", "A9:B1", "A1:", "", "7", "a1:b2", "A99999999999"] {
            check_refused(&format!("<dimension ref=\"{range}\"/>"), "cells that cannot be");
        }
        check_refused(r#"<sst count="1000000"></sst>"#, "promises more texts");
        check_refused(&format!("<x y=\"{}\"/>", "z".repeat(XML_TAG_BYTES_MAX)), "a tag that is too long");
        check_refused(&"<x>a</x>".repeat(1_000), "far more cells than are read");
        let many: String = (0..=XML_ATTRIBUTES_MAX).map(|n| format!(" a{n}=\"\"")).collect();
        check_refused(&format!("<x{many}/>"), "too many attributes");
    }

    #[test]
    fn every_formula_is_named_by_its_cell() {
        let sheet = r#"<sheetData><row r="7"><c r="C7"><f>1+1</f><v>2</v></c><c r="D7"><x:f t="shared" si="9"/></c></row></sheetData>"#;
        let said: Vec<_> = check("sheet", sheet).unwrap_err().iter().map(ToString::to_string).collect();
        let remedy = "Copy the column and paste it back as values.";
        let said_of = |cell: &str| format!("Row 7: cell {cell} is worked out by a formula. {remedy}");
        assert_eq!(said, [said_of("C7"), said_of("D7")]);
    }
}
