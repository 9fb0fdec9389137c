//! One document over the connection: joining it, exchanging what each side lacks, sending changes and counting answers,
//! and beginning again when the server and this copy have parted. The room's own address, which has no document, is
//! [`crate::live::engine`]'s.

mod changes;
mod content;

use accord_shared::document::Document;
use accord_shared::framework::Framework;
use accord_shared::wire::{Address, AuthMessage, Body, Scope, SyncMessage};
use leptos::prelude::GetUntracked;
use std::collections::BTreeSet;
use std::mem::take;
use std::sync::Arc;

use super::backoff::Backoff;
use super::diff::Edit;
use super::effect::{Effect, Effects, Moment};
use super::outgoing::Outgoing;
use super::projection::{MapValue, Projection, set_if_new};
use super::replica::{Replica, Unfit};

/// Typing is sent in parcels of this long.
pub const PARCEL_MS: i64 = 50;
/// A change that was not acknowledged after this long is kept in the browser; nearly all are acknowledged sooner.
pub const KEEP_AFTER_MS: i64 = 250;
/// The server closes a document after it refused a change to it; if it does not within this time, we do.
const CLOSE_MS_MAX: i64 = 2_000;
/// After so many closes without anything coming through, our copy is to blame.
const CLOSES_MAX: u32 = 3;

/// Where a channel stands with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not joined.
    Away,
    /// Asked to join.
    Asked,
    /// Joined.
    Here,
    /// Not let in; asked again once the meeting has moved on.
    Denied,
    /// A change was refused; the server's close is awaited until then.
    Refused(i64),
    /// Closed by the server; to be joined again then.
    Closed(i64),
}

/// What was given up because the server did not take it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// How many changes.
    pub changes: usize,
    /// The texts that they were made in, as they stood here.
    pub texts: Vec<String>,
}

/// The address of a document on the wire.
#[must_use]
pub fn address_of(document: &Document) -> Address {
    Address::new(&document.to_string()).expect("the grammar of ids is narrower than that of addresses")
}

/// One document over the connection.
pub struct Channel {
    /// What can be seen of it.
    pub projection: Projection,
    phase: Phase,
    document: Document,
    address: Address,
    framework: Arc<Framework>,
    replica: Replica,
    outgoing: Outgoing,
    /// Whether the copy holds what the server once had, so that it can be shown and changed.
    synced: bool,
    /// What the server had when it last said so on this connection; from then on changes may be sent.
    theirs: Option<Vec<u8>>,
    /// A step 1 of ours has not been answered.
    asked: bool,
    /// Something came that builds on what we lack.
    missed: bool,
    /// Updates made here and not yet sent as one parcel, and since when.
    parcel: Vec<Vec<u8>>,
    parcel_since: Option<i64>,
    /// Changes of the map from before the server's content arrived.
    early: Vec<(String, Option<MapValue>)>,
    /// Changes that this browser kept from before, to be made once the server's content has arrived.
    kept: Vec<(String, Vec<u8>)>,
    /// The texts changed here since everything was last acknowledged.
    touched: BTreeSet<String>,
    closes: u32,
    backoff: Backoff,
}

impl Channel {
    /// A channel that has not been joined.
    #[must_use]
    pub fn new(document: &Document, framework: Arc<Framework>, replica: Replica) -> Self {
        Self {
            projection: Projection::default(),
            phase: Phase::Away,
            address: address_of(document),
            document: document.clone(),
            framework,
            replica,
            outgoing: Outgoing::default(),
            synced: false,
            theirs: None,
            asked: false,
            missed: false,
            parcel: Vec::new(),
            parcel_since: None,
            early: Vec::new(),
            kept: Vec::new(),
            touched: BTreeSet::new(),
            closes: 0,
            backoff: Backoff::default(),
        }
    }

    /// Where the channel stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How many changes the server has not acknowledged.
    #[must_use]
    pub fn pending(&self) -> usize {
        let unsent = usize::from(!self.parcel.is_empty()) + usize::from(!self.early.is_empty());
        self.outgoing.len() + self.kept.len() + unsent
    }

    /// Since when the server owes an answer.
    #[must_use]
    pub fn owed_since(&self) -> Option<i64> {
        self.outgoing.owed_since()
    }

    /// Asks to join over an open connection.
    pub fn join(&mut self, out: &mut Effects) {
        self.phase = Phase::Asked;
        self.theirs = None;
        self.show_token(out);
        self.ask(out);
    }

    /// Gives the token, which is empty: the socket's cookie says who we are.
    pub fn show_token(&self, out: &mut Effects) {
        out.send(&self.address, Body::Auth(AuthMessage::Token { token: String::new(), version: None }));
    }

    /// Asks for whatever this copy lacks.
    pub fn ask(&mut self, out: &mut Effects) {
        self.asked = true;
        self.missed = false;
        out.send(&self.address, Body::Sync(SyncMessage::Step1(self.replica.state_vector())));
    }

    /// The connection broke.
    pub fn disconnected(&mut self) {
        self.phase = Phase::Away;
        self.theirs = None;
        self.asked = false;
        self.outgoing.disconnected();
    }

    /// The server let us in, or changed what we may do.
    pub fn admitted(&mut self, scope: Scope) {
        self.phase = Phase::Here;
        set_if_new(&self.projection.writable, scope == Scope::ReadWrite);
    }

    /// There will be no connection any more: what is here can be read, and nothing can be written.
    pub fn close(&mut self) {
        set_if_new(&self.projection.writable, false);
    }

    /// The server does not let us in. What could not be brought is lost.
    pub fn denied(&mut self, cx: &mut Moment<'_>) -> Lost {
        self.phase = Phase::Denied;
        self.outgoing.disconnected();
        set_if_new(&self.projection.writable, false);
        if self.pending() > 0 { self.give_up(cx) } else { Lost::default() }
    }

    /// The meeting moved on: a channel that was not let in may be joined again.
    pub fn reconsider(&mut self) {
        if self.phase == Phase::Denied {
            self.phase = Phase::Away;
        }
    }

    /// The server said what it has: answers with what it lacks.
    pub fn step1(&mut self, theirs: Vec<u8>, cx: &mut Moment<'_>) {
        self.pack();
        self.theirs = Some(theirs);
        self.send_missing(cx);
    }

    /// The server said what we lack.
    pub fn step2(&mut self, update: &[u8], cx: &mut Moment<'_>) -> Lost {
        self.asked = false;
        if self.take_in(update).is_err() {
            return self.restart(cx);
        }
        if self.synced {
            self.project(cx.out);
        } else {
            self.synced = true;
            self.project_all(cx.out);
        }
        let lost = self.make_kept(cx);
        let early = take(&mut self.early);
        self.change_map(early, cx);
        set_if_new(&self.projection.ready, true);
        if self.missed {
            self.ask(cx.out);
        }
        lost
    }

    /// Somebody made a change.
    pub fn update(&mut self, update: &[u8], cx: &mut Moment<'_>) -> Lost {
        if !self.synced {
            // What comes before the server's content is part of it, or is asked for once more.
            self.missed = true;
            return Lost::default();
        }
        match self.take_in(update) {
            Ok(()) => self.project(cx.out),
            Err(Unfit::Gap) if self.asked => self.missed = true,
            Err(Unfit::Gap) => self.ask(cx.out),
            Err(Unfit::Bad) => return self.restart(cx),
        }
        Lost::default()
    }

    /// The server answered a frame.
    pub fn answered(&mut self, durable: bool, cx: &mut Moment<'_>) -> Lost {
        if self.owed_since().is_none() {
            // The answer to a frame from before this copy began again.
            return Lost::default();
        }
        if !durable {
            let lost = self.give_up(cx);
            self.phase = Phase::Refused(cx.now + CLOSE_MS_MAX);
            return lost;
        }
        let done = self.outgoing.acknowledged().unwrap_or_default();
        if !done.is_empty() {
            self.closes = 0;
            self.backoff.succeeded();
        }
        cx.out.forget(done.into_iter().filter_map(|change| change.kept).collect());
        if self.pending() == 0 {
            self.touched.clear();
        }
        Lost::default()
    }

    /// The server closed the document for us. What is not acknowledged is brought again, but not for ever.
    pub fn closed(&mut self, cx: &mut Moment<'_>) -> Lost {
        self.disconnected();
        self.closes += 1;
        let lost = if self.closes >= CLOSES_MAX { self.give_up(cx) } else { Lost::default() };
        self.wait(cx);
        lost
    }

    /// Does what is due.
    pub fn tick(&mut self, connected: bool, key: &mut dyn FnMut(&Document) -> String, cx: &mut Moment<'_>) {
        let now = cx.now;
        if self.parcel_since.is_some_and(|since| now >= since + PARCEL_MS) {
            self.flush(cx);
        }
        match self.phase {
            Phase::Refused(until) if now >= until => {
                cx.out.send(&self.address, Body::Close(None));
                self.join(cx.out);
            }
            Phase::Closed(until) if now >= until && connected => self.join(cx.out),
            _ => {}
        }
        let keep_from = if self.phase == Phase::Here { now - KEEP_AFTER_MS } else { now };
        for change in self.outgoing.unkept().filter(|change| change.made <= keep_from) {
            let key = key(&self.document);
            cx.out.push(Effect::Keep { key: key.clone(), bytes: change.bytes.clone() });
            change.kept = Some(key);
        }
    }

    /// When [`Self::tick`] next has something to do.
    #[must_use]
    pub fn due(&self, connected: bool) -> Option<i64> {
        let parcel = self.parcel_since.map(|since| since + PARCEL_MS);
        let phase = match self.phase {
            Phase::Refused(until) => Some(until),
            Phase::Closed(until) if connected => Some(until),
            _ => None,
        };
        let wait = if self.phase == Phase::Here { KEEP_AFTER_MS } else { 0 };
        let keep = self.outgoing.iter().find(|change| change.kept.is_none()).map(|change| change.made + wait);
        [parcel, phase, keep].into_iter().flatten().min()
    }
}
