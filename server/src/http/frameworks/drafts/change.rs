//! `PUT /api/frameworks/drafts/{id}`: a draft is changed; it may be left unfinished.

use accord_shared::api::{ChangeDraft, FrameworkDraft};
use accord_shared::framework::FrameworkId;
use accord_shared::framework::limits::FILE_BYTES_MAX;
use axum::Json;
use axum::extract::State;

use super::{audit, field, object, own_draft, view};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{DraftRow, FrameworkChange};

/// Keeps a changed draft, and says what must be mended before it can be published.
#[utoipa::path(put, path = "/api/frameworks/drafts/{id}", tag = "frameworks", params(("id" = FrameworkId, Path)),
    request_body = ChangeDraft, responses((status = 200, body = FrameworkDraft), RouteError))]
pub(in crate::http) async fn change(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<FrameworkId>,
    Body(form): Body<ChangeDraft>,
) -> Result<Json<FrameworkDraft>, RouteError> {
    own_draft(&app, &session, &id).await?;
    let body = object(form.body, &id)?;
    let (text, at, revision) = (body.to_string(), app.clock.now(), form.revision);
    if text.len() > FILE_BYTES_MAX {
        let sentence = format!("It has {} bytes, of at most {FILE_BYTES_MAX}: make two frameworks of it.", text.len());
        return Err(field("body", sentence));
    }
    let put = FrameworkChange::PutDraft { area: session.area.clone(), id: id.clone(), revision, body: text, at };
    let line = audit(&app, &session, "framework-draft-changed", id.to_string());
    app.store.commit(vec![put.into(), line]).await?;
    // Only one revision follows another, so that this is what was kept.
    let row = DraftRow { id, revision: revision.saturating_add(1), body, changed_at: at };
    Ok(Json(view(&app, &session, row).await?))
}
