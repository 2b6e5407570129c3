//! Letting more people read a space: by who is in it, asked once, and told to everybody in it.

use prassi::authz::{Openness, Role};
use prassi::mail;
use prassi::web::Scope;

use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    who_is_outside_opens_nothing,
    opening_asks_once_and_is_told,
    fewer_readers_are_asked_of_nobody,
    a_program_opens_nothing_from_outside,
);

async fn put(who: &Browser, settings: &str, more: &[(&str, &str)]) -> Answered {
    let mut fields = more.to_vec();
    fields.extend([("name", "Riservatissima"), ("purpose", "Casi difficili")]);
    who.submit(settings, settings, &fields).await
}

async fn who_is_outside_opens_nothing(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let space = house.space("Riservatissima", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let at = house.thread(&nives, space, "Segreta", "Parole riservate").await;
    let (hers, settings) = (house.signed_in(&gaia).await, format!("/spazi/{space}/impostazioni"));
    assert!(hers.get(&settings).await.has("Da fuori puoi restringere chi legge"));
    for openness in ["open", "closed"] {
        let refused = put(&hers, &settings, &[("openness", openness), ("opens", openness), ("rules", "Le mie")]).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.has("solo chi ne fa parte") && refused.has("Le mie"), "{}", refused.text);
    }
    assert_eq!(hers.get(&format!("/discussioni/{}", at.thread)).await.status, 403);
    // The rest is hers to look after.
    let saved = put(&hers, &settings, &[("openness", "private"), ("purpose", "Un altro scopo")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert!(hers.get(&settings).await.has("Un altro scopo"));
}

async fn letters_to(house: &House, who: &Someone) -> Vec<String> {
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    letters.into_iter().filter(|letter| letter.recipient == who.email).map(|letter| letter.subject).collect()
}

async fn opening_asks_once_and_is_told(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let (tullio, livia) = (house.person("Tullio Serramonte").await, house.guest("Livia Acquaviola").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member), (&livia, Role::Guest)];
    let space = house.space("Riservatissima", Openness::Private, &people).await;
    let (hers, settings) = (house.signed_in(&nives).await, format!("/spazi/{space}/impostazioni"));
    let asked = put(&hers, &settings, &[("openness", "open"), ("rules", "Con garbo")]).await;
    assert_eq!(asked.status, 422, "{}", asked.text);
    assert!(asked.has("lo potranno leggere tutti i colleghi registrati") && asked.has("Con garbo"), "{}", asked.text);
    // A yes to one question is none to another.
    let other = put(&hers, &settings, &[("openness", "open"), ("opens", "closed")]).await;
    assert_eq!(other.status, 422, "{}", other.text);
    assert!(letters_to(&house, &tullio).await.iter().all(|subject| !subject.starts_with("Più persone")));
    let done = put(&hers, &settings, &[("openness", "open"), ("opens", "open")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let subject = "Più persone possono leggere «Riservatissima»";
    for (who, letters) in [(&nives, 0), (&tullio, 1), (&livia, 1), (&gaia, 0)] {
        let told = letters_to(&house, who).await;
        assert_eq!(told.iter().filter(|told| *told == subject).count(), letters, "{} {told:?}", who.email);
    }
    let his = house.signed_in(&tullio).await;
    let history = his.get(&format!("/spazi/{space}/persone")).await;
    let line = "Nives Altopiano ha cambiato chi può leggere: da «Riservato» a «Aperto».";
    assert!(history.has(line), "{}", history.text);
    let security = house.signed_in(&gaia).await.get("/amministrazione/sicurezza").await;
    assert!(security.has("Cambiato chi può leggere uno spazio"), "{}", security.text);
}

async fn fewer_readers_are_asked_of_nobody(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let tullio = house.person("Tullio Serramonte").await;
    let space =
        house.space("Riservatissima", Openness::Open, &[(&nives, Role::Facilitator), (&tullio, Role::Member)]).await;
    let (hers, settings) = (house.signed_in(&gaia).await, format!("/spazi/{space}/impostazioni"));
    let closed = put(&hers, &settings, &[("openness", "closed")]).await;
    assert_eq!(closed.status, 303, "{}", closed.text);
    let history = house.signed_in(&tullio).await.get(&format!("/spazi/{space}/persone")).await;
    assert!(history.has("Gaia Terrachiara ha cambiato chi può leggere: da «Aperto» a «Chiuso»."), "{}", history.text);
    assert!(letters_to(&house, &tullio).await.iter().all(|subject| !subject.starts_with("Più persone")));
}

async fn a_program_opens_nothing_from_outside(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let space = house.space("Riservatissima", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    for (who, status) in [(&gaia, 403), (&nives, 200)] {
        let (_, key) = house.key_of(who, &[Scope::SpacesRead, Scope::SpacesWrite]).await;
        let url = format!("{}/api/v1/spaces/{space}", house.base);
        let asking = reqwest::Client::new().patch(url).bearer_auth(key).header("if-match", "\"1\"");
        let asking = asking.header("content-type", "application/json").body(r#"{"openness": "open"}"#);
        assert_eq!(asking.send().await.unwrap().status().as_u16(), status, "{}", who.email);
    }
}
