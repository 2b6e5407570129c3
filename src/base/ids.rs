//! Every id is a newtype over the database's 64-bit key.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.0)) }
        }
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "format": "int64" })
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> { i64::column_result(value).map(Self) }
        }
    )*};
}

id! {
    /// A person with an account.
    PersonId,
    /// A prefettura, the department, a training body, a stakeholder…
    OrganisationId,
    /// An invitation to join the community.
    InvitationId,
    /// A wish to be reached at another e-mail address.
    EmailChangeId,
    /// Something that people can help with.
    TopicId,
    /// One device on which a person is signed in.
    SignInId,
    /// A key that a person has made for a program.
    AccessTokenId,
    /// A passkey of a person.
    PasskeyId,
    /// A group with its discussions.
    SpaceId,
    /// Somebody's wish to come into a closed space.
    RequestId,
    /// A discussion.
    ThreadId,
    /// One post of a discussion.
    PostId,
    /// A post that somebody has set aside.
    BookmarkId,
    /// A file that somebody has uploaded.
    FileId,
    /// A post brought before those who facilitate.
    ReportId,
    /// What became of the reports of a post.
    ReportClosingId,
    /// A place in the journal: larger is later, without gaps for a reader to fall into.
    Seq,
    /// A durable piece of work.
    JobId,
    /// A letter in the outbox.
    LetterId,
}
