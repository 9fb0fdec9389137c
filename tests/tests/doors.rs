//! The doors of the server: which pages may open a socket, and how it closes them all when it stops.

use accord_server::peer::{Ask, PeerError, WAIT_MS_MAX, Written};
use accord_shared::message::Presence;
use accord_shared::schema::Prose;
use accord_shared::wire::{AwarenessEntry, AwarenessUpdate, Body};
use accord_tests::{Rig, append, check_invariants, section};
use yrs::{Text, WriteTxn};

#[tokio::test]
async fn a_socket_that_a_foreign_page_asks_for_is_refused_before_it_opens() {
    let rig = Rig::start().await;
    let table = rig.panel_of(1).await;
    let person = table.join(0).await;
    let port = rig.door.address.port();
    for foreign in [
        "",
        "null",
        "https://evil.example",
        &format!("http://127.0.0.1:{}", port.wrapping_add(1)),
        &format!("https://127.0.0.1:{port}"),
        &format!("http://evil-127.0.0.1:{port}"),
        &format!("http://127.0.0.1:{port}.evil.example"),
        &format!("http://127.0.0.1:{port}/"),
    ] {
        let refused = person.connect(foreign).await.unwrap_err();
        assert!(matches!(refused, PeerError::Status { status: 403, .. }), "{foreign:?}: {refused}");
    }
    person.reconnect().await.unwrap();
    check_invariants([&person]).await;
}

#[tokio::test]
async fn a_socket_needs_the_cookie_of_the_very_seat_that_it_is_for() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let person = table.join(1).await;
    let socket = |place: usize| format!("/api/seats/{}/socket", table.guest(place));
    let upgrade = |path: String| {
        Ask::new("GET", path)
            .header("connection", "upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
    };
    let nobody = rig.door.send(upgrade(socket(1))).await.unwrap();
    let another = person.ask(upgrade(socket(0))).await.unwrap();
    assert_eq!((nobody.status, another.status), (401, 401));
    let made_up =
        rig.door.send(upgrade(socket(1)).cookie(&format!("accord_seat_{}=AAAA", table.guest(1)))).await.unwrap();
    assert_eq!(made_up.status, 401);
}

#[tokio::test]
async fn a_server_that_stops_says_so_and_keeps_what_was_on_its_way() {
    let mut rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (notes, root) = (table.notes(), Prose::Strengths.shared(&section("A")));
    for person in &people {
        person.attend(&notes).await.unwrap();
    }
    // Words on their way when the server is told to stop: each is acknowledged and kept, or the line says that it ends.
    let typing = people[1..].iter().map(|person| {
        let (notes, root) = (notes.clone(), root.clone());
        async move {
            let mut saved = Vec::new();
            for turn in 0.. {
                let word = format!("{}-{turn};", person.id());
                match person.append(&notes, &root, &word).await {
                    Ok(Written::Saved) => saved.push(word),
                    Ok(Written::Refused) => panic!("an honest change was refused"),
                    Err(_) => return saved,
                }
            }
            unreachable!("the server stops")
        }
    });
    let stop = async {
        let begun = |view: &accord_server::peer::View| (view.replicas[&notes].text(&root).len() > 400).then_some(());
        people[0].wait("some words", begun).await.unwrap();
        tokio::time::timeout(WAIT_MS_MAX, rig.stop()).await.expect("the server stops");
    };
    let (saved, ()) = tokio::join!(futures_util::future::join_all(typing), stop);
    for person in &people {
        assert_eq!(person.ended().await.unwrap().code, Some(1012), "{}", person.invitation.name);
    }
    rig.start_again().await;
    people[0].reconnect().await.unwrap();
    let kept = people[0].read(&notes, |replica| replica.text(&root));
    for word in saved.iter().flatten() {
        assert_eq!(kept.matches(word.as_str()).count(), 1, "{word}");
    }
    check_invariants(&people[..1]).await;
}

#[tokio::test]
async fn presence_carries_the_identity_that_the_server_knows_and_nothing_besides() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let room = accord_shared::document::Document::Room(table.panel());
    let claim = |client: u64, clock: u64, json: &str| {
        let entries = vec![AwarenessEntry { client, clock, json: Some(json.to_owned()) }];
        Body::Awareness(AwarenessUpdate { entries }.encode())
    };
    let lie = format!(r#"{{"who":"{}","section":"A","name":"Guest 0","mark":4,"user":{{"mark":4}}}}"#, people[0].id());
    people[1].post_body(&room, claim(71, 1, &lie)).unwrap();
    let heard = |view: &accord_server::peer::View| view.presence.get(&71).map(|(_, json)| json.clone());
    let json = people[2].wait("the presence", heard).await.unwrap();
    let told: Presence = serde_json::from_str(&json).unwrap();
    assert_eq!(told.who.as_ref(), Some(people[1].id()));
    assert!(!json.contains("mark") && !json.contains("Guest 0"), "{json}");
    // Nobody speaks for an entry of another's connection.
    people[0].post_body(&room, claim(71, 9, r#"{"section":"B"}"#)).unwrap();
    people[0].show(&Presence { review: Some(table.review()), ..Presence::default() });
    let seen = |view: &accord_server::peer::View| {
        view.others().any(|other| other.who.as_ref() == Some(people[0].id())).then_some(())
    };
    people[2].wait("the presence of the other", seen).await.unwrap();
    assert_eq!(people[2].look(heard), Some(json));
    // Who goes is gone for all, at once.
    people[1].drop_connection();
    people[2].wait("the presence to end", |view| (!view.presence.contains_key(&71)).then_some(())).await.unwrap();
    check_invariants(&people).await;
}

#[tokio::test]
async fn someone_who_never_reads_does_not_hold_up_the_others() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (notes, root) = (table.notes(), Prose::Areas.shared(&section("A")));
    for person in &people {
        person.attend(&notes).await.unwrap();
    }
    people[2].stop_reading();
    // Large words fill what the network holds, small ones the queue behind it; then the server lets go.
    for _ in 0..60 {
        let page = "—".repeat(15_000);
        assert_eq!(people[0].append(&notes, &root, &page).await.unwrap(), Written::Saved);
        let units = 15_000;
        let away =
            |txn: &mut yrs::TransactionMut<'_>| txn.get_or_insert_text(root.as_str()).remove_range(txn, 0, units);
        assert_eq!(people[0].edit(&notes, away).await.unwrap(), Written::Saved);
    }
    for _ in 0..30 {
        for person in &people[..2] {
            let post = |_| person.post_edit(&notes, |txn| append(txn, &root, ".")).unwrap().unwrap();
            let tickets: Vec<usize> = (0..20).map(post).collect();
            assert_eq!(person.written(&notes, tickets[19]).await.unwrap(), Written::Saved);
        }
    }
    let wanted = ".".repeat(30 * 2 * 20);
    for person in &people[..2] {
        person.wait("every word", |view| (view.replicas[&notes].text(&root) == wanted).then_some(())).await.unwrap();
    }
    check_invariants(&people[..2]).await;
}
