//! A small HTTP/1.1 client: one connection, prepared bytes, no copies worth the name. A kinder client would measure itself.

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// The start of an answer, and how long its body was.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(128 * 1024) })
    }

    /// Sends prepared bytes and reads one answer to its end; gives its status.
    pub async fn status(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        let (status, _, _) = self.exchange(request).await?;
        Ok(status)
    }

    pub async fn answer(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        let (status, head, length) = self.exchange(request).await?;
        let text = String::from_utf8_lossy(self.buffer.get(..head).unwrap_or_default()).into_owned();
        let body = self.buffer.get(head..head + length).unwrap_or_default().to_vec();
        Ok(Answer { status, head: text, body })
    }

    /// Where the last answer leads.
    pub fn location(&self) -> Option<&str> {
        let head = self.buffer.get(..find(&self.buffer, b"\r\n\r\n")?)?;
        std::str::from_utf8(head).ok()?.lines().find_map(|l| l.strip_prefix("location: "))
    }

    /// Status, length of the head, length of the body; both stand in the buffer.
    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<(u16, usize, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.buffer[..head])?;
        let status = text.get(9..12).context("no status")?.parse()?;
        let length = text
            .lines()
            .find_map(|l| l.strip_prefix("content-length: "))
            .map_or(Ok(0), |n| n.trim().parse::<usize>())?;
        while self.buffer.len() < head + length {
            self.more().await?;
        }
        Ok((status, head, length))
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

pub fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\n\r\n").into_bytes()
}

pub fn post(path: &str, cookie: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// Signs in over HTTP; gives the session's cookie and the secret of its forms.
pub async fn sign_in(port: u16, email: &str, password: &str) -> anyhow::Result<(String, String)> {
    let mut connection = Connection::open(port).await?;
    let page = connection.answer(&get("/accedi", "")).await?;
    let form_cookie = cookie(&page.head, "prassi-form").context("no form cookie")?;
    let csrf = hidden(&page.body, "csrf")?;
    let body = serde_urlencoded::to_string([("csrf", csrf.as_str()), ("email", email), ("password", password)])?;
    let answer = connection.answer(&post("/accedi", &form_cookie, &body)).await?;
    anyhow::ensure!(answer.status == 303, "sign-in answered {}", answer.status);
    let session = cookie(&answer.head, "prassi").context("no session cookie")?;
    let profile = connection.answer(&get("/profilo", &session)).await?;
    Ok((session, hidden(&profile.body, "csrf")?))
}

fn cookie(head: &str, name: &str) -> Option<String> {
    let prefix = format!("set-cookie: {name}=");
    let line = head.lines().find(|l| l.starts_with(&prefix))?;
    Some(line.strip_prefix("set-cookie: ")?.split(';').next()?.to_owned())
}

fn hidden(body: &[u8], name: &str) -> anyhow::Result<String> {
    let text = std::str::from_utf8(body)?;
    let at = text.split_once(&format!("name=\"{name}\" value=\"")).context("no hidden field")?.1;
    Ok(at.split('"').next().unwrap_or_default().to_owned())
}
