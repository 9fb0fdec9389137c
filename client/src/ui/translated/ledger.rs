//! Which texts of the page are shown in other words, by which wrapper, and what their own words were. It keeps no node
//! alive: what the page lets go goes from here as well.

use js_sys::{Array, JsString, Object, WeakMap};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Text};

/// Where a text belongs.
pub struct Place {
    /// What shows it in other words.
    pub wrapper: Element,
    /// The text of the same wrapper that it stands before; else it is the last of them.
    pub before: Option<Text>,
}

/// The texts and their wrappers.
pub struct Ledger {
    /// A text leads to a pair: its wrapper and its own words.
    texts: WeakMap,
    /// A wrapper leads to its texts in their order.
    wrappers: WeakMap,
    used: Cell<bool>,
}

impl Ledger {
    /// Nothing is translated yet.
    pub fn new() -> Self {
        Self { texts: WeakMap::new(), wrappers: WeakMap::new(), used: Cell::new(false) }
    }

    /// Whether anything was ever translated.
    pub fn is_used(&self) -> bool {
        self.used.get()
    }

    /// The wrapper that shows a text in other words.
    pub fn wrapper_of(&self, text: &Text) -> Option<Element> {
        self.pair(text).map(|pair| pair.get(0).unchecked_into())
    }

    /// What a text said itself; empty for one that is not translated.
    pub fn words_of(&self, text: &Text) -> String {
        self.pair(text).and_then(|pair| pair.get(1).as_string()).unwrap_or_default()
    }

    /// The texts that a wrapper stands for, in their order.
    pub fn texts_of(&self, wrapper: &Element) -> Vec<Text> {
        self.list(wrapper).map(|list| list.iter().map(JsCast::unchecked_into).collect()).unwrap_or_default()
    }

    /// Enters a text that is shown in other words.
    pub fn enter(&self, text: &Text, words: &str, place: &Place) {
        self.used.set(true);
        self.texts.set(text.unchecked_ref(), &Array::of2(&place.wrapper, &JsString::from(words)));
        let list = self.list(&place.wrapper).unwrap_or_default();
        let all: Vec<JsValue> = list.iter().collect();
        let behind = |before: &Text| {
            let before: &JsValue = before;
            all.iter().position(|one| one == before)
        };
        let at = place.before.as_ref().and_then(behind);
        let at = u32::try_from(at.unwrap_or(all.len())).unwrap_or(u32::MAX);
        list.splice(at, 0, text);
        self.wrappers.set(place.wrapper.unchecked_ref(), &list);
    }

    /// Forgets a text.
    pub fn strike(&self, text: &Text) {
        let Some(wrapper) = self.wrapper_of(text) else { return };
        self.texts.delete(text.unchecked_ref());
        let own: &JsValue = text;
        let left: Array = self.list(&wrapper).unwrap_or_default().iter().filter(|one| one != own).collect();
        if left.length() == 0 {
            self.wrappers.delete(wrapper.unchecked_ref());
        } else {
            self.wrappers.set(wrapper.unchecked_ref(), &left);
        }
    }

    fn pair(&self, text: &Text) -> Option<Array> {
        found(&self.texts, text.unchecked_ref())
    }

    fn list(&self, wrapper: &Element) -> Option<Array> {
        found(&self.wrappers, wrapper.unchecked_ref())
    }
}

fn found(map: &WeakMap, key: &Object) -> Option<Array> {
    map.has(key).then(|| map.get(key).unchecked_into())
}
