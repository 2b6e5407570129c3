//! Accounts close and open again; people go of their own accord.

use prassi::accounts::{CloseAccount, LaterRooms, MovePerson, Refusal, ReopenAccount};
use prassi::authz::{Denied, Openness, Reason};
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};
use prassi::spaces::{self, AskToJoin, Invited, RequestWords};

use super::*;
use crate::house::{Browser, Engine, NOW, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    a_closed_account_is_nowhere,
    whoever_comes_back_finds_their_place,
    people_go_of_their_own_accord,
    a_community_keeps_an_administrator,
    administrators_cannot_close_each_other,
    whoever_administers_no_more_does_nothing,
    administrators_look_for_people,
    nobody_else_looks_after_accounts,
    the_register_comes_in_pages,
    organisations_are_added_and_changed,
);

const REGISTER: &str = "/amministrazione/persone";

fn record(someone: &Someone) -> String {
    format!("{REGISTER}/{}", someone.id)
}

async fn close(ada: &Browser, someone: &Someone, why: &str) {
    let page = record(someone);
    let answer = ada.submit(&page, &format!("{page}/chiusura"), &[("why", why)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, page.as_str()), "{}", answer.text);
}

async fn sign_in(house: &House, someone: &Someone) -> u16 {
    house.browser().submit("/accedi", "/accedi", &[("email", &someone.email), ("password", PASSWORD)]).await.status
}

async fn members(house: &House, space: SpaceId) -> (i64, i64, Vec<String>) {
    let space_now = spaces::get_for(&house.db, space, &Actor::System).await.unwrap().unwrap();
    let people = spaces::list_members(&house.db, space).await.unwrap();
    (space_now.members, space_now.offices, people.into_iter().map(|m| m.name).collect())
}

async fn a_closed_account_is_nowhere(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let (nives, tullio) = (house.person_of("Nives Altopiano", "AG").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Open, &people).await;
    let closed = house.space("Rendiconti", Openness::Closed, &[(&tullio, Role::Facilitator)]).await;
    let words = RequestWords::parse("Vorrei entrare").unwrap();
    house.db.write(AskToJoin { actor: nives.actor, space: closed, words, now: house.clock.now() }).await.unwrap();
    let thread = house.thread(&nives, space, "Turni", "Chi li ha già cambiati?").await.thread;
    let (hers, ada, his) =
        (house.signed_in(&nives).await, house.signed_in(&admin).await, house.signed_in(&tullio).await);
    let profile =
        [("name", "Nives Altopiano"), ("topics", "mediazione"), ("language", "it"), ("time_zone", "Europe/Rome")];
    assert_eq!(hers.submit("/profilo", "/profilo", &profile).await.status, 303);
    assert!(his.get("/rubrica").await.has("Nives Altopiano"));

    // Without a reason nothing happens, and what was typed stays.
    let page = record(&nives);
    let answer = ada.submit(&page, &format!("{page}/chiusura"), &[("why", "  ")]).await;
    assert!(answer.status == 422 && answer.has(r#"id="why-error""#), "{}", answer.text);
    assert_eq!(hers.get("/profilo").await.status, 200);

    close(&ada, &nives, "Va in pensione il 30 novembre").await;
    assert!(ada.get(&page).await.has("Motivo: Va in pensione il 30 novembre"));
    assert_eq!(hers.get("/profilo").await.status, 303, "her sessions have ended");
    assert_eq!(sign_in(&house, &nives).await, 422);
    let forgotten = house.browser();
    let asked = forgotten.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!(asked.status, 303);
    house.clock.advance(std::time::Duration::from_secs(2));
    house.work().await;
    let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
    assert!(letters.iter().all(|letter| letter.recipient != nives.email), "no letters");
    assert!(letters.iter().any(|letter| letter.recipient == tullio.email && letter.subject.contains("Mediazione")));

    // What she wrote keeps its name; in lists she is not.
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("Nives Altopiano"));
    let person = his.get(&format!("/persone/{}", nives.id)).await;
    assert!(person.status == 200 && person.has("non più attivo/a") && person.has("Nives Altopiano"), "{}", person.text);
    assert!(!person.has("mediazione") && !person.has("pensione"), "{}", person.text);
    let directory = his.get("/rubrica").await;
    assert!(!directory.has("Nives Altopiano") && !directory.has("mediazione (1)"), "{}", directory.text);
    let completion = his.get(&format!("/persone/suggerimenti?spazio={space}&q=niv")).await;
    assert!(completion.status == 200 && !completion.has("Nives"), "{}", completion.text);
    assert_eq!(members(&house, space).await, (1, 1, vec!["Tullio Serramonte".to_owned()]));
    assert!(his.get(&format!("/spazi/{space}/persone")).await.has("Togli dallo spazio"), "he leads it now");
    assert!(!his.get(&format!("/spazi/{closed}/persone")).await.has("Vorrei entrare"));
    assert!(spaces::count_waiting(&house.db, tullio.id).await.unwrap().is_empty());

    // Twice is once.
    let csrf = ada.csrf().await;
    let again = ada.post(&format!("{page}/chiusura"), &[("csrf", &csrf), ("why", "Ancora")]).await;
    assert_eq!(again.status, 303);
    assert!(ada.get(&page).await.has("Nel frattempo era già cambiato"));
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let ended = |e: &&journal::Recorded| e.event == Event::Accounts(AccountEvent::AccountClosed { person: nives.id });
    assert_eq!(log.iter().filter(ended).count(), 1);
    assert!(ada.get("/amministrazione/sicurezza").await.has("Account chiuso"));
}

async fn whoever_comes_back_finds_their_place(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Private, &people).await;
    let hers = house.signed_in(&nives).await;
    let profile =
        [("name", "Nives Altopiano"), ("topics", "mediazione"), ("language", "it"), ("time_zone", "Europe/Rome")];
    assert_eq!(hers.submit("/profilo", "/profilo", &profile).await.status, 303);
    let ada = house.signed_in(&admin).await;
    close(&ada, &nives, "Aspettativa").await;
    let page = record(&nives);
    let answer = ada.submit(&page, &format!("{page}/riapertura"), &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, page.as_str()), "{}", answer.text);
    assert!(!ada.get(&page).await.has("Aspettativa"), "the reason is gone with the state");
    let letter = letter_to(&house, &nives.email).await;
    assert!(letter.subject.contains("Puoi di nuovo entrare"), "{letter:?}");
    let hers = house.signed_in(&nives).await;
    assert_eq!(hers.get(&format!("/spazi/{space}")).await.status, 200);
    let (count, _, names) = members(&house, space).await;
    assert_eq!((count, names.len()), (2, 2));
    assert!(hers.get("/rubrica").await.has("mediazione (1)"));
    assert!(hers.get(&format!("/spazi/{space}/persone")).await.has("Togli dallo spazio"), "she leads it again, he too");
    let csrf = ada.csrf().await;
    assert_eq!(ada.post(&format!("{page}/riapertura"), &[("csrf", &csrf)]).await.status, 303);
    assert!(ada.get(&page).await.has("Nel frattempo era già cambiato"));
}

async fn people_go_of_their_own_accord(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Open, &people).await;
    let (here, elsewhere) = (house.signed_in(&nives).await, house.signed_in(&nives).await);
    let page = "/profilo/chiusura";
    assert!(here.get(page).await.has("Mediazione"), "what passes on is said before");
    for (password, said) in [("", "Questo campo serve"), ("non è questa", "Non è la password di adesso")] {
        let answer = here.submit(page, page, &[("password", password)]).await;
        assert!(answer.status == 422 && answer.has(said), "{}", answer.text);
    }
    let answer = here.submit(page, page, &[("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi?fatto=chiusura"), "{}", answer.text);
    assert!(here.get("/accedi?fatto=chiusura").await.has("Il tuo account è chiuso"));
    assert_eq!((here.get("/").await.status, elsewhere.get("/").await.status), (303, 303));
    assert_eq!(sign_in(&house, &nives).await, 422);
    assert_eq!(members(&house, space).await.2, ["Tullio Serramonte"]);
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    let his = ada.get(&record(&nives)).await;
    assert!(his.has("Ha lasciato la comunità") && !his.has("Motivo:"), "{}", his.text);
}

async fn a_community_keeps_an_administrator(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let ada = house.signed_in(&admin).await;
    assert!(ada.get("/profilo/chiusura").await.has("Sei l’unica persona che amministra"));
    let csrf = ada.csrf().await;
    let answer = ada.post("/profilo/chiusura", &[("csrf", &csrf), ("password", PASSWORD)]).await;
    assert!(answer.status == 403 && answer.has("Sei l’unica persona che amministra"), "{}", answer.text);
    // Not by the other door either.
    let answer = ada.post(&format!("{}/chiusura", record(&admin)), &[("csrf", &csrf), ("why", "Prova")]).await;
    assert!(answer.status == 403 && answer.has("lo curi dal profilo"), "{}", answer.text);
    let second = house.administrator("Bea Collerosso").await;
    assert_eq!(ada.submit("/profilo/chiusura", "/profilo/chiusura", &[("password", PASSWORD)]).await.status, 303);
    let bea = house.signed_in(&second).await;
    assert!(bea.get("/profilo/chiusura").await.has("Sei l’unica persona che amministra"), "closed ones do not count");
}

/// Two who close each other at the same moment: each was let in before the other was done.
async fn administrators_cannot_close_each_other(engine: Engine) {
    let house = open(engine).await;
    let (ada, bea) = (house.administrator("Ada Colleverde").await, house.administrator("Bea Collerosso").await);
    let tullio = house.person("Tullio Serramonte").await;
    let (places, now) = (LaterRooms::of(Invited).places, house.clock.now());
    let close = |actor: Actor, person: &Someone| {
        house.db.write(CloseAccount { actor, person: person.id, why: "Prova".to_owned(), places: places.clone(), now })
    };
    close(ada.actor, &tullio).await.unwrap();
    close(ada.actor, &bea).await.unwrap();
    let refused = close(bea.actor, &ada).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::SignIn))), "{refused:?}");
    // Nor does she do anything else with accounts.
    let reopen = ReopenAccount {
        actor: bea.actor,
        person: tullio.id,
        places: places.clone(),
        message_id: MessageId::new(&house.rng),
        default_lang: Lang::It,
        now,
    };
    let refused = house.db.write(reopen).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::SignIn))), "{refused:?}");
    // Whoever asks, the last one stays.
    let refused = close(Actor::System, &ada).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::Refused(Reason::LastAdministrator)))), "{refused:?}");
    assert_eq!((sign_in(&house, &ada).await, sign_in(&house, &bea).await), (303, 422));
}

/// What an actor may was read before a command began: what Bea was asked to do waits in the queue while her account is closed.
async fn whoever_administers_no_more_does_nothing(engine: Engine) {
    let house = open(engine).await;
    let (ada, bea) = (house.administrator("Ada Colleverde").await, house.administrator("Bea Collerosso").await);
    let nives = house.person_of("Nives Altopiano", "AG").await;
    let space = house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let waits = invite(&house, invitation(&house, ada.actor, "Ugo Rivabella", None).await).await.unwrap();
    let (agrigento, viterbo) = (office(&house, "AG").await, office(&house, "VT").await);
    let (later, now, actor, person) = (LaterRooms::of(Invited), house.clock.now(), bea.actor, nives.id);
    let close =
        CloseAccount { actor: ada.actor, person: bea.id, why: "Prova".to_owned(), places: later.places.clone(), now };
    house.db.write(close).await.unwrap();
    let before = journal::head(&house.db).await.unwrap();

    let db = &house.db;
    let move_person = MovePerson {
        actor,
        person,
        from: agrigento,
        to: viterbo,
        choices: Vec::new(),
        places: later.places.clone(),
        now,
    };
    let role = Some(prassi::accounts::OfficeRole::Head);
    let change_role = prassi::accounts::ChangeOfficeRole { actor, organisation: agrigento, person, role, now };
    let new = prassi::accounts::NewOrganisation {
        code: "NUOVO".to_owned(),
        name: "Ente nuovo".to_owned(),
        denomination: "Ente nuovo".to_owned(),
        kind: prassi::accounts::OrganisationKind::TrainingBody,
        region: None,
        seat: None,
    };
    let save = prassi::accounts::SaveOrganisation { actor, organisation: None, new, now };
    let withdraw = prassi::accounts::WithdrawInvitation { actor, invitation: waits, spaces: later.spaces.clone(), now };
    let refusals = [
        db.write(move_person).await,
        db.write(change_role).await,
        db.write(save).await.map(|_| ()),
        db.write(withdraw).await.map(|_| ()),
        invite(&house, invitation(&house, actor, "Livia Pratolungo", None).await).await.map(|_| ()),
    ];
    for refused in refusals {
        assert!(matches!(refused, Err(Refusal::Denied(Denied::SignIn))), "{refused:?}");
    }
    let add = spaces::AddMember { actor, space, who: bea.email.clone(), role: Role::Member, now };
    let archive = spaces::Archive { actor, space, is_archived: true, now };
    for refused in [db.write(add).await, db.write(archive).await] {
        assert!(matches!(refused, Err(spaces::Error::Denied(Denied::SignIn))), "{refused:?}");
    }
    assert_eq!(journal::head(db).await.unwrap(), before, "nothing has happened");
}

async fn administrators_look_for_people(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let nives = house.person_of("Nives Altopiano", "AG").await;
    let (livia, tullio) = (house.guest("Livia Acquaviola").await, house.person("Tullio Serramonte").await);
    let role = Some(prassi::accounts::OfficeRole::FocalPoint);
    let agrigento = office(&house, "AG").await;
    let change = prassi::accounts::ChangeOfficeRole {
        actor: admin.actor,
        organisation: agrigento,
        person: nives.id,
        role,
        now: NOW,
    };
    house.db.write(change).await.unwrap();
    let ada = house.signed_in(&admin).await;
    close(&ada, &tullio, "Prova").await;
    assert_eq!(sign_in(&house, &nives).await, 303);
    let everybody = ["Ada Colleverde", "Nives Altopiano", "Livia Acquaviola", "Tullio Serramonte"];
    for (query, found) in [
        (String::new(), &everybody[..]),
        ("cerca=alto".to_owned(), &["Nives Altopiano"]),
        ("cerca=Serramonte+Tullio".to_owned(), &["Tullio Serramonte"]),
        ("cerca=serramonte+livia".to_owned(), &[]),
        ("cerca=tullio.serramonte%40".to_owned(), &["Tullio Serramonte"]),
        ("cerca=%25".to_owned(), &[]),
        ("stato=closed".to_owned(), &["Tullio Serramonte"]),
        ("stato=active&ruolo=guest".to_owned(), &["Livia Acquaviola"]),
        ("ruolo=administrator".to_owned(), &["Ada Colleverde"]),
        ("ruolo=focal_point".to_owned(), &["Nives Altopiano"]),
        ("ruolo=head".to_owned(), &[]),
        (format!("ufficio={agrigento}"), &["Nives Altopiano"]),
    ] {
        let page = ada.get(&format!("{REGISTER}?{query}")).await;
        for name in everybody {
            let is_listed = page.has(&format!(">{name}</a>"));
            assert_eq!(is_listed, found.contains(&name), "{query}: {name} in {}", page.text);
        }
    }
    let page = ada.get(REGISTER).await;
    assert!(page.has(&nives.email) && page.has("martedì 24") && page.has("mai"), "{}", page.text);
    assert!(ada.get(&record(&livia)).await.has("Ospite"));
    assert_eq!(ada.get(&format!("{REGISTER}/999999")).await.status, 404);
    assert_eq!(ada.get(&format!("{REGISTER}?dopo=999999")).await.status, 404);
}

async fn the_register_comes_in_pages(engine: Engine) {
    let house = open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    for n in 0..56 {
        let letters = [b'A' + n / 26, b'a' + n % 26].map(char::from);
        house.person(&format!("Persona {}{}", letters[0], letters[1])).await;
    }
    let first = ada.get(REGISTER).await;
    let next = regex::Regex::new(r"/amministrazione/persone\?dopo=\d+").unwrap().find(&first.text).unwrap().as_str();
    let rest = ada.get(next).await;
    let count =
        |text: &str| regex::Regex::new(r#"<a href="/amministrazione/persone/\d+">"#).unwrap().find_iter(text).count();
    assert_eq!((count(&first.text), count(&rest.text)), (50, 7));
    assert!(!rest.has("?dopo=") && rest.has("Torna all’inizio"));
}

async fn nobody_else_looks_after_accounts(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let browser = house.signed_in(&nives).await;
    let csrf = browser.csrf().await;
    for path in [REGISTER.to_owned(), record(&tullio), format!("{REGISTER}/999999"), "/amministrazione/enti".to_owned()]
    {
        let answer = browser.get(&path).await;
        assert!(answer.status == 403 && !answer.has("Tullio"), "{path}");
    }
    let answer = browser.post(&format!("{}/chiusura", record(&tullio)), &[("csrf", &csrf), ("why", "Prova")]).await;
    assert_eq!(answer.status, 403);
    let (actor, person, now) = (nives.actor, tullio.id, house.clock.now());
    let places = LaterRooms::of(Invited).places;
    let refused = house.db.write(CloseAccount { actor, person, why: "Prova".to_owned(), places, now }).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::Refused(Reason::AdministratorsOnly)))), "{refused:?}");
    assert_eq!(sign_in(&house, &tullio).await, 303);
}

async fn organisations_are_added_and_changed(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let ada = house.signed_in(&admin).await;
    let list = "/amministrazione/enti";
    let page = ada.get(&format!("{list}?cerca=rovigo")).await;
    assert!(page.has("Prefettura di Rovigo") && page.has("una persona · senza referente"), "{}", page.text);
    let first = ada.get(list).await;
    let next = regex::Regex::new(r"/amministrazione/enti\?dopo=\d+").unwrap().find(&first.text).unwrap().as_str();
    assert!(ada.get(next).await.has("Torna all’inizio"));
    assert!(ada.get(&format!("{list}?cerca=nessuno+davvero")).await.has("Nessun ente corrisponde"));
    let good = [("code", "coop-1"), ("name", "Cooperativa Acquachiara"), ("kind", "stakeholder"), ("region", "Veneto")];
    for (field, typed, said) in [
        ("code", "à!", "Servono da 1 a 40 lettere"),
        ("code", "RO", "è già di un altro ente"),
        ("name", "", "Questo campo serve"),
        ("kind", "boh", "Scegli"),
    ] {
        let fields: Vec<_> = good.iter().map(|(n, v)| (*n, if *n == field { typed } else { *v })).collect();
        let answer = ada.submit("/amministrazione/enti/nuovo", list, &fields).await;
        assert!(answer.status == 422 && answer.has(&format!(r#"id="{field}-error""#)), "{field}: {}", answer.text);
        assert!(answer.has(said) && answer.has("Veneto"), "{said}: {}", answer.text);
    }
    assert_eq!(ada.submit("/amministrazione/enti/nuovo", list, &good).await.status, 303);
    let made = list_organisations(&house.db).await.unwrap().into_iter().find(|o| o.code == "COOP-1").unwrap();
    assert_eq!(
        (made.name.as_str(), made.denomination.as_str()),
        ("Cooperativa Acquachiara", "Cooperativa Acquachiara")
    );
    let path = format!("{list}/{}", made.id);
    let changed = [("name", "Acquachiara"), ("kind", "training_body"), ("region", ""), ("code", "ALTRO")];
    assert_eq!(ada.submit(&path, &path, &changed).await.status, 303);
    // The code stays, also where what was typed comes back.
    let refused = ada.submit(&path, &path, &[("name", ""), ("kind", "training_body"), ("region", "")]).await;
    assert!(refused.status == 422 && refused.has("COOP-1"), "{}", refused.text);
    let now = prassi::accounts::find_organisation(&house.db, made.id).await.unwrap().unwrap();
    assert_eq!((now.code.as_str(), now.name.as_str(), now.region), ("COOP-1", "Acquachiara", None));
    assert_eq!(ada.get(&format!("{list}/999999")).await.status, 404);
}
