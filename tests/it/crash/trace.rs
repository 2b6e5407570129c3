//! On SQLite a sync stands before each acknowledgement: read off the system calls of the real binary.

use std::collections::HashMap;
use std::sync::Arc;

use prassi::base::Rng;
use prassi::threads::Submission;
use tokio::sync::watch;

use super::{Crowd, DEADLINE, Server, Town, insist, port};
use crate::house::Engine;

const POSTS: usize = 40;
const CALLS: &str = "trace=fsync,fdatasync,pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,sync_file_range,msync";

/// On SQLite, `synchronous=FULL` in effect: between the last write of a post's transaction to the log and the answer there
/// is a sync of that file which has ended well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_stands_before_each_acknowledgement_on_sqlite() {
    let town = Town::build(Engine::Sqlite).await;
    let (place, port) = (&town.place, port());
    let trace = place.folder.path().join("trace");
    let mut through: Vec<String> =
        ["strace", "-f", "-y", "-x", "-s", "5000", "-e", CALLS, "-o"].map(str::to_owned).to_vec();
    through.push(trace.display().to_string());
    let version = std::process::Command::new("strace").arg("-V").output();
    assert!(
        version.is_ok_and(|out| out.status.success()),
        "strace is missing: `tests/tools/install strace` installs it"
    );
    let traced = std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).status().unwrap();
    assert!(
        traced.success(),
        "strace may not trace here (ptrace is forbidden, perhaps by a container): allow SYS_PTRACE, there is no other proof"
    );

    let mut server = Server::spawn(place, port, &through);
    server.ready(place).await;
    let (_live, lives) = watch::channel(1);
    let (count, _) = watch::channel(0);
    let crowd = Crowd { base: server.base.clone(), lives, stop: Arc::default(), answered: Arc::default(), count };
    let (http, csrf) = crowd.sign_in(&town.people[0]).await;
    let mut posted = Vec::new();
    for _ in 0..POSTS {
        let (body, submission) = (format!("segno{:032x}", Rng::System.u128()), Submission::new(&Rng::System));
        let url = format!("{}/discussioni/{}/messaggi", server.base, town.threads[0]);
        let fields = [("csrf", csrf.as_str()), ("submission", submission.as_str()), ("body", &body)];
        let answer = insist(&http, &mut crowd.lives.clone(), &url, &fields).await;
        assert_eq!((answer.status, answer.tries), (303, 1), "{answer:?}");
        posted.push((body, answer.location));
    }
    end_traced(&mut server).await;

    let calls = read_trace(&std::fs::read_to_string(&trace).unwrap());
    let mut nearest = Vec::new();
    for (body, location) in &posted {
        nearest.push(prove(&calls, body, location));
    }
    let syncs = calls.iter().filter(|call| call.is_sync()).count();
    println!(
        "{POSTS} answers, {} calls traced, {syncs} of them syncs of the log; a post is {} writes to it",
        calls.len(),
        nearest[POSTS / 2]
    );
    assert!(syncs >= POSTS);
}

/// Ends the program under the tracer, which ends with it.
async fn end_traced(server: &mut Server) {
    let tracer = server.process.id().unwrap();
    let children = std::fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children")).unwrap();
    let child = children.split_whitespace().next().expect("the tracer has no child").to_owned();
    assert!(std::process::Command::new("kill").args(["-TERM", &child]).status().unwrap().success());
    tokio::time::timeout(DEADLINE, server.process.wait()).await.expect("the traced server does not end").unwrap();
}

/// A system call: where in the trace it began and ended. Two calls of two threads may overlap.
#[derive(Debug)]
struct Call {
    name: String,
    text: String,
    began: usize,
    ended: usize,
    result: i64,
}

impl Call {
    fn is_on_log(&self) -> bool {
        self.text.split(',').next().is_some_and(|fd| fd.contains("prassi.db-wal>"))
    }

    fn is_log_write(&self) -> bool {
        self.is_on_log() && self.name.starts_with("pwrite")
    }

    fn is_sync(&self) -> bool {
        self.is_on_log() && matches!(self.name.as_str(), "fdatasync" | "fsync") && self.result == 0
    }

    /// Whether this writes the head of the last frame of a transaction: 24 bytes, of which the second four give the size
    /// of the database after it (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>, section 4.1).
    fn is_commit_head(&self) -> bool {
        let Some(bytes) = self.text.split('"').nth(1) else { return false };
        self.result == 24
            && !bytes.starts_with("\\x00\\x00\\x00\\x00\\x00")
            && bytes.get(16..32) != Some("\\x00\\x00\\x00\\x00")
    }
}

/// Puts together what other threads have interrupted: `<unfinished ...>` and `<... resumed>`.
fn read_trace(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut open: HashMap<&str, (usize, String)> = HashMap::new();
    for (at, line) in trace.lines().enumerate() {
        let Some((thread, what)) = line.split_once(' ').map(|(thread, what)| (thread, what.trim_start())) else {
            continue;
        };
        let (began, whole) = if let Some(begun) = what.strip_suffix(" <unfinished ...>") {
            open.insert(thread, (at, begun.to_owned()));
            continue;
        } else if let Some(rest) = what.strip_prefix("<... ") {
            let (began, begun) = open.remove(thread).unwrap_or_else(|| panic!("resumed, never begun: {line}"));
            (began, begun + rest.split_once("resumed>").unwrap().1)
        } else {
            (at, what.to_owned())
        };
        let Some((call, result)) = whole.rsplit_once(" = ") else { continue };
        let Some((name, text)) = call.split_once('(') else { continue };
        let result = result.split_whitespace().next().unwrap_or_default().parse().unwrap_or(-1);
        calls.push(Call { name: name.to_owned(), text: text.to_owned(), began, ended: at, result });
    }
    calls.sort_by_key(|call| call.began);
    calls
}

/// Finds the post's words on their way into the log, the end of their transaction, the answer, and the sync between.
/// Gives how many writes to the log the transaction is.
fn prove(calls: &[Call], body: &str, location: &str) -> usize {
    let hex = body.bytes().fold(String::new(), |hex, byte| hex + &format!("\\x{byte:02x}"));
    let place = format!("{location}\\r\\n");
    let answer = calls.iter().find(|call| call.text.contains("HTTP/1.1 303") && call.text.contains(&place));
    let answer = answer.unwrap_or_else(|| panic!("the trace has no answer that leads to {location}"));
    let log: Vec<&Call> = calls.iter().filter(|call| call.is_log_write()).collect();
    let words = log.iter().position(|call| call.text.contains(&hex) || call.text.contains(body));
    let words = words.unwrap_or_else(|| panic!("the trace has no write of {body} to the log"));
    // The head of a frame is written before its page; that of the last one says that it is.
    let head =
        (words.saturating_sub(1)..log.len()).find(|n| log[*n].is_commit_head()).expect("a transaction without an end");
    let end = log[head + 1];
    assert!(
        end.result > 24 && end.began > log[head].began,
        "after the head of a frame comes its page: {}",
        &end.text[..80]
    );
    assert!(end.ended < answer.began, "the answer leaves before the post is in the log");
    let sync = calls.iter().find(|call| call.is_sync() && call.began > end.ended);
    let sync = sync.unwrap_or_else(|| panic!("nothing is synced after {location} was written"));
    assert!(
        sync.ended < answer.began,
        "the answer {location} leaves (line {}) before its sync has ended (line {})",
        answer.began,
        sync.ended
    );
    head + 2 - words.saturating_sub(1)
}

/// The proof proves something: a trace without the sync, or with the sync after the answer, does not pass.
#[test]
fn the_proof_fails_without_a_sync() {
    let head = r#"1 pwrite64(9</d/prassi.db-wal>, "\x00\x00\x00\x07\x00\x00\x00\x40\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01", 24, 32) = 24"#;
    let page = r#"1 pwrite64(9</d/prassi.db-wal>, "ab segno1 cd", 4096, 56) = 4096"#;
    let (begun, resumed) = ("1 fdatasync(9</d/prassi.db-wal> <unfinished ...>", "1 <... fdatasync resumed>) = 0");
    let answer = r#"2 writev(7<socket:[1]>, [{iov_base="HTTP/1.1 303 See Other\r\nlocation: /discussioni/1#m2\r\n\r\n", iov_len=60}], 1) = 60"#;
    let proved = |lines: &[&str]| {
        let calls = read_trace(&lines.join("\n"));
        std::panic::catch_unwind(|| prove(&calls, "segno1", "/discussioni/1#m2")).is_ok()
    };
    assert!(proved(&[head, page, begun, resumed, answer]));
    assert!(!proved(&[head, page, answer]), "no sync");
    assert!(!proved(&[head, page, begun, answer, resumed]), "a sync that has not ended");
    assert!(!proved(&[begun, resumed, head, page, answer]), "a sync before");
    assert!(
        !proved(&[head, page, begun, "1 <... fdatasync resumed>) = -1 EIO (Input/output error)", answer]),
        "a sync that failed"
    );
    let (next, its) = (head.replace("32)", "4152)"), page.replace("segno1", "segno2"));
    assert!(
        proved(&[head, page, begun, resumed, &next, &its, answer]),
        "what somebody else writes next is not this answer's"
    );
    assert!(!proved(&[&next, &its, begun, resumed, head, page, answer]), "somebody else's sync");
}
