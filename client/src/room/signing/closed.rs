//! After the end: thanks, what happens next, the record, and the actions of the user's agency.

use accord_shared::api::RecordRef;
use accord_shared::record::RecordFile;
use accord_shared::route::Route;
use accord_shared::schema::Item;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::net::api;
use crate::record::tables::actions;
use crate::room::model::item_order::is_for;
use crate::seat::correct::CorrectRecord;
use crate::seat::room::Room;
use crate::ui::when::moment_in_words;
use crate::ui::{Notice, NoticeKind};

/// What a correction does.
const OPENS_AGAIN: &str = "This version stays as it is. The review opens again, and what is signed then becomes a new version that names this one.";

/// The closed record and what follows from it.
#[component]
pub fn ClosedView() -> impl IntoView {
    let room = expect_context::<Room>();
    let versions = RwSignal::new(Vec::<RecordRef>::new());
    let last = RwSignal::new(None::<RecordFile>);
    let closed = room.memo(|facts| facts.review.versions);
    Effect::new(move |_| {
        let version = closed.get();
        let (you, review) = (room.you(), room.review.get_untracked());
        spawn_local(async move {
            if let Ok(found) = api::records(&you, &review).await {
                versions.try_set(found);
            }
            if let Ok(found) = api::record(&you, &review, version).await {
                last.try_set(Some(found));
            }
        });
    });
    let hash = move || last.with(|last| last.as_ref().map(|file| file.sha256.clone()));
    let own = Memo::new(move |_| {
        let agency = room.me().map(|me| me.agency);
        last.with(|last| {
            let all = last.iter().flat_map(|file| &file.record.content.actions);
            let mine = all.filter(|action| agency.is_some_and(|agency| is_for(&action.body, agency)));
            mine.cloned().collect::<Vec<Item>>()
        })
    });
    let own_table = move || match actions(&own.get(), &room.framework()) {
        Some(table) => view! { <p>"These actions are with your agency:"</p> {table} }.into_any(),
        None => view! { <p class="room-hint">"No action names your agency."</p> }.into_any(),
    };
    view! {
        <Notice kind=NoticeKind::Done title="Thank you">
            <p>"The panel’s work on this plan is done. The record is closed and can no longer change."</p>
        </Notice>
        <section class="stack">
            <h3>"What happens next"</h3>
            <p>"The record goes to the coordinator, who keeps it with the case and follows up the actions. Your link goes on working until about two weeks after the meeting, so that you can read it again."</p>
            {own_table}
        </section>
        <section class="stack">
            <h3>"The record"</h3>
            <ul class="bullets">{move || versions.get().into_iter().map(|version| version_line(room, version)).collect_view()}</ul>
            <p class="room-hint">"Check sum, by which anybody can prove that the file was not changed (SHA-256): " <code class="record-hash" translate="no">{hash}</code></p>
        </section>
        <CorrectRecord words=OPENS_AGAIN />
    }
}

fn version_line(room: Room, version: RecordRef) -> impl IntoView {
    let href = Route::Record(&room.you(), &version.review, Some(version.version)).to_string();
    let why = version.reason.map(|why| format!(", because {why}"));
    view! { <li><a href=href rel="external">"Read version " {version.version}</a> ", closed " {moment_in_words(version.closed_at)} {why}</li> }
}
