//! Everything that the CRDT library writes for Accord's kind of documents passes the scan and the gate.
//!
//! Random histories of several people over texts and maps at the root, with deletions, overwritten entries, undoing and
//! collected content; every change as it happens, every difference, every whole state and every merged batch is scanned,
//! and each is admitted where it belongs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use accord_shared::wire::gate::{self, Admission, DeleteRule, Owner};
use accord_shared::wire::scan::{Scan, ScanError, ScanRules, scan_state_vector, scan_update};
use proptest::prelude::*;
use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Doc, GetString, Map, MapRef, Number, OffsetKind, Options, Out, ReadTxn, StateVector, Text, TextRef, Transact,
    UndoManager, Update,
};

const TEXTS: [&str; 2] = ["notes", "why"];
const MAPS: [&str; 2] = ["marks", "sections"];
const KEYS: [&str; 3] = ["a", "b", "section-é"];
/// Small ids, and one of each width that peers make: 32 bits and 53 bits.
const CLIENTS: [u64; 3] = [1, 0xffff_fffe, (1 << 53) - 2];

#[derive(Clone, Debug)]
enum Op {
    Insert(usize, u32, String),
    Remove(usize, u32, u32),
    Set(usize, usize, Any),
    Unset(usize, usize),
    SeveralAtOnce(usize, String, Any),
    Undo,
    Redo,
    Fetch(usize),
}

fn any_value() -> impl Strategy<Value = Any> {
    prop_oneof![
        any::<i64>().prop_map(Any::from),
        (-70i64..70).prop_map(Any::from),
        any::<bool>().prop_map(Any::from),
        Just(Any::Null),
        Just(Any::Undefined),
        "[a-zé😀]{0,6}".prop_map(Any::from),
        (-1e9f64..1e9).prop_map(Any::from),
    ]
}

fn any_op() -> impl Strategy<Value = Op> {
    let text = 0..TEXTS.len();
    let map = 0..MAPS.len();
    let key = 0..KEYS.len();
    prop_oneof![
        4 => (text.clone(), any::<u32>(), "[a-zé😀]{0,5}").prop_map(|(t, at, s)| Op::Insert(t, at, s)),
        2 => (text.clone(), any::<u32>(), 1u32..5).prop_map(|(t, at, len)| Op::Remove(t, at, len)),
        4 => (map.clone(), key.clone(), any_value()).prop_map(|(m, k, v)| Op::Set(m, k, v)),
        1 => (map, key).prop_map(|(m, k)| Op::Unset(m, k)),
        1 => (text, "[a-z]{1,4}", any_value()).prop_map(|(t, s, v)| Op::SeveralAtOnce(t, s, v)),
        1 => Just(Op::Undo),
        1 => Just(Op::Redo),
        3 => (0..CLIENTS.len()).prop_map(Op::Fetch),
    ]
}

/// One person's copy of the document.
struct Peer {
    doc: Doc,
    texts: Vec<TextRef>,
    maps: Vec<MapRef>,
    undo: UndoManager,
    /// Every update that was announced, in order.
    announced: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Peer {
    fn new(client: u64, skip_gc: bool) -> Self {
        let doc = Doc::with_options(Options {
            client_id: ClientID::new(client),
            offset_kind: OffsetKind::Utf16,
            skip_gc,
            ..Options::default()
        });
        let texts: Vec<TextRef> = TEXTS.iter().map(|&name| doc.get_or_insert_text(name)).collect();
        let maps: Vec<MapRef> = MAPS.iter().map(|&name| doc.get_or_insert_map(name)).collect();
        #[expect(clippy::default_trait_access, reason = "it is a HashSet, which this crate does not name")]
        let mut undo = UndoManager::with_options(yrs::undo::Options {
            capture_timeout_millis: 0,
            timestamp: Arc::new(|| 0),
            tracked_origins: Default::default(),
            capture_transaction: None,
            init_undo_stack: vec![],
            init_redo_stack: vec![],
        });
        for text in &texts {
            undo.expand_scope(&doc, text);
        }
        for map in &maps {
            undo.expand_scope(&doc, map);
        }
        undo.include_origin("own");
        let announced = Arc::new(Mutex::new(Vec::new()));
        let sink = announced.clone();
        doc.observe_update_v1("test", move |_, event| sink.lock().expect("a lock").push(event.update.clone()))
            .expect("an observer");
        Self { doc, texts, maps, undo, announced }
    }

    fn act(&mut self, op: &Op) {
        match op {
            Op::Undo => drop(self.undo.undo_blocking()),
            Op::Redo => drop(self.undo.redo_blocking()),
            _ => self.edit(op),
        }
    }

    fn edit(&self, op: &Op) {
        let mut txn = self.doc.transact_mut_with("own");
        match op {
            Op::Insert(text, at, chunk) => {
                let len = self.texts[*text].len(&txn);
                self.texts[*text].insert(&mut txn, at % (len + 1), chunk);
            }
            Op::Remove(text, at, len) => {
                let all = self.texts[*text].len(&txn);
                let at = at % (all + 1);
                self.texts[*text].remove_range(&mut txn, at, (*len).min(all - at));
            }
            Op::Set(map, key, value) => {
                self.maps[*map].insert(&mut txn, KEYS[*key], value.clone());
            }
            Op::Unset(map, key) => {
                self.maps[*map].remove(&mut txn, KEYS[*key]);
            }
            Op::SeveralAtOnce(text, chunk, value) => {
                self.texts[*text].insert(&mut txn, 0, chunk);
                self.texts[*text].remove_range(&mut txn, 0, 1);
                for map in &self.maps {
                    map.insert(&mut txn, KEYS[0], value.clone());
                    map.insert(&mut txn, KEYS[0], Any::Null);
                }
            }
            Op::Undo | Op::Redo | Op::Fetch(_) => {}
        }
    }

    fn apply(&self, update: &[u8]) {
        let update = Update::decode_v1(update).expect("an update");
        self.doc.transact_mut_with("remote").apply_update(update).expect("an update that applies");
    }

    fn state(&self) -> StateVector {
        self.doc.transact().state_vector()
    }

    fn difference(&self, to: &StateVector) -> Vec<u8> {
        self.doc.transact().encode_diff_v1(to)
    }

    fn view(&self) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
        let txn = self.doc.transact();
        let texts = self.texts.iter().map(|text| text.get_string(&txn)).collect();
        let entries = |map: &MapRef| map.iter(&txn).map(|(k, v)| (k.to_owned(), shown(&v))).collect();
        (texts, self.maps.iter().map(entries).collect())
    }
}

/// A value as it reads. Whole numbers of 2^31 and more come back from the wire as floating-point ones, as they do in Yjs,
/// so a number is compared by its size and not by its type; what Accord stores is far smaller.
#[expect(clippy::cast_precision_loss, reason = "the loss is the one that the wire has")]
fn shown(value: &Out) -> String {
    match value {
        Out::Any(Any::Number(Number::Int(whole))) => format!("{:?}", *whole as f64),
        Out::Any(Any::Number(Number::Float(number))) => format!("{number:?}"),
        other => format!("{other:?}"),
    }
}

fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    let root_allowed = |name: &str| TEXTS.contains(&name) || MAPS.contains(&name);
    scan_update(bytes, &ScanRules { root_allowed: &root_allowed, value_levels_max: 0 })
}

/// What the gate says to someone who may speak for every client.
fn admit(scan: &Scan, state: &StateVector) -> Admission {
    let known = |client| state.get(&ClientID::new(client));
    gate::admit(scan, known, |_| Owner::Mine, DeleteRule::OwnOnly).expect("an honest update")
}

/// Plays a history and holds each update against the scan, and each exchange against the gate.
fn play(history: &[(usize, Op)], skip_gc: bool) -> Result<(), TestCaseError> {
    let mut peers: Vec<Peer> = CLIENTS.iter().map(|&client| Peer::new(client, skip_gc)).collect();
    for (who, op) in history {
        if let Op::Fetch(from) = op {
            if from == who {
                continue;
            }
            let state = peers[*who].state();
            let update = peers[*from].difference(&state);
            let scan = scan(&update);
            prop_assert!(scan.is_ok(), "{:?} for {:02x?}", scan, update);
            let admission = admit(&scan.expect("scanned"), &state);
            prop_assert!(!matches!(admission, Admission::Overlap { .. }), "{:?} for {:02x?}", admission, update);
            peers[*who].apply(&update);
            let txn = peers[*who].doc.transact();
            prop_assert!(txn.store().pending_update().is_none() && txn.store().pending_ds().is_none());
        } else {
            let before = peers[*who].state();
            let already = peers[*who].announced.lock().expect("a lock").len();
            peers[*who].act(op);
            for update in &peers[*who].announced.lock().expect("a lock")[already..] {
                let scan = scan(update);
                prop_assert!(scan.is_ok(), "{:?} for {:02x?} after {:?}", scan, update, op);
                let admission = admit(&scan.expect("scanned"), &before);
                prop_assert!(matches!(admission, Admission::Fresh { .. }), "{:?} after {:?}", admission, op);
            }
        }
    }
    check_encodings(&peers)?;
    check_replay(&peers[0])
}

/// Whole states, differences in all directions, merged batches and state vectors.
fn check_encodings(peers: &[Peer]) -> Result<(), TestCaseError> {
    let states: Vec<Vec<u8>> = peers.iter().map(|peer| peer.difference(&StateVector::default())).collect();
    let mut encodings = states.clone();
    for from in peers {
        let state = from.state();
        prop_assert_eq!(scan_state_vector(&state.encode_v1()).map(|list| list.len()), Ok(state.len()));
        let announced = from.announced.lock().expect("a lock").clone();
        encodings.push(yrs::merge_updates_v1(&announced).expect("a batch"));
        encodings.extend(announced);
        for to in peers {
            encodings.push(from.difference(&to.state()));
            let whole = from.difference(&StateVector::default());
            encodings.push(yrs::diff_updates_v1(&whole, &to.state().encode_v1()).expect("a difference"));
        }
    }
    encodings.push(yrs::merge_updates_v1(&states).expect("a merged state"));
    for update in &encodings {
        let scan = scan(update);
        prop_assert!(scan.is_ok(), "{:?} for {:02x?}", scan, update);
        prop_assert_eq!(yrs::Update::decode_v1(update).is_ok(), true);
        for range in &scan.expect("scanned").structs {
            prop_assert!(CLIENTS.contains(&range.client));
        }
    }
    Ok(())
}

/// A log of admitted updates makes the same document, and a copy of it finds every one of them known.
fn check_replay(peer: &Peer) -> Result<(), TestCaseError> {
    let copy = Peer::new(99, false);
    for update in peer.announced.lock().expect("a lock").iter() {
        let scan = scan(update).expect("scanned above");
        let admission = admit(&scan, &copy.state());
        let is_joined = matches!(admission, Admission::Fresh { .. } | Admission::AlreadyKnown);
        prop_assert!(is_joined, "{:?} for {:02x?}", admission, update);
        copy.apply(update);
    }
    prop_assert_eq!(copy.view(), peer.view());
    let whole = scan(&peer.difference(&StateVector::default())).expect("scanned above");
    let admission = admit(&whole, &copy.state());
    let has_deletes = !whole.deletes.is_empty();
    prop_assert_eq!(admission == Admission::AlreadyKnown, !has_deletes);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn histories_with_collected_content_pass(
        history in proptest::collection::vec((0..CLIENTS.len(), any_op()), 1..60)
    ) {
        play(&history, false)?;
    }

    #[test]
    fn histories_with_kept_content_pass(
        history in proptest::collection::vec((0..CLIENTS.len(), any_op()), 1..60)
    ) {
        play(&history, true)?;
    }
}

/// Found by a random history: the type changes on the wire, the number does not.
#[test]
fn a_whole_number_at_the_edge_of_31_bits_keeps_its_value() {
    for edge in [i64::from(i32::MAX), 1 << 31, -(1 << 31), 1 << 52] {
        play(&[(0, Op::Set(0, 0, Any::from(edge)))], true).expect("an honest history");
    }
}
