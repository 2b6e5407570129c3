//! Reporting a post, and what came of the own reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::shape::OwnShape;
use super::{NotDone, see};
use crate::authz::Action;
use crate::base::{PostId, ReportId};
use crate::db::{Command, Tx};
use crate::reports::commands::{ReportPost, WithdrawReport};
use crate::reports::model::{Reason, ReportWords};
use crate::reports::queue::cut;
use crate::reports::store;
use crate::reports::{REPORTING, WITHDRAWING};
use crate::web::api::{
    ApiResult, Asked, Caller, Creation, Id, List, Made, Operation, Operations, Problem, ROOT, Scope, created, cursor,
    list as page, no_content, ok, rows,
};
use crate::web::{Access, Outcome};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewReport {
    reason: Reason,
    /// What is the matter, without repeating it; needed when the reason is `other`.
    #[serde(default)]
    #[schemars(length(max = 500), example = "Si capisce di chi si parla")]
    words: String,
}

/// A report that has been made.
#[derive(Serialize, JsonSchema)]
struct ReportMade {
    report: ReportId,
    post: PostId,
    #[schemars(example = "/api/v1/posts/88/report")]
    href: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// In the fixture nobody has reported the post.
const OWN: Access = Access { administrator: Outcome::Refused, ..Access::OWNER };

pub(super) fn operations() -> Operations {
    use Scope::{ReportsRead, ReportsWrite};
    let make = Operation::post("/posts/{post}/report", "reportPost", ReportsWrite, REPORTING)
        .about("Brings a post before those who facilitate its space; its author does not learn who did")
        .notes("One report of a post waits at a time: 409 while there is one. At most 20 a day: then 429.")
        .takes::<NewReport>()
        .creates::<ReportMade>()
        .may_conflict();
    let get = Operation::get("/posts/{post}/report", "getReport", ReportsRead, OWN)
        .about("The person's newest report of a post, and what came of it")
        .gives::<OwnShape>();
    let withdraw = Operation::delete("/posts/{post}/report", "withdrawReport", ReportsWrite, WITHDRAWING)
        .about("Takes the own report back, while nobody has dealt with it");
    let all = Operation::get("/me/reports", "listReports", ReportsRead, Access::SIGNED_IN)
        .about("What the person has reported, newest first, and what came of it")
        .query::<Wanted>()
        .gives::<List<OwnShape>>();
    Operations::default().add(make, create).add(get, show).add(withdraw, take_back).add(all, list)
}

/// A report of a post of which the person has none that waits.
struct Anew(ReportPost);

impl Command for Anew {
    type Output = ReportId;
    type Error = NotDone;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<ReportId, NotDone> {
        self.0.run(tx).await?.ok_or(NotDone::Conflict("reports-sent-before"))
    }
}

/// `POST /posts/{post}/report`.
async fn create(caller: Caller, Id(post): Id<PostId>, body: Creation<NewReport>) -> ApiResult {
    see(&caller, post, Action::ReadThreads).await?;
    if let Some(made) = body.earlier().await? {
        return Ok(created(made));
    }
    see(&caller, post, Action::ReportPost).await?;
    let NewReport { reason, words } = &body.value;
    let reason = *reason;
    let words = ReportWords::parse(words, Some(reason));
    let words = words.map_err(|error| Problem::field("/words", error.sentence(caller.t())))?;
    let report = Anew(ReportPost { actor: caller.actor(), post, reason, words, now: caller.now() });
    let tell = move |report: &ReportId| {
        let location = format!("/posts/{post}/report");
        let made = ReportMade { report: *report, post, href: format!("{ROOT}{location}") };
        Made { location, body: json!(made) }
    };
    Ok(created(body.run(report, tell).await?))
}

/// `GET /posts/{post}/report`.
async fn show(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    see(&caller, post, Action::ReadThreads).await?;
    let found = store::find_own_row(caller.db(), caller.person, post).await?.ok_or(Problem::NotFound)?;
    Ok(ok(&OwnShape::new(found, &caller.actor())))
}

/// `DELETE /posts/{post}/report`.
async fn take_back(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    caller.db().write(WithdrawReport { actor: caller.actor(), post, now: caller.now() }).await?;
    Ok(no_content())
}

/// `GET /me/reports`.
async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let limit = rows(wanted.limit)?;
    let before = cursor::<ReportId>(wanted.cursor.as_deref())?.unwrap_or(ReportId(i64::MAX));
    let mut found = store::list_own(caller.db(), caller.person, (before, limit + 1)).await?;
    let has_more = cut(&mut found, limit);
    let next = found.last().filter(|_| has_more).map(|last| last.id.to_string());
    let items: Vec<OwnShape> = found.into_iter().map(|row| OwnShape::new(row, &caller.actor())).collect();
    Ok(page(&caller, items, next.as_deref()))
}
