//! The queue of those who facilitate, and what they decide.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::shape::{ClosingShape, ReportedPost};
use super::{NotDone, see};
use crate::authz::{Action, decide};
use crate::base::{PostId, ReportClosingId, ReportId, SpaceId};
use crate::db::{Command, Tx};
use crate::reports::commands::{CloseReports, Closed, Judgement};
use crate::reports::model::{Decision, ReportAnswer, Ruling};
use crate::reports::queue::cut;
use crate::reports::store::queue::{self, ReportRow, Turn};
use crate::spaces;
use crate::threads::Why;
use crate::web::api::{
    ApiResult, Asked, Caller, Creation, Errors, Id, List, Made, Operation, Operations, Problem, Scope, accepted,
    cursor, list as page, ok, rows,
};
use crate::web::{Access, Outcome};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewDecision {
    decision: Ruling,
    /// Why the post is deleted, or the discussion closed: needed then, and read by everybody.
    #[serde(default)]
    #[schemars(length(max = 300), example = "Contiene dati personali")]
    reason: String,
    /// A few words to those who reported, by e-mail; may be empty.
    #[serde(default)]
    #[schemars(length(max = 500), example = "Grazie, era giusto dirlo")]
    answer: String,
    /// The newest report that was looked at: `seen` of the reported post. When another has come since, nothing happens.
    seen: ReportId,
}

/// What has been decided.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportsDecided")]
struct Decided {
    post: PostId,
    decision: Decision,
}

/// In the fixture nobody has reported the post.
const JUDGED: Access = Access { facilitator: Outcome::NotFound, administrator: Outcome::NotFound, ..Access::SPACE_LED };

pub(super) fn operations() -> Operations {
    use Scope::{ReportsRead, ReportsWrite};
    let of_space =
        Operation::get("/spaces/{space}/reported-posts", "listReportedPosts", ReportsRead, Access::SPACE_LED)
            .about("The reported posts of a space that wait: personal data first, then the longest waiting")
            .query::<Wanted>()
            .gives::<List<ReportedPost>>();
    let of_all = Operation::get("/me/reported-posts", "listOwnReportedPosts", ReportsRead, Access::SIGNED_IN)
        .about("The same over all spaces that the person facilitates, or that only administrators can judge")
        .query::<Wanted>()
        .gives::<List<ReportedPost>>();
    let closed_of_space =
        Operation::get("/spaces/{space}/report-decisions", "listDecisions", ReportsRead, Access::SPACE_LED)
            .about("What became of the reported posts of a space, newest first")
            .query::<Wanted>()
            .gives::<List<ClosingShape>>();
    let closed_of_all = Operation::get("/me/report-decisions", "listOwnDecisions", ReportsRead, Access::SIGNED_IN)
        .about("The same over all spaces that the person facilitates")
        .query::<Wanted>()
        .gives::<List<ClosingShape>>();
    let get = Operation::get("/posts/{post}/reports", "getReportedPost", ReportsRead, JUDGED)
        .about("A reported post that waits, with its reports")
        .gives::<ReportedPost>();
    let close = Operation::post("/posts/{post}/reports/decision", "decideReports", ReportsWrite, JUDGED)
        .about("Deals with all open reports of a post, and writes to those who made them")
        .notes("409 when something has changed since it was looked at: another report has come, or the post is not what it was.")
        .takes::<NewDecision>()
        .does_once::<Decided>()
        .may_conflict();
    Operations::default()
        .add(of_space, list_of_space)
        .add(of_all, list_of_all)
        .add(closed_of_space, closings_of_space)
        .add(closed_of_all, closings_of_all)
        .add(get, show)
        .add(close, decide_about)
}

/// Lets those pass who see the reports of a space.
async fn leads(caller: &Caller, space: SpaceId) -> ApiResult<()> {
    let found = spaces::get_for(caller.db(), space, &caller.actor()).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), Action::SeeReports, &found.facts())?;
    Ok(())
}

/// Reports by what they are about.
fn by<K: std::hash::Hash + Eq>(
    rows: Vec<ReportRow>,
    key: impl Fn(&ReportRow) -> Option<K>,
) -> HashMap<K, Vec<ReportRow>> {
    let mut found: HashMap<K, Vec<ReportRow>> = HashMap::new();
    for row in rows {
        if let Some(key) = key(&row) {
            found.entry(key).or_default().push(row);
        }
    }
    found
}

async fn waiting(caller: &Caller, spaces: &[SpaceId], wanted: &Wanted) -> ApiResult {
    let limit = rows(wanted.limit)?;
    let after = cursor::<Turn>(wanted.cursor.as_deref())?.unwrap_or(Turn::START);
    let mut found = queue::list_cases(caller.db(), spaces, caller.person, (after, limit + 1)).await?;
    let has_more = cut(&mut found, limit);
    let next = found.last().filter(|_| has_more).map(|last| last.turn().to_string());
    let posts: Vec<PostId> = found.iter().map(|row| row.post).collect();
    let mut reports = by(queue::list_open_of(caller.db(), &posts).await?, |row| Some(row.post));
    let actor = caller.actor();
    let one = |row: queue::CaseRow| {
        let reports = reports.remove(&row.post).unwrap_or_default();
        ReportedPost::new(row, reports, (caller.person, &actor))
    };
    let items: Vec<ReportedPost> = found.into_iter().map(one).collect();
    Ok(page(caller, items, next.as_deref()))
}

async fn closings(caller: &Caller, spaces: &[SpaceId], wanted: &Wanted) -> ApiResult {
    let limit = rows(wanted.limit)?;
    let before = cursor::<ReportClosingId>(wanted.cursor.as_deref())?.unwrap_or(ReportClosingId(i64::MAX));
    let mut found = queue::list_closings(caller.db(), spaces, (before, limit + 1)).await?;
    let has_more = cut(&mut found, limit);
    let next = found.last().filter(|_| has_more).map(|last| last.id.to_string());
    let ids: Vec<ReportClosingId> = found.iter().map(|row| row.id).collect();
    let mut reports = by(queue::list_closed_by(caller.db(), &ids).await?, |row| row.closing);
    let one = |row: queue::ClosingRow| {
        let reports = reports.remove(&row.id).unwrap_or_default();
        ClosingShape::new(row, reports, caller.person)
    };
    let items: Vec<ClosingShape> = found.into_iter().map(one).collect();
    Ok(page(caller, items, next.as_deref()))
}

/// `GET /spaces/{space}/reported-posts`.
async fn list_of_space(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    leads(&caller, space).await?;
    waiting(&caller, &[space], &wanted).await
}

/// `GET /me/reported-posts`.
async fn list_of_all(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let spaces = queue::list_spaces(caller.db(), caller.person, caller.is_administrator).await?;
    waiting(&caller, &spaces, &wanted).await
}

/// `GET /spaces/{space}/report-decisions`.
async fn closings_of_space(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    leads(&caller, space).await?;
    closings(&caller, &[space], &wanted).await
}

/// `GET /me/report-decisions`.
async fn closings_of_all(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let spaces = queue::list_spaces(caller.db(), caller.person, caller.is_administrator).await?;
    closings(&caller, &spaces, &wanted).await
}

/// `GET /posts/{post}/reports`.
async fn show(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    see(&caller, post, Action::JudgeReports).await?;
    let row = queue::find_case(caller.db(), post, caller.person).await?.ok_or(Problem::NotFound)?;
    let reports = queue::list_open_of(caller.db(), &[post]).await?;
    Ok(ok(&ReportedPost::new(row, reports, (caller.person, &caller.actor()))))
}

/// What the body decides.
fn parse(caller: &Caller, new: &NewDecision) -> ApiResult<(Judgement, ReportAnswer)> {
    let (t, mut errors) = (caller.t(), Errors::default());
    let answer = errors.take("/answer", ReportAnswer::parse(&new.answer), |e| e.sentence(t));
    let mut why = || errors.take("/reason", Why::parse(&new.reason), |e| e.sentence(t));
    let judgement = match new.decision {
        Ruling::Deleted => why().map(Judgement::Delete),
        Ruling::ThreadClosed => why().map(Judgement::CloseThread),
        Ruling::Gone => Some(Judgement::IsDeleted),
        Ruling::Nothing => Some(Judgement::Nothing),
    };
    errors.or(judgement.zip(answer))
}

/// A decision that holds, or none at all.
struct Settle(CloseReports);

impl Command for Settle {
    type Output = ();
    type Error = NotDone;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), NotDone> {
        match self.0.run(tx).await? {
            Closed::Done => Ok(()),
            Closed::Before => Err(NotDone::Conflict("reports-closed-before")),
            Closed::Changed => Err(NotDone::Conflict("reports-changed")),
        }
    }
}

/// `POST /posts/{post}/reports/decision`.
async fn decide_about(caller: Caller, Id(post): Id<PostId>, body: Creation<NewDecision>) -> ApiResult {
    see(&caller, post, Action::JudgeReports).await?;
    if let Some(made) = body.earlier().await? {
        return Ok(accepted(made));
    }
    queue::find_case(caller.db(), post, caller.person).await?.ok_or(Problem::NotFound)?;
    let (judgement, answer) = parse(&caller, &body.value)?;
    let (decision, seen) = (body.value.decision.means(), body.value.seen);
    let close = CloseReports { actor: caller.actor(), post, judgement, answer, seen, now: caller.now() };
    let tell =
        move |(): &()| Made { location: format!("/posts/{post}/reports"), body: json!(Decided { post, decision }) };
    Ok(accepted(body.run(Settle(close), tell).await?))
}
