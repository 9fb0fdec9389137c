//! A list in an Excel workbook: which sheet holds it, and its cells.
//!
//! What may be in the file is decided by `archive` and `xml`; only what they let through is read here.

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::archive;
use super::error::{Counted, RowError};
use super::grid::{Grid, GridBuilder, letters};
use super::header;
use super::limits::{SECTION_NUMBER_MAX, SHEETS_MAX};

/// Reads the cells of the sheet that holds the list.
pub(super) fn read(bytes: &[u8]) -> Result<Grid, Vec<RowError>> {
    let clean = archive::clean(bytes)?;
    // The library has panicked on files of other people's making before. Such a file is refused like any other, and
    // takes nothing with it, because nothing is shared with what is read here.
    catch_unwind(|| list(&clean)).unwrap_or_else(|_| Err(unreadable("its sheets do not make sense").into()))
}

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

fn list(clean: &[u8]) -> Result<Grid, Vec<RowError>> {
    let mut workbook = Workbook::new(Cursor::new(clean)).map_err(|error| unreadable(&error.to_string()))?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if sheets.len() > SHEETS_MAX {
        let wrong = format!("it has {} sheets; at most {SHEETS_MAX} are looked at", sheets.len());
        return Err(RowError::file(wrong, "Keep only the sheet with the list").into());
    }
    let mut filled = Vec::new();
    let mut named = Vec::new();
    for sheet in &sheets {
        match grid(&mut workbook, sheet, true)?.finish() {
            Ok(first) if first.rows.is_empty() => {}
            Ok(first) if first.rows.iter().any(header::is_header) => named.push(sheet),
            // One that begins with something wrong says so when it is read as the list.
            Ok(_) | Err(_) => filled.push(sheet),
        }
    }
    match (named.as_slice(), filled.as_slice()) {
        ([sheet], _) | ([], [sheet]) => grid(&mut workbook, sheet, false)?.finish(),
        ([], []) => Err(RowError::file("no sheet has anything in it", "Write the list and save it again").into()),
        ([], _) => {
            let remedy = "Name them “section”, “descriptor” and “scale” in the first row of the list";
            Err(RowError::file("no sheet names the three columns", remedy).into())
        }
        ([..], _) => {
            let wrong = format!("{} sheets hold a list", named.len());
            Err(RowError::file(wrong, "Keep the one that is to be imported").into())
        }
    }
}

/// The cells of a sheet, or only those of its first row that is not empty.
fn grid(workbook: &mut Workbook<'_>, sheet: &str, only_first: bool) -> Result<GridBuilder, RowError> {
    let broken = |error: XlsxError| unreadable(&error.to_string());
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut grid = GridBuilder::new(Counted::Rows);
    let mut before = None;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let at = cell.get_position();
        if before.is_some_and(|before| before >= at) {
            return Err(unreadable("its cells are not in order"));
        }
        before = Some(at);
        let row = at.0.saturating_add(1);
        if grid.is_done() || (only_first && grid.has_row_before(row)) {
            break;
        }
        put(&mut grid, row, at.1 as usize, cell.get_value());
    }
    Ok(grid)
}

#[expect(clippy::float_cmp, reason = "a number of a section is whole, and whole numbers compare exactly")]
fn put(grid: &mut GridBuilder, row: u32, column: usize, value: &DataRef<'_>) {
    let number = match value {
        DataRef::String(text) => return grid.cell(row, column, text),
        DataRef::SharedString(text) => return grid.cell(row, column, text),
        DataRef::Empty => return,
        DataRef::Int(number) => u32::try_from(*number).ok(),
        // Sections are often numbered. Whatever else is a number here was meant to be something else.
        DataRef::Float(number) => (0..=SECTION_NUMBER_MAX).find(|whole| f64::from(*whole) == *number),
        DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::DateTimeIso(_)
        | DataRef::DurationIso(_)
        | DataRef::Error(_) => None,
    };
    if let Some(number) = number.filter(|number| *number <= SECTION_NUMBER_MAX) {
        grid.cell(row, column, &number.to_string());
    } else {
        let wrong = format!("column {} holds a number, a date or an error instead of text", letters(column));
        grid.error(Counted::Rows.error(row, wrong, "Format the column as text and type it again"));
    }
}

fn unreadable(why: &str) -> RowError {
    let remedy = "Open it in a spreadsheet and save it as a new workbook, or as CSV";
    RowError::file(format!("it cannot be read as a workbook ({why})"), remedy)
}
