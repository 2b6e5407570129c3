//! Another e-mail address.

use std::time::Duration;

use prassi::accounts::CleanAccounts;
use prassi::journal::{self, AccountEvent, Event};

use super::*;
use crate::house::{Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    both_addresses_agree,
    silence_is_enough_in_the_end,
    the_old_address_stops_it,
    an_address_of_somebody_else_is_not_told,
    a_wish_can_be_called_off_and_made_again,
    nothing_comes_of_it_without_the_new_address,
);

const PAGE: &str = "/profilo/email";
const NEW: &str = "nives@nuovo.example";

async fn ask(browser: &Browser, email: &str) -> crate::house::Answered {
    browser.submit(PAGE, PAGE, &[("email", email), ("password", PASSWORD)]).await
}

/// A person who has asked for another address, with the browser and the links in the two letters.
async fn asked(house: &House) -> (Someone, Browser, String, String) {
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    let answer = ask(&browser, NEW).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, PAGE), "{}", answer.text);
    let to_new = link(&letter_to(house, NEW).await, "/conferma-email");
    let to_old = letter_to(house, &nives.email).await;
    assert!(to_old.text.contains(NEW) && to_old.text.contains("venerdì 27 novembre 2026"), "{}", to_old.text);
    let to_old = link(&to_old, "/avviso-email");
    (nives, browser, to_new, to_old)
}

async fn can_sign_in(house: &House, email: &str) -> bool {
    let answer = house.browser().submit("/accedi", "/accedi", &[("email", email), ("password", PASSWORD)]).await;
    answer.status == 303
}

async fn both_addresses_agree(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser, to_new, to_old) = asked(&house).await;
    let page = browser.get(PAGE).await;
    assert!(
        page.has("Cambio in corso") && page.has(NEW) && page.has("aprilo entro martedì 1º dicembre"),
        "{}",
        page.text
    );

    // Opening a link does nothing: programs that look at letters open them too.
    let mail = house.browser();
    assert!(mail.get(&to_new).await.has("Conferma l’indirizzo"));
    assert!(mail.get(&to_old).await.has("Ferma il cambio"));
    assert!(!can_sign_in(&house, NEW).await);

    let answer = mail.submit(&to_new, &to_new, &[]).await;
    assert!(answer.status == 200 && answer.has("L’indirizzo è confermato"), "{}", answer.text);
    assert!(browser.get(PAGE).await.has("Il nuovo indirizzo è confermato"));
    assert!(!can_sign_in(&house, NEW).await, "the old address has said nothing yet");
    assert_eq!(mail.submit(&to_old, &to_old, &[("answer", "perhaps")]).await.status, 400);
    let answer = mail.submit(&to_old, &to_old, &[("answer", "agree")]).await;
    assert!(answer.status == 200 && answer.has("L’indirizzo è cambiato"), "{}", answer.text);

    assert!(can_sign_in(&house, NEW).await && !can_sign_in(&house, &nives.email).await);
    assert!(browser.get(PAGE).await.has("Adesso accedi e ricevi la posta con nives@nuovo.example"), "still signed in");
    let last = letter_to(&house, &nives.email).await;
    assert!(last.text.contains("Qui non ti scriviamo più"), "{}", last.text);
    for gone in [&to_new, &to_old] {
        assert_eq!(mail.get(gone).await.status, 410);
        let csrf = browser.csrf().await;
        assert_eq!(browser.post(gone, &[("csrf", &csrf), ("answer", "stop")]).await.status, 410);
    }
    let log = journal::list_after(&house.db, prassi::base::Seq(0), 100).await.unwrap();
    let events: Vec<_> = log.into_iter().map(|recorded| (recorded.actor, recorded.event)).skip(1).collect();
    assert_eq!(
        events,
        [
            (Some(nives.id), Event::Accounts(AccountEvent::EmailChangeRequested { person: nives.id })),
            (None, Event::Accounts(AccountEvent::EmailChanged { person: nives.id })),
        ]
    );
}

async fn silence_is_enough_in_the_end(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser, to_new, _) = asked(&house).await;
    assert_eq!(house.browser().submit(&to_new, &to_new, &[]).await.status, 200);
    house.clock.advance(Duration::from_hours(71));
    house.work().await;
    assert!(!can_sign_in(&house, NEW).await, "not before three days");
    house.clock.advance(Duration::from_hours(1));
    house.work().await;
    assert!(can_sign_in(&house, NEW).await && !can_sign_in(&house, &nives.email).await);
    assert!(!browser.get(PAGE).await.has("Cambio in corso"));
}

async fn the_old_address_stops_it(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser, to_new, to_old) = asked(&house).await;
    assert_eq!(house.browser().submit(&to_new, &to_new, &[]).await.status, 200);
    let answer = browser.submit(&to_old, &to_old, &[("answer", "stop")]).await;
    assert!(answer.status == 200 && answer.has("nessun dispositivo è più dentro"), "{}", answer.text);
    assert_eq!(browser.get(PAGE).await.status, 303, "signed out everywhere");
    house.clock.advance(Duration::from_hours(100));
    house.work().await;
    assert!(can_sign_in(&house, &nives.email).await && !can_sign_in(&house, NEW).await);
    assert_eq!(house.browser().get(&to_new).await.status, 410);
}

async fn an_address_of_somebody_else_is_not_told(engine: Engine) {
    let house = open(engine).await;
    let carlo = house.person("Carlo Valle").await;
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    let answer = ask(&browser, &carlo.email).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, PAGE));
    assert!(browser.get(PAGE).await.has("Abbiamo mandato un link a questo indirizzo"), "the same as for any other");
    letter_to(&house, &nives.email).await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    assert!(letters.iter().all(|letter| letter.recipient != carlo.email), "and he is left in peace");

    // Somebody comes in with the address after it was proven.
    let browser = house.signed_in(&nives).await;
    assert_eq!(ask(&browser, NEW).await.status, 303);
    let to_new = link(&letter_to(&house, NEW).await, "/conferma-email");
    assert_eq!(house.browser().submit(&to_new, &to_new, &[]).await.status, 200);
    let admin = house.administrator("Ada Colleverde").await;
    let mut new = invitation(&house, admin.actor, "Altra Nives", None).await;
    new.email = EmailAddress::parse(NEW).unwrap();
    invite(&house, new).await.unwrap();
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let fields = [("name", "Altra Nives"), ("password", PASSWORD)];
    assert_eq!(house.browser().submit(&path, &path, &fields).await.status, 303);
    house.clock.advance(Duration::from_hours(72));
    house.work().await;
    assert!(can_sign_in(&house, &nives.email).await, "her old address is still hers");
}

async fn a_wish_can_be_called_off_and_made_again(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser, to_new, to_old) = asked(&house).await;
    assert_eq!(browser.submit(PAGE, "/profilo/email/annulla", &[]).await.status, 303);
    let page = browser.get(PAGE).await;
    assert!(page.has("Cambio annullato") && !page.has("Cambio in corso"), "{}", page.text);
    for gone in [&to_new, &to_old] {
        assert_eq!(house.browser().get(gone).await.status, 410);
    }
    let csrf = browser.csrf().await;
    assert_eq!(browser.post("/profilo/email/annulla", &[("csrf", &csrf)]).await.status, 303, "nothing to call off");

    // What is wrong is said beside the field, and the address is kept.
    for (email, password, field) in [
        ("non è un indirizzo", PASSWORD, "email"),
        (nives.email.as_str(), PASSWORD, "email"),
        ("altra@nuovo.example", "non è questa", "password"),
    ] {
        let answer = browser.submit(PAGE, PAGE, &[("email", email), ("password", password)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.has(&format!(r#"id="{field}-error""#)) && answer.has(email), "{}", answer.text);
        assert!(!answer.has(PASSWORD));
    }
    // A newer wish ends the one before; and letters are few.
    assert_eq!(ask(&browser, "uno@nuovo.example").await.status, 303);
    assert_eq!(ask(&browser, "due@nuovo.example").await.status, 303);
    let page = browser.get(PAGE).await;
    assert!(page.has("due@nuovo.example") && !page.has("uno@nuovo.example"), "{}", page.text);
    let answer = ask(&browser, "tre@nuovo.example").await;
    assert!(answer.status == 422 && answer.has("Hai chiesto molti cambi"), "{}", answer.text);
    // The password was right each time: it is not the password that has to wait.
    for n in 0..6 {
        let answer = ask(&browser, "tre@nuovo.example").await;
        assert!(answer.has("Hai chiesto molti cambi") && !answer.has("troppi tentativi"), "{n}: {}", answer.text);
    }
    house.clock.advance(Duration::from_hours(2));
    assert_eq!(ask(&browser, "tre@nuovo.example").await.status, 303);
}

async fn nothing_comes_of_it_without_the_new_address(engine: Engine) {
    let house = open(engine).await;
    let (nives, browser, to_new, to_old) = asked(&house).await;
    let answer = house.browser().submit(&to_old, &to_old, &[("answer", "agree")]).await;
    assert!(answer.has("Via libera dato"), "{}", answer.text);
    house.clock.advance(Duration::from_hours(24 * 7));
    house.work().await;
    assert_eq!(house.browser().get(&to_new).await.status, 410);
    assert!(!browser.get(PAGE).await.has("Cambio in corso"));
    assert!(can_sign_in(&house, &nives.email).await);
    let now = house.clock.now().plus(Duration::from_hours(24 * 31));
    let idle = Duration::from_hours(24 * 365);
    assert!(house.db.write(CleanAccounts { now, idle }).await.unwrap() > 0, "the addresses are not kept for ever");
}
