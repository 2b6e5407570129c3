//! Bodies, problems, limits, versions, keys of idempotency: the same for every operation.

use std::time::Duration;

use prassi::authz::{Openness, Role};
use prassi::base::SpaceId;
use prassi::web::api::CleanAnswers;
use serde_json::{Value, json};

use super::{Program, Reply, answered};
use crate::house::{Engine, House, on_both_engines};

on_both_engines!(
    failures_are_problems,
    bodies_are_read_strictly,
    a_creation_happens_once,
    a_kept_answer_outlasts_what_it_needed,
    an_edit_names_what_it_has_seen,
    a_key_has_its_share,
);

async fn open(engine: Engine) -> (House, Program, SpaceId) {
    let house = House::open_with(engine, &[("PRASSI_LIMITS__FORM_BYTES", "300000")]).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Sportelli", Openness::Open, &[(&nives, Role::Member)]).await;
    let program = Program::of(&house, &nives).await;
    (house, program, space)
}

async fn failures_are_problems(engine: Engine) {
    let (_house, program, space) = open(engine).await;
    assert_eq!(program.get("/nowhere").await.problem(), (404, "not-found"));
    assert_eq!(program.get("/threads/999999").await.problem(), (404, "not-found"));
    assert_eq!(program.get("/threads/x").await.problem(), (404, "not-found"));
    let method = program.send("PUT", "/me", &[], &Value::Null).await;
    assert_eq!((method.problem(), method.header("allow")), ((405, "method"), "GET,HEAD,PATCH"));
    assert_eq!(program.get("/me?x=1").await.problem(), (400, "parameter"));
    let path = format!("/spaces/{space}/threads");
    for query in
        ["?limit=0", "?limit=101", "?limit=x", "?cursor=!", "?cursor=eA", "?show=all", "?unknown=1", "?limit=1&limit=2"]
    {
        let reply = program.get(&format!("{path}{query}")).await;
        assert_eq!(reply.problem(), (400, "parameter"), "{query}");
        assert!(!reply.text("/cause").is_empty());
    }
    let refused = program.post("/spaces", &json!({ "name": "x", "purpose": "y", "openness": "open" })).await;
    assert_eq!(refused.problem(), (403, "refused"));
    assert!(refused.text("/detail").contains("chi amministra"), "{}", refused.json);
    let english = program.send("GET", "/threads/1", &[("accept-language", "en-GB")], &Value::Null).await;
    assert_eq!((english.text("/title"), english.header("content-language")), ("There is nothing here", "en"));
    let italian = program.send("GET", "/threads/1", &[("accept-language", "it")], &Value::Null).await;
    assert_eq!(italian.text("/title"), "Qui non c’è niente");
    assert_eq!(italian.text("/instance"), format!("urn:prassi:request:{}", italian.header("x-request-id")));
    assert_eq!(italian.header("cache-control"), "no-store");
}

async fn sent(program: &Program, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Reply {
    answered(program.request("POST", path).header("content-type", kind).body(body)).await
}

async fn bodies_are_read_strictly(engine: Engine) {
    let (house, program, space) = open(engine).await;
    let path = format!("/spaces/{space}/threads");
    let before = prassi::journal::head(&house.db).await.unwrap();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let reply = sent(&program, &path, kind, "{}").await;
        assert_eq!(reply.problem(), (415, "not-json"), "{kind}");
    }
    for body in [
        &b""[..],
        b"{",
        b"{\"title\":}",
        b"\xff\xfe",
        b"{\"title\":\"\xff\",\"body\":\"b\"}",
        b"{\"title\":\"a\",\"body\":\"b\"}x",
    ] {
        assert_eq!(sent(&program, &path, "application/json", body).await.problem(), (400, "unreadable"), "{body:?}");
    }
    let huge = json!({ "title": "a", "body": "b".repeat(400_000) });
    assert_eq!(program.post(&path, &huge).await.problem(), (413, "too-large"));
    for (body, pointer) in [
        (json!({ "title": "a" }), ""),
        (json!({ "title": 1, "body": "b" }), "/title"),
        (json!({ "title": "a", "body": "b", "author": 7 }), "/author"),
        (json!({ "title": "a", "body": "b", "is_pinned": true }), "/is_pinned"),
        (json!([]), ""),
        (json!({ "title": " ", "body": "b" }), "/title"),
        (json!({ "title": "a\u{0}b", "body": "b" }), "/title"),
        (json!({ "title": "a", "body": "b\u{1}" }), "/body"),
        (json!({ "title": "a".repeat(201), "body": "b" }), "/title"),
        (json!({ "title": "a", "body": "b".repeat(20_001) }), "/body"),
    ] {
        let reply = program.post(&path, &body).await;
        assert_eq!((reply.problem(), reply.text("/errors/0/pointer")), ((422, "invalid"), pointer), "{}", reply.json);
    }
    let both = program.post(&path, &json!({ "title": "", "body": "" })).await;
    assert_eq!(both.json["errors"].as_array().unwrap().len(), 2, "{}", both.json);
    assert_eq!(prassi::journal::head(&house.db).await.unwrap(), before);
}

async fn a_creation_happens_once(engine: Engine) {
    let (house, program, space) = open(engine).await;
    let path = format!("/spaces/{space}/threads");
    let body = json!({ "title": "Turni", "body": "Chi li ha?" });
    let post = |key: &'static str, body: Value| {
        let (program, path) = (program.clone(), path.clone());
        async move { program.send("POST", &path, &[("idempotency-key", key)], &body).await }
    };
    let (one, two) = tokio::join!(post("a-1", body.clone()), post("a-1", body.clone()));
    assert_eq!((one.status, two.status, &one.json), (201, 201, &two.json));
    assert_eq!(one.header("location"), format!("/api/v1/threads/{}", one.number("/thread")));
    let replayed = [&one, &two].iter().filter(|reply| reply.header("idempotency-replayed") == "true").count();
    assert_eq!(replayed, 1);
    let other = post("a-1", json!({ "title": "Turni", "body": "Altro" })).await;
    assert_eq!(other.problem(), (422, "key-reused"));
    let new = post("a-2", body.clone()).await;
    assert_ne!(new.number("/thread"), one.number("/thread"));
    for bad in ["", "a b", "à", &"k".repeat(256)] {
        let sent = program.request("POST", &path).header("idempotency-key", bad);
        let sent = sent.header("content-type", "application/json").body(body.to_string());
        assert_eq!(answered(sent).await.problem(), (400, "parameter"), "{bad}");
    }
    // What was refused is not kept: it can be put right under the same key.
    assert_eq!(post("a-3", json!({ "title": "", "body": "b" })).await.status, 422);
    assert_eq!(post("a-3", body.clone()).await.status, 201);
    // A day later the key is new.
    house.clock.advance(Duration::from_hours(24));
    assert_ne!(post("a-1", body.clone()).await.number("/thread"), one.number("/thread"));
    house.clock.advance(Duration::from_hours(24));
    assert_eq!(house.db.write(CleanAnswers { now: house.clock.now() }).await.unwrap(), 3);
}

async fn a_kept_answer_outlasts_what_it_needed(engine: Engine) {
    let house = House::open(engine).await;
    let (fabio, mara) = (house.person("Fabio Facilita").await, house.person("Mara Membro").await);
    let gino = house.guest("Gino Ospite").await;
    let people = [(&fabio, Role::Facilitator), (&mara, Role::Member)];
    let space = house.space("Mediazione", Openness::Private, &people).await;
    let thread = house.thread(&fabio, space, "Moduli", "Chi ha l’ultimo?").await.thread;
    let (his, hers) = (Program::of(&house, &fabio).await, Program::of(&house, &mara).await);
    let send = |program: &Program, path: &str, key: &'static str, body: &Value| {
        let (program, path, body) = (program.clone(), path.to_owned(), body.clone());
        async move { program.send("POST", &path, &[("idempotency-key", key)], &body).await }
    };
    let (posts, threads) = (format!("/threads/{thread}/posts"), format!("/spaces/{space}/threads"));
    let members = format!("/spaces/{space}/members");
    let (words, topic) = (json!({ "body": "Io." }), json!({ "title": "Turni", "body": "Chi li ha?" }));
    let guest = json!({ "who": [gino.email], "role": "guest", "until": "2026-11-24" });
    let first = [
        send(&hers, &posts, "a", &words).await,
        send(&hers, &threads, "b", &topic).await,
        send(&his, &members, "c", &guest).await,
    ];
    assert_eq!(first.each_ref().map(|reply| reply.status), [201, 201, 200], "{first:?}");
    // The discussion is closed, the day is over, and then nobody writes in the space any more.
    assert_eq!(his.put(&format!("/threads/{thread}/closure"), &json!({ "reason": "Fatto" })).await, 204);
    house.clock.advance(Duration::from_hours(20));
    assert_eq!(his.put(&format!("/spaces/{space}/archive"), &Value::Null).await, 204);
    assert_eq!(send(&hers, &posts, "x", &words).await.problem(), (403, "refused"));
    assert_eq!(send(&hers, &threads, "y", &topic).await.problem(), (403, "refused"));
    let again = [
        send(&hers, &posts, "a", &words).await,
        send(&hers, &threads, "b", &topic).await,
        send(&his, &members, "c", &guest).await,
    ];
    for (first, again) in first.iter().zip(&again) {
        assert_eq!((again.status, &again.json), (first.status, &first.json), "{again:?}");
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.header("location"), first.header("location"));
    }
    let other = send(&hers, &posts, "a", &json!({ "body": "Altro" })).await;
    assert_eq!(other.problem(), (422, "key-reused"));
    // Who no longer sees the space hears nothing of it.
    assert_eq!(his.delete(&format!("/spaces/{space}/archive")).await, 204);
    assert_eq!(his.delete(&format!("{members}/{}", mara.id)).await, 204);
    assert_eq!(send(&hers, &posts, "a", &words).await.problem(), (404, "not-found"));
    assert_eq!(send(&hers, &threads, "b", &topic).await.problem(), (404, "not-found"));
    assert_eq!(send(&hers, &members, "c", &guest).await.problem(), (404, "not-found"));
}

async fn an_edit_names_what_it_has_seen(engine: Engine) {
    let (_house, program, space) = open(engine).await;
    let made = program.post(&format!("/spaces/{space}/threads"), &json!({ "title": "Turni", "body": "Uno" })).await;
    let (thread, post) = (format!("/threads/{}", made.number("/thread")), format!("/posts/{}", made.number("/post")));
    let read = program.get(&post).await;
    assert_eq!((read.header("etag"), read.text("/body"), read.text("/html")), ("\"1\"", "Uno", "<p>Uno</p>\n"));
    assert_eq!(program.send("PATCH", &post, &[], &json!({ "body": "Due" })).await.problem(), (428, "no-version"));
    for bad in ["1", "*", "\"x\"", "W/\"1\""] {
        let reply = program.send("PATCH", &post, &[("if-match", bad)], &json!({ "body": "Due" })).await;
        assert_eq!(reply.problem(), (400, "parameter"), "{bad}");
    }
    let edited = program.patch(&post, 1, &json!({ "body": "Due", "title": "Turni nuovi" })).await;
    assert_eq!((edited.status, edited.header("etag"), edited.text("/body")), (200, "\"3\"", "Due"), "{}", edited.json);
    let late = program.patch(&post, 1, &json!({ "body": "Tre" })).await;
    assert_eq!(late.problem(), (412, "changed"));
    assert_eq!((late.text("/current/body"), late.text("/sent/body")), ("Due", "Tre"));
    assert_eq!(late.number("/current/version"), 3);
    let title = program.get(&thread).await;
    assert_eq!((title.text("/title"), title.header("etag")), ("Turni nuovi", "\"2\""));
    let late = program.patch(&thread, 1, &json!({ "title": "Turni vecchi" })).await;
    assert_eq!((late.problem(), late.text("/current/title")), ((412, "changed"), "Turni nuovi"));
    let renamed = program.patch(&thread, 2, &json!({ "title": "Turni e basta" })).await;
    assert_eq!((renamed.status, renamed.text("/title"), renamed.header("etag")), (200, "Turni e basta", "\"3\""));
    // Who sends what it says already has lost nothing.
    assert_eq!(program.patch(&thread, 1, &json!({ "title": "Turni e basta" })).await.status, 200);
}

async fn a_key_has_its_share(engine: Engine) {
    let house = House::open_with(engine, &[("PRASSI_LIMITS__API_PER_MINUTE", "3")]).await;
    let nives = house.person("Nives Altopiano").await;
    let (one, two) = (Program::of(&house, &nives).await, Program::of(&house, &nives).await);
    for left in [2, 1, 0] {
        let reply = one.get("/me").await;
        assert_eq!((reply.status, reply.header("ratelimit")), (200, format!("\"key\";r={left};t=60").as_str()));
        assert_eq!(reply.header("ratelimit-policy"), "\"key\";q=3;w=60");
    }
    house.clock.advance(Duration::from_secs(20));
    let over = one.get("/me").await;
    assert_eq!((over.problem(), over.header("retry-after")), ((429, "too-many"), "40"));
    assert_eq!(two.get("/me").await.status, 200, "another key has a share of its own");
    house.clock.advance(Duration::from_secs(40));
    assert_eq!(one.get("/me").await.status, 200);
}
