//! A page that is open: a client of the live socket, for tests.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::house::{Browser, House, PASSWORD, Someone};

pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// One open page.
pub(super) struct Page {
    pub(super) ws: WebSocketStream<TcpStream>,
}

/// Signs in; gives the browser and its cookies.
pub(super) async fn sign_in(house: &House, someone: &Someone) -> (Browser, String) {
    let browser = house.browser();
    let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let cookies = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap().split(';').next().unwrap());
    let cookies = cookies.collect::<Vec<_>>().join("; ");
    (browser, cookies)
}

/// Tries to open a socket; the status of the refusal otherwise.
pub(super) async fn try_open(house: &House, cookies: &str, origin: Option<&str>) -> Result<Page, u16> {
    let address = house.base.strip_prefix("http://").unwrap();
    let mut request = format!("ws://{address}/live").into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookies.parse().unwrap());
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    let tcp = TcpSocket::new_v4().unwrap();
    tcp.set_recv_buffer_size(4096).unwrap();
    let stream = tcp.connect(address.parse().unwrap()).await.unwrap();
    match tokio_tungstenite::client_async(request, stream).await {
        Ok((ws, _)) => Ok(Page { ws }),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

pub(super) async fn open(house: &House, cookies: &str) -> Page {
    let mut page = try_open(house, cookies, Some(&house.base)).await.unwrap_or_else(|status| panic!("{status}"));
    assert_eq!(page.next().await["op"], "hello");
    page
}

pub(super) async fn open_as(house: &House, someone: &Someone) -> Page {
    let (_, cookies) = sign_in(house, someone).await;
    open(house, &cookies).await
}

impl Page {
    /// The next frame; the close code as `{"closed": code}`.
    pub(super) async fn next(&mut self) -> Value {
        let heard = async {
            loop {
                match self.ws.next().await {
                    Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).unwrap(),
                    Some(Ok(Message::Close(frame))) => return json!({"closed": frame.map_or(1005, |f| f.code.into())}),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return json!({"closed": 1006}),
                }
            }
        };
        tokio::time::timeout(PATIENCE, heard).await.expect("no frame came")
    }

    /// Frames up to and with the first that has `op`.
    pub(super) async fn until(&mut self, op: &str) -> Vec<Value> {
        let mut frames = Vec::new();
        loop {
            let frame = self.next().await;
            let is_last = frame["op"] == op || frame["closed"].is_u64();
            frames.push(frame);
            if is_last {
                return frames;
            }
        }
    }

    pub(super) async fn send(&mut self, frame: Value) {
        self.ws.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// Follows a topic; gives what was replayed and the number it is complete up to.
    pub(super) async fn follow(&mut self, topic: &str, after: i64) -> (Vec<Value>, i64) {
        self.send(json!({"op": "subscribe", "topic": topic, "after": after})).await;
        let mut frames = self.until("subscribed").await;
        let last = frames.pop().unwrap();
        assert_eq!(last["topic"], topic, "{last}");
        (frames, last["seq"].as_i64().unwrap())
    }

    /// What had been sent before now.
    pub(super) async fn so_far(&mut self) -> Vec<Value> {
        self.send(json!({"op": "subscribe", "topic": "thread:0", "after": 0})).await;
        let mut frames = self.until("refused").await;
        frames.pop();
        frames
    }
}
