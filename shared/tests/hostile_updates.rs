//! What gets past the scan and the gate does not bring the CRDT library down.
//!
//! A hundred thousand mutants of real updates go the way that the server sends them: scan, gate, then a copy of the
//! document behind `catch_unwind`. No mutant may end the process, and none of these may even panic, though the server
//! is ready for that. The generator is seeded, so that every run tries the same mutants.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "any bits of chance will do, and the numbers are small"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use accord_shared::wire::gate::{self, Admission, DeleteRule, Owner};
use accord_shared::wire::scan::{Scan, ScanRules, scan_state_vector, scan_update};
use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Any, Doc, GetString, Map, OffsetKind, Options, ReadTxn, StateVector, Text, Transact, Update};

const MUTANTS: u64 = 100_000;

/// A small seeded generator.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

fn scan(bytes: &[u8]) -> Option<Scan> {
    let root_allowed = |name: &str| matches!(name, "t" | "m");
    scan_update(bytes, &ScanRules { root_allowed: &root_allowed, value_levels_max: 0 }).ok()
}

fn empty_doc(client: u64) -> Doc {
    let options = Options { client_id: ClientID::new(client), offset_kind: OffsetKind::Utf16, ..Options::default() };
    let doc = Doc::with_options(options);
    doc.get_or_insert_text("t");
    doc.get_or_insert_map("m");
    doc
}

/// What the panel wrote before the mutants arrive, and real updates that follow it.
struct Corpus {
    base: Vec<u8>,
    updates: Vec<Vec<u8>>,
}

/// Two people type, delete, choose marks and hear of each other; then each goes on alone.
fn corpus(chance: &mut Chance) -> Corpus {
    let docs = [empty_doc(3), empty_doc(0x9999_9999)];
    let edit = |doc: &Doc, chance: &mut Chance| {
        let text = doc.get_or_insert_text("t");
        let map = doc.get_or_insert_map("m");
        let mut txn = doc.transact_mut();
        let len = text.len(&txn);
        match chance.below(6) {
            0..=2 => {
                let words = ["every need is named", "é", "😀😀", "a"];
                text.insert(&mut txn, chance.below(len as usize + 1) as u32, words[chance.below(4)]);
            }
            3 if len > 4 => text.remove_range(&mut txn, chance.below(len as usize - 4) as u32, 3),
            4 => {
                map.insert(&mut txn, ["B", "E"][chance.below(2)], chance.below(4) as i64);
            }
            _ => {
                map.insert(&mut txn, "why", Any::from("because"));
            }
        }
    };
    for _ in 0..30 {
        let [one, two] = &docs;
        edit(one, chance);
        edit(two, chance);
        for (from, to) in [(one, two), (two, one)] {
            let update = from.transact().encode_diff_v1(&to.transact().state_vector());
            let update = Update::decode_v1(&update).expect("an update");
            to.transact_mut().apply_update(update).expect("an update that applies");
        }
    }
    let base = docs[0].transact().encode_diff_v1(&StateVector::default());
    let mut updates = vec![base.clone()];
    for round in 0..24 {
        // A tab that was opened just now, or one of the two that wrote the base, goes on by itself.
        let doc = empty_doc([3, 0x9999_9999, 50][round % 3]);
        doc.transact_mut().apply_update(Update::decode_v1(&base).expect("an update")).expect("applied");
        let before = doc.transact().state_vector();
        for _ in 0..=round / 2 {
            edit(&doc, chance);
        }
        updates.push(doc.transact().encode_diff_v1(&before));
        if round % 6 == 5 {
            // Someone new answers with a few changes on top of those.
            let late = empty_doc(50 + round as u64);
            let state = doc.transact().encode_diff_v1(&StateVector::default());
            late.transact_mut().apply_update(Update::decode_v1(&state).expect("an update")).expect("applied");
            let known = late.transact().state_vector();
            (0..4).for_each(|_| edit(&late, chance));
            updates.push(late.transact().encode_diff_v1(&known));
        }
    }
    Corpus { base, updates }
}

fn mutate(corpus: &Corpus, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus.updates[chance.below(corpus.updates.len())].clone();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len());
        match chance.below(8) {
            0 => bytes[at] = chance.next() as u8,
            1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes[at] = bytes[at].wrapping_add(1),
            3 => bytes[at] = bytes[at].wrapping_sub(1),
            4 if bytes.len() > 1 => drop(bytes.remove(at)),
            5 => bytes.insert(at, chance.below(12) as u8),
            6 => {
                let end = at + chance.below(bytes.len() - at + 1);
                let part = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            _ => {
                let other = &corpus.updates[chance.below(corpus.updates.len())];
                let from = chance.below(other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
    bytes
}

/// What became of a mutant behind the gate.
#[derive(Debug, PartialEq)]
enum Outcome {
    Refused,
    Pending,
    Applied,
}

/// Does with an update what a room does with its copy, and looks at everything that a room looks at.
fn try_on_copy(base: &[u8], update: &[u8]) -> Outcome {
    let copy = empty_doc(7_777);
    let base = Update::decode_v1(base).expect("the base");
    copy.transact_mut().apply_update(base).expect("the base applies");
    let Ok(update) = Update::decode_v1(update) else {
        return Outcome::Refused;
    };
    if copy.transact_mut().apply_update(update).is_err() {
        return Outcome::Refused;
    }
    let (text, map) = (copy.get_or_insert_text("t"), copy.get_or_insert_map("m"));
    let txn = copy.transact();
    if txn.store().pending_update().is_some() || txn.store().pending_ds().is_some() {
        return Outcome::Pending;
    }
    let _ = text.get_string(&txn);
    let _ = map.iter(&txn).map(|(_, value)| value.to_string(&txn).len()).sum::<usize>();
    let whole = txn.encode_diff_v1(&StateVector::default());
    assert!(Update::decode_v1(&whole).is_ok(), "what was taken cannot be written again");
    Outcome::Applied
}

#[test]
fn mutants_of_real_updates_never_end_the_process() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut chance = Chance(0x0acc_04d5);
    let corpus = corpus(&mut chance);
    for update in &corpus.updates {
        assert!(scan(update).is_some(), "a real update is refused");
    }
    let base_state = Update::decode_v1(&corpus.base).expect("the base").state_vector();
    let known = |client| base_state.get(&ClientID::new(client));

    let (mut scanned, mut admitted, mut applied, mut pending, mut panics) = (0, 0, 0, 0, 0);
    for round in 0..MUTANTS {
        let mutant = mutate(&corpus, &mut chance);
        let _ = scan_state_vector(&mutant);
        let Some(scan) = scan(&mutant) else { continue };
        scanned += 1;
        // Without the gate, which the client does not have: decoding and applying may fail, but not abort.
        let ungated = catch_unwind(AssertUnwindSafe(|| try_on_copy(&corpus.base, &mutant)));
        panics += u64::from(ungated.is_err());
        let update = match gate::admit(&scan, known, |_| Owner::Mine, DeleteRule::Any) {
            Ok(Admission::Fresh { .. }) => mutant,
            Ok(Admission::Overlap { .. }) => {
                let state = base_state.encode_v1();
                match catch_unwind(|| yrs::diff_updates_v1(&mutant, &state)) {
                    Ok(Ok(difference)) => difference,
                    Ok(Err(_)) => continue,
                    Err(_) => {
                        panics += 1;
                        continue;
                    }
                }
            }
            Ok(Admission::AlreadyKnown) | Err(_) => continue,
        };
        admitted += 1;
        match catch_unwind(AssertUnwindSafe(|| try_on_copy(&corpus.base, &update))) {
            Ok(Outcome::Applied) => applied += 1,
            Ok(Outcome::Pending) => pending += 1,
            Ok(Outcome::Refused) => {}
            Err(_) => {
                panics += 1;
                println!("round {round} panicked behind the gate: {update:02x?}");
            }
        }
    }
    drop(std::panic::take_hook());
    println!(
        "{MUTANTS} mutants: {scanned} past the scan, {admitted} past the gate, {applied} applied, {pending} pending, \
         {panics} panics"
    );
    assert!(scanned > MUTANTS / 100, "only {scanned} mutants were tried");
    assert!(applied > 100, "only {applied} mutants were applied");
    assert_eq!(panics, 0);
    assert_eq!(pending, 0, "the gate lets through what waits for something missing");
}
