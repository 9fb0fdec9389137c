//! The plain fields of a final action: who owns it, when it is due, which section it belongs to. Whoever does not write
//! the record reads them as words.

use accord_shared::framework::SectionId;
use accord_shared::id::ItemId;
use accord_shared::panel::Agency;
use accord_shared::schema::ItemField;
use leptos::prelude::*;

use super::items::Items;
use crate::seat::facts::section_name_first;
use crate::seat::room::Room;
use crate::ui::when::day_in_words;
use crate::ui::{Choice, FieldFrame, Select, fresh_id};

/// The longest line, in letters; well below what the record takes.
const LINE_LETTERS_MAX: u32 = 120;

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
        let typed = move |event: leptos::ev::Event| record.set(&item, field, event_target_value(&event));
        let names = (field == ItemField::Body).then(|| {
            let options = Agency::ALL.map(|agency| view! { <option value=agency.name()></option> });
            view! { <datalist id=bodies.clone()>{options}</datalist> }
        });
        let list = names.is_some().then(|| bodies.clone());
        view! {
            <FieldFrame id=element.clone() label=label>
                <input
                    class="field-input"
                    type="text"
                    id=element
                    autocomplete="off"
                    list=list
                    maxlength=LINE_LETTERS_MAX
                    prop:value=value
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
        let chosen = move |event: leptos::ev::Event| record.set(&item, ItemField::Due, event_target_value(&event));
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
        let choose = move |section: String| record.set(&item, ItemField::Section, section);
        let choices = choices.clone();
        view! { <Select id=fresh_id("belongs") label="Belongs to" choices=Signal::stored(choices) value=value on_choose=choose /> }.into_any()
    }
}

fn plain(label: &'static str, words: Signal<String>) -> AnyView {
    view! { <p><span class="room-hint">{label} ": "</span>{move || words.get()}</p> }.into_any()
}
