//! Rooms: one task for each panel that somebody is at, which owns everything about it. [`Rooms`] finds the room of a
//! panel, or loads it; two who come first at once get the same one.
//!
//! A room knows neither HTTP nor sockets: it is given frames and a place to put its answers. Read next: `room/state.rs`,
//! `room/step.rs` (the rules of the room, pure) and `room/task.rs` (the order of storing and sending).

mod live;
mod presence;
mod state;
mod step;
mod task;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use accord_shared::api::SeatView;
use accord_shared::id::{OpId, PanelId, ParticipantId, ReviewId};
use accord_shared::policy::Denied;
use accord_shared::record::RecordContent;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::clock::Clock;
use crate::limits::{OUTBOX_FRAMES_MAX, ROOM_MAILBOX_EVENTS_MAX, ROOMS_MAX};
use crate::random::Random;
use crate::store::{Change, Store, StoreError};

pub use state::{AskedChange, CloseCode, Effect, Event, Room, SetUp};
pub use step::step;
use task::Message;

/// One socket, as rooms know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnId(pub u64);

/// What a room has for a socket.
#[derive(Debug)]
pub enum Outgoing {
    /// One binary message.
    Frame(Vec<u8>),
    /// The end.
    Close(CloseCode),
}

/// Why a room cannot be had or does not answer.
#[derive(Debug, thiserror::Error)]
pub enum RoomError {
    /// There is no such panel, or none that this person may know of (404).
    #[error("no such panel")]
    NotFound,
    /// There are as many rooms as there may be (503).
    #[error("too many rooms are open")]
    Full,
    /// The server stops (503).
    #[error("the server stops")]
    Stopped,
    /// The policy says no (as the denial says).
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store has failed (503).
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The rooms of this server; clones are the same.
#[derive(Clone)]
pub struct Rooms {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    clock: Clock,
    random: Random,
    /// Held while a room is loaded, so that it is loaded once. `None` when the server stops.
    open: Mutex<Option<HashMap<PanelId, task::Handle>>>,
    next_conn: AtomicU64,
}

/// One socket's end of a room.
pub struct Line {
    conn: ConnId,
    room: mpsc::Sender<Message>,
    /// What the room has for this socket, in order.
    pub outbox: mpsc::Receiver<Outgoing>,
}

/// The part of a [`Line`] that speaks.
#[derive(Clone)]
pub struct Voice {
    conn: ConnId,
    room: mpsc::Sender<Message>,
}

impl Line {
    /// Divides the line into what speaks and what listens.
    #[must_use]
    pub fn split(self) -> (Voice, mpsc::Receiver<Outgoing>) {
        (Voice { conn: self.conn, room: self.room }, self.outbox)
    }
}

impl Voice {
    /// Hands a frame to the room; waits while the room is behind. False when the room is gone.
    pub async fn say(&self, frame: accord_shared::wire::Frame) -> bool {
        self.room.send(Message::Event(Event::Said { conn: self.conn, frame })).await.is_ok()
    }

    /// Tells the room that the socket is gone.
    pub async fn leave(&self) {
        // A room that is gone has forgotten the socket already.
        let _ = self.room.send(Message::Event(Event::Gone { conn: self.conn })).await;
    }
}

impl Rooms {
    /// No rooms yet.
    #[must_use]
    pub fn new(store: Store, clock: Clock, random: Random) -> Self {
        let open = Mutex::new(Some(HashMap::new()));
        Self { shared: Arc::new(Shared { store, clock, random, open, next_conn: AtomicU64::new(1) }) }
    }

    /// Brings a socket into the room of a panel.
    ///
    /// # Errors
    /// [`RoomError`]; that the person was removed shows as a close in the outbox.
    pub async fn join(&self, panel: &PanelId, who: &ParticipantId) -> Result<Line, RoomError> {
        let conn = ConnId(self.shared.next_conn.fetch_add(1, Ordering::Relaxed));
        let op = OpId::from_random(self.shared.random.bytes());
        // A room that has just emptied may end between finding it and speaking to it; the next one is a fresh one.
        for _ in 0..3 {
            let room = self.room(panel).await?;
            let (out, outbox) = mpsc::channel(OUTBOX_FRAMES_MAX);
            let event = Event::Connected { conn, who: who.clone(), op: op.clone() };
            if room.send(Message::Connect(event, conn, out)).await.is_ok() {
                return Ok(Line { conn, room, outbox });
            }
        }
        Err(RoomError::Stopped)
    }

    /// Has a change of the coordinator's decided by the room of the panel, and written together with what else belongs
    /// to it; done when it is on the disk and everyone in the room is told.
    ///
    /// # Errors
    /// [`RoomError`].
    pub(crate) async fn change(
        &self,
        panel: &PanelId,
        asked: AskedChange,
        with: Vec<Change>,
    ) -> Result<u64, RoomError> {
        // A question that was lost is put again under the same operation, which has one effect.
        let message = |answer| Message::Change(Box::new(asked.clone()), with.clone(), answer);
        Ok(self.ask(panel, message).await??)
    }

    /// What a coordinator has to know to change a panel.
    ///
    /// # Errors
    /// [`RoomError`].
    pub async fn set_up(&self, panel: &PanelId) -> Result<SetUp, RoomError> {
        self.ask(panel, Message::SetUp).await
    }

    /// Closes the sockets of a person whose sessions ended.
    pub async fn sign_out(&self, panel: &PanelId, who: &ParticipantId) {
        if let Some(room) = self.open_room(panel).await {
            let _ = room.send(Message::Event(Event::SignedOut { who: who.clone() })).await;
        }
    }

    /// What a person needs before the socket is open.
    ///
    /// # Errors
    /// [`RoomError`].
    pub async fn seat_view(&self, panel: &PanelId, who: &ParticipantId) -> Result<SeatView, RoomError> {
        self.ask(panel, |answer| Message::SeatView(who.clone(), answer)).await?
    }

    /// A review as it stands now, or as it is being signed.
    ///
    /// # Errors
    /// [`RoomError`].
    pub async fn content(
        &self,
        panel: &PanelId,
        who: &ParticipantId,
        review: &ReviewId,
    ) -> Result<RecordContent, RoomError> {
        self.ask(panel, |answer| Message::Content(who.clone(), review.clone(), answer)).await?
    }

    /// Closes every socket, lets every room write what it has, and ends them.
    pub async fn shutdown(&self) {
        let rooms = self.shared.open.lock().await.take().unwrap_or_default();
        for room in rooms.values() {
            let _ = room.mailbox.send(Message::Stop).await;
        }
        for (_, room) in rooms {
            if let Err(error) = room.task.await {
                tracing::error!(%error, "a room did not end in order");
            }
        }
    }

    async fn ask<T>(&self, panel: &PanelId, message: impl Fn(oneshot::Sender<T>) -> Message) -> Result<T, RoomError> {
        for _ in 0..3 {
            let room = self.room(panel).await?;
            let (answer, answered) = oneshot::channel();
            if room.send(message(answer)).await.is_ok()
                && let Ok(answer) = answered.await
            {
                return Ok(answer);
            }
        }
        Err(RoomError::Stopped)
    }

    async fn open_room(&self, panel: &PanelId) -> Option<mpsc::Sender<Message>> {
        let open = self.shared.open.lock().await;
        open.as_ref()?.get(panel).map(|room| room.mailbox.clone()).filter(|mailbox| !mailbox.is_closed())
    }

    async fn room(&self, panel: &PanelId) -> Result<mpsc::Sender<Message>, RoomError> {
        let mut open = self.shared.open.lock().await;
        let rooms = open.as_mut().ok_or(RoomError::Stopped)?;
        if let Some(room) = rooms.get(panel).filter(|room| !room.mailbox.is_closed()) {
            return Ok(room.mailbox.clone());
        }
        // The task before this one may still be writing; what it writes must be read.
        if let Some(ended) = rooms.remove(panel) {
            let _ = ended.task.await;
        }
        rooms.retain(|_, room| !room.mailbox.is_closed());
        if rooms.len() >= ROOMS_MAX {
            return Err(RoomError::Full);
        }
        let loaded = self.shared.store.load_panel(panel).await?.ok_or(RoomError::NotFound)?;
        let documents = self.shared.store.load_documents(panel).await?;
        let room = Room::load(loaded, documents, self.shared.clock.now());
        if room.broken_documents() > 0 {
            tracing::error!(%panel, documents = room.broken_documents(), "stored documents are damaged and open read-only");
        }
        let (mailbox, messages) = mpsc::channel(ROOM_MAILBOX_EVENTS_MAX);
        let task = tokio::spawn(task::run(room, messages, self.shared.store.clone(), self.shared.clock.clone()));
        rooms.insert(panel.clone(), task::Handle { mailbox: mailbox.clone(), task });
        Ok(mailbox)
    }
}
