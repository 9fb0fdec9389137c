//! What a form shows, worked out by plain functions that know no signals and no elements.

pub mod side_by_side;
pub mod so_far;
pub mod stage;
