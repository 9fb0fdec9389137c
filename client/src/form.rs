//! The form of an assessor who judges alone, and of an auditor and a moderator: a list of drafts, the form itself, and
//! both forms side by side. It rests on `seat` and `marking`, and knows nothing of the room.

mod audit;
mod fill;
mod finished;
mod hand_in;
mod head;
mod list;
mod model;
pub mod page;
mod section;
mod settle;
mod side_by_side;
