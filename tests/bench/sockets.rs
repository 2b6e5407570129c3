//! Sockets on discussions: readers that follow the protocol (docs/live-protocol.md).

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// When a frame about a post came to one of the sockets.
pub struct Arrival {
    pub thread: i64,
    pub position: i64,
    pub at: Instant,
}

/// Sockets that are open. They close when this is dropped.
pub struct Sockets {
    pub arrivals: mpsc::UnboundedReceiver<Arrival>,
    progress: Arc<Progress>,
}

#[derive(Default)]
struct Progress {
    subscribed: AtomicUsize,
    caught_up: AtomicUsize,
    lost: AtomicUsize,
}

impl Sockets {
    /// How often one was too slow and asked again from where it was.
    pub fn caught_up(&self) -> usize {
        self.progress.caught_up.load(Ordering::Relaxed)
    }

    /// How many subscriptions have ended otherwise, as when there was too much to replay.
    pub fn lost(&self) -> usize {
        self.progress.lost.load(Ordering::Relaxed)
    }
}

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Opens `count` sockets, each subscribed to all of `threads`.
pub async fn open(port: u16, cookie: &str, threads: &[i64], count: usize) -> anyhow::Result<Sockets> {
    let (tell, arrivals) = mpsc::unbounded_channel();
    let sockets = Sockets { arrivals, progress: Arc::default() };
    for _ in 0..count {
        let mut request = format!("ws://127.0.0.1:{port}/live").into_client_request()?;
        request.headers_mut().insert("cookie", cookie.parse()?);
        request.headers_mut().insert("origin", format!("http://127.0.0.1:{port}").parse()?);
        let (mut stream, _) = tokio_tungstenite::connect_async(request).await.context("a socket was not opened")?;
        let hello = stream.next().await.context("no hello")??;
        let seq = number(hello.to_text()?, "seq").context("no seq in hello")?;
        let cursors: HashMap<i64, i64> = threads.iter().map(|thread| (*thread, seq)).collect();
        let (mut to, from) = stream.split();
        subscribe(&mut to, &cursors).await?;
        tokio::spawn(follow(to, from, cursors, tell.clone(), Arc::clone(&sockets.progress)));
    }
    let (begun, wanted) = (Instant::now(), count * threads.len());
    while sockets.progress.subscribed.load(Ordering::Relaxed) < wanted {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(30), "not all of {wanted} subscriptions began");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(sockets)
}

async fn subscribe(to: &mut SplitSink<Stream, Message>, cursors: &HashMap<i64, i64>) -> anyhow::Result<()> {
    for (thread, seq) in cursors {
        to.feed(Message::text(format!(r#"{{"op":"subscribe","topic":"thread:{thread}","after":{seq}}}"#))).await?;
    }
    Ok(to.flush().await?)
}

/// Reads one socket until it is closed or nobody listens any more.
async fn follow(
    mut to: SplitSink<Stream, Message>,
    mut from: SplitStream<Stream>,
    mut cursors: HashMap<i64, i64>,
    tell: mpsc::UnboundedSender<Arrival>,
    progress: Arc<Progress>,
) {
    while let Some(Ok(message)) = from.next().await {
        let at = Instant::now();
        let Message::Text(text) = message else { continue };
        match op(&text) {
            "subscribed" => drop(progress.subscribed.fetch_add(1, Ordering::Relaxed)),
            "event" => {
                let (Some(thread), Some(seq)) = (number(&text, "thread"), number(&text, "seq")) else { continue };
                cursors.insert(thread, seq);
                let Some(position) = number(&text, "position") else { continue };
                if tell.send(Arrival { thread, position, at }).is_err() {
                    return;
                }
            }
            "catch_up" => {
                progress.caught_up.fetch_add(1, Ordering::Relaxed);
                if subscribe(&mut to, &cursors).await.is_err() {
                    return;
                }
            }
            "reload" | "removed" | "refused" | "error" => drop(progress.lost.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

fn op(text: &str) -> &str {
    text.strip_prefix(r#"{"op":""#).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// The number of a field; what stands in the HTML at the end of a frame is escaped and never taken for one.
fn number(text: &str, field: &str) -> Option<i64> {
    let (_, rest) = text.split_once(&format!("\"{field}\":"))?;
    rest.get(..rest.find(|c: char| !c.is_ascii_digit())?)?.parse().ok()
}
