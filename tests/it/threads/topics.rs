//! What discussions are about.

use prassi::authz::{Openness, Role};
use prassi::threads::{ChooseTopics, Topics};

use super::two;
use crate::house::{Engine, House, Someone, on_both_engines};
use prassi::base::ThreadId;

on_both_engines!(
    topics_are_chosen_and_lead_to_their_discussions,
    a_topic_tells_nothing_of_what_one_may_not_read,
    a_discussion_begins_with_its_topics,
);

async fn choose(house: &House, author: &Someone, thread: ThreadId, topics: &str) {
    let (actor, topics) = (author.actor, Topics::parse(topics).unwrap());
    house.db.write(ChooseTopics { actor, thread, topics, now: house.clock.now() }).await.unwrap();
}

async fn topics_are_chosen_and_lead_to_their_discussions(engine: Engine) {
    let two = two(engine).await;
    let mine = two.house.thread(&two.tullio, two.space, "Lingue rare", "Come fate?").await.thread;
    let hers = two.house.thread(&two.nives, two.space, "Altro", "Testo.").await.thread;
    let (path, form) = (format!("/discussioni/{mine}"), format!("/discussioni/{mine}/argomenti"));
    assert!(two.his.get("/argomenti").await.has("Nessuna discussione ha ancora un argomento"));
    let refused = two.his.submit(&form, &form, &[("topics", "uno, due, tre, quattro, cinque, sei")]).await;
    assert!(refused.status == 422 && refused.has("quattro, cinque, sei") && refused.has("id=\"topics-error\""));
    let refused = two.his.submit(&form, &form, &[("topics", "!!!")]).await;
    assert!(refused.status == 422 && refused.has("«!!!» non contiene parole"), "{}", refused.text);
    let chosen = two.his.submit(&form, &form, &[("topics", "Mediazione, Minori (MSNA), mediazione")]).await;
    assert_eq!((chosen.status, chosen.location.as_str()), (303, path.as_str()));
    let page = two.hers.get(&path).await;
    assert!(page.has("href=\"/argomenti/minori%2Dmsna\"") && page.has("Minori (MSNA)"), "{}", page.text);
    assert!(two.hers.get(&format!("/spazi/{}", two.space)).await.has("href=\"/argomenti/mediazione\""));

    let topic = two.his.get("/argomenti/mediazione").await;
    assert!(
        topic.has("Lingue rare") && topic.has("<span>Mediazione</span>") && !topic.has("Altro</a>"),
        "{}",
        topic.text
    );
    let all = two.his.get("/argomenti").await;
    assert!(all.has("Minori (MSNA)") && all.has("1 discussione"), "{}", all.text);
    let other = format!("/discussioni/{hers}/argomenti");
    assert_eq!(two.his.get(&other).await.status, 403, "topics are chosen by who opened it, or who facilitates");
    assert!(two.hers.get(&other).await.has("<option value=\"Mediazione\">"), "those in use are offered");
    assert_eq!(two.hers.submit(&form, &form, &[("topics", "")]).await.status, 303);
    assert_eq!(two.his.get("/argomenti/mediazione").await.status, 404);

    for n in 0..31 {
        let thread = two.house.thread(&two.nives, two.space, &format!("Discussione {n}"), "Testo.").await.thread;
        choose(&two.house, &two.nives, thread, "Turni").await;
    }
    let first = two.his.get("/argomenti/turni").await;
    assert!(first.has("Discussione 30<") && !first.has("Discussione 0<"));
    let before = first.text.split("?prima=").nth(1).unwrap().split('"').next().unwrap();
    assert!(two.his.get(&format!("/argomenti/turni?prima={before}")).await.has("Discussione 0<"));
}

async fn a_topic_tells_nothing_of_what_one_may_not_read(engine: Engine) {
    let two = two(engine).await;
    let secret = two.house.thread(&two.nives, two.space, "Riservata", "Testo.").await.thread;
    choose(&two.house, &two.nives, secret, "Ispezione, Turni").await;
    let open = two.house.space("Aperto", Openness::Open, &[(&two.nives, Role::Member)]).await;
    let public = two.house.thread(&two.nives, open, "Per tutti", "Testo.").await.thread;
    choose(&two.house, &two.nives, public, "Turni").await;
    let (olga, livia) = (two.house.person("Olga Fuori").await, two.house.guest("Livia Acquaviola").await);
    let (outside, guests) = (two.house.signed_in(&olga).await, two.house.signed_in(&livia).await);
    let all = outside.get("/argomenti").await;
    assert!(all.has("Turni") && all.has("1 discussione") && !all.has("Ispezione"), "{}", all.text);
    let topic = outside.get("/argomenti/turni").await;
    assert!(topic.has("Per tutti") && !topic.has("Riservata"), "{}", topic.text);
    for path in ["/argomenti/ispezione", "/argomenti/mai-usato"] {
        assert_eq!(outside.get(path).await.status, 404);
    }
    assert!(!guests.get("/argomenti").await.has("Turni"), "a guest reads no open spaces");
    assert_eq!(guests.get("/argomenti/turni").await.status, 404);
}

async fn a_discussion_begins_with_its_topics(engine: Engine) {
    let two = two(engine).await;
    let (page, action) =
        (format!("/spazi/{}/discussioni/nuova", two.space), format!("/spazi/{}/discussioni", two.space));
    let words = [("title", "Turni"), ("body", "Chi li ha?")];
    let many = two.hers.submit(&page, &action, &[&words[..], &[("topics", "a, b, c, d, e, f")]].concat()).await;
    assert!(many.status == 422 && many.has("id=\"topics-error\"") && many.has("a, b, c, d, e, f"), "{}", many.text);
    // The draft keeps them, also before anything else is written.
    let key = format!("new:{}", two.space);
    let csrf = two.hers.csrf().await;
    let fields = [("csrf", csrf.as_str()), ("key", &key), ("title", ""), ("body", ""), ("topics", "Sportello, ")];
    assert_eq!(two.hers.post("/bozze", &fields).await.status, 200);
    assert!(two.hers.get(&page).await.has("value=\"Sportello, \""));
    let form = [&words[..], &[("submission", "0123456789abcdef0123456789abcdef"), ("topics", "Sportello, Turni")]];
    let started = two.hers.submit(&page, &action, &form.concat()).await;
    assert_eq!(started.status, 303, "{}", started.text);
    let again = two.hers.submit(&page, &action, &form.concat()).await;
    assert_eq!(again.location, started.location, "the same form is the same discussion");
    let shown = two.his.get(started.location.split(['?', '#']).next().unwrap()).await;
    assert!(shown.has("</span>Sportello</a>") && shown.has("</span>Turni</a>"), "{}", shown.text);
    assert!(two.hers.get(&page).await.has("<option value=\"Sportello\">"), "offered to the next");
    assert!(!two.hers.get(&page).await.has("value=\"Sportello, \""), "the draft is gone");
}
