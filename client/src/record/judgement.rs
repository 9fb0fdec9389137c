//! A judgement in a record: the grade with its shape, how it was agreed, and every dissent from it.

use accord_shared::framework::{Framework, Scored, Section, SectionId};
use accord_shared::mark::Mark;
use accord_shared::record::{AgreedRecord, RecordContent, SectionRecord};
use accord_shared::words::{self, how_agreed};
use leptos::prelude::*;

use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::words::beyond::beyond_view;
use crate::words::grammar::count;
use crate::words::marks::marks_words;

/// The agreed marks in words, or what they come to where each row has its own.
pub fn judgement_words(agreed: &AgreedRecord, section: &SectionId, framework: &Framework) -> String {
    let words = marks_words(framework, section, &agreed.marks);
    if words.is_empty() { agreed.words.values().cloned().collect::<Vec<_>>().join("; ") } else { words }
}

/// The same with the shape of the grade, where the section has one mark and that is a grade.
pub fn judgement_mark(agreed: &AgreedRecord, section: &SectionId, framework: &Framework) -> AnyView {
    let one = framework.section(section).is_some_and(|section| section.scored == Scored::Section);
    let score = agreed.marks.values().next().copied().filter(|_| one).and_then(Mark::score);
    let words = judgement_words(agreed, section, framework);
    match (framework.scale_of(section), score) {
        (Some(scale), Some(value)) => {
            let symbol = scale.point(value).map(|point| point.symbol).unwrap_or_default();
            let number = words::number(scale, value).unwrap_or_default();
            let word = scale.word(value).filter(|word| *word != number).unwrap_or_default().to_owned();
            view! { <GradeMark symbol=symbol number=number word=word face=GradeFace::Full /> }.into_any()
        }
        _ => words.into_any(),
    }
}

/// How a judgement came to be agreed, with the answers counted, and what it goes beyond.
pub fn how(agreed: &AgreedRecord, framework: &Framework) -> AnyView {
    let mut said = vec![
        count(agreed.agree, "agrees", "agree"),
        count(agreed.can_live_with_it, "can live with it", "can live with it"),
    ];
    if agreed.silent > 0 {
        said.push(count(agreed.silent, "did not answer", "did not answer"));
    }
    let answered = agreed.agree + agreed.can_live_with_it + agreed.silent + agreed.dissents.len() > 0;
    let said = answered.then(|| format!(" ({})", said.join(", ")));
    let without = agreed.without.clone().map(|why| view! { <p>"Settled without some answers: " {why}</p> });
    let beyond = beyond_view(framework, agreed.beyond.as_ref());
    view! { <p class="record-how">{how_agreed(agreed.how)} {said} "."</p> {without} {beyond} }.into_any()
}

/// Every dissent from a judgement; `None` where there is none.
pub fn dissents(agreed: &AgreedRecord) -> Option<AnyView> {
    let lines = agreed.dissents.iter().map(|dissent| {
        view! { <li><strong>{dissent.by.clone()} " (" {dissent.agency.name()} ")"</strong> ": " <span class="as-written" translate="no" lang="en-GB">{dissent.reason.clone()}</span></li> }
    });
    let lines = lines.collect_view();
    (!agreed.dissents.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> }.into_any())
}

/// Every dissent of a record, one to a line with its section; `None` where there is none. Dissents from what was agreed
/// before a section was opened again stay in it.
pub fn all_dissents(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let lines: Vec<_> = content.sections.iter().flat_map(|section| dissents_of(section, framework)).collect();
    (!lines.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> }.into_any())
}

fn dissents_of(section: &SectionRecord, framework: &Framework) -> Vec<AnyView> {
    let name = section_heading(section, framework);
    let before = section.agreed_before.iter().map(|before| (&before.agreed, ", from what was agreed before"));
    let now = section.agreed.iter().map(|agreed| (agreed, ""));
    let all = before.chain(now).flat_map(|(agreed, from)| agreed.dissents.iter().map(move |one| (one, from)));
    all.map(|(dissent, from)| {
        view! {
            <li>
                <strong>{name.clone()}</strong> {from} ", " {dissent.by.clone()} " (" {dissent.agency.name()} "): "
                <span class="as-written" translate="no" lang="en-GB">{dissent.reason.clone()}</span>
            </li>
        }
        .into_any()
    })
    .collect()
}

/// Every judgement of a record that goes beyond what was scored or what the framework allows, with why; `None` where there
/// is none. What was agreed before a section was opened again stays in it.
pub fn all_beyond(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let of = |section: &SectionRecord| {
        let name = section_heading(section, framework);
        let agreed = section.agreed_before.iter().map(|before| &before.agreed).chain(&section.agreed);
        let agreed: Vec<_> = agreed.filter_map(|agreed| Some((agreed, agreed.beyond.as_ref()?))).collect();
        let line = agreed.into_iter().map(move |(agreed, beyond)| {
            let judged = judgement_words(agreed, &section.id, framework);
            let said = words::beyond(framework, &beyond.unscored, &beyond.overruled).join(" ");
            view! {
                <li>
                    <strong>{name.clone()} ", " {judged}</strong> ": " {said} " Why: "
                    <span class="as-written" translate="no" lang="en-GB">{beyond.reason.clone()}</span>
                </li>
            }
        });
        line.collect::<Vec<_>>()
    };
    let lines: Vec<_> = content.sections.iter().flat_map(of).collect();
    (!lines.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> }.into_any())
}

/// The letters and the title of a section.
pub fn section_heading(section: &SectionRecord, framework: &Framework) -> String {
    framework.section(&section.id).map_or_else(|| section.title.clone(), Section::heading)
}
