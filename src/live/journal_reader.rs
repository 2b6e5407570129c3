//! The one reader of the journal on this node.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::hub::Inner;
use super::meaning::{Change, Meaning, Whose, coalesce, meaning};
use super::socket::Ready;
use super::{render, store};
use crate::base::{PersonId, Seq, SpaceId};
use crate::journal::{self, Error, Recorded};

/// Events read, and told, at a time: a part of what may wait for a socket (`live.queue_frames`), or a reader that has been
/// held up would make every page catch up.
const CHUNK: u8 = 64;
/// Events that may wait to be told; beyond, everybody catches up from the database.
const AHEAD: usize = 8192;
/// The longest wait for a hint that there is news.
const PATIENCE: Duration = Duration::from_secs(1);
/// The wait before trying again what failed.
const PAUSE: Duration = Duration::from_millis(250);

/// Follows the journal until it meets what it does not know.
pub(super) async fn run(inner: Arc<Inner>, start: Seq, mut news: watch::Receiver<u64>) {
    // This node's own commits are told without the pause that keeps hints between nodes few.
    let mut commits = inner.house.db.commits();
    let mut reader = JournalReader { inner, cursor: start, ahead: Vec::new(), checked: start };
    loop {
        news.mark_unchanged();
        commits.mark_unchanged();
        match reader.tell().await {
            Ok(()) => {
                let hint = async {
                    tokio::select! {
                        hint = news.changed() => hint,
                        hint = commits.changed() => hint,
                    }
                };
                if let Ok(Err(_)) = tokio::time::timeout(PATIENCE, hint).await {
                    tokio::time::sleep(PATIENCE).await; // no more hints: at its own pace
                }
            }
            Err(Error::Db(error)) => {
                tracing::warn!(%error, "the sockets' reader of the journal tries again");
                tokio::time::sleep(PAUSE).await;
            }
            Err(error @ Error::Unknown { .. }) => {
                tracing::error!(%error, "the sockets' reader of the journal has stopped");
                return;
            }
        }
    }
}

struct JournalReader {
    inner: Arc<Inner>,
    /// What has been read from the journal.
    cursor: Seq,
    /// What was read but not told.
    ahead: Vec<Recorded>,
    /// Up to where it has been looked who may still listen.
    checked: Seq,
}

impl JournalReader {
    /// Tells everything that is new. On an error, what was not told stays `ahead`.
    async fn tell(&mut self) -> Result<(), Error> {
        loop {
            if self.ahead.is_empty() && !self.read().await? {
                return Ok(());
            }
            let told = self.ahead.len().min(CHUNK.into());
            self.tell_first(told).await?;
            self.ahead.drain(..told.min(self.ahead.len()));
            tokio::task::yield_now().await; // the sockets send what they have been given before they are given more
        }
    }

    /// Reads one more chunk; whether there was something.
    async fn read(&mut self) -> Result<bool, Error> {
        let more = journal::list_after(&self.inner.house.db, self.cursor, CHUNK.into()).await?;
        let Some(last) = more.last() else { return Ok(false) };
        self.cursor = last.seq;
        self.ahead.extend(more);
        Ok(true)
    }

    /// Tells the first `count` of what is ahead.
    async fn tell_first(&mut self, count: usize) -> Result<(), Error> {
        let inner = Arc::clone(&self.inner);
        let first = self.ahead.get(..count).unwrap_or_default();
        let Some(end) = first.last().map(|e| e.seq) else { return Ok(()) };
        let meanings: Vec<Meaning> = first.iter().map(meaning).collect();
        let changes = coalesce(meanings.iter().flat_map(|m| m.changes).flatten());
        let wanted = inner.registry.claim(end, changes.iter().map(|c| c.topic));
        if inner.registry.is_empty() {
            return Ok(());
        }
        let frames = render_all(&inner, &changes, |change, lang| wanted.contains(&(change.topic, lang))).await?;
        // What was rendered may be newer than its event. Whoever was removed before that was written is found by looking
        // at all that has happened until now, before anything is delivered.
        if !frames.is_empty() {
            let head = journal::head(&inner.house.db).await?;
            while self.cursor < head && self.read().await? {
                if self.ahead.len() > AHEAD {
                    return self.give_up().await;
                }
            }
        }
        let unchecked = self.ahead.iter().filter(|e| e.seq > self.checked);
        check_rights(&inner, unchecked.filter_map(|e| meaning(e).rights)).await?;
        self.checked = self.cursor;
        inner.registry.deliver(&frames);
        for space in meanings.iter().filter_map(|m| m.reload) {
            inner.registry.reload(space);
        }
        if let Err(error) = tell_counts(&inner, &meanings).await {
            tracing::warn!(%error, "some counts of what is unread will be late");
        }
        Ok(())
    }

    async fn give_up(&mut self) -> Result<(), Error> {
        tracing::warn!(events = self.ahead.len(), "more has happened than sockets can be told; everybody catches up");
        let head = journal::head(&self.inner.house.db).await?;
        self.inner.registry.everybody_catches_up(head);
        self.ahead.clear();
        self.cursor = head;
        Ok(())
    }
}

/// The frames of changes in the languages that are wanted, in order for each language.
async fn render_all(
    inner: &Inner,
    changes: &[Change],
    is_wanted: impl Fn(&Change, crate::i18n::Lang) -> bool,
) -> Result<Vec<Ready>, Error> {
    let mut ready = Vec::new();
    for lang in crate::i18n::Lang::ALL {
        let wanted = changes.iter().copied().filter(|change| is_wanted(change, lang));
        let frames = render::frames(&inner.house, wanted, lang).await?;
        ready.extend(frames.into_iter().map(|(Change { topic, seq, .. }, text)| Ready { topic, lang, seq, text }));
    }
    Ok(ready)
}

async fn check_rights(inner: &Inner, rights: impl Iterator<Item = (SpaceId, Whose)>) -> Result<(), Error> {
    let mut by_space: HashMap<SpaceId, HashSet<Whose>> = HashMap::new();
    for (space, whose) in rights {
        by_space.entry(space).or_default().insert(whose);
    }
    for (space, everybody) in by_space {
        let circle = store::find_circle(&inner.house.db, space).await?;
        for whose in everybody {
            inner.registry.reauthorise(space, whose, circle.as_ref());
        }
    }
    Ok(())
}

/// Tells people that their accounts, or their counts, have changed. Hints: what is lost here, the next one makes good.
async fn tell_counts(inner: &Inner, meanings: &[Meaning]) -> Result<(), Error> {
    for person in meanings.iter().filter_map(|m| m.check).collect::<HashSet<_>>() {
        inner.registry.check(person);
    }
    let mut people: HashSet<PersonId> = meanings.iter().filter_map(|m| m.counts).collect();
    for space in meanings.iter().filter_map(|m| m.unread).collect::<HashSet<_>>() {
        people.extend(store::list_people(&inner.house.db, space).await?);
    }
    for space in meanings.iter().filter_map(|m| m.requests).collect::<HashSet<_>>() {
        people.extend(store::list_facilitators(&inner.house.db, space).await?);
    }
    inner.registry.recount(people);
    Ok(())
}
