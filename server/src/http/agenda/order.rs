//! `PUT /api/panels/{panel}/agenda`: the plans in another order.

use accord_shared::api::{OrderAgenda, PanelView};
use accord_shared::id::PanelId;
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;

use super::of_its_own;
use crate::http::body::{At, Body};
use crate::http::panels::{Wish, carry_out, own_panel, view_of};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Puts the plans in another order; everyone in the room sees it.
#[utoipa::path(put, path = "/api/panels/{panel}/agenda", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = OrderAgenda, responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn order(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<OrderAgenda>,
) -> Result<Json<PanelView>, RouteError> {
    of_its_own(own_panel(&app, &session, &id).await?)?;
    let change = PanelChange::OrderPlans { order: form.order };
    let (seen, subject, with) = (Some(form.seen), id.to_string(), Vec::new());
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "plans-ordered", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
