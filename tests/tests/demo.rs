//! The demo, as a newcomer finds it: sits down in the chair, and the colleagues do their part.

use accord_server::clock::Clock;
use accord_server::config::Config;
use accord_server::demo::{Pace, start_at};
use accord_server::peer::{Door, PeerError, Person};
use accord_server::serve;
use accord_shared::agreement::{Spread, Standing};
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::framework::{SectionId, builtin_framework};
use accord_shared::id::ReviewId;
use accord_shared::mark::{Mark, Marks};
use accord_shared::meeting::{agencies_not_ready, not_answered};
use accord_shared::message::Presence;
use accord_shared::panel::Agency;
use accord_shared::stage::{Consent, ReviewPhase, SectionPhase, SectionStage, SignAnswer, Stage};
use accord_tests::{all_sections, check_invariants, done, target};

/// The newcomer, who takes one plan through.
struct Newcomer {
    person: Person,
    review: ReviewId,
}

impl Newcomer {
    async fn does(&self, command: Command) {
        done(self.person.command(command).await.unwrap());
    }

    fn section(&self, id: &SectionId) -> SectionStage {
        self.person.stage().section(&self.review, id).unwrap().clone()
    }

    /// Opens sections, would rather not judge any, waits for everyone, and reveals.
    async fn score(&self, ids: Vec<SectionId>) {
        self.does(Command::Open { review: self.review.clone(), sections: ids.clone() }).await;
        for id in &ids {
            self.person.set_mark(&self.review, &target(id), 1, Some(Mark::Abstain)).await.unwrap();
            self.does(Command::Ready { review: self.review.clone(), section: id.clone(), ready: true }).await;
        }
        let panel = self.person.panel();
        let ready = |stage: &Stage| {
            ids.iter().all(|id| agencies_not_ready(&panel, stage, stage.section(&self.review, id).unwrap()).is_empty())
        };
        self.person.until("everyone to be ready", ready).await.unwrap();
        self.does(Command::Reveal { review: self.review.clone(), sections: ids, without: None }).await;
    }

    /// Proposes the middle, hears everyone, and settles.
    async fn conclude(&self, id: &SectionId) {
        let marks: Marks =
            [(target(id), self.spread(id).median.map_or(Mark::NotApplicable, |(low, _)| Mark::Score(low)))].into();
        let (review, section) = (self.review.clone(), id.clone());
        let why = Some("Nobody scored it.".to_owned());
        self.does(Command::Propose { review: review.clone(), section: section.clone(), marks, why }).await;
        self.does(Command::Respond { review: review.clone(), section: section.clone(), consent: Consent::Agree }).await;
        let panel = self.person.panel();
        let heard = |stage: &Stage| not_answered(&panel, stage, stage.section(&review, id).unwrap()).is_empty();
        self.person.until("everyone's answer", heard).await.unwrap();
        self.does(Command::Settle { review: review.clone(), section, without: None }).await;
    }

    fn spread(&self, id: &SectionId) -> Spread {
        let rounds = self.person.rounds();
        let round = rounds.iter().rfind(|round| round.review == self.review && round.section == *id).unwrap();
        let scale = builtin_framework("essex-full").unwrap().scale_of(id).unwrap();
        Spread::of(scale, round.ballots.iter().map(|ballot| ballot.marks.get(&target(id)).copied()))
    }
}

async fn demo_at(data: &std::path::Path) -> (accord_server::Running, accord_server::demo::Demo, Door) {
    let running = serve(Config::for_tests(data)).await.unwrap();
    let door = Door::named(running.address, running.base_url.to_string());
    let link = match &running.setup_link {
        Some(link) => link.clone(),
        None => accord_server::setup_link(data, &running.base_url).await.unwrap(),
    };
    let demo = start_at(Pace::Hurried, door.clone(), &link, &Clock::system()).await.unwrap();
    (running, demo, door)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_takes_a_plan_from_the_first_look_to_the_closed_record_with_simulated_colleagues() {
    let data = tempfile::tempdir().unwrap();
    let (running, demo, door) = demo_at(data.path()).await;
    let person = Person::join(&door, &demo.chair).await.unwrap();
    let stage = person.until("all the colleagues", |stage| stage.here.len() == 13).await.unwrap();
    assert_eq!(stage.offices.chair, *person.id());
    let newcomer = Newcomer { review: stage.current.unwrap(), person };
    let sections = all_sections()[..5].to_vec();
    newcomer.score(sections.clone()).await;
    let standing = |id: &SectionId| newcomer.spread(id).standing();
    let divided: Vec<_> = sections.iter().filter(|id| standing(id) == Standing::NeedsReconciling).collect();
    assert!(!divided.is_empty(), "something to talk about");
    newcomer.does(Command::AcceptSame { review: newcomer.review.clone() }).await;
    for id in sections.iter().filter(|id| newcomer.section(id).phase == SectionPhase::Revealed) {
        newcomer.conclude(id).await;
        assert_eq!(newcomer.section(id).phase, SectionPhase::Agreed);
    }
    // What the colleagues wrote meanwhile is on the table, typed like people type and whole.
    let notes = Document::Notes(newcomer.review.clone());
    newcomer.person.attend(&notes).await.unwrap();
    newcomer
        .person
        .wait("an action in the notes", |view| (view.replicas[&notes].items().len() > 3).then_some(()))
        .await
        .unwrap();
    let views = |stage: &Stage| stage.reviews[0].views_published.contains(&Agency::ParentCarerForum);
    newcomer.person.until("the parents' view", views).await.unwrap();
    let record = Document::Record(newcomer.review.clone());
    newcomer.person.attend(&record).await.unwrap();
    let written = |view: &accord_server::peer::View| {
        let replica = &view.replicas[&record];
        let reasons = sections.iter().all(|id| !replica.text(&format!("reason/{id}")).is_empty());
        (reasons && !replica.items().is_empty()).then_some(())
    };
    newcomer.person.wait("the scribe's record", written).await.unwrap();
    newcomer.does(Command::OpenSigning { review: newcomer.review.clone() }).await;
    let others = newcomer.person.panel().agencies().len() - 1;
    let stage =
        newcomer.person.until("the signatures", |stage| stage.reviews[0].signatures.len() == others).await.unwrap();
    let content_sha256 = stage.reviews[0].content_sha256.clone().unwrap();
    let (review, agency) = (newcomer.review.clone(), newcomer.person.invitation.agency);
    newcomer.does(Command::Sign { review: review.clone(), agency, answer: SignAnswer::Agree, content_sha256 }).await;
    newcomer.does(Command::Close { review }).await;
    assert_eq!(newcomer.person.stage().reviews[0].phase, ReviewPhase::Closed);
    check_invariants([&newcomer.person]).await;
    drop(demo);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_simulated_parent_falls_silent_while_somebody_sits_in_that_seat() {
    let data = tempfile::tempdir().unwrap();
    let (running, demo, door) = demo_at(data.path()).await;
    let chair = Person::join(&door, &demo.chair).await.unwrap();
    let parent = Person::join(&door, &demo.parent).await.unwrap();
    parent.show(&Presence::default());
    chair.until("all the colleagues", |stage| stage.here.len() == 13).await.unwrap();
    let review = chair.stage().current.unwrap();
    let sections = vec![all_sections()[0].clone()];
    done(chair.command(Command::Open { review: review.clone(), sections: sections.clone() }).await.unwrap());
    let others = |stage: &Stage| stage.section(&review, &sections[0]).unwrap().ready.len() == 11;
    let stage = chair.until("the others to be ready", others).await.unwrap();
    assert!(!stage.section(&review, &sections[0]).unwrap().ready.contains(parent.id()));
    // Once the person has gone, the stand-in goes on for them.
    parent.drop_connection();
    chair
        .until("the parent to be ready", |stage| stage.section(&review, &sections[0]).unwrap().ready.len() == 12)
        .await
        .unwrap();
    check_invariants([&chair]).await;
    drop(demo);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_finds_its_panel_again_after_a_restart_and_gives_fresh_links() {
    let data = tempfile::tempdir().unwrap();
    let (running, demo, door) = demo_at(data.path()).await;
    let chair = Person::join(&door, &demo.chair).await.unwrap();
    done(chair.command(Command::SetTimer { minutes: 5 }).await.unwrap());
    let (panel, old) = (chair.panel().id, demo.chair.clone());
    drop((chair, demo));
    running.shutdown().await;
    let (running, demo, door) = demo_at(data.path()).await;
    let chair = Person::join(&door, &demo.chair).await.unwrap();
    assert_eq!(chair.panel().id, panel);
    assert!(chair.stage().timer.is_some(), "the meeting goes on");
    let refused = Person::join(&door, &old).await.unwrap_err();
    assert!(matches!(refused, PeerError::Status { .. }), "{refused}");
    chair.until("the colleagues", |stage| stage.here.len() == 13).await.unwrap();
    drop((chair, demo));
    running.shutdown().await;
}
