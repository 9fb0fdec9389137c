//! `DELETE /api/panels/{panel}/participants/{participant}`: someone is taken off a panel.

use accord_shared::id::{PanelId, ParticipantId};
use accord_shared::policy;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::body::At;
use crate::http::panels::own_panel;
use crate::http::{App, RouteError, to_the_end};
use crate::identity::CoordinatorSession;
use crate::limits::CHANGE_TRIES_MAX;
use crate::store::{Change, StoreError};

/// Takes someone off a panel: their link and sessions end and their sockets close. What they did stays on the record.
#[utoipa::path(delete, path = "/api/panels/{panel}/participants/{participant}", tag = "panels",
    params(("panel" = PanelId, Path), ("participant" = ParticipantId, Path)),
    responses((status = 204), (status = 409, description = "The person holds the chair, or judges alone or as auditor or moderator"), RouteError))]
pub(in crate::http) async fn remove(
    State(app): State<App>,
    session: CoordinatorSession,
    At((panel, participant)): At<(PanelId, ParticipantId)>,
) -> Result<StatusCode, RouteError> {
    to_the_end(async move { change(&app, &session, &panel, &participant).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn change(app: &App, session: &CoordinatorSession, id: &PanelId, who: &ParticipantId) -> Result<(), RouteError> {
    for _ in 0..CHANGE_TRIES_MAX {
        let mut row = own_panel(app, session, id).await?;
        if !row.panel.participants.iter().any(|person| &person.id == who && !person.removed) {
            return Err(RouteError::NotFound);
        }
        // The chair may have changed hands in the meeting, so the room is asked and not the set-up.
        let stage = app.rooms.seat_view(id, who).await?.stage;
        policy::may_be_removed(who, &stage).map_err(RouteError::Denied)?;
        for person in row.panel.participants.iter_mut().filter(|person| &person.id == who) {
            person.removed = true;
        }
        let (area, at) = (row.area, app.clock.now());
        let changes = vec![
            Change::PutPanel { revision: row.revision, panel: Box::new(row.panel) },
            Change::RevokeLinks { panel: id.clone(), participant: who.clone(), at },
            Change::EndSeatSessions { panel: id.clone(), participant: who.clone(), at },
            Change::Audit {
                area,
                panel: Some(id.clone()),
                at,
                actor: session.actor(),
                action: "participant-removed",
                subject: who.to_string(),
            },
        ];
        match app.store.commit(changes).await {
            Err(StoreError::Stale { .. }) => {}
            other => {
                other?;
                app.rooms.panel_changed(id).await;
                app.rooms.sign_out(id, who).await;
                return Ok(());
            }
        }
    }
    Err(StoreError::Stale { rows: 0 }.into())
}
