//! The record of a review: everything a board or a case file needs, frozen at sign-off as canonical JSON with its
//! SHA-256. [`verify`] checks a file without a server.
//!
//! This file makes and checks records; it does not store them. A record never changes: a correction is another version
//! that names the hash of the one before.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::canonical::{canonical_json, sha256_hex};
use crate::framework::{DescriptorId, FrameworkId, SectionId, TargetId};
use crate::id::{PanelId, ParticipantId, Time};
use crate::mark::Marks;
use crate::moderation::Outcome;
use crate::panel::{Agency, Meets, Naming, PanelKind, Review, Seat, Visibility, Way};
use crate::schema::Item;
use crate::stage::{Beyond, HowAgreed, Round, SectionPhase, SignAnswer};

/// The format of record files.
pub const RECORD_FORMAT: u32 = 1;

/// The texts, answers and items in the documents of a review, as the server or the client reads them.
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
    /// How people and offices changed since the work began, oldest first: what was true when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeText>,
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
    /// When in the day, and where.
    #[serde(default, skip_serializing_if = "Meets::is_nothing")]
    pub meets: Meets,
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
    /// Where it comes from: council, document, date and annex. Records that were made before this was said have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
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
    /// When the person first came; absent for apologies.
    pub arrived_at: Option<Time>,
}

/// A change of people or offices during the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeText {
    /// When.
    pub at: Time,
    /// What changed, in whole sentences.
    pub words: String,
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
    /// The shared text on strengths.
    pub strengths: String,
    /// The shared text on areas for improvement.
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
    /// What it goes beyond, and why; absent where it goes beyond nothing, and in records of before this was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Beyond>,
    /// How it came about.
    pub how: HowAgreed,
    /// Why it was settled without some answers.
    pub without: Option<String>,
    /// How many agreed.
    pub agree: usize,
    /// How many could live with it.
    pub can_live_with_it: usize,
    /// How many did not answer.
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
    /// Why it corrects the version before; absent for the first.
    pub correction: Option<String>,
    /// The SHA-256 of the version before; absent for the first.
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

/// Wraps a record with its SHA-256.
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
