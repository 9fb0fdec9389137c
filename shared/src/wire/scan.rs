//! The look at a document update before any CRDT code touches it.
//!
//! Decoding an update recurses and reserves memory by what the update declares, and so a few kilobytes from a hostile
//! client could end the process. The scan reads the same bytes in one pass, without recursion and without reserving by a
//! declared length, and admits only what Accord's documents are made of: texts and maps at the root, with scalar values.
//! It says whose changes an update brings; whether they may be brought now is `gate`'s question. Layout of the bytes:
//! the update format, version 1, of Yjs. Nothing here depends on the CRDT library.

mod update;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::wire::lib0::{ReadError, Reader};
use crate::wire::limits::{CLOCK_MAX, UPDATE_CLIENTS_MAX};

/// What a schema allows in an update of its documents.
#[derive(Clone, Copy)]
pub struct ScanRules<'a> {
    /// Whether a root of this name belongs to the document.
    pub root_allowed: &'a dyn Fn(&str) -> bool,
    /// How deep arrays and objects inside one value may nest; 0 admits scalars only. `limits::VALUE_LEVELS_MAX` holds
    /// whatever is asked for here.
    pub value_levels_max: usize,
}

/// What an update brings, by Y client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The structs of each client, which follow each other without a hole. No client occurs twice.
    pub structs: Vec<ClientRange>,
    /// The deletions among each client's structs, from the first to the last; not all between need be deleted. No client
    /// occurs twice.
    pub deletes: Vec<ClientRange>,
    /// For each client that a struct refers to, how far its clock must have come for the reference to be known. May be
    /// met by the same update.
    pub needs: BTreeMap<u64, u32>,
    /// The roots that are named as parents. Structs that stand next to another take its parent without naming it.
    pub roots: BTreeSet<String>,
}

/// A range of one client's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientRange {
    /// The Y client id, at most `limits::INTEGER_MAX`.
    pub client: u64,
    /// The first clock in the range.
    pub start: u32,
    /// The clock after the last one in the range. Invariant: `start < end <= limits::CLOCK_MAX`.
    pub end: u32,
}

/// Why an update is refused: the update is answered with `SyncStatus(0)` and its document is closed for the sender.
///
/// Invariant: no variant carries content, so that an error about a ballot can be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// A value cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There are more clients than `limits::UPDATE_CLIENTS_MAX`.
    #[error("too many clients in one update")]
    TooManyClients,
    /// A client has two lists of structs or of deletions; peers would read that differently.
    #[error("a client is listed twice")]
    DuplicateClient,
    /// A client is listed without anything.
    #[error("a client is listed with nothing")]
    EmptyList,
    /// A clock or a length is beyond `limits::CLOCK_MAX`.
    #[error("a clock is too large")]
    ClockTooLarge,
    /// A struct or a deletion is of length zero.
    #[error("a struct or deletion is empty")]
    EmptyStruct,
    /// A struct is of a kind that Accord's documents do not hold: a nested type, a format mark, a hole.
    #[error("a struct of kind {0} is not allowed")]
    StructKind(u8),
    /// A struct refers to one of its own client that is not older.
    #[error("a struct refers to one that is not older")]
    OriginNotOlder,
    /// A struct's parent is another struct, which would be a nested type.
    #[error("a parent is not a root")]
    NestedParent,
    /// A struct's parent is a root that the document does not have.
    #[error("a root is not part of this document")]
    RootNotAllowed,
    /// A map's entry is text, or a value stands where only text may.
    #[error("a struct does not suit its parent")]
    ContentMisplaced,
    /// A key is longer than `limits::MAP_KEY_BYTES_MAX`.
    #[error("a key is too long")]
    KeyTooLong,
    /// A value is of a kind that has no place in a document: a buffer, or not a kind at all.
    #[error("a value of kind {0} is not allowed")]
    ValueKind(u8),
    /// A value nests deeper than the rules allow.
    #[error("a value nests too deep")]
    ValueTooDeep,
    /// A number is infinite or not a number, which JSON cannot say.
    #[error("a number is not finite")]
    NumberNotFinite,
    /// Deletions of a client are not in ascending order, or overlap.
    #[error("deletions are not in order")]
    DeletesNotOrdered,
}

/// The fewest bytes of an entry of a state vector: client and clock.
const STATE_BYTES_MIN: usize = 2;

impl Scan {
    /// Whether the update changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.structs.is_empty() && self.deletes.is_empty()
    }
}

/// Reads an update and says what it brings, or why it must not be decoded.
///
/// # Errors
/// Why the update must not be decoded.
pub fn scan_update(bytes: &[u8], rules: &ScanRules<'_>) -> Result<Scan, ScanError> {
    update::scan(bytes, rules)
}

/// Reads a state vector: how far the sender has each client's structs. The list is as long as the bytes bear out.
///
/// # Errors
/// Why the bytes are no state vector, or which limit they exceed.
pub fn scan_state_vector(bytes: &[u8]) -> Result<Vec<(u64, u32)>, ScanError> {
    let mut reader = Reader::new(bytes);
    let count = client_count(&mut reader, STATE_BYTES_MIN)?;
    let mut seen = BTreeMap::new();
    for _ in 0..count {
        let client = reader.var_uint()?;
        let clock = clock(&mut reader)?;
        if seen.insert(client, clock).is_some() {
            return Err(ScanError::DuplicateClient);
        }
    }
    reader.finish()?;
    Ok(seen.into_iter().collect())
}

fn client_count(reader: &mut Reader<'_>, list_bytes_min: usize) -> Result<usize, ScanError> {
    let count = reader.count(list_bytes_min)?;
    if count > UPDATE_CLIENTS_MAX { Err(ScanError::TooManyClients) } else { Ok(count) }
}

/// Reads a clock, or a length on a clock.
fn clock(reader: &mut Reader<'_>) -> Result<u32, ScanError> {
    match u32::try_from(reader.var_uint()?) {
        Ok(clock) if clock <= CLOCK_MAX => Ok(clock),
        _ => Err(ScanError::ClockTooLarge),
    }
}
