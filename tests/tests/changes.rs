//! Panels that change while people sit at the table: everyone is told the same, what is on the disk comes back, and no
//! change tells anything of a ballot.

use accord_server::peer::{Ask, Coordinator, PeerError, Person, View, Written};
use accord_shared::api::{
    AddToAgenda, ApiError, CancelPanel, ChangeMeeting, ChangeOffices, ChangePerson, CopyPanel, OrderAgenda, PanelMade,
    PanelView, TakeAway,
};
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::panel::{Agency, Meets, Panel, Seat};
use accord_shared::schema::Prose;
use accord_shared::wire::Scope;
use accord_tests::{CHAIR, Guests, Rig, Table, check_invariants, done, mark, refused, section, target};

/// A panel with the coordinator who changes it.
struct Desk<'a> {
    coordinator: &'a Coordinator,
    table: &'a Table,
}

impl<'a> Desk<'a> {
    fn of(rig: &'a Rig, table: &'a Table) -> Self {
        Self { coordinator: &rig.coordinator, table }
    }

    fn to(&self, method: &'static str, below: &str) -> Ask {
        Ask::new(method, format!("/api/panels/{}{below}", self.table.panel()))
    }

    async fn send(&self, ask: Ask) -> Result<PanelView, PeerError> {
        self.coordinator.ask(ask).await?.read()
    }

    /// Sends what has to be refused, and gives back the code.
    async fn refused(&self, ask: Ask) -> String {
        match self.send(ask).await {
            Err(PeerError::Status { body, .. }) => {
                let body: ApiError = serde_json::from_str(&body).expect("the shape of an error");
                body.code
            }
            other => panic!("{other:?}"),
        }
    }

    async fn now(&self) -> PanelView {
        self.coordinator.panel(&self.table.panel()).await.expect("the coordinator's own panel")
    }
}

fn moved(seen: u64) -> ChangeMeeting {
    let meets = Meets { begins: "10:00".into(), ends: "12:00".into(), place: "Room 4".into(), call: String::new() };
    ChangeMeeting { seen, title: "Winter panel".into(), held_on: "2099-12-08".into(), meets, warnings_seen: false }
}

fn offices(seen: u64, chair: &Person) -> ChangeOffices {
    ChangeOffices { seen, chair: chair.id().clone(), deputy: None, scribe: None }
}

/// Waits until a person has been told of so many changes, and gives back the panel as they then know it.
async fn told(person: &Person, changes: usize) -> Panel {
    let known = |view: &View| view.panel.clone().filter(|panel| panel.since.changes.len() == changes);
    person.wait(&format!("{changes} changes"), known).await.expect("the line is up")
}

#[tokio::test]
async fn everyone_is_told_of_each_change_and_a_restart_brings_the_panel_back_as_it_is() {
    let mut rig = Rig::start().await;
    let table = rig.table(Guests::scorers(2).with_reviews(2)).await;
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let panel = {
        let desk = Desk::of(&rig, &table);
        let view = desk.send(desk.to("PUT", "/meeting").json(&moved(0))).await.unwrap();
        let review = Guests::scorers(1).panel().agenda[0].clone();
        let form = AddToAgenda { seen: view.now.seen, review, warnings_seen: false };
        let view = desk.send(desk.to("POST", "/agenda").json(&form)).await.unwrap();
        let order = view.panel.agenda.iter().rev().map(|review| review.id.clone()).collect();
        let view =
            desk.send(desk.to("PUT", "/agenda").json(&OrderAgenda { seen: view.now.seen, order })).await.unwrap();
        let person = ChangePerson {
            seen: view.now.seen,
            name: "Mona Lee".into(),
            agency: Agency::SocialCare,
            post: "Team manager".into(),
            seat: Seat::NonScoring,
        };
        desk.send(desk.to("PUT", &format!("/participants/{}", member.id())).json(&person)).await.unwrap().panel
    };
    for person in [&chair, &member] {
        assert_eq!(told(person, 4).await, panel, "everyone has the panel that the coordinator has");
    }
    let words: Vec<_> = panel.since.changes.iter().map(|note| note.words.as_str()).collect();
    assert!(words[0].contains("“Winter panel”") && words[0].contains("Tuesday 8 December 2099"), "{}", words[0]);
    assert_eq!(words[3].split(". ").next(), Some("Guest 1 is called Mona Lee now"));
    let stage = chair.until("the new order", |stage| stage.reviews.len() == 3).await.unwrap();
    let order = |panel: &Panel| panel.agenda.iter().map(|review| review.id.clone()).collect::<Vec<_>>();
    assert_eq!(stage.reviews.iter().map(|review| review.id.clone()).collect::<Vec<_>>(), order(&panel));
    check_invariants([&chair, &member]).await;

    rig.stop().await;
    rig.start_again().await;
    chair.reconnect().await.unwrap();
    assert_eq!(told(&chair, 4).await, panel);
    let command = Command::Open { review: panel.agenda[0].id.clone(), sections: vec![section("A")] };
    done(chair.command(command).await.unwrap());
    check_invariants([&chair]).await;
}

#[tokio::test]
async fn a_plan_in_which_somebody_has_scored_in_private_stays_and_one_that_nobody_began_leaves_the_screens() {
    let rig = Rig::start().await;
    let table = rig.table(Guests::scorers(2).with_reviews(2)).await;
    let desk = Desk::of(&rig, &table);
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let [first, second] = [0, 1].map(|place| table.made.panel.agenda[place].id.clone());
    member.set_mark(&first, &target(&section("A")), 1, mark(3)).await.unwrap();
    let notes = Document::Notes(second.clone());
    assert_eq!(member.attend(&notes).await.unwrap(), Scope::ReadWrite);
    let below = |review| format!("/reviews/{review}/take-away");
    let reason = || TakeAway { seen: 0, reason: "The family has withdrawn.".into() };
    assert_eq!(desk.now().await.now.begun, std::slice::from_ref(&first), "that something was written, and no more");
    assert_eq!(desk.refused(desk.to("POST", &below(&first)).json(&reason())).await, "begun");
    desk.send(desk.to("POST", &below(&second)).json(&reason())).await.unwrap();
    for person in [&chair, &member] {
        let panel = told(person, 1).await;
        assert_eq!(panel.since.changes[0].words, "The plan T-1 was taken off the agenda: The family has withdrawn.");
        person.until("the plan is gone", |stage| stage.review(&second).is_none()).await.unwrap();
    }
    member.wait("the notes of the plan are closed", |view| view.replicas[&notes].closed.clone()).await.unwrap();
    check_invariants([&chair, &member]).await;
}

#[tokio::test]
async fn a_plan_with_a_shared_note_stays() {
    let rig = Rig::start().await;
    let table = rig.table(Guests::scorers(2).with_reviews(2)).await;
    let desk = Desk::of(&rig, &table);
    let member = table.join(1).await;
    let review = table.review();
    member.attend(&table.notes()).await.unwrap();
    member.append(&table.notes(), &Prose::Strengths.shared(&section("A")), "Clear.").await.unwrap();
    let form = TakeAway { seen: 0, reason: "Withdrawn".into() };
    assert_eq!(desk.refused(desk.to("POST", &format!("/reviews/{review}/take-away")).json(&form)).await, "begun");
    check_invariants([&member]).await;
}

#[tokio::test]
async fn while_the_chair_is_away_and_no_deputy_can_act_the_coordinator_names_one_who_is_there() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let desk = Desk::of(&rig, &table);
    let people = table.join_scorers().await;
    let [chair, deputy, third] = &people[..] else { panic!("three people score") };
    done(chair.command(Command::Open { review: table.review(), sections: vec![section("A")] }).await.unwrap());
    assert_eq!(desk.refused(desk.to("PUT", "/offices").json(&offices(0, third))).await, "chair-is-here");
    chair.drop_connection();
    third.until("the chair is away", |stage| !stage.here.contains(chair.id())).await.unwrap();
    assert_eq!(desk.refused(desk.to("PUT", "/offices").json(&offices(0, third))).await, "deputy-is-here");
    deputy.drop_connection();
    third.until("the deputy is away", |stage| !stage.here.contains(deputy.id())).await.unwrap();
    assert_eq!(desk.refused(desk.to("PUT", "/offices").json(&offices(0, deputy))).await, "not-here");
    let view = desk.send(desk.to("PUT", "/offices").json(&offices(0, third))).await.unwrap();
    assert_eq!(view.now.offices.chair, *third.id());
    third.until("the chair", |stage| stage.offices.chair == *third.id()).await.unwrap();
    done(third.command(Command::SetTimer { minutes: 5 }).await.unwrap());
    chair.reconnect().await.unwrap();
    assert_eq!(refused(chair.command(Command::SetTimer { minutes: 0 }).await.unwrap()), "not-the-chair");
    check_invariants([chair, third]).await;
}

#[tokio::test]
async fn in_a_cancelled_panel_everything_can_be_read_and_nothing_can_be_done() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let desk = Desk::of(&rig, &table);
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let (notes, root) = (table.notes(), Prose::Strengths.shared(&section("A")));
    member.attend(&notes).await.unwrap();
    member.append(&notes, &root, "Kept.").await.unwrap();
    let form = CancelPanel { reason: "The chair is ill.".into(), ask: "Ann, 01234 567890".into() };
    desk.send(desk.to("POST", "/cancel").json(&form)).await.unwrap();
    for person in [&chair, &member] {
        assert_eq!(told(person, 1).await.since.cancelled.unwrap().ask, form.ask);
        person.until("the cancelling", |stage| stage.cancelled).await.unwrap();
    }
    let readonly = |view: &View| (view.replicas[&notes].scope == Some(Scope::Readonly)).then_some(());
    member.wait("the notes can only be read", readonly).await.unwrap();
    assert_eq!(member.read(&notes, |replica| replica.text(&root)), "Kept.");
    assert_eq!(member.append(&notes, &root, " Too late.").await.unwrap(), Written::Refused);
    assert_eq!(refused(chair.command(Command::SetTimer { minutes: 5 }).await.unwrap()), "cancelled");
    let late = Person::join(&table.door, table.link(1)).await.expect_err("a link of a cancelled panel opens nothing");
    assert!(late.to_string().contains("cancelled"), "{late}");
    check_invariants([&chair, &member]).await;
}

#[tokio::test]
async fn a_copy_without_plans_is_a_room_in_which_people_meet_until_one_comes() {
    let rig = Rig::start().await;
    let first = rig.panel_of(2).await;
    let form = CopyPanel {
        title: "Spring panel".into(),
        held_on: "2099-12-09".into(),
        meets: Meets::default(),
        agenda: Vec::new(),
        warnings_seen: false,
    };
    let path = format!("/api/panels/{}/copies", first.panel());
    let made: PanelMade = rig.coordinator.ask(Ask::new("POST", path).json(&form)).await.unwrap().read().unwrap();
    let table = Table::of(&rig.door, made);
    let desk = Desk::of(&rig, &table);
    let (chair, screen) = (table.join(CHAIR).await, table.screen().await);
    assert_eq!((chair.stage().current, chair.stage().reviews.len()), (None, 0));
    let timer = Command::SetTimer { minutes: 5 };
    done(chair.command(timer).await.unwrap());
    let review = Guests::scorers(1).panel().agenda[0].clone();
    let view = desk
        .send(desk.to("POST", "/agenda").json(&AddToAgenda { seen: 0, review, warnings_seen: false }))
        .await
        .unwrap();
    let id = view.panel.agenda[0].id.clone();
    for person in [&chair, &screen] {
        person.until("the plan is on the table", |stage| stage.current.as_ref() == Some(&id)).await.unwrap();
    }
    done(chair.command(Command::Open { review: id, sections: vec![section("A")] }).await.unwrap());
    check_invariants([&chair, &screen]).await;
}
