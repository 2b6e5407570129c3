//! A space with members always has a facilitator.

use prassi::authz::{Openness, Role};
use prassi::base::{SpaceId, Timestamp};
use prassi::db::{Command, Tx};
use prassi::jobs::{self, NewJob};
use prassi::spaces::{self, AddMember, ChangeRole, Join, Leave, RemoveMember, list_members};
use prassi::{db, mail};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::house::{Engine, House, Someone, on_both_engines};

on_both_engines!(
    the_longest_standing_member_takes_over,
    who_is_appointed_or_taken_out_hears_of_it,
    a_closed_account_passes_on_what_it_led,
    administrators_see_who_is_left_alone,
    the_law_holds_whatever_people_do,
);

async fn role_of(house: &House, space: SpaceId, who: &Someone) -> Option<Role> {
    list_members(&house.db, space).await.unwrap().into_iter().find(|m| m.person == who.id).map(|m| m.role)
}

async fn the_longest_standing_member_takes_over(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let (delia, livia) = (house.person("Delia Fontelunga").await, house.guest("Livia Acquaviola").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator), (&livia, Role::Guest)]).await;
    for (someone, later) in [(&tullio, 10), (&delia, 20)] {
        let now = house.clock.now().plus(std::time::Duration::from_secs(later));
        house.db.write(Join { actor: someone.actor, space, now }).await.unwrap();
    }
    let hers = house.signed_in(&nives).await;
    let left = hers.submit(&format!("/spazi/{space}/persone"), &format!("/spazi/{space}/esci"), &[]).await;
    assert_eq!(left.location, "/spazi", "{}", left.text);
    assert_eq!(role_of(&house, space, &tullio).await, Some(Role::Facilitator));
    assert_eq!(role_of(&house, space, &delia).await, Some(Role::Member));
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 10).await.unwrap();
    let letter = letters.iter().find(|letter| letter.recipient == tullio.email).unwrap();
    assert!(letter.subject.contains("Ora faciliti «Mediazione»"), "{letter:?}");
    let his = house.signed_in(&tullio).await;
    let people = format!("/spazi/{space}/persone");
    assert!(his.get(&people).await.has("Togli dallo spazio"));
    // An administrator takes the new one out: the next in line leads.
    let gaia = house.administrator("Gaia Terrachiara").await;
    let hers = house.signed_in(&gaia).await;
    assert_eq!(hers.submit(&people, &format!("{people}/{}/togli", tullio.id), &[]).await.status, 303);
    assert_eq!(role_of(&house, space, &delia).await, Some(Role::Facilitator));
}

async fn who_is_appointed_or_taken_out_hears_of_it(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let delia = house.person("Delia Fontelunga").await;
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member), (&delia, Role::Member)];
    let space = house.space("Mediazione", Openness::Private, &people).await;
    let (hers, page) = (house.signed_in(&nives).await, format!("/spazi/{space}/persone"));
    let csrf = hers.csrf().await;
    let role = format!("{page}/{}/ruolo", tullio.id);
    for _ in 0..2 {
        assert_eq!(hers.post(&role, &[("csrf", &csrf), ("role", "facilitator")]).await.status, 303);
    }
    let out = format!("{page}/{}/togli", delia.id);
    assert_eq!(hers.post(&out, &[("csrf", &csrf)]).await.status, 303);
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    let told = |who: &Someone| -> Vec<&str> {
        letters.iter().filter(|letter| letter.recipient == who.email).map(|letter| letter.subject.as_str()).collect()
    };
    assert_eq!(told(&tullio), ["Ora faciliti «Mediazione»"]);
    assert_eq!(told(&delia), ["Non fai più parte di «Mediazione»"]);
    assert_eq!(told(&nives), Vec::<&str>::new());
}

/// Puts the room's recurring job in the queue.
struct Keep(Timestamp);

impl Command for Keep {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        jobs::enqueue(tx, &NewJob::new("spaces.keep", (), self.0)).await.map(|_| ())
    }
}

/// Passes on what somebody led, as whoever closes accounts does.
struct PassOn(prassi::base::PersonId, Timestamp);

impl Command for PassOn {
    type Output = ();
    type Error = spaces::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), spaces::Error> {
        spaces::pass_on(tx, self.0, self.1).await
    }
}

/// Closes an account behind the house's back.
async fn close(house: &House, who: &Someone) {
    let statement = format!("UPDATE people SET state = 'closed' WHERE id = {}", who.id);
    if let Some(path) = house.place.database_url.strip_prefix("sqlite:") {
        rusqlite::Connection::open(path).unwrap().execute(&statement, []).unwrap();
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&house.place.database_url).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut conn).await.unwrap();
    }
}

async fn a_closed_account_passes_on_what_it_led(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Open, &people).await;
    let other = house.space("Accoglienza", Openness::Open, &people).await;
    close(&house, &nives).await;
    house.db.write(PassOn(nives.id, house.clock.now())).await.unwrap();
    assert_eq!(role_of(&house, space, &tullio).await, Some(Role::Facilitator));
    assert_eq!(role_of(&house, other, &tullio).await, Some(Role::Facilitator));
    // And where nobody said so, the room finds it by itself.
    let third = house.space("Terza", Openness::Open, &[(&tullio, Role::Facilitator)]).await;
    let delia = house.person("Delia Fontelunga").await;
    house.db.write(Join { actor: delia.actor, space: third, now: house.clock.now() }).await.unwrap();
    close(&house, &tullio).await;
    house.db.write(Keep(house.clock.now())).await.unwrap();
    house.work().await;
    assert_eq!(role_of(&house, third, &delia).await, Some(Role::Facilitator));
}

async fn administrators_see_who_is_left_alone(engine: Engine) {
    let house = House::open(engine).await;
    let (gaia, nives) = (house.administrator("Gaia Terrachiara").await, house.person("Nives Altopiano").await);
    let space = house.space("Abbandonata", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    house.db.write(Leave { actor: nives.actor, space, now: house.clock.now() }).await.unwrap();
    let hers = house.signed_in(&gaia).await;
    assert!(hers.get("/spazi").await.has("Spazi senza nessuno che li facilita"));
    let people = format!("/spazi/{space}/persone");
    let added = hers.submit(&people, &people, &[("who", &nives.email), ("role", "facilitator")]).await;
    assert_eq!(added.status, 303, "{}", added.text);
    assert!(!hers.get("/spazi").await.has("Spazi senza nessuno che li facilita"));
}

/// What somebody does; the number says who.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Join(usize),
    Leave(usize),
    Add(usize, Role),
    Remove(usize),
    Become(usize, Role),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let who = || 0..4_usize;
    let role = || prop_oneof![Just(Role::Member), Just(Role::Facilitator), Just(Role::Guest)];
    let deed = prop_oneof![
        who().prop_map(Deed::Join),
        who().prop_map(Deed::Leave),
        (who(), role()).prop_map(|(who, role)| Deed::Add(who, role)),
        who().prop_map(Deed::Remove),
        (who(), role()).prop_map(|(who, role)| Deed::Become(who, role)),
    ];
    prop::collection::vec(deed, 1..14)
}

/// Does it, whether or not it is allowed.
async fn commit(house: &House, people: &[Someone], space: SpaceId, deed: Deed, now: Timestamp) {
    let db = &house.db;
    let by = prassi::authz::Actor::System;
    let _ = match deed {
        Deed::Join(n) => db.write(Join { actor: people[n].actor, space, now }).await,
        Deed::Leave(n) => db.write(Leave { actor: people[n].actor, space, now }).await,
        Deed::Add(n, role) => db.write(AddMember { actor: by, space, who: people[n].email.clone(), role, now }).await,
        Deed::Remove(n) => db.write(RemoveMember { actor: by, space, person: people[n].id, now }).await,
        Deed::Become(n, role) => db.write(ChangeRole { actor: by, space, person: people[n].id, role, now }).await,
    };
}

async fn the_law_holds_whatever_people_do(engine: Engine) {
    let house = House::open(engine).await;
    let mut people = Vec::new();
    for name in ["Nives Altopiano", "Tullio Serramonte", "Delia Fontelunga", "Elena Vallescura"] {
        people.push(house.person(name).await);
    }
    let handle = tokio::runtime::Handle::current();
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let outcome = tokio::task::block_in_place(|| {
        TestRunner::new(config).run(&deeds(), |deeds| {
            handle.block_on(async {
                let name = format!("Spazio {:x}", house.rng.u128());
                let space = house.space(&name, Openness::Open, &[]).await;
                let mut now = house.clock.now();
                for deed in deeds {
                    now = now.plus(std::time::Duration::from_secs(1));
                    commit(&house, &people, space, deed, now).await;
                    let members = list_members(&house.db, space).await.unwrap();
                    let is_led = members.iter().any(|member| member.role == Role::Facilitator);
                    let has_members = members.iter().any(|member| member.role != Role::Guest);
                    prop_assert!(is_led || !has_members, "after {deed:?}: {members:?}");
                }
                Ok(())
            })
        })
    });
    outcome.unwrap();
}
