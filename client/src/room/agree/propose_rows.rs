//! The chair proposes a judgement for every row of a section at once. Rows that everyone marked alike are proposed as they
//! were marked; about the others the chair decides, and may ask for the middle of the scores to be filled in.

use accord_shared::command::Command;
use accord_shared::framework::{Section, SectionId, Target, TargetId};
use accord_shared::mark::Marks;
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::beyond::Why;
use crate::marking::choices::{Chooser, offers};
use crate::marking::revealed::{TargetReveal, reveal};
use crate::marking::row::{Asked, MarkRow};
use crate::marking::row_numbers::{number, rows_words};
use crate::marking::sheet::put;
use crate::marking::target_row::asked;
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, Disclosure};
use crate::words::grammar::count;

/// The form of a proposal for a section with rows.
#[component]
pub fn ProposeRows(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let framework = room.framework();
    let found = framework.section(&section)?;
    let revealed: BTreeMap<TargetId, TargetReveal> = room
        .facts_now(|facts| facts.last_round(&section).map(|round| reveal(facts.panel, facts.framework, round)))
        .unwrap_or_default()
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let same: Marks = revealed.iter().filter_map(|(id, row)| Some((id.clone(), row.same?))).collect();
    let middles: Marks = revealed
        .iter()
        .filter(|(_, row)| row.same.is_none())
        .filter_map(|(id, row)| Some((id.clone(), row.middle?)))
        .collect();
    let chosen = RwSignal::new(same.clone());
    let (mut open, mut folded) = (Vec::new(), Vec::new());
    for target in found.targets() {
        let is_same = same.contains_key(&target.id());
        let note = revealed.get(&target.id()).filter(|_| !is_same).map(|row| row.figures.clone());
        let row = row(room, target, note, chosen);
        if is_same { folded.push(row) } else { open.push(row) }
    }
    let folded = (!folded.is_empty()).then(|| {
        let summary = count(
            folded.len(),
            "row is the same from everyone and proposed as it is",
            "rows are the same from everyone and proposed as they are",
        );
        view! { <Disclosure summary=summary><div class="mark-rows">{folded}</div></Disclosure> }
    });
    let missing = missing(found, chosen);
    let why = Why::of(room, &section, chosen);
    let why_not = Signal::derive(move || missing.get().or_else(|| why.why_not()));
    let propose = move || {
        let (review, marks) = (room.review.get_untracked(), chosen.get_untracked());
        asker.ask(Command::Propose { review, section: section.clone(), marks, why: why.given() });
    };
    Some(view! {
        <div class="room-propose" role="group" aria-labelledby="room-propose-title">
            <h4 id="room-propose-title">"Propose a judgement for every row"</h4>
            <div class="mark-rows">{open}</div>
            {folded}
            <FillMiddles middles=middles chosen=chosen />
            {why.view()}
            <Button busy=asker.busy why_not=why_not on_press=propose>"Propose this to the panel"</Button>
            <Refusal asker=asker />
        </div>
    })
}

/// Why it cannot be proposed yet.
fn missing(section: &Section, chosen: RwSignal<Marks>) -> Signal<Option<String>> {
    let section = section.clone();
    Signal::derive(move || {
        let missing: Vec<usize> = chosen.with(|chosen| {
            let open = section.targets().map(|target| target.id()).filter(|id| !chosen.contains_key(id));
            open.filter_map(|id| number(&section, &id)).collect()
        });
        (!missing.is_empty()).then(|| format!("Choose a judgement for {} first.", rows_words(&missing)))
    })
}

/// Fills the rows that are still open with the middle of their scores, and says which it filled.
#[component]
fn FillMiddles(
    /// The middle of each row that has one and on which people differ.
    middles: Marks,
    /// What is chosen.
    chosen: RwSignal<Marks>,
) -> impl IntoView {
    let middles = StoredValue::new(middles);
    let filled = RwSignal::new(0_usize);
    let left = Memo::new(move |_| {
        chosen.with(|chosen| middles.with_value(|all| all.keys().filter(|id| !chosen.contains_key(*id)).count()))
    });
    let fill = move || {
        filled.set(left.get_untracked());
        chosen.update(|chosen| {
            middles.with_value(|all| {
                for (id, mark) in all {
                    chosen.entry(id.clone()).or_insert(*mark);
                }
            });
        });
    };
    let words = move || {
        let rows = count(left.get(), "open row", "open rows");
        format!("Fill in the middle of the scores in {rows}")
    };
    let said = move || {
        let rows = count(filled.get(), "row", "rows");
        (filled.get() > 0)
            .then(|| format!("The middle of the scores is filled in for {rows}. Please look at each of them."))
    };
    view! {
        <Show when=move || left.get() != 0>
            <div><Button on_press=fill>{words}</Button></div>
        </Show>
        <p class="room-hint" role="status">{said}</p>
    }
}

fn row(room: Room, target: Target<'_>, note: Option<String>, chosen: RwSignal<Marks>) -> AnyView {
    let id = target.id();
    let (given, element) = (id.clone(), format!("propose-{id}"));
    view! {
        <MarkRow
            id=element
            asked=Asked { hint: note, ..asked(target) }
            offers=offers(&room.framework(), target, Chooser::Panel)
            value=Memo::new(move |_| chosen.with(|chosen| chosen.get(&given).copied()))
            on_choose=move |mark| chosen.update(|chosen| put(chosen, &id, mark))
        />
    }
    .into_any()
}
