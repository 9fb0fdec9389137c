//! `GET /api/seats/{participant}`: what a person needs before the socket is open.

use accord_shared::api::SeatView;
use accord_shared::id::ParticipantId;
use axum::Json;
use axum::extract::State;

use crate::http::{App, RouteError};
use crate::identity::SeatSession;

/// Shows the panel and where the meeting stands.
#[utoipa::path(get, path = "/api/seats/{participant}", tag = "seats", params(("participant" = ParticipantId, Path)),
    responses((status = 200, body = SeatView), RouteError))]
pub(in crate::http) async fn show(State(app): State<App>, seat: SeatSession) -> Result<Json<SeatView>, RouteError> {
    Ok(Json(app.rooms.seat_view(&seat.panel, &seat.participant).await?))
}
