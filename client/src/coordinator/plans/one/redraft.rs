//! Entering a redraft as the next version of a plan. What is not asked here stays as it was.

use accord_shared::api::Redraft;
use accord_shared::fit::Limit;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Shown;
use crate::coordinator::plan_fields::trimmed;
use crate::coordinator::refusals::{Told, ToldAbove};
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Dialog, Field, Fitting, announce};

/// The dialog in which a redraft is entered.
#[component]
pub fn RedraftDialog(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let (author, read) = shown.view.with_untracked(|view| (view.plan.author.clone(), view.plan.where_to_read.clone()));
    let (author, where_to_read) = (RwSignal::new(author), RwSignal::new(read));
    let (told, busy) = (Told::new(), RwSignal::new(false));
    let navigate = StoredValue::new(use_navigate());
    let send = Callback::new(move |warnings_seen: bool| {
        if busy.get_untracked() || !told.all_fit() {
            return;
        }
        busy.set(true);
        let redraft = Redraft { author: trimmed(author), where_to_read: trimmed(where_to_read), warnings_seen };
        leptos::task::spawn_local(async move {
            let answer = api::redraft(&shown.id(), &redraft).await;
            busy.try_set(false);
            match answer {
                Ok(plan) => {
                    open.try_set(false);
                    announce(&format!("Version {} is entered.", plan.version));
                    navigate.with_value(|go| go(&Route::Plan(&plan.id).to_string(), NavigateOptions::default()));
                }
                Err(failure) => told.refused(failure, id_of),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    view! {
        <Dialog title="Enter the redraft" open=open close_label="Cancel">
            <form class="stack" novalidate=true on:submit=submit>
                <Fitting fits=told.fits>
                    <ToldAbove told=told go_on="This is not personal data: enter the redraft" on_go_on=move || send.run(true) />
                    <p>"The redraft becomes the next version and is judged again. The grade of this version stays."</p>
                    <Field
                        id=id_of("where_to_read")
                        label="Where people can read the redraft (optional)"
                        value=where_to_read
                        limit=Limit::NOTE
                        error=told.error(id_of("where_to_read"))
                    />
                    <Field id=id_of("author") label="Who wrote it (optional)" hint="A post or a team." value=author limit=Limit::LINE error=told.error(id_of("author")) />
                    <Button kind=ButtonKind::Primary submit=true busy=busy>"Enter the redraft"</Button>
                </Fitting>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The element id of the control behind a field of the API.
fn id_of(field: &str) -> String {
    format!("redraft-{field}")
}
