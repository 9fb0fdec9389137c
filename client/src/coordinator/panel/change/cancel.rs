//! Cancelling a panel: why, whom to ask, and once more whether it is meant.

use accord_shared::api::{CancelPanel, PanelView};
use accord_shared::check::check_cancelling;
use accord_shared::fit::Limit;
use leptos::prelude::*;

use super::super::Shown;
use super::Saving;
use crate::coordinator::plan_fields::trimmed;
use crate::door::session::{Session, Who};
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, Field, Fitting, Problem, TextArea, focus_id};

/// The form, and the question before it is done.
#[component]
pub fn CancelForm(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let saving = Saving::new(shown);
    let who = Session::here().who();
    let (reason, ask, open) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    // Who is signed in may be known only after the form is there.
    Effect::new(move |_| {
        let own = who.with(|who| match who {
            Who::Coordinator(view) => view.name.clone(),
            Who::Asking | Who::Nobody | Who::Unknown(_) => String::new(),
        });
        if ask.with_untracked(String::is_empty) {
            ask.set(own);
        }
    });
    let entered = move || CancelPanel { reason: trimmed(reason), ask: trimmed(ask) };
    let id_of = |field: &str| format!("cancel-{field}");
    let check = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !saving.told.all_fit() {
            return;
        }
        let wrong = check_cancelling(&entered());
        let sound = wrong.is_empty();
        saving.told.problems.set(wrong.into_iter().map(|one| Problem::new(id_of(&one.field), one.sentence)).collect());
        open.set(sound);
    };
    let go = move || {
        let (panel, form) = (view.with_untracked(|view| view.panel.id.clone()), entered());
        let request = async move { api::cancel(&panel, &form).await };
        // The form goes away with what it was for.
        saving.send(request, id_of, || request_animation_frame(|| focus_id("change")));
    };
    // What the server says against it stands above the form.
    Effect::new(move |_| {
        if saving.told.problems.with(|problems| !problems.is_empty()) {
            open.set(false);
        }
    });
    let title = Signal::derive(move || format!("Cancel “{}”?", view.with(|view| view.panel.title.clone())));
    view! {
        <form class="stack" novalidate=true on:submit=check>
            <Fitting fits=saving.told.fits>
                <ErrorSummary problems=saving.told.problems />
                <p>"Whoever opens their link then reads that the panel was cancelled, why, and whom to ask. Nothing more can be done in it. What was written is kept."</p>
                <TextArea id="cancel-reason" label="Why is it cancelled?" hint="Everyone who was invited reads it." rows=2 value=reason limit=Limit::REASON error=saving.told.error("cancel-reason") />
                <Field id="cancel-ask" label="Whom can people ask?" hint="A name, perhaps with a telephone number." value=ask limit=Limit::LINE error=saving.told.error("cancel-ask") />
            </Fitting>
            <Button kind=ButtonKind::Danger submit=true>"Cancel this panel…"</Button>
        </form>
        <Dialog title=title open=open close_label="Keep the panel">
            <p>"This cannot be undone. To hold the meeting on another day, change the day instead: the links stay the same."</p>
            <Button kind=ButtonKind::Danger busy=saving.busy on_press=go>"Yes, cancel it"</Button>
        </Dialog>
    }
    .into_any()
}
