//! What one person has been sent, frame by frame, and what follows from it.
//!
//! Everything that came is kept as it came, so that tests can search it. What a correct server never sends is noted as a
//! complaint rather than ignored: [`View::complaints`] is empty after a meeting that went well.

use std::collections::BTreeMap;

use accord_shared::document::Document;
use accord_shared::framework::SectionId;
use accord_shared::id::{OpId, ParticipantId, ReviewId};
use accord_shared::message::{FromRoom, OpenBallot, Outcome, Presence};
use accord_shared::panel::Panel;
use accord_shared::stage::{Round, Stage};
use accord_shared::wire::{Address, AuthMessage, AwarenessEntry, AwarenessUpdate, Body, Frame, SyncMessage};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;

use super::replica::Replica;
use super::{PeerError, Written};

/// How a socket ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The code in the closing frame; `None` when the connection just went.
    pub code: Option<u16>,
    /// The reason in it.
    pub reason: String,
}

/// What one person has been sent.
#[derive(Debug, Default)]
pub struct View {
    /// The panel, once the room has said it.
    pub panel: Option<Panel>,
    /// Who the room says this is.
    pub you: Option<ParticipantId>,
    /// The last stage.
    pub stage: Option<Stage>,
    /// Whether a stage came over this connection.
    pub fresh: bool,
    /// Every round that came, once each.
    pub rounds: Vec<Round>,
    /// In an open review: the marks as they stand.
    pub open_marks: BTreeMap<(ReviewId, SectionId), Vec<OpenBallot>>,
    /// Who shows what: by Y client, its clock and its JSON.
    pub presence: BTreeMap<u64, (u64, String)>,
    /// The answers to commands.
    pub answers: BTreeMap<OpId, Outcome>,
    /// The documents that were opened.
    pub replicas: BTreeMap<Document, Replica>,
    /// Why the server does not let this person into the room.
    pub denied: Option<String>,
    /// How the socket ended; `None` while it is open.
    pub ended: Option<Ended>,
    /// Every message that came over any connection, as it came.
    pub frames: Vec<Vec<u8>>,
    /// What a correct server would not have sent.
    pub complaints: Vec<String>,
    pub(super) room: Option<Document>,
    pub(super) outbox: Option<mpsc::Sender<Message>>,
    pub(super) shown: Option<(u64, u64, Presence)>,
    pub(super) asleep: bool,
}

impl View {
    /// What others show of themselves, without those who left and what cannot be read.
    pub fn others(&self) -> impl Iterator<Item = Presence> + '_ {
        let own = self.shown.as_ref().map(|(client, ..)| *client);
        self.presence
            .iter()
            .filter(move |(client, _)| Some(**client) != own)
            .filter_map(|(_, (_, json))| serde_json::from_str(json).ok())
    }

    /// Sends one message, in the order of the calls.
    pub(super) fn post(&self, message: Message) -> Result<(), PeerError> {
        self.outbox.as_ref().and_then(|outbox| outbox.try_send(message).ok()).ok_or(PeerError::LineDown)
    }

    /// Sends one frame about a document.
    pub(super) fn say(&self, document: &Document, body: Body) -> Result<(), PeerError> {
        let address =
            Address::new(&document.to_string()).map_err(|error| PeerError::NotUnderstood(error.to_string()))?;
        self.post(Message::Binary(Frame::new(address, body).encode().into()))
    }

    /// Sends one frame about the room.
    pub(super) fn say_to_room(&self, body: Body) -> Result<(), PeerError> {
        let room = self.room.clone().ok_or(PeerError::LineDown)?;
        self.say(&room, body)
    }

    /// Opens a document over this connection: the word that admits, and the question what the server has.
    pub(super) fn open(&self, document: &Document) -> Result<(), PeerError> {
        let token = AuthMessage::Token { token: String::new(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        self.say(document, Body::Auth(token))?;
        match self.replicas.get(document) {
            Some(replica) => self.say(document, Body::Sync(replica.step1())),
            None => Ok(()),
        }
    }

    /// Changes a document here and sends the change; gives its ticket.
    pub(super) fn edit(
        &mut self,
        document: &Document,
        change: impl FnOnce(&mut yrs::TransactionMut<'_>),
    ) -> Result<Option<usize>, PeerError> {
        let replica = self.replicas.get_mut(document).ok_or_else(|| not_open(document))?;
        match replica.edit(change) {
            Some((ticket, update)) => self.say(document, Body::Sync(update)).map(|()| Some(ticket)),
            None => Ok(None),
        }
    }

    /// Sends an update that the copy here does not have; gives its ticket.
    pub(super) fn post_update(&mut self, document: &Document, update: Vec<u8>) -> Result<usize, PeerError> {
        let ticket = self.replicas.get_mut(document).ok_or_else(|| not_open(document))?.ticket();
        self.say(document, Body::Sync(SyncMessage::Update(update))).map(|()| ticket)
    }

    /// What became of the change with this ticket; an error when the document or the socket closed first.
    pub(super) fn answer_to(&self, document: &Document, ticket: usize) -> Option<Result<Written, PeerError>> {
        let Some(replica) = self.replicas.get(document) else { return Some(Err(not_open(document))) };
        if let Some(answer) = replica.answer(ticket) {
            return Some(Ok(answer));
        }
        match (&replica.closed, &self.ended) {
            (Some(reason), _) => Some(Err(PeerError::Denied(reason.clone()))),
            (None, Some(_)) => Some(Err(PeerError::LineDown)),
            (None, None) => None,
        }
    }

    /// Shows the same presence again, with a later clock, so that others do not forget it.
    pub(super) fn show_again(&mut self) {
        let Some((client, clock, presence)) = &mut self.shown else { return };
        *clock += 1;
        let json = serde_json::to_string(presence).ok();
        let entries = vec![AwarenessEntry { client: *client, clock: *clock, json }];
        // A line that is down renews nothing; the next connection does.
        drop(self.say_to_room(Body::Awareness(AwarenessUpdate { entries }.encode())));
    }

    /// A new connection begins.
    pub(super) fn start_over(&mut self, outbox: mpsc::Sender<Message>) {
        self.outbox = Some(outbox);
        (self.fresh, self.denied, self.ended, self.asleep) = (false, None, None, false);
        self.presence.clear();
        self.replicas.values_mut().for_each(Replica::start_over);
    }

    /// The connection is over.
    pub(super) fn end(&mut self, ended: Ended) {
        self.outbox = None;
        self.ended.get_or_insert(ended);
    }

    /// Takes in one message.
    pub(super) fn hear(&mut self, message: Message) {
        match message {
            Message::Binary(bytes) => {
                self.frames.push(bytes.to_vec());
                if let Err(error) = self.hear_frame(&bytes) {
                    self.complaints.push(error.to_string());
                }
            }
            Message::Text(text) => {
                self.frames.push(text.as_bytes().to_vec());
                self.complaints.push("a text message".to_owned());
            }
            Message::Close(close) => {
                let (code, reason) = close.map(|c| (u16::from(c.code), c.reason.to_string())).unzip();
                let reason = reason.unwrap_or_default();
                self.frames.push(reason.clone().into_bytes());
                self.end(Ended { code, reason });
            }
            Message::Ping(bytes) | Message::Pong(bytes) => self.frames.push(bytes.to_vec()),
            Message::Frame(_) => {}
        }
    }

    fn hear_frame(&mut self, bytes: &[u8]) -> Result<(), PeerError> {
        let bad = |error: &dyn std::fmt::Display| PeerError::NotUnderstood(error.to_string());
        let (address, body) = match Frame::decode_from_server(bytes).map_err(|e| bad(&e))? {
            Frame::Ping => return self.post(Message::Binary(Frame::Pong.encode().into())),
            Frame::Pong => return Ok(()),
            Frame::Document { address, body } => (address, body),
        };
        let document: Document = address.document().parse().map_err(|e| bad(&e))?;
        if self.room.as_ref() == Some(&document) { self.hear_room(body) } else { self.hear_document(&document, body) }
    }

    fn hear_room(&mut self, body: Body) -> Result<(), PeerError> {
        match body {
            Body::Stateless(json) => {
                let said = serde_json::from_str(&json)
                    .map_err(|error| PeerError::NotUnderstood(format!("{error} in {json}")))?;
                self.hear_word(said)
            }
            Body::Awareness(update) => self.hear_presence(&update),
            Body::Auth(AuthMessage::PermissionDenied(reason)) => {
                self.denied = Some(reason);
                Ok(())
            }
            Body::Close(reason) => {
                self.denied = Some(reason.unwrap_or_default());
                Ok(())
            }
            Body::Auth(_) => Ok(()),
            // The room has no text: an empty exchange is all that a provider could ask it for.
            Body::Sync(SyncMessage::Step1(_) | SyncMessage::Step2(_)) | Body::SyncStatus(_) => Ok(()),
            other => Err(PeerError::NotUnderstood(format!("{other:?} from the room"))),
        }
    }

    fn hear_word(&mut self, said: FromRoom) -> Result<(), PeerError> {
        match said {
            FromRoom::Welcome { you, panel, .. } => {
                self.panel = Some(*panel);
                self.you = Some(you);
            }
            FromRoom::Stage { stage, .. } => {
                let before = self.stage.as_ref().map_or(0, |known| known.version);
                self.fresh = true;
                let after = stage.version;
                self.stage = Some(*stage);
                if after < before {
                    return Err(PeerError::NotUnderstood(format!("stage {after} after stage {before}")));
                }
            }
            FromRoom::Rounds { rounds } => rounds.into_iter().try_for_each(|round| self.hear_round(round))?,
            FromRoom::OpenMarks { review, section, marks } => drop(self.open_marks.insert((review, section), marks)),
            FromRoom::Answer { op, outcome } => {
                let again = self.answers.insert(op, outcome.clone());
                if again.is_some_and(|first| first != outcome) {
                    return Err(PeerError::NotUnderstood("another answer to the same command".to_owned()));
                }
            }
        }
        Ok(())
    }

    /// A round may come twice, but never differently.
    fn hear_round(&mut self, round: Round) -> Result<(), PeerError> {
        let same = |known: &&Round| {
            (&known.review, &known.section, known.round) == (&round.review, &round.section, round.round)
        };
        match self.rounds.iter().find(same) {
            Some(known) if *known == round => Ok(()),
            Some(_) => Err(PeerError::NotUnderstood(format!("round {} of {} changed", round.round, round.section))),
            None => {
                self.rounds.push(round);
                Ok(())
            }
        }
    }

    fn hear_presence(&mut self, update: &[u8]) -> Result<(), PeerError> {
        let update = AwarenessUpdate::decode(update).map_err(|error| PeerError::NotUnderstood(error.to_string()))?;
        for AwarenessEntry { client, clock, json } in update.entries {
            let known = self.presence.get(&client).map_or(0, |(clock, _)| *clock);
            match json {
                None if clock >= known => drop(self.presence.remove(&client)),
                Some(json) if clock > known => drop(self.presence.insert(client, (clock, json))),
                _ => {}
            }
        }
        Ok(())
    }

    fn hear_document(&mut self, document: &Document, body: Body) -> Result<(), PeerError> {
        let replica = self
            .replicas
            .get_mut(document)
            .ok_or_else(|| PeerError::NotUnderstood(format!("a frame about {document}, which was not asked for")))?;
        match body {
            Body::Auth(AuthMessage::Authenticated(scope)) => replica.scope = Some(scope),
            Body::Auth(AuthMessage::PermissionDenied(reason)) => replica.denied = Some(reason),
            Body::Close(reason) => replica.closed = Some(reason.unwrap_or_default()),
            Body::SyncStatus(saved) => replica.status(saved)?,
            Body::Sync(message) => {
                if let Some(answer) = replica.sync(&message)? {
                    self.say(document, Body::Sync(answer))?;
                }
            }
            // Presence is shown at the room's address only; an empty update keeps a provider's line alive.
            Body::Awareness(update) if update == [0] => {}
            other => return Err(PeerError::NotUnderstood(format!("{other:?} about {document}"))),
        }
        Ok(())
    }
}

fn not_open(document: &Document) -> PeerError {
    PeerError::Denied(format!("{document} is not open"))
}
