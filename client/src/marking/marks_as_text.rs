//! What the forms show, worked out by plain functions. Nothing here knows of signals or elements, so that all of it is
//! tested natively.

use accord_shared::framework::{NotApplicable, Point, Scale, Target};
use accord_shared::mark::Mark;
use accord_shared::words::SIDE_BY_SIDE_MAX;

/// Assessors have one round.
pub const ROUND: u32 = 1;

/// Whether the points of a scale are shown as numbers, because their words would not fit in a row.
pub fn is_numbers(scale: &Scale) -> bool {
    scale.points.len() > SIDE_BY_SIDE_MAX
}

/// Everything that a target may be marked with, in the order in which it is shown.
pub fn marks_of(scale: &Scale, target: Target<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = scale.points.iter().map(|point| Mark::Score(point.value)).collect();
    if target.not_applicable() != NotApplicable::NotOffered {
        marks.push(Mark::NotApplicable);
    }
    marks.push(Mark::Abstain);
    marks
}

/// The value that stands for a mark in a control.
pub fn value_of(mark: Mark) -> String {
    match mark {
        Mark::Score(value) => value.to_string(),
        Mark::NotApplicable => "na".to_owned(),
        Mark::Abstain => "abstain".to_owned(),
    }
}

/// The mark that a control's value stands for.
pub fn mark_of(value: &str) -> Option<Mark> {
    match value {
        "na" => Some(Mark::NotApplicable),
        "abstain" => Some(Mark::Abstain),
        number => number.parse().ok().map(Mark::Score),
    }
}

/// What is said of a mark beside its control: "2 Good", "7", "n/a". The number is also the key that chooses it.
pub fn label_of(scale: &Scale, mark: Mark) -> String {
    match mark {
        Mark::Score(value) => match scale.point(value) {
            Some(Point { word, .. }) if !is_numbers(scale) => format!("{value} {word}"),
            _ => value.to_string(),
        },
        Mark::NotApplicable => "n/a".to_owned(),
        Mark::Abstain => "Can’t judge".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::builtin_framework;

    #[test]
    fn every_mark_has_a_value_that_leads_back_to_it() {
        for mark in [Mark::Score(10), Mark::Score(0), Mark::NotApplicable, Mark::Abstain] {
            assert_eq!(mark_of(&value_of(mark)), Some(mark));
        }
        assert_eq!(mark_of("no"), None);
    }

    #[test]
    fn a_row_offers_what_its_framework_offers() {
        let framework = builtin_framework("warrington").unwrap();
        let labels = |target: Target<'_>| {
            let scale = framework.scale(&target.section.scale).unwrap();
            marks_of(scale, target).into_iter().map(|mark| label_of(scale, mark)).collect::<Vec<_>>()
        };
        let offered: Vec<_> = framework.targets().map(labels).collect();
        assert_eq!(offered[2].len(), 13, "eleven marks, n/a and “can’t judge”");
        assert_eq!(offered[2][10..], ["10", "n/a", "Can’t judge"]);
        assert_eq!(offered[22][10..], ["10", "Can’t judge"], "part 3 always applies");
    }
}
