//! One reported post: who reported it and why, what it said, and what is done about it.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::authz::{Action, Actor, Facts, Role, Subject, decide};
use crate::base::{PersonId, PostId, ReportId};
use crate::text::{self, NoLinks};
use crate::threads::Why;
use crate::web::{Crumb, FieldErrors, Form, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{CloseReports, Closed, Judgement};
use super::model::{ReportAnswer, Ruling};
use super::queue::Reporter;
use super::store;
use super::store::queue::{self, CaseRow, Leader};

/// What somebody may see of a reported post.
pub(super) struct Sight {
    /// Whether the viewer wrote it: then nothing of its reports is shown.
    pub is_own: bool,
    /// Whether the viewer may read what it said.
    pub may_read: bool,
}

impl Sight {
    pub(super) fn of(row: &CaseRow, (me, actor): (PersonId, &Actor)) -> Self {
        let facts = Facts::in_space(Subject::Space(row.space), row.openness, row.role);
        // Who administers the community reads reported words of other people's spaces only where nobody else can judge them.
        let may_read = decide(actor, Action::ReadThreads, &facts).is_ok() || !row.has_judge;
        Self { is_own: row.author == me, may_read }
    }
}

/// A reported post as one viewer may see it.
pub(super) struct Case {
    pub row: CaseRow,
    pub reporters: Vec<Reporter>,
    pub is_own: bool,
    pub may_read: bool,
}

impl Case {
    pub(super) fn new(row: CaseRow, reporters: Vec<Reporter>, who: (PersonId, &Actor)) -> Self {
        let Sight { is_own, may_read } = Sight::of(&row, who);
        let reporters = if is_own { Vec::new() } else { reporters };
        Self { row, reporters, is_own, may_read }
    }

    /// The first words of the post, as they were.
    pub(super) fn excerpt(&self) -> String {
        text::excerpt(&self.row.words, 220)
    }
}

/// The form of a decision, as it was filled.
#[derive(Default)]
struct Filled {
    decision: String,
    why: String,
    answer: String,
}

#[derive(askama::Template)]
#[template(path = "reports/case.html")]
struct CasePage {
    l: Layout,
    case: Case,
    /// What the post said, as HTML.
    words: String,
    /// Who facilitates the space and could do more than the viewer; nobody where the viewer does.
    leaders: Vec<Leader>,
    filled: Filled,
    /// Whether something has changed since the form was made.
    has_changed: bool,
    errors: FieldErrors,
}
in_layout!(CasePage);

impl CasePage {
    fn may_act(&self) -> bool {
        self.case.row.may_act()
    }

    /// What can be done, each with its name and what follows from it.
    fn choices(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let (row, t) = (&self.case.row, self.l.t);
        let is_offered = |ruling: &Ruling| match ruling {
            Ruling::Deleted => row.may_delete(),
            Ruling::Gone => row.is_deleted,
            Ruling::ThreadClosed => row.may_close_thread(),
            Ruling::Nothing => true,
        };
        let one = |ruling: &Ruling| {
            let (name, means) = ruling.keys();
            (ruling.as_str(), t.s(name), t.s(means))
        };
        Ruling::ALL.iter().filter(|ruling| is_offered(ruling)).map(one).collect()
    }

    fn needs_why(&self) -> bool {
        self.case.row.may_delete() || self.case.row.may_close_thread()
    }
}

/// The page of a post that waits, for whoever may see its reports; the way to the queue when it does not wait.
async fn page(visit: &Visit, post: PostId, (filled, has_changed, errors): (Filled, bool, FieldErrors)) -> WebResult {
    let (t, db, me, actor) = (visit.t(), &visit.house.db, visit.viewer.person, visit.viewer.actor());
    let found = store::find_reported(db, post, me).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::JudgeReports, &found.facts(me))?;
    let Some(row) = queue::find_case(db, post, me).await? else { return gone(visit, &found).await };
    let rows = queue::list_open_of(db, &[post]).await?;
    let reporters = rows.into_iter().map(|row| Reporter::new(visit, row)).collect();
    let case = Case::new(row, reporters, (me, &actor));
    let crumbs = vec![
        Crumb::new("/spazi", t.s("spaces-title")),
        Crumb::new(format!("/spazi/{}", found.space), &found.space_name),
        Crumb::new(format!("/spazi/{}/segnalazioni", found.space), t.s("reports-title")),
    ];
    let l = visit.layout(Tab::Spaces, t.s("reports-case")).await?.with_crumbs(crumbs);
    let words = if case.may_read { text::render(&case.row.words, &NoLinks).html } else { String::new() };
    let leaders = match case.row.role {
        Some(Role::Facilitator) => Vec::new(),
        _ => queue::list_leaders(db, found.space, found.author).await?,
    };
    Ok(Page(CasePage { l, case, words, leaders, filled, has_changed, errors }).into_response())
}

async fn gone(visit: &Visit, found: &store::Reported) -> WebResult {
    visit.flash(visit.t().s("reports-closed-before")).await?;
    Ok(see_other(&format!("/spazi/{}/segnalazioni", found.space)))
}

/// `GET /messaggi/{post}/segnalazioni`.
pub(super) async fn show(visit: Visit, Path(post): Path<PostId>) -> WebResult {
    page(&visit, post, <_>::default()).await
}

/// The form again; the way to the queue, where nothing waits any more, stays what it is.
fn unprocessable(page: Response) -> Response {
    if page.status() == StatusCode::OK { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page }
}

/// What the form decides, or what is wrong with it.
fn parse(visit: &Visit, filled: &Filled) -> Result<(Judgement, ReportAnswer), FieldErrors> {
    let (t, mut errors) = (visit.t(), FieldErrors::default());
    let answer = errors.take("answer", ReportAnswer::parse(&filled.answer), |e| e.sentence(t));
    let mut why = || errors.take("why", Why::parse(&filled.why), |e| e.sentence(t));
    let judgement = match Ruling::parse(&filled.decision) {
        Some(Ruling::Deleted) => why().map(Judgement::Delete),
        Some(Ruling::ThreadClosed) => why().map(Judgement::CloseThread),
        Some(Ruling::Gone) => Some(Judgement::IsDeleted),
        Some(Ruling::Nothing) => Some(Judgement::Nothing),
        None => {
            errors.add("decision", t.s("reports-decision-missing").to_owned());
            None
        }
    };
    judgement.zip(answer).ok_or(errors)
}

/// `POST /messaggi/{post}/segnalazioni`.
pub(super) async fn close(Path(post): Path<PostId>, form: Form) -> WebResult {
    let (visit, of) = (&form.visit, |name: &str| form.fields.get(name).to_owned());
    let (db, me) = (&visit.house.db, visit.viewer.person);
    let found = store::find_reported(db, post, me).await?.ok_or(WebError::NotFound)?;
    decide(&visit.viewer.actor(), Action::JudgeReports, &found.facts(me))?;
    let filled = Filled { decision: of("decision"), why: of("why"), answer: of("answer") };
    let (judgement, answer) = match parse(visit, &filled) {
        Ok(parsed) => parsed,
        Err(errors) => return Ok(unprocessable(page(visit, post, (filled, false, errors)).await?)),
    };
    let seen = ReportId(form.fields.get("seen").parse().unwrap_or(0));
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    match db.write(CloseReports { actor, post, judgement, answer, seen, now }).await? {
        Closed::Done => {
            visit.flash(visit.t().s("reports-closed")).await?;
            Ok(see_other(&format!("/spazi/{}/segnalazioni", found.space)))
        }
        Closed::Before => gone(visit, &found).await,
        Closed::Changed => Ok(unprocessable(page(visit, post, (filled, true, FieldErrors::default())).await?)),
    }
}
