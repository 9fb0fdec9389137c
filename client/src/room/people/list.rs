//! The people of the room, by agency. It says who is here, who is ready and who looks where, and nothing about a mark.

use leptos::prelude::*;

use crate::room::model::people::{AgencyRow, PersonRow, Ready};
use crate::ui::{Icon, IconName, as_it_is};
use crate::words::agency_chip::AgencyChip;

/// The people of the room, with their names.
#[component]
pub fn PeopleList(
    /// Who they are, by agency.
    rows: Memo<Vec<AgencyRow>>,
    /// Whether this page is connected no longer.
    over: Memo<bool>,
) -> impl IntoView {
    let agencies = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.agency).collect::<Vec<_>>()));
    let group = move |agency| {
        let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.agency == agency).cloned()));
        view! { <AgencyPeople row=row /> }
    };
    view! {
        <Show
            when=move || !over.get()
            fallback=|| view! { <p class="room-hint">"You are no longer connected, so this page cannot tell who is here."</p> }
        >
            <ul class="room-people-agencies">
                <For each=move || agencies.get() key=|agency| *agency children=group />
            </ul>
        </Show>
    }
}

/// The people of one agency.
#[component]
fn AgencyPeople(
    /// Who they are and what everyone may know of them.
    row: Memo<Option<AgencyRow>>,
) -> impl IntoView {
    let agency = row.with_untracked(|row| row.as_ref().map(|row| row.agency));
    let persons = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.people.clone()).unwrap_or_default()));
    let ids =
        Memo::new(move |_| persons.with(|persons| persons.iter().map(|person| person.id.clone()).collect::<Vec<_>>()));
    let person = move |id: accord_shared::id::ParticipantId| {
        let row = Memo::new(move |_| persons.with(|persons| persons.iter().find(|person| person.id == id).cloned()));
        view! { <li class="room-person" class:room-person-away=move || !row.with(|row| row.as_ref().is_some_and(|row| row.here))>
            {move || row.get().map(person_line)}
        </li> }
    };
    view! {
        <li class="room-people-agency">
            {agency.map(|agency| view! { <AgencyChip agency=agency full=true /> })}
            <ul class="room-people-persons"><For each=move || ids.get() key=Clone::clone children=person /></ul>
        </li>
    }
}

fn person_line(person: PersonRow) -> impl IntoView {
    let ready = match person.ready {
        Ready::Yes => {
            Some(view! { <span class="room-person-ready"><Icon name=IconName::Tick />"ready"</span> }.into_any())
        }
        Ready::NotYet if person.here => Some(view! { <span class="room-person-not-yet">"not yet"</span> }.into_any()),
        Ready::NotYet | Ready::Nothing => None,
    };
    let about =
        [person.office, person.post].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    let whereabouts = if person.here {
        person.looks_at.map(|place| format!("looks at {place}"))
    } else {
        Some("not here".to_owned())
    };
    view! {
        <span class="room-person-name">{as_it_is(person.name)} {person.you.then_some(" (you)")}</span>
        {ready}
        <span class="room-person-about">{about}</span>
        {whereabouts.map(|words| view! { <span class="room-person-where">{words}</span> })}
    }
}
