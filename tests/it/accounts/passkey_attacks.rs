//! What passkeys must not let in.

use std::time::Duration;

use futures_util::future::join_all;
use prassi::accounts::{CleanAccounts, CloseAccount, NoSpaces};
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};
use serde_json::Value;

use super::*;
use crate::authenticator::{Device, SYNCED, ask, begin, make, make_on, options};
use crate::house::{Answered, Browser, Engine, on_both_engines};

on_both_engines!(
    a_question_is_answered_once_in_time_by_whom_it_was_put_to,
    what_was_not_signed_for_this_door_opens_nothing,
    a_counter_that_goes_backwards_is_refused_and_told,
    a_closed_account_stays_closed,
    strangers_learn_nothing,
    what_is_made_must_answer_the_question,
    tries_are_counted_and_questions_too,
    large_bodies_are_refused,
);

const WRONG: &str = "Con questa passkey non si entra";

/// A house with somebody, a browser where they are, and their passkey.
async fn with_passkey(engine: Engine) -> (House, crate::house::Someone, Browser, Device) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let device = make(&here, "Portatile").await;
    (house, nives, here, device)
}

/// A browser where nobody is, with its secret.
async fn nobody(house: &House) -> (Browser, String) {
    let browser = house.browser();
    let csrf = browser.get("/accedi").await.hidden("/accedi/passkey").remove(0).1;
    (browser, csrf)
}

async fn send(browser: &Browser, csrf: &str, token: &str, credential: &Value) -> Answered {
    let credential = credential.to_string();
    browser.post("/accedi/passkey", &[("csrf", csrf), ("passkey_token", token), ("credential", &credential)]).await
}

fn assert_refused(answer: &Answered, why: &str) {
    assert!(answer.status == 422 && answer.has(WRONG), "{why}: {} {}", answer.status, answer.text);
}

async fn a_question_is_answered_once_in_time_by_whom_it_was_put_to(engine: Engine) {
    let (house, _, here, device) = with_passkey(engine).await;
    let (browser, csrf) = nobody(&house).await;
    let (token, question) = ask(&browser, &csrf).await;
    let credential = device.answer(&question);
    // Another visitor has the very same words: they are worth nothing there, and still good here.
    let (thief, stolen) = nobody(&house).await;
    assert_refused(&send(&thief, &stolen, &token, &credential).await, "another session");
    assert_eq!(send(&browser, &csrf, &token, &credential).await.status, 303);
    // The same again, from a browser that has the same cookies of forms: taken.
    let csrf = browser.csrf().await;
    assert_refused(&send(&browser, &csrf, &token, &credential).await, "a replay");
    let (other, own) = nobody(&house).await;
    let (fresh, _) = ask(&other, &own).await;
    assert_refused(&send(&other, &own, &fresh, &credential).await, "an old answer to a new question");
    assert_refused(&send(&other, &own, &fresh, &device.answer(&question)).await, "a question that is gone");
    assert_refused(&send(&other, &own, "", &credential).await, "no question at all");
    // A wrong answer uses the question up too.
    let (token, question) = ask(&other, &own).await;
    let right = device.answer(&question);
    assert_refused(&send(&other, &own, &token, &Value::Null).await, "nothing");
    assert_refused(&send(&other, &own, &token, &right).await, "after a wrong one");
    // Five minutes, and not one more.
    let (token, question) = ask(&other, &own).await;
    house.clock.advance(Duration::from_mins(5));
    assert_refused(&send(&other, &own, &token, &device.answer(&question)).await, "too late");
    // The question for a new passkey is none for coming in, and the other way round.
    let page = begin(&here, "Altra").await;
    let form = page.hidden("/profilo/passkey/conferma");
    let made = form.iter().find(|(name, _)| name == "passkey_token").unwrap().1.clone();
    let csrf = here.csrf().await;
    assert_refused(&send(&here, &csrf, &made, &device.answer(&options(&page))).await, "made for something else");
    // Twice at the same time: one of them.
    let (browser, csrf) = nobody(&house).await;
    let (token, question) = ask(&browser, &csrf).await;
    let credential = device.answer(&question);
    let both = join_all((0..4).map(|_| send(&browser, &csrf, &token, &credential))).await;
    assert_eq!(both.iter().filter(|answer| answer.status == 303).count(), 1, "{both:?}");
    // Those that nobody answers go by themselves.
    let (browser, csrf) = nobody(&house).await;
    ask(&browser, &csrf).await;
    house.clock.advance(Duration::from_mins(6));
    let clean = || house.db.write(CleanAccounts { now: house.clock.now(), idle: Duration::from_hours(24 * 365) });
    assert!(clean().await.unwrap() >= 1);
    assert_eq!(clean().await.unwrap(), 0);
}

async fn what_was_not_signed_for_this_door_opens_nothing(engine: Engine) {
    let (house, _, _, device) = with_passkey(engine).await;
    let tullio = house.person("Tullio Serramonte").await;
    let his = make(&house.signed_in(&tullio).await, "Telefono").await;
    let door = device.origin.clone();
    let bent = |bend: &dyn Fn(&mut Device)| {
        let mut device = device.clone();
        bend(&mut device);
        device
    };
    let port = format!("{door}1");
    for (why, device) in [
        ("another site", bent(&|d| d.origin = String::from("https://prassi.evil.example"))),
        ("another port", bent(&|d| d.origin.clone_from(&port))),
        ("a number", bent(&|d| d.origin = door.replace("localhost", "127.0.0.1"))),
        ("a name below", bent(&|d| d.origin = door.replace("localhost", "a.localhost"))),
        ("https", bent(&|d| d.origin = door.replace("http:", "https:"))),
        ("another house's passkey", bent(&|d| d.host = String::from("prassi.evil.example"))),
        ("nobody recognised", bent(&|d| d.flags = 0b1)),
        ("nobody there", bent(&|d| d.flags = 0b100)),
        ("on other devices all of a sudden", bent(&|d| d.flags |= SYNCED)),
        ("somebody else's name", bent(&|d| d.handle.clone_from(&his.handle))),
        ("no name", bent(&|d| d.handle = None)),
        ("a name that is none", bent(&|d| d.handle = Some(vec![7; 64]))),
        ("somebody else's passkey, signed by hers", bent(&|d| d.id.clone_from(&his.id))),
        (
            "the same under his name",
            bent(&|d| {
                d.id.clone_from(&his.id);
                d.handle.clone_from(&his.handle);
            }),
        ),
        ("unknown", bent(&|d| d.id = vec![9; 32])),
        ("short", bent(&|d| d.id = vec![9; 4])),
        ("long", bent(&|d| d.id = vec![9; 1024])),
    ] {
        assert_refused(&device.enter(&house.browser(), "/accedi").await, why);
        house.clock.advance(Duration::from_mins(30));
    }
    for (why, field, value) in [
        ("a signature that is none", "signature", "AAAA"),
        ("half of what is signed", "authenticatorData", "AAAA"),
        ("other words", "clientDataJSON", "e30"),
        ("no base64", "signature", "è"),
    ] {
        let (browser, csrf) = nobody(&house).await;
        let (token, question) = ask(&browser, &csrf).await;
        let mut credential = device.answer(&question);
        credential["response"][field] = value.into();
        assert_refused(&send(&browser, &csrf, &token, &credential).await, why);
    }
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303, "hers still opens");
    // Without the form's secret nothing is asked and nothing taken.
    let browser = house.browser();
    assert_ne!(browser.post("/accedi/passkey/inizio", &[]).await.status, 200);
    assert_eq!(browser.post("/accedi/passkey", &[("csrf", "x")]).await.status, 422);
}

async fn a_counter_that_goes_backwards_is_refused_and_told(engine: Engine) {
    let (house, nives, here, _) = with_passkey(engine).await;
    let mut device = make_on(&here, "Chiavetta", Device { counter: 5, ..Device::new(&here) }).await;
    device.counter = 7;
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303);
    for counter in [7, 6, 0] {
        let copy = Device { counter, ..device.clone() };
        assert_refused(&copy.enter(&house.browser(), "/accedi").await, "a copy");
    }
    device.counter = 8;
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303);
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let refused = Event::Accounts(AccountEvent::PasskeyRefused { person: nives.id, passkey: device.passkey });
    assert_eq!(log.iter().filter(|entry| entry.event == refused).count(), 3);
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    assert!(ada.get("/amministrazione/sicurezza").await.has("Passkey rifiutata"));
    // Not told by whoever only says so, without her key.
    let mut liar = Device::new(&here);
    (liar.id, liar.handle, liar.counter) = (device.id.clone(), device.handle.clone(), 1);
    assert_refused(&liar.enter(&house.browser(), "/accedi").await, "another key");
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.event == refused).count(), 3);
}

async fn a_closed_account_stays_closed(engine: Engine) {
    let (house, nives, here, device) = with_passkey(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let (browser, csrf) = nobody(&house).await;
    let (token, question) = ask(&browser, &csrf).await;
    let close = CloseAccount {
        actor: admin.actor,
        person: nives.id,
        why: String::new(),
        places: std::sync::Arc::new(NoSpaces),
        now: house.clock.now(),
    };
    house.db.write(close).await.unwrap();
    assert_refused(&send(&browser, &csrf, &token, &device.answer(&question)).await, "closed");
    assert_eq!(here.get("/profilo").await.status, 303);
}

/// A page without what differs from one request to the next.
fn normal(answer: &Answered) -> (u16, String) {
    let changing = regex::Regex::new(r#"nonce" content="[0-9a-f]+"|name="csrf" value="[^"]*""#).unwrap();
    (answer.status, changing.replace_all(&answer.text, "").into_owned())
}

async fn strangers_learn_nothing(engine: Engine) {
    let (house, _, here, device) = with_passkey(engine).await;
    let gone = make(&here, "Telefono").await;
    let one = format!("/profilo/passkey/{}", gone.passkey);
    assert_eq!(here.submit(&one, &format!("{one}/togli"), &[]).await.status, 303);
    let unknown = normal(&Device::new(&here).enter(&house.browser(), "/accedi").await);
    let unverified = Device { flags: 0b1, ..device.clone() };
    for (why, device) in [("taken away", &gone), ("not recognised", &unverified)] {
        assert_eq!(normal(&device.enter(&house.browser(), "/accedi").await), unknown, "{why}");
    }
    // What is asked is the same for everybody, and names nobody.
    let (browser, csrf) = nobody(&house).await;
    let (_, question) = ask(&browser, &csrf).await;
    assert_eq!(question["allowCredentials"].as_array().map_or(0, Vec::len), 0, "{question}");
    assert_eq!(question["userVerification"], "required");
    assert_eq!(question["rpId"], "localhost");
}

async fn what_is_made_must_answer_the_question(engine: Engine) {
    let (house, _, here, device) = with_passkey(engine).await;
    let confirm = "/profilo/passkey/conferma";
    let tullio = house.signed_in(&house.person("Tullio Serramonte").await).await;
    for (why, bend) in [
        ("another site", (|d| d.origin = String::from("https://prassi.evil.example")) as fn(&mut Device)),
        ("another house", |d| d.host = String::from("evil.example")),
        ("nobody recognised", |d| d.flags = 0b1),
        ("too short a name", |d| d.id = vec![1; 8]),
    ] {
        let page = begin(&tullio, "Telefono").await;
        let mut bent = Device::new(&tullio);
        bend(&mut bent);
        let credential = bent.make(&options(&page)).to_string();
        let answer = tullio.send(confirm, &page.hidden(confirm), &[("credential", &credential)]).await;
        assert!(answer.status == 422 && answer.has("La passkey non è stata creata"), "{why}: {}", answer.text);
    }
    // One that its device does not find by itself is of no use.
    let page = begin(&tullio, "Telefono").await;
    let mut hidden = Device::new(&tullio).make(&options(&page));
    hidden["clientExtensionResults"]["credProps"]["rk"] = false.into();
    let answer = tullio.send(confirm, &page.hidden(confirm), &[("credential", &hidden.to_string())]).await;
    assert_eq!(answer.status, 422);
    // Somebody else's, made again; and hers, sent by somebody else.
    let page = begin(&tullio, "Telefono").await;
    let taken = device.clone().make(&options(&page)).to_string();
    assert_eq!(tullio.send(confirm, &page.hidden(confirm), &[("credential", &taken)]).await.status, 422);
    let page = begin(&here, "Telefono").await;
    let credential = Device::new(&here).make(&options(&page)).to_string();
    let mut form = page.hidden(confirm);
    let (mine, his) = (form.clone(), tullio.csrf().await);
    form.retain(|(name, _)| name != "csrf");
    let stolen = tullio.send(confirm, &form, &[("csrf", &his), ("credential", &credential)]).await;
    assert_eq!(stolen.status, 422, "{}", stolen.text);
    assert_eq!(here.send(confirm, &mine, &[("credential", &credential)]).await.status, 303);
    assert_eq!(here.send(confirm, &mine, &[("credential", &credential)]).await.status, 422, "once");
    assert!(tullio.get("/profilo/passkey").await.has("Non hai ancora nessuna passkey"));
    // After the password was changed elsewhere nothing that was begun before is finished.
    let page = begin(&here, "Terza").await;
    let credential = Device::new(&here).make(&options(&page)).to_string();
    let elsewhere = house.browser();
    assert_eq!(device.enter(&elsewhere, "/accedi").await.status, 303);
    let others = "/profilo/accessi/altri";
    assert_eq!(elsewhere.submit("/profilo/accessi", others, &[]).await.status, 303);
    assert_eq!(here.send(confirm, &page.hidden(confirm), &[("credential", &credential)]).await.status, 401);
}

async fn tries_are_counted_and_questions_too(engine: Engine) {
    let limits = [("PRASSI_LIMITS__SIGN_IN_FAILURES_PER_ADDRESS", "5")];
    let house = House::open_with(engine, &limits).await;
    let nives = house.person("Nives Altopiano").await;
    let device = make(&house.signed_in(&nives).await, "Portatile").await;
    // Right ones cost nothing.
    for _ in 0..8 {
        assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303);
    }
    let wrong = Device::new(&house.browser());
    for n in 0.. {
        let answer = wrong.enter(&house.browser(), "/accedi").await;
        if answer.status == 429 {
            assert!(answer.has("troppi tentativi") && answer.headers.contains_key("retry-after"), "{}", answer.text);
            break;
        }
        assert!(n < 5, "tries are not counted");
    }
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 429, "not even the right one, for a while");
    house.clock.advance(Duration::from_mins(30));
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303);
    // Questions that nobody answers do not fill the house.
    let (browser, csrf) = nobody(&house).await;
    for _ in 0..20 {
        let fields = [("csrf", csrf.as_str())];
        let asked = join_all((0..50).map(|_| browser.post("/accedi/passkey/inizio", &fields))).await;
        assert!(asked.iter().all(|answer| answer.status == 200));
    }
    assert_eq!(browser.post("/accedi/passkey/inizio", &[("csrf", &csrf)]).await.status, 429);
    house.clock.advance(Duration::from_mins(6));
    assert_eq!(browser.post("/accedi/passkey/inizio", &[("csrf", &csrf)]).await.status, 200);
}

async fn large_bodies_are_refused(engine: Engine) {
    let (house, _, here, device) = with_passkey(engine).await;
    let (browser, csrf) = nobody(&house).await;
    let (token, question) = ask(&browser, &csrf).await;
    let mut credential = device.answer(&question);
    credential["padding"] = "a".repeat(40_000).into();
    assert_refused(&send(&browser, &csrf, &token, &credential).await, "40 kB");
    let (token, _) = ask(&browser, &csrf).await;
    let nested = format!("{}{}", "[".repeat(15_000), "]".repeat(15_000));
    let fields = [("csrf", csrf.as_str()), ("passkey_token", &token), ("credential", &nested)];
    assert_refused(&browser.post("/accedi/passkey", &fields).await, "nested");
    let huge = "a".repeat(2 << 20);
    let fields = [("csrf", csrf.as_str()), ("passkey_token", &token), ("credential", &huge)];
    assert_eq!(browser.post("/accedi/passkey", &fields).await.status, 413);
    let mine = here.csrf().await;
    let fields = [("csrf", mine.as_str()), ("credential", &huge)];
    assert_eq!(here.post("/profilo/passkey/conferma", &fields).await.status, 413);
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 303);
}
