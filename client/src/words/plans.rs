//! The names of the standings, sides and states of plans and assessments, and how they look in a line.

use accord_shared::api::{Assessment, Of, Side};
use accord_shared::moderation::Outcome;
use accord_shared::plan::{AdviceState, Cohort, Judged, Plan, PlanChange, PlanStage, Standing};
use leptos::prelude::*;

use super::people as people_words;
use crate::ui::{Icon, IconName, TagKind};

/// Where a version stands, in words with their tag.
pub const fn standing(standing: Standing) -> (TagKind, &'static str) {
    match standing {
        Standing::NotJudged => (TagKind::Neutral, "Not judged yet"),
        Standing::GoodEnough => (TagKind::Done, "Good or better: may be issued"),
        Standing::Below => (TagKind::Attention, "Below Good: back to its author"),
        Standing::Issued => (TagKind::Active, "Issued"),
        Standing::Redrafted => (TagKind::Stopped, "Replaced by a redraft"),
    }
}

/// The newest judgement in words.
pub fn judged(judged: Option<&Judged>) -> String {
    judged.map_or_else(|| "None yet".to_owned(), |judged| judged.words.clone())
}

/// A plan in a few words, such as "New plan, draft, Year 8 and below".
pub fn plan(plan: &Plan) -> String {
    let change = match plan.change {
        PlanChange::New => "New plan",
        PlanChange::Amended => "Amended plan",
    };
    let stage = match plan.plan_stage {
        PlanStage::Draft => "draft",
        PlanStage::Final => "final",
    };
    let cohort: Cohort = plan.cohort;
    format!("{change}, {stage}, {}", people_words::cohort(cohort))
}

/// From where somebody judges.
pub const fn side(side: Side) -> &'static str {
    match side {
        Side::Internal => "Internal",
        Side::External => "External",
    }
}

/// What is judged, such as "The plan as a whole" or "Advice: medical".
pub fn of(of: Of) -> String {
    match of {
        Of::Plan => "The plan as a whole".to_owned(),
        Of::Advice(service) => format!("Advice: {}", service.name()),
    }
}

/// What is known of a service's advice.
pub const fn advice(state: AdviceState) -> &'static str {
    match state {
        AdviceState::NotAskedFor => "Not asked for",
        AdviceState::Received => "Received",
        AdviceState::Absent => "Absent",
    }
}

/// Whether an assessment goes on.
pub const fn assessment(assessment: &Assessment) -> (TagKind, &'static str) {
    if assessment.judged.is_some() {
        (TagKind::Done, "Finished")
    } else if assessment.called_off.is_some() {
        (TagKind::Stopped, "Called off")
    } else {
        (TagKind::Active, "Not finished")
    }
}

/// How a judgement stands to another: a picture and a word, framed where they differ.
pub fn outcome_mark(outcome: Outcome) -> AnyView {
    let (picture, class) = match outcome {
        Outcome::Upheld => (IconName::Tick, "outcome"),
        Outcome::Upgraded => (IconName::Up, "outcome outcome-differs"),
        Outcome::Downgraded => (IconName::Down, "outcome outcome-differs"),
        Outcome::NotComparable => (IconName::Info, "outcome"),
    };
    view! { <span class=class><Icon name=picture />{outcome.word()}</span> }.into_any()
}

/// A month (`YYYY-MM`) in words, such as "November 2026"; what is not a month stays as it is.
pub fn month(month: &str) -> String {
    // The first of the month in words is "Sunday 1 November 2026".
    let words = crate::ui::when::day_in_words(&format!("{month}-01"));
    words.split_once(" 1 ").map_or_else(|| month.to_owned(), |(_, month)| month.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_said_in_words() {
        assert_eq!(month("2026-11"), "November 2026");
        assert_eq!(month("soon"), "soon");
    }

    #[test]
    fn what_was_not_judged_is_said_so() {
        assert_eq!(judged(None), "None yet");
    }
}
