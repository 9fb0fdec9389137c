//! `GET /api/coordinator`: who is signed in.

use accord_shared::api::CoordinatorView;
use axum::Json;

use crate::http::RouteError;
use crate::identity::CoordinatorSession;

/// Says who is signed in as coordinator.
#[utoipa::path(get, path = "/api/coordinator", tag = "coordinator", responses((status = 200, body = CoordinatorView), RouteError))]
pub(in crate::http) async fn show(session: CoordinatorSession) -> Json<CoordinatorView> {
    Json(session.view)
}
