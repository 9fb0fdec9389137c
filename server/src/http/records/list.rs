//! `GET /api/seats/{participant}/reviews/{review}/records`: which versions of a record are closed.

use accord_shared::api::RecordRef;
use accord_shared::id::{ParticipantId, ReviewId};
use axum::Json;
use axum::extract::State;

use super::may_read;
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::SeatSession;

/// Lists the closed versions of a review's record, the first one first.
#[utoipa::path(get, path = "/api/seats/{participant}/reviews/{review}/records", tag = "records",
    params(("participant" = ParticipantId, Path), ("review" = ReviewId, Path)),
    responses((status = 200, body = [RecordRef]), RouteError))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    seat: SeatSession,
    At((_participant, review)): At<(ParticipantId, ReviewId)>,
) -> Result<Json<Vec<RecordRef>>, RouteError> {
    may_read(&app, &seat, &review).await?;
    let mut records = app.store.records_of(&seat.panel).await?;
    records.retain(|record| record.review == review);
    Ok(Json(records))
}
