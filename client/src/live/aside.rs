//! Texts that did not fit where they were put: kept aside in this page until the user shortens them, copies them
//! or lets them go. The server has nothing of them, so that as long as there is one, not everything is saved.

use accord_shared::document::Document;
use leptos::prelude::{ArcRwSignal, Update, With, WithUntracked};
use std::collections::BTreeMap;

use super::link::RoomLink;

/// Where a text was to go: a document, and the root of a text in it or the key of its map.
pub type Place = (Document, String);

/// The texts that are kept aside, each by where it was to go.
pub type Kept = BTreeMap<Place, String>;

/// What is kept aside for one place. Cloning it is cheap.
#[derive(Clone)]
pub struct Aside {
    link: RoomLink,
    place: Place,
    kept: ArcRwSignal<Kept>,
    shown: ArcRwSignal<BTreeMap<Place, usize>>,
}

impl Aside {
    pub(super) fn new(link: &RoomLink, document: &Document, name: &str) -> Self {
        let signals = link.run(|engine, _| engine.signals());
        let place = (document.clone(), name.to_owned());
        Self { link: link.clone(), place, kept: signals.aside, shown: signals.aside_shown }
    }

    /// Everything that is kept aside for a place that no field on the page shows.
    pub(super) fn out_of_sight(link: &RoomLink) -> Vec<Self> {
        let signals = link.run(|engine, _| engine.signals());
        let shown = signals.aside_shown.with(Clone::clone);
        let hidden = |(document, name): &Place| Self::new(link, document, name);
        signals.aside.with(|kept| kept.keys().filter(|place| !shown.contains_key(place)).map(hidden).collect())
    }

    /// What is kept aside, if anything is.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.kept.with(|kept| kept.get(&self.place).cloned())
    }

    /// The same without following it.
    #[must_use]
    pub fn text_now(&self) -> Option<String> {
        self.kept.with_untracked(|kept| kept.get(&self.place).cloned())
    }

    /// Keeps this text and nothing else.
    pub fn keep(&self, text: String) {
        self.link.run(|engine, now| engine.keep_aside(&self.place, Some(text), now));
    }

    /// Keeps a text besides what is kept already: behind it where it was typed, on a line of its own where it was pasted.
    pub fn add(&self, text: &str, pasted: bool) {
        let before = self.text_now().unwrap_or_default();
        let between = if pasted && !before.is_empty() { "\n" } else { "" };
        self.keep(format!("{before}{between}{text}"));
    }

    /// Keeps nothing any more.
    pub fn let_go(&self) {
        self.link.run(|engine, now| engine.keep_aside(&self.place, None, now));
    }

    /// Says that a field shows what is kept, until what is returned is dropped.
    #[must_use]
    pub fn in_sight(&self) -> InSight {
        self.shown.update(|shown| *shown.entry(self.place.clone()).or_default() += 1);
        InSight { place: self.place.clone(), shown: self.shown.clone() }
    }

    /// What tells it from the others.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// A field shows what is kept aside.
pub struct InSight {
    place: Place,
    shown: ArcRwSignal<BTreeMap<Place, usize>>,
}

impl Drop for InSight {
    fn drop(&mut self) {
        self.shown.update(|shown| {
            if let Some(fields) = shown.get_mut(&self.place) {
                *fields -= 1;
                if *fields == 0 {
                    shown.remove(&self.place);
                }
            }
        });
    }
}
