//! Bookmarks and reminders: the person's own. Nobody else learns of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::post::see;
use crate::authz::Action;
use crate::base::{BookmarkId, PostId, Timestamp};
use crate::text;
use crate::threads::commands::{RemoveBookmark, SetBookmark, SettleReminder, Wish};
use crate::threads::model::{LetterState, Note, ReminderState};
use crate::threads::reminder::lies_ahead;
use crate::threads::store::{self, BookmarkRow};
use crate::web::Access;
use crate::web::api::{
    ApiResult, Asked, Caller, Change, Content, Errors, Id, Instant, List, Operation, Operations, Problem, Scope,
    cursor, list as page, no_content, ok, rows,
};

/// Characters of a post beside its bookmark.
const EXCERPT: usize = 180;

/// A bookmark in a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct BookmarkListed {
    post: PostId,
    /// The person's own note; may be empty.
    note: String,
    reminder: ReminderState,
    /// When the reminder comes, or came.
    remind_at: Option<Instant>,
    /// What the post is; null when it is gone, or may no longer be read.
    about: Option<BookmarkedPost>,
}

/// The post of a bookmark.
#[derive(Serialize, JsonSchema)]
struct BookmarkedPost {
    /// The title of its discussion.
    title: String,
    /// The name of its space.
    space: String,
    /// Who wrote it.
    author: String,
    /// How it begins, without marks.
    excerpt: String,
}

/// A bookmark of one post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Bookmark")]
struct BookmarkShape {
    post: PostId,
    note: String,
    reminder: ReminderState,
    remind_at: Option<Instant>,
    /// Whether the reminder comes as a letter too.
    letter: LetterState,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Only those with a reminder.
    reminders: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<i64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewBookmark {
    /// One line for oneself.
    #[serde(default)]
    #[schemars(length(max = 300), example = "Da rileggere prima della riunione")]
    note: String,
    /// When to be reminded, within two years: absent it stays as it is, null is never.
    #[serde(default)]
    remind_at: Change<Instant>,
    /// Whether the reminder comes as a letter too.
    #[serde(default)]
    by_letter: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Again {
    /// Within two years.
    at: Instant,
}

impl From<BookmarkRow> for BookmarkListed {
    fn from(row: BookmarkRow) -> Self {
        let about = row.shown().map(|shown| BookmarkedPost {
            title: shown.title.to_owned(),
            space: shown.space.to_owned(),
            author: shown.author.to_owned(),
            excerpt: text::excerpt(shown.body, EXCERPT),
        });
        let BookmarkRow { post, reminder, remind_at, .. } = row;
        Self { post, note: row.note, reminder, remind_at: remind_at.map(Instant), about }
    }
}

pub(super) fn operations() -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let list_own = Operation::get("/me/bookmarks", "listBookmarks", ThreadsRead, Access::SIGNED_IN)
        .about("The posts that the person has set aside, newest first")
        .query::<Wanted>()
        .gives::<List<BookmarkListed>>();
    let get = Operation::get("/posts/{post}/bookmark", "getBookmark", ThreadsRead, Access::OWNER)
        .about("The person's bookmark of a post")
        .gives::<BookmarkShape>();
    let set = Operation::put("/posts/{post}/bookmark", "setBookmark", ThreadsWrite, Access::READERS)
        .about("Sets a post aside, with a note and a reminder, or changes these")
        .takes::<NewBookmark>();
    let remove = Operation::delete("/posts/{post}/bookmark", "removeBookmark", ThreadsWrite, Access::READERS)
        .about("Takes a bookmark away, with its note");
    let put_off = Operation::put("/posts/{post}/bookmark/reminder", "putOffReminder", ThreadsWrite, Access::OWNER)
        .about("Reminds of a bookmarked post again, at another time")
        .takes::<Again>();
    let done = Operation::delete("/posts/{post}/bookmark/reminder", "settleReminder", ThreadsWrite, Access::OWNER)
        .about("The reminder has been dealt with; the bookmark stays");
    Operations::default()
        .add(list_own, list)
        .add(get, show)
        .add(set, save)
        .add(remove, delete)
        .add(put_off, again)
        .add(done, settle)
}

/// `GET /me/bookmarks`.
async fn list(caller: Caller, Asked(wanted): Asked<Wanted>) -> ApiResult {
    let limit = rows(wanted.limit)?;
    let before = cursor::<BookmarkId>(wanted.cursor.as_deref())?.unwrap_or(BookmarkId(i64::MAX));
    let wanted = (before, wanted.reminders.unwrap_or(false), limit + 1);
    let mut found = store::list_bookmarks(caller.db(), caller.person, wanted).await?;
    let has_more = i64::try_from(found.len()).is_ok_and(|n| n > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|last| last.id.to_string());
    let items: Vec<BookmarkListed> = found.into_iter().map(BookmarkListed::from).collect();
    Ok(page(&caller, items, next.as_deref()))
}

/// `GET /posts/{post}/bookmark`.
async fn show(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    let found = store::find_bookmark(caller.db(), caller.person, post).await?.ok_or(Problem::NotFound)?;
    let store::Bookmark { note, reminder, remind_at, letter } = found;
    Ok(ok(&BookmarkShape { post, note, reminder, remind_at: remind_at.map(Instant), letter }))
}

/// An instant at which somebody can be reminded. Error: the field's sentence.
fn ahead(caller: &Caller, at: Instant, pointer: &str) -> ApiResult<Timestamp> {
    if lies_ahead(at.0, caller.now()) {
        return Ok(at.0);
    }
    Err(Problem::field(pointer, caller.t().s("api-remind-wrong").to_owned()))
}

/// `PUT /posts/{post}/bookmark`.
async fn save(caller: Caller, Id(post): Id<PostId>, Content(new): Content<NewBookmark>) -> ApiResult {
    see(&caller, post, Action::ReadThreads).await?;
    let mut errors = Errors::default();
    let note = errors.take("/note", Note::parse(&new.note), |e| e.sentence(caller.t()));
    let note = errors.or(note)?;
    let wish = match new.remind_at {
        Change::Kept => Wish::AsBefore,
        Change::Gone => Wish::Never,
        Change::To(at) => Wish::At { at: ahead(&caller, at, "/remind_at")?, by_letter: new.by_letter },
    };
    caller.db().write(SetBookmark { actor: caller.actor(), post, note, wish, now: caller.now() }).await?;
    Ok(no_content())
}

/// `DELETE /posts/{post}/bookmark`. Whoever has no such bookmark learns nothing of the post.
async fn delete(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    if !caller.db().write(RemoveBookmark { person: caller.person, post }).await? {
        see(&caller, post, Action::ReadThreads).await?;
    }
    Ok(no_content())
}

async fn settled(caller: &Caller, post: PostId, again: Option<Timestamp>) -> ApiResult {
    let command = SettleReminder { person: caller.person, post, again, now: caller.now() };
    if caller.db().write(command).await? { Ok(no_content()) } else { Err(Problem::NotFound) }
}

/// `PUT /posts/{post}/bookmark/reminder`.
async fn again(caller: Caller, Id(post): Id<PostId>, Content(body): Content<Again>) -> ApiResult {
    let at = ahead(&caller, body.at, "/at")?;
    settled(&caller, post, Some(at)).await
}

/// `DELETE /posts/{post}/bookmark/reminder`.
async fn settle(caller: Caller, Id(post): Id<PostId>) -> ApiResult {
    settled(&caller, post, None).await
}

/// What the person is to be reminded of now.
pub(super) async fn due(caller: &Caller) -> ApiResult<Vec<BookmarkListed>> {
    let found = store::list_due(caller.db(), caller.person, None).await?;
    Ok(found.into_iter().map(BookmarkListed::from).collect())
}
