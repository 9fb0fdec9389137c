//! `POST /api/panels/{panel}/participants`: someone more is invited, before or during the meeting.

use accord_shared::api::{FieldError, FreshLink, NewParticipant};
use accord_shared::check::{PARTICIPANTS_MAX, check_participant};
use accord_shared::id::PanelId;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::participant;
use crate::http::body::{At, Body};
use crate::http::links::fresh_link;
use crate::http::panels::own_panel;
use crate::http::{App, RouteError, to_the_end};
use crate::identity::CoordinatorSession;
use crate::limits::CHANGE_TRIES_MAX;
use crate::store::{Change, StoreError};

/// Invites someone to a panel; the room is told.
#[utoipa::path(post, path = "/api/panels/{panel}/participants", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = NewParticipant,
    responses((status = 201, body = FreshLink, description = "Invited; the link is shown this once"), RouteError))]
pub(in crate::http) async fn add(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<NewParticipant>,
) -> Result<(StatusCode, Json<FreshLink>), RouteError> {
    let errors = check_participant("", &form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let link = to_the_end(async move { change(&app, &session, &id, &form).await }).await?;
    Ok((StatusCode::CREATED, Json(link)))
}

async fn change(
    app: &App,
    session: &CoordinatorSession,
    id: &PanelId,
    form: &NewParticipant,
) -> Result<FreshLink, RouteError> {
    for _ in 0..CHANGE_TRIES_MAX {
        let mut row = own_panel(app, session, id).await?;
        if row.panel.participants.iter().filter(|person| !person.removed).count() >= PARTICIPANTS_MAX {
            let sentence = format!("Invite at most {PARTICIPANTS_MAX} people to one panel.");
            return Err(RouteError::Fields(vec![FieldError { field: "name".to_owned(), sentence }]));
        }
        let person = participant(form.clone(), &app.random);
        let (add_link, link) = fresh_link(app, &row.panel, &person.id);
        let audit = Change::Audit {
            area: row.area,
            panel: Some(id.clone()),
            at: app.clock.now(),
            actor: session.actor(),
            action: "participant-added",
            subject: person.id.to_string(),
        };
        row.panel.participants.push(person);
        let change = Change::PutPanel { revision: row.revision, panel: Box::new(row.panel) };
        match app.store.commit(vec![change, add_link, audit]).await {
            Err(StoreError::Stale { .. }) => {}
            other => {
                other?;
                app.rooms.panel_changed(id).await;
                return Ok(link);
            }
        }
    }
    Err(StoreError::Stale { rows: 0 }.into())
}
