//! Who is in doubt of a mark, and where they decide. How sure somebody is ([`Sureness`]) decides in which order sections
//! are talked about, and is in no figure.

use crate::agreement::Spread;
use crate::framework::{Framework, TargetId};
use crate::mark::Sureness;
use crate::stage::{CastBallot, Round};

/// What the marks of one target look like with and without those that were given as unsure or outside one's expertise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// How many are unsure.
    pub unsure: usize,
    /// For how many it is outside their expertise.
    pub outside: usize,
    /// All marks.
    pub all: Spread,
    /// The marks of everyone else.
    pub others: Spread,
}

impl Doubt {
    /// Whether those in doubt decide: whether without them the marks would call for something else, or their middle would
    /// be another.
    #[must_use]
    pub fn decides(&self) -> bool {
        self.all.standing() != self.others.standing() || self.all.median != self.others.median
    }
}

/// Who is in doubt of the marks of one target in a round.
#[must_use]
pub fn doubt(framework: &Framework, round: &Round, target: &TargetId) -> Option<Doubt> {
    let scale = framework.scale_of(&round.section)?;
    let says = |ballot: &CastBallot| ballot.sure.get(target).copied();
    let how_many = |wanted: Sureness| round.ballots.iter().filter(|ballot| says(ballot) == Some(wanted)).count();
    let marks = |ballot: &CastBallot| ballot.marks.get(target).copied();
    let others = round.ballots.iter().filter(|ballot| !says(ballot).is_some_and(Sureness::is_doubtful));
    Some(Doubt {
        unsure: how_many(Sureness::Unsure),
        outside: how_many(Sureness::Outside),
        all: Spread::of(scale, round.ballots.iter().map(marks)),
        others: Spread::of(scale, others.map(marks)),
    })
}

/// The targets of a round's section on which those in doubt decide, in the printed order.
#[must_use]
pub fn decided_by_doubt(framework: &Framework, round: &Round) -> Vec<TargetId> {
    let targets = framework.section(&round.section).into_iter().flat_map(|section| section.targets());
    let decided = |id: &TargetId| doubt(framework, round, id).is_some_and(|doubt| doubt.decides());
    targets.map(|target| target.id()).filter(decided).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;
    use crate::id::{ReviewId, Time};
    use crate::mark::Mark;
    use crate::panel::Agency;
    use Sureness::{Fairly, Outside, Sure, Unsure};

    fn decides(given: &[(i64, Option<Sureness>)]) -> bool {
        let framework = builtin_framework("essex-full").expect("shipped");
        let section = framework.sections[0].id.clone();
        let target = TargetId::from(&section);
        let ballot = |(mark, sure): &(i64, Option<Sureness>)| CastBallot {
            marks: [(target.clone(), Mark::Score(*mark))].into(),
            sure: sure.map(|sure| (target.clone(), sure)).into_iter().collect(),
            ..CastBallot::empty(Agency::Health)
        };
        let ballots = given.iter().map(ballot).collect();
        let review = ReviewId::new("r1").unwrap();
        let round = Round { review, section, round: 1, at: Time(0), without: None, ballots };
        let decides = doubt(framework, &round, &target).unwrap().decides();
        assert_eq!(decided_by_doubt(framework, &round).len(), usize::from(decides));
        decides
    }

    #[test]
    fn the_unsure_decide_where_the_others_alone_would_stand_elsewhere() {
        for (given, wanted) in [
            (&[(2, None), (2, None), (3, None)][..], false),
            (&[(2, None), (2, None), (3, Some(Sure)), (3, Some(Fairly))], false),
            // Without the unsure one, everyone is of one mind.
            (&[(2, None), (2, None), (3, Some(Unsure))], true),
            (&[(2, None), (2, None), (3, Some(Outside))], true),
            // The middle moves from between 2 and 3 to 3.
            (&[(2, Some(Unsure)), (2, None), (3, None), (3, None)], true),
            // One more of the same opinion changes nothing.
            (&[(2, None), (2, Some(Unsure)), (2, None)], false),
            // Everyone is unsure: without them there is nothing.
            (&[(2, Some(Unsure)), (2, Some(Outside))], true),
        ] {
            assert_eq!(decides(given), wanted, "{given:?}");
        }
    }
}
