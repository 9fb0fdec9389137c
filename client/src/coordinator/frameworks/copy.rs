//! Copying a framework as a draft: a dialogue that asks for the title of the copy.

use accord_shared::api::CopyFramework;
use accord_shared::fit::Limit;
use accord_shared::framework::FrameworkId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;

use super::editor::ids;
use crate::net::Failure;
use crate::net::api::frameworks as api;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, Field, Fitting, FormFits, Problem, announce};

/// An id that is the first part of other addresses.
const RESERVED: &str = "drafts";

/// What is to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its id.
    pub id: FrameworkId,
    /// Its title.
    pub title: String,
}

/// The dialogue, open while there is something to copy.
#[component]
pub fn CopyDialog(
    /// What is to be copied.
    original: RwSignal<Option<Original>>,
    /// The ids that there are already.
    #[prop(into)]
    taken: Signal<Vec<FrameworkId>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(original.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            original.set(None);
        }
        now
    });
    view! {
        <Dialog title="Copy to make your own" open=open close_label="Cancel">
            {move || original.get().map(|original| view! { <CopyForm original=original taken=taken /> })}
        </Dialog>
    }
}

#[component]
fn CopyForm(original: Original, taken: Signal<Vec<FrameworkId>>) -> impl IntoView {
    let title = RwSignal::new(format!("{} (our own)", original.title));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let fits = FormFits::new();
    let id = Memo::new(move |_| {
        let taken: BTreeSet<String> =
            taken.with(|taken| taken.iter().map(|id| id.as_str().to_ascii_lowercase()).collect());
        let taken = taken.into_iter().chain([RESERVED.to_owned()]).collect();
        title.with(|title| ids::of_title(title, &taken))
    });
    let hint = Signal::derive(move || {
        Some(format!("Accord keeps it under the id “{}”, which stays the same in every version.", id.get()))
    });
    let from = original.id;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(id) = FrameworkId::new(id.get_untracked()) else { return };
        if busy.get_untracked() || !fits.all_fit() {
            return;
        }
        busy.set(true);
        let copy = CopyFramework { from: from.clone(), id, title: title.get_untracked().trim().to_owned() };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let answer = api::copy(&copy).await;
            busy.try_set(false);
            match answer {
                Ok(draft) => {
                    announce("The copy is made. You can change it now.");
                    navigate(&api::draft_page(&draft.id), NavigateOptions::default());
                }
                Err(failure) => {
                    problems.try_set(told(failure));
                }
            }
        });
    };
    let error = Signal::derive(move || problems.with(|all| all.first().map(|problem| problem.sentence.clone())));
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Fitting fits=fits>
                <ErrorSummary problems=problems />
                <p>{format!("You get a draft with everything that is in “{}”. Only coordinators of your area see it until it is published.", original.title)}</p>
                <Field id="copy-title" label="Title of your own framework" hint=hint value=title limit=Limit::FRAMEWORK_TITLE error=error />
                <Button kind=ButtonKind::Primary submit=true busy=busy>"Make the copy"</Button>
            </Fitting>
        </form>
    }
}

/// Every problem of a copy is mended by another title, from which its id follows.
fn told(failure: Failure) -> Vec<Problem> {
    if failure.fields.is_empty() {
        return vec![Problem::new("copy-title", failure.sentence)];
    }
    failure.fields.into_iter().map(|field| Problem::new("copy-title", field.sentence)).collect()
}
