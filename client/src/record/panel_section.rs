//! One section of a panel's record: the judgement and how it came about, the commentary, every dissent, every round.

use accord_shared::framework::{Framework, Scored};
use accord_shared::panel::Panel;
use accord_shared::record::{AgreedRecord, SectionRecord};
use accord_shared::stage::{CastBallot, Round};
use accord_shared::words::{self, NO_SCORE};
use leptos::prelude::*;

use super::earlier::agreed_before;
use super::judgement::{dissents, how, judgement_mark, section_heading};
use super::scores::given;
use crate::marking::moved::{moved_lines, moved_view};
use crate::marking::revealed::{TargetReveal, reveal};
use crate::seat::facts::section_name_first;
use crate::ui::Table;
use crate::ui::when::moment_in_words;
use crate::words::marks::marks_words;

/// One section of a record.
pub fn section_part(section: &SectionRecord, framework: &Framework, panel: &Panel) -> AnyView {
    let judged = match &section.agreed {
        Some(agreed) => judgement_mark(agreed, &section.id, framework),
        None => "No agreed judgement".into_any(),
    };
    let dissent = section.agreed.as_ref().and_then(dissents);
    let moderation =
        section.moderation.as_ref().map(|moderation| view! { <p>"Moderation: " {moderation.outcome.word()}</p> });
    view! {
        <section class="record-section">
            <div class="record-section-head">
                <h3>{section_heading(section, framework)}</h3>
                <p class="record-judgement">{judged}</p>
            </div>
            {section.agreed.as_ref().map(|agreed| how(agreed, framework))}
            {moderation}
            {texts(section)}
            {dissent.map(|list| view! { <div class="record-text"><h4>"Dissent"</h4>{list}</div> })}
            {agreed_before(section, framework, "Agreed before")}
            {rounds(section, framework, panel)}
        </section>
    }
    .into_any()
}

fn texts(section: &SectionRecord) -> Vec<AnyView> {
    let texts = [
        ("Why the panel judges it so", &section.rationale),
        ("Strengths", &section.strengths),
        ("Areas for improvement", &section.areas),
        ("From the discussion", &section.discussion),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    texts.map(|(label, text)| text_part(label, text)).collect()
}

/// What was written under a heading of its own.
pub fn text_part(label: impl Into<String>, text: &str) -> AnyView {
    let (label, text) = (label.into(), text.trim().to_owned());
    view! { <div class="record-text"><h4>{label}</h4><p class="as-written" translate="no" lang="en-GB">{text}</p></div> }.into_any()
}

/// Every round, oldest first. Where rows have marks of their own, what was agreed for each stands beside the last one's.
fn rounds(section: &SectionRecord, framework: &Framework, panel: &Panel) -> Vec<AnyView> {
    let last = section.rounds.last().map(|round| round.round);
    let rounds = section.rounds.iter().map(|round| {
        let agreed = section.agreed.as_ref().filter(|_| Some(round.round) == last);
        let before = section.rounds.iter().rfind(|known| known.round < round.round);
        round_part(round, before, agreed, framework, panel)
    });
    rounds.collect()
}

fn round_part(
    round: &Round,
    before: Option<&Round>,
    agreed: Option<&AgreedRecord>,
    framework: &Framework,
    panel: &Panel,
) -> AnyView {
    let has_rows = framework.section(&round.section).is_some_and(|section| section.scored == Scored::Descriptors);
    let targets = reveal(panel, framework, round);
    let scores = match targets.as_slice() {
        [one] if !has_rows => given(one),
        _ => rows_table(&targets, round, agreed, framework),
    };
    let without = round.without.clone().map(|why| view! { <p>"Revealed before everyone was ready: " {why}</p> });
    let moved = before.and_then(|before| moved_view(&moved_lines(panel, framework, before, round), before.round));
    view! {
        <div class="record-round">
            <h4>{format!("Scores, round {}, revealed {}", round.round, moment_in_words(round.at))}</h4>
            {without}
            {scores}
            {moved}
            {reasons(round, framework, panel)}
        </div>
    }
    .into_any()
}

/// Who gave which mark in which row, what they wrote to it, and what was agreed.
fn rows_table(
    targets: &[TargetReveal],
    round: &Round,
    agreed: Option<&AgreedRecord>,
    framework: &Framework,
) -> AnyView {
    // A caption names its table in a list of all tables, so that it says which section it belongs to.
    let section = section_name_first(framework, &round.section);
    let caption = match agreed {
        Some(_) => format!("{section}: what was agreed, row by row"),
        None => format!("{section}, round {}, row by row", round.round),
    };
    let rows = targets.iter().map(|row| {
        let (number, text) = row.title.clone().unwrap_or_default();
        let mark = agreed.map(|agreed| {
            let mark = agreed.words.get(&row.id).cloned().unwrap_or_else(|| "Not agreed".to_owned());
            view! { <td><strong>{mark}</strong></td> }
        });
        let comments = row.comments.iter().map(|(who, text)| {
            view! { <li class="as-written" translate="no" lang="en-GB">{who.clone()} ": " {text.clone()}</li> }
        });
        view! {
            <tr>
                <th scope="row">{number} ". " {text}</th>
                {mark}
                <td>{given(row)}</td>
                <td><ul>{comments.collect_view()}</ul></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let has_agreed = agreed.is_some();
    view! {
        <Table caption=caption caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Row"</th>
                    {has_agreed.then(|| view! { <th scope="col">"Agreed"</th> })}
                    <th scope="col">"Scores"</th>
                    <th scope="col">"Comments"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// What people wrote with their marks; `None` where nobody did.
fn reasons(round: &Round, framework: &Framework, panel: &Panel) -> Option<AnyView> {
    let wrote: Vec<&CastBallot> = round.ballots.iter().filter(|ballot| ballot.texts().next().is_some()).collect();
    let lines = wrote.iter().map(|ballot| {
        let marks = match marks_words(framework, &round.section, &ballot.marks) {
            words if words.is_empty() => NO_SCORE.to_lowercase(),
            words => words,
        };
        let who = format!("{}, {marks}", who(ballot, panel));
        view! { <li><strong>{who}</strong> ": " <span class="as-written" translate="no" lang="en-GB">{words::wrote(ballot).collect::<Vec<_>>().join("\n")}</span></li> }
    });
    let lines = lines.collect_view();
    (!wrote.is_empty()).then(|| view! { <ul class="bullets record-reasons">{lines}</ul> }.into_any())
}

fn who(ballot: &CastBallot, panel: &Panel) -> String {
    let person = ballot.participant.as_ref().and_then(|id| panel.participant(id));
    person
        .map_or_else(|| ballot.agency.name().to_owned(), |person| format!("{}, {}", person.name, ballot.agency.name()))
}
