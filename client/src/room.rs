//! The room in the browser: the page on which a panel reads, scores, reveals, reconciles and signs, the page of a
//! record, and the screen for a projector.
//!
//! What is shown is worked out by the plain functions of [`model`]; the connection is [`crate::sync`]'s; the controls
//! are [`crate::ui`]'s.

mod agenda;
mod agreed;
mod announcer;
mod answer;
mod ask;
mod ballot;
mod board;
mod clocks;
mod context;
mod descriptors;
mod dissent;
mod frame;
mod header;
mod marks;
mod model;
mod notes;
mod open_marks;
mod page;
mod people;
mod propose;
mod ready;
mod reasons;
mod reconcile;
mod reveal;
mod saved;
mod section;
mod sections;
mod settle;
mod text;

pub use page::RoomPage;
