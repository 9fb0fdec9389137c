//! This browser's copy of one Y document: takes updates in, makes changes, and says afterwards what changed.
//!
//! The CRDT library calls observers in the middle of a transaction, where nothing may be read or opened. They only write
//! down what they saw; [`Replica::take_heard`] hands it out once the transaction is over. Nothing here knows of frames,
//! signals or the browser.

#[cfg(test)]
mod tests;

use accord_shared::document::Document;
use accord_shared::fit::TEXT_UNITS_MAX;
use accord_shared::framework::Framework;
use accord_shared::schema;
use accord_shared::wire::scan::{Scan, ScanRules, scan_update};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};
use yrs::types::Delta;
use yrs::undo::{Options as UndoOptions, UndoManager};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, ClientID, Doc, Map, MapRef, Observable, OffsetKind, Options, Out, ReadTxn, StateVector, Text, TextRef,
    Transact, Update,
};

use super::diff::{Edit, units, whole};
use super::projection::MapValue;

/// The origin of what came from the server.
const REMOTE: &str = "remote";
/// The origin of what was done here.
const LOCAL: &str = "local";
/// The name under which observers are registered.
const OBSERVER: &str = "replica";
/// Typing within this time is taken back in one step.
const UNDO_STEP_MS: u64 = 700;
/// An update that says nothing.
pub const EMPTY_UPDATE: [u8; 2] = [0, 0];

/// What changed since it was last asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Heard {
    /// Updates made here, oldest first, for the server.
    pub made: Vec<Vec<u8>>,
    /// Changes of watched texts, oldest first; each text's edits count from what the ones before left.
    pub texts: Vec<(String, Vec<Edit>)>,
    /// Keys of the map whose value may have changed.
    pub keys: BTreeSet<String>,
}

/// Why an update was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It builds on something that has not come by yet.
    Gap,
    /// It cannot be read, or does not belong to such a document.
    Bad,
}

/// What came of a change that somebody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It is made.
    Made,
    /// It is not made: the text would be too long.
    NoRoom,
    /// It is not made: nothing can be written now.
    NotNow,
}

/// A text whose changes are told.
struct Watched {
    text: TextRef,
    /// What was written here and can be taken back; made with the first change.
    undo: Option<UndoManager<()>>,
    /// Whether the last change only took something away.
    deleting: bool,
}

/// This browser's copy of one document.
pub struct Replica {
    doc: Doc,
    heard: Arc<Mutex<Heard>>,
    texts: BTreeMap<String, Watched>,
    map: Option<MapRef>,
    clock: fn() -> u64,
}

impl Replica {
    /// An empty copy. `client` must be random: it names the author of its changes.
    #[must_use]
    pub fn new(document: &Document, client: u32, clock: fn() -> u64) -> Self {
        let doc = Doc::with_options(Options {
            offset_kind: OffsetKind::Utf16,
            cleanup_formatting: false,
            ..Options::with_client_id(ClientID::new(u64::from(client)))
        });
        let heard = Arc::new(Mutex::new(Heard::default()));
        let made = Arc::clone(&heard);
        // Nothing else holds the fresh document, so that the observer can always be set.
        let _ = doc.observe_update_v1(OBSERVER, move |txn, event| {
            if txn.origin() != Some(&REMOTE.into()) && event.update != EMPTY_UPDATE {
                lock(&made).made.push(event.update.clone());
            }
        });
        let map = map_root(document).map(|root| {
            let map = doc.get_or_insert_map(root);
            let keys = Arc::clone(&heard);
            map.observe(OBSERVER, move |txn, event| {
                lock(&keys).keys.extend(event.keys(txn).keys().map(ToString::to_string));
            });
            map
        });
        Self { doc, heard, texts: BTreeMap::new(), map, clock }
    }

    /// An empty copy of the same document, with nothing of this one.
    #[must_use]
    pub fn anew(&self, document: &Document, client: u32) -> Self {
        Self::new(document, client, self.clock)
    }

    /// Begins to tell of changes of a text.
    pub fn watch_text(&mut self, root: &str) {
        self.root_text(root);
    }

    /// What a text is now.
    #[must_use]
    pub fn text(&self, root: &str) -> String {
        schema::read_text(&self.doc.transact(), root)
    }

    /// Every text, by its root, whether it is watched or not.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<String, String> {
        let txn = self.doc.transact();
        let roots: Vec<String> = txn.root_refs().map(|(name, _)| name.to_owned()).collect();
        let is_text = |root: &String| ![schema::MARKS, schema::ITEMS].contains(&root.as_str());
        let read = |root: String| (root.clone(), schema::read_text(&txn, &root));
        roots.into_iter().filter(is_text).map(read).collect()
    }

    /// What stands under a key of the map.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<MapValue> {
        match self.map.as_ref()?.get(&self.doc.transact(), key)? {
            Out::Any(any) => MapValue::from_any(&any),
            _ => None,
        }
    }

    /// The keys of the map.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<String> {
        let txn = self.doc.transact();
        self.map.iter().flat_map(|map| map.keys(&txn).map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Changes a text. What lies beyond the text as it is, is not there to be changed; a place inside a character moves
    /// behind it. A change after which the text would be too long is not made, not even a part of it.
    pub fn edit_text(&mut self, root: &str, edit: &Edit) -> Edited {
        let text = self.root_text(root);
        let before = self.text(root);
        let length = units(&before);
        let at = whole(&before, edit.at);
        let delete = whole(&before, edit.at.saturating_add(edit.delete)) - at;
        if too_long(length, length - delete + units(&edit.insert)) {
            return Edited::NoRoom;
        }
        self.remember_for_undo(root, edit);
        let mut txn = self.doc.transact_mut_with(LOCAL);
        if delete > 0 {
            text.remove_range(&mut txn, at, delete);
        }
        if !edit.insert.is_empty() {
            text.insert(&mut txn, at, &edit.insert);
        }
        Edited::Made
    }

    /// Changes the map: each key gets a value, or loses it. The caller has checked that they fit.
    pub fn change_map(&mut self, entries: &[(String, Option<MapValue>)]) {
        let Some(map) = &self.map else { return };
        let mut txn = self.doc.transact_mut_with(LOCAL);
        for (key, value) in entries {
            match value {
                Some(value) => {
                    map.insert::<_, Any>(&mut txn, key.as_str(), value.to_any());
                }
                None => {
                    map.remove(&mut txn, key);
                }
            }
        }
    }

    /// Takes back what was last written here in a text, or writes it again. Where others have filled the room for it, the
    /// text stays as it is.
    pub fn undo(&mut self, root: &str, again: bool) -> Edited {
        let before = units(&self.text(root));
        self.step_back(root, again);
        if too_long(before, units(&self.text(root))) {
            self.step_back(root, !again);
            return Edited::NoRoom;
        }
        Edited::Made
    }

    fn step_back(&mut self, root: &str, again: bool) {
        if let Some(undo) = self.texts.get_mut(root).and_then(|watched| watched.undo.as_mut()) {
            if again {
                undo.redo_blocking();
            } else {
                undo.undo_blocking();
            }
        }
    }

    /// Takes in an update from the server, or one that this browser kept.
    ///
    /// # Errors
    /// [`Unfit`], in which case nothing has changed, save for what a `Bad` update may have done half-way: such a copy is
    /// to be thrown away.
    pub fn apply(&mut self, bytes: &[u8], document: &Document, framework: &Framework) -> Result<(), Unfit> {
        let rules =
            ScanRules { root_allowed: &|root| schema::root_allowed(document, framework, root), value_levels_max: 0 };
        let scan = scan_update(bytes, &rules).map_err(|_| Unfit::Bad)?;
        if !self.joins_on(&scan) {
            return Err(Unfit::Gap);
        }
        let update = Update::decode_v1(bytes).map_err(|_| Unfit::Bad)?;
        let mut txn = self.doc.transact_mut_with(REMOTE);
        txn.apply_update(update).map_err(|_| Unfit::Bad)?;
        let complete = txn.store().pending_update().is_none() && txn.store().pending_ds().is_none();
        drop(txn);
        if complete { Ok(()) } else { Err(Unfit::Bad) }
    }

    /// What the server lacks, given what it has.
    #[must_use]
    pub fn missing_from(&self, state_vector: &[u8]) -> Option<Vec<u8>> {
        let theirs = StateVector::decode_v1(state_vector).ok()?;
        Some(self.doc.transact().encode_state_as_update_v1(&theirs))
    }

    /// What this copy has, for the server to answer with what it lacks.
    #[must_use]
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What changed since this was last asked.
    pub fn take_heard(&mut self) -> Heard {
        take(&mut *lock(&self.heard))
    }

    /// Whether everything that the update builds on is here. The library would take some updates without.
    fn joins_on(&self, scan: &Scan) -> bool {
        let state = self.doc.transact().state_vector();
        let known = |client: u64| state.get(&ClientID::new(client));
        let brought =
            |client: u64| scan.structs.iter().find(|range| range.client == client).map_or(0, |range| range.end);
        scan.structs.iter().all(|range| range.start <= known(range.client))
            && scan.needs.iter().all(|(client, clock)| *clock <= known(*client).max(brought(*client)))
            && scan.deletes.iter().all(|range| range.end <= known(range.client).max(brought(range.client)))
    }

    /// What is typed without a pause is taken back word by word, and what was deleted apart from what was written.
    fn remember_for_undo(&mut self, root: &str, edit: &Edit) {
        let Some(Watched { text, undo, deleting }) = self.texts.get_mut(root) else { return };
        let manager = undo.get_or_insert_with(|| {
            let mut manager = UndoManager::with_options(UndoOptions {
                capture_timeout_millis: UNDO_STEP_MS,
                tracked_origins: [LOCAL.into()].into(),
                capture_transaction: None,
                timestamp: Arc::new(self.clock),
                init_undo_stack: Vec::new(),
                init_redo_stack: Vec::new(),
            });
            manager.expand_scope(&self.doc, text);
            manager
        });
        let deletes = edit.insert.is_empty();
        if deletes != *deleting || edit.insert.starts_with(char::is_whitespace) {
            manager.reset();
        }
        *deleting = deletes;
    }

    fn root_text(&mut self, root: &str) -> TextRef {
        if let Some(watched) = self.texts.get(root) {
            return watched.text.clone();
        }
        let text = self.doc.get_or_insert_text(root);
        let (edits, name) = (Arc::clone(&self.heard), root.to_owned());
        text.observe(OBSERVER, move |txn, event| {
            lock(&edits).texts.push((name.clone(), edits_of(event.delta(txn))));
        });
        self.texts.insert(root.to_owned(), Watched { text: text.clone(), undo: None, deleting: false });
        text
    }
}

/// The root map of a document, if it has one.
fn map_root(document: &Document) -> Option<&'static str> {
    match document {
        Document::Ballot(..) => Some(schema::MARKS),
        Document::Notes(_) | Document::Record(_) => Some(schema::ITEMS),
        Document::Room(_) | Document::View(..) => None,
    }
}

/// The library's account of a change as edits, each counted from what the ones before it left.
fn edits_of(delta: &[Delta]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    for step in delta {
        match step {
            Delta::Retain(units, _) => at += units,
            Delta::Deleted(units) => edits.push(Edit { at, delete: *units, insert: String::new() }),
            Delta::Inserted(Out::Any(Any::String(text)), _) => {
                edits.push(Edit { at, delete: 0, insert: text.to_string() });
                at += units(text);
            }
            // Nothing else can stand in a text of ours; it would have no width that a text field knows.
            Delta::Inserted(..) => {}
        }
    }
    edits
}

/// Whether a text must not become so long, in UTF-16 units. One that is too long already, because several people filled
/// the room at the same moment, may become shorter.
fn too_long(before: u32, after: u32) -> bool {
    after > TEXT_UNITS_MAX && after > before
}

/// The browser has one thread, and an observer that panicked has already ended the page.
fn lock(heard: &Mutex<Heard>) -> std::sync::MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}
