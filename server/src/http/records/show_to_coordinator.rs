//! `GET /api/panels/{panel}/reviews/{review}/records/{version}`: a closed record, to the coordinator.

use accord_shared::id::{PanelId, ReviewId};
use accord_shared::record::RecordFile;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::{hand_out, is_download};
use crate::http::body::At;
use crate::http::panels::own_panel;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Hands out a closed version of a record of the coordinator's area.
#[utoipa::path(get, path = "/api/panels/{panel}/reviews/{review}/records/{version}", tag = "records",
    params(("panel" = PanelId, Path), ("review" = ReviewId, Path), ("version" = u32, Path),
        ("download" = Option<u8>, Query, description = "1: as a file to be saved")),
    responses((status = 200, body = RecordFile), RouteError))]
pub(in crate::http) async fn show_to_coordinator(
    State(app): State<App>,
    session: CoordinatorSession,
    At((panel, review, version)): At<(PanelId, ReviewId, u32)>,
    RawQuery(query): RawQuery,
) -> Result<Response, RouteError> {
    let area = own_panel(&app, &session, &panel).await?.area;
    hand_out(&app, (area, session.actor()), (&panel, &review, version), is_download(query.as_deref())).await
}
