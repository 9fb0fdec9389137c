//! The list of sections: where each stands, in a word or two, and the order of the board.

use accord_shared::agreement::spread;
use accord_shared::agreement::{Spread, Standing};
use accord_shared::doubt::decided_by_doubt;
use accord_shared::framework::{Framework, Scored, SectionId};
use accord_shared::mark::{Mark, Marks};
use accord_shared::meeting;
use accord_shared::stage::{Round, SectionPhase, SectionStage};
use accord_shared::words;

use crate::seat::facts::Facts;
use crate::words::marks::marks_words;

/// Where a section stands, as the list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionState {
    /// Nobody can score yet.
    NotStarted,
    /// A private round is open.
    Scoring {
        /// How many are ready.
        ready: usize,
        /// Of how many who score and are here, or were ready before they left.
        of: usize,
        /// Which round it is.
        round: u32,
    },
    /// Revealed, and near enough.
    Revealed,
    /// Revealed, and nobody gave a score.
    Unscored,
    /// Revealed, and everyone gave the same.
    Same,
    /// Revealed, and too far apart.
    NeedsReconciling {
        /// In how many rows.
        rows: usize,
        /// Of how many; one where the section has one mark.
        of: usize,
    },
    /// There is an agreed judgement.
    Agreed {
        /// It in words.
        words: String,
        /// It in few letters.
        short: String,
    },
}

impl SectionState {
    /// The state in words.
    pub fn words(&self) -> String {
        match self {
            Self::NotStarted => "Not started".to_owned(),
            Self::Scoring { ready, of, round: 1 } => format!("Scoring: {ready} of {of} ready"),
            Self::Scoring { ready, of, round } => format!("Scoring, round {round}: {ready} of {of} ready"),
            Self::Revealed => "Revealed: scores are close".to_owned(),
            Self::Same => "Revealed: all the same".to_owned(),
            Self::Unscored => "Revealed: nobody scored it".to_owned(),
            Self::NeedsReconciling { of: 1, .. } => "Needs reconciling".to_owned(),
            Self::NeedsReconciling { rows, of } => format!("Needs reconciling: {rows} of {of} rows"),
            Self::Agreed { words, .. } => format!("Agreed: {words}"),
        }
    }

    /// The same in as few letters as a line of the list has room for; the shape before it says the rest.
    pub fn short(&self) -> String {
        match self {
            Self::NotStarted => "not open".to_owned(),
            Self::Scoring { ready, of, .. } => format!("{ready}/{of}"),
            Self::Revealed => "close".to_owned(),
            Self::Same => "all the same".to_owned(),
            Self::Unscored => "no scores".to_owned(),
            Self::NeedsReconciling { of: 1, .. } => "reconcile".to_owned(),
            Self::NeedsReconciling { rows, of } => format!("reconcile {rows}/{of}"),
            Self::Agreed { short, .. } => short.clone(),
        }
    }

    /// The class that colours it and gives it a shape.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::NotStarted => "room-state room-state-not-started",
            Self::Scoring { .. } => "room-state room-state-scoring",
            Self::Revealed | Self::Unscored => "room-state room-state-revealed",
            Self::Same => "room-state room-state-same",
            Self::NeedsReconciling { .. } => "room-state room-state-reconcile",
            Self::Agreed { .. } => "room-state room-state-agreed",
        }
    }
}

/// Where one section stands.
pub fn state(facts: Facts<'_>, section: &SectionStage) -> SectionState {
    match section.phase {
        SectionPhase::Reading => SectionState::NotStarted,
        SectionPhase::Scoring => {
            let (ready, of) = ready_of(facts, section);
            SectionState::Scoring { ready, of, round: section.round }
        }
        SectionPhase::Revealed => {
            revealed(&facts.last_round(&section.id).map(|round| spreads(facts.framework, round)).unwrap_or_default())
        }
        SectionPhase::Agreed => {
            let marks = section.agreed.as_ref().map(|agreed| agreed.marks.clone()).unwrap_or_default();
            let words = marks_words(facts.framework, &section.id, &marks);
            let short = short_agreed(facts.framework, &section.id, &marks, &words);
            SectionState::Agreed { words, short }
        }
    }
}

/// The most letters of an agreed judgement for which a tight list has room.
const AGREED_LETTERS_MAX: usize = 12;

/// "agreed 3", "17.5 of 20", or only that it is agreed.
fn short_agreed(framework: &Framework, id: &SectionId, marks: &Marks, words: &str) -> String {
    let one = framework.section(id).filter(|section| section.scored == Scored::Section).and(marks.values().next());
    match one {
        Some(Mark::Score(value)) => {
            let number = framework.scale_of(id).and_then(|scale| words::number(scale, *value));
            number.map_or_else(|| "agreed".to_owned(), |number| format!("agreed {number}"))
        }
        Some(Mark::NotApplicable) => "agreed n/a".to_owned(),
        None if words.chars().count() <= AGREED_LETTERS_MAX => words.to_owned(),
        Some(Mark::Abstain) | None => "agreed".to_owned(),
    }
}

/// Where a revealed section stands: where its most divided row does.
fn revealed(spreads: &[Spread]) -> SectionState {
    match spreads.iter().map(Spread::standing).max().unwrap_or(Standing::NoScores) {
        Standing::NeedsReconciling => SectionState::NeedsReconciling { rows: divided(spreads), of: spreads.len() },
        Standing::Same => SectionState::Same,
        Standing::Close => SectionState::Revealed,
        Standing::NoScores => SectionState::Unscored,
    }
}

/// How many rows need reconciling.
pub fn divided(spreads: &[Spread]) -> usize {
    spreads.iter().filter(|spread| spread.standing() == Standing::NeedsReconciling).count()
}

/// How many of those who score are ready, of how many who are here or were ready before they left.
pub fn ready_of(facts: Facts<'_>, section: &SectionStage) -> (usize, usize) {
    let here = facts
        .panel
        .scorers()
        .filter(|person| facts.stage.here.contains(&person.id) || section.ready.contains(&person.id));
    (section.ready.len(), here.count())
}

/// The spread of each row of a revealed round.
pub fn spreads(framework: &Framework, round: &Round) -> Vec<Spread> {
    let Some(section) = framework.section(&round.section) else { return Vec::new() };
    section.targets().filter_map(|target| spread(framework, round, &target.id())).collect()
}

/// In how many rows of a revealed section those decide who are in doubt of their marks; nothing is left to decide in one that
/// is agreed.
pub fn decided_in_doubt(facts: Facts<'_>, id: &SectionId) -> usize {
    let is_agreed = facts.review.section(id).is_some_and(|section| section.phase == SectionPhase::Agreed);
    let round = facts.last_round(id).filter(|_| !is_agreed);
    round.map_or(0, |round| decided_by_doubt(facts.framework, round).len())
}

/// The sections with a revealed round, the most divided first; those agreed already come last. Where those decide who are in
/// doubt of their marks, a section stands with those that need reconciling, and its row says why.
pub fn board_order(facts: Facts<'_>) -> Vec<SectionId> {
    let mut found: Vec<_> = facts
        .review
        .sections
        .iter()
        .enumerate()
        .filter_map(|(place, section)| {
            let round = facts.last_round(&section.id)?;
            let spreads = spreads(facts.framework, round);
            let division = spreads.iter().map(Spread::division).max()?;
            let open = section.phase != SectionPhase::Agreed;
            let doubtful = decided_in_doubt(facts, &section.id);
            let standing = if doubtful > 0 { Standing::NeedsReconciling } else { division.0 };
            let most = (open, standing, divided(&spreads), division, doubtful);
            Some((std::cmp::Reverse(most), place, section.id.clone()))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// The revealed sections that "accept all" would settle: everyone gave the same.
pub fn all_same(facts: Facts<'_>) -> Vec<SectionId> {
    let same = meeting::all_same(facts.framework, facts.review, |id| facts.last_round(id));
    same.into_iter().map(|(section, _)| section).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section};
    use accord_shared::command::Command;
    use accord_shared::framework::TargetId;
    use accord_shared::mark::Sureness;
    use accord_shared::panel::Agency;

    fn states(room: &Room) -> Vec<String> {
        let rounds = room.rounds();
        let facts = room.facts(&rounds);
        facts.review.sections.iter().take(3).map(|section| state(facts, section).words()).collect()
    }

    #[test]
    fn the_list_says_where_each_section_stands() {
        let mut room = Room::new();
        room.open(&["A"]);
        room.mark("nurse", "A", 2);
        room.scored("E", [1, 2, 2, 4]);
        room.scored("B", [2, 2, 2, 2]);
        assert_eq!(states(&room), ["Scoring: 1 of 4 ready", "Needs reconciling", "Revealed: all the same"]);
        let shorts = |room: &Room| {
            let rounds = room.rounds();
            let facts = room.facts(&rounds);
            facts.review.sections.iter().take(3).map(|section| state(facts, section).short()).collect::<Vec<_>>()
        };
        assert_eq!(shorts(&room), ["1/4", "reconcile", "all the same"]);
        room.say("chair", Command::AcceptSame { review: room.review() });
        assert_eq!((states(&room)[2].as_str(), shorts(&room)[2].as_str()), ("Agreed: 2 Good", "agreed 2"));
    }

    #[test]
    fn who_left_after_being_ready_still_counts() {
        let mut room = Room::new();
        room.open(&["A"]);
        room.mark("nurse", "A", 2);
        for person in ["nurse", "school"] {
            room.meeting.set_here(&crate::seat::fixture::who(person), false);
        }
        assert_eq!(states(&room)[0], "Scoring: 1 of 3 ready");
    }

    #[test]
    fn the_board_begins_with_what_divides_and_ends_with_what_is_agreed() {
        let mut room = Room::new();
        room.scored("A", [2, 2, 2, 2]);
        room.scored("E", [2, 2, 3, 2]);
        room.scored("B", [1, 4, 2, 2]);
        room.scored("C", [1, 1, 2, 2]);
        let rounds = room.rounds();
        assert_eq!(board_order(room.facts(&rounds)), ["B", "E", "C", "A"].map(section));
        assert_eq!(all_same(room.facts(&rounds)), [section("A")]);
    }

    #[test]
    fn where_the_unsure_decide_a_section_comes_nearer_the_top_and_counts_the_same() {
        let mut room = Room::new();
        room.scored("A", [2, 2, 2, 2]);
        room.scored("E", [1, 1, 2, 2]);
        room.scored("B", [1, 4, 2, 2]);
        room.scored("C", [2, 2, 2, 1]);
        let mut rounds = room.rounds();
        assert_eq!(board_order(room.facts(&rounds)), ["B", "E", "C", "A"].map(section));
        let doubted = rounds.iter_mut().find(|round| round.section == section("C")).unwrap();
        let nurse = doubted.ballots.iter_mut().find(|ballot| ballot.agency == Agency::Health).unwrap();
        nurse.sure.insert(TargetId::from(section("C")), Sureness::Outside);
        let facts = room.facts(&rounds);
        assert_eq!(board_order(facts), ["B", "C", "E", "A"].map(section), "without the nurse all are of one mind");
        assert_eq!((decided_in_doubt(facts, &section("C")), decided_in_doubt(facts, &section("E"))), (1, 0));
        let stage = facts.review.section(&section("C")).unwrap();
        assert_eq!(state(facts, stage).words(), "Revealed: scores are close", "it is no weight");
    }
}
