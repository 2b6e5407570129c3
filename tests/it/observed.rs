//! What those who look after the server see: figures without a name in them, and a log that says nothing of anybody.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use prassi::authz::{Openness, Role};
use prassi::base::Rng;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tower::ServiceExt as _;

use crate::house::{Answered, Browser, Engine, House, PASSWORD, Place, on_both_engines};

on_both_engines!(figures_count_and_name_nobody, a_log_says_nothing_of_anybody);

async fn figures(house: &House) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = house.app.figures().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

/// The value of the line that begins so.
fn value(figures: &str, line: &str) -> f64 {
    let found = figures.lines().find_map(|l| l.strip_prefix(line)).unwrap_or_else(|| panic!("no {line} in {figures}"));
    found.trim().parse().unwrap()
}

async fn figures_count_and_name_nobody(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Prove", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let thread = house.thread(&nives, space, "Una discussione", "Si comincia").await.thread;
    let browser = house.signed_in(&nives).await;
    for _ in 0..3 {
        assert_eq!(browser.get(&format!("/discussioni/{thread}")).await.status, 200);
    }
    assert_eq!(browser.get("/discussioni/987654321").await.status, 404);
    assert_eq!(browser.get("/da-nessuna-parte").await.status, 404);
    let asked =
        house.browser().submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!(asked.status, 303);
    let figures = figures(&house).await;
    let answers = |labels: &str| value(&figures, &format!("prassi_http_answers_total{{{labels}}}"));
    let thread_route = "route=\"/discussioni/{thread}\",method=\"GET\"";
    assert!((answers(&format!("{thread_route},status=\"2xx\"")) - 3.0).abs() < 0.1);
    assert!((answers(&format!("{thread_route},status=\"4xx\"")) - 1.0).abs() < 0.1);
    assert!((answers("route=\"none\",method=\"GET\",status=\"4xx\"") - 1.0).abs() < 0.1);
    assert!(value(&figures, "prassi_http_seconds_count{route=\"/discussioni/{thread}\"}") > 3.9);
    let head = prassi::journal::head(&house.db).await.unwrap().0;
    assert!((value(&figures, "prassi_journal_newest") - f64::from(i32::try_from(head).unwrap())).abs() < 0.1);
    for line in [
        "prassi_write_commands_count",
        "prassi_write_wait_seconds_count",
        "prassi_write_transaction_seconds_count",
        "prassi_write_commit_seconds_sum",
        "prassi_memory_resident_bytes",
    ] {
        assert!(value(&figures, line) > 0.0, "{line}");
    }
    for line in [
        "prassi_write_queued{lane=\"front\"}",
        "prassi_write_queued{lane=\"background\"}",
        "prassi_sockets",
        "prassi_journal_told",
        "prassi_letters{state=\"failed\"}",
    ] {
        assert!(value(&figures, line) >= 0.0, "{line}");
    }
    assert!(figures.ends_with("# EOF\n"));
    for private in ["987654321", "nessuna-parte", "altopiano", "Altopiano", &format!("/discussioni/{thread}\""), "@"] {
        assert!(!figures.contains(private), "{private} stands in {figures}");
    }
    // On the address of pages there is none.
    assert_eq!(browser.get("/metrics").await.status, 404);
}

/// A mail server that refuses every recipient and repeats the address; gives its port and how many it refused.
async fn refusing_mail_server() -> (u16, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, refused) = (listener.local_addr().unwrap().port(), Arc::new(AtomicU64::new(0)));
    let count = Arc::clone(&refused);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let count = Arc::clone(&count);
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 mail.example\r\n").await.ok();
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = if line.starts_with("RCPT") {
                        count.fetch_add(1, Ordering::SeqCst);
                        format!("550 5.1.1 {line}: no such user\r\n")
                    } else if line.starts_with("QUIT") {
                        "221 bye\r\n".to_owned()
                    } else {
                        "250 ok\r\n".to_owned()
                    };
                    write.write_all(answer.as_bytes()).await.ok();
                }
            });
        }
    });
    (port, refused)
}

fn free_port() -> u16 {
    let free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    std::iter::repeat_with(|| 20_000 + u16::try_from(Rng::System.below(12_000)).unwrap()).find(free).unwrap()
}

/// The binary on a place, with a log of JSON; gives its address, that of its figures, and the log's file.
async fn serve(place: &Place, smtp: u16) -> (Child, String, String, std::path::PathBuf) {
    let (port, figures, log) = (free_port(), free_port(), place.folder.path().join("log"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.arg("serve").env_clear().stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
    command.stderr(std::fs::File::create(&log).unwrap());
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.envs([
        ("PRASSI_DATA_DIR", place.folder.path().display().to_string()),
        ("PRASSI_DATABASE_URL", place.database_url.clone()),
        ("PRASSI_LISTEN", format!("127.0.0.1:{port}")),
        ("PRASSI_METRICS__LISTEN", format!("127.0.0.1:{figures}")),
        ("PRASSI_LOG", "info,prassi=debug".to_owned()),
        ("PRASSI_LOG_FORMAT", "json".to_owned()),
        ("PRASSI_DEMO", "never".to_owned()),
        ("PRASSI_SMTP__HOST", "127.0.0.1".to_owned()),
        ("PRASSI_SMTP__PORT", smtp.to_string()),
        ("PRASSI_SMTP__SECURITY", "none".to_owned()),
        ("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "64".to_owned()),
        ("PRASSI_PASSWORDS__HASH_PASSES", "1".to_owned()),
    ]);
    let child = command.spawn().unwrap();
    let (base, figures) = (format!("http://127.0.0.1:{port}"), format!("http://127.0.0.1:{figures}"));
    let ready = async {
        while reqwest::get(format!("{base}/readyz")).await.map_or(0, |answer| answer.status().as_u16()) != 200 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), ready).await.expect("it is never ready");
    (child, base, figures, log)
}

fn name_of(answer: &Answered) -> String {
    answer.headers["x-request-id"].to_str().unwrap().to_owned()
}

async fn a_log_says_nothing_of_anybody(engine: Engine) {
    let mut house = House::open(engine).await;
    let ada = house.administrator("Ada Amministrazioni").await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Prove", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let elsewhere = Place { folder: tempfile::tempdir().unwrap(), database_url: String::new() };
    let place = std::mem::replace(&mut house.place, elsewhere);
    drop(house);
    let (smtp, refused) = refusing_mail_server().await;
    let (mut server, base, figures, log) = serve(&place, smtp).await;

    // A journey: what fails in every way, and what goes well.
    let browser = Browser::new(&base);
    let wrong =
        browser.submit("/accedi", "/accedi", &[("email", &nives.email), ("password", "sbagliata-di-nuovo")]).await;
    assert_eq!(wrong.status, 422);
    let right = browser.submit("/accedi", "/accedi", &[("email", &nives.email), ("password", PASSWORD)]).await;
    assert_eq!(right.status, 303);
    let cookie = right.headers["set-cookie"].to_str().unwrap().split(['=', ';']).nth(1).unwrap().to_owned();
    let csrf = browser.csrf().await;
    let (new, started) = (format!("/spazi/{space}/discussioni/nuova"), format!("/spazi/{space}/discussioni"));
    let written =
        browser.submit(&new, &started, &[("title", "Titolo riservato"), ("body", "corpo-molto-riservato")]).await;
    assert_eq!(written.status, 303, "{}", written.text);
    assert_eq!(browser.get("/amministrazione/inviti").await.status, 403);
    let link = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
    assert!(browser.get(&format!("/invito/{link}")).await.status < 500);
    let somebody = Browser::new(&base);
    let forgotten = somebody.submit("/password-dimenticata", "/password-dimenticata", &[("email", &ada.email)]).await;
    assert_eq!(forgotten.status, 303);
    let begun = Instant::now();
    while refused.load(Ordering::SeqCst) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(30), "no letter was tried");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    place.execute("ALTER TABLE drafts RENAME TO lost_drafts").await;
    let failed = browser.get(&new).await;
    assert_eq!(failed.status, 500);
    assert!(failed.has(&name_of(&failed)), "the page says the name too: {}", failed.text);
    assert_eq!(name_of(&browser.get("/profilo").await).len(), 16);
    let shown = reqwest::get(format!("{figures}/metrics")).await.unwrap().text().await.unwrap();
    assert!(shown.contains("prassi_http_answers_total"), "{shown}");

    server.start_kill().unwrap();
    server.wait().await.unwrap();
    let log = std::fs::read_to_string(log).unwrap();
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect();
    let of = |message: &str| lines.iter().filter(|line| line["fields"]["message"] == message).collect::<Vec<_>>();
    let failures = of("a request failed");
    assert_eq!(failures.len(), 1, "one line for each failure: {log}");
    assert_eq!(failures[0]["span"]["id"], name_of(&failed).as_str());
    assert_eq!(failures[0]["fields"]["route"], "/spazi/{space}/discussioni/nuova");
    assert!(failures[0]["fields"]["cause"].as_str().unwrap().contains("drafts"), "{log}");
    assert_eq!(of("a request was refused").len(), 1, "{log}");
    assert_eq!(of("a job is parked: it failed for good and waits for an administrator").len(), 1, "{log}");
    for private in [
        "prefettura.example",
        "altopiano",
        "Altopiano",
        "Amministrazioni",
        PASSWORD,
        "sbagliata-di-nuovo",
        "riservat",
        &cookie,
        &csrf,
        link,
        "argon2",
    ] {
        assert!(!log.contains(private), "{private} stands in the log: {log}");
    }
}
