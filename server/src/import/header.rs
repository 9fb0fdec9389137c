//! Which column is which: by the names in the first row, or by the order if the first row is already one of the list.

use super::error::{Counted, Errors, RowError};
use super::grid::{Grid, Row, letters};
use super::scales::Answer;

/// The cells of one row by what they mean, empty where the row has none.
#[derive(Debug)]
pub(super) struct Listed {
    /// Which row or line it is.
    pub number: u32,
    /// The heading that the row belongs under.
    pub section: String,
    /// What good looks like.
    pub descriptor: String,
    /// How it is answered.
    pub scale: String,
}

/// A list whose columns are known.
#[derive(Debug)]
pub(super) struct List {
    /// How its rows are counted.
    pub counted: Counted,
    /// In their order.
    pub rows: Vec<Listed>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Section,
    Descriptor,
    Scale,
}

const COLUMNS: [Column; 3] = [Column::Section, Column::Descriptor, Column::Scale];

impl Column {
    /// Reads a column's name, in capitals or not, in the singular or the plural.
    fn named(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "section" | "sections" => Some(Self::Section),
            "descriptor" | "descriptors" | "criterion" | "criteria" | "question" | "questions" => {
                Some(Self::Descriptor)
            }
            "scale" | "scales" => Some(Self::Scale),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Descriptor => "descriptor",
            Self::Scale => "scale",
        }
    }
}

/// Whether a cell is the name of a column that is read.
pub(super) fn is_name(cell: &str) -> bool {
    Column::named(cell).is_some()
}

/// Whether a row names all three columns.
pub(super) fn is_header(row: &Row) -> bool {
    COLUMNS.iter().all(|column| row.cells.iter().any(|cell| Column::named(cell) == Some(*column)))
}

/// Finds the columns and takes the rows apart.
pub(super) fn listed(grid: Grid) -> Result<List, Vec<RowError>> {
    let counted = grid.counted;
    let Some(first) = grid.rows.first() else {
        return Err(RowError::file("no row has anything in it", "Write one descriptor in each row").into());
    };
    let has_header = !is_without_header(first);
    let columns = if has_header { columns(counted, first)? } else { COLUMNS.map(Some).to_vec() };
    let mut errors = Errors::default();
    let mut rows = Vec::with_capacity(grid.rows.len());
    for row in grid.rows.into_iter().skip(usize::from(has_header)) {
        let mut listed =
            Listed { number: row.number, section: String::new(), descriptor: String::new(), scale: String::new() };
        for (at, cell) in row.cells.into_iter().enumerate() {
            match columns.get(at).copied().flatten() {
                Some(Column::Section) => listed.section = cell,
                Some(Column::Descriptor) => listed.descriptor = cell,
                Some(Column::Scale) => listed.scale = cell,
                None if cell.is_empty() => {}
                None => {
                    let wrong = format!("column {} has no name and is not read", letters(at));
                    errors.push(counted.error(row.number, wrong, "Move what it says, or empty it"));
                }
            }
        }
        rows.push(listed);
    }
    errors.or(List { counted, rows })
}

/// A first row that names no column and ends in a scale is the first of the list, in the order of [`COLUMNS`].
fn is_without_header(row: &Row) -> bool {
    row.cells.len() == COLUMNS.len()
        && !row.cells.iter().any(|cell| is_name(cell))
        && Answer::named(&row.cells[2]).is_some()
}

fn columns(counted: Counted, row: &Row) -> Result<Vec<Option<Column>>, Vec<RowError>> {
    let mut errors = Errors::default();
    let mut columns: Vec<Option<Column>> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let column = Column::named(cell);
        match column {
            Some(column) if columns.contains(&Some(column)) => {
                let wrong = format!("two columns are named “{}”", column.name());
                errors.push(counted.error(row.number, wrong, "Keep one of them"));
            }
            None if !cell.is_empty() => {
                let cell: String = cell.chars().take(40).collect();
                let wrong = format!("column {}, “{cell}”, is not one that is read", letters(at));
                let remedy = "Name the columns “section”, “descriptor” and “scale”, and remove the others";
                errors.push(counted.error(row.number, wrong, remedy));
            }
            _ => {}
        }
        columns.push(column);
    }
    for missing in COLUMNS.into_iter().filter(|column| !columns.contains(&Some(*column))) {
        let wrong = format!("no column is named “{}”", missing.name());
        errors.push(counted.error(row.number, wrong, "Name the columns in the first row that is not empty"));
    }
    errors.or(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[&str]], expected: Result<&[[&str; 3]], &[&str]>) {
        let rows = rows
            .iter()
            .zip(3..)
            .map(|(cells, number)| Row { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() });
        let found = listed(Grid { counted: Counted::Rows, rows: rows.collect() });
        match (found, expected) {
            (Ok(list), Ok(expected)) => {
                let found: Vec<_> = list.rows.iter().map(|r| [&*r.section, &*r.descriptor, &*r.scale]).collect();
                assert_eq!(found, expected);
            }
            (Err(errors), Err(expected)) => {
                let said: Vec<_> = errors.iter().map(ToString::to_string).collect();
                assert_eq!(said.len(), expected.len(), "{said:#?}");
                assert!(said.iter().zip(expected).all(|(said, part)| said.contains(part)), "{said:#?}");
            }
            (found, expected) => panic!("{found:?}\nexpected {expected:?}"),
        }
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let a: &[[&str; 3]] = &[["A", "Clear.", "yes/no"]];
        check(&[&["Section", "DESCRIPTOR", "scale"], &["A", "Clear.", "yes/no"]], Ok(a));
        check(&[&["Scale", "", "Question", "Section"], &["yes/no", "", "Clear.", "A"]], Ok(a));
        check(&[&["section", "descriptor", "scale"], &["A"]], Ok(&[["A", "", ""]]));
    }

    #[test]
    fn a_list_may_begin_at_once_in_the_usual_order() {
        check(&[&["A", "Clear.", "yes/no"], &["", "Short.", ""]], Ok(&[["A", "Clear.", "yes/no"], ["", "Short.", ""]]));
    }

    #[test]
    fn columns_that_cannot_be_told_are_refused() {
        check(
            &[&["section", "descriptor", "notes"], &["A", "x", "y"]],
            Err(&["Row 3: column C, “notes”, is not one", "Row 3: no column is named “scale”"]),
        );
        check(&[&["section", "section", "descriptor", "scale"]], Err(&["two columns are named “section”"]));
        check(&[&["Plan quality form"]], Err(&["“Plan quality form”", "“section”", "“descriptor”", "“scale”"]));
        check(
            &[&["section", "descriptor", "scale"], &["A", "x", "yes/no", "see page 2"]],
            Err(&["Row 4: column D has no name and is not read"]),
        );
        check(&[], Err(&["no row has anything in it"]));
    }
}
