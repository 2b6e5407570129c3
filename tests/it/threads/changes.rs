//! Words that change, go and come back.

use std::time::Duration;

use prassi::base::PostId;
use prassi::threads::Written;

use super::{Two, two};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    what_a_post_said_before_can_be_read,
    a_long_history_shows_its_newest_versions,
    an_own_deletion_can_be_undone_for_a_day,
    who_facilitates_deletes_with_a_reason,
);

async fn edit(two: &Two, post: PostId, body: &str) {
    let edit = format!("/messaggi/{post}/modifica");
    assert_eq!(two.hers.submit(&edit, &edit, &[("body", body)]).await.status, 303);
}

/// A discussion of hers with an answer of hers.
async fn answered(two: &Two, body: &str) -> Written {
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Chi li ha?").await.thread;
    two.house.answer(&two.nives, thread, body).await
}

async fn what_a_post_said_before_can_be_read(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, post, .. } = answered(&two, "Firma il vecchio dirigente.").await;
    let (path, story) = (format!("/discussioni/{thread}"), format!("/messaggi/{post}/storia"));
    assert!(!two.his.get(&path).await.has(&story), "nothing was edited");
    assert!(two.his.get(&story).await.has("non è mai stato modificato"));
    two.house.clock.advance(Duration::from_hours(1));
    edit(&two, post, "Firma la nuova dirigente.").await;
    two.house.clock.advance(Duration::from_hours(1));
    edit(&two, post, "Firma la nuova dirigente, <b>ogni</b> lunedì.").await;
    let page = two.his.get(&path).await;
    assert!(page.has(&format!("href=\"{story}\"")) && page.has("datetime=\"2026-11-24T11:30:00Z\""), "{}", page.text);

    let history = two.his.get(&story).await;
    let changed = |word: &str| format!("</span>{word}<span class=\"visually-hidden\">");
    for words in ["il vecchio", "la nuova"] {
        assert!(history.has(&changed(words)), "{words}: {}", history.text);
    }
    assert!(history.has("Come si legge ora") && history.has("Il primo testo") && !history.text.contains("<b>ogni</b>"));
    let (now, first) = (history.text.find("11:30:00Z").unwrap(), history.text.find("09:30:00Z").unwrap());
    assert!(now < first, "the newest comes first, each with the moment it began to be read");
    assert!(history.has("2026-11-24T10:30:00Z"));
    assert!(history.has("Chi può leggere:"));

    let outsider = two.house.person("Olga Fuori").await;
    assert_eq!(two.house.signed_in(&outsider).await.get(&story).await.status, 404);
    let delete = format!("/messaggi/{post}/elimina");
    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    for reader in [&two.hers, &two.his] {
        let gone = reader.get(&story).await;
        assert!(gone.status == 403 && !gone.has("dirigente") && gone.has("non si può più leggere"), "{}", gone.text);
    }
}

async fn a_long_history_shows_its_newest_versions(engine: Engine) {
    let two = two(engine).await;
    let post = answered(&two, "Versione 0.").await.post;
    for n in 1..=22 {
        edit(&two, post, &format!("Versione {n}.")).await;
    }
    let history = two.his.get(&format!("/messaggi/{post}/storia")).await;
    assert_eq!(history.text.matches("<li class=\"version").count(), 20, "{}", history.text);
    assert!(history.has("</span>22.<span") && !history.has("</span>1.<span"), "{}", history.text);
    assert!(history.has("Le versioni ancora precedenti") && !history.has("Il primo testo"));
}

async fn an_own_deletion_can_be_undone_for_a_day(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, post, .. } = answered(&two, "Prima.").await;
    edit(&two, post, "Dopo.").await;
    let (path, delete) = (format!("/discussioni/{thread}"), format!("/messaggi/{post}/elimina"));
    let restore = format!("/messaggi/{post}/ripristina");
    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has(&format!("action=\"{restore}\"")), "in the sentence that says it is gone: {}", page.text);
    let page = two.hers.get(&path).await;
    assert!(!page.has(&format!(" action=\"{restore}\"")) && page.has(&format!("formaction=\"{restore}\"")));
    let his = two.his.get(&path).await;
    assert!(!his.has(&restore) && his.has("data-deleted=\"author\"") && !his.has("Dopo."), "{}", his.text);
    let refused = two.his.post(&restore, &[("csrf", &two.his.csrf().await)]).await;
    assert_eq!(refused.status, 403);

    let csrf = two.hers.csrf().await;
    two.house.clock.advance(Duration::from_hours(23));
    let restored = two.hers.post(&restore, &[("csrf", &csrf)]).await;
    assert_eq!((restored.status, restored.location.as_str()), (303, format!("{path}#m2").as_str()));
    assert!(two.his.get(&path).await.has("Dopo."));
    let history = two.his.get(&format!("/messaggi/{post}/storia")).await;
    assert!(history.has("Prima") && history.text.matches("<li class=\"version").count() == 2, "{}", history.text);
    assert_eq!(two.hers.post(&restore, &[("csrf", &csrf)]).await.status, 303, "a second press changes nothing");

    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    two.house.clock.advance(Duration::from_hours(24));
    let late = two.hers.post(&restore, &[("csrf", &csrf)]).await;
    assert!(late.status == 403 && late.has("entro 24 ore"), "{}", late.text);
    two.hers.get(&path).await;
    assert!(!two.hers.get(&path).await.has(&format!("formaction=\"{restore}\"")));
}

async fn who_facilitates_deletes_with_a_reason(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Chi li ha?").await.thread;
    let post = two.house.answer(&two.tullio, thread, "Il signor Rossi, pratica 12.").await.post;
    let (path, delete) = (format!("/discussioni/{thread}"), format!("/messaggi/{post}/elimina"));
    let asked = two.hers.submit(&delete, &delete, &[("why", " ")]).await;
    assert!(asked.status == 422 && asked.has("id=\"why-error\""), "{}", asked.text);
    let long = "a".repeat(301);
    let asked = two.hers.submit(&delete, &delete, &[("why", &long)]).await;
    assert!(asked.status == 422 && asked.has(&long), "what was typed comes back");
    let why = ("why", "Contiene dati <personali>");
    assert_eq!(two.hers.submit(&delete, &delete, &[why]).await.status, 303);
    let page = two.his.get(&path).await;
    assert!(page.has("Un messaggio di Tullio Serramonte è stato eliminato da chi facilita."), "{}", page.text);
    assert!(page.has("Motivo: Contiene dati &#60;personali&#62;") && !page.has("pratica 12"), "{}", page.text);
    let restore = format!("/messaggi/{post}/ripristina");
    assert!(!page.has(&restore), "the author cannot put back what a facilitator took away");
    assert_eq!(two.his.post(&restore, &[("csrf", &two.his.csrf().await)]).await.status, 403);
    assert_eq!(two.hers.post(&restore, &[("csrf", &two.hers.csrf().await)]).await.status, 303);
    let page = two.his.get(&path).await;
    assert!(page.has("pratica 12") && !page.has("Motivo:"), "{}", page.text);
}
