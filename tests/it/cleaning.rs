//! What has expired is cleaned away, on both engines.

use std::time::Duration;

use prassi::base::LetterId;
use prassi::jobs::{self, NewJob};
use prassi::mail::{self, CleanLetters, Letter, MessageId};
use prassi::web::CleanSessions;
use prassi::web::api::CleanAnswers;

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(expired_sessions_and_links_go, letters_that_left_long_ago_go, kept_answers_go_in_pieces);

async fn expired_sessions_and_links_go(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let hers = house.signed_in(&nives).await;
    let asked =
        house.browser().submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!(asked.status, 303);
    let begun = std::time::Instant::now();
    while house.work().await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "no letter was queued");
        tokio::task::yield_now().await;
    }
    assert_eq!(house.db.write(CleanSessions { now: house.clock.now() }).await.unwrap(), 0, "nothing has expired yet");
    assert_eq!(hers.get("/profilo").await.status, 200);
    house.clock.advance(Duration::from_hours(24 * 30));
    assert!(house.db.write(CleanSessions { now: house.clock.now() }).await.unwrap() >= 2, "a session and a link");
    assert_eq!(hers.get("/profilo").await.status, 303);
}

/// Posts a letter that nobody needs any more when its turn comes.
struct Post {
    id: MessageId,
    now: prassi::base::Timestamp,
}

impl prassi::db::Command for Post {
    type Output = LetterId;
    type Error = prassi::db::Error;

    async fn run(&self, tx: &mut prassi::db::Tx<'_>) -> prassi::db::Result<LetterId> {
        let letter = Letter { kind: "accounts.invitation", recipient: "a@b.example", language: "it", subject_id: 0 };
        mail::post(tx, &letter, &self.id, self.now).await
    }
}

async fn letters_that_left_long_ago_go(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let asked =
        house.browser().submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!(asked.status, 303);
    let begun = std::time::Instant::now();
    while house.work().await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "no letter was queued");
        tokio::task::yield_now().await;
    }
    let clean = || house.db.write(CleanLetters { before: house.clock.now().minus(Duration::from_hours(24 * 90)) });
    assert_eq!(clean().await.unwrap(), 0, "it has only just left");
    house.clock.advance(Duration::from_hours(24 * 91));
    let waiting =
        house.db.write(Post { id: MessageId::new(&house.rng), now: prassi::base::Timestamp(1) }).await.unwrap();
    assert_eq!(clean().await.unwrap(), 1);
    assert_eq!(mail::list_mailbox(&house.db, None, 10).await.unwrap().len(), 0, "its secret link with it");
    let kept = mail::find(&house.db, waiting).await.unwrap().map(|letter| letter.state);
    assert_eq!(kept, Some(mail::State::Waiting), "what has not left stays, however old");
}

/// Puts the recurring job in the queue.
struct Clean(prassi::base::Timestamp);

impl prassi::db::Command for Clean {
    type Output = ();
    type Error = prassi::db::Error;

    async fn run(&self, tx: &mut prassi::db::Tx<'_>) -> prassi::db::Result<()> {
        jobs::enqueue(tx, &NewJob::new("web.clean", (), self.0)).await.map(|_| ())
    }
}

async fn kept_answers_go_in_pieces(engine: Engine) {
    const COUNT: &str = "SELECT COUNT(*) FROM api_answers";
    let house = House::open(engine).await;
    house.person("Nives Altopiano").await;
    house
        .place
        .execute(
            "INSERT INTO api_answers (person_id, key, fingerprint, location, body, created_at)
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1700)
             SELECT (SELECT MIN(id) FROM people), 'k' || n, 'f', '/threads/1', '{}', 1795512600000000 + n FROM numbers",
        )
        .await;
    let clean = || house.db.write(CleanAnswers { now: house.clock.now() });
    assert_eq!(clean().await.unwrap(), 0, "they are of today");
    house.clock.advance(Duration::from_hours(24));
    assert_eq!(clean().await.unwrap(), 0, "and a moment more");
    house.clock.advance(Duration::from_micros(1600));
    assert_eq!(clean().await.unwrap(), 500, "nobody waits for more than this");
    assert_eq!(house.place.number(COUNT).await, 1200);
    house.db.write(Clean(house.clock.now())).await.unwrap();
    house.work().await;
    assert_eq!(house.place.number(COUNT).await, 100, "all that are older than a day, and no other");
}
