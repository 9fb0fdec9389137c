//! `GET /api/seats/{participant}/reviews/{review}/content`: what would be signed if signing began now.

use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::record::RecordContent;
use axum::Json;
use axum::extract::State;

use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::SeatSession;

/// Shows a review's content as it stands, for checking, as a draft of the record, and for signing.
#[utoipa::path(get, path = "/api/seats/{participant}/reviews/{review}/content", tag = "seats",
    params(("participant" = ParticipantId, Path), ("review" = ReviewId, Path)),
    responses((status = 200, body = RecordContent), RouteError))]
pub(in crate::http) async fn content(
    State(app): State<App>,
    seat: SeatSession,
    At((_participant, review)): At<(ParticipantId, ReviewId)>,
) -> Result<Json<RecordContent>, RouteError> {
    Ok(Json(app.rooms.content(&seat.panel, &seat.participant, &review).await?))
}
