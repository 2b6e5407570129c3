//! Keys for programs: made on the page, shown once, used, revoked, over.

use std::time::Duration;

use prassi::accounts::{CleanAccounts, TokenName};
use prassi::mail;
use prassi::web::Scope;

use super::Program;
use crate::house::{Answered, Browser, Engine, House, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    a_key_is_shown_once_and_opens_what_it_says,
    what_cannot_be_a_key_is_said_beside_the_field,
    keys_end,
    a_cookie_opens_no_api_and_a_key_no_page,
    keys_and_their_letters_are_few,
);

const PAGE: &str = "/profilo/chiavi";
const FIELDS: [(&str, &str); 4] =
    [("token_name", "Bollettino"), ("scope_threads_read", "1"), ("expires", "2026-12-31"), ("password", PASSWORD)];

async fn open(engine: Engine) -> House {
    House::open_with(engine, &[("PRASSI_SESSIONS__IDLE_DAYS", "365"), ("PRASSI_SESSIONS__ABSOLUTE_DAYS", "365")]).await
}

/// The form with some fields instead of the usual ones.
async fn make(browser: &Browser, other: &[(&str, &str)]) -> Answered {
    let mut fields: Vec<(&str, &str)> =
        FIELDS.iter().copied().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name)).collect();
    fields.extend(other.iter().filter(|(_, value)| !value.is_empty()));
    browser.submit(PAGE, PAGE, &fields).await
}

fn secret(page: &Answered) -> String {
    let found = regex::Regex::new("prassi_[A-Za-z0-9_-]{43}").unwrap();
    found.find(&page.text).unwrap_or_else(|| panic!("no secret in {}", page.text)).as_str().to_owned()
}

async fn person(house: &House) -> (Someone, Browser) {
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    (nives, browser)
}

async fn a_key_is_shown_once_and_opens_what_it_says(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser) = person(&house).await;
    assert!(browser.get(PAGE).await.has("Non hai ancora nessuna chiave"));
    let made = make(&browser, &[("scope_profile_read", "1")]).await;
    assert_eq!(made.status, 201);
    let secret = secret(&made);
    let listed = browser.get(PAGE).await;
    assert!(listed.has("Bollettino") && listed.has("mai usata") && !listed.has(&secret), "{}", listed.text);
    let stored = rows(&house, "SELECT digest || ' ' || scopes FROM access_tokens").await;
    assert_eq!(stored, [format!("{} profile:read threads:read", prassi::base::digest(&secret))]);
    let program = Program::new(&house, &secret);
    let me = program.get("/me").await;
    assert_eq!((me.status, me.text("/name"), me.text("/key/name")), (200, "Nives Altopiano", "Bollettino"));
    assert_eq!(me.json["key"]["scopes"], serde_json::json!(["profile:read", "threads:read"]));
    let refused = program.get("/spaces").await;
    assert_eq!(refused.problem(), (403, "scope"));
    assert!(refused.header("www-authenticate").contains("insufficient_scope"));
    house.clock.advance(Duration::from_secs(1));
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 5).await.unwrap();
    let letter = letters.iter().find(|letter| letter.recipient == nives.email).unwrap();
    assert!(letter.subject.contains("chiave nuova") && letter.text.contains("«Bollettino»"), "{}", letter.text);
    assert!(!letter.text.contains(&secret));
    used(&house).await;
    assert!(!browser.get(PAGE).await.has("mai usata"));
}

/// Waits until the use of the only key has been noted.
async fn used(house: &House) {
    for _ in 0..1000 {
        if rows(house, "SELECT CAST(COUNT(last_used_at) AS TEXT) FROM access_tokens").await == ["1"] {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the use of the key was never noted");
}

/// The first column of a question asked past the program.
async fn rows(house: &House, sql: &'static str) -> Vec<String> {
    match house.place.database_url.strip_prefix("sqlite:") {
        Some(path) => {
            let conn = rusqlite::Connection::open(path).unwrap();
            let mut asked = conn.prepare(sql).unwrap();
            asked.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        }
        None => {
            let url = &house.place.database_url;
            let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(url).await.unwrap();
            sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
        }
    }
}

async fn what_cannot_be_a_key_is_said_beside_the_field(engine: Engine) {
    let house = open(engine).await;
    let (_, browser) = person(&house).await;
    for (field, value, said) in [
        ("token_name", "", "Questo campo serve"),
        ("token_name", "a\u{1}b", "caratteri invisibili"),
        ("token_name", &"a".repeat(61), "al massimo 60 caratteri"),
        ("scope_threads_read", "", "Scegli almeno una cosa"),
        ("expires", "", "Scegli un giorno dal calendario"),
        ("expires", "2026-11-23", "Questo giorno è già passato"),
        ("expires", "2027-11-25", "Scegli un giorno entro un anno"),
        ("expires", "domani", "Scegli un giorno dal calendario"),
        ("password", "", "Questo campo serve"),
        ("password", "non è questa", "Non è la password di adesso"),
    ] {
        let page = make(&browser, &[(field, value)]).await;
        assert!(page.status == 422 && page.has(said), "{field}={value}: {} {}", page.status, page.text);
        assert!(field == "token_name" || page.has("value=\"Bollettino\""), "{field}: the input is not kept");
        assert!(!page.text.contains(PASSWORD));
    }
    assert_eq!(rows(&house, "SELECT name FROM access_tokens").await, Vec::<String>::new());
    assert!(TokenName::parse("  ").is_err());
}

async fn keys_end(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser) = person(&house).await;
    // Revoked.
    let first = Program::new(&house, &secret(&make(&browser, &[]).await));
    assert_eq!(first.get("/topics").await.status, 200);
    let form = regex::Regex::new("/profilo/chiavi/[0-9]+/revoca").unwrap();
    let list = browser.get(PAGE).await;
    let action = form.find(&list.text).unwrap().as_str();
    assert_eq!(browser.submit(PAGE, action, &[]).await.status, 303);
    let dead = first.get("/topics").await;
    assert_eq!(dead.problem(), (401, "no-key"));
    assert!(dead.header("www-authenticate").contains("invalid_token"));
    assert!(browser.get(PAGE).await.has("Fatto: quella chiave non apre più niente"));
    // Over.
    let (_, second) = house.key_of(&nives, &[Scope::ThreadsRead]).await;
    let second = Program::new(&house, &second);
    assert_eq!(second.get("/topics").await.status, 200);
    house.clock.advance(Duration::from_hours(24 * 30));
    assert_eq!(second.get("/topics").await.status, 401);
    assert!(browser.get(PAGE).await.has("scaduta"));
    // A new password.
    let third = Program::of(&house, &nives).await;
    assert_eq!(third.get("/topics").await.status, 200);
    let change = [("password", PASSWORD), ("new_password", "un'altra frase, anche più lunga")];
    assert_eq!(browser.submit("/profilo/password", "/profilo/password", &change).await.status, 303);
    assert_eq!(third.get("/topics").await.status, 401);
    // Forgotten, long afterwards.
    house.clock.advance(Duration::from_hours(24 * 100));
    let clean = CleanAccounts { now: house.clock.now(), idle: Duration::from_hours(24 * 365) };
    assert!(house.db.write(clean).await.unwrap() >= 3);
    assert_eq!(rows(&house, "SELECT name FROM access_tokens").await, Vec::<String>::new());
}

async fn a_cookie_opens_no_api_and_a_key_no_page(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser) = person(&house).await;
    let nobody = Program::new(&house, "");
    let reply =
        nobody.send("GET", "/me", &[("cookie", &house.cookie_of(&nives).await)], &serde_json::Value::Null).await;
    assert_eq!(reply.problem(), (401, "no-key"));
    assert_eq!(reply.header("www-authenticate"), "Bearer realm=\"prassi\"");
    assert!(!reply.headers.contains_key("set-cookie"));
    let key = house.key_of(&nives, Scope::ALL).await.1;
    let page = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let page = page.get(format!("{}/profilo", house.base)).header("accept", "text/html").bearer_auth(&key);
    assert_eq!(page.send().await.unwrap().status().as_u16(), 303);
    for wrong in ["", "x", "prassi_", &"a".repeat(5000), &format!("{key}x"), &key.to_uppercase()] {
        let reply =
            super::answered(nobody.request("GET", "/me").header("authorization", format!("Bearer {wrong}"))).await;
        assert_eq!(reply.problem(), (401, "no-key"), "{wrong}");
    }
    let basic = super::answered(nobody.request("GET", "/me").basic_auth(&nives.email, Some(PASSWORD))).await;
    assert_eq!(basic.problem(), (401, "no-key"));
    assert_eq!(browser.get("/api/v1").await.location, "/api/v1/");
}

async fn keys_and_their_letters_are_few(engine: Engine) {
    let house = open(engine).await;
    let (_, browser) = person(&house).await;
    for n in 0..10 {
        assert_eq!(make(&browser, &[]).await.status, 201, "{n}");
    }
    let wait = make(&browser, &[]).await;
    assert!(wait.status == 422 && wait.has("Hai creato molte chiavi in poco tempo"), "{}", wait.text);
    // The password was right each time: it is not the password that has to wait.
    for n in 0..6 {
        let wait = make(&browser, &[]).await;
        assert!(
            wait.has("Hai creato molte chiavi in poco tempo") && !wait.has("troppi tentativi"),
            "{n}: {}",
            wait.text
        );
    }
    house.clock.advance(Duration::from_hours(3));
    for _ in 0..9 {
        assert_eq!(make(&browser, &[]).await.status, 201);
    }
    house.clock.advance(Duration::from_hours(3));
    assert_eq!(make(&browser, &[]).await.status, 201);
    assert!(browser.get(PAGE).await.has("Hai già venti chiavi in uso"));
    let csrf = browser.csrf().await;
    let mut fields = FIELDS.to_vec();
    fields.push(("csrf", &csrf));
    let full = browser.post(PAGE, &fields).await;
    assert!(full.status == 422 && full.has("Hai già venti chiavi in uso"), "{}", full.status);
}
