//! A room for the tests of the connection: engines of several people, and a server of a few lines that keeps documents as
//! the real one does, in order and with one answer to each change. Time stands still until a test moves it.

use accord_shared::api::SeatView;
use accord_shared::document::Document;
use accord_shared::framework::{Framework, builtin};
use accord_shared::id::{OpId, PanelId, ParticipantId, ReviewId, Time};
use accord_shared::meeting::Meeting;
use accord_shared::message::{FromRoom, Outcome, PROTOCOL_VERSION, ToRoom};
use accord_shared::panel::{Agency, Panel, Seat};
use accord_shared::schema;
use accord_shared::stage::Stage;
use accord_shared::testing;
use accord_shared::wire::gate::{DeleteRule, Owner, admit};
use accord_shared::wire::scan::{ScanRules, scan_update};
use accord_shared::wire::{Address, AuthMessage, Body, Frame, Scope, SyncMessage};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, Update};

use super::{Engine, World};
use crate::live::effect::Effect;

/// The framework of the tests' panel.
pub fn framework() -> Framework {
    builtin::framework("essex-full").expect("a shipped framework").clone()
}

/// The tests' review.
pub fn review() -> ReviewId {
    ReviewId::new("rev1").unwrap()
}

/// The notes of the tests' review.
pub fn notes() -> Document {
    Document::Notes(review())
}

/// A person's ballot.
pub fn ballot(who: &str) -> Document {
    Document::Ballot(review(), id(who))
}

fn id(who: &str) -> ParticipantId {
    ParticipantId::new(who).unwrap()
}

fn panel() -> Panel {
    let people = vec![
        testing::person("ann", Agency::Health, Seat::Member),
        testing::person("bob", Agency::SocialCare, Seat::Member),
        testing::person("eve", Agency::Other, Seat::Observer),
    ];
    let agenda = vec![testing::review(review().as_str())];
    Panel { id: PanelId::new("pan1").unwrap(), agenda, ..testing::panel_of(people) }
}

/// What a person is given before the socket opens.
pub fn seat(who: &str) -> SeatView {
    SeatView { protocol: PROTOCOL_VERSION, you: id(who), panel: panel(), stage: stage() }
}

/// Where the meeting stands at first.
pub fn stage() -> Stage {
    Meeting::new(panel(), framework()).stage().clone()
}

/// The server of the tests.
pub struct Server {
    docs: BTreeMap<String, Doc>,
    /// Changes to these documents are refused from now on.
    pub refuses: BTreeSet<Document>,
    /// These documents may not be read.
    pub denies: BTreeSet<Document>,
    /// The scope that it gives.
    pub scope: Scope,
    /// What it was asked to do, in order.
    pub commands: Vec<OpId>,
    /// Whether it answers commands and changes.
    pub answers: bool,
    /// Whether sockets open.
    pub runs: bool,
    /// The stage that it tells to whoever comes.
    pub stage: Stage,
}

/// One person's engine and socket.
pub struct Person {
    pub engine: Engine,
    who: String,
    /// Documents that the server has open for the socket.
    open: BTreeSet<String>,
    pub connected: bool,
    inbox: VecDeque<Vec<u8>>,
    loses: bool,
    /// Effects other than frames, in order.
    pub effects: Vec<Effect>,
    /// Every frame that was sent.
    pub sent: Vec<Frame>,
    /// What this person's browser keeps.
    pub kept: BTreeMap<String, Vec<u8>>,
    /// How many changes it was ever asked to keep.
    pub keeps: usize,
}

/// Everyone and the server.
pub struct Desk {
    pub now: i64,
    pub server: Server,
    pub people: Vec<Person>,
    seed: u32,
}

impl Desk {
    /// A server and a person for each name, connected and in the room.
    pub fn with(names: &[&str]) -> Self {
        let server = Server {
            docs: BTreeMap::new(),
            refuses: BTreeSet::new(),
            denies: BTreeSet::new(),
            scope: Scope::ReadWrite,
            commands: Vec::new(),
            answers: true,
            runs: true,
            stage: stage(),
        };
        let mut desk = Self { now: 1_000_000, server, people: Vec::new(), seed: 0 };
        for name in names {
            desk.come(name);
        }
        desk.settle();
        desk
    }

    /// Another page of a person opens, with what their browser keeps.
    pub fn come(&mut self, name: &str) -> usize {
        self.seed += 1;
        let mut state = self.seed.wrapping_mul(0x9e37_79b9) | 1;
        let random = move || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        };
        let world = World { random: Box::new(random), clock: || 0 };
        let engine = Engine::new(seat(name), Arc::new(framework()), world, self.now);
        self.people.push(Person {
            engine,
            who: name.to_owned(),
            open: BTreeSet::new(),
            connected: false,
            inbox: VecDeque::new(),
            loses: false,
            effects: Vec::new(),
            sent: Vec::new(),
            kept: BTreeMap::new(),
            keeps: 0,
        });
        self.people.len() - 1
    }

    /// Runs a step of a person's engine, without anything reaching the server yet.
    pub fn step<R>(&mut self, person: usize, step: impl FnOnce(&mut Engine, i64) -> R) -> R {
        step(&mut self.people[person].engine, self.now)
    }

    /// Carries frames to and fro until nothing more happens.
    pub fn settle(&mut self) {
        for person in 0..self.people.len() {
            self.people[person].engine.tick(self.now);
        }
        while (0..self.people.len()).any(|person| self.carry(person)) {}
    }

    /// Lets time go by in steps in which everything due is done.
    pub fn pass(&mut self, ms: i64) {
        let end = self.now + ms;
        loop {
            self.settle();
            let next = self.people.iter().filter_map(|person| person.engine.due(self.now)).min();
            match next.filter(|next| *next <= end) {
                Some(next) => self.now = next.max(self.now + 1),
                None => break,
            }
        }
        self.now = end;
        self.settle();
    }

    /// The network of a person dies without a word.
    pub fn cut(&mut self, person: usize) {
        let person = &mut self.people[person];
        person.connected = false;
        person.open.clear();
        person.inbox.clear();
        person.engine.closed(1006, self.now);
    }

    /// The next frame to a person gets lost, which no network of ours does.
    pub fn lose_next(&mut self, person: usize) {
        self.people[person].loses = true;
    }

    /// What the server has in a text.
    pub fn text(&self, document: &Document, root: &str) -> String {
        let doc = &self.server.docs[&document.to_string()];
        schema::read_text(&doc.transact(), root)
    }

    fn carry(&mut self, index: usize) -> bool {
        let effects = self.people[index].engine.take_effects();
        let frames: Vec<Vec<u8>> = self.people[index].inbox.drain(..).collect();
        let moved = !effects.is_empty() || !frames.is_empty();
        for effect in effects {
            self.carry_out(index, effect);
        }
        for frame in frames {
            self.people[index].engine.received(&frame, self.now);
        }
        moved
    }

    fn carry_out(&mut self, index: usize, effect: Effect) {
        let person = &mut self.people[index];
        match effect {
            Effect::Connect => {
                person.connected = self.server.runs;
                if self.server.runs { person.engine.opened(self.now) } else { person.engine.closed(1006, self.now) }
            }
            Effect::Disconnect => {
                person.connected = false;
                person.inbox.clear();
                person.open.clear();
            }
            Effect::Keep { key, bytes } => {
                person.keeps += 1;
                person.kept.insert(key, bytes);
            }
            Effect::Forget(keys) => keys.iter().for_each(|key| drop(person.kept.remove(key))),
            Effect::Send(bytes) if person.connected => {
                let frame = Frame::decode(&bytes).expect("frames of ours can be read");
                person.sent.push(frame.clone());
                self.server_hears(index, frame);
            }
            Effect::Send(_) => {}
            other => person.effects.push(other),
        }
    }

    fn tell(&mut self, index: usize, address: &Address, body: Body) {
        let person = &mut self.people[index];
        if std::mem::take(&mut person.loses) {
            return;
        }
        person.inbox.push_back(Frame::new(address.clone(), body).encode());
    }

    fn server_hears(&mut self, index: usize, frame: Frame) {
        let Frame::Document { address, body } = frame else { return };
        let name = address.to_string();
        let document: Document = name.parse().expect("an address of ours");
        match body {
            Body::Auth(_) if self.server.denies.contains(&document) => {
                self.tell(index, &address, Body::Auth(AuthMessage::PermissionDenied("not-found".into())));
            }
            Body::Auth(_) => {
                self.people[index].open.insert(name);
                let scope = self.server.scope;
                self.tell(index, &address, Body::Auth(AuthMessage::Authenticated(scope)));
                if matches!(document, Document::Room(_)) {
                    self.welcome(index, &address);
                }
            }
            _ if !self.people[index].open.contains(&name) => {}
            Body::Sync(SyncMessage::Step1(theirs)) => {
                let doc = self.server.doc(&name);
                let theirs = StateVector::decode_v1(&theirs).expect("a state vector");
                let (state, missing) = (doc.transact().state_vector(), doc.transact().encode_diff_v1(&theirs));
                self.tell(index, &address, Body::Sync(SyncMessage::Step1(state.encode_v1())));
                self.tell(index, &address, Body::Sync(SyncMessage::Step2(missing)));
            }
            Body::Sync(SyncMessage::Step2(update) | SyncMessage::Update(update)) => {
                self.change(index, &address, &document, update);
            }
            Body::Awareness(bytes) => self.tell_open(&address, &Body::Awareness(bytes)),
            Body::Stateless(text) => self.command(index, &address, &text),
            Body::Close(_) => drop(self.people[index].open.remove(&name)),
            _ => {}
        }
    }

    fn welcome(&mut self, index: usize, room: &Address) {
        let seat = seat(&self.people[index].who.clone());
        let messages = [
            FromRoom::Welcome { protocol: PROTOCOL_VERSION, you: seat.you, panel: Box::new(seat.panel) },
            FromRoom::Stage { now: Time(self.now + 5_000), stage: Box::new(self.server.stage.clone()) },
        ];
        for message in messages {
            self.tell(index, room, Body::Stateless(serde_json::to_string(&message).unwrap()));
        }
    }

    fn change(&mut self, index: usize, address: &Address, document: &Document, update: Vec<u8>) {
        let empty = update == [0, 0];
        if self.server.refuses.contains(document) && !empty {
            self.tell(index, address, Body::SyncStatus(false));
            self.tell(index, address, Body::Close(Some("refused".into())));
            self.people[index].open.remove(&address.to_string());
            return;
        }
        let doc = self.server.doc(&address.to_string());
        let allowed = |root: &str| schema::root_allowed(document, &framework(), root);
        let scan = scan_update(&update, &ScanRules { root_allowed: &allowed, value_levels_max: 0 });
        let state = doc.transact().state_vector();
        let known = |client| state.get(&yrs::ClientID::new(client));
        let admission = admit(&scan.expect("bytes that are sound"), known, |_| Owner::Mine, DeleteRule::Any);
        assert!(admission.is_ok(), "updates follow on what the server has: {admission:?}");
        let mut txn = doc.transact_mut();
        txn.apply_update(Update::decode_v1(&update).expect("an update")).expect("an update that fits");
        assert!(txn.store().pending_update().is_none(), "updates come in causal order");
        drop(txn);
        if self.server.answers {
            self.tell(index, address, Body::SyncStatus(true));
        }
        if !empty {
            self.tell_open(address, &Body::Sync(SyncMessage::Update(update)));
        }
    }

    fn command(&mut self, index: usize, room: &Address, text: &str) {
        let ToRoom::Command { envelope } = serde_json::from_str(text).expect("a command");
        self.server.commands.push(envelope.op.clone());
        if self.server.answers {
            let seq = self.server.commands.len() as u64;
            let answer = FromRoom::Answer { op: envelope.op, outcome: Outcome::Done { seq } };
            self.tell(index, room, Body::Stateless(serde_json::to_string(&answer).unwrap()));
        }
    }

    fn tell_open(&mut self, address: &Address, body: &Body) {
        let name = address.to_string();
        let open: Vec<usize> =
            (0..self.people.len()).filter(|person| self.people[*person].open.contains(&name)).collect();
        for person in open {
            self.tell(person, address, body.clone());
        }
    }
}

impl Server {
    fn doc(&mut self, name: &str) -> &Doc {
        self.docs.entry(name.to_owned()).or_insert_with(|| {
            Doc::with_options(Options {
                offset_kind: OffsetKind::Utf16,
                ..Options::with_client_id(yrs::ClientID::new(0))
            })
        })
    }
}
