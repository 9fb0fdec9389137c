//! `POST /api/panels/{panel}/participants`: someone more is invited, before or during the meeting.

use accord_shared::api::{FieldError, FreshLink, NewParticipant};
use accord_shared::check::{PARTICIPANTS_MAX, check_participant};
use accord_shared::id::PanelId;
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::participant;
use crate::http::body::{At, Body};
use crate::http::links::fresh_link;
use crate::http::panels::{Wish, carry_out, own_panel};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

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
    let panel = own_panel(&app, &session, &id).await?.panel;
    if panel.participants.iter().filter(|person| !person.removed).count() >= PARTICIPANTS_MAX {
        let sentence = format!("Invite at most {PARTICIPANTS_MAX} people to one panel.");
        return Err(RouteError::Fields(vec![FieldError { field: "name".to_owned(), sentence }]));
    }
    let person = participant(form, &app.random);
    let (add_link, link) = fresh_link(&app, &panel, &person.id);
    let (seen, subject, with) = (None, person.id.to_string(), vec![add_link]);
    let change = PanelChange::AddPerson { person };
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "participant-added", subject }).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
