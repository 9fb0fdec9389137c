//! `GET /api/seats/{participant}/socket`: the one socket of a person. Where it is opened from is checked before
//! anything else, because browsers let any page open a socket and send our cookies with it.

use accord_shared::id::ParticipantId;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;

use crate::http::{App, RouteError};
use crate::identity::{SeatSession, origin_allowed};

/// A request that a page of this server made, or a program that says so.
pub(in crate::http) struct FromHere;

impl FromRequestParts<App> for FromHere {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, RouteError> {
        if origin_allowed(&parts.headers, &app.config) { Ok(Self) } else { Err(RouteError::Foreign) }
    }
}

/// Opens the socket, over which the room and its documents are reached.
#[utoipa::path(get, path = "/api/seats/{participant}/socket", tag = "seats", params(("participant" = ParticipantId, Path)),
    responses((status = 101, description = "A WebSocket, as docs/protocol.md describes it"), RouteError))]
pub(in crate::http) async fn socket(
    State(app): State<App>,
    _from_here: FromHere,
    seat: SeatSession,
    upgrade: WebSocketUpgrade,
) -> Response {
    crate::socket::upgrade(State(app), seat, upgrade).await
}
