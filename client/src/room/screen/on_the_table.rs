//! What the room screen shows: what the chair has on the table. Pure.
//!
//! Where the chair looks is what everyone in the room sees of the chair already; it says nothing about a ballot.

use accord_shared::framework::SectionId;
use accord_shared::message::Presence;
use accord_shared::panel::Seat;
use accord_shared::stage::{ReviewPhase, SectionPhase};

use crate::room::model::steps::{Step, step};
use crate::seat::facts::Facts;

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shown {
    /// No plan is on the agenda.
    #[default]
    NoPlan,
    /// The panel was cancelled.
    Cancelled,
    /// People arrive and read; the section that the chair has on the table, if it is one.
    Reading(Option<SectionId>),
    /// A section is scored in private.
    Scoring(SectionId),
    /// The scores of a section.
    Scores(SectionId),
    /// All sections by grade.
    Board,
    /// What was agreed, the themes and the actions.
    Closing,
}

/// Where the chair is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Chair {
    /// At a section of the plan on the table.
    At(SectionId),
    /// At another page of that plan.
    Elsewhere,
    /// Not in the room, or at another plan.
    Away,
}

/// What the screen shows now.
pub fn shown(facts: Facts<'_>, present: &[Presence]) -> Shown {
    if facts.review.phase != ReviewPhase::Open {
        return Shown::Closing;
    }
    match chair(facts, present) {
        Chair::At(section) => of_section(facts, section),
        Chair::Elsewhere => overview(facts),
        Chair::Away => match last(facts) {
            Some(section) if step(facts.framework, facts.review) < Step::Actions => of_section(facts, section),
            _ => overview(facts),
        },
    }
}

fn chair(facts: Facts<'_>, present: &[Presence]) -> Chair {
    let chair = &facts.stage.offices.chair;
    let here: Vec<&Presence> = present
        .iter()
        .filter(|one| one.who.as_ref() == Some(chair) && one.review.as_ref() == Some(&facts.review.id))
        .collect();
    // Somebody with two devices is wherever one of them shows a section.
    let section = here.iter().find_map(|one| one.section.clone()).filter(|id| facts.review.section(id).is_some());
    match section {
        Some(section) => Chair::At(section),
        None if here.is_empty() => Chair::Away,
        None => Chair::Elsewhere,
    }
}

/// The section in which something happened last, or to which the chair called everyone since.
fn last(facts: Facts<'_>) -> Option<SectionId> {
    let changed = facts.review.sections.iter().filter(|section| section.changed_at > 0);
    let changed = changed.map(|section| (section.changed_at, &section.id));
    let called = facts.stage.attention.as_ref().filter(|called| called.review == facts.review.id);
    let called = called.map(|called| (called.asked_at, &called.section));
    changed.chain(called).max().map(|(_, section)| section.clone())
}

fn of_section(facts: Facts<'_>, section: SectionId) -> Shown {
    match facts.review.section(&section).map(|section| section.phase) {
        Some(SectionPhase::Scoring) => Shown::Scoring(section),
        Some(SectionPhase::Revealed | SectionPhase::Agreed) => Shown::Scores(section),
        Some(SectionPhase::Reading) | None => Shown::Reading(Some(section)),
    }
}

/// What stands for the whole plan at this step.
fn overview(facts: Facts<'_>) -> Shown {
    match step(facts.framework, facts.review) {
        Step::Read => Shown::Reading(None),
        Step::Score | Step::Reconcile | Step::Overall => Shown::Board,
        Step::Actions | Step::Sign => Shown::Closing,
    }
}

/// Whether everyone who is invited has come at least once: then nobody needs to be told how to join.
pub fn all_have_come(facts: Facts<'_>) -> bool {
    let mut invited = facts.panel.participants.iter().filter(|person| !person.removed && person.seat != Seat::Screen);
    invited.all(|person| facts.stage.arrived.contains_key(&person.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};
    use accord_shared::id::ReviewId;

    fn at(person: &str, room: &Room, place: Option<&str>) -> Presence {
        Presence { who: Some(who(person)), review: Some(room.review()), section: place.map(section), writing: None }
    }

    fn check(room: &Room, present: &[Presence], wanted: &Shown) {
        let rounds = room.rounds();
        assert_eq!(&shown(room.facts(&rounds), present), wanted);
    }

    #[test]
    fn the_screen_is_where_the_chair_is() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        room.open(&["A"]);
        check(&room, &[at("chair", &room, Some("E"))], &Shown::Scores(section("E")));
        check(&room, &[at("chair", &room, Some("A"))], &Shown::Scoring(section("A")));
        check(&room, &[at("chair", &room, Some("B"))], &Shown::Reading(Some(section("B"))));
        check(&room, &[at("chair", &room, None)], &Shown::Board);
        check(&room, &[at("nurse", &room, Some("E")), at("chair", &room, None)], &Shown::Board);
    }

    #[test]
    fn without_the_chair_the_screen_is_where_something_happened_last() {
        let mut room = Room::new();
        check(&room, &[at("nurse", &room, Some("E"))], &Shown::Reading(None));
        room.open(&["A"]);
        check(&room, &[], &Shown::Scoring(section("A")));
        room.scored("E", [2, 4, 3, 3]);
        check(&room, &[], &Shown::Scores(section("E")));
    }

    #[test]
    fn another_plan_on_the_chairs_screen_is_not_on_the_table() {
        let mut room = Room::new();
        room.open(&["A"]);
        let elsewhere = Presence { review: ReviewId::new("two").ok(), ..at("chair", &room, Some("E")) };
        check(&room, &[elsewhere], &Shown::Scoring(section("A")));
    }

    #[test]
    fn the_way_in_is_shown_until_everyone_has_come() {
        let room = Room::new();
        assert!(all_have_come(room.facts(&[])));
        let mut stage = room.meeting.stage().clone();
        stage.here.clear();
        assert!(all_have_come(Facts { stage: &stage, ..room.facts(&[]) }), "who left has come");
        stage.arrived.remove(&who("nurse"));
        assert!(!all_have_come(Facts { stage: &stage, ..room.facts(&[]) }));
    }
}
