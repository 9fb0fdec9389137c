//! Everything that the chair may do, folded away behind one button. What does not fit the moment is left out.

use accord_shared::command::Command;
use accord_shared::framework::SectionId;
use accord_shared::route::Route;
use accord_shared::stage::{ReviewPhase, SectionPhase};
use leptos::html::Details;
use leptos::prelude::*;

use super::give_office::{ChoosePerson, Office};
use super::hand::ChairHand;
use super::open_sections::ChooseSections;
use crate::room::model::sections::all_same;
use crate::seat::place::Place;
use crate::ui::Button;
use crate::words::grammar::count;

/// The minutes that the chair's clock offers.
const MINUTES: [u32; 4] = [2, 5, 10, 15];

/// The minutes that are offered for each section.
const SECTION_MINUTES: [u32; 4] = [3, 5, 8, 12];

/// The menu.
#[component]
pub fn ChairMenu(
    /// The chair's hand.
    hand: ChairHand,
) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let (office, choosing) = (RwSignal::new(None::<Office>), RwSignal::new(false));
    let then = Callback::new(move |()| close());
    view! {
        <details class="room-chair-menu" node_ref=menu on:keydown=escape>
            <summary class="button button-secondary room-chair-menu-button">"More" <span class="room-chair-menu-of">" for the chair"</span></summary>
            <div class="room-chair-menu-body">
                <Scoring hand=hand choosing=choosing then=then />
                <Attention hand=hand then=then />
                <ClockMenu hand=hand then=then />
                <TimeBoxMenu hand=hand then=then />
                <Plans hand=hand then=then />
                <Offices office=office then=then />
            </div>
        </details>
        <ChooseSections hand=hand open=choosing />
        <ChoosePerson hand=hand office=office />
    }
}

/// One entry of the menu.
fn entry(words: impl Into<String>, then: Callback<()>, act: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let words = words.into();
    let press = move || {
        then.run(());
        act();
    };
    view! { <li><Button on_press=press>{words}</Button></li> }
}

/// Opening, revealing, another round, accepting.
#[component]
fn Scoring(
    /// The chair's hand.
    hand: ChairHand,
    /// Whether sections are being chosen.
    choosing: RwSignal<bool>,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    let room = hand.room;
    let here = Memo::new(move |_| {
        let section = room.place.with(|place| place.section().cloned())?;
        let phase = room.review_stage(|review| review.section(&section).map(|section| section.phase))?;
        Some((section, phase))
    });
    let in_phase = move |phase: SectionPhase| {
        room.memo(move |facts| {
            let found =
                facts.review.sections.iter().filter(|section| section.phase == phase && !facts.is_overall(&section.id));
            found.map(|section| section.id.clone()).collect::<Vec<SectionId>>()
        })
    };
    let (reading, scoring) = (in_phase(SectionPhase::Reading), in_phase(SectionPhase::Scoring));
    let same = room.memo(|facts| all_same(facts).len());
    let open_review = room.review_phase();
    let review = move || room.review.get_untracked();
    let this = move || {
        here.get().map(|(section, phase)| {
            let name = room.section_name(&section);
            match phase {
                SectionPhase::Reading => {
                    entry(format!("Open {name} for scoring"), then, move || hand.open(vec![section.clone()])).into_any()
                }
                SectionPhase::Scoring => {
                    entry(format!("Reveal {name}"), then, move || hand.reveal(vec![section.clone()])).into_any()
                }
                SectionPhase::Revealed => entry(format!("Score {name} again in private"), then, move || {
                    hand.asker.ask(Command::NewRound { review: review(), section: section.clone() });
                })
                .into_any(),
                SectionPhase::Agreed => ().into_any(),
            }
        })
    };
    let several = move || {
        let (reading, scoring, same) = (reading.get(), scoring.get(), same.get());
        let choose = (reading.len() > 1).then(|| entry("Choose sections to open…", then, move || choosing.set(true)));
        let open_all = (reading.len() > 1).then(|| {
            entry(format!("Open all {} unopened sections", reading.len()), then, move || hand.open(reading.clone()))
        });
        let reveal_all = (scoring.len() > 1).then(|| {
            entry(format!("Reveal all {} sections being scored", scoring.len()), then, move || {
                hand.reveal(scoring.clone());
            })
        });
        let accept = (same > 0).then(|| {
            entry(format!("Accept the {same} where everyone agreed"), then, move || {
                hand.asker.ask(Command::AcceptSame { review: review() });
            })
        });
        view! { {open_all} {choose} {reveal_all} {accept} }
    };
    view! {
        <Show when=move || open_review.get() == ReviewPhase::Open>
            <div class="room-chair-group">
                <h3 class="room-chair-group-title">"Scoring"</h3>
                <ul class="room-chair-entries">{this} {several}</ul>
            </div>
        </Show>
    }
}

/// Bringing everyone to the section in view, and the room screen.
#[component]
fn Attention(
    /// The chair's hand.
    hand: ChairHand,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    let room = hand.room;
    let here = Memo::new(move |_| room.place.with(|place| place.section().cloned()));
    let bring = move || {
        here.get().map(|section| {
            entry("Bring everyone here", then, move || {
                hand.asker.ask(Command::Attend { review: room.review.get_untracked(), section: section.clone() });
            })
        })
    };
    let screen = Route::Screen(&room.you()).to_string();
    view! {
        <div class="room-chair-group">
            <h3 class="room-chair-group-title">"Attention"</h3>
            <ul class="room-chair-entries">
                {bring}
                <li><a class="button button-secondary" href=screen target="_blank" rel="noopener">"Open the room screen in a new tab"</a></li>
            </ul>
        </div>
    }
}

/// The chair's clock.
#[component]
fn ClockMenu(
    /// The chair's hand.
    hand: ChairHand,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    let room = hand.room;
    let runs = Memo::new(move |_| room.stage.with(|stage| stage.timer.is_some()));
    let set = move |minutes: u32| hand.asker.ask(Command::SetTimer { minutes });
    let starts = MINUTES.map(|minutes| entry(format!("{minutes} minutes"), then, move || set(minutes)));
    view! {
        <div class="room-chair-group">
            <h3 class="room-chair-group-title">"Clock"</h3>
            <ul class="room-chair-entries">
                {starts}
                {move || runs.get().then(|| entry("Take the clock down", then, move || set(0)))}
            </ul>
        </div>
    }
}

/// The minutes for each section of every plan. They show beside how long a section has been open, and never act.
#[component]
fn TimeBoxMenu(
    /// The chair's hand.
    hand: ChairHand,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    let room = hand.room;
    let is_set = Memo::new(move |_| room.stage.with(|stage| stage.time_box));
    let set = move |minutes: u32| hand.asker.ask(Command::SetTimeBox { minutes });
    let starts =
        SECTION_MINUTES.map(|minutes| entry(format!("{minutes} minutes for each section"), then, move || set(minutes)));
    let now = move || {
        let words = match is_set.get() {
            Some(minutes) => {
                format!("{} for each section of every plan.", count(minutes as usize, "minute", "minutes"))
            }
            None => "It shows for every plan, and nothing happens when it is over.".to_owned(),
        };
        view! { <p class="room-hint">{words}</p> }
    };
    view! {
        <div class="room-chair-group">
            <h3 class="room-chair-group-title">"Time for each section"</h3>
            {now}
            <ul class="room-chair-entries">
                {starts}
                {move || is_set.get().map(|_| entry("Set no time for sections", then, move || set(0)))}
            </ul>
        </div>
    }
}

/// Another plan, and the signing of this one.
#[component]
fn Plans(
    /// The chair's hand.
    hand: ChairHand,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    let room = hand.room;
    let others = Memo::new(move |_| {
        let current = room.stage.with(|stage| stage.current.clone());
        room.panel.with(|panel| {
            let others = panel.agenda.iter().filter(|plan| Some(&plan.id) != current.as_ref());
            others.map(|plan| (plan.id.clone(), plan.case_ref.clone())).collect::<Vec<_>>()
        })
    });
    let plans = move || {
        let entries = others
            .get()
            .into_iter()
            .map(|(id, case_ref)| entry(format!("Take up plan {case_ref}"), then, move || hand.take_up(id.clone())));
        entries.collect_view()
    };
    let sign = move || room.go(&room.review.get_untracked(), &Place::SignOff);
    view! {
        <div class="room-chair-group">
            <h3 class="room-chair-group-title">"Plans and signing"</h3>
            <ul class="room-chair-entries">{plans} {entry("Check and sign this plan", then, sign)}</ul>
        </div>
    }
}

/// Who holds which office.
#[component]
fn Offices(
    /// The office that is being given.
    office: RwSignal<Option<Office>>,
    /// Closes the menu.
    then: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="room-chair-group">
            <h3 class="room-chair-group-title">"Who does what"</h3>
            <ul class="room-chair-entries">
                {entry("Hand over the chair…", then, move || office.set(Some(Office::Chair)))}
                {entry("Name the deputy…", then, move || office.set(Some(Office::Deputy)))}
                {entry("Name the scribe…", then, move || office.set(Some(Office::Scribe)))}
            </ul>
        </div>
    }
}
