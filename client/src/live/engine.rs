//! Everything that the connection to the room does, apart from touching the browser: it is told what happened, updates the
//! signals that the room shows, and leaves the rest to be done as effects. It runs natively under test.
//!
//! Each document is a [`crate::live::channel`]; whether there is a connection is [`crate::live::redial`]'s.

mod connection;
mod documents;
mod incoming;
mod parts;

#[cfg(test)]
pub mod fixture;

#[cfg(test)]
mod tests;

use accord_shared::api::SeatView;
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::id::{OpId, ParticipantId, ReviewId, Time};
use accord_shared::message::{OpenBallot, Outcome, PROTOCOL_VERSION, Presence};
use accord_shared::panel::Panel;
use accord_shared::policy::{self, Action, Actor};
use accord_shared::stage::{Round, Stage};
use accord_shared::wire::{Address, AuthMessage, Body};
use futures_channel::oneshot;
use leptos::prelude::{ArcRwSignal, GetUntracked, Set, WithUntracked};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::aside::{Kept, Place};
use super::channel::{Channel, Lost, Phase, address_of};
use super::clock::ServerClock;
use super::commands::{Commands, ended};
use super::diff::Edit;
use super::effect::{Effect, Effects, Moment};
use super::presence::Presences;
use super::projection::{MapValue, Projection, set_if_new};
use super::redial::{Line, Need};
use super::replica::{Edited, Replica};
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
pub type OpenMarks = BTreeMap<(ReviewId, SectionId), Vec<OpenBallot>>;

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
    /// Where the user's own changes are.
    pub saved: ArcRwSignal<Saved>,
    /// What the user has to know about their own changes.
    pub notices: ArcRwSignal<Vec<Notice>>,
    /// What did not fit where it was put.
    pub aside: ArcRwSignal<Kept>,
    /// Of which places a field on the page shows what is kept aside, and how many fields do.
    pub aside_shown: ArcRwSignal<BTreeMap<Place, usize>>,
}

/// Chance and the clock of the CRDT library, given from outside so that tests repeat.
pub struct World {
    /// Gives random numbers.
    pub random: Box<dyn FnMut() -> u32>,
    /// The time in milliseconds.
    pub clock: fn() -> u64,
}

/// The server no longer knows the seat: its link was revoked, or its person is no longer at the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatGone;

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
            aside: ArcRwSignal::new(Kept::new()),
            aside_shown: ArcRwSignal::new(BTreeMap::new()),
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
            Saved::AllSaved | Saved::Saving | Saved::Unfit { .. } | Saved::Offline { .. } => None,
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

    /// Takes a notice away.
    pub fn dismiss(&mut self, number: u64) {
        let mut notices = self.signals.notices.get_untracked();
        notices.retain(|notice| notice.number != number);
        set_if_new(&self.signals.notices, notices);
    }
}
