//! Reporting a post: the form of whoever read it, and the report that stands.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::authz::{Action, Facts, decide};
use crate::base::PostId;
use crate::text;
use crate::web::{Crumb, FieldErrors, Form, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{Error, ReportPost, WithdrawReport};
use super::model::{Reason, ReportState, ReportWords};
use super::store::{self, OwnReport, Reported};

/// Characters of the post beside the form.
const EXCERPT: usize = 300;

#[derive(askama::Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    l: Layout,
    found: Reported,
    excerpt: String,
    /// The viewer's newest report of it.
    own: Option<OwnReport>,
    /// When that was made, in words.
    when: String,
    reason: String,
    words: String,
    errors: FieldErrors,
}
in_layout!(ReportPage);

impl ReportPage {
    fn standing(&self) -> Option<&OwnReport> {
        self.own.as_ref().filter(|own| own.state == ReportState::Open)
    }

    /// What became of the one before, when it was answered.
    fn before(&self) -> Option<(&'static str, &str)> {
        let own = self.own.as_ref().filter(|own| own.state == ReportState::Closed)?;
        Some((self.l.t.s(own.decision?.key()), &own.answer))
    }

    fn reasons(&self) -> Vec<(&'static str, &'static str)> {
        Reason::ALL.iter().map(|reason| (reason.as_str(), self.l.t.s(reason.key()))).collect()
    }

    fn name_of(&self, own: &OwnReport) -> &'static str {
        self.l.t.s(own.reason.key())
    }
}

/// The form's page: of whoever may report the post, or has done so.
async fn page(visit: &Visit, post: PostId, (reason, words, errors): (String, String, FieldErrors)) -> WebResult {
    let (t, db, me) = (visit.t(), &visit.house.db, visit.viewer.person);
    let found = store::find_reported(db, post, me).await?.ok_or(WebError::NotFound)?;
    let own = store::find_own(db, post, me).await?;
    let has_asked = own.as_ref().is_some_and(|own| own.state == ReportState::Open);
    let action = if has_asked { Action::WithdrawReport } else { Action::ReportPost };
    decide(&visit.viewer.actor(), action, &Facts { has_asked, ..found.facts(me) })?;
    let when = own.as_ref().map(|own| t.day(own.created_at.0, &visit.viewer.time_zone)).unwrap_or_default();
    let crumbs = vec![
        Crumb::new("/spazi", t.s("spaces-title")),
        Crumb::new(format!("/spazi/{}", found.space), &found.space_name),
    ];
    let l = visit.layout(Tab::Spaces, t.s("reports-report")).await?.with_crumbs(crumbs);
    let excerpt = text::excerpt(&found.body, EXCERPT);
    Ok(Page(ReportPage { l, found, excerpt, own, when, reason, words, errors }).into_response())
}

/// `GET /messaggi/{post}/segnala`.
pub(super) async fn show(visit: Visit, Path(post): Path<PostId>) -> WebResult {
    page(&visit, post, <_>::default()).await
}

/// `POST /messaggi/{post}/segnala`.
pub(super) async fn report(Path(post): Path<PostId>, form: Form) -> WebResult {
    let (visit, mut errors) = (&form.visit, FieldErrors::default());
    let (t, typed) = (visit.t(), (form.fields.get("reason"), form.fields.get("words")));
    let reason = Reason::parse(typed.0);
    let words = ReportWords::parse(typed.1, reason);
    let chosen = errors.take("reason", reason.ok_or(()), |()| t.s("reports-reason-missing").to_owned());
    let words = errors.take("words", words, |error| error.sentence(t));
    let (Some(reason), Some(words)) = (chosen, words) else {
        let page = page(visit, post, (typed.0.to_owned(), typed.1.to_owned(), errors)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let now = visit.house.clock.now();
    match visit.house.db.write(ReportPost { actor: visit.viewer.actor(), post, reason, words, now }).await {
        Ok(made) => {
            visit.flash(t.s(if made.is_some() { "reports-sent" } else { "reports-sent-before" })).await?;
            Ok(see_other(&format!("/messaggi/{post}")))
        }
        Err(Error::TooMany(_)) => {
            errors.add("reason", t.s("reports-too-many").to_owned());
            let page = page(visit, post, (typed.0.to_owned(), typed.1.to_owned(), errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /messaggi/{post}/segnala/ritira`.
pub(super) async fn withdraw(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let now = visit.house.clock.now();
    visit.house.db.write(WithdrawReport { actor: visit.viewer.actor(), post, now }).await?;
    visit.flash(visit.t().s("reports-withdrawn")).await?;
    Ok(see_other(&format!("/messaggi/{post}")))
}
