//! The sections that have one mark each, as rows of a table with the grades as columns; and a section whose descriptors
//! have a mark each, with its rows below its heading.

use accord_shared::framework::{Framework, Section};
use accord_shared::mark::Mark;
use leptos::prelude::*;

use super::row::{Column, over, scored_round, section_row};
use crate::marking::choices::{Chooser, offers};
use crate::marking::own_ballot::OwnMarks;
use crate::room::ballot::rows::BallotRows;
use crate::seat::room::Room;
use crate::ui::fresh_id;

/// Sections on one scale, as a table.
pub fn table(room: Room, own: OwnMarks, framework: &Framework, sections: &[&Section]) -> AnyView {
    let mut columns: Vec<Column> = Vec::new();
    let offered = sections
        .iter()
        .flat_map(|section| section.targets())
        .flat_map(|target| offers(framework, target, Chooser::Person));
    for offer in offered {
        if !columns.iter().any(|column| column.mark == offer.mark) {
            columns.push(Column { mark: offer.mark, title: offer.full, id: fresh_id("score-column") });
        }
    }
    // The points in the order of the scale, then "not applicable" and abstaining, whichever section offers them first.
    columns.sort_by_key(|column| match column.mark {
        Mark::Score(_) => 0,
        Mark::NotApplicable => 1,
        Mark::Abstain => 2,
    });
    let heads = columns.iter().map(|column| {
        view! { <th scope="col" class="room-scores-column" id=column.id.clone()>{column.title.clone()}</th> }
    });
    let heads = heads.collect_view();
    let rows = sections.iter().map(|section| section_row(room, own, framework, section, &columns)).collect_view();
    view! {
        <div class="room-scores-frame"><table class="room-scores">
            <caption class="visually-hidden">"Your score for each section"</caption>
            <thead>
                <tr><th scope="col">"Section"</th>{heads}<th scope="col"><span class="visually-hidden">"Why?"</span></th><th scope="col">"Ready"</th></tr>
            </thead>
            {rows}
        </table></div>
    }
    .into_any()
}

/// A section whose descriptors have a mark each.
pub fn whole_section(room: Room, own: OwnMarks, section: &Section) -> AnyView {
    let id = section.id.clone();
    let scored = scored_round(room, &id);
    let phase_and_round = room.phase_and_round(&id);
    let inside = move || {
        let Some(round) = scored.get() else {
            return view! { <p class="room-hint">{move || over(phase_and_round.get().0)}</p> }.into_any();
        };
        let ballot = room.ballot_now();
        let closed = Signal::derive(move || room.why_not_write(&ballot).is_some());
        view! { <BallotRows section=id.clone() round=round own=own closed=closed /> }.into_any()
    };
    let guidance = section.guidance.clone().map(|how| view! { <p class="room-hint">{how}</p> });
    view! {
        <section class="stack room-scores-part">
            <h3>{section.heading()}</h3>
            {guidance}
            {inside}
        </section>
    }
    .into_any()
}
