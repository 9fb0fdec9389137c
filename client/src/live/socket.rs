//! One browser WebSocket and its callbacks. Dropping it closes it and lets go of the callbacks, which must not be done by
//! one of them.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, CloseEvent, Event, MessageEvent, WebSocket};

/// What happens to a socket.
pub enum SocketEvent {
    /// It is open.
    Opened,
    /// A binary message came.
    Received(Vec<u8>),
    /// It closed, or never opened; with its code.
    Closed(u16),
}

/// One socket.
#[expect(clippy::struct_field_names, reason = "it is the socket of the browser")]
pub struct Socket {
    socket: WebSocket,
    _open: Closure<dyn FnMut(Event)>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Begins to open a socket.
    ///
    /// # Errors
    /// When the browser does not even try, as for a malformed address.
    pub fn open(url: &str, hear: impl Fn(SocketEvent) + Clone + 'static) -> Result<Self, JsValue> {
        let socket = WebSocket::new(url)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (opened, received) = (hear.clone(), hear.clone());
        let open = Closure::<dyn FnMut(Event)>::new(move |_| opened(SocketEvent::Opened));
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Text frames are not of this protocol.
            if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
                received(SocketEvent::Received(Uint8Array::new(&buffer).to_vec()));
            }
        });
        let close =
            Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| hear(SocketEvent::Closed(event.code())));
        socket.set_onopen(Some(open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        Ok(Self { socket, _open: open, _message: message, _close: close })
    }

    /// Sends a frame. A socket that is closing loses it; its close is on the way, and what counts is said again.
    pub fn send(&self, frame: &[u8]) {
        let _ = self.socket.send_with_u8_array(frame);
    }
}

impl Socket {
    /// Closes the socket; nothing of it is heard from now on.
    pub fn close(&self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing what is closed already does nothing.
        let _ = self.socket.close();
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.close();
    }
}

/// The address of a socket on the server that this page came from.
#[must_use]
pub fn url_of(path: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
    let scheme = if part(location.as_ref().map(web_sys::Location::protocol)) == "https:" { "wss" } else { "ws" };
    format!("{scheme}://{}{path}", part(location.as_ref().map(web_sys::Location::host)))
}
