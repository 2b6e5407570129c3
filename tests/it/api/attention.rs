//! Questions, bookmarks, the search and what is new, for programs.

use std::time::Duration;

use prassi::authz::{Openness, Role};
use serde_json::{Value, json};

use super::{Program, Scene, scene};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    questions_wait_and_are_answered,
    bookmarks_are_ones_own,
    the_search_finds_what_the_page_finds,
    what_is_new_is_seen_and_unseen,
    names_are_completed,
);

async fn questions_wait_and_are_answered(engine: Engine) {
    let Scene { house, nives, fabio, space, her, him } = scene(engine, Openness::Private).await;
    let ask = json!({ "title": "Chi traduce dal tigrino?", "body": "Serve domani", "topics": ["Mediazione"], "is_question": true });
    let asked = her.post(&format!("/spaces/{space}/threads"), &ask).await;
    let thread = format!("/threads/{}", asked.number("/thread"));
    let shown = her.get(&thread).await;
    assert_eq!((shown.text("/question"), shown.text("/topics/0")), ("waiting", "Mediazione"));
    let too_many = json!({ "title": "a", "body": "b", "topics": ["a", "b", "c", "d", "e", "f"] });
    let refused = her.post(&format!("/spaces/{space}/threads"), &too_many).await;
    assert_eq!((refused.problem(), refused.text("/errors/0/pointer")), ((422, "invalid"), "/topics"));
    let plain = house.thread(&fabio, space, "Turni", "Ecco").await.thread;
    assert_eq!(her.put(&format!("/threads/{plain}/question"), &Value::Null).await, 403, "it is not hers");
    for _ in 0..2 {
        assert_eq!(him.put(&format!("/threads/{plain}/question"), &Value::Null).await, 204);
    }
    let questions = format!("/spaces/{space}/threads?show=questions");
    assert_eq!(him.get(&questions).await.items().len(), 2);
    // What one can help with comes first; then the longest waiting.
    let me = him.get("/me").await.number("/version");
    assert_eq!(him.patch("/me", me, &json!({ "topics": ["Turni", "mediazione"] })).await.status, 200);
    let first = him.get("/me/questions?limit=1").await;
    assert_eq!(
        (first.text("/items/0/thread/title"), &first.items()[0]["is_on_own_topics"]),
        ("Chi traduce dal tigrino?", &json!(true))
    );
    let second = him.get(&format!("/me/questions?limit=1&cursor={}", first.text("/next"))).await;
    assert_eq!(
        (second.text("/items/0/thread/title"), &second.items()[0]["is_on_own_topics"]),
        ("Turni", &json!(false))
    );
    assert_eq!((&second.json["next"], her.get("/me/questions").await.items().len()), (&Value::Null, 2));
    assert_eq!(her.get("/me/questions?others=true").await.items().len(), 1, "only what others ask");
    assert_eq!(her.get("/me/questions?cursor=eA").await.problem(), (400, "parameter"));
    assert_eq!(him.get("/me/home").await.text("/questions/0/title"), "Chi traduce dal tigrino?");
    // The answer that helped, and another one in its place.
    assert_eq!(her.get(&format!("{thread}/accepted-answer")).await.problem(), (404, "not-found"));
    let answers = format!("{thread}/posts");
    let one = him.post(&answers, &json!({ "body": "Il servizio della Regione" })).await.number("/post");
    let two = him.post(&answers, &json!({ "body": "O la cooperativa" })).await.number("/post");
    assert_eq!(her.put(&format!("/posts/{one}/acceptance"), &Value::Null).await, 204);
    assert_eq!(her.put(&format!("/posts/{two}/acceptance"), &Value::Null).await, 204);
    let accepted = her.get(&format!("{thread}/accepted-answer")).await;
    assert_eq!((accepted.number("/id"), &accepted.json["is_accepted"]), (two, &json!(true)));
    assert_eq!(her.get(&format!("/posts/{one}")).await.json["is_accepted"], false);
    // Being taken up is no change of the words.
    let seen = him.get(&format!("/posts/{two}")).await.number("/version");
    assert_eq!(seen, 1);
    assert_eq!((her.get(&thread).await.text("/question"), him.get(&questions).await.items().len()), ("answered", 1));
    assert_eq!(
        her.put(&format!("/posts/{}/acceptance", asked.number("/post")), &Value::Null).await,
        404,
        "the question is none"
    );
    assert_eq!(her.delete(&format!("/posts/{two}/acceptance")).await, 204);
    assert_eq!(her.get(&thread).await.text("/question"), "waiting");
    assert_eq!(her.delete(&format!("{thread}/question")).await, 204);
    assert_eq!(her.get(&thread).await.text("/question"), "no");
    assert_ne!(nives.id, fabio.id);
}

async fn bookmarks_are_ones_own(engine: Engine) {
    let Scene { house, fabio, space, her, him, .. } = scene(engine, Openness::Private).await;
    let post = house.thread(&fabio, space, "Turni", "Il **nuovo** elenco").await.post;
    let (path, own) = (format!("/posts/{post}/bookmark"), format!("/posts/{post}/bookmark/reminder"));
    assert_eq!(her.get(&path).await.problem(), (404, "not-found"));
    assert_eq!(her.delete(&path).await, 204, "there is none");
    assert_eq!(her.delete(&own).await, 404);
    assert_eq!(her.put(&path, &json!({ "note": "Da rileggere" })).await, 204);
    let plain = her.get(&path).await;
    assert_eq!((plain.text("/note"), plain.text("/reminder"), plain.text("/letter")), ("Da rileggere", "no", "no"));
    for (body, pointer) in [
        (json!({ "remind_at": "2020-01-01T08:00:00Z" }), "/remind_at"),
        (json!({ "remind_at": "2099-01-01T08:00:00Z" }), "/remind_at"),
        (json!({ "remind_at": "domani" }), "/remind_at"),
        (json!({ "note": "x".repeat(301) }), "/note"),
    ] {
        let refused = her.send("PUT", &path, &[], &body).await;
        assert_eq!((refused.problem(), refused.text("/errors/0/pointer")), ((422, "invalid"), pointer), "{body}");
    }
    let at = house.clock.now().plus(Duration::from_hours(2));
    let set = json!({ "note": "Da rileggere", "remind_at": at.rfc3339(), "by_letter": true });
    assert_eq!(her.put(&path, &set).await, 204);
    // A new note alone leaves the reminder as it is.
    assert_eq!(her.put(&path, &json!({ "note": "Domani" })).await, 204);
    let set = her.get(&path).await;
    assert_eq!((set.text("/note"), set.text("/reminder"), set.text("/letter")), ("Domani", "set", "wanted"));
    assert_eq!(set.text("/remind_at"), at.rfc3339());
    assert_eq!(him.get(&path).await.problem(), (404, "not-found"), "nobody else's business");
    house.clock.advance(Duration::from_hours(3));
    house.work().await;
    let home = her.get("/me/home").await;
    assert_eq!((home.number("/reminders/0/post"), home.text("/reminders/0/note")), (post.0, "Domani"));
    assert_eq!(her.put(&own, &json!({ "at": "2020-01-01T08:00:00Z" })).await, 422);
    let again = house.clock.now().plus(Duration::from_hours(1)).rfc3339();
    assert_eq!(her.put(&own, &json!({ "at": again })).await, 204);
    assert_eq!(her.get("/me/home").await.json["reminders"], json!([]));
    let second = house
        .answer(&fabio, prassi::base::ThreadId(her.get(&format!("/posts/{post}")).await.number("/thread")), "Due")
        .await;
    assert_eq!(her.put(&format!("/posts/{}/bookmark", second.post), &json!({})).await, 204);
    let page = her.get("/me/bookmarks?limit=1").await;
    assert_eq!(page.number("/items/0/post"), second.post.0);
    let older = her.get(&format!("/me/bookmarks?limit=1&cursor={}", page.text("/next"))).await;
    assert_eq!((older.number("/items/0/post"), older.text("/items/0/about/title")), (post.0, "Turni"));
    assert_eq!((older.text("/items/0/about/excerpt"), &older.json["next"]), ("Il nuovo elenco", &Value::Null));
    assert_eq!(her.get("/me/bookmarks?reminders=true").await.items().len(), 1);
    assert_eq!(her.delete(&own).await, 204);
    assert_eq!(her.get(&path).await.text("/reminder"), "no");
    assert_eq!(her.delete(&path).await, 204);
    assert_eq!(her.get("/me/bookmarks").await.items().len(), 1);
}

async fn the_search_finds_what_the_page_finds(engine: Engine) {
    let Scene { house, nives, fabio, space, her, .. } = scene(engine, Openness::Private).await;
    let other = house.space("Un altro spazio", Openness::Private, &[(&fabio, Role::Facilitator)]).await;
    house.thread(&fabio, other, "Mediazione segreta", "La mediazione che non si vede").await;
    let thread = house.thread(&nives, space, "Mediazione linguistica", "Chi traduce?").await.thread;
    for n in 1..=3 {
        house.answer(&fabio, thread, &format!("La **mediazione** numero {n}, perché no")).await;
    }
    let found = her.get("/search?q=MEDIAZIONE").await;
    assert_eq!((found.items().len(), found.json["threads"].as_array().unwrap().len()), (3, 1), "{}", found.json);
    assert_eq!(
        (found.text("/threads/0/title"), found.text("/items/0/author")),
        ("Mediazione linguistica", "Fabio Facilita")
    );
    let words = &found.items()[0]["excerpt"];
    assert_eq!((&words[0]["text"], &words[1]), (&json!("La "), &json!({ "text": "mediazione", "is_match": true })));
    let first = her.get("/search?q=mediazione&limit=2").await;
    assert!(first.header("link").contains("q=mediazione&limit=2&cursor="), "{}", first.header("link"));
    let second = her.get(&format!("/search?q=mediazione&limit=2&cursor={}", first.text("/next"))).await;
    assert_eq!((second.items().len(), &second.json["threads"], &second.json["next"]), (1, &json!([]), &Value::Null));
    for (query, posts) in [
        ("perche&author=facil", 3),
        ("perche&author=nives", 0),
        (&format!("perche&space={other}"), 0),
        (&format!("perche&space={space}"), 3),
        ("perche&since=2020-01-01&until=2099-12-31", 3),
        ("perche&until=2020-01-01", 0),
        ("perche&since=2099-01-01", 0),
    ] {
        assert_eq!(her.get(&format!("/search?q={query}")).await.items().len(), posts, "{query}");
    }
    for bad in ["", "?q=", "?q=%3F", "?q=a&since=ieri", "?q=a&limit=0", "?q=a&space=x", "?q=a&chi=b"] {
        assert_eq!(her.get(&format!("/search{bad}")).await.problem(), (400, "parameter"), "{bad}");
    }
    let page = house.signed_in(&nives).await.get("/cerca?q=mediazione").await;
    assert!(page.has("Mediazione linguistica") && !page.has("segreta"));
}

async fn what_is_new_is_seen_and_unseen(engine: Engine) {
    let Scene { house, fabio, space, her, him, .. } = scene(engine, Openness::Private).await;
    let thread = house.thread(&fabio, space, "Turni", "Il nuovo elenco, @nives.altopiano").await.thread;
    house.answer(&fabio, thread, "E il secondo").await;
    house.thread(&fabio, space, "Moduli", "I moduli").await;
    let path = format!("/spaces/{space}/news");
    let news = her.get(&path).await;
    assert_eq!((news.items().len(), news.json["named"].as_array().unwrap().len()), (2, 1), "{}", news.json);
    assert_eq!(
        (news.text("/items/0/thread/title"), news.text("/items/1/words/0/excerpt")),
        ("Moduli", "Il nuovo elenco, @nives.altopiano")
    );
    assert_eq!((news.number("/items/1/new_posts"), news.text("/named/0/space")), (2, "Sportelli"));
    let page = her.get(&format!("{path}?limit=1")).await;
    let rest = her.get(&format!("{path}?limit=1&cursor={}", page.text("/next"))).await;
    assert_eq!((rest.text("/items/0/thread/title"), &rest.json["named"]), ("Turni", &json!([])));
    assert_eq!(her.get("/me/home").await.json["named"].as_array().unwrap().len(), 1);
    // What came after the page was looked at stays new.
    house.answer(&fabio, thread, "Il terzo").await;
    let until = news.number("/as_of");
    let seen = her.send("PUT", &format!("/spaces/{space}/caught-up?until={until}"), &[], &Value::Null).await;
    assert_eq!((seen.status, seen.number("/marks/0/space")), (200, space.0), "{}", seen.json);
    let left = her.get(&path).await;
    assert_eq!((left.items().len(), left.text("/items/0/thread/title")), (1, "Turni"));
    assert_eq!(her.put("/me/marks", &seen.json).await, 204);
    assert_eq!(her.get(&path).await.items().len(), 2, "undone");
    let all = her.send("PUT", "/me/caught-up", &[], &Value::Null).await;
    assert_eq!((all.json["marks"].as_array().unwrap().len(), her.get(&path).await.items().len()), (1, 0));
    assert_eq!(her.get("/me/unread").await.number("/total"), 0);
    assert_eq!(her.put("/me/marks", &all.json).await, 204);
    for bad in ["?until=-1", "?until=x", "?fino=1"] {
        let refused = her.send("PUT", &format!("/me/caught-up{bad}"), &[], &Value::Null).await;
        assert_eq!(refused.problem(), (400, "parameter"), "{bad}");
    }
    let many = vec![json!({ "space": 1, "seen": 1 }); 1001];
    for bad in [json!({ "marks": many }), json!({ "marks": [{ "space": 1, "seen": -1 }] })] {
        assert_eq!(her.put("/me/marks", &bad).await, 422);
    }
    // One discussion, read and unread again.
    let own = format!("/threads/{thread}");
    assert_eq!(her.put(&format!("{own}/read-mark"), &json!({ "position": 3 })).await, 204);
    assert_eq!(her.put(&format!("{own}/unread"), &json!({ "position": 1 })).await, 204);
    assert_eq!(her.put(&format!("{own}/unread"), &json!({ "position": 2 })).await, 204);
    assert_eq!(her.get(&own).await.number("/read"), 1, "never forward");
    assert_eq!(her.put(&format!("{own}/unread"), &json!({ "position": -1 })).await, 422);
    let stranger = Program::of(&house, &house.person("Olga Fuori").await).await;
    for (path, program) in [(path, &stranger), ("/spaces/999/news".to_owned(), &him)] {
        assert_eq!(program.get(&path).await.problem(), (404, "not-found"));
    }
}

async fn names_are_completed(engine: Engine) {
    let Scene { house, space, her, .. } = scene(engine, Openness::Private).await;
    let path = format!("/spaces/{space}/mentions");
    let people = her.get(&format!("{path}?q=fab")).await;
    assert_eq!((people.text("/items/0/handle"), people.text("/items/0/name")), ("fabio.facilita", "Fabio Facilita"));
    assert!(people.json.pointer("/items/0/person").unwrap().is_i64());
    let several = her.get(&format!("{path}?q=facilita")).await;
    assert!(
        several.items().iter().any(|item| item["handle"] == "facilitatori" && item["person"].is_null()),
        "{}",
        several.json
    );
    let offices = her.get(&format!("{path}?q=rovigo")).await;
    assert!(offices.items().iter().any(|item| item["person"].is_null()), "{}", offices.json);
    for bad in ["", "?q=", "?q=%00"] {
        assert_eq!(her.get(&format!("{path}{bad}")).await.problem(), (400, "parameter"), "{bad}");
    }
    let guest = house.guest("Gino Ospite").await;
    let open = house.space("Con ospiti", Openness::Private, &[(&guest, Role::Guest)]).await;
    let program = Program::of(&house, &guest).await;
    assert_eq!(program.get(&format!("/spaces/{open}/mentions?q=g")).await.problem(), (403, "refused"));
}
