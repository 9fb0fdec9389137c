//! The choices for a target: the points of its scale, "not applicable" where it is offered, and not to score at
//! all. Their words come from [`accord_shared::words`].

use accord_shared::framework::{Framework, NotApplicable, Point, Scale, Symbol, Target};
use accord_shared::mark::Mark;
use accord_shared::words;
use leptos::prelude::*;

use super::grade_mark::{GradeFace, GradeMark};
use crate::ui::Choice;

/// One mark that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The mark.
    pub mark: Mark,
    /// What stands beside its button where many stand on one line.
    pub short: String,
    /// What stands beside its button where there is room, and what a screen reader says always.
    pub full: String,
    /// Its shape; plain where it has none.
    pub symbol: Symbol,
    /// Whether a comment has to stand beside it.
    pub demands_comment: bool,
}

/// Who chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooser {
    /// One person for themselves, who may rather not score.
    Person,
    /// The panel, by its chair: what is agreed is a judgement.
    Panel,
}

/// Everything that may be chosen for a target, in the order in which it is shown.
pub fn offers(framework: &Framework, target: Target<'_>, who: Chooser) -> Vec<Offer> {
    let Some(scale) = framework.scale(&target.section.scale) else { return Vec::new() };
    let id = target.id();
    let offer = |mark: Mark| Offer {
        mark,
        short: mark.score().map_or_else(|| words::mark(scale, mark), |value| words::short(scale, value)),
        full: words::mark(scale, mark),
        symbol: mark.score().and_then(|value| scale.point(value)).map_or(Symbol::Plain, |point| point.symbol),
        demands_comment: who == Chooser::Person && framework.demands_comment(&id, mark),
    };
    let points = scale.points.iter().map(|point| Mark::Score(point.value));
    let not_applicable = (target.not_applicable() != NotApplicable::NotOffered).then_some(Mark::NotApplicable);
    let abstain = (who == Chooser::Person && framework.abstaining.is_offered()).then_some(Mark::Abstain);
    points.chain(not_applicable).chain(abstain).map(offer).collect()
}

/// The same for a drop-down list.
pub fn choices(framework: &Framework, target: Target<'_>, who: Chooser) -> Vec<Choice<Mark>> {
    offers(framework, target, who).into_iter().map(|offer| Choice::new(offer.mark, offer.full)).collect()
}

/// A point of a scale as the room shows it: its shape, with the number only where people say it.
pub fn point_mark(scale: &Scale, point: &Point, face: GradeFace) -> AnyView {
    let number = words::number(scale, point.value).unwrap_or_default();
    view! { <GradeMark symbol=point.symbol number=number word=point.word.clone() face=face /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{builtin_framework, builtin_version};

    fn shorts(framework: &str, place: usize, who: Chooser) -> Vec<String> {
        let framework = builtin_framework(framework).expect("shipped");
        let target = framework.targets().nth(place).expect("there");
        offers(framework, target, who).into_iter().map(|offer| offer.short).collect()
    }

    #[test]
    fn a_target_offers_what_its_framework_offers() {
        let offered = shorts("warrington", 2, Chooser::Person);
        assert_eq!(offered.len(), 12, "eleven scores, and one that is none");
        assert_eq!(offered[10..], ["10", "Not applicable"], "a form with printed totals knows no abstaining");
        assert_eq!(shorts("warrington", 22, Chooser::Person)[10..], ["10"], "part 3 always applies");
        let earlier = builtin_version("warrington", "1.0").expect("shipped");
        let row = earlier.targets().nth(2).expect("there");
        assert_eq!(offers(earlier, row, Chooser::Person).last().map(|offer| offer.mark), Some(Mark::Abstain));
        assert_eq!(shorts("weighted-audit-plan", 0, Chooser::Person)[3..], ["Not applicable", "Rather not score"]);
        assert_eq!(shorts("warrington", 22, Chooser::Panel).last().map(String::as_str), Some("10"));
        assert_eq!(shorts("weighted-audit-plan", 0, Chooser::Panel)[..3], ["Yes", "Partly", "No"]);
    }

    #[test]
    fn only_some_scores_demand_a_comment_and_only_of_a_person() {
        let framework = builtin_framework("weighted-audit-views").expect("shipped");
        let target = framework.targets().next().expect("there");
        let demanding = |who| {
            let offers = offers(framework, target, who).into_iter();
            offers.filter(|offer| offer.demands_comment).map(|offer| offer.short).collect::<Vec<_>>()
        };
        assert_eq!(demanding(Chooser::Person), ["Partly", "No"]);
        assert_eq!(demanding(Chooser::Panel), [""; 0]);
    }
}
