//! The bounds of the server: queues, batches, times to live. Those of the wire are [`accord_shared::wire::limits`].
//!
//! Each constant ends in its unit and says why it has its value.

use std::time::Duration;

/// Most batches of writes that may wait for the writer. At the measured 15 000 writes a second this is half a
/// second's work; a longer queue would only hide that the disk is too slow.
pub const STORE_QUEUE_BATCHES_MAX: usize = 8_192;

/// Most batches in one transaction. More of them no longer make a commit cheaper, and all of them wait for it.
pub const STORE_COMMIT_BATCHES_MAX: usize = 256;

/// Most connections that read at once.
pub const STORE_READERS_MAX: u32 = 4;

/// How long a connection waits for another program that holds the database, such as a backup.
pub const STORE_BUSY_MS_MAX: Duration = Duration::from_millis(5_000);

/// Longest body of a request, but for a file to be imported. The largest is the draft of a framework, of at most half of
/// it; a panel of fifty people and a full agenda has about 20 KiB.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;

/// How long a request may take; sockets are not requests.
pub const REQUEST_MS_MAX: Duration = Duration::from_millis(30_000);

/// How long a client may take to send the head of a request, so that slow clients do not hold connections.
pub const REQUEST_HEAD_MS_MAX: Duration = Duration::from_millis(10_000);

/// Most connections at once: three devices for each of the people of a hundred panels.
pub const CONNECTIONS_MAX: usize = 4_096;

/// How long to wait when a connection could not be taken.
pub const ACCEPT_PAUSE_MS: Duration = Duration::from_millis(100);

/// Longest `Cookie` header that is read; one browser with a seat at forty panels sends half of it.
pub const COOKIE_BYTES_MAX: usize = 8 * 1024;

/// Seats in one browser beyond which the coordinator's own give way: half of what [`COOKIE_BYTES_MAX`] has room for.
pub const OWN_SEATS_MAX: usize = 32;

/// Most sessions of one seat at once: a laptop, a phone, and some that were left open elsewhere.
pub const SEAT_SESSIONS_MAX: i64 = 8;

/// Longest head of a request: all its headers.
pub const REQUEST_HEAD_BYTES_MAX: usize = 64 * 1024;

/// How often a change of a panel is tried again when another came between.
pub const CHANGE_TRIES_MAX: usize = 4;

/// Most drafts of frameworks that an area may have at once: one for each of its forms, and some that were given up.
pub const OWN_DRAFTS_MAX: i64 = 20;

/// Most versions of frameworks that an area may publish: ten forms, two versions a year, ten years.
pub const OWN_VERSIONS_MAX: i64 = 200;

/// How long open requests may go on after the server was told to stop.
pub const DRAIN_MS_MAX: Duration = Duration::from_millis(10_000);

const HOUR_MS: i64 = 3_600_000;

/// One day.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// How long a one-time set-up link works: the coordinator makes it and uses it the same day.
pub const SETUP_LINK_MS: i64 = DAY_MS;

/// How long a coordinator stays signed in without coming back.
pub const COORDINATOR_IDLE_MS: i64 = 7 * DAY_MS;

/// How long a coordinator stays signed in at all.
pub const COORDINATOR_SESSION_MS: i64 = 30 * DAY_MS;

/// How long after the day of the meeting a personal link and what was opened with it keep working: time to read
/// the record, to sign late and to correct.
pub const SEAT_AFTER_MEETING_MS: i64 = 14 * DAY_MS;

/// How old the note of a session's last use may be before it is written again.
pub const SEEN_EVERY_MS: i64 = HOUR_MS;

/// Most events that may wait for a room; a socket that sends more waits, and only that one.
pub const ROOM_MAILBOX_EVENTS_MAX: usize = 512;

/// Most steps of a room that may wait for the store. The store commits some hundreds of batches a second at worst, so
/// that this is seconds of work; a room that is further behind stops reading until the store has caught up.
pub const ROOM_UNSTORED_STEPS_MAX: usize = 1_024;

/// Most frames that may wait for one client. A client that is further behind is closed and catches up by resyncing;
/// no frame is ever dropped silently.
pub const OUTBOX_FRAMES_MAX: usize = 1_024;

/// Most sockets at one room: forty people with three devices each.
pub const ROOM_SOCKETS_MAX: usize = 120;

/// Most rooms in memory: with a full house in each, about 300 MiB.
pub const ROOMS_MAX: usize = 500;

/// Most documents that one socket may have open: a full agenda with its ballots, notes, records and views.
pub const SOCKET_DOCUMENTS_MAX: usize = 200;

/// Most Y clients whose presence one socket may announce in one document.
pub const PRESENCE_CLIENTS_MAX: usize = 4;

/// How long presence lasts without being renewed; the protocol's clients renew it every 15 seconds.
pub const PRESENCE_MS_MAX: i64 = 30_000;

/// How often a room looks for presence that has run out.
pub const ROOM_TICK_MS: Duration = Duration::from_millis(5_000);

/// How long a room stays in memory when nobody is in it.
pub const ROOM_IDLE_MS_MAX: i64 = 60_000;

/// How many updates a document's log may grow by before they are folded into a snapshot.
pub const UPDATES_BEFORE_SNAPSHOT: u64 = 500;

/// Largest document, encoded. Thirteen sections of three full texts are under 1 MiB in the worst case.
pub const DOCUMENT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How long a socket may stay without a word from the other side; clients renew their presence every 15 seconds.
pub const SOCKET_IDLE_MS_MAX: Duration = Duration::from_millis(60_000);

/// How long after its opening a socket must have authenticated for some document.
pub const SOCKET_SILENT_MS_MAX: Duration = Duration::from_millis(10_000);

/// How often the server says something on a quiet socket: clients give up after 30 seconds of silence.
pub const SOCKET_KEEPALIVE_MS: Duration = Duration::from_millis(20_000);

/// How long one frame may take to be handed to the network.
pub const SOCKET_SEND_MS_MAX: Duration = Duration::from_millis(20_000);

/// Frames a second that one socket may send over time, and at once: fast typing on three documents is under 60.
pub const SOCKET_FRAMES_PER_SECOND: u32 = 200;

/// Frames that one socket may send at once, for the opening of many documents after a reconnect.
pub const SOCKET_FRAMES_BURST: u32 = 1_000;
