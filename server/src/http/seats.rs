//! A person's seat at a panel, opened with their personal link.

pub(super) mod content;
pub(super) mod show;
pub(super) mod sign_out;
pub(super) mod socket;
