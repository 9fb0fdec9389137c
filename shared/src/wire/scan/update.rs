//! The pass over an update: its structs by client, then its deletions by client.

use std::collections::BTreeSet;

use super::{ClientRange, Scan, ScanError, ScanRules, client_count, clock, value};
use crate::wire::lib0::Reader;
use crate::wire::limits::{CLOCK_MAX, MAP_KEY_BYTES_MAX};

/// Kinds of structs, from the lower bits of a struct's first byte.
mod kind {
    pub const GC: u8 = 0;
    pub const DELETED: u8 = 1;
    pub const STRING: u8 = 4;
    pub const ANY: u8 = 8;
    /// Peers disagree on whether the fifth bit belongs to the kind; all kinds fit below it.
    pub const MASK: u8 = 0x1f;
}

const HAS_LEFT_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;

/// The fewest bytes of a client's list of structs: count, client, clock and one struct of two bytes.
const STRUCT_LIST_BYTES_MIN: usize = 5;
/// The fewest bytes of a struct: its kind and a length.
const STRUCT_BYTES_MIN: usize = 2;
/// The fewest bytes of a client's list of deletions: client, count, and one range of two bytes.
const DELETE_LIST_BYTES_MIN: usize = 4;
/// The fewest bytes of a deletion: clock and length.
const DELETE_BYTES_MIN: usize = 2;
pub(super) fn scan(bytes: &[u8], rules: &ScanRules<'_>) -> Result<Scan, ScanError> {
    let mut scanner = Scanner { reader: Reader::new(bytes), rules, scan: Scan::default() };
    scanner.structs()?;
    scanner.deletes()?;
    scanner.reader.finish()?;
    Ok(scanner.scan)
}

/// The clock after `len` more.
fn advance(start: u32, len: u32) -> Result<u32, ScanError> {
    if len == 0 {
        return Err(ScanError::EmptyStruct);
    }
    match start.checked_add(len) {
        Some(end) if end <= CLOCK_MAX => Ok(end),
        _ => Err(ScanError::ClockTooLarge),
    }
}

struct Scanner<'a, 'r> {
    reader: Reader<'a>,
    rules: &'r ScanRules<'r>,
    scan: Scan,
}

/// What a struct says of its place.
enum Place {
    /// In a root's sequence, that is in a text.
    Sequence,
    /// Under a key of a root.
    Entry,
    /// Beside another struct, whose place it shares.
    Beside,
}

impl Scanner<'_, '_> {
    fn structs(&mut self) -> Result<(), ScanError> {
        let lists = client_count(&mut self.reader, STRUCT_LIST_BYTES_MIN)?;
        let mut clients = BTreeSet::new();
        for _ in 0..lists {
            let count = self.reader.count(STRUCT_BYTES_MIN)?;
            let client = self.reader.var_uint()?;
            let start = clock(&mut self.reader)?;
            if count == 0 {
                return Err(ScanError::EmptyList);
            }
            if !clients.insert(client) {
                return Err(ScanError::DuplicateClient);
            }
            let mut end = start;
            for _ in 0..count {
                let len = self.one_struct(client, end)?;
                end = advance(end, len)?;
            }
            self.scan.structs.push(ClientRange { client, start, end });
        }
        Ok(())
    }

    /// Reads the struct of `client` at `at`, and returns how much of the clock it takes.
    fn one_struct(&mut self, client: u64, at: u32) -> Result<u32, ScanError> {
        let info = self.reader.byte()?;
        // Peers tell collected ranges by the whole byte or by its lower bits; only the plain form means one thing to all.
        if info == kind::GC {
            return clock(&mut self.reader);
        }
        let kind = info & kind::MASK;
        if !matches!(kind, kind::DELETED | kind::STRING | kind::ANY) {
            return Err(ScanError::StructKind(kind));
        }
        if info & HAS_LEFT_ORIGIN != 0 {
            self.origin(client, at)?;
        }
        if info & HAS_RIGHT_ORIGIN != 0 {
            self.origin(client, at)?;
        }
        let place = if info & (HAS_LEFT_ORIGIN | HAS_RIGHT_ORIGIN) == 0 {
            self.parent(info & HAS_KEY != 0)?
        } else {
            Place::Beside
        };
        match (kind, place) {
            (kind::DELETED, _) => clock(&mut self.reader),
            (kind::STRING, Place::Sequence | Place::Beside) => self.string(),
            (kind::ANY, Place::Entry | Place::Beside) => self.values(),
            _ => Err(ScanError::ContentMisplaced),
        }
    }

    fn origin(&mut self, client: u64, at: u32) -> Result<(), ScanError> {
        let origin_client = self.reader.var_uint()?;
        let origin = clock(&mut self.reader)?;
        if origin_client == client && origin >= at {
            return Err(ScanError::OriginNotOlder);
        }
        let needed = advance(origin, 1)?;
        let known = self.scan.needs.entry(origin_client).or_default();
        *known = needed.max(*known);
        Ok(())
    }

    fn parent(&mut self, has_key: bool) -> Result<Place, ScanError> {
        if self.reader.var_uint()? != 1 {
            return Err(ScanError::NestedParent);
        }
        let root = self.reader.string()?;
        if !(self.rules.root_allowed)(root) {
            return Err(ScanError::RootNotAllowed);
        }
        if !self.scan.roots.contains(root) {
            self.scan.roots.insert(root.to_owned());
        }
        if !has_key {
            return Ok(Place::Sequence);
        }
        if self.reader.string()?.len() > MAP_KEY_BYTES_MAX {
            return Err(ScanError::KeyTooLong);
        }
        Ok(Place::Entry)
    }

    /// A text takes a clock for each of its UTF-16 units.
    fn string(&mut self) -> Result<u32, ScanError> {
        let units = self.reader.string()?.encode_utf16().count();
        u32::try_from(units).map_err(|_| ScanError::ClockTooLarge)
    }

    /// Values take a clock each. One entry may hold several: those that it replaced are kept beside it for undoing.
    fn values(&mut self) -> Result<u32, ScanError> {
        let count = self.reader.count(value::VALUE_BYTES_MIN)?;
        for _ in 0..count {
            value::skip(&mut self.reader, self.rules.value_levels_max)?;
        }
        u32::try_from(count).map_err(|_| ScanError::ClockTooLarge)
    }

    fn deletes(&mut self) -> Result<(), ScanError> {
        let lists = client_count(&mut self.reader, DELETE_LIST_BYTES_MIN)?;
        let mut clients = BTreeSet::new();
        for _ in 0..lists {
            let client = self.reader.var_uint()?;
            if !clients.insert(client) {
                return Err(ScanError::DuplicateClient);
            }
            let count = self.reader.count(DELETE_BYTES_MIN)?;
            let mut all: Option<ClientRange> = None;
            for _ in 0..count {
                let start = clock(&mut self.reader)?;
                let end = advance(start, clock(&mut self.reader)?)?;
                let range = all.get_or_insert(ClientRange { client, start, end: start });
                if start < range.end {
                    return Err(ScanError::DeletesNotOrdered);
                }
                range.end = end;
            }
            self.scan.deletes.push(all.ok_or(ScanError::EmptyList)?);
        }
        Ok(())
    }
}
