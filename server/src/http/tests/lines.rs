//! A socket's line into its room.

use accord_shared::document::Document;
use accord_shared::wire::{Address, AuthMessage, Body, Frame, SyncMessage};
use yrs::{Doc, ReadTxn as _, Text as _, Transact as _};

use super::rig::{Site, form};

#[tokio::test]
async fn what_was_said_before_the_client_closed_counts_though_nobody_hears_the_answers() {
    let site = Site::new().await;
    let coordinator = site.coordinator().await;
    let made = site.panel(&coordinator, &form()).await;
    let (panel, review) = (&made.panel.id, &made.panel.agenda[0].id);
    let who = &made.panel.offices.chair;
    let notes = Document::Notes(review.clone());
    let (voice, outbox) = site.app.rooms.join(panel, who).await.unwrap().split();
    // The arrival is stored, so that answers go out at once.
    site.app.rooms.content(panel, who, review).await.unwrap();
    // The client has closed; what it said before is still on its way.
    drop(outbox);
    let say = async |body: Body| voice.say(Frame::new(Address::new(&notes.to_string()).unwrap(), body)).await;
    assert!(say(Body::Auth(AuthMessage::Token { token: String::new(), version: None })).await);
    let doc = Doc::new();
    let text = doc.get_or_insert_text("strengths/A");
    for word in ["One. ", "Two. ", "Three."] {
        let before = doc.transact().state_vector();
        text.push(&mut doc.transact_mut(), word);
        let change = doc.transact().encode_diff_v1(&before);
        assert!(say(Body::Sync(SyncMessage::Update(change))).await);
    }
    voice.leave().await;
    // Asked behind it all, and answered once it is stored.
    let content = site.app.rooms.content(panel, who, review).await.unwrap();
    let commentary = serde_json::to_string(&content).unwrap();
    assert!(commentary.contains("One. Two. Three."), "{commentary}");
}
