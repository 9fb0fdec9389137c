//! A framework as assessors will see it: its sections with the very controls of a form, which can be tried out, and beside
//! them what only the author needs. Nothing that is chosen or written here is kept anywhere.

use accord_shared::framework::source::cited;
use accord_shared::framework::{Descriptor, Framework, Question, Scale, Scored, Section, TargetId};
use leptos::prelude::*;

use super::words;
use crate::marking::answers;
use crate::marking::sheet::Sheet;
use crate::marking::sheet_section::section_body;
use crate::ui::Disclosure;
use crate::words::grammar::count;

/// The whole form. Its sections have headings of the third level.
pub fn form(framework: &Framework) -> AnyView {
    let sheet = Sheet::tried();
    let sections = framework.sections.iter().map(|section| one_section(sheet, framework, section)).collect_view();
    let has = |any: bool, heading: &'static str, body: AnyView| {
        any.then(|| view! { <section class="form-section"><h3>{heading}</h3>{body}</section> })
    };
    let before = framework.details_asked(false).next().is_some();
    let after = framework.asked().count() > framework.details_asked(false).count();
    let sources = (!framework.questions.is_empty()).then(|| question_sources(framework));
    let last = answers::details(sheet.texts, framework, true);
    let questions = view! { {answers::questions(sheet.texts, framework)} {sources} {last} };
    view! {
        <div class="framework-form">
            {has(before, "Before the scores", answers::details(sheet.texts, framework, false))}
            {sections}
            {has(after, "At the end", questions.into_any())}
            <section class="form-section">
                <h3>"Totals"</h3>
                <p>{words::totals(framework)}</p>
                {subtotals(framework)}
            </section>
            {limits(framework)}
            {glossary(framework)}
        </div>
    }
    .into_any()
}

fn one_section(sheet: Sheet, framework: &Framework, section: &Section) -> AnyView {
    let scale = framework.scale(&section.scale);
    // Where the rows have scores, each says where it comes from; where they have none, a list does.
    let beside = |target: &TargetId| framework.target(target)?.descriptor.map(about_row);
    let sources = (section.scored == Scored::Section && !section.descriptors.is_empty()).then(|| {
        let rows = section.descriptors.iter().map(|row| view! { <li>{about_row(row)}</li> }).collect_view();
        view! { <Disclosure summary="Where “What good looks like” comes from"><ol class="numbers">{rows}</ol></Disclosure> }
    });
    view! {
        <section class="form-section">
            <h3>{words::heading(section)}</h3>
            <p class="page-lede">{section.plain.clone()}</p>
            {rules(framework, section, scale)}
            {section_body(sheet, framework, section, &beside)}
            {sources}
        </section>
    }
    .into_any()
}

/// What holds for a section, in words.
fn rules(framework: &Framework, section: &Section, scale: Option<&Scale>) -> AnyView {
    let marks =
        framework.marks_available_in(section).map(|marks| format!("Up to {}.", count(marks as usize, "mark", "marks")));
    let said = [
        Some(words::not_applicable(section.not_applicable).to_owned()),
        scale.and_then(|scale| words::comments(scale, section)),
        scale.map(words::agreement),
        marks,
        Some(format!("Source: {}.", cited(&section.source))),
    ];
    view! { <ul class="bullets soft small">{said.into_iter().flatten().map(|said| view! { <li>{said}</li> }).collect_view()}</ul> }.into_any()
}

/// Where a row comes from, and its own rule for "not applicable".
fn about_row(row: &Descriptor) -> AnyView {
    let rule = row.not_applicable.map(words::not_applicable);
    let source = format!("{}: {}", words::origin(row.origin), cited(&row.source));
    view! { <p class="soft small">{rule} " " {source}</p> }.into_any()
}

fn subtotals(framework: &Framework) -> Option<AnyView> {
    let one = |group: &accord_shared::framework::Group| {
        let sections =
            group.sections.iter().filter_map(|id| framework.section(id)).map(|section| section.title.clone());
        let sections = sections.collect::<Vec<_>>().join("; ");
        view! { <li><strong>{group.title.clone()}</strong>": "{sections}</li> }
    };
    (!framework.groups.is_empty()).then(|| {
        view! { <p>"Subtotals:"</p><ul class="bullets">{framework.groups.iter().map(one).collect_view()}</ul> }
            .into_any()
    })
}

/// Its limiting judgements, each with where it comes from.
fn limits(framework: &Framework) -> Option<AnyView> {
    let one = |limit: &accord_shared::framework::LimitingJudgement| {
        let sentence = accord_shared::words::limit(framework, limit);
        view! { <li>{format!("{sentence} Source: {}.", cited(&limit.source))}</li> }
    };
    (!framework.limits.is_empty()).then(|| {
        let rows = framework.limits.iter().map(one).collect_view();
        view! { <section class="form-section"><h3>"Limits"</h3><ul class="bullets">{rows}</ul></section> }.into_any()
    })
}

/// Where the questions come from.
fn question_sources(framework: &Framework) -> AnyView {
    let one = |question: &Question| view! { <li>{format!("{}: {}", question.text, cited(&question.source))}</li> };
    let sources = framework.questions.iter().map(one).collect_view();
    view! { <Disclosure summary="Where these questions come from"><ul class="bullets soft small">{sources}</ul></Disclosure> }
        .into_any()
}

fn glossary(framework: &Framework) -> Option<AnyView> {
    let one = |term: &accord_shared::framework::Term| view! { <div><dt>{term.term.clone()}</dt><dd>{term.meaning.clone()}</dd></div> };
    let rows = framework.glossary.iter().map(one).collect_view();
    (!framework.glossary.is_empty()).then(|| {
        view! {
            <section class="form-section">
                <h3>"Words that are explained"</h3>
                <Disclosure summary="Show them"><dl class="facts">{rows}</dl></Disclosure>
            </section>
        }
        .into_any()
    })
}
