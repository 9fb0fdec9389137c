//! What the room shows, worked out from panel, stage and rounds by plain functions. Nothing here knows of signals,
//! elements or the network, so that all of it is tested natively.

pub mod board;
pub mod item_order;
pub mod news;
pub mod next_step;
pub mod own_beside_agreed;
pub mod people;
pub mod sections;
pub mod steps;
pub mod tally;
pub mod time_left;
pub mod waiting;
