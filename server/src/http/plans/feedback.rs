//! `PUT /api/plans/{plan}/feedback`: the feedback to the author of a plan.

use accord_shared::api::NewFeedback;
use accord_shared::check::{check_feedback, feedback_warnings};
use accord_shared::id::PlanId;
use accord_shared::plan::{Feedback, Plan, PlanRefusal};
use axum::Json;
use axum::extract::State;

use super::{newest_plan, noted};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{Change, PlanWrite, StoreError};

/// Writes the feedback on a plan, in place of what was written before. Once there is a redraft, it stays.
#[utoipa::path(put, path = "/api/plans/{plan}/feedback", tag = "plans", params(("plan" = PlanId, Path)),
    request_body = NewFeedback, responses((status = 200, body = Plan), RouteError))]
pub(in crate::http) async fn feedback(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
    Body(form): Body<NewFeedback>,
) -> Result<Json<Plan>, RouteError> {
    let plan = newest_plan(&app, &session, &id).await?;
    let errors = check_feedback(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let warnings = feedback_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    let feedback = Feedback { text: form.text.trim().to_owned(), at: app.clock.now() };
    let write = PlanWrite::Feedback { plan: id.clone(), feedback: feedback.clone() };
    let changes = vec![Change::Plan(write), noted(&app, &session, "plan-feedback", &id)];
    app.store.commit(changes).await.map_err(|error| match error {
        // Redrafted between the look and the write.
        StoreError::Stale { .. } => RouteError::Plan(PlanRefusal::Redrafted),
        other => other.into(),
    })?;
    Ok(Json(Plan { feedback: Some(feedback), ..plan }))
}
