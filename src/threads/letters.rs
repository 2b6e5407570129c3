//! The room's letters, written at the moment of sending.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::accounts::LetterBody;
use crate::base::PersonId;
use crate::config::Config;
use crate::db::Db;
use crate::i18n::{Lang, Tr, tr};
use crate::mail::{Composed, Composer, Outgoing, Uncomposed};

use super::store::{self, BookmarkRow};

/// What somebody wanted to be reminded of. About a person.
pub(super) const REMINDERS: &str = "threads.reminders";

/// What writes this room's letters, for the mailer.
pub fn composers(db: &Db, config: &Config) -> Vec<Arc<dyn Composer>> {
    vec![Arc::new(Reminders {
        db: db.clone(),
        public_url: config.public_url().as_str().trim_end_matches('/').to_owned(),
        community: config.community_name.clone(),
        default_lang: config.default_language.into(),
    })]
}

struct Reminders {
    db: Db,
    public_url: String,
    community: String,
    default_lang: Lang,
}

impl Composer for Reminders {
    fn kind(&self) -> &'static str {
        REMINDERS
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let (person, t) =
                (PersonId(letter.subject_id), tr(Lang::parse(&letter.language).unwrap_or(self.default_lang)));
            // Read now: what was dealt with, deleted, or may no longer be read meanwhile, is in no letter.
            let due = store::list_due(&self.db, person, Some(letter.created_at)).await?;
            let paragraphs: Vec<String> = due.iter().filter_map(|row| paragraph(t, row)).collect();
            if paragraphs.is_empty() {
                return Err(Uncomposed::NotNeeded);
            }
            let name = store::name_of(&self.db, person).await?.unwrap_or_default();
            LetterBody {
                t,
                community: self.community.clone(),
                subject: t.f1("threads-mail-reminders-subject", "n", paragraphs.len()),
                greeting: t.f1("accounts-mail-greeting", "name", &name),
                paragraphs,
                button: t.s("threads-mail-reminders-button"),
                link: format!("{}/segnalibri?vista=promemoria", self.public_url),
                notes: vec![t.s("threads-mail-reminders-why").to_owned()],
            }
            .compose()
        })
    }
}

fn paragraph(t: &'static Tr, row: &BookmarkRow) -> Option<String> {
    let shown = row.shown()?;
    let what = t.f2("threads-mail-reminder", "title", shown.title, "name", shown.author);
    Some(if row.note.is_empty() {
        what
    } else {
        format!("{what} {}", t.f1("threads-mail-reminder-note", "note", &row.note))
    })
}
