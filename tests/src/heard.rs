//! What a person was sent, in order and decoded: for tests of what came before what, and of what came at all.

use accord_server::peer::Person;
use accord_shared::document::Document;
use accord_shared::message::FromRoom;
use accord_shared::wire::{Body, Frame};

/// One frame: the name of its document, and what it says.
pub type Heard = (String, Body);

/// Every frame that the person was sent, from the first connection on.
///
/// # Panics
/// When one of them is no frame.
#[must_use]
pub fn heard(person: &Person) -> Vec<Heard> {
    let decoded = person.frames().into_iter().map(|bytes| Frame::decode_from_server(&bytes).expect("a frame"));
    decoded
        .filter_map(|frame| match frame {
            Frame::Document { address, body } => Some((address.document().to_owned(), body)),
            Frame::Ping | Frame::Pong => None,
        })
        .collect()
}

/// The room's own message in a frame, if it carries one.
#[must_use]
pub fn word(heard: &Heard) -> Option<FromRoom> {
    match &heard.1 {
        Body::Stateless(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// Whether a frame is the acknowledgement of a change of this document.
#[must_use]
pub fn is_saved(heard: &Heard, document: &Document) -> bool {
    heard.0 == document.to_string() && heard.1 == Body::SyncStatus(true)
}
