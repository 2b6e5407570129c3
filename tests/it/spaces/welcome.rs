//! Colour, rules, words of welcome.

use prassi::authz::{Openness, Role};

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(newcomers_are_welcomed_once, the_rules_have_a_page, what_cannot_be_taken_comes_back);

const WORDS: [(&str, &str); 3] = [("name", "Mediazione"), ("purpose", "Lingue e servizi"), ("openness", "closed")];

async fn newcomers_are_welcomed_once(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Mediazione", Openness::Closed, &[(&nives, Role::Facilitator)]).await;
    let hers = house.signed_in(&nives).await;
    let settings = format!("/spazi/{space}/impostazioni");
    let more =
        [("colour", "plum"), ("welcome", "Comincia da **qui**.<script>alert(1)</script>"), ("rules", "- uno\n- due")];
    let saved = hers.submit(&settings, &settings, &[WORDS.as_slice(), &more].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let people = format!("/spazi/{space}/persone");
    assert_eq!(hers.submit(&people, &people, &[("who", &tullio.email), ("role", "member")]).await.status, 303);
    let his = house.signed_in(&tullio).await;
    let front = format!("/spazi/{space}");
    let page = his.get(&front).await;
    assert!(page.has("Ti diamo il benvenuto") && page.has("Comincia da <strong>qui</strong>"), "{}", page.text);
    assert!(page.text.contains("mark-plum") && !page.text.contains("<script>alert"), "{}", page.text);
    assert!(!his.get(&people).await.has("Ti diamo il benvenuto"), "only on the front page");
    let read = his.submit(&front, &format!("{front}/benvenuto"), &[]).await;
    assert_eq!((read.status, read.location), (303, front.clone()));
    assert!(!his.get(&front).await.has("Ti diamo il benvenuto"));
}

async fn the_rules_have_a_page(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Mediazione", Openness::Closed, &[(&nives, Role::Facilitator)]).await;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    let rules = format!("/spazi/{space}/come-si-sta-qui");
    let empty = hers.get(&rules).await;
    assert!(empty.has("non ci sono ancora regole") && empty.has("Scrivi le regole"), "{}", empty.text);
    assert!(!his.get(&rules).await.has("Scrivi le regole"));
    let settings = format!("/spazi/{space}/impostazioni");
    let more = [("colour", "teal"), ("rules", "1. Rispondiamo **entro due giorni**."), ("welcome", "")];
    assert_eq!(hers.submit(&settings, &settings, &[WORDS.as_slice(), &more].concat()).await.status, 303);
    // Who thinks of asking to come in reads them before.
    let page = his.get(&rules).await;
    assert!(page.status == 200 && page.has("<strong>entro due giorni</strong>"), "{}", page.text);
    let form = hers.get(&settings).await;
    assert!(form.has("1. Rispondiamo **entro due giorni**.</textarea>"), "{}", form.text);
    assert!(form.text.contains("value=\"teal\" checked"), "{}", form.text);
}

async fn what_cannot_be_taken_comes_back(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let hers = house.signed_in(&nives).await;
    let settings = format!("/spazi/{space}/impostazioni");
    let long = "à".repeat(5_001);
    let fields = [
        ("name", ""),
        ("purpose", "x"),
        ("openness", "open"),
        ("colour", "pink"),
        ("rules", &long),
        ("welcome", "Ciao"),
    ];
    let refused = hers.submit(&settings, &settings, &fields).await;
    assert_eq!(refused.status, 422);
    for error in ["name-error", "colour-error", "rules-error"] {
        assert!(refused.text.contains(&format!("id=\"{error}\"")), "{error} {}", refused.text);
    }
    assert!(refused.text.contains(&long) && refused.text.contains("Ciao</textarea>"));
}
