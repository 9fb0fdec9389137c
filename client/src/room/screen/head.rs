//! The head and the foot of the room screen: which plan, how far the meeting is, the chair's clock, the way in for those
//! who have not come yet, who is here.

use leptos::prelude::*;

use super::on_the_table::all_have_come;
use crate::live::Saved;
use crate::room::head::clocks::ticking;
use crate::room::model::people::here_of;
use crate::room::model::steps::{Step, step};
use crate::room::model::time_left::timer;
use crate::seat::room::Room;
use crate::ui::PhaseSteps;
use crate::words::grammar::count;
use crate::words::people::plan_words;

/// The head.
#[component]
pub fn ScreenHead() -> impl IntoView {
    let room = expect_context::<Room>();
    let title = move || room.panel.with(|panel| panel.title.clone());
    let plan = room.memo(|facts| facts.panel.review(&facts.review.id).map(plan_words).unwrap_or_default());
    let reached = room.memo(|facts| step(facts.framework, facts.review).number() - 1);
    let expected = room.memo(|facts| !all_have_come(facts));
    view! {
        <header class="screen-head">
            <div class="screen-what">
                <h1 class="screen-title" tabindex="-1">{title}</h1>
                <p class="screen-plan">{move || plan.get()}</p>
                <PhaseSteps labels=Step::ALL.map(Step::title).to_vec() current=reached />
            </div>
            <ScreenClock />
            <Show when=move || expected.get()><Join /></Show>
        </header>
    }
}

/// The chair's clock, large.
#[component]
fn ScreenClock() -> impl IntoView {
    let room = expect_context::<Room>();
    let set = Memo::new(move |_| room.stage.with(|stage| stage.timer.clone()));
    let now = ticking(room);
    move || {
        set.get().map(|set| view! { <p class="screen-clock" role="timer">{move || timer(set.ends_at, now.get())}</p> })
    }
}

/// How to join: the address and its picture.
#[component]
fn Join() -> impl IntoView {
    // A page that was loaded has an address.
    let address = format!("{}/join", window().location().host().unwrap_or_default());
    view! {
        <aside class="screen-join" aria-label="How to join">
            <div class="screen-join-words">
                <p>"To join, open your own link, or go to"</p>
                <p class="screen-address">{address.clone()}</p>
            </div>
            <img class="screen-qr" src="/api/qr.svg" width="240" height="240" alt=format!("QR code for {address}") />
        </aside>
    }
}

/// The foot: who is here, where the other sections stand, and whether the screen is still connected.
#[component]
pub fn ScreenFoot() -> impl IntoView {
    let room = expect_context::<Room>();
    let here = Memo::new(move |_| room.with_people(here_of));
    let sections = room.memo(|facts| {
        use accord_shared::stage::SectionPhase::{Agreed, Reading, Revealed, Scoring};
        let of = |phase| facts.review.sections.iter().filter(|section| section.phase == phase).count();
        let parts = [(Agreed, "agreed"), (Revealed, "revealed"), (Scoring, "being scored"), (Reading, "to come")];
        let parts = parts.map(|(phase, words)| (of(phase), words));
        let said = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}"));
        format!(
            "{}: {}",
            count(facts.review.sections.len(), "section", "sections"),
            said.collect::<Vec<_>>().join(", ")
        )
    });
    let offline = move || {
        room.saved.with(|saved| !matches!(saved, Saved::AllSaved | Saved::Saving)).then(|| {
            view! { <p class="screen-offline">"No connection: this may be out of date"</p> }
        })
    };
    view! {
        <footer class="screen-foot">
            <p>"In the room: " {move || here.get().0} " of " {move || here.get().1}</p>
            <p>{move || sections.get()}</p>
            {offline}
        </footer>
    }
}
