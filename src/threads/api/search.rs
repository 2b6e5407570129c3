//! The search: what the page finds, with the same rights.

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shape::ThreadShape;
use crate::base::{PostId, SpaceId, Timestamp};
use crate::text;
use crate::threads::search::{Search, Words, find, piece, readable_spaces, start_of};
use crate::threads::store;
use crate::web::Access;
use crate::web::api::{
    ApiResult, Asked, Caller, Instant, Operation, Operations, Problem, Scope, cursor, page_of, rows,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Words, each the beginning of a word that must be there; at most eight count.
    #[schemars(length(min = 1, max = 200), example = "mediazione lingue")]
    q: String,
    /// Only in this space.
    space: Option<SpaceId>,
    /// A part of the author's name.
    #[schemars(length(max = 200))]
    author: Option<String>,
    /// From this day on, in the person's time zone.
    #[schemars(example = "2026-01-01")]
    since: Option<String>,
    /// Up to this day.
    #[schemars(example = "2026-12-31")]
    until: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many posts at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

/// What was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOfFound")]
struct Found {
    /// Discussions with all the words in their title, the newest activity first; at most ten, on the first page only.
    threads: Vec<ThreadShape>,
    /// Posts with all the words, newest first.
    items: Vec<FoundPost>,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
}

/// A post that was found.
#[derive(Serialize, JsonSchema)]
struct FoundPost {
    post: PostId,
    /// The title of its discussion.
    title: String,
    space: SpaceId,
    author: String,
    office: String,
    written_at: Instant,
    /// The words around the first that was found, in pieces.
    excerpt: Vec<Piece>,
}

/// A piece of a text.
#[derive(Serialize, JsonSchema)]
struct Piece {
    text: String,
    /// Whether it is a word that was looked for.
    is_match: bool,
}

pub(super) fn operations() -> Operations {
    let search = Operation::get("/search", "search", Scope::ThreadsRead, Access::SIGNED_IN)
        .about("Looks for words in titles and posts of the spaces that the person reads")
        .query::<Wanted>()
        .gives::<Found>();
    Operations::default().add(search, show)
}

/// What may stand in a field of the page.
fn short(name: &'static str, text: &str) -> ApiResult<String> {
    if text.chars().count() > 200 {
        return Err(Problem::BadParameter { name, cause: "at most 200 characters".to_owned() });
    }
    Ok(text.trim().chars().filter(|c| !c.is_control()).collect())
}

fn day(caller: &Caller, (name, text): (&'static str, Option<&String>), more: i64) -> ApiResult<Option<Timestamp>> {
    let text = text.map_or("", |text| text.trim());
    let bad = |()| Problem::BadParameter { name, cause: "a day, such as 2026-11-24".to_owned() };
    start_of(text, &caller.time_zone, more).map_err(bad)
}

fn parse(caller: &Caller, wanted: &Wanted) -> ApiResult<Search> {
    let nothing = || Problem::BadParameter { name: "q", cause: "at least one word".to_owned() };
    let author = short("author", wanted.author.as_deref().unwrap_or_default())?;
    let words = Words::parse(&short("q", &wanted.q)?).ok_or_else(nothing)?;
    let since = day(caller, ("since", wanted.since.as_ref()), 0)?;
    let until = day(caller, ("until", wanted.until.as_ref()), 1)?;
    Ok(Search::new(words, &author, since, until))
}

/// `GET /search`.
async fn show(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult<Response> {
    let limit = rows(wanted.limit)?;
    let search = parse(&caller, &wanted)?;
    let before = cursor::<PostId>(wanted.cursor.as_deref())?;
    let mut spaces = readable_spaces(caller.db(), &caller.actor()).await?;
    spaces.retain(|space| wanted.space.is_none_or(|only| only == space.id));
    let results = find(caller.db(), caller.person, (&search, &spaces), (before, limit)).await?;
    let next = results.posts.last().filter(|_| results.has_older).map(|last| last.id.to_string());
    let threads = results.threads.into_iter().map(ThreadShape::from).collect();
    let items = results.posts.into_iter().map(|post| shape(post, &search.words)).collect();
    Ok(page_of(&caller, next.as_deref(), |next| Found { threads, items, next }))
}

fn shape(post: store::Found, words: &Words) -> FoundPost {
    let pieces = piece(&text::excerpt(&post.body, post.body.len()), words);
    let store::Found { id, title, space, author, office, at, .. } = post;
    let excerpt = pieces.into_iter().map(|(text, is_match)| Piece { text, is_match }).collect();
    FoundPost { post: id, title, space, author, office, written_at: Instant(at), excerpt }
}
