//! The list of sections with where each stands, and the other places of the room: a tight column on a workbench, and on a
//! narrow screen folded behind a button that says where one is.

use accord_shared::framework::{Section, SectionId};
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::marking::own_ballot::OwnMarks;
use crate::room::head::agenda::AgendaSwitch;
use crate::room::model::sections::{SectionState, state};
use crate::seat::facts::section_name_first;
use crate::seat::place::PLACE_HEADING;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::ui::{Icon, IconName, focus_id};

/// The list of sections and places.
#[component]
pub fn SectionList() -> impl IntoView {
    let room = expect_context::<Room>();
    let open = RwSignal::new(false);
    // Choosing a place folds the list away again, where it was unfolded.
    Effect::new(move |_| {
        room.place.track();
        room.review.track();
        open.set(false);
    });
    // So does choosing the place where one is already, which changes nothing else.
    let fold = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        // The selector is a constant that browsers understand.
        let is_link = target.is_some_and(|element| element.closest("a").ok().flatten().is_some());
        if is_link && open.get_untracked() {
            open.set(false);
            request_animation_frame(|| focus_id(PLACE_HEADING));
        }
    };
    let where_one_is = move || room.place.with(|place| place_words(room, place));
    let framework = room.framework();
    let rows = framework.sections.iter().map(|section| section_link(room, section)).collect_view();
    let agreed = room.memo(|facts| {
        let all = facts.review.sections.len();
        let agreed = facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Agreed).count();
        format!("{agreed} of {all} agreed")
    });
    let scores = room.scores();
    let page = move |place: Place| {
        let title = place.title();
        place.is_in(&room.framework()).then(|| place_link(room, place, title))
    };
    let details = page(Place::Details).map(|link| view! { <ul class="room-places room-places-first">{link}</ul> });
    view! {
        <nav class="room-sections" aria-label="Sections and pages of the room" class:room-sections-open=move || open.get()>
            <button
                type="button"
                class="room-sections-toggle"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls="room-sections-list"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="room-sections-toggle-where">{where_one_is}</span>
                <span class="room-sections-toggle-how">{move || agreed.get()} <Icon name=IconName::Down /></span>
            </button>
            <div class="room-sections-list" id="room-sections-list" on:click=fold>
                <AgendaSwitch />
                {details}
                <h2 class="room-side-title">"Sections"</h2>
                <ol class="room-sections-rows">{rows}</ol>
                <p class="room-sections-count">{move || agreed.get()}</p>
                <ul class="room-places">
                    {place_link(room, Place::Board, "All sections, most divided first")}
                    {move || scores.get().then(|| place_link(room, Place::Scores, Place::Scores.title()))}
                    {[Place::Views, Place::Questions, Place::Actions, Place::SignOff].map(page)}
                </ul>
            </div>
        </nav>
    }
}

fn place_words(room: Room, place: &Place) -> String {
    match place {
        Place::Section(id) => section_name_first(&room.framework(), id),
        other => other.title().to_owned(),
    }
}

fn place_link(room: Room, place: Place, words: &'static str) -> impl IntoView {
    let here = {
        let place = place.clone();
        move || room.place.with(|at| *at == place)
    };
    let href = move || room.href(&place);
    view! {
        <li>
            <a class="room-place-link" href=href data-noscroll="" aria-current=move || here().then_some("page")>{words}</a>
        </li>
    }
}

fn section_link(room: Room, section: &Section) -> impl IntoView + use<> {
    let place = Place::Section(section.id.clone());
    let here = {
        let place = place.clone();
        move || room.place.with(|at| *at == place)
    };
    let href = move || room.href(&place);
    let id = section.id.clone();
    let state = Memo::new(move |_| {
        room.with_facts(|facts| facts.review.section(&id).map(|section| state(facts, section)))
            .unwrap_or(SectionState::NotStarted)
    });
    let letter = section
        .letters_before_title()
        .map(|letters| view! { <span class="room-section-letter" translate="no">{letters.to_owned()}</span> });
    let (title, aside) = split_aside(&section.title);
    view! {
        <li>
            <a class="room-section-link" href=href data-noscroll="" aria-current=move || here().then_some("page")>
                {letter} <span class="room-section-title">{title} <span class="room-section-aside">{aside}</span></span>
                <span class=move || state.with(|state| state.class())>
                    <span class="room-state-words">{move || state.with(SectionState::words)}</span>
                    <span class="room-state-short" aria-hidden="true">{move || state.with(SectionState::short)}</span>
                </span>
                {own_progress(room, section.id.clone())}
            </a>
        </li>
    }
}

/// A title without what stands in brackets at its end, and that with the space before it: a tight list shows the first and
/// says both.
fn split_aside(title: &str) -> (String, String) {
    let bracket = title.rfind(" (").filter(|at| *at > 0 && title.ends_with(')'));
    let (title, aside) = title.split_at(bracket.unwrap_or(title.len()));
    (title.to_owned(), aside.to_owned())
}

/// How far one is: a tick once one is ready, a dot once everything in the section is marked, else how many rows are. The
/// signs are for tight lists, the words for everyone else and for screen readers.
fn own_words(done: usize, of: usize, ready: bool) -> Option<AnyView> {
    let own = |signs: AnyView, words: String, class: &'static str| {
        view! {
            <span class=class>
                <span class="room-section-own-sign" aria-hidden="true">{signs}</span>
                <span class="room-section-own-words">{words}</span>
            </span>
        }
        .into_any()
    };
    let tick = || view! { <Icon name=IconName::Tick /> }.into_any();
    match (ready, done) {
        (true, _) => Some(own(tick(), "you are ready".to_owned(), "room-section-own")),
        (false, 0) => None,
        (false, _) if done == of => Some(own(
            view! { <span class="room-section-own-dot"></span> }.into_any(),
            "you have scored".to_owned(),
            "room-section-own",
        )),
        (false, _) => Some(own(
            format!("{done}/{of}").into_any(),
            format!("you: {done} of {of} rows"),
            "room-section-own room-section-own-part",
        )),
    }
}

/// How far this person has scored the open round of a section.
fn own_progress(room: Room, section: SectionId) -> impl IntoView {
    let phase = room.phase_and_round(&section);
    let (you, stage) = (room.you(), room.section(&section));
    let ready = Memo::new(move |_| stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.ready.contains(&you))));
    move || {
        let ballot = room.ballot();
        let (phase, round) = phase.get();
        (phase == SectionPhase::Scoring).then(|| {
            let targets = room.framework().section(&section).map_or(0, |section| section.targets().count());
            OwnMarks::new(room, &ballot).map(|own| {
                let marks = own.of_section(room, &section, round);
                move || own_words(marks.with(|marks| marks.len()), targets, ready.get())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::split_aside;

    #[test]
    fn what_stands_in_brackets_at_the_end_is_an_aside() {
        let split = |title| {
            let (title, aside) = split_aside(title);
            [title, aside]
        };
        let under_18 = "Social care provision under 18 (section 2 CSDPA)";
        assert_eq!(split(under_18), ["Social care provision under 18", " (section 2 CSDPA)"]);
        assert_eq!(split("Outcomes"), ["Outcomes", ""]);
        assert_eq!(split("(Health) needs"), ["(Health) needs", ""]);
    }
}
