//! A community of 5,000 people: bringing them in while others work, the pages of every day, and all of them looking on.

use std::fmt::Write as _;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::fixture::{Fixture, PASSWORD, Place};
use crate::http::{Connection, get, post, sign_in};
use crate::load::{self, Spread};
use crate::measures::{READERS, line, ms};
use crate::server::Server;
use crate::{Lengths, sockets};

const PEOPLE: usize = 5000;
/// Posts beside the fixture's own, in discussions of 50.
const POSTS: i64 = 50_000;
const CROWD: usize = 10_000;
/// The organisations that the imported people belong to, in turns.
const OFFICES: [&str; 6] = ["RO", "LE", "MI", "PA", "TO", "BA"];

/// The import, then the pages in what it has made.
pub async fn daily(lengths: Lengths, place: &Place, name: &str) -> anyhow::Result<()> {
    let fixture = Fixture::new(place, 64).await?;
    if matches!(place, Place::Sqlite) {
        fixture.fill(POSTS)?;
    }
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    println!("a community of {PEOPLE} people on {name}");
    import(&fixture, &server).await?;
    let (cookie, _) = sign_in(server.port, fixture.emails.first().context("no people")?, PASSWORD).await?;
    let space = fixture.space;
    for (page, path) in [
        ("home", "/".to_owned()),
        ("spaces", "/spazi".to_owned()),
        ("discussions of a space", format!("/spazi/{space}")),
        ("people of a space", format!("/spazi/{space}/persone")),
        ("directory", "/rubrica".to_owned()),
        ("directory, searched", "/rubrica?nome=numero+49".to_owned()),
    ] {
        one_page(lengths, &server, page, get(&path, &cookie)).await?;
    }
    println!("  resident after it: {:.1} MiB", server.resident()? as f64 / 1024.0);
    Ok(())
}

/// As fast as it goes, then at half of that.
async fn one_page(lengths: Lengths, server: &Server, page: &str, request: Vec<u8>) -> anyhow::Result<()> {
    let requests: load::Requests = Arc::new(move |_| request.clone());
    let saturated = load::closed(server.port, READERS, lengths.short, 200, Arc::clone(&requests)).await?;
    line(page, &saturated);
    let half = load::open(server.port, READERS, saturated.per_second / 2.0, lengths.short, 200, requests).await?;
    line("  at half, p99 wanted ≤ 15 ms", &half);
    Ok(())
}

/// `prassi import people` beside an administrator who goes on inviting.
async fn import(fixture: &Fixture, server: &Server) -> anyhow::Result<()> {
    let file = fixture.folder.path().join("people.csv");
    let mut rows = String::from("name,email,organisation\n");
    for n in 0..PEOPLE {
        writeln!(rows, "Collega Numero {n},collega.{n}@prefettura.example,{}", OFFICES[n % OFFICES.len()])?;
    }
    std::fs::write(&file, rows)?;
    let (cookie, csrf) = sign_in(server.port, fixture.emails.last().context("no people")?, PASSWORD).await?;
    let inviter = Inviter { port: server.port, cookie, csrf };
    let alone = inviter.invite("prima", Instant::now() + Duration::from_secs(5), &AtomicBool::new(false)).await?;
    let is_done = Arc::new(AtomicBool::new(false));
    let begun = Instant::now();
    let beside = {
        let is_done = Arc::clone(&is_done);
        tokio::spawn(async move { inviter.invite("durante", begun + Duration::from_mins(5), &is_done).await })
    };
    let mut command = server.command();
    command.args(["import", "people"]).arg(&file).stdin(Stdio::null());
    let output = tokio::process::Command::from(command).output().await?;
    is_done.store(true, Ordering::Relaxed);
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "the import ended with {}: {said}", output.status);
    println!("  import of {PEOPLE} people: {:.1} s  (wanted: at most 30 s)", begun.elapsed().as_secs_f64());
    let told = |spread: &Spread| format!("p50 {}  p99 {}  max {}", ms(spread.p50), ms(spread.p99), ms(spread.max));
    println!("    an invitation before it: {}", told(&alone));
    println!("    an invitation beside it: {}", told(&beside.await??));
    Ok(())
}

/// An administrator who invites one person after the other.
struct Inviter {
    port: u16,
    cookie: String,
    csrf: String,
}

impl Inviter {
    async fn invite(&self, word: &str, until: Instant, is_done: &AtomicBool) -> anyhow::Result<Spread> {
        let mut connection = Connection::open(self.port).await?;
        let (mut times, mut n) = (Vec::new(), 0);
        while Instant::now() < until && !is_done.load(Ordering::Relaxed) {
            let email = format!("{word}.{n}@prefettura.example");
            let body = serde_urlencoded::to_string([
                ("csrf", self.csrf.as_str()),
                ("name", "Persona Invitata"),
                ("email", &email),
                ("organisation", "1"),
                ("standing", "staff"),
            ])?;
            let at = Instant::now();
            let status = connection.status(&post("/amministrazione/inviti", &self.cookie, &body)).await?;
            anyhow::ensure!(status == 303, "an invitation was answered {status}");
            times.push(at.elapsed());
            n += 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(Spread::of(times))
    }
}

/// Very many sockets that only look on.
pub async fn crowd() -> anyhow::Result<()> {
    let fixture = Fixture::new(&Place::Sqlite, 8).await?;
    let server = Server::start(fixture.folder.path(), &fixture.database_url).await?;
    let (cookie, _) = sign_in(server.port, fixture.emails.first().context("no people")?, PASSWORD).await?;
    let before = server.resident()?;
    let sockets = sockets::open(server.port, &cookie, &[fixture.thread.0], CROWD).await?;
    println!("{CROWD} idle sockets");
    let each = (server.resident()? - before) as f64 / CROWD as f64;
    println!("  resident memory per socket: {each:.1} KiB  (wanted: at most 16 KiB)");
    drop(sockets);
    Ok(())
}
