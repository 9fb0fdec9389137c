//! The pages outside of the room: finding one's way in, and what the coordinator sets up. The room, the record and the
//! room screen are in `room.rs`.

mod home;
mod join;
pub mod link_text;
mod new_panel;
mod not_found;
mod panel;
mod paste_link;
pub mod people_words;
pub mod person_fields;
pub mod plan_fields;
pub mod record_file;
mod session;
mod set_up;
pub mod told;

pub use home::HomePage;
pub use join::JoinPage;
pub use new_panel::NewPanelPage;
pub use not_found::NotFoundPage;
pub use panel::{FreshLinks, LinkCard, PanelPage};
pub use people_words::who_judges;
pub use session::{Session, SessionBar, SignedOut, Who};
pub use set_up::SetUpPage;
