//! The reasons that people gave with their marks, by agency.

use accord_shared::words::label;
use leptos::prelude::*;

use crate::marking::revealed::Said;

/// The reasons of a round; says so where nobody gave one.
#[component]
pub fn Reasons(
    /// What people wrote.
    said: Vec<Said>,
) -> impl IntoView {
    if said.is_empty() {
        return view! { <p class="room-hint">"Nobody wrote a reason."</p> }.into_any();
    }
    let quotes = said.into_iter().map(|said| {
        let texts = said.texts.into_iter().map(|(prose, text)| {
            let label = label(prose).map(|label| format!("{label}: "));
            view! { <p class="as-written" translate="no" lang="en-GB"><span class="room-said-label" translate="yes">{label}</span>{text}</p> }
        });
        view! {
            <li class="room-said">
                <p class="room-said-who">{said.who} " " <span class="room-said-mark">{said.marks}</span></p>
                <blockquote class="room-said-text">{texts.collect_view()}</blockquote>
            </li>
        }
    });
    view! {
        <div class="room-reasons">
            <h4 class="room-reasons-title">"Reasons"</h4>
            <ul class="room-reasons-list">{quotes.collect_view()}</ul>
        </div>
    }
    .into_any()
}
