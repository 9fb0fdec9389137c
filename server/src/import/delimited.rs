//! A list as text: CSV as spreadsheets write it, with commas, semicolons or tabs between the cells.

use super::error::{Counted, RowError};
use super::grid::{Grid, GridBuilder};
use super::header;

/// A line that is put behind the file. If it does not come out as a line of its own, a quotation mark before it was
/// never closed. No cell can hold the character, because control characters are refused.
const END: &str = "\u{1}end";

/// Reads the cells of a file.
pub(super) fn read(text: &str) -> Result<Grid, Vec<RowError>> {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = delimiter(&text);
    text.push('\n');
    text.push_str(END);
    let mut grid = GridBuilder::new(Counted::Lines);
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while !grid.is_done() {
        // The text is UTF-8 and lines may have any number of cells, so that reading it from memory cannot fail.
        let more =
            lines.read_record(&mut record).map_err(|error| RowError::file(error.to_string(), "Save it again"))?;
        let line = record.position().map_or(0, |at| line(&text, at));
        let last = record.iter().next_back().unwrap_or_default();
        if !more || (record.len() == 1 && last == END) {
            break;
        }
        if last.ends_with(END) {
            let remedy = "Put a second one at the end of its cell, or take it away";
            grid.error(Counted::Lines.error(line, "a quotation mark here is never closed", remedy));
            break;
        }
        for (column, cell) in record.iter().enumerate() {
            grid.cell(line, column, cell);
        }
    }
    grid.finish()
}

/// The line on which a record begins: the reader counts the empty lines before it as part of it.
fn line(text: &str, at: &csv::Position) -> u32 {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let empty = text.bytes().skip(from).take_while(|byte| *byte == b'\n').count();
    u32::try_from(at.line() + empty as u64).unwrap_or(u32::MAX)
}

/// What stands between the cells: whichever makes column names of the first line, else whatever is there most often.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let score = |delimiter: char| {
        let names = first.split(delimiter).filter(|cell| header::is_name(cell.trim_matches([' ', '"', '\u{feff}'])));
        (names.count(), first.matches(delimiter).count())
    };
    // Of equal scores the last wins, and without any sign of another the cells are divided by commas.
    [';', '\t', ','].into_iter().max_by_key(|d| score(*d)).and_then(|d| u8::try_from(d).ok()).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        read(text).unwrap().rows.into_iter().map(|row| (row.number, row.cells)).collect()
    }

    #[test]
    fn cells_are_divided_by_whatever_the_file_uses() {
        let expected = [(1, ["section", "descriptor", "scale"]), (2, ["A", "x", "yes/no"])]
            .map(|(row, cells)| (row, cells.map(str::to_owned).to_vec()));
        assert_eq!(cells("section,descriptor,scale\nA,x,yes/no"), expected);
        assert_eq!(cells("section;descriptor;scale\r\nA;x;yes/no\r\n"), expected);
        assert_eq!(cells("section\tdescriptor\tscale\rA\tx\tyes/no"), expected);
        assert_eq!(cells("\"section\" ;\"descriptor\";\"scale\"\nA;x;yes/no"), expected);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let found = cells("a,\"one\r\ntwo\"\r\n,,\r\n\r\nb\rc,\"say \"\"so\"\"\"\n");
        let lines: Vec<_> = found.iter().map(|(line, cells)| (*line, cells.join("|"))).collect();
        let expected = [(1, "a|one\ntwo"), (5, "b"), (6, "c|say \"so\"")].map(|(line, cell)| (line, cell.to_owned()));
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_found() {
        for text in ["a,b\nc,\"d\ne,f\n", "a\n\"", "a\n\"b\n\n\n"] {
            let errors = read(text).unwrap_err();
            assert_eq!(errors[0].row, Some(2), "{text:?}");
            assert!(errors[0].wrong.contains("never closed"), "{text:?}");
        }
        assert_eq!(cells("a \"quoted\" word,b")[0].1, ["a \"quoted\" word", "b"]);
    }
}
