//! "My scores": the user's ballot of a whole plan on one page, for those who read it before the meeting.

mod page;
mod row;
mod table;

pub use page::ScoresView;
