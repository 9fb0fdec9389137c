//! One connection: the task that owns the socket, and the place where what it hears can be waited for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::{SinkExt, StreamExt};
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use super::view::{Ended, View};
use super::{PRESENCE_EVERY_MS, PeerError, WAIT_MS_MAX};

/// A view that grows while others wait for what it will hold.
#[derive(Debug)]
pub(super) struct Seen {
    view: Mutex<View>,
    tick: watch::Sender<u64>,
}

impl Seen {
    pub(super) fn new(view: View) -> Self {
        Self { view: Mutex::new(view), tick: watch::Sender::new(0) }
    }

    /// The view as it is now. Not to be held across an await.
    pub(super) fn view(&self) -> MutexGuard<'_, View> {
        // A test that failed while it looked has said so; the line behind it may go on.
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the view and wakes every waiting task.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut View) -> T) -> T {
        let done = change(&mut self.view());
        self.tick.send_modify(|tick| *tick += 1);
        done
    }

    /// How often the view has changed.
    pub(super) fn tick(&self) -> u64 {
        *self.tick.borrow()
    }

    /// Waits until the view has changed since then.
    pub(super) async fn changed(&self, since: u64) {
        // The sender lives as long as this does, so that the wait can only end by a change.
        drop(self.tick.subscribe().wait_for(|tick| *tick != since).await);
    }

    /// Waits until the view holds what is looked for.
    pub(super) async fn wait<T>(
        &self,
        who: &str,
        what: &str,
        mut look: impl FnMut(&View) -> Option<T>,
    ) -> Result<T, PeerError> {
        let mut tick = self.tick.subscribe();
        let found = async {
            loop {
                if let Some(found) = look(&self.view()) {
                    return Some(found);
                }
                tick.changed().await.ok()?;
            }
        };
        match tokio::time::timeout(WAIT_MS_MAX, found).await {
            Ok(Some(found)) => Ok(found),
            Ok(None) | Err(_) => Err(PeerError::TimedOut { who: who.to_owned(), what: what.to_owned() }),
        }
    }
}

/// Carries messages both ways until either side ends it.
pub(super) async fn carry(
    mut socket: WebSocketStream<TcpStream>,
    mut outbox: mpsc::Receiver<Message>,
    seen: Arc<Seen>,
) {
    let mut renewal = tokio::time::interval(PRESENCE_EVERY_MS);
    renewal.tick().await;
    let ended = loop {
        let awake = !seen.view().asleep;
        tokio::select! {
            heard = socket.next(), if awake => match heard {
                Some(Ok(message)) => seen.change(|view| view.hear(message)),
                Some(Err(error)) => break Ended { code: None, reason: error.to_string() },
                None => break Ended { code: None, reason: String::new() },
            },
            said = outbox.recv() => match said {
                Some(message) => {
                    if let Err(error) = socket.send(message).await {
                        // What the server said last, such as why it closes, may still be waiting to be read.
                        while let Some(Ok(message)) = socket.next().await {
                            seen.change(|view| view.hear(message));
                        }
                        break Ended { code: None, reason: error.to_string() };
                    }
                }
                None => break Ended { code: None, reason: String::new() },
            },
            _ = renewal.tick() => seen.change(View::show_again),
        }
    };
    seen.change(|view| view.end(ended));
}
