//! The API as its document describes it, tried by schemathesis against the real binary: whatever is sent, no fault of the house,
//! no answer that the document does not know, and nothing accepted that it forbids.

use std::process::Stdio;
use std::time::Duration;

use prassi::authz::{Openness, Role};
use prassi::base::Clock;
use prassi::web::Scope;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use super::Program;
use crate::house::{Engine, House, NOW, on_both_engines};

on_both_engines!(the_api_keeps_to_its_document);

/// What must hold of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
    response_schema_conformance,negative_data_rejection,missing_required_header,unsupported_method,allow_header_conformance,\
    ignored_auth";

/// A community in which most of what is guessed is there: ids are small numbers. Gives a key for nearly everything.
async fn community(house: &House) -> String {
    // The binary lives in today's time.
    house.clock.advance(Clock::System.now().since(NOW));
    let ada = house.administrator("Ada Amministra").await;
    let (nives, gino) = (house.person("Nives Altopiano").await, house.guest("Gino Ospite").await);
    let people = [(&ada, Role::Facilitator), (&nives, Role::Facilitator), (&gino, Role::Guest)];
    let space = house.space("Sportelli", Openness::Open, &people).await;
    house.space("Caporalato", Openness::Closed, &[(&nives, Role::Facilitator)]).await;
    let thread = house.thread(&ada, space, "Turni del martedì", "Chi li ha già cambiati?").await.thread;
    let (key, program) = (house.key_of(&ada, Scope::ALL).await.1, Program::of(house, &nives).await);
    for n in 2..=6 {
        house.answer(if n % 2 == 0 { &nives } else { &ada }, thread, &format!("Numero {n}, con un [link](/x).")).await;
    }
    assert_eq!(program.put(&format!("/threads/{thread}/topics"), &json!({ "topics": ["Turni"] })).await, 204);
    assert_eq!(program.put("/posts/1/reactions/thanks", &Value::Null).await, 204);
    let guest = Program::of(house, &gino).await;
    for (reporter, post) in [(&guest, 1), (&guest, 2), (&Program::of(house, &ada).await, 4)] {
        let report = json!({ "reason": "personal-data", "words": "Si capisce di chi si parla" });
        assert_eq!(reporter.post(&format!("/posts/{post}/report"), &report).await.status, 201);
    }
    key
}

/// The real binary on the same database; ends when dropped.
async fn serve(house: &House) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command
        .arg("serve")
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    command.envs([
        ("PRASSI_DATA_DIR", house.place.folder.path().display().to_string()),
        ("PRASSI_DATABASE_URL", house.place.database_url.clone()),
        ("PRASSI_LISTEN", format!("127.0.0.1:{port}")),
        ("PRASSI_DEMO", "never".to_owned()),
        ("PRASSI_LIMITS__API_PER_MINUTE", "10000000".to_owned()),
        ("PRASSI_DATABASE__PG_CONNECTIONS", "5".to_owned()),
    ]);
    let mut process = command.spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let ready = async { while !lines.next_line().await.unwrap().expect("the server ended").starts_with("Prassi") {} };
    tokio::time::timeout(Duration::from_mins(1), ready).await.expect("the server never says that it is ready");
    // It goes on talking: somebody has to listen.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (process, format!("http://127.0.0.1:{port}"))
}

async fn the_api_keeps_to_its_document(engine: Engine) {
    let house = House::open(engine).await;
    let key = community(&house).await;
    let (_process, base) = serve(&house).await;
    let python = std::env::var("PRASSI_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/schemathesis.toml");
    let document = format!("{base}/api/v1/openapi.json");
    let header = format!("Authorization: Bearer {key}");
    let mut command = Command::new(python);
    command
        .args(["-m", "schemathesis.cli", "--config-file", config, "run", &document, "--header", &header])
        .args([
            "--phases",
            "examples,coverage,fuzzing",
            "--max-examples",
            "6",
            "--seed",
            "20261124",
            "--checks",
            CHECKS,
        ])
        .args(["--generation-database", "none", "--no-shrink", "--continue-on-failure", "--warnings", "off"])
        .current_dir(house.place.folder.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let run = tokio::time::timeout(Duration::from_mins(5), command.output());
    let output = run.await.expect("schemathesis never ends").expect("no Python: set PRASSI_TEST_PYTHON");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let tried = regex::Regex::new("([0-9]+) generated").unwrap();
    let tried: usize = tried.captures(&said).map_or(0, |found| found[1].parse().unwrap());
    assert!(tried > 1000, "only {tried} were tried:\n{said}");
}
