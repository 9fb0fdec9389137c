//! Updates that no honest client would send: made under somebody else's Y client id, or for somewhere else.

use yrs::updates::decoder::Decode;
use yrs::{ClientID, Doc, OffsetKind, Options, Transact, TransactionMut, Update};

/// The update that this change makes on top of a state, under a Y client id of the caller's choice.
///
/// # Panics
/// When the state is none.
#[must_use]
pub fn forge(client: u64, state: &[u8], change: impl FnOnce(&mut TransactionMut<'_>)) -> Vec<u8> {
    let options = Options { offset_kind: OffsetKind::Utf16, ..Options::with_client_id(ClientID::new(client)) };
    let doc = Doc::with_options(options);
    let known = Update::decode_v1(state).expect("a state");
    doc.transact_mut().apply_update(known).expect("a state");
    let mut txn = doc.transact_mut();
    change(&mut txn);
    txn.commit();
    txn.encode_update_v1()
}

/// Adds to the end of a root text.
pub fn append(txn: &mut TransactionMut<'_>, root: &str, words: &str) {
    use yrs::{Text, WriteTxn};
    let text = txn.get_or_insert_text(root);
    let end = text.len(txn);
    text.insert(txn, end, words);
}
