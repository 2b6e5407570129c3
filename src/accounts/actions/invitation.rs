//! Accepting an invitation.

use axum::http::HeaderMap;

use super::super::commands::AcceptInvitation;
use super::super::model::{Password, PersonName};
use super::super::pages::invitation::{InvitationPage, open, stale};
use super::super::pages::{dead_link, unprocessable};
use super::super::people::FUNCTION_CHARS;
use super::super::store::Purpose;
use super::super::{Accounts, Invitation, Refusal};
use super::{agent, start_session};
use crate::web::{ClientAddress, FieldErrors, OpenForm, Page, Path, WebResult, parse_optional_line, see_other};

pub async fn accept(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    headers: HeaderMap,
    form: OpenForm,
) -> WebResult {
    let OpenForm { visit, fields } = form;
    let Some((invitation, digest)) = open(&visit, &accounts, address, &token).await? else {
        return dead_link(&visit, Purpose::Invitation).await;
    };
    let (house, t) = (&visit.house, visit.t());
    let mut errors = FieldErrors::default();
    let min_length = house.config.passwords.min_length;
    let name = errors.take("name", PersonName::parse(fields.get("name")), |e| e.say(t));
    let function =
        errors.take("function", parse_optional_line(fields.get("function"), FUNCTION_CHARS), |e| e.sentence(t));
    let password = Password::parse(fields.get("password"), min_length, &invitation.email, fields.get("name"));
    let password = errors.take("password", password, |e| e.say(t));
    let again = async |errors: FieldErrors, invitation: Invitation| {
        let (l, token) = (visit.layout(t.s("accounts-invitation-title")).await?, token.clone());
        let (name, function) = (fields.get("name").to_owned(), fields.get("function").to_owned());
        let page = InvitationPage { l, errors, token, invitation, name, function, min_length };
        Ok(unprocessable(Page(page)))
    };
    let (Some(name), Some(function), Some(password)) = (name, function, password) else {
        return again(errors, invitation).await;
    };
    let command = AcceptInvitation {
        digest,
        name,
        function,
        password_hash: accounts.hasher().hash(&password).await?,
        language: visit.lang,
        time_zone: accounts.default_zone_name(),
        on_join: accounts.on_join(),
        spaces: accounts.space_choices(),
        now: house.clock.now(),
    };
    match house.db.write(command).await {
        Ok(person) => {
            start_session(&visit, person, agent(&headers), Vec::new()).await?;
            Ok(see_other("/"))
        }
        // Two tabs, or the address came in by another way meanwhile: the way in is to sign in.
        Err(Refusal::DeadLink | Refusal::EmailTaken) => dead_link(&visit, Purpose::Invitation).await,
        Err(Refusal::InviterGone) => stale(&visit, invitation).await,
        Err(Refusal::NameTaken) => {
            errors.add("name", t.s("accounts-name-taken").to_owned());
            again(errors, invitation).await
        }
        Err(other) => Err(other.into()),
    }
}
