//! A document as signals: one for each text and one for each key of its map, so that one remote change touches one signal.
//!
//! The signals are reference-counted and outlive the Y document behind them, which may be thrown away and fetched again
//! (see [`crate::live::channel`]). What a key or a root means is [`accord_shared::schema`]'s.

use accord_shared::mark::{Mark, Sureness};
use accord_shared::schema::mark_to_any;
use leptos::prelude::{ArcRwSignal, Set, WithUntracked};
use std::collections::{BTreeMap, BTreeSet};
use yrs::{Any, Number};

/// A plain value in a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapValue {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
}

impl MapValue {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The mark, if it is one.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        match self {
            Self::Whole(value) => Some(Mark::Score(*value)),
            Self::Text(word) if word == "na" => Some(Mark::NotApplicable),
            Self::Text(word) if word == "abstain" => Some(Mark::Abstain),
            Self::Text(_) | Self::Flag(_) => None,
        }
    }

    /// How sure somebody is of a mark, if it says so.
    #[must_use]
    pub fn sureness(&self) -> Option<Sureness> {
        self.text().and_then(Sureness::from_slug)
    }

    /// The value as it stands in a document.
    #[must_use]
    pub fn to_any(&self) -> Any {
        match self {
            Self::Text(text) => Any::from(text.as_str()),
            Self::Whole(value) => Any::Number(Number::Int(*value)),
            Self::Flag(flag) => Any::Bool(*flag),
        }
    }

    /// Reads a value of a document; `None` for what no schema of ours has.
    #[must_use]
    pub fn from_any(any: &Any) -> Option<Self> {
        match any {
            Any::String(text) => Some(Self::Text(text.to_string())),
            Any::Number(Number::Int(value)) => Some(Self::Whole(*value)),
            Any::Bool(flag) => Some(Self::Flag(*flag)),
            _ => None,
        }
    }
}

impl From<&str> for MapValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for MapValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for MapValue {
    fn from(value: i64) -> Self {
        Self::Whole(value)
    }
}

impl From<bool> for MapValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Mark> for MapValue {
    fn from(mark: Mark) -> Self {
        // The schema says how marks are written; they are all plain.
        Self::from_any(&mark_to_any(mark)).unwrap_or(Self::Text(String::new()))
    }
}

/// The signals of one document.
#[derive(Debug)]
pub struct Projection {
    /// Whether the server's content has arrived.
    pub ready: ArcRwSignal<bool>,
    /// Whether the server takes changes.
    pub writable: ArcRwSignal<bool>,
    /// The keys of the map that have a value.
    pub keys: ArcRwSignal<BTreeSet<String>>,
    texts: BTreeMap<String, ArcRwSignal<String>>,
    cells: BTreeMap<String, ArcRwSignal<Option<MapValue>>>,
}

impl Default for Projection {
    fn default() -> Self {
        Self {
            ready: ArcRwSignal::new(false),
            writable: ArcRwSignal::new(false),
            keys: ArcRwSignal::new(BTreeSet::new()),
            texts: BTreeMap::new(),
            cells: BTreeMap::new(),
        }
    }
}

impl Projection {
    /// The signal of a text.
    pub fn text(&mut self, root: &str) -> ArcRwSignal<String> {
        self.texts.entry(root.to_owned()).or_insert_with(|| ArcRwSignal::new(String::new())).clone()
    }

    /// The signal of a key.
    pub fn cell(&mut self, key: &str) -> ArcRwSignal<Option<MapValue>> {
        self.cells.entry(key.to_owned()).or_insert_with(|| ArcRwSignal::new(None)).clone()
    }

    /// The texts that somebody asked for.
    pub fn roots(&self) -> Vec<String> {
        self.texts.keys().cloned().collect()
    }

    /// Says what a text is now.
    pub fn show_text(&mut self, root: &str, now: String) {
        set_if_new(&self.text(root), now);
    }

    /// Says what stands under a key now.
    pub fn show_cell(&mut self, key: &str, now: Option<MapValue>) {
        let present = now.is_some();
        set_if_new(&self.cell(key), now);
        if self.keys.with_untracked(|keys| keys.contains(key)) != present {
            let mut keys = self.keys.with_untracked(BTreeSet::clone);
            if present {
                keys.insert(key.to_owned())
            } else {
                keys.remove(key)
            };
            self.keys.set(keys);
        }
    }

    /// Every key that was ever shown.
    pub fn known_keys(&self) -> BTreeSet<String> {
        self.cells.keys().cloned().collect()
    }
}

/// Sets a signal only where that changes it, so that nothing is drawn twice.
pub fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, now: T) {
    if signal.with_untracked(|before| *before != now) {
        signal.set(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::GetUntracked;

    #[test]
    fn values_and_marks_read_back() {
        for value in [MapValue::from("text"), MapValue::from(4), MapValue::from(true)] {
            assert_eq!(MapValue::from_any(&value.to_any()), Some(value));
        }
        for mark in [Mark::Score(2), Mark::NotApplicable, Mark::Abstain] {
            assert_eq!(MapValue::from(mark).mark(), Some(mark));
        }
        assert_eq!(MapValue::from_any(&Any::Number(Number::Float(0.5))), None);
    }

    #[test]
    fn keys_follow_the_cells() {
        let mut projection = Projection::default();
        let cell = projection.cell("a");
        projection.show_cell("a", Some(1.into()));
        projection.show_cell("b", Some(2.into()));
        projection.show_cell("b", None);
        assert_eq!(cell.get_untracked(), Some(MapValue::Whole(1)));
        assert_eq!(projection.keys.get_untracked(), BTreeSet::from(["a".to_owned()]));
        assert_eq!(projection.known_keys().len(), 2);
    }
}
