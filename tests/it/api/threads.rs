//! Discussions for programs.

use prassi::authz::Openness;
use serde_json::{Value, json};

use super::{Scene, scene};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    lists_go_page_by_page,
    posts_are_read_both_ways,
    posts_change_and_come_back,
    a_program_leaves_drafts_alone,
    facilitators_look_after_a_discussion,
    the_day_is_told,
    lists_ask_few_questions,
);

async fn lists_go_page_by_page(engine: Engine) {
    let Scene { house, nives, fabio, space, her, him } = scene(engine, Openness::Open).await;
    for n in 1..=5 {
        house.thread(&fabio, space, &format!("Discussione {n}"), "Ciao").await;
    }
    let (mut path, mut titles) = (format!("/spaces/{space}/threads?limit=2"), Vec::new());
    let mut pages = 0;
    loop {
        let page = her.get(&path).await;
        titles.extend(page.items().iter().map(|thread| thread["title"].as_str().unwrap().to_owned()));
        pages += 1;
        let Some(cursor) = page.json["next"].as_str() else {
            assert_eq!(page.header("link"), "");
            break;
        };
        assert!(page.header("link").contains(cursor), "{}", page.header("link"));
        path = format!("/spaces/{space}/threads?limit=2&cursor={cursor}");
    }
    assert_eq!((pages, titles.len(), titles[0].as_str(), titles[4].as_str()), (3, 5, "Discussione 5", "Discussione 1"));
    let last = her.get(&format!("/spaces/{space}/threads?limit=1")).await;
    assert_eq!(last.items()[0]["is_unread"], true);
    assert_eq!(last.text("/items/0/author/name"), "Fabio Facilita");
    let thread = last.number("/items/0/id");
    assert_eq!(him.put(&format!("/threads/{thread}/pin"), &Value::Null).await, 204);
    let pinned = her.get(&format!("/spaces/{space}/threads?show=pinned")).await;
    assert_eq!((pinned.items().len(), &pinned.items()[0]["is_pinned"]), (1, &json!(true)));
    assert_eq!(her.get(&format!("/spaces/{space}/threads")).await.items().len(), 4);
    assert_eq!(her.get(&format!("/spaces/{space}/threads?show=unread&limit=3")).await.items().len(), 3);
    assert_eq!(her.put(&format!("/threads/{thread}/topics"), &json!({ "topics": ["Turni"] })).await, 403);
    let topics = json!({ "topics": ["Turni", "mediazione"] });
    assert_eq!(him.put(&format!("/threads/{thread}/topics"), &topics).await, 204);
    let too_many = json!({ "topics": ["a", "b", "c", "d", "e", "f"] });
    assert_eq!(him.put(&format!("/threads/{thread}/topics"), &too_many).await, 422);
    let known = her.get("/topics").await;
    assert_eq!(known.items().len(), 2, "{}", known.json);
    let about = her.get("/topics/turni/threads").await;
    assert_eq!((about.items().len(), about.text("/items/0/topics/0")), (1, "Turni"));
    assert_eq!(her.get("/topics/nothing/threads").await.problem(), (404, "not-found"));
    assert_eq!(her.get("/topics/%00/threads").await.problem(), (404, "not-found"));
    assert_ne!(nives.id, fabio.id);
}

async fn posts_are_read_both_ways(engine: Engine) {
    let Scene { house, nives, fabio, space, her, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&fabio, space, "Turni", "Uno").await.thread;
    for n in 2..=12 {
        house.answer(if n % 2 == 0 { &nives } else { &fabio }, thread, &format!("Numero {n}")).await;
    }
    let path = format!("/threads/{thread}/posts");
    let positions = |reply: &super::Reply| -> Vec<i64> {
        reply.items().iter().map(|post| post["position"].as_i64().unwrap()).collect()
    };
    let all = her.get(&path).await;
    assert_eq!((positions(&all), all.number("/total")), ((1..=12).collect(), 12));
    assert_eq!((&all.json["next_after"], &all.json["previous_before"]), (&Value::Null, &Value::Null));
    let middle = her.get(&format!("{path}?around=6&limit=3")).await;
    assert_eq!(positions(&middle), [5, 6, 7]);
    assert_eq!((middle.number("/next_after"), middle.number("/previous_before")), (7, 5));
    assert!(middle.header("link").contains("after=7&limit=3>; rel=\"next\""), "{}", middle.header("link"));
    assert!(middle.header("link").contains("before=5&limit=3>; rel=\"prev\""));
    assert_eq!(positions(&her.get(&format!("{path}?after=7&limit=3")).await), [8, 9, 10]);
    assert_eq!(positions(&her.get(&format!("{path}?before=5&limit=3")).await), [2, 3, 4]);
    assert_eq!(positions(&her.get(&format!("{path}?after=12")).await), Vec::<i64>::new());
    let beyond = her.get(&format!("{path}?after=9223372036854775807")).await;
    assert_eq!((positions(&beyond), beyond.number("/previous_before")), (Vec::new(), 13));
    assert_eq!(positions(&her.get(&format!("{path}?before=13&limit=2")).await), [11, 12]);
    for bad in ["?around=0", "?limit=51", "?after=-1", "?after=1&before=3", "?around=x"] {
        assert_eq!(her.get(&format!("{path}{bad}")).await.problem(), (400, "parameter"), "{bad}");
    }
    // Reading moves no mark; saying so does, forward only.
    let own = format!("/threads/{thread}");
    assert_eq!(her.get(&own).await.number("/read"), 0);
    assert_eq!(her.put(&format!("{own}/read-mark"), &json!({ "position": 12 })).await, 204);
    assert_eq!(her.put(&format!("{own}/read-mark"), &json!({ "position": 3 })).await, 204);
    assert_eq!(her.get(&own).await.number("/read"), 12);
    for bad in [0, 13, -1] {
        assert_eq!(her.put(&format!("{own}/read-mark"), &json!({ "position": bad })).await, 422);
    }
}

async fn posts_change_and_come_back(engine: Engine) {
    let Scene { house, fabio, space, her, him, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&fabio, space, "Turni", "Uno").await.thread;
    let made = her.post(&format!("/threads/{thread}/posts"), &json!({ "body": "Da noi **sì**" })).await;
    assert_eq!((made.status, made.number("/position"), made.number("/version")), (201, 2, 1));
    assert_eq!(made.text("/page"), format!("/discussioni/{thread}#m2"));
    let post = format!("/posts/{}", made.number("/post"));
    assert_eq!(her.patch(&post, 1, &json!({ "body": "Da noi no", "title": "x" })).await.status, 422);
    assert_eq!(him.patch(&post, 1, &json!({ "body": "x" })).await.problem(), (403, "refused"));
    assert_eq!(her.patch(&post, 1, &json!({ "body": "Da noi no" })).await.status, 200);
    let versions = her.get(&format!("{post}/versions")).await;
    assert_eq!((versions.items().len(), versions.text("/items/0/body")), (2, "Da noi no"));
    assert_eq!((versions.text("/items/1/body"), &versions.items()[0]["is_current"]), ("Da noi **sì**", &json!(true)));
    assert_eq!(him.put(&format!("{post}/reactions/thanks"), &Value::Null).await, 204);
    assert_eq!(her.put(&format!("{post}/reactions/us-too"), &Value::Null).await, 204);
    assert_eq!(her.put(&format!("{post}/reactions/like"), &Value::Null).await, 404);
    let read = her.get(&post).await;
    let expected = json!([
        { "reaction": "thanks", "count": 1, "is_mine": false },
        { "reaction": "us-too", "count": 1, "is_mine": true },
    ]);
    assert_eq!((&read.json["reactions"], read.header("etag")), (&expected, "\"2\""));
    assert_eq!(her.delete(&format!("{post}/reactions/us-too")).await, 204);
    assert_eq!(her.get(&post).await.json["reactions"].as_array().unwrap().len(), 1);
    assert!(her.get(&format!("{post}/quotation")).await.text("/markdown").contains("> Da noi no"));
    // A facilitator says why; the author need not.
    assert_eq!(him.put(&format!("{post}/deletion"), &json!({})).await, 422);
    assert_eq!(him.put(&format!("{post}/deletion"), &json!({ "reason": "Dati personali" })).await, 204);
    let gone = her.get(&post).await;
    assert_eq!(
        (gone.text("/state"), gone.text("/body"), gone.text("/deletion_reason")),
        ("deleted", "", "Dati personali")
    );
    assert_eq!(her.get(&format!("{post}/versions")).await.problem(), (403, "refused"));
    assert_eq!(her.get(&format!("{post}/quotation")).await.text("/markdown"), "");
    assert_eq!(her.delete(&format!("{post}/deletion")).await, 403);
    assert_eq!(him.delete(&format!("{post}/deletion")).await, 204);
    assert_eq!(her.get(&post).await.text("/body"), "Da noi no");
    assert_eq!(her.put(&format!("{post}/deletion"), &json!({})).await, 204);
    let preview = her.post("/preview", &json!({ "body": "Ciao @fabio.facilita" })).await;
    assert!(preview.text("/html").contains("Fabio Facilita"), "{}", preview.json);
    assert_eq!(her.post("/preview", &json!({ "body": " " })).await.problem(), (422, "invalid"));
}

/// A program's post is none of what its person is writing.
async fn a_program_leaves_drafts_alone(engine: Engine) {
    let Scene { house, nives, space, her, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&nives, space, "Turni", "Primo").await;
    let drafts = [format!("reply:{}", thread.thread), format!("new:{space}"), format!("edit:{}", thread.post)];
    for draft in &drafts {
        assert_eq!(her.put(&format!("/me/drafts/{draft}"), &json!({ "title": "", "body": "Di sua mano" })).await, 204);
    }
    let answered = her.post(&format!("/threads/{}/posts", thread.thread), &json!({ "body": "Bollettino" })).await;
    assert_eq!(answered.status, 201, "{}", answered.json);
    let begun = json!({ "title": "Bollettino", "body": "Ogni lunedì" });
    assert_eq!(her.post(&format!("/spaces/{space}/threads"), &begun).await.status, 201);
    for draft in &drafts {
        assert_eq!(her.get(&format!("/me/drafts/{draft}")).await.text("/body"), "Di sua mano", "{draft}");
    }
}

async fn facilitators_look_after_a_discussion(engine: Engine) {
    let Scene { house, nives, space, her, him, .. } = scene(engine, Openness::Open).await;
    let thread = format!("/threads/{}", house.thread(&nives, space, "Turni", "Uno").await.thread);
    assert_eq!(her.put(&format!("{thread}/closure"), &json!({ "reason": "Basta" })).await, 403);
    assert_eq!(him.put(&format!("{thread}/closure"), &json!({ "reason": " " })).await, 422);
    assert_eq!(him.put(&format!("{thread}/closure"), &json!({ "reason": "Risolto" })).await, 204);
    let closed = her.get(&thread).await;
    assert_eq!((closed.text("/state"), closed.text("/closed_reason")), ("closed", "Risolto"));
    let refused = her.post(&format!("{thread}/posts"), &json!({ "body": "Però" })).await;
    assert!(refused.problem() == (403, "refused") && refused.text("/detail").contains("chiusa"));
    assert_eq!(him.delete(&format!("{thread}/closure")).await, 204);
    assert_eq!(her.post(&format!("{thread}/posts"), &json!({ "body": "Però" })).await.status, 201);
    assert_eq!(him.put(&format!("{thread}/pin"), &Value::Null).await, 204);
    assert_eq!(him.delete(&format!("{thread}/pin")).await, 204);
    assert_eq!(her.get(&thread).await.json["is_pinned"], false);
    let renamed = him.patch(&thread, 1, &json!({ "title": "Turni del martedì" })).await;
    assert_eq!((renamed.status, renamed.text("/title")), (200, "Turni del martedì"));
}

async fn the_day_is_told(engine: Engine) {
    let Scene { house, nives, fabio, space, her, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&fabio, space, "Turni", "Uno").await.thread;
    let other = house.thread(&fabio, space, "Ferie", "Due").await.thread;
    let unread = her.get("/me/unread").await;
    assert_eq!((unread.number("/total"), unread.number("/spaces/0/count")), (2, 2));
    assert_eq!(her.put(&format!("/threads/{thread}/level"), &json!({ "level": "follow" })).await, 204);
    let home = her.get("/me/home").await;
    assert_eq!((home.text("/followed/0/title"), home.text("/spaces/0/threads/0/title")), ("Turni", "Ferie"));
    assert_eq!(her.put(&format!("/threads/{other}/level"), &json!({ "level": "mute" })).await, 204);
    assert_eq!(her.get("/me/unread").await.number("/total"), 1);
    assert_eq!(her.put(&format!("/spaces/{space}/level"), &json!({ "level": "mute" })).await, 204);
    assert_eq!(her.put(&format!("/spaces/{space}/level"), &json!({ "level": "loud" })).await, 422);
    assert_eq!(her.put("/me/caught-up", &Value::Null).await, 200);
    assert_eq!(her.get("/me/unread").await.number("/total"), 0);
    let draft = format!("/me/drafts/reply:{thread}");
    assert_eq!(her.get(&draft).await.problem(), (404, "not-found"));
    assert_eq!(her.put(&draft, &json!({ "body": "Anche da noi" })).await, 204);
    assert_eq!(her.get(&draft).await.text("/body"), "Anche da noi");
    assert_eq!(her.get("/me/drafts").await.items().len(), 1);
    // Of a new discussion also what it is about, and that it asks; a change of the words alone leaves both.
    let new = format!("/me/drafts/new:{space}");
    let begun = json!({ "title": "Turni", "topics": ["Mediazione", "minori"], "is_question": true });
    assert_eq!(her.put(&new, &begun).await, 204);
    assert_eq!(her.put(&new, &json!({ "title": "Turni", "body": "Come fate?" })).await, 204);
    let kept = her.get(&new).await;
    assert_eq!((&kept.json["topics"], &kept.json["is_question"]), (&json!(["Mediazione", "minori"]), &json!(true)));
    let page = house.signed_in(&nives).await.get(&format!("/spazi/{space}/discussioni/nuova")).await;
    assert!(page.has("value=\"Mediazione, minori\"") && page.has("aria-describedby=\"question-hint\" checked"));
    assert_eq!(her.put(&new, &json!({ "title": "Turni", "topics": [], "is_question": false })).await, 204);
    assert_eq!(her.get(&new).await.json["topics"], json!([]));
    assert_eq!(her.put(&new, &json!({ "topics": vec!["a"; 21] })).await, 422);
    assert_eq!(her.delete(&new).await, 204);
    assert_eq!(her.put("/me/drafts/reply:999999", &json!({ "body": "x" })).await, 404);
    assert_eq!(her.put("/me/drafts/other:1", &json!({ "body": "x" })).await, 404);
    assert_eq!(her.delete(&draft).await, 204);
    assert_eq!(her.get("/me/drafts").await.items().len(), 0);
    assert_ne!(nives.id, fabio.id);
}

/// How many queries an answer takes.
async fn queries(scene: &Scene, path: &str) -> u64 {
    let request = axum::http::Request::get(format!("/api/v1{path}"))
        .header("authorization", format!("Bearer {}", scene.her.key))
        .body(axum::body::Body::empty())
        .unwrap();
    let asking = tower::ServiceExt::oneshot(scene.house.app.router.clone(), request);
    let (answer, queries) = prassi::db::count_queries(asking).await;
    assert_eq!(answer.unwrap().status(), 200, "{path}");
    queries
}

async fn lists_ask_few_questions(engine: Engine) {
    let scene = scene(engine, Openness::Open).await;
    for n in 1..=20 {
        let thread = scene.house.thread(&scene.fabio, scene.space, &format!("Discussione {n}"), "Ciao").await.thread;
        for _ in 0..n {
            scene.house.answer(&scene.nives, thread, "Ciao anche a te").await;
        }
    }
    // The key, the space, the list.
    assert_eq!(queries(&scene, &format!("/spaces/{}/threads", scene.space)).await, 3);
    // The key, the discussion, the keys of its posts, the posts, and the title's version beside the first.
    let last = scene.her.get(&format!("/spaces/{}/threads?limit=1", scene.space)).await.number("/items/0/id");
    assert_eq!(queries(&scene, &format!("/threads/{last}/posts")).await, 5);
    assert_eq!(queries(&scene, &format!("/threads/{last}/posts?after=1")).await, 4);
}
