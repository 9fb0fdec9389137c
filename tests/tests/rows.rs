//! Secrecy where the rows of a section are marked: what is said to single rows stays in its ballot until the reveal.

use accord_server::peer::{Person, Written};
use accord_shared::command::Command;
use accord_shared::framework::{Framework, TargetId, builtin_framework};
use accord_shared::id::ReviewId;
use accord_shared::schema::{Prose, comment_root, mark_key};
use accord_tests::{
    CHAIR, Guests, Rig, Search, asked_in_vain, check_invariants, done, every_answer, find_secret, mark, section,
    sections,
};

/// A framework whose rows are marked, with details and questions of its own.
const FORM: &str = "bradford-quality-form";

/// The section whose rows are filled in.
const SECTION: &str = "A-child";

fn form() -> &'static Framework {
    builtin_framework(FORM).unwrap()
}

/// The rows of the section.
fn rows() -> Vec<TargetId> {
    form().section(&section(SECTION)).unwrap().targets().map(|target| target.id()).collect()
}

/// What is said to a row: with letters that encodings change.
fn said_to(row: &TargetId) -> String {
    format!("cañary to \"{row}\" zwölf")
}

const WHY: &str = "cañary «for the section»";

/// What nobody else may be told: the words, and the names under which marks and words stand.
fn secrets() -> Vec<String> {
    let of_rows = rows().into_iter().flat_map(|row| [said_to(&row), comment_root(&row, 1), mark_key(&row, 1)]);
    of_rows.chain([WHY.to_owned(), Prose::Reason.private(&section(SECTION), 1)]).collect()
}

/// Marks each row of the section and says something to it, and something to the section.
async fn fill(person: &Person, review: &ReviewId) {
    let ballot = person.ballot(review);
    for (row, grade) in rows().iter().zip([2, 1, 0].into_iter().cycle()) {
        person.set_mark(review, row, 1, mark(grade)).await.unwrap();
        let comment = person.append(&ballot, &comment_root(row, 1), &said_to(row)).await;
        assert_eq!(comment.unwrap(), Written::Saved);
    }
    let root = Prose::Reason.private(&section(SECTION), 1);
    assert_eq!(person.append(&ballot, &root, WHY).await.unwrap(), Written::Saved);
}

#[tokio::test]
async fn what_is_said_to_single_rows_reaches_nobody_before_the_reveal() {
    let mut search = Search::of(secrets());
    let rig = Rig::start().await;
    let table = rig.table(Guests::scorers(4).judging_by(FORM)).await;
    rig.begin_draft(FORM).await;
    let people = table.join_scorers().await;
    let (observer, screen, review) = (table.observer().await, table.screen().await, table.review());
    for person in &people {
        person.attend(&table.notes()).await.unwrap();
        person.attend(&table.record()).await.unwrap();
    }
    let open = Command::Open { review: review.clone(), sections: sections(&[SECTION, "A-parent"]) };
    done(people[CHAIR].command(open).await.unwrap());
    fill(&people[1], &review).await;
    let ready = Command::Ready { review: review.clone(), section: section(SECTION), ready: true };
    done(people[1].command(ready).await.unwrap());
    people[1].drop_connection();
    people[1].reconnect().await.unwrap();
    let last = done(people[CHAIR].command(Command::SetTimer { minutes: 1 }).await.unwrap());
    let late = table.join(2).await;
    let mut all = Vec::new();
    for person in [&people[CHAIR], &people[2], &people[3], &observer, &screen, &late] {
        person.until("the last decision", |stage| stage.version >= last).await.unwrap();
        person.frames().iter().for_each(|frame| search.bytes(&format!("a frame to {}", person.invitation.name), frame));
        let asked = table.every_answer_to(person).await;
        search.answers(&person.invitation.name, &asked);
        all.extend(asked);
    }
    search.answers("nobody", &table.every_answer_to_nobody().await);
    let asked = every_answer(&table, |ask| async { rig.coordinator.ask(ask).await.unwrap() }).await;
    search.answers("the coordinator", &asked);
    all.extend(asked);
    let in_vain = asked_in_vain(&table, &all).await;
    assert!(in_vain.iter().all(|route| route.ends_with("/records/{version}")), "nobody could read {in_vain:?}");
    let reveal = Command::Reveal { review, sections: sections(&[SECTION]), without: Some("We go on.".into()) };
    done(people[CHAIR].command(reveal).await.unwrap());
    people[3].wait("the round", |view| (!view.rounds.is_empty()).then_some(())).await.unwrap();
    let frames = people[3].frames().concat();
    for secret in rows().iter().map(said_to).chain([WHY.to_owned()]) {
        assert!(find_secret(&frames, &secret).is_some(), "{secret} is on the table now");
    }
    check_invariants(people.iter().chain([&observer, &screen, &late]));
}
