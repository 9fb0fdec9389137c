//! What a coordinator changes of a panel after it was made. `seen` is [`PanelNow::seen`] of what the coordinator looked at:
//! who decided on something that has changed since is told so, and looks again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::NewReview;
use crate::id::{ParticipantId, PlanId, ReviewId};
use crate::panel::{Agency, Meets, Offices, Seat};

/// What the coordinator has to know of a meeting to change its panel; nothing of what is scored or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelNow {
    /// The last change of the panel or its offices; sent back with the next one.
    pub seen: u64,
    /// Who holds which office now.
    pub offices: Offices,
    /// Who is in the room now.
    pub here: BTreeSet<ParticipantId>,
    /// The plans in which something was opened, scored or written.
    pub begun: Vec<ReviewId>,
    /// Whether every record is closed.
    pub closed: bool,
    /// The plan whose page the panel belongs to, where it was made for one assessment.
    pub of_plan: Option<PlanId>,
}

/// What the meeting is called, when it is and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeMeeting {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// What it is called.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// When in the day, and where.
    pub meets: Meets,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// A plan for the end of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddToAgenda {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// The plan.
    pub review: NewReview,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}

/// The agenda in another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderAgenda {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// Every plan of the agenda, once.
    pub order: Vec<ReviewId>,
}

/// Why a plan is taken off the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeAway {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// Why.
    pub reason: String,
}

/// Who a person of the panel is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePerson {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// The person's name.
    pub name: String,
    /// The person's agency.
    pub agency: Agency,
    /// The person's post.
    pub post: String,
    /// What the person is at the table for.
    pub seat: Seat,
}

/// Who holds which office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeOffices {
    /// Up to which change the coordinator has seen the panel.
    pub seen: u64,
    /// The chair.
    pub chair: ParticipantId,
    /// The deputy.
    pub deputy: Option<ParticipantId>,
    /// The scribe.
    pub scribe: Option<ParticipantId>,
}

/// Why a panel is cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancelPanel {
    /// Why; everyone who was invited reads it.
    pub reason: String,
    /// Whom people can ask, such as a name with a telephone number.
    pub ask: String,
}

/// Another meeting with the same people, framework and rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopyPanel {
    /// What it is called.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// When in the day, and where.
    #[serde(default)]
    pub meets: Meets,
    /// Its own plans; none to add them later.
    #[serde(default)]
    pub agenda: Vec<NewReview>,
    /// The coordinator has seen the warnings about what looks like personal data, and says it is none.
    #[serde(default)]
    pub warnings_seen: bool,
}
