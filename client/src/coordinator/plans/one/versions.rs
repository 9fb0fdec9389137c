//! The versions of a plan with their grades: what a redraft changed stays to be seen.

use accord_shared::api::PlanVersion;
use accord_shared::id::PlanId;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Shown;
use crate::ui::when::moment_in_words;
use crate::ui::{Table, Tag};
use crate::words::plans as words;

/// Every version, oldest first.
#[component]
pub fn Chain(shown: Shown) -> impl IntoView {
    let chain = Memo::new(move |_| shown.view.with(|view| view.chain.clone()));
    let here = shown.id();
    let head = ["Version", "Entered", "Judgement", "Judged", "Standing"]
        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
        .collect_view();
    view! {
        <Table caption="Versions of this plan" caption_hidden=true stacks=true>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{move || chain.get().into_iter().map(|one| row(one, &here)).collect_view()}</tbody>
        </Table>
    }
    .into_any()
}

fn row(PlanVersion { plan, standing, judged }: PlanVersion, here: &PlanId) -> AnyView {
    let (tag, words) = words::standing(standing);
    let name = format!("Version {}", plan.version);
    let name = if &plan.id == here {
        view! { {name} " (this one)" }.into_any()
    } else {
        view! { <A href=Route::Plan(&plan.id).to_string()>{name}</A> }.into_any()
    };
    let when = judged.as_ref().map_or_else(|| "Not yet".to_owned(), |judged| moment_in_words(judged.at));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{name}</th>
            <td role="cell" data-label="Entered">{moment_in_words(plan.made_at)}</td>
            <td role="cell" data-label="Judgement">{words::judged(judged.as_ref())}</td>
            <td role="cell" data-label="Judged">{when}</td>
            <td role="cell" data-label="Standing"><Tag kind=tag>{words}</Tag></td>
        </tr>
    }
    .into_any()
}
