//! The chair's bar at the bottom of the room: the next sensible step as one button in words, or for whom the room waits and
//! for how long; and the rest in a menu.

use leptos::prelude::*;

use super::menu::ChairMenu;
use crate::room::chair::hand::ChairHand;
use crate::room::head::clocks::ticking;
use crate::room::model::next_step::next_step;
use crate::seat::command::{Asker, Refusal};
use crate::seat::reason_dialog::ReasonDialog;
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind};

/// How often the words about time change, in milliseconds.
const MINUTE_MS: i64 = 60_000;

/// The chair's bar; nothing for anyone else.
#[component]
pub fn ChairBar() -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    view! { <Show when=move || chair.get()><Bar /></Show> }
}

/// The bar itself.
#[component]
fn Bar() -> impl IntoView {
    let room = expect_context::<Room>();
    let hand = ChairHand { room, asker: Asker::new(room), question: RwSignal::new(None) };
    let now = ticking(room);
    let minute = Memo::new(move |_| now.get().0 / MINUTE_MS);
    let step = Memo::new(move |_| {
        let place = room.place.get();
        let _ = minute.get();
        room.with_facts(|facts| Some(next_step(facts, &place, now.get_untracked())))
    });
    let hint = move || step.with(|step| step.as_ref().map(|step| step.hint.clone()));
    let label = Memo::new(move |_| step.with(|step| step.as_ref().map(|step| step.label.clone()).unwrap_or_default()));
    let act = move || {
        if let Some(step) = step.get_untracked() {
            hand.carry_out(step);
        }
    };
    // The button stays the same while its words change, so that it keeps the focus.
    let has_step = Memo::new(move |_| label.with(|label| !label.is_empty()));
    view! {
        <section class="room-chair" aria-label="For the chair">
            <div class="room-chair-next">
                <p class="room-chair-hint">{hint}</p>
                <Show when=move || has_step.get()>
                    <Button kind=ButtonKind::Primary busy=hand.asker.busy on_press=act>{move || label.get()}</Button>
                </Show>
            </div>
            <ChairMenu hand=hand />
            <Refusal asker=hand.asker />
            <ReasonDialog question=hand.question />
        </section>
    }
}
