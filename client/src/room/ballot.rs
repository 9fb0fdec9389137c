//! The own ballot of a section: score, reasons, "I'm ready", and in an open review the marks of the others.

mod open_marks;
mod ready;
pub mod rows;
pub mod score;
mod waiting;
