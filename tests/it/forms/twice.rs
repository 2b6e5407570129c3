//! The same form sent twice, two tabs on one post.

use futures_util::future::join_all;

use super::*;
use crate::house::on_both_engines;

on_both_engines!(
    the_same_form_sent_twice_makes_one_post,
    two_tabs_on_one_post_show_both_texts,
    two_tabs_on_one_title_show_both,
    a_post_deleted_meanwhile_loses_no_text,
    a_name_is_taken_once,
);

async fn posts(desk: &Desk) -> usize {
    let page = desk.writes.get(&format!("/discussioni/{}", desk.thread)).await;
    regex::Regex::new(r#"id="m\d+""#).unwrap().find_iter(&page.text).count()
}

async fn the_same_form_sent_twice_makes_one_post(engine: Engine) {
    let desk = Desk::open(engine).await;
    for paper in [desk.new_thread(), desk.answer()] {
        let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
        let fields: Vec<(&str, &str)> = paper.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let before = desk.head().await;
        let answers = join_all((0..8).map(|_| paper.browser.send(&paper.action, &hidden, &fields))).await;
        let later = paper.browser.send(&paper.action, &hidden, &fields).await;
        for answer in &answers {
            assert_eq!((answer.status, &answer.location), (303, &later.location), "{}", paper.action);
        }
        assert_eq!(desk.head().await.0, before.0 + 1, "{}", paper.action);
        let page = paper.browser.get(later.location.split('#').next().unwrap()).await;
        assert!(page.has(&paper.fields.last().unwrap().1));
        // A new form is a new post, even with the same words.
        let again = paper.browser.submit(&paper.page, &paper.action, &fields).await;
        assert_eq!(again.status, 303);
        assert_ne!(again.location, later.location);
    }
    // Somebody else's form with the same number is somebody else's post.
    let paper = desk.answer();
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let number = &hidden.iter().find(|(name, _)| name == "submission").unwrap().1;
    assert_eq!(paper.browser.send(&paper.action, &hidden, &[("body", "Della prima")]).await.status, 303);
    let before = posts(&desk).await;
    let other = desk.leads.submit(&paper.page, &paper.action, &[("submission", number), ("body", "Del secondo")]).await;
    assert_eq!(other.status, 303);
    assert_eq!(posts(&desk).await, before + 1);
    // The same form with other words (the browser's way back) is another post: the words are not lost.
    let before = posts(&desk).await;
    let changed = paper.browser.send(&paper.action, &hidden, &[("body", "Della prima, ripensata")]).await;
    assert_eq!((changed.status, posts(&desk).await), (303, before + 1));
    assert!(paper.browser.get(changed.location.split('#').next().unwrap()).await.has("Della prima, ripensata"));
    // A number that is none is replaced.
    for number in ["", "x", "\0", "'; DROP TABLE posts; --", &"f".repeat(5000)] {
        let before = posts(&desk).await;
        let answer =
            desk.writes.submit(&paper.page, &paper.action, &[("submission", number), ("body", "Senza numero")]).await;
        assert_eq!((answer.status, posts(&desk).await), (303, before + 1), "{number:?}");
    }
}

async fn two_tabs_on_one_post_show_both_texts(engine: Engine) {
    let desk = Desk::open(engine).await;
    for nth in [0, 1] {
        let paper = desk.edit(nth);
        let [first, second] = [(); 2].map(|()| paper.browser.get(&paper.page));
        let (first, second) = (first.await.hidden(&paper.action), second.await.hidden(&paper.action));
        let title = [("title", "Turni del martedì")];
        let text = |body| title.iter().filter(|_| nth == 0).copied().chain([("body", body)]).collect::<Vec<_>>();
        assert_eq!(paper.browser.send(&paper.action, &first, &text("Dalla prima scheda")).await.status, 303);
        let before = desk.head().await;
        let conflict = paper.browser.send(&paper.action, &second, &text("Dalla seconda scheda")).await;
        assert_eq!(conflict.status, 409, "{nth}");
        assert!(conflict.has("Dalla prima scheda") && conflict.has("role=\"alert\""), "{nth}");
        assert_eq!(shown(&conflict.text, "body").as_deref(), Some("Dalla seconda scheda"));
        assert_eq!(desk.head().await, before);
        let solved =
            paper.browser.send(&paper.action, &conflict.hidden(&paper.action), &text("Delle due insieme")).await;
        assert_eq!(solved.status, 303, "{}", solved.text);
        let page = paper.browser.get(solved.location.split('#').next().unwrap()).await;
        assert!(page.has("Delle due insieme") && !page.has("Dalla prima scheda"), "{nth}");
        // The tab that says what stands there already need not hear of it, one without a version must.
        assert_eq!(paper.browser.send(&paper.action, &second, &text("Delle due insieme")).await.status, 303);
        for version in ["", "x", "-1", "0", "9223372036854775807", "99999999999999999999"] {
            let mut fields = text("Alla cieca");
            fields.push(("version", version));
            assert_eq!(paper.browser.send(&paper.action, &second, &fields).await.status, 409, "version {version:?}");
        }
    }
}

/// The title is part of what the first post's form shows: changing it in one tab must not undo what the other did.
async fn two_tabs_on_one_title_show_both(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.edit(0);
    let first = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let second = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let body = ("body", "Chi li ha già cambiati?");
    let renamed = paper.browser.send(&paper.action, &first, &[("title", "Turni: il titolo nuovo"), body]).await;
    assert_eq!(renamed.status, 303);
    let before = desk.head().await;
    // The second tab still holds the old title, and only wants to add a line.
    let fields = [("title", "Turni del martedì"), ("body", "Chi li ha già cambiati? E come?")];
    let conflict = paper.browser.send(&paper.action, &second, &fields).await;
    assert_eq!(conflict.status, 409, "the title of the first tab was undone");
    assert!(conflict.has("Turni: il titolo nuovo"), "the title of the first tab is not shown");
    assert_eq!(shown(&conflict.text, "title").as_deref(), Some("Turni del martedì"));
    assert_eq!(desk.head().await, before);
    let fields = [("title", "Turni: il titolo nuovo"), ("body", "Chi li ha già cambiati? E come?")];
    let solved = paper.browser.send(&paper.action, &conflict.hidden(&paper.action), &fields).await;
    assert_eq!(solved.status, 303);
    let page = paper.browser.get(solved.location.split('#').next().unwrap()).await;
    assert!(page.has("Turni: il titolo nuovo") && page.has("E come?"));
}

async fn a_post_deleted_meanwhile_loses_no_text(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.edit(1);
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let delete = format!("/messaggi/{}/elimina", desk.posts[1]);
    let why = ("why", "Contiene dati personali");
    assert_eq!(desk.leads.submit(&delete, &delete, &[why]).await.status, 303);
    let before = desk.head().await;
    let answer = paper.browser.send(&paper.action, &hidden, &[("body", "Un testo scritto a lungo")]).await;
    assert_eq!(answer.status, 403);
    assert!(answer.has("è stato eliminato"), "{}", answer.text);
    assert_eq!(desk.head().await, before);
    let page = desk.writes.get(&format!("/discussioni/{}", desk.thread)).await;
    assert!(!page.has("Noi, l&#39;anno scorso.") && !page.has("Noi, l'anno scorso."), "the tombstone speaks");
    assert_eq!(desk.leads.post(&delete, &[("csrf", &desk.leads.csrf().await)]).await.status, 403);
}

async fn a_name_is_taken_once(engine: Engine) {
    let desk = Desk::open(engine).await;
    for name in ["Mediazione", "  mediazione ", "MEDIAZIONE", "Mediàzione"] {
        let answer = desk.new_space().send_with("name", name).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(complains_of(&answer, "name") && shown(&answer.text, "name").as_deref() == Some(name), "{name}");
    }
    let papers: Vec<Paper> = (0..6).map(|_| desk.new_space()).collect();
    let mut both: Vec<u16> =
        join_all(papers.iter().map(|paper| paper.send(&paper.fields))).await.iter().map(|a| a.status).collect();
    both.sort_unstable();
    assert_eq!(both, [303, 422, 422, 422, 422, 422]);
    let answer = desk.settings().send_with("name", "Uno spazio per la prova").await;
    assert_eq!(answer.status, 422);
    assert!(complains_of(&answer, "name"));
}
