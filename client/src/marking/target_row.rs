//! One target on a sheet: its row of marks with its comment, or the one mark of its section.

use accord_shared::framework::{Descriptor, Framework, Section, Target, TargetId};
use leptos::prelude::*;

use super::choices::{Chooser, offers};
use super::gaps::{comment_id, mark_id};
use super::row::{Asked, Comment, MarkRow, RowLayout};
use super::row_numbers::number;
use super::said_of_mark::{is_said, said_of_mark};
use super::sheet::{Sheet, TextBox};
use crate::ui::{Button, ButtonKind};

/// A target to be given a mark. `aside` stands between its buttons and its comment.
pub fn target_row(
    sheet: Sheet,
    framework: &Framework,
    target: Target<'_>,
    closed: Signal<bool>,
    aside: Option<AnyView>,
) -> AnyView {
    let id = target.id();
    let choose = id.clone();
    let (layout, comment, below) = if target.descriptor.is_some() {
        (RowLayout::Line, Some(comment(sheet, target, closed)), None)
    } else {
        let said = said_of_mark(sheet, &id, None, closed);
        let clear = clear(sheet, id.clone(), closed);
        (RowLayout::Grades, None, Some(view! { {clear} {said} }.into_any()))
    };
    view! {
        <MarkRow
            id=mark_id(&id)
            asked=asked(target)
            offers=offers(framework, target, Chooser::Person)
            layout=layout
            value=sheet.mark(&id)
            on_choose=move |mark| sheet.choose(&choose, mark)
            disabled=closed
            comment=comment
        >
            {below}
            {aside}
        </MarkRow>
    }
    .into_any()
}

/// What a row asks: a descriptor in its words, or the section's one score.
pub fn asked(target: Target<'_>) -> Asked {
    match target.descriptor {
        Some(descriptor) => Asked {
            number: number(target.section, &target.id()),
            when: descriptor.condition.clone(),
            text: descriptor.text.clone(),
            about: None,
            hint: hint(target.section, descriptor),
        },
        None => Asked { text: "Your score".to_owned(), about: Some(target.section.heading()), ..Asked::default() },
    }
}

/// How to score a row, and whether it is in the source; nothing where there is nothing to say.
fn hint(section: &Section, row: &Descriptor) -> Option<String> {
    let said: Vec<&str> = row.guidance.as_deref().into_iter().chain(section.origin_beside(row)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The comment on a row, with what else is said of its score and what takes it back: in the row itself, the Delete key does
/// that.
fn comment(sheet: Sheet, target: Target<'_>, closed: Signal<bool>) -> Comment {
    let id = target.id();
    let (root, element) = (sheet.comment_root(&id), comment_id(&id));
    let text = sheet.texts.text(&root);
    let row = number(target.section, &id);
    let label = match row {
        Some(number) => format!("Comment on row {number}"),
        None => "Comment".to_owned(),
    };
    let opener = if sheet.sure(&id).is_some() { "Comment, or how sure" } else { "Comment" };
    let said = is_said(sheet, &id);
    let field = {
        let element = element.clone();
        move |hint: MaybeProp<String>| {
            let said = said_of_mark(sheet, &id, row, closed);
            let field = TextBox { root: root.clone(), id: element.clone(), label: label.clone(), hint, rows: 2 };
            view! { {sheet.texts.area(field)} {said} {clear(sheet, id.clone(), closed)} }.into_any()
        }
    };
    let written = Signal::derive(move || text.with(|text| !text.is_empty()) || said.get());
    Comment { id: element, opener, written, field: Callback::new(field) }
}

/// Takes a score back, once there is one.
fn clear(sheet: Sheet, target: TargetId, closed: Signal<bool>) -> AnyView {
    let mark = sheet.mark(&target);
    let given = Memo::new(move |_| mark.get().is_some() && !closed.get());
    (move || {
        let target = target.clone();
        given.get().then(|| {
            view! { <Button kind=ButtonKind::Quiet on_press=move || sheet.choose(&target, None)>"Clear my score"</Button> }
        })
    })
    .into_any()
}
