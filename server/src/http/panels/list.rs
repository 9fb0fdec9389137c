//! `GET /api/panels`: the panels of the coordinator's area.

use accord_shared::api::PanelSummary;
use axum::Json;
use axum::extract::State;

use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Lists the area's panels, the latest meeting first.
#[utoipa::path(get, path = "/api/panels", tag = "panels", responses((status = 200, body = [PanelSummary]), RouteError))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    session: CoordinatorSession,
) -> Result<Json<Vec<PanelSummary>>, RouteError> {
    let panels = app.store.panels_of(&session.area).await?;
    let summaries = panels.into_iter().map(|(panel, closed)| PanelSummary {
        reviews: panel.agenda.len(),
        participants: panel.participants.iter().filter(|person| !person.removed).count(),
        cancelled: panel.since.cancelled.is_some(),
        id: panel.id,
        title: panel.title,
        kind: panel.kind,
        held_on: panel.held_on,
        closed,
    });
    Ok(Json(summaries.collect()))
}
