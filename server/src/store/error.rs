//! The errors between the server and its database.

use std::path::PathBuf;
use std::sync::Arc;

use sqlx::error::ErrorKind;

/// Why the store did not do what it was asked for. Each variant says the status that the HTTP API answers with.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// 409: a row of this name is there already, such as the same operation sent twice.
    #[error("a row of this name is there already")]
    Taken,
    /// 409: what the change rests on no longer holds, such as a link that was used meanwhile.
    #[error("what the change rests on no longer holds: {rows} rows fit where 1 should")]
    Stale {
        /// How many rows the change would have touched.
        rows: u64,
    },
    /// 500: the change breaks a rule of the schema: a reference to nothing, or a change of history.
    #[error("the database refuses the change: {0}")]
    Refused(Arc<sqlx::Error>),
    /// 500: a stored value that this program cannot read.
    #[error("a stored value cannot be read: {what}: {why}")]
    BadValue {
        /// Which kind of value.
        what: &'static str,
        /// What is wrong with it; never the value itself.
        why: String,
    },
    /// 503: the database or its disk failed.
    #[error("the database failed: {0}")]
    Driver(Arc<sqlx::Error>),
    /// 503: the commit failed, so nobody can say whether the change is there before the next start.
    #[error("the commit failed: {0}")]
    CommitFailed(Arc<sqlx::Error>),
    /// 503: more writes wait than the queue holds.
    #[error("too many writes are waiting")]
    Busy,
    /// 503: the store is closing or closed.
    #[error("the store is closed")]
    Closed,
    /// Another server works with the same folder.
    #[error(
        "another accord server is using the folder {0}: stop it first, or give this one another folder with --data"
    )]
    InUse(PathBuf),
    /// The folder of the database cannot be used.
    #[error("cannot use the data folder {path}: {error}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// Why.
        error: Arc<std::io::Error>,
    },
    /// The database could not be brought to this program's schema.
    #[error("cannot bring the database up to date: {0}")]
    Migration(Arc<sqlx::migrate::MigrateError>),
}

impl StoreError {
    /// Whether only this change is refused, and the transaction that it stood in is sound.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Self::Taken | Self::Stale { .. } | Self::Refused(_) | Self::BadValue { .. })
    }

    /// A stored value that cannot be read.
    pub(super) fn bad_value(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::BadValue { what, why: why.to_string() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let kind = error.as_database_error().map(sqlx::error::DatabaseError::kind);
        match (kind, &error) {
            (Some(ErrorKind::UniqueViolation), _) => Self::Taken,
            (Some(ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation), _) => {
                Self::Refused(Arc::new(error))
            }
            // SQLITE_CONSTRAINT_TRIGGER: a trigger that guards history has no kind of its own.
            _ if error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "1811") => {
                Self::Refused(Arc::new(error))
            }
            (_, sqlx::Error::PoolClosed) => Self::Closed,
            (_, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_)) => {
                Self::bad_value("a column", error)
            }
            _ => Self::Driver(Arc::new(error)),
        }
    }
}
