//! The bounds of everything that crosses the wire: frames, names, presence and document updates.
//!
//! Each constant ends in its unit and says why it has its value. Who enforces it is the module that
//! reads the thing in question: `wire` for frames, `scan` for updates. Nothing here is configurable,
//! so that a client may rely on it; `docs/protocol.md` prints the same numbers and a test compares them.

/// Longest document name in an address, in bytes of UTF-8. Our own names stay below 80; the rest is room
/// for longer identifiers without letting a name become a payload.
pub const ADDRESS_DOCUMENT_BYTES_MAX: usize = 128;

/// Longest session part of an address. Providers send eleven characters; four times that is generous.
pub const ADDRESS_SESSION_BYTES_MAX: usize = 64;

/// Longest token that a client may send. Accord ignores tokens (the cookie counts), but reads past them.
pub const TOKEN_BYTES_MAX: usize = 4 * 1024;

/// Longest provider version string; `"4.8.0"` is typical and pre-release names are still short.
pub const VERSION_BYTES_MAX: usize = 64;

/// Longest reason in a close or a denial. It is shown to a person, so a sentence or two must do.
pub const REASON_BYTES_MAX: usize = 512;

/// Longest state vector in a step 1 from a client: `UPDATE_CLIENTS_MAX` entries of the widest kind fit.
pub const STATE_VECTOR_BYTES_MAX: usize = 64 * 1024;

/// Longest incremental update from a client. Typing makes tens of bytes; this is room for pasting about
/// thirty pages at once, and keeps one frame from holding up a room.
pub const UPDATE_BYTES_MAX: usize = 64 * 1024;

/// Longest step 2 from a client: everything that one person wrote during a long time offline.
pub const STEP2_BYTES_MAX: usize = 256 * 1024;

/// Longest stateless payload from a client, that is one command as JSON with the longest reason it may carry.
pub const STATELESS_BYTES_MAX: usize = 64 * 1024;

/// Longest awareness update from a client: a handful of entries of the largest allowed size.
pub const AWARENESS_BYTES_MAX: usize = 64 * 1024;

/// Longest frame from a client: the largest payload, a step 2, and room for its address and lengths.
pub const FRAME_BYTES_MAX: usize = STEP2_BYTES_MAX + 1024;

/// Longest frame from the server. A late joiner is sent a whole document or the whole stage at once, which
/// may be many times what any single person has written; the server is trusted not to fill it for nothing.
pub const SERVER_FRAME_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Most entries in one awareness update. A panel has about thirteen people with a device or two each; the
/// server sends everyone at once to a joiner.
pub const AWARENESS_ENTRIES_MAX: usize = 256;

/// Longest JSON in one awareness entry, about forty times what our own client sends.
pub const AWARENESS_JSON_BYTES_MAX: usize = 4 * 1024;

/// Most Y clients in one update or state vector. Each page load makes a new one, so a busy room of 25 people
/// that reload twenty times makes 500.
pub const UPDATE_CLIENTS_MAX: usize = 4_000;

/// Longest key of a map entry or of an object inside a value. Keys are identifiers of the schema.
pub const MAP_KEY_BYTES_MAX: usize = 128;

/// How deep arrays and objects inside one value may nest, whatever a schema asks for. The decoder behind the
/// scan recurses, and some thousand levels overflow its stack; nothing in Accord needs more than a few.
pub const VALUE_LEVELS_MAX: usize = 8;

/// Largest integer that all peers agree on, the bound of every variable-length number: `2^53 - 1`.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Largest clock of a Y client. Peers compute with signed 32-bit differences of clocks.
pub const CLOCK_MAX: u32 = i32::MAX as u32;
