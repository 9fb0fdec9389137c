//! The effects of the engine, in order. [`crate::live::link`] carries it out.

use accord_shared::document::Document;
use accord_shared::wire::{Address, Body, Frame};

use super::diff::Edit;

/// Something to be done outside the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Open a socket.
    Connect,
    /// Throw the socket away without waiting for its close.
    Disconnect,
    /// Send a frame; there is an open socket.
    Send(Vec<u8>),
    /// Ask over HTTP whether the seat is still ours.
    Probe,
    /// Keep a change in this browser.
    Keep {
        /// Under which key.
        key: String,
        /// The change.
        bytes: Vec<u8>,
    },
    /// Stop keeping changes.
    Forget(Vec<String>),
    /// Stop keeping anything of this seat.
    ForgetSeat,
    /// Tell the listener of a text that it changed.
    Text {
        /// In which document.
        document: Document,
        /// Which text.
        root: String,
        /// What changed, in order.
        edits: Vec<Edit>,
    },
}

/// Collects effects.
#[derive(Debug, Default)]
pub struct Effects(Vec<Effect>);

impl Effects {
    /// Adds one.
    pub fn push(&mut self, effect: Effect) {
        self.0.push(effect);
    }

    /// Adds a frame about an address.
    pub fn send(&mut self, address: &Address, body: Body) {
        self.push(Effect::Send(Frame::new(address.clone(), body).encode()));
    }

    /// Adds that keys need no longer be kept.
    pub fn forget(&mut self, keys: Vec<String>) {
        if !keys.is_empty() {
            self.push(Effect::Forget(keys));
        }
    }

    /// Hands out everything collected.
    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.0)
    }
}

/// What a step of the engine may use of the world: the time, chance, and a place for its effects.
pub struct Moment<'a> {
    /// The browser's milliseconds.
    pub now: i64,
    /// Gives random numbers.
    pub random: &'a mut dyn FnMut() -> u32,
    /// Where effects go.
    pub out: &'a mut Effects,
}

impl Moment<'_> {
    /// A random number.
    pub fn random(&mut self) -> u32 {
        (self.random)()
    }
}
