//! Judgements of the same thing with the same framework side by side: what differs from the first column is marked with
//! a picture and a word.

use accord_shared::api::{SideBySide, SideCell, SideColumn, SideRow};
use accord_shared::framework::{SectionId, heading_of};
use leptos::prelude::*;

use super::Shown;
use crate::ui::Table;
use crate::words::plans as words;
use crate::words::plans::outcome_mark;

/// A table for each framework with which the same thing was judged more than once.
#[component]
pub fn SideBySides(shown: Shown) -> impl IntoView {
    let all = Memo::new(move |_| shown.view.with(|view| view.side_by_side.clone()));
    move || {
        let tables = all.get().iter().map(table).collect_view();
        all.with(|all| !all.is_empty()).then(|| {
            view! {
                <section class="stack" aria-labelledby="side-by-side">
                    <h2 id="side-by-side">"Side by side"</h2>
                    <p class="soft">"Each judgement is compared with the first: upgraded means better than the first, downgraded not as good."</p>
                    {tables}
                </section>
            }
            .into_any()
        })
    }
}

fn table(one: &SideBySide) -> AnyView {
    let caption = format!("{}: {}", words::of(one.of), one.framework_title);
    let names: Vec<String> = one.columns.iter().map(name).collect();
    let head = names.iter().map(|name| view! { <th scope="col" role="columnheader">{name.clone()}</th> });
    let head = head.collect_view();
    let rows = one.rows.iter().map(|line| row(line, &names)).collect_view();
    let totals = totals(&one.columns, &names);
    view! {
        <Table caption=caption stacks=true>
            <thead role="rowgroup">
                <tr role="row"><th scope="col" role="columnheader">"Section"</th>{head}</tr>
            </thead>
            <tbody role="rowgroup">{rows} {totals}</tbody>
        </Table>
    }
    .into_any()
}

fn name(column: &SideColumn) -> String {
    format!("{}: {}", words::side(column.side), column.judges)
}

fn row(line: &SideRow, names: &[String]) -> AnyView {
    let cells = line.cells.iter().zip(names).map(|(one, name)| cell(one, name, &line.section)).collect_view();
    let title = heading_of(&line.section, &line.title);
    view! { <tr role="row"><th scope="row" role="rowheader">{title}</th>{cells}</tr> }.into_any()
}

fn cell(one: &SideCell, name: &str, section: &SectionId) -> AnyView {
    let outcome = one.outcome.map(|outcome| view! { <span class="side-outcome">{outcome_mark(outcome)}</span> });
    let rows = rows_that_differ(one, section);
    view! {
        <td role="cell" data-label=name.to_owned()>
            <strong class="side-value">{one.words.clone()}</strong>
            {outcome}
            {(!rows.is_empty()).then(|| view! { <span class="side-note">"Marked otherwise: " {rows}</span> })}
            {(!one.rationale.is_empty()).then(|| view! { <span class="side-note as-written" translate="no" lang="en-GB">{one.rationale.clone()}</span> })}
        </td>
    }
    .into_any()
}

/// The rows that are marked otherwise; nothing where the section is marked as one, because its outcome says it all.
fn rows_that_differ(one: &SideCell, section: &SectionId) -> String {
    let rows: Vec<&str> = one.differ.iter().map(|row| row.as_str()).filter(|row| *row != section.as_str()).collect();
    rows.join(", ")
}

fn totals(columns: &[SideColumn], names: &[String]) -> Option<AnyView> {
    let cells = columns.iter().zip(names).map(|(column, name)| {
        view! { <td role="cell" data-label=name.clone()><strong>{column.total.clone()}</strong></td> }
    });
    let cells = cells.collect_view();
    columns
        .iter()
        .any(|column| !column.total.is_empty())
        .then(|| view! { <tr role="row"><th scope="row" role="rowheader">"Total"</th>{cells}</tr> }.into_any())
}
