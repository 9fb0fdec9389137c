//! The plain values of a document, for a component to show and to change: the marks of a ballot, the items of notes and
//! record.

use accord_shared::document::Document;
use leptos::prelude::ArcRwSignal;
use std::collections::BTreeSet;

use super::aside::Aside;
use super::link::RoomLink;
use super::projection::MapValue;
use super::replica::Edited;

/// The root map of a document. Cloning it is cheap.
#[derive(Clone)]
pub struct MapBinding {
    link: RoomLink,
    document: Document,
    keys: ArcRwSignal<BTreeSet<String>>,
}

impl MapBinding {
    pub(super) fn new(link: &RoomLink, document: &Document) -> Self {
        let keys = link.run(|engine, _| engine.follow(document, |seen| seen.keys.clone()));
        Self { link: link.clone(), document: document.clone(), keys }
    }

    /// What stands under a key now.
    #[must_use]
    pub fn cell(&self, key: &str) -> ArcRwSignal<Option<MapValue>> {
        self.link.run(|engine, _| engine.follow(&self.document, |seen| seen.cell(key)))
    }

    /// The keys that have a value.
    #[must_use]
    pub fn keys(&self) -> ArcRwSignal<BTreeSet<String>> {
        self.keys.clone()
    }

    /// Puts a value under a key. Before the server's values have arrived it is put there as soon as they have.
    pub fn set(&self, key: &str, value: impl Into<MapValue>) -> Edited {
        self.change(vec![(key.to_owned(), Some(value.into()))])
    }

    /// Takes the value under a key away.
    pub fn remove(&self, key: &str) -> Edited {
        self.change(vec![(key.to_owned(), None)])
    }

    /// Puts and takes away several at once: others see all of it or nothing.
    pub fn change(&self, entries: Vec<(String, Option<MapValue>)>) -> Edited {
        self.link.run(|engine, now| engine.change_map(&self.document, entries, now))
    }

    /// What did not fit under a key.
    #[must_use]
    pub fn aside(&self, key: &str) -> Aside {
        Aside::new(&self.link, &self.document, key)
    }
}
