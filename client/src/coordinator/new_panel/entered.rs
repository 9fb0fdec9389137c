//! What has been entered about a panel so far, and how the server's words about it find their way to the fields.

use accord_shared::api::{NewPanel, NewParticipant, NewWay};
use accord_shared::framework::FrameworkId;
use accord_shared::panel::{Agency, Meets, Naming, PanelKind, Seat, Visibility};
use accord_shared::plan::PlanStage;
use leptos::prelude::*;

use super::paste::PastedPerson;
use super::who_judges::WayFields;
use crate::coordinator::meets_fields::MeetsFields;
use crate::coordinator::person_fields::PersonRow;
use crate::coordinator::plan_fields::{PlanRow, trimmed};
use crate::coordinator::refusals::Told;
use crate::net::Failure;

/// The agencies of the rows that the form begins with: those whose view a plan should not go without.
const FIRST_AGENCIES: [Agency; 6] = [
    Agency::ParentCarerForum,
    Agency::SendService,
    Agency::EducationalPsychology,
    Agency::Health,
    Agency::SocialCare,
    Agency::EducationSetting,
];

/// The form. Its signals belong to the page that made it.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// What the panel is called.
    pub title: RwSignal<String>,
    /// What kind of meeting it is.
    pub kind: RwSignal<PanelKind>,
    /// The day.
    pub held_on: RwSignal<String>,
    /// When in the day people meet, and where.
    pub meets: MeetsFields,
    /// The locality.
    pub locality: RwSignal<String>,
    /// The framework, once the list of them is there.
    pub framework: RwSignal<Option<FrameworkId>>,
    /// The id of other words for the scale's points; `None` for its own.
    pub face: RwSignal<Option<String>>,
    /// By whom the plans are judged.
    pub way: WayFields,
    /// Blind or open.
    pub visibility: RwSignal<Visibility>,
    /// How revealed marks are labelled.
    pub naming: RwSignal<Naming>,
    /// The plans, in order.
    pub plans: RwSignal<Vec<PlanRow>>,
    /// The people.
    pub people: RwSignal<Vec<PersonRow>>,
    /// The key of the chair's row.
    pub chair: RwSignal<Option<u32>>,
    /// The key of the deputy's row.
    pub deputy: RwSignal<Option<u32>>,
    /// The key of the scribe's row.
    pub scribe: RwSignal<Option<u32>>,
    /// Whether a link for the room screen is made as well.
    pub screen: RwSignal<bool>,
    /// What was said against it.
    pub told: Told,
    next_key: StoredValue<u32>,
    owner: StoredValue<Option<Owner>>,
}

/// The keys of the rows that were sent, in the order in which they were sent.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    plans: Vec<u32>,
    people: Vec<u32>,
}

impl Form {
    /// An empty form with one plan and a row for each agency that should not be missed.
    pub fn new() -> Self {
        let form = Self {
            title: RwSignal::new(String::new()),
            kind: RwSignal::new(PanelKind::Locality),
            held_on: RwSignal::new(String::new()),
            meets: MeetsFields::new("", Meets::default()),
            locality: RwSignal::new(String::new()),
            framework: RwSignal::new(None),
            face: RwSignal::new(None),
            way: WayFields::new(),
            visibility: RwSignal::new(Visibility::Blind),
            naming: RwSignal::new(Naming::Agencies),
            plans: RwSignal::new(Vec::new()),
            people: RwSignal::new(Vec::new()),
            chair: RwSignal::new(None),
            deputy: RwSignal::new(None),
            scribe: RwSignal::new(None),
            screen: RwSignal::new(true),
            told: Told::new(),
            next_key: StoredValue::new(1),
            owner: StoredValue::new(Owner::current()),
        };
        form.add_plan();
        for agency in FIRST_AGENCIES {
            form.add_person(agency);
        }
        form
    }

    /// Adds an empty plan.
    pub fn add_plan(self) -> PlanRow {
        let row = self.owned(|key| PlanRow::new(key, PlanStage::Final));
        self.plans.update(|plans| plans.push(row));
        row
    }

    /// Adds an empty row for a person.
    pub fn add_person(self, agency: Agency) -> PersonRow {
        let row = self.owned(|key| PersonRow::new(key, agency));
        self.people.update(|people| people.push(row));
        row
    }

    /// Takes the row with this key away, and the offices with it.
    pub fn remove_person(self, key: u32) {
        self.people.update(|people| people.retain(|row| row.key != key));
        for office in [self.chair, self.deputy, self.scribe, self.way.assessor, self.way.moderator] {
            if office.get_untracked() == Some(key) {
                office.set(None);
            }
        }
    }

    /// Adds people who were pasted; rows in which nothing was typed make place for them.
    pub fn add_pasted(self, pasted: Vec<PastedPerson>) {
        self.people.update(|people| people.retain(|row| !row.is_blank()));
        for person in pasted {
            let row = self.add_person(person.agency);
            row.name.set(person.name);
            row.post.set(person.post);
        }
    }

    /// Makes a row whose signals live as long as the form, wherever this is called from.
    fn owned<R>(self, make: impl FnOnce(u32) -> R) -> R {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        match self.owner.get_value() {
            Some(owner) => owner.with(|| make(key)),
            None => make(key),
        }
    }

    /// What was entered, as the server wants it. Rows in which nothing was typed are left out.
    pub fn entered(self, warnings_seen: bool) -> (NewPanel, Places) {
        let plans = self.plans.get_untracked();
        let people: Vec<PersonRow> = self.people.get_untracked().into_iter().filter(|row| !row.is_blank()).collect();
        let place = |office: RwSignal<Option<u32>>| {
            office.get_untracked().and_then(|key| people.iter().position(|row| row.key == key))
        };
        let mut participants: Vec<NewParticipant> = people.iter().map(PersonRow::entered).collect();
        // A place that nobody has: the server says who is missing.
        let nobody = participants.len() + 1;
        let way = self.way.entered(|who| place(who).unwrap_or(nobody));
        let is_panel = way == NewWay::Panel;
        // Assessors need no chair, but the server wants one; where nobody is chosen it says so of the assessor.
        let chair = if is_panel { place(self.chair).unwrap_or(nobody) } else { place(self.way.assessor).unwrap_or(0) };
        let office = |office| place(office).filter(|_| is_panel);
        if is_panel && self.screen.get_untracked() {
            participants.push(room_screen());
        }
        let panel = NewPanel {
            title: trimmed(self.title),
            kind: self.kind.get_untracked(),
            held_on: self.held_on.get_untracked(),
            meets: self.meets.entered(),
            locality: trimmed(self.locality),
            framework: self.framework.get_untracked().unwrap_or_else(no_framework),
            visibility: self.visibility.get_untracked(),
            naming: self.naming.get_untracked(),
            face: self.face.get_untracked(),
            way,
            agenda: plans.iter().map(PlanRow::for_agenda).collect(),
            participants,
            chair,
            deputy: office(self.deputy),
            scribe: office(self.scribe),
            warnings_seen,
        };
        let places = Places {
            plans: plans.iter().map(|row| row.key).collect(),
            people: people.iter().map(|row| row.key).collect(),
        };
        (panel, places)
    }

    /// Shows what the server said against the panel.
    pub fn refused(self, failure: Failure, places: &Places) {
        // What is wrong with the way is who was chosen for it.
        self.told
            .refused(failure, |field| if field == "way" { "assessor".to_owned() } else { element_id(field, places) });
    }

    /// What was said about the control with this element id.
    pub fn error(self, id: impl Into<String>) -> Signal<Option<String>> {
        self.told.error(id)
    }
}

/// The projector has a seat of its own, so that its link can be renewed and revoked like any other.
fn room_screen() -> NewParticipant {
    NewParticipant { name: "Room screen".into(), agency: Agency::Other, post: String::new(), seat: Seat::Screen }
}

/// Stands for a framework that was not chosen; the server says that there is none of this name.
fn no_framework() -> FrameworkId {
    FrameworkId::new("none").expect("the text follows the grammar of framework ids")
}

/// The element id of the control behind a field of the API, such as `plan-3-case_ref` for `agenda.0.case_ref`.
fn element_id(field: &str, places: &Places) -> String {
    let mut parts = field.splitn(3, '.');
    let (list, place, name) = (parts.next(), parts.next().and_then(|place| place.parse::<usize>().ok()), parts.next());
    let row = |keys: &[u32], stem: &str, name: &str| {
        place.and_then(|place| keys.get(place)).map(|key| format!("{stem}-{key}-{name}")).unwrap_or_default()
    };
    match (list, name) {
        (Some("agenda"), Some(name)) => row(&places.plans, "plan", name),
        (Some("participants"), Some(name)) => row(&places.people, "person", name),
        _ => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coordinator::new_panel::who_judges::Judged;
    use accord_shared::api::FieldError;
    use accord_shared::check::check_panel;

    use crate::coordinator::refusals::LOOKS_PERSONAL;

    #[test]
    fn fields_of_the_api_lead_to_their_controls() {
        let places = Places { plans: vec![1, 9], people: vec![4] };
        for (field, id) in [
            ("title", "title"),
            ("agenda", "agenda"),
            ("agenda.1.case_ref", "plan-9-case_ref"),
            ("participants.0.name", "person-4-name"),
            ("participants.7.name", ""),
        ] {
            assert_eq!(element_id(field, &places), id, "{field}");
        }
    }

    #[test]
    fn a_filled_form_is_a_panel_that_the_server_accepts() {
        Owner::new().with(|| {
            let form = Form::new();
            form.title.set(" Autumn panel ".into());
            form.held_on.set("2026-11-12".into());
            form.framework.set(Some(no_framework()));
            form.plans.get_untracked()[0].case_ref.set("EX-0142".into());
            let [_, second] = [0, 1].map(|place| form.people.get_untracked()[place]);
            second.name.set("Ann Lee".into());
            form.chair.set(Some(second.key));

            let (panel, places) = form.entered(false);
            assert_eq!(check_panel(&panel), []);
            assert_eq!(panel.title, "Autumn panel");
            assert_eq!(panel.participants.len(), 2, "Ann and the room screen; blank rows are left out");
            assert_eq!((panel.chair, panel.participants[1].seat), (0, Seat::Screen));
            assert_eq!(places.people, [second.key]);
        });
    }

    #[test]
    fn an_assessor_needs_no_chair_and_no_screen() {
        Owner::new().with(|| {
            let form = Form::new();
            form.title.set("Light touch".into());
            form.held_on.set("2026-11-12".into());
            form.framework.set(Some(no_framework()));
            form.plans.get_untracked()[0].case_ref.set("EX-0142".into());
            let [first, second] = [0, 1].map(|place| form.people.get_untracked()[place]);
            first.name.set("Ann Lee".into());
            second.name.set("Bo Khan".into());
            form.way.judged.set(Judged::Alone);
            let missing = check_panel(&form.entered(false).0);
            assert_eq!(missing.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["way"]);
            form.way.assessor.set(Some(second.key));
            let (panel, _) = form.entered(false);
            assert_eq!((check_panel(&panel), panel.participants.len()), (vec![], 2));
            assert_eq!(panel.way, NewWay::Alone { assessor: 1 });
            form.way.judged.set(Judged::Moderated);
            form.way.moderator.set(Some(first.key));
            let (panel, _) = form.entered(false);
            assert_eq!(check_panel(&panel), []);
            assert_eq!((panel.chair, panel.deputy), (1, None));
        });
    }

    #[test]
    fn an_empty_form_is_told_what_is_missing_beside_its_fields() {
        Owner::new().with(|| {
            let form = Form::new();
            let (panel, places) = form.entered(false);
            let failure = |code: &str, fields: Vec<FieldError>| Failure {
                kind: crate::net::FailureKind::Refused,
                code: code.into(),
                sentence: String::new(),
                fields,
            };
            form.refused(failure("invalid", check_panel(&panel)), &places);
            let case_ref = form.plans.get_untracked()[0].id("case_ref");
            for id in ["title", "held_on", case_ref.as_str(), "chair"] {
                assert!(form.error(id).get_untracked().is_some(), "{id}");
            }
            let warning = FieldError { field: "agenda.0.case_ref".into(), sentence: "A name?".into() };
            form.refused(failure(LOOKS_PERSONAL, vec![warning]), &places);
            assert!(form.told.problems.get_untracked().is_empty());
            assert_eq!(form.error(case_ref).get_untracked().as_deref(), Some("A name?"));
        });
    }

    #[test]
    fn somebody_who_is_taken_away_holds_no_office() {
        Owner::new().with(|| {
            let form = Form::new();
            let key = form.people.get_untracked()[0].key;
            form.chair.set(Some(key));
            form.remove_person(key);
            assert_eq!(form.chair.get_untracked(), None);
        });
    }
}
