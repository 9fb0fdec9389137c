//! The browser client of Accord: starts the page, and says so when it has to stop.

mod ui;

fn main() {}
