//! The pages outside of the room: finding one's way in, and what the coordinator sets up. The room, the record and the
//! room screen are in `room.rs`.

mod home;
mod join;
mod link_text;
mod new_panel;
mod not_found;
mod panel;
mod paste_link;
mod people_words;
mod person_fields;
mod session;
mod set_up;

pub use home::HomePage;
pub use join::JoinPage;
pub use new_panel::NewPanelPage;
pub use not_found::NotFoundPage;
pub use panel::{FreshLinks, PanelPage};
pub use people_words::who_judges;
pub use session::{Session, SessionBar};
pub use set_up::SetUpPage;
