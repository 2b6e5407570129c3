//! Guesses are slowed, and nobody is locked out for good.

use std::net::IpAddr;
use std::time::Duration;

use prassi::accounts::{Attempt, attempt};
use prassi::web::ClientAddress;

use super::*;
use crate::house::{Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    waits_double_and_end,
    whether_an_account_exists_makes_no_difference,
    others_are_not_locked_out,
    one_address_does_not_try_everybody,
    a_thousand_at_once_are_no_better,
    the_page_says_how_long,
    links_cannot_be_guessed,
);

const HERE: ClientAddress = ClientAddress(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));
const THERE: ClientAddress = ClientAddress(IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 7)));

async fn try_in(house: &House, from: ClientAddress, email: &str, password: &str) -> Attempt {
    attempt(&house.db, &house.app.accounts, from, (email, password), house.clock.now()).await.unwrap()
}

async fn fail(house: &House, from: ClientAddress, email: &str, times: usize) {
    for _ in 0..times {
        assert!(matches!(try_in(house, from, email, "wrong").await, Attempt::Wrong));
    }
}

fn seconds(attempt: &Attempt) -> u64 {
    match attempt {
        Attempt::Wait(wait) => wait.as_secs(),
        other => panic!("no wait: {other:?}"),
    }
}

async fn sign_in(house: &House, who: &Someone) {
    let browser = house.browser();
    let answer = browser.submit("/accedi", "/accedi", &[("email", &who.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
}

async fn waits_double_and_end(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    fail(&house, HERE, &nives.email, 5).await;
    for expected in [30, 60, 120, 240, 480, 900, 900] {
        // Even the right password waits, and waiting attempts cost nothing.
        assert_eq!(seconds(&try_in(&house, HERE, &nives.email, PASSWORD).await), expected);
        assert_eq!(seconds(&try_in(&house, HERE, &nives.email, "wrong").await), expected);
        house.clock.advance(Duration::from_secs(expected));
        fail(&house, HERE, &nives.email, 1).await;
    }
    house.clock.advance(Duration::from_mins(15));
    assert!(matches!(try_in(&house, HERE, &nives.email, PASSWORD).await, Attempt::Right { .. }));
}

async fn whether_an_account_exists_makes_no_difference(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    for email in [nives.email.as_str(), "nobody@prefettura.example", "no address at all"] {
        fail(&house, HERE, email, 5).await;
        assert_eq!(seconds(&try_in(&house, HERE, email, "wrong").await), 30, "{email}");
    }
    // However it is written.
    assert_eq!(seconds(&try_in(&house, HERE, &nives.email.to_uppercase(), PASSWORD).await), 30);
}

async fn others_are_not_locked_out(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    fail(&house, THERE, &nives.email, 5).await;
    assert!(matches!(try_in(&house, THERE, &nives.email, PASSWORD).await, Attempt::Wait(_)));
    // Nives herself, elsewhere, notices nothing; her own failures are forgotten when she is in.
    for _ in 0..3 {
        let browser = house.browser();
        for _ in 0..4 {
            let wrong = browser.submit("/accedi", "/accedi", &[("email", &nives.email), ("password", "wrong")]).await;
            assert_eq!(wrong.status, 422);
        }
        sign_in(&house, &nives).await;
    }
    // From a thousand addresses at once: short waits, for everybody, that end.
    for n in 0..100_u8 {
        let from = ClientAddress([203, 0, 113, n].into());
        if matches!(try_in(&house, from, &nives.email, "wrong").await, Attempt::Wait(_)) {
            break;
        }
    }
    assert_eq!(seconds(&try_in(&house, HERE, &nives.email, PASSWORD).await), 30);
    house.clock.advance(Duration::from_secs(30));
    sign_in(&house, &nives).await;
}

async fn one_address_does_not_try_everybody(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    for n in 0..50 {
        fail(&house, HERE, &format!("somebody{n}@prefettura.example"), 1).await;
    }
    assert_eq!(seconds(&try_in(&house, HERE, &nives.email, PASSWORD).await), 30);
    house.clock.advance(Duration::from_secs(30));
    // The office goes on working: who signs in takes nothing from the others.
    for _ in 0..3 {
        assert!(matches!(try_in_and_record(&house, HERE, &nives).await, Attempt::Right { .. }));
    }
}

/// What the web does after the right password.
async fn try_in_and_record(house: &House, from: ClientAddress, who: &Someone) -> Attempt {
    let outcome = try_in(house, from, &who.email, PASSWORD).await;
    if let Attempt::Right { person, buckets } = &outcome {
        let (session, now) = (house.rng.token().0, house.clock.now());
        let record = prassi::accounts::RecordSignIn {
            person: *person,
            session,
            agent: String::new(),
            buckets: buckets.clone(),
            now,
        };
        house.db.write(record).await.unwrap();
    }
    outcome
}

async fn a_thousand_at_once_are_no_better(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let tries = (0..40).map(|_| try_in(&house, HERE, &nives.email, "wrong"));
    let outcomes = futures_util::future::join_all(tries).await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Attempt::Wrong)).count(), 5);
}

async fn the_page_says_how_long(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let browser = house.browser();
    let guess = [("email", nives.email.as_str()), ("password", "wrong"), ("next", "/spazi")];
    for _ in 0..5 {
        let answer = browser.submit("/accedi", "/accedi", &guess).await;
        assert_eq!(answer.status, 422);
        assert!(answer.has(&nives.email) && answer.has(r#"value="/spazi""#), "what was typed stays");
        assert!(!answer.has("wrong"), "but not the password");
    }
    let answer = browser.submit("/accedi", "/accedi", &guess).await;
    assert_eq!((answer.status, answer.headers["retry-after"].to_str().unwrap()), (429, "30"));
    assert!(answer.has("Riprova fra un minuto") && answer.has(&nives.email), "{}", answer.text);

    // Asking for a new password has its own count, and its own page.
    for _ in 0..5 {
        assert_eq!(
            browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await.status,
            303
        );
    }
    let answer = browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!(answer.status, 429);
    house.clock.advance(Duration::from_secs(30));
    assert_eq!(
        browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await.status,
        303
    );
}

async fn links_cannot_be_guessed(engine: Engine) {
    let house = open(engine).await;
    let browser = house.browser();
    for n in 0..50 {
        let page = if n % 2 == 0 { "invito" } else { "nuova-password" };
        assert_eq!(browser.get(&format!("/{page}/{n:043}")).await.status, 410);
    }
    assert_eq!(browser.get(&format!("/invito/{:043}", 50)).await.status, 429);
    house.clock.advance(Duration::from_secs(30));
    assert_eq!(browser.get(&format!("/invito/{:043}", 50)).await.status, 410);
}
