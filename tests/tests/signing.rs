//! From agreement to a closed record: what is signed is what was read, and what is closed stays as it is.

use accord_server::peer::{Ask, Person, Written};
use accord_shared::api::RecordRef;
use accord_shared::command::Command;
use accord_shared::message::Outcome;
use accord_shared::panel::Agency;
use accord_shared::record::{self, RecordContent, RecordFile};
use accord_shared::schema::{Prose, VIEW};
use accord_shared::stage::{Consent, ReviewPhase, SignAnswer};
use accord_shared::wire::Scope;
use accord_tests::{
    CHAIR, Rig, Table, agree, all_sections, append, check_invariants, done, mark, overall, refused, section, target,
};

/// Takes every section through one round, in which all give the same grade, and the overall judgement after them.
async fn agree_on_everything(table: &Table, people: &[Person]) {
    let review = table.review();
    for ids in [all_sections(), vec![overall()]] {
        let open = Command::Open { review: review.clone(), sections: ids.clone() };
        done(people[CHAIR].command(open).await.unwrap());
        for person in people {
            for id in &ids {
                person.set_mark(&review, &target(id), 1, mark(2)).await.unwrap();
            }
        }
        let show = Command::Reveal { review: review.clone(), sections: ids, without: Some("All are here.".into()) };
        done(people[CHAIR].command(show).await.unwrap());
        done(people[CHAIR].command(Command::AcceptSame { review: review.clone() }).await.unwrap());
    }
}

async fn content(table: &Table, person: &Person) -> RecordContent {
    let path = format!("/api/seats/{}/reviews/{}/content", person.id(), table.review());
    person.ask(Ask::new("GET", path)).await.unwrap().read().unwrap()
}

/// What is being signed now, by its hash.
async fn signing(person: &Person) -> String {
    let found = |view: &accord_server::peer::View| view.stage.as_ref()?.reviews[0].content_sha256.clone();
    person.wait("something to sign", found).await.unwrap()
}

fn sign(table: &Table, agency: Agency, answer: SignAnswer, content_sha256: &str) -> Command {
    Command::Sign { review: table.review(), agency, answer, content_sha256: content_sha256.to_owned() }
}

async fn sign_all(table: &Table, people: &[Person]) {
    for person in people {
        let sha256 = signing(person).await;
        done(person.command(sign(table, person.invitation.agency, SignAnswer::Agree, &sha256)).await.unwrap());
    }
}

#[tokio::test]
async fn a_whole_meeting_ends_in_a_record_that_anyone_can_check() {
    let rig = Rig::start().await;
    let table = rig.panel_of(4).await;
    let people = table.join_scorers().await;
    agree_on_everything(&table, &people).await;
    let review = table.review();
    people[3].attend(&table.notes()).await.unwrap();
    people[3].append(&table.notes(), &Prose::Strengths.shared(&section("A")), "A child is in it.").await.unwrap();
    let view = accord_shared::document::Document::View(review.clone(), Agency::ParentCarerForum);
    people[3].attend(&view).await.unwrap();
    people[3].append(&view, VIEW, "We would understand it.").await.unwrap();
    done(people[3].command(Command::PublishView { review: review.clone() }).await.unwrap());
    done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    assert_eq!(
        refused(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap()),
        "signatures-missing"
    );
    let read = content(&table, &people[1]).await;
    assert_eq!(record::hash_of(&read), signing(&people[1]).await, "what is read is what is signed");
    let reserved = SignAnswer::Reservation { text: "The therapy hours should be checked.".to_owned() };
    let sha256 = signing(&people[1]).await;
    done(people[1].command(sign(&table, people[1].invitation.agency, reserved, &sha256)).await.unwrap());
    sign_all(&table, &people[2..]).await;
    sign_all(&table, &people[..1]).await;
    done(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap());
    let path = format!("/api/seats/{}/reviews/{review}/records", people[2].id());
    let list: Vec<RecordRef> = people[2].ask(Ask::new("GET", &path)).await.unwrap().read().unwrap();
    assert_eq!(list.iter().map(|known| known.version).collect::<Vec<_>>(), [1]);
    let first = people[2].ask(Ask::new("GET", format!("{path}/1?download=1"))).await.unwrap();
    assert!(first.header("content-disposition").is_some_and(|header| header.starts_with("attachment")));
    let file = record::verify(std::str::from_utf8(&first.success().unwrap().body).unwrap()).unwrap();
    assert_eq!((&file.sha256, file.record.version), (&list[0].sha256, 1));
    assert_eq!(file.record.content, read);
    assert_eq!(file.record.signatures.len(), 4);
    assert_eq!(file.record.content.views[0].text, "We would understand it.");
    assert!(file.record.content.sections.iter().all(|section| section.agreed.is_some()));
    let coordinator =
        rig.coordinator.ask(Ask::new("GET", format!("/api/panels/{}/reviews/{review}/records/1", table.panel())));
    assert_eq!(coordinator.await.unwrap().read::<RecordFile>().unwrap(), file);
    // One changed letter is found.
    let text = String::from_utf8(first.body).unwrap();
    assert!(record::verify(&text.replacen("A child", "A chile", 1)).is_err());
    check_invariants(&people).await;
}

#[tokio::test]
async fn nothing_in_a_review_changes_while_it_is_signed_or_after_it_is_closed() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    agree_on_everything(&table, &people).await;
    let (notes, root, review) = (table.notes(), Prose::Areas.shared(&section("B")), table.review());
    people[1].attend(&notes).await.unwrap();
    people[1].append(&notes, &root, "Before.").await.unwrap();
    done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    let readonly =
        |view: &accord_server::peer::View| (view.replicas[&notes].scope == Some(Scope::Readonly)).then_some(());
    people[1].wait("read-only notes", readonly).await.unwrap();
    assert_eq!(people[1].append(&notes, &root, " During.").await.unwrap(), Written::Refused);
    let one_more = Command::NewRound { review: review.clone(), section: section("A") };
    assert_eq!(refused(people[CHAIR].command(one_more.clone()).await.unwrap()), "being-signed");
    let ballot = people[2].ballot(&review);
    assert_eq!(
        people[2].set_mark(&review, &target(&section("A")), 2, mark(4)).await.unwrap(),
        Written::Refused,
        "{ballot}"
    );
    sign_all(&table, &people).await;
    done(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap());
    let path = format!("/api/seats/{}/reviews/{review}/records/1", people[0].id());
    let closed = people[0].ask(Ask::new("GET", &path)).await.unwrap();
    people[1].attend(&notes).await.unwrap();
    assert_eq!(people[1].append(&notes, &root, " After.").await.unwrap(), Written::Refused);
    assert_eq!(refused(people[CHAIR].command(one_more).await.unwrap()), "record-closed");
    assert_eq!(
        refused(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap()),
        "record-closed"
    );
    assert_eq!(people[0].ask(Ask::new("GET", &path)).await.unwrap().body, closed.body);
    check_invariants(&people).await;
}

#[tokio::test]
async fn what_is_signed_holds_exactly_the_edits_that_were_saved_before_signing_opened() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (notes, root, review) = (table.notes(), Prose::Strengths.shared(&section("K")), table.review());
    people[1].attend(&notes).await.unwrap();
    let (mut saved, mut refusals) = (0, 0);
    for turn in 0..40 {
        let word = format!("edit{turn};");
        let edit = async {
            hesitate(turn % 8).await;
            people[1].append(&notes, &root, &word).await.unwrap()
        };
        let open = async {
            hesitate((turn / 8) * 2).await;
            people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap()
        };
        let (written, outcome) = tokio::join!(edit, open);
        done(outcome);
        let signed = content(&table, &people[2]).await;
        assert_eq!(record::hash_of(&signed), signing(&people[2]).await);
        let text = &signed.sections.iter().find(|s| s.id == section("K")).unwrap().strengths;
        assert_eq!(
            text.contains(&word),
            written == Written::Saved,
            "turn {turn}: {written:?}, and {text:?} was signed"
        );
        let back = Command::BackToDiscussion { review: review.clone(), reason: "One more word.".into() };
        done(people[CHAIR].command(back).await.unwrap());
        people[2].until("the discussion goes on", |stage| stage.reviews[0].phase == ReviewPhase::Open).await.unwrap();
        match written {
            Written::Saved => saved += 1,
            Written::Refused => {
                refusals += 1;
                // The refused copy has parted from the room's; a fresh one goes on.
                people[1].attend(&notes).await.unwrap();
            }
        }
    }
    assert!(saved > 0 && refusals > 0, "the race went one way only: {saved} saved, {refusals} refused");
    check_invariants(&people).await;
}

async fn hesitate(times: usize) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_signature_binds_what_was_read_and_falls_when_the_discussion_goes_on() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (notes, root, review) = (table.notes(), Prose::Areas.shared(&section("D")), table.review());
    done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    let (agency, read) = (people[1].invitation.agency, signing(&people[1]).await);
    done(people[1].command(sign(&table, agency, SignAnswer::Agree, &read)).await.unwrap());
    let back = Command::BackToDiscussion { review: review.clone(), reason: "A need was left out.".into() };
    done(people[CHAIR].command(back).await.unwrap());
    assert!(people[CHAIR].stage().reviews[0].signatures.is_empty());
    people[2].until("the discussion goes on", |stage| stage.reviews[0].phase == ReviewPhase::Open).await.unwrap();
    people[2].attend(&notes).await.unwrap();
    people[2].append(&notes, &root, "The sensory needs.").await.unwrap();
    let open = done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    people[1].until("signing again", |stage| stage.version >= open).await.unwrap();
    let stale = people[1].command(sign(&table, agency, SignAnswer::Agree, &read)).await.unwrap();
    assert_eq!(refused(stale), "content-changed");
    let now = signing(&people[1]).await;
    let empty = SignAnswer::Reservation { text: " ".to_owned() };
    assert_eq!(refused(people[1].command(sign(&table, agency, empty, &now)).await.unwrap()), "reason-needed");
    let foreign = people[1].command(sign(&table, people[2].invitation.agency, SignAnswer::Agree, &now)).await.unwrap();
    assert_eq!(refused(foreign), "not-your-agency");
    let absent =
        people[1].command(sign(&table, people[2].invitation.agency, SignAnswer::NotPresent, &now)).await.unwrap();
    assert_eq!(refused(absent), "not-the-chair");
    let signed = done(people[1].command(sign(&table, agency, SignAnswer::Agree, &now)).await.unwrap());
    people[CHAIR].until("the signature", |stage| stage.version >= signed).await.unwrap();
    let over = people[CHAIR].command(sign(&table, agency, SignAnswer::NotPresent, &now)).await.unwrap();
    assert_eq!(refused(over), "already-signed", "the chair does not put an absence in place of a signature");
    let absent =
        people[CHAIR].command(sign(&table, people[2].invitation.agency, SignAnswer::NotPresent, &now)).await.unwrap();
    done(absent);
    done(people[CHAIR].command(sign(&table, people[CHAIR].invitation.agency, SignAnswer::Agree, &now)).await.unwrap());
    done(people[CHAIR].command(Command::Close { review }).await.unwrap());
    check_invariants(&people).await;
}

#[tokio::test]
async fn two_people_of_one_agency_who_sign_at_once_make_one_signature() {
    let rig = Rig::start().await;
    // The ninth guest is of the first one's agency.
    let table = rig.panel_of(9).await;
    let people = table.join_scorers().await;
    assert_eq!(people[0].invitation.agency, people[8].invitation.agency);
    let opened = done(people[CHAIR].command(Command::OpenSigning { review: table.review() }).await.unwrap());
    people[8].until("signing", |stage| stage.version >= opened).await.unwrap();
    let (agency, sha256) = (people[0].invitation.agency, signing(&people[0]).await);
    let reservation = SignAnswer::Reservation { text: "With one doubt.".to_owned() };
    let (one, two) = tokio::join!(
        people[0].command(sign(&table, agency, SignAnswer::Agree, &sha256)),
        people[8].command(sign(&table, agency, reservation, &sha256)),
    );
    let outcomes = [one.unwrap(), two.unwrap()];
    let last = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Done { seq } => Some(*seq),
        Outcome::Refused { .. } => None,
    });
    let last = last.max().expect("at least one of them signed");
    let stage = people[CHAIR].until("the signature", |stage| stage.version >= last).await.unwrap();
    assert_eq!(stage.reviews[0].signatures.len(), 1, "{outcomes:?}");
    check_invariants(&people).await;
}

#[tokio::test]
async fn a_correction_makes_a_second_version_and_leaves_the_first_one_alone() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let people = table.join_scorers().await;
    agree_on_everything(&table, &people).await;
    let review = table.review();
    done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    sign_all(&table, &people).await;
    done(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap());
    let path = format!("/api/seats/{}/reviews/{review}/records", people[1].id());
    let first: RecordFile = people[1].ask(Ask::new("GET", format!("{path}/1"))).await.unwrap().read().unwrap();
    let reason = "The grade of B was typed wrongly.".to_owned();
    done(people[CHAIR].command(Command::Correct { review: review.clone(), reason: reason.clone() }).await.unwrap());
    let reopen = Command::Reopen { review: review.clone(), section: section("B"), reason: reason.clone() };
    done(people[CHAIR].command(reopen).await.unwrap());
    let propose = |why: Option<&str>| Command::Propose {
        review: review.clone(),
        section: section("B"),
        marks: agree(&section("B"), 3),
        why: why.map(str::to_owned),
    };
    assert_eq!(refused(people[CHAIR].command(propose(None)).await.unwrap()), "nobody-scored-it-so");
    let proposed = done(people[CHAIR].command(propose(Some("It was typed wrongly."))).await.unwrap());
    for person in &people {
        person.until("the proposal", |stage| stage.version >= proposed).await.unwrap();
        let respond = Command::Respond { review: review.clone(), section: section("B"), consent: Consent::Agree };
        done(person.command(respond).await.unwrap());
    }
    done(
        people[CHAIR]
            .command(Command::Settle { review: review.clone(), section: section("B"), without: None })
            .await
            .unwrap(),
    );
    let opened = done(people[CHAIR].command(Command::OpenSigning { review: review.clone() }).await.unwrap());
    people[1].until("signing", |stage| stage.version >= opened).await.unwrap();
    sign_all(&table, &people).await;
    done(people[CHAIR].command(Command::Close { review: review.clone() }).await.unwrap());
    let second: RecordFile = people[1].ask(Ask::new("GET", format!("{path}/2"))).await.unwrap().read().unwrap();
    let before = &second.record.content.sections.iter().find(|known| known.id == section("B")).unwrap().agreed_before;
    assert_eq!(before.iter().map(|one| &one.reason).collect::<Vec<_>>(), [&reason], "what had been agreed is kept");
    assert_eq!(before[0].agreed.marks, agree(&section("B"), 2));
    let now = second.record.content.sections.iter().find(|known| known.id == section("B")).unwrap().agreed.as_ref();
    let beyond = now.unwrap().beyond.clone().unwrap();
    assert_eq!((beyond.unscored, beyond.reason.as_str()), ([target(&section("B"))].into(), "It was typed wrongly."));
    assert_eq!(second.record.correction, Some(reason));
    assert_eq!(second.record.previous_sha256, Some(first.sha256.clone()));
    assert_eq!(people[1].ask(Ask::new("GET", format!("{path}/1"))).await.unwrap().read::<RecordFile>().unwrap(), first);
    check_invariants(&people).await;
}

#[tokio::test]
async fn dissent_and_consent_go_on_the_record_as_they_were_said() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (review, id) = (table.review(), section("F"));
    done(people[CHAIR].command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
    for (person, grade) in people.iter().zip([2, 2, 4]) {
        person.set_mark(&review, &target(&id), 1, mark(grade)).await.unwrap();
    }
    let show = Command::Reveal { review: review.clone(), sections: vec![id.clone()], without: Some("Go on.".into()) };
    done(people[CHAIR].command(show).await.unwrap());
    let settle = |without: Option<&str>| Command::Settle {
        review: review.clone(),
        section: id.clone(),
        without: without.map(str::to_owned),
    };
    assert_eq!(refused(people[CHAIR].command(settle(None)).await.unwrap()), "no-proposal");
    let propose = Command::Propose { review: review.clone(), section: id.clone(), marks: agree(&id, 2), why: None };
    let proposed = done(people[CHAIR].command(propose).await.unwrap());
    let consents = [Consent::Agree, Consent::CanLiveWithIt, Consent::Dissent { reason: "No hours are given.".into() }];
    for (place, consent) in [(0, &consents[0]), (2, &consents[2])] {
        people[place].until("the proposal", |stage| stage.version >= proposed).await.unwrap();
        let respond = Command::Respond { review: review.clone(), section: id.clone(), consent: consent.clone() };
        done(people[place].command(respond).await.unwrap());
    }
    assert_eq!(refused(people[CHAIR].command(settle(None)).await.unwrap()), "reason-needed", "one has not answered");
    people[1].until("the proposal", |stage| stage.version >= proposed).await.unwrap();
    let empty = Consent::Dissent { reason: String::new() };
    let respond = |consent: Consent| Command::Respond { review: review.clone(), section: id.clone(), consent };
    assert_eq!(refused(people[1].command(respond(empty)).await.unwrap()), "reason-needed");
    done(people[1].command(respond(consents[1].clone())).await.unwrap());
    done(people[CHAIR].command(settle(None)).await.unwrap());
    let record = content(&table, &people[1]).await;
    let agreed = record.sections.iter().find(|known| known.id == id).unwrap().agreed.clone().unwrap();
    assert_eq!((agreed.agree, agreed.can_live_with_it, agreed.silent), (1, 1, 0));
    assert_eq!(
        agreed.dissents.iter().map(|dissent| dissent.reason.as_str()).collect::<Vec<_>>(),
        ["No hours are given."]
    );
    check_invariants(&people).await;
}

#[tokio::test]
async fn an_update_from_before_the_closing_that_arrives_after_it_is_refused() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (notes, root) = (table.notes(), Prose::Areas.shared(&section("B")));
    people[2].attend(&notes).await.unwrap();
    people[2].append(&notes, &root, "In time.").await.unwrap();
    people[2].drop_connection();
    // Written without a network while the others sign and close.
    people[2].post_edit(&notes, |txn| append(txn, &root, " Too late.")).unwrap_err();
    agree_on_everything(&table, &people[..2]).await;
    done(people[CHAIR].command(Command::OpenSigning { review: table.review() }).await.unwrap());
    let sha256 = signing(&people[CHAIR]).await;
    for person in &people {
        let answer = if person.id() == people[CHAIR].id() { SignAnswer::Agree } else { SignAnswer::NotPresent };
        done(people[CHAIR].command(sign(&table, person.invitation.agency, answer, &sha256)).await.unwrap());
    }
    done(people[CHAIR].command(Command::Close { review: table.review() }).await.unwrap());
    people[2].reconnect().await.unwrap();
    let refused = |view: &accord_server::peer::View| {
        let replica = &view.replicas[&notes];
        (replica.answers() == [Written::Refused] && replica.closed.is_some()).then_some(())
    };
    people[2].wait("the refusal of the late words", refused).await.unwrap();
    people[CHAIR].attend(&notes).await.unwrap();
    assert_eq!(people[CHAIR].read(&notes, |replica| replica.text(&root)), "In time.");
    check_invariants(&people).await;
}
