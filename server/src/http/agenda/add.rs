//! `POST /api/panels/{panel}/agenda`: one plan more, before or during the meeting.

use accord_shared::api::{AddToAgenda, PanelView};
use accord_shared::check::{addition_warnings, check_addition};
use accord_shared::id::PanelId;
use accord_shared::panel::PanelChange;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::of_its_own;
use crate::http::body::{At, Body};
use crate::http::panels::create::{assessment, take_up_plan};
use crate::http::panels::make::review;
use crate::http::panels::{Wish, carry_out, own_panel, view_of};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Puts a plan at the end of the agenda; everyone in the room sees it. Where it is one that the area keeps, what the panel
/// agrees counts for it.
#[utoipa::path(post, path = "/api/panels/{panel}/agenda", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = AddToAgenda, responses((status = 201, body = PanelView), RouteError))]
pub(in crate::http) async fn add(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(mut form): Body<AddToAgenda>,
) -> Result<(StatusCode, Json<PanelView>), RouteError> {
    of_its_own(own_panel(&app, &session, &id).await?)?;
    let errors = check_addition(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let warnings = addition_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    let set_up = app.rooms.set_up(&id).await?;
    if let Some(error) = take_up_plan(&app, &session.area, &set_up.framework, 0, &mut form.review).await? {
        return Err(RouteError::Fields(vec![error]));
    }
    let review = review(form.review, &app.random);
    let with = assessment(&app, &set_up.panel, &review).into_iter().collect();
    let (seen, subject) = (Some(form.seen), review.id.to_string());
    let change = PanelChange::AddPlan { review: Box::new(review) };
    carry_out(&app, &session, &id, Wish { change, seen, with, action: "plan-added", subject }).await?;
    Ok((StatusCode::CREATED, Json(view_of(&app, &session, &id).await?)))
}
