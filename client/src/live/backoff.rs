//! How long to wait before another attempt: longer each time, and never the same for everybody, so that a server that
//! comes back is not met by all at once.

/// The shortest wait.
pub const WAIT_MS_MIN: u64 = 1_000;
/// The longest wait: half a minute is what a person who watches the line will still believe in.
pub const WAIT_MS_MAX: u64 = 30_000;

/// Counts attempts that came to nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// How long to wait before the next attempt: between the shortest wait and twice as much for each failure so far.
    pub fn wait_ms(&mut self, random: u32) -> u64 {
        self.failures = self.failures.saturating_add(1);
        let most = WAIT_MS_MIN.saturating_mul(1 << self.failures.min(16)).min(WAIT_MS_MAX);
        let spread = most - WAIT_MS_MIN;
        WAIT_MS_MIN + spread * u64::from(random) / u64::from(u32::MAX)
    }

    /// Starts over after a success.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_the_longest_and_begin_anew_after_a_success() {
        let mut backoff = Backoff::default();
        let longest: Vec<u64> = (0..7).map(|_| backoff.wait_ms(u32::MAX)).collect();
        assert_eq!(longest, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        assert_eq!(backoff.wait_ms(0), WAIT_MS_MIN);
        backoff.succeeded();
        assert_eq!(backoff.wait_ms(u32::MAX / 2), 1_499);
    }

    #[test]
    fn waits_stay_within_their_bounds_for_ever() {
        let mut backoff = Backoff { failures: u32::MAX - 1 };
        for random in [0, 1, u32::MAX / 3, u32::MAX] {
            assert!((WAIT_MS_MIN..=WAIT_MS_MAX).contains(&backoff.wait_ms(random)));
        }
    }
}
