//! Panels for the tests of this folder.

use accord_shared::api::{LinkView, PanelView, RecordRef};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{PanelId, ParticipantId, ReviewId, Time};
use accord_shared::panel::{
    Agency, Cohort, Naming, Offices, Panel, PanelKind, Participant, PlanChange, PlanStage, Review, Seat, Visibility,
};

/// A panel with these people, the first of whom chairs, and so many plans; every link is fresh.
pub fn view_of(names: &[&str], plans: u8) -> PanelView {
    let id = |place: usize| ParticipantId::new(format!("p{place}")).unwrap();
    let people = names.iter().enumerate().map(|(place, name)| Participant {
        id: id(place),
        name: (*name).to_owned(),
        agency: Agency::Health,
        post: String::new(),
        seat: Seat::Member,
        removed: false,
    });
    let reviews = (0..plans).map(|place| Review {
        id: ReviewId::new(format!("r{place}")).unwrap(),
        case_ref: format!("EX-{place}"),
        change: PlanChange::New,
        plan_stage: PlanStage::Final,
        cohort: Cohort::Year8AndBelow,
        locality: String::new(),
        where_to_read: String::new(),
        plan: None,
        advice: None,
    });
    let links = (0..names.len()).map(|place| LinkView {
        participant: id(place),
        made_at: Some(Time(0)),
        expires_at: Some(Time(9)),
        used_at: None,
    });
    PanelView {
        panel: Panel {
            id: PanelId::new("panel").unwrap(),
            title: "Autumn".into(),
            kind: PanelKind::Locality,
            held_on: "2026-11-12".into(),
            locality: String::new(),
            framework: FrameworkId::new("essex").unwrap(),
            framework_version: "1".into(),
            framework_sha256: String::new(),
            visibility: Visibility::Blind,
            naming: Naming::Agencies,
            face: None,
            way: accord_shared::panel::Way::Panel,
            offices: Offices { chair: id(0), deputy: None, scribe: None },
            agenda: reviews.collect(),
            participants: people.collect(),
        },
        links: links.collect(),
        records: Vec::new(),
    }
}

/// The first closed version of the record of a plan.
pub fn closed_record(view: &PanelView, place: usize) -> RecordRef {
    RecordRef {
        review: view.panel.agenda[place].id.clone(),
        version: 1,
        sha256: "0".repeat(64),
        closed_at: Time(0),
        reason: None,
    }
}
