//! A record, on the screen and on paper. The pages of the desk program show it; what is in a record and how it is verified
//! is in `accord_shared::record`.

mod earlier;
mod form_section;
mod judgement;
pub mod page;
mod panel_section;
pub mod tables;
mod view;
