//! Themes and actions as they stand in a document: proposals in the notes, the final table in the record. Controls read
//! and write them through here; the names of fields and roots are [`accord_shared::schema`]'s.

use accord_shared::document::Document;
use accord_shared::framework::SectionId;
use accord_shared::id::ItemId;
use accord_shared::schema::{ItemField, ItemKind, item_about, item_action};
use leptos::prelude::*;

use crate::live::{Aside, Edit, Edited, MapBinding, MapValue, TextBinding};
use crate::room::model::item_order::{ItemFacts, order};
use crate::seat::room::Room;

/// The items of one document. Copying it is free.
#[derive(Clone, Copy)]
pub struct Items {
    room: Room,
    document: StoredValue<Document>,
    map: StoredValue<MapBinding, LocalStorage>,
    /// Every item that was not taken away, in order.
    pub all: Memo<Vec<ItemFacts>>,
}

impl Items {
    /// The items of a document.
    pub fn new(room: Room, document: Document) -> Self {
        let map = room.link().map(&document);
        let keys = RwSignal::from(map.keys());
        let cells = map.clone();
        let cell = StoredValue::new_local(cells);
        let all = Memo::new(move |_| {
            let ids = keys.with(|keys| {
                let mut ids: Vec<ItemId> =
                    keys.iter().filter_map(|key| ItemId::new(key.split_once('/')?.0).ok()).collect();
                ids.dedup();
                ids
            });
            let read = |id: &ItemId, field: ItemField| cell.with_value(|map| map.cell(&field.key(id))).get();
            order(ids.into_iter().map(|id| {
                let kind = read(&id, ItemField::Kind);
                let section = read(&id, ItemField::Section);
                let place = read(&id, ItemField::Order);
                let removed = read(&id, ItemField::Removed);
                ItemFacts {
                    kind: match kind.as_ref().and_then(MapValue::text) {
                        Some("theme") => Some(ItemKind::Theme),
                        Some("action") => Some(ItemKind::Action),
                        _ => None,
                    },
                    section: section.as_ref().and_then(MapValue::text).and_then(|id| SectionId::new(id).ok()),
                    order: if let Some(MapValue::Whole(order)) = place { order } else { i64::MAX },
                    removed: removed == Some(MapValue::Flag(true)),
                    id,
                }
            }))
        });
        Self { room, document: StoredValue::new(document), map: StoredValue::new_local(map), all }
    }

    /// The items of one kind, in order.
    pub fn of_kind(self, kind: ItemKind) -> Memo<Vec<ItemId>> {
        Memo::new(move |_| {
            self.all.with(|all| all.iter().filter(|item| item.kind == Some(kind)).map(|item| item.id.clone()).collect())
        })
    }

    /// One plain field of an item; empty where it has none.
    pub fn field(self, item: &ItemId, field: ItemField) -> Signal<String> {
        let cell = self.map.with_value(|map| map.cell(&field.key(item)));
        Signal::derive(move || {
            cell.with(|value| value.as_ref().and_then(MapValue::text).unwrap_or_default().to_owned())
        })
    }

    /// Writes one plain field of an item; an empty one goes.
    pub fn set(self, item: &ItemId, field: ItemField, text: String) -> Edited {
        let value = Some(text).filter(|text| !text.is_empty()).map(MapValue::Text);
        self.map.with_value(|map| map.change(vec![(field.key(item), value)]))
    }

    /// What did not fit into one plain field of an item.
    pub fn aside(self, item: &ItemId, field: ItemField) -> Aside {
        self.map.with_value(|map| map.aside(&field.key(item)))
    }

    /// What an item is about: the theme, or the main area for development.
    pub fn about(self, item: &ItemId) -> TextBinding {
        self.room.link().text(&self.document.get_value(), &item_about(item))
    }

    /// What will be done.
    pub fn action(self, item: &ItemId) -> TextBinding {
        self.room.link().text(&self.document.get_value(), &item_action(item))
    }

    /// Adds an item at the end.
    pub fn add(self, kind: ItemKind, section: Option<&SectionId>) -> Option<ItemId> {
        let mut bytes = [0; 10];
        // Fails only where a browser has no randomness at all, and then nothing of the room works.
        getrandom::fill(&mut bytes).ok()?;
        let id = ItemId::from_random(bytes);
        self.put(&id, kind, section);
        Some(id)
    }

    /// Takes an item of another document in, under its own name and with its own words.
    pub fn take_in(self, other: Self, id: &ItemId) {
        let Some((kind, section)) = other.all.with_untracked(|all| {
            all.iter().find(|item| item.id == *id).and_then(|item| Some((item.kind?, item.section.clone())))
        }) else {
            return;
        };
        self.put(id, kind, section.as_ref());
        for (from, to) in [(other.about(id), self.about(id)), (other.action(id), self.action(id))] {
            let insert = from.text().get_untracked();
            if !insert.is_empty() && to.text().with_untracked(String::is_empty) {
                to.edit(&Edit { at: 0, delete: 0, insert });
            }
        }
    }

    fn put(self, id: &ItemId, kind: ItemKind, section: Option<&SectionId>) {
        let last =
            self.all.with_untracked(|all| all.iter().map(|item| item.order).filter(|order| *order < i64::MAX).max());
        let kind = match kind {
            ItemKind::Theme => "theme",
            ItemKind::Action => "action",
        };
        let mut entries = vec![
            (ItemField::Kind.key(id), Some(MapValue::Text(kind.to_owned()))),
            (ItemField::Order.key(id), Some(MapValue::Whole(last.map_or(1, |last| last + 1)))),
            (ItemField::Removed.key(id), None),
        ];
        if let Some(section) = section {
            entries.push((ItemField::Section.key(id), Some(MapValue::Text(section.to_string()))));
        }
        self.map.with_value(|map| map.change(entries));
    }

    /// Takes an item away. Its words stay in the document, so that it can be put back.
    pub fn set_removed(self, id: &ItemId, removed: bool) {
        self.map
            .with_value(|map| map.change(vec![(ItemField::Removed.key(id), removed.then_some(MapValue::Flag(true)))]));
    }

    /// Lets an item change places with the one before or after it of the same kind.
    pub fn shift(self, id: &ItemId, down: bool) {
        let swapped = self.all.with_untracked(|all| crate::room::model::item_order::shifted(all, id, down));
        let entries = swapped.into_iter().map(|(id, order)| (ItemField::Order.key(&id), Some(MapValue::Whole(order))));
        self.map.with_value(|map| map.change(entries.collect()));
    }
}
