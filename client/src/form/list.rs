//! The list of drafts, where somebody judges several: where each stands, and the way to its form.

use accord_shared::panel::Review;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use super::head::plain;
use super::model::stage::{Face, face};
use crate::marking::gaps::progress;
use crate::marking::own_form::OwnForm;
use crate::seat::leave::LeaveDevice;
use crate::seat::lost_changes::OwnNotices;
use crate::seat::room::Room;
use crate::seat::saved_line::SavedLine;
use crate::ui::{Page, PageWidth, Tag, TagKind};

/// The list of drafts.
#[component]
pub fn Drafts() -> impl IntoView {
    let room = expect_context::<Room>();
    let (title, agenda) = room.panel.with_untracked(|panel| (panel.title.clone(), panel.agenda.clone()));
    let framework = room.framework().title.clone();
    let items = agenda.iter().map(|review| item(room, review)).collect_view();
    view! {
        <Page title="Drafts" kicker=title lede=framework width=PageWidth::Wide>
            <OwnNotices />
            <ul class="form-drafts">{items}</ul>
            <SavedLine />
            <LeaveDevice />
        </Page>
    }
}

fn item(room: Room, review: &Review) -> AnyView {
    let (id, you) = (review.id.clone(), room.you());
    let all = room.framework().targets().count();
    let face = Memo::new(move |_| {
        room.stage.with(|stage| stage.review(&id).map(|review| face(&stage.way, &you, review)).unwrap_or_default())
    });
    let gaps = OwnForm::of(room, &review.id).map(|form| form.gaps);
    let state = move || match face.get() {
        Face::Fill => (TagKind::Attention, gaps.map(|gaps| gaps.with(|gaps| progress(all, gaps))).unwrap_or_default()),
        Face::Waiting => (TagKind::Active, "Handed in, waiting for the other".to_owned()),
        Face::Beside => (TagKind::Attention, "Both handed in, to be finished".to_owned()),
        Face::Done => (TagKind::Done, "Finished".to_owned()),
        Face::Onlooker => (TagKind::Neutral, "Others judge it".to_owned()),
    };
    let state = Memo::new(move |_| state());
    let href = Route::Form(&room.you(), Some(&review.id)).to_string();
    let (case, plan) = (review.case_ref.clone(), plain(review));
    view! {
        <li class="form-draft">
            <A href=href attr:class="form-draft-link">{case}</A>
            <p class="soft">{plan}</p>
            <Tag kind=Signal::derive(move || state.with(|state| state.0))>{move || state.with(|state| state.1.clone())}</Tag>
        </li>
    }
    .into_any()
}
