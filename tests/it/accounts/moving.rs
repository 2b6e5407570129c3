//! People change office: who may say so, what passes to whom, what is remembered.

use prassi::accounts::{ChangeOfficeRole, OfficeRole, find_person};
use prassi::authz::Openness;
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};
use prassi::spaces::{self, AddMember, CreateOfficeSpace, CreateSpace, Purpose, SpaceName};

use super::*;
use crate::house::{Engine, Someone, on_both_engines};

on_both_engines!(
    what_somebody_leads_passes_to_whom_one_chooses,
    focal_points_of_either_office_move_people,
    what_one_may_not_know_of_is_settled_as_usual,
    whoever_takes_over_is_a_member,
    many_spaces_take_no_more_queries_than_a_few,
);

async fn role_of(house: &House, space: SpaceId, who: &Someone) -> Option<Role> {
    spaces::list_members(&house.db, space).await.unwrap().into_iter().find(|m| m.person == who.id).map(|m| m.role)
}

/// An office's own space with its people.
async fn space_of(
    house: &House,
    name: &str,
    code: &str,
    (openness, people): (Openness, &[(&Someone, Role)]),
) -> SpaceId {
    let (name, purpose, now) =
        (SpaceName::parse(name).unwrap(), Purpose::parse("Una prova").unwrap(), house.clock.now());
    let space = CreateSpace { actor: Actor::System, name, purpose, openness, now };
    let space = house.db.write(CreateOfficeSpace { space, office: office(house, code).await }).await.unwrap();
    for (someone, role) in people {
        let command = AddMember { actor: Actor::System, space, who: someone.email.clone(), role: *role, now };
        house.db.write(command).await.unwrap();
    }
    space
}

async fn speaks(house: &House, code: &str, who: &Someone) {
    let (organisation, now) = (office(house, code).await, house.clock.now());
    let role = Some(OfficeRole::FocalPoint);
    let command = ChangeOfficeRole { actor: Actor::System, organisation, person: who.id, role, now };
    house.db.write(command).await.unwrap();
}

fn page(who: &Someone) -> String {
    format!("/persone/{}/ufficio", who.id)
}

async fn what_somebody_leads_passes_to_whom_one_chooses(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let delia = house.person_of("Delia Fontelunga", "VI").await;
    let leads = [(&nives, Role::Facilitator), (&tullio, Role::Member), (&delia, Role::Member)];
    let open_space = house.space("Mediazione", Openness::Open, &leads).await;
    let kept = house.space("Alloggi", Openness::Open, &[(&nives, Role::Facilitator), (&tullio, Role::Member)]).await;
    let own = space_of(&house, "Area IV", "RO", (Openness::Closed, &leads)).await;
    let other = space_of(
        &house,
        "Protocollo",
        "RO",
        (Openness::Closed, &[(&tullio, Role::Facilitator), (&nives, Role::Member)]),
    )
    .await;
    let stays =
        space_of(&house, "Archivio", "RO", (Openness::Closed, &[(&tullio, Role::Facilitator), (&nives, Role::Member)]))
            .await;
    speaks(&house, "RO", &nives).await;
    let thread = house.thread(&nives, open_space, "Turni", "Chi comincia?").await.thread;
    let ada = house.signed_in(&admin).await;
    let target = office(&house, "AG").await.to_string();
    assert!(ada.get(&page(&nives)).await.has("Guarda che cosa cambia"));
    let shown = ada.get(&format!("{}?nuovo={target}", page(&nives))).await;
    for word in [
        "Mediazione",
        "Alloggi",
        "Area IV",
        "Protocollo",
        "Archivio",
        "Referente",
        "Lo facilita Tullio Serramonte",
        "Esce; lo facilita Delia Fontelunga",
        "Conferma: ora lavora per Prefettura di Agrigento",
    ] {
        assert!(shown.has(word), "{word} is not in {}", shown.text);
    }
    let fields = [
        (format!("space-{open_space}"), tullio.id.to_string()),
        (format!("space-{kept}"), "stay".to_owned()),
        (format!("space-{own}"), delia.id.to_string()),
        (format!("space-{other}"), "leave".to_owned()),
        (format!("space-{stays}"), "stay".to_owned()),
    ];
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    sent.push(("nuovo", &target));
    let hidden: Vec<_> = shown.hidden("/esci").into_iter().filter(|(name, _)| name == "csrf").collect();
    let rovigo = office(&house, "RO").await.to_string();
    sent.push(("from", &rovigo));
    house.clock.advance(std::time::Duration::from_hours(24));
    let answer = ada.send(&page(&nives), &hidden, &sent).await;
    assert_eq!((answer.status, answer.location), (303, format!("/persone/{}", nives.id)), "{}", answer.text);

    assert_eq!(role_of(&house, open_space, &nives).await, Some(Role::Member));
    assert_eq!(role_of(&house, open_space, &tullio).await, Some(Role::Facilitator));
    assert_eq!(role_of(&house, kept, &nives).await, Some(Role::Facilitator));
    assert_eq!(
        (role_of(&house, own, &nives).await, role_of(&house, own, &delia).await),
        (None, Some(Role::Facilitator))
    );
    assert_eq!(role_of(&house, other, &nives).await, None);
    assert_eq!(role_of(&house, stays, &nives).await, Some(Role::Member));
    let now = find_person(&house.db, nives.id).await.unwrap().unwrap();
    assert_eq!((now.office.as_str(), now.office_role), ("Prefettura di Agrigento", None));
    let letter = letter_to(&house, &delia.email).await;
    assert!(letter.subject.contains("Ora faciliti «Area IV»"), "{letter:?}");
    // Words stand under the office of today; the page remembers where they were written.
    assert!(ada.get(&format!("/discussioni/{thread}")).await.has("Prefettura di Agrigento"));
    let person = ada.get(&format!("/persone/{}", nives.id)).await;
    assert!(person.has("Prefettura di Rovigo, fino al mercoledì 25 novembre 2026"), "{}", person.text);
    let counted = spaces::get_for(&house.db, open_space, &Actor::System).await.unwrap().unwrap();
    assert_eq!((counted.members, counted.offices), (3, 3));
    let log = journal::list_after(&house.db, Seq(0), 1000).await.unwrap();
    let moved = |e: &&journal::Recorded| matches!(e.event, Event::Accounts(AccountEvent::PersonMoved { person, .. }) if person == nives.id);
    assert_eq!(log.iter().filter(moved).count(), 1);
    // A form that was open meanwhile changes nothing.
    let answer = ada.send(&page(&nives), &hidden, &[("nuovo", &rovigo), ("from", &rovigo)]).await;
    assert_eq!((answer.status, answer.location), (303, page(&nives)));
    let answer = ada.send(&page(&nives), &hidden, &[("nuovo", ""), ("from", &target)]).await;
    assert!(answer.status == 422 && answer.has(r#"id="nuovo-error""#), "{}", answer.text);
    let answer = ada.send(&page(&nives), &hidden, &[("nuovo", "999999"), ("from", &target)]).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
}

async fn focal_points_of_either_office_move_people(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let (delia, ugo) = (house.person_of("Delia Fontelunga", "AG").await, house.person_of("Ugo Rivabella", "VI").await);
    speaks(&house, "RO", &tullio).await;
    speaks(&house, "AG", &delia).await;
    let (rovigo, agrigento, vicenza) = (
        office(&house, "RO").await.to_string(),
        office(&house, "AG").await.to_string(),
        office(&house, "VI").await.to_string(),
    );
    let his = house.signed_in(&tullio).await;
    assert!(his.get(&format!("/persone/{}", nives.id)).await.has("Cambia ufficio"));
    // Not themselves, not people of others into others.
    assert_eq!(his.get(&page(&tullio)).await.status, 403);
    assert_eq!(his.get(&format!("{}?nuovo={vicenza}", page(&delia))).await.status, 403);
    let ugos = house.signed_in(&ugo).await;
    let person = ugos.get(&format!("/persone/{}", nives.id)).await;
    assert!(!person.has("Cambia ufficio"));
    let refused = ugos.get(&page(&nives)).await;
    assert!(refused.status == 403 && refused.has("il dirigente o il referente"), "{}", refused.text);
    assert_eq!(ugos.get("/persone/999999/ufficio").await.status, 404);
    // The one of the new office takes somebody in, and nowhere else.
    let hers = house.signed_in(&delia).await;
    let form = hers.get(&page(&nives)).await;
    assert!(form.has("Prefettura di Agrigento") && !form.has("Prefettura di Vicenza"), "{}", form.text);
    let csrf = hers.csrf().await;
    let to_vicenza = [("csrf", csrf.as_str()), ("from", &rovigo), ("nuovo", &vicenza)];
    assert_eq!(hers.post(&page(&nives), &to_vicenza).await.status, 403);
    let shown = format!("{}?nuovo={agrigento}", page(&nives));
    assert!(hers.get(&shown).await.has("non c’è niente da passare"));
    let fields = [("csrf", csrf.as_str()), ("from", &rovigo), ("nuovo", &agrigento)];
    assert_eq!(hers.post(&page(&nives), &fields).await.status, 303);
    assert_eq!(find_person(&house.db, nives.id).await.unwrap().unwrap().office_code, "AG");
    // Guests are the administrators'.
    let livia = house.guest("Livia Acquaviola").await;
    assert_eq!(his.get(&page(&livia)).await.status, 403);
    let guest = house.signed_in(&livia).await;
    assert_eq!((guest.get(&page(&nives)).await.status, guest.get("/persone/999999/ufficio").await.status), (403, 403));
}

async fn what_one_may_not_know_of_is_settled_as_usual(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let delia = house.person_of("Delia Fontelunga", "AG").await;
    speaks(&house, "AG", &delia).await;
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let private = house.space("Segreto", Openness::Private, &people).await;
    let own = space_of(&house, "Area IV", "RO", (Openness::Private, &people)).await;
    let closed = house.space("Chiuso", Openness::Closed, &people).await;
    let hers = house.signed_in(&delia).await;
    let agrigento = office(&house, "AG").await.to_string();
    let shown = hers.get(&format!("{}?nuovo={agrigento}", page(&nives))).await;
    assert!(
        !shown.has("Segreto") && !shown.has("Area IV") && shown.has("altri 2")
            || shown.has("2 spazi che non puoi vedere"),
        "{}",
        shown.text
    );
    assert!(shown.has("Chiuso") && !shown.has("Tullio"), "who is in it is not told: {}", shown.text);
    let (csrf, rovigo, heir) = (hers.csrf().await, office(&house, "RO").await.to_string(), tullio.id.to_string());
    let names = [private, own, closed].map(|space| format!("space-{space}"));
    let mut fields = vec![("csrf", csrf.as_str()), ("from", &rovigo), ("nuovo", &agrigento)];
    fields.extend(names.iter().map(|name| (name.as_str(), heir.as_str())));
    assert_eq!(hers.post(&page(&nives), &fields).await.status, 303);
    assert_eq!(role_of(&house, private, &nives).await, Some(Role::Facilitator), "guessing the number does nothing");
    assert_eq!(role_of(&house, closed, &nives).await, Some(Role::Facilitator));
    assert_eq!(
        (role_of(&house, own, &nives).await, role_of(&house, own, &tullio).await),
        (None, Some(Role::Facilitator))
    );
}

async fn whoever_takes_over_is_a_member(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let space = house.space("Mediazione", Openness::Open, &[(&nives, Role::Facilitator)]).await;
    let ada = house.signed_in(&admin).await;
    let (csrf, from, to) =
        (ada.csrf().await, office(&house, "RO").await.to_string(), office(&house, "AG").await.to_string());
    let (name, heir) = (format!("space-{space}"), tullio.id.to_string());
    let fields = [("csrf", csrf.as_str()), ("from", &from), ("nuovo", &to), (&name, &heir)];
    let answer = ada.post(&page(&nives), &fields).await;
    assert!(answer.status == 422 && answer.has("scegline un’altra"), "{}", answer.text);
    assert_eq!(find_person(&house.db, nives.id).await.unwrap().unwrap().office_code, "RO", "all or nothing");
    let odd = [("csrf", csrf.as_str()), ("from", &from), ("nuovo", &to), (&name, "boh")];
    assert_eq!(ada.post(&page(&nives), &odd).await.status, 400);
}

async fn many_spaces_take_no_more_queries_than_a_few(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let tullio = house.person("Tullio Serramonte").await;
    let (hers, ada) = (house.cookie_of(&nives).await, house.cookie_of(&admin).await);
    let target = office(&house, "AG").await;
    let mut counted = Vec::new();
    for (from, to) in [(0, 3), (3, 30)] {
        for n in from..to {
            let openness = [Openness::Open, Openness::Closed, Openness::Private][n % 3];
            house
                .space(&format!("Spazio {n}"), openness, &[(&nives, Role::Facilitator), (&tullio, Role::Member)])
                .await;
        }
        let record = house.page(&format!("/amministrazione/persone/{}", nives.id), &ada).await;
        let leaving = house.page("/profilo/chiusura", &hers).await;
        let moving = house.page(&format!("{}?nuovo={target}", page(&nives)), &ada).await;
        for (_, text) in [&record, &leaving, &moving] {
            assert!(text.matches("Spazio ").count() >= to, "{text}");
        }
        assert_eq!(moving.1.matches("Tullio Serramonte").count(), to, "{}", moving.1);
        counted.push([record.0, leaving.0, moving.0]);
    }
    assert_eq!(counted[0], counted[1], "3 and 30 spaces");
    assert!(counted[1].iter().all(|queries| *queries <= 10), "{counted:?}");
}
