//! People without a browser: a coordinator and participants who use the server through its public door only, over real
//! HTTP and real sockets.
//!
//! The demo's colleagues and the tests are made of them. Nothing here reaches into the server: what a peer knows, it was
//! sent. Where to begin: [`Person::join`]; what a person has been sent is [`View`], and one document of it is
//! [`Replica`].

mod coordinator;
mod door;
mod line;
mod person;
mod replica;
mod view;

use std::time::Duration;

pub use coordinator::Coordinator;
pub use door::{Answer, Ask, Door};
pub use person::Person;
pub use replica::{Replica, Written};
pub use view::{Ended, View};

/// How long a peer waits for anything at all. Far above what a loaded machine needs, so that a wait that ends is a bug
/// and not an accident.
pub const WAIT_MS_MAX: Duration = Duration::from_millis(120_000);

/// How often presence is renewed; others forget it after 30 seconds.
pub const PRESENCE_EVERY_MS: Duration = Duration::from_millis(15_000);

/// Most frames on their way to the socket. A person types a few a second; tests send hundreds at once.
pub const OUTBOX_FRAMES_MAX: usize = 8_192;

/// Why a peer could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    /// Nothing answers, or what answers does not speak HTTP or WebSocket.
    #[error("could not reach the server: {0}")]
    Unreachable(String),
    /// The server answered with another status than was hoped for.
    #[error("{asked} was answered with {status}: {body}")]
    Status {
        /// Method and path.
        asked: String,
        /// The status.
        status: u16,
        /// The body, as text.
        body: String,
    },
    /// What was waited for did not come within [`WAIT_MS_MAX`].
    #[error("{who} waited in vain for {what}")]
    TimedOut {
        /// Who waited.
        who: String,
        /// For what.
        what: String,
    },
    /// The socket is not open, or closed while something was under way.
    #[error("the socket is closed")]
    LineDown,
    /// The document cannot be opened.
    #[error("no access: {0}")]
    Denied(String),
    /// The server sent something that a peer cannot make sense of.
    #[error("not understood: {0}")]
    NotUnderstood(String),
}
