//! One's own sign-ins and password.

use std::time::Duration;

use prassi::journal::{self, AccountEvent, Event};

use super::*;
use crate::house::{Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    own_devices_are_listed_and_ended,
    the_last_use_is_kept_now_and_then,
    the_own_password_is_changed,
    a_guessed_present_password_waits,
);

const LIST: &str = "/profilo/accessi";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/26.0 Mobile/15E148 Safari/604.1";
const NEW_PASSWORD: &str = "un'altra frase, anche più lunga";

/// A browser that calls itself something, in which somebody has signed in.
async fn signed_in_as(house: &House, someone: &Someone, agent: &str) -> Browser {
    let accept = [("accept".parse().unwrap(), "text/html,*/*;q=0.8".parse().unwrap())];
    let http = reqwest::Client::builder()
        .default_headers(accept.into_iter().collect())
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(agent)
        .build()
        .unwrap();
    let browser = Browser { http, base: house.base.clone() };
    let answer = browser.submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    browser
}

/// The forms that end a device, in the order of the page.
async fn ends(browser: &Browser) -> Vec<String> {
    let page = browser.get(LIST).await;
    let action = regex::Regex::new(r#"action="(/profilo/accessi/\d+/fine)""#).unwrap();
    action.captures_iter(&page.text).map(|found| found[1].to_owned()).collect()
}

async fn own_devices_are_listed_and_ended(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let laptop = signed_in_as(&house, &nives, FIREFOX).await;
    house.clock.advance(Duration::from_mins(1));
    let phone = signed_in_as(&house, &nives, IPHONE).await;
    let page = laptop.get(LIST).await;
    for word in
        ["Firefox su Windows", "È questo", "Safari su iPhone", "Ultimo uso", "oggi, 10:31", "martedì 24 novembre"]
    {
        assert!(page.has(word), "{word} is not in {}", page.text);
    }
    let [this, other] = <[String; 2]>::try_from(ends(&laptop).await).unwrap();

    // Somebody else's is not there.
    let carlo = house.signed_in(&house.person("Carlo Valle").await).await;
    let csrf = carlo.csrf().await;
    for path in [other.as_str(), "/profilo/accessi/999999/fine", "/profilo/accessi/x/fine"] {
        assert_eq!(carlo.post(path, &[("csrf", &csrf)]).await.status, 404, "{path}");
    }
    assert_eq!(phone.get("/profilo").await.status, 200);

    let answer = laptop.submit(LIST, &other, &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, LIST));
    assert!(laptop.get(LIST).await.has("da quel dispositivo non si entra più"));
    assert_eq!(phone.get("/profilo").await.location, "/accedi?poi=%2Fprofilo");
    let csrf = laptop.csrf().await;
    assert_eq!(laptop.post(&other, &[("csrf", &csrf)]).await.status, 404, "once");

    let (second, third) = (signed_in_as(&house, &nives, IPHONE).await, signed_in_as(&house, &nives, "").await);
    assert!(laptop.get(LIST).await.has("Un dispositivo che non si fa riconoscere"));
    assert_eq!(laptop.submit(LIST, "/profilo/accessi/altri", &[]).await.status, 303);
    assert!(laptop.get(LIST).await.has("chiusi altri 2 accessi"));
    assert_eq!((second.get("/").await.status, third.get("/").await.status), (303, 303));
    assert!(!laptop.get(LIST).await.has("/profilo/accessi/altri"), "there are no others any more");

    let answer = laptop.submit(LIST, &this, &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi"));
    assert_eq!(laptop.get("/profilo").await.status, 303);
    let log = journal::list_after(&house.db, prassi::base::Seq(0), 100).await.unwrap();
    let ended = log.iter().filter(|recorded| {
        recorded.actor == Some(nives.id)
            && matches!(
                recorded.event,
                Event::Accounts(AccountEvent::SignInEnded { .. } | AccountEvent::OtherSignInsEnded { .. })
            )
    });
    assert_eq!(ended.count(), 3);
}

async fn the_last_use_is_kept_now_and_then(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let (laptop, phone) = (signed_in_as(&house, &nives, FIREFOX).await, signed_in_as(&house, &nives, IPHONE).await);
    house.clock.advance(Duration::from_mins(4));
    for _ in 0..3 {
        assert_eq!(phone.get("/profilo").await.status, 200);
    }
    house.db.write(SeedNothing).await.unwrap(); // whatever had been left to write is written
    assert!(laptop.get(LIST).await.has("oggi, 10:30"), "not after four minutes");
    house.clock.advance(Duration::from_mins(2));
    assert_eq!(phone.get("/profilo").await.status, 200);
    for n in 0.. {
        if laptop.get(LIST).await.has("oggi, 10:36") {
            break;
        }
        assert!(n < 500, "the use was not kept");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A command that waits its turn.
struct SeedNothing;

impl prassi::db::Command for SeedNothing {
    type Output = ();
    type Error = prassi::db::Error;

    async fn run(&self, _: &mut prassi::db::Tx<'_>) -> prassi::db::Result<()> {
        Ok(())
    }
}

async fn the_own_password_is_changed(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let (here, elsewhere) = (house.signed_in(&nives).await, house.signed_in(&nives).await);
    let page = "/profilo/password";
    let try_out =
        async |present: &str, new: &str| here.submit(page, page, &[("password", present), ("new_password", new)]).await;
    for (present, new, field, said) in [
        ("non è questa", NEW_PASSWORD, "password", "Non è la password di adesso"),
        ("", NEW_PASSWORD, "password", "Questo campo serve"),
        (PASSWORD, "Password-2026", "new_password", "È una password molto usata"),
        (PASSWORD, "corta", "new_password", "Servono almeno 12 caratteri, ora ne ha 5"),
        (PASSWORD, "altopiano nives", "new_password", "È il tuo nome"),
    ] {
        let answer = try_out(present, new).await;
        assert_eq!(answer.status, 422, "{new}");
        assert!(answer.has(&format!(r#"id="{field}-error""#)) && answer.has(said), "{said}: {}", answer.text);
        assert!(!answer.has(NEW_PASSWORD) && !answer.has(PASSWORD), "a password came back");
    }
    assert_eq!(elsewhere.get("/profilo").await.status, 200);

    let answer = try_out(PASSWORD, NEW_PASSWORD).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/profilo"), "{}", answer.text);
    assert!(here.get("/profilo").await.has("La password è cambiata."));
    assert_eq!(elsewhere.get("/profilo").await.status, 303, "the others are out");
    let browser = house.browser();
    let sign_in = async |password| {
        browser.submit("/accedi", "/accedi", &[("email", &nives.email), ("password", password)]).await.status
    };
    assert_eq!((sign_in(PASSWORD).await, sign_in(NEW_PASSWORD).await), (422, 303));

    // At the doors too.
    let admin = house.administrator("Ada Colleverde").await;
    invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let livia = house.browser();
    let answer = livia.submit(&path, &path, &[("name", "Livia Pratolungo"), ("password", "prefettura2026")]).await;
    assert!(answer.status == 422 && answer.has("È una password molto usata"), "{}", answer.text);
}

async fn a_guessed_present_password_waits(engine: Engine) {
    let house = open(engine).await;
    let nives = house.signed_in(&house.person("Nives Altopiano").await).await;
    let page = "/profilo/password";
    let fields = [("password", "non è questa"), ("new_password", NEW_PASSWORD)];
    for n in 0.. {
        let answer = nives.submit(page, page, &fields).await;
        assert_eq!(answer.status, 422);
        if answer.has("Ci sono stati troppi tentativi") {
            break;
        }
        assert!(n < 20, "guesses are not counted");
    }
    let right = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
    assert_eq!(nives.submit(page, page, &right).await.status, 422, "not even the right one, for a while");
    house.clock.advance(Duration::from_mins(16));
    assert_eq!(nives.submit(page, page, &right).await.status, 303);
}
