//! The one connection to the server as a state machine: when to open it, when to give it up, when to try again.
//!
//! It is told what happened and what time it is, and says what to do. The socket itself is [`crate::live::socket`]'s.

use super::backoff::Backoff;

/// A connection that is not open after this long will not be.
pub const OPENING_MS_MAX: i64 = 15_000;
/// The server says something at least every 25 seconds; after this much silence the connection is dead.
pub const SILENCE_MS_MAX: i64 = 35_000;
/// How long an answer may take that was asked for to see whether the connection lives.
const ANSWER_MS_MAX: i64 = 5_000;
/// A shorter break is not worth worrying anybody with.
pub const BREAK_MS_UNNOTICED: i64 = 2_000;

/// What the connection needs done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Open a socket.
    Connect,
    /// Throw the socket away. It counts as closed.
    Drop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting { until: i64 },
    Opening { since: i64 },
    Open { heard: i64, admitted: bool },
    Finished,
}

/// The connection.
#[derive(Debug)]
pub struct Line {
    state: State,
    backoff: Backoff,
    /// Since when there has been no working connection.
    broken: Option<i64>,
}

impl Line {
    /// A connection to be opened at once.
    #[must_use]
    pub fn new(now: i64) -> Self {
        Self { state: State::Waiting { until: now }, backoff: Backoff::default(), broken: Some(now) }
    }

    /// Does what is due.
    pub fn tick(&mut self, now: i64, random: u32) -> Option<Need> {
        match self.state {
            State::Waiting { until } if now >= until => {
                self.state = State::Opening { since: now };
                Some(Need::Connect)
            }
            State::Opening { since } if now >= since + OPENING_MS_MAX => Some(self.give_up(now, random)),
            State::Open { heard, .. } if now >= heard + SILENCE_MS_MAX => Some(self.give_up(now, random)),
            State::Waiting { .. } | State::Opening { .. } | State::Open { .. } | State::Finished => None,
        }
    }

    /// When [`Self::tick`] next has something to do.
    #[must_use]
    pub fn due(&self) -> Option<i64> {
        match self.state {
            State::Waiting { until } => Some(until),
            State::Opening { since } => Some(since + OPENING_MS_MAX),
            State::Open { heard, .. } => Some(heard + SILENCE_MS_MAX),
            State::Finished => None,
        }
    }

    /// The socket is open.
    pub fn opened(&mut self, now: i64) {
        if self.state != State::Finished {
            self.state = State::Open { heard: now, admitted: false };
        }
    }

    /// Something came in.
    pub fn heard(&mut self, now: i64) {
        if let State::Open { heard, .. } = &mut self.state {
            *heard = now;
        }
    }

    /// The room has let us in: the connection works.
    pub fn admitted(&mut self) {
        if let State::Open { admitted, .. } = &mut self.state {
            *admitted = true;
            self.broken = None;
            self.backoff.succeeded();
        }
    }

    /// The socket closed. Says whether the room had let us in before it did.
    pub fn closed(&mut self, now: i64, random: u32) -> bool {
        let was_admitted = self.is_live();
        if matches!(self.state, State::Opening { .. } | State::Open { .. }) {
            self.wait(now, random);
        }
        was_admitted
    }

    /// The network came back or somebody looks again: try now instead of later.
    pub fn hurry(&mut self, now: i64) {
        if let State::Waiting { until } = &mut self.state {
            *until = now.min(*until);
        }
    }

    /// An open connection may have died unnoticed and the server was just asked something: it has a short time to answer.
    pub fn doubt(&mut self, now: i64) {
        if let State::Open { heard, .. } = &mut self.state {
            *heard = (*heard).min(now - SILENCE_MS_MAX + ANSWER_MS_MAX);
        }
    }

    /// There will be no connection any more.
    pub fn finish(&mut self) {
        self.state = State::Finished;
        self.broken = None;
    }

    /// Whether there will be no connection any more.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.state == State::Finished
    }

    /// Begins again after [`Self::finish`], as when a page comes back out of the browser's cache.
    pub fn restart(&mut self, now: i64) {
        *self = Self::new(now);
    }

    /// Whether the room has let us in.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Open { admitted: true, .. })
    }

    /// Whether the socket is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open { .. })
    }

    /// Whether the connection has been gone for longer than anybody should overlook.
    #[must_use]
    pub fn is_away(&self, now: i64) -> bool {
        self.broken.is_some_and(|since| now >= since + BREAK_MS_UNNOTICED)
    }

    /// When [`Self::is_away`] may become true.
    #[must_use]
    pub fn away_due(&self, now: i64) -> Option<i64> {
        self.broken.map(|since| since + BREAK_MS_UNNOTICED).filter(|at| *at > now)
    }

    /// The connection is of no use any more.
    pub fn give_up(&mut self, now: i64, random: u32) -> Need {
        self.wait(now, random);
        Need::Drop
    }

    fn wait(&mut self, now: i64, random: u32) {
        let wait = i64::try_from(self.backoff.wait_ms(random)).unwrap_or(i64::MAX);
        self.state = State::Waiting { until: now.saturating_add(wait) };
        self.broken.get_or_insert(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_opened_at_once_and_after_a_break_only_later() {
        let mut line = Line::new(0);
        assert_eq!(line.tick(0, 0), Some(Need::Connect));
        assert_eq!(line.tick(1, 0), None);
        line.opened(100);
        assert!(line.is_open() && !line.is_live());
        line.admitted();
        assert!(line.is_live());
        assert!(line.closed(5_000, 0));
        assert_eq!(line.tick(5_999, 0), None);
        assert_eq!(line.tick(6_000, 0), Some(Need::Connect));
        assert!(!line.closed(6_001, u32::MAX), "it never worked");
        assert_eq!(line.due(), Some(6_001 + 4_000));
    }

    #[test]
    fn silence_ends_a_connection_and_any_word_keeps_it() {
        let mut line = Line::new(0);
        line.tick(0, 0);
        line.opened(0);
        line.admitted();
        line.heard(20_000);
        assert_eq!(line.tick(20_000 + SILENCE_MS_MAX - 1, 0), None);
        assert_eq!(line.tick(20_000 + SILENCE_MS_MAX, 0), Some(Need::Drop));
        assert!(!line.is_open());
    }

    #[test]
    fn a_socket_that_never_opens_is_given_up() {
        let mut line = Line::new(0);
        line.tick(0, 0);
        assert_eq!(line.tick(OPENING_MS_MAX, 0), Some(Need::Drop));
        assert_eq!(line.tick(OPENING_MS_MAX + 1_000, 0), Some(Need::Connect));
    }

    #[test]
    fn a_short_break_goes_unnoticed_and_a_long_one_does_not() {
        let mut line = Line::new(0);
        assert!(!line.is_away(BREAK_MS_UNNOTICED - 1));
        line.tick(0, 0);
        line.opened(10);
        line.admitted();
        assert!(!line.is_away(1_000_000));
        line.closed(1_000_000, 0);
        assert_eq!(line.away_due(1_000_000), Some(1_000_000 + BREAK_MS_UNNOTICED));
        line.tick(1_001_000, 0);
        line.opened(1_001_500);
        assert!(line.is_away(1_002_000), "open, but not let in since the break");
        line.admitted();
        assert!(!line.is_away(1_002_000));
    }

    #[test]
    fn hurrying_connects_now_and_doubt_gives_a_short_time() {
        let mut line = Line::new(0);
        line.tick(0, 0);
        line.closed(10, u32::MAX);
        line.hurry(20);
        assert_eq!(line.tick(20, 0), Some(Need::Connect));
        line.opened(30);
        line.admitted();
        line.hurry(900);
        line.doubt(1_000);
        assert_eq!(line.tick(5_999, 0), None);
        assert_eq!(line.tick(6_000, 0), Some(Need::Drop));
    }

    #[test]
    fn a_finished_connection_stays_closed_until_it_is_restarted() {
        let mut line = Line::new(0);
        line.tick(0, 0);
        line.opened(0);
        line.finish();
        assert!(!line.closed(1, 0));
        line.hurry(2);
        line.opened(3);
        assert_eq!((line.tick(100_000, 0), line.due()), (None, None));
        line.restart(100_000);
        assert_eq!(line.tick(100_000, 0), Some(Need::Connect));
    }
}
