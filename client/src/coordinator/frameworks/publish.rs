//! Publishing a draft: the version gets a name and never changes afterwards.

use accord_shared::api::{FrameworkSummary, PublishDraft};
use accord_shared::fit::Limit;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::editor::saving::Saved;
use super::editor::state::Editor;
use crate::net::Failure;
use crate::net::api::frameworks as api;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, Field, Fitting, FormFits, Problem, announce};
use crate::words::grammar::count;

/// The button, and the dialogue that it opens.
#[component]
pub fn Publish(editor: Editor, published: Vec<String>) -> impl IntoView {
    let open = RwSignal::new(false);
    let why_not = Signal::derive(move || {
        let many = editor.problems.with(Vec::len);
        (many > 0).then(|| format!("Mend {} first; the list is at the top.", count(many, "thing", "things")))
    });
    let press = move || {
        editor.check();
        if why_not.with_untracked(Option::is_none) {
            editor.saving.save();
            open.set(true);
        }
    };
    let before = StoredValue::new(published);
    view! {
        <Button kind=ButtonKind::Primary why_not=why_not on_press=press>"Publish version…"</Button>
        <Dialog title="Publish this version" open=open close_label="Not yet">
            <PublishForm editor=editor published=before.get_value() />
        </Dialog>
    }
}

#[component]
fn PublishForm(editor: Editor, published: Vec<String>) -> impl IntoView {
    let version = RwSignal::new(next_version(js_sys::Date::new_0().get_full_year(), &published));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let fits = FormFits::new();
    let why_not = Signal::derive(move || {
        editor.saving.saved.with(|saved| match saved {
            Saved::All => None,
            Saved::Changed | Saved::Saving => Some("The draft is being saved; one moment.".to_owned()),
            Saved::Not(_) | Saved::Stale => Some(saved.words()),
        })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || why_not.with_untracked(Option::is_some) || !fits.all_fit() {
            return;
        }
        busy.set(true);
        let form = PublishDraft { revision: editor.saving.revision.get_untracked(), version: version.get_untracked() };
        let (id, navigate) = (editor.saving.id.get_value(), navigate.clone());
        leptos::task::spawn_local(async move {
            let answer = api::publish(&id, &form).await;
            busy.try_set(false);
            match answer {
                Ok(FrameworkSummary { id, version, .. }) => {
                    announce("The version is published.");
                    navigate(&api::page(&id, &version), NavigateOptions::default());
                }
                Err(failure) => {
                    problems.try_set(told(failure));
                }
            }
        });
    };
    let error = Signal::derive(move || {
        problems.with(|all| all.iter().find(|one| one.id == "version").map(|one| one.sentence.clone()))
    });
    let before = (!published.is_empty())
        .then(|| view! { <p class="soft">{format!("Published before: {}.", published.join(", "))}</p> });
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Fitting fits=fits>
                <ErrorSummary problems=problems />
                <p>"A published version never changes. Panels that are made from now on can use it; reviews that have begun keep the version that they began with. For a later change you publish another version."</p>
                <Field id="version" label="Name of the version" hint="Letters, digits, dots and hyphens, such as 2026.1." value=version limit=Limit::VERSION error=error />
                {before}
                <Button kind=ButtonKind::Primary submit=true busy=busy why_not=why_not>"Publish for good"</Button>
            </Fitting>
        </form>
    }
}

fn told(failure: Failure) -> Vec<Problem> {
    if failure.fields.is_empty() {
        return vec![Problem::new("version", failure.sentence)];
    }
    let problem = |field: accord_shared::api::FieldError| match field.field.as_str() {
        "version" => Problem::new("version", field.sentence),
        place => Problem::new("", format!("{place}: {}", field.sentence)),
    };
    failure.fields.into_iter().map(problem).collect()
}

/// The year with the first number that no version has.
fn next_version(year: u32, published: &[String]) -> String {
    let mut names = (1_u32..).map(|number| format!("{year}.{number}"));
    names.find(|name| !published.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version_is_a_new_one() {
        assert_eq!(next_version(2026, &[]), "2026.1");
        assert_eq!(next_version(2026, &["2026.1".to_owned(), "2025.2".to_owned()]), "2026.2");
    }
}
