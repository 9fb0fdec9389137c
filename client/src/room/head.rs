//! The head of the room: meeting, plan, steps, clocks and agenda, and what the coordinator changed.

pub mod agenda;
pub mod changes;
pub mod clocks;
pub mod header;
pub mod no_plan;
mod settings;
