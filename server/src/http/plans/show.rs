//! `GET /api/plans/{plan}`: one plan with its versions, assessments and advice. It quotes closed records, so the reading
//! is noted like theirs.

use accord_shared::api::PlanView;
use accord_shared::id::PlanId;
use axum::Json;
use axum::extract::State;

use super::{noted, own_case};
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Shows a plan to its coordinator: its chain, its assessments and its advice. Nothing of an assessment that is not closed
/// is in it.
#[utoipa::path(get, path = "/api/plans/{plan}", tag = "plans", params(("plan" = PlanId, Path)),
    responses((status = 200, body = PlanView), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
) -> Result<Json<PlanView>, RouteError> {
    let view = own_case(&app, &session, &id).await?.view(&id).ok_or(RouteError::NotFound)?;
    app.store.commit(vec![noted(&app, &session, "plan-read", &id)]).await?;
    Ok(Json(view))
}
