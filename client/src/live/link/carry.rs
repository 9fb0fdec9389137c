//! The part of the link that touches the browser: it runs steps of the engine and carries their effects out.

use accord_shared::document::Document;
use gloo_timers::future::TimeoutFuture;
use std::rc::{Rc, Weak};

use super::Inner;
use crate::live::diff::Edit;
use crate::live::effect::Effect;
use crate::live::engine::{Engine, SeatGone};
use crate::live::kept::KeptChanges;
use crate::live::page::{PageEvent, now_ms, wait_ms};
use crate::live::socket::{Socket, SocketEvent, url_of};
use crate::live::text::Listener;
use crate::net::{FailureKind, api};

/// The page is gone without closing the connection: the last frames go out all the same.
impl Drop for Inner {
    fn drop(&mut self) {
        let engine = self.engine.get_mut();
        engine.leave(now_ms());
        for effect in engine.take_effects() {
            match (effect, self.socket.get_mut(), self.kept.get_mut()) {
                (Effect::Send(frame), Some(socket), _) => socket.send(&frame),
                (Effect::Keep { key, bytes }, _, Some(kept)) => kept.keep(key, bytes),
                (Effect::Forget(keys), _, Some(kept)) => kept.forget(keys),
                // Nobody is left to be told or to connect; the socket closes with this.
                _ => {}
            }
        }
        self.let_go();
    }
}

impl Inner {
    /// Runs a step of the engine and then does what it wants done.
    pub(super) fn run<R>(self: &Rc<Self>, step: impl FnOnce(&mut Engine, i64) -> R) -> R {
        let now = now_ms();
        let result = {
            let mut engine = self.engine.borrow_mut();
            let result = step(&mut engine, now);
            self.waiting.borrow_mut().extend(engine.take_effects());
            result
        };
        // An effect may lead to another step; its effects come after those that wait already.
        if !self.busy.replace(true) {
            loop {
                let Some(effect) = self.waiting.borrow_mut().pop_front() else { break };
                self.carry_out(effect);
            }
            self.busy.set(false);
            self.set_timer();
        }
        result
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Connect => self.connect(),
            Effect::Disconnect => self.let_go(),
            Effect::Send(frame) => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.send(&frame);
                }
            }
            Effect::Probe => self.probe(),
            Effect::Keep { key, bytes } => self.with_kept(|kept| kept.keep(key, bytes)),
            Effect::Forget(keys) => self.with_kept(|kept| kept.forget(keys)),
            Effect::ForgetSeat => self.with_kept(KeptChanges::forget_seat),
            Effect::Text { document, root, edits } => self.tell(&document, &root, &edits),
        }
    }

    fn connect(self: &Rc<Self>) {
        let url = url_of(&format!("/api/seats/{}/socket", self.you));
        // The old socket first: two at once would be two people.
        self.let_go();
        match Socket::open(&url, self.whenever(Self::on_socket)) {
            Ok(socket) => drop(self.socket.replace(Some(socket))),
            Err(_) => self.run(|engine, now| engine.closed(1006, now)),
        }
    }

    /// Closes the socket. Its callbacks, one of which may be running now, go a moment later.
    pub(super) fn let_go(&self) {
        if let Some(socket) = self.socket.take() {
            socket.close();
            wasm_bindgen_futures::spawn_local(async move { drop(socket) });
        }
    }

    fn on_socket(self: &Rc<Self>, event: SocketEvent) {
        match event {
            SocketEvent::Opened => self.run(Engine::opened),
            SocketEvent::Received(frame) => self.run(|engine, now| engine.received(&frame, now)),
            SocketEvent::Closed(code) => self.run(|engine, now| engine.closed(code, now)),
        }
    }

    pub(super) fn on_page(self: &Rc<Self>, event: PageEvent) {
        match event {
            PageEvent::Awake => self.run(Engine::hurry),
            PageEvent::Hidden => self.run(Engine::flush),
            PageEvent::Offline => self.run(Engine::offline),
            PageEvent::Left => self.run(Engine::leave),
            PageEvent::Back => self.run(Engine::come_back),
        }
    }

    fn probe(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        let you = self.you.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let seat = match api::seat(&you).await {
                Ok(seat) => Ok(seat),
                Err(failure) if matches!(failure.kind, FailureKind::SignedOut | FailureKind::NotFound) => Err(SeatGone),
                // Nothing was learnt; the next attempt to connect will ask again.
                Err(_) => return,
            };
            if let Some(inner) = inner.upgrade() {
                inner.run(|engine, now| engine.probed(seat, now));
            }
        });
    }

    pub(super) fn take_over(self: &Rc<Self>, kept: Vec<(String, Vec<u8>)>) {
        let (mut entries, mut unknown) = (Vec::new(), Vec::new());
        for (key, bytes) in kept {
            match key.split('|').nth(1).and_then(|document| document.parse::<Document>().ok()) {
                Some(document) => entries.push((document, key, bytes)),
                None => unknown.push(key),
            }
        }
        if !unknown.is_empty() {
            self.with_kept(|kept| kept.forget(unknown));
        }
        self.run(|engine, now| engine.kept(entries, now));
    }

    fn with_kept(&self, act: impl FnOnce(&KeptChanges)) {
        if let Some(kept) = &*self.kept.borrow() {
            act(kept);
        }
    }

    fn tell(&self, document: &Document, root: &str, edits: &[Edit]) {
        let about = |(of, named, _): &&(Document, String, Listener)| of == document && named == root;
        let listeners: Vec<Listener> =
            self.listeners.borrow().values().filter(about).map(|(_, _, listener)| Rc::clone(listener)).collect();
        for listener in listeners {
            listener(edits);
        }
    }

    /// Has the engine called again when something is due. A timer that rings too early does no harm, so that none is ever
    /// stopped: only the last one counts.
    fn set_timer(self: &Rc<Self>) {
        let now = now_ms();
        let Some(due) = self.engine.borrow().due(now) else { return };
        if self.timer.get().is_some_and(|(at, _)| at <= due) {
            return;
        }
        let number = self.timers.get() + 1;
        self.timers.set(number);
        self.timer.set(Some((due, number)));
        let ring = self.later(move |inner, ()| {
            if inner.timer.get().is_some_and(|(_, last)| last == number) {
                inner.timer.set(None);
                inner.run(Engine::tick);
            }
        });
        wasm_bindgen_futures::spawn_local(async move {
            TimeoutFuture::new(wait_ms(due, now)).await;
            ring(());
        });
    }

    /// A callback that does nothing once the connection is gone.
    pub(super) fn whenever<T>(
        self: &Rc<Self>,
        act: impl Fn(&Rc<Self>, T) + Clone + 'static,
    ) -> impl Fn(T) + Clone + 'static {
        let inner: Weak<Self> = Rc::downgrade(self);
        move |event| {
            if let Some(inner) = inner.upgrade() {
                act(&inner, event);
            }
        }
    }

    /// The same, called once.
    pub(super) fn later<T>(self: &Rc<Self>, act: impl FnOnce(&Rc<Self>, T) + 'static) -> impl FnOnce(T) + 'static {
        let inner: Weak<Self> = Rc::downgrade(self);
        move |event| {
            if let Some(inner) = inner.upgrade() {
                act(&inner, event);
            }
        }
    }
}
