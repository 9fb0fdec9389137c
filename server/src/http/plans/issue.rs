//! `POST /api/plans/{plan}/issue`: a plan that is good enough is marked as issued.

use accord_shared::id::PlanId;
use accord_shared::plan::{Plan, may_issue};
use axum::Json;
use axum::extract::State;

use super::{noted, own_case};
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::limits::CHANGE_TRIES_MAX;
use crate::store::{Change, PlanWrite, StoreError};

/// Marks a plan as issued. A draft that is judged below Good cannot be.
#[utoipa::path(post, path = "/api/plans/{plan}/issue", tag = "plans", params(("plan" = PlanId, Path)),
    responses((status = 200, body = Plan), RouteError))]
pub(in crate::http) async fn issue(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
) -> Result<Json<Plan>, RouteError> {
    for _ in 0..CHANGE_TRIES_MAX {
        let case = own_case(&app, &session, &id).await?;
        let plan = case.plan(&id).ok_or(RouteError::NotFound)?;
        may_issue(case.standing(plan))?;
        let at = app.clock.now();
        let write = PlanWrite::Issue { plan: id.clone(), records: case.records(&id), at };
        match app.store.commit(vec![Change::Plan(write), noted(&app, &session, "plan-issued", &id)]).await {
            // A judgement, a redraft or another issue came between: look again, and say which.
            Err(StoreError::Stale { .. }) => {}
            other => {
                other?;
                return Ok(Json(Plan { issued_at: Some(at), ..plan.clone() }));
            }
        }
    }
    Err(StoreError::Stale { rows: 0 }.into())
}
