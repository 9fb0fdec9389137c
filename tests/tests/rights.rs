//! Who may not: every refusal leaves the room as it was, and tells no more than it must.

use accord_server::peer::{PeerError, Person, Written};
use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::message::Presence;
use accord_shared::panel::Agency;
use accord_shared::schema::{Prose, VIEW};
use accord_shared::wire::{Body, Scope, SyncMessage};
use accord_tests::{
    CHAIR, Rig, Table, agree, append, check_invariants, done, forge, mark, refused, section, sections, target,
};

/// The reason with which a document is not opened.
async fn denied(person: &Person, document: &Document) -> String {
    match person.attend(document).await {
        Err(PeerError::Denied(reason)) => reason,
        other => panic!("{document} for {}: {other:?}", person.invitation.name),
    }
}

async fn sees(person: &Person, document: &Document, root: &str, wanted: &str) {
    let text = |view: &accord_server::peer::View| (view.replicas[document].text(root) == wanted).then_some(());
    person.wait(&format!("{wanted:?} in {root}"), text).await.unwrap();
}

#[tokio::test]
async fn an_observer_reads_the_notes_and_whatever_they_write_is_refused_and_reaches_nobody() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (member, observer) = (table.join(1).await, table.observer().await);
    let (notes, root) = (table.notes(), Prose::Strengths.shared(&section("A")));
    member.attend(&notes).await.unwrap();
    member.append(&notes, &root, "Clear.").await.unwrap();
    assert_eq!(observer.attend(&notes).await.unwrap(), Scope::Readonly);
    sees(&observer, &notes, &root, "Clear.").await;
    assert_eq!(observer.append(&notes, &root, " Not mine to say.").await.unwrap(), Written::Refused);
    observer.wait("the close", |view| view.replicas[&notes].closed.clone()).await.unwrap();
    // The member's next change comes after whatever the observer could have caused.
    member.append(&notes, &root, " Still clear.").await.unwrap();
    assert_eq!(member.read(&notes, |replica| replica.text(&root)), "Clear. Still clear.");
    // Opened again, the observer's copy is the room's.
    observer.attend(&notes).await.unwrap();
    sees(&observer, &notes, &root, "Clear. Still clear.").await;
    check_invariants([&member, &observer]).await;
}

#[tokio::test]
async fn a_member_writes_the_record_only_while_they_are_its_scribe() {
    let rig = Rig::start().await;
    let table = rig.panel_of(4).await;
    let people = table.join_scorers().await;
    let (record, root) = (table.record(), Prose::Reason.shared(&section("E")));
    let mut scopes = Vec::new();
    for person in &people {
        scopes.push(person.attend(&record).await.unwrap());
    }
    assert_eq!(
        scopes,
        [Scope::ReadWrite, Scope::Readonly, Scope::ReadWrite, Scope::Readonly],
        "chair and scribe write"
    );
    assert_eq!(people[2].append(&record, &root, "Agreed.").await.unwrap(), Written::Saved);
    assert_eq!(people[1].append(&record, &root, "Not agreed!").await.unwrap(), Written::Refused);
    let named = Command::NameScribe { to: Some(people[3].id().clone()) };
    done(people[CHAIR].command(named).await.unwrap());
    for (person, wanted) in [(&people[3], Scope::ReadWrite), (&people[2], Scope::Readonly)] {
        person
            .wait("the new scope", |view| (view.replicas[&record].scope == Some(wanted)).then_some(()))
            .await
            .unwrap();
    }
    assert_eq!(people[3].append(&record, &root, " So it stands.").await.unwrap(), Written::Saved);
    assert_eq!(people[2].append(&record, &root, " Too late.").await.unwrap(), Written::Refused);
    sees(&people[CHAIR], &record, &root, "Agreed. So it stands.").await;
    check_invariants(&people).await;
}

#[tokio::test]
async fn nobody_opens_another_persons_ballot_and_the_answer_is_that_of_one_that_is_not_there() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_all(3).await;
    let (observer, screen, review) = (table.observer().await, table.screen().await, table.review());
    people[1].set_mark(&review, &target(&section("A")), 1, mark(4)).await.unwrap();
    let nowhere = ReviewId::new("nowhere").unwrap();
    let nobody = ParticipantId::new("nobody").unwrap();
    let missing = Document::Ballot(nowhere, nobody.clone());
    for person in [&people[CHAIR], &people[2], &observer, &screen] {
        let wanted = denied(person, &missing).await;
        let foreign = people[1].ballot(&review);
        assert_eq!(denied(person, &foreign).await, wanted);
        assert_eq!(denied(person, &Document::Ballot(review.clone(), nobody.clone())).await, wanted);
        // Not even one's own, where one casts no ballot.
        if person.id() == observer.id() || person.id() == screen.id() {
            assert_eq!(denied(person, &person.ballot(&review)).await, wanted);
        }
    }
    check_invariants(people.iter().chain([&observer, &screen])).await;
}

#[tokio::test]
async fn the_documents_of_another_panel_are_not_there() {
    let rig = Rig::start().await;
    let (here, there) = (rig.panel_of(2).await, rig.panel_of(2).await);
    let (person, stranger) = (here.join(CHAIR).await, there.join(CHAIR).await);
    stranger.attend(&there.notes()).await.unwrap();
    let wanted = denied(&person, &Document::Notes(ReviewId::new("nowhere").unwrap())).await;
    let view = Document::View(there.review(), Agency::Health);
    for foreign in
        [Document::Room(there.panel()), there.notes(), there.record(), stranger.ballot(&there.review()), view]
    {
        assert_eq!(denied(&person, &foreign).await, wanted, "{foreign}");
        // A frame for it, although it was refused, is as if it had not been sent.
        let update = forge(77, &[0, 0], |txn| append(txn, &Prose::Areas.shared(&section("A")), "intruder"));
        person.post_body(&foreign, Body::Sync(SyncMessage::Update(update))).unwrap();
    }
    let other = Command::TakeUp { review: there.review() };
    assert_eq!(refused(person.command(other).await.unwrap()), "not-found");
    stranger.append(&there.notes(), &Prose::Strengths.shared(&section("A")), "ours").await.unwrap();
    assert_eq!(stranger.read(&there.notes(), |replica| replica.text(&Prose::Areas.shared(&section("A")))), "");
    check_invariants([&person]).await;
    check_invariants([&stranger]).await;
}

#[tokio::test]
async fn frames_about_a_document_that_was_not_opened_change_nothing_and_end_nothing() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (one, two) = (table.join(0).await, table.join(1).await);
    let (notes, root) = (table.notes(), Prose::Areas.shared(&section("B")));
    two.attend(&notes).await.unwrap();
    let update = forge(77, &[0, 0], |txn| append(txn, &root, "unopened"));
    for message in [SyncMessage::Step1(vec![0]), SyncMessage::Step2(update.clone()), SyncMessage::Update(update)] {
        one.post_body(&notes, Body::Sync(message)).unwrap();
    }
    one.post_body(&notes, Body::Awareness(vec![0])).unwrap();
    one.post_body(&notes, Body::Stateless("{}".to_owned())).unwrap();
    // A command on the same socket is answered after all of them.
    assert_eq!(refused(one.command(Command::TakeChair).await.unwrap()), "not-the-deputy");
    two.append(&notes, &root, "opened").await.unwrap();
    assert_eq!(two.read(&notes, |replica| replica.text(&root)), "opened");
    check_invariants([&one, &two]).await;
}

#[tokio::test]
async fn a_change_under_somebody_elses_client_id_is_refused() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let (one, two, three) = (table.join(0).await, table.join(1).await, table.join(2).await);
    let (notes, root) = (table.notes(), Prose::Areas.shared(&section("B")));
    for person in [&one, &two, &three] {
        person.attend(&notes).await.unwrap();
    }
    one.append(&notes, &root, "I say so.").await.unwrap();
    sees(&two, &notes, &root, "I say so.").await;
    let (client, state) = one.read(&notes, |replica| (replica.client(), replica.state()));
    let forged = forge(client, &state, |txn| append(txn, &root, " And I take it back."));
    let ticket = two.post_update(&notes, forged).unwrap();
    assert_eq!(two.written(&notes, ticket).await.unwrap(), Written::Refused);
    // The id of the server's own copies is nobody's either.
    let forged = forge(0, &state, |txn| append(txn, &root, " And so does the server."));
    let ticket = three.post_update(&notes, forged).unwrap();
    assert_eq!(three.written(&notes, ticket).await.unwrap(), Written::Refused);
    one.append(&notes, &root, " Still.").await.unwrap();
    assert_eq!(one.read(&notes, |replica| replica.text(&root)), "I say so. Still.");
    check_invariants([&one, &two, &three]).await;
}

#[tokio::test]
async fn a_view_is_its_agencys_until_it_is_published_and_then_everyones_to_read() {
    let rig = Rig::start().await;
    let table = rig.panel_of(4).await;
    let people = table.join_scorers().await;
    let parents = people.iter().find(|person| person.invitation.agency == Agency::ParentCarerForum).unwrap();
    let view = Document::View(table.review(), Agency::ParentCarerForum);
    assert_eq!(parents.attend(&view).await.unwrap(), Scope::ReadWrite);
    parents.append(&view, VIEW, "A child is in it.").await.unwrap();
    let missing = denied(&people[CHAIR], &Document::View(ReviewId::new("nowhere").unwrap(), Agency::Health)).await;
    assert_eq!(denied(&people[CHAIR], &view).await, missing);
    done(parents.command(Command::PublishView { review: table.review() }).await.unwrap());
    people[CHAIR].until("it is published", |stage| !stage.reviews[0].views_published.is_empty()).await.unwrap();
    assert_eq!(people[CHAIR].attend(&view).await.unwrap(), Scope::Readonly);
    sees(&people[CHAIR], &view, VIEW, "A child is in it.").await;
    assert_eq!(people[CHAIR].append(&view, VIEW, " Or not.").await.unwrap(), Written::Refused);
    check_invariants(&people).await;
}

#[tokio::test]
async fn the_screen_sees_the_stage_and_the_record_and_opens_no_other_text() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (member, screen) = (table.join(1).await, table.screen().await);
    for document in [table.notes(), screen.ballot(&table.review()), member.ballot(&table.review())] {
        denied(&screen, &document).await;
    }
    assert_eq!(screen.attend(&table.record()).await.unwrap(), Scope::Readonly);
    assert!(!screen.stage().arrived.contains_key(screen.id()), "a screen does not attend");
    check_invariants([&member, &screen]).await;
}

/// Everything that only the chair may ask for.
fn chairs_commands(table: &Table) -> Vec<Command> {
    let (review, id) = (table.review(), section("A"));
    let reason = "Because.".to_owned();
    vec![
        Command::TakeUp { review: review.clone() },
        Command::Open { review: review.clone(), sections: sections(&["A"]) },
        Command::Reveal { review: review.clone(), sections: sections(&["A"]), without: Some(reason.clone()) },
        Command::NewRound { review: review.clone(), section: id.clone() },
        Command::Propose { review: review.clone(), section: id.clone(), marks: agree(&id, 2), why: None },
        Command::Settle { review: review.clone(), section: id.clone(), without: Some(reason.clone()) },
        Command::AcceptSame { review: review.clone() },
        Command::Reopen { review: review.clone(), section: id.clone(), reason: reason.clone() },
        Command::Attend { review: review.clone(), section: id },
        Command::SetTimer { minutes: 5 },
        Command::SetTimeBox { minutes: 8 },
        Command::HandOver { to: table.guest(1) },
        Command::NameDeputy { to: Some(table.guest(1)) },
        Command::NameScribe { to: Some(table.guest(1)) },
        Command::OpenSigning { review: review.clone() },
        Command::BackToDiscussion { review: review.clone(), reason: reason.clone() },
        Command::Close { review: review.clone() },
        Command::Correct { review, reason },
    ]
}

#[tokio::test]
async fn what_only_the_chair_may_ask_for_is_refused_to_everybody_else() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let (deputy, member) = (table.join(1).await, table.join(2).await);
    let (observer, screen) = (table.observer().await, table.screen().await);
    let before = screen.stage().version;
    for command in chairs_commands(&table) {
        for (person, code) in
            [(&deputy, "not-the-chair"), (&member, "not-the-chair"), (&observer, "no-voice"), (&screen, "no-voice")]
        {
            assert_eq!(refused(person.command(command.clone()).await.unwrap()), code, "{command:?}");
        }
    }
    assert_eq!(member.stage().version, before, "nothing has happened");
    check_invariants([&deputy, &member, &observer, &screen]).await;
}

#[tokio::test]
async fn the_deputy_takes_the_chair_only_while_the_chair_is_away_and_nobody_takes_it_by_accident() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    assert_eq!(refused(people[1].command(Command::TakeChair).await.unwrap()), "chair-is-here");
    people[CHAIR].drop_connection();
    let stage = people[1].until("the chair is away", |stage| !stage.here.contains(people[CHAIR].id())).await.unwrap();
    assert_eq!(stage.offices.chair, *people[CHAIR].id(), "a lost connection promotes nobody");
    assert_eq!(refused(people[2].command(Command::TakeChair).await.unwrap()), "not-the-deputy");
    done(people[1].command(Command::TakeChair).await.unwrap());
    people[CHAIR].reconnect().await.unwrap();
    assert_eq!(people[CHAIR].stage().offices.chair, *people[1].id());
    assert_eq!(refused(people[CHAIR].command(Command::SetTimer { minutes: 1 }).await.unwrap()), "not-the-chair");
    check_invariants(&people).await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_panel_is_out_at_once_and_leaves_no_trace_in_the_room() {
    // The server's clock does not pass, so that nothing here can end because its time has run out.
    let rig = Rig::start_seeded(7).await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    people[2].show(&Presence { review: Some(table.review()), ..Presence::default() });
    let shows =
        |view: &accord_server::peer::View| view.others().any(|other| other.who.as_ref() == Some(people[2].id()));
    people[1].wait("their presence", |view| shows(view).then_some(())).await.unwrap();
    rig.coordinator.remove(&table.panel(), people[2].id()).await.unwrap();
    let ended = people[2].ended().await.unwrap();
    assert_eq!(ended.code, Some(4403));
    people[1].until("they are gone", |stage| !stage.here.contains(people[2].id())).await.unwrap();
    people[1].wait("their presence to end", |view| (!shows(view)).then_some(())).await.unwrap();
    people[1]
        .wait("the changed panel", |view| view.panel.as_ref()?.participant(people[2].id())?.removed.then_some(()))
        .await
        .unwrap();
    let again = people[2].reconnect().await.unwrap_err();
    assert!(matches!(again, PeerError::Status { status: 401 | 404, .. }), "{again}");
    let link = Person::join(&rig.door, table.link(2)).await.unwrap_err();
    assert!(matches!(link, PeerError::Status { status: 400..=499, .. }), "{link}");
    check_invariants(&people[..2]).await;
}

#[tokio::test]
async fn a_renewed_or_revoked_link_ends_what_was_opened_with_the_old_one_at_once() {
    // Nothing ends here because its time has run out, as above.
    let rig = Rig::start_seeded(8).await;
    let table = rig.panel_of(2).await;
    let person = table.join(1).await;
    let fresh = rig.coordinator.renew_link(&table.panel(), person.id()).await.unwrap();
    assert_eq!(person.ended().await.unwrap().code, Some(4403));
    assert!(person.reconnect().await.is_err(), "the old cookie is dead");
    assert!(Person::join(&rig.door, table.link(1)).await.is_err(), "the old link is dead");
    let person = Person::join(&rig.door, &fresh.url).await.unwrap();
    rig.coordinator.revoke_link(&table.panel(), person.id()).await.unwrap();
    assert_eq!(person.ended().await.unwrap().code, Some(4403));
    assert!(Person::join(&rig.door, &fresh.url).await.is_err(), "the revoked link is dead");
}
