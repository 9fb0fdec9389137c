//! `POST /api/invitation`: what a personal link is for. It is a `POST` so that the secret stands in no address; it
//! changes nothing, so that whatever opens links by itself uses none up.

use accord_shared::api::{Invitation, Token};
use axum::Json;
use axum::extract::State;

use super::open;
use crate::http::body::Body;
use crate::http::{App, RouteError};

/// Says whom a personal link is for and to what, without using it.
#[utoipa::path(post, path = "/api/invitation", tag = "seats", request_body = Token,
    responses((status = 200, body = Invitation), RouteError))]
pub(in crate::http) async fn look(
    State(app): State<App>,
    Body(claim): Body<Token>,
) -> Result<Json<Invitation>, RouteError> {
    Ok(Json(open(&app, &claim).await?.invitation))
}
