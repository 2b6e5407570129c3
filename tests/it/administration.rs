//! The pages of those who look after the server: what failed is shown, tried again or dropped; what touches security is told.

use prassi::authz::{Openness, Role};
use prassi::db;
use prassi::mail::{self, Letter, MessageId};

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(
    the_overview_says_how_it_is,
    what_failed_is_tried_again_or_dropped,
    security_is_told_without_addresses
);

struct Post(MessageId, prassi::base::Timestamp);

impl db::Command for Post {
    type Output = prassi::base::LetterId;
    type Error = db::Error;

    async fn run(&self, tx: &mut db::Tx<'_>) -> db::Result<prassi::base::LetterId> {
        let letter =
            Letter { kind: "accounts.invitation", recipient: "persa@comune.example", language: "it", subject_id: 0 };
        mail::post(tx, &letter, &self.0, self.1).await
    }
}

async fn the_overview_says_how_it_is(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Amministra").await).await;
    let page = ada.get("/amministrazione").await;
    assert_eq!(page.status, 200);
    assert!(page.has("Niente da sistemare."));
    assert!(page.has(if engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" }));
    house.parked_job("a.b", "{}").await;
    assert!(ada.get("/amministrazione").await.has("Un lavoro non è riuscito"));
    let nives = house.signed_in(&house.person("Nives Altopiano").await).await;
    for path in ["/amministrazione", "/amministrazione/lavori", "/amministrazione/sicurezza"] {
        assert_eq!(nives.get(path).await.status, 403, "{path}");
    }
}

async fn what_failed_is_tried_again_or_dropped(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Amministra").await).await;
    assert!(ada.get("/amministrazione/lavori").await.has("Nessun lavoro è fermo."));
    let letter = house.db.write(Post(MessageId::new(&house.rng), house.clock.now())).await.unwrap();
    let of_letter = house.parked_job("mail.send", &format!("{{\"letter\":{letter}}}")).await;
    let (other, third) = (house.parked_job("a.b", "{}").await, house.parked_job("c.d", "{}").await);
    assert!(ada.get("/amministrazione").await.has("Una lettera non è partita"));
    assert!(ada.get("/amministrazione").await.has("2 lavori non sono riusciti"));
    let page = ada.get("/amministrazione/lavori").await;
    for text in ["persa@comune.example", "it did not work", "a.b", "c.d", "8 tentativi"] {
        assert!(page.has(text), "{text}: {}", page.text);
    }
    let csrf = ada.csrf().await;
    let send = async |job: i64, what: &str| {
        ada.post(&format!("/amministrazione/lavori/{job}/{what}"), &[("csrf", &csrf)]).await.status
    };
    assert_eq!(send(other, "ripresa").await, 303);
    assert_eq!(send(other, "ripresa").await, 404, "it no longer waits");
    assert_eq!(send(third, "scarto").await, 303);
    assert_eq!(send(third, "scarto").await, 404);
    assert_eq!(send(of_letter, "scarto").await, 303);
    let dropped = mail::find(&house.db, letter).await.unwrap().unwrap();
    assert_eq!(dropped.state, mail::State::Dropped, "nobody will send it");
    assert!(ada.get("/amministrazione/lavori").await.has("Nessun lavoro è fermo."));
    let states: Vec<_> = prassi::jobs::count(&house.db).await.unwrap();
    assert!(
        states.iter().any(|(kind, state, n)| (kind.as_str(), state.as_str(), *n) == ("a.b", "queued", 1)),
        "{states:?}"
    );
    assert!(!states.iter().any(|(_, state, _)| state == "parked"), "{states:?}");
    // More than fit on one page.
    for _ in 0..60 {
        house.parked_job("e.f", "{}").await;
    }
    let page = ada.get("/amministrazione/lavori").await;
    let next = regex::Regex::new(r"/amministrazione/lavori\?dopo=\d+").unwrap().find(&page.text).unwrap().as_str();
    let rest = ada.get(next).await;
    assert_eq!(page.text.matches("e.f").count() + rest.text.matches("e.f").count(), 60);
    assert!(!rest.has("?dopo="));
}

async fn security_is_told_without_addresses(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Amministra").await).await;
    assert!(ada.get("/amministrazione/sicurezza").await.has("nessuno ha sbagliato password"));
    let nives = house.person("Nives Altopiano").await;
    house.space("Prove", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    for _ in 0..3 {
        let wrong = [("email", nives.email.as_str()), ("password", "una parola sbagliata")];
        assert_eq!(house.browser().submit("/accedi", "/accedi", &wrong).await.status, 422);
    }
    let page = ada.get("/amministrazione/sicurezza").await;
    assert!(page.has("tentativi sbagliati contano ancora"), "{}", page.text);
    assert!(page.has("Nives Altopiano"), "{}", page.text);
    assert!(page.has("Ingresso in uno spazio"));
    assert!(!page.has(&nives.email) && !page.has("127.0.0.1"), "{}", page.text);
    for n in 0..60 {
        house.person(&format!("Persona {n}")).await;
    }
    let page = ada.get("/amministrazione/sicurezza").await;
    let older = regex::Regex::new(r"/amministrazione/sicurezza\?prima=\d+").unwrap().find(&page.text).unwrap().as_str();
    assert!(ada.get(older).await.has("Nives Altopiano"));
}
