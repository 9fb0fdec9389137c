//! What concerns the plan as a whole: the views of each agency, and the framework's own questions.

pub mod asked;
pub mod views;
