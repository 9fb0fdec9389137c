//! The plans of a panel with their closed records.

use accord_shared::api::{PanelView, RecordRef};
use accord_shared::id::PanelId;
use accord_shared::panel::Review;
use leptos::prelude::*;

use crate::coordinator::record_file::{download, file_name};
use crate::ui::when::moment_in_words;
use crate::ui::{Icon, IconName, Tag, TagKind, as_it_is};
use crate::words::people::plan;

/// The plans, in order.
#[component]
pub fn Plans(view: RwSignal<PanelView>) -> impl IntoView {
    move || {
        view.with(|view| {
            let items = view.panel.agenda.iter().map(|review| {
                let records: Vec<_> =
                    view.records.iter().filter(|record| record.review == review.id).cloned().collect();
                item(&view.panel.id, review, records)
            });
            let taken_away = view.panel.since.taken_away.iter().map(|gone| {
                view! {
                    <li class="plan-item">
                        <div class="cluster">
                            <h3 translate="no">{gone.review.case_ref.clone()}</h3>
                            <Tag kind=TagKind::Stopped>"Taken off the agenda"</Tag>
                        </div>
                        <p class="as-written" translate="no" lang="en-GB">{gone.reason.clone()}</p>
                        <p class="soft">{moment_in_words(gone.at)}</p>
                    </li>
                }
            });
            if view.panel.agenda.is_empty() && view.panel.since.taken_away.is_empty() {
                return view! { <p>"No plan is on the agenda yet. Add the plans below."</p> }.into_any();
            }
            view! { <ol class="plan-list">{items.collect_view()} {taken_away.collect_view()}</ol> }.into_any()
        })
    }
}

fn item(panel: &PanelId, review: &Review, records: Vec<RecordRef>) -> AnyView {
    let (tag, words) = if records.is_empty() { (TagKind::Neutral, "Not closed") } else { (TagKind::Done, "Closed") };
    let links = records.into_iter().map(|record| record_line(panel, review, record)).collect_view();
    view! {
        <li class="plan-item">
            <div class="cluster">
                <h3 translate="no">{review.case_ref.clone()}</h3>
                <Tag kind=tag>{words}</Tag>
            </div>
            <p>{plan(review)}</p>
            {(!review.where_to_read.is_empty()).then(|| view! { <p class="soft as-written" translate="no" lang="en-GB">{review.where_to_read.clone()}</p> })}
            {links}
        </li>
    }
    .into_any()
}

fn record_line(panel: &PanelId, review: &Review, record: RecordRef) -> AnyView {
    let address = download(panel, &record.review, record.version);
    view! {
        <p>
            <a href=address download=file_name(&review.case_ref, record.version) rel="external">
                <Icon name=IconName::Page />
                {format!(" Download the record, version {}", record.version)}
                <span class="visually-hidden">{format!(", of {}", review.case_ref)}</span>
            </a>
            <span class="soft">{format!(" Closed {}.", moment_in_words(record.closed_at))}</span>
            {record.reason.map(|reason| view! { <span class="as-written" translate="no" lang="en-GB">{format!(" Correction: {reason}")}</span> })}
            <span class="plan-hash">"Check sum (SHA-256) " {as_it_is(record.sha256)}</span>
        </p>
    }
    .into_any()
}
