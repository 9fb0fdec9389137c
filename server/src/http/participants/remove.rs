//! `DELETE /api/panels/{panel}/participants/{participant}`: someone is taken off a panel.

use accord_shared::id::{PanelId, ParticipantId};
use accord_shared::panel::PanelChange;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::body::At;
use crate::http::panels::{Wish, carry_out};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::Change;

/// Takes someone off a panel: their link and sessions end and their sockets close. What they did stays on the record.
#[utoipa::path(delete, path = "/api/panels/{panel}/participants/{participant}", tag = "panels",
    params(("panel" = PanelId, Path), ("participant" = ParticipantId, Path)),
    responses((status = 204), (status = 409, description = "The person holds the chair, or judges alone or as auditor or moderator"), RouteError))]
pub(in crate::http) async fn remove(
    State(app): State<App>,
    session: CoordinatorSession,
    At((id, who)): At<(PanelId, ParticipantId)>,
) -> Result<StatusCode, RouteError> {
    let (at, panel, participant) = (app.clock.now(), id.clone(), who.clone());
    let with = vec![
        Change::RevokeLinks { panel: panel.clone(), participant: participant.clone(), at },
        Change::EndSeatSessions { panel, participant, at },
    ];
    let (seen, subject) = (None, who.to_string());
    let change = PanelChange::RemovePerson { who };
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "participant-removed", subject }).await?;
    Ok(StatusCode::NO_CONTENT)
}
