//! Changes that the server has not acknowledged, kept in this browser's IndexedDB so that they outlive the page: a closed
//! lid, a reload, an empty battery. Everything here may fail (private windows, a full disk) and then only means that less
//! is kept; the line about saving never counts on it.

use accord_shared::id::ParticipantId;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

const DATABASE: &str = "accord";
const VERSION: u32 = 1;
const STORE: &str = "kept";
/// Sorts behind every key that begins with a seat.
const LAST: &str = "\u{ffff}";

enum Job {
    Keep(String, Vec<u8>),
    Forget(Vec<String>),
    ForgetSeat,
}

/// The changes of one seat that this browser keeps. Jobs are done one after the other, so that a change is never forgotten
/// before it is kept.
pub struct KeptChanges {
    jobs: UnboundedSender<Job>,
}

impl KeptChanges {
    /// Opens the store and has what was kept before told, once. Keys are `<seat>|<document>|…`, in order of making.
    pub fn open(you: &ParticipantId, tell: impl FnOnce(Vec<(String, Vec<u8>)>) + 'static) -> Self {
        let (jobs, to_do) = unbounded();
        let you = you.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // Without a store nothing is kept, and the jobs end here.
            let Ok(database) = database().await else { return };
            tell(load(&database, &you).await.unwrap_or_default());
            work(&database, &you, to_do).await;
            database.close();
        });
        Self { jobs }
    }

    /// Keeps a change.
    pub fn keep(&self, key: String, bytes: Vec<u8>) {
        self.ask(Job::Keep(key, bytes));
    }

    /// Stops keeping changes.
    pub fn forget(&self, keys: Vec<String>) {
        self.ask(Job::Forget(keys));
    }

    /// Stops keeping anything of the seat.
    pub fn forget_seat(&self) {
        self.ask(Job::ForgetSeat);
    }

    fn ask(&self, job: Job) {
        // Nobody takes jobs where there is no store.
        let _ = self.jobs.unbounded_send(job);
    }
}

async fn database() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // The only store of the first version; if it cannot be made, every transaction on it fails and nothing is kept.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

fn of_seat(you: &ParticipantId) -> Result<KeyRange, Error> {
    KeyRange::bound(&JsValue::from_str(&format!("{you}|")), &JsValue::from_str(&format!("{you}|{LAST}")), None, None)
}

async fn load(database: &Database, you: &ParticipantId) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(STORE)?;
    let (keys, values) = (
        store.get_all_keys(Some(Query::from(of_seat(you)?)), None)?,
        store.get_all(Some(Query::from(of_seat(you)?)), None)?,
    );
    let (keys, values) = (keys.await?, values.await?);
    let pairs = keys.into_iter().zip(values);
    Ok(pairs.filter_map(|(key, value)| Some((key.as_string()?, Uint8Array::new(&value).to_vec()))).collect())
}

async fn work(database: &Database, you: &ParticipantId, mut to_do: UnboundedReceiver<Job>) {
    while let Some(job) = to_do.next().await {
        // A job that fails leaves more or less kept than should be; both are harmless, as changes may come twice.
        let _ = carry_out(database, you, job).await;
    }
}

async fn carry_out(database: &Database, you: &ParticipantId, job: Job) -> Result<(), Error> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    // Nothing is awaited in between: a transaction that idles commits itself.
    match job {
        Job::Keep(key, bytes) => drop(store.put(&Uint8Array::from(bytes.as_slice()), Some(&JsValue::from_str(&key)))?),
        Job::Forget(keys) => {
            for key in keys {
                drop(store.delete(Query::from(JsValue::from_str(&key)))?);
            }
        }
        Job::ForgetSeat => drop(store.delete(Query::from(of_seat(you)?))?),
    }
    transaction.commit()?.await?;
    Ok(())
}
