//! One section: what it is, what good looks like, and then what its phase calls for: waiting, the own ballot, the reveal
//! with the reconciling, or the agreed judgement; and what was agreed before. The shared notes are
//! always there.

use accord_shared::framework::SectionId;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::notes::SharedNotes;
use crate::marking::descriptors::Descriptors;
use crate::room::ballot::score::Ballot;
use crate::room::later::{AgreedBeforeView, AgreedView, Proposals, Reconcile, RevealView};
use crate::room::model::sections::{SectionState, state};
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::ui::{Notice, NoticeKind, focus_id};

/// The class of everything whose disappearance takes a person's focus away, unless it is brought to the heading.
const PHASE_CLASS: &str = "room-phase";

/// One section.
#[component]
pub fn SectionView(
    /// Which section.
    id: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let section = framework.section(&id)?;
    let heading = section.page_heading();
    let plain = section.plain.clone();
    let state = {
        let id = id.clone();
        Memo::new(move |_| room.with_facts(|facts| facts.review.section(&id).map(|section| state(facts, section))))
    };
    let state_class = move || state.with(|state| state.as_ref().map_or("room-state", SectionState::class));
    let state_words = move || state.with(|state| state.as_ref().map(SectionState::words));
    Some(view! {
        <article class="room-section">
            <div class="room-section-head">
                <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">{heading}</h2>
                <p class="room-section-plain">{plain}</p>
                <p><span class=state_class>{state_words}</span></p>
            </div>
            <Descriptors section=id.clone() />
            <PhaseContent section=id.clone() />
            <AgreedBeforeView section=id.clone() />
            <SharedNotes section=id.clone() />
            <section class="stack" aria-labelledby="room-proposals-title">
                <h3 id="room-proposals-title">"Themes and actions from this section"</h3>
                <Proposals section=id />
            </section>
        </article>
    })
}

/// What the phase of a section calls for. It is made again only when phase or round change.
#[component]
fn PhaseContent(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let phase_and_round = room.phase_and_round(&section);
    view! {
        <div class=PHASE_CLASS>
            {move || {
                on_cleanup(keep_focus);
                on_cleanup(keep_place);
                let (phase, round) = phase_and_round.get();
                let section = section.clone();
                match phase {
                    SectionPhase::Reading => view! { <NotOpen /> }.into_any(),
                    SectionPhase::Scoring => {
                        let before = (round > 1).then(|| view! { <RevealView section=section.clone() /> });
                        view! { <Ballot section=section round=round /> {before} }.into_any()
                    }
                    SectionPhase::Revealed => view! {
                        <RevealView section=section.clone() />
                        <Reconcile section=section />
                    }
                    .into_any(),
                    SectionPhase::Agreed => view! {
                        <AgreedView section=section.clone() />
                        <RevealView section=section />
                    }
                    .into_any(),
                }
            }}
        </div>
    }
}

/// What stands where the ballot will be.
#[component]
fn NotOpen() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info>
            <p>"The chair has not opened this section for scoring yet. You can read the plan and what good looks like, and write in the shared notes."</p>
        </Notice>
    }
}

/// When what has the focus is about to go, the focus comes to the heading of the section, whose state says why.
fn keep_focus() {
    let active = document().active_element();
    let inside = active.and_then(|element| element.closest(&format!(".{PHASE_CLASS}")).ok().flatten());
    // A dialogue keeps its own focus; it is closed by whoever opened it.
    if inside.is_some_and(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().is_ok()) {
        request_animation_frame(|| focus_id(PLACE_HEADING));
    }
}

/// Whoever writes below the phase, in the shared notes, keeps their line where it is on the screen, however much more or
/// less stands above it from now on.
fn keep_place() {
    let Some(active) = document().active_element() else { return };
    // The selector is a constant that browsers understand.
    if !active.matches("textarea, input, select").unwrap_or(false) {
        return;
    }
    let before = active.get_bounding_client_rect().top();
    // The page has been drawn anew by then, and nobody has seen it yet.
    request_animation_frame(move || {
        if active.is_connected() {
            window().scroll_by_with_x_and_y(0.0, active.get_bounding_client_rect().top() - before);
        }
    });
}
