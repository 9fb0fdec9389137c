//! The inner parts of the engine: reaching channels, the line about saving, notices, the end.

use super::{
    ANSWER_MS_MAX, Action, Actor, BTreeMap, Channel, Document, Effect, Engine, GetUntracked, Lost, Moment, NOTICES_MAX,
    Notice, OpId, ParticipantId, Phase, REFUSED, Saved, Set, Stage, WithUntracked, policy, set_if_new,
};

impl Engine {
    /// Runs a step of one channel.
    pub(super) fn with_channel<R>(
        &mut self,
        document: &Document,
        now: i64,
        step: impl FnOnce(&mut Channel, &mut Moment<'_>) -> R,
    ) -> Option<R> {
        let channel = self.channels.get_mut(document)?;
        let mut cx = Moment { now, random: &mut self.world.random, out: &mut self.out };
        let result = step(channel, &mut cx);
        self.refresh(now);
        Some(result)
    }

    /// Runs a step of each channel.
    pub(super) fn each_channel(
        &mut self,
        now: i64,
        mut step: impl FnMut(&mut Channel, &mut dyn FnMut(&Document) -> String, &mut Moment<'_>) -> Lost,
    ) {
        let (you, page, keys) = (&self.you, self.page, &mut self.keys);
        let mut key = |document: &Document| {
            *keys += 1;
            kept_key(you, document, now, page, *keys)
        };
        let mut lost = Vec::new();
        for channel in self.channels.values_mut() {
            let mut cx = Moment { now, random: &mut self.world.random, out: &mut self.out };
            lost.push(step(channel, &mut key, &mut cx));
        }
        for lost in lost {
            self.notice(lost, REFUSED);
        }
    }

    /// Whether policy lets us, as the meeting stands.
    pub(super) fn may(&self, action: Action<'_>) -> bool {
        self.signals.panel.with_untracked(|panel| {
            self.signals.stage.with_untracked(|stage| {
                let person = panel.participant(&self.you);
                person.is_some_and(|person| policy::decide(&Actor::of(person, stage), action, stage).is_ok())
            })
        })
    }

    /// Joins every document that is followed, not joined, and ours to read.
    pub(super) fn join_allowed(&mut self) {
        if !self.line.is_open() {
            return;
        }
        let waiting = self
            .channels
            .iter()
            .filter(|(_, channel)| channel.phase() == Phase::Away)
            .map(|(document, _)| document.clone());
        for document in waiting.collect::<Vec<_>>() {
            if self.may(Action::Read(&document))
                && let Some(channel) = self.channels.get_mut(&document)
            {
                channel.join(&mut self.out);
            }
        }
    }

    /// The meeting moved on: what was denied may be allowed now.
    pub(super) fn show_stage(&mut self, stage: Stage, now: i64) {
        let before = self.signals.stage.with_untracked(|before| before.version);
        if stage.version < before {
            return;
        }
        let moved = stage.version > before;
        set_if_new(&self.signals.stage, stage);
        if moved {
            self.each_channel(now, |channel, _, _| {
                channel.reconsider();
                Lost::default()
            });
        }
        self.join_allowed();
    }

    pub(super) fn disconnected(&mut self) {
        for channel in self.channels.values_mut() {
            channel.disconnected();
        }
    }

    pub(super) fn owed_since(&self) -> Option<i64> {
        self.channels.values().filter_map(Channel::owed_since).min()
    }

    pub(super) fn owed_too_long(&self, now: i64) -> bool {
        self.line.is_live() && self.owed_since().is_some_and(|since| now >= since + ANSWER_MS_MAX)
    }

    /// Works out the line about saving.
    pub(super) fn refresh(&mut self, now: i64) {
        if self.signals.saved.with_untracked(Saved::is_final) {
            return;
        }
        let pending = self.channels.values().map(Channel::pending).sum::<usize>() + self.commands.len();
        let aside = self.signals.aside.with_untracked(BTreeMap::len);
        let saved = match pending {
            kept if !self.line.is_live() && self.line.is_away(now) => Saved::Offline { kept },
            _ if aside > 0 => Saved::Unfit { texts: aside },
            0 => Saved::AllSaved,
            _ => Saved::Saving,
        };
        set_if_new(&self.signals.saved, saved);
    }

    /// Tells what was lost, if anything was.
    pub(super) fn notice(&mut self, lost: Lost, sentence: &str) {
        if lost.changes == 0 {
            return;
        }
        self.notices += 1;
        let mut notices = self.signals.notices.get_untracked();
        if notices.len() == NOTICES_MAX {
            notices.remove(0);
        }
        notices.push(Notice { number: self.notices, sentence: sentence.to_owned(), texts: lost.texts });
        self.signals.notices.set(notices);
    }

    /// There will be no connection any more.
    pub(super) fn finish(&mut self, saved: Saved, sentence: &str) {
        self.line.finish();
        self.out.push(Effect::Disconnect);
        self.disconnected();
        self.commands.end(sentence);
        for channel in self.channels.values_mut() {
            channel.close();
        }
        set_if_new(&self.signals.present, Vec::new());
        self.signals.saved.set(saved);
    }

    pub(super) fn fresh_op(&mut self) -> OpId {
        let mut bytes = [0; 10];
        for chunk in bytes.chunks_mut(4) {
            let random = (self.world.random)().to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
        OpId::from_random(bytes)
    }
}

/// The key of a change that this browser keeps. Keys sort by seat, then document, then time of making.
fn kept_key(you: &ParticipantId, document: &Document, now: i64, page: u32, number: u64) -> String {
    format!("{you}|{document}|{now:015}|{page:08x}|{number:08}")
}
