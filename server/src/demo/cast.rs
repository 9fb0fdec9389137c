//! Who sits at the demo's table and which plans lie on it: the thirteen roles of a countywide panel (003), four plans,
//! one from each quadrant. Every name and reference is invented.

use accord_shared::api::{NewPanel, NewParticipant, NewReview, NewWay};
use accord_shared::framework::FrameworkId;
use accord_shared::panel::{Agency, Meets, Naming, PanelKind, Seat, Visibility};
use accord_shared::plan::{Cohort, PlanChange, PlanStage};

/// The title by which the demo finds its panel again.
pub(super) const TITLE: &str = "Countywide QA panel (demo)";

/// Places in [`ROLES`] that the demo speaks of by name.
pub(super) const CHAIR: usize = 0;
const SCRIBE: usize = 1;
const DEPUTY: usize = 2;
pub(super) const PARENT: usize = 9;

/// Name, agency, post.
pub(super) const ROLES: [(&str, Agency, &str); 13] = [
    ("Robin Ashdown", Agency::SendService, "Head of SEND strategy and innovation"),
    ("Priya Nandakumar", Agency::SendService, "SEND transformation lead"),
    ("Graham Tolley", Agency::SendService, "Assistant director"),
    ("Ellen Marsh", Agency::SendService, "Quadrant manager"),
    ("Tunde Bakare", Agency::SendService, "SEND operations lead"),
    ("Miriam Castell", Agency::EducationalPsychology, "Quadrant senior educational psychologist"),
    ("Joanne Pike", Agency::SocialCare, "Children's social care manager"),
    ("Samir Haddad", Agency::Health, "Designated clinical officer"),
    ("Beatrice Okoye", Agency::Health, "Health provider, community paediatrics"),
    ("Lena Whitcombe", Agency::ParentCarerForum, "Family forum representative"),
    ("Callum Reeve", Agency::Sendiass, "SENDIASS caseworker"),
    ("Hannah Osei", Agency::EducationSetting, "Special needs coordinator, secondary school"),
    ("Victor Lindqvist", Agency::Other, "SEND delivery partner"),
];

/// One of the four plans, and what most of the panel will think of it.
#[expect(clippy::struct_field_names, reason = "the fields are called as in the API")]
pub(super) struct Plan {
    case_ref: &'static str,
    locality: &'static str,
    change: PlanChange,
    plan_stage: PlanStage,
    cohort: Cohort,
    /// The grade around which the marks of each section lie, in the framework's order; 0 where most will say that the
    /// section does not apply.
    pub grades: [i64; 13],
    /// The sections on which everyone thinks alike.
    pub clear: &'static [&'static str],
}

pub(super) const PLANS: [Plan; 4] = [
    Plan {
        case_ref: "DEMO-0142",
        locality: "North quadrant",
        change: PlanChange::Amended,
        plan_stage: PlanStage::Final,
        cohort: Cohort::Year9AndAbove,
        grades: [2, 3, 2, 2, 3, 3, 3, 3, 2, 2, 0, 2, 3],
        clear: &["B", "C", "H2", "I", "J", "K"],
    },
    Plan {
        case_ref: "DEMO-0317",
        locality: "East quadrant",
        change: PlanChange::New,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year8AndBelow,
        grades: [1, 2, 2, 2, 2, 2, 2, 0, 2, 1, 2, 2, 2],
        clear: &["A", "B", "G", "H1", "I", "K"],
    },
    Plan {
        case_ref: "DEMO-0588",
        locality: "South quadrant",
        change: PlanChange::New,
        plan_stage: PlanStage::Final,
        cohort: Cohort::Year8AndBelow,
        grades: [3, 4, 3, 3, 4, 3, 3, 3, 3, 2, 3, 3, 3],
        clear: &["C", "D", "F", "I", "J"],
    },
    Plan {
        case_ref: "DEMO-0764",
        locality: "West quadrant",
        change: PlanChange::Amended,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year9AndAbove,
        grades: [2, 2, 3, 2, 2, 3, 2, 2, 0, 2, 0, 3, 2],
        clear: &["A", "G", "H2", "I", "J"],
    },
];

/// The panel, to be made through the public API like any other.
pub(super) fn panel(framework: FrameworkId, held_on: String) -> NewPanel {
    let role = |(name, agency, post): &(&str, Agency, &str)| NewParticipant {
        name: (*name).to_owned(),
        agency: *agency,
        post: (*post).to_owned(),
        seat: Seat::Member,
    };
    let review = |plan: &Plan| NewReview {
        case_ref: plan.case_ref.to_owned(),
        change: plan.change,
        plan_stage: plan.plan_stage,
        cohort: plan.cohort,
        locality: plan.locality.to_owned(),
        where_to_read: "This plan is invented and there is nothing to open: score it as you like.".to_owned(),
        plan: None,
    };
    NewPanel {
        title: TITLE.to_owned(),
        kind: PanelKind::Countywide,
        held_on,
        meets: Meets::default(),
        locality: String::new(),
        framework,
        visibility: Visibility::Blind,
        naming: Naming::Agencies,
        face: None,
        way: NewWay::Panel,
        agenda: PLANS.iter().map(review).collect(),
        participants: ROLES.iter().map(role).collect(),
        chair: CHAIR,
        deputy: Some(DEPUTY),
        scribe: Some(SCRIBE),
        warnings_seen: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panel_is_one_that_a_coordinator_could_make_without_a_warning() {
        let panel = panel(FrameworkId::new("essex-full").unwrap(), "2026-03-10".to_owned());
        assert_eq!(accord_shared::check::check_panel(&panel), []);
        assert_eq!(accord_shared::check::personal_warnings(&panel), []);
        assert_eq!((panel.participants.len(), panel.agenda.len()), (13, 4));
        let localities: std::collections::BTreeSet<_> = panel.agenda.iter().map(|review| &review.locality).collect();
        assert_eq!(localities.len(), 4, "one plan from each quadrant");
    }
}
