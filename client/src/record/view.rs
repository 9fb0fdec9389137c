//! A record on paper and on the screen: everything that a board or a case file needs, with headings and tables that a
//! screen reader can walk through. It shows what it is given and asks for nothing.

use accord_shared::framework::{Framework, Section};
use accord_shared::panel::{Panel, Visibility, Way};
use accord_shared::record::{Attendee, RecordContent, SectionRecord};
use accord_shared::schema::Item;
use accord_shared::words::how_agreed;
use leptos::prelude::*;

use super::form_section::{form_part, judgement};
use super::judgement::judgement_words;
use super::panel_section::section_part;
use crate::record::tables::{actions, attendance, belongs, said};
use crate::ui::Table;
use crate::ui::when::day_in_words;
use crate::words::people::plan_words;
use crate::words::people::who_judges;

/// The whole of a record except its signatures.
#[component]
pub fn RecordView(
    /// What is in it.
    content: RecordContent,
    /// The framework that it was judged with.
    framework: Framework,
    /// The panel, for the names of those who scored, where the panel reveals names.
    panel: Panel,
) -> impl IntoView {
    let is_panel = content.panel.way == Way::Panel;
    let part = if is_panel { section_part } else { form_part };
    let sections = content.sections.iter().map(|section| part(section, &framework, &panel)).collect_view();
    let summary =
        if is_panel { summary(&content.sections, &framework) } else { judgements(&content.sections, &framework) };
    let who = (!is_panel).then(|| who_judges(&panel).join(" "));
    view! {
        <div class="record">
            {facts(&content, who)}
            {missing(&content.missing)}
            {summary}
            {result(&content)}
            {views(&content)}
            {if is_panel { attendance(&content.attendance) } else { assessors(&content.attendance) }}
            <section class="record-part">
                <h2>"Section by section"</h2>
                {sections}
            </section>
            {answers(&content)}
            {themes(&content.themes, &framework)}
            {actions(&content.actions, &framework)}
        </div>
    }
    .into_any()
}

fn line(label: &'static str, words: String) -> Option<impl IntoView> {
    (!words.is_empty()).then(|| view! { <div class="record-fact"><dt>{label}</dt><dd>{words}</dd></div> })
}

fn facts(content: &RecordContent, who: Option<String>) -> AnyView {
    let panel = &content.panel;
    let marks = match panel.visibility {
        Visibility::Blind => "Scored in private and revealed together",
        Visibility::Open => "Open: everyone saw the scores as they were made",
    };
    let framework = &content.framework;
    let how = match who {
        Some(who) => line("Who judges", who),
        None => line("Scoring", marks.to_owned()),
    };
    view! {
        <dl class="record-facts">
            {line("Plan", plan_words(&content.review).trim_start_matches("Plan ").to_owned())}
            {line("Panel", panel.title.clone())}
            {line("Date", day_in_words(&panel.held_on))}
            {line("Locality", panel.locality.clone())}
            {line("Framework", format!("{}, version {}", framework.title, framework.version))}
            {line("Source of the framework", framework.source.clone().unwrap_or_default())}
            {how}
        </dl>
    }
    .into_any()
}

fn missing(missing: &[String]) -> Option<AnyView> {
    let lines = missing.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    (!missing.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"What is missing"</h2>
                <ul class="bullets">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn summary(sections: &[SectionRecord], framework: &Framework) -> AnyView {
    let rows = sections.iter().map(|section| {
        let (judgement, how, dissents) = match &section.agreed {
            Some(agreed) => {
                let words = judgement_words(agreed, &section.id, framework);
                (words, how_agreed(agreed.how), agreed.dissents.len().to_string())
            }
            None => ("No agreed judgement".to_owned(), "", String::new()),
        };
        view! {
            <tr>
                <th scope="row">{framework.section(&section.id).map_or_else(|| section.title.clone(), Section::heading)}</th>
                <td><strong>{judgement}</strong></td>
                <td>{how}</td>
                <td class="table-number">{dissents}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="record-part">
            <h2>"Agreed judgements"</h2>
            <Table caption="The agreed judgement of each section" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Section"</th>
                        <th scope="col">"Judgement"</th>
                        <th scope="col">"How it was agreed"</th>
                        <th scope="col">"Dissents"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

/// The same for assessors, with how the moderation ended where there was one.
fn judgements(sections: &[SectionRecord], framework: &Framework) -> AnyView {
    let moderated = sections.iter().any(|section| section.moderation.is_some());
    let rows = sections.iter().filter_map(|section| {
        let known = framework.section(&section.id)?;
        let judged = section.agreed.as_ref().map(|agreed| judgement(framework, known, agreed));
        let outcome = section.moderation.as_ref().map_or("", |moderation| moderation.outcome.word());
        Some(view! {
            <tr>
                <th scope="row">{known.heading()}</th>
                <td><strong>{judged.unwrap_or_else(|| "No judgement".to_owned())}</strong></td>
                {moderated.then(|| view! { <td>{outcome}</td> })}
            </tr>
        })
    });
    let rows = rows.collect_view();
    view! {
        <section class="record-part">
            <h2>"Judgements"</h2>
            <Table caption="The judgement of each section" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Section"</th>
                        <th scope="col">"Judgement"</th>
                        {moderated.then(|| view! { <th scope="col">"Moderation"</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

fn result(content: &RecordContent) -> Option<AnyView> {
    let rows = content
        .result
        .iter()
        .map(|line| view! { <tr><th scope="row">{line.title.clone()}</th><td>{line.words.clone()}</td></tr> });
    let rows = rows.collect_view();
    (!content.result.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"What it comes to"</h2>
                <Table caption="Totals and how they came about" caption_hidden=true>
                    <thead><tr><th scope="col">"Of what"</th><th scope="col">"Figures"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any()
    })
}

fn views(content: &RecordContent) -> Option<AnyView> {
    let texts = content.views.iter().map(|view| {
        view! {
            <div class="keep-together">
                <h3>{view.agency.name()}</h3>
                <p class="as-written">{view.text.clone()}</p>
            </div>
        }
    });
    let texts = texts.collect_view();
    (!content.views.is_empty()).then(|| {
        view! { <section class="record-part"><h2>"Views on the plan as a whole"</h2>{texts}</section> }.into_any()
    })
}

fn answers(content: &RecordContent) -> Option<AnyView> {
    let texts = content.answers.iter().map(|answer| {
        view! {
            <div class="keep-together">
                <h3>{answer.question.clone()}</h3>
                <p class="as-written">{answer.text.clone()}</p>
            </div>
        }
    });
    let texts = texts.collect_view();
    (!content.answers.is_empty())
        .then(|| view! { <section class="record-part"><h2>"Details and questions"</h2>{texts}</section> }.into_any())
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
    let rows = themes.iter().map(|theme| {
        view! { <tr><th scope="row" class="as-written">{said(&theme.about)}</th><td>{belongs(theme, framework)}</td></tr> }
    });
    let rows = rows.collect_view();
    (!themes.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"Themes"</h2>
                <Table caption="Themes" caption_hidden=true>
                    <thead><tr><th scope="col">"Theme"</th><th scope="col">"Belongs to"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any()
    })
}
