//! Who is here, as one line: an agency each with how many of it are here, and a tick once they are ready with the section in
//! view. It opens into the list with names.

use leptos::prelude::*;

use super::list::PeopleList;
use crate::room::head::changes::RoomMeets;
use crate::room::model::people::{AgencyRow, here_of, people};
use crate::seat::room::Room;
use crate::ui::{Icon, IconName};
use crate::words::agency_chip::AgencyChip;

/// The element id of the list with names.
const LIST: &str = "room-people-list";

/// The strip, and the list behind it.
#[component]
pub fn PeopleStrip() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let rows = Memo::new(move |_| {
        let place = room.place.get();
        room.present.with(|present| room.with_people(|facts| people(facts, place.section(), present, &you)))
    });
    let agencies = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.agency).collect::<Vec<_>>()));
    let here = Memo::new(move |_| room.with_people(here_of));
    let over = Memo::new(move |_| room.over().is_some());
    let title = move || {
        let (here, all) = here.get();
        if over.get() { "In the room".to_owned() } else { format!("In the room ({here} of {all})") }
    };
    let open = RwSignal::new(false);
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    let agency = move |agency| {
        let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.agency == agency).cloned()));
        view! {
            <li class="room-strip-agency">
                <AgencyChip agency=agency />
                {move || row.get().map(|row| counts(&row))}
            </li>
        }
    };
    view! {
        <section class="room-people" aria-labelledby="room-people-title" on:keydown=escape>
            <h2 class="room-people-title" id="room-people-title">
                <button
                    type="button"
                    class="room-people-toggle"
                    class:room-people-toggle-open=move || open.get()
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=LIST
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {title} <Icon name=IconName::Down />
                </button>
            </h2>
            <Show when=move || !over.get()>
                <ul class="room-strip" aria-label="Agencies in the room">
                    <For each=move || agencies.get() key=|agency| *agency children=agency />
                </ul>
            </Show>
            <div class="room-people-list" id=LIST hidden=move || !open.get()>
                <RoomMeets />
                <PeopleList rows=rows over=over />
            </div>
        </section>
    }
}

/// How many of an agency are here, and whether they are ready: few signs to look at, a sentence to listen to.
fn counts(row: &AgencyRow) -> impl IntoView + use<> {
    let (here, all) = (row.here(), row.people.len());
    let signs = if here == all { here.to_string() } else { format!("{here}/{all}") };
    let ready = row.ready();
    let sentence = match ready {
        Some((ready, of)) => format!(": {here} of {all} here, {ready} of {of} ready"),
        None => format!(": {here} of {all} here"),
    };
    let tick = ready.map(|(ready, of)| match ready {
        _ if of > 0 && ready == of => view! { <Icon name=IconName::Tick /> }.into_any(),
        0 => ().into_any(),
        some => view! { <span class="room-strip-part">{some}<Icon name=IconName::Tick /></span> }.into_any(),
    });
    view! {
        <span class="room-strip-count" aria-hidden="true">{signs} {tick}</span>
        <span class="visually-hidden">{sentence}</span>
    }
}
