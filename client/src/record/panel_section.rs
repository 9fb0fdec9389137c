//! One section of a record: the judgement and how it came about, the commentary, every dissent, every round.

use accord_shared::framework::{Framework, Scored, Section, SectionId};
use accord_shared::panel::Panel;
use accord_shared::record::{AgreedRecord, SectionRecord};
use accord_shared::stage::{CastBallot, Round};
use leptos::prelude::*;

use super::earlier::agreed_before;
use crate::marking::revealed::{Chip, reveal};
use crate::record::judgement::{dissents, how, judgement_words};
use crate::seat::facts::section_name_first;
use crate::ui::Table;
use crate::ui::when::moment_in_words;
use crate::words::marks::marks_words;

/// One section of a record.
pub fn section_part(section: &SectionRecord, framework: &Framework, panel: &Panel) -> AnyView {
    let title = framework.section(&section.id).map_or_else(|| section.title.clone(), Section::heading);
    let agreed = match &section.agreed {
        Some(agreed) => judgement(agreed, section, framework),
        None => view! { <p>"No agreed judgement."</p> }.into_any(),
    };
    let texts = [
        ("Why the panel judges it so", &section.rationale),
        ("Strengths", &section.strengths),
        ("Areas for improvement", &section.areas),
        ("From the discussion", &section.discussion),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(label, text)| {
        view! { <h4>{label}</h4><p class="as-written">{text.clone()}</p> }
    });
    let texts = texts.collect_view();
    let rounds = section.rounds.iter().map(|round| round_table(round, framework, panel)).collect_view();
    let moderation =
        section.moderation.as_ref().map(|moderation| view! { <p>"Moderation: " {moderation.outcome.word()}</p> });
    view! {
        <section class="record-section">
            <h3>{title}</h3>
            {agreed}
            {moderation}
            {texts}
            {agreed_before(section, framework, "Agreed before")}
            {rounds}
        </section>
    }
    .into_any()
}

fn judgement(agreed: &AgreedRecord, section: &SectionRecord, framework: &Framework) -> AnyView {
    let words = judgement_words(agreed, &section.id, framework);
    let rows = agreed_rows(agreed, &section.id, framework);
    let dissents = dissents(agreed).map(|list| view! { <h4>"Dissent"</h4> {list} });
    view! {
        <p class="record-judgement"><strong>{words}</strong></p>
        {how(agreed)}
        {rows}
        {dissents}
    }
    .into_any()
}

/// The rows of a section with what was agreed for each; nothing where the section has one mark.
fn agreed_rows(agreed: &AgreedRecord, id: &SectionId, framework: &Framework) -> Option<AnyView> {
    let section = framework.section(id).filter(|section| section.scored == Scored::Descriptors)?;
    let rows = section.targets().enumerate().map(|(place, target)| {
        let text = target.descriptor.map(|descriptor| descriptor.text.clone()).unwrap_or_default();
        let mark = agreed.words.get(&target.id()).cloned().unwrap_or_default();
        view! { <tr><th scope="row">{place + 1} ". " {text}</th><td>{mark}</td></tr> }
    });
    let rows = rows.collect_view();
    let caption = format!("{}: what was agreed, row by row", section.named_first());
    Some(
        view! {
            <Table caption=caption>
                <thead><tr><th scope="col">"Row"</th><th scope="col">"Agreed"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any(),
    )
}

fn round_table(round: &Round, framework: &Framework, panel: &Panel) -> AnyView {
    // A caption names its table in a list of all tables, so that it says which section it belongs to.
    let section = section_name_first(framework, &round.section);
    let caption = format!("{section}, round {}, revealed {}", round.round, moment_in_words(round.at));
    let has_rows = framework.section(&round.section).is_some_and(|section| section.scored == Scored::Descriptors);
    let by_row = has_rows.then(|| rows_table(round, framework, panel, format!("{caption}, row by row")));
    let rows = round.ballots.iter().map(|ballot| {
        let marks = match marks_words(framework, &round.section, &ballot.marks) {
            words if words.is_empty() => accord_shared::words::NO_SCORE.to_owned(),
            words => words,
        };
        view! {
            <tr>
                <th scope="row">{who(ballot, panel)}</th>
                <td>{marks}</td>
                <td class="as-written">{wrote(ballot)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let without = round.without.clone().map(|why| view! { <p>"Revealed before everyone was ready: " {why}</p> });
    view! {
        <div class="record-round">
            <Table caption=caption>
                <thead><tr><th scope="col">"Who"</th><th scope="col">"Score"</th><th scope="col">"Reasons"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {by_row}
            {without}
        </div>
    }
    .into_any()
}

/// Who gave which mark in which row, with what they wrote to it.
fn rows_table(round: &Round, framework: &Framework, panel: &Panel, caption: String) -> AnyView {
    let rows = reveal(panel, framework, round).into_iter().map(|row| {
        let (number, text) = row.title.unwrap_or_default();
        let given = row.rows.iter().filter(|point| !point.chips.is_empty()).map(|point| {
            let who = point.chips.iter().map(Chip::label).collect::<Vec<_>>().join("; ");
            view! { <li>{point.label.clone()} ": " {who}</li> }
        });
        let given = given.collect_view();
        let comments = row
            .comments
            .iter()
            .map(|(who, text)| view! { <li class="as-written">{who.clone()} ": " {text.clone()}</li> });
        let comments = comments.collect_view();
        view! {
            <tr>
                <th scope="row">{number} ". " {text}</th>
                <td><ul>{given}</ul></td>
                <td><ul>{comments}</ul></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption=caption>
            <thead><tr><th scope="col">"Row"</th><th scope="col">"Scores"</th><th scope="col">"Comments"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn who(ballot: &CastBallot, panel: &Panel) -> String {
    let person = ballot.participant.as_ref().and_then(|id| panel.participant(id));
    person
        .map_or_else(|| ballot.agency.name().to_owned(), |person| format!("{}, {}", person.name, ballot.agency.name()))
}

fn wrote(ballot: &CastBallot) -> String {
    let parts = [("", &ballot.reason), ("Strengths: ", &ballot.strengths), ("Areas for improvement: ", &ballot.areas)];
    let said = parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| format!("{label}{}", text.trim()));
    said.collect::<Vec<_>>().join("\n")
}
