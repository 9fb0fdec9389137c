//! The one task that writes. It takes whatever batches are waiting, writes them in one transaction and answers each
//! when that transaction is on the disk, so that many rooms share the cost of one flush. A batch is atomic: one that
//! is refused takes nothing with it and leaves the others alone.

use std::sync::Arc;

use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::{Change, StoreError};
use crate::limits::STORE_COMMIT_BATCHES_MAX;

/// The answer to one batch.
pub(super) type Done = oneshot::Sender<Result<(), StoreError>>;

/// What the writer is asked for.
pub(super) enum Order {
    /// Write these together.
    Write(Vec<Change>, Done),
    /// Take no more orders, and stop when those that wait are done.
    Close,
}

/// Works until it is told to close, or nobody is left to ask.
pub(super) async fn run(mut conn: SqliteConnection, mut orders: mpsc::Receiver<Order>) {
    let mut waiting = Vec::with_capacity(STORE_COMMIT_BATCHES_MAX);
    while orders.recv_many(&mut waiting, STORE_COMMIT_BATCHES_MAX).await > 0 {
        let mut batches = Vec::with_capacity(waiting.len());
        for order in waiting.drain(..) {
            match order {
                Order::Write(changes, done) => batches.push((changes, done)),
                Order::Close => orders.close(),
            }
        }
        commit(&mut conn, batches).await;
    }
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "the database did not close cleanly; it will recover at the next start");
    }
}

/// Writes the batches and answers each.
async fn commit(conn: &mut SqliteConnection, batches: Vec<(Vec<Change>, Done)>) {
    if batches.is_empty() {
        return;
    }
    match together(conn, batches.iter().map(|(changes, _)| changes.as_slice())).await {
        Ok(results) => {
            for ((_, done), result) in batches.into_iter().zip(results) {
                answer(done, result);
            }
        }
        Err(error) => {
            abandon(conn, &error).await;
            let alone = batches.len() == 1;
            for (changes, done) in batches {
                // The failure may be one batch's own, and another room must not suffer for it. After a failed
                // commit nothing is tried again, because part of it may be on the disk.
                let result = if alone || matches!(error, StoreError::CommitFailed(_)) {
                    Err(error.clone())
                } else {
                    by_itself(conn, &changes).await
                };
                answer(done, result);
            }
        }
    }
}

/// One batch in a transaction of its own.
async fn by_itself(conn: &mut SqliteConnection, changes: &[Change]) -> Result<(), StoreError> {
    match together(conn, std::iter::once(changes)).await {
        Ok(mut results) => results.pop().unwrap_or(Err(StoreError::Closed)),
        Err(error) => {
            abandon(conn, &error).await;
            Err(error)
        }
    }
}

/// All batches in one transaction: what became of each, or why there is no transaction.
async fn together(
    conn: &mut SqliteConnection,
    batches: impl Iterator<Item = &[Change]>,
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    statement(conn, "BEGIN IMMEDIATE").await?;
    let mut results = Vec::new();
    for changes in batches {
        statement(conn, "SAVEPOINT batch").await?;
        let result = all(conn, changes).await;
        match &result {
            Ok(()) => {}
            Err(error) if error.is_refusal() => statement(conn, "ROLLBACK TO batch").await?,
            Err(error) => return Err(error.clone()),
        }
        statement(conn, "RELEASE batch").await?;
        results.push(result);
    }
    sqlx::query("COMMIT").execute(conn).await.map_err(|error| StoreError::CommitFailed(Arc::new(error)))?;
    Ok(results)
}

async fn all(conn: &mut SqliteConnection, changes: &[Change]) -> Result<(), StoreError> {
    for change in changes {
        change.write(conn).await?;
    }
    Ok(())
}

async fn statement(conn: &mut SqliteConnection, text: &'static str) -> Result<(), StoreError> {
    sqlx::query(text).execute(conn).await?;
    Ok(())
}

/// Rolls back, which the database may have done by itself when the disk was full.
async fn abandon(conn: &mut SqliteConnection, error: &StoreError) {
    tracing::error!(%error, "a transaction failed and is rolled back");
    if let Err(error) = sqlx::query("ROLLBACK").execute(conn).await {
        tracing::debug!(%error, "there was nothing left to roll back");
    }
}

/// The caller may be gone; the change is made all the same.
fn answer(done: Done, result: Result<(), StoreError>) {
    let _ = done.send(result);
}
