//! The clocks on the wall: the chair's timer and how long the section in view has been open. They show and never act.

use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use std::time::Duration;

use crate::room::model::time_left::{section_time, timer};
use crate::seat::room::Room;
use crate::ui::{Icon, IconName};

/// How often the hands move.
const TICK: Duration = Duration::from_secs(1);

/// The clocks, as far as there are any.
#[component]
pub fn Clocks() -> impl IntoView {
    let room = expect_context::<Room>();
    let set_timer = Memo::new(move |_| room.stage.with(|stage| stage.timer.clone()));
    let open_since = room_section_opened(room);
    let now = ticking(room);
    let timer_words = move || set_timer.get().map(|set| timer(set.ends_at, now.get()));
    let time_box = Memo::new(move |_| room.stage.with(|stage| stage.time_box));
    let section_words = move || open_since.get().map(|since| section_time(since, now.get(), time_box.get()));
    view! {
        <div class="room-clocks">
            {move || {
                set_timer.with(Option::is_some).then(|| {
                    view! {
                        <span class="room-clock">
                            <Icon name=IconName::Clock />
                            <span class="visually-hidden">"The chair’s clock: "</span>
                            <span role="timer">{timer_words}</span>
                        </span>
                    }
                })
            }}
            {move || {
                open_since.with(Option::is_some).then(|| {
                    view! { <span class="room-clock"><span>{section_words}</span><span class="room-clock-of">" this section"</span></span> }
                })
            }}
        </div>
    }
}

/// When the open round of the section in view began. Where minutes are set aside for a section, talking about it counts.
fn room_section_opened(room: Room) -> Memo<Option<accord_shared::id::Time>> {
    Memo::new(move |_| {
        let place = room.place.get();
        let section = place.section()?;
        let boxed = room.stage.with(|stage| stage.time_box.is_some());
        let counts = |phase| phase == SectionPhase::Scoring || (boxed && phase == SectionPhase::Revealed);
        room.review_stage(|review| {
            review.section(section).filter(|section| counts(section.phase)).and_then(|section| section.opened_at)
        })
    })
}

/// The server's time, second by second.
pub fn ticking(room: Room) -> ReadSignal<accord_shared::id::Time> {
    let (now, set_now) = signal(room.link().server_now());
    if let Ok(ticks) = set_interval_with_handle(
        move || {
            set_now.try_set(room.link().server_now());
        },
        TICK,
    ) {
        on_cleanup(move || ticks.clear());
    }
    now
}
