//! What a screen reader is told when the meeting moves on: one sentence for each change that matters. Ready counts are
//! told apart from it, because they come often and are gathered for a few seconds.

use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;
use accord_shared::panel::Naming;
use accord_shared::stage::{ReviewPhase, ReviewStage, SectionPhase, Stage};

use super::sections::ready_of;
use crate::seat::facts::{Facts, section_name, section_name_first};
use crate::words::grammar::{capital, count, list};
use crate::words::marks::marks_words;

/// The sentences for what changed between two stages of the same review.
pub fn changes(before: &Stage, facts: Facts<'_>) -> Vec<String> {
    let mut news = Vec::new();
    if before.offices.chair != facts.stage.offices.chair {
        let name = facts.panel.participant(&facts.stage.offices.chair).map_or("Someone", |person| &person.name);
        news.push(format!("{name} now has the chair."));
    }
    let chair = &facts.stage.offices.chair;
    if before.here.contains(chair) && !facts.stage.here.contains(chair) {
        news.push("The chair has lost the connection.".to_owned());
    }
    let Some(old) = before.review(&facts.review.id) else { return news };
    if old.phase != facts.review.phase {
        news.push(review_phase(facts.review.phase).to_owned());
    }
    let entered = |phase: SectionPhase| -> Vec<String> {
        let fresh = facts.review.sections.iter().filter(|section| {
            let was = old.section(&section.id);
            section.phase == phase && was.is_some_and(|was| was.phase != phase || was.round != section.round)
        });
        fresh.map(|section| section_name(facts.framework, &section.id)).collect()
    };
    for (phase, words) in [
        (SectionPhase::Scoring, "open for scoring"),
        (SectionPhase::Revealed, "revealed"),
        (SectionPhase::Agreed, "agreed"),
    ] {
        if let Some(sentence) = sections_sentence(&entered(phase), words) {
            news.push(sentence);
        }
    }
    for section in &facts.review.sections {
        let was = old.section(&section.id).and_then(|section| section.proposal.as_ref());
        if let Some(proposal) = section.proposal.as_ref().filter(|now| was.is_none_or(|was| was.id != now.id)) {
            let judgement = marks_words(facts.framework, &section.id, &proposal.marks);
            news.push(format!("The chair proposes {judgement} for {}.", section_name(facts.framework, &section.id)));
        }
    }
    news
}

/// The sections whose ballots were revealed between two stages, of any plan.
pub fn revealed(before: &Stage, now: &Stage) -> Vec<(ReviewId, SectionId)> {
    let sections = |review: &ReviewStage| {
        let was = |id: &SectionId| before.section(&review.id, id).map(|was| (was.phase, was.round));
        let fresh = review.sections.iter().filter(|section| {
            // A section that is taken back to the table was revealed long ago.
            section.phase >= SectionPhase::Revealed
                && was(&section.id)
                    .is_some_and(|(phase, round)| phase < SectionPhase::Revealed || round < section.round)
        });
        fresh.map(|section| (review.id.clone(), section.id.clone())).collect::<Vec<_>>()
    };
    now.reviews.iter().flat_map(sections).collect()
}

const fn review_phase(phase: ReviewPhase) -> &'static str {
    match phase {
        ReviewPhase::Open => "The review is open for discussion again.",
        ReviewPhase::Signing => "The review is being signed.",
        ReviewPhase::Closed => "The record is closed.",
    }
}

/// "Section B is revealed." or "12 sections are revealed."
fn sections_sentence(names: &[String], words: &str) -> Option<String> {
    let who = match names {
        [] => return None,
        [_] | [_, _] | [_, _, _] => list(names),
        many => count(many.len(), "section", "sections"),
    };
    let verb = if names.len() == 1 { "is" } else { "are" };
    Some(format!("{} {verb} {words}.", capital(&who)))
}

/// The ready count of a section in a sentence.
pub fn ready(facts: Facts<'_>, section: &accord_shared::framework::SectionId) -> Option<String> {
    let stage = facts.review.section(section).filter(|section| section.phase == SectionPhase::Scoring)?;
    let (ready, of) = ready_of(facts, stage);
    Some(format!("{}: {ready} of {of} ready.", section_name_first(facts.framework, section)))
}

/// How marks will be labelled after the reveal: said where people score, so that nobody is surprised.
pub const fn naming_words(naming: Naming) -> &'static str {
    match naming {
        Naming::Agencies => "After the reveal, your score stands under your agency, without your name.",
        Naming::Names => "After the reveal, your score stands under your name and agency.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};
    use accord_shared::command::Command;

    fn news(room: &mut Room, change: impl FnOnce(&mut Room)) -> Vec<String> {
        let before = room.meeting.stage().clone();
        change(room);
        changes(&before, room.facts(&[]))
    }

    #[test]
    fn each_change_that_matters_is_said_once() {
        let mut room = Room::new();
        let said = news(&mut room, |room| room.open(&["A", "E", "B", "C"]));
        assert_eq!(said, ["4 sections are open for scoring."]);
        let said = news(&mut room, |room| room.mark("nurse", "A", 2));
        assert_eq!(said, Vec::<String>::new(), "one person's ready is no news of its own");
        assert_eq!(ready(room.facts(&[]), &section("A")).as_deref(), Some("Section A: 1 of 4 ready."));
        let said = news(&mut room, |room| room.reveal(&["A", "E"]));
        assert_eq!(said, ["Section A and section E are revealed."]);
        let said = news(&mut room, |room| room.say("chair", Command::HandOver { to: who("nurse") }));
        assert_eq!(said, ["Dot Nurse now has the chair."]);
        let said = news(&mut room, |room| room.meeting.set_here(&who("nurse"), false));
        assert_eq!(said, ["The chair has lost the connection."]);
    }

    #[test]
    fn only_a_reveal_is_a_reveal() {
        let mut room = Room::new();
        room.open(&["A", "E"]);
        let before = room.meeting.stage().clone();
        room.mark("nurse", "A", 2);
        assert_eq!(revealed(&before, room.meeting.stage()), []);
        room.scored("B", [2, 2, 2, 2]);
        room.say("chair", Command::AcceptSame { review: room.review() });
        // Whoever was not connected meanwhile finds it agreed already, and has missed the reveal all the same.
        let of = |id: &str| (room.review(), section(id));
        assert_eq!(revealed(&before, room.meeting.stage()), [of("B")]);
        let agreed = room.meeting.stage().clone();
        let again = Command::Reopen { review: room.review(), section: section("B"), reason: "New facts".to_owned() };
        room.say("chair", again);
        assert_eq!(revealed(&agreed, room.meeting.stage()), [], "what is taken back to the table is no reveal");
    }
}
