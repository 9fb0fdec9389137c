//! The fields for one plan: the same when a panel is made or changed and when a plan is entered.

use accord_shared::api::{NewPlan, NewReview};
use accord_shared::fit::Limit;
use accord_shared::id::PlanId;
use accord_shared::plan::{Cohort, Plan, PlanChange, PlanStage};
use leptos::prelude::*;

use super::refusals::Told;
use crate::net::api::plans as api;
use crate::ui::{Choice, Field, FieldKind, Select};
use crate::words::people::cohort;
use crate::words::plans::plan as plan_words;

/// What was entered about one plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanRow {
    /// Tells the row from the others as long as the form is open, whatever its place.
    pub key: u32,
    /// The case, as a reference.
    pub case_ref: RwSignal<String>,
    /// New or amended.
    pub change: RwSignal<PlanChange>,
    /// Draft or final.
    pub plan_stage: RwSignal<PlanStage>,
    /// The year group, coarsely.
    pub cohort: RwSignal<Cohort>,
    /// The plan's locality.
    pub locality: RwSignal<String>,
    /// Where the plan can be read.
    pub where_to_read: RwSignal<String>,
    /// The version of a kept plan that it is.
    pub plan: RwSignal<Option<PlanId>>,
}

impl PlanRow {
    /// An empty row. Its signals live as long as their owner, so call this where the form is the owner.
    pub fn new(key: u32, stage: PlanStage) -> Self {
        Self {
            key,
            case_ref: RwSignal::new(String::new()),
            change: RwSignal::new(PlanChange::New),
            plan_stage: RwSignal::new(stage),
            cohort: RwSignal::new(Cohort::Year8AndBelow),
            locality: RwSignal::new(String::new()),
            where_to_read: RwSignal::new(String::new()),
            plan: RwSignal::new(None),
        }
    }

    /// The element id of one of its controls.
    pub fn id(&self, field: &str) -> String {
        format!("plan-{}-{field}", self.key)
    }

    /// The plan as an agenda wants it.
    pub fn for_agenda(&self) -> NewReview {
        NewReview {
            case_ref: trimmed(self.case_ref),
            change: self.change.get_untracked(),
            plan_stage: self.plan_stage.get_untracked(),
            cohort: self.cohort.get_untracked(),
            locality: trimmed(self.locality),
            where_to_read: trimmed(self.where_to_read),
            plan: self.plan.get_untracked(),
        }
    }

    /// The plan as it is kept.
    pub fn as_new_plan(&self, author: RwSignal<String>, warnings_seen: bool) -> NewPlan {
        NewPlan {
            case_ref: trimmed(self.case_ref),
            author: trimmed(author),
            change: self.change.get_untracked(),
            plan_stage: self.plan_stage.get_untracked(),
            cohort: self.cohort.get_untracked(),
            locality: trimmed(self.locality),
            where_to_read: trimmed(self.where_to_read),
            warnings_seen,
        }
    }
}

/// What was typed, without what stands before and after it.
pub fn trimmed(text: RwSignal<String>) -> String {
    text.with_untracked(|text| text.trim().to_owned())
}

/// The fields of one plan.
#[component]
pub fn PlanFields(
    /// What is entered.
    row: PlanRow,
    /// What was said against it.
    told: Told,
) -> impl IntoView {
    let error = move |field: &str| told.error(row.id(field));
    let changes = vec![Choice::new(PlanChange::New, "New plan"), Choice::new(PlanChange::Amended, "Amended plan")];
    let stages = vec![Choice::new(PlanStage::Final, "Final"), Choice::new(PlanStage::Draft, "Draft")];
    let cohorts = [Cohort::Year8AndBelow, Cohort::Year9AndAbove].map(|one| Choice::new(one, cohort(one))).to_vec();
    view! {
        <Field
            id=row.id("case_ref")
            label="Case reference"
            hint="A reference that only your service can look up. Never a name or initials."
            kind=FieldKind::Code
            value=row.case_ref
            limit=Limit::LINE
            error=error("case_ref")
        />
        <div class="columns">
            <Select id=row.id("change") label="Kind of plan" choices=Signal::stored(changes) value=row.change on_choose=move |one| row.change.set(one) />
            <Select id=row.id("plan_stage") label="Draft or final" choices=Signal::stored(stages) value=row.plan_stage on_choose=move |one| row.plan_stage.set(one) />
            <Select id=row.id("cohort") label="Year group" choices=Signal::stored(cohorts) value=row.cohort on_choose=move |one| row.cohort.set(one) />
        </div>
        <Field
            id=row.id("where_to_read")
            label="Where people can read the plan (optional)"
            hint="A link, or where the document is kept. Accord does not hold the plan itself."
            value=row.where_to_read
            limit=Limit::NOTE
            error=error("where_to_read")
        />
        <Field id=row.id("locality") label="Locality that the plan comes from (optional)" value=row.locality limit=Limit::LINE error=error("locality") />
    }
    .into_any()
}

/// The plans that the area keeps, once they are there. Without them a plan's facts can still be typed.
pub fn kept_plans() -> RwSignal<Vec<Plan>> {
    let kept = RwSignal::new(Vec::<Plan>::new());
    leptos::task::spawn_local(async move {
        if let Ok(all) = api::plans().await {
            kept.try_set(all.into_iter().map(|one| one.plan).collect());
        }
    });
    kept
}

/// One plan for an agenda: one that the area keeps, or the facts of another.
#[component]
pub fn PlanChoice(row: PlanRow, told: Told, kept: RwSignal<Vec<Plan>>) -> impl IntoView {
    view! {
        <Show when=move || kept.with(|kept| !kept.is_empty())>
            <ChooseKept told=told row=row kept=kept />
        </Show>
        {move || match row.plan.get() {
            None => view! { <PlanFields row=row told=told /> }.into_any(),
            Some(chosen) => kept.with(|kept| kept.iter().find(|plan| plan.id == chosen).map(kept_facts)).into_any(),
        }}
    }
    .into_any()
}

/// A plan that the area keeps already, so that what the panel agrees counts for it.
#[component]
fn ChooseKept(told: Told, row: PlanRow, kept: RwSignal<Vec<Plan>>) -> impl IntoView {
    let choices = Signal::derive(move || {
        let kept = kept.get().into_iter().map(|plan| {
            let label = format!("{}, version {}", plan.case_ref, plan.version);
            Choice::new(Some(plan.id), label)
        });
        std::iter::once(Choice::new(None, "Another plan")).chain(kept).collect::<Vec<_>>()
    });
    let choose = move |chosen: Option<PlanId>| {
        // Its reference names it in this form; the server takes the facts from the plan itself.
        let found =
            chosen.as_ref().and_then(|id| kept.with_untracked(|kept| kept.iter().find(|one| &one.id == id).cloned()));
        row.case_ref.set(found.map(|plan| plan.case_ref).unwrap_or_default());
        row.plan.set(chosen);
    };
    view! {
        <Select
            id=row.id("plan")
            label="Choose from your plans"
            hint="What the panel agrees then counts for that plan."
            choices=choices
            value=row.plan
            on_choose=choose
            error=told.error(row.id("plan"))
        />
    }
    .into_any()
}

/// What is known of a kept plan already.
fn kept_facts(plan: &Plan) -> AnyView {
    let mut words = plan_words(plan);
    for more in [&plan.locality, &plan.where_to_read] {
        if !more.is_empty() {
            words.push_str(". ");
            words.push_str(more);
        }
    }
    view! { <p class="as-written" translate="no" lang="en-GB">{words}</p> }.into_any()
}
