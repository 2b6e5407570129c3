//! A discussion.

use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::authz::{Action, Denied, Facts, Reason, Role, Standing, Subject, decide};
use crate::base::{PostId, Seq, SpaceId, ThreadId};
use crate::i18n::Tr;
use crate::spaces::{self, Space};
use crate::web::{Crumb, FieldErrors, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout};

use super::attachments::Said;
use super::care;
use super::commands::{MarkRead, facts_of_thread};
use super::compose::Composer;
use super::drafts::Key;
use super::fragments::Fragments;
use super::jump;
use super::levels;
use super::model::{Level, PAGE, PostState, Question, ThreadState, page_start};
use super::pages;
use super::questions;
use super::reactions::bar;
use super::slots;
use super::store::{self, PageFacts, PostKey, ThreadForActor};
use super::topic::{Topic, Topics};

#[path = "samples/show.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "threads/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the viewer may do, each asked for on its own by the template")]
struct ThreadPage {
    l: Layout,
    thread: ThreadForActor,
    readers: String,
    /// The rendered posts of this page.
    posts: String,
    as_of: Seq,
    /// The position of the first post here, and of the last.
    from: i64,
    to: i64,
    first_unread: Option<i64>,
    /// The way to a number or a day.
    asked: jump::Asked,
    composer: Option<Composer>,
    /// Why there is no composer.
    may_join: bool,
    /// Whether the thread takes answers, in words.
    state: String,
    /// What the viewer was writing when it was closed.
    kept_draft: Option<String>,
    may_choose_topics: bool,
    may_rename: bool,
    may_mark_question: bool,
    /// Whether it is a question, and its accepted answer.
    question: String,
    /// How closely the viewer follows it, for whoever is in the space.
    levels: Option<String>,
    /// What goes beside messages that arrive live.
    slots: String,
}
in_layout!(ThreadPage);

impl ThreadPage {
    fn topics(&self) -> Vec<Topic> {
        Topics::from_lines(&self.thread.topics).all().to_vec()
    }

    fn is_led(&self) -> bool {
        self.thread.role == Some(Role::Facilitator) && !self.thread.is_gone
    }

    fn is_question(&self) -> bool {
        self.thread.question != Question::No
    }

    fn is_closed(&self) -> bool {
        self.thread.state == ThreadState::Closed
    }

    fn is_last(&self) -> bool {
        self.to >= self.thread.posts
    }

    /// Whether it has more pages than one.
    fn is_long(&self) -> bool {
        self.thread.posts > PAGE
    }

    /// Which messages these are, of how many.
    fn here(&self) -> String {
        let (from, to, n) = (self.from.into(), self.to.into(), self.thread.posts.into());
        self.l.t.f("threads-pages-here", &[("from", from), ("to", to), ("n", n)])
    }

    fn previous(&self) -> Option<i64> {
        (self.from > 1).then(|| self.from - PAGE)
    }

    fn next(&self) -> Option<i64> {
        (!self.is_last()).then(|| self.from + PAGE)
    }

    fn last_page(&self) -> i64 {
        page_start(self.thread.posts)
    }

    /// The first unread post, when it is on another page or far down on this one.
    fn jump(&self) -> Option<String> {
        let first = self.first_unread.filter(|first| *first > 1)?;
        let page = page_start(first);
        Some(if page == self.from {
            format!("#m{first}")
        } else {
            format!("/discussioni/{}?da={page}#m{first}", self.thread.id)
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// A position: the page it stands on is shown.
    da: Option<i64>,
    /// A message: the same, and the page's script goes to it (a redirect's fragment is lost to scripts).
    m: Option<i64>,
    /// A post to quote in the answer.
    cita: Option<PostId>,
}

/// A thread the viewer may read, about to be shown from the page that `from` stands on.
pub(super) async fn readable(visit: &Visit, id: ThreadId, from: Option<i64>) -> WebResult<Shown> {
    let f = store::page_facts(&visit.house.db, id, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
    decide(&visit.viewer.actor(), Action::ReadThreads, &Facts::in_space(Subject::Thread(id), f.openness, f.role))?;
    let PageFacts { id, title, author, posts, read, space, openness, role, staff, as_of, is_archived, .. } = f;
    let (state, closed_reason, is_pinned, topics) = (f.state, f.closed_reason, f.is_pinned, f.topics);
    let thread = ThreadForActor {
        id,
        space,
        title,
        author,
        posts,
        openness,
        role,
        read,
        state,
        closed_reason,
        is_pinned,
        topics,
        is_archived,
        question: f.question,
        accepted: f.accepted,
        is_gone: f.is_gone,
    };
    let (name, purpose, version) = (f.space_name, f.purpose, f.space_version);
    let space =
        Space { id: space, name, purpose, openness, version, members: f.members, offices: f.offices, guests: f.guests };
    Ok(Shown { thread, space, staff, from, as_of, level: f.level })
}

pub(super) async fn show(visit: Visit, Path(id): Path<ThreadId>, Query(asked): Query<Asked>) -> WebResult {
    let shown = readable(&visit, id, asked.m.or(asked.da)).await?;
    let quoted = match asked.cita {
        Some(post) => pages::quote_of(&visit, post).await?,
        None => None,
    };
    shown.render(&visit, Written { quoted, ..Written::default() }).await
}

/// What the composer starts with.
#[derive(Default)]
pub(super) struct Written {
    pub quoted: Option<String>,
    /// The text of a form that comes back.
    pub body: Option<String>,
    pub submission: Option<String>,
    pub preview: Option<String>,
    pub errors: FieldErrors,
    /// Whether a new discussion is a question.
    pub is_question: bool,
    /// What the form said of files.
    pub said: Said,
    /// Of a new discussion: what was typed.
    pub topics: Option<String>,
}

/// A discussion about to be shown.
pub(super) struct Shown {
    pub thread: ThreadForActor,
    pub space: Space,
    pub staff: i64,
    from: Option<i64>,
    as_of: Seq,
    level: Level,
}

impl Shown {
    pub(super) async fn render(self, visit: &Visit, written: Written) -> WebResult {
        let (t, db) = (visit.t(), &visit.house.db);
        let thread = self.thread;
        let first_unread = (thread.read > 0 && thread.read < thread.posts).then(|| thread.read + 1);
        let from = page_start(self.from.unwrap_or_else(|| first_unread.unwrap_or(thread.read)).min(thread.posts));
        let keys = store::list_keys(db, thread.id, from, visit.viewer.person).await?;
        let to = keys.last().map_or(from, |key| key.position);
        let posts = posts_html(visit, &thread, &keys, first_unread).await?;
        if to > thread.read {
            mark_read(visit, thread.id, to);
        }
        let composer = match may_answer(visit, &thread) {
            Ok(()) => Some(Composer::reply(visit, &thread, (&self.space, self.staff), written).await?),
            Err(_) => None,
        };
        let may_join = may_answer(visit, &thread) == Err(Denied::Refused(Reason::JoinFirst));
        let facts = facts_of_thread(&thread, visit.viewer.person);
        let may = |action| decide(&visit.viewer.actor(), action, &facts).is_ok();
        let may_care = |action| may(action) && !thread.is_gone;
        let (may_choose_topics, may_mark_question) = (may_care(Action::ChooseTopics), may_care(Action::MarkQuestion));
        let may_rename = may_care(Action::RenameThread);
        let question = questions::sign(db, t, thread.id, thread.question).await?;
        let state = care::sign(t, thread.state, &thread.closed_reason)?;
        let kept_draft = kept_draft(visit, &thread).await?;
        let l = visit.layout(Tab::Spaces, thread.title.clone()).await?.with_crumbs(crumbs(
            t,
            thread.space,
            &self.space.name,
        ));
        let readers = spaces::readers(t, &self.space, self.staff);
        let slots = slots::templates(visit, &thread)?;
        let (what, is_member) = (format!("discussioni/{}", thread.id), thread.role.is_some());
        let levels = is_member.then(|| levels::control(t, &visit.viewer.csrf, &what, self.level)).transpose()?;
        let as_of = self.as_of;
        let page = ThreadPage {
            l,
            thread,
            readers,
            posts,
            as_of,
            from,
            to,
            first_unread,
            asked: jump::Asked::default(),
            composer,
            may_join,
            state,
            kept_draft,
            may_choose_topics,
            may_rename,
            may_mark_question,
            question,
            levels,
            slots,
        };
        Ok(Page(page).into_response())
    }
}

/// What the viewer was writing when the thread was closed.
async fn kept_draft(visit: &Visit, thread: &ThreadForActor) -> WebResult<Option<String>> {
    if thread.state == ThreadState::Open && !thread.is_gone {
        return Ok(None);
    }
    let key = Key::Reply(thread.id).to_string();
    Ok(store::find_draft(&visit.house.db, visit.viewer.person, &key).await?.map(|draft| draft.body))
}

/// The address of a message, for a redirect.
pub(super) fn address(thread: ThreadId, position: i64) -> String {
    format!("/discussioni/{thread}?m={position}#m{position}")
}

pub(super) fn crumbs(t: &Tr, space: SpaceId, name: &str) -> Vec<Crumb> {
    vec![Crumb::new("/spazi", t.s("spaces-title")), Crumb::new(format!("/spazi/{space}"), name)]
}

fn may_answer(visit: &Visit, thread: &ThreadForActor) -> Result<(), Denied> {
    decide(&visit.viewer.actor(), Action::Answer, &facts_of_thread(thread, visit.viewer.person)).map(|_| ())
}

/// The posts with the viewer's rights between their halves and the line where the unread ones begin.
async fn posts_html(
    visit: &Visit,
    thread: &ThreadForActor,
    keys: &[PostKey],
    first_unread: Option<i64>,
) -> WebResult<String> {
    let t = visit.t();
    let fragments = visit.house.room::<Fragments>()?.page(&visit.house.db, keys, visit.viewer.lang).await?;
    let mut html = String::with_capacity(fragments.len() * 1024);
    for (key, fragment) in keys.iter().zip(&fragments) {
        if first_unread == Some(key.position) {
            html.push_str("<li class=\"newline\" id=\"da-leggere\"><span>");
            html.push_str(t.s("threads-unread-from-here"));
            html.push_str("</span></li>");
        }
        let has_bar = thread.role.is_some() && !thread.is_archived && key.state == PostState::Published;
        let bar = has_bar.then(|| bar(t, &key.id.to_string(), fragment.totals, key.mine)).transpose()?;
        fragment.push(&mut html, [bar.as_deref().unwrap_or_default(), &slots::rights(visit, thread, key)?]);
    }
    Ok(if visit.viewer.standing == Standing::Guest { without_offices(&html) } else { html })
}

/// The same with the names of offices as plain words: a guest has no page of an office to go to. What arrives live, the
/// page's script makes plain.
fn without_offices(html: &str) -> String {
    const BEGIN: &str = "<a href=\"/uffici/";
    let mut plain = String::with_capacity(html.len());
    let mut parts = html.split(BEGIN);
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // What follows is the rest of a link that `text` wrote: its id, its class, the escaped name. Other links stay.
        let named = part.split_once('"').and_then(|(_, rest)| rest.strip_prefix(" class=\"mention\">"));
        if let Some((name, rest)) = named.and_then(|rest| rest.split_once("</a>")) {
            plain.push_str(name);
            plain.push_str(rest);
        } else {
            plain.push_str(BEGIN);
            plain.push_str(part);
        }
    }
    plain
}

/// Notes, after the answer is on its way, that these posts have been shown.
fn mark_read(visit: &Visit, thread: ThreadId, position: i64) {
    let (db, person) = (visit.house.db.clone(), visit.viewer.person);
    tokio::spawn(async move {
        if let Err(error) = db.write_later(MarkRead { person, thread, position }).await {
            tracing::warn!(%error, "a read mark was lost");
        }
    });
}
