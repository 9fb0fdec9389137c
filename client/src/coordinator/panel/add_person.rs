//! Inviting somebody else after the panel was made.

use accord_shared::panel::{Agency, Panel};
use leptos::prelude::*;

use super::Shown;
use crate::coordinator::person_fields::{PersonFields, PersonRow};
use crate::door::fresh_links::FreshLinks;
use crate::net::api;
use crate::ui::{Button, Disclosure, ErrorSummary, Fitting, FormFits, Problem, announce, focus_id};

/// A form for one person.
#[component]
pub fn AddPerson(shown: Shown, panel: Memo<Panel>) -> impl IntoView {
    let row = PersonRow::new(0, Agency::SendService);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let sending = RwSignal::new(false);
    let fresh = FreshLinks::here();
    let fits = FormFits::new();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() || !fits.all_fit() {
            return;
        }
        sending.set(true);
        let (panel, person) = (panel.with_untracked(|panel| panel.id.clone()), row.entered());
        leptos::task::spawn_local(async move {
            let answer = api::add_participant(&panel, &person).await;
            sending.try_set(false);
            match answer {
                Ok(link) => {
                    fresh.add([link]);
                    shown.refresh();
                    announce(&format!("{} is invited. Copy the link and send it.", person.name));
                    problems.set(Vec::new());
                    row.name.set(String::new());
                    row.post.set(String::new());
                    focus_id(&row.id("name"));
                }
                Err(failure) if failure.fields.is_empty() => problems.set(vec![Problem::new("", failure.sentence)]),
                Err(failure) => problems.set(
                    failure
                        .fields
                        .into_iter()
                        .map(|wrong| Problem::new(row.id(&wrong.field), wrong.sentence))
                        .collect(),
                ),
            }
        });
    };
    let error = Callback::new(move |id: String| {
        problems
            .with(|problems| problems.iter().find(|problem| problem.id == id).map(|problem| problem.sentence.clone()))
    });
    view! {
        <Disclosure summary="Add a person">
            <form class="stack" novalidate=true on:submit=add>
                <Fitting fits=fits>
                    <ErrorSummary problems=problems />
                    <div class="person-row-fields">
                        <PersonFields row=row error=error />
                    </div>
                    <Button submit=true busy=sending>"Add this person"</Button>
                </Fitting>
            </form>
        </Disclosure>
    }
    .into_any()
}
