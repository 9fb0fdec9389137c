//! One version of a plan: what to do next, what its author is told, its versions with their grades, who judges it, the
//! judgements side by side, and the advice that fed it.

mod advice;
mod ask_somebody;
mod assessments;
mod feedback;
mod next;
mod redraft;
mod side_by_side;
mod versions;

use accord_shared::api::PlanView;
use accord_shared::id::PlanId;
use accord_shared::plan::Plan;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::one::ask_somebody::Ask;
use crate::coordinator::fetched::Asked;
use crate::coordinator::not_found::NotFoundPage;
use crate::coordinator::panel::links::LinkCard;
use crate::door::link_text::ToSend;
use crate::net::api::plans as api;
use crate::ui::when::moment_in_words;
use crate::ui::{Page, PageWidth, Tag};
use crate::words::plans as words;

/// The plan on this page, and a way to fetch it again after a change.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    asked: Asked<PlanView>,
    view: RwSignal<PlanView>,
}

impl Shown {
    fn plan(self) -> Memo<Plan> {
        Memo::new(move |_| self.view.with(|view| view.plan.clone()))
    }

    /// Which plan it is; that stays while the page is open.
    fn id(self) -> PlanId {
        self.view.with_untracked(|view| view.plan.id.clone())
    }
}

/// The page of one version of a plan.
#[component]
pub fn PlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("plan").and_then(|id| PlanId::new(id).ok())));
    move || match id.get() {
        None => view! { <NotFoundPage /> }.into_any(),
        Some(id) => {
            let asked = Asked::new(move || {
                let id = id.clone();
                async move { api::plan(&id).await }
            });
            asked.page("Plan", move |view| content(Shown { asked, view }))
        }
    }
}

fn content(shown: Shown) -> AnyView {
    let plan = shown.plan();
    let (case_ref, version) = plan.with_untracked(|plan| (plan.case_ref.clone(), plan.version));
    let links = RwSignal::new(Vec::<ToSend>::new());
    let ask = Ask::new(links);
    view! {
        <Page
            title=case_ref.clone()
            kept=case_ref.clone()
            kicker=format!("Plan, version {version}")
            lede=plan.with_untracked(words::plan)
            width=PageWidth::Wide
        >
            <next::NextStep shown=shown />
            <LinkCard about=format!("judging {case_ref}, version {version}") links=links />
            {move || facts(shown)}
            <section class="stack" aria-labelledby="feedback">
                <h2 id="feedback">"Feedback for the author"</h2>
                <feedback::FeedbackBox shown=shown />
            </section>
            <section class="stack" aria-labelledby="versions">
                <h2 id="versions">"Versions and their grades"</h2>
                <versions::Chain shown=shown />
            </section>
            <section class="stack" aria-labelledby="assessments">
                <h2 id="assessments">"Who judges it"</h2>
                <assessments::Assessments shown=shown />
                <ask_somebody::AskSomebody shown=shown ask=ask />
            </section>
            <side_by_side::SideBySides shown=shown />
            <section class="stack" aria-labelledby="advice">
                <h2 id="advice">"Advice that fed the plan"</h2>
                <advice::Bundle shown=shown ask=ask />
            </section>
        </Page>
    }
    .into_any()
}

fn facts(shown: Shown) -> AnyView {
    shown.view.with(|view| {
        let (tag, standing) = words::standing(view.standing);
        let plan = &view.plan;
        let issued = plan.issued_at.map(moment_in_words).unwrap_or_default();
        view! {
            <dl class="facts">
                <div><dt>"Standing"</dt><dd><Tag kind=tag>{standing}</Tag></dd></div>
                {fact("Written by", &plan.author)}
                {fact("Locality", &plan.locality)}
                {fact("Where it can be read", &plan.where_to_read)}
                {fact("Entered", &moment_in_words(plan.made_at))}
                {fact("Issued", &issued)}
            </dl>
        }
        .into_any()
    })
}

/// A fact with its name; `None` where it was left empty.
fn fact(name: &'static str, fact: &str) -> Option<AnyView> {
    let fact = fact.to_owned();
    (!fact.is_empty()).then(|| {
        view! { <div><dt>{name}</dt><dd class="as-written" translate="no" lang="en-GB">{fact}</dd></div> }.into_any()
    })
}
