//! Finding one's way in: the first set-up, joining by a personal link, and who is signed in.

pub mod fresh_links;
pub mod join;
pub mod link_text;
pub mod paste_link;
pub mod session;
pub mod set_up;
