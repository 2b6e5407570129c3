//! What every answer has: headers, a body, a way out. And the routes whose subject is not in their path.

use prassi::journal;

use super::{ALL, Administrator, Anonymous, Community, Facilitator, Guest, Member, Outsider, Who, classify, fill};
use crate::house::{Answered, Browser, Engine, House, on_both_engines};
use prassi::web::Outcome::{NotFound, Refused, Served, SignIn};

on_both_engines!(
    every_answer_is_guarded,
    other_methods_lead_to_a_page,
    the_socket_asks_who_and_from_where,
    drafts_and_suggestions_follow_the_space,
    health_is_told,
);

/// A request to open a socket, as a page of this server makes it.
pub(super) async fn upgrade(house: &House, browser: &Browser) -> Answered {
    upgrade_from(browser, &house.base).await
}

async fn upgrade_from(browser: &Browser, origin: &str) -> Answered {
    let request = browser
        .http
        .get(format!("{}/live", browser.base))
        .header("connection", "Upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
        .header("origin", origin);
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = if status == 101 { String::new() } else { response.text().await.unwrap() };
    Answered { status, location: String::new(), text, headers }
}

async fn the_socket_asks_who_and_from_where(engine: Engine) {
    let community = Community::new(engine).await;
    let (house, stranger) = (&community.house, community.house.browser());
    assert_eq!(upgrade(house, &stranger).await.status, 401);
    for who in ALL.into_iter().filter(|who| *who != Anonymous) {
        let (browser, _) = &community.browsers[who as usize];
        assert_eq!(upgrade(house, browser).await.status, 101, "{who:?}");
        for origin in ["https://evil.example", "null", "", "http://127.0.0.1", &format!("{}.evil.example", house.base)]
        {
            assert_eq!(upgrade_from(browser, origin).await.status, 403, "{who:?} from {origin:?}");
        }
        let plain = browser.get("/live").await;
        assert_eq!((plain.status, plain.text.is_empty()), (426, false), "{who:?}");
    }
}

/// What is wrong with the headers of an answer.
fn unguarded(answer: &Answered) -> Vec<String> {
    let header =
        |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    let mut want = |is_right: bool, what: &str| {
        if !is_right {
            wrong.push(what.to_owned());
        }
    };
    want(header("x-content-type-options") == "nosniff", "no nosniff");
    want(header("referrer-policy") == "same-origin", "no referrer-policy");
    let policy = header("content-security-policy");
    let is_asset = header("cache-control").contains("immutable");
    // A file is asked for again each time, and who may have it decided anew.
    let is_file = !header("content-disposition").is_empty() && header("cache-control") == "private, no-cache";
    want(is_asset || is_file || header("cache-control") == "no-store", "may be stored");
    if header("content-type").starts_with("text/html") {
        want(policy.starts_with("default-src 'none'"), "no content-security-policy");
        want(!policy.contains("unsafe"), "an unsafe content-security-policy");
    }
    if answer.has("<!DOCTYPE html>") {
        let nonce = answer
            .text
            .split("name=\"csp-nonce\" content=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default();
        want(
            nonce.len() >= 16 && policy.contains(&format!("'nonce-{nonce}'")),
            "the nonce of the page is not the policy's",
        );
        want(header("content-type") == "text/html; charset=utf-8", "no charset");
    }
    wrong
}

async fn every_answer_is_guarded(engine: Engine) {
    let community = Community::new(engine).await;
    let scene = community.scene().await;
    let mut wrong = Vec::new();
    let mut nonces = std::collections::HashSet::new();
    for route in community.house.app.declared.iter().filter(|route| route.path != "/esci") {
        for who in [Anonymous, Outsider, Member, Administrator] {
            let answer = community.ask(who, route.method, &fill(route.path, &scene), &[]).await;
            for what in unguarded(&answer) {
                wrong.push(format!("{:<5} {:<44} {who:<14?} {} {what}", route.method, route.path, answer.status));
            }
            if answer.status >= 400 && answer.text.is_empty() {
                wrong.push(format!(
                    "{:<5} {:<44} {who:<14?} {} an empty answer",
                    route.method, route.path, answer.status
                ));
            }
            if let Some(policy) =
                answer.headers.get("content-security-policy").filter(|_| answer.has("<!DOCTYPE html>"))
            {
                assert!(nonces.insert(policy.clone()), "a nonce came twice");
            }
        }
    }
    for path in [
        "/niente",
        "/assets/x/y.js",
        "/assets/../../etc/passwd",
        "/assets/x/%2e%2e/%2e%2e/Cargo.toml",
        "/spazi/",
        "//spazi",
    ] {
        let answer = community.ask(Member, "GET", path, &[]).await;
        assert!(
            matches!(answer.status, 404 | 400) && !answer.text.is_empty(),
            "{path}: {} {}",
            answer.status,
            answer.text
        );
        wrong.extend(unguarded(&answer).into_iter().map(|what| format!("GET {path}: {what}")));
    }
    assert!(wrong.is_empty(), "{} answers are not guarded:\n{}", wrong.len(), wrong.join("\n"));
}

async fn other_methods_lead_to_a_page(engine: Engine) {
    let community = Community::new(engine).await;
    let scene = community.scene().await;
    let before = journal::head(&community.house.db).await.unwrap();
    let mut wrong = Vec::new();
    for route in &community.house.app.declared {
        let (path, is_open) =
            (fill(route.path, &scene), route.path.starts_with("/assets") || route.path.ends_with('z'));
        for who in [Anonymous, Member] {
            let (browser, _) = &community.browsers[who as usize];
            for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
                let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
                let response =
                    browser.http.request(method.clone(), format!("{}{path}", browser.base)).send().await.unwrap();
                let (status, text) = (response.status().as_u16(), response.text().await.unwrap());
                let has_way_out = if is_open { !text.is_empty() } else { text.contains("href=\"/\"") };
                if !matches!(status, 404 | 405) || !has_way_out {
                    wrong.push(format!("{method} {path} {who:?}: {status} {text}"));
                }
            }
            let head = browser.http.head(format!("{}{path}", browser.base)).send().await.unwrap();
            let (status, has_type) = (head.status().as_u16(), head.headers().contains_key("content-type"));
            if status >= 500 || (!has_type && status != 303) || !head.bytes().await.unwrap().is_empty() {
                wrong.push(format!("HEAD {path} {who:?}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(journal::head(&community.house.db).await.unwrap(), before);
}

async fn drafts_and_suggestions_follow_the_space(engine: Engine) {
    let community = Community::new(engine).await;
    let scene = community.scene().await;
    let suggest = format!("/persone/suggerimenti?spazio={}&q=m", scene.space);
    let reader = [SignIn, NotFound, Served, Served, Served, Refused];
    let author = [SignIn, NotFound, Refused, Served, Refused, Refused];
    let staff = [SignIn, NotFound, Refused, Served, Served, Served];
    let key = |kind: &str, id: i64| {
        vec![("key", format!("{kind}:{id}")), ("title", "Un titolo".to_owned()), ("body", "Un testo".to_owned())]
    };
    let asked = [
        ("GET", suggest.as_str(), Vec::new(), staff),
        ("POST", "/bozze", key("new", scene.space.0), reader),
        ("POST", "/bozze", key("reply", scene.thread.0), reader),
        ("POST", "/bozze", key("edit", scene.post.0), author),
        ("POST", "/bozze", key("reply", 999_999), [SignIn, NotFound, NotFound, NotFound, NotFound, NotFound]),
    ];
    let wanted: [Who; 6] = [Anonymous, Outsider, Guest, Member, Facilitator, Administrator];
    for (method, path, fields, outcomes) in asked {
        for (who, outcome) in wanted.into_iter().zip(outcomes) {
            let answer = community.ask(who, method, path, &fields).await;
            assert_eq!(classify(&answer), Ok(outcome), "{who:?} {method} {path} {fields:?}: {}", answer.status);
        }
    }
    // A quotation of what one may not read quotes nothing, and says nothing of why.
    let own = community.house.space("Aperto", prassi::authz::Openness::Open, &[]).await;
    let mine = community.someone(Outsider).clone();
    community
        .house
        .db
        .write(prassi::spaces::Join { actor: mine.actor, space: own, now: community.house.clock.now() })
        .await
        .unwrap();
    let thread = community.house.thread(&mine, own, "Il mio filo", "Ciao").await.thread;
    let body_of = |text: &str| text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap().to_owned();
    let hidden = community.ask(Outsider, "GET", &format!("/discussioni/{thread}?cita={}", scene.post), &[]).await;
    let unknown = community.ask(Outsider, "GET", &format!("/discussioni/{thread}?cita=999999"), &[]).await;
    assert_eq!((hidden.status, body_of(&hidden.text)), (unknown.status, body_of(&unknown.text)));
}

async fn health_is_told(engine: Engine) {
    let house = House::open(engine).await;
    let browser = house.browser();
    for (path, sentence) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, sentence));
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        assert_eq!(unguarded(&answer), Vec::<String>::new(), "{path}");
    }
}
