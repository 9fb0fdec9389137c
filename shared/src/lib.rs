//! The domain of Accord: pure, with no I/O, clock or randomness of its own.

pub mod canonical;
pub mod framework;
pub mod gate;
pub mod limits;
pub mod scan;
pub mod wire;
