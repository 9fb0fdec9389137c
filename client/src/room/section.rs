//! The sections: their list, one of them with what its phase calls for, and the shared notes.

pub mod earlier;
pub mod list;
pub mod notes;
mod pane;
pub mod view;
