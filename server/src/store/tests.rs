//! The store on real files: what was acknowledged is there, what was refused is not, and history stays as it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use accord_shared::api::{Of, Side};
use accord_shared::command::{By, Decision, Happened};
use accord_shared::document::Document;
use accord_shared::framework::{FrameworkId, builtin_framework};
use accord_shared::id::{AreaId, OpId, PanelId, ParticipantId, PlanId, ReviewId, Time};
use accord_shared::panel::{Agency, Cancelled, Panel, Seat, Since};
use accord_shared::testing;
use sqlx::Executor as _;
use tempfile::TempDir;

use super::*;
use crate::identity::Token;
use crate::limits::{OWN_DRAFTS_MAX, OWN_VERSIONS_MAX, STORE_COMMIT_BATCHES_MAX};
use crate::random::Random;

fn panel_id() -> PanelId {
    PanelId::new("pan1").unwrap()
}

fn person(name: &str) -> ParticipantId {
    ParticipantId::new(name).unwrap()
}

fn notes() -> Document {
    Document::Notes(ReviewId::new("rev1").unwrap())
}

fn panel() -> Panel {
    let ann = testing::person("ann", Agency::Health, Seat::Member);
    Panel { id: panel_id(), agenda: Vec::new(), participants: Vec::new(), ..testing::panel_of(vec![ann]) }
}

fn decision(seq: u64, op: &str) -> Row {
    let decision = Decision {
        seq,
        op: OpId::new(op).unwrap(),
        by: By::Person(person("ann")),
        at: Time(1_000),
        happened: vec![Happened::TimerSet { minutes: 5 }],
    };
    Row::Decision { panel: panel_id(), decision }
}

fn update(seq: u64, bytes: &[u8], new_clients: &[u64]) -> Row {
    Row::Update {
        panel: panel_id(),
        document: notes(),
        seq,
        by: person("ann"),
        at: Time(1_000),
        bytes: bytes.to_vec(),
        new_clients: new_clients.to_vec(),
    }
}

fn snapshot(seq: u64, bytes: &[u8]) -> Row {
    Row::Snapshot { panel: panel_id(), document: notes(), seq, bytes: bytes.to_vec() }
}

fn audit() -> Row {
    let (actor, subject) = ("participant:ann".to_owned(), "rev1".to_owned());
    Row::Audit { panel: panel_id(), at: Time(1_000), actor, action: "looked", subject }
}

fn record(version: u32) -> Row {
    Row::Record {
        panel: panel_id(),
        review: ReviewId::new("rev1").unwrap(),
        version,
        sha256: "00".to_owned(),
        closed_at: Time(2_000),
        reason: None,
        body: "{\"as\":\"signed\"}".to_owned(),
    }
}

fn draft(id: &str) -> Change {
    let area = AreaId::new("area1").unwrap();
    FrameworkChange::AddDraft { area, id: FrameworkId::new(id).unwrap(), body: "{}".to_owned(), at: Time(3_000) }.into()
}

fn publish(id: &str, revision: u32, version: &str) -> Change {
    let mut framework = Box::new(builtin_framework("essex-full").unwrap().clone());
    (framework.id, framework.version) = (FrameworkId::new(id).unwrap(), version.to_owned());
    FrameworkChange::Publish { area: AreaId::new("area1").unwrap(), revision, framework, at: Time(3_000) }.into()
}

/// A store with one area and one panel.
async fn store(folder: &TempDir) -> Store {
    let store = Store::open(folder.path()).await.unwrap();
    let area = AreaId::new("area1").unwrap();
    let framework = Box::new(builtin_framework("essex-full").unwrap().clone());
    let changes = vec![
        Change::AddArea { id: area.clone(), name: "Essex".to_owned(), at: Time(1) },
        Change::AddPanel { area, at: Time(1), panel: Box::new(panel()), framework },
    ];
    store.commit(changes).await.unwrap();
    store
}

async fn append(store: &Store, rows: Vec<Row>) -> Result<(), StoreError> {
    store.append(rows).await.unwrap()
}

async fn decisions(store: &Store) -> Vec<String> {
    let loaded = store.load_panel(&panel_id()).await.unwrap().unwrap();
    loaded.decisions.into_iter().map(|decision| decision.op.to_string()).collect()
}

async fn raw(folder: &TempDir) -> SqliteConnection {
    SqliteConnection::connect_with(&options(folder.path())).await.unwrap()
}

async fn count(folder: &TempDir, table_sql: &'static str) -> i64 {
    sqlx::query_scalar(table_sql).fetch_one(&mut raw(folder).await).await.unwrap()
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let first = store(&folder).await;
    append(&first, vec![decision(1, "op1"), decision(2, "op2"), record(1), audit()]).await.unwrap();
    append(&first, vec![update(1, b"one", &[7, 8]), update(2, b"two", &[])]).await.unwrap();
    first.close().await;
    drop(first);

    let again = Store::open(folder.path()).await.unwrap();
    let loaded = again.load_panel(&panel_id()).await.unwrap().unwrap();
    assert_eq!(loaded.made, panel());
    assert_eq!(&loaded.framework, builtin_framework("essex-full").unwrap());
    let Row::Decision { decision: second, .. } = decision(2, "op2") else { unreachable!() };
    assert_eq!(loaded.decisions.len(), 2);
    assert_eq!(loaded.decisions[1], second);
    let document = StoredDocument {
        document: notes(),
        seq: 2,
        snapshot: None,
        updates: vec![b"one".to_vec(), b"two".to_vec()],
        clients: vec![(7, person("ann")), (8, person("ann"))],
    };
    assert_eq!(again.load_documents(&panel_id()).await.unwrap(), [document]);
    let review = ReviewId::new("rev1").unwrap();
    assert_eq!(again.record(&panel_id(), &review, 1).await.unwrap().as_deref(), Some("{\"as\":\"signed\"}"));
    assert_eq!(again.record(&panel_id(), &review, 2).await.unwrap(), None);
    assert_eq!(count(&folder, "SELECT COUNT(*) FROM audit WHERE area = 'area1' AND panel = 'pan1'").await, 1);
}

#[tokio::test]
async fn nothing_is_kept_of_a_batch_that_is_refused_and_the_others_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    // None of these waits for another, so that they share a transaction.
    let answers = [
        store.append(vec![decision(1, "op1")]),
        store.append(vec![update(1, b"lost", &[]), decision(1, "op2")]),
        store.append(vec![decision(2, "op3")]),
    ];
    let [first, second, third] = answers;
    assert!(first.await.unwrap().is_ok());
    assert!(matches!(second.await.unwrap(), Err(StoreError::Taken)));
    assert!(third.await.unwrap().is_ok());
    assert_eq!(decisions(&store).await, ["op1", "op3"]);
    assert_eq!(store.load_documents(&panel_id()).await.unwrap(), []);
}

#[tokio::test]
async fn an_operation_is_kept_once() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, vec![decision(1, "op1")]).await.unwrap();
    for seq in 2..100 {
        assert!(matches!(append(&store, vec![decision(seq, "op1")]).await, Err(StoreError::Taken)));
    }
    assert_eq!(decisions(&store).await, ["op1"]);
}

#[tokio::test]
async fn batches_that_wait_share_a_commit() {
    let folder = TempDir::new().unwrap();
    store(&folder).await.close().await;
    let mut conn = raw(&folder).await;
    let commits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&commits);
    conn.lock_handle().await.unwrap().set_commit_hook(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        true
    });

    let waiting = STORE_COMMIT_BATCHES_MAX + 10;
    let (orders, queue) = mpsc::channel(waiting);
    let answers: Vec<_> = (1..=waiting as u64)
        .map(|seq| {
            let (done, answer) = oneshot::channel();
            let changes = vec![Change::Room(update(seq, b"x", &[]))];
            assert!(orders.try_send(Order::Write(changes, done)).is_ok());
            answer
        })
        .collect();
    drop(orders);
    writer::run(conn, queue).await;
    for answer in answers {
        answer.await.unwrap().unwrap();
    }
    assert_eq!(commits.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn one_batch_that_fills_the_disk_takes_no_other_with_it() {
    let folder = TempDir::new().unwrap();
    store(&folder).await.close().await;
    let mut conn = raw(&folder).await;
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut conn).await.unwrap();
    conn.execute(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 20))).await.unwrap();

    let (orders, queue) = mpsc::channel(3);
    let mut answers = Vec::new();
    for (seq, size) in [(1, 10), (2, 4_000_000), (3, 10)] {
        let (done, answer) = oneshot::channel();
        let changes = vec![Change::Room(update(seq, &vec![0; size], &[]))];
        assert!(orders.try_send(Order::Write(changes, done)).is_ok());
        answers.push(answer);
    }
    drop(orders);
    writer::run(conn, queue).await;
    let mut results = Vec::new();
    for answer in answers {
        results.push(answer.await.unwrap());
    }
    assert!(results[0].is_ok(), "{:?}", results[0]);
    assert!(matches!(results[1], Err(StoreError::Driver(_))), "{:?}", results[1]);
    assert!(results[2].is_ok(), "{:?}", results[2]);
    assert_eq!(count(&folder, "SELECT COUNT(*) FROM doc_update").await, 2);
}

/// A plan that the panel judges, marked as issued.
fn judged_plan() -> Vec<Change> {
    let id = PlanId::new("plan1").unwrap();
    let plan = testing::plan(id.as_str());
    let row = NewAssessmentRow {
        review: ReviewId::new("rev1").unwrap(),
        panel: panel_id(),
        plan: id.clone(),
        framework: panel().framework,
        of: Of::Plan,
        side: Side::Internal,
        own: None,
        own_panel: false,
        only_one: false,
        at: Time(2),
    };
    let add = PlanWrite::Add { area: AreaId::new("area1").unwrap(), plan: Box::new(plan) };
    let issue = PlanWrite::Issue { plan: id, records: 1, at: Time(3) };
    [add, PlanWrite::Assess(Box::new(row)), issue].map(Change::Plan).into()
}

#[tokio::test]
async fn a_plan_is_not_issued_on_fewer_records_than_there_are() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    // The batch says that it saw one closed record, and there is none.
    assert!(matches!(store.commit(judged_plan()).await, Err(StoreError::Stale { rows: 0 })));
    assert_eq!(count(&folder, "SELECT COUNT(*) FROM plan").await, 0, "together or not at all");
    append(&store, vec![record(1)]).await.unwrap();
    store.commit(judged_plan()).await.unwrap();
}

#[tokio::test]
async fn history_cannot_be_changed() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, vec![decision(1, "op1"), record(1), audit()]).await.unwrap();
    store.commit(vec![draft("ours"), publish("ours", 1, "1")]).await.unwrap();
    store.commit(judged_plan()).await.unwrap();
    let mut conn = raw(&folder).await;
    for change in [
        "UPDATE decision SET at = 0",
        "DELETE FROM decision",
        "UPDATE record SET body = ''",
        "DELETE FROM record",
        "UPDATE audit SET actor = ''",
        "DELETE FROM audit",
        "UPDATE framework SET body = '{}'",
        "DELETE FROM framework",
        "UPDATE panel SET framework = framework",
        "UPDATE panel SET area = 'area1'",
        "UPDATE framework_published SET version = '2'",
        "DELETE FROM framework_published",
        "UPDATE plan SET case_ref = ''",
        "UPDATE plan SET issued_at = NULL",
        "DELETE FROM plan",
        "UPDATE assessment SET side = 'external'",
        "DELETE FROM assessment",
    ] {
        let error = StoreError::from(conn.execute(change).await.unwrap_err());
        assert!(matches!(error, StoreError::Refused(_)), "{change}: {error:?}");
    }
    assert!(matches!(append(&store, vec![record(1)]).await, Err(StoreError::Taken)));
}

#[tokio::test]
async fn a_second_server_in_the_same_folder_is_refused() {
    let folder = TempDir::new().unwrap();
    let first = Store::open(folder.path()).await.unwrap();
    let Err(error) = Store::open(folder.path()).await else { panic!("the second one opened") };
    assert!(matches!(error, StoreError::InUse(_)));
    assert!(error.to_string().contains(&folder.path().display().to_string()));
    first.close().await;
    drop(first);
    Store::open(folder.path()).await.unwrap();
}

#[tokio::test]
async fn a_client_id_stays_with_whoever_brought_it_first() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, vec![update(1, b"x", &[7])]).await.unwrap();
    append(&store, vec![update(2, b"x", &[7])]).await.unwrap();
    let Row::Update { panel, document, seq: _, by: _, at, bytes, new_clients } = update(3, b"x", &[7]) else {
        unreachable!()
    };
    let stolen = Row::Update { panel, document, seq: 3, by: person("bob"), at, bytes, new_clients };
    assert!(matches!(append(&store, vec![stolen]).await, Err(StoreError::Stale { rows: 0 })));
    assert_eq!(store.load_documents(&panel_id()).await.unwrap()[0].seq, 2);
}

#[tokio::test]
async fn a_snapshot_takes_the_place_of_the_updates_in_it() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, (1..=4).map(|seq| update(seq, &[u8::try_from(seq).unwrap()], &[])).collect()).await.unwrap();
    append(&store, vec![snapshot(3, b"three")]).await.unwrap();
    let check = async |seq, whole: &[u8], updates: &[&[u8]]| {
        let stored = store.load_documents(&panel_id()).await.unwrap().pop().unwrap();
        assert_eq!((stored.seq, stored.snapshot.as_deref()), (seq, Some(whole)));
        assert_eq!(stored.updates, updates);
    };
    check(4, b"three", &[&[4]]).await;
    append(&store, vec![snapshot(2, b"older")]).await.unwrap();
    check(4, b"three", &[&[4]]).await;
    append(&store, vec![snapshot(4, b"four")]).await.unwrap();
    check(4, b"four", &[]).await;
}

/// The panel under another title, and perhaps cancelled.
fn changed(title: &str, cancelled_at: Option<i64>) -> Row {
    let cancelled = cancelled_at.map(|at| Cancelled { reason: "Ill".into(), ask: "Cora".into(), at: Time(at) });
    let since = Since { cancelled, ..Since::default() };
    Row::Panel { panel: Box::new(Panel { title: title.to_owned(), since, ..panel() }) }
}

#[tokio::test]
async fn a_panel_changes_with_the_decision_that_changed_it_and_is_loaded_as_it_was_made() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, vec![decision(1, "op1"), changed("Winter panel", None)]).await.unwrap();
    let refused = append(&store, vec![decision(1, "op2"), changed("Spring panel", None)]).await;
    assert!(matches!(refused, Err(StoreError::Taken)), "one place in the log, one change");
    assert_eq!(store.panel(&panel_id()).await.unwrap().unwrap().panel.title, "Winter panel");
    assert_eq!(store.load_panel(&panel_id()).await.unwrap().unwrap().made, panel());
}

#[tokio::test]
async fn a_cancelled_panel_stays_cancelled() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    append(&store, vec![changed("Autumn panel", Some(7))]).await.unwrap();
    append(&store, vec![changed("Without a title", Some(7))]).await.unwrap();
    assert!(append(&store, vec![changed("Autumn panel", None)]).await.is_err());
    assert!(append(&store, vec![changed("Autumn panel", Some(8))]).await.is_err());
}

#[tokio::test]
async fn a_panel_from_before_changes_were_kept_is_loaded_as_it_was() {
    let folder = TempDir::new().unwrap();
    let all = Migrator::new(migrations::Steps).await.unwrap();
    let older: Vec<_> = all.iter().filter(|one| one.version < 4).cloned().collect();
    let older = Migrator { migrations: older.into(), ..Migrator::DEFAULT };
    let mut conn = SqliteConnection::connect_with(&options(folder.path()).create_if_missing(true)).await.unwrap();
    older.run(&mut conn).await.unwrap();
    let (framework, mut body) = (builtin_framework("essex-full").unwrap(), serde_json::to_value(panel()).unwrap());
    body["title"] = "An old panel".into();
    for statement in [
        "INSERT INTO area VALUES ('area1', 'Area', 1)".to_owned(),
        format!("INSERT INTO framework VALUES ('{}', 'essex-full', '1', '{}')", framework.hash(), quoted(framework)),
        format!(
            "INSERT INTO panel VALUES ('pan1', 'area1', '2026-11-30', 1, 3, '{}', '{}')",
            quoted(&body),
            framework.hash()
        ),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let loaded = store.load_panel(&panel_id()).await.unwrap().unwrap();
    assert_eq!(loaded.made, Panel { title: "An old panel".to_owned(), ..panel() });
}

/// A value as JSON that stands between single quotes.
fn quoted(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap().replace('\'', "''")
}

#[tokio::test]
async fn ids_and_versions_that_differ_only_in_capitals_are_the_same() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    store.commit(vec![draft("ours")]).await.unwrap();
    assert!(matches!(store.commit(vec![draft("OURS")]).await, Err(StoreError::Taken)));
    store.commit(vec![publish("ours", 1, "1a")]).await.unwrap();
    assert!(matches!(store.commit(vec![publish("ours", 1, "1A")]).await, Err(StoreError::Taken)));
    let (area, id) = (AreaId::new("area1").unwrap(), FrameworkId::new("ours").unwrap());
    store.commit(vec![FrameworkChange::DropDraft { area: area.clone(), id: id.clone() }.into()]).await.unwrap();
    assert!(matches!(store.commit(vec![draft("OURS")]).await, Err(StoreError::Stale { rows: 0 })));
    assert!(
        matches!(store.commit(vec![publish("ours", 1, "2")]).await, Err(StoreError::Stale { rows: 0 })),
        "no draft"
    );
    assert_eq!(store.published(&area).await.unwrap(), [(id, "1a".to_owned())]);
}

#[tokio::test]
async fn drafts_and_versions_do_not_grow_without_end() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let drafts = (0..OWN_DRAFTS_MAX).map(|n| draft(&format!("ours-{n}"))).collect();
    store.commit(drafts).await.unwrap();
    assert!(matches!(store.commit(vec![draft("more")]).await, Err(StoreError::Stale { rows: 0 })));
    let versions = (0..OWN_VERSIONS_MAX).map(|n| publish("ours-1", 1, &n.to_string())).collect();
    store.commit(versions).await.unwrap();
    assert!(matches!(store.commit(vec![publish("ours-1", 1, "more")]).await, Err(StoreError::Stale { rows: 0 })));
    assert_eq!(
        count(&folder, "SELECT COUNT(*) FROM framework WHERE version = 'more'").await,
        0,
        "nothing of it is kept"
    );
}

#[tokio::test]
async fn a_setup_link_works_once_and_only_the_latest_does() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let hash = || Token::fresh(&Random::system()).hash();
    let (older, later) = (hash(), hash());
    for link in [&older, &later] {
        let add = Change::AddSetupLink { hash: link.clone(), at: Time(10), expires_at: Time(20) };
        store.commit(vec![add]).await.unwrap();
    }
    let use_up = async |link: &crate::identity::TokenHash, at| {
        let use_up = Change::UseSetupLink { hash: link.clone(), at: Time(at) };
        store.commit(vec![use_up]).await
    };
    assert!(matches!(use_up(&older, 11).await, Err(StoreError::Stale { .. })));
    assert!(matches!(use_up(&later, 20).await, Err(StoreError::Stale { .. })), "it is too old then");
    use_up(&later, 19).await.unwrap();
    assert!(matches!(use_up(&later, 19).await, Err(StoreError::Stale { .. })));
}

#[tokio::test]
async fn a_write_is_done_even_when_nobody_waits_for_it() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    drop(store.append(vec![decision(1, "op1")]));
    append(&store, vec![audit()]).await.unwrap();
    assert_eq!(decisions(&store).await, ["op1"]);
}

#[tokio::test]
async fn closing_writes_what_waits_and_refuses_what_comes_after() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let waiting: Vec<_> = (1..=50).map(|seq| store.append(vec![decision(seq, &format!("op{seq}"))])).collect();
    store.close().await;
    for answer in waiting {
        answer.await.unwrap().unwrap();
    }
    assert!(matches!(append(&store, vec![audit()]).await, Err(StoreError::Closed)));
    assert!(matches!(store.ping().await, Err(StoreError::Closed)));
    assert_eq!(count(&folder, "SELECT COUNT(*) FROM decision").await, 50);
}

#[tokio::test]
async fn a_commit_survives_a_power_cut() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let mut conn = raw(&folder).await;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut conn).await.unwrap();
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut conn).await.unwrap();
    let foreign_keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut conn).await.unwrap();
    assert_eq!((synchronous, journal.as_str(), foreign_keys), (2, "wal", 1), "FULL is 2");
    store.close().await;
}

#[tokio::test]
async fn every_sql_text_can_be_prepared() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let mut conn = raw(&folder).await;
    for (name, text) in sql::ALL {
        use sqlx::SqlSafeStr as _;
        let prepared = conn.prepare(text.into_sql_str()).await;
        assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
    }
    store.close().await;
}
