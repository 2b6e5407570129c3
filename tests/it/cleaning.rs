//! What has expired is cleaned away, on both engines.

use std::time::Duration;

use prassi::web::CleanSessions;

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(expired_sessions_and_links_go);

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
