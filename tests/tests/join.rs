//! Coming in: with a link, late, two at once, again after the network died.

use accord_server::peer::{Ask, Person, Written};
use accord_shared::command::Command;
use accord_shared::schema::Prose;
use accord_shared::stage::SectionPhase;
use accord_tests::{CHAIR, Rig, append, check_invariants, done, mark, section, sections, target};

#[tokio::test]
async fn a_personal_link_opens_the_room_and_opening_it_alone_does_not() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let seat = format!("/api/seats/{}", table.guest(1));
    let before = rig.door.send(Ask::new("GET", &seat)).await.unwrap();
    assert_eq!(before.status, 401, "nobody has joined");
    let page = table.link(1).trim_start_matches(&rig.door.origin).split('#').next().unwrap().to_owned();
    let looked = rig.door.send(Ask::new("GET", page)).await.unwrap();
    assert_eq!(looked.cookie(), None, "opening the page gives nothing away");
    let person = table.join(1).await;
    assert_eq!(person.look(|view| view.you.clone()), Some(table.guest(1)));
    assert!(person.stage().arrived.contains_key(&table.guest(1)));
    check_invariants([&person]).await;
}

#[tokio::test]
async fn two_who_come_first_at_once_find_themselves_in_one_room() {
    let rig = Rig::start().await;
    for _ in 0..10 {
        let table = rig.panel_of(2).await;
        let (one, two) = tokio::join!(table.join(0), table.join(1));
        for person in [&one, &two] {
            person.until("both here", |stage| stage.here.len() == 2 && stage.arrived.len() == 2).await.unwrap();
        }
        let (written, seen) = (table.notes(), Prose::Areas.shared(&section("A")));
        one.attend(&written).await.unwrap();
        two.attend(&written).await.unwrap();
        assert_eq!(one.append(&written, &seen, "from one").await.unwrap(), Written::Saved);
        two.wait("the other's words", |view| (view.replicas[&written].text(&seen) == "from one").then_some(()))
            .await
            .unwrap();
        check_invariants([&one, &two]).await;
    }
}

#[tokio::test]
async fn a_late_joiner_gets_what_was_revealed_and_nothing_of_what_was_not() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let (chair, early) = (table.join(CHAIR).await, table.join(1).await);
    let review = table.review();
    done(chair.command(Command::Open { review: review.clone(), sections: sections(&["A", "B"]) }).await.unwrap());
    for person in [&chair, &early] {
        for id in ["A", "B"] {
            person.set_mark(&review, &target(&section(id)), 1, mark(2)).await.unwrap();
        }
    }
    let reveal = Command::Reveal {
        review: review.clone(),
        sections: sections(&["A"]),
        without: Some("Two of us are late.".into()),
    };
    done(chair.command(reveal).await.unwrap());
    let late = table.join(2).await;
    let told: Vec<_> = late.rounds().iter().map(|round| round.section.clone()).collect();
    assert_eq!(told, sections(&["A"]), "the revealed section and no other");
    let stage = late.stage();
    assert_eq!(stage.section(&review, &section("A")).unwrap().phase, SectionPhase::Revealed);
    assert_eq!(stage.section(&review, &section("B")).unwrap().phase, SectionPhase::Scoring);
    // Who missed the first section may still score the second.
    late.set_mark(&review, &target(&section("B")), 1, mark(4)).await.unwrap();
    let reveal = Command::Reveal { review: review.clone(), sections: sections(&["B"]), without: Some("Go on.".into()) };
    done(chair.command(reveal).await.unwrap());
    let round =
        late.wait("section B", |view| view.rounds.iter().find(|r| r.section == section("B")).cloned()).await.unwrap();
    assert_eq!(round.ballots.iter().filter(|ballot| !ballot.marks.is_empty()).count(), 3);
    check_invariants([&chair, &early, &late]).await;
}

#[tokio::test]
async fn what_was_written_without_a_network_arrives_when_it_is_back() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (one, two) = (table.join(0).await, table.join(1).await);
    let (notes, root) = (table.notes(), Prose::Strengths.shared(&section("E")));
    one.attend(&notes).await.unwrap();
    two.attend(&notes).await.unwrap();
    one.append(&notes, &root, "before, ").await.unwrap();
    two.wait("the first words", |view| (view.replicas[&notes].text(&root) == "before, ").then_some(())).await.unwrap();
    two.drop_connection();
    one.until("the other is away", |stage| stage.here.len() == 1).await.unwrap();
    // The copy changes although nothing can be sent; the server hears of it with the next step 2.
    two.post_edit(&notes, |txn| append(txn, &root, "offline")).unwrap_err();
    one.append(&notes, &root, "meanwhile, ").await.unwrap();
    two.reconnect().await.unwrap();
    let both = |view: &accord_server::peer::View| {
        let text = view.replicas[&notes].text(&root);
        (text.contains("meanwhile, ") && text.contains("offline")).then_some(text)
    };
    let (first, second) = (one.wait("both texts", both).await.unwrap(), two.wait("both texts", both).await.unwrap());
    assert_eq!(first, second);
    let refused = two.read(&notes, |replica| replica.answers().iter().any(|answer| *answer != Written::Saved));
    assert!(!refused, "everything is saved");
    check_invariants([&one, &two]).await;
}

#[tokio::test]
async fn a_second_device_of_the_same_person_sees_the_ballot_and_counts_as_one_person() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (chair, phone) = (table.join(CHAIR).await, table.join(1).await);
    let laptop = phone.second_device().await.unwrap();
    let review = table.review();
    done(chair.command(Command::Open { review: review.clone(), sections: sections(&["A"]) }).await.unwrap());
    phone.set_mark(&review, &target(&section("A")), 1, mark(3)).await.unwrap();
    laptop.attend(&laptop.ballot(&review)).await.unwrap();
    assert_eq!(laptop.read(&laptop.ballot(&review), |replica| replica.mark_keys()), ["A@1"]);
    assert_eq!(chair.stage().here.len(), 2);
    phone.drop_connection();
    laptop.set_mark(&review, &target(&section("A")), 1, mark(2)).await.unwrap();
    assert!(chair.stage().here.contains(laptop.id()), "one device is enough to be here");
    check_invariants([&chair, &laptop]).await;
}

#[tokio::test]
async fn a_link_that_was_made_up_opens_nothing() {
    let rig = Rig::start().await;
    let table = rig.panel_of(1).await;
    for link in ["", "x", &"A".repeat(43), &format!("{}x", table.link(0)), &table.link(0)[..table.link(0).len() - 1]] {
        let refused = Person::join(&rig.door, link).await.unwrap_err();
        assert!(
            matches!(refused, accord_server::peer::PeerError::Status { status: 400..=499, .. }),
            "{link}: {refused}"
        );
    }
}
