//! Closed spaces: asking to come in, and what is answered.

use std::time::Duration;

use prassi::authz::{Actor, Openness, Role};
use prassi::base::SpaceId;
use prassi::mail;
use prassi::spaces::{Archive, Leave};

use crate::house::{Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    a_closed_space_is_joined_by_asking,
    who_is_not_let_in_learns_why,
    a_request_is_made_once_and_can_be_taken_back,
    a_request_that_is_overtaken_waits_no_more,
    guests_know_nothing_of_closed_spaces,
    who_facilitates_is_written_to_once_an_hour,
    who_cannot_answer_is_not_written_to,
);

struct Scene {
    house: House,
    nives: Someone,
    tullio: Someone,
    space: SpaceId,
    hers: Browser,
    his: Browser,
}

/// A closed space that Nives facilitates, and Tullio before its door.
async fn scene(engine: Engine) -> Scene {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Progetto pilota", Openness::Closed, &[(&nives, Role::Facilitator)]).await;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    Scene { house, nives, tullio, space, hers, his }
}

async fn ask(browser: &Browser, space: SpaceId, words: &str) {
    let asked =
        browser.submit(&format!("/spazi/{space}"), &format!("/spazi/{space}/richiesta"), &[("words", words)]).await;
    assert_eq!((asked.status, asked.location), (303, format!("/spazi/{space}")), "{}", asked.text);
}

/// The newest letter to somebody.
async fn letter(house: &House, to: &Someone) -> mail::DevLetter {
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    letters.into_iter().find(|letter| letter.recipient == to.email).expect("no letter came")
}

async fn a_closed_space_is_joined_by_asking(engine: Engine) {
    let Scene { house, nives, tullio, space, hers, his } = scene(engine).await;
    let thread = house.thread(&nives, space, "Primi passi", "Parole riservate").await.thread;
    let list = his.get("/spazi").await;
    assert!(list.has("Progetto pilota") && list.has("Si entra chiedendo"), "{}", list.text);
    let door = his.get(&format!("/spazi/{space}")).await;
    assert!(door.status == 200 && door.has("Vuoi entrare?") && door.has("1 membro di 1 ufficio"), "{}", door.text);
    assert!(!door.has("Primi passi") && !door.has("Nives"), "{}", door.text);
    for path in [format!("/discussioni/{thread}"), format!("/spazi/{space}/persone")] {
        let shut = his.get(&path).await;
        assert!(
            shut.status == 403 && shut.has("puoi chiedere di entrare") && !shut.has("Parole"),
            "{path} {}",
            shut.text
        );
    }
    let csrf = his.csrf().await;
    assert_eq!(his.post(&format!("/spazi/{space}/entra"), &[("csrf", &csrf)]).await.status, 403);

    ask(&his, space, "Seguo lo stesso progetto ad Asti").await;
    let door = his.get(&format!("/spazi/{space}")).await;
    assert!(door.has("Hai chiesto di entrare") && door.has("Seguo lo stesso progetto ad Asti"), "{}", door.text);
    let people = format!("/spazi/{space}/persone");
    let queue = hers.get(&people).await;
    assert!(queue.has("Chiedono di entrare") && queue.has("Seguo lo stesso progetto ad Asti"), "{}", queue.text);
    assert!(queue.text.contains(&format!("data-requests-space=\"{space}\">1<span")), "{}", queue.text);

    let accept = format!("/spazi/{space}/richieste/{}/accogli", tullio.id);
    assert_eq!(hers.submit(&people, &accept, &[]).await.status, 303);
    assert!(hers.get(&people).await.has("Ora fa parte dello spazio"));
    let letter = letter(&house, &tullio).await;
    assert!(letter.subject.contains("Puoi entrare in «Progetto pilota»"), "{letter:?}");
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("Parole riservate"));
    let csrf = hers.csrf().await;
    let again = hers.post(&accept, &[("csrf", &csrf)]).await;
    assert_eq!(again.location, people);
    assert!(hers.get(&people).await.has("non aspetta più una risposta"));
}

async fn who_is_not_let_in_learns_why(engine: Engine) {
    let Scene { house, tullio, space, hers, his, .. } = scene(engine).await;
    ask(&his, space, "").await;
    let refusal = format!("/spazi/{space}/richieste/{}/rifiuto", tullio.id);
    let unexplained = hers.submit(&refusal, &refusal, &[("reason", "  ")]).await;
    assert!(unexplained.status == 422 && unexplained.has("id=\"reason-error\""), "{}", unexplained.text);
    let reason = "È per chi rendiconta il progetto.\nScrivi a «Progetti FAMI».";
    assert_eq!(hers.submit(&refusal, &refusal, &[("reason", reason)]).await.status, 303);
    let letter = letter(&house, &tullio).await;
    assert!(letter.text.contains("È per chi rendiconta il progetto."), "{letter:?}");
    let door = his.get(&format!("/spazi/{space}")).await;
    assert!(door.has("non è stata accolta") && door.has("Scrivi a «Progetti FAMI»."), "{}", door.text);
    assert!(!hers.get(&format!("/spazi/{space}/persone")).await.has("Chiedono di entrare"));
    ask(&his, space, "Ora rendiconto anch’io").await;
    assert!(hers.get(&format!("/spazi/{space}/persone")).await.has("Ora rendiconto anch’io"));
}

async fn a_request_is_made_once_and_can_be_taken_back(engine: Engine) {
    let Scene { house, tullio, space, hers, his, .. } = scene(engine).await;
    let door = his.get(&format!("/spazi/{space}")).await;
    ask(&his, space, "Prima versione").await;
    let action = format!("/spazi/{space}/richiesta");
    // From another tab that still shows the form.
    let words = "Seconda versione";
    assert_eq!(his.send(&action, &door.hidden(&action), &[("words", words)]).await.status, 303);
    assert_eq!(his.send(&action, &door.hidden(&action), &[("words", words)]).await.status, 303);
    let queue = hers.get(&format!("/spazi/{space}/persone")).await;
    assert!(queue.has(words) && !queue.has("Prima versione"), "{}", queue.text);
    assert!(queue.text.contains(&format!("data-requests-space=\"{space}\">1<span")), "{}", queue.text);
    let too_long = "x".repeat(501);
    let refused = his.send(&action, &door.hidden(&action), &[("words", &too_long)]).await;
    assert!(refused.status == 422, "{}", refused.text);
    let withdraw = format!("/spazi/{space}/richiesta/ritira");
    assert_eq!(his.submit(&format!("/spazi/{space}"), &withdraw, &[]).await.status, 303);
    assert!(his.get(&format!("/spazi/{space}")).await.has("Hai ritirato la richiesta"));
    let csrf = his.csrf().await;
    assert_eq!(his.post(&withdraw, &[("csrf", &csrf)]).await.status, 403, "there is nothing left to take back");
    let csrf = hers.csrf().await;
    let late = hers.post(&format!("/spazi/{space}/richieste/{}/accogli", tullio.id), &[("csrf", &csrf)]).await;
    assert_eq!(late.status, 303);
    assert!(!hers.get(&format!("/spazi/{space}/persone")).await.has("Tullio"), "who withdrew is not let in");
    assert_eq!(house.work().await, 1, "nobody is written to: whom to write to is looked at when it is time");
    assert!(mail::list_mailbox(&house.db, None, 50).await.unwrap().is_empty());
}

async fn a_request_that_is_overtaken_waits_no_more(engine: Engine) {
    let Scene { house, tullio, space, hers, his, .. } = scene(engine).await;
    ask(&his, space, "Posso?").await;
    let people = format!("/spazi/{space}/persone");
    let added = hers.submit(&people, &people, &[("who", &tullio.email), ("role", "member")]).await;
    assert_eq!(added.status, 303, "{}", added.text);
    let page = hers.get(&people).await;
    assert!(page.has("Tullio") && !page.has("Chiedono di entrare"), "{}", page.text);
    drop(house);
}

async fn guests_know_nothing_of_closed_spaces(engine: Engine) {
    let Scene { house, space, .. } = scene(engine).await;
    let livia = house.guest("Livia Acquaviola").await;
    let theirs = house.signed_in(&livia).await;
    assert!(!theirs.get("/spazi").await.has("Progetto pilota"));
    assert_eq!(theirs.get(&format!("/spazi/{space}")).await.status, 404);
    let csrf = theirs.csrf().await;
    assert_eq!(theirs.post(&format!("/spazi/{space}/richiesta"), &[("csrf", &csrf), ("words", "x")]).await.status, 404);
}

/// The subjects of the letters to somebody, oldest first.
async fn subjects(house: &House, to: &Someone) -> Vec<String> {
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    letters.into_iter().rev().filter(|letter| letter.recipient == to.email).map(|letter| letter.subject).collect()
}

async fn who_facilitates_is_written_to_once_an_hour(engine: Engine) {
    let Scene { house, nives, space, his, .. } = scene(engine).await;
    ask(&his, space, "Parole che restano nello spazio").await;
    assert_eq!(subjects(&house, &nives).await, ["Qualcuno chiede di entrare in «Progetto pilota»"]);
    let told = letter(&house, &nives).await;
    assert!(!told.text.contains("Parole che restano") && !told.text.contains("Tullio"), "{}", told.text);
    assert!(told.text.contains(&format!("/spazi/{space}/persone")), "{}", told.text);

    // Other words, and somebody else: the next letter is not due yet.
    let csrf = his.csrf().await;
    let other = [("csrf", csrf.as_str()), ("words", "Altre parole")];
    assert_eq!(his.post(&format!("/spazi/{space}/richiesta"), &other).await.status, 303);
    let delia = house.person("Delia Fontelunga").await;
    house.clock.advance(Duration::from_mins(20));
    ask(&house.signed_in(&delia).await, space, "").await;
    house.clock.advance(Duration::from_mins(39));
    assert_eq!(subjects(&house, &nives).await.len(), 1);
    house.clock.advance(Duration::from_mins(2));
    let all = subjects(&house, &nives).await;
    assert_eq!(all[1..], ["2 persone chiedono di entrare in «Progetto pilota»"]);
    house.clock.advance(Duration::from_hours(3));
    assert_eq!(subjects(&house, &nives).await.len(), 2, "nothing is new");
}

async fn who_cannot_answer_is_not_written_to(engine: Engine) {
    let Scene { house, nives, tullio, space, his, .. } = scene(engine).await;
    let (ada, other) = (house.administrator("Ada Amministra").await, house.person("Olga Collega").await);
    ask(&his, space, "").await;
    let csrf = his.csrf().await;
    assert_eq!(his.post(&format!("/spazi/{space}/richiesta/ritira"), &[("csrf", &csrf)]).await.status, 303);
    assert!(subjects(&house, &nives).await.is_empty(), "taken back before anybody was told");

    // A space that nobody facilitates any more: those who administer the community answer.
    let leave = Leave { actor: nives.actor, space, now: house.clock.now() };
    house.db.write(leave).await.unwrap();
    ask(&his, space, "").await;
    assert_eq!(subjects(&house, &ada).await.len(), 1);
    assert!(subjects(&house, &nives).await.is_empty() && subjects(&house, &other).await.is_empty());

    house.clock.advance(Duration::from_hours(2));
    ask(&house.signed_in(&other).await, space, "").await;
    let archive = Archive { actor: Actor::System, space, is_archived: true, now: house.clock.now() };
    house.db.write(archive).await.unwrap();
    assert_eq!(subjects(&house, &ada).await.len(), 1, "nobody comes into what is only read");
    drop(tullio);
}
