//! A title can be changed, goes with the first post, and comes back with it.

use super::{Two, two};
use crate::house::{Browser, Engine, on_both_engines};

on_both_engines!(
    a_deleted_discussion_is_nowhere,
    a_title_goes_with_the_first_post,
    a_title_is_changed_by_who_began_or_facilitates,
    another_title_is_not_overwritten,
);

const TITLE: &str = "Il caso di Mario Rossi";

/// Where a title would be read.
async fn places(two: &Two, who: &Browser) -> Vec<(String, bool)> {
    let paths = [
        format!("/spazi/{}", two.space),
        format!("/spazi/{}/novita", two.space),
        format!("/spazi/{}?vista=domande", two.space),
        "/".to_owned(),
        "/domande".to_owned(),
        "/argomenti/minori".to_owned(),
        "/cerca?q=mario+rossi".to_owned(),
    ];
    let mut found = Vec::new();
    for path in paths {
        let has = who.get(&path).await.text.contains("Mario Rossi</a>");
        found.push((path, has));
    }
    found
}

async fn a_deleted_discussion_is_nowhere(engine: Engine) {
    let two = two(engine).await;
    let at = two.house.thread(&two.tullio, two.space, TITLE, "Come si fa?").await;
    let (thread, delete) = (format!("/discussioni/{}", at.thread), format!("/messaggi/{}/elimina", at.post));
    let topics = format!("{thread}/argomenti");
    assert_eq!(two.his.submit(&topics, &topics, &[("topics", "Minori")]).await.status, 303);
    let csrf = two.his.csrf().await;
    assert_eq!(two.his.post(&format!("{thread}/domanda"), &[("csrf", &csrf), ("on", "1")]).await.status, 303);
    let before = places(&two, &two.hers).await;
    assert!(before.iter().filter(|(_, has)| *has).count() >= 4, "{before:?}");
    assert!(two.his.get("/argomenti").await.has("Minori"));
    let asked = two.hers.get(&delete).await;
    assert!(asked.has("esce dagli elenchi e dalla ricerca"), "{}", asked.text);
    let deleted = two.hers.submit(&delete, &delete, &[("why", "Contiene dati personali")]).await;
    assert_eq!(deleted.status, 303, "{}", deleted.text);
    for who in [&two.his, &two.hers] {
        let after = places(&two, who).await;
        assert!(after.iter().all(|(_, has)| !has), "{after:?}");
        assert!(!who.get("/argomenti").await.has("Minori"));
        assert!(!who.get("/cerca?q=discussione+eliminata").await.text.contains(&thread));
        let page = who.get(&thread).await;
        assert_eq!(page.status, 200);
        assert!(page.has("<h1 id=\"titolo\" data-thread-title>Discussione eliminata</h1>"), "{}", page.text);
        assert!(!page.text.contains("Mario Rossi") && !page.text.contains("<textarea"), "{}", page.text);
    }
    let answered = two.his.post(&format!("{thread}/messaggi"), &[("csrf", &csrf), ("body", "E ora?")]).await;
    assert!(answered.status == 403 && answered.has("E ora?"), "{}", answered.text);
    let restore = format!("/messaggi/{}/ripristina", at.post);
    let csrf = two.hers.csrf().await;
    assert_eq!(two.hers.post(&restore, &[("csrf", &csrf)]).await.status, 303);
    assert!(two.hers.get(&thread).await.has(TITLE));
    // Who opened it has read it: it is no news any more.
    let but_news = |places: Vec<(String, bool)>| {
        places.into_iter().filter(|(path, _)| !path.ends_with("novita")).collect::<Vec<_>>()
    };
    assert_eq!(but_news(places(&two, &two.hers).await), but_news(before));
}

async fn a_title_goes_with_the_first_post(engine: Engine) {
    let two = two(engine).await;
    let at = two.house.thread(&two.tullio, two.space, TITLE, "Come si fa?").await;
    two.house.answer(&two.nives, at.thread, "Così.").await;
    let (thread, delete) = (format!("/discussioni/{}", at.thread), format!("/messaggi/{}/elimina", at.post));
    assert_eq!(two.his.submit(&delete, &delete, &[]).await.status, 303);
    let list = two.hers.get(&format!("/spazi/{}", two.space)).await;
    assert!(list.has("Discussione con il primo messaggio eliminato") && !list.text.contains("Mario"), "{}", list.text);
    assert!(!two.hers.get("/cerca?q=mario").await.text.contains(&thread));
    let page = two.hers.get(&thread).await;
    assert!(page.has("Così.") && page.text.contains("<textarea") && !page.text.contains("Mario"), "{}", page.text);
    // A title given meanwhile stays when the post comes back.
    let title = format!("{thread}/titolo");
    let renamed = two.hers.submit(&title, &title, &[("title", "Un caso"), ("why", "")]).await;
    assert_eq!(renamed.status, 303, "{}", renamed.text);
    let csrf = two.his.csrf().await;
    assert_eq!(two.his.post(&format!("/messaggi/{}/ripristina", at.post), &[("csrf", &csrf)]).await.status, 303);
    let page = two.hers.get(&thread).await;
    assert!(page.has("Come si fa?") && page.has(">Un caso</h1>"), "{}", page.text);
}

async fn a_title_is_changed_by_who_began_or_facilitates(engine: Engine) {
    let two = two(engine).await;
    let at = two.house.thread(&two.nives, two.space, TITLE, "Come si fa?").await;
    let (thread, title) = (format!("/discussioni/{}", at.thread), format!("/discussioni/{}/titolo", at.thread));
    assert_eq!(two.his.get(&title).await.status, 403);
    assert!(!two.his.get(&thread).await.has("Cambia il titolo"));
    assert!(two.hers.get(&thread).await.has("Cambia il titolo"));
    let wrong = two.hers.submit(&title, &title, &[("title", " "), ("why", "Un nome")]).await;
    assert!(wrong.status == 422 && wrong.has("id=\"title-error\"") && wrong.has("Un nome"), "{}", wrong.text);
    let done = two.hers.submit(&title, &title, &[("title", "Un caso difficile"), ("why", "C’era un nome")]).await;
    assert_eq!((done.status, done.location.as_str()), (303, thread.as_str()), "{}", done.text);
    let page = two.his.get(&thread).await;
    assert!(page.has("Un caso difficile") && !page.text.contains("Mario"), "{}", page.text);
    assert!(two.his.get("/cerca?q=caso+difficile").await.text.contains(&thread));
    assert!(!two.his.get("/cerca?q=mario").await.text.contains(&thread));
    let history = two.his.get(&format!("/messaggi/{}/storia", at.post)).await;
    assert!(history.has("Nives Altopiano ha cambiato il titolo.") && history.has("C’era un nome"), "{}", history.text);
    assert!(!history.text.contains("Mario"), "{}", history.text);
}

async fn another_title_is_not_overwritten(engine: Engine) {
    let two = two(engine).await;
    let at = two.house.thread(&two.nives, two.space, TITLE, "Come si fa?").await;
    let title = format!("/discussioni/{}/titolo", at.thread);
    let early = two.hers.get(&title).await.hidden(&title);
    assert_eq!(two.hers.submit(&title, &title, &[("title", "Un caso"), ("why", "")]).await.status, 303);
    let late = two.hers.send(&title, &early, &[("title", "Il mio caso"), ("why", "")]).await;
    assert!(late.status == 422 && late.has("è diventato «Un caso»") && late.has("Il mio caso"), "{}", late.text);
    let again = two.hers.send(&title, &late.hidden(&title), &[("title", "Il mio caso"), ("why", "")]).await;
    assert_eq!(again.status, 303, "{}", again.text);
}
