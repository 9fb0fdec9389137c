//! Plans: their versions, who judges them, and the outcomes.

use serde::{Deserialize, Serialize};

use super::{FreshLink, NewParticipant};
use crate::framework::{FrameworkId, SectionId, TargetId};
use crate::id::{PanelId, ParticipantId, ReviewId, Time};
use crate::moderation::Outcome;
use crate::plan::{AdviceService, AdviceState, Cohort, Judged, Plan, PlanChange, PlanStage, Standing};

/// A plan to be entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPlan {
    /// The case, as a reference.
    pub case_ref: String,
    /// Who wrote it, as a post or team; may be empty.
    pub author: String,
    /// New or amended.
    pub change: PlanChange,
    /// Draft or final.
    pub plan_stage: PlanStage,
    /// The year group, coarsely.
    pub cohort: Cohort,
    /// The plan's locality; may be empty.
    pub locality: String,
    /// Where it can be read; may be empty.
    pub where_to_read: String,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// A redraft to be entered as the next version; what is not said stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redraft {
    /// Who wrote it, as a post or team; may be empty.
    pub author: String,
    /// Where it can be read; may be empty.
    pub where_to_read: String,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// A text for a plan's author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewFeedback {
    /// What is strong, what to change and why.
    pub text: String,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// What is known of one service's advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAdviceState {
    /// Whether it is there.
    pub state: AdviceState,
}

/// What of a plan is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Of {
    /// The plan as a whole.
    Plan,
    /// The advice of one service.
    Advice(AdviceService),
}

/// From where a plan is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Side {
    /// By the area itself.
    Internal,
    /// By somebody from outside.
    External,
}

/// Who judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Judges {
    /// The coordinator who asks.
    Me,
    /// One assessor, who gets a personal link.
    One {
        /// Who.
        assessor: NewParticipant,
    },
    /// An auditor and a moderator, who get personal links.
    Two {
        /// Who judges first.
        auditor: NewParticipant,
        /// Who judges again.
        moderator: NewParticipant,
        /// Whether the moderator may read the audit before handing in; else the moderator is blind.
        sees_audit: bool,
        /// Whether moderation changes the grade; else it is feedback only.
        changes_grade: bool,
    },
}

/// An assessment to be begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAssessment {
    /// With which framework: its newest version.
    pub framework: FrameworkId,
    /// With which other words for the same points; absent for the scale's own.
    #[serde(default)]
    pub face: Option<String>,
    /// Of what.
    pub of: Of,
    /// From where.
    pub side: Side,
    /// By whom.
    pub judges: Judges,
}

/// A plan that the coordinator sits down to judge, as a whole and for the area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewJudge {
    /// With which framework: its newest version, or that of the assessment that is open already.
    pub framework: FrameworkId,
}

/// An assessment that was just begun. A coordinator who judges has the seat in this browser already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssessmentMade {
    /// The assessment.
    pub assessment: Assessment,
    /// The links to send, shown once.
    pub links: Vec<FreshLink>,
    /// The coordinator's own seat, where the coordinator judges.
    pub seat: Option<ParticipantId>,
}

/// A seat that this browser now has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seated {
    /// The seat.
    pub seat: ParticipantId,
    /// The review.
    pub review: ReviewId,
}

/// One judgement of a plan or of a piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assessment {
    /// The panel that holds it.
    pub panel: PanelId,
    /// The review.
    pub review: ReviewId,
    /// Of what.
    pub of: Of,
    /// From where.
    pub side: Side,
    /// Who judges, in words: "Ana Reyes alone", "Ana Reyes, moderated by Ben Okafor", "a panel of 12".
    pub judges: String,
    /// The framework.
    pub framework: FrameworkId,
    /// Its version.
    pub framework_version: String,
    /// Its title.
    pub framework_title: String,
    /// Whether it is the coordinator's own, to be gone on with by sitting down.
    pub own: bool,
    /// When it was begun.
    pub made_at: Time,
    /// How many versions of its record are closed.
    pub versions: u32,
    /// Its outcome; absent until its record is closed.
    pub judged: Option<Judged>,
    /// How the moderation ended, over all and by section; empty where there was none.
    pub moderation: Vec<Moderation>,
    /// Why nothing will come of it: the panel was cancelled, or the plan was taken off its agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_off: Option<String>,
}

/// How a moderation ended for one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moderation {
    /// Which section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// Whether it is the judgement on the whole.
    pub overall: bool,
    /// How it ended.
    pub outcome: Outcome,
}

/// A plan in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanSummary {
    /// The newest version.
    pub plan: Plan,
    /// Where it stands.
    pub standing: Standing,
    /// The internal judgement of the plan as a whole that it goes by: the newest with a line, else the newest.
    pub judged: Option<Judged>,
    /// How many assessments of it are not finished.
    pub open: usize,
}

/// One version in a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanVersion {
    /// The version.
    pub plan: Plan,
    /// Where it stands.
    pub standing: Standing,
    /// The internal judgement of the plan as a whole that it goes by: the newest with a line, else the newest.
    pub judged: Option<Judged>,
}

/// A plan with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanView {
    /// The plan.
    pub plan: Plan,
    /// Where it stands.
    pub standing: Standing,
    /// Every version of the case's plan, oldest first.
    pub chain: Vec<PlanVersion>,
    /// Every assessment of this version, oldest first.
    pub assessments: Vec<Assessment>,
    /// Assessments of the same thing with the same framework, side by side.
    pub side_by_side: Vec<SideBySide>,
    /// The advice that fed the plan, service by service, beside its section K.
    pub bundle: Vec<AdviceLine>,
    /// What the newest internal judgement with a section K says of it.
    pub section_k: Option<SectionKSays>,
}

/// What a judgement says of section K, the list of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionKSays {
    /// With which framework.
    pub framework_title: String,
    /// The section's title.
    pub title: String,
    /// The judgement in words, or its total with its working.
    pub words: String,
    /// The rationale; may be empty.
    pub rationale: String,
}

/// One service's line of an advice bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdviceLine {
    /// Which service.
    pub service: AdviceService,
    /// Whether its advice is there. An assessment of it makes it received.
    pub state: AdviceState,
    /// The assessments of it for this version and those before it, oldest first: what fed a plan feeds its redraft.
    pub assessments: Vec<Assessment>,
}

/// Two or more closed assessments of the same thing with the same framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SideBySide {
    /// The framework's title.
    pub framework_title: String,
    /// Of what.
    pub of: Of,
    /// The assessments, in the order of the columns; the first is what the others are compared with.
    pub columns: Vec<SideColumn>,
    /// The sections, and the overall judgement last.
    pub rows: Vec<SideRow>,
}

/// One assessment as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SideColumn {
    /// The review.
    pub review: ReviewId,
    /// From where.
    pub side: Side,
    /// Who judged, in words.
    pub judges: String,
    /// The total with its working; empty where grades are judgements.
    pub total: String,
}

/// One section across the assessments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SideRow {
    /// Which section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// One cell for each column.
    pub cells: Vec<SideCell>,
}

/// What one assessment says of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SideCell {
    /// The judgement in words, or the total of the section.
    pub words: String,
    /// Why; may be empty.
    pub rationale: String,
    /// How it stands to the first column; absent in the first itself.
    pub outcome: Option<Outcome>,
    /// The rows that are marked otherwise than in the first column.
    pub differ: Vec<TargetId>,
}

/// How many plans were judged again after a redraft, month by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegradeReport {
    /// The months with any judgement, oldest first.
    pub months: Vec<RegradeMonth>,
}

/// One month of judgements of plans as wholes, counted by the version judged, in UTC.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegradeMonth {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Versions judged for the first time in it.
    pub judged: u32,
    /// Of these, below Good.
    pub below_good: u32,
    /// Of these, redrafts of a version that was below Good: the number regraded.
    pub regraded: u32,
    /// Of the regraded, Good or better now.
    pub regraded_good: u32,
}
