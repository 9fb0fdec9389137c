//! Keeps a page alive that the browser translates.
//!
//! A translator takes a text node out of the page and puts an element with other words in its place, most often one
//! `<font>` inside another. The framework goes on writing into the node that it made, which nobody sees any more, and what
//! it would put before that node has no place. So each such node goes back to where it was, right before the words that
//! stand for it, and is empty there: the framework can write it, move it and take it away as ever. Once it is written
//! again, the other words go, and the translator finds the new ones as it finds any text that comes into a page.
//!
//! Which node stands for which is kept in [`ledger`]; where a node was is found in [`place`]. Nothing here knows what a
//! page shows. What must never be translated says so itself, by `translate="no"`.

mod ledger;
mod place;

use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, MutationObserver, MutationObserverInit, MutationRecord, Node, Text};

use ledger::{Ledger, Place};
use place::{Batch, is_wrapper, nodes};

/// Watches over the page's texts for as long as the page is open.
pub fn watch(document: &Document) {
    let ledger = Rc::new(Ledger::new());
    let seen = Closure::<dyn FnMut(Array, MutationObserver)>::new(move |records: Array, observer: MutationObserver| {
        let records = records.iter().map(JsCast::unchecked_into).collect();
        if changed(&ledger, &Batch::new(records)) {
            // What was done here is no news.
            observer.take_records();
        }
    });
    // Fails only for what is no function; without it a page is as it would be without this file.
    let Ok(observer) = MutationObserver::new(seen.into_js_value().unchecked_ref()) else { return };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_character_data(true);
    options.set_subtree(true);
    // Fails only where nothing at all is asked for.
    let _ = observer.observe_with_options(document, &options);
}

/// Looks at what has changed since the last time. Says whether anything was done about it.
fn changed(ledger: &Ledger, batch: &Batch) -> bool {
    if !batch.has_wrappers() && !ledger.is_used() {
        return false;
    }
    let written: Vec<Text> = batch.written().filter(|text| ledger.wrapper_of(text).is_some()).collect();
    let mut moved = Vec::new();
    let mut lost = Vec::new();
    for (record, node) in batch.removed() {
        if let Some(text) = node.dyn_ref::<Text>() {
            match (ledger.wrapper_of(text), text.is_connected()) {
                (None, false) => lost.push((text.clone(), record.clone())),
                (None, true) => {}
                (Some(wrapper), true) => moved.push(wrapper),
                (Some(wrapper), false) => {
                    // The framework has no more use for the text, so its translation goes as well.
                    ledger.strike(text);
                    take_out(ledger, &wrapper, &written);
                }
            }
        } else if is_wrapper(&node) && !node.is_connected() {
            wrapper_gone(ledger, batch, node.unchecked_ref(), &record);
        }
    }
    if batch.has_wrappers() {
        put_back(ledger, batch, lost);
    }
    for text in &written {
        if let Some(wrapper) = ledger.wrapper_of(text) {
            take_out(ledger, &wrapper, &written);
        }
    }
    for node in batch.added() {
        come_back(ledger, &node);
        moved.extend(behind(ledger, &node));
    }
    for wrapper in &moved {
        keep_together(ledger, wrapper);
    }
    true
}

/// Puts each text back that was exchanged for a wrapper. Where several became one wrapper, one leads to the next.
fn put_back(ledger: &Ledger, batch: &Batch, mut lost: Vec<(Text, MutationRecord)>) {
    loop {
        let before = lost.len();
        lost.retain(|(text, record)| match batch.place_of(ledger, record) {
            Some(place) => !stand_before(ledger, text, &place),
            None => true,
        });
        if lost.len() == before {
            // What is left was taken away by the framework.
            return;
        }
    }
}

/// Puts a text right before the wrapper that shows it in other words, and empties it.
fn stand_before(ledger: &Ledger, text: &Text, place: &Place) -> bool {
    let anchor: &Node = place.before.as_ref().map_or_else(|| place.wrapper.as_ref(), AsRef::as_ref);
    let Some(parent) = anchor.parent_node() else { return false };
    if parent.insert_before(text, Some(anchor)).is_err() {
        return false;
    }
    ledger.enter(text, &text.data(), place);
    text.set_data("");
    true
}

/// The translator took a wrapper away: it puts another in its place, or shows the original words again.
fn wrapper_gone(ledger: &Ledger, batch: &Batch, wrapper: &Element, record: &MutationRecord) {
    let texts = ledger.texts_of(wrapper);
    if texts.is_empty() {
        return;
    }
    let next = batch.place_of(ledger, record).filter(|place| place.wrapper != *wrapper);
    let all: String = texts.iter().map(|text| ledger.words_of(text)).collect();
    for text in &texts {
        let words = ledger.words_of(text);
        ledger.strike(text);
        if !text.is_connected() || !text.data().is_empty() {
            continue;
        }
        match &next {
            Some(place) => {
                text.set_data(&words);
                stand_before(ledger, text, place);
            }
            None => text.set_data(&words),
        }
    }
    // Where the translator wrote the original words again, the page would now show them twice.
    let around = [record.previous_sibling(), record.next_sibling()].into_iter().flatten();
    for node in around.chain(nodes(&record.added_nodes())) {
        if let Some(copy) = node.dyn_ref::<Text>()
            && !texts.contains(copy)
            && batch.has_added(copy)
            && copy.data() == all
        {
            copy.remove();
        }
    }
}

/// Takes a wrapper out of the page. The texts that it stood for show their words again, but for what was written.
fn take_out(ledger: &Ledger, wrapper: &Element, written: &[Text]) {
    let texts = ledger.texts_of(wrapper);
    wrapper.remove();
    for text in texts {
        let words = ledger.words_of(&text);
        ledger.strike(&text);
        if !written.contains(&text) && text.data().is_empty() {
            text.set_data(&words);
        }
        if let Some(parent) = text.parent_node() {
            // As if it were new in the page: some translators look at nothing else. It stays where it is, which cannot
            // fail.
            let _ = parent.insert_before(&text, text.next_sibling().as_ref());
        }
    }
}

/// A part of the page that was away has come back: what was written into it meanwhile is shown.
fn come_back(ledger: &Ledger, node: &Node) {
    let Some(element) = node.dyn_ref::<Element>().filter(|element| element.is_connected()) else { return };
    for wrapper in place::wrappers_in(element) {
        if ledger.texts_of(&wrapper).iter().any(|text| !text.data().is_empty()) {
            take_out(ledger, &wrapper, &[]);
        }
    }
}

/// The wrapper in front of which something was put, or before whose texts, if any.
fn behind(ledger: &Ledger, node: &Node) -> Option<Element> {
    let next = node.next_sibling()?;
    match next.dyn_ref::<Text>() {
        Some(text) => ledger.wrapper_of(text),
        None => Some(next).filter(is_wrapper).map(JsCast::unchecked_into),
    }
}

/// A wrapper stands right behind its text, wherever that goes. One that stands for texts that are no longer side by side
/// has no place any more.
fn keep_together(ledger: &Ledger, wrapper: &Element) {
    let texts = ledger.texts_of(wrapper);
    let follows = |one: &Node, next: &Node| one.next_sibling().as_ref() == Some(next);
    let Some(last) = texts.last() else { return };
    let side_by_side = texts.windows(2).all(|pair| follows(&pair[0], &pair[1]));
    if !side_by_side {
        take_out(ledger, wrapper, &[]);
    } else if !follows(last, wrapper)
        && let Some(parent) = last.parent_node()
    {
        // The place behind a text is always one.
        let _ = parent.insert_before(wrapper, last.next_sibling().as_ref());
    }
}
