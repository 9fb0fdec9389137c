//! The feedback to the author of a plan: a text that is saved with a button. Unsaved text is still there when the user
//! comes back to the page, and the browser asks before it closes over it.

use accord_shared::api::NewFeedback;
use accord_shared::fit::Limit;
use accord_shared::plan::Standing;
use accord_shared::route::Route;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Shown;
use crate::coordinator::plans::kept::PlanDesk;
use crate::coordinator::refusals::{Told, ToldAbove};
use crate::net::api::plans as api;
use crate::ui::when::moment_in_words;
use crate::ui::{Button, Fitting, TextArea, announce};

/// The element id of the text; the next step leads to it.
const TEXT: &str = "feedback-text";

/// The feedback: to be written as long as the version is the one that is worked on, then to be read.
#[component]
pub fn FeedbackBox(shown: Shown) -> impl IntoView {
    let open =
        Memo::new(move |_| shown.view.with(|view| !matches!(view.standing, Standing::Issued | Standing::Redrafted)));
    let plan = shown.plan();
    let saved = Memo::new(move |_| plan.with(|plan| plan.feedback.clone()));
    let page = Route::Feedback(&shown.id()).to_string();
    view! {
        {move || if open.get() {
            view! { <Writing shown=shown /> }.into_any()
        } else {
            let text = saved.get().map_or_else(|| "No feedback was written.".to_owned(), |feedback| feedback.text);
            view! { <p class="as-written" translate="no" lang="en-GB">{text}</p> }.into_any()
        }}
        {move || saved.get().map(|feedback| {
            view! {
                <p class="soft">
                    {format!("Saved {}. ", moment_in_words(feedback.at))}
                    <A href=page.clone()>"Print it or copy it for the author"</A>
                </p>
            }
        })}
    }
    .into_any()
}

#[component]
fn Writing(shown: Shown) -> impl IntoView {
    let (desk, plan) = (PlanDesk::here(), shown.plan());
    let saved = Memo::new(move |_| plan.with(|plan| plan.feedback.clone().map(|one| one.text).unwrap_or_default()));
    let text = RwSignal::new(desk.unsaved(&shown.id()).unwrap_or_else(|| saved.get_untracked()));
    let unsaved = Memo::new(move |_| text.with(|text| saved.with(|saved| text.trim() != saved.trim())));
    Effect::new(move |_| desk.keep_unsaved(&shown.id(), unsaved.get().then(|| text.get())));
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());

    let (told, busy) = (Told::new(), RwSignal::new(false));
    let send = Callback::new(move |warnings_seen: bool| {
        if busy.get_untracked() || !told.all_fit() {
            return;
        }
        busy.set(true);
        let feedback = NewFeedback { text: text.get_untracked(), warnings_seen };
        leptos::task::spawn_local(async move {
            let answer = api::write_feedback(&shown.id(), &feedback).await;
            busy.try_set(false);
            match answer {
                Ok(plan) => {
                    told.clear();
                    shown.view.try_update(|view| view.plan = plan);
                    shown.asked.refresh();
                    announce("The feedback is saved.");
                }
                Err(failure) => told.refused(failure, |_| TEXT.to_owned()),
            }
        });
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    view! {
        <form class="stack plan-feedback" novalidate=true on:submit=submit>
            <Fitting fits=told.fits>
                <ToldAbove told=told go_on="This is not personal data: save the feedback" on_go_on=move || send.run(true) />
                <TextArea
                    id=TEXT
                    label="What is strong, what to change and why"
                    hint="Its author reads this. Speak of the plan, never of the child by name."
                    rows=6
                    value=text
                    limit=Limit::FEEDBACK
                    error=told.error(TEXT)
                />
                <div class="cluster">
                    <Button submit=true busy=busy>"Save the feedback"</Button>
                    {move || unsaved.get().then(|| view! { <span class="soft">"Not saved yet."</span> })}
                </div>
            </Fitting>
        </form>
    }
    .into_any()
}
