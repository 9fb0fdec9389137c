//! Closed records, as the files that were signed. Every reading is noted.

pub(super) mod list;
pub(super) mod show;
pub(super) mod show_to_coordinator;

use accord_shared::document::Document;
use accord_shared::id::{AreaId, PanelId, ReviewId};
use accord_shared::policy::{Action, Actor, decide};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{App, RouteError};
use crate::identity::SeatSession;
use crate::store::Change;

/// Whether the record is asked for as a file to be saved.
fn is_download(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|part| part == "download=1"))
}

/// Whether a participant may read a review's record: everyone who may read the shared notes, which the room screen may
/// not.
async fn may_read(app: &App, seat: &SeatSession, review: &ReviewId) -> Result<(), RouteError> {
    let view = app.rooms.seat_view(&seat.panel, &seat.participant).await?;
    let person = view.panel.participant(&seat.participant).ok_or(RouteError::NotFound)?;
    let document = Document::Notes(review.clone());
    decide(&Actor::of(person, &view.stage), Action::Read(&document), &view.stage).map_err(|_| RouteError::NotFound)
}

/// The file of a record, and a line in the audit log about who had it.
async fn hand_out(
    app: &App,
    (area, actor): (AreaId, String),
    (panel, review, version): (&PanelId, &ReviewId, u32),
    download: bool,
) -> Result<Response, RouteError> {
    let file = app.store.record(panel, review, version).await?.ok_or(RouteError::NotFound)?;
    let audit = Change::Audit {
        area,
        panel: Some(panel.clone()),
        at: app.clock.now(),
        actor,
        action: "record-read",
        subject: format!("{review}/{version}"),
    };
    app.store.commit(vec![audit]).await?;
    let kind = (header::CONTENT_TYPE, "application/json".to_owned());
    if download {
        let name = format!("attachment; filename=\"accord-record-{review}-v{version}.json\"");
        return Ok(([kind, (header::CONTENT_DISPOSITION, name)], file).into_response());
    }
    Ok(([kind], file).into_response())
}
