//! Questions and the answers that whoever asked takes up.

use prassi::authz::{Actor, Openness, Role};
use prassi::base::{PersonId, PostId, ThreadId};
use prassi::threads::{ChooseTopics, MarkQuestion, Topics};

use super::{Two, thread_path, two};
use crate::house::{Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    a_question_waits_until_an_answer_is_accepted,
    an_accepted_answer_that_is_deleted_opens_the_question,
    only_whoever_asked_and_facilitators_accept,
    questions_on_ones_topics_come_first,
    questions_come_in_pages_and_not_from_elsewhere,
);

async fn press(browser: &Browser, path: &str, is_on: bool) -> u16 {
    let csrf = browser.csrf().await;
    browser.post(path, &[("csrf", &csrf), ("on", if is_on { "1" } else { "0" })]).await.status
}

async fn ask(house: &House, author: &Someone, thread: ThreadId) {
    let command = MarkQuestion { actor: author.actor, thread, is_on: true, now: house.clock.now() };
    house.db.write(command).await.unwrap();
}

/// A question of hers, and an answer of his.
async fn asked(two: &Two) -> (ThreadId, PostId) {
    let thread = two.house.thread(&two.nives, two.space, "Chi firma?", "Da noi nessuno.").await.thread;
    ask(&two.house, &two.nives, thread).await;
    (thread, two.house.answer(&two.tullio, thread, "Da noi **la dirigente**, ogni lunedì.").await.post)
}

async fn a_question_waits_until_an_answer_is_accepted(engine: Engine) {
    let two = two(engine).await;
    let (new, start) = (format!("/spazi/{}/discussioni/nuova", two.space), format!("/spazi/{}/discussioni", two.space));
    assert!(
        two.hers.get(&format!("{new}?domanda=1")).await.has("value=\"1\" aria-describedby=\"question-hint\" checked")
    );
    let wrong = two.hers.submit(&new, &start, &[("title", ""), ("body", "Testo."), ("question", "1")]).await;
    assert!(wrong.status == 422 && wrong.has("question-hint\" checked"), "the choice is kept: {}", wrong.text);
    // A draft keeps it too, also when it is taken away again; a tick without a word is no draft.
    let csrf = two.hers.csrf().await;
    let key = format!("new:{}", two.space);
    for (title, ticked) in [("Chi firma?", true), ("Chi firma?", false), ("", true)] {
        let mut draft = vec![("csrf", csrf.as_str()), ("key", key.as_str()), ("title", title)];
        draft.extend(ticked.then_some(("question", "1")));
        assert_eq!(two.hers.post("/bozze", &draft).await.status, 200);
        let page = two.hers.get(&new).await;
        assert_eq!(page.has("question-hint\" checked"), ticked && !title.is_empty(), "{title} {ticked}");
    }
    let asked = [("title", "Chi firma?"), ("body", "Da noi nessuno."), ("question", "1")];
    let path = thread_path(&two.hers.submit(&new, &start, &asked).await);
    let space = format!("/spazi/{}", two.space);
    assert!(two.his.get(&space).await.has("Domanda senza risposta"));
    let home = two.his.get("/").await;
    assert!(home.has("Domande in attesa</h2>") && home.has("Chi firma?"), "{}", home.text);
    assert!(!two.hers.get("/").await.has("Domande in attesa</h2>"), "she does not wait for herself");
    assert!(two.hers.get("/domande").await.has("Chi firma?"), "her own are there");

    let answered =
        two.his.submit(&path, &format!("{path}/messaggi"), &[("body", "Da noi **la dirigente**, ogni lunedì.")]).await;
    assert_eq!(answered.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has("data-question=\"waiting\"") && page.has("Accogli questa risposta"), "{}", page.text);
    let post = page.text.split("data-post=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let accept = format!("/messaggi/{post}/accogli");
    assert!(!two.his.get(&path).await.has(&accept), "he did not ask");
    assert!(two.his.get(&space).await.has("<span class=\"by\">Domanda in attesa</span>"));
    for _ in 0..2 {
        assert_eq!(press(&two.hers, &accept, true).await, 303);
    }
    let page = two.his.get(&path).await;
    assert!(
        page.has("Risposta accolta, di Tullio Serramonte") && page.has("accolta da Nives Altopiano"),
        "{}",
        page.text
    );
    assert!(page.has(&format!("{path}?da=1#m2")) && page.has("class=\"post is-accepted\""), "{}", page.text);
    assert!(page.has("Da noi la dirigente, ogni lunedì."), "its words stand at the head");
    assert!(two.his.get(&space).await.has("<span class=\"ok\">Risolta</span>"));
    assert!(!two.his.get("/domande").await.has("Chi firma?") && !two.his.get("/").await.has("Domande in attesa</h2>"));

    assert_eq!(press(&two.hers, &accept, false).await, 303);
    let page = two.his.get(&path).await;
    assert!(page.has("data-question=\"waiting\"") && !page.has("is-accepted"), "{}", page.text);
    assert!(two.his.get("/domande").await.has("Chi firma?"));
}

async fn an_accepted_answer_that_is_deleted_opens_the_question(engine: Engine) {
    let two = two(engine).await;
    let (thread, post) = asked(&two).await;
    let better = two.house.answer(&two.tullio, thread, "Anzi: il vicario.").await.post;
    let path = format!("/discussioni/{thread}");
    assert_eq!(press(&two.hers, &format!("/messaggi/{post}/accogli"), true).await, 303);
    assert_eq!(press(&two.hers, &format!("/messaggi/{better}/accogli"), true).await, 303);
    let page = two.his.get(&path).await;
    assert_eq!(page.text.matches("class=\"post is-accepted\"").count(), 1, "one at most: {}", page.text);
    let delete = format!("/messaggi/{better}/elimina");
    assert_eq!(two.his.submit(&delete, &delete, &[]).await.status, 303);
    let page = two.his.get(&path).await;
    assert!(page.has("data-question=\"waiting\"") && !page.has("is-accepted"), "{}", page.text);
    assert_eq!(
        press(&two.hers, &format!("/messaggi/{better}/accogli"), true).await,
        403,
        "a tombstone answers nothing"
    );
    assert_eq!(press(&two.hers, &format!("/messaggi/{post}/accogli"), true).await, 303);
    assert_eq!(press(&two.hers, &format!("{path}/domanda"), false).await, 303);
    let page = two.his.get(&path).await;
    assert!(page.has("data-question=\"no\" hidden") && !page.has("is-accepted"), "{}", page.text);
    assert_eq!(press(&two.hers, &format!("/messaggi/{post}/accogli"), true).await, 404, "it is no question");
}

async fn only_whoever_asked_and_facilitators_accept(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.tullio, two.space, "Turni", "Chi li ha?").await.thread;
    let path = format!("/discussioni/{thread}");
    let carla = two.house.person("Carla Montefiore").await;
    let add = prassi::spaces::AddMember {
        actor: Actor::System,
        space: two.space,
        who: carla.email.clone(),
        role: Role::Member,
        now: two.house.clock.now(),
    };
    two.house.db.write(add).await.unwrap();
    let theirs = two.house.signed_in(&carla).await;
    assert_eq!(press(&theirs, &format!("{path}/domanda"), true).await, 403);
    assert_eq!(press(&two.hers, &format!("{path}/domanda"), true).await, 303, "a facilitator");
    let post = two.house.answer(&carla, thread, "Noi.").await.post;
    let accept = format!("/messaggi/{post}/accogli");
    let refused = theirs.post(&accept, &[("csrf", &theirs.csrf().await), ("on", "1")]).await;
    assert!(refused.status == 403 && refused.has("chi ha posto la domanda"), "{}", refused.text);
    assert_eq!(press(&two.hers, &accept, true).await, 303);
    assert_eq!(press(&two.his, &accept, false).await, 303);
    let first =
        two.his.get(&path).await.text.split("data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(press(&two.his, &format!("/messaggi/{first}/accogli"), true).await, 404, "a question is no answer");
}

async fn help_with(house: &House, person: PersonId, topics: &str) {
    use prassi::accounts::{EditProfile, Hours, PersonName, parse_topics};
    let edit = EditProfile {
        actor: Actor::Person { id: person, standing: prassi::authz::Standing::Staff, is_administrator: false },
        person,
        name: PersonName::parse("Tullio Serramonte").unwrap(),
        function: String::new(),
        about: String::new(),
        language: prassi::i18n::Lang::It,
        time_zone: "Europe/Rome".to_owned(),
        phone: String::new(),
        speaks: String::new(),
        topics: parse_topics(topics).unwrap(),
        away: None,
        hours: Hours { days: Hours::WEEK, quiet: None },
        now: house.clock.now(),
    };
    house.db.write(edit).await.unwrap();
}

async fn questions_on_ones_topics_come_first(engine: Engine) {
    let two = two(engine).await;
    for title in ["La più vecchia", "Sui minori"] {
        let thread = two.house.thread(&two.nives, two.space, title, "Testo.").await.thread;
        ask(&two.house, &two.nives, thread).await;
        if title == "Sui minori" {
            let (topics, now) = (Topics::parse("Minori (MSNA)").unwrap(), two.house.clock.now());
            two.house.db.write(ChooseTopics { actor: two.nives.actor, thread, topics, now }).await.unwrap();
        }
    }
    let page = two.his.get("/domande").await;
    assert!(
        page.text.find("La più vecchia") < page.text.find("Sui minori") && page.has("Vai al profilo"),
        "{}",
        page.text
    );
    help_with(&two.house, two.tullio.id, "minori msna, turni").await;
    let page = two.his.get("/domande").await;
    assert!(page.text.find("Sui minori") < page.text.find("La più vecchia"), "{}", page.text);
    assert!(page.has("Su argomenti in cui puoi aiutare") && !page.has("Vai al profilo"), "{}", page.text);
}

async fn questions_come_in_pages_and_not_from_elsewhere(engine: Engine) {
    let two = two(engine).await;
    let elsewhere = two.house.space("Altrove", Openness::Open, &[(&two.nives, Role::Member)]).await;
    let foreign = two.house.thread(&two.nives, elsewhere, "Di un altro spazio", "Testo.").await.thread;
    ask(&two.house, &two.nives, foreign).await;
    for n in 1..=31 {
        let thread = two.house.thread(&two.nives, two.space, &format!("Domanda {n}"), "Testo.").await.thread;
        ask(&two.house, &two.nives, thread).await;
    }
    let first = two.his.get("/domande").await;
    assert!(first.has("Domanda 1<") && first.has("Domanda 30<") && !first.has("Domanda 31<"), "{}", first.text);
    assert!(!first.has("Di un altro spazio"));
    let next = first.text.split("?dopo=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = two.his.get(&format!("/domande?dopo={next}")).await;
    assert!(second.has("Domanda 31<") && !second.has("Domanda 30<") && !second.has("?dopo="), "{}", second.text);
    assert_eq!(two.his.get("/domande?dopo=sciocchezze").await.status, 200);
    let home = two.his.get("/").await;
    assert!(home.has("Tutte le domande in attesa"), "{}", home.text);
    let csrf = two.his.csrf().await;
    let mute = format!("/spazi/{}/seguire", two.space);
    assert_eq!(two.his.post(&mute, &[("csrf", &csrf), ("level", "mute")]).await.status, 303);
    assert!(two.his.get("/domande").await.has("Nessuna domanda aspetta"), "what is muted asks for nothing");
}
