//! What is not taken, and what is left of it: nothing.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{Two, files_on, form, listed, png, send, two};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    what_is_too_much_is_refused_kindly,
    a_kept_draft_says_which_file_it_lacks,
    what_goes_on_and_on_is_told_as_what_it_is,
    a_picture_is_read_when_it_is_its_turn,
    bytes_stay_when_nobody_knows_of_their_row,
    a_bomb_is_refused_by_its_head,
    what_breaks_off_leaves_nothing,
    a_form_that_comes_too_late_keeps_its_words,
    nobody_sends_everything_at_once,
);

async fn what_is_too_much_is_refused_kindly(engine: Engine) {
    let limits = [("PRASSI_FILES__MAX_MB", "1"), ("PRASSI_FILES__QUOTA_MB", "2"), ("PRASSI_FILES__PER_POST", "3")];
    let two = two(engine, &limits).await;
    let large = vec![7; (1 << 20) + 1];
    let refused = two.answer("Due file", &[("piccolo.bin", b"\x00"), ("grande.bin", &large)]).await;
    assert!(
        refused.status == 422 && refused.has("«grande.bin» è troppo grande: ogni file può arrivare a 1"),
        "{}",
        refused.text
    );
    assert!(refused.has("id=\"files-error\"") && refused.has(">Due file</textarea>") || refused.has("Due file"));
    assert_eq!(listed(&refused).len(), 1, "the other one waits");
    assert!(files_on(&two.page(&two.his).await).is_empty());
    let full = vec![7; 1_000_000];
    assert_eq!(two.upload("uno.bin", &full).await.status, 201);
    let over = two.upload("due.bin", &full).await;
    assert!(over.status == 422 && over.has("non c’è più posto"), "{}", over.text);
    assert_eq!(two.upload("tre.bin", b"\x00").await.status, 201);
    let fourth = two.upload("quattro.bin", b"\x00").await;
    assert!(fourth.status == 422 && fourth.has("al massimo 3 file"), "{}", fourth.text);
    let empty = two.upload("vuoto.pdf", b"").await;
    assert!(empty.status == 422 && empty.has("è vuoto"), "{}", empty.text);
    assert_eq!(two.bytes().len(), 3, "of what was refused nothing is left");
}

async fn a_kept_draft_says_which_file_it_lacks(engine: Engine) {
    let two = two(engine, &[("PRASSI_FILES__MAX_MB", "1")]).await;
    let large = vec![7; (1 << 20) + 1];
    let post = two.house.answer(&two.nives, two.thread, "Da cambiare").await.post;
    let (thread, space) = (two.thread, two.space);
    for (action, page) in [
        (format!("/discussioni/{thread}/messaggi"), format!("/discussioni/{thread}")),
        (format!("/spazi/{space}/discussioni"), format!("/spazi/{space}/discussioni/nuova")),
        (format!("/messaggi/{post}/modifica"), format!("/messaggi/{post}/modifica")),
    ] {
        let fields = [("csrf", two.csrf.as_str()), ("body", "Parole preziose"), ("with_files", "1"), ("draft", "1")];
        // Topics that cannot be are no reason not to keep a draft.
        let fields = [&fields[..], &[("topics", "a, b, c, d, e, f"), ("title", "Un titolo")]].concat();
        let files = [("piccolo.bin", &b"\x00"[..]), ("grande.bin", &large), ("vuoto.pdf", b"")];
        let told = send(&two.hers, &action, &fields, &files).await;
        assert!(
            told.status == 422 && told.has("«grande.bin» è troppo grande"),
            "{action} {} {}",
            told.status,
            told.text
        );
        assert!(
            told.has("«vuoto.pdf» è vuoto") && told.has("La bozza è salva, ma 2 file non ci sono"),
            "{}",
            told.text
        );
        assert!(told.has("Parole preziose</textarea>") && told.has("Bozza salvata alle"), "{}", told.text);
        assert_eq!(listed(&told).len(), 1, "{action}");
        let again = two.hers.get(&page).await;
        assert!(
            again.has("Parole preziose</textarea>") && !again.has("La bozza è salva, ma"),
            "{action}: {}",
            again.text
        );
        assert_eq!(listed(&again).len(), 1, "{action}");
        let fine = send(&two.hers, &action, &fields, &[("altro.bin", b"\x00")]).await;
        assert_eq!(fine.status, 303, "{action}: {}", fine.text);
    }
    assert!(!two.page(&two.his).await.has("Parole preziose"), "nothing is published");
}

/// The head of a form and some of a file that goes on; gives what is answered meanwhile.
async fn begun(two: &Two, path: &str, fields: &[(&str, &str)], bytes: usize) -> String {
    let cookie = two.house.cookie_of(&two.nives).await;
    let csrf = csrf_of(two, &cookie).await;
    let mut mine = form(&[&[("csrf", csrf.as_str())], fields].concat(), &[("grande.bin", &vec![7; bytes])]);
    mine.truncate(mine.len() - b"\r\n--x--\r\n".len());
    let address = two.house.base.trim_start_matches("http://").to_owned();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n\
         Content-Length: {}\r\n\r\n",
        1_u64 << 32
    );
    let (mut answer, mut way) = TcpStream::connect(&address).await.unwrap().into_split();
    let sending = tokio::spawn(async move {
        way.write_all(head.as_bytes()).await?;
        way.write_all(&mine).await?; // the answer may come before it is all gone
        Ok::<_, std::io::Error>(way)
    });
    let mut said = Vec::new();
    let _ = answer.read_to_end(&mut said).await; // reset, when something has not been read
    drop(sending.await.unwrap());
    String::from_utf8_lossy(&said).into_owned()
}

async fn csrf_of(two: &Two, cookie: &str) -> String {
    let page = two.house.page("/profilo", cookie).await.1;
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn what_goes_on_and_on_is_told_as_what_it_is(engine: Engine) {
    let limits = [("PRASSI_FILES__MAX_MB", "2"), ("PRASSI_FILES__QUOTA_MB", "3")];
    let two = two(engine, &limits).await;
    let key = format!("reply:{}", two.thread);
    let large = begun(&two, "/allegati", &[("key", &key)], 20 << 20).await;
    assert!(large.starts_with("HTTP/1.1 422") && large.contains("«grande.bin» è troppo grande"), "{large}");
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let page = begun(&two, &path, &[("body", "Parole preziose"), ("with_files", "1")], 20 << 20).await;
    assert!(page.starts_with("HTTP/1.1 422") && page.contains("«grande.bin» è troppo grande"), "{page}");
    assert!(page.contains("id=\"files-error\"") && page.contains("Parole preziose</textarea>"), "{page}");
    assert_eq!(two.upload("uno.bin", &vec![7; 2_000_000]).await.status, 201);
    let full = begun(&two, "/allegati", &[("key", &key)], 20 << 20).await;
    assert!(full.starts_with("HTTP/1.1 422") && full.contains("non c’è più posto"), "{full}");
    assert_eq!(two.bytes().len(), 1, "of what was refused nothing is left");
}

async fn a_picture_is_read_when_it_is_its_turn(engine: Engine) {
    let two = two(engine, &[]).await;
    let studio = two.house.app.accounts.studio().maker();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let other = tokio::spawn(async move {
        let work = move || {
            begin.send(()).unwrap();
            ended.recv().unwrap();
        };
        studio.make(work).await.unwrap();
    });
    begun.await.unwrap();
    let exchanged = async {
        let begun = std::time::Instant::now();
        let is_whole = |path: &std::path::PathBuf| !path.to_string_lossy().contains('#');
        let path = loop {
            if let Some(path) = two.bytes().into_iter().find(is_whole) {
                break path;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing arrives");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        // Only what has not been read yet can be another picture.
        std::fs::write(path, png(60, 30)).unwrap();
        end.send(()).unwrap();
    };
    let photo = png(40, 30);
    let (taken, ()) = tokio::join!(two.upload("foto.png", &photo), exchanged);
    other.await.unwrap();
    assert_eq!(taken.status, 201, "{}", taken.text);
    let id = listed(&taken).remove(0);
    let made = two.hers.http.get(format!("{}/allegati/{id}/figura/480", two.hers.base)).send().await.unwrap();
    let made = image::load_from_memory(&made.bytes().await.unwrap()).unwrap();
    assert_eq!(made.width(), 60, "it was in memory while others had their turn");
}

async fn bytes_stay_when_nobody_knows_of_their_row(engine: Engine) {
    let two = two(engine, &[]).await;
    two.house
        .place
        .execute(match engine {
            Engine::Sqlite => {
                "CREATE TRIGGER broken BEFORE INSERT ON files BEGIN SELECT RAISE(ABORT, 'it does not work'); END"
            }
            Engine::Postgres => "ALTER TABLE files ADD CONSTRAINT broken CHECK (size < 0) NOT VALID",
        })
        .await;
    assert_eq!(two.upload("verbale.pdf", b"%PDF-1.7").await.status, 500);
    // Whether a row was committed is not known to who has lost the database: the sweep will see.
    assert_eq!(two.bytes().len(), 1);
    // What was refused has none.
    let nowhere = [("csrf", two.csrf.as_str()), ("key", "reply:999999")];
    assert_eq!(send(&two.hers, "/allegati", &nowhere, &[("x.pdf", b"%PDF-1.7")]).await.status, 404);
    assert_eq!(two.bytes().len(), 1);
}

/// A PNG that says it is of a size, with next to nothing in it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(1, 1);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let crc = !bytes[12..29].iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)));
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

async fn a_bomb_is_refused_by_its_head(engine: Engine) {
    let two = two(engine, &[]).await;
    for (width, height) in [(10_000, 10_000), (100_000, 1_000)] {
        let refused = two.upload("enorme.png", &bomb(width, height)).await;
        assert!(refused.status == 422 && refused.has("è un’immagine troppo grande"), "{}", refused.text);
    }
    assert!(two.bytes().is_empty());
}

async fn what_breaks_off_leaves_nothing(engine: Engine) {
    let two = two(engine, &[]).await;
    let key = format!("reply:{}", two.thread);
    let whole = form(&[("csrf", &two.csrf), ("key", &key)], &[("x.bin", &vec![7; 3 << 20])]);
    // Half of it comes, and then the connection ends.
    let cookie = two.house.cookie_of(&two.nives).await;
    let csrf = csrf_of(&two, &cookie).await;
    let mine = form(&[("csrf", &csrf), ("key", &key)], &[("x.bin", &vec![7; 3 << 20])]);
    let address = two.house.base.trim_start_matches("http://").to_owned();
    let head = format!(
        "POST /allegati HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n\
         Content-Length: {}\r\n\r\n",
        mine.len()
    );
    let mut connection = TcpStream::connect(&address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&mine[..2 << 20]).await.unwrap();
    let begun = std::time::Instant::now();
    while two.bytes().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing arrives");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(connection);
    while !two.bytes().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(40), "something stays: {:?}", two.bytes());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // A form that ends in the middle of a file.
    let request = two.hers.http.post(format!("{}/allegati", two.hers.base));
    let cut = whole[..2 << 20].to_vec();
    let answer = request.header("content-type", "multipart/form-data; boundary=x").body(cut).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 400);
    assert!(listed(&two.page(&two.hers).await).is_empty());
    while !two.bytes().is_empty() {
        assert!(begun.elapsed() < Duration::from_mins(1), "something stays: {:?}", two.bytes());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn a_form_that_comes_too_late_keeps_its_words(engine: Engine) {
    let two = two(engine, &[]).await;
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let files: [(&str, &[u8]); 1] = [("uno.txt", b"1")];
    let stale = send(&two.hers, &path, &[("csrf", "wrong"), ("body", "Parole preziose")], &files).await;
    assert!(stale.status == 422 && stale.has("Parole preziose"), "{}", stale.text);
    let gone = send(&two.house.browser(), &path, &[("csrf", "wrong"), ("body", "Parole preziose")], &files).await;
    assert!(gone.status == 401 && gone.has("Parole preziose"), "{} {}", gone.status, gone.text);
    assert!(two.bytes().is_empty());
    // Where one may not write nothing is taken in.
    let elsewhere = send(&two.hers, "/allegati", &[("csrf", &two.csrf), ("key", "reply:999999")], &files).await;
    assert_eq!((elsewhere.status, two.bytes().len()), (404, 0));
    for key in ["", "reply:", "other:1"] {
        let nowhere = send(&two.hers, "/allegati", &[("csrf", &two.csrf), ("key", key)], &files).await;
        assert_eq!((nowhere.status, two.bytes().len()), (400, 0), "{key}");
    }
}

async fn nobody_sends_everything_at_once(engine: Engine) {
    let two = two(engine, &[("PRASSI_FILES__UPLOADS_AT_ONCE", "1")]).await;
    let files = two.house.app.house.room::<prassi::files::Files>().unwrap().clone();
    let first = files.turn(two.nives.id).await.unwrap();
    let waiting = tokio::spawn({
        let (files, person) = (files.clone(), two.nives.id);
        async move { files.turn(person).await.is_ok() }
    });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished(), "one at a time");
    drop(first);
    assert!(waiting.await.unwrap());
    // Four of one person at the most, those who wait among them.
    let held = files.turn(two.nives.id).await.unwrap();
    let mut more = Vec::new();
    for _ in 0..3 {
        let mut turn = Box::pin(files.turn(two.nives.id));
        assert!(tokio::time::timeout(Duration::from_millis(1), &mut turn).await.is_err(), "it waits");
        more.push(turn);
    }
    assert!(files.turn(two.nives.id).await.is_err());
    drop(held);
    for turn in more {
        drop(turn.await.unwrap());
    }
    assert!(files.turn(two.nives.id).await.is_ok());
}
