//! The rig of the tests: a real server, a table with people at it, and the invariants that hold whatever happened.
//!
//! Tests go through the public door only; nothing here reaches into the server. A test names what comes out, starts with
//! [`Rig::start`] or [`Program::start`], and ends with [`check_invariants`].

mod forge;
mod heard;
mod invariants;
mod plan;
mod program;
mod rig;
mod routes;
mod secrets;
mod table;

pub use forge::{append, forge};
pub use heard::{Heard, heard, is_saved, word};
pub use invariants::check_invariants;
pub use plan::{agree, all_sections, mark, overall, section, sections, target};
pub use program::{Program, Usage};
pub use rig::Rig;
pub use routes::{asked_in_vain, every_answer};
pub use secrets::{Search, coats, find_secret};
pub use table::{CHAIR, Guests, Table, new_plan};

pub use accord_server::peer;

use accord_shared::message::Outcome;

/// The decision that a command became.
///
/// # Panics
/// When the command was refused.
#[track_caller]
#[expect(clippy::must_use_candidate, reason = "most tests need only that it was done")]
pub fn done(outcome: Outcome) -> u64 {
    match outcome {
        Outcome::Done { seq } => seq,
        Outcome::Refused { code, sentence } => panic!("refused as {code}: {sentence}"),
    }
}

/// The code with which a command was refused.
///
/// # Panics
/// When the command was carried out.
#[track_caller]
#[must_use]
pub fn refused(outcome: Outcome) -> String {
    match outcome {
        Outcome::Refused { code, .. } => code,
        Outcome::Done { seq } => panic!("it was carried out, as decision {seq}"),
    }
}
