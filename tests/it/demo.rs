//! The demo community: whole, the same after a start that was killed, and never among real people.

use prassi::authz::{Actor, Openness, Role, Standing};
use prassi::base::PersonId;
use prassi::{demo, spaces};

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(the_demo_comes_once_and_whole, the_demo_stays_away_from_real_people);

/// What can be seen of the demo: its spaces, and the newest event.
async fn seen(house: &House) -> (usize, i64) {
    let everything = Actor::Person { id: PersonId(0), standing: Standing::Staff, is_administrator: true };
    let spaces = spaces::list_of(&house.db, &everything).await.unwrap().len();
    (spaces, prassi::journal::head(&house.db).await.unwrap().0)
}

async fn the_demo_comes_once_and_whole(engine: Engine) {
    let house = House::open(engine).await;
    let install = || demo::install(&house.db, &house.app.accounts, house.clock.now());
    assert!(install().await.unwrap());
    let first = seen(&house).await;
    assert_eq!(first.0, 6);
    let heads = "SELECT COUNT(*) FROM people WHERE office_role = 'head'";
    assert!(house.place.number(heads).await >= 3, "somebody to invite colleagues of an office");
    assert!(install().await.unwrap(), "the demo is still here");
    assert_eq!(seen(&house).await, first);
    // As a server leaves it that was killed half way: the next start goes through all of it and changes nothing that is there.
    house.place.execute("UPDATE settings SET value = 'begun' WHERE name = 'demo'").await;
    assert!(install().await.unwrap());
    assert_eq!(seen(&house).await, first);
    assert_eq!(demo::accounts().unwrap().len(), 8, "one for each kind of person");
}

async fn the_demo_stays_away_from_real_people(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    house.space("Vera", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let before = seen(&house).await;
    assert!(!demo::install(&house.db, &house.app.accounts, house.clock.now()).await.unwrap());
    assert_eq!(seen(&house).await, before);
}
