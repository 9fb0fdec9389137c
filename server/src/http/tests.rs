//! The API by route and by who asks, through the real router and a real database.

mod browser;
mod changes;
mod frameworks;
mod lines;
mod links;
mod panels;
mod plans;
mod records;
mod rig;
mod rights;
mod routes;
mod setup;

pub(crate) use rig::form;
