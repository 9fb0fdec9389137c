//! `GET /api/seats/{participant}/reviews/{review}/content`: what would be signed if signing began now.

use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::record::RecordContent;
use axum::Json;
use axum::extract::State;

use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::SeatSession;
use crate::store::{Change, Row};

/// Shows a review's content as it stands, for checking, as a draft of the record, and for signing. Every reading is noted.
#[utoipa::path(get, path = "/api/seats/{participant}/reviews/{review}/content", tag = "seats",
    params(("participant" = ParticipantId, Path), ("review" = ReviewId, Path)),
    responses((status = 200, body = RecordContent), RouteError))]
pub(in crate::http) async fn content(
    State(app): State<App>,
    seat: SeatSession,
    At((_participant, review)): At<(ParticipantId, ReviewId)>,
) -> Result<Json<RecordContent>, RouteError> {
    let content = app.rooms.content(&seat.panel, &seat.participant, &review).await?;
    let (panel, at, actor) = (seat.panel.clone(), app.clock.now(), seat.actor());
    let audit = Row::Audit { panel, at, actor, action: "draft-read", subject: review.to_string() };
    app.store.commit(vec![Change::Room(audit)]).await?;
    Ok(Json(content))
}
