//! Letting several people in, and guests for a time.

use std::time::Duration;

use prassi::authz::{Openness, Role};
use prassi::mail;
use prassi::spaces::EndGuests;

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(
    several_are_let_in_at_once_and_each_refused_line_says_why,
    the_same_news_is_written_once_a_day,
    a_guest_stays_until_the_last_day,
    a_last_day_that_cannot_be_is_refused_beside_its_field,
);

async fn several_are_let_in_at_once_and_each_refused_line_says_why(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let (delia, livia) = (house.person("Delia Fontelunga").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    let who = format!("{}\r\n\r\n  @Delia.Fontelunga \r\nnessuno@example.it\r\n{}", tullio.email, livia.email);
    let answer = hers.submit(&people, &people, &[("who", &who), ("role", "member")]).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.has("2 persone in più") && answer.has("2 righe non sono state accolte"), "{}", answer.text);
    assert!(answer.has("<b>nessuno@example.it</b> Non c’è nessuno"), "{}", answer.text);
    assert!(answer.has(&format!("<b>{}</b> Questa persona ha un accesso da ospite", livia.email)), "{}", answer.text);
    assert!(
        answer.has(&format!("\nnessuno@example.it\n{}</textarea>", livia.email)),
        "what is left stays: {}",
        answer.text
    );
    assert!(answer.has("Tullio Serramonte") && answer.has("Delia Fontelunga") && !answer.has("Livia Acquaviola</a>"));
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 10).await.unwrap();
    assert_eq!(letters.len(), 2);
    assert!(letters.iter().all(|l| l.subject == "Fai parte di «Mediazione»" && l.text.contains("ora leggi e scrivi")));
    let again = hers.submit(&people, &people, &[("who", &delia.email), ("role", "member")]).await;
    assert!(again.status == 422 && again.has("Fa già parte dello spazio con questo ruolo"), "{}", again.text);
    let many = "x@example.it\n".repeat(51);
    for (who, said) in [("", "id=\"who-error\""), (&*many, "al massimo 50 per volta")] {
        let refused = hers.submit(&people, &people, &[("who", who), ("role", "member")]).await;
        assert!(refused.status == 422 && refused.has(said), "{}", refused.text);
    }
    let led = hers.submit(&people, &people, &[("who", &nives.email), ("role", "member")]).await;
    assert!(led.status == 422 && led.has("prima affidalo a qualcun altro"), "{}", led.text);
}

async fn the_same_news_is_written_once_a_day(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    for hours in [1, 1, 24] {
        let added = hers.submit(&people, &people, &[("who", &tullio.email), ("role", "member")]).await;
        assert_eq!(added.status, 303, "{}", added.text);
        assert_eq!(hers.submit(&people, &format!("{people}/{}/togli", tullio.id), &[]).await.status, 303);
        house.clock.advance(Duration::from_hours(hours));
    }
    assert_eq!(hers.submit(&people, &people, &[("who", &tullio.email), ("role", "facilitator")]).await.status, 303);
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 10).await.unwrap();
    assert_eq!(letters.len(), 2, "once for each day: {letters:?}");
}

async fn a_guest_stays_until_the_last_day(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, livia) = (house.person("Nives Altopiano").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let thread = house.thread(&nives, space, "Lingue rare", "Come fate?").await.thread;
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    let fields = [("who", livia.email.as_str()), ("role", "guest"), ("until", "2026-12-03")];
    assert_eq!(hers.submit(&people, &people, &fields).await.status, 303);
    assert!(hers.get(&people).await.has("Ospite fino a giovedì 3 dicembre 2026"));
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 10).await.unwrap();
    assert!(letters[0].text.contains("come ospite fino a giovedì 3 dicembre 2026 compreso"), "{letters:?}");

    let theirs = house.signed_in(&livia).await;
    for path in ["/", "/spazi", "/profilo", &format!("/spazi/{space}"), &format!("/discussioni/{thread}")] {
        let page = theirs.get(path).await;
        let said = page.has("Stai vedendo come ospite fino a giovedì 3 dicembre 2026 compreso");
        assert!(page.status == 200 && said, "{path}: {}", page.text);
    }
    let extension = format!("{people}/{}/scadenza", livia.id);
    assert_eq!(hers.submit(&people, &extension, &[("until", "2026-12-10")]).await.status, 303);
    assert!(theirs.get("/").await.has("fino a giovedì 10 dicembre 2026"));
    // A colleague can be a guest of a space too: there the space itself says so.
    let tullio = house.person("Tullio Serramonte").await;
    let fields = [("who", tullio.email.as_str()), ("role", "guest"), ("until", "2026-12-03")];
    assert_eq!(hers.submit(&people, &people, &fields).await.status, 303);
    let page = house.signed_in(&tullio).await.get(&format!("/spazi/{space}")).await;
    assert!(page.has("Stai vedendo come ospite fino a giovedì 3 dicembre 2026"), "{}", page.text);

    let end = async || house.db.write(EndGuests { now: house.clock.now() }).await.unwrap();
    assert_eq!(end().await, 0);
    house.clock.advance(Duration::from_hours(16 * 24 + 13)); // 10 December, 23:30 in Rome
    assert_eq!(end().await, 1, "the colleague's time is over");
    assert_eq!(house.signed_in(&livia).await.get(&format!("/spazi/{space}")).await.status, 200);
    house.clock.advance(Duration::from_mins(30));
    assert_eq!(end().await, 1);
    let theirs = house.signed_in(&livia).await;
    assert_eq!(theirs.get(&format!("/spazi/{space}")).await.status, 404);
    assert!(theirs.get("/spazi").await.has("Il tuo invito non è più valido"));
}

async fn a_last_day_that_cannot_be_is_refused_beside_its_field(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, livia) = (house.person("Nives Altopiano").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator), (&livia, Role::Guest)]).await;
    let hers = house.signed_in(&nives).await;
    let people = format!("/spazi/{space}/persone");
    let extension = format!("{people}/{}/scadenza", livia.id);
    for (day, said) in [
        ("2026-11-23", "già passato"),
        ("2030-01-01", "entro due anni"),
        ("domani", "Scegli un giorno dal calendario"),
        ("", "Scegli un giorno dal calendario"),
    ] {
        let refused = hers.submit(&people, &extension, &[("until", day)]).await;
        assert!(refused.status == 422 && refused.has(said), "{day}: {}", refused.text);
        assert!(refused.has(&format!("id=\"until-{}-error\"", livia.id)) && refused.has(&format!("value=\"{day}\"")));
        let who = format!("altra.{}", livia.email);
        let added = hers.submit(&people, &people, &[("who", &who), ("role", "guest"), ("until", day)]).await;
        assert!(added.status == 422 && added.has("id=\"until-error\"") && added.has(&who), "{day}: {}", added.text);
    }
    let csrf = hers.csrf().await;
    let member = format!("{people}/{}/scadenza", nives.id);
    assert_eq!(hers.post(&member, &[("csrf", &csrf), ("until", "2026-12-10")]).await.status, 303);
    assert!(hers.get(&people).await.has("non è ospite dello spazio"));
}
