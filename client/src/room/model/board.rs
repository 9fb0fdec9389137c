//! One row of the board: a revealed section in counts and a sentence.

use accord_shared::agreement::{Spread, Standing};
use accord_shared::doubt::doubt;
use accord_shared::framework::{SectionId, Symbol};
use accord_shared::words;

use super::sections::{SectionState, decided_in_doubt, spreads, state};
use crate::seat::facts::Facts;
use crate::words::grammar::count;

/// How many gave one point of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeCount {
    /// The point's shape.
    pub symbol: Symbol,
    /// The point's number; empty where nobody says it.
    pub number: String,
    /// The point's word.
    pub word: String,
    /// How many gave it.
    pub people: usize,
}

/// One row of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// The section's letter and heading.
    pub title: String,
    /// How many gave each point; points that nobody gave are left out, and all of them where each row has its own mark.
    pub counts: Vec<GradeCount>,
    /// What the section calls for, in a sentence.
    pub sentence: String,
    /// Why it stands nearer the top than its scores alone would put it: those decide who are in doubt of them.
    pub doubt: Option<String>,
    /// Where it stands.
    pub state: SectionState,
}

/// The row of a revealed section; `None` for one that is not.
pub fn board_row(facts: Facts<'_>, id: &SectionId) -> Option<BoardRow> {
    let section = facts.framework.section(id)?;
    let scale = facts.framework.scale_of(id)?;
    let spreads = spreads(facts.framework, facts.last_round(id)?);
    let counts = scale.points.iter().map(|point| GradeCount {
        symbol: point.symbol,
        number: words::number(scale, point.value).unwrap_or_default(),
        word: point.word.clone(),
        people: spreads
            .iter()
            .flat_map(|spread| &spread.counts)
            .filter(|(value, _)| *value == point.value)
            .map(|(_, n)| n)
            .sum(),
    });
    let one_mark = spreads.len() == 1;
    let state = state(facts, facts.review.section(id)?);
    // What has been agreed needs nothing any more; the scores stay to be read.
    let sentence = match (spreads.as_slice(), &state) {
        ([one], SectionState::Agreed { .. }) => words::spread(scale, one),
        ([one], _) => words::standing(scale, one),
        (many, _) => rows_sentence(many),
    };
    let round = facts.last_round(id)?;
    let doubt = match decided_in_doubt(facts, id) {
        0 => None,
        _ if one_mark => {
            let target = section.targets().next().and_then(|target| doubt(facts.framework, round, &target.id()));
            target.and_then(|doubt| words::doubt(scale, &doubt))
        }
        rows => Some(format!("Those who are in doubt decide in {}.", count(rows, "row", "rows"))),
    };
    Some(BoardRow {
        doubt,
        title: section.heading(),
        counts: counts.filter(|count| one_mark && count.people > 0).collect(),
        sentence,
        state,
    })
}

/// What the rows of a section call for: "3 rows need reconciling, 2 are close, 8 are the same".
pub fn rows_sentence(spreads: &[Spread]) -> String {
    let of = |standing: Standing| spreads.iter().filter(|spread| spread.standing() == standing).count();
    let parts = [
        (of(Standing::NeedsReconciling), "row needs reconciling", "rows need reconciling"),
        (of(Standing::Close), "row is close", "rows are close"),
        (of(Standing::Same), "row is the same from everyone", "rows are the same from everyone"),
        (of(Standing::NoScores), "row has no score", "rows have no score"),
    ];
    let said = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section};
    use accord_shared::command::Command;
    use accord_shared::framework::TargetId;
    use accord_shared::mark::Mark;

    #[test]
    fn a_row_counts_people_and_says_what_the_section_calls_for() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let rounds = room.rounds();
        let row = board_row(room.facts(&rounds), &section("E")).unwrap();
        let counts: Vec<(&str, usize)> = row.counts.iter().map(|count| (count.number.as_str(), count.people)).collect();
        assert_eq!(counts, [("2", 1), ("3", 2), ("4", 1)]);
        assert_eq!(row.title, "E Outcomes");
        assert!(
            row.sentence.starts_with("Needs reconciling: scores range from Good to Inadequate"),
            "{}",
            row.sentence
        );
        assert_eq!(board_row(room.facts(&rounds), &section("A")), None);
    }

    #[test]
    fn an_agreed_section_no_longer_needs_reconciling() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let marks = [(TargetId::from(section("E")), Mark::Score(3))].into();
        room.say("chair", Command::Propose { review: room.review(), section: section("E"), marks, why: None });
        let settle = Command::Settle { review: room.review(), section: section("E"), without: Some("time".to_owned()) };
        room.say("chair", settle);
        let rounds = room.rounds();
        let row = board_row(room.facts(&rounds), &section("E")).unwrap();
        assert!(row.sentence.starts_with("Scores range from Good to Inadequate"), "{}", row.sentence);
    }
}
