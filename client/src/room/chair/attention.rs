//! Where the chair asks everyone to look. People are told, and taken there only if they chose to follow and are not
//! writing.

use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;
use leptos::prelude::*;

use crate::seat::beside::written_in;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Checkbox, Notice, NoticeKind, announce};

/// Somewhere that the chair is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Call {
    review: ReviewId,
    /// The section; `None` where the chair took up another plan.
    section: Option<SectionId>,
    words: String,
}

/// The notice of where the chair is; nothing until the chair asks.
#[component]
pub fn AttentionNotice() -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    let call = RwSignal::new(None::<Call>);
    let asked = Memo::new(move |_| room.stage.with(|stage| (stage.current.clone(), stage.attention.clone())));
    Effect::new(move |before: Option<(Option<ReviewId>, Option<u64>)>| {
        let (current, attention) = asked.get();
        let asked_at = attention.as_ref().map(|attention| attention.asked_at);
        // What was asked before one came is no news.
        if let Some((plan_before, asked_before)) = before.filter(|_| !chair.get_untracked()) {
            if let Some(attention) = attention.filter(|_| asked_at > asked_before) {
                let words = format!("The chair is at {}.", room.section_name(&attention.section));
                called(room, call, Call { review: attention.review, section: Some(attention.section), words });
            } else if let Some(current) = current.clone().filter(|_| plan_before != current) {
                let case_ref =
                    room.panel.with_untracked(|panel| panel.review(&current).map(|plan| plan.case_ref.clone()));
                let words = format!("On the table now: plan {}.", case_ref.unwrap_or_default());
                called(room, call, Call { review: current, section: None, words });
            }
        }
        (current, asked_at)
    });
    // Whoever is there already need not be told.
    let shown = move || call.get().filter(|call| !is_at(room, call));
    move || {
        shown().map(|asked| {
            let words = asked.words.clone();
            view! {
                <Notice kind=NoticeKind::Info>
                    <p>{words}</p>
                    <div class="cluster">
                        <Button on_press=move || go(room, call, &asked)>"Go there"</Button>
                        <Button kind=ButtonKind::Quiet on_press=move || call.set(None)>"Not now"</Button>
                    </div>
                </Notice>
            }
        })
    }
}

fn called(room: Room, call: RwSignal<Option<Call>>, asked: Call) {
    if untrack(|| is_at(room, &asked)) {
        return;
    }
    announce(&asked.words);
    if room.follow.get_untracked() && written_in().is_none() {
        go(room, call, &asked);
    } else {
        call.set(Some(asked));
    }
}

fn is_at(room: Room, call: &Call) -> bool {
    let there = room.review.with(|review| *review == call.review);
    there && call.section.as_ref().is_none_or(|section| room.place.with(|place| place.section() == Some(section)))
}

fn go(room: Room, call: RwSignal<Option<Call>>, asked: &Call) {
    let first = room.framework().sections.first().map(|section| section.id.clone());
    if let Some(section) = asked.section.clone().or(first) {
        room.go(&asked.review, &Place::Section(section));
    }
    call.set(None);
}

/// "Follow the chair": off unless the person ticks it.
#[component]
pub fn FollowChair() -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    view! {
        <Show when=move || !chair.get()>
            <Checkbox
                id="follow-chair"
                label="Follow the chair"
                hint="When the chair brings everyone to a section, you go there, unless you are writing."
                checked=room.follow
                on_change=move |on| room.follow.set(on)
            />
        </Show>
    }
}
