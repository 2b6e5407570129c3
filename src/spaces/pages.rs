//! The pages of this room.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::response::IntoResponse as _;

use crate::accounts;
use crate::accounts::Organisation;
use crate::authz::{Action, Facts, Openness, Role, Standing, Subject, decide};
use crate::base::{SpaceId, Timestamp};
use crate::i18n::Tr;
use crate::text::{self, NoLinks};
use crate::web::{Crumb, FieldErrors, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout};

use super::model::Colour;
use super::store::leaders::{self, Unled};
use super::store::{self, Space, SpaceForActor};

#[path = "samples/pages.rs"]
mod samples;

/// Which of a space's pages is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpaceTab {
    Threads,
    People,
    Rules,
    Reports,
    Settings,
}

/// The head of every page of a space: name, purpose, readers, tabs.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "what the viewer may do, each asked for on its own by the template")]
pub struct SpaceHead {
    pub space: Space,
    pub role: Option<Role>,
    pub tab: SpaceTab,
    pub readers: String,
    pub unread: i64,
    /// The office whose own space it is.
    pub office: Option<String>,
    /// How many people ask to come in, for who decides.
    pub requests: i64,
    /// How many reported posts wait, for who decides.
    pub reports: i64,
    pub colour: Colour,
    pub has_rules: bool,
    /// The words of welcome as HTML; empty for who has read them.
    pub welcome: String,
    /// The last day of who is a guest here, in words.
    pub last_day: Option<String>,
    /// Since when it is only read, in words.
    pub archived: Option<String>,
    pub may_read: bool,
    pub may_edit: bool,
    /// Whether the viewer may let more people read it.
    pub may_open: bool,
    pub may_lead: bool,
    pub may_list_people: bool,
    pub may_join: bool,
    pub may_write: bool,
}

impl SpaceHead {
    /// The head for a viewer who may see the space.
    pub async fn load(visit: &Visit, l: &Layout, found: &SpaceForActor, tab: SpaceTab) -> WebResult<Self> {
        let actor = visit.viewer.actor();
        let facts = found.facts();
        let may = |action| decide(&actor, action, &facts).is_ok();
        let staff = accounts::staff(&visit.house.db).await?;
        Ok(Self {
            space: found.space(),
            role: found.role,
            tab,
            readers: readers(visit.t(), &found.space(), staff),
            unread: l.unread_in(&found.id),
            office: found.office.clone(),
            requests: if may(Action::ManageMembers) { found.requests } else { 0 },
            reports: if may(Action::SeeReports) { found.reports } else { 0 },
            colour: found.colour,
            has_rules: found.has_rules,
            welcome: text::render(&found.welcome, &NoLinks).html,
            last_day: found.until.map(|until| last_day(visit, until)),
            archived: found.archived_at.map(|at| visit.t().day(at.0, &visit.viewer.time_zone)),
            may_edit: may(Action::EditSpace),
            may_open: may(Action::OpenUp),
            may_read: may(Action::ReadThreads),
            may_lead: may(Action::ManageMembers),
            may_list_people: may(Action::SeeMembers),
            may_join: may(Action::JoinSpace),
            may_write: may(Action::StartThread),
        })
    }

    pub fn is_threads(&self) -> bool {
        self.tab == SpaceTab::Threads
    }

    /// Whether the words of welcome stand on this page.
    pub fn welcomes(&self) -> bool {
        self.is_threads() && !self.welcome.is_empty()
    }

    pub fn is_people(&self) -> bool {
        self.tab == SpaceTab::People
    }

    pub fn is_rules(&self) -> bool {
        self.tab == SpaceTab::Rules
    }

    pub fn is_reports(&self) -> bool {
        self.tab == SpaceTab::Reports
    }

    pub fn is_settings(&self) -> bool {
        self.tab == SpaceTab::Settings
    }

    pub fn is_guest(&self) -> bool {
        self.role == Some(Role::Guest)
    }
}

/// The last day of a stay, in words.
pub(super) fn last_day(visit: &Visit, until: Timestamp) -> String {
    visit.t().day(until.minus(Duration::from_secs(1)).0, &visit.house.config.time_zone)
}

/// Who can read what is in a space, as a sentence.
pub fn readers(t: &Tr, space: &Space, staff: i64) -> String {
    let guests = if space.guests > 0 { t.f1("spaces-readers-guests", "n", space.guests) } else { String::new() };
    let key = match space.openness {
        Openness::Open => "spaces-readers-open",
        Openness::Closed => "spaces-readers-closed",
        Openness::Private => "spaces-readers-private",
    };
    match space.openness {
        Openness::Open => {
            t.f(key, &[("staff", staff.into()), ("members", space.members.into()), ("guests", guests.into())])
        }
        Openness::Closed | Openness::Private => {
            t.f(key, &[("members", space.members.into()), ("offices", space.offices.into()), ("guests", guests.into())])
        }
    }
}

/// The same beside the button that publishes.
pub fn readers_short(t: &Tr, space: &Space, staff: i64) -> String {
    let guests = if space.guests > 0 { t.f1("spaces-readers-guests", "n", space.guests) } else { String::new() };
    let n = if space.openness == Openness::Open { staff } else { space.members };
    t.f2("spaces-readers-short", "n", n, "guests", guests)
}

#[derive(askama::Template)]
#[template(path = "spaces/index.html")]
#[expect(clippy::struct_excessive_bools, reason = "the template asks for each on its own")]
struct SpacesPage {
    l: Layout,
    mine: Vec<SpaceForActor>,
    others: Vec<Group>,
    /// Spaces that nobody facilitates, for who administers the community.
    unled: Vec<Unled>,
    may_create: bool,
    is_guest: bool,
    /// Whether these are the spaces that were put away.
    is_archive: bool,
    has_archive: bool,
}

/// Spaces of others under one heading: everybody's, or an office's.
struct Group {
    id: String,
    heading: String,
    is_own_office: bool,
    spaces: Vec<SpaceForActor>,
}

/// What the form of a space holds, as it was filled.
#[derive(Clone)]
pub(super) struct SpaceForm {
    pub name: String,
    pub purpose: String,
    pub openness: Openness,
    /// The office chosen for a new space, as its id.
    pub organisation: String,
    pub colour: Colour,
    pub rules: String,
    pub welcome: String,
    /// The edition that it was made from; 0 of a new space.
    pub version: i64,
    /// What it means to open the space so far, while that is asked.
    pub opens: Option<&'static str>,
}

#[derive(askama::Template)]
#[template(path = "spaces/form.html")]
pub(super) struct SpaceFormPage {
    pub l: Layout,
    pub head: Option<SpaceHead>,
    pub form: SpaceForm,
    /// The offices that a new space can belong to.
    pub organisations: Vec<Organisation>,
    /// What somebody has saved meanwhile where the form says something else: the field's name and its words.
    pub theirs: Vec<(&'static str, String)>,
    pub errors: FieldErrors,
}

in_layout!(SpacesPage, SpaceFormPage);

impl SpacesPage {
    fn openness_word(&self, space: &SpaceForActor) -> &'static str {
        self.l.t.s(match space.openness {
            Openness::Open => "spaces-open",
            Openness::Closed => "spaces-closed",
            Openness::Private => "spaces-private",
        })
    }

    /// Until when the viewer is a guest in a space, in words.
    fn stay(&self, space: &SpaceForActor) -> Option<String> {
        let viewer = self.l.viewer.as_ref()?;
        let until = space.until?.minus(Duration::from_secs(1));
        Some(self.l.t.f1("spaces-guest-until", "day", self.l.t.day(until.0, &viewer.time_zone)))
    }
}

/// The message that names a colour.
pub(super) fn colour_key(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "spaces-colour-blue",
        Colour::Teal => "spaces-colour-teal",
        Colour::Green => "spaces-colour-green",
        Colour::Violet => "spaces-colour-violet",
        Colour::Plum => "spaces-colour-plum",
        Colour::Slate => "spaces-colour-slate",
    }
}

impl SpaceFormPage {
    fn is(&self, openness: &str) -> bool {
        self.form.openness.as_str() == openness
    }

    /// The colours there are, each with its name.
    fn colours(&self) -> Vec<(&'static str, &'static str)> {
        Colour::ALL.iter().map(|colour| (colour.as_str(), self.l.t.s(colour_key(*colour)))).collect()
    }

    fn is_colour(&self, colour: &str) -> bool {
        self.form.colour.as_str() == colour
    }

    fn is_chosen(&self, organisation: &Organisation) -> bool {
        self.form.organisation == organisation.id.to_string()
    }
}

pub(super) async fn index(visit: Visit) -> WebResult {
    list(&visit, false).await
}

/// `GET /spazi/archiviati`: the spaces that are only read.
pub(super) async fn archive(visit: Visit) -> WebResult {
    list(&visit, true).await
}

async fn list(visit: &Visit, is_archive: bool) -> WebResult {
    let actor = visit.viewer.actor();
    decide(&actor, Action::ListSpaces, &Facts::about(Subject::Community))?;
    let db = &visit.house.db;
    let (away, in_use): (Vec<_>, Vec<_>) =
        store::list_of(db, &actor).await?.into_iter().partition(SpaceForActor::is_archived);
    let has_archive = !away.is_empty();
    let shown = if is_archive { away } else { in_use };
    let (mine, others): (Vec<_>, Vec<_>) = shown.into_iter().partition(|s| s.role.is_some());
    let others = grouped(visit.t(), others);
    let may_create = !is_archive && decide(&actor, Action::CreateSpace, &Facts::about(Subject::Community)).is_ok();
    let unled = if visit.viewer.is_administrator && !is_archive { leaders::list_unled(db).await? } else { Vec::new() };
    let t = visit.t();
    let l = if is_archive {
        visit
            .layout(Tab::Spaces, t.s("spaces-archive"))
            .await?
            .with_crumbs(vec![Crumb::new("/spazi", t.s("spaces-title"))])
    } else {
        visit.layout(Tab::Spaces, t.s("spaces-title")).await?
    };
    let is_guest = visit.viewer.standing == Standing::Guest;
    Ok(Page(SpacesPage { l, mine, others, unled, may_create, is_guest, is_archive, has_archive }).into_response())
}

/// The spaces of others: those of the own office first, then everybody's, then office by office.
fn grouped(t: &Tr, spaces: Vec<SpaceForActor>) -> Vec<Group> {
    let mut groups: BTreeMap<(u8, String, i64), Vec<SpaceForActor>> = BTreeMap::new();
    for space in spaces {
        let key = match (space.organisation, &space.office) {
            (Some(office), Some(name)) if space.is_own_office => (0, name.clone(), office.0),
            (Some(office), Some(name)) => (2, name.clone(), office.0),
            _ => (1, t.s("spaces-others").to_owned(), 0),
        };
        groups.entry(key).or_default().push(space);
    }
    let group = |((rank, heading, office), spaces)| Group {
        id: format!("ufficio-{office}"),
        heading,
        is_own_office: rank == 0,
        spaces,
    };
    groups.into_iter().map(group).collect()
}

pub(super) async fn new(visit: Visit) -> WebResult {
    decide(&visit.viewer.actor(), Action::CreateSpace, &Facts::about(Subject::Community))?;
    let l = new_layout(&visit).await?;
    let form = SpaceForm {
        name: String::new(),
        purpose: String::new(),
        openness: Openness::Open,
        organisation: String::new(),
        colour: Colour::Blue,
        rules: String::new(),
        welcome: String::new(),
        version: 0,
        opens: None,
    };
    let organisations = accounts::list_organisations(&visit.house.db).await?;
    let page = SpaceFormPage { l, head: None, form, organisations, theirs: Vec::new(), errors: FieldErrors::default() };
    Ok(Page(page).into_response())
}

pub(super) async fn new_layout(visit: &Visit) -> WebResult<Layout> {
    let t = visit.t();
    Ok(visit.layout(Tab::Spaces, t.s("spaces-new")).await?.with_crumbs(vec![Crumb::new("/spazi", t.s("spaces-title"))]))
}

/// A space the viewer may do `action` in, or the right refusal.
pub(super) async fn see(visit: &Visit, space: SpaceId, action: Action) -> WebResult<SpaceForActor> {
    let actor = visit.viewer.actor();
    let found = store::get_for(&visit.house.db, space, &actor).await?.ok_or(WebError::NotFound)?;
    decide(&actor, action, &found.facts())?;
    Ok(found)
}

/// The layout of a page inside a space.
pub(super) async fn inner_layout(visit: &Visit, space: &SpaceForActor, title: &str) -> WebResult<Layout> {
    let crumbs = vec![Crumb::new("/spazi", visit.t().s("spaces-title"))];
    let mut l = visit.layout(Tab::Spaces, format!("{title} · {}", space.name)).await?.with_crumbs(crumbs);
    l.guest_until = space.until.or(l.guest_until);
    Ok(l)
}

pub(super) async fn settings(visit: Visit, Path(space): Path<SpaceId>) -> WebResult {
    let found = see(&visit, space, Action::EditSpace).await?;
    let l = inner_layout(&visit, &found, visit.t().s("spaces-settings")).await?;
    let head = Some(SpaceHead::load(&visit, &l, &found, SpaceTab::Settings).await?);
    let (rules, welcome) = store::find_words(&visit.house.db, space).await?.unwrap_or_default();
    let SpaceForActor { name, purpose, openness, colour, version, .. } = found;
    let form = SpaceForm {
        name,
        purpose,
        openness,
        organisation: String::new(),
        colour,
        rules,
        welcome,
        version,
        opens: None,
    };
    let page =
        SpaceFormPage { l, head, form, organisations: Vec::new(), theirs: Vec::new(), errors: FieldErrors::default() };
    Ok(Page(page).into_response())
}
