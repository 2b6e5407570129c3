//! Argon2id (OWASP Password Storage Cheat Sheet): slow on purpose, so off the async threads and only a few at a time.

use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use super::model::Password;
use crate::base::Rng;
use crate::config::Passwords;

/// Makes and checks hashes; cheap to clone.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    params: Params,
    gate: Arc<Semaphore>,
    rng: Rng,
    /// What a password is checked against when there is nobody of that address: the same work for the same answer.
    nobody: String,
}

/// How a check came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verified {
    Wrong,
    Right,
    /// Right, but the hash was made with other parameters than today's: make a new one.
    RightButOld,
}

impl Hasher {
    /// Errors: parameters that Argon2 does not take (the configuration has checked them).
    pub fn new(settings: &Passwords, rng: &Rng) -> anyhow::Result<Self> {
        let params = Params::new(settings.hash_memory_kib, settings.hash_passes, settings.hash_lanes, None)
            .map_err(|e| anyhow!("passwords: {e}"))?;
        let (mut salt, mut output) = ([0; 16], [0; 32]);
        rng.fill(&mut salt);
        rng.fill(&mut output);
        let base64 = |bytes: &[u8]| data_encoding::BASE64_NOPAD.encode(bytes);
        let nobody = format!(
            "$argon2id$v=19$m={},t={},p={}${}${}",
            params.m_cost(),
            params.t_cost(),
            params.p_cost(),
            base64(&salt),
            base64(&output)
        );
        Ok(Self(Arc::new(Inner {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone()),
            params,
            gate: Arc::new(Semaphore::new(settings.concurrent_hashes)),
            rng: rng.clone(),
            nobody,
        })))
    }

    /// The hash to store, in the PHC string format.
    pub async fn hash(&self, password: &Password) -> anyhow::Result<String> {
        let mut salt = [0; 16];
        self.0.rng.fill(&mut salt);
        let (inner, bytes) = (Arc::clone(&self.0), prepared(password.expose()));
        self.run(move || {
            let hash = inner.argon2.hash_password_with_salt(&bytes, &salt).map_err(|e| anyhow!("argon2: {e}"))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Checks what was typed against a stored hash. Without one it takes as long, and is wrong.
    pub async fn verify(&self, typed: &str, stored: Option<&str>) -> anyhow::Result<Verified> {
        // What is too long to have been taken is not hashed either.
        let is_possible = stored.is_some() && typed.len() <= Password::MAX_BYTES;
        let bytes = if typed.len() <= Password::MAX_BYTES { prepared(typed) } else { Vec::new() };
        let (inner, stored) = (Arc::clone(&self.0), stored.unwrap_or(&self.0.nobody).to_owned());
        self.run(move || {
            let hash = PasswordHash::new(&stored).map_err(|e| anyhow!("a stored hash cannot be read: {e}"))?;
            let is_right = inner.argon2.verify_password(&bytes, &hash).is_ok() && is_possible;
            Ok(match is_right {
                false => Verified::Wrong,
                true if Params::try_from(&hash).is_ok_and(|made| same(&made, &inner.params)) => Verified::Right,
                true => Verified::RightButOld,
            })
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        // The permit goes along: a request that is gone does not make room for more work than was allowed.
        let permit = Arc::clone(&self.0.gate).acquire_owned().await?;
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        task.await.context("a hash was not computed")?
    }
}

/// Composed (NFC), so that "è" is the same from every keyboard (RFC 8265, section 4.2.1).
fn prepared(password: &str) -> Vec<u8> {
    password.nfc().collect::<String>().into_bytes()
}

fn same(made: &Params, today: &Params) -> bool {
    (made.m_cost(), made.t_cost(), made.p_cost()) == (today.m_cost(), today.t_cost(), today.p_cost())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(passes: u32) -> Passwords {
        Passwords { min_length: 12, hash_memory_kib: 64, hash_passes: passes, hash_lanes: 1, concurrent_hashes: 2 }
    }

    fn password(typed: &str) -> Password {
        Password::parse(typed, 12, "a@b.it", "Nives").unwrap()
    }

    #[tokio::test]
    async fn the_right_password_and_only_that() {
        let hasher = Hasher::new(&settings(1), &Rng::repeatable(1)).unwrap();
        let stored = hasher.hash(&password("perché no, domani")).await.unwrap();
        let verify = async |typed: &str| hasher.verify(typed, Some(&stored)).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{stored}");
        assert_ne!(stored, hasher.hash(&password("perché no, domani")).await.unwrap());
        assert_eq!(verify("perché no, domani").await, Verified::Right);
        assert_eq!(verify("perche\u{301} no, domani").await, Verified::Right);
        assert_eq!(verify("perché no, domani ").await, Verified::Wrong);
        assert_eq!(verify("").await, Verified::Wrong);
        assert_eq!(verify(&"a".repeat(100_000)).await, Verified::Wrong);
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let hasher = Hasher::new(&settings(1), &Rng::repeatable(1)).unwrap();
        assert_eq!(hasher.verify("perché no, domani", None).await.unwrap(), Verified::Wrong);
        assert!(hasher.verify("x", Some("not a hash")).await.is_err());
    }

    #[tokio::test]
    async fn hashes_of_other_parameters_are_made_anew() {
        let rng = Rng::repeatable(1);
        let stored = Hasher::new(&settings(1), &rng).unwrap().hash(&password("perché no, domani")).await.unwrap();
        let today = Hasher::new(&settings(2), &rng).unwrap();
        assert_eq!(today.verify("perché no, domani", Some(&stored)).await.unwrap(), Verified::RightButOld);
        assert_eq!(today.verify("another one", Some(&stored)).await.unwrap(), Verified::Wrong);
    }
}
