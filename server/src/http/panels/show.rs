//! `GET /api/panels/{panel}`: one panel with the state of its links and its closed records.

use accord_shared::api::PanelView;
use accord_shared::id::PanelId;
use axum::Json;
use axum::extract::State;

use super::view_of;
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Shows a panel to its coordinator. Of what happens in the meeting only that is in it which has to be known to change the
/// panel: who holds which office, who is there, and which plans were begun.
#[utoipa::path(get, path = "/api/panels/{panel}", tag = "panels", params(("panel" = PanelId, Path)),
    responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
) -> Result<Json<PanelView>, RouteError> {
    Ok(Json(view_of(&app, &session, &id).await?))
}
