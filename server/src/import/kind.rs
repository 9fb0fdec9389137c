//! The kind of a file: its first bytes say it, and its name may not say otherwise.

use super::error::RowError;
use super::limits::UPLOAD_BYTES_MAX;
use super::names::extension;
use super::text;

/// The kinds of file that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Accord's own format, which is JSON.
    Ours,
    /// A list as text: CSV, or the same with semicolons or tabs.
    Delimited,
    /// A list as an Excel workbook (XLSX).
    Workbook,
}

/// What other files begin with that people try to import, and what to do with those.
const OTHERS: [(&[u8], &str, &str); 5] = [
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "it is an Excel file of the old kind, or one with a password",
        "Take the password off and save it as “Excel workbook (.xlsx)”",
    ),
    (b"%PDF", "it is a PDF", "Import the spreadsheet that it was made from"),
    (b"{\\rtf", "it is a text document", "Save its table as CSV or XLSX"),
    (b"\x1f\x8b", "it is a packed file", "Unpack it and import what is inside"),
    (b"<", "it is a web page or another kind of XML", "Save the list as CSV or XLSX"),
];

impl Kind {
    /// Decides by the first bytes, and refuses what is too long, empty, of another kind or wrongly named.
    pub(super) fn of(bytes: &[u8], name: &str) -> Result<Self, RowError> {
        if bytes.len() > UPLOAD_BYTES_MAX {
            let wrong = format!("it has more than {UPLOAD_BYTES_MAX} bytes");
            return Err(RowError::file(wrong, "Keep only the list of sections, descriptors and scales"));
        }
        let body = bytes.strip_prefix(text::UTF8_MARK).unwrap_or(bytes).trim_ascii_start();
        if body.is_empty() {
            return Err(RowError::file("it is empty", "Choose the file with the list"));
        }
        if let Some((_, wrong, remedy)) = OTHERS.iter().find(|(magic, ..)| body.starts_with(magic)) {
            return Err(RowError::file(*wrong, *remedy));
        }
        let is_archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
        match (extension(name).as_str(), is_archive) {
            ("xlsm" | "xlsb" | "xls" | "ods", _) => {
                let remedy = "Save it as “Excel workbook (.xlsx)” or as CSV";
                Err(RowError::file("its name says that it is another kind of workbook", remedy))
            }
            ("xlsx", false) => {
                let remedy = "Open it in a spreadsheet and save it as “Excel workbook (.xlsx)”";
                Err(RowError::file("its name says XLSX, but what is in it is not a workbook", remedy))
            }
            ("csv" | "tsv" | "txt" | "json", true) => {
                let remedy = "Give it the name that fits, or save it again as what its name says";
                Err(RowError::file("its name says text, but what is in it is a packed file", remedy))
            }
            (_, true) => Ok(Self::Workbook),
            ("json", false) => Ok(Self::Ours),
            ("csv" | "tsv" | "txt", false) => Ok(Self::Delimited),
            (_, false) if body.starts_with(b"{") => Ok(Self::Ours),
            (_, false) => Ok(Self::Delimited),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], name: &str, expected: Result<Kind, &str>) {
        match (Kind::of(bytes, name), expected) {
            (Ok(found), expected) => assert_eq!(Ok(found), expected, "{name}"),
            (Err(error), Err(said)) => assert!(error.to_string().contains(said), "{name}: {error}"),
            (Err(error), Ok(_)) => panic!("{name}: {error}"),
        }
    }

    #[test]
    fn the_first_bytes_decide_and_the_name_may_not_lie() {
        check(b"PK\x03\x04", "list.xlsx", Ok(Kind::Workbook));
        check(b"PK\x03\x04", "list", Ok(Kind::Workbook));
        check(b"  {}", "", Ok(Kind::Ours));
        check(b"\xef\xbb\xbf{}", "list.JSON", Ok(Kind::Ours));
        check(b"section,descriptor,scale", "list", Ok(Kind::Delimited));
        check(b"{curly},descriptor,scale", "list.csv", Ok(Kind::Delimited));
        check(b"section", "list.xlsx", Err("what is in it is not a workbook"));
        check(b"PK\x03\x04", "list.csv", Err("is a packed file"));
        check(b"PK\x03\x04", "list.xlsm", Err("another kind of workbook"));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list.xlsx", Err("with a password"));
        check(b"%PDF-1.7", "list.csv", Err("it is a PDF"));
        check(b"<html>", "list.csv", Err("a web page"));
        check(b" \r\n ", "list.csv", Err("it is empty"));
        check(&vec![b'a'; UPLOAD_BYTES_MAX + 1], "list.csv", Err("it has more than 4194304 bytes"));
    }
}
