//! How far apart the ballots of one section are: the figures that the room shows at the reveal, and the rule for what
//! needs reconciling (two grades or more apart, or on both sides of the line that matters, unless the framework says otherwise).
//!
//! Everything is counted in integers; nothing here averages grades. Figures over many reviews are not made here.

use std::collections::BTreeMap;

use crate::framework::{Framework, Scale, TargetId};
use crate::mark::Mark;
use crate::stage::Round;

/// What the marks that people gave to one target look like side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many gave each point of the scale; every point is there, in the scale's order.
    pub counts: Vec<(i64, usize)>,
    /// How many said that it does not apply.
    pub not_applicable: usize,
    /// How many would rather not judge.
    pub abstained: usize,
    /// How many gave no mark at all.
    pub missing: usize,
    /// The lower and the upper middle mark, in the scale's order; the same where the middle is one mark.
    pub median: Option<(i64, i64)>,
    /// The first and the last mark given, in the scale's order.
    pub range: Option<(i64, i64)>,
    /// How many points of the scale lie between them.
    pub steps_apart: usize,
    /// How many steps apart the framework calls too far.
    pub apart: usize,
    /// Whether marks stand on both sides of the line that matters.
    pub across_the_line: bool,
    /// Pairs of people who gave the same mark, of all pairs.
    pub same_pairs: (usize, usize),
    /// Pairs of people at most one step apart, of all pairs.
    pub near_pairs: (usize, usize),
}

/// What a section's ballots call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody gave a mark.
    NoScores,
    /// Everyone who marked it marked it the same.
    Same,
    /// One step apart on the same side of the line.
    Close,
    /// Two steps or more apart, or on both sides of the line, or some say that it does not apply.
    NeedsReconciling,
}

impl Spread {
    /// Sets the marks of one target side by side. `None` is a missing mark.
    #[must_use]
    pub fn of(scale: &Scale, marks: impl IntoIterator<Item = Option<Mark>>) -> Self {
        let places: BTreeMap<i64, usize> =
            scale.points.iter().enumerate().map(|(place, point)| (point.value, place)).collect();
        let mut tally = vec![0_usize; scale.points.len()];
        let (mut not_applicable, mut abstained, mut missing) = (0, 0, 0);
        for mark in marks {
            match mark {
                Some(Mark::Score(value)) => match places.get(&value) {
                    Some(place) => tally[*place] += 1,
                    None => missing += 1,
                },
                Some(Mark::NotApplicable) => not_applicable += 1,
                Some(Mark::Abstain) => abstained += 1,
                None => missing += 1,
            }
        }
        let value = |place: usize| scale.points[place].value;
        let given: Vec<usize> =
            tally.iter().enumerate().flat_map(|(place, n)| std::iter::repeat_n(place, *n)).collect();
        let ends = given.first().copied().zip(given.last().copied());
        let steps_apart = ends.map_or(0, |(first, last)| last - first);
        Self {
            counts: tally.iter().enumerate().map(|(place, n)| (value(place), *n)).collect(),
            not_applicable,
            abstained,
            missing,
            median: (!given.is_empty()).then(|| (value(given[(given.len() - 1) / 2]), value(given[given.len() / 2]))),
            range: ends.map(|(first, last)| (value(first), value(last))),
            steps_apart,
            across_the_line: ends
                .is_some_and(|(first, last)| scale.is_good_enough(value(first)) != scale.is_good_enough(value(last))),
            apart: usize::try_from(scale.agreement.apart).unwrap_or(usize::MAX),
            same_pairs: pairs(&given, 0),
            near_pairs: pairs(&given, 1),
        }
    }

    /// How many gave a score.
    #[must_use]
    pub fn scored(&self) -> usize {
        self.counts.iter().map(|(_, n)| n).sum()
    }

    /// What it calls for.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let scored = self.scored();
        match (scored, self.not_applicable) {
            (0, 0) => Standing::NoScores,
            (0, _) => Standing::Same,
            (_, 0) if self.steps_apart >= self.apart || self.across_the_line => Standing::NeedsReconciling,
            (_, 0) if self.steps_apart == 0 => Standing::Same,
            (_, 0) => Standing::Close,
            _ => Standing::NeedsReconciling,
        }
    }

    /// The place in "most divided first": larger is more divided. Steps apart, then the line, then pairs that differ.
    #[must_use]
    pub fn division(&self) -> (Standing, usize, bool, usize) {
        (self.standing(), self.steps_apart, self.across_the_line, self.same_pairs.1 - self.same_pairs.0)
    }
}

/// The spread of one target's marks in a round.
#[must_use]
pub fn spread(framework: &Framework, round: &Round, target: &TargetId) -> Option<Spread> {
    let scale = framework.scale_of(&round.section)?;
    Some(Spread::of(scale, round.ballots.iter().map(|ballot| ballot.marks.get(target).copied())))
}

/// Pairs of places at most `within` steps apart, of all pairs.
fn pairs(places: &[usize], within: usize) -> (usize, usize) {
    let all = places.len() * places.len().saturating_sub(1) / 2;
    let near = places
        .iter()
        .enumerate()
        .map(|(i, a)| places[i + 1..].iter().filter(|b| a.abs_diff(**b) <= within).count())
        .sum();
    (near, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;

    fn spread(counts: [usize; 4], other: &[Option<Mark>]) -> Spread {
        let framework = builtin_framework("essex-full").expect("shipped");
        let scale = framework.scale_of(&framework.sections[0].id).expect("a scale");
        let marks = counts.into_iter().zip(1..).flat_map(|(n, value)| std::iter::repeat_n(Some(Mark::Score(value)), n));
        Spread::of(scale, marks.chain(other.iter().copied()))
    }

    /// Panels of six on grades 1 to 4: exact and within-one pairs of fifteen.
    #[test]
    fn pairs_are_those_of_the_worked_examples() {
        for (counts, same, near) in [
            ([6, 0, 0, 0], 15, 15),
            ([5, 1, 0, 0], 10, 15),
            ([1, 4, 1, 0], 6, 14),
            ([4, 2, 0, 0], 7, 15),
            ([3, 3, 0, 0], 6, 15),
            ([0, 5, 0, 1], 10, 10),
            ([0, 4, 1, 1], 6, 11),
            ([1, 2, 2, 1], 2, 10),
            ([4, 0, 0, 2], 7, 7),
            ([3, 0, 0, 3], 6, 6),
        ] {
            let spread = spread(counts, &[]);
            assert_eq!((spread.same_pairs, spread.near_pairs), ((same, 15), (near, 15)), "{counts:?}");
        }
    }

    #[test]
    fn reconciling_is_for_two_steps_or_the_line() {
        use Standing::{Close, NeedsReconciling, NoScores, Same};
        for (counts, other, standing) in [
            ([0, 0, 0, 0], &[None, Some(Mark::Abstain)][..], NoScores),
            ([0, 0, 0, 0], &[Some(Mark::NotApplicable)], Same),
            ([0, 3, 0, 0], &[None, Some(Mark::Abstain)], Same),
            ([0, 3, 0, 0], &[Some(Mark::NotApplicable)], NeedsReconciling),
            ([2, 2, 0, 0], &[], Close),
            ([0, 0, 2, 1], &[], Close),
            ([0, 1, 1, 0], &[], NeedsReconciling),
            ([1, 0, 1, 0], &[], NeedsReconciling),
        ] {
            assert_eq!(spread(counts, other).standing(), standing, "{counts:?} {other:?}");
        }
    }

    #[test]
    fn missing_abstained_and_not_applicable_are_three_things() {
        let spread = spread([0, 1, 2, 1], &[None, None, Some(Mark::Abstain), Some(Mark::NotApplicable)]);
        assert_eq!((spread.missing, spread.abstained, spread.not_applicable, spread.scored()), (2, 1, 1, 4));
        assert_eq!((spread.median, spread.range), (Some((3, 3)), Some((2, 4))));
    }
}
