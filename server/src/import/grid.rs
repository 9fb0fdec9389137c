//! The cells of a list before anyone knows what they mean: cleaned, bounded, and none that a spreadsheet would run.

use accord_shared::framework::limits::TEXT_CHARS_MAX;

use super::error::{Counted, Errors, RowError};
use super::limits::{COLUMNS_MAX, LIST_ROWS_MAX};

/// The rows of a list that have anything in them.
#[derive(Debug)]
pub(super) struct Grid {
    /// How its rows are counted.
    pub counted: Counted,
    /// In their order.
    pub rows: Vec<Row>,
}

/// One row of a list.
#[derive(Debug)]
pub(super) struct Row {
    /// Which row or line it is, from 1.
    pub number: u32,
    /// Its cells from the first column to the last that is not empty; an empty cell is an empty text.
    pub cells: Vec<String>,
}

/// Takes the cells of a file one by one, in their order, until there are too many.
#[derive(Debug)]
pub(super) struct GridBuilder {
    grid: Grid,
    errors: Errors,
    is_full: bool,
}

impl GridBuilder {
    /// A grid without rows.
    pub(super) fn new(counted: Counted) -> Self {
        Self { grid: Grid { counted, rows: Vec::new() }, errors: Errors::default(), is_full: false }
    }

    /// Takes one cell; `column` counts from 0. Empty cells may be left out.
    pub(super) fn cell(&mut self, row: u32, column: usize, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() || self.is_done() {
            return;
        }
        match clean(column, text) {
            Ok(text) => self.place(row, column, text),
            Err((wrong, remedy)) => {
                self.errors.push(self.grid.counted.error(row, format!("column {} {wrong}", letters(column)), remedy));
            }
        }
    }

    /// Notes what only the reader of the file could see.
    pub(super) fn error(&mut self, error: RowError) {
        self.errors.push(error);
    }

    /// True when nothing more of the file need be read, because it is refused already.
    pub(super) fn is_done(&self) -> bool {
        self.is_full || self.errors.is_full()
    }

    /// True when a row above this one has something in it.
    pub(super) fn has_row_before(&self, row: u32) -> bool {
        self.grid.rows.first().is_some_and(|first| first.number < row)
    }

    /// The grid, if nothing was wrong with its cells.
    pub(super) fn finish(self) -> Result<Grid, Vec<RowError>> {
        self.errors.or(self.grid)
    }

    fn place(&mut self, number: u32, column: usize, text: String) {
        let is_new = self.grid.rows.last().is_none_or(|row| row.number != number);
        if is_new && self.grid.rows.len() == LIST_ROWS_MAX {
            self.is_full = true;
            let remedy = "Make two frameworks of it, or leave out what is not a descriptor";
            let wrong = format!("a list has at most {LIST_ROWS_MAX} rows, and this one goes on");
            self.errors.push(self.grid.counted.error(number, wrong, remedy));
            return;
        }
        if is_new {
            self.grid.rows.push(Row { number, cells: Vec::new() });
        }
        if let Some(row) = self.grid.rows.last_mut() {
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            row.cells[column] = text;
        }
    }
}

/// The text of a cell as it is kept, or what is wrong with it and what to do.
fn clean(column: usize, text: &str) -> Result<String, (String, String)> {
    if column >= COLUMNS_MAX {
        return Err((
            "is not read".to_owned(),
            "Keep the columns “section”, “descriptor” and “scale”, and nothing else".to_owned(),
        ));
    }
    // A letter has at most four bytes, so that a text of many is not walked through to be counted.
    if text.len() > 4 * TEXT_CHARS_MAX || text.chars().count() > TEXT_CHARS_MAX {
        return Err((format!("has more than {TEXT_CHARS_MAX} characters"), "Shorten it".to_owned()));
    }
    if let Some(sign) = formula_sign(text) {
        let wrong = format!("begins with “{sign}”, which a spreadsheet takes for a formula");
        return Err((wrong, "Begin it with a letter".to_owned()));
    }
    let plain = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\t', '\u{a0}'], " ");
    if plain.chars().any(|c| c.is_control() && c != '\n') {
        return Err(("contains a control character".to_owned(), "Type it again as plain text".to_owned()));
    }
    Ok(plain)
}

/// The sign at the beginning of a text that makes a spreadsheet run it, in its plain or its full width.
fn formula_sign(text: &str) -> Option<char> {
    text.chars().next().filter(|c| matches!(c, '=' | '+' | '-' | '@' | '|' | '＝' | '＋' | '－' | '＠' | '｜'))
}

/// The letters of a column, as spreadsheets print them.
pub(super) fn letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(column: usize, text: &str) -> String {
        let mut grid = GridBuilder::new(Counted::Rows);
        grid.cell(7, column, text);
        match grid.finish() {
            Ok(grid) => format!("{:?}", grid.rows.first().map(|row| &row.cells)),
            Err(errors) => errors[0].to_string(),
        }
    }

    #[test]
    fn a_cell_is_cleaned_or_refused_by_its_row_and_column() {
        assert_eq!(said(1, " \u{a0}two\r\nlines\u{a0}here \u{feff}"), r#"Some(["", "two\nlines here"])"#);
        assert_eq!(said(1, " \t "), "None");
        for sign in ["=1+1", "+44", "- a bullet", "@SUM", "|cmd", "＝1", " \t=1"] {
            assert!(said(2, sign).starts_with("Row 7: column C begins with “"), "{sign}");
        }
        assert!(said(0, "bell\u{7}").contains("column A contains a control character"));
        assert!(said(0, &"é".repeat(TEXT_CHARS_MAX + 1)).contains("has more than 2000 characters"));
        assert!(said(0, &"a".repeat(1024 * 1024)).contains("has more than 2000 characters"));
        assert!(said(27, "notes").contains("column AB is not read"));
    }

    #[test]
    fn a_list_without_end_is_refused_at_the_row_that_is_too_many() {
        let mut grid = GridBuilder::new(Counted::Lines);
        for row in 1.. {
            grid.cell(row, 0, "A");
            if grid.is_done() {
                break;
            }
        }
        let errors = grid.finish().unwrap_err();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].row, u32::try_from(LIST_ROWS_MAX + 1).ok());
    }
}
