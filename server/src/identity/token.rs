//! Secrets: 256 random bits, handed out once. Only the hash is kept, and neither is ever printed.

use std::fmt;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use crate::random::Random;

/// A secret as its owner has it: 43 characters that an address or a cookie can carry.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// What is kept of a secret. It names the secret's row, so a look-up compares no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenHash([u8; 32]);

impl Token {
    /// A fresh secret.
    #[must_use]
    pub fn fresh(random: &Random) -> Self {
        Self(BASE64URL_NOPAD.encode(&random.bytes::<32>()))
    }

    /// Reads a text as a secret; `None` when it cannot be one.
    #[must_use]
    pub fn from_claim(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }

    /// The secret itself, for the one answer that hands it to its owner.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl TokenHash {
    /// The hash as it is kept.
    pub(crate) fn hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_256_bits_and_is_not_printed() {
        let token = Token::fresh(&Random::system());
        assert_eq!(token.expose().len(), 43);
        assert_eq!(Token::from_claim(token.expose()), Some(token.clone()));
        let printed = format!("{token:?} {:?}", token.hash());
        assert!(!printed.contains(token.expose()) && !printed.contains(&token.hash().hex()), "{printed}");
    }

    #[test]
    fn what_cannot_be_a_secret_is_not_looked_up() {
        let long = "a".repeat(100_000);
        for bad in ["", "a", "not base64!", &"A".repeat(42), &"A".repeat(44), long.as_str()] {
            assert_eq!(Token::from_claim(bad), None);
        }
    }
}
