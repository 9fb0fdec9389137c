//! A panel and the people who are invited to it.

use accord_server::peer::{Door, Person};
use accord_server::random::Random;
use accord_shared::api::{NewPanel, NewParticipant, NewPlan, NewReview, NewWay, PanelMade};
use accord_shared::document::Document;
use accord_shared::framework::FrameworkId;
use accord_shared::id::{PanelId, ParticipantId, ReviewId};
use accord_shared::panel::{Agency, Meets, Naming, PanelKind, Seat, Visibility};
use accord_shared::plan::{Cohort, PlanChange, PlanStage};

use crate::plan::framework;

/// The place of the chair among the guests.
pub const CHAIR: usize = 0;

/// Who is to be invited, and how the panel works.
#[derive(Debug, Clone)]
pub struct Guests {
    people: Vec<NewParticipant>,
    reviews: usize,
    framework: FrameworkId,
    way: NewWay,
    visibility: Visibility,
    naming: Naming,
}

/// The agencies of those who score, again from the start when there are more people.
const AGENCIES: [Agency; 8] = [
    Agency::SendService,
    Agency::EducationalPsychology,
    Agency::Health,
    Agency::ParentCarerForum,
    Agency::SocialCare,
    Agency::EducationSetting,
    Agency::Sendiass,
    Agency::EarlyHelp,
];

impl Guests {
    /// So many people who score, the first of them as chair, the second as deputy and the third as scribe; then an
    /// observer and a screen.
    ///
    /// # Panics
    /// When there is nobody to chair.
    #[must_use]
    pub fn scorers(scorers: usize) -> Self {
        assert!(scorers > 0, "somebody must chair");
        let agencies = AGENCIES.iter().cycle().take(scorers).enumerate();
        let mut people: Vec<_> = agencies.map(|(place, agency)| guest(place, *agency, Seat::Member)).collect();
        people.push(guest(scorers, Agency::Other, Seat::Observer));
        people.push(guest(scorers + 1, Agency::Other, Seat::Screen));
        let framework = framework().id.clone();
        let (visibility, naming) = (Visibility::Blind, Naming::Agencies);
        Self { people, reviews: 1, framework, way: NewWay::Panel, visibility, naming }
    }

    /// The same with so many plans on the agenda.
    #[must_use]
    pub fn with_reviews(self, reviews: usize) -> Self {
        Self { reviews, ..self }
    }

    /// The same with another framework.
    ///
    /// # Panics
    /// When that cannot be a framework's id.
    #[must_use]
    pub fn judging_by(self, framework: &str) -> Self {
        Self { framework: FrameworkId::new(framework).expect("a framework's id"), ..self }
    }

    /// Of these only those who judge, by assessors in this way and without a meeting.
    #[must_use]
    pub fn assessing(mut self, way: NewWay) -> Self {
        self.people.retain(|person| person.seat == Seat::Member);
        Self { way, ..self }
    }

    /// The same with marks that show as they are made.
    #[must_use]
    pub fn open(self) -> Self {
        Self { visibility: Visibility::Open, ..self }
    }

    /// The same with names beside revealed marks.
    #[must_use]
    pub fn named(self) -> Self {
        Self { naming: Naming::Names, ..self }
    }

    /// The panel as the coordinator would enter it. The day is far ahead, so that no link ends while the tests live.
    #[must_use]
    pub fn panel(&self) -> NewPanel {
        let with_voice = self.people.iter().filter(|person| person.seat == Seat::Member).count();
        NewPanel {
            title: "Autumn panel".to_owned(),
            kind: PanelKind::Countywide,
            held_on: "2099-12-01".to_owned(),
            meets: Meets::default(),
            locality: String::new(),
            framework: self.framework.clone(),
            visibility: self.visibility,
            naming: self.naming,
            face: None,
            way: self.way.clone(),
            agenda: (0..self.reviews).map(review).collect(),
            participants: self.people.clone(),
            chair: CHAIR,
            deputy: (with_voice > 1).then_some(1),
            scribe: (with_voice > 2).then_some(2),
            warnings_seen: false,
        }
    }
}

fn guest(place: usize, agency: Agency, seat: Seat) -> NewParticipant {
    NewParticipant { name: format!("Guest {place}"), agency, post: format!("Post {place}"), seat }
}

/// A plan to be entered under this reference.
#[must_use]
pub fn new_plan(case_ref: &str) -> NewPlan {
    NewPlan {
        case_ref: case_ref.to_owned(),
        author: "SEND casework team".to_owned(),
        change: PlanChange::New,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year8AndBelow,
        locality: "North".to_owned(),
        where_to_read: String::new(),
        warnings_seen: false,
    }
}

fn review(place: usize) -> NewReview {
    NewReview {
        case_ref: format!("T-{place}"),
        change: PlanChange::New,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year8AndBelow,
        locality: "North".to_owned(),
        where_to_read: String::new(),
        plan: None,
    }
}

/// A panel that was made, with everybody's link.
#[derive(Debug)]
pub struct Table {
    /// The way to its server.
    pub door: Door,
    /// The panel and the links.
    pub made: PanelMade,
    pub(crate) seed: Option<u64>,
}

impl Table {
    /// The table of a panel that was made in another way.
    #[must_use]
    pub fn of(door: &Door, made: PanelMade) -> Self {
        Self { door: door.clone(), made, seed: None }
    }

    /// The panel's id.
    #[must_use]
    pub fn panel(&self) -> PanelId {
        self.made.panel.id.clone()
    }

    /// The first plan on the agenda.
    #[must_use]
    pub fn review(&self) -> ReviewId {
        self.made.panel.agenda[0].id.clone()
    }

    /// The shared notes of the first plan.
    #[must_use]
    pub fn notes(&self) -> Document {
        Document::Notes(self.review())
    }

    /// The record of the first plan.
    #[must_use]
    pub fn record(&self) -> Document {
        Document::Record(self.review())
    }

    /// The id of the guest in this place.
    #[must_use]
    pub fn guest(&self, place: usize) -> ParticipantId {
        self.made.panel.participants[place].id.clone()
    }

    /// The personal link of the guest in this place.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn link(&self, place: usize) -> &str {
        let guest = self.guest(place);
        &self.made.links.iter().find(|link| link.participant == guest).expect("everyone has a link").url
    }

    /// Brings the guest in this place into the room.
    ///
    /// # Panics
    /// When the room does not open.
    pub async fn join(&self, place: usize) -> Person {
        let mut door = self.door.clone();
        if let Some(seed) = self.seed {
            // Each has a source of their own, so that what one does moves nobody else's ids.
            door.random = Random::seeded(seed + 1 + place as u64);
        }
        Person::join(&door, self.link(place)).await.expect("the room opens")
    }

    /// Brings the first so many guests into the room, one after another.
    ///
    /// # Panics
    /// When the room does not open.
    pub async fn join_all(&self, guests: usize) -> Vec<Person> {
        let mut people = Vec::new();
        for place in 0..guests {
            people.push(self.join(place).await);
        }
        people
    }

    /// Brings everyone who scores into the room.
    ///
    /// # Panics
    /// When the room does not open.
    pub async fn join_scorers(&self) -> Vec<Person> {
        self.join_all(self.made.panel.scorers().count()).await
    }

    /// Brings the observer into the room.
    ///
    /// # Panics
    /// When the room does not open.
    pub async fn observer(&self) -> Person {
        self.join(self.place_of(Seat::Observer)).await
    }

    /// Brings the screen into the room.
    ///
    /// # Panics
    /// When the room does not open.
    pub async fn screen(&self) -> Person {
        self.join(self.place_of(Seat::Screen)).await
    }

    fn place_of(&self, seat: Seat) -> usize {
        self.made.panel.participants.iter().position(|person| person.seat == seat).expect("such a guest is invited")
    }
}
