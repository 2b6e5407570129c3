//! Bookmarks, notes and reminders.

use std::time::Duration;

use prassi::authz::{Actor, Openness, Role};
use prassi::base::PostId;
use prassi::mail::{self, DevLetter};
use prassi::spaces::RemoveMember;

use super::{Two, two};
use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    a_post_is_set_aside_with_a_note_that_nobody_else_sees,
    a_reminder_comes_when_it_was_asked_for,
    a_reminder_comes_by_letter_and_letters_come_together,
    many_reminders_come_in_several_letters,
    nobody_writes_to_who_has_left,
    nothing_is_told_of_a_post_that_may_no_longer_be_read,
    what_cannot_be_a_reminder_is_refused_and_kept,
    bookmarks_come_in_pages,
);

/// A post of hers, for him to set aside.
async fn told(two: &Two) -> PostId {
    two.house.thread(&two.nives, two.space, "Turni del martedì", "Li abbiamo cambiati così.").await.post
}

async fn set(browser: &Browser, post: PostId, fields: &[(&str, &str)]) -> Answered {
    let form = format!("/messaggi/{post}/segnalibro");
    browser.submit(&form, &form, fields).await
}

async fn press(browser: &Browser, post: PostId, what: &str) -> u16 {
    let csrf = browser.csrf().await;
    browser.post(&format!("/messaggi/{post}/segnalibro/{what}"), &[("csrf", &csrf)]).await.status
}

/// Lets time go by, and the workers work.
async fn after(house: &House, hours: u64) {
    house.clock.advance(Duration::from_hours(hours));
    house.work().await;
}

async fn letters_to(house: &House, someone: &Someone) -> Vec<DevLetter> {
    let all = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    all.into_iter().filter(|letter| letter.recipient == someone.email).collect()
}

async fn a_post_is_set_aside_with_a_note_that_nobody_else_sees(engine: Engine) {
    let two = two(engine).await;
    let post = told(&two).await;
    assert!(two.his.get("/segnalibri").await.has("Non hai ancora messo da parte niente"));
    let path = two.his.get(&format!("/messaggi/{post}")).await.location;
    let path = path.split('#').next().unwrap().to_owned();
    assert!(two.his.get(&path).await.has(&format!("/messaggi/{post}/segnalibro\">Segna<")));
    let saved = set(&two.his, post, &[("note", "Da citare «giovedì»"), ("when", "never")]).await;
    assert_eq!((saved.status, saved.location.as_str()), (303, format!("/messaggi/{post}").as_str()));
    let marked = format!("/messaggi/{post}/segnalibro\" data-marked>Segnato<");
    assert!(two.his.get(&path).await.has(&marked));
    assert!(!two.hers.get(&path).await.has(&marked), "she learns nothing of it");
    let list = two.his.get("/segnalibri").await;
    assert!(
        list.has("Turni del martedì") && list.has("Da citare «giovedì»") && list.has("di Nives Altopiano"),
        "{}",
        list.text
    );
    assert!(two.hers.get("/segnalibri").await.has("Non hai ancora messo da parte niente"));
    assert!(two.his.get("/segnalibri?vista=promemoria").await.has("Non c&#39;è niente da ricordarti"));
    let form = two.his.get(&format!("/messaggi/{post}/segnalibro")).await;
    assert!(form.has("Da citare «giovedì»") && form.has("Oggi pomeriggio"), "{}", form.text);
    assert_eq!(set(&two.his, post, &[("note", "Un’altra nota"), ("when", "never")]).await.status, 303);
    let list = two.his.get("/segnalibri").await;
    assert!(list.has("Un’altra nota") && list.text.matches("class=\"item\"").count() == 1, "{}", list.text);
    for _ in 0..2 {
        assert_eq!(press(&two.his, post, "togli").await, 303);
    }
    assert!(two.his.get("/segnalibri").await.has("Non hai ancora messo da parte niente"));
}

async fn a_reminder_comes_when_it_was_asked_for(engine: Engine) {
    let two = two(engine).await;
    let post = told(&two).await;
    assert_eq!(set(&two.his, post, &[("note", ""), ("when", "afternoon")]).await.status, 303);
    assert!(two.his.get("/segnalibri?vista=promemoria").await.has("martedì 24 novembre, 15:00"));
    after(&two.house, 4).await;
    assert!(!two.his.get("/").await.has("Da ricordare</h2>"), "it is half past two");
    after(&two.house, 1).await;
    let home = two.his.get("/").await;
    assert!(home.has("Da ricordare</h2>") && home.has("data-due>1<") && home.has("Turni del martedì"), "{}", home.text);
    assert!(two.hers.get("/").await.has("data-due hidden>0<"));
    assert_eq!(press(&two.his, post, "rimanda").await, 303);
    assert!(two.his.get("/segnalibri").await.has("mercoledì 25 novembre, 8:30"));
    assert!(two.his.get("/").await.has("data-due hidden>0<"));
    after(&two.house, 24).await;
    assert!(two.his.get("/").await.has("data-due>1<"));
    assert_eq!(press(&two.his, post, "fatto").await, 303);
    let home = two.his.get("/").await;
    assert!(home.has("data-due hidden>0<") && !home.has("Da ricordare</h2>"), "{}", home.text);
    assert!(two.his.get("/segnalibri").await.has("Turni del martedì"), "the bookmark stays");
    // Another time, and the first one is forgotten.
    assert_eq!(set(&two.his, post, &[("when", "morning")]).await.status, 303);
    let chosen = [("when", "chosen"), ("day", "2026-12-01"), ("time", "17:00")];
    assert_eq!(set(&two.his, post, &chosen).await.status, 303);
    after(&two.house, 48).await;
    assert!(two.his.get("/").await.has("data-due hidden>0<"));
    assert_eq!(set(&two.his, post, &[("when", "before"), ("note", "Resta così")]).await.status, 303);
    after(&two.house, 120).await;
    assert!(two.his.get("/").await.has("data-due>1<"));
    assert!(letters_to(&two.house, &two.tullio).await.is_empty(), "no letter was wanted");
}

async fn a_reminder_comes_by_letter_and_letters_come_together(engine: Engine) {
    let two = two(engine).await;
    let mut posts = Vec::new();
    for (title, time) in [("Prima", "15:00"), ("Seconda", "15:05"), ("Terza", "15:10")] {
        let post = two.house.thread(&two.nives, two.space, title, "Testo.").await.post;
        let chosen =
            [("when", "chosen"), ("day", "2026-11-24"), ("time", time), ("letter", "1"), ("note", "Nota segreta")];
        assert_eq!(set(&two.his, post, &chosen).await.status, 303);
        posts.push(post);
    }
    after(&two.house, 4).await;
    two.house.clock.advance(Duration::from_mins(31));
    two.house.work().await;
    let letters = letters_to(&two.house, &two.tullio).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].subject.contains("Volevi ricordarti di un messaggio"), "{letters:?}");
    assert!(letters[0].text.contains("«Prima»") && letters[0].text.contains("La tua nota: Nota segreta"));
    assert!(letters[0].text.contains("/segnalibri?vista=promemoria"), "{letters:?}");
    two.house.clock.advance(Duration::from_mins(10));
    two.house.work().await;
    assert_eq!(letters_to(&two.house, &two.tullio).await.len(), 1, "not again so soon");
    assert!(two.his.get("/").await.has("data-due>3<"), "the page does not wait");
    assert_eq!(press(&two.his, posts[1], "fatto").await, 303);
    two.house.clock.advance(Duration::from_mins(40));
    two.house.work().await;
    let letters = letters_to(&two.house, &two.tullio).await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    let last = letters.iter().find(|letter| letter.text.contains("«Terza»")).unwrap();
    assert!(!last.text.contains("«Seconda»") && !last.text.contains("«Prima»"), "{last:?}");
    after(&two.house, 3).await;
    assert_eq!(letters_to(&two.house, &two.tullio).await.len(), 2);
}

async fn many_reminders_come_in_several_letters(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Tante cose", "Testo.").await.thread;
    for n in 1..=25 {
        let post = two.house.answer(&two.nives, thread, &format!("Cosa numero {n}.")).await.post;
        let chosen = [("when", "chosen"), ("day", "2026-11-24"), ("time", "15:00"), ("letter", "1"), ("note", "")];
        assert_eq!(set(&two.his, post, &chosen).await.status, 303);
    }
    after(&two.house, 4).await;
    for _ in 0..3 {
        two.house.clock.advance(Duration::from_mins(31));
        two.house.work().await;
    }
    let letters = letters_to(&two.house, &two.tullio).await;
    let told: usize = letters.iter().map(|letter| letter.text.matches("«Tante cose»").count()).sum();
    assert_eq!(told, 25, "each once: {letters:?}");
}

/// Somebody who has left gets no letter, and no work is set aside for it.
async fn nobody_writes_to_who_has_left(engine: Engine) {
    let two = two(engine).await;
    let post = told(&two).await;
    let chosen = [("when", "chosen"), ("day", "2026-11-24"), ("time", "15:00"), ("letter", "1"), ("note", "")];
    assert_eq!(set(&two.his, post, &chosen).await.status, 303);
    two.house.place.execute("UPDATE people SET state = 'closed' WHERE name = 'Tullio Serramonte'").await;
    after(&two.house, 5).await;
    assert!(letters_to(&two.house, &two.tullio).await.is_empty());
    let place = &two.house.place;
    assert_eq!(place.number("SELECT COUNT(*) FROM bookmarks WHERE reminder = 'due' AND letter = 'wanted'").await, 1);
    assert_eq!(place.number("SELECT COUNT(*) FROM jobs WHERE kind LIKE '%remind%' AND attempts > 0").await, 0);
}

async fn nothing_is_told_of_a_post_that_may_no_longer_be_read(engine: Engine) {
    let two = two(engine).await;
    let post = told(&two).await;
    let open = two.house.space("Aperto", Openness::Open, &[(&two.nives, Role::Member)]).await;
    let public = two.house.thread(&two.nives, open, "Per tutti", "Testo.").await.post;
    for post in [post, public] {
        let chosen = [("when", "afternoon"), ("letter", "1"), ("note", "La mia nota")];
        assert_eq!(set(&two.his, post, &chosen).await.status, 303);
    }
    let (space, person, now) = (two.space, two.tullio.id, two.house.clock.now());
    two.house.db.write(RemoveMember { actor: Actor::System, space, person, now }).await.unwrap();
    after(&two.house, 5).await;
    let home = two.his.get("/").await;
    assert!(home.has("data-due>1<") && home.has("Per tutti") && !home.has("Turni del martedì"), "{}", home.text);
    let list = two.his.get("/segnalibri").await;
    assert!(list.has("che non puoi più leggere") && list.text.matches("La mia nota").count() == 2, "{}", list.text);
    assert!(!list.has("Turni del martedì") && !list.has("Li abbiamo cambiati"), "{}", list.text);
    let letters = letters_to(&two.house, &two.tullio).await;
    assert!(letters.iter().all(|letter| !letter.text.contains("Turni del martedì")), "{letters:?}");
    assert!(letters.iter().any(|letter| letter.text.contains("«Per tutti»")), "{letters:?}");
    assert_eq!(two.his.get(&format!("/messaggi/{post}/segnalibro")).await.status, 404);
    assert_eq!(press(&two.his, post, "togli").await, 303, "one's own note can be taken away");
    assert_eq!(press(&two.his, post, "togli").await, 404, "and then nothing is known of it");
    assert_eq!(press(&two.his, public, "fatto").await, 303);
    let delete = format!("/messaggi/{public}/elimina");
    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    assert!(two.his.get("/segnalibri").await.has("Un messaggio che è stato eliminato"));
}

async fn what_cannot_be_a_reminder_is_refused_and_kept(engine: Engine) {
    let two = two(engine).await;
    let post = told(&two).await;
    let past = [("when", "chosen"), ("day", "2026-11-23"), ("time", "10:00"), ("note", "Tenuta"), ("letter", "1")];
    let refused = set(&two.his, post, &past).await;
    assert!(
        refused.status == 422 && refused.has("id=\"day-error\"") && refused.has("value=\"Tenuta\""),
        "{}",
        refused.text
    );
    assert!(
        refused.has("value=\"2026-11-23\"") && refused.has("name=\"letter\" value=\"1\" checked"),
        "{}",
        refused.text
    );
    assert_eq!(set(&two.his, post, &[("when", "chosen"), ("day", "domani"), ("time", "x")]).await.status, 422);
    let long = "n".repeat(301);
    let refused = set(&two.his, post, &[("when", "never"), ("note", &long)]).await;
    assert!(refused.status == 422 && refused.has("id=\"note-error\""), "{}", refused.text);
    two.house.clock.advance(Duration::from_hours(6));
    let refused = set(&two.his, post, &[("when", "afternoon")]).await;
    assert!(refused.status == 422 && refused.has("id=\"when-error\""), "the afternoon is over: {}", refused.text);
    assert!(two.his.get("/segnalibri").await.has("Non hai ancora messo da parte niente"));
    let outsider = two.house.person("Olga Fuori").await;
    let outside = two.house.signed_in(&outsider).await;
    for what in ["togli", "fatto", "rimanda"] {
        assert_eq!(press(&outside, post, what).await, 404);
    }
}

async fn bookmarks_come_in_pages(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Lunga", "Testo.").await.thread;
    for n in 1..=31 {
        let post = two.house.answer(&two.nives, thread, &format!("Messaggio numero {n}.")).await.post;
        assert_eq!(set(&two.his, post, &[("when", "never")]).await.status, 303);
    }
    let first = two.his.get("/segnalibri").await;
    assert!(first.has("numero 31.") && first.has("numero 2.") && !first.has("numero 1."), "{}", first.text);
    let before = first.text.split("?prima=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = two.his.get(&format!("/segnalibri?prima={before}")).await;
    assert!(second.has("numero 1.") && !second.has("numero 2.") && !second.has("?prima="), "{}", second.text);
}
