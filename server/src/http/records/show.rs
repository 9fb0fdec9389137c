//! `GET /api/seats/{participant}/reviews/{review}/records/{version}`: a closed record, to somebody at the table.

use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::record::RecordFile;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::{hand_out, is_download, may_read};
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::SeatSession;

/// Hands out a closed version of a record, as it was signed.
#[utoipa::path(get, path = "/api/seats/{participant}/reviews/{review}/records/{version}", tag = "records",
    params(("participant" = ParticipantId, Path), ("review" = ReviewId, Path), ("version" = u32, Path),
        ("download" = Option<u8>, Query, description = "1: as a file to be saved")),
    responses((status = 200, body = RecordFile), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    seat: SeatSession,
    At((_participant, review, version)): At<(ParticipantId, ReviewId, u32)>,
    RawQuery(query): RawQuery,
) -> Result<Response, RouteError> {
    may_read(&app, &seat, &review).await?;
    let area = app.store.panel(&seat.panel).await?.ok_or(RouteError::NotFound)?.area;
    let which = (&seat.panel, &review, version);
    hand_out(&app, (area, seat.actor()), which, is_download(query.as_deref())).await
}
