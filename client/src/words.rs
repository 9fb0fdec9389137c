//! How people, plans and marks are said, once for every page.

pub mod agency_chip;
pub mod beyond;
pub mod grammar;
pub mod marks;
pub mod meets;
pub mod people;
pub mod plans;
