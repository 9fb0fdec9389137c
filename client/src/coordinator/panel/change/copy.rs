//! Copying a panel for another meeting: its people with new links, its framework and its rules; with plans of its own, or
//! without any until they are added.

use accord_shared::api::{CopyPanel, PanelMade, PanelView};
use accord_shared::fit::Limit;
use accord_shared::panel::Meets;
use accord_shared::plan::PlanStage;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::super::Shown;
use crate::coordinator::meets_fields::{MeetsFields, MeetsPart};
use crate::coordinator::plan_fields::{PlanChoice, PlanRow, kept_plans, trimmed};
use crate::coordinator::refusals::{Told, ToldAbove};
use crate::door::fresh_links::FreshLinks;
use crate::door::session::Session;
use crate::net::FailureKind;
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Field, FieldKind, Fitting, Icon, IconName, announce, focus_id};

/// Stands before the names of the fields in the element ids.
const PREFIX: &str = "copy-";

/// The keys of the plans of this form, apart from those of the agenda on the same page.
const FIRST_KEY: u32 = 1_000;

/// The form.
#[component]
pub fn CopyForm(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let told = Told::new();
    let busy = RwSignal::new(false);
    let title = RwSignal::new(view.with_untracked(|view| view.panel.title.clone()));
    let held_on = RwSignal::new(String::new());
    let meets = view.with_untracked(|view| Meets { call: String::new(), ..view.panel.meets.clone() });
    let fields = MeetsFields::new(PREFIX, meets);
    let plans = RwSignal::new(Vec::<PlanRow>::new());
    let (links, session, navigate) = (FreshLinks::here(), Session::here(), use_navigate());
    let send = Callback::new(move |warnings_seen: bool| {
        let Some(panel) = shown.id.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        if !told.all_fit() {
            return;
        }
        busy.set(true);
        let rows = plans.get_untracked();
        let form = CopyPanel {
            title: trimmed(title),
            held_on: held_on.get_untracked(),
            meets: fields.entered(),
            agenda: rows.iter().map(PlanRow::for_agenda).collect(),
            warnings_seen,
        };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let answer = api::copy(&panel, &form).await;
            busy.try_set(false);
            match answer {
                Ok(PanelMade { panel, links: fresh }) => {
                    links.add(fresh);
                    announce("The copy is made. Everyone has a new link.");
                    navigate(&Route::Panel(&panel.id).to_string(), NavigateOptions::default());
                }
                Err(failure) if failure.kind == FailureKind::SignedOut => session.ended(),
                Err(failure) => told.refused(failure, |field| element_id(field, &rows)),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    let error = move |field: &str| told.error(format!("{PREFIX}{field}"));
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Fitting fits=told.fits>
                <ToldAbove told=told go_on="This is not personal data: make the copy" on_go_on=move || send.run(true) />
                <p>"The copy has the same people, each with a new link, the same offices, framework and rules. It has none of these plans."</p>
                <Field id=format!("{PREFIX}title") label="Title" value=title limit=Limit::LINE error=error("title") />
                <Field id=format!("{PREFIX}held_on") label="Day" kind=FieldKind::Day value=held_on limit=Limit::LINE error=error("held_on") />
                <MeetsPart fields=fields told=told />
                <PlanRows plans=plans told=told />
            </Fitting>
            <Button kind=ButtonKind::Primary submit=true busy=busy>"Make the copy"</Button>
        </form>
    }
    .into_any()
}

/// The plans of the copy, as many as are wanted.
#[component]
fn PlanRows(plans: RwSignal<Vec<PlanRow>>, told: Told) -> impl IntoView {
    let owner = StoredValue::new(Owner::current());
    let next_key = StoredValue::new(FIRST_KEY);
    let kept = kept_plans();
    let add = move || {
        let key = next_key.get_value();
        next_key.set_value(key + 1);
        // The row's signals live as long as the form.
        let Some(owner) = owner.get_value() else { return };
        let row = owner.with(|| PlanRow::new(key, PlanStage::Final));
        plans.update(|plans| plans.push(row));
        request_animation_frame(move || focus_id(&row.id("case_ref")));
    };
    let remove = move |key: u32| {
        plans.update(|plans| plans.retain(|row| row.key != key));
        request_animation_frame(|| focus_id("copy-agenda"));
    };
    let place = move |key: u32| plans.with(|plans| plans.iter().position(|row| row.key == key).unwrap_or(0) + 1);
    view! {
        <ol class="plan-rows">
            <For each=move || plans.get() key=|row| row.key let:row>
                <li class="plan-row">
                    <div class="split">
                        <h3>{move || format!("Plan {}", place(row.key))}</h3>
                        <Button
                            kind=ButtonKind::Quiet
                            about=Signal::derive(move || format!("plan {}", place(row.key)))
                            on_press=move || remove(row.key)
                        >
                            "Remove"
                        </Button>
                    </div>
                    <PlanChoice row=row told=told kept=kept />
                </li>
            </For>
        </ol>
        {move || told.error("copy-agenda").get().map(|error| view! { <p class="field-error">{error}</p> })}
        <Show when=move || plans.with(Vec::is_empty)>
            <p class="soft">"You can add the plans now or later."</p>
        </Show>
        <Button id="copy-agenda" on_press=add><Icon name=IconName::Plus />"Add a plan to the copy"</Button>
    }
    .into_any()
}

/// The element id of the control behind a field of the API.
fn element_id(field: &str, rows: &[PlanRow]) -> String {
    let mut parts = field.splitn(3, '.');
    match (parts.next(), parts.next().and_then(|place| place.parse::<usize>().ok()), parts.next()) {
        (Some("agenda"), Some(place), Some(name)) => rows.get(place).map(|row| row.id(name)).unwrap_or_default(),
        _ => format!("{PREFIX}{field}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_the_api_lead_to_their_controls() {
        Owner::new().with(|| {
            let rows = [PlanRow::new(1_007, PlanStage::Final)];
            for (field, id) in [
                ("title", "copy-title"),
                ("call", "copy-call"),
                ("agenda", "copy-agenda"),
                ("agenda.0.case_ref", "plan-1007-case_ref"),
                ("agenda.4.case_ref", ""),
            ] {
                assert_eq!(element_id(field, &rows), id, "{field}");
            }
        });
    }
}
