//! The second factor: codes of an app (TOTP, RFC 6238, SHA-1, six digits, thirty seconds) and recovery codes.

use std::fmt::Write as _;

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Builder, Totp};

use crate::base::{PersonId, Rng, SignInId, Timestamp, digest, text_enum};
use crate::db::row;

/// Recovery codes at once.
pub const CODES: usize = 10;
/// For how long a key that nobody has confirmed is shown.
pub const SET_UP: std::time::Duration = std::time::Duration::from_mins(30);
/// For how long the second step waits after the password.
pub const PENDING: std::time::Duration = std::time::Duration::from_mins(10);

text_enum! {
    /// Whom a second factor is demanded of.
    pub enum Demanded {
        Administrators = "administrators",
        Facilitators = "facilitators",
        FocalPoints = "focal_points",
        Staff = "staff",
    }
}

impl Demanded {
    /// The list as it is kept, one word after the other.
    pub fn join(all: &[Self]) -> String {
        all.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub fn split(kept: &str) -> Vec<Self> {
        kept.split(' ').filter_map(Self::parse).collect()
    }
}

row! {
    /// What is kept of a person's second factor.
    #[derive(Clone)]
    pub struct SecondFactor {
        pub person: PersonId,
        /// In base32, as apps take it.
        pub secret: String,
        /// Nothing before the first code.
        pub confirmed_at: Option<Timestamp>,
        /// The last step of thirty seconds of which a code was taken: it is taken once.
        pub last_step: i64,
        pub created_at: Timestamp,
        /// Where it was begun: nobody else sees the key.
        pub sign_in: SignInId,
    }
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").field("person", &self.person).field("secret", &"•••").finish_non_exhaustive()
    }
}

impl SecondFactor {
    /// The step of a code that is right and has not been taken yet.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.0 / 1_000_000).ok()?;
        let step = totp(&self.secret)?.check(&code, seconds)?;
        i64::try_from(step).ok().filter(|step| *step > self.last_step)
    }

    /// The key in groups of four, to be typed.
    pub fn spelled(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The key as apps scan it: the path of the dark modules, and the width of the whole with its margin.
    pub fn picture(&self, community: &str, email: &str) -> Option<(String, i32)> {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (issuer, who) = (encode(&community.replace(':', " ")), encode(email));
        let link = format!("otpauth://totp/{issuer}:{who}?secret={}&issuer={issuer}", self.secret);
        let code = QrCode::encode_text(&link, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN); // a String takes everything
            }
        }
        Some((path, code.size() + 2 * MARGIN))
    }
}

/// The quiet zone around the code (ISO/IEC 18004), in modules.
const MARGIN: i32 = 4;

fn totp(secret: &str) -> Option<Totp> {
    let bytes: [u8; 20] = BASE32_NOPAD.decode(secret.as_bytes()).ok()?.try_into().ok()?;
    Builder::new().with_secret(bytes).build().ok()
}

/// A new key: 160 random bits (RFC 4226, section 4), in base32.
pub fn new_secret(rng: &Rng) -> String {
    let mut bytes = [0; 20];
    rng.fill(&mut bytes);
    BASE32_NOPAD.encode(&bytes)
}

/// New recovery codes, each of 64 random bits, as people write them down.
pub fn new_codes(rng: &Rng) -> Vec<String> {
    let code = |_| {
        let mut bytes = [0; 8];
        rng.fill(&mut bytes);
        let text = HEXLOWER.encode(&bytes);
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    (0..CODES).map(code).collect()
}

/// Under which name a recovery code is kept; nothing for what is none.
pub fn code_digest(person: PersonId, typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    (bare.len() == 16).then(|| digest(&format!("recovery {person} {bare}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(secret: &[u8; 20]) -> SecondFactor {
        SecondFactor {
            person: PersonId(7),
            secret: BASE32_NOPAD.encode(secret),
            confirmed_at: None,
            last_step: 0,
            created_at: Timestamp(0),
            sign_in: SignInId(1),
        }
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        let known = factor(b"12345678901234567890");
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")]
        {
            let at = Timestamp(seconds * 1_000_000);
            assert_eq!(known.step_of(code, at), Some(seconds / 30), "{seconds}");
            assert_eq!(known.step_of(&format!(" {} {}", &code[..3], &code[3..]), at), Some(seconds / 30));
            let taken = SecondFactor { last_step: seconds / 30, ..known.clone() };
            assert_eq!(taken.step_of(code, at), None, "once");
            assert_eq!(known.step_of(code, Timestamp((seconds + 90) * 1_000_000)), None, "too late");
        }
        for code in ["", "28708", "2870822", "abcdef", "２８７０８２"] {
            assert_eq!(known.step_of(code, Timestamp(59_000_000)), None, "{code}");
        }
    }

    #[test]
    fn a_key_can_be_read_and_scanned() {
        let known = factor(b"12345678901234567890");
        assert_eq!(known.spelled(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let (path, size) = known.picture("Prassi: prova", "n@x.example").unwrap();
        assert!(path.starts_with("M4 4h1v1h-1z") && size > 40, "{size}");
        assert!(!format!("{known:?}").contains("GEZD"));
        assert_eq!(new_secret(&Rng::repeatable(1)).len(), 32);
    }

    #[test]
    fn recovery_codes_are_taken_however_they_are_typed() {
        let codes = new_codes(&Rng::repeatable(1));
        let first = codes.first().unwrap();
        assert_eq!((codes.len(), first.len()), (CODES, 19));
        let kept = code_digest(PersonId(7), first);
        assert!(kept.is_some() && kept == code_digest(PersonId(7), &first.to_uppercase().replace('-', " ")));
        assert_ne!(kept, code_digest(PersonId(8), first));
        assert_eq!(code_digest(PersonId(7), "123456"), None);
    }

    #[test]
    fn whom_it_is_demanded_of_is_kept_in_words() {
        let some = [Demanded::Administrators, Demanded::FocalPoints];
        assert_eq!(Demanded::split(&Demanded::join(&some)), some);
        assert!(Demanded::split("").is_empty());
    }
}
