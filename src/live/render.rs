//! From a change to the frame that shows it, as it is now.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;

use super::meaning::{Change, What};
use super::protocol::{Event, Outgoing};
use crate::authz::{Action, Actor, Facts, Openness, Role, Subject, decide};
use crate::base::{PostId, SpaceId};
use crate::db;
use crate::i18n::Lang;
use crate::threads::{self, Fragments, PostFragment};
use crate::web::{House, WebError};

/// Whether a person with `role` in a space may follow what is said there.
pub(super) fn may_read(actor: &Actor, space: SpaceId, openness: Openness, role: Option<Role>) -> bool {
    decide(actor, Action::ReadThreads, &Facts::in_space(Subject::Space(space), openness, role)).is_ok()
}

/// Posts that were rendered together.
type Posts = HashMap<PostId, Arc<PostFragment>>;

/// The frames of changes, in their order, each with its change. What cannot be rendered becomes the advice to read the page
/// again. Error: the database is not to be had just now.
pub(super) async fn frames(
    house: &House,
    changes: impl IntoIterator<Item = Change>,
    lang: Lang,
) -> db::Result<Vec<(Change, Utf8Bytes)>> {
    let changes: Vec<Change> = changes.into_iter().collect();
    let posts = posts(house, &changes, lang).await?;
    let mut frames = Vec::with_capacity(changes.len());
    for change in changes {
        frames.extend(frame(house, &change, &posts, lang).await?.map(|text| (change, text)));
    }
    Ok(frames)
}

/// The posts among changes, read with one statement: with one for each, a busy server would outrun its readers.
async fn posts(house: &House, changes: &[Change], lang: Lang) -> db::Result<Posts> {
    let ids: Vec<PostId> = changes.iter().filter_map(|change| change.what.post()).collect();
    if ids.is_empty() {
        return Ok(Posts::new());
    }
    match render(house, &ids, lang).await {
        Ok(posts) => Ok(posts),
        Err(error) => lasting(error).map(|_| Posts::new()), // one by one then, and the one at fault says so
    }
}

async fn render(house: &House, ids: &[PostId], lang: Lang) -> Result<Posts, WebError> {
    house.room::<Fragments>()?.render(&house.db, ids, lang).await
}

async fn frame(house: &House, change: &Change, posts: &Posts, lang: Lang) -> db::Result<Option<Utf8Bytes>> {
    let shown = match change.what {
        What::Post(post) | What::Answer(post) => post_frame(house, change, (post, posts), lang).await,
        What::Title => title_frame(house, change).await,
        What::State => state_frame(house, change, lang).await,
        What::Question => question_frame(house, change, lang).await,
        What::Row => row_frame(house, change, lang).await,
    };
    let cause = match shown {
        Ok(frame) => return Ok(frame),
        Err(error) => lasting(error)?,
    };
    tracing::error!(seq = %change.seq, cause, "a fragment could not be rendered");
    Ok(Some(Outgoing::Reload { topic: change.topic }.text()))
}

/// Why something will not do at the next try either. Error: it may.
fn lasting(error: WebError) -> db::Result<String> {
    match error {
        WebError::Internal(cause) => match cause.downcast::<db::Error>() {
            Ok(error) if error.is_transient() => Err(error),
            Ok(error) => Ok(error.to_string()),
            Err(cause) => Ok(format!("{cause:#}")),
        },
        error => Ok(format!("{error:?}")),
    }
}

fn event<'a>(change: &Change) -> Event<'a> {
    let Change { seq, topic, kind, thread, .. } = *change;
    Event {
        topic,
        seq,
        kind,
        thread,
        post: None,
        position: None,
        version: None,
        author: None,
        title: None,
        sign: None,
        html: None,
    }
}

async fn post_frame(
    house: &House,
    change: &Change,
    (post, posts): (PostId, &Posts),
    lang: Lang,
) -> Result<Option<Utf8Bytes>, WebError> {
    let fragment = match posts.get(&post) {
        Some(fragment) => Some(Arc::clone(fragment)),
        None => render(house, &[post], lang).await?.remove(&post),
    };
    let Some(fragment) = fragment else { return Ok(None) };
    let sign = match change.what {
        What::Answer(_) => question_sign(house, change, lang).await?,
        _ => None,
    };
    let frame = Event {
        sign: sign.as_deref(),
        post: Some(post),
        position: Some(fragment.position),
        version: Some(fragment.version),
        author: Some(fragment.author),
        html: Some(&fragment.html()),
        ..event(change)
    };
    Ok(Some(Outgoing::Event(frame).text()))
}

async fn title_frame(house: &House, change: &Change) -> Result<Option<Utf8Bytes>, WebError> {
    let Some(thread) = threads::thread_row(&house.db, change.thread).await? else { return Ok(None) };
    Ok(Some(Outgoing::Event(Event { title: Some(&thread.title), ..event(change) }).text()))
}

async fn state_frame(house: &House, change: &Change, lang: Lang) -> Result<Option<Utf8Bytes>, WebError> {
    let Some(thread) = threads::thread_row(&house.db, change.thread).await? else { return Ok(None) };
    let html = threads::state_html(&thread, lang)?;
    Ok(Some(Outgoing::Event(Event { html: Some(&html), ..event(change) }).text()))
}

async fn question_frame(house: &House, change: &Change, lang: Lang) -> Result<Option<Utf8Bytes>, WebError> {
    let html = question_sign(house, change, lang).await?;
    Ok(html.map(|html| Outgoing::Event(Event { html: Some(&html), ..event(change) }).text()))
}

async fn question_sign(house: &House, change: &Change, lang: Lang) -> Result<Option<String>, WebError> {
    let Some(thread) = threads::thread_row(&house.db, change.thread).await? else { return Ok(None) };
    Ok(Some(threads::question_html(&house.db, &thread, lang).await?))
}

async fn row_frame(house: &House, change: &Change, lang: Lang) -> Result<Option<Utf8Bytes>, WebError> {
    let Some(thread) = threads::thread_row(&house.db, change.thread).await? else { return Ok(None) };
    let html = threads::row_html(&thread, lang, &house.config.time_zone)?;
    // Whose news it is: a new title is nobody's, and leaves the row as read or unread as it was.
    let author = change.is_new.then_some(thread.last_author);
    let frame = Event { version: Some(thread.last_seq.0), author, html: Some(&html), ..event(change) };
    Ok(Some(Outgoing::Event(frame).text()))
}
