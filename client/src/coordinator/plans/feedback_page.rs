//! The page for a plan's author: which plan, how it was judged, and what to change. Nothing else, so that it can be
//! printed or sent as it is.

use accord_shared::id::PlanId;
use accord_shared::plan::{Judged, Plan};
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::regrades::print;
use crate::coordinator::fetched::Asked;
use crate::coordinator::not_found::NotFoundPage;
use crate::net::api::plans as api;
use crate::ui::when::moment_in_words;
use crate::ui::{Button, ButtonKind, ButtonLink, CopyButton, Notice, Page};

/// The feedback to the author of a plan.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("plan").and_then(|id| PlanId::new(id).ok())));
    move || match id.get() {
        None => view! { <NotFoundPage /> }.into_any(),
        Some(id) => Asked::new(move || {
            let id = id.clone();
            async move { api::plan(&id).await }
        })
        .page("Feedback", |view| {
            view.with(|view| {
                let judged = view.chain.iter().find(|one| one.plan.id == view.plan.id);
                page(&view.plan, judged.and_then(|one| one.judged.as_ref()))
            })
        }),
    }
}

fn page(plan: &Plan, judged: Option<&Judged>) -> AnyView {
    let back = Route::Plan(&plan.id).to_string();
    let Some(feedback) = &plan.feedback else {
        return view! {
            <Page title="Feedback">
                <Notice title="No feedback has been written yet."><p>"Write it on the plan’s page first."</p></Notice>
                <ButtonLink href=back>"Back to the plan"</ButtonLink>
            </Page>
        }
        .into_any();
    };
    let facts = facts(plan, judged);
    let text = as_text(&facts, &feedback.text);
    let facts = facts.into_iter().map(|(label, fact)| view! { <div><dt>{label}</dt><dd>{fact}</dd></div> });
    let facts = facts.collect_view();
    let (title, text_of_feedback) = (format!("Feedback on {}", plan.case_ref), feedback.text.clone());
    view! {
        <Page title=title kicker="For the author of the plan">
            <div class="cluster screen-only">
                <Button kind=ButtonKind::Primary on_press=print>"Print or save as PDF"</Button>
                <CopyButton text=text label="Copy the text" />
                <ButtonLink href=back>"Back to the plan"</ButtonLink>
            </div>
            <dl class="facts">{facts}</dl>
            <section class="stack">
                <h2>"What is strong, and what to change"</h2>
                <p class="as-written" translate="no" lang="en-GB">{text_of_feedback}</p>
            </section>
        </Page>
    }
    .into_any()
}

fn facts(plan: &Plan, judged: Option<&Judged>) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Case reference", plan.case_ref.clone()), ("Version", plan.version.to_string())];
    if let Some(judged) = judged {
        facts.push(("Judgement", judged.words.clone()));
        facts.push(("Judged", moment_in_words(judged.at)));
    }
    facts
}

/// The page as one text, to be put into a message.
fn as_text(facts: &[(&'static str, String)], feedback: &str) -> String {
    let mut text = String::new();
    for (label, fact) in facts {
        text.push_str(&format!("{label}: {fact}\n"));
    }
    format!("{text}\n{feedback}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_to_copy_says_what_the_page_says() {
        let facts = [("Case reference", "EX-0142".to_owned()), ("Version", "1".to_owned())];
        assert_eq!(
            as_text(&facts, "Say who does what."),
            "Case reference: EX-0142\nVersion: 1\n\nSay who does what.\n"
        );
    }
}
