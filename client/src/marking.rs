//! Marks as people give and read them: the one row of marks with its keys and its comment, the sheet that it is filled in
//! on, the own ballot and form, what is lacking, and what a reveal says. Where marks are kept is `live`'s, which of them count is `accord_shared`'s.

pub mod answers;
pub mod choices;
pub mod descriptors;
pub mod gaps;
mod glossary;
pub mod grade_mark;
pub mod keys;
pub mod limits;
pub mod moved;
pub mod own_ballot;
pub mod own_form;
pub mod revealed;
pub mod row;
pub mod row_numbers;
pub mod said_of_mark;
pub mod sheet;
pub mod sheet_section;
pub mod target_row;
