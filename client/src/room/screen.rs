//! The room screen for a projector: what everyone may see, in type that reads from the back of the room and on one screen at
//! every moment of a meeting. It opens no document but the record, and never shows a name.
//!
//! What is shown when is [`on_the_table`]'s; the way in which a list is shown as far as it has room is [`fit`]'s.

mod board;
mod closing;
mod fit;
mod head;
mod on_the_table;
mod reading;
mod rows;
mod scores;
mod section_head;

use leptos::prelude::*;

use crate::seat::room::Room;
use crate::ui::set_page_title;
use board::ScreenBoard;
use closing::{Cancelled, Closing};
use head::{ScreenFoot, ScreenHead};
use on_the_table::{Shown, shown};
use reading::{NoPlan, Reading, Scoring};
use scores::Scores;

/// The screen itself. It follows what the chair has on the table by itself: there is nobody whose place it could lose.
#[component]
pub fn Screen() -> impl IntoView {
    let room = expect_context::<Room>();
    set_page_title("Room screen");
    let now = Memo::new(move |_| {
        if room.stage.with(|stage| stage.cancelled) {
            return Shown::Cancelled;
        }
        room.with_facts(|facts| room.present.with(|present| shown(facts, present)))
    });
    view! {
        <div class="screen">
            <ScreenHead />
            <main class="screen-main" id="main" tabindex="-1">
                {move || match now.get() {
                    Shown::NoPlan => view! { <NoPlan /> }.into_any(),
                    Shown::Cancelled => view! { <Cancelled /> }.into_any(),
                    Shown::Reading(section) => view! { <Reading section=section /> }.into_any(),
                    Shown::Scoring(section) => view! { <Scoring section=section /> }.into_any(),
                    Shown::Scores(section) => view! { <Scores section=section /> }.into_any(),
                    Shown::Board => view! { <ScreenBoard /> }.into_any(),
                    Shown::Closing => view! { <Closing /> }.into_any(),
                }}
            </main>
            <ScreenFoot />
        </div>
    }
}
