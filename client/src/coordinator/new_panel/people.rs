//! The part of the form about the people: a row for each, pasting a whole list, and who holds which office.

use accord_shared::fit::Limit;
use accord_shared::panel::{Agency, Seat};
use leptos::prelude::*;

use super::entered::Form;
use super::paste;
use super::paste::PastedPerson;
use super::who_judges::{Judged, moderation};
use crate::coordinator::person_fields::{PersonFields, PersonRow};
use crate::ui::{
    Button, ButtonKind, Checkbox, Choice, Disclosure, Icon, IconName, Select, TextArea, announce, focus_id,
};
use crate::words::grammar::count;

/// The people at the panel.
#[component]
pub fn PeoplePart(form: Form) -> impl IntoView {
    let add = move || {
        let row = form.add_person(Agency::SendService);
        request_animation_frame(move || focus_id(&row.id("name")));
    };
    view! {
        <fieldset class="form-part">
            <legend class="form-part-title"><h2>"The people"</h2></legend>
            <div class="form-part-body">
                <p>"Each person gets a link of their own. Rows that you leave empty are not used."</p>
                <PasteList form=form />
                <ol class="person-rows">
                    <For each=move || form.people.get() key=|row| row.key let:row>
                        <PersonItem form=form row=row add=Callback::new(move |()| add()) />
                    </For>
                </ol>
                {move || form.error("participants").get().map(|error| view! { <p class="field-error">{error}</p> })}
                <Button id="participants" on_press=add><Icon name=IconName::Plus />"Add another person"</Button>
                <Show when=move || form.way.is_panel()>
                    <Checkbox
                        id="screen"
                        label="Make a link for a room screen"
                        hint="For a projector: it shows where the meeting stands, and nothing private."
                        checked=form.screen
                        on_change=move |on| form.screen.set(on)
                    />
                </Show>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn PersonItem(form: Form, row: PersonRow, add: Callback<()>) -> impl IntoView {
    let place =
        Memo::new(move |_| form.people.with(|people| people.iter().position(|one| one.key == row.key).unwrap_or(0)));
    let who = Signal::derive(move || match row.name.get() {
        name if name.trim().is_empty() => format!("person {}", place.get() + 1),
        name => name,
    });
    let next = move || {
        let next = form.people.with_untracked(|people| people.get(place.get_untracked() + 1).copied());
        match next {
            Some(next) => focus_id(&next.id("name")),
            None => add.run(()),
        }
    };
    let remove = move || {
        let from = place.get_untracked();
        form.remove_person(row.key);
        let next = form.people.with_untracked(|people| people.get(from).or(people.last()).copied());
        request_animation_frame(move || focus_id(&next.map_or_else(|| "participants".into(), |next| next.id("name"))));
    };
    let error = Callback::new(move |id: String| form.error(id).get());
    view! {
        <li class="person-row">
            <fieldset class="person-row-fields">
                <legend class="visually-hidden">{move || format!("Person {}", place.get() + 1)}</legend>
                <PersonFields row=row error=error on_enter=next />
                <div class="person-row-remove">
                    <Button kind=ButtonKind::Quiet about=who on_press=remove><Icon name=IconName::Cross />"Remove"</Button>
                </div>
            </fieldset>
        </li>
    }
    .into_any()
}

/// A list that somebody has already: pasting it saves typing thirteen people.
#[component]
fn PasteList(form: Form) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let outcome = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let add = move || {
        if !Limit::PASTED.fits(&text.get_untracked()) {
            // The field says so.
            focus_id("paste");
            return;
        }
        let people = paste::read(&text.get_untracked());
        if people.is_empty() {
            error.set(Some("Paste at least one line with a name in it.".into()));
            focus_id("paste");
            return;
        }
        let sentence = what_happened(&people);
        announce(&sentence);
        error.set(None);
        outcome.set(Some(sentence));
        text.set(String::new());
        form.add_pasted(people);
    };
    view! {
        <Disclosure summary="Paste a list of people">
            <TextArea
                id="paste"
                label="People, one to a line: name, agency, post"
                hint="For example: Ann Lee, Health, Community nurse. Three columns copied from a spreadsheet work too."
                value=text
                limit=Limit::PASTED
                error=error
            />
            <Button on_press=add>"Add these people"</Button>
            {move || outcome.get().map(|outcome| view! { <p>{outcome}</p> })}
        </Disclosure>
    }
    .into_any()
}

/// What came of a pasted list, in a sentence or two.
fn what_happened(people: &[PastedPerson]) -> String {
    let unknown = people.iter().filter(|person| !person.agency_known).count();
    let mut sentence = format!("{} added below.", count(people.len(), "person", "people"));
    if unknown > 0 {
        sentence.push_str(&format!(" Accord did not recognise the agency of {unknown}: please choose it."));
    }
    sentence
}

/// Who leads, who may take over, who writes; or who judges, where there is no panel.
#[component]
pub fn OfficesPart(form: Form) -> impl IntoView {
    // Only people with a name and a voice can hold an office.
    let able = Memo::new(move |_| {
        form.people.with(|people| {
            let with_voice = people.iter().filter(|row| matches!(row.seat.get(), Seat::Member | Seat::NonScoring));
            with_voice
                .map(|row| (row.key, row.name.get()))
                .filter(|(_, name)| !name.trim().is_empty())
                .collect::<Vec<_>>()
        })
    });
    let choices = move |nobody: &'static str| {
        Signal::derive(move || {
            let people = able.get().into_iter().map(|(key, name)| Choice::new(Some(key), name));
            std::iter::once(Choice::new(None, nobody)).chain(people).collect::<Vec<_>>()
        })
    };
    let office = move |id: &'static str,
                       label: &'static str,
                       hint: &'static str,
                       nobody: &'static str,
                       value: RwSignal<Option<u32>>| {
        view! {
            <Select id=id label=label hint=hint choices=choices(nobody) value=value on_choose=move |key| value.set(key) error=form.error(id) />
        }
    };
    view! {
        <fieldset class="form-part">
            <legend class="form-part-title"><h2>"Who does what"</h2></legend>
            <div class="form-part-body">
                {move || match form.way.judged.get() {
                    Judged::Panel => view! {
                        <p>"Type the names above first. The chair can hand over during the meeting."</p>
                        <div class="columns">
                            {office("chair", "Chair", "Leads the meeting and reveals.", "Choose a chair", form.chair)}
                            {office("deputy", "Deputy (optional)", "Can take over if the chair is away.", "Nobody", form.deputy)}
                            {office("scribe", "Scribe (optional)", "Writes the record with the chair.", "Nobody", form.scribe)}
                        </div>
                    }
                    .into_any(),
                    Judged::Alone => view! {
                        <p>"Type the name above first."</p>
                        {office("assessor", "Assessor", "Judges alone.", "Choose the assessor", form.way.assessor)}
                    }
                    .into_any(),
                    Judged::Moderated => view! {
                        <p>"Type the names above first."</p>
                        <div class="columns">
                            {office("assessor", "Auditor", "Judges first.", "Choose the auditor", form.way.assessor)}
                            {office("moderator", "Moderator", "Judges the same again.", "Choose the moderator", form.way.moderator)}
                        </div>
                        {moderation(form.way)}
                    }
                    .into_any(),
                }}
            </div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_is_answered_in_words() {
        assert_eq!(what_happened(&paste::read("Ann Lee, Health")), "1 person added below.");
        assert_eq!(
            what_happened(&paste::read("Ann Lee, Health\nBo Khan, Youth justice")),
            "2 people added below. Accord did not recognise the agency of 1: please choose it."
        );
    }
}
