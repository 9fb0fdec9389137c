//! `DELETE /api/seats/{participant}/session`: a person leaves their seat in this browser.

use accord_shared::id::ParticipantId;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};

use crate::http::{App, RouteError, to_the_end};
use crate::identity::{Kind, SeatSession, clear_cookie};
use crate::store::{Change, Row};

/// Ends the session. The room closes all of the person's sockets; those of their other devices come back by
/// themselves, because their sessions go on.
#[utoipa::path(delete, path = "/api/seats/{participant}/session", tag = "seats",
    params(("participant" = ParticipantId, Path)),
    responses((status = 204, description = "Signed out; takes the cookie away"), RouteError))]
pub(in crate::http) async fn sign_out(
    State(app): State<App>,
    seat: SeatSession,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1]), RouteError> {
    let cookie = clear_cookie(&Kind::Seat(seat.participant.clone()), app.config.is_secure());
    to_the_end(async move {
        let at = app.clock.now();
        let audit = Row::Audit {
            panel: seat.panel.clone(),
            at,
            actor: seat.actor(),
            action: "signed-out",
            subject: seat.participant.to_string(),
        };
        app.store.commit(vec![Change::EndSession { hash: seat.hash, at }, Change::Room(audit)]).await?;
        app.rooms.sign_out(&seat.panel, &seat.participant).await;
        Ok(())
    })
    .await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
