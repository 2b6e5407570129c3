//! Files: on their way in and out, who gets them, and when they go. Over HTTP on both engines.

mod bounds;
mod lasting;
mod placed;

use std::io::Cursor;
use std::path::PathBuf;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use prassi::authz::{Openness, Role};
use prassi::base::{SpaceId, ThreadId, Timestamp};
use prassi::db::{self, Command, Tx};
use prassi::jobs::{self, NewJob};

use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    files_travel_with_a_post,
    a_picture_is_shown_as_written_anew,
    a_draft_keeps_its_files,
    what_was_left_out_is_in_no_later_draft,
    a_change_of_a_post_changes_its_files,
    who_reads_the_post_gets_its_files,
    the_same_form_makes_one_post_with_its_files_once,
    a_form_sent_again_leaves_the_next_draft_alone,
    parts_of_a_file_are_given_and_nothing_twice,
);

/// Two colleagues in a private space, with a discussion.
pub struct Two {
    pub house: House,
    pub nives: Someone,
    pub space: SpaceId,
    pub thread: ThreadId,
    pub hers: Browser,
    pub his: Browser,
    pub csrf: String,
}

pub async fn two(engine: Engine, more: &[(&str, &str)]) -> Two {
    let sessions = [("PRASSI_SESSIONS__IDLE_DAYS", "365"), ("PRASSI_SESSIONS__ABSOLUTE_DAYS", "365")];
    let house = House::open_with(engine, &[&sessions[..], more].concat()).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Private, &people).await;
    let thread = house.thread(&tullio, space, "Moduli", "Chi ha l’ultimo?").await.thread;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    let csrf = hers.csrf().await;
    Two { house, nives, space, thread, hers, his, csrf }
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([200, 20, 20])));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A form in parts, as browsers write it: fields first, then files.
pub fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    body
}

pub async fn answered(response: reqwest::Response) -> Answered {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let location = headers.get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    Answered { status, location, text: String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned(), headers }
}

pub async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answered {
    let request = browser.http.post(format!("{}{path}", browser.base));
    let request = request.header("content-type", "multipart/form-data; boundary=x").body(form(fields, files));
    answered(request.send().await.unwrap()).await
}

impl Two {
    /// She answers, with files, without a script.
    pub async fn answer(&self, words: &str, files: &[(&str, &[u8])]) -> Answered {
        let path = format!("/discussioni/{}/messaggi", self.thread);
        send(&self.hers, &path, &[("csrf", &self.csrf), ("body", words), ("with_files", "1"), ("files", "")], files)
            .await
    }

    /// She puts one file into the draft of her answer, as the script does.
    pub async fn upload(&self, name: &str, bytes: &[u8]) -> Answered {
        let key = format!("reply:{}", self.thread);
        send(&self.hers, "/allegati", &[("csrf", &self.csrf), ("key", &key)], &[(name, bytes)]).await
    }

    pub async fn page(&self, browser: &Browser) -> Answered {
        browser.get(&format!("/discussioni/{}", self.thread)).await
    }

    /// The names of everything in the folder of files.
    pub fn bytes(&self) -> Vec<PathBuf> {
        let shelves = std::fs::read_dir(self.house.place.folder.path().join("files")).unwrap();
        let files = shelves.flat_map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect()
    }

    pub async fn sweep(&self) {
        self.house.db.write(Sweep(self.house.clock.now())).await.unwrap();
        self.house.work().await;
    }
}

/// Puts the recurring job in the queue.
struct Sweep(Timestamp);

impl Command for Sweep {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        jobs::enqueue(tx, &NewJob::new("files.sweep", (), self.0)).await.map(|_| ())
    }
}

/// The addresses of files on a page, in their order.
pub fn files_on(page: &Answered) -> Vec<String> {
    let link = regex::Regex::new(r#"href="(/allegati/\d+)""#).unwrap();
    link.captures_iter(&page.text).map(|found| found[1].to_owned()).collect()
}

/// The ids of files in the composer's list.
pub fn listed(page: &Answered) -> Vec<String> {
    let row = regex::Regex::new(r#"name="file" value="(\d+)""#).unwrap();
    row.captures_iter(&page.text).map(|found| found[1].to_owned()).collect()
}

pub fn header(answer: &Answered, name: &str) -> String {
    answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

async fn files_travel_with_a_post(engine: Engine) {
    let two = two(engine, &[]).await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let long = format!("{}.odt", "n".repeat(300));
    let pdf = b"%PDF-1.7 e poi altro";
    let sent = two
        .answer("Ecco.", &[("../../x.svg", svg), ("<img>.png", b"no"), (&long, b"testo"), ("Pi\u{f9}.pdf", pdf)])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = two.page(&two.his).await;
    assert!(page.has(">x.svg<") && !page.text.contains("<img>") && page.has("&#60;img&#62;.png"), "{}", page.text);
    assert!(page.has("nnn….odt<") && page.has("20\u{a0}byte"), "{}", page.text);
    let files = files_on(&page);
    assert_eq!(files.len(), 4);
    for (path, bytes, kind) in [
        (&files[0], &svg[..], "text/plain; charset=utf-8"),
        (&files[1], b"no", "text/plain; charset=utf-8"),
        (&files[3], pdf, "application/pdf"),
    ] {
        let got = two.his.get(path).await;
        assert_eq!((got.status, got.text.as_bytes(), header(&got, "content-type").as_str()), (200, bytes, kind));
        assert!(header(&got, "content-disposition").starts_with("attachment; filename=\""));
        assert!(header(&got, "content-security-policy").starts_with("sandbox;"));
        assert_eq!(header(&got, "x-content-type-options"), "nosniff");
        assert_eq!(header(&got, "cache-control"), "private, no-cache");
        assert_eq!(header(&got, "content-length"), bytes.len().to_string());
    }
    let name = header(&two.his.get(&files[3]).await, "content-disposition");
    assert_eq!(name, "attachment; filename=\"Pi_.pdf\"; filename*=UTF-8''Pi%C3%B9.pdf");
    assert_eq!(two.his.get(&format!("{}/figura/480", files[3])).await.status, 404, "no picture of it");
    assert!(listed(&two.page(&two.hers).await).is_empty(), "nothing waits any more");
}

async fn a_picture_is_shown_as_written_anew(engine: Engine) {
    let two = two(engine, &[]).await;
    let photo = png(2000, 500);
    assert_eq!(two.upload("foto.txt", &photo).await.status, 201);
    let id = listed(&two.page(&two.hers).await).remove(0);
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let alt = (format!("alt-{id}"), "Il «modulo» nuovo <b>".to_owned());
    let fields =
        [("csrf", two.csrf.as_str()), ("body", "Eccolo"), ("with_files", "1"), ("file", &id), (&alt.0, &alt.1)];
    assert_eq!(send(&two.hers, &path, &fields, &[]).await.status, 303);
    let page = two.page(&two.his).await;
    assert!(
        page.has(r#"alt="Il «modulo» nuovo &#60;b&#62;""#) && page.has(r#"sizes="640px" width="640" height="160""#),
        "{}",
        page.text
    );
    for (side, width) in [(480, 480), (1280, 1280)] {
        let response = two.his.http.get(format!("{}/allegati/{id}/figura/{side}", two.his.base)).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "image/jpeg");
        assert_eq!(response.headers()["content-disposition"].to_str().unwrap().split(';').next(), Some("inline"));
        let made = image::load_from_memory_with_format(&response.bytes().await.unwrap(), ImageFormat::Jpeg).unwrap();
        assert_eq!((made.width(), made.height()), (width, width / 4));
    }
    let original = two.his.http.get(format!("{}/allegati/{id}", two.his.base)).send().await.unwrap();
    assert_eq!(original.headers()["content-type"], "image/png");
    assert!(original.headers()["content-disposition"].to_str().unwrap().starts_with("inline; filename=\"foto.txt\""));
    assert_eq!(original.bytes().await.unwrap(), photo);
    for wrong in ["0", "96", "1281", "-1", "x"] {
        assert_eq!(two.his.get(&format!("/allegati/{id}/figura/{wrong}")).await.status, 404, "{wrong}");
    }
    // What only begins like a picture is a file.
    assert_eq!(two.answer("Questa no", &[("rotta.png", b"\x89PNG\r\n\x1a\n e basta")]).await.status, 303);
    let broken = files_on(&two.page(&two.his).await).pop().unwrap();
    let got = two.his.get(&broken).await;
    assert_eq!(header(&got, "content-type"), "application/octet-stream");
    assert!(header(&got, "content-disposition").starts_with("attachment"));
}

async fn a_draft_keeps_its_files(engine: Engine) {
    let two = two(engine, &[]).await;
    let row = two.upload("verbale.pdf", b"%PDF-1.7").await;
    assert!(row.status == 201 && row.has("verbale.pdf") && row.has("Togli"), "{} {}", row.status, row.text);
    assert_eq!(two.upload("foto.png", &png(40, 30)).await.status, 201);
    let waiting = listed(&two.page(&two.hers).await);
    assert_eq!(waiting.len(), 2);
    assert!(listed(&two.page(&two.his).await).is_empty(), "only she sees them");
    assert_eq!(two.hers.get(&format!("/allegati/{}", waiting[0])).await.status, 200);
    assert_eq!(two.his.get(&format!("/allegati/{}", waiting[0])).await.status, 404);
    // Words come and go, the files stay; days later too, as long as the draft is there.
    let key = format!("reply:{}", two.thread);
    for body in ["Un testo", ""] {
        let saved = two.hers.post("/bozze", &[("csrf", &two.csrf), ("key", &key), ("title", ""), ("body", body)]).await;
        assert_eq!(saved.status, 200);
        assert_eq!(listed(&two.page(&two.hers).await), waiting);
    }
    two.house.clock.advance(std::time::Duration::from_hours(24 * 10));
    two.sweep().await;
    assert_eq!(listed(&two.page(&two.hers).await), waiting);
    // Not chosen in the form is not published; it goes after a day.
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let fields = [
        ("csrf", two.csrf.as_str()),
        ("body", "Con uno"),
        ("file", &waiting[0]),
        ("file", &waiting[1]),
        ("togli", &waiting[1]),
    ];
    assert_eq!(send(&two.hers, &path, &fields, &[]).await.status, 303);
    assert_eq!(files_on(&two.page(&two.his).await), [format!("/allegati/{}", waiting[0])]);
    assert_eq!(two.bytes().len(), 4);
    two.house.clock.advance(std::time::Duration::from_hours(25));
    two.sweep().await;
    assert_eq!((two.bytes().len(), two.hers.get(&format!("/allegati/{}", waiting[1])).await.status), (1, 404));
    // One that is taken out of the draft goes at once, and the empty draft with it.
    assert_eq!(two.upload("altro.pdf", b"%PDF-1.7").await.status, 201);
    assert!(
        two.hers.get("/").await.has("#componi\">Allegati ancora senza testo</a>"),
        "a draft without words is named too"
    );
    let id = listed(&two.page(&two.hers).await).remove(0);
    let remove = format!("/allegati/{id}/togli");
    assert_eq!(two.his.post(&remove, &[("csrf", &two.his.csrf().await)]).await.status, 404);
    assert_eq!(two.hers.post(&remove, &[("csrf", &two.csrf)]).await.status, 204);
    assert_eq!(two.hers.post(&remove, &[("csrf", &two.csrf)]).await.status, 404);
    assert_eq!(two.bytes().len(), 1);
    assert!(!two.hers.get("/").await.has("#componi"));
}

async fn what_was_left_out_is_in_no_later_draft(engine: Engine) {
    let two = two(engine, &[("PRASSI_FILES__PER_POST", "2")]).await;
    for name in ["verbale.pdf", "bozza.pdf"] {
        assert_eq!(two.upload(name, b"%PDF-1.7").await.status, 201);
    }
    let first = listed(&two.page(&two.hers).await);
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let fields = [
        ("csrf", two.csrf.as_str()),
        ("body", "Il verbale"),
        ("file", &first[0]),
        ("file", &first[1]),
        ("togli", &first[1]),
    ];
    assert_eq!(send(&two.hers, &path, &fields, &[]).await.status, 303);
    // The next answer there has its own files, and room for all of them.
    for name in ["uno.pdf", "due.pdf"] {
        let taken = two.upload(name, b"%PDF-1.7").await;
        assert_eq!(taken.status, 201, "{}", taken.text);
    }
    let next = listed(&two.page(&two.hers).await);
    assert!(next.len() == 2 && !next.contains(&first[1]), "{next:?} after {first:?}");
    // Without them its draft is empty, and goes.
    for id in &next {
        assert_eq!(two.hers.post(&format!("/allegati/{id}/togli"), &[("csrf", &two.csrf)]).await.status, 204);
    }
    assert!(!two.hers.get("/").await.has("#componi"));
    // A form that was open all the while still has it.
    let late = [("csrf", two.csrf.as_str()), ("body", "Anche la bozza"), ("file", &first[1])];
    assert_eq!(send(&two.hers, &path, &late, &[]).await.status, 303);
    assert!(files_on(&two.page(&two.his).await).contains(&format!("/allegati/{}", first[1])));
}

async fn a_change_of_a_post_changes_its_files(engine: Engine) {
    let two = two(engine, &[]).await;
    assert_eq!(two.answer("Ecco.", &[("uno.txt", b"1"), ("due.png", &png(30, 30))]).await.status, 303);
    let page = two.page(&two.hers).await;
    let post = page.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("/messaggi/{post}/modifica");
    let form = two.hers.get(&edit).await;
    let ids = listed(&form);
    assert_eq!(ids.len(), 2);
    let version = |page: &Answered| page.hidden(&edit).into_iter().find(|(name, _)| name == "version").unwrap().1;
    let first = version(&form);
    // A form that lists no files leaves them alone.
    let plain = [("csrf", two.csrf.as_str()), ("body", "Ecco qui."), ("version", &first)];
    assert_eq!(two.hers.post(&edit, &plain).await.status, 303);
    assert_eq!(files_on(&two.page(&two.his).await).len(), 2);
    // Files may change without a word: the post is a new version all the same.
    let second = version(&two.hers.get(&edit).await);
    let alt = format!("alt-{}", ids[1]);
    let fields = [
        ("csrf", two.csrf.as_str()),
        ("body", "Ecco qui."),
        ("version", &second),
        ("with_files", "1"),
        ("file", &ids[0]),
        ("togli", &ids[0]),
        ("file", &ids[1]),
        (&alt, "Un quadrato"),
    ];
    assert_eq!(send(&two.hers, &edit, &fields, &[("tre.txt", b"3")]).await.status, 303);
    let page = two.page(&two.his).await;
    assert!(page.has("tre.txt") && page.has("alt=\"Un quadrato\"") && !page.has("uno.txt"), "{}", page.text);
    assert!(version(&two.hers.get(&edit).await) > second);
    assert_eq!(two.his.get(&format!("/allegati/{}", ids[0])).await.status, 403, "taken out");
    // From a form that is no longer the newest nothing is taken out.
    let stale = [("csrf", two.csrf.as_str()), ("body", "Ecco qui."), ("version", &second), ("with_files", "1")];
    assert_eq!(send(&two.hers, &edit, &stale, &[]).await.status, 409);
    assert_eq!(files_on(&two.page(&two.his).await).len(), 2);
    two.house.clock.advance(std::time::Duration::from_hours(25));
    two.sweep().await;
    assert_eq!(two.his.get(&format!("/allegati/{}", ids[0])).await.status, 404, "gone for good");
    assert_eq!(files_on(&two.page(&two.his).await).len(), 2);
    assert_eq!(two.bytes().len(), 4);
}

async fn who_reads_the_post_gets_its_files(engine: Engine) {
    let two = two(engine, &[]).await;
    let (guest, olga) = (two.house.guest("Gino Ospite").await, two.house.person("Olga Fuori").await);
    let ada = two.house.administrator("Ada Amministra").await;
    assert_eq!(two.answer("Ecco.", &[("uno.png", &png(30, 30))]).await.status, 303);
    let file = files_on(&two.page(&two.his).await).remove(0);
    let picture = format!("{file}/figura/480");
    let (outside, guests) = (two.house.signed_in(&olga).await, two.house.signed_in(&guest).await);
    let administrator = two.house.signed_in(&ada).await;
    for path in [&file, &picture] {
        let stranger = two.house.browser().get(path).await;
        assert!(stranger.status == 303 && stranger.location.starts_with("/accedi"));
        assert_eq!((outside.get(path).await.status, guests.get(path).await.status), (404, 404));
        assert_eq!(administrator.get(path).await.status, 403);
    }
    let people = prassi::spaces::AddMember {
        actor: two.nives.actor,
        space: two.space,
        who: guest.email.clone(),
        role: Role::Guest,
        now: two.house.clock.now(),
    };
    two.house.db.write(people).await.unwrap();
    assert_eq!((guests.get(&file).await.status, guests.get(&picture).await.status), (200, 200));
    // Deleted with the post, and back with it; gone for good a day later.
    let page = two.page(&two.hers).await;
    let post = page.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let press = |what: &str| {
        let path = format!("/messaggi/{post}/{what}");
        async { two.hers.post(&{ path }, &[("csrf", &two.csrf)]).await.status }
    };
    assert_eq!(press("elimina").await, 303);
    assert_eq!((two.his.get(&file).await.status, two.hers.get(&picture).await.status), (403, 403));
    assert!(files_on(&two.page(&two.his).await).is_empty());
    assert_eq!(press("ripristina").await, 303);
    assert_eq!((two.his.get(&file).await.status, files_on(&two.page(&two.his).await).len()), (200, 1));
    assert_eq!(press("elimina").await, 303);
    two.house.clock.advance(std::time::Duration::from_hours(24));
    two.sweep().await;
    assert_eq!((two.his.get(&file).await.status, two.bytes().len()), (404, 0));
}

async fn the_same_form_makes_one_post_with_its_files_once(engine: Engine) {
    let two = two(engine, &[]).await;
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let fields = [
        ("csrf", two.csrf.as_str()),
        ("submission", "0123456789abcdef0123456789abcdef"),
        ("body", "Ecco."),
        ("with_files", "1"),
    ];
    let mut places = Vec::new();
    for _ in 0..2 {
        let sent = send(&two.hers, &path, &fields, &[("uno.txt", b"1")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        places.push(sent.location);
    }
    assert_eq!(places[0], places[1]);
    assert_eq!(files_on(&two.page(&two.his).await).len(), 1);
    assert!(listed(&two.page(&two.hers).await).is_empty(), "what came twice waits nowhere");
    let other = send(&two.hers, &path, &fields, &[("due.txt", b"2")]).await;
    assert!(other.status == 303 && other.location != places[0], "another file makes another post");
    two.house.clock.advance(std::time::Duration::from_hours(25));
    two.sweep().await;
    assert_eq!(two.bytes().len(), 2);
}

/// A form that comes again, for its answer was lost on the way, says nothing about what has been written since.
async fn a_form_sent_again_leaves_the_next_draft_alone(engine: Engine) {
    let two = two(engine, &[]).await;
    let path = format!("/discussioni/{}/messaggi", two.thread);
    assert_eq!(two.upload("uno.txt", b"1").await.status, 201);
    let file = listed(&two.page(&two.hers).await).remove(0);
    let fields = [
        ("csrf", two.csrf.as_str()),
        ("submission", "0123456789abcdef0123456789abcdef"),
        ("body", "Ecco."),
        ("with_files", "1"),
        ("file", &file),
    ];
    let first = send(&two.hers, &path, &fields, &[]).await;
    assert_eq!(first.status, 303);
    let key = format!("reply:{}", two.thread);
    let next = [("csrf", two.csrf.as_str()), ("key", &key), ("title", ""), ("body", "Il testo seguente")];
    assert_eq!(two.hers.post("/bozze", &next).await.status, 200);
    assert_eq!(two.upload("due.txt", b"2").await.status, 201);
    let again = send(&two.hers, &path, &fields, &[]).await;
    assert_eq!((again.status, &again.location), (303, &first.location));
    let page = two.page(&two.hers).await;
    assert!(page.has("Il testo seguente") && page.has("due.txt"), "{}", page.text);
    // Another form with a file that went its way in another tab keeps its words and says so.
    let gone = [("csrf", two.csrf.as_str()), ("body", "Con un file sparito"), ("with_files", "1"), ("file", &file)];
    let refused = send(&two.hers, &path, &gone, &[]).await;
    assert!(
        refused.status == 422 && refused.has("non c’è più") && refused.has("Con un file sparito"),
        "{}",
        refused.text
    );
}

async fn parts_of_a_file_are_given_and_nothing_twice(engine: Engine) {
    let two = two(engine, &[]).await;
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    assert_eq!(two.answer("Ecco.", &[("grande.bin", &bytes)]).await.status, 303);
    let path = files_on(&two.page(&two.his).await).remove(0);
    let get = |name: &'static str, value: String| {
        let request = two.his.http.get(format!("{}{path}", two.his.base)).header(name, value);
        async { request.send().await.unwrap() }
    };
    let whole = get("accept", "*/*".to_owned()).await;
    let etag = whole.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert!(whole.bytes().await.unwrap() == bytes);
    let part = get("range", "bytes=262140-262150".to_owned()).await;
    assert!(part.status() == 206 && part.headers()["content-range"] == "bytes 262140-262150/3000000", "{part:?}");
    assert_eq!(part.bytes().await.unwrap(), bytes[262_140..=262_150]);
    let beyond = get("range", "bytes=3000000-".to_owned()).await;
    assert!(beyond.status() == 416 && beyond.headers()["content-range"] == "bytes */3000000", "{beyond:?}");
    let again = get("if-none-match", etag).await;
    assert_eq!((again.status().as_u16(), again.bytes().await.unwrap().len()), (304, 0));
    let head = two.his.http.head(format!("{}{path}", two.his.base)).send().await.unwrap();
    assert!(head.status() == 200 && head.headers()["content-length"] == "3000000", "{head:?}");
}
