//! Bookmarks: a post set aside with a note of one's own, and when to be reminded of it. Nobody else learns of them.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use jiff::Zoned;
use serde::Deserialize;

use crate::accounts::{self, Hours};
use crate::authz::Action;
use crate::base::{BookmarkId, PostId};
use crate::text;
use crate::web::{FieldErrors, Form, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{RemoveBookmark, SetBookmark, SettleReminder, Wish};
use super::compose::changeable;
use super::list::ROWS;
use super::model::{LetterState, Note, ReminderState};
use super::reminder::{Soon, choices, chosen, instant};
use super::show::crumbs;
use super::store::{self, Bookmark, BookmarkRow, PostForActor};

#[path = "samples/bookmarks.rs"]
mod samples;
pub(super) use samples::lines as line_samples;

/// Characters of a post beside its bookmark.
const EXCERPT: usize = 180;

/// A bookmark in a list.
pub(super) struct Line {
    pub post: PostId,
    pub note: String,
    /// The title of the discussion, where it stands and who wrote it, and the first words; nothing when the post is gone or
    /// may no longer be read.
    pub shown: Option<(String, String, String)>,
    /// When the reminder comes, in words.
    pub remind: Option<String>,
    pub is_due: bool,
}

impl Line {
    fn new(visit: &Visit, row: BookmarkRow) -> Self {
        let (t, now) = (visit.t(), visit.house.clock.now());
        let shown = row.shown().map(|shown| {
            let place = t.f2("threads-bookmark-place", "name", shown.author, "space", shown.space);
            (shown.title.to_owned(), place, text::excerpt(shown.body, EXCERPT))
        });
        let is_due = row.reminder == ReminderState::Due;
        let remind = row.remind_at.filter(|_| !is_due).map(|at| t.date_short(at.0, &visit.viewer.time_zone, now.0));
        Self { post: row.post, note: row.note, shown, remind, is_due }
    }
}

/// What the viewer is to be reminded of now.
pub(super) async fn due(visit: &Visit) -> WebResult<Vec<Line>> {
    let rows = store::list_due(&visit.house.db, visit.viewer.person, None).await?;
    Ok(rows.into_iter().map(|row| Line::new(visit, row)).collect())
}

#[derive(askama::Template)]
#[template(path = "threads/bookmarks.html")]
struct BookmarksPage {
    l: Layout,
    lines: Vec<Line>,
    is_reminders_only: bool,
    older: Option<BookmarkId>,
}

/// The form of a bookmark, as it was filled.
struct Filled {
    note: String,
    when: String,
    day: String,
    time: String,
    by_letter: bool,
}

#[derive(askama::Template)]
#[template(path = "threads/bookmark.html")]
struct BookmarkPage {
    l: Layout,
    post: PostForActor,
    excerpt: String,
    known: Option<Bookmark>,
    /// When the reminder that was chosen before comes, in words.
    set: Option<String>,
    /// Each choice: its word, what it is called, when that is.
    choices: Vec<(&'static str, &'static str, String)>,
    filled: Filled,
    errors: FieldErrors,
}
in_layout!(BookmarksPage, BookmarkPage);

#[derive(Deserialize)]
pub(super) struct Asked {
    prima: Option<BookmarkId>,
    vista: Option<String>,
}

/// `GET /segnalibri`.
pub(super) async fn index(visit: Visit, Query(asked): Query<Asked>) -> WebResult {
    let is_reminders_only = asked.vista.as_deref() == Some("promemoria");
    let before = asked.prima.unwrap_or(BookmarkId(i64::MAX));
    let wanted = (before, is_reminders_only, ROWS);
    let rows = store::list_bookmarks(&visit.house.db, visit.viewer.person, wanted).await?;
    let older = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(ROWS)).map(|last| last.id);
    let lines = rows.into_iter().map(|row| Line::new(&visit, row)).collect();
    let l = visit.layout(Tab::Today, visit.t().s("threads-bookmarks")).await?;
    Ok(Page(BookmarksPage { l, lines, is_reminders_only, older }).into_response())
}

/// Now, in the viewer's day, and the hours of that person.
async fn day_of(visit: &Visit) -> WebResult<(Zoned, Hours)> {
    let person = accounts::find_person(&visit.house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    Ok((visit.house.clock.now().zoned(&visit.viewer.time_zone), person.hours()))
}

async fn page(visit: &Visit, id: PostId, again: Option<(Filled, FieldErrors)>) -> WebResult {
    let t = visit.t();
    let (post, space) = changeable(visit, id, Action::ReadThreads).await?;
    let known = store::find_bookmark(&visit.house.db, visit.viewer.person, id).await?;
    let (now, hours) = day_of(visit).await?;
    let zone = &visit.viewer.time_zone;
    let micros = visit.house.clock.now().0;
    let words = |at| t.date_short(at, zone, micros);
    let set = known.as_ref().filter(|known| known.reminder == ReminderState::Set).and_then(|known| known.remind_at);
    let set = set.map(|at| words(at.0));
    let name = |soon| match soon {
        Soon::Afternoon => t.s("threads-remind-afternoon"),
        Soon::Morning => t.s("threads-remind-morning"),
        Soon::NextWeek => t.s("threads-remind-week"),
    };
    let offered = choices(&now, hours);
    let choices = offered.iter().map(|(soon, at)| (soon.word(), name(*soon), words(instant(at).0))).collect();
    let (filled, errors) = again.unwrap_or_else(|| (fill(known.as_ref(), &now), FieldErrors::default()));
    let excerpt = text::excerpt(&post.body, 300);
    let title = if known.is_some() { "threads-bookmark-change" } else { "threads-bookmark-new" };
    let l = visit.layout(Tab::Spaces, t.s(title)).await?.with_crumbs(crumbs(t, post.space, &space.name));
    Ok(Page(BookmarkPage { l, post, excerpt, known, set, choices, filled, errors }).into_response())
}

/// What the form begins with.
fn fill(known: Option<&Bookmark>, now: &Zoned) -> Filled {
    let is_set = known.is_some_and(|known| known.reminder == ReminderState::Set);
    Filled {
        note: known.map(|known| known.note.clone()).unwrap_or_default(),
        when: if is_set { "before" } else { "never" }.to_owned(),
        day: now.date().tomorrow().unwrap_or(now.date()).to_string(),
        time: "08:30".to_owned(),
        by_letter: known.is_some_and(|known| known.letter == LetterState::Wanted),
    }
}

/// `GET /messaggi/{post}/segnalibro`.
pub(super) async fn show(visit: Visit, Path(post): Path<PostId>) -> WebResult {
    page(&visit, post, None).await
}

/// What the form asks for, or what is wrong with it.
async fn parse(visit: &Visit, filled: &Filled) -> WebResult<Result<(Note, Wish), FieldErrors>> {
    let (t, mut errors) = (visit.t(), FieldErrors::default());
    let note = errors.take("note", Note::parse(&filled.note), |e| e.sentence(t));
    let (now, hours) = day_of(visit).await?;
    let by_letter = filled.by_letter;
    let wish = match filled.when.as_str() {
        "never" | "" => Ok(Wish::Never),
        "before" => Ok(Wish::AsBefore),
        "chosen" => chosen(&filled.day, &filled.time, &now).map(|at| Wish::At { at, by_letter }).ok_or("day"),
        word => choices(&now, hours)
            .iter()
            .find(|(soon, _)| soon.word() == word)
            .map(|(_, at)| Wish::At { at: instant(at), by_letter })
            .ok_or("when"),
    };
    let sentence = |field| t.s(if field == "day" { "threads-remind-wrong" } else { "threads-remind-gone" }).to_owned();
    let wish = wish.map_err(|field| errors.add(field, sentence(field))).ok();
    Ok(match (note, wish) {
        (Some(note), Some(wish)) => Ok((note, wish)),
        _ => Err(errors),
    })
}

/// `POST /messaggi/{post}/segnalibro`.
pub(super) async fn save(Path(post): Path<PostId>, form: Form) -> WebResult {
    let (visit, fields) = (&form.visit, &form.fields);
    let (of, by_letter) = (|name: &str| fields.get(name).to_owned(), fields.has("letter"));
    let filled = Filled { note: of("note"), when: of("when"), day: of("day"), time: of("time"), by_letter };
    changeable(visit, post, Action::ReadThreads).await?;
    let (note, wish) = match parse(visit, &filled).await? {
        Ok(parsed) => parsed,
        Err(errors) => {
            let page = page(visit, post, Some((filled, errors))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let now = visit.house.clock.now();
    visit.house.db.write(SetBookmark { actor: visit.viewer.actor(), post, note, wish, now }).await?;
    visit.flash(visit.t().s("threads-bookmark-done")).await?;
    Ok(see_other(&format!("/messaggi/{post}")))
}

/// Says what was done. Whoever has no such bookmark learns nothing of the post.
async fn settled(visit: &Visit, post: PostId, (is_there, done): (bool, &str), to: &str) -> WebResult {
    if !is_there {
        changeable(visit, post, Action::ReadThreads).await?;
    }
    visit.flash(visit.t().s(done)).await?;
    Ok(see_other(to))
}

/// Where a list's form leads back to.
fn back(form: &Form) -> &'static str {
    if form.fields.get("da") == "oggi" { "/" } else { "/segnalibri" }
}

/// `POST /messaggi/{post}/segnalibro/togli`.
pub(super) async fn remove(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let was_there = visit.house.db.write(RemoveBookmark { person: visit.viewer.person, post }).await?;
    settled(visit, post, (was_there, "threads-bookmark-removed"), back(&form)).await
}

/// `POST /messaggi/{post}/segnalibro/fatto`: the reminder has been dealt with.
pub(super) async fn done(Path(post): Path<PostId>, form: Form) -> WebResult {
    let (visit, now) = (&form.visit, form.visit.house.clock.now());
    let command = SettleReminder { person: visit.viewer.person, post, again: None, now };
    let is_there = visit.house.db.write(command).await?;
    settled(visit, post, (is_there, "threads-reminder-done"), back(&form)).await
}

/// `POST /messaggi/{post}/segnalibro/rimanda`: again on the next working morning.
pub(super) async fn put_off(Path(post): Path<PostId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let (today, hours) = day_of(visit).await?;
    let next = choices(&today, hours).into_iter().find(|(soon, _)| *soon == Soon::Morning);
    let again = next.map(|(_, at)| instant(&at));
    let now = visit.house.clock.now();
    let is_there = visit.house.db.write(SettleReminder { person: visit.viewer.person, post, again, now }).await?;
    settled(visit, post, (is_there, "threads-reminder-put-off"), back(&form)).await
}
