//! `POST /api/join`: a person presses the button, and the personal link opens their seat in this browser.

use accord_shared::api::{Invitation, Token as Claim};
use accord_shared::policy::Denied;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;

use super::open;
use crate::http::body::Body;
use crate::http::seats::{self, SetCookie};
use crate::http::{App, RouteError};
use crate::store::{Change, StoreError};

/// Opens a seat with a personal link. Whatever session the browser had for this seat ends.
#[utoipa::path(post, path = "/api/join", tag = "seats", request_body = Claim,
    responses((status = 200, body = Invitation, description = "Joined; sets the seat's cookie"), RouteError))]
pub(in crate::http) async fn join(
    State(app): State<App>,
    headers: HeaderMap,
    Body(claim): Body<Claim>,
) -> Result<([SetCookie; 1], Json<Invitation>), RouteError> {
    let opened = open(&app, &claim).await?;
    if opened.invitation.cancelled.is_some() {
        return Err(RouteError::Denied(Denied::Cancelled));
    }
    let seat = (&opened.panel.id, &opened.invitation.participant);
    let actor = format!("participant:{}", opened.invitation.participant);
    let (session, cookie) = seats::open(&app, &headers, seat, opened.expires_at, actor);
    let mut changes = vec![Change::UseLink { hash: opened.hash, at: app.clock.now() }];
    changes.extend(session);
    app.store.commit(changes).await.map_err(|error| match error {
        // Revoked between the look and the use.
        StoreError::Stale { .. } => RouteError::LinkNotValid,
        other => other.into(),
    })?;
    Ok(([cookie], Json(opened.invitation)))
}
