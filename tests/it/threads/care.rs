//! What facilitators do with a whole discussion.

use super::two;
use crate::house::{Browser, Engine, on_both_engines};

on_both_engines!(pinned_discussions_come_first, a_closed_discussion_takes_no_answers_until_it_is_reopened);

async fn press(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> u16 {
    let csrf = browser.csrf().await;
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    browser.post(path, &all).await.status
}

async fn pinned_discussions_come_first(engine: Engine) {
    let two = two(engine).await;
    let first = two.house.thread(&two.nives, two.space, "Le regole di qui", "Leggetele.").await.thread;
    for n in 1..=31 {
        two.house.thread(&two.nives, two.space, &format!("Discussione {n}"), "Testo.").await;
    }
    let (space, pin) = (format!("/spazi/{}", two.space), format!("/discussioni/{first}/evidenza"));
    assert!(!two.his.get(&space).await.has("Le regole di qui"), "it stands on the second page");
    assert_eq!(press(&two.his, &pin, &[("on", "1")]).await, 403);
    for _ in 0..2 {
        assert_eq!(press(&two.hers, &pin, &[("on", "1")]).await, 303);
    }
    let list = two.his.get(&space).await;
    let (pinned, newest) = (list.text.find("Le regole di qui").unwrap(), list.text.find("Discussione 31").unwrap());
    assert!(pinned < newest && list.has("In evidenza"), "{}", list.text);
    let before = list.text.split("?prima=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let older = two.his.get(&format!("{space}?prima={before}")).await;
    assert!(older.has("Discussione 1<") && !older.has("Le regole di qui"), "once is enough: {}", older.text);
    assert!(two.his.get(&format!("{space}?vista=da-leggere")).await.has("Discussione 31<"));
    assert!(two.his.get(&format!("/discussioni/{first}")).await.has("In evidenza"));
    assert_eq!(press(&two.hers, &pin, &[("on", "0")]).await, 303);
    assert!(!two.his.get(&space).await.has("In evidenza"));
}

async fn a_closed_discussion_takes_no_answers_until_it_is_reopened(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Chi li ha?").await.thread;
    let path = format!("/discussioni/{thread}");
    let (close, reopen) = (format!("{path}/chiudi"), format!("{path}/riapri"));
    let (csrf, key) = (two.his.csrf().await, format!("reply:{thread}"));
    let writing = two.his.get(&path).await.hidden(&format!("{path}/messaggi"));

    let asked = two.hers.submit(&close, &close, &[("why", "")]).await;
    assert!(asked.status == 422 && asked.has("id=\"why-error\""), "{}", asked.text);
    let closed = two.hers.submit(&close, &close, &[("why", "Se ne parla «altrove»")]).await;
    assert_eq!((closed.status, closed.location.as_str()), (303, path.as_str()));
    assert_eq!(press(&two.hers, &close, &[("why", "Un altro motivo")]).await, 303, "it is closed already");

    let refused = two.his.send(&format!("{path}/messaggi"), &writing, &[("body", "Scritto mentre si chiudeva")]).await;
    assert!(
        refused.status == 403 && refused.has("è chiusa") && refused.has("Scritto mentre si chiudeva"),
        "{}",
        refused.text
    );
    let draft = two.his.post("/bozze", &[("csrf", &csrf), ("key", &key), ("body", "Non ancora finito")]).await;
    assert_eq!(draft.status, 200, "what somebody was writing is kept");
    let page = two.his.get(&path).await;
    assert!(
        page.has("Chiusa: non accetta più risposte.") && page.has("Motivo: Se ne parla «altrove»"),
        "{}",
        page.text
    );
    assert!(!page.has("<textarea") && page.has("Non ancora finito"), "{}", page.text);
    assert!(!page.has(&reopen) && two.hers.get(&path).await.has(&reopen));
    assert!(two.his.get(&format!("/spazi/{}", two.space)).await.has("<span class=\"tag\">Chiusa</span>"));

    assert_eq!(press(&two.his, &reopen, &[]).await, 403);
    for _ in 0..2 {
        assert_eq!(press(&two.hers, &reopen, &[]).await, 303);
    }
    let page = two.his.get(&path).await;
    assert!(page.has("<textarea") && !page.has("Se ne parla") && page.has("Non ancora finito"), "{}", page.text);
    assert_eq!(two.his.submit(&path, &format!("{path}/messaggi"), &[("body", "Eccomi")]).await.status, 303);
}
