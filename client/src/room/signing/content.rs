//! The content that would be signed: fetching it, linking to it, and its check sum.

use crate::net::{Failure, api};
use crate::record::judgement::{all_beyond, all_dissents};
use crate::record::tables::{attendance, changes};
use crate::seat::room::Room;
use crate::ui::{Notice, NoticeKind};
use accord_shared::framework::Framework;
use accord_shared::record::RecordContent;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The content of the record as the server has it: frozen while it is being signed.
#[derive(Clone, Copy)]
pub struct Content {
    room: Room,
    /// What came back, once it did.
    pub found: RwSignal<Option<Result<RecordContent, Failure>>>,
}

impl Content {
    pub fn new(room: Room) -> Self {
        Self { room, found: RwSignal::new(None) }
    }

    /// Fetches it again.
    pub fn fetch(self) {
        let (you, review) = (self.room.you(), self.room.review.get_untracked());
        spawn_local(async move {
            let found = api::content(&you, &review).await;
            self.found.try_set(Some(found));
        });
    }
}

/// The link to the whole record as it stands.
#[component]
pub fn DraftLink() -> impl IntoView {
    let room = expect_context::<Room>();
    let href = move || Route::Record(&room.you(), &room.review.get(), None).to_string();
    view! { <a class="button button-secondary" href=href rel="external">"Read the whole record"</a> }
}

/// What is inside, once the content has come.
#[component]
pub fn WithContent(
    /// The content.
    content: Content,
    /// What is inside.
    inside: fn(&RecordContent, &Framework) -> AnyView,
) -> impl IntoView {
    let framework = expect_context::<Room>().framework();
    move || match content.found.get() {
        None => view! { <p role="status">"Reading the record…"</p> }.into_any(),
        Some(Ok(found)) => inside(&found, &framework),
        Some(Err(failure)) => view! { <Notice kind=NoticeKind::Warning><p>{failure.sentence}</p></Notice> }.into_any(),
    }
}

/// What is missing, who dissents, what goes beyond what was scored, who came.
pub fn check(content: &RecordContent, framework: &Framework) -> AnyView {
    let lines = content.missing.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let missing = if content.missing.is_empty() {
        view! { <Notice kind=NoticeKind::Done><p>"Nothing is missing."</p></Notice> }.into_any()
    } else {
        view! {
            <Notice kind=NoticeKind::Warning title="Something is missing">
                <ul class="bullets">{lines}</ul>
                <p>"The record can be signed as it is; it then says what is missing."</p>
            </Notice>
        }
        .into_any()
    };
    let dissents = all_dissents(content, framework).unwrap_or_else(|| view! { <p>"Nobody dissents."</p> }.into_any());
    let beyond =
        all_beyond(content, framework).map(|list| view! { <section><h3>"Beyond what was scored"</h3>{list}</section> });
    view! {
        <div class="stack stack-wide">
            {missing}
            <section><h3>"Dissents"</h3>{dissents}</section>
            {beyond}
            {attendance(&content.attendance)}
            {changes(&content.changes)}
        </div>
    }
    .into_any()
}
