//! The room screen for a projector: what everyone may see, in type that reads from the back of the room. It opens no
//! document at all, and never shows a name beside a mark.

use accord_shared::stage::SectionPhase;
use leptos::prelude::*;

use super::head::clocks::ticking;
use super::model::people::{here_of, people};
use super::model::sections::ready_of;
use super::model::steps::{Step, step};
use super::model::time_left::timer;
use super::reveal::board::BoardRows;
use crate::seat::facts::section_name_first;
use crate::seat::open::{Opens, WithLink};
use crate::seat::room::{Room, provide_screen};
use crate::ui::{PhaseSteps, set_page_title};
use crate::words::agency_chip::AgencyChip;
use crate::words::people::plan_words;

/// The room screen of one seat, whose id is in the address.
#[component]
pub fn ScreenPage() -> impl IntoView {
    provide_screen();
    view! { <WithLink opens=Opens::Screen inside=|| view! { <super::later::Screen /> }.into_any() /> }
}

/// The screen itself. It follows the plan on the table by itself: there is nobody whose place it could lose.
#[component]
pub fn Screen() -> impl IntoView {
    let room = expect_context::<Room>();
    set_page_title("Room screen");
    let title = move || room.panel.with(|panel| panel.title.clone());
    let plan = room.memo(|facts| facts.panel.review(&facts.review.id).map(plan_words).unwrap_or_default());
    let reached = room.memo(|facts| step(facts.framework, facts.review).number() - 1);
    let revealed = room.memo(|facts| facts.rounds.iter().any(|round| round.review == facts.review.id));
    view! {
        <div class="screen">
            <header class="screen-head">
                <div>
                    <h1 class="screen-title" tabindex="-1">{title}</h1>
                    <p>{move || plan.get()}</p>
                </div>
                <ScreenClock />
            </header>
            <PhaseSteps labels=Step::ALL.map(Step::title).to_vec() current=reached />
            <main class="screen-columns" id="main" tabindex="-1">
                <div class="screen-board">
                    <ReadyCounts />
                    <Show when=move || revealed.get()>
                        <h2>"Revealed, most divided first"</h2>
                        <BoardRows links=false />
                    </Show>
                </div>
                <aside class="screen-side" aria-label="Who is here, and how to join">
                    <Present />
                    <Join />
                </aside>
            </main>
        </div>
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

/// How many are ready in each section that is being scored.
#[component]
fn ReadyCounts() -> impl IntoView {
    let room = expect_context::<Room>();
    let rows = room.memo(|facts| {
        let scoring = facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Scoring);
        scoring
            .map(|section| {
                let (ready, of) = ready_of(facts, section);
                (section_name_first(facts.framework, &section.id), format!("{ready} of {of} ready"))
            })
            .collect::<Vec<_>>()
    });
    let row = |(name, words): (String, String)| view! { <li class="screen-ready"><strong>{name}</strong> <span>{words}</span></li> };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <h2>"Being scored in private"</h2>
            <ul class="screen-ready-rows">{move || rows.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}

/// Who is here, by agency, as counts.
#[component]
fn Present() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let rows = room.memo(move |facts| {
        let rows = people(facts, None, &[], &you);
        rows.into_iter().map(|row| (row.agency, row.here(), row.people.len())).collect::<Vec<_>>()
    });
    let here = room.memo(here_of);
    let line = |(agency, here, all): (accord_shared::panel::Agency, usize, usize)| {
        view! { <li class="screen-agency"><AgencyChip agency=agency full=true /> <span>{here} " of " {all}</span></li> }
    };
    view! {
        <h2>"In the room: " {move || here.get().0} " of " {move || here.get().1}</h2>
        <ul class="screen-agencies">{move || rows.get().into_iter().map(line).collect_view()}</ul>
    }
}

/// How to join: the address and its picture.
#[component]
fn Join() -> impl IntoView {
    // A page that was loaded has an address.
    let address = format!("{}/join", window().location().host().unwrap_or_default());
    view! {
        <div class="screen-join">
            <h2>"To join"</h2>
            <p>"Open your personal link, or go to"</p>
            <p class="screen-address">{address.clone()}</p>
            <img class="screen-qr" src="/api/qr.svg" width="240" height="240" alt=format!("QR code for {address}") />
        </div>
    }
}
