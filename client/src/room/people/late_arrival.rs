//! The notice for a late arrival: what has been revealed and what can still be scored.

use accord_shared::stage::SectionPhase;
use leptos::prelude::*;

use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind};
use crate::words::grammar::count;

/// The notice for a late arrival; nothing for anyone else.
#[component]
pub fn LateArrival() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    // Read once, before connecting: connecting itself marks this person as arrived.
    let late = room.facts_now(|facts| {
        let revealed = facts.review.sections.iter().any(|section| section.phase >= SectionPhase::Revealed);
        revealed && !facts.stage.arrived.contains_key(&you)
    });
    let shown = RwSignal::new(late);
    let words = room.memo(|facts| {
        let of = |test: fn(SectionPhase) -> bool| facts.review.sections.iter().filter(|section| test(section.phase)).count();
        let revealed = of(|phase| phase >= SectionPhase::Revealed);
        let open = of(|phase| phase == SectionPhase::Scoring);
        format!(
            "{} been revealed already; your score is not among them, and you can score if the chair starts another round. {} open for you to score now.",
            count(revealed, "section has", "sections have"),
            count(open, "section is", "sections are"),
        )
    });
    let scores = room.scores();
    view! {
        <Show when=move || shown.get()>
            <Notice kind=NoticeKind::Info title="Welcome: the meeting has begun">
                {move || scores.get().then(|| view! { <p>{words.get()}</p> })}
                <p>"Everything said so far is here to read, section by section."</p>
                <Button kind=ButtonKind::Quiet on_press=move || shown.set(false)>"I have read this"</Button>
            </Notice>
        </Show>
    }
}
