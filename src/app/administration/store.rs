//! What the pages ask of the log and of the throttles.

use crate::base::{PersonId, Seq, Timestamp};
use crate::db::{Db, ListOf, Result, row, sql};

row! {
    /// An event that touches security.
    pub(super) struct Touch {
        pub seq: Seq,
        pub at: Timestamp,
        pub actor: Option<String>,
        pub kind: String,
        pub data: String,
    }
}

/// The events of the page, newest first: who came, with which rights, and whose password changed.
pub(super) async fn list_touches(db: &Db, before: Seq, limit: i64) -> Result<Vec<Touch>> {
    sql!(read db, all Touch,
        "SELECT j.seq, j.at, p.name, j.kind, j.data FROM journal j LEFT JOIN people p ON p.id = j.actor_id
         WHERE j.seq < $1 AND j.kind IN ('accounts.person_invited', 'accounts.invitation_withdrawn', 'accounts.person_joined',
           'accounts.password_changed', 'accounts.other_sign_ins_ended', 'accounts.email_changed', 'accounts.email_change_stopped',
           'accounts.office_role_changed', 'accounts.account_closed', 'accounts.account_reopened', 'accounts.person_moved',
           'accounts.administrator_made', 'accounts.administrator_ended',
           'accounts.second_factor_enabled', 'accounts.second_factor_disabled', 'accounts.second_factor_reset',
           'accounts.recovery_codes_renewed', 'accounts.recovery_code_used', 'accounts.second_factor_demanded',
           'accounts.access_token_made', 'accounts.access_token_revoked', 'accounts.passkey_added', 'accounts.passkey_removed',
           'accounts.signed_in_with_passkey', 'accounts.passkey_refused',
           'spaces.readers_changed', 'spaces.role_changed', 'spaces.member_joined', 'spaces.member_left')
         ORDER BY j.seq DESC LIMIT $2",
        before, limit)
}

/// The names of some people.
pub(super) async fn names(db: &Db, people: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    sql!(read db, all (PersonId, String), {
        sqlite: "SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each($1))",
        postgres: "SELECT id, name FROM people WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::text::json))"
    }, &ListOf::new(people).0)
}

/// Guesses that still count: under how many names, how many in all, and how many names have to wait at the moment.
/// A name is a digest of an account, an address or both: nobody can say here who it was.
pub(super) async fn guesses(db: &Db, now: Timestamp, since: Timestamp) -> Result<(i64, i64, i64)> {
    sql!(read db, one (i64, i64, i64), {
        sqlite: "SELECT COUNT(*), COALESCE(SUM(failures), 0), COALESCE(SUM(blocked_until > $1), 0)
                 FROM throttles WHERE failures > 0 AND (since >= $2 OR blocked_until > $1)",
        postgres: "SELECT COUNT(*), COALESCE(SUM(failures), 0)::bigint, COALESCE(SUM(CASE WHEN blocked_until > $1 THEN 1 ELSE 0 END), 0)::bigint
                   FROM throttles WHERE failures > 0 AND (since >= $2 OR blocked_until > $1)"
    }, now, since)
}
