//! The page of a form: the list of drafts where there are several, else the one form, with its head and with what its
//! stage calls for.

use accord_shared::id::ReviewId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::fill::Fill;
use super::finished::{Done, Onlooker, Waiting};
use super::head::Head;
use super::list::Drafts;
use super::model::stage::{Face, face};
use super::side_by_side::BesideView;
use crate::seat::cancelled::Cancelled;
use crate::seat::correct::Correcting;
use crate::seat::leave::LeaveDevice;
use crate::seat::lost_changes::OwnNotices;
use crate::seat::open::{Opens, WithLink};
use crate::seat::room::Room;
use crate::seat::saved_line::announce_saving;
use crate::ui::{Page, PageWidth, TopBar, announce, focus_heading};

/// The forms of one seat, whose id is in the address.
#[component]
pub fn FormPage() -> impl IntoView {
    view! { <WithLink opens=Opens::Form inside=|| view! { <FormFrame /> }.into_any() /> }
}

#[component]
fn FormFrame() -> impl IntoView {
    let room = expect_context::<Room>();
    announce_saving(room);
    let address = use_query_map();
    let shown = Memo::new(move |_| {
        let agenda = room.panel.with(|panel| panel.agenda.iter().map(|review| review.id.clone()).collect::<Vec<_>>());
        let named = address.with(|query| query.get_str("review").and_then(|id| ReviewId::new(id).ok()));
        named.filter(|id| agenda.contains(id)).or_else(|| agenda.first().filter(|_| agenda.len() == 1).cloned())
    });
    Effect::new(move |before: Option<Option<ReviewId>>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(focus_heading);
        }
        now
    });
    let body = move || match shown.get() {
        None => view! { <Drafts /> }.into_any(),
        Some(_) => view! { <OneForm /> }.into_any(),
    };
    view! {
        <div class="shell">
            <TopBar />
            <main class="shell-main" id="main" tabindex="-1"><Cancelled /> {body}</main>
        </div>
    }
}

/// One review, whatever its stage.
#[component]
fn OneForm() -> impl IntoView {
    let room = expect_context::<Room>();
    let case =
        room.memo(|facts| facts.panel.review(&facts.review.id).map(|plan| plan.case_ref.clone()).unwrap_or_default());
    let you = room.you();
    let face = room.memo(move |facts| face(&facts.stage.way, &you, facts.review));
    Effect::new(move |before: Option<Face>| {
        let now = face.get();
        if before.is_some_and(|before| before != now) {
            announce(arrived(now));
            // What had the focus may be gone; the heading is there always.
            request_animation_frame(focus_heading);
        }
        now
    });
    let body = move || match face.get() {
        Face::Fill => view! { <Fill /> }.into_any(),
        Face::Waiting => view! { <Waiting /> }.into_any(),
        Face::Beside => view! { <BesideView /> }.into_any(),
        Face::Done => view! { <Done /> }.into_any(),
        Face::Onlooker => view! { <Onlooker /> }.into_any(),
    };
    view! {
        <Page
            title=Signal::derive(move || format!("Plan {}", case.get()))
            kicker=Signal::derive(move || room.panel.with(|panel| panel.title.clone()))
            width=PageWidth::Wide
        >
            <Head />
            <OwnNotices />
            <Correcting />
            <div class="stack stack-wide">{body}</div>
            <LeaveDevice />
        </Page>
    }
}

/// The announcement to a screen reader when the stage of a review changes.
const fn arrived(face: Face) -> &'static str {
    match face {
        Face::Fill => "The form is open.",
        Face::Waiting => "Your form is handed in.",
        Face::Beside => "Both forms are handed in. They stand side by side now.",
        Face::Done => "This is finished, and its record is closed.",
        Face::Onlooker => "Others judge this plan.",
    }
}
