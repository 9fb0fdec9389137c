//! The sections of a list: which rows belong together, and that each section is answered in one way.
//!
//! A cell that is empty means the same as the one above, because that is how people write lists and how a spreadsheet
//! saves cells that were merged.

use accord_shared::framework::limits::{ROWS_MAX, SECTIONS_MAX, TITLE_CHARS_MAX};

use super::error::{Counted, Errors, RowError};
use super::header::{List, Listed};
use super::limits::SECTION_NUMBER_MAX;
use super::scales::{Answer, SCALE_NAMES};

/// One section of a list.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it begins.
    pub at: Place,
    /// Its heading.
    pub title: String,
    /// How it is answered.
    pub answer: Answer,
    /// Its descriptors, in their order.
    pub descriptors: Vec<(Place, String)>,
}

/// A row of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    counted: Counted,
    number: u32,
}

impl Place {
    /// The place as a source, such as "row 7".
    pub(super) fn words(self) -> String {
        format!("{} {}", self.counted, self.number).to_lowercase()
    }

    fn error(self, wrong: impl Into<String>, remedy: impl Into<String>) -> RowError {
        self.counted.error(self.number, wrong, remedy)
    }
}

impl Part {
    /// True for the judgement on the whole, which comes last.
    pub(super) fn is_overall(&self) -> bool {
        let title = self.title.to_lowercase();
        title == "overall" || title.starts_with("overall ")
    }
}

/// Puts the rows of a list together into sections.
pub(super) fn sections(list: List) -> Result<Vec<Part>, Vec<RowError>> {
    let mut reading = Reading::default();
    for row in list.rows {
        let at = Place { counted: list.counted, number: row.number };
        if let Err(error) = reading.row(at, row) {
            reading.errors.push(error);
        }
    }
    reading.finish()
}

#[derive(Default)]
struct Reading {
    parts: Vec<Part>,
    /// The section that was refused, as long as its rows go on: they have nothing to add to what was said.
    refused: Option<String>,
    rows: usize,
    errors: Errors,
}

impl Reading {
    fn row(&mut self, at: Place, row: Listed) -> Result<(), RowError> {
        let goes_on = |title: &str| row.section.is_empty() || is_same(title, &row.section);
        if self.refused.as_deref().is_some_and(goes_on) {
            return Ok(());
        }
        self.refused = None;
        let is_begun = self.parts.last().is_some_and(|part| goes_on(&part.title));
        let taken = if is_begun { self.go_on(at, &row) } else { self.begin(at, &row) };
        if taken.is_err() && !is_begun {
            self.refused = Some(row.section);
        }
        taken?;
        if row.descriptor.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        if self.rows == ROWS_MAX + 1 {
            return Err(at.error(format!("there are more than {ROWS_MAX} descriptors"), "Make two frameworks of it"));
        }
        if let Some(part) = self.parts.last_mut() {
            part.descriptors.push((at, row.descriptor));
        }
        Ok(())
    }

    fn go_on(&self, at: Place, row: &Listed) -> Result<(), RowError> {
        let Some(part) = self.parts.last() else { return Ok(()) };
        if row.descriptor.is_empty() {
            return Err(at.error("the descriptor is empty", "Write the descriptor, or remove the row"));
        }
        if row.scale.is_empty() || answer(at, &row.scale)? == part.answer {
            return Ok(());
        }
        let wrong = format!("section “{}” is answered with {} above", part.title, part.answer.name());
        Err(at.error(wrong, "Use one scale in each section, or begin a new section here"))
    }

    fn begin(&mut self, at: Place, row: &Listed) -> Result<(), RowError> {
        if row.section.is_empty() {
            return Err(at.error("it belongs to no section", "Name the section in this row, or in one above it"));
        }
        let above = self.parts.last();
        let answer = match (row.scale.as_str(), above) {
            ("", Some(above)) => above.answer,
            ("", None) => return Err(at.error("the scale is empty", format!("Write one of: {}", known()))),
            (scale, _) => answer(at, scale)?,
        };
        check_title(at, &row.section)?;
        if let Some(earlier) = self.parts.iter().find(|part| is_same(&part.title, &row.section)) {
            let wrong = format!("section “{}” has begun in {} already", earlier.title, earlier.at.words());
            return Err(at.error(wrong, "Put its rows together, or give this section another name"));
        }
        if let Some(overall) = above.filter(|part| part.is_overall()) {
            let wrong = format!("it comes after “{}”", overall.title);
            return Err(at.error(wrong, "Put the overall judgement last"));
        }
        if above.is_some_and(|part| part.answer.is_judgement() != answer.is_judgement()) {
            let wrong = "grades and marks stand in one list, and they are never added up with each other";
            return Err(at.error(wrong, "Use grades in all sections or in none, or make two frameworks of it"));
        }
        if self.parts.len() == SECTIONS_MAX {
            return Err(at.error(format!("there are more than {SECTIONS_MAX} sections"), "Make two frameworks of it"));
        }
        self.parts.push(Part { at, title: row.section.clone(), answer, descriptors: Vec::new() });
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Part>, Vec<RowError>> {
        for part in self.parts.iter().filter(|p| p.descriptors.is_empty() && !p.answer.is_judgement()) {
            let wrong = format!("section “{}” has no descriptor to mark", part.title);
            self.errors.push(part.at.error(wrong, "Write its descriptors under it, or remove it"));
        }
        if self.rows == 0 && self.errors.is_empty() {
            self.errors.push(RowError::file("there is no descriptor in it", "Write one descriptor in each row"));
        }
        self.errors.or(self.parts)
    }
}

fn answer(at: Place, scale: &str) -> Result<Answer, RowError> {
    Answer::named(scale).ok_or_else(|| {
        let scale: String = scale.chars().take(40).collect();
        let remedy =
            format!("Write one of: {}. If the spreadsheet makes dates of them, format the column as text", known());
        at.error(format!("“{scale}” is not a scale"), remedy)
    })
}

fn check_title(at: Place, title: &str) -> Result<(), RowError> {
    if title.chars().count() > TITLE_CHARS_MAX {
        let wrong = format!("the name of the section has more than {TITLE_CHARS_MAX} characters");
        return Err(at.error(wrong, "Shorten it, and write what to look for as descriptors"));
    }
    let is_number = title.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number && title.parse().is_ok_and(|number: f64| number > f64::from(SECTION_NUMBER_MAX)) {
        let remedy = "Write its name; if the spreadsheet made a number of a date, format the column as text";
        return Err(at.error(format!("the section is named by the number {title}"), remedy));
    }
    Ok(())
}

/// Whether two headings are the same, in capitals or not.
fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn known() -> String {
    SCALE_NAMES.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[[&str; 3]]) -> Result<Vec<Part>, Vec<String>> {
        let rows = rows.iter().zip(2..).map(|([section, descriptor, scale], number)| Listed {
            number,
            section: (*section).to_owned(),
            descriptor: (*descriptor).to_owned(),
            scale: (*scale).to_owned(),
        });
        let list = List { counted: Counted::Rows, rows: rows.collect() };
        sections(list).map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    fn check(rows: &[[&str; 3]], expected: &[&str]) {
        let said = read(rows).unwrap_err();
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        assert!(said.iter().zip(expected).all(|(said, part)| said.contains(part)), "{said:#?}");
    }

    #[test]
    fn empty_cells_mean_the_same_as_above() {
        let parts = read(&[
            ["Views", "", "yes/partly/no"],
            ["", "One.", ""],
            ["views", "Two.", "Yes, partly, no"],
            ["Needs", "Three.", ""],
            ["Outcomes", "Four.", "0-2"],
        ])
        .unwrap();
        let found: Vec<_> = parts.iter().map(|p| (p.title.as_str(), p.answer, p.descriptors.len())).collect();
        let partly = Answer::YesPartlyNo;
        assert_eq!(found, [("Views", partly, 2), ("Needs", partly, 1), ("Outcomes", Answer::Compliance, 1)]);
        assert_eq!(parts[0].descriptors[1].0.words(), "row 4");
    }

    #[test]
    fn an_overall_judgement_needs_no_descriptor_and_comes_last() {
        let parts = read(&[["A", "One.", "grades 1-4"], ["Overall judgement", "", ""]]).unwrap();
        assert!(parts[1].is_overall() && parts[1].descriptors.is_empty());
        check(
            &[["Overall", "", "grades"], ["A", "One.", "grades"], ["", "Two.", ""]],
            &["Row 3: it comes after “Overall”"],
        );
    }

    #[test]
    fn every_row_that_is_wrong_is_named_with_what_to_do() {
        check(
            &[
                ["", "Nowhere.", "yes/no"],
                ["A", "One.", "maybe"],
                ["", "Two.", ""],
                ["a", "Three.", "maybe"],
                ["B", "Four.", "yes/no"],
                ["B", "Five.", "0-2"],
                ["B", "", ""],
                ["C", "Six.", "yes/no"],
                ["B", "Seven.", "yes/no"],
                ["D", "Eight.", "grades 1-4"],
                ["45383", "Nine.", "yes/no"],
                ["E", "", "yes/no"],
            ],
            &[
                "Row 2: it belongs to no section. Name the section in this row, or in one above it.",
                "Row 3: “maybe” is not a scale. Write one of: grades 1-4, yes/no,",
                "Row 7: section “B” is answered with yes/no above.",
                "Row 8: the descriptor is empty.",
                "Row 10: section “B” has begun in row 6 already.",
                "Row 11: grades and marks stand in one list",
                "Row 12: the section is named by the number 45383.",
                "Row 13: section “E” has no descriptor to mark.",
            ],
        );
        check(&[["A", "One.", ""]], &["Row 2: the scale is empty. Write one of: grades 1-4"]);
        check(&[["A", "", "grades"]], &["The file: there is no descriptor in it."]);
        check(&[], &["The file: there is no descriptor in it."]);
        check(&[[&"a".repeat(201), "One.", "yes/no"]], &["Row 2: the name of the section has more than 200"]);
    }

    #[test]
    fn more_descriptors_than_a_framework_has_are_refused_once() {
        let mut rows = vec![["A", "One.", "yes/no"]; ROWS_MAX + 2];
        check(&rows, &["Row 402: there are more than 400 descriptors"]);
        rows.truncate(ROWS_MAX);
        assert_eq!(read(&rows).unwrap()[0].descriptors.len(), ROWS_MAX);
    }
}
