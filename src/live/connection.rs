//! The task of one socket.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use bytes::Bytes;
use futures_util::SinkExt as _;
use tokio::time::Instant;

use super::hub::Inner;
use super::marks::Mark;
use super::pace::Pace;
use super::protocol::{Farewell, Fault, Incoming, Outgoing, PROTOCOL};
use super::registry::Seat;
use super::render::may_read;
use super::socket::{Reader, Socket};
use super::topic::Topic;
use super::{replay, store};
use crate::authz::Actor;
use crate::base::{Seq, SpaceId, ThreadId, Timestamp};
use crate::web::{Auth, Identity, ToDecide, Unread, Viewer};

/// Faults that are forgiven between two heartbeats.
const FAULTS: u8 = 10;
/// How long news of counts may gather before they are counted.
const DEBOUNCE: Duration = Duration::from_millis(50);
/// How far apart the counts of different sockets are, as long as all have their turn within [`RECOUNT`].
const SPREAD: Duration = Duration::from_micros(500);
/// The least time between two counts.
const RECOUNT: Duration = Duration::from_secs(2);
/// The end of a signed-in session; from the range for private use.
const SIGNED_OUT: u16 = 4001;

/// What the handshake found out.
pub(super) struct Opened {
    pub viewer: Viewer,
    pub seat: Seat,
    pub inner: Arc<Inner>,
}

/// Why a connection is over.
#[derive(Debug)]
pub(super) enum Gone {
    /// The other end is not there, or does not read.
    Lost,
    /// Closed by us, with a code and a word.
    Close(u16, &'static str),
    Goodbye(Farewell),
}

pub(super) struct Connection {
    ws: WebSocket,
    pub inner: Arc<Inner>,
    pub socket: Arc<Socket>,
    auth: Auth,
    pace: Pace,
    faults: u8,
    /// When something last came from the client.
    heard: Instant,
    beat: Instant,
    /// When to count what is unread.
    recount: Option<Instant>,
    counted: Option<Instant>,
    told: Option<(Unread, Vec<ToDecide>)>,
}

/// Leaves the registry whatever happens, a panic included.
struct Presence {
    inner: Arc<Inner>,
    socket: Arc<Socket>,
    _seat: Seat,
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.inner.registry.leave(&self.socket);
    }
}

pub(super) async fn run(ws: WebSocket, opened: Opened) {
    let Opened { viewer, seat, inner } = opened;
    let reader = reader_of(&viewer);
    let socket = inner.registry.enter(viewer.person, reader);
    let presence = Presence { inner: Arc::clone(&inner), socket: Arc::clone(&socket), _seat: seat };
    let auth = Auth { person: viewer.person, sign_in: viewer.sign_in, csrf: String::new(), rolled: Timestamp(0) };
    drop(viewer);
    let now = Instant::now();
    let beat = now + Duration::from_secs(inner.house.config.live.heartbeat_seconds);
    let pace = Pace::new(now);
    let mut connection = Connection {
        ws,
        inner,
        socket,
        auth,
        pace,
        faults: 0,
        heard: now,
        beat,
        recount: None,
        counted: None,
        told: None,
    };
    let gone = connection.talk().await;
    connection.end(gone).await;
    drop(presence); // last: whoever closes the room waits for the goodbye
}

enum Next {
    Heard(Option<Result<Message, axum::Error>>),
    Woken,
    Due,
}

impl Connection {
    /// Talks until it is over; says why.
    async fn talk(&mut self) -> Gone {
        match self.try_talk().await {
            Ok(never) => match never {},
            Err(gone) => gone,
        }
    }

    async fn try_talk(&mut self) -> Result<std::convert::Infallible, Gone> {
        let seq = self.inner.registry.position();
        let build = &self.inner.house.build;
        let hello = Outgoing::Hello { protocol: PROTOCOL, seq, person: self.socket.person, build }.text();
        self.send([hello]).await?;
        loop {
            let due = self.recount.map_or(self.deadline(), |at| at.min(self.deadline()));
            let next = tokio::select! {
                biased; // a client that talks too much is closed, so it cannot keep the others waiting
                heard = self.ws.recv() => Next::Heard(heard),
                () = self.socket.wake.notified() => Next::Woken,
                () = tokio::time::sleep_until(due) => Next::Due,
            };
            match next {
                Next::Heard(heard) => Box::pin(self.hear(heard)).await?,
                Next::Woken => self.attend().await?,
                Next::Due => {}
            }
            if Instant::now() >= due {
                Box::pin(self.tick()).await?;
            }
        }
    }

    fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.inner.house.config.live.heartbeat_seconds)
    }

    /// How long the other end may be silent, or not read.
    fn patience(&self) -> Duration {
        self.heartbeat() * 5 / 2
    }

    fn deadline(&self) -> Instant {
        self.beat.min(self.heard + self.patience())
    }

    /// Sends frames and flushes once.
    pub(super) async fn send(&mut self, frames: impl IntoIterator<Item = Utf8Bytes>) -> Result<(), Gone> {
        let patience = self.patience();
        let ws = &mut self.ws;
        let sent = async {
            for frame in frames {
                ws.feed(Message::Text(frame)).await?;
            }
            ws.flush().await
        };
        match tokio::time::timeout(patience, sent).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Gone::Lost),
        }
    }

    /// Does what others have left for this socket.
    async fn attend(&mut self) -> Result<(), Gone> {
        let (frames, signals) = self.socket.take();
        if !frames.is_empty() {
            self.send(frames).await?;
        }
        if let Some(farewell) = signals.end {
            return Err(Gone::Goodbye(farewell));
        }
        if signals.recount {
            self.recount_soon();
        }
        if signals.check {
            Box::pin(self.check()).await?;
        }
        Ok(())
    }

    /// Hears one message.
    async fn hear(&mut self, heard: Option<Result<Message, axum::Error>>) -> Result<(), Gone> {
        let message = match heard {
            Some(Ok(message)) => message,
            Some(Err(error)) => return Err(broken(&error)),
            None => return Err(Gone::Lost),
        };
        self.heard = Instant::now();
        if !self.pace.take(self.heard) {
            return self.fault(Fault::TooFast).await;
        }
        match message {
            Message::Text(text) => match Incoming::parse(&text) {
                Ok(incoming) => self.obey(incoming).await,
                Err(fault) => self.fault(fault).await,
            },
            Message::Binary(_) => self.fault(Fault::NotText).await,
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Close(_) => Err(Gone::Lost),
        }
    }

    async fn obey(&mut self, incoming: Incoming) -> Result<(), Gone> {
        match incoming {
            Incoming::Subscribe { topic, after } => match Topic::parse(&topic) {
                Some(topic) => self.subscribe(topic, Seq(after.max(0))).await,
                None => self.fault(Fault::UnknownTopic).await,
            },
            Incoming::Unsubscribe { topic } => match Topic::parse(&topic) {
                Some(topic) => {
                    self.inner.registry.unsubscribe(&self.socket, topic);
                    Ok(())
                }
                None => self.fault(Fault::UnknownTopic).await,
            },
            Incoming::Read { thread, position } => self.read(thread, position).await,
        }
    }

    async fn subscribe(&mut self, topic: Topic, after: Seq) -> Result<(), Gone> {
        let Some(begun) = self.inner.registry.subscribe(&self.socket, topic, after) else {
            return self.fault(Fault::TooManyTopics).await;
        };
        replay::run(self, topic, after, begun).await?;
        match topic {
            Topic::Me => {
                self.told = None;
                self.count().await
            }
            Topic::Thread(_) => {
                // The page that was just opened has moved the read mark.
                self.inner.registry.recount([self.socket.person]);
                Ok(())
            }
            Topic::Space(_) => Ok(()),
        }
    }

    /// Notes how far the person has read; only where it may read, and only as far as there is something.
    async fn read(&mut self, thread: ThreadId, position: i64) -> Result<(), Gone> {
        let person = self.socket.person;
        if position < 1 || !self.socket.follows(Topic::Thread(thread)) {
            return Ok(());
        }
        let found = store::find_thread(&self.inner.house.db, thread, person).await.map_err(|error| failed(&error))?;
        let Some(place) = found.filter(|p| may_read(&self.socket.reader().actor, p.space, p.openness, p.role)) else {
            return Ok(());
        };
        let mark = Mark { person, thread, position: position.min(place.posts) };
        if self.inner.marks.try_send(mark).is_err() {
            tracing::warn!("a read mark was lost: too many wait");
        }
        Ok(())
    }

    async fn fault(&mut self, reason: Fault) -> Result<(), Gone> {
        self.faults = self.faults.saturating_add(1);
        if self.faults > FAULTS {
            return Err(Gone::Close(close_code::POLICY, "too many faults"));
        }
        self.send([Outgoing::Error { reason }.text()]).await
    }

    /// Does what is due.
    async fn tick(&mut self) -> Result<(), Gone> {
        let now = Instant::now();
        if self.recount.is_some_and(|at| at <= now) {
            self.count().await?;
        }
        if now >= self.heard + self.patience() {
            return Err(Gone::Lost);
        }
        if now >= self.beat {
            self.beat = now + self.heartbeat();
            self.faults = 0;
            self.check().await?;
            let ping = tokio::time::timeout(self.patience(), self.ws.send(Message::Ping(Bytes::new()))).await;
            if !matches!(ping, Ok(Ok(()))) {
                return Err(Gone::Lost);
            }
        }
        Ok(())
    }

    /// Whether the person is still signed in, and is who it was.
    async fn check(&mut self) -> Result<(), Gone> {
        let house = &self.inner.house;
        let identity: Identity = match house.identify.identify(&house.db, &self.auth, house.clock.now()).await {
            Ok(Some(identity)) => identity,
            Ok(None) => return Err(Gone::Goodbye(Farewell::SignedOut)),
            Err(error) => {
                tracing::warn!(%error, "a socket's sign-in could not be checked");
                return Ok(());
            }
        };
        let reader = reader_of(&identity);
        if reader != self.socket.reader() {
            self.inner.registry.become_reader(&self.socket, reader);
        }
        Ok(())
    }

    fn recount_soon(&mut self) {
        if self.recount.is_none() && self.socket.follows(Topic::Me) {
            // A post that concerns everybody must not make everybody count in the same moment.
            let others = u64::try_from(self.inner.registry.seats().max(1)).unwrap_or(u64::MAX);
            let turn = SPREAD.saturating_mul(u32::try_from(self.socket.id % others).unwrap_or(u32::MAX)).min(RECOUNT);
            let soon = Instant::now() + DEBOUNCE + turn;
            self.recount = Some(self.counted.map_or(soon, |at| soon.max(at + RECOUNT)));
        }
    }

    /// Counts what is unread and tells it when it has changed.
    async fn count(&mut self) -> Result<(), Gone> {
        self.recount = None;
        self.counted = Some(Instant::now());
        let house = &self.inner.house;
        let unread = house.unread.unread(&house.db, self.socket.person).await.map_err(|error| failed(&error))?;
        let requests = house.unread.requests(&house.db, self.socket.person).await.map_err(|error| failed(&error))?;
        let counts = (unread, requests);
        if !self.socket.follows(Topic::Me) || self.told.as_ref() == Some(&counts) {
            return Ok(());
        }
        let (unread, requests) = &counts;
        let spaces = unread.spaces.iter().copied().collect();
        let some = |(space, n): (SpaceId, i64)| (n > 0).then_some((space, n));
        let reports = requests.iter().filter_map(|(space, _, reports)| some((*space, *reports))).collect();
        let requests = requests.iter().filter_map(|(space, requests, _)| some((*space, *requests))).collect();
        let due = (unread.due > 0).then_some(unread.due);
        let frame = Outgoing::Unread { total: unread.total, spaces, requests, reports, due }.text();
        self.told = Some(counts);
        self.send([frame]).await
    }

    /// The last words.
    async fn end(mut self, gone: Gone) {
        let (farewell, code, word) = match gone {
            Gone::Lost => return,
            Gone::Close(code, word) => (None, code, word),
            Gone::Goodbye(reason @ Farewell::SignedOut) => (Some(reason), SIGNED_OUT, "signed out"),
            Gone::Goodbye(reason @ Farewell::Restart) => (Some(reason), close_code::RESTART, "restart"),
        };
        let words = async {
            if let Some(reason) = farewell {
                self.ws.feed(Message::Text(Outgoing::Goodbye { reason }.text())).await?;
            }
            self.ws.send(Message::Close(Some(CloseFrame { code, reason: word.into() }))).await?;
            while let Some(Ok(_)) = self.ws.recv().await {}
            Ok::<(), axum::Error>(())
        };
        // Who does not answer within a moment is gone as well.
        let _ = tokio::time::timeout(Duration::from_secs(2), words).await;
    }
}

/// What frames depend on.
fn reader_of(identity: &Identity) -> Reader {
    let Identity { person, standing, is_administrator, lang, .. } = *identity;
    Reader { actor: Actor::Person { id: person, standing, is_administrator }, lang }
}

/// A failure of the database: the client comes back later.
pub(super) fn failed(error: &dyn std::error::Error) -> Gone {
    tracing::error!(%error, "a socket is closed because the house failed");
    Gone::Close(close_code::ERROR, "internal error")
}

/// A message that cannot be one.
fn broken(error: &axum::Error) -> Gone {
    let text = error.to_string();
    tracing::debug!(error = text, "a socket sent what is no message");
    if text.contains("too long") || text.contains("too big") {
        Gone::Close(close_code::SIZE, "message too big")
    } else if text.contains("UTF-8") || text.contains("utf-8") {
        Gone::Close(close_code::INVALID, "not UTF-8")
    } else {
        Gone::Lost
    }
}
