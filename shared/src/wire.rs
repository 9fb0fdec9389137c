//! The frames that client and server exchange: the framing of the Hocuspocus protocol, one message a frame.
//!
//! This file and its codec turn bytes into frames and back, within the bounds of [`limits`]. What is inside a document
//! update is [`scan`]'s, whether it may be brought is [`gate`]'s question. Nothing here decides who may send what, and
//! nothing keeps state. The protocol as a whole is described in `docs/protocol.md`; a test here compares its tables with
//! the constants below.

pub mod address;
pub mod awareness;
mod codec;
pub mod gate;
pub mod lib0;
pub mod limits;
pub mod scan;

#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod tests;

pub use address::{Address, AddressError};
pub use awareness::{AwarenessEntry, AwarenessUpdate};
pub use lib0::ReadError;

/// The numbers of the messages, as they follow the address.
pub mod number {
    /// Document synchronisation; one of three submessages follows.
    pub const SYNC: u64 = 0;
    /// Changes of presence.
    pub const AWARENESS: u64 = 1;
    /// Authentication; one of three submessages follows.
    pub const AUTH: u64 = 2;
    /// Asks for everybody's presence.
    pub const QUERY_AWARENESS: u64 = 3;
    /// A text that is no document's content.
    pub const STATELESS: u64 = 5;
    /// The document is closed, while the socket stays open.
    pub const CLOSE: u64 = 7;
    /// The answer to every step 2 and update.
    pub const SYNC_STATUS: u64 = 8;
    /// A whole frame of one byte, without an address.
    pub const PING: u64 = 9;
    /// The answer to a ping, likewise one byte.
    pub const PONG: u64 = 10;

    /// Submessage of `SYNC`: what the sender has.
    pub const SYNC_STEP1: u64 = 0;
    /// Submessage of `SYNC`: what the receiver of step 1 lacks.
    pub const SYNC_STEP2: u64 = 1;
    /// Submessage of `SYNC`: one change.
    pub const SYNC_UPDATE: u64 = 2;

    /// Submessage of `AUTH`: the client's token, or without any body the server's request for one.
    pub const AUTH_TOKEN: u64 = 0;
    /// Submessage of `AUTH`: refused, with a reason.
    pub const AUTH_PERMISSION_DENIED: u64 = 1;
    /// Submessage of `AUTH`: admitted, with a scope.
    pub const AUTH_AUTHENTICATED: u64 = 2;
}

/// One binary message of the socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Asks for a `Pong`. Only to be sent to clients that named their version.
    Ping,
    /// Answers a `Ping`.
    Pong,
    /// A message about one document.
    Document {
        /// Which document; an answer repeats it exactly.
        address: Address,
        /// What is said about it.
        body: Body,
    },
}

/// What a frame says about its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Part of the document's synchronisation.
    Sync(SyncMessage),
    /// An awareness update, to be read by `AwarenessUpdate::decode`.
    Awareness(Vec<u8>),
    /// Part of authentication.
    Auth(AuthMessage),
    /// Asks for everybody's presence.
    QueryAwareness,
    /// A text that is no document's content: Accord's commands and their answers.
    Stateless(String),
    /// The document is closed. The server gives a reason, a client that leaves does not.
    Close(Option<String>),
    /// From the server, exactly once for each step 2 and update, in order: `true` when its content is durable, `false`
    /// when nothing of it was taken.
    SyncStatus(bool),
    /// A message number that is not ours. It is to be ignored; its payload is not kept.
    Unknown(u64),
}

/// The messages of document synchronisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncMessage {
    /// A state vector, for `scan::scan_state_vector`.
    Step1(Vec<u8>),
    /// An update, for `scan::scan_update`: what the sender of step 1 lacked.
    Step2(Vec<u8>),
    /// An update, for `scan::scan_update`: a change as it happens.
    Update(Vec<u8>),
}

/// The messages of authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthMessage {
    /// From a client, which sends it first of all for each address.
    Token {
        /// Opaque; Accord goes by the socket's session cookie instead.
        token: String,
        /// The provider's version, from version 4 on.
        version: Option<String>,
    },
    /// From the server: send the token again.
    TokenRequest,
    /// From the server: no access, with a reason for people.
    PermissionDenied(String),
    /// From the server: access, repeated whenever the scope changes.
    Authenticated(Scope),
}

/// What a client may do with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It may read and write.
    ReadWrite,
    /// It may only read.
    Readonly,
}

/// Why bytes are not a frame. `close_code` says what the socket is closed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A value cannot be read; closes with 4401.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The address is not one; closes with 4401.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The named part is longer than its limit; closes with 1009.
    #[error("too long: {0}")]
    TooLong(&'static str),
    /// The named part has a number or a word that the protocol does not know; closes with 4401.
    #[error("not understood: {0}")]
    NotUnderstood(&'static str),
}

impl WireError {
    /// The close code for a socket on which such bytes arrived, as the ecosystem's own server has it.
    #[must_use]
    pub const fn close_code(&self) -> u16 {
        match self {
            Self::TooLong(_) => 1009,
            Self::Read(_) | Self::Address(_) | Self::NotUnderstood(_) => 4401,
        }
    }
}

impl Frame {
    /// A frame about the document at `address`.
    #[must_use]
    pub fn new(address: Address, body: Body) -> Self {
        Self::Document { address, body }
    }
}

impl Scope {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadWrite => "read-write",
            Self::Readonly => "readonly",
        }
    }
}
