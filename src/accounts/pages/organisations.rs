//! `/amministrazione/enti`: offices and other bodies, for administrators.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;

use super::super::organisations::{Counted, Organisation, OrganisationKind};
use super::super::store;
use super::register::crumbs;
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::OrganisationId;
use crate::i18n::Tr;
use crate::web::{Crumb, FieldErrors, Fields, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

#[path = "samples/organisations.rs"]
mod samples;

/// Organisations on one page.
const PAGE: i64 = 50;
/// The longest words to look for, in characters.
const WORDS_CHARS: usize = 100;

#[derive(askama::Template)]
#[template(path = "accounts/organisations.html")]
struct OrganisationsPage {
    l: Layout,
    words: String,
    kind: Option<OrganisationKind>,
    organisations: Vec<Counted>,
    /// The address of the next page.
    older: Option<String>,
    is_continued: bool,
}
in_layout!(OrganisationsPage);

impl OrganisationsPage {
    fn kind_word(&self, kind: OrganisationKind) -> &'static str {
        kind_word(self.l.t, kind)
    }
}

/// What kind of body an organisation is, in words.
fn kind_word(t: &Tr, kind: OrganisationKind) -> &'static str {
    t.s(match kind {
        OrganisationKind::Prefecture => "accounts-kind-prefecture",
        OrganisationKind::GovernmentCommission => "accounts-kind-commission",
        OrganisationKind::RegionalPresidency => "accounts-kind-presidency",
        OrganisationKind::Department => "accounts-kind-department",
        OrganisationKind::ManagingAuthority => "accounts-kind-authority",
        OrganisationKind::TrainingBody => "accounts-kind-training",
        OrganisationKind::Stakeholder => "accounts-kind-stakeholder",
    })
}

/// Nobody but administrators changes the list.
pub fn may_manage(visit: &Visit) -> WebResult<()> {
    decide(&visit.viewer.actor(), Action::ManageOrganisations, &Facts::about(Subject::Community))?;
    Ok(())
}

pub async fn show(visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    may_manage(&visit)?;
    let (db, query) = (&visit.house.db, Fields::parse(query.unwrap_or_default().as_bytes())?);
    let words: String = query.get("cerca").trim().chars().filter(|c| !c.is_control()).take(WORDS_CHARS).collect();
    let kind = OrganisationKind::parse(query.get("tipo"));
    let after = match query.get("dopo") {
        "" => None,
        id => {
            let id = id.parse().map_err(|_| WebError::NotFound)?;
            Some((store::find_organisation_key(db, id).await?.ok_or(WebError::NotFound)?, id))
        }
    };
    let is_continued = after.is_some();
    let mut organisations = store::list_counted(db, (&words, kind), after, PAGE + 1).await?;
    let has_older = i64::try_from(organisations.len()).is_ok_and(|n| n > PAGE);
    organisations.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let older = organisations.last().filter(|_| has_older).map(|last| older(&words, kind, last.id));
    let l = visit.layout(Tab::Administration, visit.t().s("accounts-bodies-title")).await?;
    let l = l.with_crumbs(crumbs(&visit));
    Ok(Page(OrganisationsPage { l, words, kind, organisations, older, is_continued }).into_response())
}

/// The address of the page after an organisation.
fn older(words: &str, kind: Option<OrganisationKind>, last: OrganisationId) -> String {
    let fields =
        [("cerca", words.to_owned()), ("tipo", kind.map_or("", |k| k.as_str()).to_owned()), ("dopo", last.to_string())];
    let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("/amministrazione/enti?{}", serde_urlencoded::to_string(&fields).unwrap_or_default())
}

#[derive(askama::Template)]
#[template(path = "accounts/organisation_form.html")]
pub struct OrganisationFormPage {
    l: Layout,
    errors: FieldErrors,
    /// The one that is changed; a new one when there is none.
    id: Option<OrganisationId>,
    form: OrganisationForm,
}
in_layout!(OrganisationFormPage);

/// What stands in the fields.
#[derive(Clone, Default)]
pub struct OrganisationForm {
    pub code: String,
    pub name: String,
    pub denomination: String,
    pub kind: String,
    pub region: String,
}

impl From<Organisation> for OrganisationForm {
    fn from(known: Organisation) -> Self {
        let (kind, region) = (known.kind.as_str().to_owned(), known.region.unwrap_or_default());
        Self { code: known.code, name: known.name, denomination: known.denomination, kind, region }
    }
}

impl OrganisationFormPage {
    pub async fn new(
        visit: &Visit,
        id: Option<OrganisationId>,
        (errors, form): (FieldErrors, OrganisationForm),
    ) -> WebResult<Self> {
        let title = visit.t().s(if id.is_some() { "accounts-body-edit" } else { "accounts-body-new" });
        let mut way = crumbs(visit);
        way.push(Crumb::new("/amministrazione/enti", visit.t().s("accounts-bodies-title")));
        let l = visit.layout(Tab::Administration, title).await?.with_crumbs(way);
        Ok(Self { l, errors, id, form })
    }

    fn kind_word(&self, kind: OrganisationKind) -> &'static str {
        kind_word(self.l.t, kind)
    }

    fn action(&self) -> String {
        self.id.map_or_else(|| "/amministrazione/enti".to_owned(), |id| format!("/amministrazione/enti/{id}"))
    }
}

pub async fn new(visit: Visit) -> WebResult {
    may_manage(&visit)?;
    let blank = (FieldErrors::default(), OrganisationForm::default());
    Ok(Page(OrganisationFormPage::new(&visit, None, blank).await?).into_response())
}

pub async fn edit(visit: Visit, Path(id): Path<String>) -> WebResult {
    may_manage(&visit)?;
    let id: OrganisationId = id.parse().map_err(|_| WebError::NotFound)?;
    let known = store::find_organisation(&visit.house.db, id).await?.ok_or(WebError::NotFound)?;
    let form = (FieldErrors::default(), known.into());
    Ok(Page(OrganisationFormPage::new(&visit, Some(id), form).await?).into_response())
}
