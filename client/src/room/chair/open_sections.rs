//! The dialogue in which the chair chooses which sections to open for scoring.

use accord_shared::framework::SectionId;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use std::collections::BTreeSet;

use super::hand::ChairHand;
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, fresh_id};

/// The dialogue.
#[component]
pub fn ChooseSections(
    /// The chair's hand.
    hand: ChairHand,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let body = move || form(hand, open);
    view! { <Dialog title="Open sections for scoring" open=open>{body}</Dialog> }
}

fn form(hand: ChairHand, open: RwSignal<bool>) -> AnyView {
    let room = hand.room;
    let chosen = RwSignal::new(BTreeSet::<SectionId>::new());
    let reading = room.facts_now(|facts| {
        let reading = facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Reading);
        let found = reading.filter_map(|stage| facts.framework.section(&stage.id)).filter(|section| !section.overall);
        found.map(|section| (section.id.clone(), section.heading())).collect::<Vec<_>>()
    });
    let boxes = reading.into_iter().map(|(id, title)| {
        let ticked = {
            let id = id.clone();
            Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
        };
        let change = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id.clone());
                } else {
                    chosen.remove(&id);
                }
            });
        };
        view! { <li><Checkbox id=fresh_id("open") label=title checked=ticked on_change=change /></li> }
    });
    let none = Signal::derive(move || chosen.with(BTreeSet::is_empty).then(|| "Tick a section first.".to_owned()));
    let go = move || {
        hand.open(chosen.get_untracked().into_iter().collect());
        open.set(false);
    };
    view! {
        <div class="stack">
            <ul class="stack stack-tight">{boxes.collect_view()}</ul>
            <Button kind=ButtonKind::Primary why_not=none on_press=go>"Open them for scoring"</Button>
        </div>
    }
    .into_any()
}
