//! The step of a room: one event in, its effects out. Pure and synchronous: no clock, no chance, no I/O.
//!
//! Every frame passes here, and whatever it wants is asked of [`accord_shared::policy`] before anything is done.

#[cfg(test)]
mod tests;

use accord_shared::command::{Decision, Envelope, Happened};
use accord_shared::document::Document;
use accord_shared::id::{OpId, ParticipantId, ReviewId, Time};
use accord_shared::meeting::Verdict;
use accord_shared::message::{FromRoom, Outcome, PROTOCOL_VERSION, ToRoom};
use accord_shared::panel::Visibility;
use accord_shared::policy::{self, Action, Denied};
use accord_shared::record;
use accord_shared::stage::Round;
use accord_shared::wire::{Address, AuthMessage, AwarenessUpdate, Body, Frame, Scope, SyncMessage};

use super::ConnId;
use super::live::{Live, Taken};
use super::state::{AskedChange, CloseCode, Conn, Effect, Event, Open, Room};
use crate::limits::{ROOM_SOCKETS_MAX, SOCKET_DOCUMENTS_MAX, UPDATES_BEFORE_SNAPSHOT};
use crate::store::Row;

/// Carries one event through the room.
pub fn step(room: &mut Room, event: Event, now: Time) -> Vec<Effect> {
    match event {
        Event::Connected { conn, who, op } => room.connected(conn, who, op, now),
        Event::Said { conn, frame } => room.said(conn, frame, now),
        Event::Gone { conn } => room.gone(conn, now),
        Event::Change(asked) => room.change_panel(&asked, now),
        Event::SignedOut { who } => {
            for conn in room.conns_of(&who) {
                room.out.push(Effect::Close(conn, CloseCode::Forbidden));
                room.gone(conn, now);
            }
        }
        Event::Tick => room.expire_presence(now),
    }
    std::mem::take(&mut room.out)
}

/// What the room says to everybody alike; `you` differs and is filled in for each.
struct ForEach<F: Fn(&ParticipantId) -> FromRoom>(F);

impl Room {
    fn connected(&mut self, conn: ConnId, who: ParticipantId, op: OpId, now: Time) {
        if !self.may_be_here(&who) || self.conns.len() >= ROOM_SOCKETS_MAX {
            self.out.push(Effect::Close(conn, CloseCode::Forbidden));
            return;
        }
        self.empty_since = None;
        self.meeting.set_here(&who, true);
        if let Some(decision) = self.meeting.arrival(&who, op, now) {
            self.keep(&decision);
        }
        self.conns.insert(conn, Conn { who, open: [].into() });
        self.tell_stage(now);
    }

    fn gone(&mut self, conn: ConnId, now: Time) {
        let Some(gone) = self.conns.remove(&conn) else { return };
        let documents: Vec<Document> = self.present.keys().cloned().collect();
        for document in documents {
            if let Some(update) = self.present.get_mut(&document).and_then(|present| present.leave(conn)) {
                self.tell_presence(&document, &update);
            }
        }
        if self.conns_of(&gone.who).is_empty() {
            self.meeting.set_here(&gone.who, false);
            self.tell_stage(now);
        }
        if self.conns.is_empty() {
            self.empty_since = Some(now);
        }
    }

    fn conns_of(&self, who: &ParticipantId) -> Vec<ConnId> {
        self.conns.iter().filter(|(_, conn)| conn.who == *who).map(|(id, _)| *id).collect()
    }

    fn close_the_removed(&mut self, now: Time) {
        let gone = self.conns.iter().filter(|(_, conn)| !self.may_be_here(&conn.who));
        let gone: Vec<ConnId> = gone.map(|(id, _)| *id).collect();
        for conn in gone {
            self.out.push(Effect::Close(conn, CloseCode::Forbidden));
            self.gone(conn, now);
        }
    }

    fn said(&mut self, conn: ConnId, frame: Frame, now: Time) {
        let Some(who) = self.conns.get(&conn).map(|conn| conn.who.clone()) else { return };
        let (address, body) = match frame {
            Frame::Ping => return self.out.push(Effect::Send(conn, Frame::Pong)),
            Frame::Pong => return,
            Frame::Document { address, body } => (address, body),
        };
        if let Body::Auth(AuthMessage::Token { .. }) = body {
            return self.open(conn, &who, address, now);
        }
        let Some(open) = self.conns.get(&conn).and_then(|conn| conn.open.get(&address.to_string())).cloned() else {
            // Nothing was opened under this address, or it was closed: what still arrives belongs to the past.
            return;
        };
        match body {
            Body::Sync(SyncMessage::Step1(state_vector)) => self.catch_up(conn, &open, &state_vector),
            Body::Sync(message) => self.change(conn, &who, &open, &message, now),
            Body::Awareness(bytes) => self.show(conn, &who, &open, &bytes, now),
            Body::QueryAwareness => self.send_presence(conn, &open),
            Body::Stateless(text) if matches!(open.document, Document::Room(_)) => {
                self.stateless(conn, &who, &open, &text, now);
            }
            Body::Close(_) => self.leave(conn, &open),
            Body::Auth(_) | Body::Stateless(_) | Body::SyncStatus(_) | Body::Unknown(_) => {}
        }
    }

    /// A client asks for a document. It is told no more of one that it may not read than of one that is not there.
    fn open(&mut self, conn: ConnId, who: &ParticipantId, address: Address, now: Time) {
        let document: Option<Document> = address.document().parse().ok();
        let full = self.conns.get(&conn).is_none_or(|conn| conn.open.len() >= SOCKET_DOCUMENTS_MAX);
        let scope = document.as_ref().filter(|_| !full).and_then(|document| self.scope(who, document));
        let (Some(document), Some(scope)) = (document, scope) else {
            let reason = AuthMessage::PermissionDenied(Denied::NotFound.code().to_owned());
            return self.send(conn, &address, Body::Auth(reason));
        };
        let open = Open { document, address: address.clone(), scope, asked: false };
        self.send(conn, &address, Body::Auth(AuthMessage::Authenticated(scope)));
        if let Some(conn) = self.conns.get_mut(&conn) {
            conn.open.insert(address.to_string(), open.clone());
        }
        self.send_presence(conn, &open);
        if matches!(open.document, Document::Room(_)) {
            self.welcome(conn, who, &open, now);
        }
    }

    fn welcome_text(&self) -> ForEach<impl Fn(&ParticipantId) -> FromRoom + use<>> {
        let panel = Box::new(self.meeting.panel().clone());
        ForEach(move |you| FromRoom::Welcome { protocol: PROTOCOL_VERSION, you: you.clone(), panel: panel.clone() })
    }

    /// Everything about the meeting that a person may see, for one who just came.
    fn welcome(&mut self, conn: ConnId, who: &ParticipantId, open: &Open, now: Time) {
        let naming = self.meeting.panel().naming;
        let rounds: Vec<Round> = self.meeting.rounds().map(|round| round.for_room(naming)).collect();
        let mut messages = vec![self.welcome_text().0(who), FromRoom::Rounds { rounds }, self.stage_message(now)];
        if self.meeting.panel().visibility == Visibility::Open {
            let told = self.told.iter().map(|((review, section), marks)| FromRoom::OpenMarks {
                review: review.clone(),
                section: section.clone(),
                marks: marks.clone(),
            });
            messages.extend(told);
        }
        self.out.extend(messages.iter().map(|message| Effect::Send(conn, stateless(&open.address, message))));
    }

    fn stage_message(&self, now: Time) -> FromRoom {
        FromRoom::Stage { now, stage: Box::new(self.meeting.stage().clone()) }
    }

    fn leave(&mut self, conn: ConnId, open: &Open) {
        if let Some(conn) = self.conns.get_mut(&conn) {
            conn.open.remove(&open.address.to_string());
        }
        if let Some(update) = self.present.get_mut(&open.document).and_then(|present| present.leave(conn)) {
            self.tell_presence(&open.document, &update);
        }
    }

    /// Answers a client's step 1: first what we lack, then what it lacks, as the protocol's own server does.
    fn catch_up(&mut self, conn: ConnId, open: &Open, state_vector: &[u8]) {
        let live = self.documents.entry(open.document.clone()).or_insert_with(|| Live::empty(open.document.clone()));
        match live.missing_from(state_vector) {
            Ok(missing) => {
                self.ask(conn, open);
                let step2 = Body::Sync(SyncMessage::Step2(missing));
                self.send(conn, &open.address, step2);
            }
            Err(error) => self.shut(conn, open, &error.to_string()),
        }
    }

    /// Asks a client for what it has and we lack.
    fn ask(&mut self, conn: ConnId, open: &Open) {
        let Some(live) = self.documents.get(&open.document) else { return };
        let step1 = Body::Sync(SyncMessage::Step1(live.state_vector()));
        self.send(conn, &open.address, step1);
        if let Some(open) = self.opened(conn, &open.address) {
            open.asked = true;
        }
    }

    fn opened(&mut self, conn: ConnId, address: &Address) -> Option<&mut Open> {
        self.conns.get_mut(&conn)?.open.get_mut(&address.to_string())
    }

    /// Takes a change of a document, or refuses it and closes the document for the sender, whose copy is no longer ours.
    ///
    /// A client whose connection broke may send what it wrote since before it brings what was lost with the connection.
    /// Such a change is not taken, and what is missing is asked for: the answer has both. Only an answer that still has
    /// a gap is refused.
    fn change(&mut self, conn: ConnId, who: &ParticipantId, open: &Open, message: &SyncMessage, now: Time) {
        let (SyncMessage::Step1(bytes) | SyncMessage::Step2(bytes) | SyncMessage::Update(bytes)) = message;
        let is_answer = matches!(message, SyncMessage::Step2(_));
        if is_answer && let Some(open) = self.opened(conn, &open.address) {
            open.asked = false;
        }
        let status = |taken: bool| Effect::Send(conn, Frame::new(open.address.clone(), Body::SyncStatus(taken)));
        let allowed = self
            .meeting
            .actor(who)
            .and_then(|actor| policy::decide(&actor, Action::Write(&open.document), self.meeting.stage()));
        let framework = self.meeting.framework();
        let live = self.documents.entry(open.document.clone()).or_insert_with(|| Live::empty(open.document.clone()));
        let taken = match allowed {
            Ok(()) => match live.take(framework, who, bytes) {
                Err(error) if error.is_gap() && !is_answer => {
                    self.out.push(status(false));
                    if !open.asked {
                        self.ask(conn, open);
                    }
                    return;
                }
                taken => taken.map_err(|error| error.to_string()),
            },
            Err(_) if live.knows(framework, who, bytes) => Ok(Taken::Known),
            Err(denied) => Err(denied.sentence().to_owned()),
        };
        match taken {
            Ok(Taken::Known) => self.out.push(status(true)),
            Ok(Taken::New { seq, bytes, new_clients }) => {
                let update = Row::Update {
                    panel: self.meeting.panel().id.clone(),
                    document: open.document.clone(),
                    seq,
                    by: who.clone(),
                    at: now,
                    bytes: bytes.clone(),
                    new_clients,
                };
                let rows = self.with_snapshot(update, &open.document);
                self.out.push(Effect::Store(rows));
                self.out.push(status(true));
                self.tell_change(&open.document, &bytes);
                if let Document::Ballot(review, _) = &open.document {
                    self.tell_open_marks(review);
                }
            }
            Err(reason) => {
                self.out.push(status(false));
                self.out.push(Effect::Store(vec![self.audit(who, "refused-change", open.document.to_string(), now)]));
                self.shut(conn, open, &reason);
            }
        }
    }

    fn with_snapshot(&mut self, update: Row, document: &Document) -> Vec<Row> {
        let panel = self.meeting.panel().id.clone();
        let due = self.documents.get_mut(document).and_then(|live| live.due_snapshot(UPDATES_BEFORE_SNAPSHOT));
        let snapshot = due.map(|(seq, bytes)| Row::Snapshot { panel, document: document.clone(), seq, bytes });
        std::iter::once(update).chain(snapshot).collect()
    }

    fn audit(&self, who: &ParticipantId, action: &'static str, subject: String, at: Time) -> Row {
        Row::Audit { panel: self.meeting.panel().id.clone(), at, actor: format!("participant:{who}"), action, subject }
    }

    /// Closes one document of one socket; the socket stays.
    fn shut(&mut self, conn: ConnId, open: &Open, reason: &str) {
        let close = Body::Close(Some(reason.to_owned()));
        self.send(conn, &open.address, close);
        self.leave(conn, open);
    }

    fn show(&mut self, conn: ConnId, who: &ParticipantId, open: &Open, bytes: &[u8], now: Time) {
        let Ok(update) = AwarenessUpdate::decode(bytes) else {
            return self.shut(conn, open, "not an awareness update");
        };
        let present = self.present.entry(open.document.clone()).or_default();
        if let Some(update) = present.take(&open.document, conn, who, update, now) {
            self.tell_presence(&open.document, &update);
        }
    }

    fn send_presence(&mut self, conn: ConnId, open: &Open) {
        if let Some(update) = self.present.get(&open.document).and_then(super::presence::Present::all) {
            let body = Body::Awareness(update.encode());
            self.send(conn, &open.address, body);
        }
    }

    fn expire_presence(&mut self, now: Time) {
        let expired: Vec<(Document, AwarenessUpdate)> = self
            .present
            .iter_mut()
            .filter_map(|(document, present)| Some((document.clone(), present.expire(now)?)))
            .collect();
        for (document, update) in expired {
            self.tell_presence(&document, &update);
        }
    }

    fn stateless(&mut self, conn: ConnId, who: &ParticipantId, open: &Open, text: &str, now: Time) {
        match serde_json::from_str(text) {
            Ok(ToRoom::Command { envelope }) => {
                let op = envelope.op.clone();
                let outcome = self.command(who, &envelope, now);
                let answer = FromRoom::Answer { op, outcome };
                self.out.push(Effect::Send(conn, stateless(&open.address, &answer)));
            }
            // Without an operation there is nothing to answer to: the document is closed with a sentence.
            Err(_) => self.shut(conn, open, "That message was not understood. Please reload the page."),
        }
    }

    fn command(&mut self, who: &ParticipantId, envelope: &Envelope, now: Time) -> Outcome {
        match self.meeting.decide(who, envelope, now, &*self) {
            Ok(Verdict::Before(seq)) => Outcome::Done { seq },
            Ok(Verdict::New(decision)) => {
                self.keep(&decision);
                self.tell_decision(&decision, now);
                Outcome::Done { seq: decision.seq }
            }
            Err(denied) => Outcome::Refused { code: denied.code().to_owned(), sentence: denied.sentence().to_owned() },
        }
    }

    /// Carries out what the coordinator asks for, or says why not. Everyone is told what the panel is now, before the
    /// stage points to it.
    fn change_panel(&mut self, asked: &AskedChange, now: Time) {
        let AskedChange { by, op, seen, change } = asked;
        let outcome = match self.meeting.decide_change(by, op, *seen, change, now, &*self) {
            Ok(Verdict::Before(seq)) => Ok(seq),
            Ok(Verdict::New(decision)) => {
                self.keep(&decision);
                self.close_the_removed(now);
                self.tell_all(&self.welcome_text());
                self.tell_decision(&decision, now);
                Ok(decision.seq)
            }
            Err(denied) => Err(denied),
        };
        self.out.push(Effect::Changed(outcome));
    }

    /// Adds a decision to the meeting, and has it written with what it carries.
    fn keep(&mut self, decision: &Decision) {
        self.meeting.apply(decision);
        let panel = self.meeting.panel().id.clone();
        let mut rows = vec![Row::Decision { panel: panel.clone(), decision: decision.clone() }];
        for happened in &decision.happened {
            if let Happened::PanelChanged { .. } = happened {
                rows.push(Row::Panel { panel: Box::new(self.meeting.panel().clone()) });
            }
            if let Happened::Closed { review, file } = happened {
                rows.push(Row::Record {
                    panel: panel.clone(),
                    review: review.clone(),
                    version: file.record.version,
                    sha256: file.sha256.clone(),
                    closed_at: file.record.closed_at,
                    reason: file.record.correction.clone(),
                    body: record::to_file(file),
                });
            }
        }
        self.out.push(Effect::Store(rows));
    }

    /// Tells the room what a decision brought: new rounds first, so that they are there when the stage points to them.
    fn tell_decision(&mut self, decision: &Decision, now: Time) {
        let naming = self.meeting.panel().naming;
        let revealed = decision.happened.iter().filter_map(|happened| match happened {
            Happened::Revealed { round } => Some(round.for_room(naming)),
            _ => None,
        });
        let rounds: Vec<Round> = revealed.collect();
        if !rounds.is_empty() {
            self.tell_all(&ForEach(|_| FromRoom::Rounds { rounds: rounds.clone() }));
        }
        self.tell_stage(now);
        // Marks that were told of a section are out of date once its round begins again.
        let agenda: Vec<ReviewId> = self.meeting.panel().agenda.iter().map(|review| review.id.clone()).collect();
        for review in &agenda {
            self.tell_open_marks(review);
        }
        self.renew_scopes();
    }

    fn send(&mut self, conn: ConnId, address: &Address, body: Body) {
        self.out.push(Effect::Send(conn, Frame::new(address.clone(), body)));
    }

    fn tell_stage(&mut self, now: Time) {
        let message = self.stage_message(now);
        self.tell_all(&ForEach(|_| message.clone()));
    }

    fn tell_all<F: Fn(&ParticipantId) -> FromRoom>(&mut self, message: &ForEach<F>) {
        let room = Document::Room(self.meeting.panel().id.clone());
        let send = |(conn, who, open): (ConnId, &ParticipantId, &Open)| {
            Effect::Send(conn, stateless(&open.address, &(message.0)(who)))
        };
        let sent: Vec<Effect> = self.subscribers(&room).map(send).collect();
        self.out.extend(sent);
    }

    fn subscribers<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = (ConnId, &'a ParticipantId, &'a Open)> {
        self.conns.iter().flat_map(move |(id, conn)| {
            conn.open.values().filter(move |open| open.document == *document).map(move |open| (*id, &conn.who, open))
        })
    }

    fn tell_change(&mut self, document: &Document, bytes: &[u8]) {
        self.tell_subscribers(document, || Body::Sync(SyncMessage::Update(bytes.to_vec())));
    }

    fn tell_presence(&mut self, document: &Document, update: &AwarenessUpdate) {
        self.tell_subscribers(document, || Body::Awareness(update.encode()));
    }

    fn tell_subscribers(&mut self, document: &Document, body: impl Fn() -> Body) {
        let send = |(conn, _, open): (ConnId, _, &Open)| Effect::Send(conn, Frame::new(open.address.clone(), body()));
        let sent: Vec<Effect> = self.subscribers(document).map(send).collect();
        self.out.extend(sent);
    }

    /// In an open review, and only there, the room hears of marks as they are made.
    fn tell_open_marks(&mut self, review: &ReviewId) {
        for message in self.open_marks_news(review) {
            self.tell_all(&ForEach(|_| message.clone()));
        }
    }

    /// After a decision, tells every socket what it may do now with what it has open.
    fn renew_scopes(&mut self) {
        let mut changed: Vec<(ConnId, Open, Option<Scope>)> = Vec::new();
        for (id, conn) in &self.conns {
            for open in conn.open.values() {
                let scope = self.scope(&conn.who, &open.document);
                if scope != Some(open.scope) {
                    changed.push((*id, open.clone(), scope));
                }
            }
        }
        for (conn, open, scope) in changed {
            let Some(scope) = scope else {
                self.shut(conn, &open, Denied::NotFound.code());
                continue;
            };
            let body = Body::Auth(AuthMessage::Authenticated(scope));
            self.send(conn, &open.address, body);
            if let Some(open) = self.opened(conn, &open.address) {
                open.scope = scope;
            }
        }
    }
}

fn stateless(address: &Address, message: &FromRoom) -> Frame {
    let text = serde_json::to_string(message).unwrap_or_default();
    Frame::new(address.clone(), Body::Stateless(text))
}
