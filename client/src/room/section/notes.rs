//! The shared notes of a section: strengths, areas for improvement and why, which everyone with a voice writes in at
//! once.

use accord_shared::document::Document;
use accord_shared::framework::SectionId;
use accord_shared::schema::Prose;
use leptos::prelude::*;

use crate::seat::room::Room;
use crate::seat::text::SharedText;

/// The shared notes of a section.
#[component]
pub fn SharedNotes(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let boxes = framework.section(&section).map(|section| section.commentary.clone()).unwrap_or_default();
    let texts = boxes.into_iter().map(|box_of| {
        view! { <SharedText root=Prose::from(box_of).shared(&section) label=box_of.title() /> }
    });
    let document = Document::Notes(room.review.get_untracked());
    let why_not = Memo::new(move |_| room.why_not_write(&document));
    view! {
        <section class="room-notes" aria-labelledby="room-notes-title">
            <h3 class="room-notes-title" id="room-notes-title">"Shared notes"</h3>
            <p class="room-hint">"Everyone in the room sees these while you type. Keep your score out of them until the reveal."</p>
            {move || why_not.get().map(|why| view! { <p class="room-hint">{why}</p> })}
            <div class="room-notes-texts">{texts.collect_view()}</div>
        </section>
    }
}
