//! `POST /api/frameworks/drafts`: a framework is copied, to be changed.

use accord_shared::api::{CopyFramework, FrameworkDraft};
use accord_shared::framework::Framework;
use accord_shared::framework::limits::TITLE_CHARS_MAX;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::{add, field, ids};
use crate::http::body::Body;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Copies the newest version of a shipped framework, or of an own one, as a draft.
#[utoipa::path(post, path = "/api/frameworks/drafts", tag = "frameworks", request_body = CopyFramework,
    responses((status = 201, body = FrameworkDraft, description = "Copied"), RouteError))]
pub(in crate::http) async fn copy(
    State(app): State<App>,
    session: CoordinatorSession,
    Body(form): Body<CopyFramework>,
) -> Result<(StatusCode, Json<FrameworkDraft>), RouteError> {
    let title = form.title.trim();
    if title.is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        return Err(field("title", format!("Give it a title of at most {TITLE_CHARS_MAX} characters.")));
    }
    let from = app.framework_to_use(&session.area, &form.from).await?;
    let from = from.ok_or_else(|| field("from", "Choose a framework from the list."))?;
    let ids = ids::Ids::of(&app, &session.area).await?;
    let follows = form.id == form.from;
    let (id, asked_for) = if ids::is_shipped(&form.id) {
        (ids.free(&form.id), Some(form.id))
    } else if ids.drafts.contains(&form.id) {
        return Err(field("id", "There is a draft with this id. Go on with that one, or choose another id."));
    } else if !ids.allow(&form.id) || (ids.published.contains(&form.id) && !follows) {
        return Err(field(
            "id",
            "This id cannot be used, because another framework has it or it is reserved. Choose another.",
        ));
    } else {
        (form.id, None)
    };
    let framework = Framework { title: title.to_owned(), ..from };
    let draft = add(&app, &session, (id, asked_for), &framework, "framework-copied").await?;
    Ok((StatusCode::CREATED, Json(draft)))
}
