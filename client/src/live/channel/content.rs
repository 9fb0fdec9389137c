//! What the copy holds: taking updates in, showing them, and throwing all of it away when the server has something else.

use leptos::prelude::GetUntracked;
use std::collections::BTreeMap;

use super::{Body, Channel, Effect, Effects, Lost, Moment, Phase, Unfit, set_if_new, take};
use crate::live::diff::diff;
use crate::live::replica::Heard;

impl Channel {
    pub(super) fn take_in(&mut self, update: &[u8]) -> Result<(), Unfit> {
        self.replica.apply(update, &self.document, &self.framework)
    }

    /// Makes the changes that this browser kept from before, and sends them.
    pub(super) fn make_kept(&mut self, cx: &mut Moment<'_>) -> Lost {
        let (mut unfit, mut any) = (Vec::new(), false);
        let before = if self.kept.is_empty() { BTreeMap::new() } else { self.replica.texts() };
        for (key, bytes) in take(&mut self.kept) {
            if self.take_in(&bytes).is_ok() {
                self.outgoing.add(bytes, cx.now, Some(key));
                any = true;
            } else {
                unfit.push(key);
            }
        }
        // Should the server refuse them, the user gets the texts back.
        let after = if any { self.replica.texts() } else { BTreeMap::new() };
        let changed = after.into_iter().filter(|(root, text)| before.get(root) != Some(text));
        self.touched.extend(changed.map(|(root, _)| root));
        self.project(cx.out);
        if any && self.theirs.is_some() {
            self.send_missing(cx);
        }
        let lost = Lost { changes: unfit.len(), texts: Vec::new() };
        cx.out.forget(unfit);
        lost
    }

    /// The copy is not what the server has: begins again and asks for everything.
    pub(super) fn restart(&mut self, cx: &mut Moment<'_>) -> Lost {
        let lost = self.give_up(cx);
        cx.out.send(&self.address, Body::Close(None));
        self.wait(cx);
        lost
    }

    pub(super) fn wait(&mut self, cx: &mut Moment<'_>) {
        let wait = i64::try_from(self.backoff.wait_ms(cx.random())).unwrap_or(i64::MAX);
        self.phase = Phase::Closed(cx.now.saturating_add(wait));
    }

    /// Throws the copy and everything unsaved away. What is shown stays until the server's content arrives.
    pub(super) fn give_up(&mut self, cx: &mut Moment<'_>) -> Lost {
        let changes = self.pending();
        let texts = take(&mut self.touched)
            .iter()
            .map(|root| self.replica.text(root))
            .filter(|text| !text.is_empty())
            .collect();
        self.replica = self.replica.anew(&self.document, cx.random());
        for root in self.projection.roots() {
            self.replica.watch_text(&root);
        }
        let dropped = self.outgoing.drain().into_iter().filter_map(|change| change.kept);
        let kept = take(&mut self.kept).into_iter().map(|(key, _)| key);
        cx.out.forget(dropped.chain(kept).collect());
        self.early.clear();
        self.parcel.clear();
        self.parcel_since = None;
        self.theirs = None;
        self.asked = false;
        self.synced = false;
        self.closes = 0;
        set_if_new(&self.projection.ready, false);
        Lost { changes, texts }
    }

    /// Shows what changed since it was last shown.
    pub(super) fn project(&mut self, out: &mut Effects) {
        let Heard { made, texts, keys } = self.replica.take_heard();
        self.parcel.extend(made);
        for key in keys {
            self.projection.show_cell(&key, self.replica.value(&key));
        }
        for (root, edits) in texts {
            self.projection.show_text(&root, self.replica.text(&root));
            out.push(Effect::Text { document: self.document.clone(), root, edits });
        }
    }

    /// Shows everything, as changes of what is shown now.
    pub(super) fn project_all(&mut self, out: &mut Effects) {
        let _ = self.replica.take_heard();
        for root in self.projection.roots() {
            let (before, now) = (self.projection.text(&root).get_untracked(), self.replica.text(&root));
            let edit = diff(&before, &now, None);
            if !edit.is_nothing() {
                self.projection.show_text(&root, now);
                out.push(Effect::Text { document: self.document.clone(), root, edits: vec![edit] });
            }
        }
        for key in self.projection.known_keys().union(&self.replica.keys()) {
            self.projection.show_cell(key, self.replica.value(key));
        }
    }
}
