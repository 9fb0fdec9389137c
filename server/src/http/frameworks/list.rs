//! `GET /api/frameworks`: what there is to choose from.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::builtin;
use axum::Json;

use crate::http::RouteError;

/// Lists the frameworks, in the order in which they are offered.
#[utoipa::path(get, path = "/api/frameworks", tag = "frameworks", responses((status = 200, body = [FrameworkSummary]), RouteError))]
pub(in crate::http) async fn list() -> Json<Vec<FrameworkSummary>> {
    Json(builtin().iter().map(|framework| FrameworkSummary::of(framework, false)).collect())
}
