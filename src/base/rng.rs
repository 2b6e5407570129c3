//! Randomness and the secrets made of it.

use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// Where the house takes random bytes: the system's source, or a repeatable one for tests.
#[derive(Clone, Debug)]
pub enum Rng {
    System,
    Repeatable(Arc<Mutex<u64>>),
}

/// A secret handed to one person in a link; the database keeps only its [`digest`].
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(•••)")
    }
}

impl Rng {
    pub fn repeatable(seed: u64) -> Self {
        Self::Repeatable(Arc::new(Mutex::new(seed)))
    }

    /// Fills `bytes`. Stops the process when the system has no randomness to give: going on would make guessable secrets.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for randomness")]
    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            Self::System => {
                if let Err(error) = getrandom::fill(bytes) {
                    tracing::error!(%error, "the system gives no random bytes");
                    std::process::abort();
                }
            }
            Self::Repeatable(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    *state = state.wrapping_add(1);
                    let block = Sha256::digest(state.to_le_bytes());
                    for (to, from) in chunk.iter_mut().zip(block) {
                        *to = from;
                    }
                }
            }
        }
    }

    /// 128 random bits.
    pub fn u128(&self) -> u128 {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        u128::from_le_bytes(bytes)
    }

    /// A number in `0..below` (0 when `below` is 0). The bias is below 2⁻⁶⁴: for jitter, not for lotteries.
    pub fn below(&self, below: u64) -> u64 {
        u64::try_from(self.u128().checked_rem(u128::from(below)).unwrap_or(0)).unwrap_or(0)
    }

    /// 256 random bits in 43 characters that are safe in a URL.
    pub fn token(&self) -> Token {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        Token(data_encoding::BASE64URL_NOPAD.encode(&bytes))
    }
}

/// SHA-256 of a secret in lower-case hexadecimal: what the database keeps of links, cookies and buckets.
pub fn digest(secret: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_repeatable_in_tests() {
        let (a, b) = (Rng::repeatable(1), Rng::repeatable(1));
        let first = a.token();
        assert_eq!(first, b.token());
        assert_ne!(first, a.token());
        assert_eq!(first.0.len(), 43);
        assert_eq!(format!("{first:?}"), "Token(•••)");
        assert_ne!(Rng::System.token(), Rng::System.token());
    }

    #[test]
    fn below_stays_below() {
        let rng = Rng::repeatable(7);
        assert!((0..1000).all(|_| rng.below(10) < 10));
        assert_eq!(rng.below(0), 0);
    }
}
