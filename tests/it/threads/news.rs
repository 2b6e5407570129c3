//! What is new since somebody was last here, and the marks that say what has been seen.

use prassi::authz::{Openness, Role};

use super::two;
use crate::house::{Answered, Browser, Engine, on_both_engines};

on_both_engines!(
    the_news_of_a_space_are_gathered_and_put_away,
    older_pages_know_when_the_first_was_made,
    whoever_was_named_is_told_first,
    the_day_s_page_is_emptied_row_by_row,
    the_front_page_says_what_matters_now,
    marks_of_others_and_of_tomorrow_are_left_alone,
    an_edit_names_people_too,
    whoever_takes_part_follows,
    the_day_s_page_names_what_it_counts_with_few_queries,
);

async fn press(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answered {
    let csrf = browser.csrf().await;
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

fn total(page: &Answered) -> String {
    page.text.split("total=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Presses the button beside the sentence of the last thing done.
async fn undo(browser: &Browser, page: &str) -> Answered {
    let page = browser.get(page).await;
    let action = page.text.split("class=\"flash\"").nth(1).unwrap().split("action=\"").nth(1).unwrap();
    let action = action.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    press(browser, &action, &[]).await
}

async fn the_news_of_a_space_are_gathered_and_put_away(engine: Engine) {
    let two = two(engine).await;
    let (space, news) = (format!("/spazi/{}", two.space), format!("/spazi/{}/novita", two.space));
    assert!(two.his.get(&news).await.has("Non c&#39;è niente di nuovo"));
    let old = two.house.thread(&two.tullio, two.space, "La sua", "Chi li ha?").await.thread;
    for n in 1..=5 {
        two.house.answer(&two.nives, old, &format!("Risposta **numero {n}**.")).await;
    }
    two.house.thread(&two.nives, two.space, "Appena nata", "Comincia così, e continua.").await;
    let page = two.his.get(&news).await;
    let (fresh, goes_on) =
        (page.text.find("non hai ancora aperto").unwrap(), page.text.find("che continuano").unwrap());
    let (born, his) = (page.text.find("Appena nata").unwrap(), page.text.find("La sua").unwrap());
    assert!(fresh < born && born < goes_on && goes_on < his, "{}", page.text);
    assert!(page.has("<b>Nives Altopiano:</b> Comincia così, e continua."), "{}", page.text);
    assert!(page.has("Risposta numero 5.") && page.has("Risposta numero 3.") && !page.has("Risposta numero 2."));
    assert!(page.has("5 messaggi nuovi") && page.has("e altri 2 messaggi"), "{}", page.text);
    assert!(page.has(&format!("/discussioni/{old}?da=1#m2")), "{}", page.text);
    assert_eq!(total(&two.his.get(&news).await), "2", "looking at the list marks nothing");

    let hidden = page.hidden(&news);
    two.house.thread(&two.nives, two.space, "Arrivata dopo", "Testo.").await;
    assert_eq!(two.his.send(&news, &hidden, &[]).await.location, space);
    let after = two.his.get(&news).await;
    assert!(after.has("Arrivata dopo") && !after.has("Appena nata") && !after.has("La sua"), "{}", after.text);
    assert_eq!(two.his.submit(&news, &news, &[]).await.status, 303);
    assert_eq!(total(&two.his.get("/profilo").await), "0");
    two.house.thread(&two.nives, two.space, "Ancora una", "Testo.").await;
    assert_eq!(two.his.submit(&news, &news, &[]).await.status, 303);
    assert_eq!(undo(&two.his, &space).await.status, 303);
    assert!(two.his.get(&news).await.has("Ancora una"));
}

async fn older_pages_know_when_the_first_was_made(engine: Engine) {
    let two = two(engine).await;
    let news = format!("/spazi/{}/novita", two.space);
    for n in 1..=60 {
        two.house.thread(&two.nives, two.space, &format!("Discussione {n}."), "Testo.").await;
    }
    let first = two.his.get(&news).await;
    let older = first.text.split("class=\"more\"><a href=\"").nth(1).unwrap().split('"').next().unwrap();
    two.house.thread(&two.nives, two.space, "Arrivata fra le due pagine", "Testo.").await;
    let second = two.his.get(&older.replace("&amp;", "&").replace("&#38;", "&")).await;
    assert!(second.has("Discussione 1.<"), "{}", second.text);
    assert_eq!(two.his.send(&news, &second.hidden(&news), &[]).await.status, 303);
    let left = two.his.get(&news).await;
    assert!(left.has("Arrivata fra le due pagine") && !left.has("Discussione 60."), "{}", left.text);
}

async fn whoever_was_named_is_told_first(engine: Engine) {
    let two = two(engine).await;
    let news = format!("/spazi/{}/novita", two.space);
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Che ne dice @tullio.serramonte?").await.thread;
    two.house.answer(&two.nives, thread, "Lo chiedo anche a @nives.altopiano, cioè a me.").await;
    for page in [two.his.get("/").await, two.his.get(&news).await] {
        assert!(page.has("Ti hanno nominato") && page.has("Che ne dice"), "{}", page.text);
    }
    assert!(!two.hers.get("/").await.has("Ti hanno nominato"), "nobody names oneself");
    let post = two.his.get(&format!("/discussioni/{thread}")).await;
    assert_eq!(post.status, 200);
    let begun = std::time::Instant::now();
    while two.his.get("/").await.has("Ti hanno nominato") {
        assert!(begun.elapsed().as_secs() < 10, "what was read is no news");
        tokio::task::yield_now().await;
    }
    let named = two.house.answer(&two.nives, thread, "Ancora tu, @tullio.serramonte").await.post;
    assert!(two.his.get("/").await.has("Ancora tu"));
    let delete = format!("/messaggi/{named}/elimina");
    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    assert!(!two.his.get("/").await.has("Ti hanno nominato"));
    let open = two.house.space("Aperto", Openness::Open, &[(&two.nives, Role::Member)]).await;
    two.house.thread(&two.nives, open, "Altrove", "Senti, @tullio.serramonte").await;
    assert!(
        two.his.get("/").await.has("Altrove"),
        "he reads that space, and the one who wrote was told that it reaches him"
    );
    let closed = two.house.space("Chiuso", Openness::Closed, &[(&two.nives, Role::Member)]).await;
    two.house.thread(&two.nives, closed, "Di là", "Senti, @tullio.serramonte").await;
    assert!(!two.his.get("/").await.has("Di là"), "he does not read that one");
}

/// A name that comes in with an edit reaches its person, once.
async fn an_edit_names_people_too(engine: Engine) {
    let two = two(engine).await;
    let written = two.house.thread(&two.nives, two.space, "Turni", "Chi li fa?").await;
    assert!(!two.his.get("/").await.has("Ti hanno nominato"));
    let edit = format!("/messaggi/{}/modifica", written.post);
    for body in ["Chi li fa? Forse @tullio.serramonte", "Chi li fa? Forse @tullio.serramonte, o no"] {
        let answer = two.hers.submit(&edit, &edit, &[("title", "Turni"), ("body", body)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    let home = two.his.get("/").await;
    assert!(home.has("Ti hanno nominato"), "{}", home.text);
    assert_eq!(two.house.place.number("SELECT COUNT(*) FROM mentions").await, 1);
}

/// What one has written in is followed: an answer is for whoever asked.
async fn whoever_takes_part_follows(engine: Engine) {
    let two = two(engine).await;
    let asked = two.house.thread(&two.tullio, two.space, "La mia domanda", "Chi firma?").await.thread;
    two.house.answer(&two.nives, asked, "Il dirigente.").await;
    for n in 1..=6 {
        two.house.thread(&two.nives, two.space, &format!("Altro {n}"), "Testo.").await;
    }
    let home = two.his.get("/").await;
    let for_me = home.text.split("id=\"per-te\"").nth(1).unwrap_or_default().split("</section>").next().unwrap();
    assert!(for_me.contains("La mia domanda") && !for_me.contains("Altro"), "{}", home.text);
    let csrf = two.his.csrf().await;
    let follow = format!("/discussioni/{asked}/seguire");
    assert_eq!(two.his.post(&follow, &[("csrf", &csrf), ("level", "normal")]).await.status, 303);
    two.house.answer(&two.tullio, asked, "Grazie.").await;
    two.house.answer(&two.nives, asked, "Di niente.").await;
    assert!(!two.his.get("/").await.has("id=\"per-te\""), "who has said otherwise is left alone");
}

/// However many spaces and followed discussions there are: everything that is counted is named, with as many queries.
async fn the_day_s_page_names_what_it_counts_with_few_queries(engine: Engine) {
    let two = two(engine).await;
    let cookie = two.house.cookie_of(&two.tullio).await;
    two.house.page("/", &cookie).await;
    two.house.thread(&two.nives, two.space, "Una", "Testo.").await;
    let (few, _) = two.house.page("/", &cookie).await;
    for n in 1..=8 {
        let people = [(&two.nives, Role::Facilitator), (&two.tullio, Role::Member)];
        let space = two.house.space(&format!("Spazio {n}"), Openness::Private, &people).await;
        two.house.thread(&two.nives, space, &format!("Nello spazio {n}"), "Testo.").await;
    }
    let (many, text) = two.house.page("/", &cookie).await;
    assert!((1..=8).all(|n| text.contains(&format!("Nello spazio {n}"))), "{text}");
    assert_eq!(few, many, "always the same queries");
    assert!(many <= 13, "{many} queries");
    let csrf = two.his.csrf().await;
    for n in 1..=5 {
        let thread = two.house.thread(&two.nives, two.space, &format!("Seguita {n}"), "Testo.").await.thread;
        let path = format!("/discussioni/{thread}/seguire");
        assert_eq!(two.his.post(&path, &[("csrf", &csrf), ("level", "follow")]).await.status, 303);
    }
    let (_, text) = two.house.page("/", &cookie).await;
    let news = text.split("id=\"novita\"").nth(1).unwrap();
    assert!(news.contains("Una</a>") && !news.contains("Seguita"), "the older ones follow: {text}");
}

async fn the_day_s_page_is_emptied_row_by_row(engine: Engine) {
    let two = two(engine).await;
    let one = two.house.thread(&two.nives, two.space, "Prima cosa", "Testo.").await.thread;
    two.house.thread(&two.nives, two.space, "Seconda cosa", "Testo.").await;
    let seen = format!("/discussioni/{one}/visto");
    let home = two.his.get("/").await;
    assert!(home.has("Già visto: Prima cosa"), "{}", home.text);
    let hidden = home.hidden(&seen);
    two.house.answer(&two.nives, one, "Nel frattempo.").await;
    assert_eq!(two.his.send(&seen, &hidden, &[]).await.location, "/");
    assert!(two.his.get("/").await.has("Prima cosa</a>"), "what came later has not been seen");
    assert_eq!(two.his.submit("/", &seen, &[]).await.status, 303);
    assert_eq!(undo(&two.his, "/").await.status, 303);
    assert!(two.his.get("/").await.has("Prima cosa</a>"));
    assert_eq!(two.his.submit("/", &seen, &[]).await.status, 303);
    let home = two.his.get("/").await;
    assert!(!home.has("Prima cosa</a>") && home.has("Seconda cosa</a>"), "{}", home.text);
    assert_eq!(two.his.submit("/", "/gia-visto", &[]).await.status, 303);
    assert_eq!(undo(&two.his, "/").await.location, "/");
    let home = two.his.get("/").await;
    assert!(home.has("Seconda cosa</a>") && home.has("di nuovo fra le cose da leggere"), "{}", home.text);
}

async fn the_front_page_says_what_matters_now(engine: Engine) {
    let two = two(engine).await;
    let (space, cookie) = (format!("/spazi/{}", two.space), two.house.cookie_of(&two.tullio).await);
    two.house.page(&space, &cookie).await;
    let (bare, text) = two.house.page(&space, &cookie).await;
    assert!(text.contains("Chi facilita") && text.contains("Arrivi recenti"), "{text}");
    for n in 1..=5 {
        let thread = two.house.thread(&two.nives, two.space, &format!("Domanda {n}"), "Testo.").await.thread;
        let csrf = two.hers.csrf().await;
        let path = format!("/discussioni/{thread}/domanda");
        assert_eq!(two.hers.post(&path, &[("csrf", &csrf), ("on", "1")]).await.status, 303);
    }
    let (_, text) = two.house.page(&space, &cookie).await;
    assert_eq!(text.matches("Domanda 1").count(), 1, "what the list shows is not said twice: {text}");
    for n in 1..=30 {
        two.house.thread(&two.nives, two.space, &format!("Altro {n}"), "Testo.").await;
    }
    let (full, text) = two.house.page(&space, &cookie).await;
    assert!(text.contains("35 discussioni con novità per te") && text.contains("?vista=domande"), "{text}");
    assert!(text.contains("Domanda 1") && text.contains("Domanda 3") && !text.contains("Domanda 4"), "{text}");
    assert_eq!(bare, full, "always the same queries");
    assert!(full <= 11, "{full} queries");
    let questions = two.his.get(&format!("{space}?vista=domande")).await;
    assert!(questions.has("Domanda 5") && !questions.has("Chi facilita"), "{}", questions.text);
}

async fn marks_of_others_and_of_tomorrow_are_left_alone(engine: Engine) {
    let two = two(engine).await;
    two.house.thread(&two.nives, two.space, "Da leggere", "Testo.").await;
    let outsider = two.house.person("Olga Fuori").await;
    let outside = two.house.signed_in(&outsider).await;
    let news = format!("/spazi/{}/novita", two.space);
    assert_eq!(press(&outside, &news, &[]).await.status, 404);
    let forged = format!("/gia-visto/annulla?segni={}-0.x-y.9999999-1", two.space);
    assert_eq!(press(&outside, &forged, &[]).await.status, 303);
    assert_eq!(total(&two.his.get("/profilo").await), "1");
    assert_eq!(press(&two.his, &news, &[("fino", "9223372036854775807")]).await.status, 303);
    assert_eq!(total(&two.his.get("/profilo").await), "0");
    two.house.thread(&two.nives, two.space, "Scritta dopo", "Testo.").await;
    assert_eq!(total(&two.his.get("/profilo").await), "1", "nobody has seen what does not exist yet");
    let forward = format!("/gia-visto/annulla?segni={}-9223372036854775807", two.space);
    assert_eq!(press(&two.his, &forward, &[]).await.status, 303);
    assert_eq!(total(&two.his.get("/profilo").await), "1", "an undo never marks anything");
}
