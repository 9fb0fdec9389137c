//! The real program, killed without warning: what it acknowledged is there, once, and nothing is half there.

use std::collections::BTreeMap;

use accord_server::peer::{PeerError, Person, View, Written};
use accord_shared::command::{Command, Envelope};
use accord_shared::document::Document;
use accord_shared::message::Outcome;
use accord_shared::record::RecordFile;
use accord_shared::schema::Prose;
use accord_shared::stage::{SectionPhase, SignAnswer};
use accord_tests::{CHAIR, Guests, Program, all_sections, check_invariants, done, mark, section, sections, target};
use sqlx::{Connection, Row, SqliteConnection};

const PROGRAM: &str = env!("CARGO_BIN_EXE_accord-under-test");

async fn reconnect(people: &[Person]) {
    for person in people {
        person.reconnect().await.unwrap();
    }
}

/// Whether SQLite finds its own file sound.
async fn integrity(program: &Program) -> String {
    let file = std::fs::read_dir(program.data()).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "db" || end == "sqlite"));
    let file = file.expect("a database in the folder");
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let row = sqlx::query("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    row.get(0)
}

#[tokio::test]
async fn a_meeting_goes_on_where_it_was_after_the_program_was_killed() {
    let mut program = Program::start(PROGRAM);
    let table = program.table(Guests::scorers(3)).await;
    let people = table.join_scorers().await;
    let review = table.review();
    done(
        people[CHAIR].command(Command::Open { review: review.clone(), sections: sections(&["A", "B"]) }).await.unwrap(),
    );
    for (person, grade) in people.iter().zip([1, 2, 4]) {
        person.set_mark(&review, &target(&section("A")), 1, mark(grade)).await.unwrap();
        person.set_mark(&review, &target(&section("B")), 1, mark(grade)).await.unwrap();
    }
    let show = Command::Reveal { review: review.clone(), sections: sections(&["A"]), without: Some("Go on.".into()) };
    done(people[CHAIR].command(show).await.unwrap());
    people[1].attend(&table.notes()).await.unwrap();
    let root = Prose::Areas.shared(&section("A"));
    assert_eq!(people[1].append(&table.notes(), &root, "Kept.").await.unwrap(), Written::Saved);
    let (stage, rounds) = (people[CHAIR].stage(), people[CHAIR].rounds());
    program.kill();
    assert_eq!(integrity(&program).await, "ok");
    program.start_again();
    reconnect(&people).await;
    let late = table.join(2).await;
    assert_eq!(late.stage().reviews, stage.reviews);
    assert_eq!(late.stage().version, stage.version);
    assert_eq!(late.rounds(), rounds);
    late.attend(&table.notes()).await.unwrap();
    assert_eq!(late.read(&table.notes(), |replica| replica.text(&root)), "Kept.");
    // The drafts of the section that was not revealed are there too, and count.
    let show = Command::Reveal { review, sections: sections(&["B"]), without: Some("Go on.".into()) };
    done(people[CHAIR].command(show).await.unwrap());
    let of_b = |view: &View| view.rounds.iter().find(|r| r.section == section("B")).cloned();
    let round = late.wait("section B", of_b).await.unwrap();
    assert_eq!(round.ballots.iter().filter(|ballot| !ballot.marks.is_empty()).count(), 3);
    check_invariants(people.iter().chain([&late])).await;
}

/// What one person typed into a box of their own before the line went dead: words that were acknowledged, and the one
/// that was under way.
struct Journal {
    root: String,
    acknowledged: Vec<String>,
    under_way: String,
}

/// Types as fast as acknowledgements come, until the line goes dead.
async fn type_until_dead(person: &Person, notes: &Document, root: String, round: usize) -> Journal {
    let mut acknowledged = Vec::new();
    for turn in 0.. {
        let word = format!("{round}-{turn};");
        match person.append(notes, &root, &word).await {
            Ok(Written::Saved) => acknowledged.push(word),
            Ok(Written::Refused) => panic!("an honest change was refused"),
            Err(PeerError::LineDown) => return Journal { root, acknowledged, under_way: word },
            Err(other) => panic!("{other}"),
        }
    }
    unreachable!("the line goes dead")
}

#[tokio::test]
async fn what_was_acknowledged_before_a_kill_is_there_and_what_was_sent_again_is_there_once() {
    let mut program = Program::start(PROGRAM);
    let table = program.table(Guests::scorers(4)).await;
    let people = table.join_scorers().await;
    let notes = table.notes();
    for person in &people {
        person.attend(&notes).await.unwrap();
    }
    // What each box holds when nothing is lost and nothing comes twice, one round of typing after the other.
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    let mut acknowledged = 0;
    for round in 0..6 {
        let writers = people.iter().zip(all_sections());
        let writers = writers.map(|(person, id)| type_until_dead(person, &notes, Prose::Strengths.shared(&id), round));
        let watch = async {
            // The moment is chosen by what has been acknowledged, and so differs from round to round.
            let words = 5 + 7 * round;
            let enough = |view: &View| (view.replicas[&notes].answers().len() > words).then_some(());
            people[0].wait("enough to be acknowledged", enough).await.unwrap();
            program.kill();
        };
        let (journals, ()) = tokio::join!(join_all(writers), watch);
        assert_eq!(integrity(&program).await, "ok");
        program.start_again();
        // Before anybody comes back, a stranger to all of it finds what was acknowledged, each word once and in its
        // order; the word that was under way may have come just in time.
        let stranger = table.observer().await;
        stranger.attend(&notes).await.unwrap();
        for journal in &journals {
            let kept = stranger.read(&notes, |replica| replica.text(&journal.root));
            let text = wanted.entry(journal.root.clone()).or_default();
            text.extend(journal.acknowledged.iter().map(String::as_str));
            let in_time = text.clone() + &journal.under_way;
            assert!(kept == *text || kept == in_time, "kept {kept}, acknowledged {text}");
            *text = in_time;
            acknowledged += journal.acknowledged.len();
        }
        // Whoever was cut off comes back and brings what was not acknowledged, and again a stranger looks.
        reconnect(&people).await;
        for person in &people {
            let settled = |view: &View| view.replicas[&notes].settled().then_some(());
            person.wait("an answer to what was brought again", settled).await.unwrap();
        }
        let stranger = table.observer().await;
        stranger.attend(&notes).await.unwrap();
        for (root, text) in &wanted {
            assert_eq!(stranger.read(&notes, |replica| replica.text(root)), *text);
        }
    }
    assert!(acknowledged > 100, "{acknowledged} words were acknowledged");
    check_invariants(&people).await;
}

/// Waits for all of them, in order.
async fn join_all<T>(tasks: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    futures_util::future::join_all(tasks).await
}

#[tokio::test]
async fn a_reveal_that_a_kill_interrupts_has_happened_whole_or_not_at_all() {
    let mut program = Program::start(PROGRAM);
    let table = program.table(Guests::scorers(3)).await;
    let people = table.join_scorers().await;
    let review = table.review();
    done(people[CHAIR].command(Command::Open { review: review.clone(), sections: all_sections() }).await.unwrap());
    for id in all_sections() {
        for person in &people {
            person.set_mark(&review, &target(&id), 1, mark(2)).await.unwrap();
        }
    }
    let (mut answered, mut unknown) = (0, 0);
    for pair in all_sections().chunks(2) {
        let command =
            Command::Reveal { review: review.clone(), sections: pair.to_vec(), without: Some("Go on.".into()) };
        let envelope = Envelope { op: people[CHAIR].new_op(), seen: people[CHAIR].stage().version, command };
        people[CHAIR].post_command(&envelope).unwrap();
        // Every other time the kill waits for the first frame that comes of it, or for none.
        if answered <= unknown {
            drop(people[CHAIR].answer_to(&envelope.op).await);
        }
        program.kill();
        let outcome = people[CHAIR].look(|view| view.answers.get(&envelope.op).cloned());
        program.start_again();
        reconnect(&people).await;
        let phases: Vec<_> = pair.iter().map(|id| people[1].stage().section(&review, id).unwrap().phase).collect();
        assert!(phases.iter().all(|phase| *phase == phases[0]), "half a reveal: {phases:?}");
        let told = people[1].rounds().iter().filter(|round| pair.contains(&round.section)).count();
        assert_eq!(told, if phases[0] == SectionPhase::Revealed { pair.len() } else { 0 });
        match outcome {
            Some(Outcome::Done { .. }) => {
                answered += 1;
                assert_eq!(phases[0], SectionPhase::Revealed, "an acknowledged reveal is kept");
            }
            Some(Outcome::Refused { code, .. }) => panic!("refused as {code}"),
            None => unknown += 1,
        }
        // Asked again, it is done exactly once either way.
        done(people[CHAIR].command_as(envelope).await.unwrap());
        assert_eq!(people[CHAIR].stage().section(&review, &pair[0]).unwrap().round, 1);
    }
    assert!(answered > 0, "some reveals were acknowledged");
    check_invariants(&people).await;
}

#[tokio::test]
async fn a_closed_record_is_the_same_file_before_and_after_a_kill() {
    let mut program = Program::start(PROGRAM);
    let table = program.table(Guests::scorers(1)).await;
    let chair = table.join(CHAIR).await;
    let review = table.review();
    done(chair.command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    let content_sha256 = chair.stage().reviews[0].content_sha256.clone().unwrap();
    program.kill();
    program.start_again();
    chair.reconnect().await.unwrap();
    assert_eq!(chair.stage().reviews[0].content_sha256.as_ref(), Some(&content_sha256), "what is signed has not moved");
    let agency = chair.invitation.agency;
    let sign = Command::Sign { review: review.clone(), agency, answer: SignAnswer::Agree, content_sha256 };
    done(chair.command(sign).await.unwrap());
    done(chair.command(Command::Close { review: review.clone() }).await.unwrap());
    let ask = || accord_server::peer::Ask::new("GET", format!("/api/seats/{}/reviews/{review}/records/1", chair.id()));
    let before = chair.ask(ask()).await.unwrap();
    before.read::<RecordFile>().unwrap();
    program.kill();
    program.start_again();
    assert_eq!(chair.ask(ask()).await.unwrap().body, before.body);
}
