//! Secrecy where the rows of a section are marked: what is said to single rows stays in its ballot until the reveal.

use accord_server::peer::{Person, Written};
use accord_shared::api::NewWay;
use accord_shared::command::Command;
use accord_shared::framework::{Framework, TargetId, builtin_framework};
use accord_shared::id::ReviewId;
use accord_shared::schema::{Prose, answer_root, comment_root, mark_key};
use accord_tests::{
    CHAIR, Guests, Rig, Search, Table, asked_in_vain, check_invariants, done, every_answer, find_secret, mark, section,
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
    check_invariants(people.iter().chain([&observer, &screen, &late])).await;
}

/// The words and names of an auditor's answers to the framework's details and questions.
fn answers() -> Vec<(String, String)> {
    let details = form().details.iter().map(|detail| &detail.id);
    let ids = details.chain(form().questions.iter().map(|question| &question.id));
    ids.map(|id| (answer_root(id), format!("cañary-answer to \"{id}\" zwölf"))).collect()
}

/// Searches everything that the moderator, the coordinator and nobody at all is told.
async fn search_all(rig: &Rig, table: &Table, moderator: &Person, search: &mut Search) {
    moderator.frames().iter().for_each(|frame| search.bytes("a frame to the moderator", frame));
    search.answers("the moderator", &table.every_answer_to(moderator).await);
    search.answers("nobody", &table.every_answer_to_nobody().await);
    let asked = every_answer(table, |ask| async { rig.coordinator.ask(ask).await.unwrap() }).await;
    search.answers("the coordinator", &asked);
}

#[tokio::test]
async fn nothing_of_an_audit_reaches_a_blind_moderator_or_the_coordinator_before_both_are_in() {
    let answers = answers();
    assert!(answers.len() > 5, "there is something to be answered");
    let mut search = Search::of(secrets().into_iter().chain(answers.iter().map(|(_, words)| words.clone())));
    let rig = Rig::start().await;
    rig.begin_draft(FORM).await;
    let way = NewWay::Moderated { auditor: 0, moderator: 1, sees_audit: false, changes_grade: true };
    let table = rig.table(Guests::scorers(2).judging_by(FORM).assessing(way)).await;
    let (auditor, moderator, review) = (table.join(0).await, table.join(1).await, table.review());
    fill(&auditor, &review).await;
    for (root, words) in &answers {
        assert_eq!(auditor.append(&auditor.ballot(&review), root, words).await.unwrap(), Written::Saved);
    }
    moderator.attend(&auditor.ballot(&review)).await.unwrap_err();
    moderator.reconnect().await.unwrap();
    search_all(&rig, &table, &moderator, &mut search).await;
    // The rest of the audit is filled in without a word, and it is handed in.
    for target in form().targets().map(|target| target.id()).filter(|id| !rows().contains(id)) {
        auditor.set_mark(&review, &target, 1, mark(1)).await.unwrap();
    }
    let last = done(auditor.hand_in(&review).await.unwrap());
    moderator.until("the audit is in", |stage| stage.version >= last).await.unwrap();
    moderator.reconnect().await.unwrap();
    search_all(&rig, &table, &moderator, &mut search).await;
    // Once both are in, both lie on the table, and the same search finds it.
    for target in form().targets() {
        moderator.set_mark(&review, &target.id(), 1, mark(2)).await.unwrap();
    }
    done(moderator.hand_in(&review).await.unwrap());
    moderator.wait("both forms", |view| (!view.rounds.is_empty()).then_some(())).await.unwrap();
    let frames = moderator.frames().concat();
    for secret in rows().iter().map(said_to).chain([WHY.to_owned()]) {
        assert!(find_secret(&frames, &secret).is_some(), "{secret} is on the table now");
    }
    check_invariants([&auditor, &moderator]).await;
}
