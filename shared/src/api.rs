//! The HTTP API under `/api`: what goes in and what comes out. The server describes it as OpenAPI from these types;
//! the browser client uses nothing else. Whether a text is acceptable is decided by [`crate::check`].

mod changes;
mod frameworks;
mod plans;

use serde::{Deserialize, Serialize};

pub use changes::{
    AddToAgenda, CancelPanel, ChangeMeeting, ChangeOffices, ChangePerson, CopyPanel, OrderAgenda, PanelNow, TakeAway,
};
pub use frameworks::{
    ChangeDraft, CopyFramework, DraftSummary, FaceSummary, FrameworkDraft, FrameworkSummary, PublishDraft,
};
pub use plans::{
    AdviceLine, Assessment, AssessmentMade, Judges, Moderation, NewAdviceState, NewAssessment, NewFeedback, NewJudge,
    NewPlan, Of, PlanSummary, PlanVersion, PlanView, Redraft, RegradeMonth, RegradeReport, Seated, SectionKSays, Side,
    SideBySide, SideCell, SideColumn, SideRow,
};

use crate::framework::FrameworkId;
use crate::id::{CoordinatorId, PanelId, ParticipantId, PlanId, ReviewId, Time};
use crate::panel::{Agency, Cancelled, Meets, Naming, Panel, PanelKind, Seat, Visibility, Way};
use crate::plan::{Cohort, PlanChange, PlanStage};
use crate::stage::Stage;

/// An error of the API: always this shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiError {
    /// A stable code in kebab case.
    pub code: String,
    /// What is wrong and what to do, for people.
    pub sentence: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, such as `title` or `agenda.0.case_ref`.
    pub field: String,
    /// What to do, for people.
    pub sentence: String,
}

/// A coordinator redeems the one-time set-up link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetUp {
    /// The secret of the link.
    pub token: String,
    /// The coordinator's name.
    pub name: String,
    /// The local area's name.
    pub area: String,
}

/// A signed-in coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoordinatorView {
    /// Their id.
    pub id: CoordinatorId,
    /// Their name.
    pub name: String,
    /// Their area's name.
    pub area: String,
}

/// A panel to be made, or its set-up to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPanel {
    /// What it is called.
    pub title: String,
    /// What kind of meeting it is.
    pub kind: PanelKind,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// When in the day people meet, and where.
    #[serde(default)]
    pub meets: Meets,
    /// The locality; empty for the whole area.
    pub locality: String,
    /// Which framework.
    pub framework: FrameworkId,
    /// Blind or open.
    pub visibility: Visibility,
    /// How revealed marks are labelled.
    pub naming: Naming,
    /// With which other words for the same points; absent for the scale's own.
    #[serde(default)]
    pub face: Option<String>,
    /// By whom the plans are judged.
    #[serde(default)]
    pub way: NewWay,
    /// The plans, in order.
    pub agenda: Vec<NewReview>,
    /// The people.
    pub participants: Vec<NewParticipant>,
    /// Which of the people chairs: a place in `participants`, from 0.
    pub chair: usize,
    /// Which of the people is the deputy.
    pub deputy: Option<usize>,
    /// Which of the people is the scribe.
    pub scribe: Option<usize>,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// By whom the plans of a panel to be made are judged. People are places in `participants`, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NewWay {
    /// By a panel: scored in private, revealed, reconciled and signed.
    #[default]
    Panel,
    /// By one assessor alone.
    Alone {
        /// Who.
        assessor: usize,
    },
    /// By an auditor, and again by a moderator.
    Moderated {
        /// Who judges first.
        auditor: usize,
        /// Who judges the same plan again.
        moderator: usize,
        /// Whether the moderator may read the audit before handing in; else the moderator is blind.
        sees_audit: bool,
        /// Whether the moderation changes the grade; else it is feedback and the audit's grade stands.
        changes_grade: bool,
    },
}

/// A plan to be put on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReview {
    /// The case, as a reference.
    pub case_ref: String,
    /// New or amended.
    pub change: PlanChange,
    /// Draft or final.
    pub plan_stage: PlanStage,
    /// The year group, coarsely.
    pub cohort: Cohort,
    /// The plan's locality; may be empty.
    pub locality: String,
    /// Where the plan can be read; may be empty.
    pub where_to_read: String,
    /// The version of a plan that the area keeps, so that what the panel agrees counts for it. The other facts are then
    /// taken from there.
    #[serde(default)]
    pub plan: Option<PlanId>,
}

/// A person to be invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewParticipant {
    /// The person's name.
    pub name: String,
    /// The person's agency.
    pub agency: Agency,
    /// The person's post.
    pub post: String,
    /// What the person is at the table for.
    pub seat: Seat,
}

/// A panel in the coordinator's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelSummary {
    /// Its id.
    pub id: PanelId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: PanelKind,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// How many plans are on the agenda.
    pub reviews: usize,
    /// How many of them have a closed record.
    pub closed: usize,
    /// How many people are invited.
    pub participants: usize,
    /// Whether it was cancelled.
    #[serde(default)]
    pub cancelled: bool,
}

/// A panel as its coordinator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelView {
    /// The panel.
    pub panel: Panel,
    /// The state of each person's link.
    pub links: Vec<LinkView>,
    /// Which reviews have closed records, and how many versions.
    pub records: Vec<RecordRef>,
    /// What has to be known to change it.
    pub now: PanelNow,
}

/// The state of one person's link; never the link itself, of which only a hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkView {
    /// Whose.
    pub participant: ParticipantId,
    /// When the link in force was made; absent when there is none.
    pub made_at: Option<Time>,
    /// When it stops working.
    pub expires_at: Option<Time>,
    /// When it was first used.
    pub used_at: Option<Time>,
}

/// A fresh personal link, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreshLink {
    /// Whose.
    pub participant: ParticipantId,
    /// The address to send; its secret is the part after `#`, which browsers never send to a server.
    pub url: String,
}

/// A panel that was just made, with everyone's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelMade {
    /// The panel.
    pub panel: Panel,
    /// Everyone's link, shown once.
    pub links: Vec<FreshLink>,
}

/// The secret of a personal link, to be looked at or redeemed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    /// The secret of a personal link.
    pub token: String,
}

/// What a personal link is for, before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// The person's seat.
    pub participant: ParticipantId,
    /// The person's name.
    pub name: String,
    /// The person's agency.
    pub agency: Agency,
    /// The person's post.
    pub post: String,
    /// What the person is at the table for.
    pub seat: Seat,
    /// The panel's title.
    pub panel_title: String,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// When in the day people meet, and where.
    #[serde(default)]
    pub meets: Meets,
    /// Whether, why and when the panel was cancelled. Such a link opens nothing any more.
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
    /// How many plans are on the agenda.
    pub reviews: usize,
    /// Blind or open.
    pub visibility: Visibility,
    /// By whom the plans are judged: a panel has a room, assessors have forms.
    pub way: Way,
}

/// What a person in the room needs before the socket is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatView {
    /// [`crate::message::PROTOCOL_VERSION`] of the server.
    pub protocol: u32,
    /// Who you are.
    pub you: ParticipantId,
    /// The panel.
    pub panel: Panel,
    /// Where the meeting stands.
    pub stage: Stage,
}

/// One closed version of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordRef {
    /// Which review.
    pub review: ReviewId,
    /// Which version, from 1.
    pub version: u32,
    /// The SHA-256 of its canonical JSON.
    pub sha256: String,
    /// When it was closed.
    pub closed_at: Time,
    /// Why it corrects the one before; absent for the first.
    pub reason: Option<String>,
}
