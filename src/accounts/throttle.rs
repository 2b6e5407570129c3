//! How often something may be tried: counts under hashed names, and waits that grow and always end.
//!
//! An attempt is charged before it is made, inside the writer, so a thousand at once are no better than one after the other;
//! a right one gives back what it was charged.

use std::time::Duration;

use crate::base::{InvitationId, PersonId, Timestamp, digest};
use crate::config::Limits;
use crate::db::row;
use crate::web::ClientAddress;

const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_mins(15);

/// How many failures are nothing, and how long each further one makes the next wait.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub allowed: i64,
    /// Without a failure or a wait for this long, all is forgotten.
    pub window: Duration,
    pub first_wait: Duration,
    pub longest_wait: Duration,
}

/// One count: of an account from an address, of an address, of an account.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// A digest: the table tells nobody who tried what.
    pub name: String,
    pub policy: Policy,
    /// Whether success forgets it all (or only takes back its own attempt).
    pub is_cleared: bool,
}

row! {
    /// What a bucket holds.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct Count {
        pub failures: i64,
        /// When the first of them was.
        pub since: Timestamp,
        pub blocked_until: Timestamp,
    }
}

impl Count {
    const NONE: Self = Self { failures: 0, since: Timestamp(0), blocked_until: Timestamp(0) };

    /// How long to wait; nothing when it may be tried now.
    pub fn wait(self, now: Timestamp) -> Option<Duration> {
        (self.blocked_until > now).then(|| self.blocked_until.since(now))
    }

    /// The count with one more failure.
    #[must_use]
    pub fn charged(stored: Option<Self>, policy: &Policy, now: Timestamp) -> Self {
        let known =
            stored.filter(|count| !count.is_forgotten(policy, now)).unwrap_or(Self { since: now, ..Self::NONE });
        let failures = known.failures.saturating_add(1);
        let blocked_until = match failures - policy.allowed {
            below if below < 0 => known.blocked_until,
            over => now.plus(wait_after(over, policy)),
        };
        Self { failures, blocked_until, ..known }
    }

    /// The count without the attempt that has just succeeded.
    #[must_use]
    pub fn given_back(self, now: Timestamp) -> Self {
        Self { failures: self.failures.saturating_sub(1).max(0), blocked_until: self.blocked_until.min(now), ..self }
    }

    fn is_forgotten(self, policy: &Policy, now: Timestamp) -> bool {
        now >= self.since.plus(policy.window) && now >= self.blocked_until.plus(policy.window)
    }
}

fn wait_after(over: i64, policy: &Policy) -> Duration {
    let doublings = u32::try_from(over).unwrap_or(u32::MAX).min(20);
    policy.first_wait.saturating_mul(1 << doublings).min(policy.longest_wait)
}

/// The buckets of the house, from its settings.
#[derive(Clone, Copy, Debug)]
pub struct Buckets {
    per_account: Policy,
    per_address: Policy,
}

/// From anywhere: enough to slow a thousand machines down, too little to lock anybody out.
const EVERYWHERE: Policy =
    Policy { allowed: 100, window: Duration::from_hours(1), first_wait: FIRST_WAIT, longest_wait: FIRST_WAIT };
/// Letters with a link to a new password: more than these say nothing new.
const LETTERS: Policy = Policy {
    allowed: 3,
    window: Duration::from_hours(1),
    first_wait: Duration::from_hours(1),
    longest_wait: Duration::from_hours(1),
};

/// Codes of one person, from anywhere: whoever tries them knows the password.
const CODES: Policy = Policy {
    allowed: 5,
    window: Duration::from_mins(15),
    first_wait: Duration::from_mins(1),
    longest_wait: LONGEST_WAIT,
};

/// Invitations of one person: a whole department in an hour.
const INVITING: Policy = Policy {
    allowed: 400,
    window: Duration::from_hours(1),
    first_wait: Duration::from_hours(1),
    longest_wait: Duration::from_hours(1),
};

/// Keys for programs, or passkeys, that somebody makes in an hour: more is a mistake, or somebody else.
const TOKENS: Policy = Policy { allowed: 10, ..LETTERS };

impl Buckets {
    pub fn new(limits: &Limits) -> Self {
        let window = Duration::from_mins(u64::from(limits.sign_in_window_minutes));
        let policy = |allowed: u32| Policy {
            allowed: i64::from(allowed),
            window,
            first_wait: FIRST_WAIT,
            longest_wait: LONGEST_WAIT,
        };
        Self { per_account: policy(limits.sign_in_failures), per_address: policy(limits.sign_in_failures_per_address) }
    }

    /// For a sign-in: the same three whether there is such an account or not.
    pub fn sign_in(&self, email_key: &str, address: ClientAddress) -> Vec<Bucket> {
        let place = address.bucket();
        vec![
            bucket(&["sign-in", email_key, &place], self.per_account, true),
            bucket(&["sign-in-address", &place], self.per_address, false),
            bucket(&["sign-in-account", email_key], EVERYWHERE, false),
        ]
    }

    /// For asking for a new password.
    pub fn forgotten(&self, email_key: &str, address: ClientAddress) -> Vec<Bucket> {
        let place = address.bucket();
        vec![
            bucket(&["forgotten", email_key, &place], self.per_account, false),
            bucket(&["forgotten-address", &place], self.per_address, false),
        ]
    }

    /// For letters to one person, whoever asks for them.
    pub fn letters(email_key: &str) -> Bucket {
        bucket(&["letters", email_key], LETTERS, false)
    }

    /// For a change of address: letters that one person causes, and letters to an address that nobody has proven.
    pub fn email_change(email_key: &str, new_key: &str) -> [Bucket; 2] {
        [bucket(&["email-change", email_key], LETTERS, false), bucket(&["email-change-to", new_key], LETTERS, false)]
    }

    /// For codes of a second factor: a million of them, and few tries.
    pub fn second_factor(person: PersonId) -> Vec<Bucket> {
        vec![bucket(&["second-factor", &person.to_string()], CODES, true)]
    }

    /// For invitations that one person sends.
    pub fn inviting(person: PersonId) -> Bucket {
        bucket(&["inviting", &person.to_string()], INVITING, false)
    }

    /// For sending one invitation again.
    pub fn invitation_again(invitation: InvitationId) -> Bucket {
        bucket(&["invitation-again", &invitation.to_string()], LETTERS, false)
    }

    /// For keys for programs: each brings a letter.
    pub fn access_tokens(email_key: &str) -> Bucket {
        bucket(&["access-tokens", email_key], TOKENS, false)
    }

    /// For coming in with a passkey: nobody says who it is, so what counts is from where.
    pub fn passkey(&self, address: ClientAddress) -> Vec<Bucket> {
        vec![bucket(&["sign-in-address", &address.bucket()], self.per_address, false)]
    }

    /// For new passkeys: each brings a letter.
    pub fn passkeys(email_key: &str) -> Bucket {
        bucket(&["passkeys", email_key], TOKENS, false)
    }

    /// For links that do not exist.
    pub fn links(&self, address: ClientAddress) -> Vec<Bucket> {
        vec![bucket(&["link", &address.bucket()], self.per_address, false)]
    }
}

fn bucket(parts: &[&str], policy: Policy, is_cleared: bool) -> Bucket {
    // Each with its length, so that no two lists of parts are the same text.
    let name: Vec<String> = parts.iter().map(|part| format!("{}:{part}", part.len())).collect();
    Bucket { name: digest(&name.join("/")), policy, is_cleared }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy =
        Policy { allowed: 5, window: Duration::from_mins(15), first_wait: FIRST_WAIT, longest_wait: LONGEST_WAIT };
    const NOW: Timestamp = Timestamp(1_000_000_000_000_000);

    fn fail(times: usize) -> Count {
        (0..times).fold(None, |count, _| Some(Count::charged(count, &POLICY, NOW))).unwrap_or(Count::NONE)
    }

    #[test]
    fn waits_begin_at_the_limit_and_double() {
        let seconds = |times| fail(times).wait(NOW).map(|wait| wait.as_secs());
        assert_eq!(
            [4, 5, 6, 7, 9, 10, 1000].map(seconds),
            [None, Some(30), Some(60), Some(120), Some(480), Some(900), Some(900)]
        );
    }

    #[test]
    fn failures_are_forgotten_after_a_quiet_window() {
        let quiet = |count: Count, after: Duration| Count::charged(Some(count), &POLICY, NOW.plus(after)).failures;
        assert_eq!(quiet(fail(4), Duration::from_mins(15)), 1);
        assert_eq!(quiet(fail(4), Duration::from_secs(14 * 60 + 59)), 5);
        // After a wait, the window begins when the wait ends: the next failure waits longer than the one before.
        assert_eq!(quiet(fail(5), Duration::from_mins(15)), 6);
        assert_eq!(quiet(fail(5), Duration::from_secs(15 * 60 + 30)), 1);
    }

    #[test]
    fn success_takes_back_its_own_attempt() {
        let before = fail(50);
        let after = Count::charged(Some(before), &POLICY, NOW.plus(LONGEST_WAIT)).given_back(NOW.plus(LONGEST_WAIT));
        assert_eq!(after.failures, before.failures);
        assert_eq!(after.wait(NOW.plus(LONGEST_WAIT)), None);
    }

    #[test]
    fn buckets_have_names_of_their_own() {
        let a = bucket(&["x", "ab", "c"], POLICY, true).name;
        assert_ne!(a, bucket(&["x", "a", "bc"], POLICY, true).name);
        assert_eq!(a, bucket(&["x", "ab", "c"], POLICY, false).name);
        assert_eq!(a.len(), 64);
    }
}
