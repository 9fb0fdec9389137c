//! Says to a screen reader what moved: phases, reveals, proposals and the chair at once, ready counts gathered for a few
//! seconds. It shows nothing and moves neither focus nor scroll.

use accord_shared::stage::Stage;
use leptos::prelude::*;
use std::time::Duration;

use crate::room::model::news::{changes, ready};
use crate::seat::room::Room;
use crate::seat::saved_line::announce_saving;
use crate::ui::announce;

/// Ready counts are said at most this often.
const READY_EVERY: Duration = Duration::from_secs(5);

/// Says what moved.
#[component]
pub fn Announcer() -> impl IntoView {
    let room = expect_context::<Room>();
    Effect::new(move |before: Option<Stage>| {
        let stage = room.stage.get();
        if let Some(before) = before.filter(|before| *before != stage) {
            let news = room.facts_now(|facts| changes(&before, facts));
            if !news.is_empty() {
                announce(&news.join(" "));
            }
        }
        stage
    });
    announce_ready(room);
    announce_saving(room);
}

/// The ready count of the section in view, when it has changed and the last one was said long enough ago.
fn announce_ready(room: Room) {
    let count = Memo::new(move |_| {
        let place = room.place.get();
        room.with_facts(|facts| ready(facts, place.section()?))
    });
    let waiting = StoredValue::new(false);
    Effect::new(move |before: Option<Option<String>>| {
        let now = count.get();
        // Coming to another section is no news about it.
        let same_section = |a: &str, b: &str| a.split(':').next() == b.split(':').next();
        let changed = matches!((&before, &now), (Some(Some(a)), Some(b)) if a != b && same_section(a, b));
        if changed && !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(
                move || {
                    if waiting.try_set_value(false).is_none()
                        && let Some(sentence) = count.try_get_untracked().flatten()
                    {
                        announce(&sentence);
                    }
                },
                READY_EVERY,
            );
        }
        now
    });
}
