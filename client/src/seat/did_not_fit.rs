//! What did not fit into a text: beside its field, where it can be shortened and added, copied, or let go; and at the head
//! of the page's own notices where the field is out of sight. Nothing of it is saved, so that leaving the page asks first.

use accord_shared::fit::Limit;
use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::{Event, EventInit, HtmlTextAreaElement};
use wasm_bindgen::JsCast;

use super::room::Room;
use crate::live::{Aside, TextBinding};
use crate::ui::{Button, ButtonKind, CopyButton, Notice, NoticeKind, announce, focus_id};

/// The element id of the sentence about what did not fit into the field `id`.
pub fn sentence_id(id: &str) -> String {
    format!("{id}-unfit")
}

/// What did not fit into a text, below its field.
#[component]
pub fn DidNotFit(
    /// The text.
    binding: TextBinding,
    /// The element id of its field.
    id: String,
    /// The field's label.
    label: String,
) -> impl IntoView {
    let aside = binding.aside();
    let in_sight = StoredValue::new(Some(aside.in_sight()));
    on_cleanup(move || in_sight.set_value(None));
    let aside = StoredValue::new(aside);
    let kept = Memo::new(move |_| aside.with_value(Aside::text));
    let text = RwSignal::from(binding.text());
    let used = Memo::new(move |_| text.with(|text| Limit::TEXT.length(text)));
    let too_long = Memo::new(move |_| {
        kept.with(|kept| kept.as_ref().and_then(|kept| Limit::TEXT.too_long_after(used.get(), kept)))
    });
    let sentence = Memo::new(move |_| {
        too_long.get().map_or_else(
            || "This was not added, and is not saved. There is room for it now.".to_owned(),
            |long| {
                format!("{long} It was not added and is not saved. Shorten it here and add it, or keep it elsewhere.")
            },
        )
    });
    Effect::new(move |before: Option<usize>| {
        let length = kept.with(|kept| kept.as_ref().map_or(0, String::len));
        // Not again for each key.
        if before.is_none_or(|before| before == 0 || length > before + 1) && length > 0 {
            announce(&sentence.get_untracked());
        }
        length
    });
    let writable = RwSignal::from(binding.writable());
    let id = StoredValue::new(id);
    let why_not = Signal::derive(move || match too_long.get() {
        Some(_) => Some("It is still too long.".to_owned()),
        None if !writable.get() => Some("Nothing can be written here now.".to_owned()),
        None => None,
    });
    let let_go = move || {
        aside.with_value(Aside::let_go);
        id.with_value(|id| focus_id(id));
    };
    let add = move || {
        if let Some(words) = aside.with_value(Aside::text_now) {
            let_go();
            id.with_value(|id| write_at_caret(id, &words));
        }
    };
    let label = format!("What did not fit into “{label}”");
    let body = move || {
        let (field, label) = (id.with_value(|id| format!("{id}-aside")), label.clone());
        let words = Signal::derive(move || kept.get().unwrap_or_default());
        let typed = move |event| aside.with_value(|aside| aside.keep(event_target_value(&event)));
        view! {
            <div class="did-not-fit" role="group" aria-label=label.clone()>
                <p class="field-error" id=id.with_value(|id| sentence_id(id))>
                    <span class="visually-hidden">"Error: "</span>
                    {move || sentence.get()}
                </p>
                <label class="field-label" for=field.clone()>{label.clone()}</label>
                <textarea class="field-input field-area" id=field rows=4 translate="no" lang="en-GB" prop:value=words on:input=typed></textarea>
                <div class="cluster">
                    <Button why_not=why_not on_press=add>"Add it"</Button>
                    <CopyButton text=words label="Copy it" kind=ButtonKind::Quiet />
                    <Button kind=ButtonKind::Quiet on_press=let_go>"Let it go"</Button>
                </div>
            </div>
        }
    };
    let any = Memo::new(move |_| kept.with(Option::is_some));
    view! { <Show when=move || any.get()>{body.clone()}</Show> }.into_any()
}

/// Puts words where the caret of a field is, as if they were typed.
fn write_at_caret(id: &str, words: &str) {
    let found = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = found else { return };
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
    let (start, end) = (place(field.selection_start()), place(field.selection_end()));
    // Both fail only for fields that have no text.
    let _ = field.set_range_text_with_start_and_end_and_mode(words, start, end, "end");
    let typed = EventInit::new();
    typed.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &typed) {
        let _ = field.dispatch_event(&event);
    }
}

/// What did not fit into texts that are not on the screen.
#[component]
pub fn OutOfSight() -> impl IntoView {
    let room = expect_context::<Room>();
    let hidden = Memo::new(move |_| {
        room.link().out_of_sight().iter().map(|aside| (aside.place().clone(), aside.text())).collect::<Vec<_>>()
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if room.saved.try_with_untracked(crate::live::Saved::is_in_this_page_only) == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    let one = move |(place, text): (crate::live::Place, Option<String>)| {
        let text = text.unwrap_or_default();
        let let_go = move || {
            let all = room.link().out_of_sight();
            all.iter().filter(|aside| *aside.place() == place).for_each(Aside::let_go);
        };
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>"A text did not fit where you put it, and is not saved. Go back there and shorten it, or copy it and keep it elsewhere."</p>
                <div class="room-kept-text">
                    <p class="as-written" tabindex="0" translate="no" lang="en-GB">{text.clone()}</p>
                    <CopyButton text=text label="Copy this text" />
                </div>
                <Button kind=ButtonKind::Quiet on_press=let_go>"Let it go"</Button>
            </Notice>
        }
    };
    view! { <For each=move || hidden.get() key=Clone::clone children=one /> }
}
