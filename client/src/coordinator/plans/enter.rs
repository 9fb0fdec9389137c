//! Entering a plan: its reference and a few facts, never the plan itself. What is wrong, and what looks like personal
//! data, the server says; this page leads to the fields.

use accord_shared::fit::Limit;
use accord_shared::plan::PlanStage;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::coordinator::plan_fields::{PlanFields, PlanRow};
use crate::coordinator::refusals::{Told, ToldAbove};
use crate::door::session::{Session, SignedOut, Who};
use crate::net::FailureKind;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Field, Fitting, Page, announce};

/// The page on which a coordinator enters a plan.
#[component]
pub fn NewPlanPage() -> impl IntoView {
    let who = Session::here().who();
    let nobody = Memo::new(move |_| who.with(|who| *who == Who::Nobody));
    let told = Told::new();
    let row = PlanRow::new(1, PlanStage::Draft);
    let author = RwSignal::new(String::new());
    view! {
        <Page
            title="Enter a plan"
            lede="Accord holds a reference and where the plan can be read. Each redraft is entered later as a version of the same plan."
            wrong=told.wrong()
        >
            {move || if nobody.get() { view! { <SignedOut /> }.into_any() } else { view! { <PlanForm told=told row=row author=author /> }.into_any() }}
        </Page>
    }
}

#[component]
fn PlanForm(told: Told, row: PlanRow, author: RwSignal<String>) -> impl IntoView {
    let sending = RwSignal::new(false);
    let (session, navigate) = (Session::here(), use_navigate());
    let send = Callback::new(move |warnings_seen: bool| {
        if sending.get_untracked() || !told.all_fit() {
            return;
        }
        sending.set(true);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let answer = api::enter(&row.as_new_plan(author, warnings_seen)).await;
            sending.try_set(false);
            match answer {
                Ok(plan) => {
                    announce("The plan is entered.");
                    navigate(
                        &Route::Plan(&plan.id).to_string(),
                        NavigateOptions { replace: true, ..Default::default() },
                    );
                }
                Err(failure) if failure.kind == FailureKind::SignedOut => session.ended(),
                Err(failure) => told.refused(failure, |field| row.id(field)),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    view! {
        <form class="stack stack-wide" novalidate=true on:submit=submit>
            <Fitting fits=told.fits>
                <ToldAbove told=told go_on="This is not personal data: enter the plan" on_go_on=move || send.run(true) />
                <PlanFields row=row told=told />
                <Field
                    id=row.id("author")
                    label="Who wrote it (optional)"
                    hint="A post or a team, such as “SEND casework team, north”. Feedback goes to them."
                    value=author
                    limit=Limit::LINE
                    error=told.error(row.id("author"))
                />
                <div class="button-large">
                    <Button kind=ButtonKind::Primary submit=true busy=sending>"Enter the plan"</Button>
                </div>
            </Fitting>
        </form>
    }
    .into_any()
}
