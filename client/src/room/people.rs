//! Who is here, what is announced, and what somebody is told who comes late.

pub mod announcer;
pub mod late_arrival;
mod list;
pub mod strip;
