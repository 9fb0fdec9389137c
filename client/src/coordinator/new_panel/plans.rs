//! The part of the form about the plans: an ordered list, in which each can be moved by buttons.

use accord_shared::id::PlanId;
use accord_shared::plan::Plan;
use leptos::prelude::*;

use super::entered::Form;
use crate::coordinator::plan_fields::{PlanFields, PlanRow};
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Choice, Icon, IconName, Select, announce, focus_id};
use crate::words::plans::plan as plan_words;

/// The plans on the agenda.
#[component]
pub fn PlansPart(form: Form) -> impl IntoView {
    let add = move || {
        let row = form.add_plan();
        request_animation_frame(move || focus_id(&row.id("case_ref")));
    };
    let kept = RwSignal::new(Vec::<Plan>::new());
    leptos::task::spawn_local(async move {
        // Without the list a plan's facts can still be typed.
        if let Ok(all) = api::plans().await {
            kept.try_set(all.into_iter().map(|one| one.plan).collect());
        }
    });
    view! {
        <fieldset class="form-part">
            <legend class="form-part-title"><h2>"The plans"</h2></legend>
            <div class="form-part-body">
                <ol class="plan-rows">
                    <For each=move || form.plans.get() key=|row| row.key let:row>
                        <PlanItem form=form row=row kept=kept />
                    </For>
                </ol>
                {move || form.error("agenda").get().map(|error| view! { <p class="field-error">{error}</p> })}
                <Button id="agenda" on_press=add><Icon name=IconName::Plus />"Add another plan"</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn PlanItem(form: Form, row: PlanRow, kept: RwSignal<Vec<Plan>>) -> impl IntoView {
    let place =
        Memo::new(move |_| form.plans.with(|plans| plans.iter().position(|one| one.key == row.key).unwrap_or(0)));
    let count = Memo::new(move |_| form.plans.with(Vec::len));
    let name = Signal::derive(move || format!("plan {}", place.get() + 1));
    let shift = move |to: usize| {
        let from = place.get_untracked();
        form.plans.update(|plans| plans.swap(from, to));
        announce(&format!("This is now plan {} of {}.", to + 1, count.get_untracked()));
        // Moving a row takes the focus off it.
        request_animation_frame(move || focus_id(&row.id("case_ref")));
    };
    let remove = move || {
        let from = place.get_untracked();
        form.plans.update(|plans| plans.retain(|one| one.key != row.key));
        let next = form.plans.with_untracked(|plans| plans.get(from).or(plans.last()).copied());
        request_animation_frame(move || focus_id(&next.map_or_else(|| "agenda".into(), |next| next.id("case_ref"))));
    };
    view! {
        <li class="plan-row">
            <div class="split">
                <h3>{move || format!("Plan {}", place.get() + 1)}</h3>
                <div class="cluster cluster-tight">
                    <Show when=move || place.get() != 0>
                        <Button kind=ButtonKind::Quiet about=name on_press=move || shift(place.get_untracked() - 1)>
                            <Icon name=IconName::Up />"Move up"
                        </Button>
                    </Show>
                    <Show when=move || place.get() + 1 < count.get()>
                        <Button kind=ButtonKind::Quiet about=name on_press=move || shift(place.get_untracked() + 1)>
                            <Icon name=IconName::Down />"Move down"
                        </Button>
                    </Show>
                    <Show when=move || { count.get() > 1 }>
                        <Button kind=ButtonKind::Quiet about=name on_press=remove>"Remove"</Button>
                    </Show>
                </div>
            </div>
            <Show when=move || kept.with(|kept| !kept.is_empty())>
                <ChooseKept form=form row=row kept=kept />
            </Show>
            {move || match row.plan.get() {
                None => view! { <PlanFields row=row told=form.told /> }.into_any(),
                Some(chosen) => kept.with(|kept| kept.iter().find(|plan| plan.id == chosen).map(kept_facts)).into_any(),
            }}
        </li>
    }
    .into_any()
}

/// A plan that the area keeps already, so that what the panel agrees counts for it.
#[component]
fn ChooseKept(form: Form, row: PlanRow, kept: RwSignal<Vec<Plan>>) -> impl IntoView {
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
            error=form.error(row.id("plan"))
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
