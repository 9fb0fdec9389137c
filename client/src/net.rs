//! The way to the server over HTTP. The live connection of the room is [`crate::live`].

pub mod api;
mod fetch;

pub use fetch::{Failure, FailureKind};
