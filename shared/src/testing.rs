//! A panel for the tests of this crate.

use crate::framework::FrameworkId;
use crate::id::{PanelId, ParticipantId, ReviewId};
use crate::panel::{
    Agency, Cohort, Naming, Offices, Panel, PanelKind, Participant, PlanChange, PlanStage, Review, Seat, Visibility,
    Way,
};

/// The id of a person of [`panel`] by a short word.
pub fn person_id(word: &str) -> ParticipantId {
    ParticipantId::new(word).unwrap()
}

fn person(word: &str, agency: Agency, seat: Seat) -> Participant {
    let (name, post) = (format!("The {word}"), String::from("Post"));
    Participant { id: person_id(word), name, agency, post, seat, removed: false }
}

/// Two plans, and one person of each sort: chair, deputy, scribe, school, parent, observer and screen.
pub fn panel() -> Panel {
    let review = |id: &str| Review {
        id: ReviewId::new(id).unwrap(),
        case_ref: format!("EX-{id}"),
        change: PlanChange::New,
        plan_stage: PlanStage::Final,
        cohort: Cohort::Year9AndAbove,
        locality: String::new(),
        where_to_read: String::new(),
        plan: None,
        advice: None,
    };
    Panel {
        id: PanelId::new("p1").unwrap(),
        title: "Countywide panel".into(),
        kind: PanelKind::Countywide,
        held_on: "2026-11-21".into(),
        locality: String::new(),
        framework: FrameworkId::new("essex-full").unwrap(),
        framework_version: "1".into(),
        framework_sha256: String::new(),
        visibility: Visibility::Blind,
        naming: Naming::Agencies,
        face: None,
        way: Way::Panel,
        offices: Offices {
            chair: person_id("chair"),
            deputy: Some(person_id("deputy")),
            scribe: Some(person_id("scribe")),
        },
        agenda: vec![review("r1"), review("r2")],
        participants: vec![
            person("chair", Agency::SendService, Seat::Member),
            person("deputy", Agency::Health, Seat::Member),
            person("scribe", Agency::SendService, Seat::NonScoring),
            person("school", Agency::EducationSetting, Seat::Member),
            person("parent", Agency::ParentCarerForum, Seat::Member),
            person("observer", Agency::Other, Seat::Observer),
            person("screen", Agency::Other, Seat::Screen),
        ],
    }
}
