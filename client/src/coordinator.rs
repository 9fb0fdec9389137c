//! The coordinator's pages: what an area sets up before and after a meeting. Finding one's way in is in `door`, the meeting
//! itself in `room`, a closed record in `record`.

mod fetched;
pub mod frameworks;
pub mod home;
mod meets_fields;
pub mod new_panel;
pub mod not_found;
pub mod panel;
mod person_fields;
mod plan_fields;
pub mod plans;
mod record_file;
mod refusals;
