//! `POST /api/panels/{panel}/cancel`: the meeting does not take place.

use accord_shared::api::{CancelPanel, PanelView};
use accord_shared::check::check_cancelling;
use accord_shared::id::PanelId;
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;

use super::{Wish, carry_out, view_of};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Cancels a panel: everyone with a link reads why and whom to ask, and nothing more is done in it. What was written
/// stays.
#[utoipa::path(post, path = "/api/panels/{panel}/cancel", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = CancelPanel, responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn cancel(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<CancelPanel>,
) -> Result<Json<PanelView>, RouteError> {
    let errors = check_cancelling(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let change = PanelChange::Cancel { reason: form.reason.trim().to_owned(), ask: form.ask.trim().to_owned() };
    let (seen, subject, with) = (None, id.to_string(), Vec::new());
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "panel-cancelled", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
