//! The room's letters, written at the moment of sending. They say where to look, never what was written or reported.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::accounts::{LetterBody, LetterDesk};
use crate::base::{ReportId, SpaceId};
use crate::config::Config;
use crate::db::Db;
use crate::mail::{Composed, Composer, Outgoing, Uncomposed};

use super::store::letters::{find_told, find_waiting};

/// Posts of a space have been reported. About a space.
pub(super) const ARRIVED: &str = "reports.arrived";
/// What became of a report. About a report.
pub(super) const ANSWERED: &str = "reports.answered";

/// What writes this room's letters, for the mailer.
pub fn composers(db: &Db, config: &Config) -> Vec<Arc<dyn Composer>> {
    let desk = LetterDesk::new(db, config);
    vec![Arc::new(Arrived(Arc::clone(&desk))), Arc::new(Answered(desk))]
}

struct Arrived(Arc<LetterDesk>);

impl Composer for Arrived {
    fn kind(&self) -> &'static str {
        ARRIVED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let (desk, space) = (&self.0, SpaceId(letter.subject_id));
            let found = find_waiting(&desk.db, space, &letter.recipient).await?;
            let waiting = found.ok_or(Uncomposed::NotNeeded)?;
            let t = desk.t(letter);
            let mut paragraphs = vec![t.f2("reports-mail-arrived", "n", waiting.posts, "space", &waiting.space)];
            if waiting.urgent > 0 {
                paragraphs.push(t.s("reports-mail-arrived-urgent").to_owned());
            }
            paragraphs.push(t.s("reports-mail-arrived-what").to_owned());
            let page = format!("/spazi/{space}/segnalazioni");
            LetterBody {
                subject: t.f2("reports-mail-arrived-subject", "n", waiting.posts, "space", &waiting.space),
                paragraphs,
                notes: vec![t.s("reports-mail-arrived-why").to_owned()],
                ..desk.body(t, &waiting.name, (t.s("reports-mail-arrived-button"), &page))
            }
            .compose()
        })
    }
}

struct Answered(Arc<LetterDesk>);

impl Composer for Answered {
    fn kind(&self) -> &'static str {
        ANSWERED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let desk = &self.0;
            let found = find_told(&desk.db, ReportId(letter.subject_id)).await?;
            let told = found.ok_or(Uncomposed::NotNeeded)?;
            let t = desk.t(letter);
            let day = t.day(told.reported_at.0, &desk.time_zone);
            let mut paragraphs = vec![
                t.f2("reports-mail-answered", "space", &told.space, "day", day),
                t.s(told.decision.key()).to_owned(),
            ];
            if !told.answer.is_empty() {
                paragraphs.push(t.f1("reports-mail-answered-words", "words", &told.answer));
            }
            paragraphs.push(t.s("reports-mail-answered-thanks").to_owned());
            let page = format!("/messaggi/{}", told.post);
            LetterBody {
                subject: t.f1("reports-mail-answered-subject", "space", &told.space),
                paragraphs,
                notes: vec![t.s("reports-mail-answered-secret").to_owned()],
                ..desk.body(t, &told.name, (t.s("reports-mail-answered-button"), &page))
            }
            .compose()
        })
    }
}
