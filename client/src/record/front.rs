//! The first page of a record, which is what a board reads: the plan, the judgement on the whole, a grid of the sections,
//! every dissent and reservation. Everything that it rests on follows in the other files of this folder.

use accord_shared::agreement::spread;
use accord_shared::framework::{Framework, Scored};
use accord_shared::panel::{Visibility, Way};
use accord_shared::record::{AgreedRecord, RecordContent, SectionRecord, SignatureRecord};
use accord_shared::stage::{HowAgreed, SignAnswer};
use accord_shared::words::{self, how_agreed_short};
use leptos::prelude::*;

use super::form_section;
use super::judgement::{all_beyond, all_dissents, how, judgement_mark, section_heading};
use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::ui::Table;
use crate::words::grammar::count;
use crate::words::meets::when;
use crate::words::people::plan_words;

/// Where the list of what is missing stands.
pub const MISSING: &str = "missing";

fn line(label: &'static str, words: String) -> Option<impl IntoView> {
    (!words.is_empty()).then(|| view! { <div class="record-fact"><dt>{label}</dt><dd>{words}</dd></div> })
}

/// Which plan, which panel, with what, and how. `who` says who judges where no panel met.
pub fn facts(content: &RecordContent, who: Option<String>) -> AnyView {
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
    let came = content.attendance.iter().filter(|person| person.arrived_at.is_some()).count();
    let people = (panel.way == Way::Panel).then(|| format!("{came} of {} invited came", content.attendance.len()));
    view! {
        <dl class="record-facts">
            {line("Plan", plan_words(&content.review).trim_start_matches("Plan ").to_owned())}
            {line("Panel", panel.title.clone())}
            {line("Date", when(&panel.held_on, &panel.meets))}
            {line("Place", panel.meets.place.clone())}
            {line("Locality", panel.locality.clone())}
            {line("Framework", format!("{}, version {}", framework.title, framework.version))}
            {how}
            {line("People", people.unwrap_or_default())}
        </dl>
    }
    .into_any()
}

/// What is missing, in one line that leads to the list at the end.
pub fn missing_line(missing: &[String]) -> AnyView {
    match missing.len() {
        0 => view! { <p class="record-missing">"Nothing is missing from this record."</p> }.into_any(),
        many => {
            let words = format!("{} missing", count(many, "thing is", "things are"));
            view! { <p class="record-missing"><strong>{words}</strong>": " <a href=format!("#{MISSING}") rel="external">"they are listed at the end"</a>"."</p> }
            .into_any()
        }
    }
}

/// The judgement on the whole; `None` where the framework knows none. Where marks are added up it is what they come to.
pub fn verdict(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let overall = content.sections.iter().find(|section| is_overall(section, framework));
    let (title, judged, how) = match (overall, content.result.last()) {
        (Some(section), _) => {
            let judged = section.agreed.as_ref().map(|agreed| judgement_mark(agreed, &section.id, framework));
            let how = section.agreed.as_ref().map(|agreed| match content.panel.way {
                Way::Panel => how(agreed, framework),
                Way::Alone { .. } | Way::Moderated { .. } => moderated(section),
            });
            (section_heading(section, framework), judged, how)
        }
        (None, Some(total)) => (total.title.clone(), Some(total.words.clone().into_any()), None),
        (None, None) => return None,
    };
    let judged = judged.unwrap_or_else(|| "No agreed judgement".into_any());
    Some(
        view! {
            <section class="record-verdict">
                <h2>{title}</h2>
                <p class="record-verdict-words">{judged}</p>
                <div>{how}</div>
            </section>
        }
        .into_any(),
    )
}

fn moderated(section: &SectionRecord) -> AnyView {
    let outcome = section.moderation.as_ref().map(|moderation| moderation.outcome.word());
    outcome.map(|word| view! { <p class="record-how">"Moderation: " {word} "."</p> }).into_any()
}

fn is_overall(section: &SectionRecord, framework: &Framework) -> bool {
    framework.section(&section.id).is_some_and(|section| section.overall)
}

/// The sections that the grid lists: the judgement on the whole stands above it.
fn listed<'a>(content: &'a RecordContent, framework: &'a Framework) -> impl Iterator<Item = &'a SectionRecord> {
    content.sections.iter().filter(|section| !is_overall(section, framework))
}

/// The sections of a panel: what was agreed, what people had scored, and how they came to agree.
pub fn sections(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let rows: Vec<_> = listed(content, framework)
        .map(|section| {
            let judged = match &section.agreed {
                Some(agreed) => judgement_mark(agreed, &section.id, framework),
                None => "No agreed judgement".into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{section_heading(section, framework)}</th>
                    <td class="record-grade">{judged}</td>
                    <td>{scores(section, framework)}</td>
                    <td>{section.agreed.as_ref().map(|agreed| how_in_short(agreed, section))}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"Section by section"</h2>
                <Table caption="The agreed judgement of each section" caption_hidden=true>
                    <thead>
                        <tr>
                            <th scope="col">"Section"</th>
                            <th scope="col">"Agreed judgement"</th>
                            <th scope="col">"Scores before"</th>
                            <th scope="col">"How it was agreed"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any()
    })
}

/// "Consensus, 1 dissent": how a section was agreed, as far as a line of the grid has room.
fn how_in_short(agreed: &AgreedRecord, section: &SectionRecord) -> String {
    let dissents = count(agreed.dissents.len(), "dissent", "dissents");
    let mut said = match agreed.how {
        HowAgreed::WithDissent => vec![format!("With {dissents}")],
        how if agreed.dissents.is_empty() => vec![how_agreed_short(how).to_owned()],
        how => vec![how_agreed_short(how).to_owned(), dissents],
    };
    if !section.agreed_before.is_empty() {
        said.push("opened again".to_owned());
    }
    said.join(", ")
}

/// How many gave which grade in the last round; in words where each row has its own mark or the scale is long.
fn scores(section: &SectionRecord, framework: &Framework) -> AnyView {
    let known = framework.section(&section.id).zip(framework.scale_of(&section.id)).zip(section.rounds.last());
    let Some(((known, scale), round)) = known else { return ().into_any() };
    let target = known.targets().next().filter(|_| known.scored == Scored::Section);
    let Some(spread) = target.and_then(|target| spread(framework, round, &target.id())) else {
        return count(known.targets().count(), "row", "rows").into_any();
    };
    if scale.points.len() > words::SIDE_BY_SIDE_MAX {
        return words::spread(scale, &spread).into_any();
    }
    let given = spread.counts.iter().filter(|(_, people)| *people > 0).map(|(value, people)| {
        let symbol = scale.point(*value).map(|point| point.symbol).unwrap_or_default();
        let number = words::number(scale, *value).unwrap_or_default();
        let word = scale.word(*value).unwrap_or_default().to_owned();
        view! {
            <li>
                <GradeMark symbol=symbol number=number word=word face=GradeFace::Short />
                <span class="visually-hidden">": "</span>
                <span>"×" {*people}</span>
            </li>
        }
    });
    let other = spread.not_applicable + spread.abstained + spread.missing;
    let other = (other > 0).then(|| view! { <li>"other ×" {other}</li> });
    view! { <ul class="record-counts">{given.collect_view()} {other}</ul> }.into_any()
}

/// The same for assessors, with how the moderation ended where there was one.
pub fn judgements(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let moderated = content.sections.iter().any(|section| section.moderation.is_some());
    let rows: Vec<_> = listed(content, framework)
        .filter_map(|section| {
            let known = framework.section(&section.id)?;
            let judged = match (&section.agreed, known.scored) {
                (Some(agreed), Scored::Section) => judgement_mark(agreed, &section.id, framework),
                (Some(agreed), Scored::Descriptors) => form_section::judgement(framework, known, agreed).into_any(),
                (None, _) => "No judgement".into_any(),
            };
            let outcome = section.moderation.as_ref().map_or("", |moderation| moderation.outcome.word());
            Some(view! {
                <tr>
                    <th scope="row">{known.heading()}</th>
                    <td class="record-grade">{judged}</td>
                    {moderated.then(|| view! { <td>{outcome}</td> })}
                </tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
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
    })
}

/// The judgements that go beyond what was scored or allowed; `None` where none does.
pub fn beyond(content: &RecordContent, framework: &Framework) -> Option<AnyView> {
    let list = all_beyond(content, framework)?;
    Some(view! { <section class="record-part"><h2>"Beyond what was scored"</h2>{list}</section> }.into_any())
}

/// Every dissent from a judgement, and every reservation with which an agency signed.
pub fn dissents(content: &RecordContent, framework: &Framework, signatures: &[SignatureRecord]) -> AnyView {
    let reserved: Vec<_> = signatures
        .iter()
        .filter_map(|signature| match &signature.answer {
            SignAnswer::Reservation { text } => {
                Some(view! { <li><strong>{signature.agency.name()}</strong> ": " <span class="as-written" translate="no" lang="en-GB">{text.clone()}</span></li> })
            }
            SignAnswer::Agree | SignAnswer::NotPresent => None,
        })
        .collect();
    let reserved = (!reserved.is_empty()).then(|| {
        view! { <p>"Signed with a reservation:"</p><ul class="bullets">{reserved}</ul> }
    });
    let list = all_dissents(content, framework)
        .unwrap_or_else(|| view! { <p>"Nobody put a dissent on the record."</p> }.into_any());
    view! {
        <section class="record-part">
            <h2>"Dissents"</h2>
            {list}
            {reserved}
        </section>
    }
    .into_any()
}
