//! The code on the room screen.

pub(super) mod show;
