//! `POST /api/frameworks/drafts/{id}/publish`: a draft becomes a version, for good.

use accord_shared::api::{FrameworkSummary, PublishDraft};
use accord_shared::framework::limits::VERSION_CHARS_MAX;
use accord_shared::framework::{Framework, FrameworkId};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::{audit, field, ids, own_draft, problem};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::limits::OWN_VERSIONS_MAX;
use crate::store::{FrameworkChange, StoreError};

/// Publishes a draft as a version that never changes. Panels that are made from now on use it; those that were made
/// keep theirs. The draft stays, to become the version after.
#[utoipa::path(post, path = "/api/frameworks/drafts/{id}/publish", tag = "frameworks",
    params(("id" = FrameworkId, Path)), request_body = PublishDraft,
    responses((status = 201, body = FrameworkSummary, description = "Published"), RouteError))]
pub(in crate::http) async fn publish(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<FrameworkId>,
    Body(form): Body<PublishDraft>,
) -> Result<(StatusCode, Json<FrameworkSummary>), RouteError> {
    let draft = own_draft(&app, &session, &id).await?;
    if draft.revision != form.revision {
        return Err(StoreError::Stale { rows: 0 }.into());
    }
    let version = form.version.trim();
    if !ids::is_name(version) || version.len() > VERSION_CHARS_MAX {
        let sentence = format!(
            "Name the version with at most {VERSION_CHARS_MAX} letters a to z, digits, dots and hyphens, such as 2026.1."
        );
        return Err(field("version", sentence));
    }
    has_room(&app, &session, (&id, version)).await?;
    let framework = Framework::of_draft(&draft.body, &id, version).map_err(|problems| {
        let fields = problems.iter().map(|p| problem(&p.place, &p.wrong, &p.remedy));
        RouteError::Fields(fields.collect())
    })?;
    let summary = FrameworkSummary::of(&framework, true);
    let (area, at, framework) = (session.area.clone(), app.clock.now(), Box::new(framework));
    let publish = FrameworkChange::Publish { area, revision: form.revision, framework, at };
    let line = audit(&app, &session, "framework-published", format!("{id}/{version}"));
    app.store.commit(vec![publish.into(), line]).await?;
    Ok((StatusCode::CREATED, Json(summary)))
}

/// Whether the version can be added. The store asks again when it writes; here the reason is known.
async fn has_room(
    app: &App,
    session: &CoordinatorSession,
    (id, version): (&FrameworkId, &str),
) -> Result<(), RouteError> {
    let published = app.store.published(&session.area).await?;
    if published.iter().any(|(other, known)| other == id && known.eq_ignore_ascii_case(version)) {
        let sentence =
            "This version is published already, and a published version never changes. Name another version.";
        return Err(RouteError::Conflict { code: "version-published", sentence });
    }
    if published.len() >= usize::try_from(OWN_VERSIONS_MAX).unwrap_or(usize::MAX) {
        let sentence = "The area has published as many versions as it can. Use one of those.";
        return Err(RouteError::Conflict { code: "too-many-versions", sentence });
    }
    Ok(())
}
