//! `PUT /api/panels/{panel}/participants/{participant}`: a person's details.

use accord_shared::api::{ChangePerson, PanelView};
use accord_shared::check::check_person;
use accord_shared::id::{PanelId, ParticipantId};
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;

use crate::http::body::{At, Body};
use crate::http::panels::{Wish, carry_out, view_of};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Changes a person's name, agency, post and seat. Their link stays; what they did before stays under what they were
/// then.
#[utoipa::path(put, path = "/api/panels/{panel}/participants/{participant}", tag = "panels",
    params(("panel" = PanelId, Path), ("participant" = ParticipantId, Path)), request_body = ChangePerson,
    responses((status = 200, body = PanelView), RouteError))]
pub(in crate::http) async fn change(
    State(app): State<App>,
    session: CoordinatorSession,
    At((id, who)): At<(PanelId, ParticipantId)>,
    Body(form): Body<ChangePerson>,
) -> Result<Json<PanelView>, RouteError> {
    let errors = check_person(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let (seen, subject, with) = (Some(form.seen), who.to_string(), Vec::new());
    let change = PanelChange::ChangePerson {
        who,
        name: form.name.trim().to_owned(),
        agency: form.agency,
        post: form.post.trim().to_owned(),
        seat: form.seat,
    };
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "participant-changed", subject }).await?;
    Ok(Json(view_of(&app, &session, &id).await?))
}
