//! The address at the front of a frame: which document it is about, and for which of a socket's sessions.
//!
//! What the names of documents mean is not decided here; see the documents table of `docs/protocol.md`.

use std::fmt;
use std::str::FromStr;

use crate::wire::limits::{ADDRESS_DOCUMENT_BYTES_MAX, ADDRESS_SESSION_BYTES_MAX};

/// What separates a document's name from a session.
const SESSION_SEPARATOR: char = '\0';

/// A document's name, and the session that some providers add to tell their own instances apart.
///
/// Invariant: an answer carries the very same address, session included, or the provider drops it. The fields are
/// private so that every address is one that can be written to the wire and read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    document: String,
    session: Option<String>,
}

/// Why a text is not an address. As part of a frame it closes the socket with 4401.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The document's name is empty or only white space.
    #[error("the document's name is blank")]
    Blank,
    /// The document's name is longer than `ADDRESS_DOCUMENT_BYTES_MAX`.
    #[error("the document's name is too long")]
    DocumentTooLong,
    /// The session is empty or longer than `ADDRESS_SESSION_BYTES_MAX`.
    #[error("the session is empty or too long")]
    SessionLength,
    /// There is a control character in the name or the session.
    #[error("there is a control character in the address")]
    ControlCharacter,
}

impl Address {
    /// The address of `document` for clients that use no sessions.
    ///
    /// # Errors
    /// When the name is empty, too long, or has characters that no address may have.
    pub fn new(document: &str) -> Result<Self, AddressError> {
        Self::from_parts(document, None)
    }

    /// The document's name.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The session, if the client uses them.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    fn from_parts(document: &str, session: Option<&str>) -> Result<Self, AddressError> {
        if document.trim().is_empty() {
            return Err(AddressError::Blank);
        }
        if document.len() > ADDRESS_DOCUMENT_BYTES_MAX {
            return Err(AddressError::DocumentTooLong);
        }
        if session.is_some_and(|s| s.is_empty() || s.len() > ADDRESS_SESSION_BYTES_MAX) {
            return Err(AddressError::SessionLength);
        }
        // Addresses are logged, and a name that could break a log line has no honest use.
        if document.chars().chain(session.unwrap_or_default().chars()).any(char::is_control) {
            return Err(AddressError::ControlCharacter);
        }
        Ok(Self { document: document.to_owned(), session: session.map(str::to_owned) })
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        match text.split_once(SESSION_SEPARATOR) {
            Some((document, session)) => Self::from_parts(document, Some(session)),
            None => Self::from_parts(text, None),
        }
    }
}

/// Prints the form that the wire has, which `FromStr` reads.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document)?;
        match &self.session {
            Some(session) => write!(f, "{SESSION_SEPARATOR}{session}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Address, AddressError> {
        text.parse()
    }

    #[test]
    fn a_session_is_kept_and_printed_again() {
        let address = parse("d1\0aucpxclcuyi").expect("an address");
        assert_eq!(address.document(), "d1");
        assert_eq!(address.session(), Some("aucpxclcuyi"));
        assert_eq!(address.to_string(), "d1\0aucpxclcuyi");
    }

    #[test]
    fn an_address_without_a_session_is_the_name_alone() {
        let address = Address::new("r/7/notes").expect("an address");
        assert_eq!(address.session(), None);
        assert_eq!(address.to_string(), "r/7/notes");
        assert_eq!(parse("r/7/notes"), Ok(address));
    }

    #[test]
    fn blank_names_are_refused() {
        assert_eq!(parse(""), Err(AddressError::Blank));
        assert_eq!(parse("  \t"), Err(AddressError::Blank));
        assert_eq!(parse("\0session"), Err(AddressError::Blank));
    }

    #[test]
    fn lengths_are_bounded_in_bytes() {
        assert!(parse(&"d".repeat(ADDRESS_DOCUMENT_BYTES_MAX)).is_ok());
        assert_eq!(parse(&"d".repeat(ADDRESS_DOCUMENT_BYTES_MAX + 1)), Err(AddressError::DocumentTooLong));
        assert_eq!(parse(&"é".repeat(ADDRESS_DOCUMENT_BYTES_MAX)), Err(AddressError::DocumentTooLong));
        let longest = "s".repeat(ADDRESS_SESSION_BYTES_MAX);
        assert!(parse(&format!("d\0{longest}")).is_ok());
        assert_eq!(parse(&format!("d\0{longest}s")), Err(AddressError::SessionLength));
        assert_eq!(parse("d\0"), Err(AddressError::SessionLength));
    }

    #[test]
    fn control_characters_are_refused() {
        assert_eq!(parse("a\nb"), Err(AddressError::ControlCharacter));
        assert_eq!(parse("a\0b\0c"), Err(AddressError::ControlCharacter));
        assert_eq!(Address::new("a\0b"), Err(AddressError::ControlCharacter));
    }
}
