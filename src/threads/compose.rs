//! Where words are written: a new discussion, an answer, a change.

use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::accounts;
use crate::authz::{Action, decide};
use crate::base::{PostId, SpaceId};
use crate::files;
use crate::spaces::{self, Space, SpaceForActor};
use crate::web::{FieldErrors, Layout, Page, Path, Query, Tab, Visit, WebError, WebResult, in_layout};

use super::attachments::Attachment;
use super::commands::facts_of;
use super::drafts::Key;
use super::model::Submission;
use super::placed;
use super::show::{Written, crumbs};
use super::store::{self, PostForActor, ThreadForActor};
use super::topic::MOST;

#[path = "samples/compose.rs"]
mod samples;

/// The form that text is written in; fragment `threads/_composer.html`.
pub(super) struct Composer {
    pub action: String,
    pub key: String,
    pub space: SpaceId,
    /// The title, where the form has one.
    pub title: Option<String>,
    /// Whether it is a question, where the form asks.
    pub is_question: Option<bool>,
    pub body: String,
    /// Of a new discussion: what it is about, and what others in its space are about.
    pub topics: Option<(String, Vec<String>)>,
    pub most_topics: usize,
    pub submission: String,
    /// The version that is being changed.
    pub version: Option<i64>,
    pub errors: FieldErrors,
    pub preview: Option<String>,
    pub readers: String,
    pub saved: Option<(String, String)>,
    /// When the draft was saved, in microseconds; 0 when there is none.
    pub known: i64,
    /// Of the draft of a change: the edition that it was begun from.
    pub begun_from: i64,
    pub max: usize,
    /// What is uploaded, or stands in the post already.
    pub files: Vec<Attachment>,
    pub files_hint: String,
    /// The largest file, in bytes.
    pub max_file: i64,
    pub submit: &'static str,
    pub cancel: Option<String>,
}

impl Composer {
    async fn new(visit: &Visit, key: Key, space: &Space, staff: i64) -> WebResult<(Self, Option<String>)> {
        let t = visit.t();
        let draft = store::find_draft(&visit.house.db, visit.viewer.person, &key.to_string()).await?;
        let saved = draft.as_ref().map(|d| (t.time(d.saved_at.0, &visit.viewer.time_zone), d.saved_at.rfc3339()));
        let files = match &draft {
            Some(draft) if draft.has_files => {
                files::list_waiting(&visit.house.db, visit.viewer.person, &draft.key).await?
            }
            _ => Vec::new(),
        };
        let (known, begun_from) = draft.as_ref().map_or((0, 0), |draft| (draft.saved_at.0, draft.edition));
        let is_question = matches!(key, Key::New(_)).then(|| draft.as_ref().is_some_and(|draft| draft.is_question));
        let (title, body, topics) =
            draft.map_or((None, String::new(), String::new()), |d| (Some(d.title), d.body, d.topics));
        let limits = &visit.house.config.files;
        let largest = files::size_words(t, limits.max_bytes());
        let composer = Self {
            action: String::new(),
            key: key.to_string(),
            space: space.id,
            title: None,
            is_question,
            most_topics: MOST,
            topics: matches!(key, Key::New(_)).then_some((topics, Vec::new())),
            body,
            submission: Submission::new(&visit.house.rng).as_str().to_owned(),
            version: None,
            errors: FieldErrors::default(),
            preview: None,
            readers: spaces::readers_short(t, space, staff),
            saved,
            known,
            begun_from,
            max: visit.house.config.limits.body_chars,
            files: files.into_iter().map(|file| Attachment::new(t, file)).collect(),
            files_hint: t.f2("files-hint", "size", largest, "n", limits.per_post),
            max_file: limits.max_bytes(),
            submit: t.s("threads-publish-answer"),
            cancel: None,
        };
        Ok((composer, title))
    }

    fn filled(mut self, written: Written) -> Self {
        // What came back says what was ticked; an address can only ask for it.
        let has_come_back = written.body.is_some();
        self.is_question = self.is_question.map(|drafted| written.is_question || (drafted && !has_come_back));
        if let Some(body) = written.body {
            self.body = body;
        }
        if let Some(quote) = written.quoted.filter(|quote| !self.body.contains(quote.trim())) {
            let gap = if self.body.trim().is_empty() { "" } else { "\n\n" };
            self.body = format!("{}{gap}{}\n\n", self.body.trim_end(), quote.trim_end());
        }
        if let Some(submission) = written.submission.filter(|s| !s.is_empty()) {
            self.submission = submission;
        }
        if let (Some((topics, _)), Some(typed)) = (&mut self.topics, written.topics) {
            *topics = typed;
        }
        written.said.fill(&mut self.files);
        self.preview = written.preview;
        self.errors = written.errors;
        self
    }

    pub(super) async fn reply(
        visit: &Visit,
        thread: &ThreadForActor,
        (space, staff): (&Space, i64),
        written: Written,
    ) -> WebResult<Self> {
        let (mut composer, _) = Self::new(visit, Key::Reply(thread.id), space, staff).await?;
        composer.action = format!("/discussioni/{}/messaggi", thread.id);
        Ok(composer.filled(written))
    }

    /// The page that the form stands on.
    pub(super) fn back(&self) -> String {
        Key::parse(&self.key).map(|key| key.href().split('#').next().unwrap_or_default().to_owned()).unwrap_or_default()
    }

    /// The sentence under a field that is wrong.
    pub(super) fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.of(field)
    }
}

#[derive(askama::Template)]
#[template(path = "threads/compose.html")]
struct ComposePage {
    l: Layout,
    heading: &'static str,
    space_readers: String,
    composer: Composer,
}

#[derive(askama::Template)]
#[template(path = "threads/conflict.html")]
struct ConflictPage {
    l: Layout,
    post: PostForActor,
    theirs: String,
    composer: Composer,
}
in_layout!(ComposePage, ConflictPage);

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Anything: the discussion is a question.
    domanda: Option<String>,
}

/// `GET /spazi/{space}/discussioni/nuova`.
pub(super) async fn new(visit: Visit, Path(space): Path<SpaceId>, Query(wanted): Query<Wanted>) -> WebResult {
    let written = Written { is_question: wanted.domanda.is_some(), ..Written::default() };
    new_page(&visit, space, None, written).await
}

/// The form of a new discussion, also when it comes back.
pub(super) async fn new_page(visit: &Visit, space: SpaceId, title: Option<String>, written: Written) -> WebResult {
    let (t, actor) = (visit.t(), visit.viewer.actor());
    let found = spaces::get_for(&visit.house.db, space, &actor).await?.ok_or(WebError::NotFound)?;
    decide(&actor, Action::StartThread, &found.facts())?;
    let staff = accounts::staff(&visit.house.db).await?;
    let (mut composer, drafted) = Composer::new(visit, Key::New(space), &found.space(), staff).await?;
    composer.action = format!("/spazi/{space}/discussioni");
    composer.title = Some(title.or(drafted).unwrap_or_default());
    if let Some((_, in_use)) = &mut composer.topics {
        *in_use = store::list_topics_of_space(&visit.house.db, space).await?;
    }
    composer.submit = t.s("threads-publish-thread");
    composer.cancel = Some(format!("/spazi/{space}"));
    let l = visit.layout(Tab::Spaces, t.s("threads-start")).await?.with_crumbs(crumbs(t, space, &found.name));
    let space_readers = spaces::readers(t, &found.space(), staff);
    let composer = composer.filled(written);
    Ok(Page(ComposePage { l, heading: t.s("threads-start"), space_readers, composer }).into_response())
}

/// A post the viewer may do `action` to, with its space.
pub(super) async fn changeable(visit: &Visit, id: PostId, action: Action) -> WebResult<(PostForActor, SpaceForActor)> {
    let (actor, me) = (visit.viewer.actor(), visit.viewer.person);
    let post = store::post_for(&visit.house.db, id, me).await?.ok_or(WebError::NotFound)?;
    decide(&actor, action, &facts_of(&post, me, visit.house.clock.now()))?;
    let space = spaces::get_for(&visit.house.db, post.space, &actor).await?.ok_or(WebError::NotFound)?;
    Ok((post, space))
}

pub(super) async fn edit(visit: Visit, Path(id): Path<PostId>) -> WebResult {
    edit_page(&visit, id, None, Written::default()).await
}

async fn edit_composer(
    visit: &Visit,
    post: &PostForActor,
    space: &SpaceForActor,
    title: Option<String>,
    written: Written,
) -> WebResult<Composer> {
    let staff = accounts::staff(&visit.house.db).await?;
    let (mut composer, drafted) = Composer::new(visit, Key::Edit(post.id), &space.space(), staff).await?;
    let drafted_title = drafted.clone().filter(|t| !t.is_empty());
    composer.title = (post.position == 1).then(|| title.or(drafted_title).unwrap_or_else(|| post.title.clone()));
    if drafted.is_none() {
        composer.body.clone_from(&post.body);
    }
    let there = files::list_of_post(&visit.house.db, post.id).await?;
    composer.files.splice(0..0, there.into_iter().map(|file| Attachment::new(visit.t(), file)));
    composer.action = format!("/messaggi/{}/modifica", post.id);
    // A draft is a change of what it was begun from, whatever has been published since.
    let is_resumed = drafted.is_some() && written.body.is_none() && composer.begun_from > 0;
    composer.version = Some(if is_resumed { composer.begun_from } else { post.edition() });
    composer.submit = visit.t().s("threads-save-edit");
    composer.cancel = Some(format!("/messaggi/{}", post.id));
    Ok(composer.filled(written))
}

/// The form that changes a post, also when it comes back.
pub(super) async fn edit_page(visit: &Visit, id: PostId, title: Option<String>, written: Written) -> WebResult {
    let t = visit.t();
    let (post, space) = changeable(visit, id, Action::EditPost).await?;
    let staff = accounts::staff(&visit.house.db).await?;
    let composer = edit_composer(visit, &post, &space, title, written).await?;
    let l = visit.layout(Tab::Spaces, t.s("threads-edit")).await?.with_crumbs(crumbs(t, post.space, &space.name));
    let space_readers = spaces::readers(t, &space.space(), staff);
    Ok(Page(ComposePage { l, heading: t.s("threads-edit"), space_readers, composer }).into_response())
}

/// Somebody (the author in another tab) changed the post meanwhile: both texts, and the form for a third.
pub(super) async fn conflict_page(visit: &Visit, id: PostId, title: Option<String>, written: Written) -> WebResult {
    let t = visit.t();
    let (post, space) = changeable(visit, id, Action::EditPost).await?;
    let theirs = placed::published(visit, &post).await?;
    let composer = edit_composer(visit, &post, &space, title, written).await?;
    let l = visit.layout(Tab::Spaces, t.s("threads-conflict")).await?.with_crumbs(crumbs(t, post.space, &space.name));
    Ok((axum::http::StatusCode::CONFLICT, Page(ConflictPage { l, post, theirs, composer })).into_response())
}
