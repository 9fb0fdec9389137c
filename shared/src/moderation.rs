//! Two judgements of the same plan side by side: upheld, upgraded or downgraded, in words of quality and never of number.

use serde::{Deserialize, Serialize};

use crate::framework::{Scale, TargetId};
use crate::mark::Marks;

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
    /// One of the two did not judge, so that nothing can be compared.
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
/// many steps better, less so many worse.
#[must_use]
pub fn compare(scale: &Scale, first: &Marks, second: &Marks) -> Option<Compared> {
    let targets: std::collections::BTreeSet<_> = first.keys().chain(second.keys()).collect();
    let mut steps = 0_i64;
    let mut compared = 0_usize;
    let mut differ = Vec::new();
    for target in targets {
        let (a, b) = (first.get(target), second.get(target));
        if a != b {
            differ.push(target.clone());
        }
        let rank = |mark: Option<&crate::mark::Mark>| mark.and_then(|mark| scale.rank(mark.score()?));
        if let (Some(a), Some(b)) = (rank(a), rank(b)) {
            compared += 1;
            steps += i64::from(b) - i64::from(a);
        }
    }
    let outcome = match (compared, steps) {
        (0, _) if differ.is_empty() => Outcome::Upheld,
        (0, _) => Outcome::NotComparable,
        (_, 0) => Outcome::Upheld,
        (_, 1..) => Outcome::Upgraded,
        (_, _) => Outcome::Downgraded,
    };
    Some(Compared { outcome, differ })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;
    use crate::mark::Mark;

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
}
