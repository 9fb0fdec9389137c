//! People, plans and panels for tests, here and in the other crates (feature `testing`): whole, plain and sound, so that a
//! test changes with `..` what it is about and nothing else.

use crate::framework::builtin_framework;
use crate::id::{PanelId, ParticipantId, PlanId, ReviewId, Time};
use crate::panel::{
    Agency, Meets, Naming, Offices, Panel, PanelKind, Participant, Review, Seat, Since, Visibility, Way,
};
use crate::plan::{Cohort, Plan, PlanChange, PlanStage};

/// The id of a person by a short word.
///
/// # Panics
/// When the word cannot be an id.
#[must_use]
pub fn person_id(word: &str) -> ParticipantId {
    ParticipantId::new(word).unwrap()
}

/// Somebody with this word as id, called "The …".
#[must_use]
pub fn person(word: &str, agency: Agency, seat: Seat) -> Participant {
    let (name, post) = (format!("The {word}"), String::from("Post"));
    Participant { id: person_id(word), name, agency, post, seat, removed: false }
}

/// The review of a new final plan.
///
/// # Panics
/// When the word cannot be an id.
#[must_use]
pub fn review(id: &str) -> Review {
    Review {
        id: ReviewId::new(id).unwrap(),
        case_ref: format!("EX-{id}"),
        change: PlanChange::New,
        plan_stage: PlanStage::Final,
        cohort: Cohort::Year9AndAbove,
        locality: String::new(),
        where_to_read: String::new(),
        plan: None,
        advice: None,
    }
}

/// A blind panel of these people on one plan, `r1`, with the first of them in the chair and no other office.
///
/// # Panics
/// When there is nobody.
#[must_use]
pub fn panel_of(participants: Vec<Participant>) -> Panel {
    let framework = builtin_framework("essex-full").unwrap();
    Panel {
        id: PanelId::new("p1").unwrap(),
        title: "Countywide panel".into(),
        kind: PanelKind::Countywide,
        held_on: "2026-11-21".into(),
        meets: Meets::default(),
        locality: String::new(),
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        framework_sha256: framework.hash(),
        visibility: Visibility::Blind,
        naming: Naming::Agencies,
        face: None,
        way: Way::Panel,
        offices: Offices { chair: participants[0].id.clone(), deputy: None, scribe: None },
        agenda: vec![review("r1")],
        participants,
        since: Since::default(),
    }
}

/// Two plans, and one person of each sort: chair, deputy, scribe, school, parent, observer and screen.
#[must_use]
pub fn panel() -> Panel {
    let people = vec![
        person("chair", Agency::SendService, Seat::Member),
        person("deputy", Agency::Health, Seat::Member),
        person("scribe", Agency::SendService, Seat::NonScoring),
        person("school", Agency::EducationSetting, Seat::Member),
        person("parent", Agency::ParentCarerForum, Seat::Member),
        person("observer", Agency::Other, Seat::Observer),
        person("screen", Agency::Other, Seat::Screen),
    ];
    let offices =
        Offices { chair: person_id("chair"), deputy: Some(person_id("deputy")), scribe: Some(person_id("scribe")) };
    Panel { offices, agenda: vec![review("r1"), review("r2")], ..panel_of(people) }
}

/// The first version of a new draft plan, entered at 1.
///
/// # Panics
/// When the word cannot be an id.
#[must_use]
pub fn plan(id: &str) -> Plan {
    Plan {
        id: PlanId::new(id).unwrap(),
        case_ref: "NE-1042".to_owned(),
        version: 1,
        previous: None,
        author: "SEND casework team".to_owned(),
        change: PlanChange::New,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year8AndBelow,
        locality: String::new(),
        where_to_read: String::new(),
        feedback: None,
        issued_at: None,
        made_at: Time(1),
    }
}
