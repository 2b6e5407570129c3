//! Passkeys (WebAuthn, level 3): what the house asks of browsers, and what it believes of what they send. No I/O.
//!
//! A passkey is made with user verification and found without a name typed first (discoverable). The crate checks the challenge,
//! the origin, the flags, the signature and the counter; here stand the house's own rules.

use std::time::Duration;

use anyhow::Context as _;
use data_encoding::BASE64URL_NOPAD;
use webauthn_rs::prelude::{
    Credential, DiscoverableAuthentication, Passkey as Key, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::base::{PasskeyId, PersonId, Rng, Timestamp, digest};
use crate::config::{Config, PasskeyHome};
use crate::db::row;

/// Passkeys of one person: more nobody can look after.
pub const MOST: i64 = 10;
/// For how long a challenge waits for its answer.
pub const LASTS: Duration = Duration::from_mins(5);
/// Challenges that may wait at once for visitors from one address of the network: an office behind one address, and no more.
pub const MOST_WAITING: i64 = 1000;
/// The longest answer of a browser that is read, in bytes; a few hundred are usual.
const MOST_BYTES: usize = 32 * 1024;
/// Lengths of a credential's name, in bytes (WebAuthn, section 5.8.3, and at least what cannot be guessed).
const ID_BYTES: std::ops::RangeInclusive<usize> = 16..=1023;

row! {
    /// A passkey as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct Passkey {
        pub id: PasskeyId,
        pub name: String,
        pub created_at: Timestamp,
        pub last_used_at: Option<Timestamp>,
    }
}

row! {
    /// A passkey as it is checked, and whose it is: of somebody who may come in.
    #[derive(Clone, Debug)]
    pub struct Known {
        pub id: PasskeyId,
        pub person: PersonId,
        /// Under which name devices know the account.
        pub handle: String,
        /// The public half, as [`Passkeys`] has written it.
        pub credential: String,
    }
}

row! {
    /// A challenge that waits for its answer.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        /// What a new passkey is to be called.
        pub name: String,
        pub handle: String,
        pub state: String,
        pub expires_at: Timestamp,
    }
}

/// What a challenge is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    Make,
    Enter,
}

/// A challenge as it is kept: for one visitor, once.
#[derive(Clone, Debug)]
pub struct Challenge {
    pub digest: String,
    /// A digest of the secret that the visitor's forms carry.
    pub visitor: String,
    /// A digest of the network's address.
    pub place: String,
    pub waiting: Waiting,
}

/// Under which name a challenge is kept, of the secret that the page got with it.
pub fn challenge_digest(purpose: Purpose, token: &str) -> String {
    let purpose = match purpose {
        Purpose::Make => "make",
        Purpose::Enter => "enter",
    };
    digest(&format!("passkey {purpose} {token}"))
}

/// Who asks, as a challenge remembers it.
pub fn visitor_digest(csrf: &str) -> String {
    digest(&format!("passkey visitor {csrf}"))
}

/// The account of a person who has no passkey yet, as devices are to know it.
pub fn new_handle(rng: &Rng) -> String {
    Uuid::from_u128(rng.u128()).simple().to_string()
}

/// What a ceremony begins with.
pub struct Begun {
    /// For the browser, as JSON.
    pub options: String,
    /// For the house.
    pub state: String,
}

/// A passkey that a browser has proven to have made.
#[derive(Clone)]
pub struct Made {
    pub credential_id: String,
    pub credential: String,
}

/// What a browser has sent to come in.
pub struct Sent {
    answer: PublicKeyCredential,
    /// The credential it says to be.
    pub credential_id: String,
}

/// What came of it.
#[derive(PartialEq, Eq, Debug)]
pub enum Proof {
    /// With the credential as it is to be kept from now on.
    Right(String),
    Wrong,
    /// Signed rightly, with a counter that has gone backwards.
    Copied,
}

/// For whom a passkey is made.
pub struct Account<'a> {
    pub handle: &'a str,
    pub email: &'a str,
    pub name: &'a str,
}

/// The house as browsers know it.
#[derive(Clone, Debug)]
pub struct Passkeys(Webauthn);

impl Passkeys {
    /// Nothing where no browser makes any. Errors: a public address that cannot be read.
    pub fn new(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(PasskeyHome { host, origin }) = config.public_url().passkey_home() else { return Ok(None) };
        let origin = Url::parse(&origin).context("the public address is none")?;
        let builder = WebauthnBuilder::new(&host, &origin).context("no passkeys for the public address")?;
        Ok(Some(Self(builder.rp_name(&config.community_name).timeout(LASTS).build()?)))
    }

    /// Begins to make a passkey, on no device that holds one of `known` already.
    pub fn begin_to_make(&self, account: &Account<'_>, known: &[String]) -> anyhow::Result<Begun> {
        let handle = Uuid::try_parse(account.handle)?;
        let keys = known.iter().map(|one| Ok(serde_json::from_str::<Key>(one)?.cred_id().clone()));
        let known = keys.collect::<anyhow::Result<Vec<_>>>()?;
        let begun = quietly(|| self.0.start_passkey_registration(handle, account.email, account.name, Some(known)));
        let (challenge, state) = begun?;
        let mut options = serde_json::to_value(challenge.public_key)?;
        // The crate leaves it to the device; without a passkey that is found by itself there is no button to come in with.
        if let Some(selection) = options.get_mut("authenticatorSelection").and_then(|one| one.as_object_mut()) {
            selection.insert("residentKey".to_owned(), "required".into());
            selection.insert("requireResidentKey".to_owned(), true.into());
        }
        Ok(Begun { options: options.to_string(), state: serde_json::to_string(&state)? })
    }

    /// The passkey that a browser has made, when it answers the challenge.
    pub fn finish_making(&self, sent: &str, state: &str) -> anyhow::Result<Option<Made>> {
        let state: PasskeyRegistration = serde_json::from_str(state)?;
        let Some(answer) = read::<RegisterPublicKeyCredential>(sent) else { return Ok(None) };
        let is_hidden = answer.extensions.cred_props.as_ref().is_some_and(|properties| properties.rk == Some(false));
        let Ok(key) = quietly(|| self.0.finish_passkey_registration(&answer, &state)) else { return Ok(None) };
        if is_hidden || !ID_BYTES.contains(&key.cred_id().len()) {
            return Ok(None);
        }
        let credential_id = BASE64URL_NOPAD.encode(key.cred_id());
        Ok(Some(Made { credential_id, credential: serde_json::to_string(&key)? }))
    }

    /// Begins to come in, whoever it is.
    pub fn begin_to_enter(&self) -> anyhow::Result<Begun> {
        let (challenge, state) = quietly(|| self.0.start_discoverable_authentication())?;
        Ok(Begun { options: serde_json::to_string(&challenge.public_key)?, state: serde_json::to_string(&state)? })
    }

    /// Whether what was sent opens the door. The same work is done when nobody has such a passkey.
    pub fn prove(&self, sent: &Sent, state: &str, known: Option<&Known>) -> anyhow::Result<Proof> {
        let state: DiscoverableAuthentication = serde_json::from_str(state)?;
        let mut key = match known {
            Some(known) => serde_json::from_str::<Key>(&known.credential)?,
            None => Key::from(sent.decoy()?),
        };
        let is_theirs = known.is_some_and(|known| sent.is_of(&known.handle));
        let checking = || self.0.finish_discoverable_authentication_v2(&sent.answer, state, &key);
        match quietly(checking) {
            Ok(result) if is_theirs && result.user_verified() => {
                key.update_credential(&result);
                Ok(Proof::Right(serde_json::to_string(&key)?))
            }
            Err(WebauthnError::CredentialPossibleCompromise) if is_theirs => Ok(Proof::Copied),
            Ok(_) | Err(_) => Ok(Proof::Wrong),
        }
    }
}

/// A public key that is nobody's: the base point of the curve P-256, whose private half everybody knows and which is never trusted.
const DECOY: &str = r#"{"cred_id":"","cred":{"type_":"ES256","key":{"EC_EC2":{"curve":"SECP256R1",
    "x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}}},"counter":0,
    "transports":null,"user_verified":true,"backup_eligible":false,"backup_state":false,"registration_policy":"required",
    "extensions":{},"attestation":{"data":"None","metadata":"None"},"attestation_format":"none"}"#;
/// Where authenticator data has its flags, and the one of keys that may be copied to other devices (WebAuthn, section 6.1).
const FLAGS: usize = 32;
const MAY_BE_COPIED: u8 = 0b1000;

impl Sent {
    /// What a browser sent; nothing for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let answer = read::<PublicKeyCredential>(text)?;
        let credential_id = BASE64URL_NOPAD.encode(ID_BYTES.contains(&answer.raw_id.len()).then_some(&answer.raw_id)?);
        Some(Self { answer, credential_id })
    }

    fn is_of(&self, handle: &str) -> bool {
        let said = self.answer.get_user_unique_id().and_then(|bytes| Uuid::from_slice(bytes).ok());
        said.is_some_and(|said| said.simple().to_string() == handle)
    }

    /// A credential of this name that proves nothing, and is as much work to refuse.
    fn decoy(&self) -> anyhow::Result<Credential> {
        let mut decoy: Credential = serde_json::from_str(DECOY)?;
        decoy.cred_id.clone_from(&self.answer.raw_id);
        let flags = self.answer.response.authenticator_data.get(FLAGS);
        decoy.backup_eligible = flags.is_some_and(|flags| flags & MAY_BE_COPIED != 0);
        Ok(decoy)
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    (text.len() <= MOST_BYTES).then(|| serde_json::from_str(text).ok()).flatten()
}

/// The crate writes errors into the log for what any visitor may send; the house says what matters itself.
fn quietly<T>(work: impl FnOnce() -> T) -> T {
    tracing::dispatcher::with_default(&tracing::Dispatch::none(), work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_for_one_thing_is_none_for_another() {
        assert_ne!(challenge_digest(Purpose::Make, "a"), challenge_digest(Purpose::Enter, "a"));
        assert_eq!(challenge_digest(Purpose::Make, "a").len(), 64);
    }

    #[test]
    fn what_is_no_answer_is_not_read() {
        for text in ["", "{}", "[]", "null", "{\"id\":\"a\"}", &"[".repeat(10_000), &" ".repeat(MOST_BYTES + 1)] {
            assert!(Sent::parse(text).is_none());
        }
        let answer = |id: &str| {
            format!(
                r#"{{"id":"{id}","rawId":"{id}","type":"public-key","response":{{"authenticatorData":"","clientDataJSON":"","signature":""}}}}"#
            )
        };
        assert!(Sent::parse(&answer("AAAA")).is_none(), "too short to be anybody's");
        let sent = Sent::parse(&answer(&"A".repeat(43))).unwrap();
        assert_eq!(sent.decoy().unwrap().cred_id.len(), 32);
        assert!(!sent.is_of(""));
    }
}
