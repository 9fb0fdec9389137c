//! The head of the room: plan, steps, clocks and agenda.

pub mod agenda;
pub mod clocks;
pub mod header;
mod settings;
