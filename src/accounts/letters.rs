//! The room's letters: written, with their secrets, at the moment of sending.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;

use super::commands::AddLink;
use super::email_change::{EmailChange, EmailChangeState};
use super::invitations::{Invitation, Outcome};
use super::store::{self, Purpose};
use crate::base::{AccessTokenId, Clock, EmailChangeId, InvitationId, PersonId, Rng, Timestamp, digest};
use crate::config::Config;
use crate::db::{self, Db};
use crate::i18n::{Lang, Tr, tr};
use crate::mail::{Composed, Composer, Letter, Outgoing, Uncomposed};

#[path = "samples/letters.rs"]
mod samples;

const INVITATION: &str = "accounts.invitation";
const NEW_PASSWORD: &str = "accounts.password";
const NEW_EMAIL: &str = "accounts.email_new";
const OLD_EMAIL: &str = "accounts.email_old";
const EMAIL_CHANGED: &str = "accounts.email_changed";
const REOPENED: &str = "accounts.reopened";
const SECOND_ON: &str = "accounts.second_factor_on";
const SECOND_OFF: &str = "accounts.second_factor_off";
const PASSKEY_ADDED: &str = "accounts.passkey_added";
const PASSKEY_REMOVED: &str = "accounts.passkey_removed";
const ADMINISTRATOR_MADE: &str = "accounts.administrator_made";
const ADMINISTRATOR_ENDED: &str = "accounts.administrator_ended";
const TOKEN_MADE: &str = "accounts.access_token";
/// How long a link to a new password opens the door.
pub const PASSWORD_LINK_LASTS: Duration = Duration::from_hours(1);

pub fn invitation(id: InvitationId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: INVITATION, recipient, language: lang.as_str(), subject_id: id.0 }
}

pub fn new_password(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: NEW_PASSWORD, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// To the new address: prove that you receive.
pub fn new_email(id: EmailChangeId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: NEW_EMAIL, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// To the old address: this is going on, and here is how to stop it.
pub fn old_email(id: EmailChangeId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: OLD_EMAIL, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// To the old address: it is done.
pub fn email_changed(id: EmailChangeId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: EMAIL_CHANGED, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// The account is open again.
pub fn reopened(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: REOPENED, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// The person administers the community from now on, or no longer does.
pub fn administrator(id: PersonId, recipient: &str, (lang, is_made): (Lang, bool)) -> Letter<'_> {
    let kind = if is_made { ADMINISTRATOR_MADE } else { ADMINISTRATOR_ENDED };
    Letter { kind, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// A second factor is asked for from now on.
pub fn second_factor_on(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: SECOND_ON, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// No second factor is asked for any more.
pub fn second_factor_off(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: SECOND_OFF, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// A passkey opens the door from now on.
pub fn passkey_added(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: PASSKEY_ADDED, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// A passkey opens nothing any more.
pub fn passkey_removed(id: PersonId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: PASSKEY_REMOVED, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// A program can act in the person's name from now on.
pub fn token_made(id: AccessTokenId, recipient: &str, lang: Lang) -> Letter<'_> {
    Letter { kind: TOKEN_MADE, recipient, language: lang.as_str(), subject_id: id.0 }
}

/// What writes this room's letters, for the mailer.
pub fn composers(db: &Db, clock: &Clock, rng: &Rng, config: &Config) -> Vec<Arc<dyn Composer>> {
    let desk = Arc::new(Desk {
        db: db.clone(),
        clock: clock.clone(),
        rng: rng.clone(),
        public_url: config.public_url().as_str().trim_end_matches('/').to_owned(),
        community: config.community_name.clone(),
        default_lang: config.default_language.into(),
        time_zone: config.time_zone.clone(),
    });
    vec![
        Arc::new(InvitationComposer(Arc::clone(&desk))),
        Arc::new(PasswordComposer(Arc::clone(&desk))),
        Arc::new(EmailComposer(NEW_EMAIL, Arc::clone(&desk))),
        Arc::new(EmailComposer(OLD_EMAIL, Arc::clone(&desk))),
        Arc::new(EmailComposer(EMAIL_CHANGED, Arc::clone(&desk))),
        Arc::new(AccountComposer(REOPENED, Arc::clone(&desk))),
        Arc::new(AccountComposer(ADMINISTRATOR_MADE, Arc::clone(&desk))),
        Arc::new(AccountComposer(ADMINISTRATOR_ENDED, Arc::clone(&desk))),
        Arc::new(AccountComposer(SECOND_ON, Arc::clone(&desk))),
        Arc::new(AccountComposer(SECOND_OFF, Arc::clone(&desk))),
        Arc::new(AccountComposer(PASSKEY_ADDED, Arc::clone(&desk))),
        Arc::new(AccountComposer(PASSKEY_REMOVED, Arc::clone(&desk))),
        Arc::new(TokenComposer(desk)),
    ]
}

/// What every letter needs.
struct Desk {
    db: Db,
    clock: Clock,
    rng: Rng,
    public_url: String,
    community: String,
    default_lang: Lang,
    time_zone: TimeZone,
}

impl Desk {
    fn t(&self, letter: &Outgoing) -> &'static Tr {
        tr(Lang::parse(&letter.language).unwrap_or(self.default_lang))
    }

    /// The address of a page under a new secret, whose digest is kept.
    async fn link(&self, page: &str, purpose: Purpose, subject: i64, expires_at: Timestamp) -> db::Result<String> {
        let token = self.rng.token();
        self.db.write(AddLink { digest: digest(&token.0), purpose, subject, expires_at }).await?;
        Ok(format!("{}{page}/{}", self.public_url, token.0))
    }
}

/// One letter of this room: a paragraph, a button, what else there is to know.
#[derive(Template)]
#[template(path = "accounts/mail_letter.html")]
struct LetterHtml<'a>(&'a Body);

#[derive(Template)]
#[template(path = "accounts/mail_letter.txt", escape = "none")]
struct LetterText<'a>(&'a Body);

/// What a letter says; later rooms write theirs with it too.
pub struct Body {
    pub t: &'static Tr,
    pub community: String,
    pub subject: String,
    pub greeting: String,
    pub paragraphs: Vec<String>,
    pub button: &'static str,
    pub link: String,
    /// Until when, and what to do when it was not meant for the reader.
    pub notes: Vec<String>,
}

impl Body {
    /// The letter as HTML and as text. Errors: a template's.
    pub fn compose(self) -> Result<Composed, Uncomposed> {
        let (html, text) = (LetterHtml(&self).render()?, LetterText(&self).render()?);
        Ok(Composed { subject: self.subject, text, html })
    }
}

struct InvitationComposer(Arc<Desk>);

impl Composer for InvitationComposer {
    fn kind(&self) -> &'static str {
        INVITATION
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let desk = &self.0;
            let found = store::find_invitation(&desk.db, InvitationId(letter.subject_id)).await?;
            let now = desk.clock.now();
            let invitation = found.filter(|i| i.outcome(now) == Outcome::Waiting).ok_or(Uncomposed::NotNeeded)?;
            let link = desk.link("/invito", Purpose::Invitation, invitation.id.0, invitation.expires_at).await?;
            let t = desk.t(letter);
            let by = match (&invitation.inviter, &invitation.inviter_office) {
                (Some(name), Some(office)) => t.f(
                    "accounts-mail-invitation-by",
                    &[("name", name.into()), ("office", office.into()), ("community", (&desk.community).into())],
                ),
                _ => t.f1("accounts-mail-invitation-by-nobody", "community", &desk.community),
            };
            Body {
                t,
                community: desk.community.clone(),
                subject: t.f1("accounts-mail-invitation-subject", "community", &desk.community),
                greeting: t.f1("accounts-mail-greeting", "name", &invitation.name),
                paragraphs: vec![by, t.f1("accounts-mail-invitation-what", "office", &invitation.office)],
                button: t.s("accounts-mail-invitation-button"),
                link,
                notes: desk.invitation_notes(t, &invitation),
            }
            .compose()
        })
    }
}

struct PasswordComposer(Arc<Desk>);

impl Composer for PasswordComposer {
    fn kind(&self) -> &'static str {
        NEW_PASSWORD
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let desk = &self.0;
            let found = store::find_account_of(&desk.db, PersonId(letter.subject_id)).await?;
            let account = found.ok_or(Uncomposed::NotNeeded)?;
            let expires_at = desk.clock.now().plus(PASSWORD_LINK_LASTS);
            let link = desk.link("/nuova-password", Purpose::NewPassword, account.id.0, expires_at).await?;
            let t = desk.t(letter);
            Body {
                t,
                community: desk.community.clone(),
                subject: t.f1("accounts-mail-password-subject", "community", &desk.community),
                greeting: t.f1("accounts-mail-greeting", "name", &account.name),
                paragraphs: vec![t.f1("accounts-mail-password-what", "community", &desk.community)],
                button: t.s("accounts-mail-password-button"),
                link,
                notes: vec![
                    t.f1("accounts-mail-valid-until", "date", t.date_full(expires_at.0, &desk.time_zone)),
                    t.s("accounts-mail-password-not-you").to_owned(),
                ],
            }
            .compose()
        })
    }
}

/// Letters that say what has happened to an account, without a secret in them.
struct AccountComposer(&'static str, Arc<Desk>);

impl Composer for AccountComposer {
    fn kind(&self) -> &'static str {
        self.0
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let desk = &self.1;
            let page = match self.0 {
                REOPENED => "/accedi",
                ADMINISTRATOR_MADE => "/amministrazione",
                ADMINISTRATOR_ENDED => "/profilo",
                PASSKEY_ADDED | PASSKEY_REMOVED => "/profilo/passkey",
                _ => "/profilo/secondo-fattore",
            };
            let found = store::find_account_of(&desk.db, PersonId(letter.subject_id)).await?;
            let account = found.ok_or(Uncomposed::NotNeeded)?;
            let t = desk.t(letter);
            let [subject, what, button, note] = sentences(self.0);
            Body {
                t,
                community: desk.community.clone(),
                subject: t.f1(subject, "community", &desk.community),
                greeting: t.f1("accounts-mail-greeting", "name", &account.name),
                paragraphs: vec![t.f1(what, "community", &desk.community)],
                button: t.s(button),
                link: format!("{}{page}", desk.public_url),
                notes: vec![t.s(note).to_owned()],
            }
            .compose()
        })
    }
}

/// What a letter without a secret says: its subject, what has happened, the button, what else.
fn sentences(kind: &str) -> [&'static str; 4] {
    match kind {
        REOPENED => [
            "accounts-mail-reopened-subject",
            "accounts-mail-reopened-what",
            "accounts-go-to-sign-in",
            "accounts-mail-reopened-password",
        ],
        ADMINISTRATOR_MADE => [
            "accounts-mail-administrator-subject",
            "accounts-mail-administrator-what",
            "accounts-mail-administrator-look",
            "accounts-mail-administrator-note",
        ],
        ADMINISTRATOR_ENDED => [
            "accounts-mail-administrator-ended-subject",
            "accounts-mail-administrator-ended-what",
            "accounts-profile-title",
            "accounts-mail-administrator-ended-note",
        ],
        PASSKEY_ADDED => [
            "accounts-mail-passkey-added-subject",
            "accounts-mail-passkey-added-what",
            "accounts-mail-passkey-look",
            "accounts-mail-passkey-added-not-you",
        ],
        PASSKEY_REMOVED => [
            "accounts-mail-passkey-removed-subject",
            "accounts-mail-passkey-removed-what",
            "accounts-mail-passkey-look",
            "accounts-mail-passkey-removed-not-you",
        ],
        SECOND_ON => [
            "accounts-mail-second-on-subject",
            "accounts-mail-second-on-what",
            "accounts-mail-second-look",
            "accounts-mail-second-not-you",
        ],
        _ => [
            "accounts-mail-second-off-subject",
            "accounts-mail-second-off-what",
            "accounts-mail-second-look",
            "accounts-mail-second-not-you",
        ],
    }
}

/// The three letters about a change of address.
struct EmailComposer(&'static str, Arc<Desk>);

impl Composer for EmailComposer {
    fn kind(&self) -> &'static str {
        self.0
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let (desk, now) = (&self.1, self.1.clock.now());
            let found = store::find_email_change(&desk.db, EmailChangeId(letter.subject_id)).await?;
            let change = found.ok_or(Uncomposed::NotNeeded)?;
            let account = store::find_account_of(&desk.db, change.person).await?.ok_or(Uncomposed::NotNeeded)?;
            let body = match self.0 {
                EMAIL_CHANGED if change.state == EmailChangeState::Done => desk.email_changed(letter),
                NEW_EMAIL if change.is_open(now) => {
                    // Who asks is told the same; whoever has the address already is left in peace.
                    if store::find_account(&desk.db, &change.email_key).await?.is_some() {
                        return Err(Uncomposed::NotNeeded);
                    }
                    desk.new_email(letter, &change).await?
                }
                OLD_EMAIL if change.is_open(now) => desk.old_email(letter, &change).await?,
                _ => return Err(Uncomposed::NotNeeded),
            };
            Body { greeting: body.t.f1("accounts-mail-greeting", "name", &account.name), ..body }.compose()
        })
    }
}

impl Desk {
    /// Until when a guest may stay, until when the link opens, and what to do when it was not meant for the reader.
    fn invitation_notes(&self, t: &Tr, invitation: &Invitation) -> Vec<String> {
        let last = |until: Timestamp| t.day(until.minus(Duration::from_secs(1)).0, &self.time_zone);
        let guest = invitation.until.map(|until| t.f1("accounts-mail-invitation-guest", "date", last(until)));
        guest
            .into_iter()
            .chain([
                t.f1("accounts-mail-valid-until", "date", t.date_full(invitation.expires_at.0, &self.time_zone)),
                t.s("accounts-mail-invitation-not-you").to_owned(),
            ])
            .collect()
    }

    async fn new_email(&self, letter: &Outgoing, change: &EmailChange) -> Result<Body, Uncomposed> {
        let t = self.t(letter);
        let link = self.link("/conferma-email", Purpose::NewEmail, change.id.0, change.expires_at).await?;
        Ok(Body {
            t,
            community: self.community.clone(),
            subject: t.f1("accounts-mail-new-email-subject", "community", &self.community),
            greeting: String::new(),
            paragraphs: vec![t.f1("accounts-mail-new-email-what", "community", &self.community)],
            button: t.s("accounts-mail-new-email-button"),
            link,
            notes: vec![
                t.f1("accounts-mail-valid-until", "date", t.date_full(change.expires_at.0, &self.time_zone)),
                t.s("accounts-mail-new-email-not-you").to_owned(),
            ],
        })
    }

    async fn old_email(&self, letter: &Outgoing, change: &EmailChange) -> Result<Body, Uncomposed> {
        let t = self.t(letter);
        let link = self.link("/avviso-email", Purpose::OldEmail, change.id.0, change.expires_at).await?;
        let until = t.date_full(change.silent_at.0, &self.time_zone);
        Ok(Body {
            t,
            community: self.community.clone(),
            subject: t.f1("accounts-mail-old-email-subject", "community", &self.community),
            greeting: String::new(),
            paragraphs: vec![
                t.f2("accounts-mail-old-email-what", "community", &self.community, "email", &change.email),
                t.f1("accounts-mail-old-email-silence", "date", until),
            ],
            button: t.s("accounts-mail-old-email-button"),
            link,
            notes: vec![t.s("accounts-mail-old-email-not-you").to_owned()],
        })
    }

    fn email_changed(&self, letter: &Outgoing) -> Body {
        let t = self.t(letter);
        Body {
            t,
            community: self.community.clone(),
            subject: t.f1("accounts-mail-email-changed-subject", "community", &self.community),
            greeting: String::new(),
            paragraphs: vec![t.f1("accounts-mail-email-changed-what", "community", &self.community)],
            button: t.s("accounts-mail-email-changed-button"),
            link: format!("{}/accedi", self.public_url),
            notes: vec![t.s("accounts-mail-email-changed-not-you").to_owned()],
        }
    }
}

struct TokenComposer(Arc<Desk>);

impl Composer for TokenComposer {
    fn kind(&self) -> &'static str {
        TOKEN_MADE
    }

    fn compose<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<Composed, Uncomposed>> {
        Box::pin(async move {
            let desk = &self.0;
            // One that was revoked at once is told of all the same: its owner may not have made it.
            let found = store::find_access_token(&desk.db, AccessTokenId(letter.subject_id)).await?;
            let (person, token) = found.ok_or(Uncomposed::NotNeeded)?;
            let account = store::find_account_of(&desk.db, person).await?.ok_or(Uncomposed::NotNeeded)?;
            let t = desk.t(letter);
            let until = t.date_full(token.expires_at.0, &desk.time_zone);
            Body {
                t,
                community: desk.community.clone(),
                subject: t.f1("accounts-mail-token-subject", "community", &desk.community),
                greeting: t.f1("accounts-mail-greeting", "name", &account.name),
                paragraphs: vec![
                    t.f2("accounts-mail-token-what", "name", &token.name, "community", &desk.community),
                    t.f1("accounts-mail-token-until", "date", until),
                ],
                button: t.s("accounts-mail-token-button"),
                link: format!("{}/profilo/chiavi", desk.public_url),
                notes: vec![t.s("accounts-mail-token-not-you").to_owned()],
            }
            .compose()
        })
    }
}
