//! The room in the browser: the page on which a panel reads, scores, reveals, reconciles and signs, the page of a
//! record, and the screen for a projector.
//!
//! What is shown is worked out by the plain functions of [`model`]; the connection is [`crate::sync`]'s; the controls
//! are [`crate::ui`]'s.

mod ask;
mod context;
mod model;
