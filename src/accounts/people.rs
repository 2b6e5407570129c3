//! People: who has an account, and how others see them.

use jiff::civil::Date;
use serde::Serialize;

use super::model::{EmailAddress, PersonName};
use super::profile::{Away, Hours};
use crate::authz::{Actor, Standing};
use crate::base::{OrganisationId, PersonId, SignInId, Timestamp, digest, text_enum};
use crate::db::row;
use crate::i18n::Lang;

/// The longest function, in characters.
pub const FUNCTION_CHARS: usize = 120;
/// The longest text about oneself, in characters.
pub const ABOUT_CHARS: usize = 1000;

text_enum! {
    /// Whether an account can be used.
    pub enum PersonState {
        Active = "active",
        Closed = "closed",
    }
}

row! {
    /// A person as pages show one.
    #[derive(Clone, Debug)]
    pub struct Person {
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub email: String,
        pub organisation: OrganisationId,
        /// The short name of the organisation.
        pub office: String,
        pub office_code: String,
        pub denomination: String,
        pub function: String,
        pub about: String,
        pub standing: Standing,
        pub is_administrator: bool,
        pub language: String,
        pub time_zone: String,
        pub state: PersonState,
        pub version: i64,
        pub phone: String,
        /// Languages, as the person wrote them.
        pub speaks: String,
        pub away_until: Option<String>,
        pub away_why: String,
        pub working_days: i64,
        pub quiet_from: Option<i64>,
        pub quiet_until: Option<i64>,
        pub office_role: Option<OfficeRole>,
        /// The version of the picture; 0 when there is none.
        pub picture: i64,
    }
}

impl Person {
    /// The absence, unless it is over.
    pub fn away(&self, today: Date) -> Option<Away> {
        Away::of_row(self.away_until.as_deref(), &self.away_why, today)
    }

    pub fn hours(&self) -> Hours {
        Hours { days: self.working_days, quiet: self.quiet_from.zip(self.quiet_until) }
    }

    /// A digest of what the form of the profile holds, with the topics as they stand in it: it tells whether another form was saved
    /// meanwhile. The version also counts what others change of an account.
    pub fn says(&self, topics: &str) -> String {
        let away = self.away_until.as_deref().unwrap_or_default();
        let words =
            [&self.name, &self.function, &self.about, &self.language, &self.time_zone, &self.phone, &self.speaks];
        let words = words.map(String::as_str).join("\0");
        digest(&format!("{words}\0{away}\0{}\0{:?}\0{topics}", self.away_why, self.hours()))
    }
}

text_enum! {
    /// What somebody is in the own office, beside working there.
    pub enum OfficeRole {
        /// Dirigente.
        Head = "head",
        /// Referente: receives what concerns the office.
        FocalPoint = "focal_point",
    }
}

row! {
    /// A person in the directory.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: PersonId,
        pub name: String,
        pub name_key: String,
        pub organisation: OrganisationId,
        pub office: String,
        pub function: String,
        pub phone: String,
        pub away_until: Option<String>,
        pub away_why: String,
        pub office_role: Option<OfficeRole>,
        /// The version of the picture; 0 when there is none.
        pub picture: i64,
    }
}

impl Listed {
    /// The number of the tint of a round face, which means nothing but tells people apart.
    pub fn tint(&self) -> i64 {
        self.id.0.rem_euclid(6) + 1
    }

    pub fn initials(&self) -> String {
        crate::web::initials(&self.name)
    }

    /// The absence, unless it is over.
    pub fn away(&self, today: Date) -> Option<Away> {
        Away::of_row(self.away_until.as_deref(), &self.away_why, today)
    }
}

row! {
    /// What signing in needs of an account.
    #[derive(Clone, Debug)]
    pub struct Account {
        pub id: PersonId,
        pub email: String,
        pub email_key: String,
        pub name: String,
        pub password_hash: Option<String>,
        pub standing: Standing,
        pub is_administrator: bool,
        pub language: String,
    }
}

impl Account {
    /// The person acting for themselves.
    pub fn actor(&self) -> Actor {
        Actor::Person { id: self.id, standing: self.standing, is_administrator: self.is_administrator }
    }
}

row! {
    /// A device on which a person is signed in.
    #[derive(Clone, Debug)]
    pub struct SignIn {
        pub id: SignInId,
        /// What its browser calls itself.
        pub agent: String,
        pub created_at: Timestamp,
        /// To a few minutes.
        pub last_used_at: Timestamp,
        /// Whether it was begun with a passkey.
        pub is_by_passkey: bool,
        /// What that passkey is called, while it is there.
        pub passkey: Option<String>,
    }
}

row! {
    /// A person to mention.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Suggestion {
        pub id: PersonId,
        pub name: String,
        pub office: String,
        pub handle: String,
    }
}

/// A person before there is an id.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: PersonName,
    pub email: EmailAddress,
    /// Nobody signs in without one.
    pub password_hash: Option<String>,
    pub function: String,
    pub about: String,
    pub standing: Standing,
    pub is_administrator: bool,
    pub language: Lang,
    /// A name of the IANA database.
    pub time_zone: String,
    pub now: Timestamp,
}
