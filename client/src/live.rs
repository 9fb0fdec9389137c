//! The live connection to the room: one socket, the documents over it, and what components may read and do.
//!
//! [`RoomLink`] is the way in. Behind it the [`engine`] decides everything and touches nothing of the browser, so that it
//! is tested natively; the link carries out what it wants done. Bytes and texts come from `accord_shared::wire`, what may
//! be done from `accord_shared::policy`; what it looks like is `crate::room`'s.

mod aside;
mod backoff;
mod channel;
mod clock;
mod commands;
mod diff;
mod effect;
mod engine;
mod kept;
mod link;
mod map;
mod outgoing;
mod page;
mod presence;
mod projection;
mod redial;
mod replica;
pub mod saved;
mod socket;
mod text;
mod text_area;

pub use aside::{Aside, Place};
pub use diff::Edit;
pub use link::RoomLink;
pub use map::MapBinding;
pub use projection::MapValue;
pub use replica::Edited;
pub use saved::{Notice, Saved};
pub use text::TextBinding;
pub use text_area::BoundTextArea;
