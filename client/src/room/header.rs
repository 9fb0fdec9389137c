//! The head of the room: which meeting, which plan, how far it is, what time it is, and whether everything is saved.

use accord_shared::panel::{Cohort, PlanChange, PlanStage, Review};
use leptos::prelude::*;

use super::agenda::AgendaSwitch;
use super::clocks::Clocks;
use super::context::Room;
use super::model::steps::{Step, step};
use super::saved::SavedLine;
use crate::ui::{PhaseSteps, TopBar};

/// The head of the room.
#[component]
pub fn RoomHeader() -> impl IntoView {
    let room = expect_context::<Room>();
    let title = move || room.panel.with(|panel| panel.title.clone());
    let plan = room.memo(|facts| facts.panel.review(&facts.review.id).map(plan_words).unwrap_or_default());
    let reached = room.memo(|facts| step(facts.framework, facts.review).number() - 1);
    let labels = Step::ALL.map(Step::title).to_vec();
    view! {
        <TopBar wide=true>
            <div class="room-head">
                <h1 class="room-title" tabindex="-1">{title}</h1>
                <p class="room-plan">{move || plan.get()}</p>
            </div>
            <Clocks />
            <SavedLine />
        </TopBar>
        <div class="room-under-head">
            <PhaseSteps labels=labels current=reached />
            <AgendaSwitch />
        </div>
    }
}

/// "Plan EX-0142: amended, draft, Year 9 and above, North".
pub fn plan_words(plan: &Review) -> String {
    let mut words = vec![
        match plan.change {
            PlanChange::New => "new",
            PlanChange::Amended => "amended",
        },
        match plan.plan_stage {
            PlanStage::Draft => "draft",
            PlanStage::Final => "final",
        },
        match plan.cohort {
            Cohort::Year8AndBelow => "Year 8 and below",
            Cohort::Year9AndAbove => "Year 9 and above",
        },
    ];
    if !plan.locality.is_empty() {
        words.push(&plan.locality);
    }
    format!("Plan {}: {}", plan.case_ref, words.join(", "))
}
