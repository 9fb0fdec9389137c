//! One section of a record that assessors made and no panel: what each of them judged of each row, side by side, and how
//! a moderation ended.

use accord_shared::framework::{Framework, Scored, Section, Target};
use accord_shared::id::ParticipantId;
use accord_shared::mark::Mark;
use accord_shared::panel::{Panel, Way};
use accord_shared::record::{AgreedRecord, SectionRecord};
use accord_shared::stage::{CastBallot, Round};
use accord_shared::words::{self, label};
use leptos::prelude::*;

use super::earlier::agreed_before;
use super::panel_section::text_part;
use crate::ui::Table;

/// One section of the record.
pub fn form_part(section: &SectionRecord, framework: &Framework, panel: &Panel) -> AnyView {
    let Some(known) = framework.section(&section.id) else { return ().into_any() };
    let title = known.heading();
    let judged = section.agreed.as_ref().map(|agreed| judgement(framework, known, agreed));
    let judged = judged.unwrap_or_else(|| "No judgement".to_owned());
    let table = section.rounds.last().map(|round| rows(section, known, round, framework, panel));
    view! {
        <section class="record-section">
            <div class="record-section-head">
                <h3>{title}</h3>
                <p class="record-judgement">{judged}</p>
            </div>
            {moderation(section)}
            {agreed_before(section, framework, "Judged before")}
            {table}
            {section.rounds.last().map(|round| wrote(round, panel))}
        </section>
    }
    .into_any()
}

/// The judgement of a section in words, or what its rows come to.
pub fn judgement(framework: &Framework, section: &Section, agreed: &AgreedRecord) -> String {
    if section.scored == Scored::Section {
        return agreed.words.values().cloned().collect();
    }
    let tally = framework.mark(&agreed.marks).sections.into_iter().find(|tally| tally.id == section.id.as_str());
    tally.map(|tally| tally.working).unwrap_or_default()
}

/// "Moderation: upgraded" and how many rows differ; `None` where nobody moderated.
fn moderation(section: &SectionRecord) -> Option<AnyView> {
    let moderation = section.moderation.as_ref()?;
    let differ = match moderation.differ.len() {
        0 => ", and judged the same".to_owned(),
        1 => ", with one difference".to_owned(),
        many => format!(", with {many} differences"),
    };
    Some(view! { <p>"Moderation: " <strong>{moderation.outcome.word()}</strong> {differ} "."</p> }.into_any())
}

/// The heading of an assessor's judgement: their part, and their name.
fn called(panel: &Panel, who: Option<&ParticipantId>) -> String {
    let name = who.and_then(|id| panel.participant(id)).map(|person| person.name.clone()).unwrap_or_default();
    let part = match &panel.way {
        Way::Moderated { auditor, .. } if Some(auditor) == who => "Audit",
        Way::Moderated { .. } => "Moderation",
        Way::Alone { .. } | Way::Panel => "Judgement",
    };
    format!("{part} ({name})")
}

/// The ballots, the auditor's first.
fn ordered<'a>(round: &'a Round, panel: &Panel) -> Vec<&'a CastBallot> {
    let moderator = match &panel.way {
        Way::Moderated { moderator, .. } => Some(moderator),
        Way::Alone { .. } | Way::Panel => None,
    };
    let mut ballots: Vec<&CastBallot> = round.ballots.iter().collect();
    ballots.sort_by_key(|ballot| moderator.is_some() && ballot.participant.as_ref() == moderator);
    ballots
}

fn rows(section: &SectionRecord, known: &Section, round: &Round, framework: &Framework, panel: &Panel) -> AnyView {
    let ballots = ordered(round, panel);
    let columns: Vec<String> = ballots.iter().map(|ballot| called(panel, ballot.participant.as_ref())).collect();
    let settles = matches!(panel.way, Way::Moderated { changes_grade: true, .. });
    let word = |mark: Option<&Mark>| match (framework.scale(&known.scale), mark) {
        (Some(scale), Some(mark)) => words::mark(scale, *mark),
        _ => words::NO_SCORE.to_owned(),
    };
    let row = |(place, target): (usize, Target<'_>)| {
        let id = target.id();
        let cells = ballots.iter().zip(&columns).map(|(ballot, column)| {
            let comment = ballot.comments.get(&id).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            let comment = comment.map(
                |text| view! { <span class="beside-comment as-written" translate="no" lang="en-GB">{text}</span> },
            );
            view! { <td role="cell" data-label=column.clone()>{word(ballot.marks.get(&id))} {comment}</td> }
        });
        let settled = settles.then(|| {
            let mark = section.agreed.as_ref().and_then(|agreed| agreed.marks.get(&id));
            view! { <td role="cell" data-label="Settled"><strong>{word(mark)}</strong></td> }
        });
        let text = match target.descriptor {
            Some(descriptor) => format!("{}. {}", place + 1, descriptor.text),
            None => known.title.clone(),
        };
        view! { <tr role="row"><th scope="row" role="rowheader">{text}</th>{cells.collect_view()}{settled}</tr> }
    };
    let rows = known.targets().enumerate().map(row).collect_view();
    let head = std::iter::once("What was judged".to_owned()).chain(columns.iter().cloned());
    let head = head.chain(settles.then(|| "Settled".to_owned()));
    let head = head.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    view! {
        <Table caption=format!("{}: row by row", known.heading()) caption_hidden=true stacks=true>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// What was written about the section as a whole.
fn wrote(round: &Round, panel: &Panel) -> AnyView {
    let texts = ordered(round, panel).into_iter().map(|ballot| {
        let who = called(panel, ballot.participant.as_ref());
        let said = ballot.texts().map(move |(prose, text)| {
            let label = label(prose).unwrap_or("Comments");
            text_part(format!("{label}: {who}"), text)
        });
        said.collect_view()
    });
    texts.collect_view().into_any()
}
