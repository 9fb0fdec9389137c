//! The one-time set-up link: its secret is in the fragment, which browsers never send to a server. It is taken out of
//! the address bar at once, because it would stay in the history.

use accord_shared::api::SetUp;
use accord_shared::fit::Limit;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::paste_link::PasteLink;
use super::session::Session;
use crate::net::api;
use crate::ui::{
    Button, ButtonKind, ErrorSummary, Field, FieldKind, Fitting, FormFits, Notice, NoticeKind, Page, Problem,
};

/// A coordinator starts using Accord.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let token = take_fragment();
    let problems = RwSignal::new(Vec::<Problem>::new());
    let wrong = Signal::derive(move || problems.with(|all| !all.is_empty()));
    view! {
        <Page
            title="Set up Accord"
            kicker="For the coordinator"
            lede="You will make panels and send people their links. Only you can open this page, and only once."
            wrong=wrong
        >
            {match token {
                Some(token) => view! { <SetUpForm token=token problems=problems /> }.into_any(),
                None => view! {
                    <Notice kind=NoticeKind::Info title="This page needs the set-up link.">
                        <p>"Accord prints it when it starts for the first time. Paste it below."</p>
                    </Notice>
                    <PasteLink />
                }
                .into_any(),
            }}
        </Page>
    }
}

#[component]
fn SetUpForm(token: String, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let (name, area) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sending = RwSignal::new(false);
    let (session, navigate) = (Session::here(), use_navigate());
    let fits = FormFits::new();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let empty = missing(&name.get_untracked(), &area.get_untracked());
        problems.set(empty);
        if !fits.all_fit() || sending.get_untracked() || problems.with_untracked(|all| !all.is_empty()) {
            return;
        }
        sending.set(true);
        let set_up = SetUp { token: token.clone(), name: name.get_untracked(), area: area.get_untracked() };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            match api::set_up(&set_up).await {
                Ok(view) => {
                    session.signed_in(view);
                    navigate(&Route::Home.to_string(), NavigateOptions { replace: true, ..Default::default() });
                }
                Err(failure) if failure.fields.is_empty() => {
                    problems.set(vec![Problem::new("", failure.sentence)]);
                }
                Err(failure) => problems
                    .set(failure.fields.into_iter().map(|wrong| Problem::new(wrong.field, wrong.sentence)).collect()),
            }
            sending.try_set(false);
        });
    };
    let error = move |id: &'static str| Signal::derive(move || sentence_for(&problems.get(), id));
    view! {
        <form class="stack stack-wide" novalidate=true on:submit=send>
            <Fitting fits=fits>
                <ErrorSummary problems=problems />
                <Field id="name" label="Your name" kind=FieldKind::OwnName value=name limit=Limit::LINE error=error("name") />
                <Field id="area" label="Your local area" hint="Such as the name of your council." value=area limit=Limit::LINE error=error("area") />
                <div class="button-large">
                    <Button kind=ButtonKind::Primary submit=true busy=sending>"Start using Accord"</Button>
                </div>
            </Fitting>
        </form>
    }
}

/// What has to be filled in.
fn missing(name: &str, area: &str) -> Vec<Problem> {
    [("name", name, "Enter your name."), ("area", area, "Enter the name of your local area.")]
        .into_iter()
        .filter(|(_, text, _)| text.trim().is_empty())
        .map(|(id, _, sentence)| Problem::new(id, sentence))
        .collect()
}

/// The sentence about one control.
fn sentence_for(problems: &[Problem], id: &str) -> Option<String> {
    problems.iter().find(|problem| problem.id == id).map(|problem| problem.sentence.clone())
}

/// Reads the fragment of the address and takes it out of the address bar.
fn take_fragment() -> Option<String> {
    let location = window().location();
    let fragment = location.hash().ok()?.trim_start_matches('#').to_owned();
    let path = location.pathname().ok()?;
    if let Ok(history) = window().history() {
        // Where this is refused the secret stays in sight until the form is sent, which uses it up.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
    (!fragment.is_empty()).then_some(fragment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fields_have_to_be_filled_in() {
        assert_eq!(missing("Ann", "Essex"), []);
        let problems = missing(" ", "");
        assert_eq!(sentence_for(&problems, "name").as_deref(), Some("Enter your name."));
        assert_eq!(sentence_for(&problems, "area").as_deref(), Some("Enter the name of your local area."));
    }
}
