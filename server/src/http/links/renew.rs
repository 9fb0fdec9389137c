//! `POST /api/panels/{panel}/participants/{participant}/link`: a new personal link in place of the old one.

use accord_shared::api::FreshLink;
use accord_shared::id::{PanelId, ParticipantId};
use axum::Json;
use axum::extract::State;

use super::replace;
use crate::http::body::At;
use crate::http::{App, RouteError, to_the_end};
use crate::identity::CoordinatorSession;

/// Makes a new link for someone: the old one and what was opened with it end.
#[utoipa::path(post, path = "/api/panels/{panel}/participants/{participant}/link", tag = "panels",
    params(("panel" = PanelId, Path), ("participant" = ParticipantId, Path)),
    responses((status = 200, body = FreshLink, description = "The link, shown this once"), RouteError))]
pub(in crate::http) async fn renew(
    State(app): State<App>,
    session: CoordinatorSession,
    At((panel, participant)): At<(PanelId, ParticipantId)>,
) -> Result<Json<FreshLink>, RouteError> {
    let link = to_the_end(async move { replace(&app, &session, &panel, &participant, true).await }).await?;
    link.map(Json).ok_or(RouteError::Internal)
}
