//! Whether the server can work.

pub(super) mod show;
