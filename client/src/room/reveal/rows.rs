//! A reveal where each row has marks of its own: the rows that divide first, each with its people in columns; those that
//! everyone marked alike folded into one line; and all of it as one table.

use accord_shared::agreement::Standing;
use accord_shared::framework::{Scale, Symbol};
use accord_shared::mark::Mark;
use accord_shared::stage::Round;
use accord_shared::words;
use leptos::prelude::*;

use super::parts::{chip_view, own_words, standing_line};
use crate::marking::grade_mark::symbol_class;
use crate::marking::revealed::{Chip, GradeRow, TargetReveal};
use crate::marking::row_numbers::rows_words;
use crate::seat::room::Room;
use crate::ui::{Disclosure, Table};
use crate::words::grammar::count;

/// The rows of one revealed round.
pub fn rows_view(room: Room, targets: Vec<TargetReveal>, round: &Round, settled: Signal<bool>) -> AnyView {
    let table = rows_table(&targets);
    let numbers = |rows: &[TargetReveal]| -> Vec<usize> {
        rows.iter().filter_map(|row| row.title.as_ref()).map(|(number, _)| *number).collect()
    };
    let (same, mut others): (Vec<_>, Vec<_>) = targets.into_iter().partition(|target| target.same.is_some());
    // The sort is stable: rows as divided as each other stay in the printed order.
    others.sort_by_key(|row| std::cmp::Reverse(row.division));
    let (open, close): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|row| row.standing == Standing::NeedsReconciling);
    let framework = room.framework();
    let Some(scale) = framework.scale_of(&round.section).cloned() else { return ().into_any() };
    let lead = |none: &str, one: &str, many: &str| match open.len() {
        0 => none.to_owned(),
        n => format!("{}: {}.", count(n, one, many), rows_words(&numbers(&open))),
    };
    let now = lead("No row needs reconciling.", "row needs reconciling", "rows need reconciling");
    let then = lead("No row needed reconciling.", "row needed reconciling", "rows needed reconciling");
    let lead_class = if open.is_empty() { Standing::Close } else { Standing::NeedsReconciling };
    let shown = open.into_iter().chain(close).map(|row| row_view(room, &scale, row, round, settled)).collect_view();
    let same = (!same.is_empty()).then(|| same_view(&scale, &same));
    view! {
        {standing_line(lead_class, now, then, settled)}
        <div class="room-reveal-list">{shown}</div>
        {same}
        <Disclosure summary="Show all rows as a table">{table}</Disclosure>
    }
    .into_any()
}

/// One row on which people differ.
fn row_view(room: Room, scale: &Scale, row: TargetReveal, round: &Round, settled: Signal<bool>) -> AnyView {
    let own = own_words(room, &row, round);
    // Of a long scale only the points that somebody chose have a column.
    let long = scale.points.len() > words::SIDE_BY_SIDE_MAX;
    let columns = row.rows.iter().filter(|column| !long || !column.chips.is_empty());
    let columns = columns.cloned().map(|column| column_view(scale, column)).collect_view();
    let heading = row.title.map(|(number, text)| view! { <h4 class="room-row-title">{number} ". " {text}</h4> });
    let comments = comments_view(row.comments);
    view! {
        <div class="room-target">
            {heading}
            {standing_line(row.standing, row.sentence, row.settled, settled)}
            <ul class="room-columns-of-row">{columns}</ul>
            <p class="room-figures">{row.figures} " " {own}</p>
            {row.doubt.map(|doubt| view! { <p class="room-doubt">{doubt}</p> })}
            {comments}
        </div>
    }
    .into_any()
}

/// The people who chose one point.
fn column_view(scale: &Scale, column: GradeRow) -> AnyView {
    let label = match column.mark.and_then(Mark::score) {
        Some(value) => words::short(scale, value),
        None => column.label,
    };
    let people = column.chips.len();
    // Who had no score in is told in the table; here it would only be noise.
    let shown = if column.mark.is_some() { column.chips } else { Vec::new() };
    let chips = shown.into_iter().map(|chip| view! { <li>{chip_view(chip)}</li> }).collect_view();
    let colour = if column.symbol == Symbol::Plain { "" } else { symbol_class(column.symbol) };
    view! {
        <li class="room-column" class:room-column-empty=people == 0>
            <p class="room-column-head">
                <strong>{label}</strong>
                <span class="room-reveal-count">
                    {people} <span class="visually-hidden">{if people == 1 { " person" } else { " people" }}</span>
                </span>
            </p>
            {column.median.then(|| view! { <p><span class="room-reveal-middle">"middle"</span></p> })}
            <ul class=format!("room-reveal-chips {colour}")>{chips}</ul>
        </li>
    }
    .into_any()
}

fn comments_view(comments: Vec<(String, String)>) -> Option<AnyView> {
    let lines = comments.iter().map(|(who, text)| {
        view! { <li class="room-said"><strong>{who.clone()}</strong> ": " <span class="as-written" translate="no" lang="en-GB">{text.clone()}</span></li> }
    });
    let lines = lines.collect_view();
    (!comments.is_empty()).then(|| view! { <ul class="room-row-comments">{lines}</ul> }.into_any())
}

/// The rows that everyone marked alike, in one line that unfolds.
fn same_view(scale: &Scale, rows: &[TargetReveal]) -> AnyView {
    let lines = rows.iter().filter_map(|row| {
        let (number, text) = row.title.clone()?;
        let mark = words::mark(scale, row.same?);
        let comments = comments_view(row.comments.clone());
        Some(view! {
            <li value=number.to_string()><strong>{mark}</strong> ": " {text} " " {row.doubt.clone()} {comments}</li>
        })
    });
    let lines = lines.collect_view();
    let summary = count(rows.len(), "row is the same from everyone", "rows are the same from everyone");
    view! { <Disclosure summary=summary><ol class="room-mark-list">{lines}</ol></Disclosure> }.into_any()
}

/// All rows in the printed order, with who gave what.
fn rows_table(rows: &[TargetReveal]) -> AnyView {
    let lines = rows.iter().map(|row| {
        let (number, text) = row.title.clone().unwrap_or_default();
        let given = row.rows.iter().filter(|point| !point.chips.is_empty()).map(|point| {
            let who = point.chips.iter().map(Chip::label).collect::<Vec<_>>().join("; ");
            view! { <li>{point.label.clone()} ", " {count(point.chips.len(), "person", "people")} ": " {who}</li> }
        });
        let given = given.collect_view();
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{number} ". " {text}</th>
                <td role="cell" data-label="Scores"><ul>{given}</ul></td>
                <td role="cell" data-label="How far apart">{row.settled.clone()}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <Table caption="Who gave which score in which row" caption_hidden=true stacks=true>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">"Row"</th>
                    <th scope="col" role="columnheader">"Scores"</th>
                    <th scope="col" role="columnheader">"How far apart"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{lines}</tbody>
        </Table>
    }
    .into_any()
}
