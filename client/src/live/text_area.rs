//! A `<textarea>` on a shared text: what is typed becomes changes of the text, what others type appears without moving the
//! caret, the selection, the focus or the scroll.
//!
//! The field is not controlled: setting its value would throw the caret to its end. Only ranges are replaced. While an
//! input method composes a word, the field is left alone and what others typed meanwhile comes in when the word is done.
//! Undo takes back only what was typed here, since replacing a range ruins the browser's own undo.
//!
//! What cannot be written, because the text would be too long, is not written in part either, whether it was typed, pasted
//! or dropped. The field shows what was there, with its selection, and the words are kept aside (see [`super::aside`]).

use leptos::html::Textarea;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, InputEvent, KeyboardEvent};

use super::diff::{Edit, diff, shown, unshown};
use super::page::Handler;
use super::replica::Edited;
use super::text::{Listening, TextBinding};
use crate::ui::announce;

/// A text field on a text. The component that shows it gives it its label by its id.
#[component]
pub fn BoundTextArea(
    /// The text.
    binding: TextBinding,
    /// The element id.
    #[prop(into)]
    id: String,
    /// How many lines it shows at first.
    rows: u32,
    /// The ids of what describes it.
    #[prop(into)]
    described_by: Signal<Option<String>>,
) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    bind_textarea(field, binding);
    view! {
        <textarea
            node_ref=field
            class="field-input field-area"
            id=id
            rows=rows
            translate="no"
            lang="en-GB"
            aria-describedby=move || described_by.get()
        ></textarea>
    }
}

/// Binds the field to the text for as long as the caller's component lives.
///
/// It owns the field's value and its `readonly`, which is on until the text has arrived and whenever the server would take
/// no change. Everything else, labels included, is the caller's.
pub fn bind_textarea(field: NodeRef<Textarea>, text: TextBinding) {
    let (ready, writable) = (text.ready(), text.writable());
    Effect::new(move |_: Option<Option<Bound>>| field.get().map(|element| Bound::new(element, text.clone())));
    Effect::new(move |_| {
        let open = ready.get() && writable.get();
        if let Some(element) = field.get() {
            element.set_read_only(!open);
        }
    });
}

/// A field and what listens on it.
struct Bound {
    field: Rc<Field>,
    handlers: Vec<(&'static str, Handler)>,
    _listening: Listening,
}

struct Field {
    element: HtmlTextAreaElement,
    text: TextBinding,
    /// The text that the field shows, as it was in the document.
    base: RefCell<String>,
    /// Changes that others made while a word was being composed.
    held: RefCell<Vec<Edit>>,
    composing: Cell<bool>,
    /// What is told now was typed into this very field.
    own: Cell<bool>,
    /// What is told now was taken back or written again, so that the caret goes there.
    undoing: Cell<bool>,
    /// What was selected before what is typed now, and whether that is pasted or dropped.
    before: Cell<Option<(u32, u32)>>,
    pasting: Cell<bool>,
}

impl Bound {
    fn new(element: HtmlTextAreaElement, text: TextBinding) -> Self {
        let base = text.text().get_untracked();
        element.set_value(&shown(&base));
        let field = Rc::new(Field {
            element,
            text,
            base: RefCell::new(base),
            held: RefCell::default(),
            composing: Cell::new(false),
            own: Cell::new(false),
            undoing: Cell::new(false),
            before: Cell::new(None),
            pasting: Cell::new(false),
        });
        let weak: Weak<Field> = Rc::downgrade(&field);
        let listening = field.text.listen(Rc::new(move |edits| {
            if let Some(field) = weak.upgrade() {
                field.told(edits);
            }
        }));
        let mut bound = Self { field, handlers: Vec::new(), _listening: listening };
        bound.on("input", |field, _| field.typed());
        bound.on("compositionstart", |field, _| field.composing.set(true));
        bound.on("compositionend", |field, _| field.composed());
        bound.on("blur", |field, _| field.text.flush());
        bound.on("keydown", Field::pressed);
        bound.on("beforeinput", Field::about_to_type);
        bound
    }

    fn on(&mut self, name: &'static str, act: impl Fn(&Field, &Event) + 'static) {
        let field = Rc::downgrade(&self.field);
        let handler = Handler::new(move |event: Event| {
            if let Some(field) = field.upgrade() {
                act(&field, &event);
            }
        });
        // Fails only for handlers that are not functions.
        let _ = self.field.element.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
        self.handlers.push((name, handler));
    }
}

impl Drop for Bound {
    fn drop(&mut self) {
        for (name, handler) in &self.handlers {
            let _ = self.field.element.remove_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
        }
        // The component is gone, perhaps before what was typed last went out.
        self.field.text.flush();
    }
}

impl Field {
    /// The person typed: the field says only what it holds now.
    fn typed(&self) {
        if self.composing.get() {
            return;
        }
        let value = self.element.value();
        let caret = self.element.selection_end().ok().flatten();
        let edit = {
            let base = self.base.borrow();
            unshown(&base, &diff(&shown(&base), &value, caret))
        };
        let held = self.held.take();
        let mut edited = Edited::Made;
        if !edit.is_nothing() {
            self.own.set(true);
            edited = self.text.edit(&edit.carried_over(&held));
            self.own.set(false);
        }
        self.agree();
        if edited != Edited::Made {
            self.refused(&edit);
        }
    }

    /// What was typed is not in the text: it is kept aside, and what was selected is so again.
    fn refused(&self, edit: &Edit) {
        if let Some((start, end)) = self.before.get() {
            // Fails only for fields that have no text.
            let _ = self.element.set_selection_range(start, end);
        }
        if !edit.insert.is_empty() {
            self.text.aside().add(&edit.insert, self.pasting.get());
        }
    }

    fn composed(&self) {
        self.composing.set(false);
        self.typed();
    }

    /// The text changed, by these edits one after the other.
    fn told(&self, edits: &[Edit]) {
        if self.own.get() {
            return;
        }
        if self.composing.get() {
            self.held.borrow_mut().extend_from_slice(edits);
            return;
        }
        // Where line breaks are of two units the edits do not fit the field; then the difference does.
        if !self.base.borrow().contains('\r') && edits.iter().all(|edit| !edit.insert.contains('\r')) {
            let mode = if self.undoing.get() { "end" } else { "preserve" };
            for edit in edits {
                self.replace(edit, mode);
            }
        }
        self.agree();
    }

    /// Makes the field show what the text is, if it does not.
    fn agree(&self) {
        let now = self.text.text().get_untracked();
        let edit = diff(&self.element.value(), &shown(&now), None);
        if !edit.is_nothing() {
            self.replace(&edit, "preserve");
        }
        self.base.replace(now);
    }

    fn replace(&self, edit: &Edit, mode: &str) {
        // Fails only for a range that ends before it begins.
        let _ =
            self.element.set_range_text_with_start_and_end_and_mode(&edit.insert, edit.at, edit.at + edit.delete, mode);
    }

    fn pressed(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if self.composing.get() || key.alt_key() || !(key.ctrl_key() || key.meta_key()) {
            return;
        }
        match key.key().as_str() {
            "z" if !key.shift_key() => self.take_back(event, false),
            "z" | "Z" | "y" => self.take_back(event, true),
            _ => {}
        }
    }

    /// Undo can also be asked for by a menu or a gesture.
    fn about_to_type(&self, event: &Event) {
        let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type).unwrap_or_default();
        self.pasting.set(kind.starts_with("insertFrom"));
        if !self.composing.get() {
            let place = |place: Result<Option<u32>, _>| place.ok().flatten();
            self.before.set(place(self.element.selection_start()).zip(place(self.element.selection_end())));
        }
        match kind.as_str() {
            "historyUndo" => self.take_back(event, false),
            "historyRedo" => self.take_back(event, true),
            _ => {}
        }
    }

    fn take_back(&self, event: &Event, again: bool) {
        event.prevent_default();
        self.undoing.set(true);
        let taken = if again { self.text.redo() } else { self.text.undo() };
        if taken == Edited::NoRoom {
            announce("There is no room any more for what this would bring back.");
        }
        self.undoing.set(false);
    }
}
