//! Two judgements of the same plan side by side: upheld, upgraded or downgraded, in words of quality and never of number.

use serde::{Deserialize, Serialize};

use std::collections::BTreeSet;

use crate::framework::{Framework, Scale, TargetId};
use crate::mark::{Mark, Marks};

/// How a second judgement stands to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// The same quality.
    Upheld,
    /// Better than the first judgement said.
    Upgraded,
    /// Not as good as the first judgement said.
    Downgraded,
    /// One of the two did not judge, or not all that is added up, so that nothing can be compared.
    NotComparable,
}

impl Outcome {
    /// The word for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upheld => "Upheld",
            Self::Upgraded => "Upgraded",
            Self::Downgraded => "Downgraded",
            Self::NotComparable => "Not comparable",
        }
    }
}

/// Two judgements of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// How the second stands to the first.
    pub outcome: Outcome,
    /// What they judged differently.
    pub differ: Vec<TargetId>,
}

/// Compares two judgements of a section. Over several rows, what counts is the quality of all rows that both scored: so
/// many steps better, less so many worse. Where rows are added up and one was abstained from, there is no total, and
/// nothing is compared.
#[must_use]
pub fn compare(scale: &Scale, first: &Marks, second: &Marks) -> Option<Compared> {
    let steps = Steps::between(scale, first, second);
    Some(Compared { outcome: steps.outcome(), differ: steps.differ })
}

/// Compares two judgements of a whole plan: the judgement on the whole decides where the framework has one, else the
/// quality of all rows that both scored.
#[must_use]
pub fn overall(framework: &Framework, first: &Marks, second: &Marks) -> Outcome {
    let whole = framework.sections.iter().any(|section| section.overall);
    let mut all = Steps::default();
    for section in framework.sections.iter().filter(|section| section.overall == whole) {
        let Some(scale) = framework.scale(&section.scale) else { continue };
        let of = |marks: &Marks| {
            section.targets().filter_map(|target| Some((target.id(), *marks.get(&target.id())?))).collect::<Marks>()
        };
        all.add(Steps::between(scale, &of(first), &of(second)));
    }
    all.outcome()
}

/// How far two judgements are apart, over all rows.
#[derive(Default)]
struct Steps {
    /// So many steps better, less so many worse.
    better: i64,
    /// Over so many rows that both scored.
    scored: usize,
    /// Whether one of the two abstained from a row that is added up.
    gap: bool,
    differ: Vec<TargetId>,
}

impl Steps {
    fn between(scale: &Scale, first: &Marks, second: &Marks) -> Self {
        let targets: BTreeSet<_> = first.keys().chain(second.keys()).collect();
        let mut steps = Self::default();
        for target in targets {
            let (a, b) = (first.get(target), second.get(target));
            if a != b {
                steps.differ.push(target.clone());
            }
            let added_up = scale.marks_max().is_some();
            steps.gap |= added_up && [a, b].contains(&Some(&Mark::Abstain));
            let rank = |mark: Option<&Mark>| mark.and_then(|mark| scale.rank(mark.score()?));
            if let (Some(a), Some(b)) = (rank(a), rank(b)) {
                steps.scored += 1;
                steps.better += i64::from(b) - i64::from(a);
            }
        }
        steps
    }

    fn add(&mut self, other: Self) {
        self.better += other.better;
        self.scored += other.scored;
        self.gap |= other.gap;
        self.differ.extend(other.differ);
    }

    fn outcome(&self) -> Outcome {
        match (self.scored, self.better) {
            _ if self.gap => Outcome::NotComparable,
            (0, _) if self.differ.is_empty() => Outcome::Upheld,
            (0, _) => Outcome::NotComparable,
            (_, 0) => Outcome::Upheld,
            (_, 1..) => Outcome::Upgraded,
            (_, _) => Outcome::Downgraded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;

    #[test]
    fn better_is_better_whichever_way_the_numbers_run() {
        let grades = builtin_framework("essex-full").unwrap();
        let grades = grades.scale_of(&grades.sections[0].id).unwrap();
        let form = builtin_framework("bradford-quality-form").unwrap();
        let form = form.scale_of(&form.sections[0].id).unwrap();
        let marks = |n| Marks::from([(TargetId::new("x").unwrap(), Mark::Score(n))]);
        let outcome = |scale, a, b| compare(scale, &marks(a), &marks(b)).unwrap().outcome;
        assert_eq!(outcome(grades, 3, 2), Outcome::Upgraded, "from requires improvement to good");
        assert_eq!(outcome(form, 2, 1), Outcome::Downgraded, "from good to compliant");
        assert_eq!(outcome(grades, 2, 2), Outcome::Upheld);
        let none = Marks::from([(TargetId::new("x").unwrap(), Mark::NotApplicable)]);
        assert_eq!(compare(grades, &marks(2), &none).unwrap().outcome, Outcome::NotComparable);
    }

    #[test]
    fn no_total_with_a_gap_is_compared() {
        let form = builtin_framework("bradford-quality-form").unwrap();
        let row = |place: usize| form.targets().nth(place).unwrap().id();
        let full: Marks = form.targets().map(|target| (target.id(), Mark::Score(1))).collect();
        let mut better = full.clone();
        better.insert(row(0), Mark::Score(2));
        assert_eq!(overall(form, &full, &better), Outcome::Upgraded);
        better.insert(row(1), Mark::Abstain);
        assert_eq!(overall(form, &full, &better), Outcome::NotComparable);
        let scale = form.scale_of(&form.sections[0].id).unwrap();
        assert_eq!(compare(scale, &better, &better).unwrap().outcome, Outcome::NotComparable);
        let grades = builtin_framework("essex-full").unwrap();
        let judged = Marks::from([(row(0), Mark::Score(2)), (row(1), Mark::Abstain)]);
        let outcome = compare(&grades.scales[0], &judged, &judged).unwrap().outcome;
        assert_eq!(outcome, Outcome::Upheld, "grades are never added up");
    }

    #[test]
    fn the_whole_is_judged_by_the_overall_judgement_or_else_by_all_rows() {
        let form = |framework: &str, given: &[(&str, i64)]| {
            let framework = builtin_framework(framework).unwrap();
            framework
                .targets()
                .map(|t| (t.id(), Mark::Score(2)))
                .chain(given.iter().map(|(id, value)| (TargetId::new(*id).unwrap(), Mark::Score(*value))))
                .collect::<Marks>()
        };
        let outcome = |id: &str, second: &[(&str, i64)]| {
            overall(builtin_framework(id).unwrap(), &form(id, &[]), &form(id, second))
        };
        assert_eq!(outcome("essex-full", &[("A", 4), ("overall", 1)]), Outcome::Upgraded, "the whole decides");
        assert_eq!(outcome("essex-full", &[("A", 4)]), Outcome::Upheld);
        assert_eq!(outcome("bradford-quality-form", &[("B.1", 1)]), Outcome::Downgraded, "no judgement on the whole");
        assert_eq!(outcome("bradford-quality-form", &[]), Outcome::Upheld);
    }
}
