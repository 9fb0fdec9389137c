//! The reads. Not found is `Ok(None)`; a stored value that this program cannot read is an error of its own.

use std::collections::BTreeMap;

use accord_shared::api::{CoordinatorView, LinkView, RecordRef};
use accord_shared::command::Decision;
use accord_shared::document::Document;
use accord_shared::framework::Framework;
use accord_shared::id::{AreaId, PanelId, ParticipantId, PlanId, ReviewId, Time};
use accord_shared::panel::Panel;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, sql};
use crate::identity::TokenHash;

/// A panel with all that was decided in it.
pub struct LoadedPanel {
    /// The panel as it was made; the decisions lead from there to what it is now.
    pub made: Panel,
    /// Its framework, as it was when the panel was made.
    pub framework: Framework,
    /// Every decision, in order.
    pub decisions: Vec<Decision>,
}

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Which document.
    pub document: Document,
    /// The place of the last update, in the snapshot or after it; 0 when there is none.
    pub seq: u64,
    /// The document up to some update, as one update.
    pub snapshot: Option<Vec<u8>>,
    /// The updates after the snapshot, in order.
    pub updates: Vec<Vec<u8>>,
    /// Whose each Y client id is.
    pub clients: Vec<(u64, ParticipantId)>,
}

/// A panel as its row has it.
pub(crate) struct PanelRow {
    /// Whose.
    pub area: AreaId,
    /// The panel as it is now.
    pub panel: Panel,
    /// The plan whose page it belongs to, where it was made for one assessment.
    pub of_plan: Option<PlanId>,
}

/// A signed-in coordinator.
pub(crate) struct SignedIn {
    /// Who.
    pub view: CoordinatorView,
    /// Of which area.
    pub area: AreaId,
    /// When the session was last noted as used.
    pub seen_at: Time,
}

/// A column as a type that checks itself when it is made from text.
pub(super) fn parsed<T>(row: &SqliteRow, column: &'static str) -> Result<T, StoreError>
where
    T: TryFrom<String>,
    T::Error: std::fmt::Display,
{
    T::try_from(row.try_get::<String, _>(column)?).map_err(|error| StoreError::bad_value(column, error))
}

pub(super) fn json<T: serde::de::DeserializeOwned>(row: &SqliteRow, column: &'static str) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| StoreError::bad_value(column, error))
}

pub(super) fn time(row: &SqliteRow, column: &'static str) -> Result<Time, StoreError> {
    Ok(Time(row.try_get(column)?))
}

pub(super) fn number(row: &SqliteRow, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(row.try_get::<i64, _>(column)?).map_err(|error| StoreError::bad_value(column, error))
}

impl Store {
    /// A panel, its frozen framework and its decisions.
    ///
    /// # Errors
    /// When the database fails or holds what this program cannot read.
    pub async fn load_panel(&self, id: &PanelId) -> Result<Option<LoadedPanel>, StoreError> {
        let Some(row) = sqlx::query(sql::PANEL_WITH_FRAMEWORK).bind(id.as_str()).fetch_optional(&self.readers).await?
        else {
            return Ok(None);
        };
        let framework: String = row.try_get("framework")?;
        let framework = Framework::from_json(&framework).map_err(|e| StoreError::bad_value("framework", e))?;
        let rows = sqlx::query(sql::DECISIONS).bind(id.as_str()).fetch_all(&self.readers).await?;
        let decisions = rows.iter().map(decision).collect::<Result<_, _>>()?;
        Ok(Some(LoadedPanel { made: json(&row, "made")?, framework, decisions }))
    }

    /// Every document of a panel that has ever been written to.
    ///
    /// # Errors
    /// When the database fails or holds what this program cannot read.
    pub async fn load_documents(&self, panel: &PanelId) -> Result<Vec<StoredDocument>, StoreError> {
        // One transaction, so that a snapshot cannot swallow updates between two of the questions.
        let mut moment = self.readers.begin().await?;
        let snapshots = sqlx::query(sql::SNAPSHOTS_OF_PANEL).bind(panel.as_str()).fetch_all(&mut *moment).await?;
        let updates = sqlx::query(sql::UPDATES_OF_PANEL).bind(panel.as_str()).fetch_all(&mut *moment).await?;
        let clients = sqlx::query(sql::CLIENTS_OF_PANEL).bind(panel.as_str()).fetch_all(&mut *moment).await?;
        moment.rollback().await?;

        let mut documents = BTreeMap::<Document, StoredDocument>::new();
        for row in &snapshots {
            let stored = entry(&mut documents, row)?;
            stored.seq = number(row, "seq")?;
            stored.snapshot = Some(row.try_get("bytes")?);
        }
        for row in &updates {
            let stored = entry(&mut documents, row)?;
            stored.seq = number(row, "seq")?;
            stored.updates.push(row.try_get("bytes")?);
        }
        for row in &clients {
            let owner = (number(row, "client")?, parsed(row, "participant")?);
            entry(&mut documents, row)?.clients.push(owner);
        }
        Ok(documents.into_values().collect())
    }

    /// The panel's row; the caller checks whose it is.
    pub(crate) async fn panel(&self, id: &PanelId) -> Result<Option<PanelRow>, StoreError> {
        let row = sqlx::query(sql::PANEL).bind(id.as_str()).fetch_optional(&self.readers).await?;
        row.map(|row| {
            let of_plan = row.try_get::<Option<String>, _>("of_plan")?.map(PlanId::new).transpose();
            let of_plan = of_plan.map_err(|error| StoreError::bad_value("of_plan", error))?;
            Ok(PanelRow { area: parsed(&row, "area")?, panel: json(&row, "body")?, of_plan })
        })
        .transpose()
    }

    /// The panels of an area, the latest meeting first, and how many reviews of each have a closed record.
    pub(crate) async fn panels_of(&self, area: &AreaId) -> Result<Vec<(Panel, usize)>, StoreError> {
        let rows = sqlx::query(sql::PANELS_OF_AREA).bind(area.as_str()).fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| Ok((json(row, "body")?, usize::try_from(number(row, "closed")?).unwrap_or(usize::MAX))))
            .collect()
    }

    /// The coordinator, where there is one yet.
    pub(crate) async fn coordinator(&self) -> Result<Option<(CoordinatorView, AreaId)>, StoreError> {
        let row = sqlx::query(sql::FIRST_COORDINATOR).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((coordinator(&row)?, parsed(&row, "area_id")?))).transpose()
    }

    /// Whether a set-up link works now.
    pub(crate) async fn setup_link_works(&self, hash: &TokenHash, now: Time) -> Result<bool, StoreError> {
        let works: i64 =
            sqlx::query_scalar(sql::SETUP_LINK_WORKS).bind(hash.hex()).bind(now.0).fetch_one(&self.readers).await?;
        Ok(works == 1)
    }

    /// The coordinator of a session that is open now and was used since `seen_after`.
    pub(crate) async fn coordinator_of(
        &self,
        session: &TokenHash,
        now: Time,
        seen_after: Time,
    ) -> Result<Option<SignedIn>, StoreError> {
        let query = sqlx::query(sql::COORDINATOR_OF_SESSION).bind(session.hex()).bind(now.0).bind(seen_after.0);
        let row = query.fetch_optional(&self.readers).await?;
        row.map(|row| {
            let (view, area) = (coordinator(&row)?, parsed(&row, "area_id")?);
            Ok(SignedIn { view, area, seen_at: time(&row, "seen_at")? })
        })
        .transpose()
    }

    /// The seat of a session that is open now.
    pub(crate) async fn seat_of(
        &self,
        session: &TokenHash,
        now: Time,
    ) -> Result<Option<(PanelId, ParticipantId)>, StoreError> {
        let query = sqlx::query(sql::SEAT_OF_SESSION).bind(session.hex()).bind(now.0);
        let row = query.fetch_optional(&self.readers).await?;
        row.map(|row| Ok((parsed(&row, "panel")?, parsed(&row, "subject")?))).transpose()
    }

    /// The seat that a personal link opens now, and until when.
    pub(crate) async fn link(
        &self,
        link: &TokenHash,
        now: Time,
    ) -> Result<Option<(PanelId, ParticipantId, Time)>, StoreError> {
        let row = sqlx::query(sql::LINK).bind(link.hex()).bind(now.0).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((parsed(&row, "panel")?, parsed(&row, "participant")?, time(&row, "expires_at")?))).transpose()
    }

    /// The links in force of a panel.
    pub(crate) async fn links_of(&self, panel: &PanelId) -> Result<Vec<LinkView>, StoreError> {
        let rows = sqlx::query(sql::LINKS_OF_PANEL).bind(panel.as_str()).fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| {
                Ok(LinkView {
                    participant: parsed(row, "participant")?,
                    made_at: Some(time(row, "made_at")?),
                    expires_at: Some(time(row, "expires_at")?),
                    used_at: row.try_get::<Option<i64>, _>("used_at")?.map(Time),
                })
            })
            .collect()
    }

    /// The closed records of a panel, by review and version.
    pub(crate) async fn records_of(&self, panel: &PanelId) -> Result<Vec<RecordRef>, StoreError> {
        let rows = sqlx::query(sql::RECORDS_OF_PANEL).bind(panel.as_str()).fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| {
                Ok(RecordRef {
                    review: parsed(row, "review")?,
                    version: u32::try_from(number(row, "version")?).map_err(|e| StoreError::bad_value("version", e))?,
                    sha256: row.try_get("sha256")?,
                    closed_at: time(row, "closed_at")?,
                    reason: row.try_get("reason")?,
                })
            })
            .collect()
    }

    /// The file of a closed record, as it was written.
    pub(crate) async fn record(
        &self,
        panel: &PanelId,
        review: &ReviewId,
        version: u32,
    ) -> Result<Option<String>, StoreError> {
        let query = sqlx::query_scalar(sql::RECORD).bind(panel.as_str()).bind(review.as_str()).bind(i64::from(version));
        Ok(query.fetch_optional(&self.readers).await?)
    }
}

fn coordinator(row: &SqliteRow) -> Result<CoordinatorView, StoreError> {
    Ok(CoordinatorView { id: parsed(row, "id")?, name: row.try_get("name")?, area: row.try_get("area")? })
}

fn decision(row: &SqliteRow) -> Result<Decision, StoreError> {
    Ok(Decision {
        seq: number(row, "seq")?,
        op: parsed(row, "op")?,
        by: parsed(row, "decided_by")?,
        at: time(row, "at")?,
        happened: json(row, "body")?,
    })
}

/// The document that a row belongs to, begun where this is its first row.
fn entry<'a>(
    documents: &'a mut BTreeMap<Document, StoredDocument>,
    row: &SqliteRow,
) -> Result<&'a mut StoredDocument, StoreError> {
    let document: Document = parsed(row, "document")?;
    Ok(documents.entry(document.clone()).or_insert_with(|| StoredDocument {
        document,
        seq: 0,
        snapshot: None,
        updates: Vec::new(),
        clients: Vec::new(),
    }))
}
