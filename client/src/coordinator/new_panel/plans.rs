//! The part of the form about the plans: an ordered list, in which each can be moved by buttons.

use accord_shared::plan::Plan;
use leptos::prelude::*;

use super::entered::Form;
use crate::coordinator::plan_fields::{PlanChoice, PlanRow, kept_plans};
use crate::ui::{Button, ButtonKind, Icon, IconName, announce, focus_id};

/// The plans on the agenda.
#[component]
pub fn PlansPart(form: Form) -> impl IntoView {
    let add = move || {
        let row = form.add_plan();
        request_animation_frame(move || focus_id(&row.id("case_ref")));
    };
    let kept = kept_plans();
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
            <PlanChoice row=row told=form.told kept=kept />
        </li>
    }
    .into_any()
}
