//! The editor of an area's own framework: a page of a draft, its parts in reading order, and what has to be mended before
//! it can be published. What a framework must satisfy is in [`accord_shared::framework`].

mod about;
mod change;
mod confirm;
mod criteria;
mod details_and_questions;
mod fields;
mod find;
pub mod ids;
mod lists;
pub mod page;
mod places;
mod points;
mod preview;
mod rows;
mod said;
pub mod saving;
mod scales;
mod section;
mod sections;
pub mod state;
mod subtotals;
mod to_mend;
mod totals;
mod wordings;
