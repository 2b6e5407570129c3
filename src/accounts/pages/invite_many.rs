//! Inviting several people at once: anywhere, into one office, or as guests into one space. With the invitations sent there.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use super::super::invitations::{Invitation, Outcome, Shown, WhyNot, usual_last_day};
use super::super::organisations::Organisation;
use super::super::{Accounts, store};
use super::by_region;
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::{InvitationId, OrganisationId, SpaceId, Timestamp, digest};
use crate::web::{Crumb, FieldErrors, Fields, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/invite_many.rs"]
mod samples;

/// Invitations on one page.
const PAGE: i64 = 50;

/// Where people are invited to.
#[derive(Clone, Debug)]
pub enum Destination {
    Community,
    Office(Organisation),
    Space { id: SpaceId, name: String },
}

impl Destination {
    /// The address of the page.
    pub fn page(&self) -> String {
        match self {
            Self::Community => "/amministrazione/inviti/elenco".to_owned(),
            Self::Office(office) => format!("/uffici/{}/inviti", office.id),
            Self::Space { id, .. } => format!("/spazi/{id}/inviti"),
        }
    }

    fn shown(&self) -> Option<Shown> {
        match self {
            Self::Community => None, // they have a page of their own
            Self::Office(office) => Some(Shown { office: Some(office.id), ..Shown::default() }),
            Self::Space { id, .. } => Some(Shown { space: Some(*id), ..Shown::default() }),
        }
    }
}

/// What stands in the fields.
#[derive(Clone, Default)]
pub struct ManyForm {
    /// One person on each line.
    pub body: String,
    pub organisation: String,
    /// The last day of guests, as a date.
    pub until: String,
}

/// What became of the lines: each with why it cannot be sent, if so.
#[derive(Clone, Default)]
pub struct Checked {
    pub lines: Vec<(String, Option<WhyNot>)>,
    /// How many have just been sent.
    pub sent: usize,
}

#[derive(askama::Template)]
#[template(path = "accounts/invite_many.html")]
pub struct InviteManyPage {
    l: Layout,
    errors: FieldErrors,
    place: Destination,
    /// The address of this page.
    back: String,
    form: ManyForm,
    checked: Checked,
    regions: Vec<(String, Vec<Organisation>)>,
    others: Vec<Organisation>,
    /// The invitations that were sent here, where the page shows them.
    invitations: Option<Vec<Invitation>>,
    older: Option<InvitationId>,
    now: Timestamp,
}
in_layout!(InviteManyPage);

impl InviteManyPage {
    pub async fn new(
        visit: &Visit,
        place: Destination,
        (form, checked, errors): (ManyForm, Checked, FieldErrors),
        before: InvitationId,
    ) -> WebResult<Self> {
        let (db, now) = (&visit.house.db, visit.house.clock.now());
        let mut invitations = match place.shown() {
            Some(shown) => Some(store::list_invitations(db, shown, (before, now), PAGE + 1).await?),
            None => None,
        };
        let mut older = None;
        if let Some(invitations) = &mut invitations
            && i64::try_from(invitations.len()).is_ok_and(|n| n > PAGE)
        {
            invitations.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
            older = invitations.last().map(|last| last.id);
        }
        let all = match place {
            Destination::Office(_) => Vec::new(),
            _ => store::list_organisations(db).await?,
        };
        let (regions, others) = by_region(all);
        let l = layout(visit, &place).await?;
        let back = place.page();
        Ok(Self { l, errors, place, back, form, checked, regions, others, invitations, older, now })
    }

    /// The form as it begins.
    pub fn blank(visit: &Visit) -> (ManyForm, Checked, FieldErrors) {
        let last = usual_last_day(&visit.house.config.time_zone, visit.house.clock.now());
        (ManyForm { until: last, ..ManyForm::default() }, Checked::default(), FieldErrors::default())
    }

    fn is_office(&self) -> bool {
        matches!(self.place, Destination::Office(_))
    }

    fn is_space(&self) -> bool {
        matches!(self.place, Destination::Space { .. })
    }

    /// What the lines were when they were looked at.
    fn seen(&self) -> String {
        digest(&self.form.body)
    }

    fn ready(&self) -> usize {
        self.checked.lines.iter().filter(|(_, why_not)| why_not.is_none()).count()
    }

    fn verdict(&self, why_not: Option<WhyNot>) -> &'static str {
        self.l.t.s(why_not.map_or("accounts-line-ready", WhyNot::key))
    }

    fn word(&self, invitation: &Invitation) -> &'static str {
        self.l.t.s(invitation.outcome(self.now).key())
    }

    fn day(&self, at: Timestamp) -> String {
        let zone = self.l.viewer.as_ref().map_or(jiff::tz::TimeZone::UTC, |viewer| viewer.time_zone.clone());
        self.l.t.day_short(at.0, &zone, self.now.0)
    }

    fn is_waiting(&self, invitation: &Invitation) -> bool {
        invitation.outcome(self.now) == Outcome::Waiting
    }
}

async fn layout(visit: &Visit, place: &Destination) -> WebResult<Layout> {
    let t = visit.t();
    let (tab, title, crumbs) = match place {
        Destination::Community => (
            Tab::Administration,
            t.s("accounts-many-title").to_owned(),
            vec![
                Crumb::new("/amministrazione", t.s("admin-title")),
                Crumb::new("/amministrazione/inviti", t.s("accounts-invitations-title")),
            ],
        ),
        Destination::Office(office) => (
            Tab::Directory,
            t.s("accounts-many-office-title").to_owned(),
            vec![
                Crumb::new("/rubrica", t.s("accounts-directory-title")),
                Crumb::new(format!("/uffici/{}", office.id), office.name.clone()),
            ],
        ),
        Destination::Space { id, name } => (
            Tab::Spaces,
            t.s("accounts-many-space-title").to_owned(),
            vec![Crumb::new(format!("/spazi/{id}/persone"), name.clone())],
        ),
    };
    Ok(visit.layout(tab, title).await?.with_crumbs(crumbs))
}

/// Anywhere: administrators.
pub fn community(visit: &Visit) -> WebResult<Destination> {
    decide(&visit.viewer.actor(), Action::InvitePeople, &Facts::about(Subject::Community))?;
    Ok(Destination::Community)
}

/// Into an office: administrators, and whoever speaks for it.
pub async fn office(visit: &Visit, id: &str) -> WebResult<Destination> {
    let id: OrganisationId = id.parse().map_err(|_| WebError::NotFound)?;
    let db = &visit.house.db;
    let speaks_for_office = store::speaks_for(db, visit.viewer.person, (id, id)).await?;
    let facts = Facts { speaks_for_office, ..Facts::about(Subject::Community) };
    decide(&visit.viewer.actor(), Action::InvitePeople, &facts)?;
    Ok(Destination::Office(store::find_organisation(db, id).await?.ok_or(WebError::NotFound)?))
}

/// Into a space, as guests: whoever looks after its people.
pub async fn space(visit: &Visit, accounts: &Accounts, id: &str) -> WebResult<Destination> {
    let id: SpaceId = id.parse().map_err(|_| WebError::NotFound)?;
    let name = accounts.spaces().led(&visit.house.db, &visit.viewer.actor(), id).await??;
    Ok(Destination::Space { id, name })
}

async fn show(visit: &Visit, place: Destination, query: Option<String>) -> WebResult {
    let query = Fields::parse(query.unwrap_or_default().as_bytes())?;
    let before = match query.get("prima") {
        "" => InvitationId(i64::MAX),
        asked => asked.parse().map_err(|_| WebError::NotFound)?,
    };
    let blank = InviteManyPage::blank(visit);
    Ok(Page(InviteManyPage::new(visit, place, blank, before).await?).into_response())
}

pub async fn of_community(visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    show(&visit, community(&visit)?, query).await
}

pub async fn of_office(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> WebResult {
    show(&visit, office(&visit, &id).await?, query).await
}

pub async fn of_space(
    accounts: Accounts,
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> WebResult {
    show(&visit, space(&visit, &accounts, &id).await?, query).await
}
