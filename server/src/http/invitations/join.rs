//! `POST /api/join`: a person presses the button, and the personal link opens their seat in this browser.

use accord_shared::api::{Invitation, Token as Claim};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::open;
use crate::http::body::Body;
use crate::http::{App, RouteError};
use crate::identity::{Kind, Token, read_cookie, set_cookie};
use crate::store::{Change, Row, SessionOf, StoreError};

/// Opens a seat with a personal link. Whatever session the browser had for this seat ends.
#[utoipa::path(post, path = "/api/join", tag = "seats", request_body = Claim,
    responses((status = 200, body = Invitation, description = "Joined; sets the seat's cookie"), RouteError))]
pub(in crate::http) async fn join(
    State(app): State<App>,
    headers: HeaderMap,
    Body(claim): Body<Claim>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<Invitation>), RouteError> {
    let opened = open(&app, &claim).await?;
    let (panel, participant) = (opened.panel.id, opened.invitation.participant.clone());
    let (session, at, secure) = (Token::fresh(&app.random), app.clock.now(), app.config.is_secure());
    let kind = Kind::Seat(participant.clone());
    let mut changes = vec![
        Change::UseLink { hash: opened.hash, at },
        Change::AddSession {
            hash: session.hash(),
            of: SessionOf::Seat(panel.clone(), participant.clone()),
            at,
            expires_at: opened.expires_at,
        },
        Change::Room(Row::Audit {
            panel,
            at,
            actor: format!("participant:{participant}"),
            action: "joined",
            subject: participant.to_string(),
        }),
    ];
    if let Some(before) = read_cookie(&headers, &kind, secure) {
        changes.push(Change::EndSession { hash: before.hash(), at });
    }
    app.store.commit(changes).await.map_err(|error| match error {
        // Revoked between the look and the use.
        StoreError::Stale { .. } => RouteError::LinkNotValid,
        other => other.into(),
    })?;
    let cookie = set_cookie(&kind, &session, (opened.expires_at.0 - at.0) / 1000, secure);
    Ok(([(header::SET_COOKIE, cookie)], Json(opened.invitation)))
}
