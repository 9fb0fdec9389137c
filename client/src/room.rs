//! The meeting: the page on which a panel reads, scores, reveals, reconciles and signs, and the screen for a projector.
//!
//! Each folder is one part of it. What they show is worked out by the plain functions of [`model`]; the connection is
//! `crate::live`'s, the seat `crate::seat`'s, giving a mark `crate::marking`'s.

pub mod actions;
mod agree;
mod ballot;
pub mod chair;
pub mod footer;
pub mod frame;
pub mod head;
pub mod later;
pub mod model;
pub mod page;
pub mod people;
pub mod reveal;
mod scores;
pub mod screen;
pub mod section;
pub mod signing;
pub mod whole;
pub mod workbench;
