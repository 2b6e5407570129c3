//! `prassi import`: organisations and people from a table, while the server goes on.
//!
//! Line by line, each in a transaction of its own in the writer's background lane, with a breath in between: whoever uses the
//! community does not wait. What is there already is left or brought up to date, so a file may be imported again.

mod store;
mod table;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::time::Duration;

use self::table::{Column, Line, Table};
use super::Failure;
use super::progress::Progress;
use crate::accounts::{
    AddOrganisation, CreatePerson, EmailAddress, NewOrganisation, NewPerson, OrganisationKind, OrganisationNews,
    PersonName, Refusal, compare_organisation, find_organisation_by_code, seed_organisations,
};
use crate::app;
use crate::authz::Standing;
use crate::base::Clock;
use crate::config::Config;
use crate::db::Db;

/// SQLite's lock goes to whoever asks at the right moment: between two lines the server finds it free.
const BREATH: Duration = Duration::from_millis(2);

/// What is imported.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum What {
    /// Columns: code, name, kind; and denomination, region, latitude, longitude.
    Organisations,
    /// Columns: name, email, organisation (its code); and function, standing (staff or guest).
    People,
}

/// What became of a line.
enum Outcome {
    Taken,
    /// What is there has been brought up to date.
    Changed,
    /// It says nothing new.
    Known,
    /// It cannot be taken, and why.
    Refused(String),
}

/// Imports a file; gives whether every line was taken.
pub(super) async fn import(config: &Config, what: What, file: &Path, is_dry: bool) -> Result<bool, Failure> {
    let table = Table::open(file, columns(what)).map_err(|e| Failure::Usage(format!("{e:#}")))?;
    let db = Db::open(&app::database(config)?).await?;
    seed_organisations(&db).await?;
    let mut importer = Importer { db, config, is_dry, seen: HashMap::new() };
    let (mut taken, mut changed, mut known, mut refused) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut progress = Progress::new("lines", 0);
    for line in table {
        let (number, outcome) = match line {
            Ok(line) => (line.number, importer.take(what, line).await?),
            Err(torn) => (torn.number, Outcome::Refused(torn.reason)),
        };
        match outcome {
            Outcome::Taken => taken += 1,
            Outcome::Changed => changed += 1,
            Outcome::Known => known += 1,
            Outcome::Refused(reason) => {
                refused += 1;
                println!("line {number}: {reason}");
            }
        }
        progress.add(1);
    }
    progress.finish();
    let would = if is_dry { "would be " } else { "" };
    println!("{taken} {would}imported, {changed} {would}changed, {known} there already, {refused} refused.");
    Ok(refused == 0)
}

const fn needed(names: &'static [&'static str]) -> Column {
    Column { names, is_needed: true }
}

const fn optional(names: &'static [&'static str]) -> Column {
    Column { names, is_needed: false }
}

const ORGANISATIONS: [Column; 7] = [
    needed(&["code", "codice", "sigla"]),
    needed(&["name", "nome"]),
    needed(&["kind", "tipo"]),
    optional(&["denomination", "denominazione"]),
    optional(&["region", "regione"]),
    optional(&["latitude", "latitudine", "seat_lat"]),
    optional(&["longitude", "longitudine", "seat_lon"]),
];
const PEOPLE: [Column; 5] = [
    needed(&["name", "nome", "nome_e_cognome"]),
    needed(&["email", "e_mail", "posta"]),
    needed(&["organisation", "ente", "codice_ente", "ufficio"]),
    optional(&["function", "funzione"]),
    optional(&["standing", "posizione"]),
];

const fn columns(what: What) -> &'static [Column] {
    match what {
        What::Organisations => &ORGANISATIONS,
        What::People => &PEOPLE,
    }
}

struct Importer<'c> {
    db: Db,
    config: &'c Config,
    is_dry: bool,
    /// What a dry run would have written by now: digests of what tells the lines apart, and of all they say.
    seen: HashMap<u64, u64>,
}

impl Importer<'_> {
    async fn take(&mut self, what: What, line: Line) -> Result<Outcome, Failure> {
        let outcome = match what {
            What::Organisations => self.organisation(line.values).await?,
            What::People => self.person(line.values).await?,
        };
        if matches!(outcome, Outcome::Taken | Outcome::Changed) && !self.is_dry {
            tokio::time::sleep(BREATH).await;
        }
        Ok(outcome)
    }

    /// In a dry run, what an earlier line of the file would have made of this one; nothing when none is about the same.
    fn again(&mut self, key: &str, says: &str) -> Option<Outcome> {
        let digest = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            hasher.finish()
        };
        let says = digest(says);
        let earlier = self.seen.insert(digest(key), says)?;
        Some(if earlier == says { Outcome::Known } else { Outcome::Changed })
    }

    async fn organisation(&mut self, values: Vec<String>) -> Result<Outcome, Failure> {
        let new = match organisation(values) {
            Ok(new) => new,
            Err(reason) => return Ok(Outcome::Refused(reason)),
        };
        if self.is_dry
            && let Some(outcome) = self.again(&new.code, &format!("{new:?}"))
        {
            return Ok(outcome);
        }
        let outcome = match compare_organisation(&self.db, &new).await? {
            OrganisationNews::Known => return Ok(Outcome::Known),
            OrganisationNews::Added => Outcome::Taken,
            OrganisationNews::Changed => Outcome::Changed,
        };
        if !self.is_dry {
            self.db.write_later(AddOrganisation(new)).await?;
        }
        Ok(outcome)
    }

    async fn person(&mut self, values: Vec<String>) -> Result<Outcome, Failure> {
        let (new, organisation) = match self.new_person(values) {
            Ok(found) => found,
            Err(reason) => return Ok(Outcome::Refused(reason)),
        };
        if find_organisation_by_code(&self.db, &organisation).await?.is_none() {
            return Ok(Outcome::Refused(format!("there is no organisation with the code {organisation}")));
        }
        if store::is_known(&self.db, new.email.key()).await? {
            return Ok(Outcome::Known);
        }
        if self.is_dry {
            return Ok(self.again(new.email.key(), "").unwrap_or(Outcome::Taken));
        }
        match self.db.write_later(CreatePerson { new, organisation, handle: None }).await {
            Ok(_) => Ok(Outcome::Taken),
            Err(Refusal::EmailTaken) => Ok(Outcome::Known), // somebody was quicker
            Err(Refusal::Db(error)) => Err(error.into()),
            Err(other) => Ok(Outcome::Refused(other.to_string())),
        }
    }

    /// The person of a line, without a password, and the code of the organisation. Error: what is wrong with it.
    fn new_person(&self, values: Vec<String>) -> Result<(NewPerson, String), String> {
        let [name, email, organisation, function, standing] =
            <[String; 5]>::try_from(values).map_err(|_| "it has other columns".to_owned())?;
        let standing = match standing.to_lowercase().as_str() {
            "" | "staff" | "collega" => Standing::Staff,
            "guest" | "ospite" => Standing::Guest,
            _ => return Err("the standing is neither staff nor guest".to_owned()),
        };
        if function.chars().count() > FUNCTION_CHARS || function.chars().any(char::is_control) {
            return Err(format!("the function has more than {FUNCTION_CHARS} characters, or strange ones"));
        }
        let new = NewPerson {
            name: PersonName::parse(&name).map_err(|e| format!("the name cannot be used: {e}"))?,
            email: EmailAddress::parse(&email).map_err(|e| format!("the address cannot be used: {e}"))?,
            password_hash: None,
            function,
            about: String::new(),
            standing,
            is_administrator: false,
            language: self.config.default_language.into(),
            time_zone: self.config.time_zone.iana_name().unwrap_or("Europe/Rome").to_owned(),
            now: Clock::System.now(),
        };
        Ok((new, organisation))
    }
}

/// As long as a function may be in the profile.
const FUNCTION_CHARS: usize = 120;
/// The longest name of an organisation.
const NAME_CHARS: usize = 200;
/// The longest code.
const CODE_CHARS: usize = 40;

/// The organisation of a line. Error: what is wrong with it.
fn organisation(values: Vec<String>) -> Result<NewOrganisation, String> {
    let [code, name, kind, denomination, region, latitude, longitude] =
        <[String; 7]>::try_from(values).map_err(|_| "it has other columns".to_owned())?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if code.is_empty() || code.len() > CODE_CHARS || !code.chars().all(is_word) {
        return Err(format!("the code is not 1 to {CODE_CHARS} letters, digits, - or _"));
    }
    for (what, text) in [("name", &name), ("denomination", &denomination), ("region", &region)] {
        if text.chars().count() > NAME_CHARS || text.chars().any(char::is_control) {
            return Err(format!("the {what} has more than {NAME_CHARS} characters, or strange ones"));
        }
    }
    if name.is_empty() {
        return Err("the name is empty".to_owned());
    }
    let kinds = || OrganisationKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    let kind = OrganisationKind::parse(&kind).ok_or_else(|| format!("the kind is none of {}", kinds()))?;
    let seat = match (latitude.replace(',', ".").parse(), longitude.replace(',', ".").parse()) {
        (Ok(lat), Ok(lon)) if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) => Some((lat, lon)),
        _ if latitude.is_empty() && longitude.is_empty() => None,
        _ => return Err("latitude and longitude are no degrees".to_owned()),
    };
    let denomination = if denomination.is_empty() { name.clone() } else { denomination };
    let region = Some(region).filter(|region| !region.is_empty());
    Ok(NewOrganisation { code: code.to_uppercase(), name, denomination, kind, region, seat })
}
