//! An area's own frameworks: drafts, which change, and published versions, which do not. The caller says for which
//! area or seat; nothing here finds another area's.

use std::path::Path;

use accord_shared::framework::{Framework, FrameworkId};
use accord_shared::id::{AreaId, Time};
use sqlx::{Connection as _, Row as _, SqliteConnection};

use super::read::{number, parsed, time};
use super::sql::{json, one, run};
use super::{Store, StoreError, sql};
use crate::identity::TokenHash;
use crate::limits::{OWN_DRAFTS_MAX, OWN_VERSIONS_MAX};

/// A change of an area's own frameworks.
#[derive(Clone)]
pub(crate) enum FrameworkChange {
    /// A new draft; [`StoreError::Taken`] when there is one of this id, [`StoreError::Stale`] when there are
    /// [`OWN_DRAFTS_MAX`] or the id is published in other capitals.
    AddDraft { area: AreaId, id: FrameworkId, body: String, at: Time },
    /// A changed draft; [`StoreError::Stale`] when it was changed since `revision`.
    PutDraft { area: AreaId, id: FrameworkId, revision: u32, body: String, at: Time },
    /// A draft goes; [`StoreError::Stale`] when there is none.
    DropDraft { area: AreaId, id: FrameworkId },
    /// A version that never changes; [`StoreError::Taken`] when there is one of this name, [`StoreError::Stale`] when
    /// its draft was changed since `revision` or there are [`OWN_VERSIONS_MAX`].
    Publish { area: AreaId, revision: u32, framework: Box<Framework>, at: Time },
}

/// A draft as its row has it.
pub(crate) struct DraftRow {
    /// The id under which it is to be published.
    pub id: FrameworkId,
    /// Grows with each change.
    pub revision: u32,
    /// The framework, maybe unfinished.
    pub body: serde_json::Value,
    /// When it was last changed.
    pub changed_at: Time,
}

impl FrameworkChange {
    /// Writes the change inside the transaction of the connection.
    pub(super) async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        one(match self {
            Self::AddDraft { area, id, body, at } => {
                run!(conn, sql::ADD_DRAFT, area.as_str(), id.as_str(), body, at.0, OWN_DRAFTS_MAX)
            }
            Self::PutDraft { area, id, revision, body, at } => {
                run!(conn, sql::PUT_DRAFT, area.as_str(), id.as_str(), i64::from(*revision), body, at.0)
            }
            Self::DropDraft { area, id } => run!(conn, sql::DROP_DRAFT, area.as_str(), id.as_str()),
            Self::Publish { area, revision, framework, at } => {
                let (id, version, hash) = (framework.id.as_str(), framework.version.as_str(), framework.hash());
                run!(conn, sql::ADD_FRAMEWORK, &hash, id, version, json("a framework", framework)?);
                let (area, revision) = (area.as_str(), i64::from(*revision));
                run!(conn, sql::PUBLISH, area, id, version, hash, at.0, revision, OWN_VERSIONS_MAX)
            }
        })
    }
}

impl Store {
    /// A draft of an area.
    pub(crate) async fn draft(&self, area: &AreaId, id: &FrameworkId) -> Result<Option<DraftRow>, StoreError> {
        let query = sqlx::query(sql::DRAFT).bind(area.as_str()).bind(id.as_str());
        query.fetch_optional(&self.readers).await?.as_ref().map(draft).transpose()
    }

    /// The drafts of an area, the one that was changed last first.
    pub(crate) async fn drafts(&self, area: &AreaId) -> Result<Vec<DraftRow>, StoreError> {
        let rows = sqlx::query(sql::DRAFTS).bind(area.as_str()).fetch_all(&self.readers).await?;
        rows.iter().map(draft).collect()
    }

    /// The ids and versions that an area has published, in that order.
    pub(crate) async fn published(&self, area: &AreaId) -> Result<Vec<(FrameworkId, String)>, StoreError> {
        let rows = sqlx::query(sql::PUBLISHED).bind(area.as_str()).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((parsed(row, "id")?, row.try_get("version")?))).collect()
    }

    /// The newest version of one framework that an area has published.
    pub(crate) async fn newest_own(&self, area: &AreaId, id: &FrameworkId) -> Result<Option<Framework>, StoreError> {
        let query = sqlx::query_scalar(sql::NEWEST_OWN).bind(area.as_str()).bind(id.as_str());
        query.fetch_optional(&self.readers).await?.map(framework).transpose()
    }

    /// The newest version of each framework that an area has published, by id.
    pub(crate) async fn all_newest_own(&self, area: &AreaId) -> Result<Vec<Framework>, StoreError> {
        let query = sqlx::query_scalar(sql::ALL_NEWEST_OWN).bind(area.as_str());
        query.fetch_all(&self.readers).await?.into_iter().map(framework).collect()
    }

    /// A version of a framework that an area has published, or made a panel with.
    pub(crate) async fn framework_of_area(
        &self,
        area: &AreaId,
        (id, version): (&FrameworkId, &str),
    ) -> Result<Option<Framework>, StoreError> {
        let query = sqlx::query_scalar(sql::FRAMEWORK_OF_AREA).bind(area.as_str()).bind(id.as_str()).bind(version);
        query.fetch_optional(&self.readers).await?.map(framework).transpose()
    }

    /// A version of a framework, if it is that of the panel at which a session has its seat now.
    pub(crate) async fn framework_of_seat(
        &self,
        (session, now): (&TokenHash, Time),
        (id, version): (&FrameworkId, &str),
    ) -> Result<Option<Framework>, StoreError> {
        let query = sqlx::query_scalar(sql::FRAMEWORK_OF_SEAT).bind(session.hex()).bind(now.0);
        let query = query.bind(id.as_str()).bind(version);
        query.fetch_optional(&self.readers).await?.map(framework).transpose()
    }
}

/// Which published frameworks are asked for beside a server.
pub(crate) enum Installed<'a> {
    /// The newest version of each.
    All,
    /// The newest version of one.
    Newest(&'a str),
    /// One version of one.
    Version(&'a str, &'a str),
}

/// The published frameworks of a folder's database, which stays as it is, whether or not a server works with it. None
/// when the database was made by a program that knew of none. Where areas share an id, the newest comes first.
///
/// # Errors
/// What the database says; there must be one.
pub(crate) async fn read_beside(data_dir: &Path, which: Installed<'_>) -> Result<Vec<Framework>, StoreError> {
    let options = super::beside(data_dir).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let knows: i64 = sqlx::query_scalar(sql::KNOWS_OWN_FRAMEWORKS).fetch_one(&mut conn).await?;
    let texts = if knows == 0 {
        Vec::new()
    } else {
        let query = match which {
            Installed::All => sqlx::query_scalar(sql::INSTALLED),
            Installed::Newest(id) => sqlx::query_scalar(sql::INSTALLED_NEWEST).bind(id.to_owned()),
            Installed::Version(id, version) => {
                sqlx::query_scalar(sql::INSTALLED_VERSION).bind(id.to_owned()).bind(version.to_owned())
            }
        };
        query.fetch_all(&mut conn).await?
    };
    conn.close().await?;
    texts.into_iter().map(framework).collect()
}

fn framework(text: String) -> Result<Framework, StoreError> {
    Framework::from_json(&text).map_err(|error| StoreError::bad_value("framework", error))
}

fn draft(row: &sqlx::sqlite::SqliteRow) -> Result<DraftRow, StoreError> {
    Ok(DraftRow {
        id: parsed(row, "id")?,
        revision: u32::try_from(number(row, "revision")?).map_err(|e| StoreError::bad_value("revision", e))?,
        body: super::read::json(row, "body")?,
        changed_at: time(row, "changed_at")?,
    })
}
