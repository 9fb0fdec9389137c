//! One section, in three parts: its heading, the pane in which it is judged, and the paper: what good looks like, the shared
//! notes, themes and actions. On a workbench the pane stands beside the rest and each part scrolls by itself; on a narrow
//! screen they follow one another, with what good looks like folded before the pane.

use accord_shared::framework::SectionId;
use leptos::prelude::*;

use super::notes::SharedNotes;
use super::pane::JudgementPane;
use crate::marking::descriptors::Descriptors;
use crate::room::later::{ActionsSummary, Proposals};
use crate::room::model::sections::{SectionState, state};
use crate::room::workbench::Workbench;
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;

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
    let workbench = expect_context::<Workbench>();
    let paper_name = format!("What good looks like, and notes on {}", room.section_name(&id));
    // Only words and no field: nobody loses anything when the window grows or shrinks.
    let descriptors = StoredValue::new(id.clone());
    let descriptors = move |wide: bool| {
        (workbench.wide.get() == wide).then(|| view! { <Descriptors section=descriptors.get_value() open=wide /> })
    };
    Some(view! {
        <article class="room-section">
            <div class="room-section-head">
                <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">{heading}</h2>
                <p class="room-section-plain">{plain}</p>
                <p class="room-section-state"><span class=state_class>{state_words}</span></p>
                {move || descriptors(false)}
            </div>
            <JudgementPane section=id.clone() />
            <section class="room-paper" aria-label=paper_name tabindex=move || workbench.pane_stop()>
                {move || descriptors(true)}
                <SharedNotes section=id.clone() />
                <section class="stack" aria-labelledby="room-proposals-title">
                    <h3 id="room-proposals-title">"Themes and actions from this section"</h3>
                    <Proposals section=id />
                    <ActionsSummary />
                </section>
            </section>
        </article>
    })
}
