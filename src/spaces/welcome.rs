//! What a space says to who comes in: its rules, and words of welcome for newcomers.

use axum::response::IntoResponse as _;

use crate::authz::Action;
use crate::base::SpaceId;
use crate::text::{self, NoLinks};
use crate::web::{Form, Layout, Page, Path, Visit, WebResult, in_layout, see_other};

use super::commands::DismissWelcome;
use super::pages::{SpaceHead, SpaceTab, inner_layout, see};
use super::store;

#[path = "samples/welcome.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "spaces/rules.html")]
struct RulesPage {
    l: Layout,
    head: SpaceHead,
    /// The rules as HTML.
    rules: String,
}
in_layout!(RulesPage);

/// `GET /spazi/{space}/come-si-sta-qui`: for whoever knows of the space, also before asking to come in.
pub(super) async fn rules(visit: Visit, Path(space): Path<SpaceId>) -> WebResult {
    let found = see(&visit, space, Action::SeeSpace).await?;
    let (rules, _) = store::find_words(&visit.house.db, space).await?.unwrap_or_default();
    let l = inner_layout(&visit, &found, visit.t().s("spaces-rules")).await?;
    let head = SpaceHead::load(&visit, &l, &found, SpaceTab::Rules).await?;
    Ok(Page(RulesPage { l, head, rules: text::render(&rules, &NoLinks).html }).into_response())
}

/// `POST /spazi/{space}/benvenuto`: the words of welcome have been read.
pub(super) async fn dismiss(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    let visit = &form.visit;
    see(visit, space, Action::ReadThreads).await?;
    visit.house.db.write(DismissWelcome { space, person: visit.viewer.person }).await?;
    Ok(see_other(&format!("/spazi/{space}")))
}
