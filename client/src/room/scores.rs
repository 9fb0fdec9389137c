//! "My scores": the own ballot of a whole plan on one page, for whoever has read it before the meeting.

mod page;
mod row;
mod table;

pub use page::ScoresView;
