//! One section of a record: the judgement and how it came about, the commentary, every dissent, every round.

use accord_shared::framework::Framework;
use accord_shared::panel::Panel;
use accord_shared::record::{AgreedRecord, SectionRecord};
use accord_shared::stage::{CastBallot, Round};
use accord_shared::words::{self, how_agreed};
use leptos::prelude::*;

use super::model::{count, section_name_first};
use crate::ui::Table;
use crate::ui::when::moment_in_words;

/// One section of a record.
pub fn section_part(section: &SectionRecord, framework: &Framework, panel: &Panel) -> AnyView {
    let overall = framework.section(&section.id).is_some_and(|found| found.overall);
    let title = if overall { section.title.clone() } else { format!("{} {}", section.id, section.title) };
    let agreed = match &section.agreed {
        Some(agreed) => judgement(agreed),
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
            {rounds}
        </section>
    }
    .into_any()
}

fn judgement(agreed: &AgreedRecord) -> AnyView {
    let words: Vec<String> = agreed.words.values().cloned().collect();
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
    let dissents = agreed.dissents.iter().map(|dissent| {
        view! { <li><strong>{dissent.by.clone()} " (" {dissent.agency.name()} ")"</strong> ": " <span class="as-written">{dissent.reason.clone()}</span></li> }
    });
    let dissents = dissents.collect_view();
    let dissents =
        (!agreed.dissents.is_empty()).then(|| view! { <h4>"Dissent"</h4><ul class="bullets">{dissents}</ul> });
    view! {
        <p class="record-judgement"><strong>{words.join("; ")}</strong></p>
        <p>{how_agreed(agreed.how)} {said} "."</p>
        {without}
        {dissents}
    }
    .into_any()
}

fn round_table(round: &Round, framework: &Framework, panel: &Panel) -> AnyView {
    // A caption names its table in a list of all tables, so that it says which section it belongs to.
    let section = section_name_first(framework, &round.section);
    let caption = format!("{section}, round {}, revealed {}", round.round, moment_in_words(round.at));
    let rows = round.ballots.iter().map(|ballot| {
        view! {
            <tr>
                <th scope="row">{who(ballot, panel)}</th>
                <td>{marks(ballot, round, framework)}</td>
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
            {without}
        </div>
    }
    .into_any()
}

fn who(ballot: &CastBallot, panel: &Panel) -> String {
    let person = ballot.participant.as_ref().and_then(|id| panel.participant(id));
    person
        .map_or_else(|| ballot.agency.name().to_owned(), |person| format!("{}, {}", person.name, ballot.agency.name()))
}

fn marks(ballot: &CastBallot, round: &Round, framework: &Framework) -> String {
    let (Some(section), Some(scale)) = (framework.section(&round.section), framework.scale_of(&round.section)) else {
        return String::new();
    };
    let targets: Vec<_> = section.targets().collect();
    let said = targets.iter().map(|target| {
        let mark =
            ballot.marks.get(&target.id()).map_or_else(|| "No score in".to_owned(), |mark| words::mark(scale, *mark));
        if targets.len() == 1 { mark } else { format!("{}: {mark}", target.id_str()) }
    });
    said.collect::<Vec<_>>().join("; ")
}

fn wrote(ballot: &CastBallot) -> String {
    let parts = [("", &ballot.reason), ("Strengths: ", &ballot.strengths), ("Areas for improvement: ", &ballot.areas)];
    let said = parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| format!("{label}{}", text.trim()));
    said.collect::<Vec<_>>().join("\n")
}
