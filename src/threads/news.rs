//! Everything since one was last here: what is new in a space, read in one go; and the marks that say what has been seen.

use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::authz::{Action, Role, decide};
use crate::base::{Seq, SpaceId, ThreadId};
use crate::journal;
use crate::spaces::{self, Face, SpaceForActor};
use crate::text;
use crate::web::{FlashAction, Form, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout, see_other};

use super::commands::{MarkRead, See, Unread, Unsee, facts_of_thread};
use super::list::ROWS;
use super::model::{View, page_start};
use super::show::crumbs;
use super::store::{self, Gist, MentionRow, ThreadRow};

#[path = "samples/news.rs"]
mod samples;
pub(super) use samples::named as named_samples;

/// Characters of each message on the page.
pub(super) const EXCERPT: usize = 220;
/// Questions that the front page of a space names.
const QUESTIONS: i64 = 3;

/// A post that names the viewer.
pub(super) struct Named {
    pub row: MentionRow,
    pub words: String,
}

/// The posts that name the viewer and that the viewer has not seen: in one space, or in all.
pub(super) async fn named(visit: &Visit, space: Option<SpaceId>) -> WebResult<Vec<Named>> {
    let rows = store::list_mentions(&visit.house.db, visit.viewer.person, space).await?;
    Ok(rows.into_iter().map(|row| Named { words: text::excerpt(&row.body, EXCERPT), row }).collect())
}

/// Which posts of a discussion say what is new: of what has been begun to read the newest, of what is new how it begins.
pub(super) fn is_shown(thread: &ThreadRow, gist: &Gist) -> bool {
    if thread.read == 0 { gist.position == 1 } else { gist.position > 1 }
}

/// A discussion with what is new in it.
struct Item {
    thread: ThreadRow,
    /// Who wrote, and how that begins.
    words: Vec<(String, String)>,
    /// How many messages are new.
    news: i64,
}

impl Item {
    fn new(thread: ThreadRow, gists: &[Gist]) -> Self {
        let words = gists.iter().filter(|gist| gist.thread == thread.id && is_shown(&thread, gist));
        let words = words.map(|gist| (gist.author_name.clone(), text::excerpt(&gist.body, EXCERPT))).collect();
        let news = thread.posts - thread.read;
        Self { thread, words, news }
    }

    /// The first message that has not been read.
    fn href(&self) -> String {
        let first = (self.thread.read + 1).min(self.thread.posts);
        format!("/discussioni/{}?da={}#m{first}", self.thread.id, page_start(first))
    }

    /// How many messages there are beyond those whose words are shown.
    fn others(&self) -> i64 {
        self.news - i64::try_from(self.words.len()).unwrap_or(0)
    }
}

#[derive(askama::Template)]
#[template(path = "threads/news.html")]
struct NewsPage {
    l: Layout,
    space: SpaceForActor,
    named: Vec<Named>,
    fresh: Vec<Item>,
    changed: Vec<Item>,
    as_of: Seq,
    older: Option<Seq>,
}
in_layout!(NewsPage);

#[derive(Deserialize)]
pub(super) struct Asked {
    prima: Option<Seq>,
    /// The number that the first page was rendered as of: what came later is on none of these pages.
    fino: Option<Seq>,
}

/// A space whose words the viewer may read.
async fn readable(visit: &Visit, space: SpaceId) -> WebResult<SpaceForActor> {
    let actor = visit.viewer.actor();
    let found = spaces::get_for(&visit.house.db, space, &actor).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::ReadThreads, &found.facts())?;
    Ok(found)
}

/// `GET /spazi/{space}/novita`. Who reads an open space without being in it has no marks there.
pub(super) async fn index(visit: Visit, Path(space): Path<SpaceId>, Query(asked): Query<Asked>) -> WebResult {
    let (t, db) = (visit.t(), &visit.house.db);
    let head = journal::head(db).await?;
    let as_of = asked.fino.map_or(head, |first| first.min(head));
    let found = readable(&visit, space).await?;
    if found.role.is_none() {
        return Ok(see_other(&format!("/spazi/{space}")));
    }
    let is_first_page = asked.prima.is_none();
    let before = asked.prima.unwrap_or(Seq(i64::MAX));
    let rows = store::list_threads(db, space, visit.viewer.person, (before, View::Unread, ROWS)).await?;
    let older = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(ROWS)).map(|last| last.last_seq);
    let ids: Vec<ThreadId> = rows.iter().map(|row| row.id).collect();
    let gists = store::list_gists(db, visit.viewer.person, &ids).await?;
    let items = rows.into_iter().map(|row| Item::new(row, &gists));
    let (fresh, changed) = items.partition(|item| item.thread.read == 0);
    let named = if is_first_page { named(&visit, Some(space)).await? } else { Vec::new() };
    let title = t.f1("threads-news-of", "space", &found.name);
    let l = visit.layout(Tab::Spaces, title).await?.with_crumbs(crumbs(t, space, &found.name));
    Ok(Page(NewsPage { l, space: found, named, fresh, changed, as_of, older }).into_response())
}

/// The address that moves marks back, for the button of an undo.
fn undo_at(marks: &[(SpaceId, Seq)]) -> String {
    let marks: Vec<String> = marks.iter().map(|(space, mark)| format!("{space}-{mark}")).collect();
    format!("/gia-visto/annulla?segni={}", marks.join("."))
}

/// Marks as seen, and says how to undo it.
async fn see(visit: &Visit, space: Option<SpaceId>, until: Seq, done: &'static str) -> WebResult<()> {
    let command = See { person: visit.viewer.person, space, until };
    let before = visit.house.db.write(command).await?;
    visit.flash(visit.t().s(done)).await?;
    if !before.is_empty() {
        let (action, label) = (undo_at(&before), visit.t().s("threads-seen-undo").to_owned());
        visit.flash_action(FlashAction { action, label }).await?;
    }
    Ok(())
}

/// The number of the journal that a form's page was rendered as of; the newest when it says none.
fn until(form: &Form) -> Seq {
    form.fields.get("fino").parse().unwrap_or(Seq(i64::MAX))
}

/// `POST /spazi/{space}/novita`: all that the page showed has been seen.
pub(super) async fn see_space(Path(space): Path<SpaceId>, form: Form) -> WebResult {
    readable(&form.visit, space).await?;
    see(&form.visit, Some(space), until(&form), "threads-news-seen").await?;
    Ok(see_other(&format!("/spazi/{space}")))
}

/// `POST /gia-visto`: empties the list of the day's page.
pub(super) async fn see_all(form: Form) -> WebResult {
    see(&form.visit, None, until(&form), "threads-emptied").await?;
    Ok(see_other("/"))
}

#[derive(Deserialize)]
pub(super) struct Marks {
    /// `space-mark.space-mark…`.
    #[serde(default)]
    segni: String,
}

/// `POST /gia-visto/annulla`: moves the marks back. What cannot be read is none.
pub(super) async fn unsee(Query(marks): Query<Marks>, form: Form) -> WebResult {
    let visit = &form.visit;
    let marks = marks.segni.split('.').filter_map(|mark| mark.split_once('-'));
    let marks = marks.filter_map(|(space, mark)| Some((space.parse().ok()?, mark.parse().ok()?))).collect();
    visit.house.db.write(Unsee { person: visit.viewer.person, marks }).await?;
    visit.flash(visit.t().s("threads-unseen")).await?;
    Ok(see_other("/"))
}

/// `POST /discussioni/{thread}/visto`: has been seen up to the position `fino`.
pub(super) async fn see_thread(Path(thread): Path<ThreadId>, form: Form) -> WebResult {
    let (visit, person) = (&form.visit, form.visit.viewer.person);
    let found = store::thread_for(&visit.house.db, thread, person).await?.ok_or(WebError::NotFound)?;
    decide(&visit.viewer.actor(), Action::ReadThreads, &facts_of_thread(&found, person))?;
    let position = form.fields.get("fino").parse().unwrap_or(found.posts).clamp(0, found.posts);
    visit.house.db.write(MarkRead { person, thread, position }).await?;
    visit.flash(visit.t().f1("threads-seen-one", "title", &found.title)).await?;
    let action = format!("/discussioni/{thread}/da-leggere?da={}", found.read);
    visit.flash_action(FlashAction { action, label: visit.t().s("threads-seen-undo").to_owned() }).await?;
    Ok(see_other("/"))
}

#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    da: i64,
}

/// `POST /discussioni/{thread}/da-leggere`: moves the read mark back to `da`.
pub(super) async fn unread(Path(thread): Path<ThreadId>, Query(from): Query<From>, form: Form) -> WebResult {
    let (visit, person) = (&form.visit, form.visit.viewer.person);
    let found = store::thread_for(&visit.house.db, thread, person).await?.ok_or(WebError::NotFound)?;
    decide(&visit.viewer.actor(), Action::ReadThreads, &facts_of_thread(&found, person))?;
    visit.house.db.write(Unread { person, thread, position: from.da.max(0) }).await?;
    visit.flash(visit.t().s("threads-unseen")).await?;
    Ok(see_other("/"))
}

/// What matters now in a space, beside its discussions: always the same queries, whatever there is.
pub(super) struct Now {
    pub questions: Vec<(ThreadId, String)>,
    pub has_more_questions: bool,
    /// Who facilitates, and who has come lately; nobody for guests.
    pub facilitators: Vec<Face>,
    pub newcomers: Vec<Face>,
}

/// What matters now in a space, for a viewer who may read it, beside the discussions that the page shows.
pub(super) async fn now(
    visit: &Visit,
    space: SpaceId,
    (shown, may_list_people): (&[ThreadRow], bool),
) -> WebResult<Now> {
    let db = &visit.house.db;
    let mut questions = store::list_questions_of_space(db, space, QUESTIONS + 1).await?;
    let has_more_questions = i64::try_from(questions.len()).is_ok_and(|n| n > QUESTIONS);
    questions.truncate(usize::try_from(QUESTIONS).unwrap_or_default());
    // What stands in the list says itself that it waits.
    questions.retain(|(thread, _)| !shown.iter().any(|row| row.id == *thread));
    let faces =
        if may_list_people { spaces::list_faces(db, space, visit.house.clock.now()).await? } else { Vec::new() };
    let (facilitators, newcomers) = faces.into_iter().partition(|face| face.role == Role::Facilitator);
    Ok(Now { questions, has_more_questions, facilitators, newcomers })
}
