//! `POST /api/panels/{panel}/reviews/{review}/take-away`: a plan leaves the agenda.

use accord_shared::api::{PanelView, TakeAway};
use accord_shared::check::check_reason;
use accord_shared::id::{PanelId, ReviewId};
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;

use crate::http::body::{At, Body};
use crate::http::panels::{Wish, carry_out, view_of};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Takes a plan off the agenda in which nothing was opened, scored or written; everyone in the room reads why.
#[utoipa::path(post, path = "/api/panels/{panel}/reviews/{review}/take-away", tag = "panels",
    params(("panel" = PanelId, Path), ("review" = ReviewId, Path)), request_body = TakeAway,
    responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn take_away(
    State(app): State<App>,
    session: CoordinatorSession,
    At((id, review)): At<(PanelId, ReviewId)>,
    Body(form): Body<TakeAway>,
) -> Result<Json<PanelView>, RouteError> {
    let errors = check_reason(&form.reason, "Say why. Everyone in the room reads it.");
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let (seen, subject, with) = (Some(form.seen), review.to_string(), Vec::new());
    let change = PanelChange::TakeAwayPlan { review, reason: form.reason.trim().to_owned() };
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "plan-taken-away", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
