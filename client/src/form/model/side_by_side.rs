//! The audit and the moderation of a review side by side: what they judged of each row, where they differ, and what
//! came of it.

use accord_shared::framework::{Framework, Section, SectionId, TargetId};
use accord_shared::id::ParticipantId;
use accord_shared::mark::{Mark, Marks};
use accord_shared::moderation::{self, Outcome};
use accord_shared::panel::Way;
use accord_shared::stage::{CastBallot, SectionPhase};
use accord_shared::words::wrote;

use crate::seat::facts::Facts;

/// One section, judged twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Which section.
    pub id: SectionId,
    /// Its heading.
    pub heading: String,
    /// How the moderation stands to the audit.
    pub outcome: Outcome,
    /// Whether the judgement is settled.
    pub settled: bool,
    /// What was judged, in the printed order.
    pub rows: Vec<Row>,
    /// What the auditor wrote about the section.
    pub audit_wrote: Vec<String>,
    /// What the moderator wrote about it.
    pub moderation_wrote: Vec<String>,
}

/// One row, judged twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What was judged.
    pub target: TargetId,
    /// Its number among the rows of the section, from 1; `None` where the section is judged as a whole.
    pub number: Option<usize>,
    /// What it says.
    pub text: String,
    /// The auditor's.
    pub audit: Said,
    /// The moderator's.
    pub moderation: Said,
    /// What was settled on.
    pub settled: Option<Mark>,
}

/// What one of the two said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The mark.
    pub mark: Option<Mark>,
    /// The comment on it; may be empty.
    pub comment: String,
}

impl Row {
    /// Whether the two judged it differently.
    pub fn differs(&self) -> bool {
        self.audit.mark != self.moderation.mark
    }
}

impl Beside {
    /// How many rows were judged differently.
    pub fn differ(&self) -> usize {
        self.rows.iter().filter(|row| row.differs()).count()
    }

    /// The marks of one of the two.
    pub fn marks(&self, of: impl Fn(&Row) -> Option<Mark>) -> Marks {
        self.rows.iter().filter_map(|row| Some((row.target.clone(), of(row)?))).collect()
    }
}

/// One section of both forms; `None` before both are handed in.
pub fn beside(facts: Facts<'_>, id: &SectionId) -> Option<Beside> {
    let Way::Moderated { auditor, moderator, changes_grade, .. } = &facts.stage.way else { return None };
    let section = facts.framework.section(id)?;
    let stage = facts.review.section(id)?;
    let round = facts.last_round(id)?;
    let of = |who: &ParticipantId| round.ballots.iter().find(|ballot| ballot.participant.as_ref() == Some(who));
    let (audit, again) = (of(auditor)?, of(moderator)?);
    let agreed = stage.agreed.as_ref().map(|agreed| &agreed.marks);
    let judged = agreed.filter(|_| *changes_grade).unwrap_or(&again.marks);
    let compared = moderation::compare(facts.framework.scale_of(id)?, &audit.marks, judged)?;
    Some(Beside {
        id: id.clone(),
        heading: section.heading(),
        outcome: compared.outcome,
        settled: stage.phase == SectionPhase::Agreed,
        rows: rows(section, audit, again, agreed),
        audit_wrote: wrote(audit).collect(),
        moderation_wrote: wrote(again).collect(),
    })
}

fn rows(section: &Section, audit: &CastBallot, again: &CastBallot, agreed: Option<&Marks>) -> Vec<Row> {
    let said = |ballot: &CastBallot, target: &TargetId| Said {
        mark: ballot.marks.get(target).copied(),
        comment: ballot.comments.get(target).map(|comment| comment.trim().to_owned()).unwrap_or_default(),
    };
    let row = |(place, target): (usize, accord_shared::framework::Target<'_>)| {
        let id = target.id();
        Row {
            number: target.descriptor.map(|_| place + 1),
            text: target.descriptor.map_or_else(|| section.title.clone(), |descriptor| descriptor.text.clone()),
            audit: said(audit, &id),
            moderation: said(again, &id),
            settled: agreed.and_then(|marks| marks.get(&id).copied()),
            target: id,
        }
    };
    section.targets().enumerate().map(row).collect()
}

/// How the whole of the moderation stands to the audit; `None` before both forms are handed in.
pub fn overall(facts: Facts<'_>) -> Option<Outcome> {
    let changes_grade = matches!(facts.stage.way, Way::Moderated { changes_grade: true, .. });
    let sections: Vec<Beside> =
        facts.framework.sections.iter().map(|section| beside(facts, &section.id)).collect::<Option<_>>()?;
    let all = |of: &dyn Fn(&Row) -> Option<Mark>| sections.iter().flat_map(|section| section.marks(of)).collect();
    let audit: Marks = all(&|row| row.audit.mark);
    let judged: Marks = all(&|row| row.settled.filter(|_| changes_grade).or(row.moderation.mark));
    Some(moderation::overall(facts.framework, &audit, &judged))
}

/// The sections that the moderator has yet to settle.
pub fn unsettled(facts: Facts<'_>) -> Vec<SectionId> {
    let open = facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Revealed);
    open.map(|section| section.id.clone()).collect()
}

/// The sentence about an outcome.
pub fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "The moderation comes to the same quality as the audit.",
        Outcome::Upgraded => "The moderation finds it better than the audit did.",
        Outcome::Downgraded => "The moderation finds it not as good as the audit did.",
        Outcome::NotComparable => "One of the two did not judge it, so nothing can be compared.",
    }
}

/// A mark in words, and what stands where there is none.
pub fn mark_words(framework: &Framework, section: &SectionId, mark: Option<Mark>) -> String {
    match (framework.scale_of(section), mark) {
        (Some(scale), Some(mark)) => accord_shared::words::mark(scale, mark),
        _ => accord_shared::words::NO_SCORE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};
    use accord_shared::command::Command;

    fn room(changes_grade: bool) -> Room {
        let (auditor, moderator) = (who("school"), who("nurse"));
        Room::judged(Way::Moderated { auditor, moderator, sees_audit: false, changes_grade })
    }

    fn seen(room: &Room, of: &str) -> Option<(Outcome, Outcome, usize, bool)> {
        let rounds = room.rounds();
        let facts = room.facts(&rounds);
        let section = beside(facts, &section(of))?;
        Some((section.outcome, overall(facts)?, section.differ(), section.settled))
    }

    #[test]
    fn both_are_shown_once_both_are_in_and_settling_decides_the_outcome() {
        let mut room = room(true);
        room.draft_all("school", 3);
        room.draft_all("nurse", 2);
        let review = room.review();
        room.say("school", Command::HandIn { review: review.clone() });
        assert_eq!(seen(&room, "overall"), None);
        room.say("nurse", Command::HandIn { review: review.clone() });
        assert_eq!(seen(&room, "overall"), Some((Outcome::Upgraded, Outcome::Upgraded, 1, false)));
        let overall = section("overall");
        let marks = [(TargetId::from(&overall), Mark::Score(3))].into();
        room.say("nurse", Command::Moderate { review, section: overall, marks });
        assert_eq!(seen(&room, "overall"), Some((Outcome::Upheld, Outcome::Upheld, 1, true)), "the audit was kept");
        assert_eq!(seen(&room, "A"), Some((Outcome::Upgraded, Outcome::Upheld, 1, false)));
        let rounds = room.rounds();
        assert_eq!(unsettled(room.facts(&rounds)).len(), 12);
    }

    #[test]
    fn feedback_keeps_saying_what_the_moderator_thought() {
        let mut room = room(false);
        room.draft_all("school", 2);
        room.draft_all("nurse", 4);
        let review = room.review();
        room.say("nurse", Command::HandIn { review: review.clone() });
        room.say("school", Command::HandIn { review });
        assert_eq!(seen(&room, "B"), Some((Outcome::Downgraded, Outcome::Downgraded, 1, true)));
    }
}
