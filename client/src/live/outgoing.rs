//! The changes of one document that the server has not yet acknowledged, and which frames on their way carry them.
//!
//! The server answers every step 2 and update exactly once and in order, so that counting answers tells what is durable.
//! What a change says is not looked at here.

use std::collections::VecDeque;

/// The number of a change: from 1, in the order of making.
pub type ChangeId = u64;

/// A change that is not known to be durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub id: ChangeId,
    /// The update.
    pub bytes: Vec<u8>,
    /// When it was made, in the browser's milliseconds.
    pub made: i64,
    /// The key under which this browser keeps it, once it does.
    pub kept: Option<String>,
}

/// The changes of one document that are not known to be durable.
#[derive(Debug, Default)]
pub struct Outgoing {
    last: ChangeId,
    /// Up to which change everything is in a frame of this connection.
    sent: ChangeId,
    changes: VecDeque<Change>,
    /// For each frame on its way, up to which change it carries everything, and when it went out.
    frames: VecDeque<(ChangeId, i64)>,
}

/// An answer came that no frame had asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surplus;

impl Outgoing {
    /// Takes in a change, with the key if it was kept already.
    pub fn add(&mut self, bytes: Vec<u8>, made: i64, kept: Option<String>) -> ChangeId {
        self.last += 1;
        self.changes.push_back(Change { id: self.last, bytes, made, kept });
        self.last
    }

    /// A frame went out that carries every change up to this one that was not acknowledged.
    pub fn sent_through(&mut self, change: ChangeId, now: i64) {
        self.sent = self.sent.max(change);
        self.frames.push_back((change, now));
    }

    /// A frame went out that carries everything so far.
    pub fn sent_all(&mut self, now: i64) {
        self.sent_through(self.last, now);
    }

    /// Since when the server owes an answer.
    #[must_use]
    pub fn owed_since(&self) -> Option<i64> {
        self.frames.front().map(|(_, since)| *since)
    }

    /// The server has made the oldest frame's content durable: the changes that need no longer be kept.
    pub fn acknowledged(&mut self) -> Result<Vec<Change>, Surplus> {
        let (through, _) = self.frames.pop_front().ok_or(Surplus)?;
        let done = self.changes.partition_point(|change| change.id <= through);
        Ok(self.changes.drain(..done).collect())
    }

    /// The connection broke: no answer will come any more, and everything has to be said again.
    pub fn disconnected(&mut self) {
        self.frames.clear();
        self.sent = 0;
    }

    /// Gives everything up.
    pub fn drain(&mut self) -> Vec<Change> {
        self.disconnected();
        self.changes.drain(..).collect()
    }

    /// How many changes are not known to be durable.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether everything is durable.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter()
    }

    /// The changes that are in no frame of this connection, oldest first.
    #[must_use]
    pub fn unsent(&self) -> Vec<Change> {
        self.changes.iter().filter(|change| change.id > self.sent).cloned().collect()
    }

    /// The changes that this browser does not keep yet, oldest first.
    pub fn unkept(&mut self) -> impl Iterator<Item = &mut Change> {
        self.changes.iter_mut().filter(|change| change.kept.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(changes: &[Change]) -> Vec<ChangeId> {
        changes.iter().map(|change| change.id).collect()
    }

    #[test]
    fn each_answer_settles_the_oldest_frame() {
        let mut outgoing = Outgoing::default();
        for byte in 1..=3 {
            let id = outgoing.add(vec![byte], 0, None);
            outgoing.sent_through(id, 0);
        }
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), [1]);
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), [2]);
        assert_eq!(outgoing.len(), 1);
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), [3]);
        assert!(outgoing.is_empty());
        assert_eq!(outgoing.acknowledged(), Err(Surplus));
    }

    #[test]
    fn a_step_2_carries_all_that_was_made_before_it_and_nothing_after() {
        let mut outgoing = Outgoing::default();
        outgoing.add(vec![1], 0, None);
        outgoing.add(vec![2], 0, Some("key".into()));
        outgoing.sent_all(5);
        let late = outgoing.add(vec![3], 0, None);
        outgoing.sent_through(late, 6);
        let first = outgoing.acknowledged().unwrap();
        assert_eq!(ids(&first), [1, 2]);
        assert_eq!(first[1].kept.as_deref(), Some("key"));
        assert_eq!(outgoing.len(), 1);
        assert_eq!(outgoing.owed_since(), Some(6));
    }

    #[test]
    fn an_empty_step_2_settles_nothing() {
        let mut outgoing = Outgoing::default();
        outgoing.sent_all(5);
        let change = outgoing.add(vec![1], 0, None);
        outgoing.sent_through(change, 6);
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), Vec::<ChangeId>::new());
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), [1]);
    }

    #[test]
    fn after_a_broken_connection_nothing_counts_until_it_is_said_again() {
        let mut outgoing = Outgoing::default();
        let change = outgoing.add(vec![1], 0, None);
        outgoing.sent_through(change, 6);
        outgoing.disconnected();
        assert_eq!(outgoing.acknowledged(), Err(Surplus));
        assert_eq!(ids(&outgoing.unsent()), [1]);
        outgoing.sent_all(5);
        assert_eq!(ids(&outgoing.unsent()), Vec::<ChangeId>::new());
        assert_eq!(ids(&outgoing.acknowledged().unwrap()), [1]);
    }
}
