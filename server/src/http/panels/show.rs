//! `GET /api/panels/{panel}`: one panel with the state of its links and its closed records.

use accord_shared::api::{LinkView, PanelView};
use accord_shared::id::PanelId;
use axum::Json;
use axum::extract::State;

use super::own_panel;
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Shows a panel to its coordinator. Nothing of what happens in the meeting is in it.
#[utoipa::path(get, path = "/api/panels/{panel}", tag = "panels", params(("panel" = PanelId, Path)),
    responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
) -> Result<Json<PanelView>, RouteError> {
    let panel = own_panel(&app, &session, &id).await?.panel;
    let in_force = app.store.links_of(&id).await?;
    let people = panel.participants.iter().filter(|person| !person.removed);
    let links = people.map(|person| {
        let link = in_force.iter().find(|link| link.participant == person.id).cloned();
        link.unwrap_or_else(|| LinkView {
            participant: person.id.clone(),
            made_at: None,
            expires_at: None,
            used_at: None,
        })
    });
    let links = links.collect();
    Ok(Json(PanelView { links, records: app.store.records_of(&id).await?, panel }))
}
