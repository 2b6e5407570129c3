//! The room's letters, written at the moment of sending.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::accounts::{LetterBody, LetterDesk};
use crate::authz::Role;
use crate::base::{RequestId, Seq, SpaceId, Timestamp};
use crate::config::Config;
use crate::db::{self, Db, Tx};
use crate::journal;
use crate::mail::{self, Composed, Composer, Letter, MessageId, Outgoing, Uncomposed};

use super::model::RequestState;
use super::readers;
use super::store::leaders::{self, Addressee};
use super::store::readers as store_of_readers;
use super::store::{guests, requests};

/// Somebody asked to come in, and was answered. About a request.
pub(super) const ANSWERED: &str = "spaces.request_answered";
/// Somebody asks to come in. About a space.
pub(super) const ASKED: &str = "spaces.asked";
/// Somebody facilitates a space from now on. About a space.
pub(super) const LEADS: &str = "spaces.leads";

/// More people read a space than before. About an event of the journal.
pub(super) const OPENED: &str = "spaces.opened";
/// Somebody was made facilitator by another. About a space.
pub(super) const APPOINTED: &str = "spaces.appointed";
/// Somebody was taken out by another. About a space.
pub(super) const REMOVED: &str = "spaces.removed";
/// Somebody was let in. About a space.
pub(super) const ADMITTED: &str = "spaces.admitted";

/// Puts a letter of this room in the outbox, as the last step of a command: the newest event is what it tells of.
pub(super) async fn post(
    tx: &mut Tx<'_>,
    (kind, subject_id): (&'static str, i64),
    to: &Addressee,
    now: Timestamp,
) -> db::Result<()> {
    let event = journal::head(&mut *tx).await?;
    let message_id = MessageId::derived(&format!("{kind} {subject_id} {} {event}", to.person));
    let letter = Letter { kind, recipient: &to.email, language: &to.language, subject_id };
    mail::post(tx, &letter, &message_id, now).await?;
    Ok(())
}

/// The same, unless the same was written in the last while.
pub(super) async fn post_once(
    tx: &mut Tx<'_>,
    (kind, subject_id): (&'static str, i64),
    to: &Addressee,
    (now, quiet): (Timestamp, Duration),
) -> db::Result<()> {
    let letter = Letter { kind, recipient: &to.email, language: &to.language, subject_id };
    if mail::was_posted(tx, &letter, now.minus(quiet)).await? {
        return Ok(());
    }
    post(tx, (kind, subject_id), to, now).await
}

/// What writes this room's letters, for the mailer.
pub fn composers(db: &Db, config: &Config) -> Vec<Arc<dyn Composer>> {
    let desk = LetterDesk::new(db, config);
    vec![
        Arc::new(Answered(Arc::clone(&desk))),
        Arc::new(Asked(Arc::clone(&desk))),
        Arc::new(Leads(Arc::clone(&desk), LEADS)),
        Arc::new(Leads(Arc::clone(&desk), APPOINTED)),
        Arc::new(Removal(Arc::clone(&desk))),
        Arc::new(Opening(Arc::clone(&desk))),
        Arc::new(Admission(desk)),
    ]
}

struct Asked(Arc<LetterDesk>);

impl Composer for Asked {
    fn kind(&self) -> &'static str {
        ASKED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let space = SpaceId(letter.subject_id);
            let found = requests::find_asking(&self.0.db, space, &letter.recipient).await?;
            let asking = found.ok_or(Uncomposed::NotNeeded)?;
            let t = self.0.t(letter);
            let page = format!("/spazi/{space}/persone");
            let body = self.0.body(t, &asking.name, (t.s("spaces-mail-asked-button"), &page));
            LetterBody {
                subject: t.f2("spaces-mail-asked-subject", "n", asking.people, "space", &asking.space),
                paragraphs: vec![
                    t.f2("spaces-mail-asked", "n", asking.people, "space", &asking.space),
                    t.s("spaces-mail-asked-what").to_owned(),
                ],
                notes: vec![t.s("spaces-mail-asked-why").to_owned()],
                ..body
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
            let found = requests::find_answer(&self.0.db, RequestId(letter.subject_id)).await?;
            let answer = found.ok_or(Uncomposed::NotNeeded)?;
            let (t, space) = (self.0.t(letter), &answer.space_name);
            let (subject, paragraphs) = match answer.state {
                RequestState::Approved => {
                    ("spaces-mail-approved-subject", vec![t.f1("spaces-mail-approved", "space", space)])
                }
                RequestState::Refused => {
                    let why = t.f1("spaces-mail-refused-reason", "reason", &answer.reason);
                    ("spaces-mail-refused-subject", vec![t.f1("spaces-mail-refused", "space", space), why])
                }
                RequestState::Waiting | RequestState::Withdrawn => return Err(Uncomposed::NotNeeded),
            };
            let page = format!("/spazi/{}", answer.space);
            let body = self.0.body(t, &answer.name, (t.s("spaces-mail-to-space"), &page));
            LetterBody { subject: t.f1(subject, "space", space), paragraphs, ..body }.compose()
        })
    }
}

/// To a new facilitator: made one by the house, or by somebody, as the kind says.
struct Leads(Arc<LetterDesk>, &'static str);

impl Composer for Leads {
    fn kind(&self) -> &'static str {
        self.1
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let space = SpaceId(letter.subject_id);
            let found = leaders::find_leading(&self.0.db, space, &letter.recipient).await?;
            let leading = found.ok_or(Uncomposed::NotNeeded)?;
            let t = self.0.t(letter);
            let page = format!("/spazi/{space}/persone");
            let body = self.0.body(t, &leading.name, (t.s("spaces-mail-to-people"), &page));
            let how = if self.1 == LEADS { "spaces-mail-leads" } else { "spaces-mail-appointed" };
            let paragraphs = vec![t.f1(how, "space", &leading.space), t.s("spaces-mail-leads-what").to_owned()];
            LetterBody { subject: t.f1("spaces-mail-leads-subject", "space", &leading.space), paragraphs, ..body }
                .compose()
        })
    }
}

struct Removal(Arc<LetterDesk>);

impl Composer for Removal {
    fn kind(&self) -> &'static str {
        REMOVED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let space = SpaceId(letter.subject_id);
            let found = leaders::find_removed(&self.0.db, space, &letter.recipient).await?;
            let removed = found.ok_or(Uncomposed::NotNeeded)?;
            let t = self.0.t(letter);
            let body = self.0.body(t, &removed.name, (t.s("spaces-mail-to-spaces"), "/spazi"));
            let paragraphs =
                vec![t.f1("spaces-mail-removed", "space", &removed.space), t.s("spaces-mail-removed-what").to_owned()];
            let subject = t.f1("spaces-mail-removed-subject", "space", &removed.space);
            LetterBody { subject, paragraphs, ..body }.compose()
        })
    }
}

struct Opening(Arc<LetterDesk>);

impl Composer for Opening {
    fn kind(&self) -> &'static str {
        OPENED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let found = store_of_readers::find_opened(&self.0.db, Seq(letter.subject_id), &letter.recipient).await?;
            let opened = found.ok_or(Uncomposed::NotNeeded)?;
            let (from, to) = readers::change_of(&opened.data).ok_or(Uncomposed::NotNeeded)?;
            let (t, space) = (self.0.t(letter), &opened.space_name);
            let who = opened.who.as_deref().unwrap_or(t.s("spaces-readers-nobody"));
            let page = format!("/spazi/{}", opened.space);
            let body = self.0.body(t, &opened.name, (t.s("spaces-mail-to-space"), &page));
            LetterBody {
                subject: t.f1("spaces-mail-opened-subject", "space", space),
                paragraphs: vec![
                    t.f2("spaces-mail-opened", "who", who, "space", space),
                    t.f2("spaces-readers-from-to", "from", readers::word(t, from), "to", readers::word(t, to)),
                    t.s(readers::consequence(to)).to_owned(),
                ],
                notes: vec![t.s("spaces-mail-opened-why").to_owned()],
                ..body
            }
            .compose()
        })
    }
}

struct Admission(Arc<LetterDesk>);

impl Composer for Admission {
    fn kind(&self) -> &'static str {
        ADMITTED
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let space = SpaceId(letter.subject_id);
            let found = guests::find_admitted(&self.0.db, space, &letter.recipient).await?;
            let admitted = found.ok_or(Uncomposed::NotNeeded)?;
            let (t, name) = (self.0.t(letter), &admitted.space);
            let words = match (admitted.role, admitted.until) {
                (Role::Guest, Some(until)) => {
                    let day = t.day(until.minus(Duration::from_secs(1)).0, &self.0.time_zone);
                    t.f2("spaces-mail-admitted-guest-until", "space", name, "day", day)
                }
                (Role::Guest, None) => t.f1("spaces-mail-admitted-guest", "space", name),
                (Role::Facilitator, _) => t.f1("spaces-mail-admitted-facilitator", "space", name),
                (Role::Member, _) => t.f1("spaces-mail-admitted", "space", name),
            };
            let page = format!("/spazi/{space}");
            let body = self.0.body(t, &admitted.name, (t.s("spaces-mail-to-space"), &page));
            let subject = t.f1("spaces-mail-admitted-subject", "space", name);
            LetterBody { subject, paragraphs: vec![words], ..body }.compose()
        })
    }
}
