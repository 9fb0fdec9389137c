//! After the reveal: proposing a judgement, answering it, settling it, and what was agreed or dissented from.

pub mod agreed;
mod beyond;
mod dissent;
pub mod mark_list;
mod propose;
mod propose_rows;
pub mod reconcile;
mod respond;
mod settle;
