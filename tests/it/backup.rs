//! `prassi backup` and `prassi restore`, with the real binary: from each engine to each, under load, damaged, large.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use prassi::authz::{Openness, Role};
use prassi::db::{Receive, Step, copy_out};
use prassi::reports::{Reason, ReportPost, ReportWords};
use tokio::process::Command;

use crate::house::{Engine, House, Place, on_both_engines};

on_both_engines!(
    everything_comes_back_on_either_engine,
    a_backup_under_load_is_one_moment,
    an_older_schema_is_brought_up_to_date,
    tens_of_thousands_of_posts_pass_through
);

/// What a process may have in memory at most, in KiB: less than what passes through it.
const MEMORY: u64 = 64 * 1024;

fn prassi(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.args(arguments).env_clear().stdin(Stdio::null()).kill_on_drop(true);
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.envs([
        ("PRASSI_DATA_DIR", place.folder.path().display().to_string()),
        ("PRASSI_DATABASE_URL", place.database_url.clone()),
        ("PRASSI_SMTP__PASSWORD", "segreto-della-posta".to_owned()),
    ]);
    command
}

async fn run(place: &Place, arguments: &[&str]) -> Output {
    prassi(place, arguments).output().await.unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A backup of a place into a folder; gives the archive.
async fn backup(place: &Place, folder: &Path) -> PathBuf {
    let output = run(place, &["backup", folder.to_str().unwrap()]).await;
    assert!(output.status.success(), "{}", said(&output));
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim())
}

async fn restore(place: &Place, archive: &Path) -> Output {
    run(place, &["restore", archive.to_str().unwrap()]).await
}

/// All that stands in a database.
#[derive(Default)]
struct All(Vec<Step>);

impl Receive for All {
    fn take(&mut self, step: Step) -> std::io::Result<()> {
        self.0.push(step);
        Ok(())
    }
}

async fn all(place: &Place) -> Vec<Step> {
    let mut all = All::default();
    copy_out(&place.options().location, &mut all).await.unwrap();
    all.0.into_iter().filter(|step| !matches!(step, Step::Origin(_))).collect()
}

const WORDS: &str = "Riga\tcon tabulazione\r\ne a capo, una \\N e una barra \\ finale \\";

async fn everything_comes_back_on_either_engine(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, gina) = (house.person("Nicolò D’Àltopiano").await, house.guest("Gina Ospite").await);
    let space = house.space("Prove", Openness::Private, &[(&nives, Role::Facilitator), (&gina, Role::Guest)]).await;
    let written = house.thread(&nives, space, "Una discussione «vera»", WORDS).await;
    let (thread, words) = (written.thread, ReportWords::parse("È privato", None).unwrap());
    let (reason, now) = (Reason::PersonalData, house.clock.now());
    house.db.write(ReportPost { actor: gina.actor, post: written.post, reason, words, now }).await.unwrap();
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_be_bytes()).collect();
    std::fs::create_dir_all(house.place.folder.path().join("blobs/ab")).unwrap();
    std::fs::write(house.place.folder.path().join("blobs/ab/cdef"), &bytes).unwrap();
    let before = all(&house.place).await;

    let kept = tempfile::tempdir().unwrap();
    let archive = backup(&house.place, kept.path()).await;
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&archive).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let names: Vec<_> = std::fs::read_dir(kept.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "only the archive: {names:?}");
    assert!(parts(&archive).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("segreto-della-posta")));
    let again = run(&house.place, &["backup", archive.to_str().unwrap()]).await;
    assert_eq!((again.status.code(), said(&again).contains("is there already")), (Some(2), true), "{}", said(&again));
    let inside = run(&house.place, &["backup", house.place.folder.path().to_str().unwrap()]).await;
    assert_eq!((inside.status.code(), said(&inside).contains("inside the data folder")), (Some(2), true));

    for target in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::new(target).await;
        let output = restore(&place, &archive).await;
        assert!(output.status.success(), "{target:?}: {}", said(&output));
        assert_eq!(all(&place).await, before, "{engine:?} to {target:?}");
        assert_eq!(std::fs::read(place.folder.path().join("blobs/ab/cdef")).unwrap(), bytes);
        let twice = restore(&place, &archive).await;
        assert_eq!((twice.status.code(), said(&twice).contains("is not empty")), (Some(2), true), "{}", said(&twice));
        assert_eq!(said(&twice).trim().lines().count(), 1);
        assert_eq!(all(&place).await, before, "a refusal changes nothing");

        let house = House::open_at(place, &[]).await;
        let browser = house.signed_in(&nives).await;
        assert!(browser.get(&format!("/discussioni/{thread}")).await.has("barra"));
        assert_eq!(house.answer(&nives, thread, "Siamo di nuovo qui").await.position, 2);
        house.person("Una Nuova").await;
    }
}

async fn a_backup_under_load_is_one_moment(engine: Engine) {
    let house = Arc::new(House::open(engine).await);
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Prove", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let (mut writers, stop) = (Vec::new(), Arc::new(AtomicBool::new(false)));
    for n in 0..4 {
        let thread = house.thread(&nives, space, &format!("Discussione {n}"), "Si comincia").await.thread;
        for _ in 0..50 {
            house.answer(&nives, thread, "Prima della copia").await;
        }
        let (house, nives, stop) = (Arc::clone(&house), nives.clone(), Arc::clone(&stop));
        writers.push(tokio::spawn(async move {
            let mut written = 0;
            while !stop.load(Ordering::SeqCst) {
                written = house.answer(&nives, thread, "Durante la copia").await.position;
            }
            written
        }));
    }
    let kept = tempfile::tempdir().unwrap();
    let archive = backup(&house.place, kept.path()).await;
    stop.store(true, Ordering::SeqCst);
    let mut written = 0;
    for writer in writers {
        written += writer.await.unwrap();
    }
    let place = Place::new(engine).await;
    let output = restore(&place, &archive).await;
    assert!(output.status.success(), "{}", said(&output));
    let posts = place.number("SELECT COUNT(*) FROM posts").await;
    assert!((204..=written).contains(&posts), "{posts} of {written}");
    assert!(written > 204, "nothing was written during the backup");
    let counted =
        "SELECT COUNT(*) FROM threads t WHERE t.posts <> (SELECT COUNT(*) FROM posts p WHERE p.thread_id = t.id)";
    assert_eq!(place.number(counted).await, 0, "counters and posts are of one moment");
    let gap = "SELECT (SELECT seq FROM journal_clock) - (SELECT COUNT(*) FROM journal)";
    assert_eq!(place.number(gap).await, 0, "the journal and its clock too");
}

async fn an_older_schema_is_brought_up_to_date(engine: Engine) {
    let place = Place::new(engine).await;
    let (folder, table) = match engine {
        Engine::Sqlite => {
            ("sqlite", "(version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT")
        }
        Engine::Postgres => {
            ("postgres", "(version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)")
        }
    };
    let first = std::fs::read_to_string(format!("migrations/{folder}/0001_house.sql")).unwrap();
    let statements = format!(
        "CREATE TABLE schema_migrations {table}; {first}; \
         INSERT INTO schema_migrations VALUES (1, '0001_house', '{}'); \
         INSERT INTO settings (name, value) VALUES ('kept', 'since the first days')",
        prassi::base::digest(&first)
    );
    place.execute(Box::leak(statements.into_boxed_str())).await;
    let kept = tempfile::tempdir().unwrap();
    let archive = backup(&place, kept.path()).await;
    for target in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::new(target).await;
        let output = restore(&place, &archive).await;
        assert!(output.status.success(), "{}", said(&output));
        let newest = place.number("SELECT MAX(version) FROM schema_migrations").await;
        assert_eq!(newest, prassi::db::newest_migration());
        assert_eq!(place.number("SELECT COUNT(*) FROM settings WHERE name = 'kept'").await, 1);
        drop(place.open().await);
    }
}

/// A member of an archive: its name and what is in it.
type Part = (String, Vec<u8>);
type Parts = Vec<Part>;

/// What is in an archive.
fn parts(archive: &Path) -> Parts {
    let file = std::fs::File::open(archive).unwrap();
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let read = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let (mut entry, mut bytes) = (entry.unwrap(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        (entry.path().unwrap().display().to_string(), bytes)
    };
    tar.entries().unwrap().map(read).collect()
}

/// An archive of these parts.
fn packed(parts: &[Part], to: &Path) {
    let file = std::fs::File::create(to).unwrap();
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    for (name, bytes) in parts {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        // Written past the library, which would refuse a name that leads elsewhere.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap().flush().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_archive_is_refused_and_changes_nothing() {
    let house = House::open(Engine::Sqlite).await;
    let nives = house.person("Nives Altopiano").await;
    house.space("Prove", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    std::fs::write(house.place.folder.path().join("un file"), "un file").unwrap();
    let kept = tempfile::tempdir().unwrap();
    let archive = backup(&house.place, kept.path()).await;
    let (whole, good) = (std::fs::read(&archive).unwrap(), parts(&archive));
    let place = Place::new(Engine::Sqlite).await;
    let bad = kept.path().join("bad.tar.gz");
    let mut refused = 0;
    for length in [0, 10, 200, whole.len() / 2, whole.len() - 200, whole.len() - 5] {
        std::fs::write(&bad, &whole[..length]).unwrap();
        refused += is_refused(&place, &bad, "damaged or not a backup").await;
    }
    for at in [20, whole.len() / 3, whole.len() / 2, whole.len() - 6] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&bad, &bytes).unwrap();
        refused += is_refused(&place, &bad, "damaged or not a backup").await;
    }
    // Whole as an archive, but other than its manifest says.
    let alter = |change: &dyn Fn(&mut Parts)| {
        let mut parts = good.clone();
        change(&mut parts);
        packed(&parts, &bad);
    };
    let find = |parts: &[Part], name: &str| parts.iter().position(|(n, _)| n.starts_with(name)).unwrap();
    let replace = |parts: &mut Parts, name: &str, from: &str, to: &str| {
        let part = &mut parts[find(&good, name)].1;
        let text = String::from_utf8(part.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        *part = text.replacen(from, to, 1).into_bytes();
    };
    alter(&|parts| replace(parts, "tables/people/", "Nives", "Nivea"));
    refused += is_refused(&place, &bad, "tables are not those").await;
    alter(&|parts| replace(parts, "files/", "un", "no"));
    refused += is_refused(&place, &bad, "parts are not those").await;
    alter(&|parts| drop(parts.remove(find(&good, "tables/people/"))));
    refused += is_refused(&place, &bad, "tables are not those").await;
    alter(&|parts| drop(parts.pop()));
    refused += is_refused(&place, &bad, "end is missing").await;
    alter(&|parts| parts.insert(1, ("files/../../elsewhere".to_owned(), b"x".to_vec())));
    refused += is_refused(&place, &bad, "cannot be used").await;
    alter(&|parts| replace(parts, "manifest.json", "\"schema\": ", "\"schema\": 99"));
    refused += is_refused(&place, &bad, "newer prassi").await;
    assert_eq!(refused, 16);
    let output = restore(&place, &archive).await;
    assert!(output.status.success(), "the good one is taken still: {}", said(&output));
}

async fn is_refused(place: &Place, archive: &Path, because: &str) -> u32 {
    let output = restore(place, archive).await;
    let said = said(&output);
    assert!(!output.status.success() && said.contains(because), "{because}: {said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0, "something was left behind");
    1
}

/// Runs to the end; gives the most that was in memory, in KiB.
async fn measured(mut command: Command) -> u64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id().unwrap())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = most.max(line.map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap()));
        let ended = tokio::time::timeout(std::time::Duration::from_millis(20), child.wait()).await;
        if let Ok(status) = ended {
            assert!(status.unwrap().success());
            return most;
        }
    }
}

async fn tens_of_thousands_of_posts_pass_through(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Prove", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    house.thread(&nives, space, "Lunga", "Si comincia").await;
    house.place.execute(match engine {
        Engine::Sqlite => "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) \
            INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission) \
            SELECT t.id, i, t.author_id, i || replace(hex(zeroblob(300)), '0', 'è'), 'live', 1, 1, 'n' || i FROM n, threads t; \
            UPDATE threads SET posts = 60000",
        Engine::Postgres => "INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission) \
            SELECT t.id, i, t.author_id, i || repeat('è', 600), 'live', 1, 1, 'n' || i FROM generate_series(2, 60000) i, threads t; \
            UPDATE threads SET posts = 60000",
    })
    .await;
    let (kept, place) = (tempfile::tempdir().unwrap(), Place::new(engine).await);
    let archive = kept.path().join("grande.tar.gz");
    let out = measured(prassi(&house.place, &["backup", archive.to_str().unwrap()])).await;
    let back = measured(prassi(&place, &["restore", archive.to_str().unwrap()])).await;
    assert!(out > 0 && out < MEMORY && back > 0 && back < MEMORY, "{out} and {back} KiB");
    eprintln!("{engine:?}: 72 MB of posts, {out} KiB in memory for the backup, {back} KiB for the restore");
    assert_eq!(place.number("SELECT COUNT(*) FROM posts").await, 60_000);
    let distinct = "SELECT COUNT(DISTINCT body) FROM posts WHERE length(body) > 600";
    assert_eq!(place.number(distinct).await, 59_999);
}
