//! `GET /api/frameworks`: what there is to choose from.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::builtin;
use axum::Json;
use axum::extract::State;

use super::Reader;
use crate::http::{App, RouteError};

/// Lists the shipped frameworks, in the order in which they are offered, and after them the newest version of each that
/// the coordinator's area published.
#[utoipa::path(get, path = "/api/frameworks", tag = "frameworks", responses((status = 200, body = [FrameworkSummary]), RouteError))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
) -> Result<Json<Vec<FrameworkSummary>>, RouteError> {
    let mut found: Vec<_> = builtin().iter().map(|framework| FrameworkSummary::of(framework, false)).collect();
    if let Some(area) = &reader.area {
        let own = app.store.all_newest_own(area).await?;
        found.extend(own.iter().map(|framework| FrameworkSummary::of(framework, true)));
    }
    Ok(Json(found))
}
