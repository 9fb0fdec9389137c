//! Measurements over real sockets, printed for people; nothing here passes or fails.
//!
//! `cargo run --release -p accord-tests --bin bench -- ack` measures how long it takes until a change is acknowledged,
//! which is until it is on the disk, while twelve people type. The same run measures what the disk itself takes for
//! one row, so that the figures of two machines can be compared.

use std::time::{Duration, Instant};

use accord_server::peer::{Person, Written};
use accord_shared::document::Document;
use accord_shared::schema::Prose;
use accord_tests::{Rig, all_sections};
use anyhow::{Context, Result, bail};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

/// How many people type.
const PEOPLE: usize = 12;
/// How many letters each of them types.
const LETTERS: usize = 150;
/// Between two letters of one person, in milliseconds, from and to: quick typing.
const LETTER_MS: std::ops::Range<u64> = 80..220;
/// How many rows the baseline writes.
const ROWS: u32 = 500;

#[tokio::main]
async fn main() -> Result<()> {
    let name = std::env::args().nth(1);
    match name.as_deref() {
        Some("ack") => ack().await,
        _ => bail!("usage: bench ack"),
    }
}

/// Time from sending a change to its acknowledgement.
async fn ack() -> Result<()> {
    let mut rows = baseline().await?;
    let rig = Rig::start().await;
    let table = rig.panel_of(PEOPLE).await;
    let people = table.join_scorers().await;
    let notes = table.notes();
    for person in &people {
        person.attend(&notes).await?;
    }
    let start = Instant::now();
    let typing = people.iter().enumerate().map(|(place, person)| type_on(person, place, &notes));
    let mut took: Vec<Duration> = Vec::new();
    for times in futures_util::future::join_all(typing).await {
        took.extend(times?);
    }
    println!(
        "{PEOPLE} people typed {} letters in {:.1} s, each letter a change of its own\n",
        took.len(),
        start.elapsed().as_secs_f64()
    );
    print("acknowledgement of a change", &mut took);
    print("baseline: one row of SQLite, FULL", &mut rows);
    Ok(())
}

/// One person types into a box of the shared notes that they share with at most one other.
async fn type_on(person: &Person, place: usize, notes: &Document) -> Result<Vec<Duration>> {
    let mut chance = fastrand::Rng::with_seed(place as u64);
    let sections = all_sections();
    let root = Prose::Strengths.shared(&sections[place / 2 % sections.len()]);
    let mut took = Vec::with_capacity(LETTERS);
    for _ in 0..LETTERS {
        tokio::time::sleep(Duration::from_millis(chance.u64(LETTER_MS))).await;
        let letter = chance.lowercase().to_string();
        let start = Instant::now();
        if person.append(notes, &root, &letter).await? != Written::Saved {
            bail!("a change was refused");
        }
        took.push(start.elapsed());
    }
    Ok(took)
}

/// Time to write one row of the size of a change, and to have it on the disk, with nobody else writing.
async fn baseline() -> Result<Vec<Duration>> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("baseline.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await.context("the database of the baseline")?;
    sqlx::query("CREATE TABLE change (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
        .execute(&mut connection)
        .await?;
    let mut took = Vec::new();
    for seq in 0..ROWS {
        let start = Instant::now();
        sqlx::query("INSERT INTO change (seq, bytes) VALUES ($1, $2)")
            .bind(seq)
            .bind([7_u8; 40].as_slice())
            .execute(&mut connection)
            .await?;
        took.push(start.elapsed());
    }
    connection.close().await?;
    Ok(took)
}

fn print(what: &str, took: &mut [Duration]) {
    took.sort_unstable();
    let ms = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what:<36} p50 {:>7.2} ms   p95 {:>7.2} ms   p99 {:>7.2} ms   n {}", ms(50), ms(95), ms(99), took.len());
}
