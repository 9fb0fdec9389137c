//! The events of the connection and of its page.

use super::{
    AuthMessage, Body, Effect, Engine, LINK_ENDED, Lost, PROTOCOL_VERSION, Phase, RELOAD, Saved, SeatGone, SeatView,
    WithUntracked, set_if_new,
};

impl Engine {
    /// The socket is open: joins the room and every document that was asked for.
    pub fn opened(&mut self, now: i64) {
        self.line.opened(now);
        if !self.line.is_open() {
            return;
        }
        self.clock.restart();
        self.presences.connected((self.world.random)());
        self.out.send(&self.room, Body::Auth(AuthMessage::Token { token: String::new(), version: None }));
        self.join_allowed();
    }

    /// The socket closed, with its code.
    pub fn closed(&mut self, code: u16, now: i64) {
        let random = (self.world.random)();
        let was_live = self.line.closed(now, random);
        self.disconnected();
        // A socket that is refused before it opens does not say why, and these codes say that something is wrong with us.
        if !self.line.is_finished() && (!was_live || (4400..4500).contains(&code)) {
            self.out.push(Effect::Probe);
        }
        self.refresh(now);
    }

    /// The seat was asked for over HTTP: whether it is still ours, and where the meeting stands.
    pub fn probed(&mut self, seat: Result<SeatView, SeatGone>, now: i64) {
        match seat {
            Ok(seat) if seat.protocol != PROTOCOL_VERSION => self.finish(Saved::Reload, RELOAD),
            Ok(seat) => {
                set_if_new(&self.signals.panel, seat.panel);
                self.show_stage(seat.stage, now);
            }
            Err(SeatGone) => self.end(LINK_ENDED),
        }
        self.refresh(now);
    }

    /// The browser says that the network is back, or somebody looks at the page again.
    pub fn hurry(&mut self, now: i64) {
        self.line.hurry(now);
        if self.line.is_live()
            && let Some(channel) = self.channels.values_mut().find(|channel| channel.phase() == Phase::Here)
        {
            channel.ask(&mut self.out);
            self.line.doubt(now);
        }
        self.tick(now);
    }

    /// The browser says that the network is gone.
    pub fn offline(&mut self, now: i64) {
        if self.line.is_open() {
            self.out.push(Effect::Disconnect);
            let random = (self.world.random)();
            self.line.closed(now, random);
            self.disconnected();
        }
        self.refresh(now);
    }

    /// The page is left: sends and keeps what it can, and closes the socket.
    pub fn leave(&mut self, now: i64) {
        self.flush(now);
        self.out.push(Effect::Disconnect);
        self.line.finish();
        self.disconnected();
        // Away from the server everything unacknowledged is kept at once.
        self.each_channel(now, |channel, key, cx| {
            channel.tick(false, key, cx);
            Lost::default()
        });
    }

    /// The page came back after [`Self::leave`], out of the browser's cache.
    pub fn come_back(&mut self, now: i64) {
        if self.line.is_finished() && !self.signals.saved.with_untracked(Saved::is_final) {
            self.line.restart(now);
            self.tick(now);
        }
    }
}
