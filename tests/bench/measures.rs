//! The measurements, in the order of the issue that asks for them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::delay::{Delays, acknowledgements};
use crate::fixture::{Fixture, PASSWORD, Place};
use crate::http::{Connection, get, post, sign_in};
use crate::load::{self, Outcome, Spread};
use crate::postgres::{Floor, Observer};
use crate::server::Server;
use crate::{Lengths, community, files, sockets};

/// Connections that ask for pages.
pub const READERS: usize = 16;
/// Connections that post.
const WRITERS: usize = 64;
/// Connections that search all the time.
const SEARCHERS: usize = 4;
/// Sockets on one discussion.
const SOCKETS: usize = 1000;

pub async fn all(lengths: Lengths, only: &[String]) -> anyhow::Result<()> {
    let wants = |name: &str| only.is_empty() || only.iter().any(|o| o == name);
    println!("prassi bench: {} cores, load generator included", std::thread::available_parallelism()?);
    if wants("page") {
        page(lengths).await.context("page")?;
    }
    if wants("posts") {
        posts(lengths, &Place::Sqlite, "SQLite").await.context("posts on SQLite")?;
        match std::env::var("PRASSI_TEST_POSTGRES") {
            Ok(url) => posts(lengths, &Place::Postgres(url), "PostgreSQL").await.context("posts on PostgreSQL")?,
            Err(_) => println!("posts on PostgreSQL: not measured, no PRASSI_TEST_POSTGRES (make bench starts one)"),
        }
    }
    if wants("sockets") {
        fan_out(lengths).await.context("sockets")?;
    }
    if wants("files") {
        files::measure().await.context("files")?;
    }
    if wants("api") {
        api(lengths).await.context("api")?;
    }
    if wants("large") {
        large(lengths).await.context("large")?;
    }
    if wants("search") {
        search(lengths).await.context("search")?;
    }
    if wants("community") {
        community::daily(lengths, &Place::Sqlite, "SQLite").await.context("community on SQLite")?;
        if let Ok(url) = std::env::var("PRASSI_TEST_POSTGRES") {
            community::daily(lengths, &Place::Postgres(url), "PostgreSQL").await.context("community on PostgreSQL")?;
        }
    }
    if wants("crowd") {
        community::crowd().await.context("crowd")?;
    }
    Ok(())
}

pub fn ms(d: Duration) -> String {
    format!("{:.2} ms", d.as_secs_f64() * 1000.0)
}

pub fn line(name: &str, o: &Outcome) {
    let wrong = if o.wrong > 0 { format!("   {} WRONG ANSWERS", o.wrong) } else { String::new() };
    println!(
        "  {name:<34} {:>8.0}/s   p50 {:>9}  p99 {:>9}  max {:>9}{wrong}",
        o.per_second,
        ms(o.spread.p50),
        ms(o.spread.p99),
        ms(o.spread.max)
    );
}

/// A signed-in page of 50 posts against the same bytes ready-made, in turns; then at half of its saturation.
async fn page(lengths: Lengths) -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 64).await?;
    {
        let first = Server::start(fixture.folder.path(), &fixture.database_url).await?;
        drop(first);
    }
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    println!(
        "start\n  a known database: first answer after {}, resident {:.1} MiB",
        ms(server.started_in),
        server.resident()? as f64 / 1024.0
    );
    let email = fixture.emails.first().context("no people")?;
    let (cookie, _) = sign_in(server.port, email, PASSWORD).await?;
    let path = format!("/discussioni/{}", fixture.thread);
    let request = get(&path, &cookie);
    let mut connection = Connection::open(server.port).await?;
    let shown = connection.answer(&request).await?;
    anyhow::ensure!(shown.status == 200, "the page answered {}", shown.status);
    let bytes = shown.body.len();
    let floor = String::from_utf8(shown.body)?;
    let head = format!("POST /dev/floor HTTP/1.1\r\nhost: bench\r\ncontent-length: {bytes}\r\n\r\n{floor}");
    connection.status(head.as_bytes()).await?;
    println!("thread page of 50 posts, signed in, {bytes} bytes");
    let (page_request, floor_request) = (request.clone(), get("/dev/floor", ""));
    let (page_requests, floor_requests): (load::Requests, load::Requests) =
        (Arc::new(move |_| page_request.clone()), Arc::new(move |_| floor_request.clone()));
    let mut ratios = Vec::new();
    let mut fastest: f64 = 0.0;
    for _ in 0..3 {
        let floor = load::closed(server.port, READERS, lengths.short, 200, Arc::clone(&floor_requests)).await?;
        let page = load::closed(server.port, READERS, lengths.short, 200, Arc::clone(&page_requests)).await?;
        line("floor (ready-made bytes)", &floor);
        line("page", &page);
        ratios.push(page.per_second / floor.per_second);
        fastest = fastest.max(page.per_second);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "  page / floor: median 1/{:.1}  (wanted: at least 1/8, 1/4 aimed at)",
        1.0 / ratios.get(1).copied().unwrap_or(1.0)
    );
    let half = load::open(server.port, READERS, fastest / 2.0, lengths.long, 200, page_requests).await?;
    line("page, open loop at half", &half);
    println!("  resident after it: {:.1} MiB", server.resident()? as f64 / 1024.0);
    Ok(())
}

/// Answers posted over HTTP by many clients, each acknowledged when durable, with all their threads open somewhere else.
async fn posts(lengths: Lengths, place: &Place, name: &str) -> anyhow::Result<()> {
    let fixture = Fixture::new(place, WRITERS).await?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let mut people = Vec::new();
    for email in &fixture.emails {
        people.push(sign_in(server.port, email, PASSWORD).await?);
    }
    let (cookie, _) = people.first().context("no people")?;
    let threads: Vec<i64> = fixture.threads.iter().map(|thread| thread.0).collect();
    let mut reader = sockets::open(server.port, cookie, &threads, 1).await?;
    let observed = match place {
        Place::Sqlite => None,
        Place::Postgres(_) => {
            Some((Floor::measure(&fixture.database_url).await?, Observer::start(&fixture.database_url).await?))
        }
    };
    let (look, acknowledged) = acknowledgements();
    let requests = answers(people, threads);
    let outcome = load::closed_watched(server.port, WRITERS, lengths.long, (303, look), requests).await?;
    println!("posts over HTTP by {WRITERS} clients, acknowledged when durable, on {name}");
    line("posts", &outcome);
    if let Some((floor, observer)) = observed {
        observer.stop().await?.print(&floor);
    }
    Delays::gather(acknowledged, &mut reader).await.print(outcome.answers, &reader);
    println!("  resident after it: {:.1} MiB", server.resident()? as f64 / 1024.0);
    Ok(())
}

/// Everybody's answers in turn, each in another thread than the last.
fn answers(people: Vec<(String, String)>, threads: Vec<i64>) -> load::Requests {
    Arc::new(move |n| {
        let at = usize::try_from(n).unwrap_or(0);
        let (cookie, csrf) = &people[at % people.len()];
        let submission = format!("{n:032x}");
        let text = format!("Anche da noi succede, e ne parliamo volentieri. Numero {n}");
        let body = serde_urlencoded::to_string([("csrf", csrf.as_str()), ("submission", &submission), ("body", &text)])
            .unwrap_or_default();
        post(&format!("/discussioni/{}/messaggi", threads[at % threads.len()]), cookie, &body)
    })
}

/// A list of 30 discussions for a program: as fast as it goes, then at half of that.
async fn api(lengths: Lengths) -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 64).await?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let path = format!("/api/v1/spaces/{}/threads", fixture.space);
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\r\n", fixture.key).into_bytes();
    let answer = Connection::open(server.port).await?.answer(&request).await?;
    anyhow::ensure!(answer.status == 200, "the list answered {}", answer.status);
    println!("list of 30 discussions over the API, {} bytes", answer.body.len());
    let requests: load::Requests = Arc::new(move |_| request.clone());
    let fastest = load::closed(server.port, READERS, lengths.short, 200, Arc::clone(&requests)).await?;
    line("list", &fastest);
    let half = load::open(server.port, READERS, fastest.per_second / 2.0, lengths.long, 200, requests).await?;
    line("list, open loop at half", &half);
    println!("  p99 at half: {}  (wanted: at most 15 ms)", ms(half.spread.p99));
    Ok(())
}

/// One post to many sockets, again and again.
async fn fan_out(lengths: Lengths) -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 2).await?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let email = fixture.emails.first().context("no people")?;
    let (cookie, csrf) = sign_in(server.port, email, PASSWORD).await?;
    let before = server.resident()?;
    let mut sockets = sockets::open(server.port, &cookie, &[fixture.thread.0], SOCKETS).await?;
    let after = server.resident()?;
    println!("{SOCKETS} sockets on one thread");
    println!("  resident memory per socket: {:.1} KiB", (after - before) as f64 / SOCKETS as f64);
    let mut connection = Connection::open(server.port).await?;
    let (mut sent, mut times, begun, mut n) = (HashMap::new(), Vec::new(), Instant::now(), 50i64);
    while begun.elapsed() < lengths.short {
        n += 1;
        let body = serde_urlencoded::to_string([
            ("csrf", csrf.as_str()),
            ("submission", &format!("{n:032x}")),
            ("body", "Anche da noi."),
        ])?;
        sent.insert(n, Instant::now());
        connection.status(&post(&format!("/discussioni/{}/messaggi", fixture.thread), &cookie, &body)).await?;
        for _ in 0..SOCKETS {
            let arrival = tokio::time::timeout(Duration::from_secs(5), sockets.arrivals.recv())
                .await?
                .context("the sockets are gone")?;
            if let Some(at) = sent.get(&arrival.position) {
                times.push(arrival.at.duration_since(*at));
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let spread = Spread::of(times);
    println!(
        "  post sent → seen by all: p50 {}  p99 {}  max {}  ({} posts)",
        ms(spread.p50),
        ms(spread.p99),
        ms(spread.max),
        sent.len()
    );
    println!(
        "  resident memory per socket afterwards: {:.1} KiB",
        (server.resident()? - before) as f64 / SOCKETS as f64
    );
    Ok(())
}

/// The same page with few and with many posts in the database.
async fn large(lengths: Lengths) -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 8).await?;
    println!("the same page in a small and in a large database");
    let small = page_rate(&fixture, lengths).await?;
    line("1,000 posts", &small);
    fixture.fill(lengths.large)?;
    let large = page_rate(&fixture, lengths).await?;
    line(&format!("{} posts", lengths.large), &large);
    println!("  small / large: {:.2}  (wanted: within 1.5)", small.per_second / large.per_second);
    Ok(())
}

/// A page that is asked for now and then, alone and while others look for words that are in every post, by somebody who has
/// written none.
async fn search(lengths: Lengths) -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 8).await?;
    fixture.fill(lengths.large)?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let (cookie, _) = sign_in(server.port, fixture.emails.first().context("no people")?, PASSWORD).await?;
    let page = get(&format!("/discussioni/{}", fixture.thread), &cookie);
    let page: load::Requests = Arc::new(move |_| page.clone());
    let looking = get("/cerca?q=mediazione&chi=nessuno", &cookie);
    let looking: load::Requests = Arc::new(move |_| looking.clone());
    println!("a page 100 times a second, while others search in {} posts", lengths.large);
    let alone = load::open(server.port, READERS, 100.0, lengths.short, 200, Arc::clone(&page)).await?;
    line("nobody searches", &alone);
    let beside = tokio::join!(
        load::open(server.port, READERS, 100.0, lengths.short, 200, page),
        load::closed(server.port, SEARCHERS, lengths.short, 200, looking),
    );
    line(&format!("{SEARCHERS} search all the time"), &beside.0?);
    line("  their searches", &beside.1?);
    Ok(())
}

async fn page_rate(fixture: &Fixture, lengths: Lengths) -> anyhow::Result<Outcome> {
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let (cookie, _) = sign_in(server.port, fixture.emails.first().context("no people")?, PASSWORD).await?;
    let request = get(&format!("/discussioni/{}", fixture.thread), &cookie);
    load::closed(server.port, READERS, lengths.short, 200, Arc::new(move |_| request.clone())).await
}
