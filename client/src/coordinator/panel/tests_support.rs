//! Panels for the tests of this folder.

use accord_shared::api::{LinkView, PanelNow, PanelView, RecordRef};
use accord_shared::id::{ParticipantId, Time};
use accord_shared::panel::{Agency, Offices, Panel, PanelKind, Participant, Seat};
use accord_shared::testing;

/// A panel with these people, the first of whom chairs, and so many plans; every link is fresh.
pub fn view_of(names: &[&str], plans: u8) -> PanelView {
    let id = |place: usize| ParticipantId::new(format!("p{place}")).unwrap();
    let person = |(place, name): (usize, &&str)| Participant {
        id: id(place),
        name: (*name).to_owned(),
        ..testing::person("x", Agency::Health, Seat::Member)
    };
    let people = names.iter().enumerate().map(person).collect();
    let agenda = (0..plans).map(|place| testing::review(&format!("r{place}"))).collect();
    let links = (0..names.len()).map(|place| LinkView {
        participant: id(place),
        made_at: Some(Time(0)),
        expires_at: Some(Time(9)),
        used_at: None,
    });
    PanelView {
        panel: Panel { kind: PanelKind::Locality, agenda, ..testing::panel_of(people) },
        links: links.collect(),
        records: Vec::new(),
        now: PanelNow {
            seen: 0,
            offices: Offices { chair: id(0), deputy: None, scribe: None },
            here: [].into(),
            begun: Vec::new(),
            closed: false,
            of_plan: None,
        },
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
