//! The form of an assessor who judges alone, and of an auditor and a moderator: a list of drafts, the form itself, and
//! both forms side by side. The connection, the own ballot and the line about saving are the room's.

mod answers;
mod beside;
mod done;
mod fill;
mod hand_in;
mod head;
mod keys;
mod list;
mod model;
mod own;
mod page;
mod row;
mod section;
mod settle;

pub use page::FormPage;
