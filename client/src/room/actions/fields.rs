//! The plain fields of a final action: who owns it, when it is due, which section it belongs to. Whoever does not write
//! the record reads them as words.

use accord_shared::fit::Limit;
use accord_shared::framework::SectionId;
use accord_shared::id::ItemId;
use accord_shared::panel::Agency;
use accord_shared::schema::ItemField;
use leptos::prelude::*;

use super::items::Items;
use crate::live::{Aside, Edited};
use crate::seat::facts::section_name_first;
use crate::seat::room::Room;
use crate::ui::when::day_in_words;
use crate::ui::{Choice, FieldFrame, Select, announce, described_by, fresh_id};

/// One line of text.
#[component]
pub fn ItemLine(
    /// The record's items.
    record: Items,
    /// Which item.
    id: ItemId,
    /// Which field.
    field: ItemField,
    /// The label.
    label: &'static str,
    /// Whether this person writes it.
    may_write: Memo<bool>,
) -> impl IntoView {
    let value = record.field(&id, field);
    let bodies = fresh_id("bodies");
    move || {
        if !may_write.get() {
            return plain(label, value);
        }
        let (item, element) = (id.clone(), fresh_id("line"));
        // What does not fit stays in the field and is kept aside, whatever becomes of the field or others write.
        let aside = StoredValue::new(record.aside(&id, field));
        let in_sight = StoredValue::new(Some(aside.with_value(Aside::in_sight)));
        on_cleanup(move || in_sight.set_value(None));
        let kept = Memo::new(move |_| aside.with_value(Aside::text));
        let shown = Signal::derive(move || kept.get().unwrap_or_else(|| value.get()));
        let error = Signal::derive(move || {
            let long = kept.with(|kept| kept.as_ref().and_then(|kept| Limit::VALUE.too_long(kept)))?;
            Some(format!("{long} It is not saved. Shorten it, or keep it elsewhere."))
        });
        Effect::new(move |before: Option<bool>| {
            let now = error.get();
            if let (Some(false) | None, Some(sentence)) = (before, &now) {
                announce(sentence);
            }
            now.is_some()
        });
        let described = described_by(&element, false, true);
        let described = move || error.with(Option::is_some).then(|| described.clone()).flatten();
        let typed = move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            match record.set(&item, field, text.clone()) {
                Edited::Made => aside.with_value(Aside::let_go),
                Edited::NoRoom | Edited::NotNow => aside.with_value(|aside| aside.keep(text)),
            }
        };
        let names = (field == ItemField::Body).then(|| {
            let options = Agency::ALL.map(|agency| view! { <option value=agency.name()></option> });
            view! { <datalist id=bodies.clone()>{options}</datalist> }
        });
        let list = names.is_some().then(|| bodies.clone());
        view! {
            <FieldFrame id=element.clone() label=label error=error>
                <input
                    class="field-input"
                    type="text"
                    id=element
                    autocomplete="off"
                    list=list
                    translate="no"
                    prop:value=shown
                    aria-describedby=described
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:input=typed
                />
                {names}
            </FieldFrame>
        }
        .into_any()
    }
}

/// The day on which an action is due, with the browser's own calendar.
#[component]
pub fn ItemDue(
    /// The record's items.
    record: Items,
    /// Which item.
    id: ItemId,
    /// Whether this person writes it.
    may_write: Memo<bool>,
) -> impl IntoView {
    let value = record.field(&id, ItemField::Due);
    move || {
        if !may_write.get() {
            return plain("Due", Signal::derive(move || value.with(|day| day_in_words(day))));
        }
        let (item, element) = (id.clone(), fresh_id("due"));
        // A day and the id of a section always fit.
        let chosen = move |event: leptos::ev::Event| {
            record.set(&item, ItemField::Due, event_target_value(&event));
        };
        view! {
            <FieldFrame id=element.clone() label="Due">
                <input class="field-input field-input-day" type="date" id=element prop:value=value on:change=chosen />
            </FieldFrame>
        }
        .into_any()
    }
}

/// The section that an item belongs to.
#[component]
pub fn ItemSection(
    /// The record's items.
    record: Items,
    /// Which item.
    id: ItemId,
    /// Whether this person writes it.
    may_write: Memo<bool>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let value = record.field(&id, ItemField::Section);
    let framework = room.framework();
    let whole = || Choice::new(String::new(), "The plan as a whole");
    let choices: Vec<Choice<String>> = std::iter::once(whole())
        .chain(framework.sections.iter().filter(|s| !s.overall).map(|s| Choice::new(s.id.to_string(), s.heading())))
        .collect();
    move || {
        if !may_write.get() {
            let words = move || {
                let section = SectionId::new(value.get());
                section.map_or("The plan as a whole".to_owned(), |id| section_name_first(&room.framework(), &id))
            };
            return plain("Belongs to", Signal::derive(words));
        }
        let item = id.clone();
        let choose = move |section: String| {
            record.set(&item, ItemField::Section, section);
        };
        let choices = choices.clone();
        view! { <Select id=fresh_id("belongs") label="Belongs to" choices=Signal::stored(choices) value=value on_choose=choose /> }.into_any()
    }
}

fn plain(label: &'static str, words: Signal<String>) -> AnyView {
    view! { <p><span class="room-hint">{label} ": "</span>{move || words.get()}</p> }.into_any()
}
