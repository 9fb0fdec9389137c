//! Documents for the components: to follow, show and change them.

use super::{
    Action, Arc, BTreeMap, Channel, Document, Edit, Edited, Engine, GetUntracked, KEPT_REFUSED, Lost, MapValue, Place,
    Projection, Replica, set_if_new,
};

impl Engine {
    /// Follows a document from now on, as soon as policy lets us.
    pub fn attend(&mut self, document: &Document) {
        if matches!(document, Document::Room(_)) || self.channels.contains_key(document) {
            return;
        }
        let replica = Replica::new(document, (self.world.random)(), self.world.clock);
        self.channels.insert(document.clone(), Channel::new(document, Arc::clone(&self.framework), replica));
        self.join_allowed();
    }

    /// Follows a document and hands out its signals. Signals of what is no document never change.
    pub fn follow<R>(&mut self, document: &Document, see: impl FnOnce(&mut Projection) -> R) -> R {
        self.attend(document);
        match self.channels.get_mut(document) {
            Some(channel) => see(&mut channel.projection),
            None => see(&mut Projection::default()),
        }
    }

    /// Begins to show a text.
    pub fn watch_text(&mut self, document: &Document, root: &str) {
        self.attend(document);
        if let Some(channel) = self.channels.get_mut(document) {
            channel.watch_text(root);
        }
    }

    /// Changes a text.
    pub fn edit_text(&mut self, document: &Document, root: &str, edit: &Edit, now: i64) -> Edited {
        self.with_channel(document, now, |channel, cx| channel.edit_text(root, edit, cx)).unwrap_or(Edited::NotNow)
    }

    /// Takes back, or writes again, what was last written here in a text.
    pub fn undo(&mut self, document: &Document, root: &str, again: bool, now: i64) -> Edited {
        self.with_channel(document, now, |channel, cx| channel.undo(root, again, cx)).unwrap_or(Edited::NotNow)
    }

    /// Changes the map of a document.
    pub fn change_map(&mut self, document: &Document, entries: Vec<(String, Option<MapValue>)>, now: i64) -> Edited {
        self.with_channel(document, now, |channel, cx| channel.change_map(entries, cx)).unwrap_or(Edited::NotNow)
    }

    /// Keeps aside what did not fit where it was put, or keeps nothing of that place any more.
    pub fn keep_aside(&mut self, place: &Place, text: Option<String>, now: i64) {
        let mut kept = self.signals.aside.get_untracked();
        match text.filter(|text| !text.is_empty()) {
            Some(text) => kept.insert(place.clone(), text),
            None => kept.remove(place),
        };
        set_if_new(&self.signals.aside, kept);
        self.refresh(now);
    }

    /// Sends everything that was typed without waiting for more.
    pub fn flush(&mut self, now: i64) {
        self.each_channel(now, |channel, _, cx| {
            channel.flush(cx);
            Lost::default()
        });
        self.refresh(now);
    }

    /// This browser kept changes from before; the keys are given back with their acknowledgement.
    pub fn kept(&mut self, entries: Vec<(Document, String, Vec<u8>)>, now: i64) {
        let mut by_document: BTreeMap<Document, Vec<(String, Vec<u8>)>> = BTreeMap::new();
        for (document, key, bytes) in entries {
            by_document.entry(document).or_default().push((key, bytes));
        }
        for (document, entries) in by_document {
            if !self.may(Action::Read(&document)) {
                // Not this meeting's, or no longer ours to see.
                self.out.forget(entries.into_iter().map(|(key, _)| key).collect());
                self.notice(Lost { changes: 1, texts: Vec::new() }, KEPT_REFUSED);
                continue;
            }
            self.attend(&document);
            let lost = self.with_channel(&document, now, |channel, cx| channel.take_over(entries, cx));
            self.notice(lost.unwrap_or_default(), KEPT_REFUSED);
        }
        self.refresh(now);
    }
}
