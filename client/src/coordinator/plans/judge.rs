//! Judging: a plan from the list with one press, or an assessment of the user's own again.

use accord_shared::api::Seated;
use accord_shared::framework::Subject;
use accord_shared::id::{ParticipantId, PlanId, ReviewId};
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::kept::{PlanDesk, choices};
use crate::net::Failure;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Select, alert};

/// With which framework the buttons "Judge" of this page judge.
#[component]
pub fn JudgeWith() -> impl IntoView {
    let desk = PlanDesk::here();
    let frameworks = desk.frameworks();
    let choices = Signal::derive(move || frameworks.with(|all| choices(all, Subject::Plan)));
    view! {
        <Select
            id="judge-with"
            label="Judge with"
            choices=choices
            value=desk.judge_with
            on_choose=move |framework| desk.judge_with.set(framework)
        />
    }
    .into_any()
}

/// The button that goes from a plan to the form at once.
#[component]
pub fn JudgeButton(
    /// The plan.
    plan: PlanId,
    /// Its case reference.
    case_ref: String,
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let desk = PlanDesk::here();
    let (busy, sit) = (RwSignal::new(false), sitting());
    let press = move || {
        let (plan, framework) = (plan.clone(), desk.judge_with.get_untracked());
        busy.set(true);
        leptos::task::spawn_local(async move {
            let seated = api::judge(&plan, &framework).await;
            busy.try_set(false);
            sit.run(seated);
        });
    };
    view! { <Button kind=kind about=case_ref busy=busy on_press=press>"Judge"</Button> }.into_any()
}

/// The button that goes on with an assessment of the user's own.
#[component]
pub fn GoOnButton(
    /// The plan.
    plan: PlanId,
    /// The assessment.
    review: ReviewId,
    /// What it is about, for screen readers.
    about: String,
) -> impl IntoView {
    let (busy, sit) = (RwSignal::new(false), sitting());
    let press = move || {
        let (plan, review) = (plan.clone(), review.clone());
        busy.set(true);
        leptos::task::spawn_local(async move {
            let seated = api::sit(&plan, &review).await;
            busy.try_set(false);
            sit.run(seated);
        });
    };
    view! { <Button about=about busy=busy on_press=press>"Go on"</Button> }.into_any()
}

/// Goes to the form of a seat that this browser has just got, or says why there is none.
pub fn sitting() -> Callback<Result<Seated, Failure>> {
    let navigate = use_navigate();
    Callback::new(move |seated: Result<Seated, Failure>| match seated {
        Ok(Seated { seat, review }) => navigate(&form(&seat, &review), leptos_router::NavigateOptions::default()),
        Err(failure) => alert(&failure.sentence),
    })
}

/// The address of an assessor's form.
pub fn form(seat: &ParticipantId, review: &ReviewId) -> String {
    Route::Form(seat, Some(review)).to_string()
}
