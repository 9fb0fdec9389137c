//! The connection as the room's components see it: signals to read, commands to give, texts and maps to bind. It carries
//! out what the engine wants done in the browser: one socket, one timer, the store of kept changes.

mod carry;

use accord_shared::api::SeatView;
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::framework::Framework;
use accord_shared::id::{ParticipantId, Time};
use accord_shared::message::{Outcome, Presence};
use accord_shared::panel::Panel;
use accord_shared::stage::{Round, Stage};
use leptos::prelude::ArcRwSignal;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::aside::Aside;
use super::commands::ended;
use super::effect::Effect;
use super::engine::{Engine, OpenMarks, Signals, World};
use super::kept::KeptChanges;
use super::map::MapBinding;
use super::page::{PageEvents, now_ms, random};
use super::saved::{Notice, Saved};
use super::socket::Socket;
use super::text::{Listener, Listening, TextBinding};
use crate::net::{Failure, api};

/// The connection to the room. Cloning it is cheap; it lives until [`RoomLink::close`] or its last clone is gone.
#[derive(Clone)]
pub struct RoomLink {
    inner: SendWrapper<Rc<Inner>>,
}

struct Inner {
    you: ParticipantId,
    framework: Arc<Framework>,
    signals: Signals,
    engine: RefCell<Engine>,
    socket: RefCell<Option<Socket>>,
    /// When the timer that counts rings, and which one that is.
    timer: Cell<Option<(i64, u64)>>,
    timers: Cell<u64>,
    kept: RefCell<Option<KeptChanges>>,
    page: RefCell<Option<PageEvents>>,
    listeners: RefCell<BTreeMap<u64, (Document, String, Listener)>>,
    last_listener: Cell<u64>,
    /// Effects that are to be carried out, in order, and whether that is being done.
    waiting: RefCell<VecDeque<Effect>>,
    busy: Cell<bool>,
}

impl RoomLink {
    /// Opens the connection of a seat.
    ///
    /// It closes when its last clone is gone, or when the page calls [`RoomLink::close`].
    #[must_use]
    pub fn open(seat: SeatView, framework: Framework) -> Self {
        let framework = Arc::new(framework);
        let you = seat.you.clone();
        let world = World { random: Box::new(random), clock: || now_ms().unsigned_abs() };
        let engine = Engine::new(seat, Arc::clone(&framework), world, now_ms());
        let inner = Rc::new(Inner {
            you: you.clone(),
            framework,
            signals: engine.signals(),
            engine: RefCell::new(engine),
            socket: RefCell::default(),
            timer: Cell::new(None),
            timers: Cell::new(0),
            kept: RefCell::default(),
            page: RefCell::default(),
            listeners: RefCell::default(),
            last_listener: Cell::new(0),
            waiting: RefCell::default(),
            busy: Cell::new(false),
        });
        inner.kept.replace(Some(KeptChanges::open(&you, inner.later(Inner::take_over))));
        inner.page.replace(Some(PageEvents::listen(inner.whenever(Inner::on_page))));
        inner.run(Engine::tick);
        Self { inner: SendWrapper::new(inner) }
    }

    /// Who you are.
    #[must_use]
    pub fn you(&self) -> ParticipantId {
        self.inner.you.clone()
    }

    /// The framework that is used.
    #[must_use]
    pub fn framework(&self) -> Arc<Framework> {
        Arc::clone(&self.inner.framework)
    }

    /// The panel.
    #[must_use]
    pub fn panel(&self) -> ArcRwSignal<Panel> {
        self.inner.signals.panel.clone()
    }

    /// Where the meeting stands.
    #[must_use]
    pub fn stage(&self) -> ArcRwSignal<Stage> {
        self.inner.signals.stage.clone()
    }

    /// Every revealed round so far, each once.
    #[must_use]
    pub fn rounds(&self) -> ArcRwSignal<Vec<Round>> {
        self.inner.signals.rounds.clone()
    }

    /// Marks as they are made, in an open review.
    #[must_use]
    pub fn open_marks(&self) -> ArcRwSignal<OpenMarks> {
        self.inner.signals.open_marks.clone()
    }

    /// What other people show; somebody with two devices comes twice.
    #[must_use]
    pub fn present(&self) -> ArcRwSignal<Vec<Presence>> {
        self.inner.signals.present.clone()
    }

    /// Where the user's own changes are.
    #[must_use]
    pub fn saved(&self) -> ArcRwSignal<Saved> {
        self.inner.signals.saved.clone()
    }

    /// What the user has to know about their own changes, oldest first.
    #[must_use]
    pub fn notices(&self) -> ArcRwSignal<Vec<Notice>> {
        self.inner.signals.notices.clone()
    }

    /// What did not fit where it was put, and no field on the page shows. Follows what comes and goes.
    #[must_use]
    pub fn out_of_sight(&self) -> Vec<Aside> {
        Aside::out_of_sight(self)
    }

    /// Takes a notice away.
    pub fn dismiss(&self, number: u64) {
        self.run(|engine, _| engine.dismiss(number));
    }

    /// What time it is at the server.
    #[must_use]
    pub fn server_now(&self) -> Time {
        self.inner.engine.borrow().server_now(now_ms())
    }

    /// Has a command carried out. Waits through breaks of the connection until the server has answered.
    pub async fn command(&self, command: Command) -> Outcome {
        let outcome = self.run(|engine, now| engine.command(command, now));
        outcome.await.unwrap_or_else(|_| ended("The page was left before the answer came."))
    }

    /// One text of a document.
    #[must_use]
    pub fn text(&self, document: &Document, root: &str) -> TextBinding {
        TextBinding::new(self, document, root)
    }

    /// The map of a document.
    #[must_use]
    pub fn map(&self, document: &Document) -> MapBinding {
        MapBinding::new(self, document)
    }

    /// Says what one shows to the others from now on.
    pub fn show(&self, presence: Presence) {
        self.run(|engine, _| engine.show(presence));
    }

    /// Sends what was typed and closes the connection. What is not acknowledged stays kept in this browser.
    pub fn close(&self) {
        self.inner.page.take();
        self.run(Engine::leave);
    }

    /// Gives the seat up in this browser; nothing of it stays here.
    ///
    /// # Errors
    /// When the server could not be told; then the seat is still ours.
    pub async fn sign_out(&self) -> Result<(), Failure> {
        api::sign_out_seat(&self.inner.you).await?;
        self.run(|engine, _| engine.end("You have left the meeting in this browser."));
        Ok(())
    }

    pub(super) fn run<R>(&self, step: impl FnOnce(&mut Engine, i64) -> R) -> R {
        self.inner.run(step)
    }

    pub(super) fn listen(&self, document: &Document, root: &str, listener: Listener) -> Listening {
        let number = self.inner.last_listener.get() + 1;
        self.inner.last_listener.set(number);
        self.inner.listeners.borrow_mut().insert(number, (document.clone(), root.to_owned(), listener));
        Listening { link: self.clone(), number }
    }

    pub(super) fn stop_listening(&self, number: u64) {
        self.inner.listeners.borrow_mut().remove(&number);
    }
}
