//! `PUT /api/panels/{panel}/meeting`: what the meeting is called, when it is and where.

use accord_shared::api::{ChangeMeeting, PanelView};
use accord_shared::check::{check_meeting, meeting_warnings};
use accord_shared::id::PanelId;
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;

use super::{Wish, carry_out, view_of};
use crate::http::body::{At, Body};
use crate::http::links::expiry;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::Change;

/// Changes the title, time and place of the meeting. Links go on working, at least until two weeks after the new day.
#[utoipa::path(put, path = "/api/panels/{panel}/meeting", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = ChangeMeeting, responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn change(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<ChangeMeeting>,
) -> Result<Json<PanelView>, RouteError> {
    let errors = check_meeting(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let warnings = meeting_warnings(&form.title);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    let until = expiry(&form.held_on, app.clock.now());
    let change = PanelChange::SetMeeting {
        title: form.title.trim().to_owned(),
        held_on: form.held_on,
        meets: form.meets.trimmed(),
    };
    let with = vec![Change::ExtendLinks { panel: id.clone(), until }];
    let (seen, subject) = (Some(form.seen), id.to_string());
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "meeting-changed", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
