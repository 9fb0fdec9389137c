//! Sentences on what a judgement goes beyond, and why: for proposals, agreed judgements and records.

use accord_shared::framework::Framework;
use accord_shared::stage::Beyond;
use accord_shared::words;
use leptos::prelude::*;

/// The sentences with the reason; `None` where it goes beyond nothing.
pub fn beyond_view(framework: &Framework, beyond: Option<&Beyond>) -> Option<AnyView> {
    let beyond = beyond?;
    let said = words::beyond(framework, &beyond.unscored, &beyond.overruled);
    let said = said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    let reason = beyond.reason.clone();
    Some(
        view! {
            <div class="beyond">
                {said}
                <p>"Why: " <span class="as-written" translate="no" lang="en-GB">{reason}</span></p>
            </div>
        }
        .into_any(),
    )
}
