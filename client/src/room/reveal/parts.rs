//! Small parts of a reveal that its rounds and its rows of descriptors share.

use crate::marking::own_ballot::OwnMarks;
use crate::marking::revealed::{Chip, TargetReveal};
use crate::seat::room::Room;
use crate::words::agency_chip::AgencyChip;
use accord_shared::agreement::Standing;
use accord_shared::mark::Mark;
use accord_shared::panel::Visibility;
use accord_shared::stage::Round;
use accord_shared::words;
use leptos::prelude::*;

/// The sentence on what something calls for, and the one in its place once it is settled.
pub fn standing_line(standing: Standing, open: String, done: String, settled: Signal<bool>) -> AnyView {
    let class = move || if settled.get() { "room-standing" } else { standing_class(standing) };
    let words = move || if settled.get() { done.clone() } else { open.clone() };
    view! { <p class=class>{words}</p> }.into_any()
}

/// The class that marks the sentence on what a target calls for.
pub const fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::NeedsReconciling => "room-standing room-standing-reconcile",
        Standing::Same => "room-standing room-standing-same",
        Standing::Close | Standing::NoScores => "room-standing",
    }
}

/// "You: 3 Requires improvement": from the user's ballot, which only this browser can read.
pub fn own_words(room: Room, target: &TargetReveal, round: &Round) -> Option<AnyView> {
    let own = OwnMarks::new(room, &room.ballot_now())?;
    let framework = room.framework();
    let scale = framework.scale_of(&round.section)?.clone();
    let mark = own.mark(&target.id, round.round);
    // In an open review there is nothing that came too late, and in a blind one it shows in the row "no score in".
    let blind = room.panel.with_untracked(|panel| panel.visibility == Visibility::Blind);
    let nobody_missing = !target.rows.iter().any(|row| row.mark.is_none());
    let words = move || match mark.get() {
        Some(Mark::Score(value)) => format!("You: {}.", words::short(&scale, value)),
        Some(mark) => format!("You: {}.", words::mark(&scale, mark)),
        None if blind && !nobody_missing => {
            "Your score was not in. You can score if the chair starts another round.".to_owned()
        }
        None => String::new(),
    };
    Some(view! { <strong class="room-own">{words}</strong> }.into_any())
}

/// One person's mark: the agency, and the name where the panel reveals names.
pub fn chip_view(chip: Chip) -> impl IntoView {
    view! {
        <span class="room-chip">
            {chip.name.clone().map(|name| view! { <span class="room-chip-name" translate="no">{name}</span> })}
            <AgencyChip agency=chip.agency />
            {chip.in_doubt().map(|doubt| view! { <span class="room-chip-doubt">{doubt}</span> })}
        </span>
    }
}
