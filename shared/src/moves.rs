//! What became of marks from one round to the next: who moved, where from, and why, as far as the panel's naming allows.
//!
//! It is worked out from rounds as the room may see them. Where marks are labelled by agency, nothing ties a ballot of one
//! round to one of the next, so that only the marks of an agency are set beside each other.

use std::collections::BTreeMap;

use crate::framework::TargetId;
use crate::id::ParticipantId;
use crate::mark::Mark;
use crate::panel::Agency;
use crate::stage::Round;

/// The marks of one person, or of one agency, for one target in two rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The agency.
    pub agency: Agency,
    /// The person, where the panel reveals names.
    pub participant: Option<ParticipantId>,
    /// The marks before, in the order of values; `None` is a missing one. An agency has one for each of its people.
    pub from: Vec<Option<Mark>>,
    /// The marks after.
    pub to: Vec<Option<Mark>>,
    /// What was said of it.
    pub why: Vec<String>,
}

impl Moved {
    /// Whether the marks are others than before; somebody may also say why theirs stayed.
    #[must_use]
    pub fn is_another_mark(&self) -> bool {
        self.from != self.to
    }
}

/// The people who gave a target another mark than in the round before, or said why, in the order of agencies.
#[must_use]
pub fn moved(before: &Round, after: &Round, target: &TargetId) -> Vec<Moved> {
    let mut found: BTreeMap<(Agency, Option<ParticipantId>), Moved> = BTreeMap::new();
    for (is_after, ballot) in
        before.ballots.iter().map(|one| (false, one)).chain(after.ballots.iter().map(|one| (true, one)))
    {
        let (agency, participant) = (ballot.agency, ballot.participant.clone());
        let one = found.entry((agency, participant.clone())).or_insert_with(|| Moved {
            agency,
            participant,
            from: Vec::new(),
            to: Vec::new(),
            why: Vec::new(),
        });
        let mark = ballot.marks.get(target).copied();
        if is_after {
            one.to.push(mark);
            one.why.extend(ballot.moved.get(target).map(|why| why.trim().to_owned()).filter(|why| !why.is_empty()));
        } else {
            one.from.push(mark);
        }
    }
    let mut found: Vec<Moved> = found.into_values().collect();
    for one in &mut found {
        one.from.sort();
        one.to.sort();
        one.why.sort();
    }
    found.retain(|one| one.is_another_mark() || !one.why.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::SectionId;
    use crate::id::{ReviewId, Time};
    use crate::panel::Naming;
    use crate::stage::CastBallot;
    use crate::testing::person_id;

    fn round(number: u32, ballots: [(&str, Agency, Option<i64>, &str); 3]) -> Round {
        let section = SectionId::new("A").unwrap();
        let target = TargetId::from(&section);
        let ballot = |(who, agency, mark, why): (&str, Agency, Option<i64>, &str)| CastBallot {
            participant: Some(person_id(who)),
            marks: mark.map(|mark| (target.clone(), Mark::Score(mark))).into_iter().collect(),
            moved: [(target.clone(), why.to_owned())].into(),
            ..CastBallot::empty(agency)
        };
        let review = ReviewId::new("r1").unwrap();
        Round { review, section, round: number, at: Time(0), without: None, ballots: ballots.map(ballot).into() }
    }

    /// Who, the values before and after, and how many said why.
    type Said = (Option<String>, Vec<Option<i64>>, Vec<Option<i64>>, usize);

    fn said(naming: Naming) -> Vec<Said> {
        let (health, parents) = (Agency::Health, Agency::ParentCarerForum);
        let before = round(1, [("ann", health, Some(2), ""), ("ben", health, Some(3), ""), ("cas", parents, None, "")]);
        let after = round(
            2,
            [
                ("ann", health, Some(3), "Heard the school"),
                ("ben", health, Some(2), " "),
                ("cas", parents, Some(4), ""),
            ],
        );
        let (before, after) = (before.for_room(naming), after.for_room(naming));
        let values = |marks: Vec<Option<Mark>>| marks.into_iter().map(|mark| mark.and_then(Mark::score)).collect();
        moved(&before, &after, &TargetId::new("A").unwrap())
            .into_iter()
            .map(|one| (one.participant.map(String::from), values(one.from), values(one.to), one.why.len()))
            .collect()
    }

    #[test]
    fn where_names_are_revealed_each_person_moves() {
        let mut said = said(Naming::Names);
        said.sort();
        let one = |who: &str, from, to, why| (Some(who.to_owned()), vec![from], vec![to], why);
        assert_eq!(
            said,
            [one("ann", Some(2), Some(3), 1), one("ben", Some(3), Some(2), 0), one("cas", None, Some(4), 0)]
        );
    }

    #[test]
    fn where_they_are_not_nothing_ties_a_ballot_to_the_one_before() {
        let mut said = said(Naming::Agencies);
        said.sort();
        // Two people of one agency who change places are not told apart; that one of them said why is.
        assert_eq!(
            said,
            [(None, vec![None], vec![Some(4)], 0), (None, vec![Some(2), Some(3)], vec![Some(2), Some(3)], 1),]
        );
    }
}
