//! `/amministrazione/persone`: every account, open or closed.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use super::super::organisations::Organisation;
use super::super::people::{OfficeRole, PersonState};
use super::super::register::{Lookup, Registered, Role};
use super::super::store;
use super::{by_region, office_role_word};
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::Timestamp;
use crate::web::{Crumb, Fields, Layout, Page, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/register.rs"]
mod samples;

/// Accounts on one page.
const PAGE: i64 = 50;

#[derive(askama::Template)]
#[template(path = "accounts/register.html")]
struct RegisterPage {
    l: Layout,
    lookup: Lookup,
    regions: Vec<(String, Vec<Organisation>)>,
    others: Vec<Organisation>,
    people: Vec<Registered>,
    /// The address of the next page.
    older: Option<String>,
    /// Whether this is not the first page.
    is_continued: bool,
    now: Timestamp,
}
in_layout!(RegisterPage);

impl RegisterPage {
    /// The office that is looked for, as its option names it.
    fn office(&self) -> String {
        self.lookup.office.map(|id| id.to_string()).unwrap_or_default()
    }

    fn role_word(&self, role: Role) -> &'static str {
        self.l.t.s(match role {
            Role::Administrator => "accounts-administrator",
            Role::Head => "accounts-office-head",
            Role::FocalPoint => "accounts-office-focal-point",
            Role::Guest => "accounts-guest",
        })
    }

    fn office_role(&self, role: OfficeRole) -> &'static str {
        office_role_word(self.l.t, role)
    }

    /// The day on which somebody was last here.
    fn last_used(&self, person: &Registered) -> Option<String> {
        let zone = &self.l.viewer.as_ref()?.time_zone;
        Some(self.l.t.day_short(person.last_used_at?.0, zone, self.now.0))
    }
}

/// Nobody but administrators sees accounts.
pub(super) fn may_look(visit: &Visit) -> WebResult<()> {
    decide(&visit.viewer.actor(), Action::ManagePeople, &Facts::about(Subject::Community))?;
    Ok(())
}

/// The way down to a page about accounts.
pub(super) fn crumbs(visit: &Visit) -> Vec<Crumb> {
    vec![Crumb::new("/amministrazione", visit.t().s("admin-title"))]
}

pub async fn show(visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    may_look(&visit)?;
    let (db, query) = (&visit.house.db, Fields::parse(query.unwrap_or_default().as_bytes())?);
    let mut lookup = Lookup::parse(&query);
    let after = query.get("dopo");
    if !after.is_empty() {
        let id = after.parse().map_err(|_| WebError::NotFound)?;
        lookup.after = Some((store::find_name_key(db, id).await?.ok_or(WebError::NotFound)?, id));
    }
    let mut people = store::list_accounts(db, &lookup, PAGE + 1).await?;
    let has_older = i64::try_from(people.len()).is_ok_and(|n| n > PAGE);
    people.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let older = people.last().filter(|_| has_older).map(|last| lookup.older(last.id));
    let (regions, others) = by_region(store::list_organisations(db).await?);
    let l = visit.layout(Tab::Administration, visit.t().s("accounts-register-title")).await?;
    let l = l.with_crumbs(crumbs(&visit));
    let (is_continued, now) = (lookup.after.is_some(), visit.house.clock.now());
    Ok(Page(RegisterPage { l, lookup, regions, others, people, older, is_continued, now }).into_response())
}
