//! The form into which a personal link can be pasted when opening it did not work.

use accord_shared::fit::Limit;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::link_text;
use crate::ui::{Button, ButtonKind, ErrorSummary, Field, FieldKind, Fitting, FormFits, Problem};

const SENTENCE: &str = "Paste the whole link, from “http” to the end. It has a # in it.";

/// A field for a link, and the button that goes where it leads.
#[component]
pub fn PasteLink() -> impl IntoView {
    let link = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let navigate = use_navigate();
    let fits = FormFits::new();
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !fits.all_fit() {
            return;
        }
        match link_text::read(&link.get_untracked()) {
            Some(pasted) => navigate(&pasted.path(), NavigateOptions::default()),
            None => problems.set(vec![Problem::new("link", SENTENCE)]),
        }
    };
    let error = Signal::derive(move || problems.with(|all| all.first().map(|one| one.sentence.clone())));
    view! {
        <form class="stack" novalidate=true on:submit=open>
            <Fitting fits=fits>
                <ErrorSummary problems=problems />
                <Field
                    id="link"
                    label="Your personal link"
                    hint="If opening the link did not work, paste it here."
                    kind=FieldKind::Code
                    value=link
                    limit=Limit::PASTED
                    error=error
                />
                <Button kind=ButtonKind::Secondary submit=true>"Open my link"</Button>
            </Fitting>
        </form>
    }
}
