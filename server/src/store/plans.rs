//! Plans, their assessments and what is known of advice: the rows that are written. How they are read back is in
//! `store/plans/read.rs`.
//!
//! What a change rests on stands in its SQL, so that of two that come at once one is refused: the caller looks again
//! and says why.

mod read;

use accord_shared::api::{Of, Side};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{AreaId, CoordinatorId, PanelId, ParticipantId, PlanId, ReviewId, Time};
use accord_shared::plan::{AdviceKept, AdviceState, Cohort, Feedback, Plan, PlanChange, PlanStage};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::sql::{json, one, run};
use super::{StoreError, sql};

/// A change of plans. Each is refused whole when what it rests on no longer holds.
#[derive(Clone)]
pub(crate) enum PlanWrite {
    /// A new plan, the first of its chain.
    Add { area: AreaId, plan: Box<Plan> },
    /// A redraft; refused when the version before has another, is issued, or has other than so many closed records.
    Redraft { plan: Box<Plan>, records: u32 },
    /// The feedback to the author; refused once the version is redrafted.
    Feedback { plan: PlanId, feedback: Feedback },
    /// Marks as issued; refused when the version is issued, redrafted, or has other than so many closed records.
    Issue { plan: PlanId, records: u32, at: Time },
    /// What is known of one service's advice.
    Advice(AdviceKept),
    /// A review that judges a version.
    Assess(Box<NewAssessmentRow>),
}

/// A review that judges a version, as it is written.
#[derive(Debug, Clone)]
pub(crate) struct NewAssessmentRow {
    pub review: ReviewId,
    pub panel: PanelId,
    pub plan: PlanId,
    pub framework: FrameworkId,
    pub of: Of,
    pub side: Side,
    /// The coordinator who judges alone, and at which seat.
    pub own: Option<(CoordinatorId, ParticipantId)>,
    /// Whether the panel was made for this one assessment.
    pub own_panel: bool,
    /// Whether it is refused while the coordinator has an open one of the same.
    pub only_one: bool,
    pub at: Time,
}

/// A coordinator's own assessment and the seat at which it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnSeat {
    pub panel: PanelId,
    pub participant: ParticipantId,
    pub review: ReviewId,
}

/// What was entered about a version besides its case.
#[derive(Serialize, Deserialize)]
struct Facts {
    author: String,
    change: PlanChange,
    plan_stage: PlanStage,
    cohort: Cohort,
    locality: String,
    where_to_read: String,
}

impl Facts {
    fn of(plan: &Plan) -> Self {
        Self {
            author: plan.author.clone(),
            change: plan.change,
            plan_stage: plan.plan_stage,
            cohort: plan.cohort,
            locality: plan.locality.clone(),
            where_to_read: plan.where_to_read.clone(),
        }
    }
}

const fn side_text(side: Side) -> &'static str {
    match side {
        Side::Internal => "internal",
        Side::External => "external",
    }
}

const fn state_text(state: AdviceState) -> &'static str {
    match state {
        AdviceState::NotAskedFor => "not-asked-for",
        AdviceState::Received => "received",
        AdviceState::Absent => "absent",
    }
}

/// The service whose advice is judged; `None` where the plan itself is.
const fn advice_text(of: Of) -> Option<&'static str> {
    match of {
        Of::Plan => None,
        Of::Advice(service) => Some(service.slug()),
    }
}

impl PlanWrite {
    pub(super) async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        match self {
            Self::Add { area, plan } => {
                let facts = json("a plan", &Facts::of(plan))?;
                one(run!(conn, sql::ADD_PLAN, plan.id.as_str(), area.as_str(), &plan.case_ref, facts, plan.made_at.0))
            }
            Self::Redraft { plan, records } => {
                let (facts, previous) = (json("a plan", &Facts::of(plan))?, plan.previous.as_ref().map(PlanId::as_str));
                one(run!(conn, sql::ADD_REDRAFT, plan.id.as_str(), previous, facts, plan.made_at.0, records))
            }
            Self::Feedback { plan, feedback } => {
                one(run!(conn, sql::PUT_FEEDBACK, plan.as_str(), &feedback.text, feedback.at.0))
            }
            Self::Issue { plan, records, at } => one(run!(conn, sql::ISSUE_PLAN, plan.as_str(), at.0, records)),
            Self::Advice(advice) => {
                let (service, state) = (advice.service.slug(), state_text(advice.state));
                one(run!(conn, sql::PUT_ADVICE, advice.plan.as_str(), service, state))
            }
            Self::Assess(row) => row.write(conn).await,
        }
    }
}

impl NewAssessmentRow {
    async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let (coordinator, participant) = self.own.as_ref().map(|(c, p)| (c.as_str(), p.as_str())).unzip();
        let text = if self.only_one { sql::ADD_ONLY_ASSESSMENT } else { sql::ADD_ASSESSMENT };
        one(run!(
            conn,
            text,
            self.review.as_str(),
            self.panel.as_str(),
            self.plan.as_str(),
            self.framework.as_str(),
            advice_text(self.of),
            side_text(self.side),
            coordinator,
            participant,
            i64::from(self.own_panel),
            self.at.0,
        ))
    }
}
