//! The writes: one closed list of changes, each of them one or two SQL statements. Which changes belong together is
//! decided by the caller; that they happen together, by the writer.

use accord_shared::command::Decision;
use accord_shared::document::Document;
use accord_shared::framework::Framework;
use accord_shared::id::{AreaId, CoordinatorId, PanelId, ParticipantId, ReviewId, Time};
use accord_shared::panel::Panel;
use sqlx::SqliteConnection;

use super::plans::PlanWrite;
use super::sql::{integer, json, one, run};
use super::{FrameworkChange, StoreError, sql};
use crate::identity::TokenHash;
use crate::limits::SEAT_SESSIONS_MAX;

/// A row that a room writes.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// What was decided. The same operation twice is [`StoreError::Taken`].
    Decision {
        /// In which panel.
        panel: PanelId,
        /// What.
        decision: Decision,
    },
    /// A change of a document.
    Update {
        /// In which panel.
        panel: PanelId,
        /// Of which document.
        document: Document,
        /// Its place in the document's log, from 1.
        seq: u64,
        /// Who brought it.
        by: ParticipantId,
        /// When.
        at: Time,
        /// The update, in the first encoding of Yjs.
        bytes: Vec<u8>,
        /// Y client ids that the participant brings for the first time. One that belongs to somebody else is
        /// [`StoreError::Stale`].
        new_clients: Vec<u64>,
    },
    /// A whole document; the updates up to it go. One that is older than the kept one changes nothing.
    Snapshot {
        /// In which panel.
        panel: PanelId,
        /// Of which document.
        document: Document,
        /// The last update that is in it.
        seq: u64,
        /// The document as one update.
        bytes: Vec<u8>,
    },
    /// The panel as a decision left it; written together with that decision.
    Panel {
        /// The panel.
        panel: Box<Panel>,
    },
    /// A closed version of a record.
    Record {
        /// In which panel.
        panel: PanelId,
        /// Of which review.
        review: ReviewId,
        /// From 1.
        version: u32,
        /// The SHA-256 of its canonical JSON.
        sha256: String,
        /// When it was closed.
        closed_at: Time,
        /// Why it corrects the one before.
        reason: Option<String>,
        /// The file that is handed out, as JSON.
        body: String,
    },
    /// A line of the audit log.
    Audit {
        /// In which panel.
        panel: PanelId,
        /// When.
        at: Time,
        /// Who, such as `participant:abc`.
        actor: String,
        /// Did what, in kebab case.
        action: &'static str,
        /// To what: an id, never a text.
        subject: String,
    },
}

/// Whose a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionOf {
    /// A coordinator's.
    Coordinator(CoordinatorId),
    /// A seat's.
    Seat(PanelId, ParticipantId),
}

/// One change of what the store holds. Each is refused whole when it does not fit.
#[derive(Clone)]
pub(crate) enum Change {
    /// What a room writes.
    Room(Row),
    /// A change of plans.
    Plan(PlanWrite),
    /// A new area.
    AddArea { id: AreaId, name: String, at: Time },
    /// The first coordinator; [`StoreError::Stale`] when there is one.
    AddFirstCoordinator { id: CoordinatorId, area: AreaId, name: String, at: Time },
    /// A one-time link; the unused ones before it stop working.
    AddSetupLink { hash: TokenHash, at: Time, expires_at: Time },
    /// Uses a one-time link up; [`StoreError::Stale`] when it does not work.
    UseSetupLink { hash: TokenHash, at: Time },
    /// A new session. A seat has at most [`SEAT_SESSIONS_MAX`]; beyond, the oldest end.
    AddSession { hash: TokenHash, of: SessionOf, at: Time, expires_at: Time },
    /// Notes that a session was used.
    SeeSession { hash: TokenHash, at: Time },
    /// Ends one session, if it is open.
    EndSession { hash: TokenHash, at: Time },
    /// Ends every session of a seat.
    EndSeatSessions { panel: PanelId, participant: ParticipantId, at: Time },
    /// A new panel with its frozen framework.
    AddPanel { area: AreaId, at: Time, panel: Box<Panel>, framework: Box<Framework> },
    /// A new personal link.
    AddLink { hash: TokenHash, panel: PanelId, participant: ParticipantId, at: Time, expires_at: Time },
    /// Notes the first use of a personal link; [`StoreError::Stale`] when it does not work.
    UseLink { hash: TokenHash, at: Time },
    /// Ends the personal links of a participant.
    RevokeLinks { panel: PanelId, participant: ParticipantId, at: Time },
    /// Lets the links and sessions of a panel work until then, where they would end sooner.
    ExtendLinks { panel: PanelId, until: Time },
    /// A change of the area's own frameworks.
    Framework(FrameworkChange),
    /// A line of the audit log that belongs to an area and maybe to a panel.
    Audit { area: AreaId, panel: Option<PanelId>, at: Time, actor: String, action: &'static str, subject: String },
}

impl From<FrameworkChange> for Change {
    fn from(change: FrameworkChange) -> Self {
        Self::Framework(change)
    }
}

impl From<Row> for Change {
    fn from(row: Row) -> Self {
        Self::Room(row)
    }
}

impl Change {
    /// Writes the change inside the transaction of the connection.
    pub(super) async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        match self {
            Self::Room(row) => row.write(conn).await?,
            Self::Plan(write) => write.write(conn).await?,
            Self::AddArea { id, name, at } => one(run!(conn, sql::ADD_AREA, id.as_str(), name, at.0))?,
            Self::AddFirstCoordinator { id, area, name, at } => {
                one(run!(conn, sql::ADD_FIRST_COORDINATOR, id.as_str(), area.as_str(), name, at.0))?;
            }
            Self::AddSetupLink { hash, at, expires_at } => {
                run!(conn, sql::DROP_SETUP_LINKS);
                one(run!(conn, sql::ADD_SETUP_LINK, hash.hex(), at.0, expires_at.0))?;
            }
            Self::UseSetupLink { hash, at } => one(run!(conn, sql::USE_SETUP_LINK, hash.hex(), at.0))?,
            Self::AddSession { hash, of, at, expires_at } => {
                let (kind, subject, panel) = match of {
                    SessionOf::Coordinator(id) => ("coordinator", id.as_str(), None),
                    SessionOf::Seat(panel, participant) => ("seat", participant.as_str(), Some(panel.as_str())),
                };
                if panel.is_some() {
                    // Room is made before the new one comes, so that it cannot be the one that ends.
                    run!(conn, sql::END_SEAT_SESSIONS_BEYOND, panel, subject, at.0, SEAT_SESSIONS_MAX - 1);
                }
                one(run!(conn, sql::ADD_SESSION, hash.hex(), kind, subject, panel, at.0, expires_at.0))?;
            }
            Self::SeeSession { hash, at } => {
                run!(conn, sql::SEE_SESSION, hash.hex(), at.0);
            }
            Self::EndSession { hash, at } => {
                run!(conn, sql::END_SESSION, hash.hex(), at.0);
            }
            Self::EndSeatSessions { panel, participant, at } => {
                run!(conn, sql::END_SEAT_SESSIONS, panel.as_str(), participant.as_str(), at.0);
            }
            Self::AddPanel { area, at, panel, framework } => {
                let (body, frozen) = (json("a panel", panel)?, json("a framework", framework)?);
                let (id, version) = (framework.id.as_str(), framework.version.as_str());
                run!(conn, sql::ADD_FRAMEWORK, &panel.framework_sha256, id, version, frozen);
                let frozen = &panel.framework_sha256;
                one(run!(conn, sql::ADD_PANEL, panel.id.as_str(), area.as_str(), &panel.held_on, at.0, body, frozen))?;
            }
            Self::AddLink { hash, panel, participant, at, expires_at } => {
                one(run!(conn, sql::ADD_LINK, hash.hex(), panel.as_str(), participant.as_str(), at.0, expires_at.0))?;
            }
            Self::UseLink { hash, at } => one(run!(conn, sql::USE_LINK, hash.hex(), at.0))?,
            Self::RevokeLinks { panel, participant, at } => {
                run!(conn, sql::REVOKE_LINKS, panel.as_str(), participant.as_str(), at.0);
            }
            Self::ExtendLinks { panel, until } => {
                run!(conn, sql::EXTEND_LINKS, panel.as_str(), until.0);
                run!(conn, sql::EXTEND_SEAT_SESSIONS, panel.as_str(), until.0);
            }
            Self::Framework(change) => change.write(conn).await?,
            Self::Audit { area, panel, at, actor, action, subject } => {
                let panel = panel.as_ref().map(PanelId::as_str);
                one(run!(conn, sql::ADD_AUDIT, at.0, Some(area.as_str()), panel, actor, *action, subject))?;
            }
        }
        Ok(())
    }
}

impl Row {
    async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        match self {
            Self::Decision { panel, decision } => {
                let body = json("a decision", &decision.happened)?;
                let (seq, op, by) = (integer(decision.seq)?, decision.op.as_str(), String::from(decision.by.clone()));
                one(run!(conn, sql::ADD_DECISION, panel.as_str(), seq, op, by, decision.at.0, body))
            }
            Self::Update { panel, document, seq, by, at, bytes, new_clients } => {
                let (name, seq, panel) = (document.to_string(), integer(*seq)?, panel.as_str());
                for client in new_clients {
                    one(run!(conn, sql::ADD_CLIENT, &name, integer(*client)?, panel, by.as_str()))?;
                }
                one(run!(conn, sql::ADD_UPDATE, &name, seq, panel, by.as_str(), at.0, bytes.as_slice()))
            }
            Self::Snapshot { panel, document, seq, bytes } => {
                let (name, seq) = (document.to_string(), integer(*seq)?);
                if run!(conn, sql::PUT_SNAPSHOT, &name, seq, panel.as_str(), bytes.as_slice()) == 1 {
                    run!(conn, sql::DROP_UPDATES, &name, seq);
                }
                Ok(())
            }
            Self::Panel { panel } => {
                let body = json("a panel", panel)?;
                let cancelled_at = panel.since.cancelled.as_ref().map(|cancelled| cancelled.at.0);
                one(run!(conn, sql::PUT_PANEL, panel.id.as_str(), body, &panel.held_on, cancelled_at))
            }
            Self::Record { panel, review, version, sha256, closed_at, reason, body } => {
                let version = i64::from(*version);
                let (review, panel) = (review.as_str(), panel.as_str());
                one(run!(conn, sql::ADD_RECORD, review, version, panel, sha256, closed_at.0, reason, body))
            }
            Self::Audit { panel, at, actor, action, subject } => {
                one(run!(conn, sql::ADD_AUDIT, at.0, None::<&str>, panel.as_str(), actor, *action, subject))
            }
        }
    }
}
