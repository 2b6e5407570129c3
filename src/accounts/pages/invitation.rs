//! `/invito/…`: somebody has been invited and comes in.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use super::super::Accounts;
use super::super::invitations::{Invitation, Outcome};
use super::super::store::{self, Purpose};
use super::{dead_link, open_link};
use crate::authz::{Action, Facts, Role, Standing, Subject, decide};
use crate::base::InvitationId;
use crate::web::{ClientAddress, FieldErrors, Layout, OpenVisit, Page, Path, WebResult, in_layout};

#[path = "samples/invitation.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/invitation.html")]
pub struct InvitationPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub token: String,
    pub invitation: Invitation,
    pub name: String,
    pub function: String,
    pub min_length: usize,
}
in_layout!(InvitationPage);

impl InvitationPage {
    /// Who asks the visitor in.
    fn by(&self) -> String {
        match (&self.invitation.inviter, &self.invitation.inviter_office) {
            (Some(name), Some(office)) => {
                let args =
                    [("name", name.into()), ("office", office.into()), ("community", (&self.l.community).into())];
                self.l.t.f("accounts-invitation-by", &args)
            }
            _ => self.l.t.f1("accounts-invitation-by-nobody", "community", &self.l.community),
        }
    }

    fn is_guest(&self) -> bool {
        self.invitation.standing == Standing::Guest
    }
}

pub async fn show(
    accounts: Accounts,
    address: ClientAddress,
    Path(token): Path<String>,
    visit: OpenVisit,
) -> WebResult {
    let Some((invitation, _)) = open(&visit, &accounts, address, &token).await? else {
        return dead_link(&visit, Purpose::Invitation).await;
    };
    if !still_invites(&visit, &accounts, &invitation).await? {
        return stale(&visit, invitation).await;
    }
    let l = visit.layout(visit.t().s("accounts-invitation-title")).await?;
    let min_length = visit.house.config.passwords.min_length;
    let (name, function) = (invitation.name.clone(), String::new());
    Ok(Page(InvitationPage { l, errors: FieldErrors::default(), token, invitation, name, function, min_length })
        .into_response())
}

/// Whether whoever invited may still do so; `commands` asks again.
async fn still_invites(visit: &OpenVisit, accounts: &Accounts, invitation: &Invitation) -> WebResult<bool> {
    let db = &visit.house.db;
    let Some(inviter) = invitation.invited_by else { return Ok(true) };
    let Some(actor) = store::find_account_of(db, inviter).await?.map(|account| account.actor()) else {
        return Ok(false);
    };
    let (office, space) = invitation.place();
    let speaks_for_office = match office {
        Some(office) => store::speaks_for(db, inviter, (office, office)).await?,
        None => false,
    };
    let role = match space {
        Some(space) => accounts.spaces().led(db, &actor, space).await?.ok().map(|_| Role::Facilitator),
        None => None,
    };
    let facts = Facts { role, speaks_for_office, ..Facts::about(Subject::Invitation(invitation.id)) };
    Ok(decide(&actor, Action::InvitePeople, &facts).is_ok())
}

/// An invitation that nobody vouches for any more.
#[derive(askama::Template)]
#[template(path = "accounts/stale_invitation.html")]
struct StalePage {
    l: Layout,
    invitation: Invitation,
}
in_layout!(StalePage);

/// Whoever invited is not, or not there, any more: whom to ask for another one.
pub async fn stale(visit: &OpenVisit, invitation: Invitation) -> WebResult {
    let l = visit.layout(visit.t().s("accounts-dead-invitation")).await?;
    Ok((StatusCode::GONE, Page(StalePage { l, invitation })).into_response())
}

/// The invitation behind a link, while it waits, with the link's digest.
pub async fn open(
    visit: &OpenVisit,
    accounts: &Accounts,
    address: ClientAddress,
    token: &str,
) -> WebResult<Option<(Invitation, String)>> {
    let Some((id, digest)) = open_link(visit, accounts, address, (token, Purpose::Invitation)).await? else {
        return Ok(None);
    };
    let now = visit.house.clock.now();
    let found = store::find_invitation(&visit.house.db, InvitationId(id)).await?;
    Ok(found.filter(|invitation| invitation.outcome(now) == Outcome::Waiting).map(|invitation| (invitation, digest)))
}
