//! The socket of one person: bytes to frames and back, within limits of size, rate and time. It knows nothing of what
//! frames mean; that is the room's.
//!
//! Reading and writing are two tasks, so that no timer and no incoming frame ever waits behind a blocked send.

use std::num::NonZeroU32;

use accord_shared::wire::limits::FRAME_BYTES_MAX;
use accord_shared::wire::{Address, AwarenessUpdate, Body, Frame};
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout, timeout_at};

use crate::app::App;
use crate::http::error::RouteError;
use crate::identity::SeatSession;
use crate::limits::{
    SOCKET_FRAMES_BURST, SOCKET_FRAMES_PER_SECOND, SOCKET_IDLE_MS_MAX, SOCKET_KEEPALIVE_MS, SOCKET_SEND_MS_MAX,
    SOCKET_SILENT_MS_MAX,
};
use crate::room::{CloseCode, Line, Outgoing, Voice};

/// Takes an upgrade whose origin and session were checked, and brings the person into their room.
pub async fn upgrade(State(app): State<App>, seat: SeatSession, upgrade: WebSocketUpgrade) -> Response {
    let line = match app.rooms.join(&seat.panel, &seat.participant).await {
        Ok(line) => line,
        Err(error) => return RouteError::from(error).into_response(),
    };
    let keepalive = Frame::new(room_address(&seat), Body::Awareness(AwarenessUpdate { entries: Vec::new() }.encode()));
    upgrade
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| run(socket, line, keepalive.encode()))
}

fn room_address(seat: &SeatSession) -> Address {
    let document = accord_shared::document::Document::Room(seat.panel.clone());
    Address::new(&document.to_string()).expect("ids are short and plain, so that a room's address is one")
}

async fn run(socket: WebSocket, line: Line, keepalive: Vec<u8>) {
    let (sink, stream) = socket.split();
    let (voice, outbox) = line.split();
    let (end, ended) = mpsc::channel(1);
    let mut writer = tokio::spawn(write(sink, outbox, ended, keepalive));
    tokio::select! {
        why = read(stream, &voice) => {
            // The writer may have ended by itself in the meantime.
            let _ = end.send(why).await;
            voice.leave().await;
            ended_in_order(writer.await);
        }
        // The room has closed the socket, or the other side takes nothing more: there is nobody left to listen to.
        ended = &mut writer => {
            voice.leave().await;
            ended_in_order(ended);
        }
    }
}

fn ended_in_order(writer: Result<(), tokio::task::JoinError>) {
    if let Err(error) = writer {
        tracing::error!(%error, "the writer of a socket did not end in order");
    }
}

/// The code and reason with which a socket is closed; nothing when the other side closed it.
type Ending = Option<(u16, &'static str)>;

fn limiter() -> DefaultDirectRateLimiter {
    const PER_SECOND: NonZeroU32 = NonZeroU32::new(SOCKET_FRAMES_PER_SECOND).expect("the limit is not nought");
    const BURST: NonZeroU32 = NonZeroU32::new(SOCKET_FRAMES_BURST).expect("the limit is not nought");
    RateLimiter::direct(Quota::per_second(PER_SECOND).allow_burst(BURST))
}

/// Reads until the other side or a limit ends the socket.
async fn read(mut stream: SplitStream<WebSocket>, voice: &Voice) -> Ending {
    let limiter = limiter();
    // Until the first frame the deadline stands, whatever else arrives; then every message moves it.
    let mut deadline = Instant::now() + SOCKET_SILENT_MS_MAX;
    let mut spoken = false;
    loop {
        let message = match timeout_at(deadline, stream.next()).await {
            Err(_) => return Some((4408, "Connection Timeout")),
            Ok(None) => return None,
            Ok(Some(Err(error))) => return ending_of(&error),
            Ok(Some(Ok(message))) => message,
        };
        if limiter.check().is_err() {
            return Some(CloseCode::Limits.on_the_wire());
        }
        match message {
            Message::Binary(bytes) => match Frame::decode(&bytes) {
                Ok(frame) => {
                    spoken = true;
                    if !voice.say(frame).await {
                        return Some(CloseCode::Restart.on_the_wire());
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "a frame was not understood");
                    return Some((error.close_code(), "Not understood"));
                }
            },
            Message::Text(_) => return Some((1003, "Binary messages only")),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Close(_) => return None,
        }
        if spoken {
            deadline = Instant::now() + SOCKET_IDLE_MS_MAX;
        }
    }
}

/// What a broken socket is closed with, as far as the other side can still hear it.
fn ending_of(error: &axum::Error) -> Ending {
    use tokio_tungstenite::tungstenite::Error as WsError;
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<WsError>());
    match source {
        Some(WsError::Capacity(_)) => Some((1009, "Too large")),
        Some(WsError::Protocol(_)) => Some((1002, "Protocol error")),
        Some(WsError::Utf8(_)) => Some((1007, "Not UTF-8")),
        _ => None,
    }
}

/// Writes until the room or the reader ends the socket, or the other side no longer takes anything.
async fn write(
    mut sink: SplitSink<WebSocket, Message>,
    mut outbox: mpsc::Receiver<Outgoing>,
    mut ended: mpsc::Receiver<Ending>,
    keepalive: Vec<u8>,
) {
    let mut quiet = interval_at(Instant::now() + SOCKET_KEEPALIVE_MS, SOCKET_KEEPALIVE_MS);
    quiet.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let ending = loop {
        let message = tokio::select! {
            biased;
            ending = ended.recv() => break ending.flatten(),
            outgoing = outbox.recv() => match outgoing {
                Some(Outgoing::Frame(frame)) => Message::Binary(frame.into()),
                Some(Outgoing::Close(code)) => break Some(code.on_the_wire()),
                // The room has let go of us: we were too far behind, or it has ended.
                None => break Some(CloseCode::Behind.on_the_wire()),
            },
            _ = quiet.tick() => Message::Binary(keepalive.clone().into()),
        };
        if !matches!(timeout(SOCKET_SEND_MS_MAX, sink.send(message)).await, Ok(Ok(()))) {
            return;
        }
    };
    if let Some((code, reason)) = ending {
        let close = Message::Close(Some(CloseFrame { code, reason: reason.into() }));
        // The other side may be gone; there is nobody else to tell.
        let _ = timeout(SOCKET_SEND_MS_MAX, sink.send(close)).await;
    }
    let _ = timeout(SOCKET_SEND_MS_MAX, sink.close()).await;
}
