//! What stays at the bottom of the room: what the chair asks of everyone, what one has to know, the chair's bar, and on a
//! phone the phase and the connection.

use leptos::prelude::*;

use super::chair::attention::AttentionNotice;
use super::chair::take_over::ChairAway;
use super::later::ChairBar;
use super::model::steps::{Step, step};
use crate::live::Saved;
use crate::seat::lost_changes::OwnNotices;
use crate::seat::room::Room;
use crate::seat::saved_line::SavedLine;
use crate::ui::{Notice, NoticeKind};

/// The element id of the bottom.
const BOTTOM: &str = "room-bottom";

/// The room between what has the focus and the bottom, in CSS pixels.
const CLEARANCE_PX: f64 = 12.0;

/// Scrolls what has the focus up where the bottom lies over it: over any part of it when it was just reached, else only
/// when nothing of it can be seen.
pub fn keep_in_sight(just_reached: bool) {
    let (Some(bottom), Some(active)) = (document().get_element_by_id(BOTTOM), document().active_element()) else {
        return;
    };
    // Whoever points at something sees it, and it must not move from under the pointer. The selector is a constant.
    if just_reached && !active.matches(":focus-visible").unwrap_or(false) {
        return;
    }
    if bottom.contains(Some(&active)) || active.get_attribute("tabindex").as_deref() == Some("-1") {
        return;
    }
    let (edge, box_of) = (bottom.get_bounding_client_rect().top(), active.get_bounding_client_rect());
    let behind = if just_reached { box_of.bottom() } else { box_of.top() } + CLEARANCE_PX - edge;
    // What is taller than the window is shown from its beginning.
    let by = (box_of.bottom() + CLEARANCE_PX - edge).min(box_of.top() - CLEARANCE_PX);
    if behind > 0.0 && by > 0.0 {
        window().scroll_by_with_x_and_y(0.0, by);
    }
}

/// The bottom of the room.
#[component]
pub fn RoomBottom() -> impl IntoView {
    let room = expect_context::<Room>();
    let reached = room.memo(|facts| {
        let step = step(facts.framework, facts.review);
        format!("{} of {}: {}", step.number(), Step::ALL.len(), step.title())
    });
    let over = move || {
        let ended = room.saved.with(|saved| matches!(saved, Saved::Ended(_)));
        let sentence = room.over().filter(|_| ended)?;
        Some(
            view! { <Notice kind=NoticeKind::Warning><p>{sentence}</p><p>"You can still read what is on this page. Nothing can be changed any more."</p></Notice> },
        )
    };
    let notices = RwSignal::from(room.link().notices());
    Effect::new(move |_| {
        // Whatever makes this taller or lower must not hide what somebody is in.
        notices.track();
        room.stage.track();
        room.saved.track();
        request_animation_frame(|| keep_in_sight(false));
    });
    view! {
        <footer class="room-bottom" id=BOTTOM>
            {over}
            <OwnNotices />
            <ChairAway />
            <AttentionNotice />
            <ChairBar />
            <div class="room-bottom-line">
                <span>{move || reached.get()}</span>
                <SavedLine />
            </div>
        </footer>
    }
}
