//! One open socket as the rest of the room sees it: what it follows and what waits for it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::Notify;

use super::protocol::{Farewell, Outgoing};
use super::topic::Topic;
use crate::authz::Actor;
use crate::base::{PersonId, Seq, SpaceId};
use crate::i18n::Lang;

/// An open socket. Its task waits for `wake` and takes what waits.
pub(super) struct Socket {
    pub id: u64,
    pub person: PersonId,
    pub wake: Notify,
    /// Frames that may wait.
    limit: usize,
    waiting: Mutex<Waiting>,
}

/// Who sits at the other end, as far as frames depend on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reader {
    pub actor: Actor,
    pub lang: Lang,
}

struct Waiting {
    reader: Reader,
    frames: VecDeque<Utf8Bytes>,
    subscriptions: Vec<Subscription>,
    signals: Signals,
    next_token: u32,
}

struct Subscription {
    topic: Topic,
    token: Token,
    /// The space it stands in, once known.
    space: Option<SpaceId>,
    /// What happened up to here is known to the client, or is being replayed.
    since: Seq,
    /// What arrived during the replay; nothing once live.
    held: Option<Vec<Utf8Bytes>>,
}

/// Tells a subscription from an earlier one to the same topic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token(u32);

/// What its task should do, beside sending frames.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Signals {
    pub recount: bool,
    pub check: bool,
    pub end: Option<Farewell>,
}

/// A frame ready for everybody who follows a topic in a language.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub topic: Topic,
    pub lang: Lang,
    pub seq: Seq,
    pub text: Utf8Bytes,
}

impl Socket {
    pub(super) fn new(id: u64, person: PersonId, reader: Reader, limit: usize) -> Self {
        let waiting = Waiting {
            reader,
            frames: VecDeque::new(),
            subscriptions: Vec::new(),
            signals: Signals::default(),
            next_token: 0,
        };
        Self { id, person, wake: Notify::new(), limit, waiting: Mutex::new(waiting) }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn reader(&self) -> Reader {
        self.lock().reader
    }

    /// Adds a subscription, or starts one again; nothing when there are `max` others.
    pub(super) fn subscribe(&self, topic: Topic, since: Seq, max: usize) -> Option<Token> {
        let mut waiting = self.lock();
        waiting.subscriptions.retain(|s| s.topic != topic);
        if waiting.subscriptions.len() >= max {
            return None;
        }
        waiting.next_token = waiting.next_token.wrapping_add(1);
        let token = Token(waiting.next_token);
        let space = match topic {
            Topic::Space(space) => Some(space),
            Topic::Me | Topic::Thread(_) => None,
        };
        waiting.subscriptions.push(Subscription { topic, token, space, since, held: Some(Vec::new()) });
        Some(token)
    }

    /// Whether the subscription is there to stay; notes the space it stands in.
    pub(super) fn place(&self, token: Token, space: SpaceId) -> bool {
        let mut waiting = self.lock();
        let found = waiting.subscriptions.iter_mut().find(|s| s.token == token);
        found.map(|s| s.space = Some(space)).is_some()
    }

    pub(super) fn has(&self, token: Token) -> bool {
        self.lock().subscriptions.iter().any(|s| s.token == token)
    }

    pub(super) fn follows(&self, topic: Topic) -> bool {
        self.lock().subscriptions.iter().any(|s| s.topic == topic)
    }

    /// The replay is over: what was held back follows. Topics that were dropped because it was too much are returned.
    pub(super) fn go_live(&self, token: Token) -> Vec<Topic> {
        let mut waiting = self.lock();
        let found = waiting.subscriptions.iter_mut().find(|s| s.token == token);
        let held = found.and_then(|s| s.held.take()).unwrap_or_default();
        waiting.frames.extend(held);
        if waiting.frames.len() > self.limit { waiting.give_up() } else { Vec::new() }
    }

    pub(super) fn unsubscribe(&self, topic: Topic) {
        self.lock().subscriptions.retain(|s| s.topic != topic);
    }

    /// Queues a frame for a subscription. When it is one too many, the socket has to catch up: the topics it no longer
    /// follows are returned.
    pub(super) fn offer(&self, ready: &Ready) -> Vec<Topic> {
        let mut guard = self.lock();
        let waiting = &mut *guard;
        let Some(subscription) = waiting.subscriptions.iter_mut().find(|s| s.topic == ready.topic) else {
            return Vec::new();
        };
        if ready.seq <= subscription.since {
            return Vec::new();
        }
        subscription.since = ready.seq;
        let length = if let Some(held) = &mut subscription.held {
            held.push(ready.text.clone());
            held.len()
        } else {
            waiting.frames.push_back(ready.text.clone());
            waiting.frames.len()
        };
        let dropped = if length > self.limit { waiting.give_up() } else { Vec::new() };
        drop(guard);
        self.wake.notify_one();
        dropped
    }

    /// Drops everything; the client subscribes again from where it is. Returns the topics it no longer follows.
    pub(super) fn catch_up(&self) -> Vec<Topic> {
        let dropped = self.lock().give_up();
        self.wake.notify_one();
        dropped
    }

    /// Becomes somebody with other rights or another language: all subscriptions start again.
    pub(super) fn become_reader(&self, reader: Reader) -> Vec<Topic> {
        self.lock().reader = reader;
        self.catch_up()
    }

    /// Ends the subscriptions in a space, saying so. Returns their topics.
    pub(super) fn remove(&self, space: SpaceId) -> Vec<Topic> {
        self.end_in(space, |topic| Outgoing::Removed { topic })
    }

    /// Ends the subscriptions in a space: the pages are to be read again. Returns their topics.
    pub(super) fn reload(&self, space: SpaceId) -> Vec<Topic> {
        self.end_in(space, |topic| Outgoing::Reload { topic })
    }

    fn end_in(&self, space: SpaceId, word: impl Fn(Topic) -> Outgoing<'static>) -> Vec<Topic> {
        let mut guard = self.lock();
        let waiting = &mut *guard;
        let gone: Vec<Topic> =
            waiting.subscriptions.iter().filter(|s| s.space == Some(space)).map(|s| s.topic).collect();
        waiting.subscriptions.retain(|s| s.space != Some(space));
        waiting.frames.extend(gone.iter().map(|topic| word(*topic).text()));
        drop(guard);
        self.wake.notify_one();
        gone
    }

    pub(super) fn is_in(&self, space: SpaceId) -> bool {
        self.lock().subscriptions.iter().any(|s| s.space == Some(space))
    }

    pub(super) fn signal(&self, change: impl FnOnce(&mut Signals)) {
        let mut waiting = self.lock();
        let before = waiting.signals;
        change(&mut waiting.signals);
        if waiting.signals != before {
            drop(waiting);
            self.wake.notify_one();
        }
    }

    /// All that waits; nothing waits afterwards.
    pub(super) fn take(&self) -> (VecDeque<Utf8Bytes>, Signals) {
        let mut waiting = self.lock();
        (std::mem::take(&mut waiting.frames), std::mem::take(&mut waiting.signals))
    }
}

impl Waiting {
    fn give_up(&mut self) -> Vec<Topic> {
        let dropped: Vec<Topic> = std::mem::take(&mut self.subscriptions).into_iter().map(|s| s.topic).collect();
        if !dropped.is_empty() {
            self.frames = VecDeque::from([Outgoing::CatchUp.text()]);
        }
        dropped
    }
}

#[cfg(test)]
#[path = "socket_tests.rs"]
mod tests;
