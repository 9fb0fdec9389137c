//! The domain of Accord: pure, with no I/O, clock or randomness of its own, for the server and the browser alike.
//!
//! Start with [`meeting`], which turns commands into decisions; [`policy`] says who may do what when; [`stage`] is what
//! everyone in the room may see. [`document`] and [`schema`] are the texts that many hands write, [`wire`] the
//! bytes they travel as. How long each text may be is in [`fit`].

pub mod agreement;
pub mod api;
pub mod beyond;
pub mod canonical;
pub mod check;
pub mod command;
pub mod day;
pub mod document;
pub mod doubt;
pub mod fit;
pub mod framework;
pub mod id;
pub mod mark;
pub mod meeting;
pub mod message;
pub mod moderation;
pub mod moves;
pub mod panel;
pub mod plan;
pub mod policy;
pub mod record;
pub mod route;
pub mod schema;
pub mod stage;
pub mod wire;
pub mod words;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
