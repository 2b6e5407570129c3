//! Discussions, over HTTP on both engines.

mod bookmarks;
mod care;
mod changes;
mod groups;
mod levels;
mod long;
mod news;
mod print;
mod questions;
mod reactions;
mod search;
mod titles;
mod topics;

use prassi::authz::{Actor, Openness, Role};
use prassi::base::SpaceId;
use prassi::spaces::AddMember;
use prassi::threads::{Body, EditPost, Title, Written};

use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

on_both_engines!(
    a_discussion_from_the_first_word_to_the_tombstone,
    quoting_naming_and_previewing,
    a_guest_names_only_people_of_the_guests_spaces,
    unread_marks_lead_to_the_first_unread_post,
    long_discussions_come_in_pages,
    drafts_wait_on_the_server,
    a_draft_that_went_on_elsewhere_is_not_written_over,
    a_draft_can_be_thrown_away_wherever_it_belonged,
    a_change_that_waited_meets_what_was_published_since,
    a_list_tells_what_is_new,
    a_page_makes_few_queries_however_long_the_discussion,
);

struct Two {
    house: House,
    nives: Someone,
    tullio: Someone,
    space: SpaceId,
    hers: Browser,
    his: Browser,
}

async fn two(engine: Engine) -> Two {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space =
        house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator), (&tullio, Role::Member)]).await;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    Two { house, nives, tullio, space, hers, his }
}

impl Two {
    async fn start(&self, title: &str, body: &str) -> Answered {
        let page = format!("/spazi/{}/discussioni/nuova", self.space);
        self.hers
            .submit(&page, &format!("/spazi/{}/discussioni", self.space), &[("title", title), ("body", body)])
            .await
    }
}

/// `/discussioni/12?da=1#m3` → `/discussioni/12`.
fn thread_path(answer: &Answered) -> String {
    answer.location.split(['?', '#']).next().unwrap().to_owned()
}

async fn a_discussion_from_the_first_word_to_the_tombstone(engine: Engine) {
    let two = two(engine).await;
    let started = two.start("Chi firma il foglio ore?", "Da noi **nessuno**.").await;
    assert_eq!(started.status, 303);
    let path = thread_path(&started);
    let page = two.his.get(&path).await;
    assert!(page.has("Chi firma il foglio ore?") && page.has("<strong>nessuno</strong>"), "{}", page.text);
    assert!(page.has("Chi può leggere:"));
    let ids = regex::Regex::new(r"/messaggi/\d+/(modifica|elimina)").unwrap();
    assert!(!ids.is_match(&page.text), "another's post cannot be changed");

    let answered = two.his.submit(&path, &format!("{path}/messaggi"), &[("body", "Da noi il dirigente.")]).await;
    assert_eq!((answered.status, answered.location.as_str()), (303, format!("{path}#m2").as_str()));

    let mine = two.his.get(&path).await;
    let post = mine.text.split("data-post=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("/messaggi/{post}/modifica");
    let edited = two.his.submit(&edit, &edit, &[("body", "Da noi la dirigente.")]).await;
    assert_eq!(edited.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has("Da noi la dirigente.") && page.has("modificato"), "{}", page.text);

    let delete = format!("/messaggi/{post}/elimina");
    assert!(two.hers.get(&delete).await.has("di un&#39;altra persona"), "a facilitator may, and is told whose it is");
    assert_eq!(two.his.submit(&delete, &delete, &[]).await.status, 303);
    let page = two.hers.get(&path).await;
    assert!(!page.has("dirigente") && page.has("che è stato eliminato"), "{}", page.text);
    assert_eq!(two.his.get(&edit).await.status, 403);
    let permalink = two.hers.get(&format!("/messaggi/{post}")).await;
    assert_eq!(permalink.location, format!("{path}?m=2#m2"));
}

async fn quoting_naming_and_previewing(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, post, .. } =
        two.house.thread(&two.nives, two.space, "Lingue rare", "Nove giorni di *attesa*.").await;
    let path = format!("/discussioni/{thread}");
    let quoted = two.his.get(&format!("{path}?cita={post}")).await;
    assert!(quoted.has("&#62; Nove giorni di *attesa*."), "{}", quoted.text);
    let text = two.his.get(&format!("/messaggi/{post}/citazione")).await;
    assert!(text.text.starts_with("> Nove giorni") && text.has(&format!("/messaggi/{post}")));

    let csrf = two.his.csrf().await;
    let body = "@nives.altopiano vedi #1 e <script>alert(1)</script>";
    let preview = two.his.post("/anteprima", &[("csrf", &csrf), ("body", body)]).await;
    assert!(
        preview.has("class=\"mention\"") && preview.has("@Nives Altopiano") && !preview.has("<script"),
        "{}",
        preview.text
    );
    let published = two.his.submit(&path, &format!("{path}/messaggi"), &[("body", body)]).await;
    assert_eq!(published.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has(preview.text.trim()), "the preview is what is published");

    let names = two.his.get(&format!("/persone/suggerimenti?spazio={}&q=niv", two.space)).await;
    assert!(names.has("nives.altopiano"), "{}", names.text);
    assert_eq!(two.his.get(&format!("/persone/suggerimenti?spazio={}&q=%25", two.space)).await.text, "[]");
}

async fn a_guest_names_only_people_of_the_guests_spaces(engine: Engine) {
    let two = two(engine).await;
    let (livia, _) = (two.house.guest("Livia Acquaviola").await, two.house.person("Renata Selvapiana").await);
    let add = AddMember {
        actor: Actor::System,
        space: two.space,
        who: livia.email.clone(),
        role: Role::Guest,
        now: two.house.clock.now(),
    };
    two.house.db.write(add).await.unwrap();
    let thread = two.house.thread(&two.nives, two.space, "Lingue rare", "Come fate?").await.thread;
    let (guests, csrf) = (two.house.signed_in(&livia).await, "csrf");
    let path = format!("/discussioni/{thread}");
    let secret = guests.get(&path).await.hidden("/esci").into_iter().find(|(name, _)| name == csrf).unwrap().1;
    let body = "Lo chiedo a @nives.altopiano e a @renata.selvapiana ora";
    let preview = guests.post("/anteprima", &[("csrf", &secret), ("body", body)]).await;
    assert!(preview.has("@Nives Altopiano") && preview.has("@renata.selvapiana"), "{}", preview.text);
    assert!(!preview.has("Renata"), "{}", preview.text);
    assert_eq!(guests.submit(&path, &format!("{path}/messaggi"), &[("body", body)]).await.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has(preview.text.trim()), "{}", page.text);
    let colleagues = two.his.post("/anteprima", &[("csrf", &two.his.csrf().await), ("body", body)]).await;
    assert!(colleagues.has("@Renata Selvapiana"), "{}", colleagues.text);
}

async fn unread_marks_lead_to_the_first_unread_post(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, .. } = two.house.thread(&two.nives, two.space, "Turni", "Primo.").await;
    let path = format!("/discussioni/{thread}");
    assert!(two.his.get("/").await.has("Turni"), "what is new stands on the day's page");
    assert!(!two.his.get(&path).await.has("da-leggere\""));
    // The mark is written after the answer; the next read sees it once the writer's queue has moved.
    until_read(&two, &path).await;
    two.house.answer(&two.nives, thread, "Secondo.").await;
    two.house.answer(&two.nives, thread, "Terzo.").await;
    let page = two.his.get(&path).await;
    let (line, second) = (page.text.find("id=\"da-leggere\"").unwrap(), page.text.find("id=\"m2\"").unwrap());
    assert!(page.text.find("id=\"m1\"").unwrap() < line && line < second);
    assert!(page.has("href=\"#m2\""), "jump to the first unread");
    until_read(&two, &path).await;
    assert!(!two.his.get(&path).await.has("id=\"da-leggere\""));
    assert!(!two.his.get("/").await.has("Turni</a>"));
}

/// Waits until the navigation counts nothing unread: read marks go through the background lane.
async fn until_read(two: &Two, path: &str) {
    let begun = std::time::Instant::now();
    while !two.his.get(path).await.has("total=\"0\"") {
        assert!(begun.elapsed().as_secs() < 10, "the discussion stays unread");
        tokio::task::yield_now().await;
    }
}

async fn long_discussions_come_in_pages(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, .. } = two.house.thread(&two.nives, two.space, "Lunga", "Messaggio 1.").await;
    for n in 2..=120 {
        two.house.answer(&two.nives, thread, &format!("Messaggio {n}.")).await;
    }
    let path = format!("/discussioni/{thread}");
    let first = two.his.get(&path).await;
    assert!(first.has("Messaggio 50.") && !first.has("Messaggio 51."));
    assert!(first.has(&format!("{path}?da=51")));
    let middle = two.his.get(&format!("{path}?da=77")).await;
    assert!(middle.has("Messaggio 51.") && middle.has("Messaggio 100.") && !middle.has("Messaggio 101."));
    let last = two.his.get(&format!("{path}?da=9223372036854775807")).await;
    assert!(last.has("Messaggio 120.") && last.has("last=\"true\""));
    let odd = two.his.get(&format!("{path}?da=-5")).await;
    assert!(odd.status == 200 && odd.has("Messaggio 1."));
}

async fn drafts_wait_on_the_server(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, .. } = two.house.thread(&two.nives, two.space, "Bozze", "Parla.").await;
    let (path, csrf) = (format!("/discussioni/{thread}"), two.his.csrf().await);
    let key = format!("reply:{thread}");
    let saved = two.his.post("/bozze", &[("csrf", &csrf), ("key", &key), ("body", "Non ancora finito: è così")]).await;
    assert_eq!(saved.status, 200);
    let elsewhere = two.house.signed_in(&two.tullio).await;
    assert!(elsewhere.get(&path).await.has("Non ancora finito: è così"));
    assert!(elsewhere.get("/").await.has("Bozza, la vedi solo tu"));
    assert!(!two.hers.get(&path).await.has("Non ancora finito"), "a draft is its writer's");
    let kept =
        two.his.submit(&path, &format!("{path}/messaggi"), &[("body", "Tenuto senza script"), ("draft", "1")]).await;
    assert_eq!(kept.status, 303);
    assert!(two.his.get(&path).await.has("Tenuto senza script"));
    let published = two.his.submit(&path, &format!("{path}/messaggi"), &[("body", "Finito")]).await;
    assert_eq!(published.status, 303);
    assert!(!two.his.get("/").await.has("Bozza, la vedi solo tu"), "publishing empties the draft");
    let forgotten = two.his.post("/bozze", &[("csrf", &csrf), ("key", "edit:999999"), ("body", "x")]).await;
    assert_eq!(forgotten.status, 404);
}

async fn a_draft_that_went_on_elsewhere_is_not_written_over(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, .. } = two.house.thread(&two.nives, two.space, "Bozze", "Parla.").await;
    let (path, csrf) = (format!("/discussioni/{thread}"), two.his.csrf().await);
    let key = format!("reply:{thread}");
    let save = async |body: &str, known: &str| {
        two.house.clock.advance(std::time::Duration::from_secs(1));
        let fields = [("csrf", csrf.as_str()), ("key", &key), ("body", body), ("known", known)];
        let answer = two.his.post("/bozze", &fields).await;
        let known = serde_json::from_str::<serde_json::Value>(&answer.text).ok();
        (answer.status, known.map_or_else(String::new, |said| said["known"].to_string()))
    };
    let (status, at_the_desk) = save("Breve", "0").await;
    assert_eq!(status, 200);
    let (status, on_the_phone) = save("Breve, e poi molto di più", &at_the_desk).await;
    assert_eq!(status, 200);
    assert_eq!(save("Breve!", &at_the_desk).await.0, 409, "what is longer elsewhere stays");
    assert_eq!(save("Breve, e poi molto di più", &at_the_desk).await.0, 200, "the same words are no conflict");
    assert!(two.his.get(&path).await.has("e poi molto di più"));
    // Publishing from the desk leaves the other's words where they are; publishing them takes them away.
    let late = [("body", "Breve!"), ("known", at_the_desk.as_str())];
    assert_eq!(two.his.submit(&path, &format!("{path}/messaggi"), &late).await.status, 303);
    assert!(two.his.get(&path).await.has("e poi molto di più</textarea>"));
    let whole = [("body", "Breve, e poi molto di più, finito"), ("known", on_the_phone.as_str())];
    assert_eq!(two.his.submit(&path, &format!("{path}/messaggi"), &whole).await.status, 303);
    assert!(!two.his.get(&path).await.has("e poi molto di più</textarea>"));
    assert_eq!(save("Senza sapere", "").await.0, 200, "without a page's script the newest wins");
}

async fn a_draft_can_be_thrown_away_wherever_it_belonged(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, post, .. } = two.house.thread(&two.tullio, two.space, "Bozze", "Parla.").await;
    let csrf = two.his.csrf().await;
    let edit = format!("/messaggi/{post}/modifica");
    for (key, body) in [(format!("edit:{post}"), "Cambiato a metà"), (format!("reply:{thread}"), "Risposta a metà")] {
        assert_eq!(two.his.post("/bozze", &[("csrf", &csrf), ("key", &key), ("body", body)]).await.status, 200);
    }
    assert!(two.his.get(&edit).await.has("Cambiato a metà</textarea>"));
    let back = two.his.submit(&edit, "/bozze/elimina", &[]).await;
    assert_eq!((back.status, back.location.as_str()), (303, edit.as_str()), "{}", back.text);
    assert!(two.his.get(&edit).await.has("Parla.</textarea>"), "what is published is there again");
    // Out of the space: the text can be read and copied, and thrown away.
    assert!(two.his.get("/").await.has(&format!("href=\"/discussioni/{thread}#componi\"")));
    let out = two.his.post(&format!("/spazi/{}/esci", two.space), &[("csrf", &csrf)]).await;
    assert_eq!(out.status, 303);
    let home = two.his.get("/").await;
    assert!(home.has("Qui non puoi più pubblicarla") && home.has("<p class=\"kept-words\">Risposta a metà</p>"));
    assert!(!home.has(&format!("/discussioni/{thread}#componi")), "{}", home.text);
    assert_eq!(two.his.submit("/", "/bozze/elimina", &[]).await.location, "/");
    assert!(!two.his.get("/").await.has("Risposta a metà"));
    let key = format!("reply:{thread}");
    let theirs = two.hers.post("/bozze/elimina", &[("csrf", &two.hers.csrf().await), ("key", &key)]).await;
    assert_eq!(theirs.status, 303, "there is none of hers");
}

async fn a_change_that_waited_meets_what_was_published_since(engine: Engine) {
    let two = two(engine).await;
    let Written { post, .. } = two.house.thread(&two.tullio, two.space, "Bozze", "Parla.").await;
    let edit = format!("/messaggi/{post}/modifica");
    let kept = two.his.submit(&edit, &edit, &[("title", "Bozze"), ("body", "Dal telefono"), ("draft", "1")]).await;
    assert_eq!(kept.status, 303);
    let (title, body) = (Some(Title::parse("Bozze", 200).unwrap()), Body::parse("Dal programma", 20_000).unwrap());
    let now = two.house.clock.now();
    let change = EditPost { actor: two.tullio.actor, post, title, body, version: 1, from_draft: false, now };
    two.house.db.write(change).await.unwrap();
    let conflict = two.his.submit(&edit, &edit, &[("title", "Bozze"), ("body", "Dal telefono")]).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.has("Dal programma") && conflict.has("Dal telefono</textarea>"), "{}", conflict.text);
}

async fn a_list_tells_what_is_new(engine: Engine) {
    let two = two(engine).await;
    let empty = two.his.get(&format!("/spazi/{}", two.space)).await;
    assert!(empty.has("Qui non c&#39;è ancora nessuna discussione"), "{}", empty.text);
    for n in 1..=35 {
        two.house.thread(&two.nives, two.space, &format!("Discussione {n}"), "Testo.").await;
    }
    let list = two.his.get(&format!("/spazi/{}", two.space)).await;
    assert!(list.has("Discussione 35<") && list.has("Discussione 6<") && !list.has("Discussione 5<"));
    let before = list.text.split("?prima=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let older = two.his.get(&format!("/spazi/{}?prima={before}", two.space)).await;
    assert!(older.has("Discussione 5<") && older.has("Discussione 1<") && !older.has("Discussione 6<"));
    assert!(list.has("total=\"35\""));
    let unread = two.his.get(&format!("/spazi/{}?vista=da-leggere", two.space)).await;
    assert!(unread.has("Discussione 35<"));
    let emptied = two.his.submit("/", "/gia-visto", &[]).await;
    assert_eq!(emptied.status, 303);
    assert!(two.his.get("/").await.has("total=\"0\""));
    let unread = two.his.get(&format!("/spazi/{}?vista=da-leggere", two.space)).await;
    assert!(unread.has("Hai letto tutto"), "{}", unread.text);
}

async fn a_page_makes_few_queries_however_long_the_discussion(engine: Engine) {
    let two = two(engine).await;
    let Written { thread, .. } = two.house.thread(&two.nives, two.space, "Contate", "Primo.").await;
    let cookie = two.house.cookie_of(&two.tullio).await;
    let path = format!("/discussioni/{thread}");
    two.house.page(&path, &cookie).await;
    let (short, _) = two.house.page(&path, &cookie).await;
    for n in 0..40 {
        two.house.answer(&two.nives, thread, &format!("Messaggio {n}, per @tullio.serramonte")).await;
    }
    let (fresh, _) = two.house.page(&path, &cookie).await;
    let (long, text) = two.house.page(&path, &cookie).await;
    assert!(text.contains("Messaggio 39"));
    assert_eq!(short, long, "a query for each post");
    let cookie_of_hers = two.house.cookie_of(&two.nives).await;
    for position in [1, 20, 40] {
        let csrf = two.hers.csrf().await;
        let post = text.split(&format!("id=\"m{position}\" data-post=\"")).nth(1).unwrap().split('"').next().unwrap();
        let reacted =
            two.hers.post(&format!("/messaggi/{post}/reazioni/useful"), &[("csrf", &csrf), ("on", "1")]).await;
        assert_eq!(reacted.status, 303);
    }
    let (reacted, _) = two.house.page(&path, &cookie).await;
    let (hers, _) = two.house.page(&path, &cookie_of_hers).await;
    let (again, _) = two.house.page(&path, &cookie).await;
    assert_eq!((again, hers), (long, long), "reactions cost a query");
    assert!(reacted <= long + 3, "rendering what others think takes three more queries, not {}", reacted - long);
    assert!(fresh <= long + 2, "rendering many posts takes two more queries, not {}", fresh - long);
    assert!(long <= 6, "{long} queries");
}
