//! Spaces, over HTTP on both engines.

use prassi::authz::{Openness, Role};
use prassi::spaces::suggest_readers;

use crate::house::{Engine, House, on_both_engines};

mod archive;
mod guests;
mod leaders;
mod offices;
mod opening;
mod requests;
mod settings;
mod welcome;

on_both_engines!(
    an_administrator_makes_a_space_and_hands_it_over,
    open_spaces_are_joined_and_left_with_one_press,
    private_spaces_are_unknown_outside,
    a_space_keeps_a_facilitator,
    guests_see_their_space_and_no_lists,
    those_who_can_read_a_space_are_suggested,
);

async fn an_administrator_makes_a_space_and_hands_it_over(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let hers = house.signed_in(&gaia).await;
    let words = [("name", "Accoglienza"), ("purpose", "Alloggi e convenzioni"), ("openness", "private")];
    let made = hers.submit("/spazi/nuovo", "/spazi", &words).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let people = format!("{}/persone", made.location);
    let added = hers.submit(&people, &people, &[("who", "@nives.altopiano"), ("role", "facilitator")]).await;
    assert_eq!(added.status, 303, "{}", added.text);
    let page = hers.get(&people).await;
    assert!(page.has("Nives Altopiano") && page.has("Facilita lo spazio") && page.has("2 membri"), "{}", page.text);
    let nobody = hers.submit(&people, &people, &[("who", "nessuno@example.it"), ("role", "member")]).await;
    assert!(
        nobody.status == 422 && nobody.has("nessuno@example.it") && nobody.has("Non c&#39;è nessuno"),
        "{}",
        nobody.text
    );
    let again =
        hers.submit("/spazi/nuovo", "/spazi", &[("name", "ACCOGLIENZA"), ("purpose", "x"), ("openness", "open")]).await;
    assert!(again.status == 422 && again.has("C&#39;è già uno spazio"), "{}", again.text);
    let leads = house.signed_in(&nives).await;
    let settings = format!("{}/impostazioni", made.location);
    let renamed = [("name", "Accoglienza e alloggio"), ("purpose", "Alloggi"), ("openness", "open"), ("opens", "open")];
    assert_eq!(leads.submit(&settings, &settings, &renamed).await.status, 303);
    assert!(leads.get(&made.location).await.has("tutti i 2 colleghi registrati"));
}

async fn open_spaces_are_joined_and_left_with_one_press(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let thread = house.thread(&nives, space, "Lingue rare", "Come fate?").await.thread;
    let his = house.signed_in(&tullio).await;
    assert!(his.get("/spazi").await.has("Mediazione"));
    let page = his.get(&format!("/discussioni/{thread}")).await;
    assert!(page.has("Come fate?") && page.has("Vuoi rispondere?") && !page.has("<textarea"), "{}", page.text);
    let joined = his.submit(&format!("/discussioni/{thread}"), &format!("/spazi/{space}/entra"), &[]).await;
    assert_eq!(joined.status, 303);
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("<textarea"));
    let left = his.submit(&format!("/spazi/{space}/persone"), &format!("/spazi/{space}/esci"), &[]).await;
    assert_eq!(left.location, "/spazi");
    assert!(!his.get(&format!("/discussioni/{thread}")).await.has("<textarea"));
}

async fn private_spaces_are_unknown_outside(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Riservatissima", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let at = house.thread(&nives, space, "Segreta", "Parole riservate").await;
    let his = house.signed_in(&tullio).await;
    assert!(!his.get("/spazi").await.has("Riservatissima"));
    for path in [
        format!("/spazi/{space}"),
        format!("/spazi/{space}/persone"),
        format!("/discussioni/{}", at.thread),
        format!("/messaggi/{}", at.post),
        format!("/messaggi/{}/citazione", at.post),
        format!("/persone/suggerimenti?spazio={space}&q=n"),
    ] {
        let answer = his.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.has("Segreta") && !answer.has("Riservatissima"), "{path}");
    }
    let csrf = his.csrf().await;
    let key = format!("reply:{}", at.thread);
    assert_eq!(his.post("/bozze", &[("csrf", &csrf), ("key", &key), ("body", "x")]).await.status, 404);
    assert_eq!(his.post(&format!("/spazi/{space}/entra"), &[("csrf", &csrf)]).await.status, 404);
    let quoting = house.space("Aperta", Openness::Open, &[(&tullio, Role::Facilitator)]).await;
    let mine = house.thread(&tullio, quoting, "Mia", "Testo").await.thread;
    let page = his.get(&format!("/discussioni/{mine}?cita={}", at.post)).await;
    assert!(page.status == 200 && !page.has("Parole riservate"), "quoting does not open a closed door");
}

async fn a_space_keeps_a_facilitator(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space =
        house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator), (&tullio, Role::Member)]).await;
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    let role = format!("{people}/{}/ruolo", nives.id);
    let refused = hers.submit(&people, &role, &[]).await;
    assert!(refused.status == 403 && refused.has("prima affidalo"), "{}", refused.text);
    let promoted = hers.submit(&people, &format!("{people}/{}/ruolo", tullio.id), &[]).await;
    assert_eq!(promoted.status, 303);
    assert_eq!(hers.submit(&people, &format!("/spazi/{space}/esci"), &[]).await.status, 303);
    let his = house.signed_in(&tullio).await;
    assert!(his.get(&people).await.has("1 membro"));
    assert_eq!(hers.get(&people).await.status, 404, "who has left a private space knows nothing of it any more");
}

async fn guests_see_their_space_and_no_lists(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, livia) = (house.person("Nives Altopiano").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator), (&livia, Role::Guest)]).await;
    let other = house.space("Accoglienza", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let theirs = house.signed_in(&livia).await;
    let page = theirs.get(&format!("/spazi/{space}")).await;
    assert!(page.status == 200 && page.has("Stai vedendo come ospite: vedi solo gli spazi"), "{}", page.text);
    assert_eq!(theirs.get(&format!("/spazi/{other}")).await.status, 404);
    assert!(!theirs.get("/spazi").await.has("Accoglienza"));
    assert_eq!(theirs.get(&format!("/spazi/{space}/persone")).await.status, 403);
    assert_eq!(theirs.get(&format!("/persone/{}", nives.id)).await.status, 403);
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    let wrong = hers.submit(&people, &people, &[("who", &livia.email), ("role", "member")]).await;
    assert!(wrong.status == 422 && wrong.has("può essere solo ospite"), "{}", wrong.text);
}

async fn those_who_can_read_a_space_are_suggested(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let tullio = house.person("Tullio D’Alò").await;
    let guest = house.guest("Nivea Ospite").await;
    let private =
        house.space("Riservata", Openness::Private, &[(&tullio, Role::Facilitator), (&guest, Role::Guest)]).await;
    let open = house.space("Aperta", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let suggest = async |space, openness, typed| {
        let found = suggest_readers(&house.db, space, openness, typed).await.unwrap();
        found.into_iter().map(|person| person.name).collect::<Vec<_>>()
    };
    assert_eq!(suggest(open, Openness::Open, "ni").await, ["Nives Altopiano"]);
    assert_eq!(suggest(open, Openness::Open, "ALTÒ").await, ["Nives Altopiano"]);
    assert_eq!(suggest(open, Openness::Open, "altopiano nives").await, ["Nives Altopiano"]);
    assert_eq!(suggest(open, Openness::Open, "@nives.a").await, ["Nives Altopiano"]);
    assert_eq!(suggest(open, Openness::Open, "d'alo").await, ["Tullio D’Alò"]);
    assert_eq!(suggest(private, Openness::Private, "ni").await, ["Nivea Ospite"]);
    for nothing in ["", "@", "%", "_ives", "!", "\u{0}"] {
        assert!(suggest(open, Openness::Open, nothing).await.is_empty(), "{nothing:?}");
    }
}
