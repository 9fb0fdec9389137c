//! The server's clock as seen from here, for the timer on the wall and nothing else.

use accord_shared::id::Time;
use std::collections::VecDeque;

/// How many of the last samples are kept: enough that one of them travelled fast, few enough that a browser whose own
/// clock was put right soon shows it.
const SAMPLES_MAX: usize = 8;

/// How far the server's clock is ahead, judged from the times in its messages.
///
/// Each message is late by its journey, so that the sample that is furthest ahead travelled fastest and is the best.
#[derive(Debug, Clone, Default)]
pub struct ServerClock {
    ahead_ms: VecDeque<i64>,
}

impl ServerClock {
    /// A message said that it was `server` when it was sent; it came in at `here_ms`.
    pub fn heard(&mut self, server: Time, here_ms: i64) {
        if self.ahead_ms.len() == SAMPLES_MAX {
            self.ahead_ms.pop_front();
        }
        self.ahead_ms.push_back(server.0.saturating_sub(here_ms));
    }

    /// The connection broke; messages that were stuck in it say nothing about the clock.
    pub fn restart(&mut self) {
        let best = self.best_ms();
        self.ahead_ms.clear();
        self.ahead_ms.extend(best);
    }

    /// What time it is at the server. Without any message yet, what time it is here.
    #[must_use]
    pub fn now(&self, here_ms: i64) -> Time {
        Time(here_ms.saturating_add(self.best_ms().unwrap_or(0)))
    }

    fn best_ms(&self) -> Option<i64> {
        self.ahead_ms.iter().max().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fastest_message_counts() {
        let mut clock = ServerClock::default();
        assert_eq!(clock.now(5), Time(5));
        clock.heard(Time(1_000), 120);
        clock.heard(Time(2_000), 1_040);
        clock.heard(Time(3_000), 2_900);
        assert_eq!(clock.now(4_000), Time(4_960));
    }

    #[test]
    fn old_samples_are_forgotten() {
        let mut clock = ServerClock::default();
        clock.heard(Time(99_000), 0);
        for at in 0..8 {
            clock.heard(Time(1_000 + at), at);
        }
        assert_eq!(clock.now(0), Time(1_000));
        clock.restart();
        assert_eq!(clock.now(0), Time(1_000));
    }
}
