//! What is kept: SQLite in one file, written by one task and read by a few connections. It holds rows and bytes and
//! knows nothing of who may do what; that is [`accord_shared::policy`] and the routes.
//!
//! Every write of the server goes through [`Store::append`] or `Store::commit`, and is on the disk when it is
//! answered. Dropping the answer does not undo the write. Read next: `store/change.rs`, `store/writer.rs`.

mod change;
mod error;
mod frameworks;
mod migrations;
mod plans;
mod read;
mod sql;
#[cfg(test)]
mod tests;
mod writer;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, SqliteConnection, SqlitePool};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub(crate) use change::Change;
pub use change::{Row, SessionOf};
pub use error::StoreError;
pub(crate) use frameworks::{DraftRow, FrameworkChange, Installed, read_beside};
pub(crate) use plans::{NewAssessmentRow, OwnSeat, PlanWrite};
pub(crate) use read::PanelRow;
pub use read::{LoadedPanel, StoredDocument};

use crate::limits::{STORE_BUSY_MS_MAX, STORE_QUEUE_BATCHES_MAX, STORE_READERS_MAX};
use writer::Order;

/// The name of the database in the data folder.
const DATABASE: &str = "accord.sqlite";

/// The file whose lock says that a server works in the folder.
const LOCK: &str = "accord.lock";

/// The database of the server; clones are the same one.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: mpsc::Sender<Order>,
    shared: Arc<Shared>,
}

struct Shared {
    task: Mutex<Option<JoinHandle<()>>>,
    /// Held as long as any clone of the store lives.
    _lock: File,
}

impl Store {
    /// Opens the database of a folder, makes both where they are missing, and brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another server works in the folder; else what the folder or the database say.
    pub async fn open(data_dir: &Path) -> Result<Self, StoreError> {
        let lock = lock(data_dir)?;
        let options = options(data_dir);
        let mut conn = SqliteConnection::connect_with(&options.clone().create_if_missing(true)).await?;
        migrate(&mut conn).await.map_err(|e| StoreError::Migration(Arc::new(e)))?;
        // The schema is there before the first reader prepares a statement.
        let readers =
            SqlitePoolOptions::new().max_connections(STORE_READERS_MAX).connect_with(options.read_only(true)).await?;
        let (writer, orders) = mpsc::channel(STORE_QUEUE_BATCHES_MAX);
        let task = tokio::spawn(writer::run(conn, orders));
        Ok(Self { readers, writer, shared: Arc::new(Shared { task: Mutex::new(Some(task)), _lock: lock }) })
    }

    /// Writes rows together or not at all. The answer comes when they are on the disk.
    pub fn append(&self, rows: Vec<Row>) -> oneshot::Receiver<Result<(), StoreError>> {
        self.order(rows.into_iter().map(Change::from).collect())
    }

    /// Writes rows of a room together with what else belongs to them, or not at all.
    pub(crate) fn append_with(&self, rows: Vec<Row>, with: Vec<Change>) -> oneshot::Receiver<Result<(), StoreError>> {
        self.order(rows.into_iter().map(Change::from).chain(with).collect())
    }

    /// Writes changes together or not at all; done when they are on the disk. When the caller goes away, they are
    /// written all the same.
    pub(crate) async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.order(changes).await.unwrap_or(Err(StoreError::Closed))
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query(sql::PING).execute(&self.readers).await?;
        if self.writer.is_closed() { Err(StoreError::Closed) } else { Ok(()) }
    }

    /// Writes what waits, and closes. Later writes are refused.
    pub async fn close(&self) {
        // The writer goes last: the last one out folds the log into the database, which a reader may not.
        self.readers.close().await;
        let task = self.shared.task.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = task {
            // The writer is gone already when this fails, and then there is nothing to wait for.
            let _ = self.writer.send(Order::Close).await;
            if let Err(error) = task.await {
                tracing::error!(%error, "the writer did not end in order");
            }
        }
    }

    fn order(&self, changes: Vec<Change>) -> oneshot::Receiver<Result<(), StoreError>> {
        let (done, answer) = oneshot::channel();
        if let Err(refused) = self.writer.try_send(Order::Write(changes, done)) {
            let (order, error) = match refused {
                mpsc::error::TrySendError::Full(order) => (order, StoreError::Busy),
                mpsc::error::TrySendError::Closed(order) => (order, StoreError::Closed),
            };
            if let Order::Write(_, done) = order {
                let _ = done.send(Err(error));
            }
        }
        answer
    }
}

/// Writes beside a server that may be running in the folder, which is safe for what no room keeps in memory.
///
/// # Errors
/// What the database says; there must be one.
pub(crate) async fn write_beside(data_dir: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let mut conn = SqliteConnection::connect_with(&options(data_dir)).await?;
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await?;
    for change in changes {
        change.write(&mut transaction).await?;
    }
    transaction.commit().await?;
    conn.close().await?;
    Ok(())
}

/// Whether a folder has a database.
pub(crate) fn is_there(data_dir: &Path) -> bool {
    data_dir.join(DATABASE).exists()
}

/// Brings the schema up to date.
async fn migrate(conn: &mut SqliteConnection) -> Result<(), MigrateError> {
    Migrator::new(migrations::Steps).await?.run(conn).await
}

fn options(data_dir: &Path) -> SqliteConnectOptions {
    beside(data_dir)
        .journal_mode(SqliteJournalMode::Wal)
        // A commit that was answered survives a power cut, not only a crash of the program.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
}

/// The database as it is, whatever its settings are.
fn beside(data_dir: &Path) -> SqliteConnectOptions {
    let file = data_dir.join(DATABASE);
    SqliteConnectOptions::new().filename(file).create_if_missing(false).busy_timeout(STORE_BUSY_MS_MAX)
}

/// Makes the folder, readable by its owner only, and takes its lock.
fn lock(data_dir: &Path) -> Result<File, StoreError> {
    let folder_error = |error| StoreError::Folder { path: PathBuf::from(data_dir), error: Arc::new(error) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data_dir).map_err(folder_error)?;
    let file = File::create(data_dir.join(LOCK)).map_err(folder_error)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(PathBuf::from(data_dir))),
        Err(TryLockError::Error(error)) => Err(folder_error(error)),
    }
}
