//! Posts that readers report, and what those who facilitate do about them.

use std::time::Duration;

use prassi::authz::{Openness, Role};
use prassi::base::{PostId, SpaceId, ThreadId};
use prassi::mail::{self, DevLetter};

use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

mod letters;
mod queue;

on_both_engines!(
    a_post_is_reported_once_and_the_report_can_be_taken_back,
    a_report_that_is_not_whole_comes_back,
    who_reads_may_report_what_others_wrote,
    nobody_reports_without_end,
);

/// A space that Ornella facilitates, a post of Nives's in it, and who reads it.
pub struct Scene {
    house: House,
    ornella: Someone,
    nives: Someone,
    tullio: Someone,
    livia: Someone,
    space: SpaceId,
    thread: ThreadId,
    post: PostId,
    /// Ornella's browser, Tullio's, and Livia's, who is a guest.
    hers: Browser,
    his: Browser,
    guests: Browser,
}

pub async fn scene(engine: Engine, openness: Openness) -> Scene {
    let house = House::open(engine).await;
    let (ornella, nives) = (house.person("Ornella Bassavalle").await, house.person("Nives Altopiano").await);
    let (tullio, livia) = (house.person("Tullio Serramonte").await, house.guest("Livia Acquaviola").await);
    let people =
        [(&ornella, Role::Facilitator), (&nives, Role::Member), (&tullio, Role::Member), (&livia, Role::Guest)];
    let space = house.space("Mediazione", openness, &people).await;
    let thread = house.thread(&tullio, space, "Turni del martedì", "Chi li ha già cambiati?").await.thread;
    let post = house.answer(&nives, thread, "Da noi la signora Amina del terzo piano.").await.post;
    let (hers, his) = (house.signed_in(&ornella).await, house.signed_in(&tullio).await);
    let guests = house.signed_in(&livia).await;
    Scene { house, ornella, nives, tullio, livia, space, thread, post, hers, his, guests }
}

/// Reports a post through its form.
pub async fn report(browser: &Browser, post: PostId, (reason, words): (&str, &str)) -> Answered {
    let form = format!("/messaggi/{post}/segnala");
    browser.submit(&form, &form, &[("reason", reason), ("words", words)]).await
}

/// Decides about a reported post through the form of its page.
pub async fn decide(browser: &Browser, post: PostId, fields: &[(&str, &str)]) -> Answered {
    let form = format!("/messaggi/{post}/segnalazioni");
    browser.submit(&form, &form, fields).await
}

/// The letters to somebody, oldest first, once all that is due is done.
pub async fn letters_to(house: &House, to: &Someone) -> Vec<DevLetter> {
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 100).await.unwrap();
    letters.into_iter().rev().filter(|letter| letter.recipient == to.email).collect()
}

/// How many posts wait in a space, as its head says to who facilitates it.
pub async fn waiting(browser: &Browser, space: SpaceId) -> String {
    let page = browser.get(&format!("/spazi/{space}/segnalazioni")).await;
    let marker = format!("data-reports-space=\"{space}\"");
    let rest = page.text.split(&marker).nth(1).unwrap_or_else(|| panic!("no count in {}", page.text));
    rest.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()
}

async fn a_post_is_reported_once_and_the_report_can_be_taken_back(engine: Engine) {
    let Scene { house, space, thread, post, hers, his, .. } = scene(engine, Openness::Open).await;
    let page = his.get(&format!("/discussioni/{thread}")).await;
    let way = format!("href=\"/messaggi/{post}/segnala\"");
    assert!(page.text.contains(&way) && page.has("Segnala ai facilitatori"), "{}", page.text);
    let form = his.get(&format!("/messaggi/{post}/segnala")).await;
    assert!(form.has("Lo leggono solo i facilitatori dello spazio e gli amministratori"), "{}", form.text);
    assert!(form.has("la signora Amina") && form.has("Nives Altopiano"), "{}", form.text);

    let sent = report(&his, post, ("personal-data", "C’è un nome")).await;
    assert_eq!((sent.status, sent.location), (303, format!("/messaggi/{post}")), "{}", sent.text);
    assert_eq!(waiting(&hers, space).await, "1");
    let again = his.get(&format!("/messaggi/{post}/segnala")).await;
    assert!(again.has("L’hai già segnalato") && again.has("C’è un nome"), "{}", again.text);
    // From another tab that still shows the form: the report that stands, stands.
    let action = format!("/messaggi/{post}/segnala");
    let late = his.send(&action, &form.hidden(&action), &[("reason", "offensive"), ("words", "")]).await;
    assert_eq!(late.status, 303, "{}", late.text);
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("L’avevi già segnalato"));
    let queue = hers.get(&format!("/spazi/{space}/segnalazioni")).await;
    assert!(queue.has("C’è un nome") && !queue.has("È offensivo"), "{}", queue.text);

    assert_eq!(his.submit(&action, &format!("{action}/ritira"), &[]).await.status, 303);
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("Hai ritirato la segnalazione"));
    assert_eq!(waiting(&hers, space).await, "0");
    let csrf = his.csrf().await;
    let twice = his.post(&format!("{action}/ritira"), &[("csrf", &csrf)]).await;
    assert_eq!(twice.status, 403, "{}", twice.text);
    assert!(hers.get(&format!("/spazi/{space}/segnalazioni")).await.has("Nessun messaggio aspetta"));
    assert_eq!(report(&his, post, ("off-topic", "")).await.status, 303, "who withdrew may report again");
    drop(house);
}

async fn a_report_that_is_not_whole_comes_back(engine: Engine) {
    let Scene { house, space, post, hers, his, .. } = scene(engine, Openness::Open).await;
    let empty = report(&his, post, ("", "Tengo queste parole")).await;
    assert!(empty.status == 422 && empty.has("Scegli un motivo") && empty.has("Tengo queste parole"), "{}", empty.text);
    let unexplained = report(&his, post, ("other", " \n ")).await;
    assert!(unexplained.status == 422 && unexplained.has("id=\"words-error\""), "{}", unexplained.text);
    assert!(unexplained.text.contains("value=\"other\" checked"), "{}", unexplained.text);
    let long = report(&his, post, ("offensive", &"x".repeat(501))).await;
    assert!(long.status == 422 && long.has(&"x".repeat(501)), "{}", long.text);
    let made_up = report(&his, post, ("spam", "")).await;
    assert!(made_up.status == 422, "{}", made_up.text);
    assert_eq!(waiting(&hers, space).await, "0");
    assert_eq!(report(&his, post, ("other", "Riguarda un altro ufficio")).await.status, 303);
    drop(house);
}

async fn who_reads_may_report_what_others_wrote(engine: Engine) {
    let Scene { house, nives, space, thread, post, hers, his, guests, .. } = scene(engine, Openness::Private).await;
    assert_eq!(report(&guests, post, ("offensive", "")).await.status, 303, "a guest reads, and reports");
    // The own words one changes or deletes.
    let author = house.signed_in(&nives).await;
    let path = format!("/messaggi/{post}/segnala");
    let own = author.get(&path).await;
    assert!(own.status == 403 && own.has("non serve segnalarlo"), "{}", own.text);
    assert!(!author.get(&format!("/discussioni/{thread}")).await.text.contains(&path), "no way is shown");
    let csrf = author.csrf().await;
    assert_eq!(author.post(&path, &[("csrf", &csrf), ("reason", "offensive")]).await.status, 403);
    // Who does not read it learns nothing; an unknown one is the same.
    let olga = house.signed_in(&house.person("Olga Fuori").await).await;
    let (hidden, unknown) = (olga.get(&path).await, olga.get("/messaggi/99999/segnala").await);
    assert_eq!((hidden.status, unknown.status), (404, 404));
    for queue in [format!("/spazi/{space}/segnalazioni"), format!("/messaggi/{post}/segnalazioni")] {
        assert_eq!(olga.get(&queue).await.status, 404, "{queue}");
        for reader in [&his, &guests, &author] {
            assert_eq!(reader.get(&queue).await.status, 403, "{queue}");
        }
        assert_eq!(hers.get(&queue).await.status, 200, "{queue}");
    }
    let ada = house.signed_in(&house.administrator("Ada Amministra").await).await;
    assert_eq!(ada.get(&path).await.status, 403, "who administers does not read this space");
    assert!(his.get("/segnalazioni").await.has("Ora non ce n’è nessuno che riguardi te"));
    // What is deleted cannot be reported any more, and what was reported can be taken back.
    let csrf = author.csrf().await;
    assert_eq!(author.post(&format!("/messaggi/{post}/elimina"), &[("csrf", &csrf)]).await.status, 303);
    let gone = his.get(&path).await;
    assert!(gone.status == 403 && gone.has("è stato eliminato"), "{}", gone.text);
    let standing = guests.get(&path).await;
    assert!(
        standing.status == 200 && standing.has("già stato eliminato") && !standing.has("Amina"),
        "{}",
        standing.text
    );
    assert_eq!(guests.submit(&path, &format!("{path}/ritira"), &[]).await.status, 303);
}

async fn nobody_reports_without_end(engine: Engine) {
    let Scene { house, nives, thread, his, hers, space, .. } = scene(engine, Openness::Open).await;
    let mut posts = Vec::new();
    for n in 0..21 {
        posts.push(house.answer(&nives, thread, &format!("Messaggio {n}")).await.post);
    }
    let csrf = his.csrf().await;
    let form = [("csrf", csrf.as_str()), ("reason", "off-topic"), ("words", "")];
    for post in &posts[..20] {
        assert_eq!(his.post(&format!("/messaggi/{post}/segnala"), &form).await.status, 303);
    }
    let last = format!("/messaggi/{}/segnala", posts[20]);
    let refused = his.post(&last, &form).await;
    assert!(refused.status == 422 && refused.has("Oggi hai già segnalato molti messaggi"), "{}", refused.text);
    assert_eq!(waiting(&hers, space).await, "20");
    house.clock.advance(Duration::from_hours(25));
    assert_eq!(his.post(&last, &form).await.status, 303);
}
