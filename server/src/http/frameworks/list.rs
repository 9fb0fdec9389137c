//! `GET /api/frameworks`: what there is to choose from.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::builtin;
use axum::Json;

use crate::http::RouteError;

/// Lists the frameworks, in the order in which they are offered.
#[utoipa::path(get, path = "/api/frameworks", tag = "frameworks", responses((status = 200, body = [FrameworkSummary]), RouteError))]
pub(in crate::http) async fn list() -> Json<Vec<FrameworkSummary>> {
    let summary = |framework: &accord_shared::framework::Framework| FrameworkSummary {
        id: framework.id.clone(),
        version: framework.version.clone(),
        title: framework.title.clone(),
        about: framework.about.clone(),
    };
    Json(builtin().iter().map(summary).collect())
}
