//! Frames from the server, one by one.

use super::{
    AuthMessage, Body, Document, Effect, Engine, GetUntracked, Lost, PROTOCOL_VERSION, REFUSED, RELOAD, Round, Saved,
    set_if_new,
};
use crate::live::replica::EMPTY_UPDATE;
use accord_shared::message::FromRoom;
use accord_shared::wire::{AwarenessUpdate, Frame, SyncMessage};

impl Engine {
    /// A frame came in.
    pub fn received(&mut self, bytes: &[u8], now: i64) {
        self.line.heard(now);
        match Frame::decode_from_server(bytes) {
            Ok(Frame::Ping) => self.out.push(Effect::Send(Frame::Pong.encode())),
            Ok(Frame::Document { address, body }) if address == self.room => self.room_said(body, now),
            Ok(Frame::Document { address, body }) => {
                if let Ok(document) = address.document().parse::<Document>() {
                    self.about(&document, body, now);
                }
            }
            // What cannot be read cannot be acted upon; if it mattered, an answer stays out and the connection is renewed.
            Ok(Frame::Pong) | Err(_) => {}
        }
        // Timers of a page in the background are slowed down, frames are not: do here what is due.
        self.tick(now);
    }

    fn room_said(&mut self, body: Body, now: i64) {
        match body {
            Body::Auth(AuthMessage::Authenticated(_)) => self.admitted(),
            Body::Auth(AuthMessage::TokenRequest) => {
                self.out.send(&self.room, Body::Auth(AuthMessage::Token { token: String::new(), version: None }));
            }
            Body::Auth(AuthMessage::PermissionDenied(_)) => self.out.push(Effect::Probe),
            Body::Close(_) => {
                // The room is what the socket is for.
                self.offline(now);
                self.out.push(Effect::Probe);
            }
            Body::Awareness(bytes) => {
                if let Ok(update) = AwarenessUpdate::decode(&bytes) {
                    self.presences.heard(update, now);
                    set_if_new(&self.signals.present, self.presences.others());
                }
            }
            Body::Stateless(text) => {
                // A message of a later version that we do not know is not for us.
                if let Ok(message) = serde_json::from_str::<FromRoom>(&text) {
                    self.heard_message(message, now);
                }
            }
            // The room has no document: it is told that there is nothing to have.
            Body::Sync(SyncMessage::Step1(_)) => {
                self.out.send(&self.room, Body::Sync(SyncMessage::Step2(EMPTY_UPDATE.to_vec())));
            }
            Body::QueryAwareness => self.presences.renew(),
            Body::Sync(_) | Body::Auth(AuthMessage::Token { .. }) | Body::SyncStatus(_) | Body::Unknown(_) => {}
        }
    }

    fn admitted(&mut self) {
        if self.line.is_live() {
            return;
        }
        self.line.admitted();
        for text in self.commands.again() {
            self.out.send(&self.room, Body::Stateless(text));
        }
    }

    fn heard_message(&mut self, message: FromRoom, now: i64) {
        match message {
            FromRoom::Welcome { protocol, .. } if protocol != PROTOCOL_VERSION => self.finish(Saved::Reload, RELOAD),
            FromRoom::Welcome { panel, .. } => set_if_new(&self.signals.panel, *panel),
            FromRoom::Stage { now: server, stage } => {
                self.clock.heard(server, now);
                self.show_stage(*stage, now);
            }
            FromRoom::Rounds { rounds } => self.show_rounds(rounds),
            FromRoom::OpenMarks { review, section, marks } => {
                let mut all = self.signals.open_marks.get_untracked();
                all.insert((review, section), marks);
                set_if_new(&self.signals.open_marks, all);
            }
            FromRoom::Answer { op, outcome } => self.commands.answered(&op, outcome),
        }
    }

    fn show_rounds(&mut self, rounds: Vec<Round>) {
        let mut all = self.signals.rounds.get_untracked();
        for round in rounds {
            let same = |known: &&mut Round| {
                known.review == round.review && known.section == round.section && known.round == round.round
            };
            match all.iter_mut().find(same) {
                Some(known) => *known = round,
                None => all.push(round),
            }
        }
        set_if_new(&self.signals.rounds, all);
    }

    fn about(&mut self, document: &Document, body: Body, now: i64) {
        let lost = self.with_channel(document, now, |channel, cx| match body {
            Body::Auth(AuthMessage::Authenticated(scope)) => {
                channel.admitted(scope);
                Lost::default()
            }
            Body::Auth(AuthMessage::PermissionDenied(_)) => channel.denied(cx),
            Body::Auth(AuthMessage::TokenRequest) => {
                channel.show_token(cx.out);
                Lost::default()
            }
            Body::Sync(SyncMessage::Step1(theirs)) => {
                channel.step1(theirs, cx);
                Lost::default()
            }
            Body::Sync(SyncMessage::Step2(update)) => channel.step2(&update, cx),
            Body::Sync(SyncMessage::Update(update)) => channel.update(&update, cx),
            Body::SyncStatus(durable) => channel.answered(durable, cx),
            Body::Close(_) => channel.closed(cx),
            Body::Awareness(_)
            | Body::QueryAwareness
            | Body::Stateless(_)
            | Body::Auth(AuthMessage::Token { .. })
            | Body::Unknown(_) => Lost::default(),
        });
        self.notice(lost.unwrap_or_default(), REFUSED);
    }
}
