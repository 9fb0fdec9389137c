//! The head of a form: the plan, where it can be read, the framework, and who judges.

use accord_shared::panel::Review;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::door::session::Session;
use crate::seat::room::Room;
use crate::words::people::plan_words;
use crate::words::people::who_judges;

/// The head of the form of the review in the address.
#[component]
pub fn Head() -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let (facts, several, who) = room.panel.with_untracked(|panel| {
        let review = panel.review(&room.review.get_untracked()).cloned();
        (review, panel.agenda.len() > 1, who_judges(panel))
    });
    let review = facts?;
    let version = format!("{}, version {}", framework.title, framework.version);
    let source = format!("Source: {}.", framework.source.cited());
    let list = several.then(|| {
        view! { <p><A href=Route::Form(&room.you(), None).to_string()>"All drafts"</A></p> }
    });
    // A coordinator who came from the plans to judge one goes back to them.
    let session = Session::here();
    let plans = move || {
        session.is_coordinator().then(|| view! { <p><A href=Route::Plans.to_string()>"Back to the plans"</A></p> })
    };
    Some(view! {
        {plans}
        {list}
        <dl class="facts form-head">
            <div><dt>"Plan"</dt><dd>{plain(&review)}</dd></div>
            {where_to_read(&review)}
            <div><dt>"Framework"</dt><dd>{version} ". " <span class="soft">{framework.about.clone()}" "{source}</span></dd></div>
            <div><dt>"Who judges"</dt><dd>{who.join(" ")}</dd></div>
        </dl>
    })
}

/// "amended, draft, Year 9 and above".
pub fn plain(review: &Review) -> String {
    let words = plan_words(review);
    let facts = words.split_once(": ").map_or(words.as_str(), |(_, facts)| facts);
    let mut letters = facts.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where the plan can be read, as a link where it is an address.
fn where_to_read(review: &Review) -> Option<AnyView> {
    let place = review.where_to_read.trim().to_owned();
    let shown = if place.starts_with("https://") || place.starts_with("http://") {
        view! { <a class="as-written" translate="no" lang="en-GB" href=place.clone() target="_blank" rel="noopener noreferrer external">{place.clone()}<span class="visually-hidden" translate="yes">" (opens in a new tab)"</span></a> }.into_any()
    } else {
        view! { <span class="as-written" translate="no" lang="en-GB">{place.clone()}</span> }.into_any()
    };
    (!place.is_empty()).then(|| view! { <div><dt>"Where to read it"</dt><dd>{shown}</dd></div> }.into_any())
}
