//! The assessments of a version: by whom, from where, with which framework, and the outcome of each.

use accord_shared::api::{Assessment, Moderation};
use accord_shared::framework::heading_of;
use accord_shared::id::PlanId;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Shown;
use crate::coordinator::plans::judge::GoOnButton;
use crate::coordinator::record_file::{download, file_name};
use crate::ui::when::moment_in_words;
use crate::ui::{Icon, IconName, Tag};
use crate::words::plans as words;

/// Every assessment, oldest first.
#[component]
pub fn Assessments(shown: Shown) -> impl IntoView {
    let all = Memo::new(move |_| shown.view.with(|view| view.assessments.clone()));
    let (plan, case_ref) = shown.view.with_untracked(|view| (view.plan.id.clone(), view.plan.case_ref.clone()));
    move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="soft">"Nobody judges this version yet."</p> }.into_any();
        }
        let items = all.iter().map(|one| item(&plan, &case_ref, one)).collect_view();
        view! { <ol class="plan-list">{items}</ol> }.into_any()
    }
}

fn item(plan: &PlanId, case_ref: &str, one: &Assessment) -> AnyView {
    let (tag, state) = words::assessment(one);
    let facts = format!(
        "{}. {}, {}, version {}. Begun {}.",
        words::side(one.side),
        words::of(one.of),
        one.framework_title,
        one.framework_version,
        moment_in_words(one.made_at)
    );
    let judged = one.judged.as_ref().map(|judged| {
        let when = format!(" Finished {}.", moment_in_words(judged.at));
        view! { <p><strong>{judged.words.clone()}</strong><span class="soft">{when}</span></p> }
    });
    view! {
        <li class="plan-item">
            <div class="cluster">
                <h3>{one.judges.clone()}</h3>
                <Tag kind=tag>{state}</Tag>
            </div>
            <p class="soft">{facts}</p>
            {judged}
            {one.called_off.clone().map(|reason| view! { <p class="as-written" translate="no" lang="en-GB">{reason}</p> })}
            {moderation(&one.moderation)}
            {records(one, case_ref)}
            {going_on(plan, one)}
        </li>
    }
    .into_any()
}

/// How the moderation ended, the whole first.
fn moderation(all: &[Moderation]) -> Option<AnyView> {
    let mut all: Vec<&Moderation> = all.iter().collect();
    all.sort_by_key(|one| !one.overall);
    let lines = all.iter().map(|one| {
        let title = if one.overall { "Over all".to_owned() } else { heading_of(&one.section, &one.title) };
        view! { <li>{words::outcome_mark(one.outcome)} " " {title}</li> }
    });
    let lines = lines.collect_view();
    (!all.is_empty())
        .then(|| view! { <div><h4>"Moderation"</h4><ul class="plan-outcomes">{lines}</ul></div> }.into_any())
}

fn records(one: &Assessment, case_ref: &str) -> Vec<AnyView> {
    let link = |version| {
        let about = format!(", of {} by {}", case_ref, one.judges);
        view! {
            <p>
                <a href=download(&one.panel, &one.review, version) download=file_name(case_ref, version) rel="external">
                    <Icon name=IconName::Page />
                    {format!(" Download the record, version {version}")}
                    <span class="visually-hidden">{about}</span>
                </a>
            </p>
        }
        .into_any()
    };
    (1..=one.versions).map(link).collect()
}

/// How to go on with an unfinished assessment: the user's own in its form, another's through their link.
fn going_on(plan: &PlanId, one: &Assessment) -> Option<AnyView> {
    let unfinished = one.judged.is_none() && one.called_off.is_none();
    let about = format!("with the assessment by {}", one.judges);
    unfinished.then(|| {
        if one.own {
            return view! { <GoOnButton plan=plan.clone() review=one.review.clone() about=about /> }.into_any();
        }
        view! {
            <p><A href=Route::Panel(&one.panel).to_string()>"People and their links"<span class="visually-hidden">", " {about}</span></A></p>
        }
        .into_any()
    })
}
