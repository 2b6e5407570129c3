//! From a change to the frame that shows it, as it is now.

use axum::extract::ws::Utf8Bytes;

use super::meaning::{Change, What};
use super::protocol::{Event, Outgoing};
use crate::authz::{Action, Actor, Facts, Openness, Role, Subject, decide};
use crate::base::SpaceId;
use crate::db;
use crate::i18n::Lang;
use crate::threads::{self, Fragments};
use crate::web::{House, WebError};

/// Whether a person with `role` in a space may follow what is said there.
pub(super) fn may_read(actor: &Actor, space: SpaceId, openness: Openness, role: Option<Role>) -> bool {
    decide(actor, Action::ReadThreads, &Facts::in_space(Subject::Space(space), openness, role)).is_ok()
}

/// The frame of a change. What cannot be rendered becomes the advice to read the page again. Error: the database is not to be
/// had just now.
pub(super) async fn frame(house: &House, change: &Change, lang: Lang) -> db::Result<Option<Utf8Bytes>> {
    let shown = match change.what {
        What::Post(post) => post_frame(house, change, post, lang).await,
        What::Title => title_frame(house, change).await,
        What::State => state_frame(house, change, lang).await,
        What::Row => row_frame(house, change, lang).await,
    };
    let cause = match shown {
        Ok(frame) => return Ok(frame),
        Err(WebError::Internal(cause)) => match cause.downcast::<db::Error>() {
            Ok(error) if error.is_transient() => return Err(error),
            Ok(error) => error.to_string(),
            Err(cause) => format!("{cause:#}"),
        },
        Err(error) => format!("{error:?}"),
    };
    tracing::error!(seq = %change.seq, cause, "a fragment could not be rendered");
    Ok(Some(Outgoing::Reload { topic: change.topic }.text()))
}

fn event<'a>(change: &Change) -> Event<'a> {
    let Change { seq, topic, kind, thread, .. } = *change;
    Event { topic, seq, kind, thread, post: None, position: None, version: None, author: None, title: None, html: None }
}

async fn post_frame(
    house: &House,
    change: &Change,
    post: crate::base::PostId,
    lang: Lang,
) -> Result<Option<Utf8Bytes>, WebError> {
    let Some(fragment) = house.room::<Fragments>()?.post(&house.db, post, lang).await? else { return Ok(None) };
    let frame = Event {
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

async fn row_frame(house: &House, change: &Change, lang: Lang) -> Result<Option<Utf8Bytes>, WebError> {
    let Some(thread) = threads::thread_row(&house.db, change.thread).await? else { return Ok(None) };
    let html = threads::row_html(&thread, lang, &house.config.time_zone)?;
    // Whose news it is: a new title is nobody's, and leaves the row as read or unread as it was.
    let author = change.is_new.then_some(thread.last_author);
    let frame = Event { version: Some(thread.last_seq.0), author, html: Some(&html), ..event(change) };
    Ok(Some(Outgoing::Event(frame).text()))
}
