//! The room's letters, written at the moment of sending.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::accounts::{LetterBody, LetterDesk};
use crate::base::PersonId;
use crate::config::Config;
use crate::db::Db;
use crate::i18n::Tr;
use crate::mail::{Composed, Composer, Outgoing, Uncomposed};

use super::store::{self, BookmarkRow};

/// What somebody wanted to be reminded of. About a person.
pub(super) const REMINDERS: &str = "threads.reminders";

/// What writes this room's letters, for the mailer.
pub fn composers(db: &Db, config: &Config) -> Vec<Arc<dyn Composer>> {
    vec![Arc::new(Reminders(LetterDesk::new(db, config)))]
}

struct Reminders(Arc<LetterDesk>);

impl Composer for Reminders {
    fn kind(&self) -> &'static str {
        REMINDERS
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let (desk, person, t) = (&self.0, PersonId(letter.subject_id), self.0.t(letter));
            // Read now: what was dealt with, deleted, or may no longer be read meanwhile, is in no letter.
            let due = store::list_due(&desk.db, person, Some(letter.created_at)).await?;
            let paragraphs: Vec<String> = due.iter().filter_map(|row| paragraph(t, row)).collect();
            if paragraphs.is_empty() {
                return Err(Uncomposed::NotNeeded);
            }
            let name = store::name_of(&desk.db, person).await?.unwrap_or_default();
            let button = (t.s("threads-mail-reminders-button"), "/segnalibri?vista=promemoria");
            LetterBody {
                subject: t.f1("threads-mail-reminders-subject", "n", paragraphs.len()),
                paragraphs,
                notes: vec![t.s("threads-mail-reminders-why").to_owned()],
                ..desk.body(t, &name, button)
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
