//! One person's copy of one document: what came, what was written, and what became of each thing written.
//!
//! The server answers every step 2 and every update exactly once and in order, so that a place in that order is a
//! ticket: the n-th answer is the n-th thing's.

use accord_shared::schema;
use accord_shared::wire::{Scope, SyncMessage};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, ClientID, Doc, Map, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut, Update, WriteTxn,
};

use super::PeerError;

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The server has it for good.
    Saved,
    /// The server took nothing of it, and this copy has parted from the server's.
    Refused,
}

/// An update of nothing at all.
const NOTHING: [u8; 2] = [0, 0];

/// One person's copy of one document.
pub struct Replica {
    doc: Doc,
    /// What the server lets the person do; `None` before it has said so.
    pub scope: Option<Scope>,
    /// Why the server does not open it.
    pub denied: Option<String>,
    /// Why the server closed it while the socket stayed open.
    pub closed: Option<String>,
    /// Whether the server's content came over this connection.
    pub synced: bool,
    sent: usize,
    answers: Vec<Written>,
}

impl Replica {
    /// An empty copy that writes under its own Y client id.
    #[must_use]
    pub fn new(client: u32) -> Self {
        let options = Options {
            client_id: ClientID::new(u64::from(client)),
            offset_kind: OffsetKind::Utf16,
            ..Options::default()
        };
        Self {
            doc: Doc::with_options(options),
            scope: None,
            denied: None,
            closed: None,
            synced: false,
            sent: 0,
            answers: Vec::new(),
        }
    }

    /// The Y client id.
    #[must_use]
    pub fn client(&self) -> u64 {
        self.doc.client_id().get()
    }

    /// A root text as it stands here.
    #[must_use]
    pub fn text(&self, root: &str) -> String {
        schema::read_text(&self.doc.transact(), root)
    }

    /// How many items stand here.
    #[must_use]
    pub fn items(&self) -> Vec<schema::Item> {
        schema::read_items(&self.doc.transact())
    }

    /// How many marks stand here.
    #[must_use]
    pub fn mark_keys(&self) -> Vec<String> {
        let txn = self.doc.transact();
        txn.get_map(schema::MARKS).map(|map| map.keys(&txn).map(str::to_owned).collect()).unwrap_or_default()
    }

    /// The whole content, in a form that is the same wherever the content is the same.
    #[must_use]
    pub fn state(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// Everything the server said to what was written over this connection, in order.
    #[must_use]
    pub fn answers(&self) -> &[Written] {
        &self.answers
    }

    /// Whether the server has answered everything that was written over this connection.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.sent == self.answers.len()
    }

    /// Whether the opening of the document has come to an end: content exchanged, or no access.
    #[must_use]
    pub fn opened(&self) -> bool {
        self.denied.is_some()
            || self.closed.is_some()
            || (self.scope.is_some() && self.synced && !self.answers.is_empty())
    }

    /// What became of the thing with this ticket.
    pub(super) fn answer(&self, ticket: usize) -> Option<Written> {
        self.answers.get(ticket).copied()
    }

    /// A new connection begins: what was under way on the old one is unknown, and step 2 will bring it again.
    pub(super) fn start_over(&mut self) {
        (self.scope, self.denied, self.closed, self.synced, self.sent) = (None, None, None, false, 0);
        self.answers.clear();
    }

    /// The opening question: what this copy has.
    pub(super) fn step1(&self) -> SyncMessage {
        SyncMessage::Step1(self.doc.transact().state_vector().encode_v1())
    }

    /// Changes the copy and gives the update to be sent with its ticket; `None` when nothing changed.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut TransactionMut<'_>)) -> Option<(usize, SyncMessage)> {
        let mut txn = self.doc.transact_mut_with("own");
        change(&mut txn);
        txn.commit();
        let update = txn.encode_update_v1();
        drop(txn);
        (update != NOTHING).then(|| (self.ticket(), SyncMessage::Update(update)))
    }

    /// The next place in the order of answers.
    pub(super) fn ticket(&mut self) -> usize {
        self.sent += 1;
        self.sent - 1
    }

    /// Takes in what the server says and gives the answer, if there is one.
    pub(super) fn sync(&mut self, message: &SyncMessage) -> Result<Option<SyncMessage>, PeerError> {
        let bad = |error: &dyn std::fmt::Display| PeerError::NotUnderstood(format!("an update: {error}"));
        match message {
            SyncMessage::Step1(vector) => {
                let theirs = StateVector::decode_v1(vector).map_err(|e| bad(&e))?;
                let missing = self.doc.transact().encode_diff_v1(&theirs);
                self.ticket();
                Ok(Some(SyncMessage::Step2(missing)))
            }
            SyncMessage::Step2(update) | SyncMessage::Update(update) => {
                let decoded = Update::decode_v1(update).map_err(|e| bad(&e))?;
                self.doc.transact_mut_with("remote").apply_update(decoded).map_err(|e| bad(&e))?;
                if self.doc.transact().has_missing_updates() {
                    return Err(bad(&"it builds on something that was not sent"));
                }
                self.synced |= matches!(message, SyncMessage::Step2(_));
                Ok(None)
            }
        }
    }

    /// Takes in the server's answer to the oldest thing that has none.
    pub(super) fn status(&mut self, saved: bool) -> Result<(), PeerError> {
        if self.settled() {
            return Err(PeerError::NotUnderstood("an answer to nothing".to_owned()));
        }
        self.answers.push(if saved { Written::Saved } else { Written::Refused });
        Ok(())
    }
}

impl std::fmt::Debug for Replica {
    /// Without content, as everywhere.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { scope, denied, closed, synced, sent, answers, .. } = self;
        write!(
            f,
            "{scope:?}, denied {denied:?}, closed {closed:?}, synced {synced}, {} of {sent} answered",
            answers.len()
        )
    }
}

/// Sets a value among the marks of a ballot.
pub(super) fn set_mark(txn: &mut TransactionMut<'_>, key: &str, value: Option<Any>) {
    let map = txn.get_or_insert_map(schema::MARKS);
    match value {
        Some(value) => drop(map.insert(txn, key, value)),
        None => drop(map.remove(txn, key)),
    }
}
