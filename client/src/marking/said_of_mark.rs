//! Remarks on the user's own mark besides the comment: how sure they are of it, and from the second round on why it
//! is another than before. It is as private as the mark. Only a panel asks for it.

use accord_shared::framework::TargetId;
use accord_shared::mark::Sureness;
use accord_shared::words::sureness;
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::ui::{Choice, Select};

/// What is said when the mark of somebody is another than in the round before.
const WHY_MOVED: &str = "What changed your mind?";

/// The controls of one target, the row with this number or a whole section, as far as they apply; `None` where nobody
/// asks. They come with the mark, and stay.
pub fn said_of_mark(sheet: Sheet, id: &TargetId, row: Option<usize>, closed: Signal<bool>) -> Option<AnyView> {
    let sure = sheet.sure(id)?;
    let of_row = row.map(|row| format!(" of row {row}")).unwrap_or_default();
    let label = format!("How sure are you{of_row}?");
    let mark = sheet.mark(id);
    let marked = Memo::new(move |before: Option<&bool>| before == Some(&true) || mark.get().is_some());
    let (element, choose) = (format!("sure-{id}"), id.clone());
    let choices: Vec<Choice<Option<Sureness>>> = std::iter::once(Choice::new(None, "Not said"))
        .chain(Sureness::ALL.map(|sure| Choice::new(Some(sure), sureness(sure))))
        .collect();
    let moved = moved(sheet, id, row);
    let how_sure = move || {
        let (element, choose, label, choices) = (element.clone(), choose.clone(), label.clone(), choices.clone());
        marked.get().then(|| {
            view! {
                <fieldset class="mark-said" disabled=closed>
                    <Select
                        id=element
                        label=label
                        choices=choices
                        value=sure
                        on_choose=move |sure| sheet.choose_sure(&choose, sure)
                    />
                </fieldset>
            }
        })
    };
    Some(view! { {how_sure} {moved} }.into_any())
}

/// The line on why a mark is another than before; `None` in the first round.
fn moved(sheet: Sheet, id: &TargetId, row: Option<usize>) -> Option<AnyView> {
    let root = sheet.moved_root(id)?;
    let shown = has_moved(sheet, id);
    let shown = Memo::new(move |before: Option<&bool>| before == Some(&true) || shown.get());
    let label = row.map_or_else(|| WHY_MOVED.to_owned(), |row| format!("{WHY_MOVED} (row {row})"));
    let element = format!("moved-{id}");
    let line = move || shown.get().then(|| sheet.texts.line(&root, element.clone(), label.clone()));
    Some(line.into_any())
}

/// Whether the mark of a target is another than in the round before, or something is said of that.
fn has_moved(sheet: Sheet, id: &TargetId) -> Signal<bool> {
    let Some(root) = sheet.moved_root(id) else { return Signal::stored(false) };
    let (mark, before, why) = (sheet.mark(id), sheet.mark_before(id), sheet.texts.text(&root));
    Signal::derive(move || {
        let both = mark.get().zip(before.get());
        both.is_some_and(|(mark, before)| mark != before) || why.with(|why| !why.is_empty())
    })
}

/// Whether anything is said of a mark, or should be asked: then the box of its row is open.
pub fn is_said(sheet: Sheet, id: &TargetId) -> Signal<bool> {
    let (sure, moved) = (sheet.sure(id), has_moved(sheet, id));
    Signal::derive(move || moved.get() || sure.is_some_and(|sure| sure.get().is_some()))
}
