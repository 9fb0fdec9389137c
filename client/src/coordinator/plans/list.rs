//! The list of plans: the drafts that wait to be judged, each one press away from its form; those that go back to their
//! authors; and all.

use accord_shared::api::PlanSummary;
use accord_shared::plan::{Plan, PlanStage, Standing};
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use super::judge::{JudgeButton, JudgeWith};
use super::kept::PlanDesk;
use crate::coordinator::fetched::Asked;
use crate::coordinator::plans::listed::Listed;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, ButtonLink, Page, PageWidth, Table, Tag, as_it_is};
use crate::words::grammar::count;
use crate::words::plans as words;

/// The plans of the area.
#[component]
pub fn PlansPage() -> impl IntoView {
    Asked::new(api::plans).page("Plans", |plans| {
        view! {
            <Page title="Plans" width=PageWidth::Wide>
                <div class="cluster">
                    <ButtonLink href=Route::NewPlan.to_string() kind=ButtonKind::Primary>"Enter a plan"</ButtonLink>
                    <ButtonLink href=Route::Regrades.to_string()>"Report on regrading"</ButtonLink>
                </div>
                {move || if plans.with(Vec::is_empty) { no_plans() } else { view! { <Listing plans=plans /> }.into_any() }}
            </Page>
        }
        .into_any()
    })
}

fn no_plans() -> AnyView {
    view! {
        <section class="card prose">
            <h2>"You have no plans yet"</h2>
            <p>"Every draft is judged before it is issued. For that you need:"</p>
            <ul>
                <li>"a reference for the case, never a name"</li>
                <li>"where the draft can be read."</li>
            </ul>
            <p>"You can then judge it yourself in three steps, or ask somebody else. A draft below Good goes back to its author with feedback, and the redraft is judged again."</p>
        </section>
    }
    .into_any()
}

#[component]
fn Listing(plans: RwSignal<Vec<PlanSummary>>) -> impl IntoView {
    let listed = PlanDesk::here().listed;
    let filters = Listed::EACH.map(|which| {
        let number = move || plans.with(|all| all.iter().filter(|one| which.holds(one)).count());
        view! {
            <Button pressed=Signal::derive(move || listed.get() == which) on_press=move || listed.set(which)>
                {which.words()} " (" {number} ")"
            </Button>
        }
    });
    let rows = Memo::new(move |_| {
        let which = listed.get();
        plans.with(|all| in_order(all.iter().filter(|one| which.holds(one)).cloned().collect()))
    });
    view! {
        <div class="plan-filters">
            <div class="cluster cluster-tight" role="group" aria-label="Which plans are listed">{filters.collect_view()}</div>
            <JudgeWith />
        </div>
        {move || {
            let rows = rows.get();
            if rows.is_empty() {
                return view! { <p class="soft">{listed.get().nothing()}</p> }.into_any();
            }
            table(listed.get(), rows)
        }}
    }
    .into_any()
}

/// Drafts to judge first, then other drafts, then final plans; within these as the server has them.
fn in_order(mut plans: Vec<PlanSummary>) -> Vec<PlanSummary> {
    plans.sort_by_key(|one| (!Listed::ToJudge.holds(one), one.plan.plan_stage == PlanStage::Final));
    plans
}

fn table(listed: Listed, plans: Vec<PlanSummary>) -> AnyView {
    let columns = ["Case", "Plan", "Standing", "Newest judgement", "Going on", "Next"];
    let head = columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    let rows = plans.into_iter().map(row).collect_view();
    view! {
        <Table caption=listed.words() caption_hidden=true stacks=true>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(one: PlanSummary) -> AnyView {
    let PlanSummary { plan, standing, judged, open } = one;
    let (tag, words) = words::standing(standing);
    let facts = format!("Version {}. {}", plan.version, words::plan(&plan));
    let going_on = if open == 0 { "Nothing".to_owned() } else { count(open, "assessment", "assessments") };
    let next = match standing {
        Standing::NotJudged => view! { <JudgeButton plan=plan.id.clone() case_ref=plan.case_ref.clone() /> }.into_any(),
        Standing::Below => link(&plan, if plan.feedback.is_some() { "Enter the redraft" } else { "Write feedback" }),
        Standing::GoodEnough => link(&plan, "Mark as issued"),
        Standing::Issued | Standing::Redrafted => "Nothing to do".into_any(),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="plan-case"><A href=Route::Plan(&plan.id).to_string()>{as_it_is(plan.case_ref.clone())}</A></th>
            <td role="cell" data-label="Plan">{facts}</td>
            <td role="cell" data-label="Standing"><Tag kind=tag>{words}</Tag></td>
            <td role="cell" data-label="Newest judgement">{words::judged(judged.as_ref())}</td>
            <td role="cell" data-label="Going on">{going_on}</td>
            <td role="cell" data-label="Next">{next}</td>
        </tr>
    }
    .into_any()
}

/// What is next is done on the plan's own page.
fn link(plan: &Plan, words: &'static str) -> AnyView {
    let (href, about) = (Route::Plan(&plan.id).to_string(), format!(": {}", plan.case_ref));
    view! { <A href=href>{words}<span class="visually-hidden">{about}</span></A> }.into_any()
}
