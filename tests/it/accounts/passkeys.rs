//! Passkeys: made, looked after, and what they open.

use prassi::authz::Openness;
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};

use super::*;
use crate::authenticator::{self, Device, SYNCED, make, make_on, options};
use crate::house::{Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    a_passkey_is_made_with_the_password_and_opens_the_door,
    it_is_renamed_and_taken_away,
    a_session_says_with_which_passkey_it_was_begun,
    what_was_meant_to_follow_follows,
    it_counts_as_both_factors,
    a_demanded_second_factor_can_be_a_passkey,
    an_administrator_takes_them_away_with_the_second_factor,
    ten_are_enough,
    without_a_name_the_page_says_so,
);

const OWN: &str = "/profilo/passkey";
const SECOND: &str = "/profilo/secondo-fattore";

async fn log(house: &House) -> Vec<Event> {
    journal::list_after(&house.db, Seq(0), 1000).await.unwrap().into_iter().map(|entry| entry.event).collect()
}

/// The subjects of all letters to somebody, once all work is done.
async fn subjects(house: &House, to: &Someone) -> Vec<String> {
    letter(house).await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    letters.into_iter().filter(|letter| letter.recipient == to.email).map(|letter| letter.subject).collect()
}

async fn a_passkey_is_made_with_the_password_and_opens_the_door(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let page = here.get(OWN).await;
    assert!(page.has("Non hai ancora nessuna passkey") && page.has("Un dispositivo che non si fa riconoscere"));
    for (name, typed, said) in [
        ("", PASSWORD, r#"id="passkey_name-error""#),
        ("Portatile", "", "Questo campo serve"),
        ("Portatile", "non è questa", "Non è la password di adesso"),
    ] {
        let answer = here.submit(OWN, OWN, &[("passkey_name", name), ("password", typed)]).await;
        assert!(answer.status == 422 && answer.has(said), "{}", answer.text);
        assert!(!answer.has("data-options"), "no question without the password");
    }
    let asked = options(&authenticator::begin(&here, "Portatile").await);
    assert_eq!(asked["rp"]["id"], "localhost");
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["requireResidentKey"], true);
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["user"]["name"], nives.email.as_str());
    let device = make(&here, "Portatile <b>dell’ufficio</b>").await;
    let page = here.get(OWN).await;
    assert!(page.has("Portatile <b>dell’ufficio</b>") && page.has("mai usata"), "{}", page.text);
    assert!(page.text.contains("&lt;b&gt;") || page.text.contains("&#60;b&#62;"), "{}", page.text);
    // The same account, for the same devices; and none twice on one device.
    let again = options(&authenticator::begin(&here, "Telefono").await);
    assert_eq!(again["user"]["id"], data_encoding::BASE64URL_NOPAD.encode(device.handle.as_ref().unwrap()).as_str());
    assert_eq!(again["excludeCredentials"].as_array().unwrap().len(), 1);
    assert!(subjects(&house, &nives).await.iter().any(|subject| subject.contains("Una nuova passkey")));
    // In, without a name typed and without a password.
    let there = house.browser();
    let before = there.get("/accedi").await;
    assert!(before.has("Entra con una passkey") && before.has("username webauthn"), "{}", before.text);
    let answer = device.enter(&there, "/accedi").await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{}", answer.text);
    assert!(there.get("/").await.has("Nives"));
    assert!(
        there.get("/profilo/accessi").await.has("Chiudi gli altri")
            || there.get("/profilo/accessi").await.status == 200
    );
    assert!(!here.get(OWN).await.has("mai usata"));
    let (person, passkey) = (nives.id, device.passkey);
    let log = log(&house).await;
    for event in [AccountEvent::PasskeyAdded { person, passkey }, AccountEvent::SignedInWithPasskey { person, passkey }]
    {
        assert_eq!(log.iter().filter(|known| **known == Event::Accounts(event.clone())).count(), 1, "{event:?}");
    }
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    let security = ada.get("/amministrazione/sicurezza").await;
    assert!(security.has("Ingresso con una passkey") && security.has("Passkey aggiunta"), "{}", security.text);
    // One that is on several devices works as well.
    let synced = make_on(
        &here,
        "Gestore di password",
        Device { flags: Device::new(&here).flags | SYNCED, ..Device::new(&here) },
    )
    .await;
    assert_eq!(synced.enter(&house.browser(), "/accedi").await.location, "/");
}

async fn it_is_renamed_and_taken_away(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let (first, second) = (make(&here, "Portatile").await, make(&here, "Telefono").await);
    let one = format!("{OWN}/{}", first.passkey);
    let wrong = here.submit(&one, &one, &[("passkey_name", " ")]).await;
    assert!(wrong.status == 422 && wrong.has("Questo campo serve"), "{}", wrong.text);
    assert_eq!(here.submit(&one, &one, &[("passkey_name", "Portatile nuovo")]).await.location, OWN);
    assert!(here.get(OWN).await.has("Portatile nuovo"));
    // Somebody else's is as if it were not there.
    let tullio = house.signed_in(&house.person("Tullio Serramonte").await).await;
    let csrf = tullio.csrf().await;
    assert_eq!(tullio.get(&one).await.status, 404);
    assert_eq!(tullio.post(&one, &[("csrf", &csrf), ("passkey_name", "mia")]).await.status, 404);
    assert_eq!(tullio.post(&format!("{one}/togli"), &[("csrf", &csrf)]).await.status, 404);
    // Taken away: it opens nothing, and what it has opened closes; the rest stays.
    let (by_first, by_second) = (house.browser(), house.browser());
    assert_eq!(first.enter(&by_first, "/accedi").await.status, 303);
    assert_eq!(second.enter(&by_second, "/accedi").await.status, 303);
    let gone = here.submit(&one, &format!("{one}/togli"), &[]).await;
    assert_eq!((gone.status, gone.location.as_str()), (303, OWN), "{}", gone.text);
    let page = here.get(OWN).await;
    assert!(page.has("non apre più niente") && !page.has("Portatile nuovo") && page.has("Telefono"), "{}", page.text);
    assert_eq!((by_first.get("/profilo").await.status, by_second.get("/profilo").await.status), (303, 200));
    assert_eq!(first.enter(&house.browser(), "/accedi").await.status, 422);
    assert!(subjects(&house, &nives).await.iter().any(|subject| subject.contains("Una passkey in meno")));
    let removed = Event::Accounts(AccountEvent::PasskeyRemoved { person: nives.id, passkey: first.passkey });
    assert!(log(&house).await.contains(&removed));
    // The last one goes from the very browser that it has opened: the password is still there.
    let last = format!("{OWN}/{}", second.passkey);
    assert_eq!(by_second.submit(&last, &format!("{last}/togli"), &[]).await.status, 303);
    assert!(by_second.get(OWN).await.has("Non hai ancora nessuna passkey"));
    house.signed_in(&nives).await;
}

async fn a_session_says_with_which_passkey_it_was_begun(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let first = make(&here, "Portatile").await;
    let (by_first, other) = (house.browser(), house.browser());
    let said = async |browser: &Browser, words: &str| browser.get("/profilo/accessi").await.text.matches(words).count();
    assert_eq!(said(&here, "con la passkey").await, 0, "it was made here, and the password opened");
    assert_eq!(first.enter(&by_first, "/accedi").await.status, 303);
    assert_eq!(first.enter(&other, "/accedi").await.status, 303);
    assert_eq!(said(&here, "con la passkey «Portatile»").await, 2);
    // Another one is made there: it changes nothing of how that session began.
    let second = make(&by_first, "Telefono").await;
    assert_eq!((said(&here, "con la passkey «Portatile»").await, said(&here, "«Telefono»").await), (2, 0));
    let program = crate::api::Program::of(&house, &nives).await;
    let devices = program.get("/me/sign-ins").await;
    let by_passkey = devices.items().iter().filter(|item| item["is_by_passkey"] == true);
    assert!(by_passkey.clone().count() == 2 && by_passkey.clone().all(|item| item["passkey"] == "Portatile"));
    // Taken away where it has opened: that session stays, and says so; what it opened elsewhere ends.
    let one = format!("{OWN}/{}", first.passkey);
    assert_eq!(by_first.submit(&one, &format!("{one}/togli"), &[]).await.status, 303);
    assert_eq!(other.get("/profilo").await.status, 303);
    assert_eq!(said(&by_first, "con una passkey che ora non c’è più").await, 1);
    let gone = program.get("/me/sign-ins").await;
    assert_eq!(
        gone.items().iter().filter(|item| item["is_by_passkey"] == true && item["passkey"].is_null()).count(),
        1
    );
    // And from elsewhere it ends every session that it has begun, whatever was proven there since.
    let by_second = house.browser();
    assert_eq!(second.enter(&by_second, "/accedi").await.status, 303);
    make(&by_second, "Chiavetta").await;
    let one = format!("{OWN}/{}", second.passkey);
    assert_eq!(by_first.submit(&one, &format!("{one}/togli"), &[]).await.status, 303);
    assert_eq!(by_second.get("/profilo").await.status, 303);
}

async fn what_was_meant_to_follow_follows(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Member)]).await;
    let here = house.signed_in(&nives).await;
    let device = make(&here, "Portatile").await;
    let to = format!("/accedi?poi=%2Fspazi%2F{space}");
    assert_eq!(device.enter(&house.browser(), &to).await.location, format!("/spazi/{space}"));
    for evil in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let browser = house.browser();
        let form = browser.get("/accedi").await.hidden("/accedi/passkey");
        assert_eq!(device.enter_by(&browser, &form, &[("next", evil)]).await.location, "/", "{evil}");
    }
    // A form that came too late comes back.
    let late = house.browser();
    let body = [("csrf", "x"), ("title", "Turni"), ("body", "Un testo lungo che non si perde")];
    let expired = late.post(&format!("/spazi/{space}/discussioni"), &body).await;
    assert_eq!(expired.status, 401);
    let answer = device.enter_by(&late, &expired.hidden("/accedi/passkey"), &[]).await;
    assert_eq!(answer.location, "/riprendi", "{}", answer.text);
    assert!(late.get("/riprendi").await.has("Un testo lungo che non si perde"));
    // Whoever is there already makes way, and the session is another one.
    let tullio = house.person("Tullio Serramonte").await;
    let shared = house.signed_in(&tullio).await;
    let csrf = shared.csrf().await;
    let form = vec![("csrf".to_owned(), csrf.clone())];
    assert_eq!(device.enter_by(&shared, &form, &[]).await.status, 303);
    assert!(shared.get("/").await.has("Nives"));
    assert_ne!(shared.csrf().await, csrf);
}

async fn it_counts_as_both_factors(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let device = make(&here, "Portatile").await;
    super::second::switch_on(&house, &here).await;
    let browser = house.browser();
    assert_eq!(device.enter(&browser, "/accedi").await.location, "/", "no code is asked for");
    assert_eq!(browser.get("/profilo").await.status, 200);
    // At the second step it takes the place of the code, and what waited goes on.
    let waiting = house.browser();
    let fields = [("email", nives.email.as_str()), ("password", PASSWORD)];
    assert_eq!(waiting.submit("/accedi?poi=%2Frubrica", "/accedi", &fields).await.location, "/accedi/codice");
    let page = waiting.get("/accedi/codice").await;
    assert!(page.has("Entra con una passkey") && page.has(r#"id="code""#), "{}", page.text);
    let unknown = Device::new(&waiting).enter(&waiting, "/accedi/codice").await;
    assert!(unknown.status == 422 && unknown.has("Con questa passkey non si entra") && unknown.has(r#"id="code""#));
    assert_eq!(device.enter(&waiting, "/accedi/codice").await.location, "/rubrica");
    assert_eq!(waiting.get("/accedi/codice").await.location, "/accedi", "it is over");
    // Somebody else's passkey opens somebody else's door, and nothing of what waited.
    let tullio = house.person("Tullio Serramonte").await;
    let his = make(&house.signed_in(&tullio).await, "Telefono").await;
    let other = house.browser();
    assert_eq!(other.submit("/accedi?poi=%2Frubrica", "/accedi", &fields).await.location, "/accedi/codice");
    assert_eq!(his.enter(&other, "/accedi/codice").await.location, "/");
    assert!(other.get("/").await.has("Tullio"));
    assert_eq!(other.get("/accedi/codice").await.location, "/accedi");
}

async fn a_demanded_second_factor_can_be_a_passkey(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (ada, hers) = (house.signed_in(&admin).await, house.signed_in(&nives).await);
    house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let (_, key) = house.key_of(&nives, prassi::web::Scope::ALL).await;
    let api = |key: String| {
        let asked = hers.http.get(format!("{}/api/v1/me", hers.base)).bearer_auth(key);
        async move { asked.send().await.unwrap().status().as_u16() }
    };
    let rule = "/amministrazione/secondo-fattore";
    assert_eq!(ada.submit(rule, rule, &[("facilitators", "1")]).await.status, 303);
    assert_eq!(hers.get("/rubrica").await.location, SECOND);
    assert_eq!(api(key.clone()).await, 401, "a key is no second factor");
    let page = hers.get(SECOND).await;
    assert!(page.has("Le tue passkey") && !page.has("Hai già una passkey"), "{}", page.text);
    let page = hers.get(OWN).await;
    assert!(page.status == 200 && page.has("Per il ruolo che hai serve"), "{}", page.text);
    let device = make(&hers, "Portatile").await;
    assert_eq!(hers.get("/rubrica").await.status, 200, "password and passkey were both proven here");
    assert_eq!(api(key).await, 200);
    // From now on the password alone leads to the passkey.
    let browser = house.browser();
    let fields = [("email", nives.email.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.submit("/accedi", "/accedi", &fields).await.location, "/accedi/codice");
    let page = browser.get("/accedi/codice").await;
    assert!(page.has("serve anche la tua passkey") && !page.has(r#"id="code""#), "{}", page.text);
    let csrf = page.hidden("/accedi/passkey").remove(0).1;
    assert_eq!(browser.post("/accedi/codice", &[("csrf", &csrf), ("code", "000000")]).await.status, 422);
    assert_eq!(browser.get("/rubrica").await.status, 303);
    assert_eq!(device.enter(&browser, "/accedi/codice").await.location, "/");
    assert_eq!(browser.get("/rubrica").await.status, 200);
    // Without it this browser is where it was before.
    let one = format!("{OWN}/{}", device.passkey);
    assert_eq!(browser.submit(&one, &format!("{one}/togli"), &[]).await.status, 303);
    assert_eq!((browser.get("/rubrica").await.location.as_str(), hers.get("/rubrica").await.status), (SECOND, 303));
    // Demanded of somebody who has one and came in with the password: the page says the way.
    let tullio = house.person("Tullio Serramonte").await;
    let his = house.signed_in(&tullio).await;
    make(&his, "Telefono").await;
    let plain = house.signed_in(&tullio).await;
    assert_eq!(ada.submit(rule, rule, &[("staff", "1")]).await.status, 303);
    assert_eq!((his.get("/").await.status, plain.get("/").await.location.as_str()), (200, SECOND));
    assert!(plain.get(SECOND).await.has("Hai già una passkey"));
}

async fn an_administrator_takes_them_away_with_the_second_factor(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (ada, here) = (house.signed_in(&admin).await, house.signed_in(&nives).await);
    let device = make(&here, "Portatile").await;
    let record = format!("/amministrazione/persone/{}", nives.id);
    assert!(ada.get(&record).await.has("Sì, azzera"), "also without codes");
    assert_eq!(ada.submit(&record, &format!("{record}/secondo-fattore"), &[]).await.status, 303);
    assert_eq!(here.get("/profilo").await.status, 303, "signed out everywhere");
    assert_eq!(device.enter(&house.browser(), "/accedi").await.status, 422);
    assert!(house.signed_in(&nives).await.get(OWN).await.has("Non hai ancora nessuna passkey"));
}

async fn ten_are_enough(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let here = house.signed_in(&nives).await;
    let page = authenticator::begin(&here, "L’undicesima").await;
    for n in 1..=10 {
        // Letters are few an hour: the tenth within it would wait.
        house.clock.advance(std::time::Duration::from_mins(10));
        make(&here, &format!("Portatile {n}")).await;
    }
    let list = here.get(OWN).await;
    assert!(list.has("Hai già dieci passkey") && !list.has("name=\"password\""), "{}", list.text);
    let csrf = here.csrf().await;
    let fields = [("csrf", csrf.as_str()), ("passkey_name", "Undici"), ("password", PASSWORD)];
    let more = here.post(OWN, &fields).await;
    assert!(more.status == 422 && more.has("Hai già 10 passkey"), "{}", more.text);
    let credential = Device::new(&here).make(&options(&page)).to_string();
    let late = here
        .send("/profilo/passkey/conferma", &page.hidden("/profilo/passkey/conferma"), &[("credential", &credential)])
        .await;
    assert!(late.status == 422 && late.has("La passkey non è stata creata"), "{}", late.text);
}

async fn without_a_name_the_page_says_so(engine: Engine) {
    for (address, is_told) in
        [("http://192.0.2.7:8080", true), ("http://prassi.example", true), ("https://prassi.example", false)]
    {
        let house = House::open_with(engine, &[("PRASSI_PUBLIC_URL", address)]).await;
        let page = house.browser().get("/accedi").await;
        assert_eq!(page.has("Entra con una passkey"), !is_told, "{address}");
        if !is_told {
            assert!(page.has(r#"data-origin="https://prassi.example""#), "{}", page.text);
            continue;
        }
        let here = house.signed_in(&house.person("Nives Altopiano").await).await;
        let page = here.get(OWN).await;
        assert!(page.status == 200 && page.has("Qui non si possono creare passkey"), "{}", page.text);
        let csrf = here.csrf().await;
        for path in [OWN, "/profilo/passkey/conferma", "/accedi/passkey", "/accedi/passkey/inizio"] {
            assert_eq!(here.post(path, &[("csrf", &csrf)]).await.status, 404, "{path}");
        }
    }
}
