//! Who follows what on this node. The journal's reader and the sockets' tasks meet here; nothing in it waits for I/O.
//!
//! Locks are taken in one order: the registry's, then a socket's.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::meaning::Whose;
use super::protocol::Farewell;
use super::render::may_read;
use super::socket::{Reader, Ready, Socket, Token};
use super::store::Circle;
use super::topic::Topic;
use crate::base::{PersonId, Seq, SpaceId};
use crate::i18n::Lang;

type Key = (Topic, Lang);
type Sockets = HashMap<u64, Arc<Socket>>;

pub(super) struct Registry {
    state: Mutex<State>,
    seats: AtomicUsize,
    max_seats: usize,
    seats_per_person: usize,
    queue_frames: usize,
    max_topics: usize,
}

struct State {
    /// Everything up to here has been given to who followed it before; who comes later replays it.
    position: Seq,
    sockets: Sockets,
    people: HashMap<PersonId, Vec<Arc<Socket>>>,
    /// Places taken by each person, sockets that are still being opened among them.
    taken: HashMap<PersonId, usize>,
    topics: HashMap<Key, Sockets>,
    next_id: u64,
    /// Set once no one may come in any more.
    closed: Option<Farewell>,
}

/// A place for one socket, given back when dropped.
pub(super) struct Seat {
    registry: Arc<Registry>,
    person: PersonId,
}

/// Why there is no place for a new socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NoSeat {
    /// All are taken, or the room is closing.
    Full,
    /// This person has enough of them.
    Enough,
}

/// A subscription that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    pub token: Token,
    /// The client knows what happened up to here, or gets it by replay; what comes later will be live.
    pub until: Seq,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut state = self.registry.lock();
        if let Some(taken) = state.taken.get_mut(&self.person) {
            *taken -= 1;
            if *taken == 0 {
                state.taken.remove(&self.person);
            }
        }
        self.registry.seats.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Registry {
    pub(super) fn new(position: Seq, live: &crate::config::Live) -> Self {
        let state = State {
            position,
            sockets: HashMap::new(),
            people: HashMap::new(),
            taken: HashMap::new(),
            topics: HashMap::new(),
            next_id: 0,
            closed: None,
        };
        Self {
            state: Mutex::new(state),
            seats: AtomicUsize::new(0),
            max_seats: live.max_sockets,
            seats_per_person: live.sockets_per_person,
            queue_frames: live.queue_frames,
            max_topics: live.topics_per_socket,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new socket of somebody.
    pub(super) fn seat(self: &Arc<Self>, person: PersonId) -> Result<Seat, NoSeat> {
        let mut state = self.lock();
        if state.closed.is_some() {
            return Err(NoSeat::Full);
        }
        let taken = state.taken.get(&person).copied().unwrap_or_default();
        if taken >= self.seats_per_person {
            return Err(NoSeat::Enough);
        }
        let is_free = |n: usize| (n < self.max_seats).then_some(n + 1);
        self.seats.fetch_update(Ordering::Relaxed, Ordering::Relaxed, is_free).map_err(|_| NoSeat::Full)?;
        state.taken.insert(person, taken + 1);
        Ok(Seat { registry: Arc::clone(self), person })
    }

    pub(super) fn seats(&self) -> usize {
        self.seats.load(Ordering::Relaxed)
    }

    pub(super) fn position(&self) -> Seq {
        self.lock().position
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lock().sockets.is_empty()
    }

    pub(super) fn enter(&self, person: PersonId, reader: Reader) -> Arc<Socket> {
        let mut state = self.lock();
        state.next_id += 1;
        let socket = Arc::new(Socket::new(state.next_id, person, reader, self.queue_frames));
        state.sockets.insert(socket.id, Arc::clone(&socket));
        state.people.entry(person).or_default().push(Arc::clone(&socket));
        if let Some(end) = state.closed {
            socket.signal(|s| s.end = Some(end));
        }
        socket
    }

    pub(super) fn leave(&self, socket: &Socket) {
        let mut state = self.lock();
        state.sockets.remove(&socket.id);
        if let Some(sockets) = state.people.get_mut(&socket.person) {
            sockets.retain(|other| other.id != socket.id);
            if sockets.is_empty() {
                state.people.remove(&socket.person);
            }
        }
        let lang = socket.reader().lang;
        state.forget(socket, lang, &socket.catch_up());
    }

    /// Begins a subscription after what the client knows; nothing when it has too many.
    pub(super) fn subscribe(&self, socket: &Arc<Socket>, topic: Topic, after: Seq) -> Option<Begun> {
        let mut state = self.lock();
        let until = state.position.max(after);
        let token = socket.subscribe(topic, until, self.max_topics)?;
        let key = (topic, socket.reader().lang);
        state.topics.entry(key).or_default().insert(socket.id, Arc::clone(socket));
        Some(Begun { token, until })
    }

    pub(super) fn unsubscribe(&self, socket: &Socket, topic: Topic) {
        let mut state = self.lock();
        socket.unsubscribe(topic);
        state.forget(socket, socket.reader().lang, &[topic]);
    }

    /// The replay of a subscription is over.
    pub(super) fn go_live(&self, socket: &Socket, token: Token) {
        let mut state = self.lock();
        let dropped = socket.go_live(token);
        state.forget(socket, socket.reader().lang, &dropped);
    }

    /// The reader takes the events up to `end` upon itself: which of `topics` are followed, and in which languages.
    pub(super) fn claim(&self, end: Seq, topics: impl Iterator<Item = Topic>) -> HashSet<Key> {
        let mut state = self.lock();
        state.position = state.position.max(end);
        let keys = topics.flat_map(|topic| Lang::ALL.map(|lang| (topic, lang)));
        keys.filter(|key| state.topics.contains_key(key)).collect()
    }

    /// Gives frames, in their order, to whom they concern.
    pub(super) fn deliver(&self, frames: &[Ready]) {
        let mut state = self.lock();
        let mut late = Vec::new();
        for ready in frames {
            let Some(sockets) = state.topics.get(&(ready.topic, ready.lang)) else { continue };
            for socket in sockets.values() {
                let dropped = socket.offer(ready);
                if !dropped.is_empty() {
                    late.push((Arc::clone(socket), dropped));
                }
            }
        }
        for (socket, dropped) in late {
            state.forget(&socket, socket.reader().lang, &dropped);
        }
    }

    /// Ends the subscriptions in a space of those who may no longer read it.
    pub(super) fn reauthorise(&self, space: SpaceId, whose: Whose, circle: Option<&Circle>) {
        let mut state = self.lock();
        let concerned: Vec<Arc<Socket>> = match whose {
            Whose::Persons(person) => state.people.get(&person).cloned().unwrap_or_default(),
            Whose::Everyones => state.sockets.values().filter(|socket| socket.is_in(space)).cloned().collect(),
        };
        for socket in concerned {
            let reader = socket.reader();
            let may = circle
                .is_some_and(|c| may_read(&reader.actor, space, c.openness, c.roles.get(&socket.person).copied()));
            if !may {
                let gone = socket.remove(space);
                state.forget(&socket, reader.lang, &gone);
            }
        }
    }

    /// Has the open pages of a space read again.
    pub(super) fn reload(&self, space: SpaceId) {
        let mut state = self.lock();
        let there: Vec<Arc<Socket>> = state.sockets.values().filter(|socket| socket.is_in(space)).cloned().collect();
        for socket in there {
            let gone = socket.reload(space);
            state.forget(&socket, socket.reader().lang, &gone);
        }
    }

    /// The person behind a socket has other rights, or another language, than before.
    pub(super) fn become_reader(&self, socket: &Socket, reader: Reader) {
        let mut state = self.lock();
        let before = socket.reader().lang;
        state.forget(socket, before, &socket.become_reader(reader));
    }

    /// Everybody subscribes again: more has happened than can be told one by one.
    pub(super) fn everybody_catches_up(&self, position: Seq) {
        let mut state = self.lock();
        state.position = position;
        state.topics.clear();
        for socket in state.sockets.values() {
            socket.catch_up();
        }
    }

    /// The counts of these people have changed.
    pub(super) fn recount(&self, people: impl IntoIterator<Item = PersonId>) {
        let state = self.lock();
        for person in people {
            for socket in state.people.get(&person).into_iter().flatten() {
                socket.signal(|s| s.recount = true);
            }
        }
    }

    /// Something about this person's account has changed.
    pub(super) fn check(&self, person: PersonId) {
        for socket in self.lock().people.get(&person).into_iter().flatten() {
            socket.signal(|s| s.check = true);
        }
    }

    /// Says goodbye to everybody and lets nobody in any more.
    pub(super) fn close(&self, end: Farewell) {
        let mut state = self.lock();
        state.closed = Some(end);
        for socket in state.sockets.values() {
            socket.signal(|s| s.end = Some(end));
        }
    }
}

impl State {
    fn forget(&mut self, socket: &Socket, lang: Lang, topics: &[Topic]) {
        for topic in topics {
            let key = (*topic, lang);
            if let Some(sockets) = self.topics.get_mut(&key) {
                sockets.remove(&socket.id);
                if sockets.is_empty() {
                    self.topics.remove(&key);
                }
            }
        }
    }
}
