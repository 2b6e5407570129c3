//! `prassi doctor`, with the real binary: a sound house, and what it says of one that is not.

use std::process::Stdio;

use prassi::authz::{Openness, Role};
use serde_json::Value;
use tokio::process::Command;

use crate::house::{Engine, House, Place, on_both_engines};

on_both_engines!(a_sound_house_is_fine, what_is_wrong_is_said_with_a_remedy);

/// What a new server makes is read by nobody else, whatever the mask of who starts it.
#[tokio::test]
async fn a_new_place_is_read_by_nobody_else() {
    let place = Place::new(Engine::Sqlite).await;
    let folder = place.folder.path().join("new").join("data");
    let mut command = Command::new("sh");
    command.args(["-c", "umask 0; exec \"$0\" admin promote --email nobody@x.example", env!("CARGO_BIN_EXE_prassi")]);
    command.env_clear().env("PRASSI_DATA_DIR", &folder).stdin(Stdio::null());
    let output = command.output().await.unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let mode = |path: &std::path::Path| {
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
    };
    assert_eq!(mode(&folder), 0o700);
    for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        assert_eq!(mode(&entry.path()) & 0o077, 0, "{}", entry.path().display());
    }
    assert!(folder.join("prassi.db").exists());
}

/// What it finds, as JSON; and whether it ends well.
async fn examine(place: &Place, arguments: &[&str], more: &[(&str, &str)]) -> (bool, Vec<Value>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.args(["doctor", "--json"]).args(arguments).env_clear().stdin(Stdio::null());
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.env("PRASSI_DATA_DIR", place.folder.path()).env("PRASSI_DATABASE_URL", &place.database_url);
    let output = command.envs(more.iter().copied()).output().await.unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let report: Value = serde_json::from_str(&said)
        .unwrap_or_else(|e| panic!("{e}: {said} {}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(report["sound"], output.status.success());
    assert!(matches!(output.status.code(), Some(0 | 1)));
    (output.status.success(), report["findings"].as_array().unwrap().clone())
}

/// What is not fine: check, verdict and words. Everything that is not has a remedy.
fn complaints(findings: &[Value]) -> Vec<(String, String, String)> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    for finding in findings {
        assert_eq!(finding["verdict"] == "fine", finding.get("do").is_none(), "{finding}");
    }
    let unwell = findings.iter().filter(|finding| finding["verdict"] != "fine");
    let all = unwell.map(|f| (text(f, "check"), text(f, "verdict"), text(f, "says")));
    // Whatever machine the tests run on.
    all.filter(|(check, ..)| check != "disk" && check != "secrets").collect()
}

/// Whether it complains so, of that, in such words.
fn complains(findings: &[Value], check: &str, verdict: &str, words: &str) -> bool {
    complaints(findings).iter().any(|(c, v, says)| c == check && v == verdict && says.contains(words))
}

async fn a_house(engine: Engine) -> House {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let gina = house.guest("Gina Ospite").await;
    let people = [(&nives, Role::Facilitator), (&gina, Role::Guest)];
    let space = house.space("Prove", Openness::Private, &people).await;
    let thread = house.thread(&nives, space, "Una discussione", "Si comincia").await.thread;
    house.answer(&nives, thread, "E si risponde").await;
    // The clock of the tests is not the machine's: its events would come from the future.
    house.place.execute("UPDATE journal SET at = 1").await;
    house
}

async fn a_sound_house_is_fine(engine: Engine) {
    let house = a_house(engine).await;
    let (is_sound, findings) = examine(&house.place, &[], &[]).await;
    assert_eq!((is_sound, complaints(&findings)), (true, vec![]));
    for check in
        ["configuration", "data folder", "database", "schema", "journal", "counters", "jobs", "letters", "mail server"]
    {
        assert!(findings.iter().any(|finding| finding["check"] == check), "{check} was not looked at");
    }
    // Nothing there yet is no fault.
    let (is_sound, findings) = examine(&Place::new(engine).await, &[], &[]).await;
    assert!(is_sound && complaints(&findings).iter().all(|(_, verdict, _)| verdict == "weak"), "{findings:?}");
}

async fn what_is_wrong_is_said_with_a_remedy(engine: Engine) {
    let house = a_house(engine).await;
    house.place.execute("UPDATE threads SET posts = posts + 1; UPDATE spaces SET guests = 7; UPDATE tallies SET value = 9 WHERE name = 'staff';
         DELETE FROM journal WHERE seq = 2; UPDATE journal SET at = 9000000000000000 WHERE seq = 1;
         INSERT INTO jobs (kind, payload, state, run_at, attempts, created_at) VALUES ('mail.send', '{}', 'parked', 1, 8, 1);
         INSERT INTO outbox (kind, recipient, language, subject_id, message_id, state, created_at) \
         VALUES ('x.y', 'a@b.example', 'it', 1, 'm1', 'failed', 1), ('x.y', 'a@b.example', 'it', 1, 'm2', 'waiting', 1)",
    )
    .await;
    let (is_sound, findings) = examine(&house.place, &[], &[]).await;
    assert!(!is_sound);
    assert!(complains(&findings, "counters", "wrong", "1 discussions and 1 spaces"), "{findings:?}");
    assert!(complains(&findings, "counters", "wrong", "the tally has 9 colleagues, there are 1"), "{findings:?}");
    assert!(complains(&findings, "journal", "wrong", "events, the newest is number"), "{findings:?}");
    assert!(complains(&findings, "clock", "wrong", "behind the newest event"), "{findings:?}");
    assert!(complains(&findings, "jobs", "weak", "1 of mail.send"), "{findings:?}");
    assert!(complains(&findings, "letters", "weak", "1 were refused"), "{findings:?}");
    assert!(complains(&findings, "letters", "weak", "1 wait to be sent"), "{findings:?}");
    assert!(!findings.iter().any(|finding| finding.to_string().contains("a@b.example")), "addresses are not shown");

    let nowhere =
        [("PRASSI_SMTP__HOST", "127.0.0.1"), ("PRASSI_SMTP__PORT", "1"), ("PRASSI_SMTP__TIMEOUT_SECONDS", "5")];
    let (_, findings) = examine(&house.place, &[], &nowhere).await;
    assert!(complains(&findings, "mail server", "wrong", "the mail server 127.0.0.1:1"), "{findings:?}");
    let (_, findings) = examine(&house.place, &["--offline"], &nowhere).await;
    assert!(!complains(&findings, "mail server", "wrong", ""), "{findings:?}");

    house
        .place
        .execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (9999, '9999_future', 'x')")
        .await;
    let (is_sound, findings) = examine(&house.place, &[], &[]).await;
    assert!(!is_sound && complains(&findings, "schema", "wrong", "number 9999"), "{findings:?}");
}

#[tokio::test]
async fn settings_and_files_that_are_wrong() {
    let place = Place::new(Engine::Sqlite).await;
    let (is_sound, findings) =
        examine(&place, &[], &[("PRASSI_LISTN", "x"), ("PRASSI_LIVE__MAX_SOCKETS", "many")]).await;
    assert!(!is_sound && complaints(&findings).len() == 2, "{findings:?}");
    let (is_sound, findings) = examine(&place, &[], &[("PRASSI_PUBLIC_URL", "https://prassi.example.it")]).await;
    assert!(!is_sound && complains(&findings, "mail server", "wrong", "none is named"), "{findings:?}");

    let path = place.folder.path().join("prassi.db");
    drop(place.open().await);
    place.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let mut bytes = std::fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[4096..length.min(4096 * 20)].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    let (is_sound, findings) = examine(&place, &[], &[]).await;
    assert!(!is_sound, "{findings:?}");
    let is_told = |check| complains(&findings, check, "wrong", "");
    assert!(is_told("integrity") || is_told("database"), "{findings:?}");
    std::fs::write(&path, "not a database at all, and long enough to be looked at as one").unwrap();
    let (is_sound, findings) = examine(&place, &[], &[]).await;
    assert!(!is_sound && complains(&findings, "database", "wrong", "cannot be reached"), "{findings:?}");
}
