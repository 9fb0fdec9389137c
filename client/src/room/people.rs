//! Who is here, what is announced, and the notice for a late arrival.

pub mod announcer;
pub mod late_arrival;
mod list;
pub mod strip;
