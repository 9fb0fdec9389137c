//! `PUT /api/plans/{plan}/advice/{service}`: whether a service's advice is there.

use accord_shared::api::{AdviceLine, NewAdviceState};
use accord_shared::id::PlanId;
use accord_shared::plan::{AdviceKept, AdviceService};
use axum::Json;
use axum::extract::State;

use super::{newest_plan, noted, own_case};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{Change, PlanWrite};

/// Says whether the advice of a service is there. Advice that is assessed is there, whatever is said.
#[utoipa::path(put, path = "/api/plans/{plan}/advice/{service}", tag = "plans",
    params(("plan" = PlanId, Path), ("service" = AdviceService, Path)), request_body = NewAdviceState,
    responses((status = 200, body = AdviceLine), RouteError))]
pub(in crate::http) async fn advice(
    State(app): State<App>,
    session: CoordinatorSession,
    At((id, service)): At<(PlanId, AdviceService)>,
    Body(form): Body<NewAdviceState>,
) -> Result<Json<AdviceLine>, RouteError> {
    newest_plan(&app, &session, &id).await?;
    let write = PlanWrite::Advice(AdviceKept { plan: id.clone(), service, state: form.state });
    app.store.commit(vec![Change::Plan(write), noted(&app, &session, "plan-advice", &id)]).await?;
    let case = own_case(&app, &session, &id).await?;
    let plan = case.plan(&id).ok_or(RouteError::NotFound)?;
    Ok(Json(case.line(plan, service)))
}
