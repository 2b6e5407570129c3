//! Invitations: administrators' anywhere, an office's own, and a space's to guests.

use std::collections::HashSet;

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::commands::{InviteMany, InviteOne, InvitePerson, Refusal, ResendInvitation, WithdrawInvitation};
use super::super::invitations::{Invitation, NewInvitation, Outcome, Scope as Remit, Shown, WhyNot};
use super::super::invite_lines::name_of;
use super::super::model::{EmailAddress, PersonName};
use super::super::{Accounts, store};
use super::profile::OfficeName;
use crate::authz::{Action, Facts, Role, Standing, Subject, decide};
use crate::base::{InvitationId, OrganisationId, SpaceId, Timestamp};
use crate::i18n::{Lang, tr};
use crate::mail::MessageId;
use crate::web::api::{
    ApiResult, Asked, Caller, Creation, Errors, Id, Instant, List, Made, OnceError, Operation, Operations, Problem,
    Scope, accepted, created, cursor, list as page, no_content, ok, rows,
};
use crate::web::{Access, Reach, parse_last_day};

/// Letters in one request: nobody else waits for more.
const AT_ONCE: usize = 25;

/// An invitation, and what has become of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Invitation")]
pub(super) struct InvitationShape {
    id: InvitationId,
    #[schemars(example = "Livia Acquaviola")]
    name: String,
    email: String,
    office: OfficeName,
    standing: Standing,
    is_administrator: bool,
    /// The space that the person enters on accepting, and in which role.
    space: Option<SpaceId>,
    role: Option<Role>,
    outcome: Outcome,
    /// The name of whoever invited; null when nobody did by hand.
    invited_by: Option<String>,
    invited_at: Instant,
    expires_at: Instant,
    /// Until when a guest may stay.
    until: Option<Instant>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Only those of which this has become.
    outcome: Option<Outcome>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// Somebody to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewInvitation")]
struct NewOne {
    #[schemars(length(min = 2), example = "Livia Acquaviola")]
    name: String,
    #[schemars(example = &"livia.acquaviola@comune.example")]
    email: String,
    /// Where the person works.
    office: OrganisationId,
    standing: Standing,
    #[serde(default)]
    is_administrator: bool,
    /// The space that the person enters on accepting; guests need one.
    space: Option<SpaceId>,
    /// In which role; guests are guests.
    role: Option<Role>,
    /// The last day of a guest, within two years.
    #[schemars(example = "2026-12-31")]
    until: Option<String>,
}

/// One of several people to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewInvitee")]
struct Somebody {
    /// Made of the address when it is absent; the person writes it anew on coming in.
    name: Option<String>,
    #[schemars(example = &"livia.acquaviola@comune.example")]
    email: String,
    /// Where this person works, when it is not where all do.
    office: Option<OrganisationId>,
}

/// Colleagues to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewColleagues {
    #[schemars(length(min = 1, max = 25))]
    people: Vec<Somebody>,
    /// Where those work of whom nothing else is said.
    office: Option<OrganisationId>,
}

/// Guests to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewGuests {
    #[schemars(length(min = 1, max = 25))]
    people: Vec<Somebody>,
    /// Where those work of whom nothing else is said.
    office: Option<OrganisationId>,
    /// Their last day, within two years.
    #[schemars(example = "2026-12-31")]
    until: String,
}

/// What became of several invitations.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Invited")]
pub(super) struct InvitedShape {
    /// How many were sent.
    sent: usize,
    /// One for each that was asked for, in the same order.
    results: Vec<ResultShape>,
}

/// What became of one invitation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InvitationResult")]
struct ResultShape {
    email: String,
    is_sent: bool,
    /// Why not, in a word: `unreadable`, `repeated`, `taken`, `closed`, `waiting`, `no-office` or `too-many`.
    why: Option<String>,
    /// The same in a sentence.
    detail: Option<String>,
}

fn shape(invitation: Invitation, now: Timestamp) -> InvitationShape {
    InvitationShape {
        outcome: invitation.outcome(now),
        id: invitation.id,
        name: invitation.name,
        email: invitation.email,
        office: OfficeName { id: invitation.organisation, name: invitation.office },
        standing: invitation.standing,
        is_administrator: invitation.is_administrator,
        space: invitation.space,
        role: invitation.role,
        invited_by: invitation.inviter,
        invited_at: Instant(invitation.created_at),
        expires_at: Instant(invitation.expires_at),
        until: invitation.until.map(Instant),
    }
}

pub(super) fn operations() -> Operations {
    use Scope::{PeopleRead, PeopleWrite};
    let read = |path, id, access: Access| {
        Operation::get(path, id, PeopleRead, access).query::<Wanted>().gives::<List<InvitationShape>>()
    };
    let many =
        "At most 25 in one request; each has its own result. For the same person the letters of an hour are limited.";
    let send = |path, id, access: Access| {
        Operation::post(path, id, PeopleWrite, access).notes(many).does_once::<InvitedShape>()
    };
    let (office, space) = ("/offices/{office}/invitations", "/spaces/{space}/invitations");
    let all = read("/invitations", "listInvitations", Access::ADMINISTRATORS).about("Every invitation, newest first");
    let of_office = read(office, "listOfficeInvitations", Access::ADMINISTRATORS)
        .about("The invitations of colleagues into an office, for whoever speaks for it too");
    let of_space = read(space, "listGuestInvitations", Access::SPACE_LED)
        .about("The invitations of guests into a space, for its facilitators");
    let one = Operation::post("/invitations", "invite", PeopleWrite, Access::ADMINISTRATORS)
        .about("Invites somebody by mail")
        .takes::<NewOne>()
        .creates::<InvitationShape>();
    let several = send("/invitations/batch", "inviteColleagues", Access::ADMINISTRATORS)
        .about("Invites several colleagues by mail")
        .takes::<NewColleagues>();
    let into_office = send(office, "inviteIntoOffice", Access::ADMINISTRATORS)
        .about("Invites colleagues into an office, for whoever speaks for it too")
        .takes::<NewColleagues>();
    let guests = send(space, "inviteGuests", Access::SPACE_LED)
        .about("Invites guests into a space, until their last day")
        .takes::<NewGuests>();
    let show = Operation::get("/invitations/{invitation}", "getInvitation", PeopleRead, Access::ADMINISTRATORS)
        .about("An invitation, for whoever may look after it")
        .gives::<InvitationShape>();
    let again =
        Operation::post("/invitations/{invitation}/resend", "resendInvitation", PeopleWrite, Access::ADMINISTRATORS)
            .about("Sends an open or expired invitation again, valid anew; three times in an hour at most");
    let back =
        Operation::delete("/invitations/{invitation}", "withdrawInvitation", PeopleWrite, Access::ADMINISTRATORS)
            .about("Takes an invitation back: its links open nothing any more");
    Operations::default()
        .add(all, list)
        .add(one, invite)
        .add(several, invite_colleagues)
        .add(show, get)
        .add(back, withdraw)
        .add(again, resend)
        .add(of_office, list_of_office)
        .add(into_office, invite_into_office)
        .add(of_space, list_of_space)
        .add(guests, invite_guests)
}

fn may_invite_anywhere(caller: &Caller) -> ApiResult<()> {
    decide(&caller.actor(), Action::InvitePeople, &Facts::about(Subject::Community))?;
    Ok(())
}

async fn may_invite_into(caller: &Caller, office: OrganisationId) -> ApiResult<()> {
    let speaks_for_office = store::speaks_for(caller.db(), caller.person, (office, office)).await?;
    let facts = Facts { speaks_for_office, ..Facts::about(Subject::Community) };
    decide(&caller.actor(), Action::InvitePeople, &facts)?;
    store::find_organisation(caller.db(), office).await?.ok_or(Problem::NotFound)?;
    Ok(())
}

async fn may_let_in(caller: &Caller, space: SpaceId) -> ApiResult<()> {
    let accounts = caller.house.room::<Accounts>()?;
    accounts.spaces().led(caller.db(), &caller.actor(), space).await??;
    Ok(())
}

async fn listed(caller: &Caller, shown: Shown, wanted: Wanted) -> ApiResult<Response> {
    let (limit, now) = (rows(wanted.limit)?, caller.now());
    let before = cursor::<InvitationId>(wanted.cursor.as_deref())?.unwrap_or(InvitationId(i64::MAX));
    let shown = Shown { outcome: wanted.outcome, ..shown };
    let mut found = store::list_invitations(caller.db(), shown, (before, now), limit + 1).await?;
    let has_more = i64::try_from(found.len()).is_ok_and(|n| n > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|last| last.id.to_string());
    let items: Vec<InvitationShape> = found.into_iter().map(|one| shape(one, now)).collect();
    Ok(page(caller, items, next.as_deref()))
}

/// `GET /invitations`.
async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    may_invite_anywhere(&caller)?;
    listed(&caller, Shown::default(), wanted).await
}

/// `GET /offices/{office}/invitations`.
async fn list_of_office(caller: Caller, Id(office): Id<OrganisationId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    may_invite_into(&caller, office).await?;
    listed(&caller, Shown { office: Some(office), ..Shown::default() }, wanted).await
}

/// `GET /spaces/{space}/invitations`.
async fn list_of_space(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    may_let_in(&caller, space).await?;
    listed(&caller, Shown { space: Some(space), ..Shown::default() }, wanted).await
}

/// `GET /invitations/{invitation}`.
async fn get(caller: Caller, Id(id): Id<InvitationId>) -> ApiResult {
    let found = store::find_invitation(caller.db(), id).await?;
    match found.as_ref().map(|known| (known.standing, known.space, known.is_administrator, known.organisation)) {
        Some((Standing::Guest, Some(space), ..)) => {
            may_let_in(&caller, space).await.or(may_invite_anywhere(&caller))?;
        }
        Some((Standing::Staff, None, false, office)) => may_invite_into(&caller, office).await?,
        _ => may_invite_anywhere(&caller)?,
    }
    Ok(ok(&shape(found.ok_or(Problem::NotFound)?, caller.now())))
}

/// What the body says of one person, as the form of the page reads it.
async fn read(caller: &Caller, new: &NewOne) -> ApiResult<NewInvitation> {
    let (t, actor, mut errors) = (caller.t(), caller.actor(), Errors::default());
    let choice = || t.s("error-choice").to_owned();
    let name = errors.take("/name", PersonName::parse(&new.name), |e| e.say(t));
    let email = errors.take("/email", EmailAddress::parse(&new.email), |e| e.say(t));
    let is_guest = new.standing == Standing::Guest;
    let spaces = caller.house.room::<Accounts>()?.spaces().choices(caller.db(), &actor).await?;
    match new.space {
        None if is_guest => errors.add("/space", t.s("accounts-error-guest-space").to_owned()),
        Some(space) if !spaces.iter().any(|(known, _)| *known == space) => errors.add("/space", choice()),
        _ => {}
    }
    let role = match (is_guest, new.role) {
        (true, None | Some(Role::Guest)) => Role::Guest,
        (false, None) => Role::Member,
        (false, Some(role)) if role != Role::Guest => role,
        _ => {
            errors.add("/role", choice());
            Role::Guest
        }
    };
    if is_guest && new.is_administrator {
        errors.add("/is_administrator", choice());
    }
    let until = match &new.until {
        Some(day) if is_guest => {
            let last = parse_last_day(day, &caller.house.config.time_zone, caller.now(), Reach::TwoYears);
            errors.take("/until", last, |e| t.s(e.key()).to_owned())
        }
        Some(_) => {
            errors.add("/until", choice());
            None
        }
        None if is_guest => {
            errors.add("/until", t.s("error-required").to_owned());
            None
        }
        None => None,
    };
    let (name, email) = errors.or(name.zip(email))?;
    let (standing, is_administrator, now) = (new.standing, new.is_administrator, caller.now());
    let (organisation, space) = (new.office, new.space.map(|space| (space, role)));
    Ok(NewInvitation { actor, name, email, organisation, standing, is_administrator, space, until, now })
}

/// `POST /invitations`.
async fn invite(caller: Caller, body: Creation<NewOne>) -> ApiResult {
    may_invite_anywhere(&caller)?;
    let new = read(&caller, &body.value).await?;
    let (now, config) = (caller.now(), &caller.house.config);
    let (valid_for, language) = (config.invitations.valid_for(), config.default_language.into());
    let invite = InvitePerson { new, valid_for, language, message_id: MessageId::new(&caller.house.rng) };
    let tell = move |invitation: &Invitation| Made {
        location: format!("/invitations/{}", invitation.id),
        body: json!(shape(invitation.clone(), now)),
    };
    let made = body.try_run(InviteOne { invite, is_counted: true }, tell).await;
    Ok(created(made.map_err(|error| beside(&caller, error))?))
}

/// A refusal with the field that it is about.
fn beside(caller: &Caller, error: OnceError<Refusal>) -> Problem {
    let field = |pointer, key: &str| Problem::field(pointer, caller.t().s(key).to_owned());
    match error {
        OnceError::Other(Refusal::EmailTaken) => field("/email", "accounts-error-email-taken"),
        OnceError::Other(Refusal::AlreadyInvited) => field("/email", "accounts-error-already-invited"),
        OnceError::Other(Refusal::NoOrganisation) => field("/office", "error-choice"),
        other => other.into(),
    }
}

type Verdict = Result<(PersonName, EmailAddress, OrganisationId), WhyNot>;

/// Who is to be invited; or why not, as far as the body says.
fn verdicts(people: &[Somebody], into: Remit, office: Option<OrganisationId>) -> Vec<(String, Verdict)> {
    let mut seen = HashSet::new();
    let mut verdict = |one: &Somebody| {
        let email = EmailAddress::parse(&one.email).map_err(|_| WhyNot::Unreadable)?;
        let name = one.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let name = name.map_or_else(|| name_of(&email), str::to_owned);
        let name = PersonName::parse(&name).map_err(|_| WhyNot::Unreadable)?;
        if !seen.insert(email.key().to_owned()) {
            return Err(WhyNot::Repeated);
        }
        let office = match (into, one.office.or(office)) {
            (Remit::Office(own), None) => Some(own),
            (Remit::Office(own), Some(other)) => (own == other).then_some(own),
            (_, chosen) => chosen,
        };
        Ok((name, email, office.ok_or(WhyNot::NoOffice)?))
    };
    people.iter().map(|one| (one.email.clone(), verdict(one))).collect()
}

/// The command that invites several people, and what to tell of it.
fn prepare(
    caller: &Caller,
    into: Remit,
    (people, office): (&[Somebody], Option<OrganisationId>),
) -> ApiResult<(InviteMany, Tell)> {
    let t = caller.t();
    if people.is_empty() {
        return Err(Problem::field("/people", t.s("error-required").to_owned()));
    }
    if people.len() > AT_ONCE {
        return Err(Problem::field("/people", t.f1("api-too-many-items", "max", AT_ONCE)));
    }
    let verdicts = verdicts(people, into, office);
    let good: Vec<_> = verdicts.iter().filter_map(|(_, verdict)| verdict.as_ref().ok().cloned()).collect();
    let command = InviteMany {
        actor: caller.actor(),
        scope: into,
        message_ids: good.iter().map(|_| MessageId::new(&caller.house.rng)).collect(),
        people: good,
        valid_for: caller.house.config.invitations.valid_for(),
        language: caller.house.config.default_language.into(),
        spaces: caller.house.room::<Accounts>()?.space_choices(),
        now: caller.now(),
    };
    let early = verdicts.into_iter().map(|(email, verdict)| (email, verdict.err())).collect();
    Ok((command, Tell { early, lang: caller.lang }))
}

/// What is known of each before anything is sent, and the language of the answer.
struct Tell {
    early: Vec<(String, Option<WhyNot>)>,
    lang: Lang,
}

impl Tell {
    fn say(&self, outcomes: &[Option<WhyNot>]) -> Made {
        let (t, mut outcomes) = (tr(self.lang), outcomes.iter());
        let one = |(email, early): &(String, Option<WhyNot>)| {
            let why = early.or_else(|| outcomes.next().copied().flatten());
            let word = why.map(|why| why.key().trim_start_matches("accounts-line-").to_owned());
            let detail = why.map(|why| t.s(why.key()).to_owned());
            ResultShape { email: email.clone(), is_sent: why.is_none(), why: word, detail }
        };
        let results: Vec<ResultShape> = self.early.iter().map(one).collect();
        let sent = results.iter().filter(|result| result.is_sent).count();
        Made { location: String::new(), body: json!(InvitedShape { sent, results }) }
    }
}

async fn send_colleagues(caller: &Caller, into: Remit, body: Creation<NewColleagues>) -> ApiResult {
    let (command, tell) = prepare(caller, into, (&body.value.people, body.value.office))?;
    Ok(accepted(body.run(command, move |outcomes: &Vec<Option<WhyNot>>| tell.say(outcomes)).await?))
}

/// `POST /invitations/batch`.
async fn invite_colleagues(caller: Caller, body: Creation<NewColleagues>) -> ApiResult {
    may_invite_anywhere(&caller)?;
    send_colleagues(&caller, Remit::Community, body).await
}

/// `POST /offices/{office}/invitations`.
async fn invite_into_office(
    caller: Caller,
    Id(office): Id<OrganisationId>,
    body: Creation<NewColleagues>,
) -> ApiResult {
    may_invite_into(&caller, office).await?;
    send_colleagues(&caller, Remit::Office(office), body).await
}

/// `POST /spaces/{space}/invitations`.
async fn invite_guests(caller: Caller, Id(space): Id<SpaceId>, body: Creation<NewGuests>) -> ApiResult {
    may_let_in(&caller, space).await?;
    let zone = &caller.house.config.time_zone;
    let until = parse_last_day(&body.value.until, zone, caller.now(), Reach::TwoYears);
    let until = until.map_err(|error| Problem::field("/until", caller.t().s(error.key()).to_owned()))?;
    let into = Remit::Guests { space, until };
    let (command, tell) = prepare(&caller, into, (&body.value.people, body.value.office))?;
    Ok(accepted(body.run(command, move |outcomes: &Vec<Option<WhyNot>>| tell.say(outcomes)).await?))
}

/// `POST /invitations/{invitation}/resend`.
async fn resend(caller: Caller, Id(invitation): Id<InvitationId>) -> ApiResult {
    let command = ResendInvitation {
        actor: caller.actor(),
        invitation,
        valid_for: caller.house.config.invitations.valid_for(),
        language: caller.house.config.default_language.into(),
        message_id: MessageId::new(&caller.house.rng),
        spaces: caller.house.room::<Accounts>()?.space_choices(),
        now: caller.now(),
    };
    caller.db().write(command).await?;
    Ok(no_content())
}

/// `DELETE /invitations/{invitation}`.
async fn withdraw(caller: Caller, Id(invitation): Id<InvitationId>) -> ApiResult {
    let (actor, now, spaces) = (caller.actor(), caller.now(), caller.house.room::<Accounts>()?.space_choices());
    caller.db().write(WithdrawInvitation { actor, invitation, spaces, now }).await?;
    Ok(no_content())
}
