//! The frameworks that a panel can be made with. Nothing in them is private.

pub(super) mod list;
pub(super) mod show;
