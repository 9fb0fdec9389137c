//! How sure somebody is of a mark, and where the unsure decide. It is said beside the mark, kept private with it and
//! revealed with it; it decides in which order sections are talked about, and is in no figure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::Spread;
use crate::framework::{Framework, TargetId};
use crate::stage::{CastBallot, Round};

/// How sure somebody is of a mark. To say nothing of it is the absence of this (`Option::None`), and is not "sure".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sureness {
    /// Sure.
    Sure,
    /// Fairly sure.
    Fairly,
    /// Unsure.
    Unsure,
    /// What is judged is outside the person's expertise.
    Outside,
}

/// What people said of the marks of one ballot for one section.
pub type Surenesses = BTreeMap<TargetId, Sureness>;

impl Sureness {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Sure, Self::Fairly, Self::Unsure, Self::Outside];

    /// The word that stands in a ballot.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Fairly => "fairly",
            Self::Unsure => "unsure",
            Self::Outside => "outside",
        }
    }

    /// What a word in a ballot says.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// Whether the mark may be one that its owner would not insist on.
    #[must_use]
    pub const fn is_doubtful(self) -> bool {
        matches!(self, Self::Unsure | Self::Outside)
    }
}

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

    #[test]
    fn a_word_in_a_ballot_is_read_as_it_was_written() {
        for sure in Sureness::ALL {
            assert_eq!(Sureness::from_slug(sure.slug()), Some(sure));
            assert_eq!(serde_json::to_value(sure).unwrap(), sure.slug());
        }
        assert_eq!(Sureness::from_slug("very"), None);
    }
}
