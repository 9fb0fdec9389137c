//! What stands in the middle of the room where there is no plan to look at: none is on the agenda yet, or the one on the
//! screen was taken off it.

use leptos::prelude::*;

use crate::seat::place::{PLACE_HEADING, Place};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, as_it_is};

/// Why there is no plan here, and where to go instead.
#[component]
pub fn NoPlan() -> impl IntoView {
    let room = expect_context::<Room>();
    let gone = Memo::new(move |_| {
        let review = room.review.get();
        room.panel.with(|panel| panel.since.taken_away.iter().find(|gone| gone.review.id == review).cloned())
    });
    let next = Memo::new(move |_| room.stage.with(|stage| stage.current.clone()));
    let case_ref = move || {
        let next = next.get()?;
        room.panel.with(|panel| panel.review(&next).map(|plan| plan.case_ref.clone()))
    };
    let go = move || {
        let first = room.framework().sections.first().map(|section| section.id.clone());
        if let (Some(next), Some(section)) = (next.get_untracked(), first) {
            room.go(&next, &Place::Section(section));
        }
    };
    view! {
        {move || match gone.get() {
            Some(gone) => view! {
                <h2 id=PLACE_HEADING tabindex="-1">"Plan " {as_it_is(gone.review.case_ref)} " was taken off the agenda"</h2>
                <p class="as-written" translate="no" lang="en-GB">{gone.reason}</p>
                <p>"Nobody had opened, scored or written anything in it."</p>
            }
            .into_any(),
            None => view! {
                <h2 id=PLACE_HEADING tabindex="-1">"No plan is on the agenda yet"</h2>
                <p>"The coordinator adds the plans. They appear here by themselves."</p>
            }
            .into_any(),
        }}
        {move || case_ref().map(|case_ref| view! {
            <Button kind=ButtonKind::Primary on_press=go>"Go to plan " {as_it_is(case_ref)}</Button>
        })}
    }
}
