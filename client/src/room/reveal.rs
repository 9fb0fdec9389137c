//! What a reveal shows: the rounds of a section with their reasons, and the board of all sections.

pub mod board;
mod parts;
mod reasons;
pub mod round;
mod rows;
