//! Changes made here: to texts and the map, packed into parcels, sent, and sent again after a break.

use accord_shared::fit::Limit;
use accord_shared::wire::limits::{STEP2_BYTES_MAX, UPDATE_BYTES_MAX};
use yrs::merge_updates_v1;

use super::{Body, Channel, Edit, GetUntracked, Lost, MapValue, Moment, Phase, SyncMessage, take};
use crate::live::replica::{EMPTY_UPDATE, Edited};

impl Channel {
    /// Takes over what this browser kept from before.
    pub fn take_over(&mut self, kept: Vec<(String, Vec<u8>)>, cx: &mut Moment<'_>) -> Lost {
        self.kept.extend(kept);
        if self.synced { self.make_kept(cx) } else { Lost::default() }
    }

    /// Begins to show a text.
    pub fn watch_text(&mut self, root: &str) {
        self.projection.text(root);
        self.replica.watch_text(root);
        if self.synced {
            self.projection.show_text(root, self.replica.text(root));
        }
    }

    /// Changes a text.
    pub fn edit_text(&mut self, root: &str, edit: &Edit, cx: &mut Moment<'_>) -> Edited {
        if !self.may_write() {
            return Edited::NotNow;
        }
        let edited = self.replica.edit_text(root, edit);
        if edited == Edited::Made {
            self.touched.insert(root.to_owned());
            self.settle(cx);
        }
        edited
    }

    /// Takes back, or writes again, what was last written here in a text.
    pub fn undo(&mut self, root: &str, again: bool, cx: &mut Moment<'_>) -> Edited {
        if !self.may_write() {
            return Edited::NotNow;
        }
        let edited = self.replica.undo(root, again);
        self.settle(cx);
        edited
    }

    /// Changes the map; before the server's content has arrived, as soon as it has. Where one of several does not fit,
    /// nothing is changed.
    pub fn change_map(&mut self, entries: Vec<(String, Option<MapValue>)>, cx: &mut Moment<'_>) -> Edited {
        let text = |(_, value): &(String, Option<MapValue>)| value.as_ref().and_then(MapValue::text).map(str::to_owned);
        if entries.iter().filter_map(text).any(|text| !Limit::VALUE.fits(&text)) {
            return Edited::NoRoom;
        }
        if !self.synced {
            self.early.extend(entries);
        } else if !self.may_write() {
            return Edited::NotNow;
        } else if !entries.is_empty() {
            self.replica.change_map(&entries);
            self.settle(cx);
            self.flush(cx);
        }
        Edited::Made
    }

    /// Sends what was made without waiting for more.
    pub fn flush(&mut self, cx: &mut Moment<'_>) {
        self.pack();
        if self.theirs.is_some() {
            self.send_singly(cx);
        }
    }

    pub(super) fn may_write(&self) -> bool {
        self.synced
            && self.projection.writable.get_untracked()
            && !matches!(self.phase, Phase::Refused(_) | Phase::Denied)
    }

    /// Makes one change of what was typed.
    pub(super) fn pack(&mut self) {
        let Some(made) = self.parcel_since.take() else { return };
        let parcel = take(&mut self.parcel);
        match merge_updates_v1(&parcel) {
            Ok(merged) => {
                self.outgoing.add(merged, made, None);
            }
            // The library cannot merge what it has itself made; then each goes on its own.
            Err(_) => parcel.into_iter().for_each(|update| {
                self.outgoing.add(update, made, None);
            }),
        }
    }

    /// Answers what the server has with what it lacks: nothing, where everything of ours is acknowledged.
    pub(super) fn send_missing(&mut self, cx: &mut Moment<'_>) {
        let theirs = self.theirs.as_deref().filter(|_| !self.outgoing.is_empty());
        let missing = theirs.map_or(Some(EMPTY_UPDATE.to_vec()), |theirs| self.replica.missing_from(theirs));
        if let Some(missing) = missing.filter(|missing| missing.len() <= STEP2_BYTES_MAX) {
            self.outgoing.sent_all(cx.now);
            cx.out.send(&self.address, Body::Sync(SyncMessage::Step2(missing)));
        } else {
            // After very much was written offline, each change goes on its own instead of all in one frame.
            self.outgoing.sent_through(0, cx.now);
            cx.out.send(&self.address, Body::Sync(SyncMessage::Step2(EMPTY_UPDATE.to_vec())));
            self.send_singly(cx);
        }
    }

    pub(super) fn send_singly(&mut self, cx: &mut Moment<'_>) {
        for change in self.outgoing.unsent() {
            let large = change.bytes.len() > UPDATE_BYTES_MAX;
            let message = if large { SyncMessage::Step2(change.bytes) } else { SyncMessage::Update(change.bytes) };
            self.outgoing.sent_through(change.id, cx.now);
            cx.out.send(&self.address, Body::Sync(message));
        }
    }

    /// After a change made here: it waits for its parcel, and is shown.
    pub(super) fn settle(&mut self, cx: &mut Moment<'_>) {
        self.project(cx.out);
        if !self.parcel.is_empty() {
            self.parcel_since.get_or_insert(cx.now);
        }
    }
}
