//! Who moved from one round to the next, where from, and why, as far as the panel's naming tells.

use accord_shared::framework::{Framework, Scored};
use accord_shared::moves::{self, Moved};
use accord_shared::panel::Panel;
use accord_shared::stage::Round;
use accord_shared::words;
use leptos::prelude::*;

/// One person, or one agency, whose mark is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLine {
    /// "Dot Nurse (Health)", or "Health"; with the row before it, where each row has marks of its own.
    pub who: String,
    /// "from 2 Good to 3 Requires improvement".
    pub how: String,
    /// What was said of it.
    pub why: Vec<String>,
}

/// Everyone who moved in a round, in the printed order of what was marked and then by agency.
pub fn moved_lines(panel: &Panel, framework: &Framework, before: &Round, round: &Round) -> Vec<MovedLine> {
    let (Some(section), Some(scale)) = (framework.section(&round.section), framework.scale_of(&round.section)) else {
        return Vec::new();
    };
    let by_row = section.scored == Scored::Descriptors;
    let line = |row: usize, moved: Moved| {
        let person = moved.participant.as_ref().and_then(|id| panel.participant(id));
        let who = match person {
            Some(person) => format!("{} ({})", person.name, moved.agency.name()),
            None => moved.agency.name().to_owned(),
        };
        let who = if by_row { format!("Row {}: {who}", row + 1) } else { who };
        MovedLine { who, how: words::moved(scale, &moved), why: moved.why }
    };
    let rows = section.targets().enumerate();
    rows.flat_map(|(row, target)| {
        moves::moved(before, round, &target.id()).into_iter().map(move |moved| line(row, moved))
    })
    .collect()
}

/// The lines under their heading; `None` where nobody moved.
pub fn moved_view(lines: &[MovedLine], since: u32) -> Option<AnyView> {
    let items = lines.iter().map(|line| {
        let why = line.why.iter().map(|why| {
            view! { <q class="moved-why as-written" translate="no" lang="en-GB">{why.clone()}</q> }
        });
        view! { <li><strong>{line.who.clone()}</strong> ": " {line.how.clone()} {why.collect_view()}</li> }
    });
    let items = items.collect_view();
    let title = format!("Who moved since round {since}");
    (!lines.is_empty()).then(|| {
        view! { <div class="moved"><h4 class="moved-title">{title}</h4> <ul class="bullets">{items}</ul></div> }
            .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::Room;
    use accord_shared::command::Command;
    use accord_shared::panel::Naming;

    #[test]
    fn who_moved_is_named_as_the_panel_chose() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let again = Command::NewRound { review: room.review(), section: crate::seat::fixture::section("E") };
        room.say("chair", again);
        for (who, mark) in ["chair", "parent", "school", "nurse"].into_iter().zip([2, 3, 3, 3]) {
            room.mark(who, "E", mark);
        }
        room.reveal(&["E"]);
        let rounds = room.rounds();
        let said = |naming: Naming| {
            let (before, after) = (rounds[0].for_room(naming), rounds[1].for_room(naming));
            let lines = moved_lines(room.meeting.panel(), room.meeting.framework(), &before, &after);
            lines.into_iter().map(|line| format!("{} {}", line.who, line.how)).collect::<Vec<_>>()
        };
        let how = "from 4 Inadequate to 3 Requires improvement";
        assert_eq!(said(Naming::Names), [format!("Bea Parent (Parent-carer forum) {how}")]);
        assert_eq!(said(Naming::Agencies), [format!("Parent-carer forum {how}")]);
    }
}
