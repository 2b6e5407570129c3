//! Looking for words.

use prassi::authz::{Openness, Role};

use super::two;
use crate::house::{Engine, on_both_engines};

on_both_engines!(words_are_found_as_people_type_them, a_search_tells_nothing_of_what_one_may_not_read);

async fn words_are_found_as_people_type_them(engine: Engine) {
    let two = two(engine).await;
    let rare = two.house.thread(&two.nives, two.space, "Lingue rare allo sportello", "Chi ha *già* un elenco?").await;
    two.house.answer(&two.tullio, rare.thread, "Dà una mano l’Università: perché non chiedere a loro?").await;
    two.house.answer(&two.tullio, rare.thread, "Lo sa Milan Đorđević, a Gießen e a Łódź.").await;
    two.house.thread(&two.tullio, two.space, "Altro", "Un <b>testo</b> di F81I20001650007 e cosi-cosi.").await;
    let asked =
        async |q: &str| two.his.get(&format!("/cerca?{}", serde_urlencoded::to_string([("q", q)]).unwrap())).await;

    assert!(two.his.get("/cerca").await.has("Che cosa vuoi sapere?"));
    for nothing in ["   ", "?!", "\u{1F600}"] {
        assert!(asked(nothing).await.has("Che cosa vuoi sapere?"), "{nothing}");
    }
    for (typed, found) in [
        ("universita", "<mark>Università</mark>"),
        ("UNIVERSITÀ loro", "<mark>Università</mark>"),
        ("perche", "<mark>perché</mark>"),
        ("l'univer", "<mark>Università</mark>"),
        ("gia", "<mark>già</mark>"),
        ("Đorđević", "<mark>Đorđević</mark>"),
        ("gießen łódź", "<mark>Gießen</mark>"),
        ("un", "<mark>Un</mark> &#60;b&#62;"),
        ("f81i2000", "<mark>F81I20001650007</mark>"),
        ("cosi-cosi", "<mark>cosi</mark>-<mark>cosi</mark>"),
        ("elenco':*|!", "<mark>elenco</mark>"),
        ("testo", "&#60;b&#62;<mark>testo</mark>&#60;/b&#62;"),
    ] {
        let page = asked(typed).await;
        assert!(page.has(found), "{typed}: {}", page.text);
    }
    let titles = asked("rare lingu").await;
    assert!(titles.has("nel titolo") && titles.has("Lingue rare allo sportello</a>"), "{}", titles.text);
    // One or two letters are words, no beginnings: whoever types them asks for half of all there is.
    for missing in ["te", "o", "università elefante", "* NEAR(\"x\" y)", "%"] {
        assert!(!asked(missing).await.has("<mark>"), "{missing}");
    }
    let long = "parola ".repeat(5_000);
    assert_eq!(asked(&long).await.status, 200);

    // Changed and deleted words.
    let post = two.his.get(&format!("/discussioni/{}", rare.thread)).await;
    let first = post.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (form, action) = (format!("/messaggi/{first}/modifica"), format!("/messaggi/{first}/modifica"));
    let edited = two.his.submit(&form, &action, &[("body", "Dà una mano la Regione."), ("version", "1")]).await;
    assert_eq!(edited.status, 303, "{}", edited.text);
    assert!(!asked("universita").await.has("<mark>") && asked("regione").await.has("<mark>Regione</mark>"));
    let (form, action) = (format!("/messaggi/{first}/elimina"), format!("/messaggi/{first}/elimina"));
    assert_eq!(two.his.submit(&form, &action, &[]).await.status, 303);
    assert!(asked("regione").await.has("Non c’è niente"));

    narrowed(&two).await;
}

/// By space, author and day; page after page.
async fn narrowed(two: &super::Two) {
    let other = two.house.space("Altro spazio", Openness::Open, &[(&two.nives, Role::Member)]).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni", "sportello zero").await.thread;
    two.house.thread(&two.nives, other, "Turni altrove", "sportello altrove").await;
    for n in 1..=25 {
        two.house.answer(&two.tullio, thread, &format!("sportello numero {n}")).await;
    }
    let page = two.his.get("/cerca?q=sportello").await;
    assert!(page.has("numero 25<") && !page.has("numero 5<") && page.has("Mostra i messaggi precedenti"));
    let older = page.text.split("class=\"more\"><a href=\"").nth(1).unwrap().split('"').next().unwrap();
    let older = two.his.get(&older.replace("&#38;", "&")).await;
    assert!(older.has("numero 5<") && older.has("zero") && !older.has("numero 25<"), "{}", older.text);
    let elsewhere = two.his.get(&format!("/cerca?q=sportello&spazio={other}")).await;
    assert!(elsewhere.has("altrove") && !elsewhere.has("numero"), "{}", elsewhere.text);
    let hers = two.his.get("/cerca?q=sportello&chi=altopiano").await;
    assert!(hers.has("zero") && !hers.has("numero 25"), "{}", hers.text);
    assert!(two.his.get("/cerca?q=sportello&chi=%25").await.has("numero 25"));
    assert!(two.his.get("/cerca?q=sportello&dal=2999-01-01").await.has("Non c’è niente"));
    assert!(two.his.get("/cerca?q=sportello&al=2999-01-01").await.has("numero 25"));
    let wrong = two.his.get("/cerca?q=sportello&dal=domani&spazio=x").await;
    assert!(wrong.has("Questa data non si legge") && wrong.has("value=\"domani\"") && wrong.has("value=\"sportello\""));
    assert_eq!(two.his.get("/cerca?q=sportello&al=9999-12-31&prima=abc").await.status, 200);
    let cookie = two.house.cookie_of(&two.tullio).await;
    two.house.page("/cerca?q=sportello", &cookie).await;
    let (queries, _) = two.house.page("/cerca?q=sportello", &cookie).await;
    assert!(queries <= 6, "{queries} queries");
}

async fn a_search_tells_nothing_of_what_one_may_not_read(engine: Engine) {
    let two = two(engine).await;
    two.house.thread(&two.nives, two.space, "Ispezione riservata", "Parola segretissima.").await;
    let closed = two.house.space("Chiuso", Openness::Closed, &[(&two.nives, Role::Facilitator)]).await;
    two.house.thread(&two.nives, closed, "Ispezione chiusa", "Altra segretissima.").await;
    let open = two.house.space("Aperto", Openness::Open, &[(&two.nives, Role::Member)]).await;
    two.house.thread(&two.nives, open, "Ispezione aperta", "Per tutti, non segretissima.").await;
    let (olga, livia) = (two.house.person("Olga Fuori").await, two.house.guest("Livia Acquaviola").await);
    let (outside, guests) = (two.house.signed_in(&olga).await, two.house.signed_in(&livia).await);
    for q in ["segretissima", "ispezione"] {
        let page = outside.get(&format!("/cerca?q={q}")).await;
        assert!(page.has("Ispezione aperta") && !page.has("riservata") && !page.has("chiusa"), "{}", page.text);
        let page = outside.get(&format!("/cerca?q={q}&spazio={}", two.space)).await;
        assert!(page.has("Non c’è niente") && !page.has("riservata"), "{}", page.text);
        assert!(guests.get(&format!("/cerca?q={q}")).await.has("Non c’è niente"), "a guest reads no open spaces");
    }
    assert!(two.hers.get("/cerca?q=segretissima").await.has("Ispezione riservata"));
}
