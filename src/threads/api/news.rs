//! Everything since the person was last here, and the marks that say what has been seen.

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shape::ThreadShape;
use super::thread::see;
use super::threads::readable;
use crate::authz::{Action, decide};
use crate::base::{PersonId, PostId, Seq, SpaceId, ThreadId};
use crate::journal;
use crate::spaces;
use crate::text;
use crate::threads::commands::{See, Unread, Unsee};
use crate::threads::model::View;
use crate::threads::news::{EXCERPT, is_shown};
use crate::threads::pages::{Offered, offered};
use crate::threads::store::{self, Gist, MentionRow, ThreadRow};
use crate::web::Access;
use crate::web::api::{
    ApiResult, Asked, Caller, Content, Id, List, Operation, Operations, Problem, Scope, cursor, list as page,
    no_content, ok, page_of, rows,
};

/// What is new in a space.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOfNews")]
struct NewsOf {
    /// Say this in `until` when all that stands here has been seen: what comes later stays new.
    as_of: Seq,
    /// The posts that name the person, newest first; at most ten, on the first page only.
    named: Vec<MentionShape>,
    /// Discussions with something that has not been read, newest activity first.
    items: Vec<News>,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
}

/// A discussion with what is new in it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ThreadNews")]
struct News {
    thread: ThreadShape,
    /// How many posts have not been read.
    new_posts: i64,
    /// How a new discussion begins; of others the last new posts, at most three.
    words: Vec<Words>,
}

/// How a post begins.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PostBeginning")]
struct Words {
    position: i64,
    author: String,
    excerpt: String,
}

/// A post that names the person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mention")]
pub(super) struct MentionShape {
    post: PostId,
    title: String,
    /// The name of its space.
    space: String,
    author: String,
    office: String,
    excerpt: String,
}

/// Somebody, or several together, to name in a text.
#[derive(Serialize, JsonSchema)]
struct Nameable {
    /// What to write after the `@`.
    #[schemars(example = "nives.altopiano")]
    handle: String,
    name: String,
    /// Where the person works, or whom the name reaches.
    office: String,
    /// Null for an office, and for whoever facilitates.
    person: Option<PersonId>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Begins {
    /// How the name, the handle or the office begins.
    #[schemars(length(min = 1, max = 100), example = &"niv")]
    q: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Cursor {
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Until {
    /// `as_of` of what has been seen; absent, everything written so far.
    #[schemars(range(min = 0))]
    until: Option<Seq>,
}

/// Up to where spaces had been seen.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    /// Given back with `unsee`, they undo it.
    #[schemars(length(max = 1000))]
    marks: Vec<Mark>,
}

/// Up to where a space had been seen.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Mark {
    space: SpaceId,
    #[schemars(range(min = 0))]
    seen: Seq,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Back {
    /// The last position that counts as read; 0 for none.
    #[schemars(range(min = 0))]
    position: i64,
}

pub(super) fn operations() -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let list = Operation::get("/spaces/{space}/news", "listNews", ThreadsRead, Access::READERS)
        .about("Everything in a space since the person was last here")
        .notes("Who reads an open space without being in it has no marks there, and no news.")
        .query::<Cursor>()
        .gives::<NewsOf>();
    let see_all = Operation::put("/me/caught-up", "catchUp", ThreadsWrite, Access::SIGNED_IN)
        .about("Everything written so far, or up to a moment, counts as seen; gives the marks as they were")
        .query::<Until>()
        .gives::<Marks>();
    let see_one = Operation::put("/spaces/{space}/caught-up", "catchUpInSpace", ThreadsWrite, Access::READERS)
        .about("Everything in a space, or up to a moment, counts as seen; gives the mark as it was")
        .query::<Until>()
        .gives::<Marks>();
    let unsee = Operation::put("/me/marks", "unsee", ThreadsWrite, Access::SIGNED_IN)
        .about("Moves the marks of spaces back to where they were; never forward")
        .takes::<Marks>();
    let back = Operation::put("/threads/{thread}/unread", "markUnread", ThreadsWrite, Access::READERS)
        .about("Moves the read mark of a discussion back; never forward")
        .takes::<Back>();
    let listing = Access { guest: crate::web::Outcome::Refused, ..Access::SPACE_SEEN };
    let names = Operation::get("/spaces/{space}/mentions", "completeMention", ThreadsRead, listing)
        .about("Who can be named in a space: at most eight people, whoever facilitates, four offices")
        .query::<Begins>()
        .gives::<List<Nameable>>();
    Operations::default()
        .add(list, index)
        .add(see_all, see_everywhere)
        .add(see_one, see_space)
        .add(unsee, unsee_marks)
        .add(back, unread)
        .add(names, complete)
}

impl From<MentionRow> for MentionShape {
    fn from(row: MentionRow) -> Self {
        let MentionRow { post, title, space, author_name, office, body } = row;
        Self { post, title, space, author: author_name, office, excerpt: text::excerpt(&body, EXCERPT) }
    }
}

/// The posts that name the person and that the person has not seen.
pub(super) async fn named(caller: &Caller, space: Option<SpaceId>) -> ApiResult<Vec<MentionShape>> {
    let rows = store::list_mentions(caller.db(), caller.person, space).await?;
    Ok(rows.into_iter().map(MentionShape::from).collect())
}

fn news(thread: ThreadRow, gists: &[Gist]) -> News {
    let of_this = gists.iter().filter(|gist| gist.thread == thread.id && is_shown(&thread, gist));
    let words = of_this.map(|gist| Words {
        position: gist.position,
        author: gist.author_name.clone(),
        excerpt: text::excerpt(&gist.body, EXCERPT),
    });
    News { new_posts: thread.posts - thread.read, words: words.collect(), thread: thread.into() }
}

/// `GET /spaces/{space}/news`.
async fn index(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Cursor>) -> ApiResult<Response> {
    let (db, limit) = (caller.db(), rows(wanted.limit)?);
    let before = cursor::<Seq>(wanted.cursor.as_deref())?;
    let as_of = journal::head(db).await?;
    let found = readable(&caller, space).await?;
    let mut threads = Vec::new();
    if found.role.is_some() {
        let wanted = (before.unwrap_or(Seq(i64::MAX)), View::Unread, limit + 1);
        threads = store::list_threads(db, space, caller.person, wanted).await?;
    }
    let has_more = i64::try_from(threads.len()).is_ok_and(|n| n > limit);
    threads.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = threads.last().filter(|_| has_more).map(|last| last.last_seq.to_string());
    let ids: Vec<ThreadId> = threads.iter().map(|row| row.id).collect();
    let gists = store::list_gists(db, caller.person, &ids).await?;
    let named = if before.is_none() { named(&caller, Some(space)).await? } else { Vec::new() };
    let items = threads.into_iter().map(|row| news(row, &gists)).collect();
    Ok(page_of(&caller, next.as_deref(), |next| NewsOf { as_of, named, items, next }))
}

async fn see_until(caller: &Caller, space: Option<SpaceId>, wanted: &Until) -> ApiResult {
    let until = wanted.until.unwrap_or(Seq(i64::MAX));
    if until.0 < 0 {
        return Err(Problem::BadParameter { name: "until", cause: "0 or more".to_owned() });
    }
    let before = caller.db().write(See { person: caller.person, space, until }).await?;
    Ok(ok(&Marks { marks: before.into_iter().map(|(space, seen)| Mark { space, seen }).collect() }))
}

/// `PUT /me/caught-up`.
async fn see_everywhere(caller: Caller, Asked(wanted): Asked<Until>) -> ApiResult {
    see_until(&caller, None, &wanted).await
}

/// `PUT /spaces/{space}/caught-up`.
async fn see_space(caller: Caller, Id(space): Id<SpaceId>, Asked(wanted): Asked<Until>) -> ApiResult {
    readable(&caller, space).await?;
    see_until(&caller, Some(space), &wanted).await
}

/// `PUT /me/marks`.
async fn unsee_marks(caller: Caller, Content(wanted): Content<Marks>) -> ApiResult {
    let (t, most) = (caller.t(), 1000);
    if wanted.marks.len() > most {
        return Err(Problem::field("/marks", t.f1("api-too-many-items", "max", most)));
    }
    if let Some(n) = wanted.marks.iter().position(|mark| mark.seen.0 < 0) {
        return Err(Problem::field(&format!("/marks/{n}/seen"), t.s("api-not-negative").to_owned()));
    }
    let marks = wanted.marks.into_iter().map(|Mark { space, seen }| (space, seen)).collect();
    caller.db().write(Unsee { person: caller.person, marks }).await?;
    Ok(no_content())
}

/// `PUT /threads/{thread}/unread`.
async fn unread(caller: Caller, Id(thread): Id<ThreadId>, Content(body): Content<Back>) -> ApiResult {
    see(&caller, thread, Action::ReadThreads).await?;
    if body.position < 0 {
        return Err(Problem::field("/position", caller.t().s("api-not-negative").to_owned()));
    }
    caller.db().write(Unread { person: caller.person, thread, position: body.position }).await?;
    Ok(no_content())
}

/// `GET /spaces/{space}/mentions`.
async fn complete(caller: Caller, Id(space): Id<SpaceId>, Asked(begins): Asked<Begins>) -> ApiResult {
    let found = spaces::get_for(caller.db(), space, &caller.actor()).await?.ok_or(Problem::NotFound)?;
    decide(&caller.actor(), Action::SeeMembers, &found.facts())?;
    if begins.q.is_empty() || begins.q.chars().count() > 100 || begins.q.contains('\0') {
        return Err(Problem::BadParameter { name: "q", cause: "from 1 to 100 characters".to_owned() });
    }
    let found = offered(caller.db(), caller.t(), (space, found.openness), &begins.q).await?;
    let one = |Offered { id, name, office, handle }| Nameable {
        handle,
        name,
        office,
        person: (id != 0).then_some(PersonId(id)),
    };
    let items: Vec<Nameable> = found.into_iter().map(one).collect();
    Ok(page(&caller, items, None))
}
