//! The register of accounts: what administrators look for, and what they know of one.

use super::people::{OfficeRole, PersonState};
use crate::authz::Standing;
use crate::base::{OrganisationId, PersonId, Timestamp, text_enum};
use crate::db::row;
use crate::web::Fields;

/// The longest words to look for, in characters.
const WORDS_CHARS: usize = 100;
/// The longest reason for closing an account, in characters.
pub const WHY_CHARS: usize = 500;

text_enum! {
    /// What somebody is, as far as the register tells people apart.
    pub enum Role {
        Administrator = "administrator",
        Head = "head",
        FocalPoint = "focal_point",
        Guest = "guest",
    }
}

/// What an administrator looks for; everything fits the empty one.
#[derive(Clone, Default, Debug)]
pub struct Lookup {
    /// Beginnings of words of the name, in any order; or the beginning of the address.
    pub words: String,
    pub state: Option<PersonState>,
    pub office: Option<OrganisationId>,
    pub role: Option<Role>,
    /// Where the page begins: after this name's key and id.
    pub after: Option<(String, PersonId)>,
}

impl Lookup {
    /// From an address; what cannot be read looks for nothing in particular.
    pub fn parse(query: &Fields) -> Self {
        Self {
            words: query.get("cerca").trim().chars().filter(|c| !c.is_control()).take(WORDS_CHARS).collect(),
            state: PersonState::parse(query.get("stato")),
            office: query.get("ufficio").parse().ok(),
            role: Role::parse(query.get("ruolo")),
            after: None,
        }
    }

    /// Whether anything in particular is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.state.is_none() && self.office.is_none() && self.role.is_none()
    }

    /// The address of the page after somebody.
    pub fn older(&self, last: PersonId) -> String {
        let fields = [
            ("cerca", self.words.clone()),
            ("stato", self.state.map_or("", |state| state.as_str()).to_owned()),
            ("ufficio", self.office.map(|id| id.to_string()).unwrap_or_default()),
            ("ruolo", self.role.map_or("", |role| role.as_str()).to_owned()),
            ("dopo", last.to_string()),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/amministrazione/persone?{}", serde_urlencoded::to_string(&fields).unwrap_or_default())
    }
}

row! {
    /// A line of the register.
    #[derive(Clone, Debug)]
    pub struct Registered {
        pub id: PersonId,
        pub name: String,
        pub email: String,
        pub organisation: OrganisationId,
        pub office: String,
        pub standing: Standing,
        pub is_administrator: bool,
        pub office_role: Option<OfficeRole>,
        pub state: PersonState,
        /// To a few minutes; nothing before the first sign-in.
        pub last_used_at: Option<Timestamp>,
    }
}

impl Registered {
    pub fn is_guest(&self) -> bool {
        self.standing == Standing::Guest
    }

    pub fn is_closed(&self) -> bool {
        self.state == PersonState::Closed
    }
}

row! {
    /// What only administrators know of an account.
    #[derive(Clone, Debug)]
    pub struct Record {
        pub created_at: Timestamp,
        pub last_used_at: Option<Timestamp>,
        /// On how many devices it is signed in.
        pub sign_ins: i64,
        pub has_password: bool,
        pub has_second_factor: bool,
        pub passkeys: i64,
        pub closed_at: Option<Timestamp>,
        /// The person themselves, when they left.
        pub closed_by: Option<PersonId>,
        pub closed_by_name: Option<String>,
        pub closed_why: String,
    }
}

row! {
    /// An office in which somebody works or has worked, and since when.
    #[derive(Clone, Debug)]
    pub struct OfficeSince {
        pub organisation: OrganisationId,
        pub office: String,
        pub since: Timestamp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_looked_for() {
        let parse = |query: &str| Lookup::parse(&Fields::parse(query.as_bytes()).unwrap());
        let lookup = parse("cerca=+Anna%00+&stato=closed&ufficio=7&ruolo=head&dopo=3");
        assert_eq!(
            (lookup.words.as_str(), lookup.state, lookup.role),
            ("Anna", Some(PersonState::Closed), Some(Role::Head))
        );
        assert_eq!(
            lookup.older(PersonId(5)),
            "/amministrazione/persone?cerca=Anna&stato=closed&ufficio=7&ruolo=head&dopo=5"
        );
        assert!(parse("").is_empty() && parse("stato=x&ruolo=&ufficio=y").is_empty() && !lookup.is_empty());
    }
}
