//! The chair settles a proposal as the agreed judgement; a reason is asked for where somebody has not answered.

use accord_shared::command::Command;
use accord_shared::fit::Limit;
use accord_shared::framework::SectionId;
use leptos::prelude::*;

use crate::room::model::tally::Tally;
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, TextArea, fresh_id, why_not};
use crate::words::grammar::{count, list};

/// The settling of a proposal.
#[component]
pub fn Settle(
    /// Which section.
    section: SectionId,
    /// What people have said to it.
    tally: Memo<Tally>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let without = RwSignal::new(String::new());
    let waiting = Memo::new(move |_| tally.with(|tally| tally.waiting.clone()));
    let reason = why_not(without, Limit::REASON, "Wait for the answers, or say why the panel goes on without them.");
    let why_not = Signal::derive(move || if waiting.with(Vec::is_empty) { None } else { reason.get() });
    let settle = move || {
        let reason = without.get_untracked();
        let without = waiting.with_untracked(|waiting| !waiting.is_empty()).then_some(reason);
        asker.ask(Command::Settle { review: room.review.get_untracked(), section: section.clone(), without });
    };
    let anyone = Memo::new(move |_| waiting.with(|waiting| !waiting.is_empty()));
    let who = move || {
        waiting.with(|waiting| {
            format!("{} not answered: {}.", count(waiting.len(), "person has", "people have"), list(waiting))
        })
    };
    view! {
        <div class="room-settle">
            <Show when=move || anyone.get()>
                <p class="room-hint">{who}</p>
                <TextArea id=fresh_id("settle") label="Why go on without them?" value=without limit=Limit::REASON rows=2 />
            </Show>
            <Button kind=ButtonKind::Primary busy=asker.busy why_not=why_not on_press=settle>"Agree it"</Button>
            <Refusal asker=asker />
        </div>
    }
}
