//! The record of a review: everything a board or a case file needs, frozen at sign-off as canonical JSON with its
//! SHA-256. [`verify`] checks a file without a server.
//!
//! This file makes and checks records; it does not store them. A record never changes: a correction is another version
//! that names the hash of the one before.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::agreement::Spread;
use crate::canonical::{canonical_json, sha256_hex};
use crate::framework::{DescriptorId, Framework, FrameworkId, Marking, Section, SectionId, TargetId};
use crate::id::{PanelId, ParticipantId, ReviewId, Time};
use crate::mark::Marks;
use crate::meeting::Meeting;
use crate::moderation::Outcome;
use crate::panel::{Agency, Naming, Panel, PanelKind, Review, Seat, Visibility, Way};
use crate::schema::{Item, ItemKind, Prose, answer_root};
use crate::stage::{Agreed, AgreedBefore, Consent, HowAgreed, ReviewStage, Round, SectionPhase, SignAnswer};

/// The format of record files.
pub const RECORD_FORMAT: u32 = 1;

/// What the documents of a review say, read by whoever holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The shared texts of notes, by root name.
    pub notes: BTreeMap<String, String>,
    /// The shared texts of the record, by root name.
    pub record: BTreeMap<String, String>,
    /// The final themes and actions.
    pub items: Vec<Item>,
    /// The published views.
    pub views: BTreeMap<Agency, String>,
    /// The answers to the framework's questions and details, by root name.
    pub answers: BTreeMap<String, String>,
}

/// What is signed: the whole of a review except the signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordContent {
    /// The panel.
    pub panel: PanelFacts,
    /// The plan.
    pub review: Review,
    /// The framework that was used.
    pub framework: FrameworkFacts,
    /// Who was invited and who came.
    pub attendance: Vec<Attendee>,
    /// The agencies' views on the plan as a whole, the parent-carer forum's first.
    pub views: Vec<ViewText>,
    /// The sections, in the printed order, and the overall judgement.
    pub sections: Vec<SectionRecord>,
    /// The themes.
    pub themes: Vec<Item>,
    /// The actions.
    pub actions: Vec<Item>,
    /// The answers to the framework's details and questions, in the printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerText>,
    /// What the agreed marks come to, with the working; empty where grades are never added up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<ResultLine>,
    /// What is missing, in words; empty when nothing is.
    pub missing: Vec<String>,
}

/// The panel as the record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelFacts {
    /// Its id.
    pub id: PanelId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: PanelKind,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// The locality; empty for the whole area.
    pub locality: String,
    /// Blind or open.
    pub visibility: Visibility,
    /// How revealed marks are labelled.
    pub naming: Naming,
    /// By whom the plans were judged.
    #[serde(default)]
    pub way: Way,
}

/// The framework as the record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrameworkFacts {
    /// Its id.
    pub id: FrameworkId,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The SHA-256 of its canonical JSON.
    pub sha256: String,
}

/// Somebody invited.
///
/// Where the panel reveals names, `participant` is the id that the rounds give beside each mark, so that the file alone
/// says who scored what. Where marks are labelled by agency it is left out, as it is from the rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attendee {
    /// The person's id in the rounds; only where the panel reveals names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
    /// The person's name.
    pub name: String,
    /// The person's agency.
    pub agency: Agency,
    /// The person's post.
    pub post: String,
    /// What the person was at the table for.
    pub seat: Seat,
    /// "Chair", "Deputy" or "Scribe"; where assessors judge "Assessor", "Auditor" or "Moderator"; or empty.
    pub office: String,
    /// When the person first came; nothing for apologies.
    pub arrived_at: Option<Time>,
}

/// An agency's view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewText {
    /// Whose.
    pub agency: Agency,
    /// What it says.
    pub text: String,
}

/// The answer to one question or detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerText {
    /// Which.
    pub id: DescriptorId,
    /// What was asked.
    pub question: String,
    /// What was answered.
    pub text: String,
}

/// What a section, a subtotal or the whole comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultLine {
    /// Of what.
    pub title: String,
    /// The figures and how they came about.
    pub words: String,
}

/// How a moderator's judgement stands to the audit's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModerationRecord {
    /// Upheld, upgraded or downgraded.
    pub outcome: Outcome,
    /// What was judged differently.
    pub differ: Vec<TargetId>,
}

/// One section as the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionRecord {
    /// Which section.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// Where it stood.
    pub phase: SectionPhase,
    /// Every round, oldest first, labelled as the panel chose.
    pub rounds: Vec<Round>,
    /// The agreed judgement.
    pub agreed: Option<AgreedRecord>,
    /// What was agreed before the section was opened again, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_before: Vec<AgreedBeforeRecord>,
    /// How the moderation stands to the audit, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moderation: Option<ModerationRecord>,
    /// Shared commentary and the final rationale.
    pub strengths: String,
    /// Areas for improvement.
    pub areas: String,
    /// Why this judgement, as discussed.
    pub discussion: String,
    /// The rationale that the chair or scribe settled on.
    pub rationale: String,
}

/// An agreed judgement as the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreedRecord {
    /// The marks.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, serde_json::Value>))]
    pub marks: Marks,
    /// The same in words, by target.
    pub words: BTreeMap<TargetId, String>,
    /// How it came about.
    pub how: HowAgreed,
    /// Why it was settled without some answers.
    pub without: Option<String>,
    /// Who agreed, could live with it, or did not answer: counts.
    pub agree: usize,
    /// Could live with it.
    pub can_live_with_it: usize,
    /// Did not answer.
    pub silent: usize,
    /// Every dissent, with its reason.
    pub dissents: Vec<DissentRecord>,
}

/// A judgement that was agreed until its section was opened again, as the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreedBeforeRecord {
    /// What had been agreed, with every dissent from it.
    pub agreed: AgreedRecord,
    /// Why the section was opened again.
    pub reason: String,
    /// The name and post of the person who opened it again.
    pub reopened_by: String,
    /// When.
    pub reopened_at: Time,
}

/// A dissent on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DissentRecord {
    /// The agency that dissents.
    pub agency: Agency,
    /// The name and post of the person who dissents.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A signature as the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatureRecord {
    /// For which agency.
    pub agency: Agency,
    /// The name and post of the person who signed, or of the chair who noted that nobody was there to.
    pub by: String,
    /// What was said.
    pub answer: SignAnswer,
    /// When.
    pub at: Time,
}

/// A closed record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// [`RECORD_FORMAT`].
    pub format: u32,
    /// Which version, from 1.
    pub version: u32,
    /// Why it corrects the version before; nothing for the first.
    pub correction: Option<String>,
    /// The SHA-256 of the version before; nothing for the first.
    pub previous_sha256: Option<String>,
    /// When it was closed.
    pub closed_at: Time,
    /// The name and post of the chair who closed it.
    pub closed_by: String,
    /// What was signed.
    pub content: RecordContent,
    /// The SHA-256 of what was signed.
    pub content_sha256: String,
    /// The signatures.
    pub signatures: Vec<SignatureRecord>,
}

/// A record with its hash: what is stored, downloaded and verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordFile {
    /// The record.
    pub record: Record,
    /// The SHA-256 of the record's canonical JSON, in small hexadecimal letters.
    pub sha256: String,
}

/// Why a file is not a sound record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not JSON of the right shape.
    #[error("this is not an Accord record: {0}")]
    NotARecord(String),
    /// The record does not have the hash that it says it has.
    #[error("the record was changed: it says {says}, but its content gives {gives}")]
    Changed {
        /// The hash in the file.
        says: String,
        /// The hash of what is in the file.
        gives: String,
    },
    /// The signed content does not have the hash that was signed.
    #[error("the signed content was changed: {says} was signed, but it gives {gives}")]
    ContentChanged {
        /// The hash that was signed.
        says: String,
        /// The hash of the content.
        gives: String,
    },
}

/// The SHA-256 of the canonical JSON of anything.
#[must_use]
pub fn hash_of<T: Serialize>(what: &T) -> String {
    let value = serde_json::to_value(what).unwrap_or(serde_json::Value::Null);
    sha256_hex(&canonical_json(&value))
}

/// Puts a hash to a record.
#[must_use]
pub fn seal(record: Record) -> RecordFile {
    let sha256 = hash_of(&record);
    RecordFile { record, sha256 }
}

/// The file of a record: canonical JSON, so that it is byte for byte the same wherever it is made.
#[must_use]
pub fn to_file(file: &RecordFile) -> String {
    canonical_json(&serde_json::to_value(file).unwrap_or(serde_json::Value::Null))
}

/// Checks that a file is a record with the hash that it claims. The check is made over the file's own JSON, so that
/// nothing in it, known or unknown to this version of Accord, can be changed unseen.
///
/// # Errors
/// What is wrong with it.
pub fn verify(text: &str) -> Result<RecordFile, RecordError> {
    let not = |error: serde_json::Error| RecordError::NotARecord(error.to_string());
    let value: serde_json::Value = serde_json::from_str(text).map_err(not)?;
    let gives = sha256_hex(&canonical_json(value.get("record").unwrap_or(&serde_json::Value::Null)));
    let content = value.pointer("/record/content").unwrap_or(&serde_json::Value::Null);
    let content_gives = sha256_hex(&canonical_json(content));
    let file: RecordFile = serde_json::from_value(value).map_err(not)?;
    if file.sha256 != gives {
        return Err(RecordError::Changed { says: file.sha256, gives });
    }
    if file.record.content_sha256 != content_gives {
        return Err(RecordError::ContentChanged { says: file.record.content_sha256, gives: content_gives });
    }
    Ok(file)
}

/// Sets down a review as it stands.
#[must_use]
pub fn content(meeting: &Meeting, review: &ReviewId, written: &Written) -> Option<RecordContent> {
    let panel = meeting.panel();
    let framework = meeting.framework();
    let stage = meeting.stage().review(review)?;
    let facts = panel.review(review)?.clone();
    let sections: Vec<SectionRecord> = stage
        .sections
        .iter()
        .map(|section| section_record(meeting, review, &section.id, written))
        .collect::<Option<_>>()?;
    let views = Agency::ALL
        .into_iter()
        .filter(|agency| stage.views_published.contains(agency))
        .filter_map(|agency| Some(ViewText { agency, text: written.views.get(&agency)?.clone() }))
        .collect();
    let of_kind = |kind: ItemKind| written.items.iter().filter(|item| item.kind == kind).cloned().collect::<Vec<_>>();
    let (themes, actions) = (of_kind(ItemKind::Theme), of_kind(ItemKind::Action));
    let answers = answers(framework, written);
    let missing = match panel.way {
        Way::Panel => missing(framework, &sections, &actions, &answers),
        Way::Alone { .. } | Way::Moderated { .. } => unanswered(framework, &answers).collect(),
    };
    Some(RecordContent {
        panel: panel_facts(panel),
        review: facts,
        framework: FrameworkFacts {
            id: framework.id.clone(),
            version: framework.version.clone(),
            title: framework.title.clone(),
            sha256: panel.framework_sha256.clone(),
        },
        attendance: attendance(meeting),
        views,
        sections,
        themes,
        actions,
        answers,
        result: result(framework, stage),
        missing,
    })
}

fn answers(framework: &Framework, written: &Written) -> Vec<AnswerText> {
    let answer = |(id, question): (&DescriptorId, &String)| {
        let text = written.answers.get(&answer_root(id))?.clone();
        Some(AnswerText { id: id.clone(), question: question.clone(), text })
    };
    asked(framework).filter_map(answer).collect()
}

/// The totals of the agreed marks; none where grades are judgements.
fn result(framework: &Framework, stage: &ReviewStage) -> Vec<ResultLine> {
    if matches!(framework.marking, Marking::Judgement {}) {
        return Vec::new();
    }
    let agreed = stage.sections.iter().filter_map(|section| section.agreed.as_ref());
    let marks: Marks = agreed.flat_map(|agreed| agreed.marks.clone()).collect();
    let marked = framework.mark(&marks);
    let tallies = marked.sections.iter().chain(&marked.groups).chain([&marked.total]);
    tallies.map(|tally| ResultLine { title: tally.title.clone(), words: tally.working.clone() }).collect()
}

fn panel_facts(panel: &Panel) -> PanelFacts {
    PanelFacts {
        id: panel.id.clone(),
        title: panel.title.clone(),
        kind: panel.kind,
        held_on: panel.held_on.clone(),
        locality: panel.locality.clone(),
        visibility: panel.visibility,
        naming: panel.naming,
        way: panel.way.clone(),
    }
}

fn attendance(meeting: &Meeting) -> Vec<Attendee> {
    let stage = meeting.stage();
    let office = |id: &ParticipantId| {
        if stage.way != Way::Panel {
            return stage.way.part(id).unwrap_or_default();
        }
        if stage.offices.chair == *id {
            "Chair"
        } else if stage.offices.deputy.as_ref() == Some(id) {
            "Deputy"
        } else if stage.offices.scribe.as_ref() == Some(id) {
            "Scribe"
        } else {
            ""
        }
    };
    let mut people: Vec<Attendee> = meeting
        .panel()
        .participants
        .iter()
        .filter(|person| person.seat != Seat::Screen)
        .filter(|person| !person.removed || stage.arrived.contains_key(&person.id))
        .map(|person| Attendee {
            participant: (meeting.panel().naming == Naming::Names).then(|| person.id.clone()),
            name: person.name.clone(),
            agency: person.agency,
            post: person.post.clone(),
            seat: person.seat,
            office: office(&person.id).to_owned(),
            arrived_at: stage.arrived.get(&person.id).copied(),
        })
        .collect();
    people.sort_by(|a, b| (a.agency, &a.name).cmp(&(b.agency, &b.name)));
    people
}

fn section_record(meeting: &Meeting, review: &ReviewId, id: &SectionId, written: &Written) -> Option<SectionRecord> {
    let section = meeting.framework().section(id)?;
    let stage = meeting.stage().section(review, id)?;
    let text = |from: &BTreeMap<String, String>, prose: Prose| from.get(&prose.shared(id)).cloned().unwrap_or_default();
    Some(SectionRecord {
        id: id.clone(),
        title: section.title.clone(),
        phase: stage.phase,
        rounds: meeting.rounds_of(review, id).iter().map(|round| round.for_room(meeting.panel().naming)).collect(),
        agreed: stage.agreed.as_ref().and_then(|agreed| agreed_record(meeting, id, agreed, &stage.dissents)),
        agreed_before: stage
            .agreed_before
            .iter()
            .filter_map(|before| agreed_before_record(meeting, id, before))
            .collect(),
        moderation: meeting
            .moderation_of(review, id)
            .map(|compared| ModerationRecord { outcome: compared.outcome, differ: compared.differ }),
        strengths: text(&written.notes, Prose::Strengths),
        areas: text(&written.notes, Prose::Areas),
        discussion: text(&written.notes, Prose::Reason),
        rationale: text(&written.record, Prose::Reason),
    })
}

fn agreed_before_record(meeting: &Meeting, id: &SectionId, before: &AgreedBefore) -> Option<AgreedBeforeRecord> {
    Some(AgreedBeforeRecord {
        agreed: agreed_record(meeting, id, &before.agreed, &before.dissents)?,
        reason: before.reason.clone(),
        reopened_by: name_and_post(meeting.panel(), &before.reopened_by),
        reopened_at: before.reopened_at,
    })
}

/// What was agreed, with those who dissented when it was settled and those who did so later.
fn agreed_record(
    meeting: &Meeting,
    id: &SectionId,
    agreed: &Agreed,
    later: &BTreeMap<ParticipantId, String>,
) -> Option<AgreedRecord> {
    let scale = meeting.framework().scale_of(id)?;
    let words = agreed.marks.iter().map(|(target, mark)| (target.clone(), crate::words::mark(scale, *mark))).collect();
    let said = |wanted: &Consent| agreed.consents.values().filter(|consent| *consent == wanted).count();
    let dissent = |who: &ParticipantId, reason: &String| DissentRecord {
        agency: meeting.panel().participant(who).map_or(Agency::Other, |person| person.agency),
        by: name_and_post(meeting.panel(), who),
        reason: reason.clone(),
    };
    let at_once = agreed.consents.iter().filter_map(|(who, consent)| match consent {
        Consent::Dissent { reason } if !later.contains_key(who) => Some(dissent(who, reason)),
        Consent::Dissent { .. } | Consent::Agree | Consent::CanLiveWithIt => None,
    });
    let mut dissents: Vec<DissentRecord> =
        at_once.chain(later.iter().map(|(who, reason)| dissent(who, reason))).collect();
    dissents.sort_by(|a, b| (a.agency, &a.by).cmp(&(b.agency, &b.by)));
    Some(AgreedRecord {
        marks: agreed.marks.clone(),
        words,
        how: agreed.how,
        without: agreed.without.clone(),
        agree: said(&Consent::Agree),
        can_live_with_it: said(&Consent::CanLiveWithIt),
        silent: agreed.silent.len(),
        dissents,
    })
}

/// "Name, post" as records print people.
#[must_use]
pub fn name_and_post(panel: &Panel, who: &ParticipantId) -> String {
    panel.participant(who).map_or_else(String::new, |person| match person.post.as_str() {
        "" => person.name.clone(),
        post => format!("{}, {post}", person.name),
    })
}

fn missing(framework: &Framework, sections: &[SectionRecord], actions: &[Item], answers: &[AnswerText]) -> Vec<String> {
    let mut missing = Vec::new();
    for section in sections {
        let label = framework.section(&section.id).map_or_else(|| section.title.clone(), Section::named_first);
        if section.agreed.is_none() {
            missing.push(format!("{label} has no agreed judgement."));
        } else if section.rationale.trim().is_empty() && section.discussion.trim().is_empty() {
            missing.push(format!("{label} has no rationale."));
        }
    }
    missing.extend(unanswered(framework, answers));
    for (number, action) in actions.iter().enumerate() {
        let number = number + 1;
        if action.action.trim().is_empty() {
            missing.push(format!("Action {number} does not say what will be done."));
        }
        if action.body.trim().is_empty() && action.owner.trim().is_empty() {
            missing.push(format!("Action {number} has no owner."));
        }
        if action.due.trim().is_empty() {
            missing.push(format!("Action {number} has no due date."));
        }
    }
    if actions.is_empty() {
        missing.push("There are no actions.".to_owned());
    }
    missing
}

/// What the framework asks besides its marks and has no answer.
fn unanswered(framework: &Framework, answers: &[AnswerText]) -> impl Iterator<Item = String> {
    let is_answered = |id: &DescriptorId| answers.iter().any(|one| one.id == *id && !one.text.trim().is_empty());
    asked(framework).filter(move |(id, _)| !is_answered(id)).map(|(_, asked)| format!("“{asked}” has no answer."))
}

/// What the framework asks besides its marks, in the printed order.
fn asked(framework: &Framework) -> impl Iterator<Item = (&DescriptorId, &String)> {
    let details = framework.details.iter().map(|detail| (&detail.id, &detail.title));
    details.chain(framework.questions.iter().map(|question| (&question.id, &question.text)))
}

/// The spread of one target's marks in a round.
#[must_use]
pub fn spread(framework: &Framework, round: &Round, target: &TargetId) -> Option<Spread> {
    let scale = framework.scale_of(&round.section)?;
    Some(Spread::of(scale, round.ballots.iter().map(|ballot| ballot.marks.get(target).copied())))
}
