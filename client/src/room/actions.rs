//! Themes and actions: proposing them, the list for the record, and the summary beside it.

mod fields;
pub mod items;
pub mod page;
pub mod proposals;
pub mod summary;
