//! `POST /api/plans/{plan}/assessments/{review}/sit`: the coordinator goes on with an assessment of their own.

use accord_shared::api::Seated;
use accord_shared::id::{PlanId, ReviewId};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::AppendHeaders;

use super::begin::sit_down;
use super::{own_plan, seated};
use crate::http::body::At;
use crate::http::seats::SetCookie;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Opens the coordinator's own seat of an assessment in this browser. Somebody else's is not found.
#[utoipa::path(post, path = "/api/plans/{plan}/assessments/{review}/sit", tag = "plans",
    params(("plan" = PlanId, Path), ("review" = ReviewId, Path)),
    responses((status = 200, body = Seated, description = "Seated; sets the seat's cookie"), RouteError))]
pub(in crate::http) async fn sit(
    State(app): State<App>,
    session: CoordinatorSession,
    At((id, review)): At<(PlanId, ReviewId)>,
    headers: HeaderMap,
) -> Result<(AppendHeaders<Vec<SetCookie>>, Json<Seated>), RouteError> {
    own_plan(&app, &session, &id).await?;
    let own = app.store.own_seat(&session.view.id, &id, &review).await?.ok_or(RouteError::NotFound)?;
    let (changes, cookies) = sit_down(&app, &session, &headers, (&own.panel, &own.participant)).await?;
    app.store.commit(changes).await?;
    Ok((AppendHeaders(cookies), Json(seated(own))))
}
