//! Sessions as extractors: a route that takes one can only be reached with it.

use accord_shared::api::CoordinatorView;
use accord_shared::id::{AreaId, PanelId, ParticipantId};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::{Kind, TokenHash, read_cookie};
use crate::app::App;
use crate::http::error::RouteError;
use crate::limits::{COORDINATOR_IDLE_MS, SEEN_EVERY_MS};
use crate::store::Change;

/// A signed-in coordinator.
#[derive(Debug, Clone)]
pub struct CoordinatorSession {
    /// Who.
    pub view: CoordinatorView,
    /// Of which area; they see nothing of another.
    pub area: AreaId,
    pub(crate) hash: TokenHash,
}

/// A person at the seat that the route's `{participant}` names.
#[derive(Debug, Clone)]
pub struct SeatSession {
    /// Who.
    pub participant: ParticipantId,
    /// At which panel.
    pub panel: PanelId,
    pub(crate) hash: TokenHash,
}

impl CoordinatorSession {
    /// The name by which the audit log knows them.
    pub(crate) fn actor(&self) -> String {
        format!("coordinator:{}", self.view.id)
    }
}

impl SeatSession {
    /// The name by which the audit log knows them.
    pub(crate) fn actor(&self) -> String {
        format!("participant:{}", self.participant)
    }
}

impl FromRequestParts<App> for CoordinatorSession {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, RouteError> {
        let token = read_cookie(&parts.headers, &Kind::Coordinator, app.config.is_secure());
        let hash = token.ok_or(RouteError::NotSignedIn)?.hash();
        let now = app.clock.now();
        let found = app.store.coordinator_of(&hash, now, now.plus_ms(-COORDINATOR_IDLE_MS)).await?;
        let found = found.ok_or(RouteError::NotSignedIn)?;
        if found.seen_at.plus_ms(SEEN_EVERY_MS) <= now {
            app.store.commit(vec![Change::SeeSession { hash: hash.clone(), at: now }]).await?;
        }
        Ok(Self { view: found.view, area: found.area, hash })
    }
}

impl FromRequestParts<App> for SeatSession {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, RouteError> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| RouteError::NotFound)?;
        let named = params.iter().find(|(name, _)| *name == "participant").map(|(_, value)| value.to_owned());
        let named = named.and_then(|name| ParticipantId::new(name).ok()).ok_or(RouteError::NotFound)?;
        let token = read_cookie(&parts.headers, &Kind::Seat(named.clone()), app.config.is_secure());
        let hash = token.ok_or(RouteError::NotSignedIn)?.hash();
        match app.store.seat_of(&hash, app.clock.now()).await? {
            Some((panel, participant)) if participant == named => Ok(Self { participant, panel, hash }),
            _ => Err(RouteError::NotSignedIn),
        }
    }
}
