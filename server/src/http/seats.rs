//! A person's seat at a panel, opened with their personal link, or by a coordinator who judges alone.

pub(super) mod content;
pub(super) mod show;
pub(super) mod sign_out;
pub(super) mod socket;

use accord_shared::id::{PanelId, ParticipantId, Time};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::App;
use crate::identity::{Kind, Token, read_cookie, set_cookie};
use crate::store::{Change, Row, SessionOf};

/// A header that sets a cookie.
pub(super) type SetCookie = (HeaderName, HeaderValue);

/// A fresh session of a seat for the browser that asks: what to write, and the cookie to set once it is written.
/// Whatever session the browser had for this seat ends.
pub(super) fn open(
    app: &App,
    headers: &HeaderMap,
    (panel, participant): (&PanelId, &ParticipantId),
    expires_at: Time,
    actor: String,
) -> (Vec<Change>, SetCookie) {
    let (session, at, secure) = (Token::fresh(&app.random), app.clock.now(), app.config.is_secure());
    let kind = Kind::Seat(participant.clone());
    let of = SessionOf::Seat(panel.clone(), participant.clone());
    let mut changes = vec![
        Change::AddSession { hash: session.hash(), of, at, expires_at },
        Change::Room(Row::Audit {
            panel: panel.clone(),
            at,
            actor,
            action: "joined",
            subject: participant.to_string(),
        }),
    ];
    if let Some(before) = read_cookie(headers, &kind, secure) {
        changes.push(Change::EndSession { hash: before.hash(), at });
    }
    let cookie = set_cookie(&kind, &session, (expires_at.0 - at.0) / 1000, secure);
    (changes, (header::SET_COOKIE, cookie))
}
