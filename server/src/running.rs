//! A server from its start to its end: open the store, bind, answer, and stop in an order in which nothing that was
//! acknowledged is lost and nothing that was sent is forgotten.

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use accord_shared::id::Time;
use accord_shared::route::Route;
use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinHandle;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::demo::{self, Demo};
use crate::http;
use crate::identity::Token;
use crate::limits::{
    ACCEPT_PAUSE_MS, CONNECTIONS_MAX, DRAIN_MS_MAX, REQUEST_HEAD_BYTES_MAX, REQUEST_HEAD_MS_MAX, SETUP_LINK_MS,
};
use crate::peer::Door;
use crate::random::Random;
use crate::room::Rooms;
use crate::store::{self, Change, Store, StoreError};

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// Others can reach the server, but nobody knows under which address.
    #[error(
        "{0} can be reached from other machines: say with --public-url under which address, \
         for links to lead there and for foreign pages to be refused"
    )]
    PublicUrlNeeded(SocketAddr),
    /// There is no database yet in which a link could be put.
    #[error("there is no database in {0}: start the server there first, it prints the first link itself")]
    NoDatabase(std::path::PathBuf),
    /// The demo's panel could not be made.
    #[error("the demo could not begin: {0:#}")]
    Demo(anyhow::Error),
}

/// A server that runs.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The address that links begin with.
    pub base_url: Arc<str>,
    /// A one-time link for the coordinator, when there is none yet or the demo has brought one.
    pub setup_link: Option<String>,
    /// The demo and its colleagues, if it was asked for.
    pub demo: Option<Demo>,
    app: App,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
}

/// Starts a server.
///
/// # Errors
/// [`ServeError`]; then nothing runs.
pub async fn serve(config: Config) -> Result<Running, ServeError> {
    if config.public_url.is_none() && !config.listen.ip().is_loopback() {
        return Err(ServeError::PublicUrlNeeded(config.listen));
    }
    let store = Store::open(&config.data).await?;
    let failed = |error| ServeError::Listen { address: config.listen, error };
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let base_url: Arc<str> = match &config.public_url {
        Some(url) => url.origin().into(),
        None => format!("http://{address}").into(),
    };
    let rooms = Rooms::new(store.clone(), config.clock.clone(), config.random.clone());
    let app = App {
        base_url: base_url.clone(),
        store,
        rooms,
        clock: config.clock.clone(),
        random: config.random.clone(),
        config: Arc::new(config),
    };
    let (stop, stopped) = watch::channel(false);
    let accepting = tokio::spawn(accept(listener, http::router(app.clone()), stopped));
    let mut running = Running { address, base_url, setup_link: None, demo: None, app, stop, accepting };
    if running.app.config.demo {
        running.begin_demo().await?;
    } else if running.app.store.coordinator().await?.is_none() {
        running.setup_link = Some(running.fresh_setup_link().await?);
    }
    Ok(running)
}

/// Puts a new one-time link for the coordinator into the database of a folder, whether or not a server runs there.
///
/// # Errors
/// [`ServeError::NoDatabase`], or what the database says.
pub async fn setup_link(data: &Path, base_url: &str) -> Result<String, ServeError> {
    if !store::is_there(data) {
        return Err(ServeError::NoDatabase(data.to_owned()));
    }
    let (change, link) = fresh_setup_link(&Random::system(), &Clock::system(), base_url);
    store::write_beside(data, &[change]).await?;
    Ok(link)
}

fn fresh_setup_link(random: &Random, clock: &Clock, base_url: &str) -> (Change, String) {
    let (secret, at): (Token, Time) = (Token::fresh(random), clock.now());
    let add = Change::AddSetupLink { hash: secret.hash(), at, expires_at: at.plus_ms(SETUP_LINK_MS) };
    (add, format!("{base_url}{}#{}", Route::SetUp, secret.expose()))
}

impl Running {
    /// Has the demo's coordinator, panel and colleagues come in by the public door, and leaves a link for the user who
    /// wants to look at it as coordinator.
    async fn begin_demo(&mut self) -> Result<(), ServeError> {
        let link = self.fresh_setup_link().await?;
        let mut door = Door::at(self.address);
        door.origin = self.base_url.to_string();
        self.demo = Some(demo::start(door, &link, &self.app.clock).await.map_err(ServeError::Demo)?);
        self.setup_link = Some(self.fresh_setup_link().await?);
        Ok(())
    }

    async fn fresh_setup_link(&self) -> Result<String, ServeError> {
        let (change, link) = fresh_setup_link(&self.app.random, &self.app.clock, &self.base_url);
        self.app.store.commit(vec![change]).await?;
        Ok(link)
    }

    /// Stops: takes no more connections, lets open requests end, closes every socket, and writes what waits.
    pub async fn shutdown(mut self) {
        // The colleagues go first, or they would come back while the rooms stop.
        self.demo = None;
        // The rooms stop while requests end: a request that waits for a room gets its answer either way.
        let _ = self.stop.send(true);
        self.app.rooms.shutdown().await;
        if let Err(error) = self.accepting.await {
            tracing::error!(%error, "the server did not stop accepting in order");
        }
        self.app.store.close().await;
    }
}

/// Takes connections until told to stop; then gives the open ones some time to end.
async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let service = TowerToHyperService::new(router);
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let (place, stream) = tokio::select! {
            next = next(&listener, &places) => next,
            () = told(&mut stopped) => break,
        };
        let (service, stopped) = (service.clone(), stopped.clone());
        tokio::spawn(async move {
            answer(stream, service, stopped).await;
            drop(place);
        });
    }
    drop(listener);
    // Every place is free when every connection has ended.
    let all = u32::try_from(CONNECTIONS_MAX).unwrap_or(u32::MAX);
    if tokio::time::timeout(DRAIN_MS_MAX, places.acquire_many(all)).await.is_err() {
        tracing::warn!("some requests were cut off, because they did not end in time");
    }
}

/// Waits for the signal to stop, or until the server is dropped.
async fn told(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// The next connection, when there is a place for it.
async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> (OwnedSemaphorePermit, TcpStream) {
    let place = Arc::clone(places).acquire_owned().await.expect("the semaphore is never closed");
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (place, stream),
            Err(error) => {
                // Too many open files, mostly: others must end first, and asking at once again helps nobody.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_PAUSE_MS).await;
            }
        }
    }
}

/// Answers the requests of one connection. A socket leaves it: the upgrade takes the stream with it.
async fn answer(stream: TcpStream, service: TowerToHyperService<Router>, mut stopped: watch::Receiver<bool>) {
    // Frames are small and somebody waits for each of them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_HEAD_MS_MAX)
        .max_buf_size(REQUEST_HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
