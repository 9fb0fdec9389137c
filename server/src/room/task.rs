//! The task that owns a room: it takes messages one by one, steps, and carries the effects out in order. What follows a
//! write waits for the disk, so that nobody ever sees what could still be lost and "saved" is never a guess.
//!
//! When the store fails, the room ends: memory may be ahead of the disk then. Its sockets close, clients come back to a
//! room that is loaded again, and resend what was not acknowledged.

use std::collections::{HashMap, VecDeque};

use accord_shared::api::SeatView;
use accord_shared::document::Document;
use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::message::PROTOCOL_VERSION;
use accord_shared::policy::{self, Action, Denied};
use accord_shared::record::RecordContent;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

use super::state::{AskedChange, CloseCode, Effect, Event, Room, SetUp};
use super::step::step;
use super::{ConnId, Outgoing, RoomError};
use crate::clock::Clock;
use crate::limits::{ROOM_IDLE_MS_MAX, ROOM_TICK_MS, ROOM_UNSTORED_STEPS_MAX};
use crate::store::{Change, Store, StoreError};

/// A message to the task of a room.
pub(super) enum Message {
    /// An event for the room itself.
    Event(Event),
    /// A socket opened; here is the way to it.
    Connect(Event, ConnId, mpsc::Sender<Outgoing>),
    /// A coordinator asks for a change of the panel, to be written together with what else belongs to it.
    Change(Box<AskedChange>, Vec<Change>, oneshot::Sender<Result<u64, Denied>>),
    /// Asks what a coordinator has to know to change the panel.
    SetUp(oneshot::Sender<SetUp>),
    /// Asks for the room as a person sees it.
    SeatView(ParticipantId, oneshot::Sender<Result<SeatView, RoomError>>),
    /// Asks for a review as it stands.
    Content(ParticipantId, ReviewId, oneshot::Sender<Result<RecordContent, RoomError>>),
    /// Write what there is, and end.
    Stop,
}

/// A running room.
pub(super) struct Handle {
    pub mailbox: mpsc::Sender<Message>,
    pub task: JoinHandle<()>,
}

/// Something that is done once everything before it is durable.
enum Step {
    Stored(oneshot::Receiver<Result<(), StoreError>>),
    Send(ConnId, Vec<u8>),
    Close(ConnId, CloseCode),
    Answer(Box<dyn FnOnce() + Send>),
}

struct Task {
    room: Room,
    store: Store,
    clock: Clock,
    outboxes: HashMap<ConnId, mpsc::Sender<Outgoing>>,
    waiting: VecDeque<Step>,
    /// Sockets that were let go of because they were too far behind; the room has yet to hear of it.
    lost: Vec<ConnId>,
}

/// Runs a room until nobody has been in it for a while, the server stops, or the store fails.
pub(super) async fn run(room: Room, mut messages: mpsc::Receiver<Message>, store: Store, clock: Clock) {
    let mut task = Task { room, store, clock, outboxes: HashMap::new(), waiting: VecDeque::new(), lost: Vec::new() };
    let mut tick = tokio::time::interval(ROOM_TICK_MS);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut why = CloseCode::Restart;
    loop {
        let has_room = task.waiting.len() < ROOM_UNSTORED_STEPS_MAX;
        tokio::select! {
            stored = first_stored(&mut task.waiting) => {
                if let Err(error) = stored {
                    tracing::error!(%error, panel = %task.room.meeting().panel().id, "the room ends because it cannot be stored");
                    why = CloseCode::NotStored;
                    break;
                }
                task.waiting.pop_front();
                task.flush();
            }
            message = messages.recv(), if has_room => match message {
                Some(Message::Stop) | None => break,
                Some(message) => task.take(message),
            },
            _ = tick.tick() => {
                let now = task.clock.now();
                let idle = task.room.empty_since().is_some_and(|since| now.0 - since.0 > ROOM_IDLE_MS_MAX);
                if idle && task.waiting.is_empty() {
                    break;
                }
                task.event(Event::Tick);
                task.flush();
            }
        }
    }
    // From here on nobody can speak to this room; the next who comes gets a fresh one.
    messages.close();
    if why == CloseCode::Restart {
        while let Ok(message) = messages.try_recv() {
            task.take(message);
        }
        task.finish().await;
    }
    for (_, outbox) in task.outboxes {
        let _ = outbox.try_send(Outgoing::Close(why));
    }
}

/// Waits for the write at the head of the queue; for ever when there is none.
async fn first_stored(waiting: &mut VecDeque<Step>) -> Result<(), StoreError> {
    match waiting.front_mut() {
        Some(Step::Stored(answer)) => answer.await.unwrap_or(Err(StoreError::Closed)),
        _ => std::future::pending().await,
    }
}

impl Task {
    fn take(&mut self, message: Message) {
        match message {
            Message::Event(event) => self.event(event),
            Message::Connect(event, conn, outbox) => {
                self.outboxes.insert(conn, outbox);
                self.event(event);
            }
            Message::Change(asked, with, answer) => self.change(asked, with, answer),
            Message::SetUp(answer) => {
                let set_up = self.room.set_up();
                self.answer(answer, set_up);
            }
            Message::SeatView(who, answer) => {
                let view = self.seat_view(&who);
                self.answer(answer, view);
            }
            Message::Content(who, review, answer) => {
                let content = self.content(&who, &review);
                self.answer(answer, content);
            }
            Message::Stop => {}
        }
        self.flush();
    }

    fn event(&mut self, event: Event) {
        if let Event::Gone { conn } = &event {
            self.outboxes.remove(conn);
        }
        for effect in step(&mut self.room, event, self.clock.now()) {
            match effect {
                Effect::Store(rows) => self.waiting.push_back(Step::Stored(self.store.append(rows))),
                Effect::Send(conn, frame) => self.waiting.push_back(Step::Send(conn, frame.encode())),
                Effect::Close(conn, code) => self.waiting.push_back(Step::Close(conn, code)),
                // Nobody asked by this way.
                Effect::Changed(_) => {}
            }
        }
    }

    /// What belongs to the change is written with its decision or not at all.
    fn change(&mut self, asked: Box<AskedChange>, with: Vec<Change>, answer: oneshot::Sender<Result<u64, Denied>>) {
        let (mut with, mut answer) = (with, Some(answer));
        for effect in step(&mut self.room, Event::Change(asked), self.clock.now()) {
            match effect {
                Effect::Store(rows) => {
                    let stored = self.store.append_with(rows, std::mem::take(&mut with));
                    self.waiting.push_back(Step::Stored(stored));
                }
                Effect::Send(conn, frame) => self.waiting.push_back(Step::Send(conn, frame.encode())),
                Effect::Close(conn, code) => self.waiting.push_back(Step::Close(conn, code)),
                Effect::Changed(outcome) => {
                    if let Some(answer) = answer.take() {
                        self.answer(answer, outcome);
                    }
                }
            }
        }
    }

    /// An answer, too, may tell of nothing that is not durable.
    fn answer<T: Send + 'static>(&mut self, to: oneshot::Sender<T>, what: T) {
        self.waiting.push_back(Step::Answer(Box::new(move || {
            // Who asked may have gone away.
            let _ = to.send(what);
        })));
    }

    /// Carries out what stands before the next write, and lets the room hear of the sockets that were lost by it.
    fn flush(&mut self) {
        self.flush_once();
        while let Some(conn) = self.lost.pop() {
            self.event(Event::Gone { conn });
            self.flush_once();
        }
    }

    fn flush_once(&mut self) {
        while let Some(step) = self.waiting.pop_front() {
            match step {
                Step::Stored(answer) => {
                    self.waiting.push_front(Step::Stored(answer));
                    return;
                }
                Step::Send(conn, frame) => self.send(conn, frame),
                Step::Close(conn, code) => self.close(conn, code),
                Step::Answer(answer) => answer(),
            }
        }
    }

    fn send(&mut self, conn: ConnId, frame: Vec<u8>) {
        let Some(outbox) = self.outboxes.get(&conn) else { return };
        match outbox.try_send(Outgoing::Frame(frame)) {
            Ok(()) => {}
            // The client is too far behind. Dropping the outbox closes the socket, and the room forgets it now, not
            // when the socket has given up on its last write.
            Err(TrySendError::Full(_)) => {
                self.outboxes.remove(&conn);
                self.lost.push(conn);
            }
            // The client has closed the socket. What it said before may still wait in the mailbox and counts as said;
            // that it is gone comes behind it.
            Err(TrySendError::Closed(_)) => {
                self.outboxes.remove(&conn);
            }
        }
    }

    fn close(&mut self, conn: ConnId, code: CloseCode) {
        if let Some(outbox) = self.outboxes.remove(&conn) {
            let _ = outbox.try_send(Outgoing::Close(code));
        }
    }

    /// Waits for every write, and sends what stands behind it.
    async fn finish(&mut self) {
        while let Some(step) = self.waiting.pop_front() {
            match step {
                Step::Stored(answer) => {
                    if !matches!(answer.await, Ok(Ok(()))) {
                        tracing::error!(panel = %self.room.meeting().panel().id, "the last changes of a room were not stored");
                        return;
                    }
                }
                Step::Send(conn, frame) => self.send(conn, frame),
                Step::Close(conn, code) => self.close(conn, code),
                Step::Answer(answer) => answer(),
            }
        }
    }

    fn seat_view(&self, who: &ParticipantId) -> Result<SeatView, RoomError> {
        let meeting = self.room.meeting();
        if !self.room.may_be_here(who) {
            return Err(RoomError::NotFound);
        }
        Ok(SeatView {
            protocol: PROTOCOL_VERSION,
            you: who.clone(),
            panel: meeting.panel().clone(),
            stage: meeting.stage().clone(),
        })
    }

    fn content(&self, who: &ParticipantId, review: &ReviewId) -> Result<RecordContent, RoomError> {
        let meeting = self.room.meeting();
        policy::decide(&meeting.actor(who)?, Action::Read(&Document::Record(review.clone())), meeting.stage())?;
        self.room.content(review).ok_or(RoomError::NotFound)
    }
}
