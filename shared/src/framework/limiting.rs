//! Limiting judgements: a framework may say that one thing can be judged no better than so while another is judged so
//! badly, such as "no better than Requires improvement overall while F is Inadequate". They are shown, and overruling one
//! needs a reason; which command asks for it is in `meeting/settling.rs`.

use serde::{Deserialize, Serialize};

use super::Framework;
use super::id::{LimitId, SectionId, TargetId};
use crate::mark::{Mark, Marks};

/// A limiting judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LimitingJudgement {
    /// The name under which it is kept that it was overruled.
    pub id: LimitId,
    /// When it holds.
    #[serde(rename = "while")]
    pub condition: Condition,
    /// What is limited. Invariant: something that is given a mark, and not by itself.
    pub target: TargetId,
    /// The best value that it can then have. Invariant: a point of its scale, and not the best.
    pub no_better_than: i64,
    /// Where the framework's source has it.
    pub source: String,
}

/// When a limiting judgement holds: while any of several is judged so or worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Condition {
    /// Any of these.
    pub any_of: Vec<TargetId>,
    /// The best value at which it holds. Invariant: a point of each one's scale.
    pub or_worse: i64,
}

impl Framework {
    /// The limiting judgements of something that is given a mark in a section.
    pub fn limits_of<'a>(&'a self, section: &SectionId) -> impl Iterator<Item = &'a LimitingJudgement> + use<'a> {
        let section = section.clone();
        self.limits
            .iter()
            .filter(move |limit| self.target(&limit.target).is_some_and(|target| target.section.id == section))
    }

    /// Whether a limiting judgement holds, by what was judged.
    #[must_use]
    pub fn is_in_force(&self, limit: &LimitingJudgement, judged: &Marks) -> bool {
        let at = |target: &TargetId| {
            self.rank_of(target, *judged.get(target)?).zip(self.rank(target, limit.condition.or_worse))
        };
        limit.condition.any_of.iter().filter_map(at).any(|(rank, worst_enough)| rank <= worst_enough)
    }

    /// Whether what was judged is better than a limiting judgement allows.
    #[must_use]
    pub fn is_overruled(&self, limit: &LimitingJudgement, judged: &Marks) -> bool {
        let given = judged.get(&limit.target).and_then(|mark| self.rank_of(&limit.target, *mark));
        let allowed = self.rank(&limit.target, limit.no_better_than);
        self.is_in_force(limit, judged) && given.zip(allowed).is_some_and(|(given, allowed)| given > allowed)
    }

    /// How good a value is for a target; see [`super::Scale::rank`].
    fn rank(&self, target: &TargetId, value: i64) -> Option<u32> {
        self.scale(&self.target(target)?.section.scale)?.rank(value)
    }

    /// The same of a mark; `None` for one that is no score.
    fn rank_of(&self, target: &TargetId, mark: Mark) -> Option<u32> {
        self.rank(target, mark.score()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;

    fn framework() -> Framework {
        let limit = serde_json::json!({
            "id": "f-inadequate", "while": {"any_of": ["F", "I"], "or_worse": 4},
            "target": "overall", "no_better_than": 3, "source": "For tests"
        });
        let limits = vec![serde_json::from_value(limit).unwrap()];
        Framework { limits, ..builtin_framework("essex-full").unwrap().clone() }
    }

    fn stands(marks: &[(&str, Mark)]) -> (bool, bool) {
        let framework = framework();
        let marks = marks.iter().map(|(target, mark)| (TargetId::new(*target).unwrap(), *mark)).collect();
        let limit = &framework.limits[0];
        (framework.is_in_force(limit, &marks), framework.is_overruled(limit, &marks))
    }

    #[test]
    fn a_limit_holds_while_any_of_its_sections_is_judged_so_or_worse() {
        let (good, poor) = (Mark::Score(2), Mark::Score(4));
        for (marks, wanted) in [
            (&[][..], (false, false)),
            (&[("overall", good)], (false, false)),
            (&[("overall", good), ("F", Mark::Score(3))], (false, false)),
            (&[("F", poor)], (true, false)),
            (&[("overall", Mark::Score(3)), ("F", poor)], (true, false)),
            (&[("overall", poor), ("F", poor)], (true, false)),
            (&[("overall", good), ("F", poor)], (true, true)),
            (&[("overall", good), ("F", good), ("I", poor)], (true, true)),
            (&[("overall", Mark::NotApplicable), ("F", poor)], (true, false)),
            (&[("overall", good), ("F", Mark::NotApplicable)], (false, false)),
        ] {
            assert_eq!(stands(marks), wanted, "{marks:?}");
        }
    }

    #[test]
    fn a_limit_belongs_to_the_section_of_what_it_limits() {
        let framework = framework();
        let of = |id: &str| framework.limits_of(&SectionId::new(id).unwrap()).count();
        assert_eq!((of("overall"), of("F")), (1, 0));
    }
}
