//! The server of Accord: rooms, store, identity and HTTP; the one crate that does I/O.
//!
//! [`serve`] starts one, on port 0 for tests. Read next: [`http`] for what it answers, [`room`] for the meetings,
//! [`store`] for what is kept.

pub mod app;
pub mod assets;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod http;
pub mod identity;
pub mod import;
pub mod limits;
pub mod log_lines;
pub mod peer;
pub mod random;
pub mod room;
pub mod socket;
pub mod store;

mod running;

pub use running::{Running, ServeError, serve, setup_link};
