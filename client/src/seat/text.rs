//! Text boxes bound to a document: a private one, and one that several people write in at once, which says who
//! else is writing. How remote changes come in without disturbing the caret is [`crate::live`]'s.

use accord_shared::document::Document;
use leptos::prelude::*;
use std::time::Duration;

use super::beside::LinesBeside;
use super::did_not_fit::{DidNotFit, sentence_id};
use super::room::Room;
use super::writing::writing;
use crate::live::{BoundTextArea, TextBinding};
use crate::ui::{FieldFrame, described_by, fresh_id};

/// After this long without a key the others are no longer told that the user writes.
const WRITING_FOR: Duration = Duration::from_secs(4);

/// A text that only the user writes in: of their ballot or view, or of the record.
#[component]
pub fn OwnText(
    /// The document.
    document: Document,
    /// The root of the text in it.
    root: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What to know before writing.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// How many lines it shows at first.
    #[prop(default = 3)]
    rows: u32,
    /// The element id of the box, where something needs to find it.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let binding = room.link().text(&document, &root);
    let why_not = Signal::derive(move || room.why_not_write(&document));
    let id = id.unwrap_or_else(|| fresh_id("text"));
    view! { <div class="room-text">{text_box(binding, id, label, hint, why_not, rows)}</div> }
}

/// A text of the notes, which everyone with a voice writes in at once.
#[component]
pub fn SharedText(
    /// The root of the text in the notes.
    root: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// How many lines it shows at first.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let document = Document::Notes(room.review.get_untracked());
    let binding = room.link().text(&document, &root);
    let stop = StoredValue::new(None::<TimeoutHandle>);
    let still = move || {
        if let Some(handle) = stop.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        room.writing.try_set(None);
    };
    on_cleanup(still);
    let shown = root.clone();
    let typed = move |_| {
        if room.writing.with_untracked(|writing| writing.as_deref() != Some(&*shown)) {
            room.writing.set(Some(shown.clone()));
        }
        if let Some(handle) = stop.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        stop.set_value(set_timeout_with_handle(still, WRITING_FOR).ok());
    };
    let you = room.you();
    let others = Memo::new(move |_| {
        room.present.with(|present| room.with_facts(|facts| writing(facts, present, &you, &facts.review.id, &root)))
    });
    view! {
        <div class="room-text room-text-shared" on:input=typed on:focusout=move |_| still()>
            {text_box(binding, fresh_id("text"), label, MaybeProp::default(), Signal::stored(None), rows)}
            <p class="room-writing">{move || others.get()}</p>
        </div>
    }
}

/// The label, the hint, the box, and what did not fit into it. While nothing may be written, the box can still be read and
/// says why.
pub fn text_box(
    binding: TextBinding,
    id: String,
    label: String,
    hint: MaybeProp<String>,
    why_not: Signal<Option<String>>,
    rows: u32,
) -> AnyView {
    let aside = binding.aside();
    let unfit = Memo::new(move |_| aside.text().is_some());
    let described = {
        let id = id.clone();
        Signal::derive(move || {
            let hint = described_by(&id, hint.with(Option::is_some) || why_not.with(Option::is_some), false);
            let both: Vec<String> = hint.into_iter().chain(unfit.get().then(|| sentence_id(&id))).collect();
            (!both.is_empty()).then(|| both.join(" "))
        })
    };
    let said = MaybeProp::derive(move || why_not.get().or_else(|| hint.get()));
    let beside = Some(id.clone());
    view! {
        <FieldFrame id=id.clone() label=label.clone() hint=said>
            <BoundTextArea binding=binding.clone() id=id.clone() rows=rows described_by=described />
            <DidNotFit binding=binding id=id label=label />
        </FieldFrame>
        <LinesBeside field=beside />
    }
    .into_any()
}

/// A text of an item, in a box for those who may write and as plain words for the others.
#[component]
pub fn Words(
    /// The text.
    binding: TextBinding,
    /// The label.
    #[prop(into)]
    label: String,
    /// The element id of the box, where something needs to find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// How many lines the box shows at first.
    rows: u32,
    /// Whether this person may write.
    may_write: Memo<bool>,
) -> impl IntoView {
    let id = StoredValue::new(id.unwrap_or_else(|| fresh_id("words")));
    let (label, binding) = (StoredValue::new(label), StoredValue::new(binding));
    move || {
        let (id, label, binding) = (id.get_value(), label.get_value(), binding.get_value());
        if may_write.get() {
            text_box(binding, id, label, MaybeProp::default(), Signal::stored(None), rows)
        } else {
            let text = RwSignal::from(binding.text());
            view! { <p><span class="room-hint">{label} " "</span><span class="as-written" translate="no" lang="en-GB">{move || text.get()}</span></p> }.into_any()
        }
    }
}
