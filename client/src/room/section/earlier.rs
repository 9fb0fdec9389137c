//! What was agreed in a section before it was opened again: everyone sees it while the section is talked about again.

use accord_shared::framework::SectionId;
use accord_shared::mark::Marks;
use accord_shared::stage::{AgreedBefore, Beyond};
use leptos::prelude::*;

use crate::room::agree::agreed::{dissent_list, how_words};
use crate::room::agree::mark_list::mark_list;
use crate::room::model::tally::{Dissent, dissents, person};
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::words::beyond::beyond_view;
use crate::words::marks::marks_words;

/// One earlier judgement, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Before {
    words: String,
    how: String,
    marks: Marks,
    beyond: Option<Beyond>,
    dissents: Vec<Dissent>,
    reason: String,
    by: String,
}

impl Before {
    fn of(facts: Facts<'_>, id: &SectionId, before: &AgreedBefore) -> Self {
        Self {
            words: marks_words(facts.framework, id, &before.agreed.marks),
            how: how_words(&before.agreed),
            marks: before.agreed.marks.clone(),
            beyond: before.agreed.beyond.clone(),
            dissents: dissents(facts, &before.agreed, &before.dissents),
            reason: before.reason.clone(),
            by: person(facts, &before.reopened_by),
        }
    }
}

/// Every judgement that was agreed before, the last one first, folded away or not; nothing where the section was never
/// opened again.
#[component]
pub fn AgreedBeforeView(
    /// Which section.
    section: SectionId,
    /// Whether it is unfolded at first.
    open: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let before = room.memo({
        let section = section.clone();
        move |facts| {
            let stage = facts.review.section(&section);
            let all = stage.iter().flat_map(|stage| stage.agreed_before.iter().rev());
            all.map(|before| Before::of(facts, &section, before)).collect::<Vec<_>>()
        }
    });
    let parts = move || {
        let framework = room.framework();
        let part = |before: Before| {
            let rows = mark_list(&framework, &section, &before.marks, &Marks::new());
            let beyond = beyond_view(&framework, before.beyond.as_ref());
            let dissents = dissent_list(&before.dissents).map(|list| view! { <p>"Dissent from it:"</p> {list} });
            view! {
                <div class="room-agreed-before stack">
                    <p><strong>{before.words}</strong> " " {before.how}</p>
                    {rows}
                    {beyond}
                    {dissents}
                    <p>"Opened again by " {before.by} " because: " <span class="as-written" translate="no" lang="en-GB">{before.reason}</span></p>
                </div>
            }
        };
        before.get().into_iter().map(part).collect_view()
    };
    view! {
        <Show when=move || before.with(|before| !before.is_empty())>
            <details class="disclosure room-before" open=open>
                <summary class="disclosure-summary"><h3 class="room-before-title">"Agreed before"</h3></summary>
                <div class="disclosure-body">{parts.clone()}</div>
            </details>
        </Show>
    }
}
