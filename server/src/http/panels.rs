//! Panels as their coordinator sets them up.

pub(super) mod create;
pub(super) mod list;
pub(super) mod make;
pub(super) mod show;

use accord_shared::id::PanelId;

use super::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::PanelRow;

/// A panel of the coordinator's own area. Another area's is not found, like one that never was.
pub(super) async fn own_panel(app: &App, session: &CoordinatorSession, id: &PanelId) -> Result<PanelRow, RouteError> {
    match app.store.panel(id).await? {
        Some(row) if row.area == session.area => Ok(row),
        _ => Err(RouteError::NotFound),
    }
}
