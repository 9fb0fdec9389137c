//! The agencies' views of the plan as a whole. The parent-carer forum is asked first, with prompts in plain words; only
//! an agency's own people write its view, and the others read it once it is published.

use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::panel::Agency;
use accord_shared::schema::VIEW;
use leptos::prelude::*;

use crate::seat::command::{Asker, Refusal};
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind};
use crate::words::agency_chip::AgencyChip;

/// What to think of when writing a view.
const fn prompts(agency: Agency) -> &'static [&'static str] {
    match agency {
        Agency::ParentCarerForum => &[
            "Is the child or young person a person in it?",
            "Would a family understand it?",
            "Does it say who does what, and when?",
        ],
        _ => &["What matters most about this plan, seen from where you work?"],
    }
}

/// The page of views.
#[component]
pub fn ViewsView() -> impl IntoView {
    let room = expect_context::<Room>();
    let agencies = Memo::new(move |_| room.panel.with(accord_shared::panel::Panel::agencies));
    let row = move |agency: Agency| view! { <AgencyView agency=agency /> };
    view! {
        <article class="room-views stack stack-wide">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">"Views on the plan"</h2>
            <p class="room-section-plain">
                "Each agency can say in a few sentences how it sees the plan as a whole. The parent-carer forum is asked first, and its view is printed first."
            </p>
            <ol class="room-items"><For each=move || agencies.get() key=|agency| *agency children=row /></ol>
        </article>
    }
}

/// The view of one agency: to write for its people, to read for the others.
#[component]
fn AgencyView(
    /// Which agency.
    agency: Agency,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let mine = Memo::new(move |_| room.me().is_some_and(|me| me.has_voice() && me.agency == agency));
    let published = room.memo(move |facts| facts.review.views_published.contains(&agency));
    let body = move || {
        if mine.get() {
            view! { <WriteView agency=agency published=published /> }.into_any()
        } else if published.get() {
            let document = Document::View(room.review.get(), agency);
            let text = RwSignal::from(room.link().text(&document, VIEW).text());
            view! { <p class="as-written" translate="no" lang="en-GB">{move || text.get()}</p> }.into_any()
        } else {
            view! { <p class="room-hint">"Not published yet."</p> }.into_any()
        }
    };
    view! {
        <li class="room-item">
            <h3 class="room-item-kind"><AgencyChip agency=agency full=true /></h3>
            {body}
        </li>
    }
}

/// The own agency's view.
#[component]
fn WriteView(
    /// Which agency.
    agency: Agency,
    /// Whether it is published.
    published: Memo<bool>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let review = room.review.get_untracked();
    let document = Document::View(review.clone(), agency);
    let text = RwSignal::from(room.link().text(&document, VIEW).text());
    let command = Command::PublishView { review };
    let why_not = {
        let command = command.clone();
        Signal::derive(move || {
            let empty = text.with(|text| text.trim().is_empty()).then(|| "Write a sentence or two first.".to_owned());
            room.why_not(&command).or(empty)
        })
    };
    let lines = prompts(agency).iter().map(|prompt| view! { <li>{*prompt}</li> }).collect_view();
    let publish = move || {
        let command = command.clone();
        if published.get() {
            view! { <Notice kind=NoticeKind::Done><p>"Published: everyone in the room can read it. You can go on changing it until signing."</p></Notice> }
                .into_any()
        } else {
            let ask = move || asker.ask(command.clone());
            view! { <Button kind=ButtonKind::Primary busy=asker.busy why_not=why_not on_press=ask>"Publish our view"</Button> }
                .into_any()
        }
    };
    view! {
        <div class="stack">
            <ul class="bullets">{lines}</ul>
            <OwnText document=document root=VIEW.to_owned() label="Our view of the plan" rows=5 hint="Only people of your agency see it until you publish it." />
            {publish}
            <Refusal asker=asker />
        </div>
    }
}
