//! The record of a review on the screen and on paper: first what a board reads, then everything that it rests on. The pages
//! of the desk program show it; what is in a record and how it is verified is in `accord_shared::record`.

mod earlier;
mod form_section;
mod front;
pub mod judgement;
pub mod page;
mod panel_section;
mod running_head;
mod scores;
pub mod tables;
mod tail;
mod view;
