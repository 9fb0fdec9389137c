//! The head of the room, in two lines: which meeting, which plan, what time it is and whether everything is saved; how far
//! the meeting is, and who is here.

use leptos::prelude::*;

use super::agenda::AgendaSwitch;
use super::changes::WhatChanged;
use super::clocks::Clocks;
use super::settings::RoomSettings;
use crate::room::model::steps::{Step, step};
use crate::room::people::strip::PeopleStrip;
use crate::seat::room::Room;
use crate::seat::saved_line::SavedLine;
use crate::ui::{PhaseSteps, TopBar, as_it_is};
use crate::words::people::plan_about;

/// The head of the room.
#[component]
pub fn RoomHeader() -> impl IntoView {
    let room = expect_context::<Room>();
    let title = move || room.panel.with(|panel| panel.title.clone());
    let plan = room.memo(|facts| {
        facts.panel.review(&facts.review.id).map(|plan| (plan.case_ref.clone(), plan_about(plan))).unwrap_or_default()
    });
    let case_ref = move || as_it_is(plan.with(|(case_ref, _)| case_ref.clone()));
    let about = move || plan.with(|(_, about)| format!(": {about}"));
    let reached = room.memo(|facts| step(facts.framework, facts.review).number() - 1);
    let labels = Step::ALL.map(Step::title).to_vec();
    view! {
        <TopBar wide=true>
            <div class="room-head">
                <h1 class="room-title" tabindex="-1">{title}</h1>
                <p class="room-plan" hidden=move || plan.with(|(case_ref, _)| case_ref.is_empty())>"Plan " {case_ref} <span class="room-plan-about">{about}</span></p>
            </div>
            <AgendaSwitch />
            <Clocks />
            <SavedLine />
            <RoomSettings />
        </TopBar>
        <div class="room-under-head">
            <PhaseSteps labels=labels current=reached />
            <PeopleStrip />
        </div>
        <WhatChanged />
    }
}
