//! The payload of an awareness frame: who is present, as a list of clocked JSON texts.
//!
//! The JSON is carried, not read. Which client may speak for which entry, when entries expire, and what identity is
//! written into them belong to the server's room.

use super::WireError;
use super::lib0::{ReadError, Reader, Writer};
use crate::wire::limits::{AWARENESS_ENTRIES_MAX, AWARENESS_JSON_BYTES_MAX, INTEGER_MAX};

/// How the wire says that a client is gone.
const GONE: &str = "null";

/// The smallest entry: a client, a clock and an empty text, of one byte each.
const ENTRY_BYTES_MIN: usize = 3;

/// Changes of presence, in the order of the frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwarenessUpdate {
    /// At most `AWARENESS_ENTRIES_MAX` entries. A client may occur more than once; the highest clock counts.
    pub entries: Vec<AwarenessEntry>,
}

/// What one client says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwarenessEntry {
    /// The Y client id.
    pub client: u64,
    /// Grows with each change, and stays below `INTEGER_MAX`, so that there is a next one. Peers ignore an entry whose
    /// clock is not above the one they know, and clock 0.
    pub clock: u64,
    /// The state as JSON, or nothing when the client is gone.
    pub json: Option<String>,
}

impl AwarenessUpdate {
    /// Reads the payload of an awareness frame.
    ///
    /// # Errors
    /// What is wrong with the bytes, or which limit they exceed.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(bytes);
        let count = reader.count(ENTRY_BYTES_MIN)?;
        if count > AWARENESS_ENTRIES_MAX {
            return Err(WireError::TooLong("awareness entries"));
        }
        let entries = (0..count).map(|_| decode_entry(&mut reader)).collect::<Result<_, _>>()?;
        reader.finish()?;
        Ok(Self { entries })
    }

    /// Writes the payload of an awareness frame. No entries at all make the keep-alive that every provider accepts.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.var_uint(self.entries.len() as u64);
        for entry in &self.entries {
            writer.var_uint(entry.client);
            writer.var_uint(entry.clock);
            writer.string(entry.json.as_deref().unwrap_or(GONE));
        }
        writer.into_bytes()
    }
}

fn decode_entry(reader: &mut Reader<'_>) -> Result<AwarenessEntry, WireError> {
    let client = reader.var_uint()?;
    let clock = reader.var_uint()?;
    if clock >= INTEGER_MAX {
        // A later message that this client is gone has the next clock, which must still be a number.
        return Err(WireError::NotUnderstood("awareness clock"));
    }
    let json = reader.buf()?;
    if json.len() > AWARENESS_JSON_BYTES_MAX {
        return Err(WireError::TooLong("awareness state"));
    }
    let json = std::str::from_utf8(json).map_err(|_| ReadError::NotUtf8)?;
    Ok(AwarenessEntry { client, clock, json: (json != GONE).then(|| json.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(client: u64, json: Option<&str>) -> AwarenessEntry {
        AwarenessEntry { client, clock: 1, json: json.map(str::to_owned) }
    }

    #[test]
    fn a_captured_update_reads_and_writes_the_same() {
        let captured = b"\x01\x01\x01\x09{\"n\":\"A\"}";
        let update = AwarenessUpdate::decode(captured).expect("an update");
        assert_eq!(update.entries, [entry(1, Some("{\"n\":\"A\"}"))]);
        assert_eq!(update.encode(), captured);
    }

    #[test]
    fn null_says_that_a_client_is_gone() {
        let update = AwarenessUpdate::decode(b"\x01\x07\x01\x04null").expect("an update");
        assert_eq!(update.entries, [entry(7, None)]);
        assert_eq!(update.encode(), b"\x01\x07\x01\x04null");
        assert_eq!(AwarenessUpdate::default().encode(), [0]);
    }

    #[test]
    fn too_many_entries_are_refused() {
        let full = AwarenessUpdate { entries: vec![entry(1, None); AWARENESS_ENTRIES_MAX] };
        assert_eq!(AwarenessUpdate::decode(&full.encode()), Ok(full.clone()));
        let over = AwarenessUpdate { entries: vec![entry(1, None); AWARENESS_ENTRIES_MAX + 1] };
        assert_eq!(AwarenessUpdate::decode(&over.encode()), Err(WireError::TooLong("awareness entries")));
        let claim = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 0];
        assert_eq!(AwarenessUpdate::decode(&claim), Err(ReadError::CountBeyondBytes.into()));
    }

    #[test]
    fn a_state_that_is_too_long_is_refused() {
        let of = |len: usize| AwarenessUpdate { entries: vec![entry(1, Some(&"x".repeat(len)))] };
        assert!(AwarenessUpdate::decode(&of(AWARENESS_JSON_BYTES_MAX).encode()).is_ok());
        let over = of(AWARENESS_JSON_BYTES_MAX + 1).encode();
        assert_eq!(AwarenessUpdate::decode(&over), Err(WireError::TooLong("awareness state")));
    }

    #[test]
    fn a_clock_without_a_next_one_is_refused() {
        let of = |clock| AwarenessUpdate { entries: vec![AwarenessEntry { client: 1, clock, json: None }] };
        assert!(AwarenessUpdate::decode(&of(INTEGER_MAX - 1).encode()).is_ok());
        let last = AwarenessUpdate::decode(&of(INTEGER_MAX).encode());
        assert_eq!(last, Err(WireError::NotUnderstood("awareness clock")));
    }

    proptest! {
        #[test]
        fn updates_read_back_and_every_truncation_is_an_error(
            entries in proptest::collection::vec(
                (0..=INTEGER_MAX, 0..INTEGER_MAX, proptest::option::of("[^n].{0,30}")),
                0..6,
            )
        ) {
            let entries = entries.into_iter().map(|(client, clock, json)| AwarenessEntry { client, clock, json }).collect();
            let update = AwarenessUpdate { entries };
            let bytes = update.encode();
            prop_assert_eq!(AwarenessUpdate::decode(&bytes), Ok(update));
            for end in 0..bytes.len() {
                prop_assert!(AwarenessUpdate::decode(&bytes[..end]).is_err());
            }
        }
    }
}
