//! Drafts: text on its way, kept on the server until it is published.

use axum::Json;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::Serialize;

use crate::authz::Actor;
use crate::base::{PersonId, PostId, SpaceId, ThreadId, Timestamp};
use crate::db::{self, Command, Tx};
use crate::files;
use crate::web::{Form, House, WebError, WebResult, is_local_path, see_other};

use super::commands::{ForgetDraft, permit_for};
use super::store::{self, Draft};

/// What a draft is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    New(SpaceId),
    Reply(ThreadId),
    Edit(PostId),
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New(space) => write!(f, "new:{space}"),
            Self::Reply(thread) => write!(f, "reply:{thread}"),
            Self::Edit(post) => write!(f, "edit:{post}"),
        }
    }
}

impl Key {
    pub(super) fn parse(key: &str) -> Option<Self> {
        let (kind, id) = key.split_once(':')?;
        match kind {
            "new" => id.parse().ok().map(Self::New),
            "reply" => id.parse().ok().map(Self::Reply),
            "edit" => id.parse().ok().map(Self::Edit),
            _ => None,
        }
    }

    /// Where the text is written.
    pub(super) fn href(self) -> String {
        match self {
            Self::New(space) => format!("/spazi/{space}/discussioni/nuova"),
            Self::Reply(thread) => format!("/discussioni/{thread}#componi"),
            Self::Edit(post) => format!("/messaggi/{post}/modifica"),
        }
    }
}

/// Saves a draft, or forgets it when nothing is left of it; says whether it did. Plain: records nothing.
#[derive(Debug)]
pub(super) struct SaveDraft {
    pub person: PersonId,
    pub draft: Draft,
    /// When the draft was saved that these words were written over: one saved later, with other words, stays. Without it
    /// the newest wins.
    pub known: Option<Timestamp>,
}

impl Command for SaveDraft {
    type Output = bool;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<bool> {
        let (person, key) = (self.person, &self.draft.key);
        let draft = &self.draft;
        let there = store::find_draft(&mut *tx, person, key).await?;
        let is_newer = |there: &Draft| self.known.is_some_and(|known| there.saved_at > known);
        let says_more =
            |there: &Draft| [&there.title, &there.body, &there.topics].iter().any(|text| !text.trim().is_empty());
        let differs =
            |there: &Draft| (&there.title, &there.body, &there.topics) != (&draft.title, &draft.body, &draft.topics);
        if there.as_ref().is_some_and(|there| is_newer(there) && says_more(there) && differs(there)) {
            return Ok(false);
        }
        if [&draft.title, &draft.body, &draft.topics].iter().any(|text| !text.trim().is_empty()) {
            store::put_draft(tx, person, &self.draft).await?;
            return Ok(true);
        }
        // Files that wait in it are worth keeping without a word.
        match there {
            Some(draft) if draft.has_files && !files::list_waiting(&mut *tx, person, key).await?.is_empty() => {
                store::put_draft(tx, person, &self.draft).await?;
            }
            Some(_) => drop(store::delete_draft(tx, person, key).await?),
            None => {}
        }
        Ok(true)
    }
}

/// Whether somebody may write what the draft is for.
pub(super) async fn may_write(house: &House, actor: &Actor, key: Key) -> WebResult<()> {
    permit_for(&house.db, actor, key, house.clock.now()).await?;
    Ok(())
}

/// Keeps the text of a form as a draft. Too long ones are kept too, up to the size of a form: nothing is lost for being long.
/// False when another draft has been saved meanwhile that the form does not know (`known`, in microseconds): that one stays.
pub(super) async fn keep(form: &Form, key: Key) -> WebResult<Option<Timestamp>> {
    let visit = &form.visit;
    may_write(&visit.house, &visit.viewer.actor(), key).await?;
    let text = |name| form.fields.get(name).replace("\r\n", "\n").replace('\0', "");
    let (title, body, topics, saved_at) = (text("title"), text("body"), text("topics"), visit.house.clock.now());
    let is_question = matches!(key, Key::New(_)) && form.fields.has("question");
    let edition = form.fields.get("version").parse().unwrap_or(0);
    let draft = Draft { key: key.to_string(), title, body, saved_at, has_files: false, topics, is_question, edition };
    let known = form.fields.get("known").parse().ok().map(Timestamp);
    let is_saved = visit.house.db.write(SaveDraft { person: visit.viewer.person, draft, known }).await?;
    Ok(is_saved.then_some(saved_at))
}

/// Whether a form publishes the draft that stands there: not one that has gone on elsewhere, in words that the form does
/// not have.
pub(super) async fn is_published_by(form: &Form, key: Key) -> WebResult<bool> {
    let visit = &form.visit;
    let Ok(known) = form.fields.get("known").parse().map(Timestamp) else { return Ok(true) };
    let there = store::find_draft(&visit.house.db, visit.viewer.person, &key.to_string()).await?;
    let body = form.fields.get("body").replace("\r\n", "\n");
    let is_other = |draft: &Draft| draft.saved_at > known && !body.starts_with(draft.body.trim_end());
    Ok(!there.as_ref().is_some_and(is_other))
}

/// What the page's script hears of a draft that was saved.
#[derive(Serialize)]
struct Saved {
    /// What the next one is written over, in microseconds.
    known: Timestamp,
}

/// `POST /bozze`: 200 once the draft is durable; 409 when another one stands there that this page does not know.
pub(super) async fn save(form: Form) -> WebResult {
    let key = Key::parse(form.fields.get("key")).ok_or(WebError::Unreadable)?;
    match keep(&form, key).await? {
        Some(known) => Ok(Json(Saved { known }).into_response()),
        None => Ok(StatusCode::CONFLICT.into_response()),
    }
}

/// `POST /bozze/elimina`: forgets a draft of one's own, wherever it belonged.
pub(super) async fn forget(form: Form) -> WebResult {
    let visit = &form.visit;
    let key = Key::parse(form.fields.get("key")).ok_or(WebError::Unreadable)?;
    visit.house.db.write(ForgetDraft { person: visit.viewer.person, key, now: visit.house.clock.now() }).await?;
    visit.flash(visit.t().s("threads-draft-forgotten")).await?;
    let back = form.fields.get("back");
    Ok(see_other(if is_local_path(back) { back } else { "/" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back() {
        for key in [Key::New(SpaceId(3)), Key::Reply(ThreadId(12)), Key::Edit(PostId(88))] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        assert_eq!(Key::parse("reply:x"), None);
        assert_eq!(Key::parse("other:1"), None);
    }
}
