//! The posts of a discussion, and new ones.

use axum::http::HeaderValue;
use axum::http::header::LINK;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::files;
use super::shape::{self, PostShape};
use super::thread::see;
use crate::authz::Action;
use crate::base::{PostId, ThreadId};
use crate::threads::commands::{Answer, WithFiles, Written};
use crate::threads::drafts::Key;
use crate::threads::model::{Body, PAGE, Submission, page_start};
use crate::threads::placed::{Frame, origin, preview_with};
use crate::threads::resolve::Writer;
use crate::threads::store;
use crate::web::api::{ApiResult, Asked, Caller, Content, Creation, Errors, Id, Made, Problem, ROOT, created, ok};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Those after this position. At most one of `after`, `before` and `around`.
    #[schemars(range(min = 0))]
    after: Option<i64>,
    /// The last ones before this position.
    #[schemars(range(min = 1))]
    before: Option<i64>,
    /// This position, with as many on either side.
    #[schemars(range(min = 1))]
    around: Option<i64>,
    /// How many at most.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<i64>,
}

/// Some posts of a discussion, in their order.
#[derive(Serialize, JsonSchema)]
pub(super) struct Posts {
    items: Vec<PostShape>,
    /// How many the discussion has.
    total: i64,
    /// `after` of the next page; null at the end. The same address stands in the header `Link`.
    next_after: Option<i64>,
    /// `before` of the page before; null at the beginning.
    previous_before: Option<i64>,
}

/// An answer about to be given.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPost {
    /// Markdown.
    #[schemars(length(min = 1), example = "Da noi funziona così: un elenco **condiviso** con le altre prefetture.")]
    body: String,
    /// Files that wait in a draft of the person's, in the order in which they are shown.
    #[serde(default)]
    #[schemars(length(max = 50))]
    files: Vec<files::Wanted>,
}

/// A text to be looked at.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// Markdown.
    #[schemars(length(min = 1), example = "Da noi funziona così: un elenco **condiviso** con le altre prefetture.")]
    body: String,
    /// The draft whose waiting pictures may stand in the text.
    #[schemars(example = "reply:1")]
    draft: Option<String>,
}

/// An answer that has been given.
#[derive(Serialize, JsonSchema)]
pub(super) struct PostMade {
    post: PostId,
    thread: ThreadId,
    position: i64,
    /// For `If-Match`.
    version: i64,
    #[schemars(example = "/api/v1/posts/88")]
    href: String,
    /// The address of its page.
    #[schemars(example = "/discussioni/12#m4")]
    page: String,
}

/// A text as it would be published.
#[derive(Serialize, JsonSchema)]
pub(super) struct Previewed {
    html: String,
    /// What its writer should know of its images: which are not shown, and why.
    notes: Vec<String>,
}

fn unfit(name: &'static str, cause: &str) -> Problem {
    Problem::BadParameter { name, cause: cause.to_owned() }
}

/// From which position on, and up to which.
fn range(wanted: &Wanted, posts: i64) -> ApiResult<(i64, i64)> {
    let limit = wanted.limit.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&limit) {
        return Err(unfit("limit", "from 1 to 50"));
    }
    let from = match (wanted.after, wanted.before, wanted.around) {
        (None, None, None) => 1,
        (Some(after), None, None) if after >= 0 => after.saturating_add(1),
        (None, Some(before), None) if before >= 1 => {
            let before = before.min(posts + 1);
            return Ok(((before - limit).max(1), before - 1));
        }
        (None, None, Some(around)) if around >= 1 => around.saturating_sub(limit / 2).max(1),
        (Some(_), None, None) => return Err(unfit("after", "0 or more")),
        (None, Some(_), None) => return Err(unfit("before", "1 or more")),
        (None, None, Some(_)) => return Err(unfit("around", "1 or more")),
        _ => return Err(unfit("after", "only one of after, before and around")),
    };
    Ok((from, from.saturating_add(limit - 1)))
}

/// `GET /threads/{thread}/posts`.
pub(super) async fn list(caller: Caller, Id(thread): Id<ThreadId>, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let found = see(&caller, thread, Action::ReadThreads).await?;
    let (from, to) = range(&wanted, found.posts)?;
    // What lies beyond the last post is empty, and its numbers stay small enough to be counted with.
    let (from, to) = (from.min(found.posts + 1), to.min(found.posts));
    let mut keys = store::list_keys(caller.db(), thread, from, caller.person).await?;
    keys.retain(|key| key.position <= to);
    let items = shape::posts(&caller, &keys).await?;
    let next_after = (to < found.posts).then_some(to.max(from - 1));
    let previous_before = (from > 1).then_some(from);
    let mut response = ok(&Posts { items, total: found.posts, next_after, previous_before });
    let limit = wanted.limit.map_or(String::new(), |limit| format!("&limit={limit}"));
    let link =
        |name: &str, at: i64, rel: &str| format!("<{ROOT}/threads/{thread}/posts?{name}={at}{limit}>; rel=\"{rel}\"");
    let links = [next_after.map(|at| link("after", at, "next")), previous_before.map(|at| link("before", at, "prev"))];
    let links: Vec<String> = links.into_iter().flatten().collect();
    if let Ok(value) = HeaderValue::from_str(&links.join(", "))
        && !links.is_empty()
    {
        response.headers_mut().insert(LINK, value);
    }
    Ok(response)
}

pub(super) fn words(caller: &Caller, body: &str) -> ApiResult<Body> {
    let parsed = Body::parse(body, caller.house.config.limits.body_chars);
    parsed.map_err(|error| Problem::field("/body", error.sentence(caller.t())))
}

/// `POST /threads/{thread}/posts`.
pub(super) async fn answer(caller: Caller, Id(thread): Id<ThreadId>, body: Creation<NewPost>) -> ApiResult {
    see(&caller, thread, Action::ReadThreads).await?;
    if let Some(made) = body.earlier().await? {
        return Ok(created(made));
    }
    see(&caller, thread, Action::Answer).await?;
    let mut errors = Errors::default();
    let files = files::parse(&caller, &body.value.files, &mut errors);
    errors.or(Some(()))?;
    let words = words(&caller, &body.value.body)?;
    let submission = Submission::new(&caller.house.rng);
    let command =
        Answer { actor: caller.actor(), thread, body: words, submission, from_draft: false, now: caller.now() };
    let command = files::with_these(&caller, WithFiles { command, files: files.clone() }, &files, None);
    let tell = |at: &Written| {
        let Written { thread, post, position } = *at;
        let from = page_start(position);
        let query = if from > 1 { format!("?da={from}") } else { String::new() };
        let (location, page) = (format!("/posts/{post}"), format!("/discussioni/{thread}{query}#m{position}"));
        let href = format!("{ROOT}{location}");
        Made { location, body: json!(PostMade { post, thread, position, version: 1, href, page }) }
    };
    Ok(created(body.try_run(command, tell).await.map_err(|error| files::refused_once(&caller, error))?))
}

/// `POST /preview`.
pub(super) async fn preview(caller: Caller, Content(body): Content<Text>) -> ApiResult {
    let words = words(&caller, &body.body)?;
    let writer = Writer { person: caller.person, standing: caller.standing };
    let waiting = match &body.draft {
        Some(draft) => {
            let no_draft = || Problem::field("/draft", caller.t().s("api-no-such-draft").to_owned());
            files::waiting(&caller, Key::parse(draft).ok_or_else(no_draft)?).await?
        }
        None => Vec::new(),
    };
    let frame = Frame { t: caller.t(), origin: origin(&caller.house.config), is_paper: false };
    let (html, notes) = preview_with(caller.db(), frame, writer, (words.as_str(), &waiting)).await?;
    Ok(ok(&Previewed { html, notes }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(after: Option<i64>, before: Option<i64>, around: Option<i64>, limit: Option<i64>) -> Wanted {
        Wanted { after, before, around, limit }
    }

    #[test]
    fn pages_go_both_ways_around_a_position() {
        let of = |a, b, c, d| range(&wanted(a, b, c, d), 60).ok();
        assert_eq!(of(None, None, None, None), Some((1, 50)));
        assert_eq!(of(Some(10), None, None, Some(5)), Some((11, 15)));
        assert_eq!(of(None, Some(10), None, Some(5)), Some((5, 9)));
        assert_eq!(of(None, Some(3), None, Some(5)), Some((1, 2)));
        assert_eq!(of(None, Some(1000), None, Some(5)), Some((56, 60)), "the newest");
        assert_eq!(of(None, None, Some(10), Some(5)), Some((8, 12)));
        assert_eq!(of(None, None, Some(1), Some(5)), Some((1, 5)));
        assert!(of(Some(i64::MAX), None, None, None).is_some());
        for bad in [
            of(None, None, None, Some(0)),
            of(None, None, None, Some(51)),
            of(Some(-1), None, None, None),
            of(None, Some(0), None, None),
            of(Some(1), Some(2), None, None),
        ] {
            assert_eq!(bad, None);
        }
    }
}
