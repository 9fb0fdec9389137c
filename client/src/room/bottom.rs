//! What stays at the bottom of the room: what the chair asks of everyone, what one has to know, the chair's bar, and on a
//! phone the phase and the connection.

use leptos::prelude::*;

use super::attention::AttentionNotice;
use super::chair_away::ChairAway;
use super::chair_bar::ChairBar;
use super::context::Room;
use super::model::steps::{Step, step};
use super::own_notices::OwnNotices;
use super::saved::SavedLine;

/// The bottom of the room.
#[component]
pub fn RoomBottom() -> impl IntoView {
    let room = expect_context::<Room>();
    let reached = room.memo(|facts| {
        let step = step(facts.framework, facts.review);
        format!("{} of {}: {}", step.number(), Step::ALL.len(), step.title())
    });
    view! {
        <footer class="room-bottom">
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
