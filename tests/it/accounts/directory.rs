//! What people say of themselves, the directory, offices.

use std::time::Duration;

use prassi::accounts::{CreatePerson, NewPerson, find_person};
use prassi::base::PersonId;
use prassi::journal::{self, AccountEvent, Event};

use super::*;
use crate::house::{Answered, Engine, Someone, on_both_engines};

on_both_engines!(
    a_profile_in_full,
    what_cannot_be_is_said_beside_its_field,
    people_are_found,
    the_directory_comes_in_pages,
    guests_see_no_directory,
    an_office_has_a_head_and_focal_points,
    the_directory_asks_few_questions,
);

const GOOD: [(&str, &str); 14] = [
    ("name", "Nives Altopiano"),
    ("function", "Area IV"),
    ("about", "Mi occupo di sportelli."),
    ("topics", "Mediazione, rendiconti FAMI,mediazione"),
    ("phone", "0425 428511 int. 14"),
    ("speaks", "inglese, arabo"),
    ("away_until", "2026-12-08"),
    ("away_why", "in ferie"),
    ("day_0", "1"),
    ("day_1", "1"),
    ("quiet_from", "19:00"),
    ("quiet_until", "08:00"),
    ("language", "it"),
    ("time_zone", "Europe/Rome"),
];

/// The good form with some fields changed.
fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = GOOD.iter().copied().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

async fn save(house: &House, someone: &Someone, changed: &[(&str, &str)]) -> Answered {
    house.signed_in(someone).await.submit("/profilo", "/profilo", &with(changed)).await
}

/// People without a password, in an office.
async fn colleague(house: &House, name: &str, office: &str) -> PersonId {
    let new = NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse(&format!("p{:x}@x.example", house.rng.u128())).unwrap(),
        password_hash: None,
        function: "Area IV".to_owned(),
        about: String::new(),
        standing: Standing::Staff,
        is_administrator: false,
        language: Lang::It,
        time_zone: "Europe/Rome".to_owned(),
        now: house.clock.now(),
    };
    house.db.write(CreatePerson { new, organisation: office.to_owned(), handle: None }).await.unwrap()
}

async fn a_profile_in_full(engine: Engine) {
    let house = open(engine).await;
    let (nives, carlo) = (house.person("Nives Altopiano").await, house.person("Carlo Valle").await);
    let answer = save(&house, &nives, &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/profilo"), "{}", answer.text);
    let own = house.signed_in(&nives).await.get("/profilo").await;
    for word in [
        r#"value="Mediazione, rendiconti FAMI""#,
        r#"value="0425 428511 int. 14""#,
        r#"value="inglese, arabo""#,
        r#"value="2026-12-08""#,
        r#"value="19:00""#,
        r#"name="day_1" value="1" checked"#,
    ] {
        assert!(own.has(word), "{word} is not in {}", own.text);
    }
    assert!(!own.has(r#"name="day_2" value="1" checked"#));

    let carlo = house.signed_in(&carlo).await;
    let page = carlo.get(&format!("/persone/{}", nives.id)).await;
    for word in
        ["0425 428511 int. 14", "inglese, arabo", "rendiconti FAMI", "Assente fino a martedì 8 dicembre (in ferie)"]
    {
        assert!(page.has(word), "{word} is not in {}", page.text);
    }
    assert!(!page.has("19:00"), "hours are her own");
    assert!(carlo.get("/rubrica").await.has("Assente fino a martedì 8 dicembre (in ferie)"));

    let hours = find_person(&house.db, nives.id).await.unwrap().unwrap().hours();
    assert_eq!((hours.days, hours.quiet), (0b11, Some((19 * 60, 8 * 60))));
    // The day after the last one it is over, without anybody doing anything.
    house.clock.advance(Duration::from_hours(24 * 15));
    assert!(!carlo.get(&format!("/persone/{}", nives.id)).await.has("Assente"));
    assert_eq!(
        save(&house, &nives, &[("away_until", ""), ("topics", ""), ("quiet_from", ""), ("quiet_until", "")])
            .await
            .status,
        303
    );
    let page = carlo.get(&format!("/persone/{}", nives.id)).await;
    assert!(!page.has("Può aiutare su"), "{}", page.text);
    assert_eq!(find_person(&house.db, nives.id).await.unwrap().unwrap().hours().quiet, None);
}

async fn what_cannot_be_is_said_beside_its_field(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let long = "à".repeat(201);
    for (field, typed, said) in [
        ("topics", "a, b, c, d, e, f, g, h, i", "Possono essere al massimo 8, ora sono 9"),
        ("topics", "bene, !!", "Scrivi il nome"),
        ("phone", "chiedi al centralino", "Non sembra un numero di telefono"),
        ("speaks", long.as_str(), "al massimo 200 caratteri"),
        ("away_until", "2026-11-23", "Scegli un giorno da oggi in poi"),
        ("away_until", "domani", "Scegli un giorno da oggi in poi"),
        ("away_why", "in\u{202e}ferie", "caratteri invisibili"),
        ("quiet_from", "le sette", "Scrivi un’ora"),
        ("quiet_until", "", "Questo campo serve"),
    ] {
        let answer = save(&house, &nives, &[(field, typed)]).await;
        assert_eq!(answer.status, 422, "{field}: {typed}");
        assert!(answer.has(&format!(r#"id="{field}-error""#)) && answer.has(said), "{field}: {}", answer.text);
        assert!(answer.has(typed) && answer.has("Mi occupo di sportelli."), "what was typed is there");
    }
    assert_eq!(save(&house, &nives, &[]).await.status, 303);
}

async fn people_are_found(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    assert_eq!(save(&house, &nives, &[]).await.status, 303);
    for (name, office) in [("Nicolò D’Alò", "AG"), ("Anna Maria Nicolosi", "RO"), ("Zoe Percento", "AO")] {
        colleague(&house, name, office).await;
    }
    let browser = house.signed_in(&nives).await;
    let page = browser.get("/rubrica").await;
    assert!(page.has(r#"href="/rubrica" aria-current="page""#) && page.has("Mediazione (1)"), "{}", page.text);
    let topic = regex::Regex::new(r"argomento=(\d+)").unwrap().captures(&page.text).unwrap()[1].to_owned();
    let everybody = ["Nives Altopiano", "Nicolò D’Alò", "Anna Maria Nicolosi", "Zoe Percento"];
    let rovigo = office(&house, "RO").await;
    for (query, found) in [
        (String::new(), &everybody[..]),
        ("nome=NICOL%C3%B2".to_owned(), &["Nicolò D’Alò", "Anna Maria Nicolosi"]),
        ("nome=maria".to_owned(), &["Anna Maria Nicolosi"]),
        ("nome=aria".to_owned(), &[]),
        ("nome=Altopiano+Nives".to_owned(), &["Nives Altopiano"]),
        ("nome=nicolosi,+anna+mar".to_owned(), &["Anna Maria Nicolosi"]),
        ("nome=nicolosi+nives".to_owned(), &[]),
        ("nome=%25".to_owned(), &[]),
        (format!("ufficio={rovigo}"), &["Nives Altopiano", "Anna Maria Nicolosi"]),
        ("regione=Sicilia".to_owned(), &["Nicolò D’Alò"]),
        (format!("argomento={topic}"), &["Nives Altopiano"]),
        (format!("argomento={topic}&regione=Sicilia"), &[]),
        (format!("nome=n&ufficio={rovigo}&regione=Veneto"), &["Nives Altopiano", "Anna Maria Nicolosi"]),
    ] {
        let page = browser.get(&format!("/rubrica?{query}")).await;
        assert_eq!(page.status, 200);
        // The header says who is signed in: only links to people count.
        let shown: Vec<&str> = everybody
            .into_iter()
            .filter(|name| page.has(&format!("\">{name}</a></h3>")) || page.has(&format!("\">{name}</a> <")))
            .collect();
        assert_eq!(shown, found, "{query}");
        assert_eq!(page.has("Nessuno corrisponde."), found.is_empty(), "{query}");
    }
    // What nobody can help with any more is not offered.
    assert_eq!(save(&house, &nives, &[("topics", "Mediazione, alloggi")]).await.status, 303);
    let page = browser.get("/rubrica").await;
    assert!(page.has("Mediazione (1)") && page.has("alloggi (1)") && !page.has("rendiconti FAMI ("), "{}", page.text);
    assert_eq!(browser.get("/rubrica?dopo=x").await.status, 404);
    assert_eq!(browser.get("/rubrica?dopo=999999").await.status, 404);
    assert_eq!(browser.get("/rubrica?nome=%FF").await.status, 400);
}

async fn the_directory_comes_in_pages(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    for n in 0..110 {
        colleague(&house, &format!("Persona Numero{}", char::from(b'A' + (n % 3))), ["RO", "AG"][usize::from(n % 2)])
            .await;
    }
    let browser = house.signed_in(&nives).await;
    let person = regex::Regex::new(r#"<h3 class="name"><a href="/persone/(\d+)""#).unwrap();
    let more = regex::Regex::new(r#"class="more"><a href="([^"]+)""#).unwrap();
    let (mut next, mut seen, mut pages) = ("/rubrica?regione=".to_owned(), Vec::new(), 0);
    loop {
        let page = browser.get(&next).await;
        seen.extend(person.captures_iter(&page.text).map(|found| found[1].to_owned()));
        pages += 1;
        match more.captures(&page.text) {
            Some(found) => next = crate::house::unescape(&found[1]),
            None => break,
        }
    }
    assert_eq!((pages, seen.len()), (3, 111), "namesakes are neither lost nor shown twice");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 111);
}

async fn guests_see_no_directory(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let guest = house.guest("Olga Ponte").await;
    house
        .space("Tavolo", prassi::authz::Openness::Private, &[(&admin, Role::Facilitator), (&guest, Role::Guest)])
        .await;
    let olga = house.signed_in(&guest).await;
    let rovigo = office(&house, "RO").await;
    for path in ["/rubrica".to_owned(), format!("/uffici/{rovigo}"), "/uffici/999999".to_owned()] {
        assert_eq!(olga.get(&path).await.status, 403, "{path}");
    }
    for path in ["/", "/profilo", "/spazi"] {
        let page = olga.get(path).await;
        assert!(!page.has("/rubrica") && !page.has("/uffici/"), "{path}: {}", page.text);
    }
    // And nobody sees them in it.
    assert!(!house.signed_in(&admin).await.get("/rubrica").await.has("Olga Ponte"));
    assert!(!house.signed_in(&admin).await.get(&format!("/uffici/{rovigo}")).await.has("Olga Ponte"));
}

async fn an_office_has_a_head_and_focal_points(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let carlo = house.person("Carlo Valle").await;
    let elsewhere = colleague(&house, "Zoe Percento", "AO").await;
    let (ada, rovigo) = (house.signed_in(&admin).await, office(&house, "RO").await);
    let page = format!("/uffici/{rovigo}");
    let role = |person: PersonId| format!("{page}/persone/{person}/ruolo");
    assert!(ada.get(&page).await.has("non ha ancora un referente"));
    for (person, word) in [(nives.id, "head"), (carlo.id, "head"), (nives.id, "focal_point"), (nives.id, "focal_point")]
    {
        let answer = ada.submit(&page, &role(person), &[("role", word)]).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, page.as_str()));
    }
    let shown = ada.get(&page).await;
    let at = |word: &str| shown.text.find(word).unwrap_or_else(|| panic!("{word} is not in {}", shown.text));
    assert!(
        at(">Carlo Valle</a> <span class=\"tag\">Dirigente") < at(">Nives Altopiano</a> <span class=\"tag\">Referente")
    );
    assert!(at(">Nives Altopiano</a> <") < at(">Ada Colleverde</a>"));
    assert!(!shown.has("non ha ancora un referente") && shown.has("Prefettura - UTG di Rovigo") && shown.has("Veneto"));

    // Somebody of another office, somebody who may not, a word that is no role.
    let csrf = ada.csrf().await;
    for (path, word, status) in
        [(role(elsewhere), "head", 404), (role(PersonId(999_999)), "head", 404), (role(nives.id), "queen", 400)]
    {
        assert_eq!(ada.post(&path, &[("csrf", &csrf), ("role", word)]).await.status, status, "{path}");
    }
    let carlo = house.signed_in(&carlo).await;
    let csrf = carlo.csrf().await;
    assert_eq!(carlo.post(&role(nives.id), &[("csrf", &csrf), ("role", "head")]).await.status, 403);
    assert!(!carlo.get(&page).await.has("/ruolo\""));
    assert_eq!(carlo.get("/uffici/999999").await.status, 404);
    let aosta = office(&house, "VT").await;
    assert!(carlo.get(&format!("/uffici/{aosta}")).await.has("Di questo ufficio non c’è ancora nessuno."));

    assert_eq!(ada.submit(&page, &role(nives.id), &[("role", "none")]).await.status, 303);
    let log = journal::list_after(&house.db, prassi::base::Seq(0), 100).await.unwrap();
    let changed = log.iter().filter(|recorded| {
        recorded.actor == Some(admin.id)
            && matches!(recorded.event, Event::Accounts(AccountEvent::OfficeRoleChanged { .. }))
    });
    assert_eq!(changed.count(), 4, "what changes nothing is not recorded");
}

async fn the_directory_asks_few_questions(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    assert_eq!(save(&house, &nives, &[]).await.status, 303);
    let (cookie, rovigo) = (house.cookie_of(&nives).await, office(&house, "RO").await);
    let pages = ["/rubrica".to_owned(), format!("/rubrica?ufficio={rovigo}&nome=n"), format!("/uffici/{rovigo}")];
    let mut few = Vec::new();
    for page in &pages {
        few.push(house.page(page, &cookie).await.0);
    }
    for n in 0..60 {
        colleague(&house, &format!("Nina Numero{}", char::from(b'A' + (n % 20))), "RO").await;
    }
    let mut many = Vec::new();
    for page in &pages {
        many.push(house.page(page, &cookie).await.0);
    }
    assert_eq!(few, many, "the same number, however many people");
    assert!(many.iter().all(|asked| *asked <= 8), "{many:?}");
}
