//! The steps of `docs/operations.md`, done as it says.

use std::path::Path;
use std::process::Command;

use accord_server::config::Config;
use accord_server::peer::{Coordinator, Door, Person, Written};
use accord_server::serve;
use accord_shared::schema::Prose;
use accord_tests::{CHAIR, Guests, Program, section};
use sqlx::{Connection, SqliteConnection};

const PAGE: &str = include_str!("../../docs/operations.md");
const PROGRAM: &str = env!("CARGO_BIN_EXE_accord-under-test");

/// The statement of the page that makes a backup, with another folder for the copy.
fn backup_into(folder: &Path) -> String {
    let statement = PAGE.split_once("accord.sqlite \"").expect("a backup").1.split('"').next().unwrap_or_default();
    statement.replace("/backup", folder.to_str().expect("a folder's name"))
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_a_folder_to_start_from() {
    let program = Program::start(PROGRAM);
    let table = program.table(Guests::scorers(3)).await;
    let member = table.join(1).await;
    let (notes, root) = (table.notes(), Prose::Areas.shared(&section("A")));
    member.attend(&notes).await.unwrap();
    assert_eq!(member.append(&notes, &root, "Kept.").await.unwrap(), Written::Saved);

    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}", program.data().join("accord.sqlite").display());
    let mut connection = SqliteConnection::connect(&file).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(backup_into(folder.path()))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(member.append(&notes, &root, " After it.").await.unwrap(), Written::Saved);

    let restored = serve(Config::for_tests(folder.path())).await.unwrap();
    let late = Person::join(&Door::at(restored.address), table.link(CHAIR)).await.unwrap();
    late.attend(&notes).await.unwrap();
    assert_eq!(late.read(&notes, |replica| replica.text(&root)), "Kept.");
    restored.shutdown().await;
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    assert!(names.iter().all(|name| PAGE.contains(&format!("`{name}`"))), "the page explains {names:?}");
}

#[tokio::test]
async fn a_lost_set_up_link_is_replaced_while_the_server_runs() {
    let program = Program::start(PROGRAM);
    let first = program.coordinator().await;
    let mut link = Command::new(PROGRAM);
    link.arg("link").arg("--data").arg(program.data()).args(["--public-url", "https://accord.example.org"]);
    let said = String::from_utf8(link.output().unwrap().stdout).unwrap();
    let link = said.lines().find_map(|line| line.trim().strip_prefix("https://accord.example.org/setup#")).unwrap();
    let again = Coordinator::set_up(&program.door, &format!("/setup#{link}"), "", "").await.unwrap();
    assert_eq!(again.view, first.view);
    assert!(Coordinator::set_up(&program.door, &format!("/setup#{link}"), "", "").await.is_err(), "it works once");
}
