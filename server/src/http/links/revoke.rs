//! `DELETE /api/panels/{panel}/participants/{participant}/link`: a personal link ends, and what was opened with it.

use accord_shared::id::{PanelId, ParticipantId};
use axum::extract::State;
use axum::http::StatusCode;

use super::replace;
use crate::http::body::At;
use crate::http::{App, RouteError, to_the_end};
use crate::identity::CoordinatorSession;

/// Ends someone's link and sessions; their sockets close.
#[utoipa::path(delete, path = "/api/panels/{panel}/participants/{participant}/link", tag = "panels",
    params(("panel" = PanelId, Path), ("participant" = ParticipantId, Path)), responses((status = 204), RouteError))]
pub(in crate::http) async fn revoke(
    State(app): State<App>,
    session: CoordinatorSession,
    At((panel, participant)): At<(PanelId, ParticipantId)>,
) -> Result<StatusCode, RouteError> {
    to_the_end(async move { replace(&app, &session, &panel, &participant, false).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}
