//! `PUT /api/panels/{panel}/offices`: who chairs, who is deputy, who writes the record.

use accord_shared::api::{ChangeOffices, PanelView};
use accord_shared::id::PanelId;
use accord_shared::panel::{Offices, PanelChange};
use axum::Json;
use axum::extract::State;

use super::{Wish, carry_out, view_of};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Changes who holds which office. Once the work has begun a chair is named only while the chair is away and no deputy
/// is there to take over, and then somebody who is in the room.
#[utoipa::path(put, path = "/api/panels/{panel}/offices", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = ChangeOffices, responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn change(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<ChangeOffices>,
) -> Result<Json<PanelView>, RouteError> {
    let ChangeOffices { seen, chair, deputy, scribe } = form;
    let change = PanelChange::SetOffices { offices: Offices { chair, deputy, scribe } };
    let (seen, subject, with) = (Some(seen), id.to_string(), Vec::new());
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "offices-changed", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
