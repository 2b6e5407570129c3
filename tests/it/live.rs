//! The live socket: what arrives, in which order, and what does not.

mod page;

use std::process::Stdio;
use std::time::Duration;

use futures_util::SinkExt as _;
use prassi::authz::{Actor, Openness, Role};
use prassi::base::{PersonId, PostId, Seq, SpaceId, ThreadId};
use prassi::db::{self, Command, Statement, Tx};
use prassi::journal::{self, Reaction};
use prassi::spaces::{AddMember, Archive, EndGuests, ExtendGuest};
use prassi::threads::{
    AcceptAnswer, Body, CloseThread, DeletePost, EditPost, MarkQuestion, PinThread, React, ReopenThread, RestorePost,
    Title, Why,
};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio_tungstenite::tungstenite::Message;

use self::page::{PATIENCE, open, open_as, sign_in, try_open};
use crate::house::{Browser, Engine, House, PASSWORD, Place, Someone, on_both_engines};

on_both_engines!(
    what_others_write_arrives,
    what_was_missed_is_replayed,
    nothing_is_missing_and_nothing_comes_twice_however_often_one_reconnects,
    too_much_to_replay_is_a_reload,
    a_slow_reader_catches_up,
    who_is_removed_gets_nothing_that_comes_after,
    a_removal_in_the_middle_of_things_ends_them,
    a_space_that_becomes_private_loses_its_outsiders,
    only_readers_follow,
    unread_counts_follow,
    requests_are_counted_for_who_decides,
    a_guest_s_last_day_ends_what_is_open,
    an_archived_space_has_its_pages_read_again,
    only_the_own_origin_and_the_signed_in_open_a_socket,
    nobody_takes_all_the_places,
    what_is_no_frame_is_refused,
    the_session_s_end_is_the_socket_s,
    an_ended_sign_in_closes_its_sockets,
    a_closed_account_closes_its_sockets,
    a_restart_says_goodbye,
    an_unknown_event_stops_the_reader_and_its_sockets,
    the_documented_protocol_is_enough_for_a_stranger,
);

fn field(frames: &[Value], name: &str) -> Vec<Value> {
    frames.iter().map(|frame| frame[name].clone()).collect()
}

async fn head(house: &House) -> i64 {
    journal::head(&house.db).await.unwrap().0
}

/// Waits until what has happened so far is to be replayed, and not live.
async fn told(house: &House) {
    let (hub, head) = (house.app.hub(), head(house).await);
    let reached = async {
        while hub.position().0 < head {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, reached).await.expect("the reader of the journal is late");
}

async fn edit(house: &House, author: &Someone, post: PostId, body: &str, version: i64) {
    let body = Body::parse(body, 20_000).unwrap();
    let now = house.clock.now();
    house
        .db
        .write(EditPost { actor: author.actor, post, title: None, body, version, from_draft: false, now })
        .await
        .unwrap();
}

async fn delete(house: &House, author: &Someone, post: PostId) {
    house.db.write(DeletePost { actor: author.actor, post, why: None, now: house.clock.now() }).await.unwrap();
}

async fn rename(house: &House, author: &Someone, post: PostId, title: &str, body: &str) {
    let (title, body) = (Title::parse(title, 200).unwrap(), Body::parse(body, 20_000).unwrap());
    let now = house.clock.now();
    house
        .db
        .write(EditPost { actor: author.actor, post, title: Some(title), body, version: 1, from_draft: false, now })
        .await
        .unwrap();
}

async fn remove(facilitator: &Browser, space: SpaceId, person: PersonId) {
    let csrf = facilitator.csrf().await;
    let path = format!("/spazi/{space}/persone/{person}/togli");
    assert_eq!(facilitator.post(&path, &[("csrf", &csrf)]).await.status, 303);
}

/// Two colleagues in a private space with a discussion.
struct Scene {
    house: House,
    anna: Someone,
    bruno: Someone,
    space: SpaceId,
    thread: ThreadId,
    first: PostId,
}

async fn scene(engine: Engine, more: &[(&str, &str)]) -> Scene {
    let house = House::open_with(engine, more).await;
    let (anna, bruno) = (house.person("Anna Neri").await, house.person("Bruno Riva").await);
    let space =
        house.space("Accoglienza", Openness::Private, &[(&anna, Role::Facilitator), (&bruno, Role::Member)]).await;
    let written = house.thread(&anna, space, "Primi passi", "Chi comincia?").await;
    Scene { house, anna, bruno, space, thread: written.thread, first: written.post }
}

async fn what_others_write_arrives(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, first } = scene(engine, &[]).await;
    let mut page = open_as(&house, &bruno).await;
    let now = head(&house).await;
    assert_eq!(page.follow(&format!("thread:{thread}"), now).await, (Vec::new(), now));
    assert_eq!(page.follow(&format!("space:{space}"), now).await, (Vec::new(), now));

    let answer = house.answer(&anna, thread, "Comincio **io**").await;
    let frames = [page.next().await, page.next().await];
    let post = frames.iter().find(|f| f["topic"] == format!("thread:{thread}")).unwrap();
    assert_eq!(post["kind"], "post_written");
    assert_eq!((&post["post"], &post["position"], &post["version"]), (&json!(answer.post), &json!(2), &json!(1)));
    assert_eq!((&post["author"], &post["seq"]), (&json!(anna.id), &json!(now + 1)));
    let html = post["html"].as_str().unwrap();
    assert!(html.starts_with("<li class=\"post\" id=\"m2\"") && html.contains("<strong>io</strong>"), "{html}");
    let row = frames.iter().find(|f| f["topic"] == format!("space:{space}")).unwrap();
    assert_eq!((&row["author"], &row["thread"]), (&json!(anna.id), &json!(thread)));
    assert!(row["html"].as_str().unwrap().contains(&format!("id=\"t{thread}\"")));

    edit(&house, &anna, answer.post, "Comincia *lei*", 1).await;
    let edited = page.next().await;
    assert_eq!((&edited["kind"], &edited["version"]), (&json!("post_edited"), &json!(2)));
    assert!(edited["html"].as_str().unwrap().contains("<em>lei</em>"));

    delete(&house, &anna, answer.post).await;
    let deleted = page.next().await;
    assert_eq!((&deleted["kind"], &deleted["version"]), (&json!("post_deleted"), &json!(3)));
    assert!(
        deleted["html"].as_str().unwrap().contains("is-deleted") && !deleted["html"].as_str().unwrap().contains("lei")
    );

    let restore = RestorePost { actor: anna.actor, post: answer.post, now: house.clock.now() };
    house.db.write(restore).await.unwrap();
    let restored = page.next().await;
    assert_eq!((&restored["kind"], &restored["version"]), (&json!("post_restored"), &json!(4)));
    assert!(restored["html"].as_str().unwrap().contains("<em>lei</em>"));

    let why = Why::parse("Se ne parla altrove").unwrap();
    house.db.write(CloseThread { actor: anna.actor, thread, why, now: house.clock.now() }).await.unwrap();
    let frames = [page.next().await, page.next().await];
    let sign = frames.iter().find(|f| f["topic"] == format!("thread:{thread}")).unwrap();
    assert_eq!((&sign["kind"], &sign["post"]), (&json!("thread_closed"), &Value::Null));
    assert!(sign["html"].as_str().unwrap().contains("Se ne parla altrove"));
    let row = frames.iter().find(|f| f["topic"] == format!("space:{space}")).unwrap();
    assert!(row["html"].as_str().unwrap().contains("it-locked") && row["author"].is_null());
    house.db.write(ReopenThread { actor: anna.actor, thread, now: house.clock.now() }).await.unwrap();
    assert!([page.next().await, page.next().await].iter().any(|f| f["kind"] == "thread_reopened"));
    house.db.write(PinThread { actor: anna.actor, thread, is_on: true, now: house.clock.now() }).await.unwrap();
    let row = page.next().await;
    assert_eq!((&row["kind"], &row["topic"]), (&json!("thread_pinned"), &json!(format!("space:{space}"))));
    let now = house.clock.now();
    house.db.write(MarkQuestion { actor: anna.actor, thread, is_on: true, now }).await.unwrap();
    assert!([page.next().await, page.next().await].iter().all(|f| f["kind"] == "question_asked"));
    house.db.write(AcceptAnswer { actor: anna.actor, post: answer.post, is_on: true, now }).await.unwrap();
    let frames = [page.next().await, page.next().await];
    assert!(frames.iter().all(|f| f["kind"] == "answer_accepted"), "{frames:?}");
    let accepted = frames.iter().find(|f| f["topic"] == format!("thread:{thread}")).unwrap();
    assert!(accepted["html"].as_str().unwrap().contains("class=\"post is-accepted\""), "{accepted}");
    assert!(accepted["sign"].as_str().unwrap().contains("data-question=\"answered\""), "{accepted}");
    let row = frames.iter().find(|f| f["topic"] == format!("space:{space}")).unwrap();
    assert!(row["html"].as_str().unwrap().contains("Risolta"), "{row}");
    let react = React {
        actor: bruno.actor,
        post: answer.post,
        reaction: Reaction::Useful,
        is_on: true,
        now: house.clock.now(),
    };
    house.db.write(react).await.unwrap();
    let reacted = page.next().await;
    assert_eq!((&reacted["kind"], &reacted["version"]), (&json!("reactions_changed"), &json!(6)));
    let html = reacted["html"].as_str().unwrap();
    assert!(html.contains("Bruno Riva") && !html.contains("aria-pressed"), "{html}");

    rename(&house, &anna, first, "Secondi passi", "Chi comincia?").await;
    let frames = [page.next().await, page.next().await];
    let title = frames.iter().find(|f| f["topic"] == format!("thread:{thread}")).unwrap();
    assert_eq!(
        (&title["kind"], &title["title"], &title["html"]),
        (&json!("thread_renamed"), &json!("Secondi passi"), &Value::Null)
    );
    let row = frames.iter().find(|f| f["topic"] == format!("space:{space}")).unwrap();
    assert!(row["html"].as_str().unwrap().contains("Secondi passi") && row["author"].is_null());
}

async fn what_was_missed_is_replayed(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, first } = scene(engine, &[]).await;
    let seen = head(&house).await;
    let kept = house.answer(&bruno, thread, "Resta").await;
    let gone = house.answer(&anna, thread, "Sparisce").await;
    let other = house.thread(&bruno, space, "Altro", "Altrove").await;
    edit(&house, &anna, first, "Chi comincia, allora?", 1).await;
    edit(&house, &bruno, kept.post, "Resta, corretto", 1).await;
    delete(&house, &anna, gone.post).await;

    let mut page = open_as(&house, &bruno).await;
    told(&house).await;
    let (frames, complete) = page.follow(&format!("thread:{thread}"), seen).await;
    assert_eq!(complete, head(&house).await);
    assert_eq!(field(&frames, "kind"), ["post_edited", "post_written", "post_written"]);
    assert_eq!(field(&frames, "post"), [json!(first), json!(kept.post), json!(gone.post)]);
    assert_eq!(field(&frames, "version"), [2, 2, 2]);
    assert!(frames[1]["html"].as_str().unwrap().contains("Resta, corretto"));
    assert!(frames[2]["html"].as_str().unwrap().contains("is-deleted"));
    assert!(field(&frames, "seq").is_sorted_by_key(Value::as_i64));

    let (rows, _) = page.follow(&format!("space:{space}"), seen).await;
    assert_eq!(field(&rows, "thread"), [json!(thread), json!(other.thread)]);
    assert_eq!(page.follow(&format!("thread:{thread}"), complete).await.0, Vec::<Value>::new());
    house.answer(&anna, thread, "Dal vivo").await;
    assert_eq!(page.next().await["seq"], complete + 1);
}

async fn nothing_is_missing_and_nothing_comes_twice_however_often_one_reconnects(engine: Engine) {
    const POSTS: i64 = 120;
    let Scene { house, anna, bruno, thread, .. } = scene(engine, &[]).await;
    let (_, cookies) = sign_in(&house, &bruno).await;
    let start = head(&house).await;
    let writing = async {
        for n in 0..POSTS {
            house.answer(&anna, thread, &format!("Numero {n}")).await;
        }
    };
    let reading = async {
        let (mut cursor, mut seen) = (start, Vec::new());
        for sitting in 0.. {
            let mut page = open(&house, &cookies).await;
            page.send(json!({"op": "subscribe", "topic": format!("thread:{thread}"), "after": cursor})).await;
            let (mut events, mut is_complete) = (0, false);
            while events < sitting % 7 + 1 || !is_complete {
                let frame = page.next().await;
                assert!(frame["seq"].as_i64().unwrap() >= cursor, "{frame} after {cursor}");
                cursor = frame["seq"].as_i64().unwrap();
                is_complete |= frame["op"] == "subscribed";
                if frame["op"] == "event" {
                    events += 1;
                    seen.push(frame["position"].as_i64().unwrap());
                }
                if seen.len() >= 120 {
                    return seen;
                }
            }
        }
        seen
    };
    let ((), seen) = tokio::join!(writing, reading);
    assert_eq!(seen, (2..POSTS + 2).collect::<Vec<_>>());
}

async fn too_much_to_replay_is_a_reload(engine: Engine) {
    let Scene { house, anna, bruno, thread, .. } = scene(engine, &[("PRASSI_LIVE__REPLAY_EVENTS", "3")]).await;
    let seen = head(&house).await;
    for n in 0..4 {
        house.answer(&anna, thread, &format!("Numero {n}")).await;
    }
    let topic = format!("thread:{thread}");
    let mut page = open_as(&house, &bruno).await;
    told(&house).await;
    assert_eq!(page.follow(&topic, seen + 1).await.0.len(), 3);
    for after in [seen, 1_000_000] {
        page.send(json!({"op": "subscribe", "topic": topic, "after": after})).await;
        assert_eq!(page.next().await, json!({"op": "reload", "topic": topic}));
    }
    house.answer(&anna, thread, "A chi?").await;
    assert_eq!(page.so_far().await, Vec::<Value>::new());
}

async fn a_slow_reader_catches_up(engine: Engine) {
    let Scene { house, anna, bruno, thread, .. } = scene(engine, &[("PRASSI_LIVE__QUEUE_FRAMES", "8")]).await;
    let topic = format!("thread:{thread}");
    let (mut slow, mut quick) = (open_as(&house, &bruno).await, open_as(&house, &anna).await);
    let start = head(&house).await;
    slow.follow(&topic, start).await;
    quick.follow(&topic, start).await;
    let body = "parole e ".repeat(2200);
    for n in 0..100 {
        let words = [0, 1, 2, 3].map(|m| format!("{n} {m} {body}"));
        futures_util::future::join_all(words.iter().map(|words| house.answer(&anna, thread, words))).await;
        for _ in words {
            assert_eq!(quick.next().await["op"], "event");
        }
    }
    let frames = slow.until("catch_up").await;
    let events: Vec<i64> = frames.iter().filter(|f| f["op"] == "event").map(|f| f["seq"].as_i64().unwrap()).collect();
    assert_eq!(frames.last().unwrap()["op"], "catch_up");
    assert!(events.len() < 400, "{} events went through", events.len());
    assert_eq!(events, (start + 1..=start + i64::try_from(events.len()).unwrap()).collect::<Vec<_>>());
    let (missed, complete) = slow.follow(&topic, events.last().copied().unwrap_or(start)).await;
    assert_eq!((events.len() + missed.len(), complete), (400, start + 400));
    house.answer(&anna, thread, "E dal vivo").await;
    assert_eq!(slow.next().await["seq"], start + 401);
}

async fn who_is_removed_gets_nothing_that_comes_after(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, first } = scene(engine, &[]).await;
    let (facilitator, _) = sign_in(&house, &anna).await;
    let (mut removed, mut watcher) = (open_as(&house, &bruno).await, open_as(&house, &anna).await);
    let now = head(&house).await;
    let (thread_topic, space_topic) = (format!("thread:{thread}"), format!("space:{space}"));
    watcher.follow(&thread_topic, now).await;
    removed.follow(&thread_topic, now).await;
    removed.follow(&space_topic, now).await;

    house.answer(&anna, thread, "Prima").await;
    watcher.next().await;
    remove(&facilitator, space, bruno.id).await;
    let removal = head(&house).await;
    house.answer(&anna, thread, "Dopo").await;
    edit(&house, &anna, first, "Dopo, corretto", 1).await;
    let seen = [watcher.next().await, watcher.next().await];
    assert_eq!(field(&seen, "seq"), [removal + 1, removal + 2]);

    let frames = removed.so_far().await;
    let gone = field(&frames, "op").iter().filter(|op| **op == "removed").count();
    assert_eq!(gone, 2, "{frames:?}");
    assert!(frames.iter().all(|f| f["op"] == "removed" || f["seq"].as_i64().unwrap() < removal), "{frames:?}");
    assert!(!format!("{frames:?}").contains("Dopo"));
    removed.send(json!({"op": "subscribe", "topic": thread_topic, "after": now})).await;
    assert_eq!(removed.next().await, json!({"op": "refused", "topic": thread_topic}));
    house.answer(&anna, thread, "Molto dopo").await;
    watcher.next().await;
    assert_eq!(removed.so_far().await, Vec::<Value>::new());
}

async fn a_removal_in_the_middle_of_things_ends_them(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, .. } = scene(engine, &[]).await;
    let (facilitator, _) = sign_in(&house, &anna).await;
    let topic = format!("thread:{thread}");
    let (mut removed, mut watcher) = (open_as(&house, &bruno).await, open_as(&house, &anna).await);
    let now = head(&house).await;
    watcher.follow(&topic, now).await;
    removed.follow(&topic, now).await;
    let writing = futures_util::future::join_all((0..8).map(|n| {
        let (house, anna) = (&house, &anna);
        async move {
            for m in 0..8 {
                let written = house.answer(anna, thread, &format!("{n} {m}")).await;
                edit(house, anna, written.post, &format!("{n} {m} corretto"), 1).await;
            }
        }
    }));
    tokio::join!(writing, remove(&facilitator, space, bruno.id));
    let last = house.answer(&anna, thread, "Fine").await;
    while watcher.next().await["post"] != json!(last.post) {}
    let own = journal::list_stream(&house.db, &journal::space_stream(space), Seq(now), Seq(i64::MAX), 9).await.unwrap();
    let removal = own.last().unwrap().seq.0;
    let frames = removed.so_far().await;
    assert_eq!(frames.last().unwrap(), &json!({"op": "removed", "topic": topic}));
    let too_late: Vec<_> =
        frames.iter().filter(|f| f["op"] == "event" && f["seq"].as_i64().unwrap() > removal).collect();
    assert!(too_late.is_empty(), "removed at {removal}, and then {too_late:?}");
}

async fn a_space_that_becomes_private_loses_its_outsiders(engine: Engine) {
    let house = House::open(engine).await;
    let (anna, carla) = (house.person("Anna Neri").await, house.person("Carla Sole").await);
    let space = house.space("Aperto", Openness::Open, &[(&anna, Role::Facilitator)]).await;
    let written = house.thread(&anna, space, "Per tutti", "Benvenuti").await;
    let topic = format!("thread:{}", written.thread);
    let (mut insider, mut outsider) = (open_as(&house, &anna).await, open_as(&house, &carla).await);
    let now = head(&house).await;
    insider.follow(&topic, now).await;
    outsider.follow(&topic, now).await;
    let (facilitator, _) = sign_in(&house, &anna).await;
    let path = format!("/spazi/{space}/impostazioni");
    let changed = facilitator
        .submit(&path, &path, &[("name", "Chiuso"), ("purpose", "Una prova"), ("openness", "private")])
        .await;
    assert_eq!(changed.status, 303, "{}", changed.text);
    house.answer(&anna, written.thread, "Tra noi").await;
    assert_eq!(insider.next().await["kind"], "post_written");
    assert_eq!(outsider.so_far().await, [json!({"op": "removed", "topic": topic})]);
}

async fn only_readers_follow(engine: Engine) {
    let Scene { house, space, thread, .. } = scene(engine, &[]).await;
    let (outsider, administrator) = (house.person("Olga Fuori").await, house.administrator("Ada Regola").await);
    for someone in [outsider, administrator] {
        let mut page = open_as(&house, &someone).await;
        for topic in [
            format!("thread:{thread}"),
            format!("space:{space}"),
            "thread:999999".to_owned(),
            "space:999999".to_owned(),
        ] {
            page.send(json!({"op": "subscribe", "topic": topic, "after": 0})).await;
            assert_eq!(page.next().await, json!({"op": "refused", "topic": topic}));
        }
        page.send(json!({"op": "read", "thread": thread, "position": 1})).await;
        assert_eq!(page.so_far().await, Vec::<Value>::new());
    }
}

async fn unread_counts_follow(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, .. } = scene(engine, &[]).await;
    let (mut page, mut other) = (open_as(&house, &bruno).await, open_as(&house, &bruno).await);
    for page in [&mut page, &mut other] {
        page.follow("me", 0).await;
        assert_eq!(page.next().await, json!({"op": "unread", "total": 1, "spaces": {space.to_string(): 1}}));
    }
    page.send(json!({"op": "read", "thread": thread, "position": 1})).await; // not followed: nothing happens
    page.follow(&format!("thread:{thread}"), head(&house).await).await;
    page.send(json!({"op": "read", "thread": thread, "position": 1_000_000})).await;
    for page in [&mut page, &mut other] {
        assert_eq!(page.next().await, json!({"op": "unread", "total": 0, "spaces": {}}));
    }
    house.answer(&anna, thread, "Ancora").await; // beyond what exists was not read: this counts
    assert_eq!(other.next().await, json!({"op": "unread", "total": 1, "spaces": {space.to_string(): 1}}));
}

async fn an_archived_space_has_its_pages_read_again(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, .. } = scene(engine, &[]).await;
    let mut page = open_as(&house, &bruno).await;
    let topics = [format!("thread:{thread}"), format!("space:{space}")];
    for topic in &topics {
        page.follow(topic, head(&house).await).await;
    }
    let archive = Archive { actor: anna.actor, space, is_archived: true, now: house.clock.now() };
    house.db.write(archive).await.unwrap();
    let mut frames = [page.next().await, page.next().await];
    frames.sort_by_key(|frame| frame["topic"].to_string());
    assert_eq!(frames, [&topics[1], &topics[0]].map(|topic| json!({"op": "reload", "topic": topic})));
}

async fn a_guest_s_last_day_ends_what_is_open(engine: Engine) {
    let house = House::open(engine).await;
    let (anna, livia) = (house.person("Anna Neri").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Accoglienza", Openness::Open, &[(&anna, Role::Facilitator), (&livia, Role::Guest)]).await;
    let thread = house.thread(&anna, space, "Primi passi", "Chi comincia?").await.thread;
    let until = house.clock.now().plus(Duration::from_mins(1));
    let extend = ExtendGuest { actor: anna.actor, space, person: livia.id, until, now: house.clock.now() };
    assert!(house.db.write(extend).await.unwrap());
    let mut page = open_as(&house, &livia).await;
    let topic = format!("thread:{thread}");
    page.follow(&topic, head(&house).await).await;
    house.answer(&anna, thread, "Finché c’è").await;
    assert_eq!(page.next().await["kind"], "post_written");
    assert_eq!(house.db.write(EndGuests { now: until }).await.unwrap(), 1);
    house.answer(&anna, thread, "Da soli").await;
    let heard = page.until("removed").await;
    assert_eq!(heard, [json!({"op": "removed", "topic": topic})]);
    assert_eq!(page.so_far().await, Vec::<Value>::new(), "nothing comes after the end");
}

async fn requests_are_counted_for_who_decides(engine: Engine) {
    let house = House::open(engine).await;
    let (anna, bruno) = (house.person("Anna Neri").await, house.person("Bruno Riva").await);
    let carla = house.person("Carla Verdi").await;
    let people = [(&anna, Role::Facilitator), (&bruno, Role::Member)];
    let space = house.space("Accoglienza", Openness::Closed, &people).await;
    let mut page = open_as(&house, &anna).await;
    page.send(json!({"op": "subscribe", "topic": "me", "after": 0})).await;
    assert_eq!(page.until("unread").await.pop().unwrap()["requests"], Value::Null);
    let hers = house.signed_in(&carla).await;
    let door = format!("/spazi/{space}");
    assert_eq!(hers.submit(&door, &format!("{door}/richiesta"), &[("words", "")]).await.status, 303);
    assert_eq!(page.until("unread").await.pop().unwrap()["requests"], json!({space.to_string(): 1}));
    assert_eq!(hers.submit(&door, &format!("{door}/richiesta/ritira"), &[]).await.status, 303);
    assert_eq!(page.until("unread").await.pop().unwrap()["requests"], Value::Null);
    let post = house.thread(&bruno, space, "Turni", "Chi li ha già cambiati?").await.post;
    let told = page.until("unread").await.pop().unwrap();
    assert_eq!(told["reports"], Value::Null, "{told}");
    let bruna = house.person("Bruna Riva").await;
    let add =
        AddMember { actor: Actor::System, space, who: bruna.email.clone(), role: Role::Member, now: house.clock.now() };
    house.db.write(add).await.unwrap();
    let theirs = house.signed_in(&bruna).await;
    let form = format!("/messaggi/{post}/segnala");
    assert_eq!(theirs.submit(&form, &form, &[("reason", "off-topic")]).await.status, 303);
    assert_eq!(page.until("unread").await.pop().unwrap()["reports"], json!({space.to_string(): 1}));
    assert_eq!(theirs.submit(&form, &format!("{form}/ritira"), &[]).await.status, 303);
    assert_eq!(page.until("unread").await.pop().unwrap()["reports"], Value::Null);
}

async fn only_the_own_origin_and_the_signed_in_open_a_socket(engine: Engine) {
    let Scene { house, anna, bruno, .. } = scene(engine, &[("PRASSI_LIVE__MAX_SOCKETS", "1")]).await;
    let (browser, cookies) = sign_in(&house, &anna).await;
    let status = async |cookies: &str, origin: Option<&str>| try_open(&house, cookies, origin).await.err();
    assert_eq!(status("", Some(&house.base)).await, Some(401));
    assert_eq!(status("prassi=AAAAAAAAAAAAAAAAAAAAAA", Some(&house.base)).await, Some(401));
    assert_eq!(status(&cookies, None).await, Some(403));
    for origin in ["https://prassi.example", "null", "http://127.0.0.1", &format!("{}.example", house.base)] {
        assert_eq!(status(&cookies, Some(origin)).await, Some(403), "{origin}");
    }
    assert_eq!(browser.get("/live").await.status, 426);
    assert_eq!(house.browser().get("/live").await.status, 401);
    let page = open(&house, &cookies).await;
    let (_, others) = sign_in(&house, &bruno).await;
    assert_eq!(status(&others, Some(&house.base)).await, Some(503));
    drop(page);
    let again = async {
        while try_open(&house, &others, Some(&house.base)).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("a closed socket's place was not given back");
}

async fn nobody_takes_all_the_places(engine: Engine) {
    let Scene { house, anna, bruno, .. } = scene(engine, &[("PRASSI_LIVE__SOCKETS_PER_PERSON", "2")]).await;
    let (_, cookies) = sign_in(&house, &anna).await;
    let (_, others) = sign_in(&house, &bruno).await;
    let (first, _second) = (open(&house, &cookies).await, open(&house, &cookies).await);
    assert_eq!(try_open(&house, &cookies, Some(&house.base)).await.err(), Some(429));
    let _his = open(&house, &others).await;
    drop(first);
    let again = async {
        while try_open(&house, &cookies, Some(&house.base)).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("a closed socket's place was not given back");
}

async fn what_is_no_frame_is_refused(engine: Engine) {
    let Scene { house, anna, .. } = scene(engine, &[("PRASSI_LIVE__TOPICS_PER_SOCKET", "1")]).await;
    let (_, cookies) = sign_in(&house, &anna).await;
    let mut page = open(&house, &cookies).await;
    page.follow("me", 0).await;
    page.until("unread").await;
    let faults = [
        (Message::text("{"), "not_json"),
        (Message::text(r#"{"op":"dance"}"#), "unknown_frame"),
        (Message::text("[".repeat(16_000)), "unknown_frame"),
        (Message::text(r#"{"op":"subscribe","topic":"thread:1"}"#), "unknown_frame"),
        (Message::text(r#"{"op":"subscribe","topic":"thread:x","after":0}"#), "unknown_topic"),
        (Message::text(r#"{"op":"subscribe","topic":"thread:1","after":0}"#), "too_many_topics"),
        (Message::binary(vec![0, 159, 146, 150]), "not_text"),
    ];
    for (message, reason) in faults {
        page.ws.send(message).await.unwrap();
        assert_eq!(page.next().await, json!({"op": "error", "reason": reason}));
    }
    for _ in 0..4 {
        page.ws.send(Message::text("?")).await.unwrap();
    }
    assert_eq!(page.until("nothing").await.last().unwrap(), &json!({"closed": 1008}));

    let mut page = open(&house, &cookies).await;
    page.ws.send(Message::text(" ".repeat(16 * 1024 + 1))).await.unwrap();
    assert_eq!(page.next().await, json!({"closed": 1009}));
    let mut page = open(&house, &cookies).await;
    for n in 0..150 {
        let _ = page.ws.send(Message::text(format!(r#"{{"op":"unsubscribe","topic":"thread:{n}"}}"#))).await; // may be closed by now
    }
    let frames = page.until("nothing").await;
    assert_eq!(frames[0], json!({"op": "error", "reason": "too_fast"}));
    assert_eq!(frames.last().unwrap(), &json!({"closed": 1008}));
}

async fn the_session_s_end_is_the_socket_s(engine: Engine) {
    let Scene { house, anna, .. } = scene(engine, &[("PRASSI_LIVE__HEARTBEAT_SECONDS", "5")]).await;
    let (browser, cookies) = sign_in(&house, &anna).await;
    let mut page = open(&house, &cookies).await;
    let csrf = browser.csrf().await;
    assert_eq!(browser.post("/esci", &[("csrf", &csrf)]).await.status, 303);
    assert_eq!(page.next().await, json!({"op": "goodbye", "reason": "signed_out"}));
    assert_eq!(page.next().await, json!({"closed": 4001}));
    assert_eq!(try_open(&house, &cookies, Some(&house.base)).await.err(), Some(401));
}

async fn an_ended_sign_in_closes_its_sockets(engine: Engine) {
    let Scene { house, anna, .. } = scene(engine, &[]).await;
    let (here, cookies) = sign_in(&house, &anna).await;
    let (_, elsewhere) = sign_in(&house, &anna).await;
    let (mut page, mut other) = (open(&house, &cookies).await, open(&house, &elsewhere).await);
    let ends = regex::Regex::new(r"/profilo/accessi/\d+/fine").unwrap();
    let list = here.get("/profilo/accessi").await.text;
    let last = ends.find_iter(&list).last().unwrap().as_str().to_owned();
    assert_eq!(here.submit("/profilo/accessi", &last, &[]).await.status, 303);
    assert_eq!(other.next().await, json!({"op": "goodbye", "reason": "signed_out"}));
    assert_eq!(other.next().await, json!({"closed": 4001}));
    assert_eq!(try_open(&house, &elsewhere, Some(&house.base)).await.err(), Some(401));
    assert_eq!(page.so_far().await, Vec::<Value>::new(), "this one stays");

    // A new password ends the others too, all at once.
    let (_, third) = sign_in(&house, &anna).await;
    let mut third = open(&house, &third).await;
    let fields = [("password", PASSWORD), ("new_password", "un’altra frase, anche più lunga")];
    assert_eq!(here.submit("/profilo/password", "/profilo/password", &fields).await.status, 303);
    assert_eq!(third.next().await, json!({"op": "goodbye", "reason": "signed_out"}));
    assert_eq!(page.so_far().await, Vec::<Value>::new());
}

async fn a_closed_account_closes_its_sockets(engine: Engine) {
    let Scene { house, anna, bruno, .. } = scene(engine, &[]).await;
    let (ada, (_, his), (_, hers)) = (
        house.signed_in(&house.administrator("Ada Amministra").await).await,
        sign_in(&house, &bruno).await,
        sign_in(&house, &anna).await,
    );
    let (mut page, mut other) = (open(&house, &his).await, open(&house, &hers).await);
    let record = format!("/amministrazione/persone/{}", bruno.id);
    let answer = ada.submit(&record, &format!("{record}/chiusura"), &[("why", "Ha cambiato lavoro")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(page.next().await, json!({"op": "goodbye", "reason": "signed_out"}));
    assert_eq!(page.next().await, json!({"closed": 4001}));
    assert_eq!(try_open(&house, &his, Some(&house.base)).await.err(), Some(401));
    assert!(!other.so_far().await.iter().any(|frame| frame["op"] == "goodbye"), "hers stays");
}

async fn a_restart_says_goodbye(engine: Engine) {
    let Scene { house, anna, .. } = scene(engine, &[]).await;
    let (_, cookies) = sign_in(&house, &anna).await;
    let mut page = open(&house, &cookies).await;
    let hub = house.app.hub();
    let stopping = tokio::spawn(async move { hub.stop().await });
    assert_eq!(page.next().await, json!({"op": "goodbye", "reason": "restart"}));
    assert_eq!(page.next().await, json!({"closed": 1012}));
    stopping.await.unwrap();
    assert_eq!(try_open(&house, &cookies, Some(&house.base)).await.err(), Some(503));
}

/// What a newer program might have written.
struct RecordTheUnknown;

impl Command for RecordTheUnknown {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        const NEXT: &str = "UPDATE journal_clock SET seq = seq + 1";
        const EVENT: &str = "INSERT INTO journal (seq, at, kind, stream, data)
            SELECT seq, 0, 'moon.landed', 'moon:1', '{\"room\":\"moon\",\"what\":{\"kind\":\"landed\"}}' FROM journal_clock";
        static STATEMENTS: [Statement; 2] =
            [Statement::new(NEXT, NEXT, ("", 0, 0)), Statement::new(EVENT, EVENT, ("", 0, 0))];
        for statement in &STATEMENTS {
            match tx.engine() {
                db::Engine::Sqlite(handle) => handle.execute(statement, [])?,
                db::Engine::Postgres(handle) => handle.execute(statement, sqlx::query(statement.postgres)).await?,
            };
        }
        Ok(())
    }
}

async fn an_unknown_event_stops_the_reader_and_its_sockets(engine: Engine) {
    let Scene { house, anna, .. } = scene(engine, &[]).await;
    let (_, cookies) = sign_in(&house, &anna).await;
    let mut page = open(&house, &cookies).await;
    assert!(house.app.hub().is_following());
    house.db.write(RecordTheUnknown).await.unwrap();
    assert_eq!(page.next().await, json!({"op": "goodbye", "reason": "restart"}));
    assert!(!house.app.hub().is_following());
    assert_eq!(try_open(&house, &cookies, Some(&house.base)).await.err(), Some(503));
}

/// A line of the stranger's client.
async fn line(lines: &mut tokio::io::Lines<BufReader<tokio::process::ChildStdout>>, op: &str) -> Value {
    let said = async {
        loop {
            let line = lines.next_line().await.unwrap().expect("the client ended");
            let frame: Value = serde_json::from_str(&line).unwrap();
            if frame["op"] == op {
                return frame;
            }
        }
    };
    tokio::time::timeout(PATIENCE, said).await.unwrap_or_else(|_| panic!("no {op} came"))
}

async fn the_documented_protocol_is_enough_for_a_stranger(engine: Engine) {
    let Scene { house, anna, bruno, space, thread, .. } = scene(engine, &[]).await;
    let python = std::env::var("PRASSI_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut client = tokio::process::Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/live_client.py"))
        .args([&house.base, &bruno.email, PASSWORD, "--reconnect", "--count", "4", "me"])
        .args([format!("thread:{thread}@0"), format!("space:{space}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("no Python: set PRASSI_TEST_PYTHON to one with tests/python/requirements.txt");
    let mut lines = BufReader::new(client.stdout.take().unwrap()).lines();
    let mut orders = client.stdin.take().unwrap();
    assert_eq!(line(&mut lines, "hello").await["person"], json!(bruno.id));
    assert_eq!(line(&mut lines, "unread").await["total"], 1);
    assert_eq!(line(&mut lines, "event").await["kind"], "thread_started");
    orders.write_all(format!("read {thread} 1\n").as_bytes()).await.unwrap();
    assert_eq!(line(&mut lines, "unread").await["total"], 0);
    orders.write_all(b"drop\n").await.unwrap();
    line(&mut lines, "lost").await;
    let answer = house.answer(&anna, thread, "Mentre non c'eri").await;
    let mut events = [line(&mut lines, "event").await, line(&mut lines, "event").await];
    events.sort_by_key(|e| e["topic"].as_str().unwrap().to_owned());
    assert_eq!((&events[1]["post"], &events[0]["thread"]), (&json!(answer.post), &json!(thread)));
    assert!(events[1]["html"].as_str().unwrap().contains("Mentre non c"));
    delete(&house, &anna, answer.post).await;
    assert_eq!(line(&mut lines, "event").await["kind"], "post_deleted");
    let ended = tokio::time::timeout(PATIENCE, client.wait()).await.expect("the client did not end").unwrap();
    assert!(ended.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_see_each_other() {
    let Scene { house: here, anna, bruno, thread, .. } = scene(Engine::Postgres, &[]).await;
    let place = Place { folder: tempfile::tempdir().unwrap(), database_url: here.place.database_url.clone() };
    let there = House::open_at(place, &[]).await;
    let topic = format!("thread:{thread}");
    let (mut near, mut far) = (open_as(&here, &bruno).await, open_as(&there, &bruno).await);
    let now = head(&here).await;
    near.follow(&topic, now).await;
    far.follow(&topic, now).await;
    for (n, house) in [&here, &there, &here, &there].into_iter().enumerate() {
        house.answer(&anna, thread, &format!("Nodo {n}")).await;
        for page in [&mut near, &mut far] {
            let frame = page.next().await;
            assert!(frame["html"].as_str().unwrap().contains(&format!("Nodo {n}")), "{frame}");
        }
    }
    assert_eq!(journal::head(&there.db).await.unwrap(), Seq(now + 4));
}
