//! Closed spaces: asking to come in, and what is answered.

use prassi::authz::{Openness, Role};
use prassi::base::SpaceId;
use prassi::mail;

use crate::house::{Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    a_closed_space_is_joined_by_asking,
    who_is_not_let_in_learns_why,
    a_request_is_made_once_and_can_be_taken_back,
    a_request_that_is_overtaken_waits_no_more,
    guests_know_nothing_of_closed_spaces,
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
    assert_eq!(house.work().await, 0, "nobody is written to");
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
