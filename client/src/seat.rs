//! What every page with a seat rests on: opening its connection, the facts it shows, its address, sending
//! commands, the user's own texts, and the line that says what is saved.

pub mod beside;
pub mod cancelled;
pub mod command;
pub mod correct;
pub mod did_not_fit;
pub mod facts;
pub mod leave;
pub mod lost_changes;
pub mod open;
pub mod place;
pub mod reason_dialog;
pub mod room;
pub mod saved_line;
pub mod text;
mod writing;

#[cfg(test)]
pub mod fixture;
