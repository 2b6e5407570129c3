//! `/amministrazione/inviti`: who has been invited, and the form to invite somebody.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use super::super::Accounts;
use super::super::invitations::{Invitation, Outcome, Shown, usual_last_day};
use super::super::organisations::Organisation;
use super::super::store;
use super::by_region;
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{InvitationId, SpaceId, Timestamp};
use crate::web::{FieldErrors, Fields, Layout, Page, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/invitations.rs"]
mod samples;

/// Invitations on one page.
const PAGE: i64 = 50;

#[derive(askama::Template)]
#[template(path = "accounts/invitations.html")]
pub struct InvitationsPage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub form: InviteForm,
    /// Regions with their offices.
    pub regions: Vec<(String, Vec<Organisation>)>,
    pub others: Vec<Organisation>,
    pub spaces: Vec<(SpaceId, String)>,
    pub invitations: Vec<Invitation>,
    /// The address of this list, for the forms in it.
    pub back: &'static str,
    /// Only those of which this has become.
    pub outcome: Option<Outcome>,
    /// Where the next page begins.
    pub older: Option<InvitationId>,
    pub now: Timestamp,
}
in_layout!(InvitationsPage);

/// What stands in the fields.
#[derive(Clone, Default)]
pub struct InviteForm {
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub standing: String,
    pub is_administrator: bool,
    pub space: String,
    pub role: String,
    /// The last day of a guest, as a date.
    pub until: String,
}

impl InvitationsPage {
    pub async fn new(visit: &Visit, accounts: &Accounts, errors: FieldErrors, form: InviteForm) -> WebResult<Self> {
        Self::before(visit, accounts, (errors, form), (InvitationId(i64::MAX), None)).await
    }

    async fn before(
        visit: &Visit,
        accounts: &Accounts,
        (errors, form): (FieldErrors, InviteForm),
        (before, outcome): (InvitationId, Option<Outcome>),
    ) -> WebResult<Self> {
        let actor = visit.viewer.actor();
        decide(&actor, Action::InvitePeople, &Facts::about(Subject::Community))?;
        let (db, now) = (&visit.house.db, visit.house.clock.now());
        let spaces = accounts.spaces().choices(db, &actor).await?;
        let mut invitations =
            store::list_invitations(db, Shown { outcome, ..Shown::default() }, (before, now), PAGE + 1).await?;
        let has_older = i64::try_from(invitations.len()).is_ok_and(|n| n > PAGE);
        invitations.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let older = invitations.last().map(|last| last.id).filter(|_| has_older);
        let (regions, others) = by_region(store::list_organisations(db).await?);
        let l = visit.layout(Tab::Administration, visit.t().s("accounts-invitations-title")).await?;
        let back = "/amministrazione/inviti";
        Ok(Self { l, errors, form, regions, others, spaces, invitations, back, outcome, older, now })
    }

    /// What has become of an invitation, in a word.
    fn word(&self, invitation: &Invitation) -> &'static str {
        self.l.t.s(invitation.outcome(self.now).key())
    }

    fn outcome_word(&self, outcome: Outcome) -> &'static str {
        self.l.t.s(outcome.key())
    }

    /// Until when it opens, or since when there is nothing to open.
    fn day(&self, at: Timestamp) -> String {
        let zone = self.l.viewer.as_ref().map_or(jiff::tz::TimeZone::UTC, |viewer| viewer.time_zone.clone());
        self.l.t.day_short(at.0, &zone, self.now.0)
    }

    fn is_waiting(&self, invitation: &Invitation) -> bool {
        invitation.outcome(self.now) == Outcome::Waiting
    }

    fn is_chosen_space(&self, space: SpaceId) -> bool {
        self.form.space == space.to_string()
    }
}

pub async fn show(accounts: Accounts, visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    let query = Fields::parse(query.unwrap_or_default().as_bytes())?;
    let before = match query.get("prima") {
        "" => InvitationId(i64::MAX),
        asked => asked.parse().map_err(|_| WebError::NotFound)?,
    };
    let until = usual_last_day(&visit.house.config.time_zone, visit.house.clock.now());
    let blank = (FieldErrors::default(), InviteForm { until, ..InviteForm::default() });
    Ok(Page(InvitationsPage::before(&visit, &accounts, blank, (before, Outcome::parse(query.get("stato")))).await?)
        .into_response())
}
