//! Many sockets on one discussion.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// When a frame about a post came to one of the sockets.
pub struct Arrival {
    pub position: i64,
    pub at: Instant,
}

/// Opens `count` sockets subscribed to a thread; arrivals come over the channel until it is dropped.
pub async fn open(
    port: u16,
    cookie: &str,
    thread: i64,
    count: usize,
) -> anyhow::Result<mpsc::UnboundedReceiver<Arrival>> {
    let (tell, arrivals) = mpsc::unbounded_channel();
    let ready = Arc::new(AtomicUsize::new(0));
    for _ in 0..count {
        let mut request = format!("ws://127.0.0.1:{port}/live").into_client_request()?;
        request.headers_mut().insert("cookie", cookie.parse()?);
        request.headers_mut().insert("origin", format!("http://127.0.0.1:{port}").parse()?);
        let (mut socket, _) = tokio_tungstenite::connect_async(request).await.context("a socket was not opened")?;
        let hello = socket.next().await.context("no hello")??;
        let seq = number(hello.to_text()?, "\"seq\":").context("no seq in hello")?;
        socket.send(Message::text(format!(r#"{{"op":"subscribe","topic":"thread:{thread}","after":{seq}}}"#))).await?;
        let (tell, ready) = (tell.clone(), Arc::clone(&ready));
        tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                let at = Instant::now();
                let Message::Text(text) = message else { continue };
                if text.contains(r#""op":"subscribed""#) {
                    ready.fetch_add(1, Ordering::Relaxed);
                } else if text.contains(r#""op":"event""#)
                    && let Some(position) = number(&text, "\"position\":")
                    && tell.send(Arrival { position, at }).is_err()
                {
                    break;
                }
            }
        });
    }
    let begun = Instant::now();
    while ready.load(Ordering::Relaxed) < count {
        anyhow::ensure!(
            begun.elapsed() < Duration::from_secs(30),
            "only {} of {count} subscribed",
            ready.load(Ordering::Relaxed)
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(arrivals)
}

fn number(text: &str, after: &str) -> Option<i64> {
    let digits: String = text.split_once(after)?.1.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
