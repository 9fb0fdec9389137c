//! The signed-in coordinator.

pub(super) mod show;
pub(super) mod sign_out;
