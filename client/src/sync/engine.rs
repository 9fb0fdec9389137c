//! Everything that the connection to the room does, apart from touching the browser: it is told what happened, updates the
//! signals that the room shows, and leaves the rest to be done as effects. It runs natively under test.
//!
//! Each document is a [`super::channel`]; whether there is a connection is [`super::line`]'s.

mod incoming;
mod parts;

use accord_shared::api::SeatView;
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::id::{OpId, ParticipantId, ReviewId, Time};
use accord_shared::mark::Marks;
use accord_shared::message::{Outcome, PROTOCOL_VERSION, Presence};
use accord_shared::panel::Panel;
use accord_shared::policy::{self, Action, Actor};
use accord_shared::stage::{Round, Stage};
use accord_shared::wire::{Address, AuthMessage, Body};
use futures_channel::oneshot;
use leptos::prelude::{ArcRwSignal, GetUntracked, Set, WithUntracked};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::channel::{Channel, Lost, Phase, address_of};
use super::clock::ServerClock;
use super::commands::{Commands, ended};
use super::diff::Edit;
use super::effect::{Effect, Effects, Moment};
use super::line::{Line, Need};
use super::presence::Presences;
use super::projection::{MapValue, Projection, set_if_new};
use super::replica::Replica;
use super::saved::{Notice, Saved};

/// A frame that is not answered after this long went into a dead connection.
const ANSWER_MS_MAX: i64 = 20_000;
/// The most notices that are shown at once.
const NOTICES_MAX: usize = 5;

const LINK_ENDED: &str = "Your link to this meeting no longer works. Ask the coordinator for a new one.";
const RELOAD: &str = "Accord was updated. Load this page again to go on.";
const REFUSED: &str = "A change of yours could not be saved. What you see now is what everyone has; anything lost is below so that you can copy it.";
const KEPT_REFUSED: &str =
    "Changes kept on this device from before could not be added, because the meeting has moved on.";

/// The marks of each section of an open review, by person.
pub type OpenMarks = BTreeMap<(ReviewId, SectionId), Vec<(ParticipantId, Marks)>>;

/// What the room shows.
#[derive(Debug, Clone)]
pub struct Signals {
    /// The panel.
    pub panel: ArcRwSignal<Panel>,
    /// Where the meeting stands.
    pub stage: ArcRwSignal<Stage>,
    /// Every revealed round so far.
    pub rounds: ArcRwSignal<Vec<Round>>,
    /// Marks as they are made, in an open review.
    pub open_marks: ArcRwSignal<OpenMarks>,
    /// What other people show.
    pub present: ArcRwSignal<Vec<Presence>>,
    /// Where one's own changes are.
    pub saved: ArcRwSignal<Saved>,
    /// What one has to know about one's own changes.
    pub notices: ArcRwSignal<Vec<Notice>>,
}

/// Chance and the clock of the CRDT library, given from outside so that tests repeat.
pub struct World {
    /// Gives random numbers.
    pub random: Box<dyn FnMut() -> u32>,
    /// The time in milliseconds.
    pub clock: fn() -> u64,
}

/// The connection to the room.
pub struct Engine {
    signals: Signals,
    you: ParticipantId,
    framework: Arc<Framework>,
    room: Address,
    world: World,
    line: Line,
    clock: ServerClock,
    channels: BTreeMap<Document, Channel>,
    commands: Commands,
    presences: Presences,
    out: Effects,
    /// A name for this page among the keys of kept changes, and how many it has made.
    page: u32,
    keys: u64,
    notices: u64,
}

impl Engine {
    /// A connection to be opened at the first tick.
    #[must_use]
    pub fn new(seat: SeatView, framework: Arc<Framework>, mut world: World, now: i64) -> Self {
        let room = address_of(&Document::Room(seat.panel.id.clone()));
        let signals = Signals {
            panel: ArcRwSignal::new(seat.panel),
            stage: ArcRwSignal::new(seat.stage),
            rounds: ArcRwSignal::new(Vec::new()),
            open_marks: ArcRwSignal::new(OpenMarks::new()),
            present: ArcRwSignal::new(Vec::new()),
            saved: ArcRwSignal::new(Saved::AllSaved),
            notices: ArcRwSignal::new(Vec::new()),
        };
        let page = (world.random)();
        let mut engine = Self {
            signals,
            presences: Presences::new(seat.you.clone()),
            you: seat.you,
            framework,
            room,
            world,
            line: Line::new(now),
            clock: ServerClock::default(),
            channels: BTreeMap::new(),
            commands: Commands::default(),
            out: Effects::default(),
            page,
            keys: 0,
            notices: 0,
        };
        if seat.protocol != PROTOCOL_VERSION {
            engine.finish(Saved::Reload, RELOAD);
        }
        engine
    }

    /// What the room shows.
    #[must_use]
    pub fn signals(&self) -> Signals {
        self.signals.clone()
    }

    /// What time it is at the server.
    #[must_use]
    pub fn server_now(&self, now: i64) -> Time {
        self.clock.now(now)
    }

    /// Hands out what is to be done outside.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        self.out.take()
    }

    /// Does what is due.
    pub fn tick(&mut self, now: i64) {
        let random = (self.world.random)();
        let need = match self.line.tick(now, random) {
            None if self.owed_too_long(now) => Some(self.line.give_up(now, random)),
            need => need,
        };
        match need {
            Some(Need::Connect) => self.out.push(Effect::Connect),
            Some(Need::Drop) => {
                self.out.push(Effect::Disconnect);
                self.disconnected();
            }
            None => {}
        }
        let connected = self.line.is_live();
        self.each_channel(now, |channel, key, cx| {
            channel.tick(connected, key, cx);
            Lost::default()
        });
        if connected && let Some(update) = self.presences.outgoing(now) {
            self.out.send(&self.room, Body::Awareness(update.encode()));
        }
        if self.presences.expire(now) {
            set_if_new(&self.signals.present, self.presences.others());
        }
        self.refresh(now);
    }

    /// When [`Self::tick`] next has something to do.
    #[must_use]
    pub fn due(&self, now: i64) -> Option<i64> {
        let live = self.line.is_live();
        let owed = self.owed_since().map(|since| since + ANSWER_MS_MAX).filter(|_| live);
        let presence = live.then(|| self.presences.due());
        let channels = self.channels.values().filter_map(|channel| channel.due(live)).min();
        [self.line.due(), self.line.away_due(now), owed, presence, channels, self.presences.expiry_due()]
            .into_iter()
            .flatten()
            .min()
    }

    /// The socket is open: joins the room and every document that was asked for.
    pub fn opened(&mut self, now: i64) {
        self.line.opened(now);
        if !self.line.is_open() {
            return;
        }
        self.clock.restart();
        self.presences.connected((self.world.random)());
        self.out.send(&self.room, Body::Auth(AuthMessage::Token { token: String::new(), version: None }));
        self.join_allowed();
    }

    /// The socket closed, with its code.
    pub fn closed(&mut self, code: u16, now: i64) {
        let random = (self.world.random)();
        let was_live = self.line.closed(now, random);
        self.disconnected();
        // A socket that is refused before it opens does not say why, and these codes say that something is wrong with us.
        if !self.line.is_finished() && (!was_live || (4400..4500).contains(&code)) {
            self.out.push(Effect::Probe);
        }
        self.refresh(now);
    }

    /// The seat was asked for over HTTP: whether it is still ours, and where the meeting stands.
    pub fn probed(&mut self, seat: Result<SeatView, Option<String>>, now: i64) {
        match seat {
            Ok(seat) if seat.protocol != PROTOCOL_VERSION => self.finish(Saved::Reload, RELOAD),
            Ok(seat) => {
                set_if_new(&self.signals.panel, seat.panel);
                self.show_stage(seat.stage, now);
            }
            Err(sentence) => self.end(&sentence.unwrap_or_else(|| LINK_ENDED.to_owned())),
        }
        self.refresh(now);
    }

    /// The browser says that the network is back, or somebody looks at the page again.
    pub fn hurry(&mut self, now: i64) {
        self.line.hurry(now);
        if self.line.is_live()
            && let Some(channel) = self.channels.values_mut().find(|channel| channel.phase() == Phase::Here)
        {
            channel.ask(&mut self.out);
            self.line.doubt(now);
        }
        self.tick(now);
    }

    /// The browser says that the network is gone.
    pub fn offline(&mut self, now: i64) {
        if self.line.is_open() {
            self.out.push(Effect::Disconnect);
            let random = (self.world.random)();
            self.line.closed(now, random);
            self.disconnected();
        }
        self.refresh(now);
    }

    /// The page is left: sends and keeps what it can, and closes the socket.
    pub fn leave(&mut self, now: i64) {
        self.flush(now);
        self.out.push(Effect::Disconnect);
        self.line.finish();
        self.disconnected();
        // Away from the server everything unacknowledged is kept at once.
        self.each_channel(now, |channel, key, cx| {
            channel.tick(false, key, cx);
            Lost::default()
        });
    }

    /// The page came back after [`Self::leave`], out of the browser's cache.
    pub fn come_back(&mut self, now: i64) {
        if self.line.is_finished() && !self.signals.saved.with_untracked(Saved::is_final) {
            self.line.restart(now);
            self.tick(now);
        }
    }

    /// The seat is given up: nothing of it stays in this browser.
    pub fn end(&mut self, sentence: &str) {
        self.finish(Saved::Ended(sentence.to_owned()), sentence);
        self.out.push(Effect::ForgetSeat);
    }

    /// Asks for a command to be carried out.
    pub fn command(&mut self, command: Command, now: i64) -> oneshot::Receiver<Outcome> {
        let over = match self.signals.saved.get_untracked() {
            Saved::Ended(sentence) => Some(sentence),
            Saved::Reload => Some(RELOAD.to_owned()),
            Saved::AllSaved | Saved::Saving | Saved::Offline { .. } => None,
        };
        if let Some(sentence) = over {
            let (answer, outcome) = oneshot::channel();
            let _ = answer.send(ended(&sentence));
            return outcome;
        }
        let seen = self.signals.stage.with_untracked(|stage| stage.version);
        let op = self.fresh_op();
        let (text, outcome) = self.commands.add(op, seen, command);
        if self.line.is_live() {
            self.out.send(&self.room, Body::Stateless(text));
        }
        self.refresh(now);
        outcome
    }

    /// Says what one shows to the others from now on.
    pub fn show(&mut self, presence: Presence) {
        self.presences.show(presence);
    }

    /// Follows a document from now on, as soon as policy lets us.
    pub fn attend(&mut self, document: &Document) {
        if matches!(document, Document::Room(_)) || self.channels.contains_key(document) {
            return;
        }
        let replica = Replica::new(document, (self.world.random)(), self.world.clock);
        self.channels.insert(document.clone(), Channel::new(document, Arc::clone(&self.framework), replica));
        self.join_allowed();
    }

    /// Follows a document and hands out its signals. Signals of what is no document never change.
    pub fn follow<R>(&mut self, document: &Document, see: impl FnOnce(&mut Projection) -> R) -> R {
        self.attend(document);
        match self.channels.get_mut(document) {
            Some(channel) => see(&mut channel.projection),
            None => see(&mut Projection::default()),
        }
    }

    /// Begins to show a text.
    pub fn watch_text(&mut self, document: &Document, root: &str) {
        self.attend(document);
        if let Some(channel) = self.channels.get_mut(document) {
            channel.watch_text(root);
        }
    }

    /// Changes a text. Says whether that was possible.
    pub fn edit_text(&mut self, document: &Document, root: &str, edit: &Edit, now: i64) -> bool {
        self.with_channel(document, now, |channel, cx| channel.edit_text(root, edit, cx)).unwrap_or(false)
    }

    /// Takes back, or writes again, what was last written here in a text.
    pub fn undo(&mut self, document: &Document, root: &str, again: bool, now: i64) {
        self.with_channel(document, now, |channel, cx| channel.undo(root, again, cx));
    }

    /// Changes the map of a document.
    pub fn change_map(&mut self, document: &Document, entries: Vec<(String, Option<MapValue>)>, now: i64) {
        self.with_channel(document, now, |channel, cx| channel.change_map(entries, cx));
    }

    /// Sends everything that was typed without waiting for more.
    pub fn flush(&mut self, now: i64) {
        self.each_channel(now, |channel, _, cx| {
            channel.flush(cx);
            Lost::default()
        });
        self.refresh(now);
    }

    /// This browser kept changes from before; the keys are given back with their acknowledgement.
    pub fn kept(&mut self, entries: Vec<(Document, String, Vec<u8>)>, now: i64) {
        let mut by_document: BTreeMap<Document, Vec<(String, Vec<u8>)>> = BTreeMap::new();
        for (document, key, bytes) in entries {
            by_document.entry(document).or_default().push((key, bytes));
        }
        for (document, entries) in by_document {
            if !self.may(Action::Read(&document)) {
                // Not this meeting's, or no longer ours to see.
                self.out.forget(entries.into_iter().map(|(key, _)| key).collect());
                self.notice(Lost { changes: 1, texts: Vec::new() }, KEPT_REFUSED);
                continue;
            }
            self.attend(&document);
            let lost = self.with_channel(&document, now, |channel, cx| channel.take_over(entries, cx));
            self.notice(lost.unwrap_or_default(), KEPT_REFUSED);
        }
        self.refresh(now);
    }

    /// Takes a notice away.
    pub fn dismiss(&mut self, number: u64) {
        let mut notices = self.signals.notices.get_untracked();
        notices.retain(|notice| notice.number != number);
        set_if_new(&self.signals.notices, notices);
    }
}
