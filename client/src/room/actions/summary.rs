//! Themes and actions at a glance, beside every section: how many there are, and the way to them.

use accord_shared::document::Document;
use accord_shared::schema::ItemKind;
use leptos::prelude::*;

use super::items::Items;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::words::grammar::count;

/// The summary of themes and actions.
#[component]
pub fn ActionsSummary() -> impl IntoView {
    let room = expect_context::<Room>();
    let href = move || room.href(&Place::Actions);
    view! {
        <section aria-labelledby="room-summary-title">
            <h2 class="room-side-title" id="room-summary-title">"Themes and actions"</h2>
            {move || {
                let review = room.review.get();
                let line = |label: &'static str, document: Document| {
                    let items = Items::new(room, document);
                    view! { <li>{label} ": " {move || counts(items)}</li> }
                };
                view! {
                    <ul>
                        {line("Proposed", Document::Notes(review.clone()))}
                        {line("For the record", Document::Record(review))}
                    </ul>
                }
            }}
            <a href=href data-noscroll="">"Propose or read them"</a>
        </section>
    }
}

fn counts(items: Items) -> String {
    let of = |kind: ItemKind| items.all.with(|all| all.iter().filter(|item| item.kind == Some(kind)).count());
    format!("{}, {}", count(of(ItemKind::Theme), "theme", "themes"), count(of(ItemKind::Action), "action", "actions"))
}
