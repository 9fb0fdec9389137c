//! The frameworks that panels and assessments can be made with: the shipped ones, and the area's own.
//!
//! A shipped framework is for anyone. One that an area published is for its coordinator, and for everyone with a seat at a
//! panel that was made with it; its drafts are for its coordinator alone. Another area's are not found, as if they never
//! were.

pub(super) mod drafts;
pub(super) mod file;
mod ids;
pub(super) mod import;
pub(super) mod list;
pub(super) mod show;

use std::borrow::Cow;

use accord_shared::framework::{Framework, FrameworkId, builtin_framework, builtin_version};
use accord_shared::id::AreaId;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{App, RouteError};
use crate::identity::{CoordinatorSession, TokenHash, read_seat_cookies};
use crate::store::StoreError;

impl App {
    /// The framework that an area uses now under this id: the newest that it published, or the shipped one.
    pub(crate) async fn framework_to_use(
        &self,
        area: &AreaId,
        id: &FrameworkId,
    ) -> Result<Option<Framework>, StoreError> {
        let own = self.store.newest_own(area, id).await?;
        Ok(own.or_else(|| builtin_framework(id.as_str()).cloned()))
    }
}

/// The sender of a request for frameworks, signed in or not.
pub(super) struct Reader {
    /// The area whose coordinator asks.
    area: Option<AreaId>,
    /// The sessions of the seats that the same browser holds.
    seats: Vec<TokenHash>,
}

impl FromRequestParts<App> for Reader {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, RouteError> {
        let area = match CoordinatorSession::from_request_parts(parts, app).await {
            Ok(session) => Some(session.area),
            Err(RouteError::NotSignedIn) => None,
            Err(error) => return Err(error),
        };
        let seats = read_seat_cookies(&parts.headers, app.config.is_secure());
        Ok(Self { area, seats: seats.iter().map(crate::identity::Token::hash).collect() })
    }
}

/// Whether a version of a framework came with this program, the newest or an earlier one.
fn shipped(id: &FrameworkId, version: &str) -> Option<&'static Framework> {
    builtin_version(id.as_str(), version)
}

/// A version of a framework that the reader may see.
async fn visible(
    app: &App,
    reader: &Reader,
    (id, version): (&FrameworkId, &str),
) -> Result<Cow<'static, Framework>, RouteError> {
    if let Some(framework) = shipped(id, version) {
        return Ok(Cow::Borrowed(framework));
    }
    if let Some(area) = &reader.area
        && let Some(framework) = app.store.framework_of_area(area, (id, version)).await?
    {
        return Ok(Cow::Owned(framework));
    }
    for seat in &reader.seats {
        if let Some(framework) = app.store.framework_of_seat((seat, app.clock.now()), (id, version)).await? {
            return Ok(Cow::Owned(framework));
        }
    }
    Err(RouteError::NotFound)
}
