//! What a reveal shows: the rounds of a section with their reasons, and the board of all sections; and how it comes to
//! everyone.

pub mod arrival;
pub mod board;
mod parts;
mod reasons;
pub mod round;
mod rows;
