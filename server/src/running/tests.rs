//! A server from its start to its end, over real connections.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::*;
use crate::peer::{Ask, Coordinator, Person, WAIT_MS_MAX};

async fn coordinator(running: &Running) -> Coordinator {
    let link = running.setup_link.clone().unwrap();
    Coordinator::set_up(&Door::at(running.address), &link, "Ann", "Essex").await.unwrap()
}

#[tokio::test]
async fn a_server_prints_a_link_until_there_is_a_coordinator() {
    let folder = TempDir::new().unwrap();
    let first = serve(Config::for_tests(folder.path())).await.unwrap();
    let before = first.setup_link.clone().unwrap();
    assert!(before.starts_with(&format!("http://{}/setup#", first.address)));
    first.shutdown().await;

    let second = serve(Config::for_tests(folder.path())).await.unwrap();
    let door = Door::at(second.address);
    assert!(Coordinator::set_up(&door, &before, "Ann", "Essex").await.is_err(), "the link before it is dead");
    let ann = coordinator(&second).await;
    second.shutdown().await;

    let third = serve(Config::for_tests(folder.path())).await.unwrap();
    assert_eq!(third.setup_link, None);
    let link = setup_link(folder.path(), "http://127.0.0.1:8080").await.unwrap();
    let again = Coordinator::set_up(&Door::at(third.address), &link, "", "").await.unwrap();
    assert_eq!(again.view, ann.view);
    third.shutdown().await;
}

#[tokio::test]
async fn what_cannot_work_is_refused_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let open = Config { listen: SocketAddr::from(([0, 0, 0, 0], 0)), ..Config::for_tests(folder.path()) };
    let Err(error) = serve(open).await else { panic!("it is open to everyone") };
    assert!(error.to_string().contains("--public-url"), "{error}");

    let first = serve(Config::for_tests(folder.path())).await.unwrap();
    let Err(error) = serve(Config::for_tests(folder.path())).await else { panic!("two servers in one folder") };
    assert!(error.to_string().contains("--data"), "{error}");
    let elsewhere = TempDir::new().unwrap();
    let taken = Config { listen: first.address, ..Config::for_tests(elsewhere.path()) };
    assert!(matches!(serve(taken).await, Err(ServeError::Listen { .. })));
    first.shutdown().await;
    let empty = TempDir::new().unwrap();
    assert!(matches!(setup_link(empty.path(), "http://x").await, Err(ServeError::NoDatabase(_))));
}

/// What the log said in the thread of one test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn stopping_closes_sockets_and_connections_and_forgets_nothing() {
    let folder = TempDir::new().unwrap();
    let running = serve(Config::for_tests(folder.path())).await.unwrap();
    let (door, address) = (Door::at(running.address), running.address);
    let ann = coordinator(&running).await;
    let made = ann.make_panel(&crate::http::test_form()).await.unwrap();
    let person = Person::join(&door, &made.links[0].url).await.unwrap();
    // A connection that has said nothing yet must not hold the server back until it is cut off.
    let mut idle = TcpStream::connect(address).await.unwrap();

    let log = Log::default();
    let lines = log.clone();
    let heard = tracing_subscriber::fmt().with_writer(move || lines.clone()).finish();
    let listening = tracing::subscriber::set_default(heard);
    tracing::info!("the server is told to stop");
    tokio::time::timeout(WAIT_MS_MAX, running.shutdown()).await.unwrap();
    drop(listening);
    let log = log.text();
    assert!(log.contains("told to stop") && !log.contains("cut off"), "{log}");
    person.ended().await.unwrap();
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
    let again = serve(Config { listen: address, ..Config::for_tests(folder.path()) }).await.unwrap();
    assert_eq!(ann.panels().await.unwrap().len(), 1, "the session and the panel are still there");
    again.shutdown().await;
}

#[tokio::test]
async fn heads_that_are_too_long_are_refused() {
    let folder = TempDir::new().unwrap();
    let running = serve(Config::for_tests(folder.path())).await.unwrap();
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    let long = "a".repeat(2 * REQUEST_HEAD_BYTES_MAX);
    // The server may close while this is being sent.
    let _ = stream.write_all(format!("GET / HTTP/1.1\r\nhost: x\r\ncookie: {long}\r\n\r\n").as_bytes()).await;
    let mut answer = vec![0; 12];
    if stream.read_exact(&mut answer).await.is_ok() {
        assert_eq!(answer, b"HTTP/1.1 431");
    }
    let health = Door::at(running.address).send(Ask::new("GET", "/healthz")).await.unwrap();
    assert_eq!(health.status, 200);
    running.shutdown().await;
}
