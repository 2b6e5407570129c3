//! Files of posts: uploaded into a draft, published with it, changed with an edit.

use std::collections::HashSet;
use std::time::Duration;

use crate::authz::{Action, Actor, Denied, Permit, decide};
use crate::base::{FileId, PersonId, PostId, Timestamp};
use crate::db::{self, Command, Source, Tx};
use crate::files::{self, Chosen, FileState, NoFile, StoredFile, Uploaded};
use crate::journal::ThreadEvent;
use crate::spaces;

use super::{Answer, EditPost, Error, Result, StartThread, Written, author_of, facts_of, post, record};
use crate::threads::drafts::Key;
use crate::threads::model::{Submission, UNDO_WITHIN};
use crate::threads::store;

/// How long files stay that were uploaded and not published, once their draft is no more.
const LEFT_FOR: Duration = Duration::from_hours(24);

/// Whether somebody may write what a draft is for.
pub(in crate::threads) async fn permit_for<'a>(
    source: impl Source<'a>,
    actor: &Actor,
    key: Key,
    now: Timestamp,
) -> Result<Permit> {
    let me = actor.person().unwrap_or(PersonId(0));
    let (action, facts) = match key {
        Key::New(space) => {
            let found = spaces::get_for(source, space, actor).await?.ok_or(Denied::Invisible)?;
            (Action::StartThread, found.facts())
        }
        Key::Reply(thread) => {
            let found = store::thread_for(source, thread, me).await?.ok_or(Denied::Invisible)?;
            // Also when it has been closed meanwhile: what somebody was writing is kept.
            (Action::Answer, found.facts())
        }
        Key::Edit(post) => {
            let found = store::post_for(source, post, me).await?.ok_or(Denied::Invisible)?;
            (Action::EditPost, facts_of(&found, me, now))
        }
    };
    Ok(decide(actor, action, &facts)?)
}

/// Forgets a draft. Files that it had and that are not published go after a day.
pub(in crate::threads) async fn drop_draft(
    tx: &mut Tx<'_>,
    person: PersonId,
    key: Key,
    now: Timestamp,
) -> db::Result<()> {
    let key = key.to_string();
    if store::delete_draft(tx, person, &key).await? {
        files::let_go(tx, person, &key, now.plus(LEFT_FOR)).await?;
    }
    Ok(())
}

/// Keeps an uploaded file in a draft, which begins if it is not there. Records nothing, like a draft.
#[derive(Debug)]
pub(in crate::threads) struct KeepUpload {
    pub actor: Actor,
    pub key: Key,
    pub file: Uploaded,
    /// Files in one post, and bytes of one person, at the most.
    pub limits: (i64, i64),
    pub now: Timestamp,
}

impl Command for KeepUpload {
    type Output = FileId;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<FileId> {
        permit_for(&mut *tx, &self.actor, self.key, self.now).await?;
        let (owner, key, (max, quota)) = (author_of(&self.actor)?, self.key.to_string(), self.limits);
        if files::bytes_of(&mut *tx, owner).await?.saturating_add(self.file.size) > quota {
            return Err(NoFile::QuotaFull { quota }.into());
        }
        if i64::try_from(files::list_waiting(&mut *tx, owner, &key).await?.len()).unwrap_or(max) >= max {
            return Err(NoFile::TooMany { max }.into());
        }
        store::note_files(tx, owner, &key, self.now).await?;
        Ok(files::insert(tx, (owner, &key), &self.file, self.now).await?)
    }
}

/// Forgets a file of one's own that waits in a draft; gives the name of its bytes. A draft that held nothing else goes too.
#[derive(Debug)]
pub(in crate::threads) struct DropUpload {
    pub actor: Actor,
    pub file: FileId,
}

impl Command for DropUpload {
    type Output = String;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<String> {
        let me = author_of(&self.actor)?;
        let (bytes, key) = files::delete_waiting(tx, self.file, me).await?.ok_or(Denied::Invisible)?;
        tidy_draft(tx, me, &key).await?;
        Ok(bytes)
    }
}

/// Forgets a draft that holds nothing any more.
async fn tidy_draft(tx: &mut Tx<'_>, person: PersonId, key: &str) -> db::Result<()> {
    let draft = store::find_draft(&mut *tx, person, key).await?;
    let is_blank =
        draft.is_some_and(|draft| [draft.title, draft.body, draft.topics].iter().all(|text| text.trim().is_empty()));
    if is_blank && files::list_waiting(&mut *tx, person, key).await?.is_empty() {
        store::delete_draft(tx, person, key).await?;
    }
    Ok(())
}

/// Puts the file at place `n` of a list into a post.
async fn attach(tx: &mut Tx<'_>, (n, file): (usize, &Chosen), owner: PersonId, post: PostId) -> Result<()> {
    let position = i64::try_from(n).unwrap_or(i64::MAX - 1) + 1;
    if files::attach(tx, (file.id, owner), (post, position), &file.alt).await? {
        Ok(())
    } else {
        Err(Error::NoSuchFile(n))
    }
}

/// What publishes a new post.
pub(in crate::threads) trait Publish: Command<Output = Written, Error = Error> {
    fn actor(&self) -> &Actor;
    fn key(&self) -> Key;
    fn submission(&self) -> &Submission;
    fn now(&self) -> Timestamp;
}

impl Publish for StartThread {
    fn actor(&self) -> &Actor {
        &self.actor
    }

    fn key(&self) -> Key {
        Key::New(self.space)
    }

    fn submission(&self) -> &Submission {
        &self.submission
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

impl Publish for Answer {
    fn actor(&self) -> &Actor {
        &self.actor
    }

    fn key(&self) -> Key {
        Key::Reply(self.thread)
    }

    fn submission(&self) -> &Submission {
        &self.submission
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

/// Publishes a post with files of the author's draft. The same form again is the same post: what was uploaded with it a
/// second time goes.
#[derive(Debug)]
pub(in crate::threads) struct WithFiles<C> {
    pub command: C,
    pub files: Vec<Chosen>,
}

impl<C: Publish> Command for WithFiles<C> {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let author = author_of(self.command.actor())?;
        let is_known = store::find_submission(tx, author, self.command.submission()).await?.is_some();
        let written = self.command.run(tx).await?;
        if is_known {
            // What is being written in the same place meanwhile is none of this form's.
            for file in &self.files {
                files::let_go_of(tx, file.id, author, self.command.now().plus(LEFT_FOR)).await?;
            }
            tidy_draft(tx, author, &self.command.key().to_string()).await?;
            return Ok(written);
        }
        for (n, file) in self.files.iter().enumerate() {
            attach(tx, (n, file), author, written.post).await?;
        }
        tidy_draft(tx, author, &self.command.key().to_string()).await?;
        Ok(written)
    }
}

/// Publishes a post, or changes one, only with files that are there: each waits in a draft of the person's, or is in the post
/// that is changed.
#[derive(Debug)]
pub(in crate::threads) struct WithTheseFiles<C> {
    pub command: C,
    pub actor: Actor,
    pub files: Vec<FileId>,
    /// The post that is changed.
    pub post: Option<PostId>,
}

impl<C: Command<Output = Written, Error = Error>> Command for WithTheseFiles<C> {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        if !self.files.is_empty() {
            let own = files::list_own(&mut *tx, author_of(&self.actor)?, &self.files).await?;
            let is_there = |file: &StoredFile| match file.state {
                FileState::Waiting => true,
                FileState::Attached => self.post.is_some() && file.post == self.post,
                FileState::Hidden | FileState::Removed => false,
            };
            let is_known = |id: &FileId| own.iter().any(|file| file.id == *id && is_there(file));
            if let Some(n) = self.files.iter().position(|id| !is_known(id)) {
                return Err(Error::NoSuchFile(n));
            }
        }
        self.command.run(tx).await
    }
}

/// Forgets a draft, with its words and the way to its files.
#[derive(Debug)]
pub(in crate::threads) struct ForgetDraft {
    pub person: PersonId,
    pub key: Key,
    pub now: Timestamp,
}

impl Command for ForgetDraft {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        drop_draft(tx, self.person, self.key, self.now).await
    }
}

/// Changes a post and its files: afterwards it has exactly these, in this order.
#[derive(Debug)]
pub(in crate::threads) struct EditWithFiles {
    pub edit: EditPost,
    pub files: Vec<Chosen>,
}

impl Command for EditWithFiles {
    type Output = Written;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Written> {
        let edit = &self.edit;
        let before = store::post_for(&mut *tx, edit.post, author_of(&edit.actor)?).await?.ok_or(Denied::Invisible)?;
        let written = edit.run(tx).await?;
        if !self.differs(tx).await? {
            return Ok(written);
        }
        if before.edition() != edit.version {
            let version = before.edition();
            return Err(Error::Conflict { title: before.title, body: before.body, version });
        }
        let (permit, now_there) = post(tx, &edit.actor, Action::EditPost, (edit.post, edit.now)).await?;
        self.change(tx).await?;
        if now_there.version == before.version {
            store::note_change(tx, edit.post, edit.now).await?;
            let (space, thread, version) = (before.space, before.thread, before.version + 1);
            record(tx, &permit, edit.now, ThreadEvent::PostEdited { space, thread, post: edit.post, version }).await?;
        }
        Ok(written)
    }
}

impl EditWithFiles {
    /// Whether the post has other files, or other words for them.
    async fn differs(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let there = files::list_of_post(&mut *tx, self.edit.post).await?;
        let there: Vec<Chosen> = there.into_iter().map(|file| Chosen { id: file.id, alt: file.alt }).collect();
        Ok(there != self.files)
    }

    async fn change(&self, tx: &mut Tx<'_>) -> Result<()> {
        let (post, owner): (PostId, PersonId) = (self.edit.post, author_of(&self.edit.actor)?);
        let there: HashSet<FileId> =
            files::list_of_post(&mut *tx, post).await?.into_iter().map(|file| file.id).collect();
        let kept: HashSet<FileId> = self.files.iter().map(|file| file.id).collect();
        for gone in there.difference(&kept) {
            files::take_out(tx, *gone, self.edit.now.plus(UNDO_WITHIN)).await?;
        }
        for ((n, file), position) in self.files.iter().enumerate().zip(1..) {
            if there.contains(&file.id) {
                files::set_alt(tx, file.id, &file.alt, position).await?;
            } else {
                attach(tx, (n, file), owner, post).await?;
            }
        }
        Ok(())
    }
}
