//! One document in memory: the Y document, a copy on which every change is tried first, and whose each Y client is.
//!
//! Nothing here decides who may write; it decides whether bytes are a sound change of this document by this person.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use accord_shared::document::Document;
use accord_shared::framework::Framework;
use accord_shared::id::ParticipantId;
use accord_shared::schema::{self, SchemaError};
use accord_shared::wire::gate::{Admission, DeleteRule, GateError, Owner, admit};
use accord_shared::wire::scan::{Scan, ScanError, ScanRules, scan_state_vector, scan_update};
use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, Update};

use crate::limits::DOCUMENT_BYTES_MAX;
use crate::store::StoredDocument;

/// The Y client id of the server's own copies, which never write anything.
const SERVER_CLIENT: u64 = 0;

/// A document that is open in a room.
pub struct Live {
    document: Document,
    doc: Doc,
    /// The copy on which changes are tried; always equal to `doc` between two changes.
    shadow: Doc,
    /// Whose each Y client is.
    owners: BTreeMap<u64, ParticipantId>,
    /// The place of the last change in the log.
    seq: u64,
    /// How many changes the log has since the last snapshot.
    since_snapshot: u64,
    /// Invariant: true when a stored change could not be read; then nothing more is taken.
    broken: bool,
}

/// A sound change.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in the document now, under this place in the log; these bytes are to be stored and sent on.
    New {
        /// Its place in the log.
        seq: u64,
        /// What is new of it.
        bytes: Vec<u8>,
        /// The Y clients that are now bound to the sender.
        new_clients: Vec<u64>,
    },
    /// There was nothing new in it.
    Known,
}

/// Why bytes are not a sound change of this document by this person.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The scan refuses the bytes.
    #[error("not an update that this document can have: {0}")]
    Scan(#[from] ScanError),
    /// The gate refuses whose they are or where they begin.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The schema refuses what would stand in the document.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The library refuses the bytes, or would keep them for later.
    #[error("the update does not fit the document")]
    Library,
    /// The document would be too large.
    #[error("the document is full")]
    Full,
    /// The stored document cannot be read.
    #[error("the stored document is damaged")]
    Broken,
}

fn new_doc() -> Doc {
    let options = Options { offset_kind: OffsetKind::Utf16, ..Options::with_client_id(ClientID::new(SERVER_CLIENT)) };
    Doc::with_options(options)
}

fn apply(doc: &Doc, bytes: &[u8]) -> Result<(), NotTaken> {
    // The scan has passed over these bytes; what the library still stumbles over must not end the room.
    let applied = catch_unwind(AssertUnwindSafe(|| {
        let update = Update::decode_v1(bytes).map_err(|_| NotTaken::Library)?;
        let mut txn = doc.transact_mut();
        txn.apply_update(update).map_err(|_| NotTaken::Library)?;
        let store = txn.store();
        if store.pending_update().is_some() || store.pending_ds().is_some() {
            return Err(NotTaken::Library);
        }
        Ok(())
    }));
    applied.unwrap_or(Err(NotTaken::Library))
}

impl NotTaken {
    /// Whether the change may be sound, but builds on others of its author that have not come.
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::Gate(GateError::Gap { .. }))
    }
}

impl Live {
    /// A document that nobody has written in.
    pub fn empty(document: Document) -> Self {
        Self {
            document,
            doc: new_doc(),
            shadow: new_doc(),
            owners: BTreeMap::new(),
            seq: 0,
            since_snapshot: 0,
            broken: false,
        }
    }

    /// The document as it was stored. A damaged one opens with what could be read, and takes no more changes.
    pub fn load(stored: StoredDocument) -> Self {
        let mut live = Self::empty(stored.document);
        live.owners = stored.clients.into_iter().collect();
        live.seq = stored.seq;
        live.since_snapshot = stored.updates.len() as u64;
        for bytes in stored.snapshot.iter().chain(&stored.updates) {
            if apply(&live.doc, bytes).is_err() {
                live.broken = true;
                break;
            }
        }
        match live.encode() {
            Some(all) if apply(&live.shadow, &all).is_ok() => {}
            _ => live.broken = true,
        }
        live
    }

    /// The Y document, to be read.
    pub fn doc(&self) -> &Doc {
        &self.doc
    }

    /// Whether a stored change could not be read.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// What there is, as a state vector.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What someone with this state vector lacks.
    pub fn missing_from(&self, state_vector: &[u8]) -> Result<Vec<u8>, NotTaken> {
        scan_state_vector(state_vector)?;
        let state_vector = StateVector::decode_v1(state_vector).map_err(|_| NotTaken::Library)?;
        let encoded = catch_unwind(AssertUnwindSafe(|| self.doc.transact().encode_diff_v1(&state_vector)));
        encoded.map_err(|_| NotTaken::Broken)
    }

    /// The whole document, and its place in the log, when the log has grown enough to be folded.
    pub fn due_snapshot(&mut self, after: u64) -> Option<(u64, Vec<u8>)> {
        if self.since_snapshot < after || self.broken {
            return None;
        }
        let all = self.encode()?;
        self.since_snapshot = 0;
        Some((self.seq, all))
    }

    fn encode(&self) -> Option<Vec<u8>> {
        catch_unwind(AssertUnwindSafe(|| self.doc.transact().encode_diff_v1(&StateVector::default()))).ok()
    }

    fn scan(&self, framework: &Framework, bytes: &[u8]) -> Result<Scan, NotTaken> {
        let root_allowed = |root: &str| schema::root_allowed(&self.document, framework, root);
        Ok(scan_update(bytes, &ScanRules { root_allowed: &root_allowed, value_levels_max: 0 })?)
    }

    fn admit(&self, who: &ParticipantId, scan: &Scan) -> Result<Admission, GateError> {
        let known = self.doc.transact().state_vector();
        let owner = |client: u64| match self.owners.get(&client) {
            Some(owner) if owner == who => Owner::Mine,
            Some(_) => Owner::Other,
            None if client == SERVER_CLIENT => Owner::Other,
            None => Owner::Unbound,
        };
        let deletes = if matches!(self.document, Document::Ballot(..)) { DeleteRule::OwnOnly } else { DeleteRule::Any };
        admit(scan, |client| known.get(&ClientID::new(client)), owner, deletes)
    }

    /// Whether a change would bring nothing new: what a reader's copy answers when it is asked for what we lack.
    pub fn knows(&self, framework: &Framework, who: &ParticipantId, bytes: &[u8]) -> bool {
        match self.scan(framework, bytes) {
            Ok(scan) => scan.is_empty() || matches!(self.admit(who, &scan), Ok(Admission::AlreadyKnown)),
            Err(_) => false,
        }
    }

    /// Takes a change, or refuses it and stays as it was.
    pub fn take(&mut self, framework: &Framework, who: &ParticipantId, bytes: &[u8]) -> Result<Taken, NotTaken> {
        if self.broken {
            return Err(NotTaken::Broken);
        }
        let scan = self.scan(framework, bytes)?;
        if scan.is_empty() {
            return Ok(Taken::Known);
        }
        let (bytes, new_clients) = match self.admit(who, &scan)? {
            Admission::AlreadyKnown => return Ok(Taken::Known),
            Admission::Fresh { new_clients } => (bytes.to_vec(), new_clients),
            Admission::Overlap { new_clients } => (self.slice(bytes)?, new_clients),
        };
        self.try_on_shadow(framework, &bytes)?;
        if apply(&self.doc, &bytes).is_err() {
            // The shadow took it and the document did not: nothing that follows could be trusted.
            self.broken = true;
            return Err(NotTaken::Broken);
        }
        self.seq += 1;
        self.since_snapshot += 1;
        self.owners.extend(new_clients.iter().map(|client| (*client, who.clone())));
        Ok(Taken::New { seq: self.seq, bytes, new_clients })
    }

    /// What of a change goes beyond the document, so that nothing said twice can be said differently.
    fn slice(&self, bytes: &[u8]) -> Result<Vec<u8>, NotTaken> {
        let known = self.state_vector();
        let sliced = catch_unwind(AssertUnwindSafe(|| yrs::diff_updates_v1(bytes, &known)));
        sliced.ok().and_then(Result::ok).ok_or(NotTaken::Library)
    }

    fn try_on_shadow(&mut self, framework: &Framework, bytes: &[u8]) -> Result<(), NotTaken> {
        let tried = apply(&self.shadow, bytes).and_then(|()| {
            let read = catch_unwind(AssertUnwindSafe(|| {
                schema::check(&self.document, framework, &self.shadow)?;
                Ok(self.shadow.transact().encode_diff_v1(&StateVector::default()).len())
            }));
            match read {
                Ok(Ok(len)) if len <= DOCUMENT_BYTES_MAX => Ok(()),
                Ok(Ok(_)) => Err(NotTaken::Full),
                Ok(Err(error)) => Err(NotTaken::Schema(error)),
                Err(_) => Err(NotTaken::Library),
            }
        });
        if tried.is_err() {
            self.shadow = new_doc();
            let all = self.encode();
            if all.is_none_or(|all| apply(&self.shadow, &all).is_err()) {
                self.broken = true;
            }
        }
        tried
    }
}
