//! The names of the kinds of panels, plans and seats, for the pages outside of the room. Pure.

use accord_shared::id::ParticipantId;
use accord_shared::panel::{Panel, PanelKind, Review, Seat, Way};
use accord_shared::plan::{Cohort, PlanChange, PlanStage};

/// What a kind of panel is called.
#[must_use]
pub const fn kind(kind: PanelKind) -> &'static str {
    match kind {
        PanelKind::Service => "Service panel",
        PanelKind::Locality => "Locality panel",
        PanelKind::Countywide => "Countywide panel",
        PanelKind::External => "External panel",
    }
}

/// What a person is at the table for.
#[must_use]
pub const fn seat(seat: Seat) -> &'static str {
    match seat {
        Seat::Member => "Scores",
        Seat::NonScoring => "Takes part, does not score",
        Seat::Observer => "Observes",
        Seat::Screen => "Room screen",
    }
}

/// A plan in a few words, such as "Amended plan, final, Year 9 and above".
#[must_use]
pub fn plan(review: &Review) -> String {
    let change = match review.change {
        PlanChange::New => "New plan",
        PlanChange::Amended => "Amended plan",
    };
    let stage = match review.plan_stage {
        PlanStage::Draft => "draft",
        PlanStage::Final => "final",
    };
    let mut words = format!("{change}, {stage}, {}", cohort(review.cohort));
    if !review.locality.is_empty() {
        words.push_str(", ");
        words.push_str(&review.locality);
    }
    words
}

/// A year group in words.
#[must_use]
pub const fn cohort(cohort: Cohort) -> &'static str {
    match cohort {
        Cohort::Year8AndBelow => "Year 8 and below",
        Cohort::Year9AndAbove => "Year 9 and above",
    }
}

/// Who judges and how, a sentence each.
pub fn who_judges(panel: &Panel) -> Vec<String> {
    let name = |id: &ParticipantId| panel.participant(id).map(|person| person.name.clone()).unwrap_or_default();
    match &panel.way {
        Way::Panel => Vec::new(),
        Way::Alone { assessor } => vec![format!("{} judges alone.", name(assessor))],
        Way::Moderated { auditor, moderator, sees_audit, changes_grade } => {
            let first = if *sees_audit {
                format!("{} audits; {} moderates and sees the audit first.", name(auditor), name(moderator))
            } else {
                format!("{} audits; {} moderates without seeing the audit first.", name(auditor), name(moderator))
            };
            let then = if *changes_grade {
                "Where they differ, the moderator settles the judgement."
            } else {
                "The moderation is feedback: the audit’s judgement stands."
            };
            vec![first, then.to_owned()]
        }
    }
}

/// "Plan EX-0142: amended, draft, Year 9 and above, North".
pub fn plan_words(plan: &Review) -> String {
    format!("Plan {}: {}", plan.case_ref, plan_about(plan))
}

/// "amended, draft, Year 9 and above, North".
pub fn plan_about(plan: &Review) -> String {
    let mut words = vec![
        match plan.change {
            PlanChange::New => "new",
            PlanChange::Amended => "amended",
        },
        match plan.plan_stage {
            PlanStage::Draft => "draft",
            PlanStage::Final => "final",
        },
        match plan.cohort {
            Cohort::Year8AndBelow => "Year 8 and below",
            Cohort::Year9AndAbove => "Year 9 and above",
        },
    ];
    if !plan.locality.is_empty() {
        words.push(&plan.locality);
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_said_in_a_few_words() {
        let mut review = Review { change: PlanChange::Amended, ..accord_shared::testing::review("r1") };
        assert_eq!(plan(&review), "Amended plan, final, Year 9 and above");
        review.locality = "North".into();
        assert_eq!(plan(&review), "Amended plan, final, Year 9 and above, North");
    }
}
