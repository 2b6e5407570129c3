//! What people type about themselves, as types that can only hold what is right.

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::common_passwords::is_common;
use crate::base::name_key;
use crate::i18n::Tr;
use crate::text::{self, Reason};
use crate::web::TextError;

/// The longest handle, in characters, before the number that tells namesakes apart.
const HANDLE_CHARS: usize = 40;
/// Octets of an address (RFC 5321, section 4.5.3.1, with erratum 1690).
const EMAIL_OCTETS: usize = 254;
/// Octets of the part before the `@`.
const LOCAL_OCTETS: usize = 64;
const LABEL_OCTETS: usize = 63;

/// Why a field's text cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Invalid {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("{current} characters, at least {min} are needed")]
    TooShort { min: usize, current: usize },
    #[error("a name without a letter")]
    NoLetters,
    #[error("no e-mail address")]
    Email,
    /// A password that is the name or the address of its owner.
    #[error("a password that can be guessed from the name or the address")]
    Obvious,
    #[error("{current} of them, at most {max}")]
    TooMany { max: usize, current: usize },
    #[error("no telephone number")]
    Phone,
    #[error("no day, or one that is over or too far away")]
    Day,
    #[error("no time of the day")]
    Time,
    /// A password that is tried first.
    #[error("a password that everybody tries")]
    Common,
}

impl Invalid {
    /// What is wrong and what to do, for beside the field.
    pub fn say(self, t: &Tr) -> String {
        match self {
            Self::Text(error) => error.sentence(t),
            Self::TooShort { min, current } => t.f2("error-too-short", "min", min, "current", current),
            Self::NoLetters => t.s("accounts-error-name").to_owned(),
            Self::Email => t.s("error-email").to_owned(),
            Self::Obvious => t.s("accounts-error-password-obvious").to_owned(),
            Self::TooMany { max, current } => t.f2("error-too-many", "max", max, "current", current),
            Self::Phone => t.s("accounts-error-phone").to_owned(),
            Self::Day => t.s("accounts-error-day").to_owned(),
            Self::Time => t.s("accounts-error-time").to_owned(),
            Self::Common => t.s("accounts-error-password-common").to_owned(),
        }
    }
}

/// An e-mail address (RFC 5321, RFC 6531), without quoted parts, comments and address literals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EmailAddress {
    text: String,
    key: String,
}

impl EmailAddress {
    pub fn parse(typed: &str) -> Result<Self, Invalid> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(TextError::Empty.into());
        }
        // Before anything else is done with it: the bound of what follows.
        if typed.len() > EMAIL_OCTETS * 4 {
            return Err(Invalid::Email);
        }
        let composed: String = typed.nfc().collect();
        match text::clean_line(&composed) {
            Ok(clean) if clean == composed => {}
            Err(reason) if !composed.contains(char::is_whitespace) => return Err(TextError::from(reason).into()),
            _ => return Err(Invalid::Email),
        }
        let (local, domain) = composed.split_once('@').ok_or(Invalid::Email)?;
        let domain = domain.to_lowercase();
        if !is_local_part(local) || !is_domain(&domain) {
            return Err(Invalid::Email);
        }
        let text: String = format!("{local}@{domain}").nfc().collect();
        let key: String = text.to_lowercase().nfc().collect();
        if text.len() > EMAIL_OCTETS || key.len() > EMAIL_OCTETS { Err(Invalid::Email) } else { Ok(Self { text, key }) }
    }

    /// As it was typed, the domain in lower case.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What tells addresses apart: no two people have the same.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// The key under which something that may be no address at all is counted and looked up. What PostgreSQL takes in no text
/// becomes a sign that no address has.
pub fn email_key(typed: &str) -> String {
    let other = || typed.trim().to_lowercase().replace(char::is_control, "\u{FFFD}");
    EmailAddress::parse(typed).map_or_else(|_| other(), |email| email.key)
}

fn is_local_part(local: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) || is_mark_of_a_letter(c);
    !local.is_empty()
        && local.len() <= LOCAL_OCTETS
        && local.chars().all(fits)
        && local.split('.').all(|atom| !atom.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || is_mark_of_a_letter(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_OCTETS
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(fits)
    };
    domain.contains('.') && domain.split('.').all(is_label)
}

/// Scripts that write vowels as marks need them in names of domains.
fn is_mark_of_a_letter(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// The name of a person, as others see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonName(String);

impl PersonName {
    pub const MIN: usize = 2;
    /// Graphemes: what people count as letters.
    pub const MAX: usize = 100;

    pub fn parse(typed: &str) -> Result<Self, Invalid> {
        let name = text::clean_line(typed).map_err(TextError::from)?;
        let current = name.graphemes(true).count();
        if current == 0 {
            Err(TextError::Empty.into())
        } else if current > Self::MAX || name.chars().count() > Self::MAX * 4 {
            Err(TextError::TooLong { max: Self::MAX, current }.into())
        } else if current < Self::MIN {
            Err(Invalid::TooShort { min: Self::MIN, current })
        } else if !name.contains(char::is_alphabetic) {
            Err(Invalid::NoLetters)
        } else {
            Ok(Self(name))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key it sorts by.
    pub fn key(&self) -> String {
        name_key(&self.0)
    }
}

/// A password somebody chose. Never shown, never sent back.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(•••)")
    }
}

impl Password {
    /// Longer ones are refused: hashing them costs us more than it is worth to their owner.
    pub const MAX_BYTES: usize = 1000;

    /// A password for the person of that name and address, at least `min` characters long. Spaces count.
    pub fn parse(typed: &str, min: usize, email: &str, name: &str) -> Result<Self, Invalid> {
        let current = typed.chars().count();
        if typed.is_empty() {
            Err(TextError::Empty.into())
        } else if typed.len() > Self::MAX_BYTES {
            Err(TextError::TooLong { max: Self::MAX_BYTES, current: typed.len() }.into())
        } else if let Some(c) = typed.chars().find(|c| c.is_control()) {
            Err(TextError::from(Reason::Control(c)).into())
        } else if current < min {
            Err(Invalid::TooShort { min, current })
        } else if is_obvious(typed, email, name) {
            Err(Invalid::Obvious)
        } else if is_common(typed) {
            Err(Invalid::Common)
        } else {
            Ok(Self(typed.to_owned()))
        }
    }

    /// A password that has just proven right, whatever the rules are today.
    pub(super) fn known(typed: &str) -> Self {
        Self(typed.to_owned())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Whether it is the name or the address (or what stands before the `@`), however written.
fn is_obvious(password: &str, email: &str, name: &str) -> bool {
    let bare = |text: &str| name_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let password = bare(password);
    let local = email.split('@').next().unwrap_or_default();
    let backwards = name.split_whitespace().rev().collect::<Vec<_>>().join(" ");
    [email, local, name, &backwards].into_iter().any(|known| !password.is_empty() && bare(known) == password)
}

/// What `@` is followed by in a mention, made of a name: "Nives Altopiano" becomes `nives.altopiano`.
pub fn handle_from_name(name: &str) -> String {
    let key = name_key(name);
    let words: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let handle: String = words.join(".").chars().take(HANDLE_CHARS).collect();
    let handle = handle.trim_end_matches('.');
    if handle.is_empty() { "persona".to_owned() } else { handle.to_owned() }
}

/// The `n`th handle to try for a name: the plain one first, then with 2, 3, …
pub fn nth_handle(base: &str, n: u32) -> String {
    if n <= 1 { base.to_owned() } else { format!("{base}{n}") }
}

#[cfg(test)]
mod tests;
