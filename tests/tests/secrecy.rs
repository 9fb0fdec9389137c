//! Until the reveal nothing of a ballot leaves the server: not to the chair, not to the coordinator, not to a log; and
//! nothing that depends on it either.

use std::io::Write;
use std::sync::{Arc, Mutex};

use accord_server::log_lines;
use accord_server::peer::{Person, Written};
use accord_shared::command::Command;
use accord_shared::mark::{Mark, Sureness};
use accord_shared::message::{OpenBallot, Presence};
use accord_shared::schema::{Prose, moved_root, sure_key};
use accord_tests::{
    CHAIR, Guests, Rig, Search, Table, asked_in_vain, check_invariants, done, every_answer, find_secret, forge, mark,
    section, sections, target,
};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use yrs::WriteTxn;

/// What the person with a secret writes into their ballot: each with letters that encodings change.
const CANARIES: [&str; 3] = ["cañary-strength «1»", "cañary-area \"2\" zwölf", "cañary-reason 3\\7"];

/// What the same person writes of their mark in a second round.
const MOVED: &str = "cañary-moved «2»";

/// What nobody can read before a record is closed.
const NOT_YET_THERE: [&str; 2] = [
    "/api/panels/{panel}/reviews/{review}/records/{version}",
    "/api/seats/{participant}/reviews/{review}/records/{version}",
];

/// Everything that the log said in this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The secret things of a ballot: its words, and the names under which its marks and words stand.
fn secrets() -> Vec<String> {
    let names = Prose::ALL.map(|prose| prose.private(&section("A"), 1));
    let (a, words) = (target(&section("A")), CANARIES.iter().chain([&MOVED]).map(|canary| (*canary).to_owned()));
    words.chain(names).chain(["A@1".to_owned(), sure_key(&a, 1), moved_root(&a, 2)]).collect()
}

async fn write_secrets(person: &Person, table: &Table) {
    let review = table.review();
    person.set_mark(&review, &target(&section("A")), 1, mark(4)).await.unwrap();
    for (prose, words) in Prose::ALL.into_iter().zip(CANARIES) {
        let root = prose.private(&section("A"), 1);
        assert_eq!(person.append(&person.ballot(&review), &root, words).await.unwrap(), Written::Saved);
    }
    person.set_mark(&review, &target(&section("A")), 1, mark(3)).await.unwrap();
    person.set_sure(&review, &target(&section("A")), 1, Some(Sureness::Outside)).await.unwrap();
    // Nothing keeps anybody from writing ahead.
    let root = moved_root(&target(&section("A")), 2);
    assert_eq!(person.append(&person.ballot(&review), &root, MOVED).await.unwrap(), Written::Saved);
}

#[tokio::test]
async fn no_byte_of_a_ballot_reaches_anybody_else_before_the_reveal_by_any_way_there_is() {
    let (log, mut search) = (Log::default(), Search::of(secrets()));
    let lines = log.clone();
    // As much as an operator can ask for, of every crate.
    tracing_subscriber::registry()
        .with(log_lines::filter(EnvFilter::new("trace")))
        .with(tracing_subscriber::fmt::layer().with_ansi(false).with_writer(move || lines.clone()))
        .init();
    let rig = Rig::start().await;
    let table = rig.panel_of(4).await;
    rig.begin_draft("essex-full").await;
    let people = table.join_scorers().await;
    let (observer, screen, review) = (table.observer().await, table.screen().await, table.review());
    for person in &people {
        person.attend(&table.notes()).await.unwrap();
        person.attend(&table.record()).await.unwrap();
    }
    done(
        people[CHAIR].command(Command::Open { review: review.clone(), sections: sections(&["A", "E"]) }).await.unwrap(),
    );
    let keeper = &people[1];
    write_secrets(keeper, &table).await;
    keeper.show(&Presence { review: Some(review.clone()), section: Some(section("A")), ..Presence::default() });
    done(keeper.command(Command::Ready { review: review.clone(), section: section("A"), ready: true }).await.unwrap());
    // A bad change of the ballot is refused, and a line that dies and comes back brings the ballot again.
    let ticket = keeper.post_update(&keeper.ballot(&review), vec![1, 1, 9, 0, 0]).unwrap();
    assert_eq!(keeper.written(&keeper.ballot(&review), ticket).await.unwrap(), Written::Refused);
    keeper.drop_connection();
    keeper.reconnect().await.unwrap();
    // Others come late, ask for what is not theirs, and come back.
    let late = table.join(2).await;
    for person in [&people[CHAIR], &observer, &screen, &late] {
        person.attend(&keeper.ballot(&review)).await.unwrap_err();
    }
    people[CHAIR].reconnect().await.unwrap();
    let last = done(people[CHAIR].command(Command::SetTimer { minutes: 1 }).await.unwrap());
    let others = [&people[CHAIR], &people[2], &people[3], &observer, &screen, &late];
    let mut all = Vec::new();
    for person in others {
        person.until("the last decision", |stage| stage.version >= last).await.unwrap();
        for frame in person.frames() {
            search.bytes(&format!("a frame to {}", person.invitation.name), &frame);
        }
        let asked = table.every_answer_to(person).await;
        search.answers(&person.invitation.name, &asked);
        all.extend(asked);
    }
    search.answers("nobody", &table.every_answer_to_nobody().await);
    let asked = every_answer(&table, |ask| async { rig.coordinator.ask(ask).await.unwrap() }).await;
    search.answers("the coordinator", &asked);
    all.extend(asked);
    // Everything that there is to read has been read by somebody; only a closed record is not there yet.
    assert_eq!(asked_in_vain(&table, &all).await, NOT_YET_THERE);
    search.bytes("the log", &log.0.lock().unwrap());
    assert!(!log.0.lock().unwrap().is_empty(), "the log was listened to");
    // The same search finds all of it once it is revealed, and so would have found it before.
    let reveal =
        Command::Reveal { review: review.clone(), sections: sections(&["A"]), without: Some("We go on.".into()) };
    done(people[CHAIR].command(reveal.clone()).await.unwrap());
    people[3].wait("the round", |view| (!view.rounds.is_empty()).then_some(())).await.unwrap();
    let frames = people[3].frames().concat();
    for canary in CANARIES {
        assert!(find_secret(&frames, canary).is_some(), "{canary} is on the table now");
    }
    assert!(find_secret(&frames, r#""sure":{"A":"outside"}"#).is_some(), "with how sure its writer is");
    assert!(find_secret(&frames, MOVED).is_none(), "the second round has not been revealed");
    done(people[CHAIR].command(Command::NewRound { review, section: section("A") }).await.unwrap());
    done(people[CHAIR].command(reveal).await.unwrap());
    people[3].wait("the second round", |view| (view.rounds.len() > 1).then_some(())).await.unwrap();
    assert!(find_secret(&people[3].frames().concat(), MOVED).is_some(), "and now it has");
    check_invariants(people.iter().chain([&observer, &screen, &late])).await;
}

/// What one person does with their ballot in one run of the same meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vote {
    Nothing,
    Only(i64),
    LongReason,
    Unsure,
    SaysWhyItMoved,
    ChangedOften,
    TakenBack,
    Refused,
    OfflineAndBack,
}

async fn vote(person: &Person, table: &Table, vote: Vote) {
    let (review, a) = (table.review(), target(&section("A")));
    let ballot = person.ballot(&review);
    let root = Prose::Reason.private(&section("A"), 1);
    match vote {
        Vote::Nothing => {}
        Vote::Only(grade) => drop(person.set_mark(&review, &a, 1, mark(grade)).await.unwrap()),
        Vote::LongReason => {
            person.set_mark(&review, &a, 1, mark(4)).await.unwrap();
            for _ in 0..40 {
                person.append(&ballot, &root, "There is a great deal wrong with this section. ").await.unwrap();
            }
        }
        Vote::Unsure => {
            person.set_mark(&review, &a, 1, mark(4)).await.unwrap();
            for sure in Sureness::ALL {
                person.set_sure(&review, &a, 1, Some(sure)).await.unwrap();
            }
        }
        Vote::SaysWhyItMoved => {
            person.set_mark(&review, &a, 1, mark(4)).await.unwrap();
            person.append(&ballot, &moved_root(&a, 2), "The school has convinced me.").await.unwrap();
        }
        Vote::ChangedOften => {
            for turn in 0..40 {
                person.set_mark(&review, &a, 1, mark(1 + turn % 4)).await.unwrap();
            }
        }
        Vote::TakenBack => {
            person.set_mark(&review, &a, 1, Some(Mark::Abstain)).await.unwrap();
            person.set_mark(&review, &a, 1, None).await.unwrap();
        }
        Vote::Refused => {
            person.attend(&ballot).await.unwrap();
            let stray = forge(5, &[0, 0], |txn| txn.get_or_insert_map("elsewhere").insert_key(txn));
            let ticket = person.post_update(&ballot, stray).unwrap();
            assert_eq!(person.written(&ballot, ticket).await.unwrap(), Written::Refused);
        }
        Vote::OfflineAndBack => {
            person.attend(&ballot).await.unwrap();
            for turn in 0..5 {
                person.set_mark(&review, &a, 1, mark(1 + turn % 4)).await.unwrap();
                person.attend(&ballot).await.unwrap();
            }
        }
    }
}

/// A map entry that no schema knows.
trait InsertKey {
    fn insert_key(&self, txn: &mut yrs::TransactionMut<'_>);
}

impl InsertKey for yrs::MapRef {
    fn insert_key(&self, txn: &mut yrs::TransactionMut<'_>) {
        use yrs::Map;
        self.insert(txn, "x", 1);
    }
}

/// What everybody else was sent and could read, in one run of the meeting.
async fn traffic_beside(choice: Vote, guests: Guests) -> Vec<(String, Vec<Vec<u8>>)> {
    let rig = Rig::start_seeded(42).await;
    let table = rig.table(guests).await;
    let people = table.join_scorers().await;
    let (observer, screen, review) = (table.observer().await, table.screen().await, table.review());
    let everyone: Vec<&Person> = people.iter().chain([&observer, &screen]).collect();
    let others: Vec<&Person> = everyone.iter().copied().filter(|person| person.id() != people[1].id()).collect();
    people[2].attend(&table.notes()).await.unwrap();
    let opened = done(
        people[CHAIR].command(Command::Open { review: review.clone(), sections: sections(&["A"]) }).await.unwrap(),
    );
    for person in &everyone {
        person.until("the section is open", |stage| stage.version >= opened).await.unwrap();
    }
    people[2].set_mark(&review, &target(&section("A")), 1, mark(2)).await.unwrap();
    vote(&people[1], &table, choice).await;
    people[2].append(&table.notes(), &Prose::Areas.shared(&section("A")), "Seen by all.").await.unwrap();
    for person in &people[1..3] {
        let ready = Command::Ready { review: review.clone(), section: section("A"), ready: true };
        let ready = done(person.command(ready).await.unwrap());
        for person in &everyone {
            person.until("who is ready", |stage| stage.version >= ready).await.unwrap();
        }
    }
    let mut traffic = Vec::new();
    for person in others {
        let mut bytes = person.frames();
        let answers = table.every_answer_to(person).await;
        // The date of an answer is the system's; everything else is to be the same.
        bytes.extend(answers.iter().map(|answer| format!("{} {}", answer.asked, answer.status).into_bytes()));
        bytes.extend(answers.into_iter().map(|answer| answer.body));
        traffic.push((person.invitation.name.clone(), bytes));
    }
    traffic.push((
        "nobody".to_owned(),
        table.every_answer_to_nobody().await.into_iter().map(|answer| answer.body).collect(),
    ));
    check_invariants(everyone).await;
    traffic
}

#[tokio::test]
async fn runs_that_differ_only_in_one_ballot_send_everybody_else_the_same_bytes() {
    let baseline = traffic_beside(Vote::Nothing, Guests::scorers(4)).await;
    assert!(baseline.iter().all(|(_, frames)| frames.len() > 5), "there is something to compare");
    let votes = [
        // Two equal runs are equal, or nothing could be said of others.
        Vote::Nothing,
        Vote::Only(1),
        Vote::Only(4),
        Vote::LongReason,
        Vote::Unsure,
        Vote::SaysWhyItMoved,
        Vote::ChangedOften,
        Vote::TakenBack,
        Vote::Refused,
        Vote::OfflineAndBack,
    ];
    for choice in votes {
        for ((name, frames), (_, wanted)) in traffic_beside(choice, Guests::scorers(4)).await.iter().zip(&baseline) {
            assert_eq!(frames.len(), wanted.len(), "{choice:?}: {name} got another number of messages");
            for (place, (frame, wanted)) in frames.iter().zip(wanted).enumerate() {
                let (frame, wanted) = (String::from_utf8_lossy(frame), String::from_utf8_lossy(wanted));
                assert_eq!(frame, wanted, "{choice:?}: message {place} to {name} differs");
            }
        }
    }
}

#[tokio::test]
async fn in_an_open_review_everybody_sees_marks_as_they_are_made_and_nobody_the_reasons() {
    let rig = Rig::start().await;
    let table = rig.table(Guests::scorers(3).open()).await;
    let people = table.join_scorers().await;
    let review = table.review();
    done(people[CHAIR].command(Command::Open { review: review.clone(), sections: sections(&["A"]) }).await.unwrap());
    write_secrets(&people[1], &table).await;
    let (key, agency) = ((review.clone(), section("A")), people[1].invitation.agency);
    let shown = |view: &accord_server::peer::View| {
        let ballots = view.open_marks.get(&key)?;
        let three = |ballot: &&OpenBallot| ballot.marks.values().any(|mark| *mark == Mark::Score(3));
        ballots.iter().find(|ballot| ballot.agency == agency).filter(three).cloned()
    };
    let seen = people[2].wait("the mark", shown).await.unwrap();
    assert_eq!(seen.participant, None, "this panel labels marks by agency");
    let late = table.join(CHAIR).await;
    late.wait("the mark", shown).await.unwrap();
    for person in [&people[2], &late] {
        let frames = person.frames().concat();
        assert!(CANARIES.iter().all(|canary| find_secret(&frames, canary).is_none()), "reasons wait for the reveal");
        assert!(find_secret(&frames, "outside").is_none(), "and how sure people are");
    }
    check_invariants(people.iter().chain([&late])).await;
}
