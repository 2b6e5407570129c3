//! Files of posts, for programs.

use axum::body::Bytes;
use http_body_util::StreamBody;
use hyper::body::Frame;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use prassi::authz::{Openness, Role};
use prassi::base::ThreadId;
use serde_json::{Value, json};

use super::{Program, Reply, answered};
use crate::files::png;
use crate::house::{Engine, House, on_both_engines};

on_both_engines!(
    a_file_goes_into_a_post_and_comes_out,
    an_edit_changes_the_files_of_a_post,
    a_file_sent_twice_is_kept_once,
    what_is_no_file_is_refused,
    drafts_have_files,
    pictures_stand_in_the_html_of_their_post,
);

struct Scene {
    house: House,
    thread: ThreadId,
    space: prassi::base::SpaceId,
    her: Program,
    him: Program,
}

async fn scene(engine: Engine, more: &[(&str, &str)]) -> Scene {
    let house = House::open_with(engine, more).await;
    let (nives, fabio) = (house.person("Nives Altopiano").await, house.person("Fabio Facilita").await);
    let people = [(&fabio, Role::Facilitator), (&nives, Role::Member)];
    let space = house.space("Sportelli", Openness::Private, &people).await;
    let thread = house.thread(&fabio, space, "Moduli", "Chi ha l’ultimo?").await.thread;
    let (her, him) = (Program::of(&house, &nives).await, Program::of(&house, &fabio).await);
    Scene { house, thread, space, her, him }
}

impl Program {
    async fn upload(&self, draft: &str, name: &str, bytes: &[u8], headers: &[(&str, &str)]) -> Reply {
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
        let mut request = self.request("POST", &format!("/me/drafts/{draft}/files?name={name}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answered(request.body(bytes.to_vec())).await
    }

    async fn bytes(&self, path: &str, headers: &[(&str, &str)]) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        let mut request = self.request("GET", path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.bytes().await.unwrap().to_vec())
    }
}

fn stored(house: &House) -> usize {
    let shelves = std::fs::read_dir(house.place.folder.path().join("files")).unwrap();
    shelves.flat_map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap()).count()
}

async fn a_file_goes_into_a_post_and_comes_out(engine: Engine) {
    let Scene { house, thread, space, her, him } = scene(engine, &[]).await;
    let draft = format!("reply:{thread}");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    let lied = her.upload(&draft, "../../Perché <b>.png", svg, &[("content-type", "image/png")]).await;
    assert_eq!((lied.status, lied.text("/name"), lied.text("/media")), (201, "Perché <b>.png", "text/plain"));
    let (first, address) = (lied.number("/id"), format!("/files/{}", lied.number("/id")));
    assert_eq!(lied.header("location"), format!("/api/v1{address}"));
    assert_eq!((&lied.json["width"], lied.json["pictures"].as_array().unwrap().len()), (&Value::Null, 0));
    let picture = her.upload(&draft, "modulo.png", &png(30, 20), &[]).await;
    assert_eq!((picture.text("/media"), picture.number("/width"), picture.number("/height")), ("image/png", 30, 20));
    // Until it is published it is its sender's alone.
    assert_eq!(her.bytes(&address, &[]).await.2, svg);
    assert_eq!(him.get(&address).await.problem(), (404, "not-found"));
    assert_eq!(him.delete(&address).await, 404);
    let files = json!([{ "id": picture.number("/id"), "alt": "Un modulo" }, { "id": first }]);
    let theirs = him.post(&format!("/threads/{thread}/posts"), &json!({ "body": "Ecco", "files": files })).await;
    assert_eq!((theirs.problem(), theirs.text("/errors/0/pointer")), ((422, "invalid"), "/files/0/id"));
    let made = her.post(&format!("/threads/{thread}/posts"), &json!({ "body": "Ecco", "files": files })).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let post = format!("/posts/{}", made.number("/post"));
    let read = him.get(&post).await;
    assert_eq!((read.text("/files/0/name"), read.text("/files/0/alt")), ("modulo.png", "Un modulo"));
    assert_eq!((read.number("/files/1/id"), read.number("/files/1/size")), (first, 64));
    assert_eq!(him.get(&format!("{post}/files")).await.items(), read.json["files"].as_array().unwrap());
    let listed = him.get(&format!("/threads/{thread}/posts")).await;
    assert_eq!((&listed.items()[1]["files"], &listed.items()[0]["files"]), (&read.json["files"], &json!([])));
    // It comes as a download that runs nothing, in parts if so asked, and not again when it is known.
    let (status, headers, bytes) = him.bytes(&address, &[]).await;
    assert_eq!(
        (status, bytes.as_slice(), &headers["content-type"]),
        (200, &svg[..], &"text/plain; charset=utf-8".parse().unwrap())
    );
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename="));
    let (status, partial, bytes) = him.bytes(&address, &[("range", "bytes=1-3")]).await;
    assert_eq!(
        (status, bytes.as_slice(), &partial["content-range"]),
        (206, &b"svg"[..], &"bytes 1-3/64".parse().unwrap())
    );
    let known = headers["etag"].to_str().unwrap();
    assert_eq!(him.bytes(&address, &[("if-none-match", known)]).await.0, 304);
    let beyond = him.send("GET", &address, &[("range", "bytes=100-")], &Value::Null).await;
    assert_eq!((beyond.problem(), beyond.header("content-range")), ((416, "out-of-range"), "bytes */64"));
    let small = read.text("/files/0/pictures/0/href").trim_start_matches("/api/v1").to_owned();
    let (status, headers, bytes) = him.bytes(&small, &[]).await;
    assert_eq!(
        (status, &headers["content-type"], &bytes[..2]),
        (200, &"image/jpeg".parse().unwrap(), &[0xff, 0xd8][..])
    );
    for nowhere in [small.replace("/480", "/481"), format!("{address}/pictures/480")] {
        assert_eq!(him.get(&nowhere).await.problem(), (404, "not-found"), "{nowhere}");
    }
    let stranger = Program::of(&house, &house.person("Olga Fuori").await).await;
    assert_eq!(stranger.get(&address).await.problem(), (404, "not-found"));
    assert_eq!(stranger.upload(&draft, "x", b"x", &[]).await.problem(), (404, "not-found"));
    // A discussion begins with one, too.
    let third = her.upload(&format!("new:{space}"), "terzo.txt", b"tre", &[]).await.number("/id");
    let start = json!({ "title": "Con un file", "body": "Ecco", "files": [{ "id": third }] });
    let started = her.post(&format!("/spaces/{space}/threads"), &start).await;
    assert_eq!(started.status, 201, "{}", started.json);
    let first = her.get(&format!("/posts/{}", started.number("/post"))).await;
    assert_eq!(first.number("/files/0/id"), third);
}

async fn an_edit_changes_the_files_of_a_post(engine: Engine) {
    let Scene { house: _house, thread, her, him, .. } = scene(engine, &[]).await;
    let draft = format!("reply:{thread}");
    let (one, two) = (her.upload(&draft, "uno.txt", b"1", &[]).await, her.upload(&draft, "due.txt", b"2", &[]).await);
    let (one, two) = (one.number("/id"), two.number("/id"));
    let body = json!({ "body": "Ecco", "files": [{ "id": one }, { "id": two }] });
    let made = her.post(&format!("/threads/{thread}/posts"), &body).await;
    let post = format!("/posts/{}", made.number("/post"));
    // Files that nobody speaks of stay.
    let words = her.patch(&post, 1, &json!({ "body": "Eccoli" })).await;
    assert_eq!((words.number("/version"), words.json["files"].as_array().unwrap().len()), (2, 2));
    let three = her.upload(&format!("edit:{}", made.number("/post")), "tre.txt", b"3", &[]).await.number("/id");
    let change = json!({ "body": "Eccoli", "files": [{ "id": two, "alt": "Due" }, { "id": three }] });
    let stale = her.patch(&post, 1, &change).await;
    assert_eq!((stale.problem(), stale.number("/sent/files/1/id")), ((412, "changed"), three));
    let changed = her.patch(&post, 2, &change).await;
    assert_eq!((changed.status, changed.number("/version")), (200, 3), "{}", changed.json);
    assert_eq!((changed.number("/files/0/id"), changed.number("/files/1/id")), (two, three));
    assert_eq!(changed.text("/files/0/alt"), "Due");
    assert_eq!(him.get(&format!("/files/{one}")).await.problem(), (403, "refused"), "it is in no post any more");
    for (files, pointer) in [
        (json!([{ "id": one }]), "/files/0/id"),
        (json!([{ "id": two }, { "id": 999_999 }]), "/files/1/id"),
        (json!([{ "id": two }, { "id": two }]), "/files/1/id"),
        (json!([{ "id": two, "alt": "x".repeat(301) }]), "/files/0/alt"),
        (json!(vec![json!({ "id": two }); 51]), "/files"),
    ] {
        let refused = her.patch(&post, 3, &json!({ "body": "Eccoli", "files": files })).await;
        assert_eq!((refused.problem(), refused.text("/errors/0/pointer")), ((422, "invalid"), pointer));
    }
    let none = her.patch(&post, 3, &json!({ "body": "Eccoli", "files": [] })).await;
    assert_eq!((none.status, &none.json["files"]), (200, &json!([])));
}

async fn a_file_sent_twice_is_kept_once(engine: Engine) {
    let Scene { house, thread, her, .. } = scene(engine, &[]).await;
    let (draft, key) = (format!("reply:{thread}"), [("idempotency-key", "verbale-3")]);
    let first = her.upload(&draft, "uno.txt", b"1", &key).await;
    let again = her.upload(&draft, "uno.txt", b"1", &key).await;
    assert_eq!((again.status, &again.json, again.header("idempotency-replayed")), (201, &first.json, "true"));
    assert_eq!((stored(&house), her.get(&format!("/me/drafts/{draft}/files")).await.items().len()), (1, 1));
    for (name, bytes) in [("uno.txt", b"2"), ("due.txt", b"1")] {
        assert_eq!(her.upload(&draft, name, bytes, &key).await.problem(), (422, "key-reused"));
    }
    assert_eq!(stored(&house), 1);
    // The post too: what it names is in it already when it comes again.
    let body = json!({ "body": "Ecco", "files": [{ "id": first.number("/id") }] });
    let path = format!("/threads/{thread}/posts");
    let made = her.send("POST", &path, &[("idempotency-key", "risposta-3")], &body).await;
    let again = her.send("POST", &path, &[("idempotency-key", "risposta-3")], &body).await;
    assert_eq!((made.status, again.status, &again.json), (201, 201, &made.json));
    assert_eq!(her.post(&path, &body).await.problem(), (422, "invalid"), "another post cannot have it");
}

async fn what_is_no_file_is_refused(engine: Engine) {
    let limits = [("PRASSI_FILES__MAX_MB", "1"), ("PRASSI_FILES__QUOTA_MB", "2"), ("PRASSI_FILES__PER_POST", "3")];
    let Scene { house, thread, her, .. } = scene(engine, &limits).await;
    let draft = format!("reply:{thread}");
    let large = vec![7; (1 << 20) + 1];
    assert_eq!(her.upload(&draft, "grande.bin", &large, &[]).await.problem(), (413, "too-large"));
    // Whoever does not say how much there is to come is stopped on the way.
    let frame = |piece: &[u8]| Ok::<_, std::io::Error>(Frame::data(Bytes::copy_from_slice(piece)));
    let pieces: Vec<_> = large.chunks(1 << 16).map(frame).collect();
    let pieces = StreamBody::new(futures_util::stream::iter(pieces));
    let request = her.request("POST", &format!("/me/drafts/{draft}/files?name=x"));
    let streamed = answered(request.body(reqwest::Body::wrap(pieces))).await;
    assert_eq!(streamed.problem(), (413, "too-large"));
    let empty = her.upload(&draft, "vuoto.pdf", b"", &[]).await;
    assert_eq!((empty.problem(), empty.text("/errors/0/pointer")), ((422, "invalid"), ""));
    assert!(empty.text("/errors/0/detail").contains("vuoto.pdf"));
    assert_eq!(stored(&house), 0, "of what was refused nothing is left");
    for (path, headers) in [
        (format!("{draft}/files"), vec![]),
        (format!("{draft}/files?name="), vec![]),
        (format!("{draft}/files?name=a&what=b"), vec![]),
        (format!("{draft}/files?name=a"), vec![("content-type", "multipart/form-data; boundary=x")]),
        (format!("{draft}/files?name=a"), vec![("idempotency-key", " ")]),
    ] {
        let reply = her.send("POST", &format!("/me/drafts/{path}"), &headers, &json!("x")).await;
        assert_eq!(reply.problem(), (400, "parameter"), "{path} {headers:?}");
    }
    assert_eq!(her.upload("other:1", "x", b"x", &[]).await.problem(), (404, "not-found"));
    let full = vec![7; 1_000_000];
    assert_eq!(her.upload(&draft, "uno.bin", &full, &[]).await.status, 201);
    assert_eq!(her.upload(&draft, "due.bin", &full[..999_000], &[]).await.status, 201);
    assert_eq!(her.upload(&draft, "tre.bin", &full, &[]).await.problem(), (422, "invalid"), "no room left");
    assert_eq!(her.upload(&draft, "tre.bin", b"3", &[]).await.status, 201);
    let fourth = her.upload(&draft, "quattro.bin", b"4", &[]).await;
    assert!(fourth.text("/errors/0/detail").contains("al massimo 3 file"), "{}", fourth.json);
    assert_eq!(stored(&house), 3);
}

async fn drafts_have_files(engine: Engine) {
    let Scene { house, thread, her, .. } = scene(engine, &[]).await;
    let draft = format!("reply:{thread}");
    let file = her.upload(&draft, "uno.txt", b"1", &[]).await.number("/id");
    assert_eq!(her.get(&format!("/me/drafts/{draft}")).await.json["has_files"], true);
    assert_eq!(her.get("/me/drafts").await.items()[0]["has_files"], true);
    assert_eq!(her.get(&format!("/me/drafts/{draft}/files")).await.number("/items/0/id"), file);
    assert_eq!(her.delete(&format!("/files/{file}")).await, 204);
    assert_eq!((her.get("/me/drafts").await.items().len(), stored(&house)), (0, 0), "nothing else was in it");
    // A draft that is forgotten lets its files go.
    her.upload(&draft, "due.txt", b"2", &[]).await;
    assert_eq!(her.delete(&format!("/me/drafts/{draft}")).await, 204);
    assert_eq!(her.get("/me/drafts").await.items().len(), 0);
}

async fn pictures_stand_in_the_html_of_their_post(engine: Engine) {
    let Scene { house: _house, thread, her, him, .. } = scene(engine, &[]).await;
    let draft = format!("reply:{thread}");
    let picture = her.upload(&draft, "modulo.png", &png(30, 20), &[]).await.number("/id");
    let below = her.upload(&draft, "altra.png", &png(30, 20), &[]).await.number("/id");
    let body = format!("![Il modulo](/allegati/{picture}) ![Fuori](https://a.example/x.png)");
    let preview = her.post("/preview", &json!({ "body": body, "draft": draft })).await;
    assert!(
        preview.text("/html").contains(&format!("<img src=\"/allegati/{picture}/figura/1280\"")),
        "{}",
        preview.json
    );
    assert!(preview.text("/notes/0").contains("https://a.example/x.png"), "{}", preview.json);
    for (program, asked) in [(&her, json!({ "body": body })), (&him, json!({ "body": body, "draft": draft }))] {
        let preview = program.post("/preview", &asked).await;
        assert!(!preview.text("/html").contains("<img") && preview.json["notes"].as_array().unwrap().len() == 2);
    }
    let wrong = her.post("/preview", &json!({ "body": body, "draft": "x" })).await;
    assert_eq!((wrong.problem(), wrong.text("/errors/0/pointer")), ((422, "invalid"), "/draft"));
    let post = json!({ "body": body, "files": [{ "id": below }, { "id": picture }] });
    let made = her.post(&format!("/threads/{thread}/posts"), &post).await.number("/post");
    let read = him.get(&format!("/posts/{made}")).await;
    assert_eq!(read.json["placed"], json!([picture]));
    assert!(
        read.text("/html").contains("alt=\"Il modulo\"") && !read.text("/html").contains("a.example/x.png\" width")
    );
    assert_eq!(read.json["files"].as_array().unwrap().len(), 2);
    let change = format!("edit:{made}");
    let again = her.post("/preview", &json!({ "body": body, "draft": change })).await;
    assert!(again.text("/html").contains("<img "), "what the post has may stand in its change: {}", again.json);
    let his = him.post("/preview", &json!({ "body": body, "draft": change })).await;
    assert!(!his.text("/html").contains("<img "), "{}", his.json);
}
