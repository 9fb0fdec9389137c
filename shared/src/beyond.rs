//! Judgements that go beyond what was scored, or beyond what a limiting judgement of the framework allows. The panel may
//! agree on them: everyone sees that it does, with the reason, and both are in the record.

use std::collections::BTreeSet;

use crate::framework::{Framework, LimitId, LimitingJudgement, SectionId, TargetId};
use crate::mark::Marks;
use crate::stage::{Beyond, Overruled, ReviewStage, Round};
use crate::words;

/// The targets whose mark no ballot of a round gave.
#[must_use]
pub fn unscored(round: &Round, marks: &Marks) -> BTreeSet<TargetId> {
    let given = |(target, mark): &(&TargetId, &crate::mark::Mark)| {
        round.ballots.iter().any(|ballot| ballot.marks.get(*target) == Some(*mark))
    };
    marks.iter().filter(|judged| !given(judged)).map(|(target, _)| target.clone()).collect()
}

/// The limiting judgements on a section that these marks would overrule, as the other sections are agreed now.
#[must_use]
pub fn overruled(framework: &Framework, review: &ReviewStage, section: &SectionId, marks: &Marks) -> Overruled {
    overruled_by(framework, section, &judged(review, marks))
}

/// The same, where everything that is judged is at hand.
#[must_use]
pub fn overruled_by(framework: &Framework, section: &SectionId, judged: &Marks) -> Overruled {
    let overruled = framework.limits_of(section).filter(|limit| framework.is_overruled(limit, judged));
    overruled.map(|limit| (limit.id.clone(), words::limit(framework, limit))).collect()
}

/// The limiting judgements on a section that hold, as the other sections are agreed now.
#[must_use]
pub fn in_force<'a>(framework: &'a Framework, review: &ReviewStage, section: &SectionId) -> Vec<&'a LimitingJudgement> {
    let judged = judged(review, &Marks::new());
    framework.limits_of(section).filter(|limit| framework.is_in_force(limit, &judged)).collect()
}

/// The limiting judgements that the agreed judgement of a section overrules although nobody has said why: what they rest
/// on was agreed later.
#[must_use]
pub fn unexplained(framework: &Framework, review: &ReviewStage, section: &SectionId) -> Overruled {
    let Some(agreed) = review.section(section).and_then(|section| section.agreed.as_ref()) else {
        return Overruled::new();
    };
    without_explained(overruled(framework, review, section, &agreed.marks), agreed.beyond.as_ref())
}

/// What is left of limiting judgements once those are taken away for which a reason was given.
#[must_use]
pub fn without_explained(overruled: Overruled, beyond: Option<&Beyond>) -> Overruled {
    let is_explained = |limit: &LimitId| beyond.is_some_and(|beyond| beyond.overruled.contains_key(limit));
    overruled.into_iter().filter(|(limit, _)| !is_explained(limit)).collect()
}

/// The agreed marks of a review, with these marks instead for their targets.
fn judged(review: &ReviewStage, marks: &Marks) -> Marks {
    let agreed = review.sections.iter().filter_map(|section| section.agreed.as_ref());
    let agreed = agreed.flat_map(|agreed| agreed.marks.clone());
    agreed.chain(marks.clone()).collect()
}
