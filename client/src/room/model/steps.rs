//! The six steps of a review, and which of them it is at: the line under the room's title.

use accord_shared::framework::Framework;
use accord_shared::stage::{ReviewPhase, ReviewStage, SectionPhase};

/// A step of a review, as people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Everyone reads the plan.
    Read,
    /// Everyone scores in private.
    Score,
    /// The panel looks at the scores and settles where they differ.
    Reconcile,
    /// The judgement on the whole.
    Overall,
    /// Themes and actions.
    Actions,
    /// Check, sign and close.
    Sign,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [Self::Read, Self::Score, Self::Reconcile, Self::Overall, Self::Actions, Self::Sign];

    /// What the step is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Score => "Score",
            Self::Reconcile => "Reveal and reconcile",
            Self::Overall => "Overall",
            Self::Actions => "Actions",
            Self::Sign => "Sign",
        }
    }

    /// Its number, from 1.
    pub const fn number(self) -> usize {
        self as usize + 1
    }
}

/// The step that a review is at.
pub fn step(framework: &Framework, review: &ReviewStage) -> Step {
    if review.phase != ReviewPhase::Open {
        return Step::Sign;
    }
    let overall = |id| framework.section(id).is_some_and(|section| section.overall);
    let (whole, sections): (Vec<_>, Vec<_>) = review.sections.iter().partition(|section| overall(&section.id));
    let all = |phase: SectionPhase| sections.iter().all(|section| section.phase == phase);
    if all(SectionPhase::Agreed) {
        let done = whole.iter().all(|section| section.phase == SectionPhase::Agreed);
        return if done { Step::Actions } else { Step::Overall };
    }
    if whole.iter().any(|section| section.phase != SectionPhase::Reading) {
        return Step::Overall;
    }
    if sections.iter().any(|section| section.phase >= SectionPhase::Revealed || section.round > 1) {
        return Step::Reconcile;
    }
    if all(SectionPhase::Reading) { Step::Read } else { Step::Score }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::Room;

    fn check(room: &Room, wanted: Step) {
        let facts = room.facts(&[]);
        assert_eq!(step(facts.framework, facts.review), wanted);
    }

    #[test]
    fn the_steps_follow_the_sections() {
        let mut room = Room::new();
        check(&room, Step::Read);
        room.open(&["A", "E"]);
        check(&room, Step::Score);
        room.reveal(&["A"]);
        check(&room, Step::Reconcile);
    }

    #[test]
    fn steps_are_numbered_from_one() {
        assert_eq!(Step::ALL.map(Step::number), [1, 2, 3, 4, 5, 6]);
    }
}
