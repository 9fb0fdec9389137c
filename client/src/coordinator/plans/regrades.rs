//! The report on regrading, month by month: how many drafts were judged, were below Good, and were judged again after
//! a redraft. It prints.

use accord_shared::api::{RegradeMonth, RegradeReport};
use accord_shared::route::Route;
use leptos::prelude::*;

use crate::coordinator::fetched::Asked;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonLink, Page, PageWidth, Table};
use crate::words::plans as words;

/// The report.
#[component]
pub fn RegradesPage() -> impl IntoView {
    Asked::new(api::regrades).page("Report on regrading", |report| {
        view! {
            <Page
                title="Report on regrading"
                lede="A draft below Good goes back to its author, and its redraft is judged again: that is a regrade."
                width=PageWidth::Wide
            >
                <div class="cluster screen-only">
                    <ButtonLink href=Route::Plans.to_string()>"Back to the plans"</ButtonLink>
                    <Button on_press=print>"Print or save as PDF"</Button>
                </div>
                {move || report.with(table)}
                <p class="soft">
                    "Each version of a plan is counted once, in the month of its first judgement as a whole (UTC). "
                    "Only internal judgements whose scale says what is Good are counted."
                </p>
            </Page>
        }
        .into_any()
    })
}

/// Asks the browser to print the page.
pub fn print() {
    // A browser that cannot print has told its user so.
    let _ = window().print();
}

fn table(report: &RegradeReport) -> AnyView {
    if report.months.is_empty() {
        return view! { <p>"No plan has been judged yet."</p> }.into_any();
    }
    let head = ["Month", "Judged", "Below Good", "Regraded", "Good after the regrade"];
    let head = head.into_iter().enumerate().map(|(place, name)| {
        view! { <th scope="col" role="columnheader" class:table-number=place != 0>{name}</th> }
    });
    let rows = report.months.iter().map(|month| row(&words::month(&month.month), month)).collect_view();
    let all = row("All months", &total(&report.months));
    view! {
        <Table caption="Judgements and regrades by month" stacks=true>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
            <tfoot role="rowgroup">{all}</tfoot>
        </Table>
    }
    .into_any()
}

fn row(name: &str, month: &RegradeMonth) -> AnyView {
    let figures = [
        ("Judged", month.judged),
        ("Below Good", month.below_good),
        ("Regraded", month.regraded),
        ("Good after the regrade", month.regraded_good),
    ];
    let figures =
        figures.map(|(label, figure)| view! { <td role="cell" class="table-number" data-label=label>{figure}</td> });
    view! { <tr role="row"><th scope="row" role="rowheader">{name.to_owned()}</th>{figures.collect_view()}</tr> }
        .into_any()
}

fn total(months: &[RegradeMonth]) -> RegradeMonth {
    let sum = |figure: fn(&RegradeMonth) -> u32| months.iter().map(figure).sum();
    RegradeMonth {
        month: String::new(),
        judged: sum(|month| month.judged),
        below_good: sum(|month| month.below_good),
        regraded: sum(|month| month.regraded),
        regraded_good: sum(|month| month.regraded_good),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_add_up() {
        let month = |judged, regraded| RegradeMonth { judged, regraded, ..RegradeMonth::default() };
        let total = total(&[month(3, 0), month(4, 2)]);
        assert_eq!((total.judged, total.regraded, total.regraded_good), (7, 2, 0));
    }
}
