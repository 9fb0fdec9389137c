//! The room in the browser: the page on which a panel reads, scores, reveals, reconciles and signs, the page of a
//! record, and the screen for a projector.
//!
//! What is shown is worked out by the plain functions of [`model`]; the connection is [`crate::sync`]'s; the controls
//! are [`crate::ui`]'s.

mod actions;
mod actions_summary;
mod agenda;
mod agreed;
mod agreed_before;
mod announcer;
mod answer;
mod ask;
mod attention;
mod ballot;
mod ballot_rows;
mod board;
mod bottom;
mod chair_away;
mod chair_bar;
mod chair_menu;
mod choose_person;
mod choose_sections;
mod clocks;
mod closed;
mod context;
mod correct;
mod descriptors;
mod dissent;
mod frame;
mod header;
mod item_fields;
mod items_doc;
mod late;
mod leave;
mod mark_list;
mod marks;
mod model;
mod notes;
mod open_marks;
mod own_notices;
mod page;
mod people;
mod point;
mod proposals;
mod propose;
mod propose_rows;
mod question;
mod questions;
mod ready;
mod reasons;
mod reconcile;
mod record_before;
mod record_forms;
mod record_page;
mod record_sections;
mod record_view;
mod reveal;
mod reveal_rows;
mod saved;
mod screen_page;
mod section;
mod sections;
mod settle;
mod sign_off;
mod signing;
mod text;
mod views;

pub use page::RoomPage;
pub use record_page::RecordPage;
pub use screen_page::ScreenPage;

// What the forms of assessors are built from as well.
pub(crate) use ask::{Asker, Refusal};
pub(crate) use context::Room;
pub(crate) use correct::{CorrectRecord, Correcting};
pub(crate) use descriptors::Descriptors;
pub(crate) use header::plan_words;
pub(crate) use leave::LeaveDevice;
pub(crate) use marks::OwnMarks;
pub(crate) use model::Facts;
#[cfg(test)]
pub(crate) use model::fixture;
pub(crate) use notes::prose;
pub(crate) use own_notices::OwnNotices;
pub(crate) use page::{Opens, WithLink};
pub(crate) use saved::{SavedLine, announce_saving};
pub(crate) use text::OwnText;
