//! `/amministrazione/sicurezza`: wrong passwords that still count, and the events of the log that touch rights.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::response::IntoResponse as _;
use serde::Deserialize;

use super::store::{self, Touch};
use super::{crumbs, may_look};
use crate::base::{PersonId, Seq};
use crate::i18n::Tr;
use crate::journal::{AccountEvent, Event, SpaceEvent};
use crate::web::{Layout, Page, Query, Tab, Visit, WebResult, in_layout};

#[path = "samples/security.rs"]
mod samples;

/// Events on one page.
const PAGE: i64 = 50;

#[derive(askama::Template)]
#[template(path = "app/administration/security.html")]
struct SecurityPage {
    l: Layout,
    /// Wrong attempts that still count, and from how many sides.
    failures: i64,
    sides: i64,
    /// How many of these have to wait at the moment.
    blocked: i64,
    window_minutes: i64,
    touches: Vec<Line>,
    older: Option<Seq>,
}
in_layout!(SecurityPage);

/// An event, in words.
struct Line {
    when: String,
    who: String,
    what: String,
    /// Whom it is about.
    whom: Option<(PersonId, String)>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    prima: Option<Seq>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> WebResult {
    may_look(&visit)?;
    let (house, t) = (&visit.house, visit.t());
    let (now, minutes) = (house.clock.now(), house.config.limits.sign_in_window_minutes);
    let since = now.minus(Duration::from_mins(u64::from(minutes)));
    let (sides, failures, blocked) = store::guesses(&house.db, now, since).await?;
    let mut found = store::list_touches(&house.db, asked.prima.unwrap_or(Seq(i64::MAX)), PAGE + 1).await?;
    let has_older = i64::try_from(found.len()).is_ok_and(|n| n > PAGE);
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let older = found.last().map(|last| last.seq).filter(|_| has_older);
    let about: Vec<PersonId> = found.iter().filter_map(|touch| meaning(touch).1).collect();
    let names: BTreeMap<PersonId, String> = store::names(&house.db, &about).await?.into_iter().collect();
    let zone = &visit.viewer.time_zone;
    let line = |touch: Touch| line(t, &touch, &names, t.date_full(touch.at.0, zone));
    let page = SecurityPage {
        failures,
        sides,
        blocked,
        window_minutes: i64::from(minutes),
        touches: found.into_iter().map(line).collect(),
        older,
        l: visit.layout(Tab::Administration, t.s("admin-security-title")).await?.with_crumbs(crumbs(&visit)),
    };
    Ok(Page(page).into_response())
}

fn line(t: &Tr, touch: &Touch, names: &BTreeMap<PersonId, String>, when: String) -> Line {
    let (key, about) = meaning(touch);
    let who = touch.actor.clone().unwrap_or_else(|| t.s("admin-security-nobody").to_owned());
    let whom = about.and_then(|id| Some((id, names.get(&id)?.clone())));
    Line { when, who, what: t.s(key).to_owned(), whom }
}

/// The sentence of an event, and whom it is about. Only the kinds that the statement asks for come here: another one is not
/// shown until it stands in both.
fn meaning(touch: &Touch) -> (&'static str, Option<PersonId>) {
    let about = match serde_json::from_str(&touch.data) {
        Ok(
            Event::Accounts(
                AccountEvent::PersonJoined { person, .. }
                | AccountEvent::PasswordChanged { person }
                | AccountEvent::OtherSignInsEnded { person }
                | AccountEvent::EmailChanged { person }
                | AccountEvent::EmailChangeStopped { person }
                | AccountEvent::OfficeRoleChanged { person, .. }
                | AccountEvent::AccountClosed { person }
                | AccountEvent::AccountReopened { person }
                | AccountEvent::AdministratorMade { person }
                | AccountEvent::AdministratorEnded { person }
                | AccountEvent::PersonMoved { person, .. }
                | AccountEvent::SecondFactorEnabled { person }
                | AccountEvent::SecondFactorDisabled { person }
                | AccountEvent::SecondFactorReset { person }
                | AccountEvent::RecoveryCodesRenewed { person }
                | AccountEvent::RecoveryCodeUsed { person }
                | AccountEvent::AccessTokenMade { person, .. }
                | AccountEvent::AccessTokenRevoked { person, .. }
                | AccountEvent::PasskeyAdded { person, .. }
                | AccountEvent::PasskeyRemoved { person, .. }
                | AccountEvent::SignedInWithPasskey { person, .. }
                | AccountEvent::PasskeyRefused { person, .. },
            )
            | Event::Spaces(
                SpaceEvent::MemberJoined { person, .. }
                | SpaceEvent::MemberLeft { person, .. }
                | SpaceEvent::RoleChanged { person, .. },
            ),
        ) => Some(person),
        Ok(_) | Err(_) => None,
    };
    (sentence(&touch.kind), about)
}

fn sentence(kind: &str) -> &'static str {
    match kind {
        "accounts.person_invited" => "admin-security-invited",
        "accounts.invitation_withdrawn" => "admin-security-withdrawn",
        "accounts.person_joined" => "admin-security-joined",
        "accounts.password_changed" => "admin-security-password",
        "accounts.other_sign_ins_ended" => "admin-security-ended",
        "accounts.email_changed" => "admin-security-email",
        "accounts.email_change_stopped" => "admin-security-stopped",
        "accounts.office_role_changed" => "admin-security-office",
        "accounts.account_closed" => "admin-security-closed",
        "accounts.account_reopened" => "admin-security-reopened",
        "accounts.administrator_made" => "admin-security-administrator",
        "accounts.administrator_ended" => "admin-security-administrator-ended",
        "accounts.person_moved" => "admin-security-moved",
        "accounts.second_factor_enabled" => "admin-security-second-on",
        "accounts.second_factor_disabled" => "admin-security-second-off",
        "accounts.second_factor_reset" => "admin-security-second-reset",
        "accounts.recovery_codes_renewed" => "admin-security-codes",
        "accounts.recovery_code_used" => "admin-security-code-used",
        "accounts.second_factor_demanded" => "admin-security-demanded",
        "accounts.access_token_made" => "admin-security-token",
        "accounts.access_token_revoked" => "admin-security-token-revoked",
        "accounts.passkey_added" => "admin-security-passkey",
        "accounts.passkey_removed" => "admin-security-passkey-removed",
        "accounts.signed_in_with_passkey" => "admin-security-passkey-used",
        "accounts.passkey_refused" => "admin-security-passkey-refused",
        "spaces.member_joined" => "admin-security-member",
        "spaces.member_left" => "admin-security-left",
        "spaces.readers_changed" => "admin-security-readers",
        "spaces.role_changed" => "admin-security-role",
        _ => "admin-security-other",
    }
}
