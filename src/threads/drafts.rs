//! Drafts: text on its way, kept on the server until it is published.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::authz::Actor;
use crate::base::{PersonId, PostId, SpaceId, ThreadId};
use crate::db::{self, Command, Tx};
use crate::files;
use crate::web::{Form, House, WebError, WebResult};

use super::commands::permit_for;
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

/// Saves a draft, or forgets it when nothing is left of it. Plain: records nothing, the newest wins.
#[derive(Debug)]
pub(super) struct SaveDraft {
    pub person: PersonId,
    pub draft: Draft,
}

impl Command for SaveDraft {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        let (person, key) = (self.person, &self.draft.key);
        let draft = &self.draft;
        if [&draft.title, &draft.body, &draft.topics].iter().any(|text| !text.trim().is_empty()) {
            return store::put_draft(tx, person, &self.draft).await;
        }
        // Files that wait in it are worth keeping without a word.
        match store::find_draft(&mut *tx, person, key).await? {
            Some(draft) if draft.has_files && !files::list_waiting(&mut *tx, person, key).await?.is_empty() => {
                store::put_draft(tx, person, &self.draft).await
            }
            Some(_) => store::delete_draft(tx, person, key).await.map(|_| ()),
            None => Ok(()),
        }
    }
}

/// Whether somebody may write what the draft is for.
pub(super) async fn may_write(house: &House, actor: &Actor, key: Key) -> WebResult<()> {
    permit_for(&house.db, actor, key, house.clock.now()).await?;
    Ok(())
}

/// Keeps the text of a form as a draft. Too long ones are kept too, up to the size of a form: nothing is lost for being long.
pub(super) async fn keep(form: &Form, key: Key) -> WebResult<()> {
    let visit = &form.visit;
    may_write(&visit.house, &visit.viewer.actor(), key).await?;
    let text = |name| form.fields.get(name).replace("\r\n", "\n").replace('\0', "");
    let (title, body, topics, saved_at) = (text("title"), text("body"), text("topics"), visit.house.clock.now());
    let is_question = matches!(key, Key::New(_)) && form.fields.has("question");
    let draft = Draft { key: key.to_string(), title, body, saved_at, has_files: false, topics, is_question };
    Ok(visit.house.db.write(SaveDraft { person: visit.viewer.person, draft }).await?)
}

/// `POST /bozze`: 204 once the draft is durable.
pub(super) async fn save(form: Form) -> WebResult {
    let key = Key::parse(form.fields.get("key")).ok_or(WebError::Unreadable)?;
    keep(&form, key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
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
