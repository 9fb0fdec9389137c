//! The endpoints about plans.

use accord_shared::api::{
    AdviceLine, AssessmentMade, NewAdviceState, NewAssessment, NewFeedback, NewJudge, NewPlan, PlanSummary, PlanView,
    Redraft, RegradeReport, Seated,
};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{PlanId, ReviewId};
use accord_shared::plan::{AdviceService, AdviceState, Plan};

use crate::net::Failure;
use crate::net::fetch;

/// The area's plans, each by its newest version.
pub async fn plans() -> Result<Vec<PlanSummary>, Failure> {
    fetch::get("/api/plans").await
}

/// Enters a plan. Fails with code `looks-personal` when a text looks like personal data and nobody has said that it is
/// none.
pub async fn enter(plan: &NewPlan) -> Result<Plan, Failure> {
    fetch::post("/api/plans", plan).await
}

/// How many plans were judged again after a redraft, month by month.
pub async fn regrades() -> Result<RegradeReport, Failure> {
    fetch::get("/api/plans/regrades").await
}

/// One version of a plan, with everything that is known of it.
pub async fn plan(plan: &PlanId) -> Result<PlanView, Failure> {
    fetch::get(&format!("/api/plans/{plan}")).await
}

/// Begins an assessment.
pub async fn assess(plan: &PlanId, assessment: &NewAssessment) -> Result<AssessmentMade, Failure> {
    fetch::post(&format!("/api/plans/{plan}/assessments"), assessment).await
}

/// Sits down to judge: the coordinator's own open assessment of the plan, made if there is none yet.
pub async fn judge(plan: &PlanId, framework: &FrameworkId) -> Result<Seated, Failure> {
    fetch::post(&format!("/api/plans/{plan}/judge"), &NewJudge { framework: framework.clone() }).await
}

/// Opens an assessment of the user's own again.
pub async fn sit(plan: &PlanId, review: &ReviewId) -> Result<Seated, Failure> {
    fetch::post_nothing(&format!("/api/plans/{plan}/assessments/{review}/sit")).await
}

/// Saves the feedback to the author.
pub async fn write_feedback(plan: &PlanId, feedback: &NewFeedback) -> Result<Plan, Failure> {
    fetch::put(&format!("/api/plans/{plan}/feedback"), feedback).await
}

/// Enters a redraft as the next version.
pub async fn redraft(plan: &PlanId, redraft: &Redraft) -> Result<Plan, Failure> {
    fetch::post(&format!("/api/plans/{plan}/redraft"), redraft).await
}

/// Marks a plan as issued.
pub async fn issue(plan: &PlanId) -> Result<Plan, Failure> {
    fetch::post_nothing(&format!("/api/plans/{plan}/issue")).await
}

/// Says whether a service's advice is there.
pub async fn advice(plan: &PlanId, service: AdviceService, state: AdviceState) -> Result<AdviceLine, Failure> {
    fetch::put(&format!("/api/plans/{plan}/advice/{}", service.slug()), &NewAdviceState { state }).await
}
