//! The frame of the room: its head, the list of sections, the place that this person looks at, and what stays at the
//! bottom.

use leptos::prelude::*;

use super::footer::{RoomBottom, keep_in_sight};
use super::head::header::RoomHeader;
use super::head::no_plan::NoPlan;
use super::later::{ActionsView, BoardView, DetailsView, QuestionsView, SignOffView, ViewsView, fetch_the_rest};
use super::people::announcer::Announcer;
use super::people::late_arrival::LateArrival;
use super::reveal::arrival::follow_reveals;
use super::scores::ScoresView;
use super::section::list::SectionList;
use super::section::view::SectionView;
use super::workbench::{Density, Workbench};
use crate::seat::beside::Beside;
use crate::seat::cancelled::Cancelled;
use crate::seat::place::PLACE_HEADING;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::ui::{focus_id, set_page_title};

/// The room.
#[component]
pub fn RoomFrame() -> impl IntoView {
    let room = expect_context::<Room>();
    let workbench = Workbench::provide();
    Beside::provide();
    follow_the_address(room);
    follow_reveals(room);
    show_presence(room);
    fetch_the_rest(room);
    let place = room.place;
    let review = room.review;
    let has_plan = room.has_plan();
    let centre = move || {
        // Another plan makes the place again, because it has other documents.
        review.track();
        if !has_plan.get() {
            return view! { <NoPlan /> }.into_any();
        }
        match place.get() {
            Place::Section(id) => view! { <SectionView id=id /> }.into_any(),
            Place::Details => view! { <DetailsView /> }.into_any(),
            Place::Scores => view! { <ScoresView /> }.into_any(),
            Place::Board => view! { <BoardView /> }.into_any(),
            Place::Views => view! { <ViewsView /> }.into_any(),
            Place::Questions => view! { <QuestionsView /> }.into_any(),
            Place::Actions => view! { <ActionsView /> }.into_any(),
            Place::SignOff => view! { <SignOffView /> }.into_any(),
        }
    };
    view! {
        <div
            class="room"
            class:room-compact=move || workbench.density.get() == Density::Compact
            on:focusin=|_| request_animation_frame(|| keep_in_sight(true))
        >
            <RoomHeader />
            <div class="room-columns">
                <SectionList />
                <main class="room-centre" id="main" tabindex="-1">
                    <Cancelled />
                    <LateArrival />
                    {centre}
                </main>
            </div>
            <RoomBottom />
            <Announcer />
        </div>
    }
}

/// When the person goes elsewhere in the room, the title of the tab says where, and the focus goes to its heading.
fn follow_the_address(room: Room) {
    let title =
        room.memo(|facts| facts.panel.review(&facts.review.id).map(|plan| plan.case_ref.clone()).unwrap_or_default());
    Effect::new(move |before: Option<()>| {
        let place = place_title(room, &room.place.get());
        let plan = title.get();
        set_page_title(&if plan.is_empty() { "The room".to_owned() } else { format!("{place}, plan {plan}") });
        if before.is_some() {
            // The heading is there once the place has been drawn.
            request_animation_frame(|| {
                focus_id(PLACE_HEADING);
                begin_at_the_heading();
            });
        }
    });
}

/// A place that one goes to begins at its heading, however far the one before had been scrolled.
fn begin_at_the_heading() {
    if let Some(heading) = document().get_element_by_id(PLACE_HEADING) {
        heading.scroll_into_view();
    }
}

fn place_title(room: Room, place: &Place) -> String {
    match place {
        Place::Section(id) => crate::seat::facts::section_name_first(&room.framework(), id),
        other => other.title().to_owned(),
    }
}

/// Shows the others where this person looks and writes; nothing about a ballot.
fn show_presence(room: Room) {
    Effect::new(move |_| {
        room.link().show(accord_shared::message::Presence {
            who: None,
            review: Some(room.review.get()),
            section: room.place.with(|place| place.section().cloned()),
            writing: room.writing.get(),
        });
    });
}
