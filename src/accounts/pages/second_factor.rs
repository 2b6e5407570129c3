//! `/profilo/secondo-fattore`, the second step at the door, and whom it is demanded of.

use axum::response::IntoResponse as _;

use super::super::second_factor::{Demanded, PENDING, SET_UP, SecondFactor};
use super::super::{Accounts, store};
use super::register::{crumbs, may_look};
use crate::base::{PersonId, Timestamp};
use crate::web::{Crumb, FieldErrors, Kept, Layout, OpenVisit, Page, Tab, Visit, WebResult, in_layout, see_other};
use serde::{Deserialize, Serialize};

#[path = "samples/second_factor.rs"]
mod samples;

const KEY: &str = "second_step";
/// The second step.
pub const DOOR: &str = "/accedi/codice";
/// Where it is switched on and off.
pub const OWN: &str = "/profilo/secondo-fattore";

#[derive(askama::Template)]
#[template(path = "accounts/second_factor.html")]
pub struct SecondFactorPage {
    l: Layout,
    errors: FieldErrors,
    state: State,
    /// Whether the viewer can do nothing else until it is on.
    is_demanded: bool,
    passkeys: i64,
}
in_layout!(SecondFactorPage);

/// How far somebody has come.
enum State {
    Off,
    /// A key that waits for its first code: what to scan, how wide that is, what to type.
    Begun {
        path: String,
        size: i32,
        spelled: String,
    },
    On {
        since: String,
        codes_left: i64,
    },
}

impl SecondFactorPage {
    pub async fn new(visit: &Visit, errors: FieldErrors) -> WebResult<Self> {
        let (t, db, now) = (visit.t(), &visit.house.db, visit.house.clock.now());
        let found = store::find_second_factor(db, visit.viewer.person).await?;
        let is_mine = |f: &SecondFactor| f.sign_in == visit.viewer.sign_in && now.since(f.created_at) < SET_UP;
        let state = match found {
            Some(SecondFactor { confirmed_at: Some(at), .. }) => State::On {
                since: t.day(at.0, &visit.viewer.time_zone),
                codes_left: store::count_codes(db, visit.viewer.person).await?,
            },
            Some(factor) if is_mine(&factor) => {
                let account = store::find_account_of(db, visit.viewer.person).await?;
                let email = account.map(|account| account.email).unwrap_or_default();
                let (path, size) = factor.picture(&visit.house.config.community_name, &email).unwrap_or_default();
                State::Begun { path, size, spelled: factor.spelled() }
            }
            _ => State::Off,
        };
        let l = visit.layout(Tab::Profile, t.s("accounts-second-title")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
        let passkeys = store::count_passkeys(db, visit.viewer.person).await?;
        Ok(Self { l, errors, state, is_demanded: visit.viewer.detour.is_some(), passkeys })
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(SecondFactorPage::new(&visit, FieldErrors::default()).await?).into_response())
}

/// The recovery codes, once.
#[derive(askama::Template)]
#[template(path = "accounts/recovery_codes.html")]
pub struct RecoveryCodesPage {
    pub l: Layout,
    pub codes: Vec<String>,
}
in_layout!(RecoveryCodesPage);

impl RecoveryCodesPage {
    pub async fn new(visit: &Visit, codes: Vec<String>) -> WebResult<Self> {
        let t = visit.t();
        let l = visit.layout(Tab::Profile, t.s("accounts-codes-title")).await?;
        let l = l.with_crumbs(vec![
            Crumb::new("/profilo", t.s("accounts-profile-title")),
            Crumb::new(OWN, t.s("accounts-second-title")),
        ]);
        Ok(Self { l, codes })
    }
}

/// What the session remembers of somebody whose password was right, until the second step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pending {
    pub person: PersonId,
    pub at: Timestamp,
    pub next: String,
    pub kept: Option<Kept>,
}

impl Pending {
    /// Keeps it under a new id: a session fixed by someone else before is worth nothing.
    pub async fn keep(&self, visit: &OpenVisit) -> WebResult<()> {
        visit.session.cycle_id().await?;
        Ok(visit.session.insert(KEY, self).await?)
    }

    /// Whose turn it is, for ten minutes.
    pub async fn find(visit: &OpenVisit) -> WebResult<Option<Self>> {
        let found = visit.session.get::<Self>(KEY).await?;
        let now = visit.house.clock.now();
        Ok(found.filter(|pending| now.since(pending.at) < PENDING))
    }

    /// It is over.
    pub async fn forget(visit: &OpenVisit) -> WebResult<()> {
        visit.session.remove::<Self>(KEY).await?;
        Ok(())
    }
}

#[derive(askama::Template)]
#[template(path = "accounts/second_step.html")]
pub struct SecondStepPage {
    l: Layout,
    errors: FieldErrors,
    /// Whether codes of an app are taken.
    has_codes: bool,
    has_passkeys: bool,
}
in_layout!(SecondStepPage);

impl SecondStepPage {
    pub async fn new(visit: &OpenVisit, pending: &Pending, errors: FieldErrors) -> WebResult<Self> {
        let door = store::find_door(&visit.house.db, pending.person).await?;
        let (has_codes, has_passkeys) = door.map_or((true, false), |door| (door.has_codes, door.has_passkeys));
        let l = visit.layout(visit.t().s("accounts-step-title")).await?;
        Ok(Self { l, errors, has_codes, has_passkeys })
    }
}

pub async fn show_step(visit: OpenVisit) -> WebResult {
    let Some(pending) = Pending::find(&visit).await? else { return Ok(see_other("/accedi")) };
    Ok(Page(SecondStepPage::new(&visit, &pending, FieldErrors::default()).await?).into_response())
}

#[derive(askama::Template)]
#[template(path = "accounts/demanded.html")]
struct DemandedPage {
    l: Layout,
    demanded: Vec<Demanded>,
    /// Whether the viewer has one: whoever demands it should.
    has_own: bool,
}
in_layout!(DemandedPage);

impl DemandedPage {
    fn word(&self, of: Demanded) -> &'static str {
        self.l.t.s(match of {
            Demanded::Administrators => "accounts-demanded-administrators",
            Demanded::Facilitators => "accounts-demanded-facilitators",
            Demanded::FocalPoints => "accounts-demanded-focal-points",
            Demanded::Staff => "accounts-demanded-staff",
        })
    }

    fn is_chosen(&self, of: Demanded) -> bool {
        self.demanded.contains(&of)
    }
}

pub async fn show_demanded(_: Accounts, visit: Visit) -> WebResult {
    may_look(&visit)?;
    let db = &visit.house.db;
    let demanded = Demanded::split(&store::find_demanded(db).await?);
    let own = store::find_second_factor(db, visit.viewer.person).await?;
    let l = visit.layout(Tab::Administration, visit.t().s("accounts-demanded-title")).await?;
    let l = l.with_crumbs(crumbs(&visit));
    let has_own = own.is_some_and(|own| own.confirmed_at.is_some());
    Ok(Page(DemandedPage { l, demanded, has_own }).into_response())
}
