//! `POST /api/plans/{plan}/assessments`: somebody is to judge a plan, or a service's advice for it.

use accord_shared::api::{AssessmentMade, NewAssessment};
use accord_shared::id::PlanId;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::AppendHeaders;

use super::begin::begin;
use super::newest_plan;
use crate::http::body::{At, Body};
use crate::http::seats::SetCookie;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Begins an assessment of the newest version of a plan.
#[utoipa::path(post, path = "/api/plans/{plan}/assessments", tag = "plans", params(("plan" = PlanId, Path)),
    request_body = NewAssessment,
    responses((status = 201, body = AssessmentMade,
        description = "Begun; the links are shown this once. Sets the seat's cookie where the coordinator judges"),
        RouteError))]
pub(in crate::http) async fn assess(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
    headers: HeaderMap,
    Body(form): Body<NewAssessment>,
) -> Result<(StatusCode, AppendHeaders<Vec<SetCookie>>, Json<AssessmentMade>), RouteError> {
    let plan = newest_plan(&app, &session, &id).await?;
    let mut beginning = begin(&app, &session, &headers, &plan, &form, false).await?;
    let (cookies, own) = (std::mem::take(&mut beginning.cookies), beginning.own.take());
    let (made, kept) = beginning.write(&app, &session).await?;
    let made = AssessmentMade { assessment: kept.view(), links: made.links, seat: own.map(|own| own.participant) };
    Ok((StatusCode::CREATED, AppendHeaders(cookies), Json(made)))
}
