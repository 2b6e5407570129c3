//! A file of 200 MB up and down, and the memory that the server takes for it.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::fixture::{Fixture, PASSWORD, Place};
use crate::http::{Connection, get, sign_in};
use crate::server::Server;

const BYTES: usize = 200_000_000;
const PIECE: usize = 64 * 1024;
/// How often the server's memory is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Streams the file in and out, one after the other.
pub async fn measure() -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 2).await?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let (cookie, csrf) = sign_in(server.port, fixture.emails.first().context("no people")?, PASSWORD).await?;
    let page = get(&format!("/discussioni/{}", fixture.thread), &cookie);
    let mut connection = Connection::open(server.port).await?;
    connection.status(&page).await?;
    // A small file first: what is made once is made.
    let key = format!("reply:{}", fixture.thread);
    upload(server.port, (&cookie, &csrf, &key), 1_000_000).await?;
    println!("a file of {} MB", BYTES / 1_000_000);
    let (taken, growth, file) = watched(&server, upload(server.port, (&cookie, &csrf, &key), BYTES)).await?;
    line("up, until it is durable", taken, growth);
    let (taken, growth, bytes) = watched(&server, download(server.port, &cookie, &file)).await?;
    line("down", taken, growth);
    anyhow::ensure!(bytes == BYTES, "{bytes} bytes came back");
    println!("  (wanted: at most 16 MiB more, either way)");
    Ok(())
}

fn line(name: &str, taken: Duration, growth: i64) {
    let rate = BYTES as f64 / 1_000_000.0 / taken.as_secs_f64();
    println!("  {name:<34} {rate:>8.0} MB/s   resident memory {:+.1} MiB at the most", growth as f64 / 1024.0);
}

/// What `work` gives, how long it took, and by how many KiB the server grew while it ran.
async fn watched<T>(
    server: &Server,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<(Duration, i64, T)> {
    let (begun, before, mut most) = (Instant::now(), server.resident()?, 0);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return Ok((begun.elapsed(), most.max(server.resident()? - before), done?)),
            () = tokio::time::sleep(LOOK) => most = most.max(server.resident()? - before),
        }
    }
}

/// Puts a file into a draft; its address.
async fn upload(port: u16, (cookie, csrf, key): (&str, &str, &str), bytes: usize) -> anyhow::Result<String> {
    let field =
        |name: &str, value: &str| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let start = format!(
        "{}{}--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n",
        field("csrf", csrf),
        field("key", key)
    );
    let end = "\r\n--x--\r\n";
    let length = start.len() + bytes + end.len();
    let head = format!(
        "POST /allegati HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\ncontent-type: multipart/form-data; boundary=x\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{start}"
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(head.as_bytes()).await?;
    let piece: Vec<u8> = (0..PIECE).map(|n| (n % 251) as u8).collect();
    let mut left = bytes;
    while left > 0 {
        let now = left.min(PIECE);
        stream.write_all(piece.get(..now).unwrap_or_default()).await?;
        left -= now;
    }
    stream.write_all(end.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    anyhow::ensure!(answer.starts_with("HTTP/1.1 201"), "an upload answered {}", answer.lines().next().unwrap_or(""));
    let id = answer.split_once("data-file=\"").and_then(|(_, rest)| rest.split('"').next()).context("no file")?;
    Ok(format!("/allegati/{id}"))
}

/// How many bytes come.
async fn download(port: u16, cookie: &str, path: &str) -> anyhow::Result<usize> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let (mut buffer, mut head, mut bytes) = (vec![0; PIECE], Vec::new(), 0usize);
    loop {
        let read = stream.read(&mut buffer).await?;
        let new = buffer.get(..read).unwrap_or_default();
        if read == 0 {
            return Ok(bytes);
        }
        if bytes > 0 {
            bytes += read;
            continue;
        }
        head.extend_from_slice(new);
        if let Some(at) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            anyhow::ensure!(head.starts_with(b"HTTP/1.1 200"), "a download was refused");
            bytes = head.len() - at - 4;
        }
    }
}
