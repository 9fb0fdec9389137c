//! Lists in the editor whose parts can be moved and taken away with buttons. The focus stays with what was moved.

use leptos::prelude::*;

use super::state::{Asked, Editor};
use crate::ui::{Button, ButtonKind, announce, focus_id};

/// One part of a list.
#[derive(Clone)]
pub struct Part {
    /// Its id.
    pub key: String,
    /// The ids of all that it can change places with, in order.
    pub among: Memo<Vec<String>>,
    /// What one of them is called, such as "row".
    pub noun: &'static str,
    /// What the element ids of its buttons begin with.
    pub stem: String,
}

impl Part {
    /// Where it stands, counted from 0.
    pub fn place(&self) -> Option<usize> {
        self.among.with_untracked(|among| among.iter().position(|key| *key == self.key))
    }

    /// Its noun and number, such as "row 3".
    pub fn title(&self) -> Memo<String> {
        let Self { key, among, noun, .. } = self.clone();
        Memo::new(move |_| {
            let place = among.with(|among| among.iter().position(|one| *one == key));
            place.map_or_else(|| noun.to_owned(), |place| format!("{noun} {}", place + 1))
        })
    }

    fn move_by(&self, up: bool, shift: Callback<(usize, bool)>) {
        let Some(place) = self.place() else { return };
        let (noun, many) = (self.noun, self.among.with_untracked(Vec::len));
        let end = if up { 0 } else { many.saturating_sub(1) };
        if place == end {
            let which = if up { "first" } else { "last" };
            return announce(&format!("This {noun} is the {which} already."));
        }
        shift.run((place, up));
        let (way, now) = if up { ("up", place) } else { ("down", place + 2) };
        announce(&format!("Moved {way}: now {noun} {now} of {many}."));
        after(format!("{}-{way}", self.stem));
    }
}

/// The buttons of one part: up, down, and away.
pub fn deeds(
    part: &Part,
    about: Signal<String>,
    shift: Option<Callback<(usize, bool)>>,
    remove: Callback<()>,
) -> AnyView {
    let movers = shift.map(|shift| {
        let mover = |up: bool| {
            let (part, id) = (part.clone(), format!("{}-{}", part.stem, if up { "up" } else { "down" }));
            let words = if up { "Move up" } else { "Move down" };
            view! { <Button kind=ButtonKind::Quiet id=id about=about on_press=move || part.move_by(up, shift)>{words}</Button> }
        };
        [mover(true), mover(false)]
    });
    view! {
        <div class="editor-deeds">
            {movers}
            <Button kind=ButtonKind::Quiet about=about on_press=remove>"Remove"</Button>
        </div>
    }
    .into_any()
}

/// Takes something away: at once where nothing is lost, else after asking. The focus goes to `next`.
pub fn take_away(
    editor: Editor,
    name: String,
    sentence: Option<&str>,
    next: String,
    away: impl Fn(Editor) + Send + Sync + 'static,
) {
    let said = format!("Removed: {name}.");
    let then = Callback::new(move |()| {
        away(editor);
        announce(&said);
        after(next.clone());
    });
    match sentence {
        None => then.run(()),
        Some(sentence) => editor.ask(Asked {
            title: format!("Remove {name}?"),
            sentence: sentence.to_owned(),
            button: "Remove",
            then,
        }),
    }
}

/// Brings the focus to the element with this id when the page has been drawn.
pub fn after(id: String) {
    request_animation_frame(move || focus_id(&id));
}

/// The parts of a list by their ids; one that stays is not made again.
pub fn parts(
    keys: Memo<Vec<String>>,
    class: &'static str,
    part: impl Fn(String) -> AnyView + Send + Sync + Clone + 'static,
) -> AnyView {
    view! {
        <ol class=class>
            <For each=move || keys.get() key=String::clone children=part />
        </ol>
    }
    .into_any()
}
