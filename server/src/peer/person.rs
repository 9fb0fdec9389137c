//! A participant without a browser: joins by personal link, keeps the cookie, opens the socket, and does what people do.
//!
//! Every method that waits is bounded by [`super::WAIT_MS_MAX`] and says what it waited for when it gives up.

use std::sync::{Arc, Mutex, PoisonError};

use accord_shared::api::{Invitation, SeatView, Token};
use accord_shared::command::{Command, Envelope};
use accord_shared::document::Document;
use accord_shared::framework::TargetId;
use accord_shared::id::{OpId, ParticipantId, ReviewId};
use accord_shared::mark::{Mark, Sureness};
use accord_shared::message::{Outcome, Presence, ToRoom};
use accord_shared::panel::Panel;
use accord_shared::schema;
use accord_shared::stage::{Round, Stage};
use accord_shared::wire::{Body, Scope};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::{COOKIE, HOST, ORIGIN};
use yrs::{Any, Text, TransactionMut, WriteTxn};

use super::door::secret_of;
use super::line::{self, Seen};
use super::replica::set_mark;
use super::view::{Ended, View};
use super::{Answer, Ask, Door, OUTBOX_FRAMES_MAX, PeerError, Replica, Written};

/// A participant in the room.
#[derive(Debug)]
pub struct Person {
    /// Who, as the invitation had it.
    pub invitation: Invitation,
    door: Door,
    cookie: String,
    seen: Arc<Seen>,
    line: Mutex<Option<AbortHandle>>,
}

impl Person {
    /// Joins by personal link and enters the room.
    ///
    /// # Errors
    /// When the link does not work, or the room does not open.
    pub async fn join(door: &Door, link: &str) -> Result<Self, PeerError> {
        let person = Self::arrive(door, link).await?;
        person.reconnect().await?;
        Ok(person)
    }

    /// Joins by personal link and stays outside: a cookie and no socket.
    ///
    /// # Errors
    /// When the link does not work.
    pub async fn arrive(door: &Door, link: &str) -> Result<Self, PeerError> {
        let token = Token { token: secret_of(link).to_owned() };
        let answer = door.send(Ask::new("POST", "/api/join").json(&token)).await?;
        let invitation: Invitation = answer.read()?;
        let cookie = answer.cookie().ok_or_else(|| PeerError::NotUnderstood("no cookie was set".to_owned()))?;
        Self::with_cookie(door, cookie, invitation).await
    }

    /// A second device of the same person: the same cookie, documents and a socket of its own.
    ///
    /// # Errors
    /// When the room does not open.
    pub async fn second_device(&self) -> Result<Self, PeerError> {
        let person = Self::with_cookie(&self.door, &self.cookie, self.invitation.clone()).await?;
        person.reconnect().await?;
        Ok(person)
    }

    async fn with_cookie(door: &Door, cookie: &str, invitation: Invitation) -> Result<Self, PeerError> {
        let seat = Self::look_at(door, cookie, &invitation.participant).await?;
        Ok(Self::at(door, cookie, invitation, &seat))
    }

    /// Enters the room at a seat that was opened without a link.
    pub(super) async fn sit(door: &Door, cookie: &str, seat: &ParticipantId) -> Result<Self, PeerError> {
        let view = Self::look_at(door, cookie, seat).await?;
        let you = view.panel.participant(seat);
        let you = you.ok_or_else(|| PeerError::NotUnderstood("the seat is not at its panel".to_owned()))?;
        let invitation = Invitation {
            participant: you.id.clone(),
            name: you.name.clone(),
            agency: you.agency,
            post: you.post.clone(),
            seat: you.seat,
            panel_title: view.panel.title.clone(),
            held_on: view.panel.held_on.clone(),
            meets: view.panel.meets.clone(),
            cancelled: view.panel.since.cancelled.clone(),
            reviews: view.panel.agenda.len(),
            visibility: view.panel.visibility,
            way: view.panel.way.clone(),
        };
        let person = Self::at(door, cookie, invitation, &view);
        person.reconnect().await?;
        Ok(person)
    }

    async fn look_at(door: &Door, cookie: &str, seat: &ParticipantId) -> Result<SeatView, PeerError> {
        door.send(Ask::new("GET", format!("/api/seats/{seat}")).cookie(cookie)).await?.read()
    }

    fn at(door: &Door, cookie: &str, invitation: Invitation, seat: &SeatView) -> Self {
        let view = View { room: Some(Document::Room(seat.panel.id.clone())), ..View::default() };
        Self {
            invitation,
            door: door.clone(),
            cookie: cookie.to_owned(),
            seen: Arc::new(Seen::new(view)),
            line: Mutex::new(None),
        }
    }

    /// The person's id at the panel.
    #[must_use]
    pub fn id(&self) -> &ParticipantId {
        &self.invitation.participant
    }

    /// Opens the socket, enters the room, and opens again every document that was open before.
    ///
    /// # Errors
    /// When any of this fails; the socket may then be open or not.
    pub async fn reconnect(&self) -> Result<(), PeerError> {
        self.connect(&self.door.origin).await?;
        let entered = |view: &View| match (&view.denied, &view.ended) {
            (Some(reason), _) => Some(Err(PeerError::Denied(reason.clone()))),
            (None, Some(_)) => Some(Err(PeerError::LineDown)),
            (None, None) => (view.fresh && view.panel.is_some()).then_some(Ok(())),
        };
        self.wait("the welcome and the stage", entered).await??;
        let open = |view: &View| (view.ended.is_some() || view.replicas.values().all(Replica::opened)).then_some(());
        self.wait("its documents", open).await
    }

    /// Opens the socket as a page of that origin would, and says the first words, without waiting for an answer.
    ///
    /// # Errors
    /// [`PeerError::Status`] when the server does not let the socket open.
    pub async fn connect(&self, origin: &str) -> Result<(), PeerError> {
        self.drop_connection();
        let unreachable = |error: &dyn std::fmt::Display| PeerError::Unreachable(error.to_string());
        let path = format!("/api/seats/{}/socket", self.id());
        let mut request =
            format!("ws://{}{path}", self.door.address).into_client_request().map_err(|e| unreachable(&e))?;
        for (name, value) in [(HOST, self.door.authority()), (ORIGIN, origin), (COOKIE, &self.cookie)] {
            let value = HeaderValue::from_str(value).map_err(|e| unreachable(&e))?;
            // A page of no origin at all is asked for by an empty one.
            if value.is_empty() {
                drop(request.headers_mut().remove(name));
            } else {
                drop(request.headers_mut().insert(name, value));
            }
        }
        let stream = TcpStream::connect(self.door.address).await.map_err(|e| unreachable(&e))?;
        // Each frame at once: an acknowledgement is measured from here.
        stream.set_nodelay(true).map_err(|e| unreachable(&e))?;
        let (socket, _) =
            tokio_tungstenite::client_async(request, stream).await.map_err(|error| refused(&path, error))?;
        let (outbox, out) = mpsc::channel(OUTBOX_FRAMES_MAX);
        self.seen.change(|view| {
            view.start_over(outbox);
            view.room.iter().chain(view.replicas.keys()).try_for_each(|document| view.open(document))
        })?;
        self.seen.change(View::show_again);
        let line = tokio::spawn(line::carry(socket, out, Arc::clone(&self.seen)));
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = Some(line.abort_handle());
        Ok(())
    }

    /// Lets the connection fall without a word, as a dead network does.
    pub fn drop_connection(&self) {
        if let Some(line) = self.line.lock().unwrap_or_else(PoisonError::into_inner).take() {
            line.abort();
        }
        self.seen.change(|view| view.end(Ended { code: None, reason: "dropped".to_owned() }));
    }

    /// Takes nothing more from the socket, which stays open, as a sleeping device does.
    pub fn stop_reading(&self) {
        self.seen.change(|view| view.asleep = true);
    }

    /// Waits until what the person has been sent holds what is looked for.
    ///
    /// # Errors
    /// [`PeerError::TimedOut`].
    pub async fn wait<T>(&self, what: &str, look: impl FnMut(&View) -> Option<T>) -> Result<T, PeerError> {
        self.seen.wait(&self.invitation.name, what, look).await
    }

    /// Waits until the stage is as described, and gives it.
    ///
    /// # Errors
    /// [`PeerError::TimedOut`].
    pub async fn until(&self, what: &str, mut is_so: impl FnMut(&Stage) -> bool) -> Result<Stage, PeerError> {
        self.wait(what, |view| view.stage.as_ref().filter(|stage| is_so(stage)).cloned()).await
    }

    /// A number that grows with everything that happens on this line; see [`Person::changed`].
    #[must_use]
    pub fn tick(&self) -> u64 {
        self.seen.tick()
    }

    /// Waits, for however long it takes, until something has happened since the tick was read.
    pub async fn changed(&self, since: u64) {
        self.seen.changed(since).await;
    }

    /// Looks at what the person has been sent.
    pub fn look<T>(&self, look: impl FnOnce(&View) -> T) -> T {
        look(&self.seen.view())
    }

    /// The last stage that came.
    ///
    /// # Panics
    /// Before the person has entered the room.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.look(|view| view.stage.clone()).expect("someone who entered the room has seen a stage")
    }

    /// The panel.
    ///
    /// # Panics
    /// Before the person has entered the room.
    #[must_use]
    pub fn panel(&self) -> Panel {
        self.look(|view| view.panel.clone()).expect("someone who entered the room has been welcomed")
    }

    /// Every round that came.
    #[must_use]
    pub fn rounds(&self) -> Vec<Round> {
        self.look(|view| view.rounds.clone())
    }

    /// Every message that came over any of the person's connections, as it came.
    #[must_use]
    pub fn frames(&self) -> Vec<Vec<u8>> {
        self.look(|view| view.frames.clone())
    }

    /// Waits until the server has ended the connection, and says how.
    ///
    /// # Errors
    /// [`PeerError::TimedOut`].
    pub async fn ended(&self) -> Result<Ended, PeerError> {
        self.wait("the end of the connection", |view| view.ended.clone()).await
    }

    /// Has a command carried out on the stage last seen, and waits for the answer and for the stage that it made.
    ///
    /// # Errors
    /// When the connection ends first.
    pub async fn command(&self, command: Command) -> Result<Outcome, PeerError> {
        let seen = self.look(|view| view.stage.as_ref().map_or(0, |stage| stage.version));
        self.command_as(Envelope { op: self.new_op(), seen, command }).await
    }

    /// A fresh name for one intention.
    #[must_use]
    pub fn new_op(&self) -> OpId {
        OpId::from_random(self.door.random.bytes())
    }

    /// The same with an operation and a version of the caller's.
    ///
    /// # Errors
    /// When the connection ends first.
    pub async fn command_as(&self, envelope: Envelope) -> Result<Outcome, PeerError> {
        self.post_command(&envelope)?;
        let outcome = self.answer_to(&envelope.op).await?;
        if let Outcome::Done { seq } = outcome {
            let come = |view: &View| match &view.stage {
                Some(stage) if stage.version >= seq => Some(Ok(())),
                _ => view.ended.as_ref().map(|_| Err(PeerError::LineDown)),
            };
            self.wait("the stage that the command made", come).await??;
        }
        Ok(outcome)
    }

    /// Sends a command without waiting for the answer.
    ///
    /// # Errors
    /// When the connection is down.
    pub fn post_command(&self, envelope: &Envelope) -> Result<(), PeerError> {
        let said = serde_json::to_string(&ToRoom::Command { envelope: envelope.clone() });
        let said = said.map_err(|error| PeerError::NotUnderstood(error.to_string()))?;
        self.seen.view().say_to_room(Body::Stateless(said))
    }

    /// Waits for the answer to a command.
    ///
    /// # Errors
    /// When the connection ends first.
    pub async fn answer_to(&self, op: &OpId) -> Result<Outcome, PeerError> {
        let answered = |view: &View| match view.answers.get(op) {
            Some(outcome) => Some(Ok(outcome.clone())),
            None => view.ended.as_ref().map(|_| Err(PeerError::LineDown)),
        };
        self.wait("the answer to a command", answered).await?
    }

    /// Opens a document and waits until its content has been exchanged.
    ///
    /// # Errors
    /// [`PeerError::Denied`] with the server's reason.
    pub async fn attend(&self, document: &Document) -> Result<Scope, PeerError> {
        self.seen.change(|view| {
            let client = u32::from_le_bytes(self.door.random.bytes());
            view.replicas.insert(document.clone(), Replica::new(client));
            view.open(document)
        })?;
        let opened = |view: &View| match (view.replicas.get(document).filter(|replica| replica.opened()), &view.ended) {
            (Some(Replica { denied: Some(reason), .. } | Replica { closed: Some(reason), .. }), _) => {
                Some(Err(PeerError::Denied(reason.clone())))
            }
            (Some(replica), _) => replica.scope.map(Ok),
            (None, ended) => ended.as_ref().map(|_| Err(PeerError::LineDown)),
        };
        self.wait(&format!("the content of {document}"), opened).await?
    }

    /// Opens a document unless it is open.
    ///
    /// # Errors
    /// As [`Person::attend`].
    pub async fn attend_once(&self, document: &Document) -> Result<(), PeerError> {
        let open = self.look(|view| {
            view.replicas.get(document).is_some_and(|replica| replica.opened() && replica.scope.is_some())
        });
        if !open {
            self.attend(document).await?;
        }
        Ok(())
    }

    /// Looks at an open document.
    ///
    /// # Panics
    /// When the person has not opened it.
    pub fn read<T>(&self, document: &Document, look: impl FnOnce(&Replica) -> T) -> T {
        self.look(|view| look(view.replicas.get(document).expect("a document that was opened")))
    }

    /// Changes an open document, sends the change and waits for the answer.
    ///
    /// # Errors
    /// When the document is not open, or it or the connection closes before the answer.
    pub async fn edit(
        &self,
        document: &Document,
        change: impl FnOnce(&mut TransactionMut<'_>),
    ) -> Result<Written, PeerError> {
        match self.post_edit(document, change)? {
            Some(ticket) => self.written(document, ticket).await,
            None => Ok(Written::Saved),
        }
    }

    /// Changes an open document and sends the change; gives the ticket for [`Person::written`], if anything changed.
    ///
    /// # Errors
    /// When the document is not open or the connection is down.
    pub fn post_edit(
        &self,
        document: &Document,
        change: impl FnOnce(&mut TransactionMut<'_>),
    ) -> Result<Option<usize>, PeerError> {
        self.seen.change(|view| view.edit(document, change))
    }

    /// Sends an update that the person's copy does not have, good or bad; gives the ticket for [`Person::written`].
    ///
    /// # Errors
    /// When the document is not open or the connection is down.
    pub fn post_update(&self, document: &Document, update: Vec<u8>) -> Result<usize, PeerError> {
        self.seen.change(|view| view.post_update(document, update))
    }

    /// Waits for the answer to a change.
    ///
    /// # Errors
    /// When the document or the connection closes first.
    pub async fn written(&self, document: &Document, ticket: usize) -> Result<Written, PeerError> {
        self.wait(&format!("the acknowledgement of a change of {document}"), |view| view.answer_to(document, ticket))
            .await?
    }

    /// Adds to the end of a root text.
    ///
    /// # Errors
    /// As [`Person::edit`].
    pub async fn append(&self, document: &Document, root: &str, words: &str) -> Result<Written, PeerError> {
        self.edit(document, |txn| append(txn, root, words)).await
    }

    /// Sets or takes back a mark in the person's own ballot, which it opens if need be.
    ///
    /// # Errors
    /// As [`Person::edit`].
    pub async fn set_mark(
        &self,
        review: &ReviewId,
        target: &TargetId,
        round: u32,
        mark: Option<Mark>,
    ) -> Result<Written, PeerError> {
        let ballot = self.ballot(review);
        self.attend_once(&ballot).await?;
        let key = schema::mark_key(target, round);
        self.edit(&ballot, |txn| set_mark(txn, &key, mark.map(schema::mark_to_any))).await
    }

    /// Says how sure the person is of a mark in their own ballot, which it opens if need be.
    ///
    /// # Errors
    /// As [`Person::edit`].
    pub async fn set_sure(
        &self,
        review: &ReviewId,
        target: &TargetId,
        round: u32,
        sure: Option<Sureness>,
    ) -> Result<Written, PeerError> {
        let ballot = self.ballot(review);
        self.attend_once(&ballot).await?;
        let key = schema::sure_key(target, round);
        self.edit(&ballot, |txn| set_mark(txn, &key, sure.map(|sure| Any::from(sure.slug())))).await
    }

    /// Hands in the person's whole form, where assessors judge.
    ///
    /// # Errors
    /// As [`Person::command`].
    pub async fn hand_in(&self, review: &ReviewId) -> Result<Outcome, PeerError> {
        self.command(Command::HandIn { review: review.clone() }).await
    }

    /// The person's own ballot.
    #[must_use]
    pub fn ballot(&self, review: &ReviewId) -> Document {
        Document::Ballot(review.clone(), self.id().clone())
    }

    /// Shows where the person is looking.
    pub fn show(&self, presence: &Presence) {
        self.seen.change(|view| {
            let (client, clock) = match &view.shown {
                Some((client, clock, _)) => (*client, *clock),
                None => (u64::from(u32::from_le_bytes(self.door.random.bytes())), 0),
            };
            view.shown = Some((client, clock, presence.clone()));
            view.show_again();
        });
    }

    /// Sends a message as it is, good or bad.
    ///
    /// # Errors
    /// When the connection is down.
    pub fn post_raw(&self, message: Message) -> Result<(), PeerError> {
        self.seen.view().post(message)
    }

    /// Sends a frame about a document as it is, good or bad.
    ///
    /// # Errors
    /// When the connection is down.
    pub fn post_body(&self, document: &Document, body: Body) -> Result<(), PeerError> {
        self.seen.view().say(document, body)
    }

    /// Sends an HTTP request with the person's cookie.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, ask: Ask) -> Result<Answer, PeerError> {
        self.door.send(ask.cookie(&self.cookie)).await
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.drop_connection();
    }
}

/// Adds to the end of a root text.
fn append(txn: &mut TransactionMut<'_>, root: &str, words: &str) {
    let text = txn.get_or_insert_text(root);
    let end = text.len(txn);
    text.insert(txn, end, words);
}

fn refused(path: &str, error: tokio_tungstenite::tungstenite::Error) -> PeerError {
    use tokio_tungstenite::tungstenite::Error;
    match error {
        Error::Http(response) => {
            let body = response.body().as_deref().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
            PeerError::Status { asked: format!("GET {path}"), status: response.status().as_u16(), body }
        }
        other => PeerError::Unreachable(other.to_string()),
    }
}
