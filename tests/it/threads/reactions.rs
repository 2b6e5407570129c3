//! Reactions: words that answer without a post.

use prassi::authz::{Openness, Role};

use super::two;
use crate::house::{Browser, Engine, on_both_engines};

on_both_engines!(
    a_reaction_is_given_once_and_taken_back,
    a_guest_reacts_and_an_outsider_only_sees,
    a_deleted_post_takes_no_reactions,
    many_reactions_name_the_first_and_count_the_rest,
);

async fn react(browser: &Browser, path: &str, on: &str) -> u16 {
    let csrf = browser.csrf().await;
    browser.post(path, &[("csrf", &csrf), ("on", on)]).await.status
}

/// The numbers and states of the buttons that stand on a page.
fn pressed(text: &str, word: &str) -> Vec<String> {
    let button = regex::Regex::new(&format!(
        r#"data-kind="{word}" aria-pressed="(true|false)">([^<]+?)(?: <span class="num">(\d+)</span>)?</button>"#
    ));
    button.unwrap().captures_iter(text).map(|c| format!("{} {}", &c[1], c.get(3).map_or("0", |n| n.as_str()))).collect()
}

async fn a_reaction_is_given_once_and_taken_back(engine: Engine) {
    let two = two(engine).await;
    let written = two.house.thread(&two.nives, two.space, "Turni", "Due fasce.").await;
    let (path, thanks) =
        (format!("/discussioni/{}", written.thread), format!("/messaggi/{}/reazioni/thanks", written.post));
    let page = two.his.get(&path).await;
    assert!(page.has(&format!("formaction=\"{thanks}\"")) && !page.has("class=\"reacted\""), "{}", page.text);
    for _ in 0..2 {
        assert_eq!(react(&two.his, &thanks, "1").await, 303);
    }
    assert_eq!(react(&two.hers, &format!("/messaggi/{}/reazioni/us-too", written.post), "1").await, 303);
    let his = two.his.get(&path).await;
    assert!(his.has("2 reazioni: di chi") && his.has("Tullio Serramonte, "), "{}", his.text);
    assert_eq!(pressed(&his.text, "thanks")[0], "true 1");
    assert_eq!(pressed(&his.text, "us-too")[0], "false 1");
    assert_eq!(pressed(&his.text, "useful")[0], "false 0");
    let hers = two.hers.get(&path).await;
    assert_eq!(
        (pressed(&hers.text, "thanks")[0].as_str(), pressed(&hers.text, "us-too")[0].as_str()),
        ("false 1", "true 1")
    );
    assert!(hers.has("data-version=\"3\""), "two reactions, not three");

    let csrf = two.his.csrf().await;
    let quiet = two.his.post(&thanks, &[("csrf", &csrf), ("on", "0"), ("quiet", "1")]).await;
    assert_eq!(quiet.status, 204);
    assert_eq!(react(&two.his, &thanks, "0").await, 303, "there is nothing to take back");
    let his = two.his.get(&path).await;
    assert!(his.has("1 reazione: di chi") && !his.has("Tullio Serramonte, "), "{}", his.text);
    assert_eq!(react(&two.his, &format!("/messaggi/{}/reazioni/applause", written.post), "1").await, 404);
}

async fn a_guest_reacts_and_an_outsider_only_sees(engine: Engine) {
    let two = two(engine).await;
    let (livia, olga) = (two.house.guest("Livia Acquaviola").await, two.house.person("Olga Fuori").await);
    let people = [(&two.nives, Role::Facilitator), (&livia, Role::Guest)];
    let open = two.house.space("Accoglienza", Openness::Open, &people).await;
    let written = two.house.thread(&two.nives, open, "Turni", "Due fasce.").await;
    let (path, useful) =
        (format!("/discussioni/{}", written.thread), format!("/messaggi/{}/reazioni/useful", written.post));
    let (guests, outside) = (two.house.signed_in(&livia).await, two.house.signed_in(&olga).await);
    assert_eq!(react(&guests, &useful, "1").await, 303);
    let page = outside.get(&path).await;
    assert!(page.has("<b>Utile</b>: Livia Acquaviola") && !page.has(&useful), "{}", page.text);
    assert_eq!(react(&outside, &useful, "1").await, 403, "who wants to be heard joins first");
}

async fn a_deleted_post_takes_no_reactions(engine: Engine) {
    let two = two(engine).await;
    let written = two.house.thread(&two.nives, two.space, "Turni", "Due fasce.").await;
    let (path, agree) =
        (format!("/discussioni/{}", written.thread), format!("/messaggi/{}/reazioni/agree", written.post));
    assert_eq!(react(&two.his, &agree, "1").await, 303);
    let delete = format!("/messaggi/{}/elimina", written.post);
    assert_eq!(two.hers.submit(&delete, &delete, &[]).await.status, 303);
    let page = two.his.get(&path).await;
    assert!(!page.has(&agree) && !page.has("reazione: di chi"), "{}", page.text);
    assert_eq!(react(&two.his, &agree, "0").await, 403);
    assert_eq!(react(&two.hers, &format!("/messaggi/{}/ripristina", written.post), "1").await, 303);
    assert_eq!(pressed(&two.his.get(&path).await.text, "agree")[0], "true 1", "what was said of it comes back with it");
}

async fn many_reactions_name_the_first_and_count_the_rest(engine: Engine) {
    let two = two(engine).await;
    let mut people = Vec::new();
    for n in 0..31u8 {
        people
            .push(two.house.person(&format!("Persona {}{}", char::from(b'A' + n / 6), char::from(b'a' + n % 6))).await);
    }
    let members: Vec<_> = people.iter().map(|someone| (someone, Role::Member)).collect();
    let space = two.house.space("Grande", Openness::Open, &members).await;
    let written = two.house.thread(&people[0], space, "Turni", "Due fasce.").await;
    for someone in &people {
        let command = prassi::threads::React {
            actor: someone.actor,
            post: written.post,
            reaction: prassi::journal::Reaction::Thanks,
            is_on: true,
            now: two.house.clock.now(),
        };
        two.house.db.write(command).await.unwrap();
    }
    let page = two.house.signed_in(&people[30]).await.get(&format!("/discussioni/{}", written.thread)).await;
    assert_eq!(pressed(&page.text, "thanks")[0], "true 31");
    assert!(page.has("data-total=\"31\"") && page.has("e un’altra persona"), "{}", page.text);
}
