//! A framework as assessors will see it: its sections and rows with the scale's buttons, which can be tried out. Nothing
//! that is chosen or written here is kept anywhere.

use accord_shared::framework::source::cited;
use accord_shared::framework::{
    Descriptor, Detail, DetailKind, Framework, NotApplicable, Question, Scale, Scored, Section, Target,
};
use accord_shared::mark::Mark;
use leptos::prelude::*;

use super::words;
use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::ui::{Choice, Disclosure, Field, FieldKind, RadioGroup, RadioLayout, Select, TextArea};
use crate::words::grammar::count;

/// The whole form. Its sections have headings of the third level.
pub fn form(framework: &Framework) -> AnyView {
    let sections = framework.sections.iter().map(|section| one_section(framework, section)).collect_view();
    let details = framework.details.iter().map(detail).collect_view();
    let questions = framework.questions.iter().map(question).collect_view();
    let has = |any: bool, heading: &'static str, body: AnyView| {
        any.then(|| view! { <section class="form-section"><h3>{heading}</h3>{body}</section> })
    };
    view! {
        <div class="framework-form">
            {has(!framework.details.is_empty(), "Before the scores", details.into_any())}
            {sections}
            {has(!framework.questions.is_empty(), "At the end", questions.into_any())}
            <section class="form-section">
                <h3>"Totals"</h3>
                <p>{words::totals(framework)}</p>
                {subtotals(framework)}
            </section>
            {glossary(framework)}
        </div>
    }
    .into_any()
}

fn one_section(framework: &Framework, section: &Section) -> AnyView {
    let scale = framework.scale(&section.scale);
    let rows = match section.scored {
        Scored::Section if section.descriptors.is_empty() => ().into_any(),
        Scored::Section => view! {
            <h4>"What good looks like"</h4>
            <ol class="numbers">{section.descriptors.iter().map(|row| view! { <li>{descriptor(row)}</li> }).collect_view()}</ol>
        }
        .into_any(),
        Scored::Descriptors => ().into_any(),
    };
    let scores = scale.map(|scale| section.targets().map(|target| score(scale, target)).collect_view());
    let writing = section.commentary.iter().map(|one| {
        let id = format!("form-{}-{one:?}", section.id);
        view! { <TextArea id=id label=one.title() rows=2 value=RwSignal::new(String::new()) /> }
    });
    view! {
        <section class="form-section">
            <h3>{words::heading(section)}</h3>
            <p class="page-lede">{section.plain.clone()}</p>
            {rules(framework, section, scale)}
            {rows}
            {scores}
            {scale.map(criteria)}
            <div class="columns">{writing.collect_view()}</div>
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

/// A row as it is read: when it applies, what good looks like, how to score it, and where that comes from.
fn descriptor(row: &Descriptor) -> AnyView {
    let condition = row.condition.clone().map(|when| view! { <strong>{when}": "</strong> });
    let guidance = row.guidance.clone().map(|how| view! { <p class="soft">{how}</p> });
    view! {
        <p>{condition}{row.text.clone()}</p>
        {guidance}
        {row_source(row)}
    }
    .into_any()
}

fn row_source(row: &Descriptor) -> AnyView {
    view! { <p class="soft small">{format!("{}: {}", words::origin(row.origin), cited(&row.source))}</p> }.into_any()
}

/// The buttons of one thing that is scored.
fn score(scale: &Scale, target: Target<'_>) -> AnyView {
    let mut choices: Vec<Choice<Mark>> = scale
        .points
        .iter()
        .map(|point| {
            let (symbol, value, word) = (point.symbol, point.value, point.word.clone());
            let face = move || {
                view! { <GradeMark symbol=symbol number=value.to_string() word=word.clone() face=GradeFace::Shape /> }
            };
            Choice::new(Mark::Score(value), words::point(scale, value)).with_picture(face)
        })
        .collect();
    if target.not_applicable() != NotApplicable::NotOffered {
        choices.push(Choice::new(Mark::NotApplicable, "Not applicable to this plan"));
    }
    choices.push(Choice::new(Mark::Abstain, "I’d rather not score this"));
    let chosen = RwSignal::new(None::<Mark>);
    let demanded = target.section.comment_demanded.clone();
    let needs_reason = move || chosen.get().and_then(Mark::score).is_some_and(|value| demanded.contains(&value));
    let (legend, hint, source) = match target.descriptor {
        None => ("Your score".to_owned(), None, None),
        Some(row) => {
            let condition = row.condition.as_ref().map(|when| format!("{when}: ")).unwrap_or_default();
            (format!("{condition}{}", row.text), hint(row), Some(row_source(row)))
        }
    };
    view! {
        <div class="form-score">
            <RadioGroup
                id=format!("form-{}", target.id())
                legend=legend
                hint=hint
                choices=choices
                value=chosen
                on_choose=move |mark| chosen.set(Some(mark))
                layout=RadioLayout::Columns
            />
            {move || needs_reason().then(|| view! { <p class="form-demand">"This score needs a reason, please."</p> })}
            {source}
        </div>
    }
    .into_any()
}

/// How to score one row, and its own rule for "not applicable".
fn hint(row: &Descriptor) -> Option<String> {
    let rule = row.not_applicable.map(words::not_applicable);
    let said: Vec<&str> = row.guidance.as_deref().into_iter().chain(rule).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// When to choose which score, where the scale says it.
fn criteria(scale: &Scale) -> Option<AnyView> {
    let points =
        scale.points.iter().filter_map(|point| Some((words::point(scale, point.value), point.criteria.clone()?.text)));
    let rows: Vec<_> = points.map(|(point, text)| view! { <div><dt>{point}</dt><dd>{text}</dd></div> }).collect();
    (!rows.is_empty()).then(|| {
        view! { <Disclosure summary="When to choose which score"><dl class="facts">{rows}</dl></Disclosure> }.into_any()
    })
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

fn detail(detail: &Detail) -> AnyView {
    let id = format!("form-{}", detail.id);
    let (label, value) = (detail.title.clone(), RwSignal::new(String::new()));
    match detail.kind {
        DetailKind::Text => view! { <Field id=id label=label value=value /> }.into_any(),
        DetailKind::Date => view! { <Field id=id label=label kind=FieldKind::Day value=value /> }.into_any(),
        DetailKind::Choice => {
            let first = std::iter::once(Choice::new(String::new(), "Choose"));
            let choices: Vec<_> = first.chain(detail.choices.iter().map(|one| Choice::new(one.clone(), one))).collect();
            view! { <Select id=id label=label choices=Signal::stored(choices) value=value on_choose=move |chosen| value.set(chosen) /> }.into_any()
        }
    }
}

fn question(question: &Question) -> AnyView {
    let prompts = (!question.prompts.is_empty()).then(|| question.prompts.join(" "));
    view! {
        <TextArea id=format!("form-{}", question.id) label=question.text.clone() hint=prompts rows=3 value=RwSignal::new(String::new()) />
        <p class="soft small">{format!("Source: {}", cited(&question.source))}</p>
    }
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
