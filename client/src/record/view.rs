//! A whole record on paper and on the screen, in the order in which it is read: first what a board needs, then every
//! section with its rounds and reasons, then what belongs to the record as a whole. With headings and tables that a
//! screen reader can walk through.

use accord_shared::framework::Framework;
use accord_shared::panel::{Panel, Way};
use accord_shared::record::{Attendee, RecordContent, SignatureRecord};
use accord_shared::schema::Item;
use leptos::prelude::*;

use super::form_section::form_part;
use super::front;
use super::panel_section::section_part;
use super::tables::{actions, attendance, belongs, changes};
use super::tail;
use crate::words::people::who_judges;

/// The whole of a record, up to what closes it.
#[component]
pub fn RecordView(
    /// What is in it.
    content: RecordContent,
    /// The framework that it was judged with.
    framework: Framework,
    /// The panel, for the names of those who scored, where the panel reveals names.
    panel: Panel,
    /// The signatures so far; a draft has none.
    signatures: Vec<SignatureRecord>,
) -> impl IntoView {
    let is_panel = content.panel.way == Way::Panel;
    let part = if is_panel { section_part } else { form_part };
    let sections = content.sections.iter().map(|section| part(section, &framework, &panel)).collect_view();
    let grid = if is_panel { front::sections(&content, &framework) } else { front::judgements(&content, &framework) };
    let who = (!is_panel).then(|| who_judges(&panel).join(" "));
    view! {
        <div class="record">
            <div class="record-front">
                {front::facts(&content, who)}
                {front::verdict(&content, &framework)}
                {front::missing_line(&content.missing)}
                {grid}
                {is_panel.then(|| front::dissents(&content, &framework, &signatures))}
                {front::beyond(&content, &framework)}
                {actions(&content.actions, &framework)}
                {themes(&content.themes, &framework)}
            </div>
            {views(&content)}
            <section class="record-part record-sections">
                <h2>"What each judgement rests on"</h2>
                {sections}
            </section>
            {tail::answers(&content)}
            {tail::result(&content)}
            {if is_panel { attendance(&content.attendance) } else { assessors(&content.attendance) }}
            {changes(&content.changes)}
            {tail::framework(&content)}
            {tail::missing(&content.missing)}
        </div>
    }
    .into_any()
}

fn views(content: &RecordContent) -> Option<AnyView> {
    let texts = content.views.iter().map(|view| {
        view! {
            <div class="keep-together">
                <h3>{view.agency.name()}</h3>
                <p class="as-written" translate="no" lang="en-GB">{view.text.clone()}</p>
            </div>
        }
    });
    let texts = texts.collect_view();
    (!content.views.is_empty()).then(|| {
        view! { <section class="record-part"><h2>"Views on the plan as a whole"</h2>{texts}</section> }.into_any()
    })
}

/// Who had which part, where nobody met.
fn assessors(people: &[Attendee]) -> AnyView {
    let line = |person: &Attendee| {
        let place = if person.post.is_empty() { person.agency.name() } else { person.post.as_str() };
        let part = if person.office.is_empty() { String::new() } else { format!(": {}", person.office.to_lowercase()) };
        view! { <li>{format!("{}, {place}{part}", person.name)}</li> }
    };
    let lines = people.iter().map(line).collect_view();
    view! { <section class="record-part"><h2>"People"</h2><ul class="bullets">{lines}</ul></section> }.into_any()
}

fn themes(themes: &[Item], framework: &Framework) -> Option<AnyView> {
    let lines = themes.iter().map(|theme| {
        view! { <li><span class="as-written" translate="no" lang="en-GB">{theme.about.clone()}</span> " (" {belongs(theme, framework)} ")"</li> }
    });
    let lines = lines.collect_view();
    (!themes.is_empty()).then(|| {
        view! { <section class="record-part"><h2>"Themes"</h2><ul class="bullets">{lines}</ul></section> }.into_any()
    })
}
