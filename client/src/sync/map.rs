//! The plain values of a document, for a component to show and to change: the marks of a ballot, the items of notes and
//! record.

use accord_shared::document::Document;
use leptos::prelude::ArcRwSignal;
use std::collections::BTreeSet;

use super::link::RoomLink;
use super::projection::MapValue;

/// The root map of a document. Cloning it is cheap.
#[derive(Clone)]
pub struct MapBinding {
    link: RoomLink,
    document: Document,
    keys: ArcRwSignal<BTreeSet<String>>,
    ready: ArcRwSignal<bool>,
    writable: ArcRwSignal<bool>,
}

impl MapBinding {
    pub(super) fn new(link: &RoomLink, document: &Document) -> Self {
        let (keys, ready, writable) = link.run(|engine, _| {
            engine.follow(document, |seen| (seen.keys.clone(), seen.ready.clone(), seen.writable.clone()))
        });
        Self { link: link.clone(), document: document.clone(), keys, ready, writable }
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

    /// Whether the server's values have arrived.
    #[must_use]
    pub fn ready(&self) -> ArcRwSignal<bool> {
        self.ready.clone()
    }

    /// Whether the server takes changes to this document from this person.
    #[must_use]
    pub fn writable(&self) -> ArcRwSignal<bool> {
        self.writable.clone()
    }

    /// Puts a value under a key.
    pub fn set(&self, key: &str, value: impl Into<MapValue>) {
        self.change(vec![(key.to_owned(), Some(value.into()))]);
    }

    /// Takes the value under a key away.
    pub fn remove(&self, key: &str) {
        self.change(vec![(key.to_owned(), None)]);
    }

    /// Puts and takes away several at once: others see all of it or nothing.
    pub fn change(&self, entries: Vec<(String, Option<MapValue>)>) {
        self.link.run(|engine, now| engine.change_map(&self.document, entries, now));
    }
}
