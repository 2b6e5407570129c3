//! The second factor: on and off, the second step at the door, whom it is demanded of.

use std::time::Duration;

use prassi::accounts::{EndSecondFactor, EndSignIn, RecordSignIn, Refusal, RenewRecoveryCodes};
use prassi::authz::{Denied, Openness};
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};
use totp_rs::Builder;

use super::*;
use crate::house::{Answered, Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    it_is_switched_on_and_asked_for,
    each_code_is_taken_once,
    recovery_codes_open_the_door_once_each,
    codes_cannot_be_guessed,
    the_second_step_keeps_what_was_meant_to_follow,
    administrators_reset_it,
    it_is_demanded_of_roles,
    a_key_is_shown_to_nobody_else,
    a_key_that_was_never_confirmed_is_not_switched_off,
    a_sign_in_that_has_ended_changes_nothing,
    a_right_code_is_given_back,
);

const OWN: &str = "/profilo/secondo-fattore";

/// The code of a key at the house's time.
fn code(house: &House, secret: &str) -> String {
    let bytes: [u8; 20] =
        data_encoding::BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).unwrap().try_into().unwrap();
    let seconds = u64::try_from(house.clock.now().0 / 1_000_000).unwrap();
    Builder::new().with_secret(bytes).build().unwrap().generate(seconds).to_string()
}

fn secret(page: &Answered) -> String {
    let found = regex::Regex::new(r"<code>([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})</code>").unwrap();
    found.captures(&page.text).unwrap_or_else(|| panic!("no key in {}", page.text))[1].to_owned()
}

fn codes(page: &Answered) -> Vec<String> {
    let found = regex::Regex::new(r"<code>([0-9a-f]{4}(?:-[0-9a-f]{4}){3})</code>").unwrap();
    found.captures_iter(&page.text).map(|code| code[1].to_owned()).collect()
}

/// Switches it on; the key and the recovery codes.
pub(super) async fn switch_on(house: &House, browser: &Browser) -> (String, Vec<String>) {
    let answer = browser.submit(OWN, OWN, &[("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, OWN), "{}", answer.text);
    let page = browser.get(OWN).await;
    assert!(page.has("<svg class=\"qr\""), "{}", page.text);
    let secret = secret(&page);
    let confirm = format!("{OWN}/conferma");
    let answer = browser.submit(OWN, &confirm, &[("code", &code(house, &secret))]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let codes = codes(&answer);
    assert_eq!(codes.len(), 10, "{}", answer.text);
    house.clock.advance(Duration::from_secs(30)); // the next code
    (secret, codes)
}

/// The password's step; a browser that stands before the second.
async fn password(house: &House, someone: &Someone) -> Browser {
    let browser = house.browser();
    let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi/codice"), "{}", answer.text);
    assert_eq!(browser.get("/profilo").await.status, 303, "the password alone opens nothing");
    browser
}

async fn step(browser: &Browser, code: &str) -> Answered {
    browser.submit("/accedi/codice", "/accedi/codice", &[("code", code)]).await
}

async fn it_is_switched_on_and_asked_for(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    for (typed, said) in [("", "Questo campo serve"), ("non è questa", "Non è la password di adesso")] {
        let answer = here.submit(OWN, OWN, &[("password", typed)]).await;
        assert!(answer.status == 422 && answer.has(said), "{}", answer.text);
    }
    let (secret, codes) = switch_on(&house, &here).await;
    assert!(letter_to(&house, &nives.email).await.subject.contains("è attivo"));
    let page = here.get(OWN).await;
    assert!(page.has("Attivo dal") && page.has("Hai ancora 10 codici"), "{}", page.text);
    assert!(!page.has(&secret) && !page.has(&codes[0]), "shown once");
    let browser = password(&house, &nives).await;
    let wrong = step(&browser, "000000").await;
    assert!(wrong.status == 422 && wrong.has(r#"id="code-error""#), "{}", wrong.text);
    let answer = step(&browser, &code(&house, &secret)).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{}", answer.text);
    assert_eq!(browser.get("/profilo").await.status, 200);
    assert_eq!(browser.get("/accedi/codice").await.location, "/accedi", "it is over");
    // Ten minutes after the password there is nothing left to prove.
    let slow = password(&house, &nives).await;
    house.clock.advance(Duration::from_mins(11));
    assert_eq!(slow.get("/accedi/codice").await.location, "/accedi");
    // Off again, with the password.
    let off = format!("{OWN}/spegni");
    let csrf = here.csrf().await;
    assert_eq!(here.post(&off, &[("csrf", &csrf), ("password", "no")]).await.status, 422);
    assert_eq!(here.post(&off, &[("csrf", &csrf), ("password", PASSWORD)]).await.status, 303);
    assert!(here.get(OWN).await.has("è spento"));
    house.signed_in(&nives).await;
    for _ in 0..3 {
        house.clock.advance(Duration::from_secs(1));
        house.work().await;
    }
    let letters = mail::list_mailbox(&house.db, None, 10).await.unwrap();
    assert!(letters.iter().any(|letter| letter.subject.contains("è spento")), "{letters:?}");
    assert_eq!(here.post(&off, &[("csrf", &csrf), ("password", PASSWORD)]).await.status, 303, "off is off");
}

async fn each_code_is_taken_once(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let (secret, _) = switch_on(&house, &here).await;
    let now = code(&house, &secret);
    assert_eq!(step(&password(&house, &nives).await, &now).await.status, 303);
    let again = password(&house, &nives).await;
    let replayed = step(&again, &now).await;
    assert!(replayed.status == 422 && replayed.has("già usato"), "{}", replayed.text);
    house.clock.advance(Duration::from_secs(30));
    let next = code(&house, &secret);
    let spaced = format!("{} {}", &next[..3], &next[3..]);
    assert_eq!(step(&again, &spaced).await.status, 303);
    // The one before the one that was taken is not taken afterwards either.
    assert_eq!(step(&password(&house, &nives).await, &now).await.status, 422);
}

async fn recovery_codes_open_the_door_once_each(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let here = house.signed_in(&nives).await;
    let (_, first) = switch_on(&house, &here).await;
    let typed = first[0].to_uppercase().replace('-', " ");
    assert_eq!(step(&password(&house, &nives).await, &typed).await.status, 303);
    assert_eq!(step(&password(&house, &nives).await, &first[0]).await.status, 422, "once");
    assert!(here.get(OWN).await.has("Hai ancora 9 codici"));
    let his = house.signed_in(&tullio).await;
    switch_on(&house, &his).await;
    assert_eq!(step(&password(&house, &tullio).await, &first[1]).await.status, 422, "they are hers");
    // New ones take the place of the old ones.
    let csrf = here.csrf().await;
    let renew = format!("{OWN}/codici");
    assert_eq!(here.post(&renew, &[("csrf", &csrf), ("password", "")]).await.status, 422);
    let renewed = here.post(&renew, &[("csrf", &csrf), ("password", PASSWORD)]).await;
    let second = codes(&renewed);
    assert_eq!((renewed.status, second.len()), (200, 10), "{}", renewed.text);
    assert_eq!(step(&password(&house, &nives).await, &first[2]).await.status, 422);
    assert_eq!(step(&password(&house, &nives).await, &second[0]).await.status, 303);
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let used = Event::Accounts(AccountEvent::RecoveryCodeUsed { person: nives.id });
    assert_eq!(log.iter().filter(|e| e.event == used).count(), 2);
}

async fn codes_cannot_be_guessed(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let (secret, _) = switch_on(&house, &here).await;
    let browser = password(&house, &nives).await;
    for n in 0.. {
        let answer = step(&browser, "000000").await;
        assert_eq!(answer.status, 422);
        if answer.has("troppi tentativi") {
            break;
        }
        assert!(n < 10, "guesses are not counted");
    }
    assert!(
        step(&browser, &code(&house, &secret)).await.has("troppi tentativi"),
        "not even the right one, for a while"
    );
    let another = password(&house, &nives).await;
    assert!(step(&another, &code(&house, &secret)).await.has("troppi tentativi"), "from anywhere");
    house.clock.advance(Duration::from_mins(5));
    assert_eq!(step(&browser, &code(&house, &secret)).await.status, 303);
}

async fn the_second_step_keeps_what_was_meant_to_follow(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Member)]).await;
    let here = house.signed_in(&nives).await;
    let (secret, _) = switch_on(&house, &here).await;
    let browser = house.browser();
    let page = format!("/accedi?poi=%2Fspazi%2F{space}");
    let fields = [("email", nives.email.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.submit(&page, "/accedi", &fields).await.location, "/accedi/codice");
    assert_eq!(step(&browser, &code(&house, &secret)).await.location, format!("/spazi/{space}"));
    house.clock.advance(Duration::from_secs(30));
    // A form that came too late comes back after both steps.
    let late = house.browser();
    let body = [("csrf", "x"), ("title", "Turni"), ("body", "Un testo lungo che non si perde")];
    let expired = late.post(&format!("/spazi/{space}/discussioni"), &body).await;
    assert_eq!(expired.status, 401);
    let answer = late.send("/accedi", &expired.hidden("/accedi"), &fields).await;
    assert_eq!(answer.location, "/accedi/codice", "{}", answer.text);
    assert_eq!(step(&late, &code(&house, &secret)).await.location, "/riprendi");
    assert!(late.get("/riprendi").await.has("Un testo lungo che non si perde"));
}

async fn administrators_reset_it(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (ada, here) = (house.signed_in(&admin).await, house.signed_in(&nives).await);
    switch_on(&house, &here).await;
    let record = format!("/amministrazione/persone/{}", nives.id);
    let answer = ada.submit(&record, &format!("{record}/secondo-fattore"), &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, record.as_str()), "{}", answer.text);
    let page = ada.get(&record).await;
    assert!(page.has("Secondo fattore azzerato") && !page.has("Sì, azzera"), "{}", page.text);
    assert_eq!(here.get("/").await.status, 303, "signed out everywhere");
    house.signed_in(&nives).await;
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let reset = Event::Accounts(AccountEvent::SecondFactorReset { person: nives.id });
    assert!(log.iter().any(|e| e.event == reset && e.actor == Some(admin.id)));
    let security = ada.get("/amministrazione/sicurezza").await;
    assert!(security.has("Secondo fattore azzerato") && security.has("Secondo fattore attivato"));
    let csrf = here.get("/accedi").await.hidden("/accedi").remove(0).1;
    assert_ne!(here.post(&format!("{record}/secondo-fattore"), &[("csrf", &csrf)]).await.status, 200);
}

async fn it_is_demanded_of_roles(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (tullio, livia) = (house.person("Tullio Serramonte").await, house.guest("Livia Acquaviola").await);
    let space =
        house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator), (&tullio, Role::Member)]).await;
    let (ada, hers, his) =
        (house.signed_in(&admin).await, house.signed_in(&nives).await, house.signed_in(&tullio).await);
    let guest = house.signed_in(&livia).await;
    switch_on(&house, &ada).await;
    let rule = "/amministrazione/secondo-fattore";
    assert_eq!(ada.submit(rule, rule, &[("facilitators", "1"), ("administrators", "1")]).await.status, 303);
    assert!(ada.get(rule).await.has(r#"name="facilitators" value="1" checked"#));
    assert_eq!((ada.get("/").await.status, his.get("/").await.status, guest.get("/").await.status), (200, 200, 200));
    // Whoever facilitates does nothing else before.
    for path in ["/", "/profilo", &format!("/spazi/{space}"), "/rubrica", "/profilo/password"] {
        let answer = hers.get(path).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, OWN), "{path}");
    }
    let page = hers.get(OWN).await;
    assert!(page.status == 200 && page.has("Per il ruolo che hai serve"), "{}", page.text);
    let csrf = page.hidden(OWN).into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let post =
        hers.post(&format!("/spazi/{space}/discussioni"), &[("csrf", &csrf), ("title", "T"), ("body", "B")]).await;
    assert_eq!((post.status, post.location.as_str()), (303, OWN), "forms neither");
    let live = hers.http.get(format!("{}/live", hers.base)).send().await.unwrap();
    assert_ne!(live.status().as_u16(), 101);
    switch_on(&house, &hers).await;
    assert_eq!(hers.get(&format!("/spazi/{space}")).await.status, 200);
    // Everybody who works here, and not guests.
    assert_eq!(ada.submit(rule, rule, &[("staff", "1"), ("focal_points", "1")]).await.status, 303);
    assert_eq!((his.get("/").await.location.as_str(), guest.get("/").await.status), (OWN, 200));
    assert_eq!(his.submit(OWN, "/esci", &[]).await.location, "/accedi", "signing out is possible");
    assert_eq!(ada.submit(rule, rule, &[]).await.status, 303);
    let again = house.signed_in(&tullio).await;
    assert_eq!((again.get("/").await.status, again.get(rule).await.status), (200, 403));
}

async fn a_key_is_shown_to_nobody_else(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let (here, elsewhere) = (house.signed_in(&nives).await, house.signed_in(&nives).await);
    assert_eq!(here.submit(OWN, OWN, &[("password", PASSWORD)]).await.status, 303);
    let page = here.get(OWN).await;
    let key = secret(&page);
    assert!(!elsewhere.get(OWN).await.has(&key));
    let csrf = elsewhere.csrf().await;
    let confirm = format!("{OWN}/conferma");
    let stolen = elsewhere.post(&confirm, &[("csrf", &csrf), ("code", &code(&house, &key))]).await;
    assert_eq!(stolen.status, 303, "{}", stolen.text);
    let wrong = here.submit(OWN, &confirm, &[("code", "000000")]).await;
    assert!(wrong.status == 422 && wrong.has(&key), "the key is still there to try again");
    house.clock.advance(Duration::from_mins(31));
    assert!(!here.get(OWN).await.has(&key), "and not for ever");
}

async fn a_key_that_was_never_confirmed_is_not_switched_off(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (ada, here) = (house.signed_in(&admin).await, house.signed_in(&nives).await);
    assert_eq!(here.submit(OWN, OWN, &[("password", PASSWORD)]).await.status, 303);
    let key = secret(&here.get(OWN).await);
    let csrf = here.csrf().await;
    let off = here.post(&format!("{OWN}/spegni"), &[("csrf", &csrf), ("password", PASSWORD)]).await;
    assert_eq!(off.status, 303);
    assert!(here.get(OWN).await.has("Nel frattempo era già cambiato"));
    let (record, csrf) = (format!("/amministrazione/persone/{}", nives.id), ada.csrf().await);
    assert_eq!(ada.post(&format!("{record}/secondo-fattore"), &[("csrf", &csrf)]).await.status, 303);
    assert!(ada.get(&record).await.has("Nel frattempo era già cambiato"));
    assert_eq!(secret(&here.get(OWN).await), key, "signed in as before, with the key that waits");
    assert!(letter(&house).await.is_none(), "nothing has been switched off");
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let off = [
        Event::Accounts(AccountEvent::SecondFactorDisabled { person: nives.id }),
        Event::Accounts(AccountEvent::SecondFactorReset { person: nives.id }),
    ];
    assert!(!log.iter().any(|e| off.contains(&e.event)));
}

async fn a_right_code_is_given_back(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    assert_eq!(here.submit(OWN, OWN, &[("password", PASSWORD)]).await.status, 303);
    let (key, confirm) = (secret(&here.get(OWN).await), format!("{OWN}/conferma"));
    for _ in 0..4 {
        assert_eq!(here.submit(OWN, &confirm, &[("code", "000000")]).await.status, 422);
    }
    assert_eq!(here.submit(OWN, &confirm, &[("code", &code(&house, &key))]).await.status, 200);
    house.clock.advance(Duration::from_secs(30));
    let door = step(&password(&house, &nives).await, &code(&house, &key)).await;
    assert_eq!(door.status, 303, "nothing is held against who has found the right one: {}", door.text);
}

/// The password was right, but before its command ran another device ended the sign-in.
async fn a_sign_in_that_has_ended_changes_nothing(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let (_, codes) = switch_on(&house, &here).await;
    let (person, actor, now) = (nives.id, nives.actor, house.clock.now());
    let record = RecordSignIn { person, session: "a".to_owned(), agent: String::new(), buckets: Vec::new(), now };
    let sign_in = house.db.write(record).await.unwrap();
    house.db.write(EndSignIn { actor, person, sign_in, now }).await.unwrap();
    let renew = RenewRecoveryCodes { actor, person, sign_in, codes: vec!["x".to_owned()], buckets: Vec::new(), now };
    let refused = house.db.write(renew).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::SignIn))), "{refused:?}");
    for sign_in in [Some(sign_in), None] {
        let end = EndSecondFactor {
            actor,
            person,
            sign_in,
            buckets: Vec::new(),
            message_id: MessageId::new(&house.rng),
            default_lang: Lang::It,
            now,
        };
        let refused = house.db.write(end).await;
        assert!(matches!(refused, Err(Refusal::Denied(Denied::SignIn))), "{refused:?}");
    }
    assert!(here.get(OWN).await.has("Hai ancora 10 codici"));
    assert_eq!(step(&password(&house, &nives).await, &codes[0]).await.status, 303);
}
