//! The desk at which later rooms write their letters.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::letters::Body;
use crate::config::Config;
use crate::db::Db;
use crate::i18n::{Lang, Tr, tr};
use crate::mail::Outgoing;

/// What every letter of a later room needs.
pub struct Desk {
    pub db: Db,
    /// Where days are counted that are nobody's own.
    pub time_zone: TimeZone,
    public_url: String,
    community: String,
    default_lang: Lang,
}

impl Desk {
    pub fn new(db: &Db, config: &Config) -> Arc<Self> {
        Arc::new(Self {
            db: db.clone(),
            time_zone: config.time_zone.clone(),
            public_url: config.public_url().as_str().trim_end_matches('/').to_owned(),
            community: config.community_name.clone(),
            default_lang: config.default_language.into(),
        })
    }

    /// The language of a letter.
    pub fn t(&self, letter: &Outgoing) -> &'static Tr {
        tr(Lang::parse(&letter.language).unwrap_or(self.default_lang))
    }

    /// A letter to `name`, with a button that leads to a page; what it says is still to be filled in.
    pub fn body(&self, t: &'static Tr, name: &str, (button, page): (&'static str, &str)) -> Body {
        Body {
            t,
            community: self.community.clone(),
            subject: String::new(),
            greeting: t.f1("accounts-mail-greeting", "name", name),
            paragraphs: Vec::new(),
            button,
            link: format!("{}{page}", self.public_url),
            notes: Vec::new(),
        }
    }
}
