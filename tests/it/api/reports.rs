//! Reported posts for programs: who reports, who decides, and what came of it.

use std::time::Duration;

use prassi::authz::{Openness, Role};
use prassi::web::Scope;
use serde_json::{Value, json};

use super::{Program, Scene, scene};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    a_report_is_made_and_answered,
    the_queue_goes_page_by_page,
    a_decision_holds_or_nothing_happens,
    the_author_learns_nothing_of_reports,
    who_administers_reads_and_deletes_nothing,
    reports_have_scopes_of_their_own,
);

/// Brings a post before those who facilitate.
async fn report(program: &Program, post: i64, reason: &str, words: &str) -> u16 {
    let body = json!({ "reason": reason, "words": words });
    program.post(&format!("/posts/{post}/report"), &body).await.status
}

async fn a_report_is_made_and_answered(engine: Engine) {
    let Scene { house, nives, fabio, space, her, him } = scene(engine, Openness::Private).await;
    let thread = house.thread(&fabio, space, "Turni", "Chi li ha cambiati?").await.thread;
    let post = house.answer(&fabio, thread, "La signora Amina.").await.post.0;
    let own = format!("/posts/{post}/report");
    assert_eq!(her.get(&own).await.problem(), (404, "not-found"));
    let unexplained = her.post(&own, &json!({ "reason": "other" })).await;
    assert_eq!((unexplained.problem(), unexplained.text("/errors/0/pointer")), ((422, "invalid"), "/words"));
    assert_eq!(her.post(&own, &json!({ "reason": "spam" })).await.text("/errors/0/pointer"), "/reason");
    let body = json!({ "reason": "personal-data", "words": "C’è un nome" });
    let key = [("idempotency-key", "s1")];
    let made = her.send("POST", &own, &key, &body).await;
    assert_eq!((made.status, made.header("location")), (201, format!("/api/v1{own}").as_str()), "{}", made.json);
    let replayed = her.send("POST", &own, &key, &body).await;
    assert_eq!((replayed.status, replayed.header("idempotency-replayed")), (201, "true"));
    assert_eq!(replayed.json, made.json);
    let again = her.post(&own, &body).await;
    assert_eq!(again.problem(), (409, "conflict"), "one waits already: {}", again.json);
    assert!(again.text("/detail").contains("L’avevi già segnalato"), "{}", again.json);
    assert_eq!(him.post(&own, &body).await.problem(), (403, "refused"), "the own words one changes or deletes");

    let standing = her.get(&own).await;
    assert_eq!((standing.text("/state"), standing.text("/words")), ("open", "C’è un nome"));
    assert_eq!((&standing.json["outcome"], standing.text("/about/title")), (&Value::Null, "Turni"));
    assert_eq!(her.delete(&own).await, 204);
    assert_eq!(her.delete(&own).await, 403);
    assert_eq!(her.get(&own).await.text("/state"), "withdrawn");
    assert_eq!(report(&her, post, "offensive", "").await, 201);

    // Somebody else facilitates too, and decides.
    let olga = house.person("Olga Seconda").await;
    let new = json!({ "who": [olga.email], "role": "facilitator" });
    assert_eq!(him.post(&format!("/spaces/{space}/members"), &new).await.status, 200);
    let theirs = Program::of(&house, &olga).await;
    let seen = theirs.get(&format!("/posts/{post}/reports")).await;
    assert_eq!((seen.text("/words"), seen.text("/reports/0/reporter/name")), ("La signora Amina.", "Nives Altopiano"));
    let decision = json!({ "decision": "deleted", "reason": "Contiene dati personali", "answer": "Grazie", "seen": seen.number("/seen") });
    let done = theirs.post(&format!("/posts/{post}/reports/decision"), &decision).await;
    assert_eq!((done.status, done.text("/decision")), (200, "deleted"), "{}", done.json);
    let all = her.get("/me/reports").await;
    assert_eq!((all.items().len(), all.text("/items/0/outcome/answer")), (2, "Grazie"), "{}", all.json);
    assert_eq!(all.text("/items/0/outcome/decision"), "deleted");
    assert_eq!((all.text("/items/1/state"), &all.json["items"][1]["outcome"]), ("withdrawn", &Value::Null));
    let page = her.get("/me/reports?limit=1").await;
    let rest = her.get(&format!("/me/reports?limit=1&cursor={}", page.text("/next"))).await;
    assert_eq!((rest.text("/items/0/state"), &rest.json["next"]), ("withdrawn", &Value::Null));
    assert_eq!(her.get(&own).await.text("/outcome/decision"), "deleted");
    assert_eq!(him.get("/me/reports").await.items().len(), 0);

    // Who has left keeps what was written, and learns no more of the space.
    assert_eq!(him.delete(&format!("/spaces/{space}/members/{}", nives.id)).await, 204);
    let left = her.get("/me/reports").await;
    assert_eq!((left.text("/items/1/words"), &left.json["items"][0]["outcome"]), ("C’è un nome", &Value::Null));
    assert_eq!(left.json["items"][0]["about"], Value::Null);
}

async fn the_queue_goes_page_by_page(engine: Engine) {
    let Scene { house, nives, fabio, space, her, him } = scene(engine, Openness::Open).await;
    let elsewhere =
        house.space("Caporalato", Openness::Closed, &[(&fabio, Role::Facilitator), (&nives, Role::Member)]).await;
    let tullio = house.person("Tullio Serramonte").await;
    let his = Program::of(&house, &tullio).await;
    let thread = house.thread(&nives, space, "Turni", "Chi li ha cambiati?").await;
    let mut posts = vec![thread.post.0];
    for n in 1..4 {
        posts.push(house.answer(&nives, thread.thread, &format!("Numero {n}")).await.post.0);
    }
    for post in &posts {
        house.clock.advance(Duration::from_secs(60));
        let reason = if *post == posts[2] { "personal-data" } else { "off-topic" };
        assert_eq!(report(&his, *post, reason, "").await, 201);
    }
    let hidden = house.thread(&fabio, elsewhere, "Altrove", "Qui").await;
    assert_eq!(report(&her, hidden.post.0, "offensive", "").await, 201);

    let queue = format!("/spaces/{space}/reported-posts");
    let (mut path, mut order, mut pages) = (format!("{queue}?limit=3"), Vec::new(), 0);
    loop {
        let page = him.get(&path).await;
        order.extend(page.items().iter().map(|item| item["post"].as_i64().unwrap()));
        pages += 1;
        let Some(cursor) = page.json["next"].as_str() else { break };
        assert!(page.header("link").contains(cursor), "{}", page.header("link"));
        path = format!("{queue}?limit=3&cursor={cursor}");
    }
    assert_eq!((pages, order), (2, vec![posts[2], posts[0], posts[1], posts[3]]), "personal data first");
    let first = him.get(&format!("{queue}?limit=1")).await;
    assert_eq!((first.json["items"][0]["is_urgent"].as_bool(), first.text("/items/0/words")), (Some(true), "Numero 2"));
    assert_eq!(first.text("/items/0/reports/0/reporter/name"), "Tullio Serramonte");
    for bad in ["?limit=0", "?cursor=!!", "?cursor=MQ", "?dopo=1"] {
        assert_eq!(him.get(&format!("{queue}{bad}")).await.problem(), (400, "parameter"), "{bad}");
    }
    // Over all spaces that are his; nothing of what he wrote himself.
    let all = him.get("/me/reported-posts").await;
    assert_eq!(all.items().len(), 5);
    let mine = all.items().iter().find(|item| item["post"] == hidden.post.0).unwrap();
    assert_eq!((mine["is_own"].as_bool(), mine["reports"].as_array().unwrap().len()), (Some(true), 0));
    assert_eq!((&mine["seen"], mine["is_urgent"].as_bool()), (&Value::Null, Some(false)));
    assert_eq!(her.get("/me/reported-posts").await.items().len(), 0);
    assert_eq!(her.get(&queue).await.problem(), (403, "refused"));

    for post in &order_of(&him, &queue).await {
        let seen = him.get(&format!("/posts/{post}/reports")).await.number("/seen");
        let path = format!("/posts/{post}/reports/decision");
        assert_eq!(him.post(&path, &json!({ "decision": "nothing", "seen": seen })).await.status, 200);
    }
    let closed = format!("/spaces/{space}/report-decisions");
    let page = him.get(&format!("{closed}?limit=3")).await;
    assert_eq!((page.items().len(), page.text("/items/0/decided_by")), (3, "Fabio Facilita"));
    let rest = him.get(&format!("{closed}?limit=3&cursor={}", page.text("/next"))).await;
    assert_eq!((rest.items().len(), rest.number("/items/0/post")), (1, posts[2]));
    assert_eq!(rest.text("/items/0/reports/0/reason"), "personal-data");
    assert_eq!(him.get("/me/report-decisions").await.items().len(), 4);
    assert_eq!(her.get(&closed).await.problem(), (403, "refused"));
}

/// The posts that wait, in their order.
async fn order_of(program: &Program, queue: &str) -> Vec<i64> {
    program.get(queue).await.items().iter().map(|item| item["post"].as_i64().unwrap()).collect()
}

async fn a_decision_holds_or_nothing_happens(engine: Engine) {
    let Scene { house, nives, space, her, him, .. } = scene(engine, Openness::Open).await;
    let tullio = house.person("Tullio Serramonte").await;
    let his = Program::of(&house, &tullio).await;
    let thread = house.thread(&nives, space, "Turni", "Chi li ha cambiati?").await;
    let (post, path) = (thread.post.0, format!("/posts/{}/reports/decision", thread.post));
    assert_eq!(him.post(&path, &json!({ "decision": "nothing", "seen": 1 })).await.problem(), (404, "not-found"));
    assert_eq!(report(&his, post, "off-topic", "").await, 201);
    let seen = him.get(&format!("/posts/{post}/reports")).await.number("/seen");
    for (body, pointer) in [
        (json!({ "decision": "deleted", "seen": seen }), "/reason"),
        (json!({ "decision": "thread-closed", "reason": " ", "seen": seen }), "/reason"),
        (json!({ "decision": "nothing", "answer": "x".repeat(501), "seen": seen }), "/answer"),
        (json!({ "decision": "banned", "seen": seen }), "/decision"),
    ] {
        let refused = him.post(&path, &body).await;
        assert_eq!((refused.status, refused.text("/errors/0/pointer")), (422, pointer), "{}", refused.json);
    }
    let gone = him.post(&path, &json!({ "decision": "gone", "seen": seen })).await;
    assert_eq!(gone.problem(), (409, "conflict"), "the post is there");
    let olga = Program::of(&house, &house.person("Olga Seconda").await).await;
    assert_eq!(report(&olga, post, "personal-data", "Il nome").await, 201);
    let close = json!({ "decision": "thread-closed", "reason": "Fuori tema", "seen": seen });
    let key = [("idempotency-key", "d1")];
    let late = him.send("POST", &path, &key, &close).await;
    assert_eq!(late.problem(), (409, "conflict"), "another report has come: {}", late.json);
    assert!(late.text("/detail").contains("è cambiato qualcosa"), "{}", late.json);
    assert_eq!(her.get(&format!("/threads/{}", thread.thread)).await.text("/state"), "open");
    let seen = him.get(&format!("/posts/{post}/reports")).await.number("/seen");
    let close = json!({ "decision": "thread-closed", "reason": "Fuori tema", "seen": seen });
    let done = him.send("POST", &path, &[("idempotency-key", "d2")], &close).await;
    assert_eq!((done.status, done.text("/decision")), (200, "thread-closed"), "{}", done.json);
    let replayed = him.send("POST", &path, &[("idempotency-key", "d2")], &close).await;
    assert_eq!((replayed.status, replayed.header("idempotency-replayed")), (200, "true"));
    assert_eq!(him.post(&path, &close).await.problem(), (404, "not-found"), "nothing waits any more");
    assert_eq!(her.get(&format!("/threads/{}", thread.thread)).await.text("/state"), "closed");
}

async fn the_author_learns_nothing_of_reports(engine: Engine) {
    let Scene { house, nives, space, her, him, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&nives, space, "Turni", "Chi li ha cambiati?").await;
    let tullio = Program::of(&house, &house.person("Tullio Serramonte").await).await;
    assert_eq!(report(&tullio, thread.post.0, "personal-data", "Parole di chi segnala").await, 201);
    let role = format!("/spaces/{space}/members/{}/role", nives.id);
    assert_eq!(him.put(&role, &json!({ "role": "facilitator" })).await, 204);
    let shown = her.get(&format!("/spaces/{space}/reported-posts")).await;
    assert_eq!((shown.items().len(), shown.json["items"][0]["is_own"].as_bool()), (1, Some(true)));
    for path in [format!("/posts/{}/reports", thread.post), "/me/reported-posts".to_owned()] {
        let answer = her.get(&path).await.json.to_string();
        assert!(!answer.contains("Tullio") && !answer.contains("Parole"), "{path}: {answer}");
    }
    let forced = json!({ "decision": "nothing", "seen": 999 });
    assert_eq!(
        her.post(&format!("/posts/{}/reports/decision", thread.post), &forced).await.problem(),
        (403, "refused")
    );
    let seen = him.get(&format!("/posts/{}/reports", thread.post)).await.number("/seen");
    let answer = json!({ "decision": "nothing", "answer": "A chi ha segnalato", "seen": seen });
    assert_eq!(him.post(&format!("/posts/{}/reports/decision", thread.post), &answer).await.status, 200);
    let closed = her.get(&format!("/spaces/{space}/report-decisions")).await;
    let text = closed.json.to_string();
    assert!(!text.contains("Tullio") && !text.contains("A chi ha segnalato"), "{text}");
}

async fn who_administers_reads_and_deletes_nothing(engine: Engine) {
    let Scene { house, nives, fabio, space, her, .. } = scene(engine, Openness::Private).await;
    let ada = Program::of(&house, &house.administrator("Ada Amministra").await).await;
    let thread = house.thread(&fabio, space, "Turni", "Il sig. Bruno").await;
    let post = house.answer(&nives, thread.thread, "La signora Amina").await.post;
    let livia = house.guest("Livia Acquaviola").await;
    let new = json!({ "who": [livia.email], "role": "guest", "until": "2026-12-31" });
    assert_eq!(ada.post(&format!("/spaces/{space}/members"), &new).await.status, 200);
    let guest = Program::of(&house, &livia).await;
    assert_eq!(report(&guest, post.0, "personal-data", "Il nome").await, 201, "a guest reads, and reports");
    assert_eq!(guest.get("/me/reports").await.items().len(), 1);
    let seen = ada.get(&format!("/posts/{post}/reports")).await;
    assert_eq!((&seen.json["words"], seen.json["may_delete"].as_bool()), (&Value::Null, Some(false)), "{}", seen.json);
    let path = format!("/posts/{post}/reports/decision");
    let delete = json!({ "decision": "deleted", "reason": "Provo", "seen": seen.number("/seen") });
    assert_eq!(ada.post(&path, &delete).await.problem(), (403, "refused"));
    assert_eq!(ada.get("/me/reported-posts").await.items().len(), 0, "somebody facilitates");
    // The facilitator's own words nobody else can judge.
    assert_eq!(report(&her, thread.post.0, "personal-data", "").await, 201);
    let all = ada.get("/me/reported-posts").await;
    let own = all.items().iter().find(|item| item["post"] == thread.post.0).unwrap();
    assert_eq!(own["words"], "Il sig. Bruno");
    let nothing = json!({ "decision": "nothing", "seen": own["seen"] });
    assert_eq!(ada.post(&format!("/posts/{}/reports/decision", thread.post), &nothing).await.status, 200);
}

async fn reports_have_scopes_of_their_own(engine: Engine) {
    let Scene { house, fabio, nives, space, .. } = scene(engine, Openness::Open).await;
    let thread = house.thread(&fabio, space, "Turni", "Chi li ha cambiati?").await;
    let with = |scopes: &'static [Scope]| house.key_of(&nives, scopes);
    let reader = Program::new(&house, &with(&[Scope::ThreadsRead, Scope::ThreadsWrite, Scope::ReportsRead]).await.1);
    let writer = Program::new(&house, &with(&[Scope::ReportsWrite]).await.1);
    let own = format!("/posts/{}/report", thread.post);
    let body = json!({ "reason": "offensive" });
    assert_eq!(reader.post(&own, &body).await.problem(), (403, "scope"));
    assert_eq!(writer.post(&own, &body).await.status, 201);
    assert_eq!(writer.get("/me/reports").await.problem(), (403, "scope"));
    assert_eq!(reader.get("/me/reports").await.items().len(), 1);
    // Too many in a day are too many for programs too.
    for n in 0..20 {
        let post = house.answer(&fabio, thread.thread, &format!("Numero {n}")).await.post;
        let sent = writer.post(&format!("/posts/{post}/report"), &body).await;
        if n < 19 {
            assert_eq!(sent.status, 201);
        } else {
            assert_eq!((sent.problem(), sent.header("retry-after")), ((429, "too-many"), "86400"), "{}", sent.json);
        }
    }
}
