//! Check and sign: what is missing, who came, who dissents; then the agencies' signatures; then the closed record.

use accord_shared::command::Command;
use accord_shared::stage::ReviewPhase;
use leptos::prelude::*;

use super::closed::ClosedView;
use super::signatures::Signing;
use crate::room::signing::content::{Content, DraftLink, WithContent, check};
use crate::seat::command::{Asker, Refusal};
use crate::seat::correct::Correcting;
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::ui::Button;

/// The page of checking and signing.
#[component]
pub fn SignOffView() -> impl IntoView {
    let room = expect_context::<Room>();
    let content = Content::new(room);
    let phase = room.review_phase();
    let frozen = room.memo(|facts| facts.review.content_sha256.clone());
    Effect::new(move |_| {
        // The content to sign is another each time that the review is frozen again.
        frozen.track();
        content.found.set(None);
        content.fetch();
    });
    let title = move || match phase.get() {
        ReviewPhase::Open => "Check before signing",
        ReviewPhase::Signing => "Sign the record",
        ReviewPhase::Closed => "The record is closed",
    };
    view! {
        <article class="room-sign stack stack-wide">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">{title}</h2>
            <Correcting />
            {move || match phase.get() {
                ReviewPhase::Open => view! { <Check content=content /> }.into_any(),
                ReviewPhase::Signing => view! { <Signing content=content /> }.into_any(),
                ReviewPhase::Closed => view! { <ClosedView /> }.into_any(),
            }}
        </article>
    }
}

/// What there is to check before signing.
#[component]
fn Check(
    /// The content.
    content: Content,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    let asker = Asker::new(room);
    let open = move || asker.ask(Command::OpenSigning { review: room.review.get_untracked() });
    let next = move || {
        if chair.get() {
            "When it is right, open signing: it freezes everything, and each agency signs. You can stop the signing again."
        } else {
            "When it is right, the chair opens signing: it freezes everything, and each agency signs."
        }
    };
    view! {
        <p class="room-section-plain">{next}</p>
        <WithContent content=content inside=check />
        <div class="cluster">
            <Button on_press=move || content.fetch()>"Look again"</Button>
            <DraftLink />
            <Show when=move || chair.get()>
                <Button busy=asker.busy on_press=open>"Open signing"</Button>
            </Show>
        </div>
        <Refusal asker=asker />
    }
}
