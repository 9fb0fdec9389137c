//! Random bytes: the system's, or, for tests that compare two runs, ones that follow from a seed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

/// A source of random bytes; clones of a seeded one share its place.
#[derive(Debug, Clone, Default)]
pub struct Random {
    seeded: Option<Arc<(u64, AtomicU64)>>,
}

impl Random {
    /// The system's source, fit for secrets.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A source whose bytes follow from a seed, for tests only: with the seed every secret is known.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seeded: Some(Arc::new((seed, AtomicU64::new(0)))) }
    }

    /// So many random bytes, at most 32 from a seeded source.
    ///
    /// # Panics
    /// When the system has no randomness to give: nothing that the server could do then would be safe.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.seeded {
            None => getrandom::fill(&mut bytes).expect("the system gives random bytes"),
            Some(source) => {
                let place = source.1.fetch_add(1, Ordering::SeqCst);
                let block =
                    Sha256::new().chain_update(source.0.to_le_bytes()).chain_update(place.to_le_bytes()).finalize();
                bytes.copy_from_slice(&block[..N]);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_again_and_the_system_does_not() {
        let (one, two) = (Random::seeded(1), Random::seeded(1));
        let first: [u8; 32] = one.bytes();
        assert_eq!(first, two.bytes::<32>());
        assert_ne!(first, one.bytes::<32>());
        assert_ne!(Random::system().bytes::<32>(), Random::system().bytes::<32>());
    }
}
