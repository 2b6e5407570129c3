//! Following and muting.

use prassi::authz::{Openness, Role};

use super::two;
use crate::house::{Answered, Browser, Engine, on_both_engines};

on_both_engines!(what_is_muted_never_counts, what_is_followed_is_named_on_the_day_s_page);

async fn say(browser: &Browser, path: &str, level: &str) -> u16 {
    let csrf = browser.csrf().await;
    browser.post(path, &[("csrf", &csrf), ("level", level)]).await.status
}

fn total(page: &Answered) -> String {
    page.text.split("total=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn what_is_muted_never_counts(engine: Engine) {
    let two = two(engine).await;
    let loud = two.house.thread(&two.nives, two.space, "Rumorosa", "Testo.").await.thread;
    let calm = two.house.thread(&two.nives, two.space, "Tranquilla", "Testo.").await.thread;
    let space = format!("/spazi/{}", two.space);
    assert_eq!(total(&two.his.get("/").await), "2");
    assert_eq!(say(&two.his, &format!("/discussioni/{loud}/seguire"), "mute").await, 303);
    let home = two.his.get("/").await;
    assert!(total(&home) == "1" && !home.has("Rumorosa") && home.has("Tranquilla"), "{}", home.text);
    let unread = two.his.get(&format!("{space}?vista=da-leggere")).await;
    assert!(!unread.has("Rumorosa") && unread.has("Tranquilla"), "{}", unread.text);
    let list = two.his.get(&space).await;
    assert_eq!(list.text.matches("class=\"talk is-unread").count(), 1, "{}", list.text);
    assert!(list.has("Rumorosa"), "it can be opened whenever one likes");
    assert_eq!(total(&two.house.signed_in(&two.tullio).await.get("/").await), "1", "on every device");

    assert_eq!(say(&two.his, &format!("{space}/seguire"), "mute").await, 303);
    assert_eq!(total(&two.his.get("/").await), "0");
    assert!(two.his.get(&space).await.has("value=\"mute\" aria-pressed=\"true\""));
    assert_eq!(say(&two.his, &format!("/discussioni/{calm}/seguire"), "normal").await, 303);
    assert_eq!(
        total(&two.his.get("/").await),
        "1",
        "what is said of a discussion counts before what is said of its space"
    );
    assert_eq!(say(&two.his, &format!("/discussioni/{calm}/seguire"), "loud").await, 400);

    let outsider = two.house.person("Olga Fuori").await;
    let outside = two.house.signed_in(&outsider).await;
    for path in [format!("/discussioni/{calm}/seguire"), format!("{space}/seguire")] {
        assert_eq!(say(&outside, &path, "mute").await, 404);
    }
}

async fn what_is_followed_is_named_on_the_day_s_page(engine: Engine) {
    let two = two(engine).await;
    let people = [(&two.nives, Role::Member), (&two.tullio, Role::Member)];
    let other = two.house.space("Accoglienza", Openness::Open, &people).await;
    let thread = two.house.thread(&two.nives, two.space, "Da seguire", "Testo.").await.thread;
    two.house.thread(&two.nives, other, "Altrove", "Testo.").await;
    let path = format!("/discussioni/{thread}");
    assert_eq!(say(&two.his, &format!("{path}/seguire"), "follow").await, 303);
    let home = two.his.get("/").await;
    assert!(home.has("Per te oggi") && home.text.matches(&format!("id=\"t{thread}\"")).count() == 1, "{}", home.text);
    let (named, rest) = (home.text.find("Da seguire").unwrap(), home.text.find("Altrove").unwrap());
    assert!(named < rest && home.has("<span>Mediazione</span>"), "{}", home.text);
    assert!(two.his.get(&path).await.has("value=\"follow\" aria-pressed=\"true\""));
    let begun = std::time::Instant::now();
    two.his.get(&path).await;
    while two.his.get("/").await.has("Per te oggi") {
        assert!(begun.elapsed().as_secs() < 10, "what is read is no news");
        tokio::task::yield_now().await;
    }
    two.house.answer(&two.nives, thread, "Ancora.").await;
    assert!(two.his.get("/").await.has("Per te oggi"));

    let first = |home: &Answered| {
        home.text.find("Accoglienza</a> <span").unwrap() < home.text.find("Mediazione</a> <span").unwrap()
    };
    two.house.thread(&two.nives, two.space, "Un’altra", "Testo.").await;
    assert!(first(&two.his.get("/").await), "by name");
    assert_eq!(say(&two.his, &format!("/spazi/{}/seguire", two.space), "follow").await, 303);
    assert!(!first(&two.his.get("/").await), "a followed space comes first");
    assert_eq!(two.his.submit("/", "/gia-visto", &[]).await.status, 303);
    let home = two.his.get("/").await;
    assert!(!home.has("Per te oggi") && home.has("Hai visto tutto"), "{}", home.text);
}
