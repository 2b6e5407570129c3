//! Commands and questions, on both engines, without the web.

use std::time::Duration;

use prassi::accounts::*;
use prassi::authz::{Actor, Denied, Openness, Reason, Role, Standing};
use prassi::base::{Clock, SignInId, digest};
use prassi::i18n::Lang;
use prassi::journal::{self, AccountEvent, Event};
use prassi::mail::MessageId;
use prassi::web::{Auth, Identify as _};

use super::*;
use crate::house::{Engine, PASSWORD, on_both_engines};

on_both_engines!(
    the_list_of_offices_is_there_once,
    an_organisation_of_the_demo_is_renamed,
    people_are_found_by_handle,
    namesakes_get_handles_of_their_own,
    an_address_belongs_to_one_person,
    who_may_not_invite_does_not,
    an_invitation_lives_and_dies,
    a_space_is_entered_on_accepting,
    the_first_administrator_works_for_the_department,
    a_sign_in_is_seen_until_it_ends,
    hashes_are_made_anew,
    what_is_old_is_cleaned_away,
    what_happened_is_in_the_journal,
);

async fn the_list_of_offices_is_there_once(engine: Engine) {
    let house = open(engine).await;
    let all = list_organisations(&house.db).await.unwrap();
    let count = |kind| all.iter().filter(|o| o.kind == kind).count();
    assert_eq!(all.iter().filter(|o| o.kind.is_office()).count(), 106);
    assert_eq!(count(OrganisationKind::Prefecture), 103);
    assert_eq!(count(OrganisationKind::GovernmentCommission), 2);
    assert_eq!(count(OrganisationKind::RegionalPresidency), 1);
    for code in ["DLCI", "ADG", "FORMAZIONE"] {
        assert!(find_organisation_by_code(&house.db, code).await.unwrap().is_some(), "{code}");
    }
    assert_eq!(seed_organisations(&house.db).await.unwrap(), 0);
    assert_eq!(house.db.write(SeedOrganisations).await.unwrap(), 0, "nothing twice");
    let names: Vec<_> = all.iter().map(|o| prassi::base::name_key(&o.name)).collect();
    assert!(names.is_sorted(), "{names:?}");
}

async fn an_organisation_of_the_demo_is_renamed(engine: Engine) {
    let house = open(engine).await;
    let named = |name: &str, code: &str| {
        AddOrganisation(NewOrganisation {
            code: code.to_owned(),
            name: name.to_owned(),
            denomination: format!("{name}, ente di formazione"),
            kind: OrganisationKind::TrainingBody,
            region: None,
            seat: None,
        })
    };
    house.db.write(named("Scuola Altavela", "FORMAZIONE")).await.unwrap();
    house.db.write(named("Altra scuola", "ALTRA")).await.unwrap();
    let renamed = find_organisation_by_code(&house.db, "FORMAZIONE").await.unwrap().unwrap();
    assert_eq!(renamed.name, "Scuola Altavela");
    assert_eq!(
        find_organisation(&house.db, renamed.id).await.unwrap().unwrap().denomination,
        "Scuola Altavela, ente di formazione"
    );
    assert!(find_organisation_by_code(&house.db, "ALTRA").await.unwrap().is_some());
}

async fn people_are_found_by_handle(engine: Engine) {
    let house = open(engine).await;
    assert!(!has_people(&house.db).await.unwrap());
    let nives = house.person("Nives Altopiano").await;
    house.person("Tullio D’Alò").await;
    house.guest("Nivea Ospite").await;
    assert!(has_people(&house.db).await.unwrap());
    assert_eq!(staff(&house.db).await.unwrap(), 2);

    let handles = ["nives.altopiano".to_owned(), "nobody".to_owned()];
    let found = list_by_handles(&house.db, &handles).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].id, found[0].office.as_str()), (nives.id, "Prefettura di Rovigo"));
    assert!(list_by_handles(&house.db, &[]).await.unwrap().is_empty());
}

/// Somebody called Nives Altopiano who cannot sign in.
fn namesake(house: &House, email: &str) -> NewPerson {
    NewPerson {
        name: PersonName::parse("Nives Altopiano").unwrap(),
        email: EmailAddress::parse(email).unwrap(),
        password_hash: None,
        function: String::new(),
        about: String::new(),
        standing: Standing::Staff,
        is_administrator: false,
        language: Lang::En,
        time_zone: "Europe/Rome".to_owned(),
        now: house.clock.now(),
    }
}

async fn namesakes_get_handles_of_their_own(engine: Engine) {
    let house = open(engine).await;
    house.person("Nives Altopiano").await;
    let namesake = |email: &str, handle: Option<&str>| CreatePerson {
        new: namesake(&house, email),
        organisation: "RO".to_owned(),
        handle: handle.map(str::to_owned),
    };
    for (email, handle) in [("b@x.example", "nives.altopiano2"), ("c@x.example", "nives.altopiano3")] {
        let id = house.db.write(namesake(email, None)).await.unwrap();
        assert_eq!(find_person(&house.db, id).await.unwrap().unwrap().handle, handle);
    }
    let taken = house.db.write(namesake("d@x.example", Some("nives.altopiano"))).await;
    assert!(matches!(taken, Err(Refusal::HandleTaken)), "{taken:?}");
    let nowhere = CreatePerson { organisation: "ZZ".to_owned(), ..namesake("d@x.example", None) };
    assert!(matches!(house.db.write(nowhere).await, Err(Refusal::NoOrganisation)));
}

async fn an_address_belongs_to_one_person(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let nives = house.person("Nives Altopiano").await;
    let mut new = invitation(&house, admin.actor, "Nives Altopiano", None).await;
    new.email = EmailAddress::parse(&nives.email.to_uppercase()).unwrap();
    assert!(matches!(invite(&house, new).await, Err(Refusal::EmailTaken)));

    let new = invitation(&house, admin.actor, "Livia Pratolungo", None).await;
    invite(&house, new.clone()).await.unwrap();
    assert!(matches!(invite(&house, new.clone()).await, Err(Refusal::AlreadyInvited)));
    house.clock.advance(Duration::from_hours(24 * 15));
    let again = NewInvitation { now: house.clock.now(), ..new };
    assert!(invite(&house, again).await.is_ok(), "an expired one is in nobody's way");

    let nowhere = NewInvitation {
        organisation: OrganisationId(999_999),
        ..invitation(&house, admin.actor, "Ugo Rivabella", None).await
    };
    assert!(matches!(invite(&house, nowhere).await, Err(Refusal::NoOrganisation)));
}

async fn who_may_not_invite_does_not(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let refused = invite(&house, invitation(&house, nives.actor, "Livia Pratolungo", None).await).await;
    assert!(matches!(refused, Err(Refusal::Denied(Denied::Refused(Reason::WhoInvites)))), "{refused:?}");
    assert_eq!(letter(&house).await.map(|letter| letter.recipient), None, "and no letter leaves");
    let by = invitation(&house, Actor::System, "Livia Pratolungo", None).await;
    let id = invite(&house, by).await.unwrap();
    let withdraw = WithdrawInvitation {
        actor: nives.actor,
        invitation: id,
        spaces: LaterRooms::of(NoSpaces).spaces,
        now: house.clock.now(),
    };
    assert!(matches!(house.db.write(withdraw).await, Err(Refusal::Denied(_))));
}

fn resend(house: &House, actor: Actor, invitation: prassi::base::InvitationId) -> ResendInvitation {
    let (message_id, now) = (MessageId::new(&house.rng), house.clock.now());
    ResendInvitation {
        actor,
        invitation,
        valid_for: Duration::from_hours(24 * 14),
        language: Lang::En,
        message_id,
        spaces: LaterRooms::of(NoSpaces).spaces,
        now,
    }
}

fn accept(house: &House, path: &str) -> AcceptInvitation {
    AcceptInvitation {
        digest: digest(path.rsplit('/').next().unwrap()),
        name: PersonName::parse("Livia Pratolungo").unwrap(),
        function: "Ufficio stranieri".to_owned(),
        password_hash: "unused".to_owned(),
        language: Lang::It,
        time_zone: "Europe/Rome".to_owned(),
        on_join: std::sync::Arc::new(prassi::spaces::Invited),
        spaces: std::sync::Arc::new(prassi::spaces::Invited),
        now: house.clock.now(),
    }
}

async fn an_invitation_lives_and_dies(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let id = invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    let first = letter(&house).await.unwrap();
    assert!(first.text.contains("Ada Colleverde (Prefettura di Rovigo)"), "{}", first.text);

    // It expires, and is revived by sending it again; the first link stays dead.
    house.clock.advance(Duration::from_hours(24 * 14));
    let late = house.db.write(accept(&house, &link(&first, "/invito"))).await;
    assert!(matches!(late, Err(Refusal::DeadLink)), "{late:?}");
    let invited = house.db.write(resend(&house, admin.actor, id)).await.unwrap();
    assert_eq!(
        (invited.name.as_str(), invited.email.as_str()),
        ("Livia Pratolungo", "livia.pratolungo@comune.example")
    );
    let second = letter(&house).await.unwrap();
    assert!(second.text.contains("invites you"), "{}", second.text);
    assert!(matches!(house.db.write(accept(&house, &link(&first, "/invito"))).await, Err(Refusal::DeadLink)));

    // Accepted once.
    let person = house.db.write(accept(&house, &link(&second, "/invito"))).await.unwrap();
    let found = find_person(&house.db, person).await.unwrap().unwrap();
    assert_eq!((found.function.as_str(), found.office.as_str()), ("Ufficio stranieri", "Prefettura di Viterbo"));
    assert!(matches!(house.db.write(accept(&house, &link(&second, "/invito"))).await, Err(Refusal::DeadLink)));
    assert!(matches!(house.db.write(resend(&house, admin.actor, id)).await, Err(Refusal::DeadLink)));

    // Another is taken back: its link dies, and a letter that has not left yet stays.
    let other = invite(&house, invitation(&house, admin.actor, "Ugo Rivabella", None).await).await.unwrap();
    let third = letter(&house).await.unwrap();
    house.db.write(resend(&house, admin.actor, other)).await.unwrap();
    house
        .db
        .write(WithdrawInvitation {
            actor: admin.actor,
            invitation: other,
            spaces: LaterRooms::of(NoSpaces).spaces,
            now: house.clock.now(),
        })
        .await
        .unwrap();
    assert!(matches!(house.db.write(accept(&house, &link(&third, "/invito"))).await, Err(Refusal::DeadLink)));
    assert_eq!(letter(&house).await.unwrap().id, third.id, "no letter for what was withdrawn");
}

async fn a_space_is_entered_on_accepting(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let space = house.space("Tavolo casa", Openness::Private, &[(&admin, Role::Facilitator)]).await;
    invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", Some((space, Role::Guest))).await)
        .await
        .unwrap();
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let person = house.db.write(accept(&house, &path)).await.unwrap();
    let livia = find_person(&house.db, person).await.unwrap().unwrap();
    assert_eq!(livia.standing, Standing::Guest);
    assert_eq!(staff(&house.db).await.unwrap(), 1, "a guest is no colleague");
    let page = house.signed_in(&admin).await.get(&format!("/spazi/{space}/persone")).await;
    assert!(page.has("Livia Pratolungo"), "{}", page.text);
}

async fn the_first_administrator_works_for_the_department(engine: Engine) {
    let house = open(engine).await;
    let new = NewAdministrator {
        name: PersonName::parse("Ada Colleverde").unwrap(),
        email: EmailAddress::parse("ada@interno.example").unwrap(),
        password: Password::parse(PASSWORD, 12, "", "").unwrap(),
    };
    let id = create_administrator(&house.db, &house.app.accounts, &Clock::fixed(house.clock.now()), new).await.unwrap();
    let ada = find_person(&house.db, id).await.unwrap().unwrap();
    assert!(ada.is_administrator);
    assert_eq!((ada.office.as_str(), ada.handle.as_str()), ("DLCI", "ada.colleverde"));
}

async fn a_sign_in_is_seen_until_it_ends(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let now = house.clock.now();
    let record = |session: &str| RecordSignIn {
        person: nives.id,
        session: session.to_owned(),
        agent: String::new(),
        buckets: Vec::new(),
        now,
    };
    let sign_in = house.db.write(record("a")).await.unwrap();
    house.db.write(NameSession { sign_in, session: "b".to_owned() }).await.unwrap();
    let auth = |sign_in: SignInId| Auth { person: nives.id, sign_in, csrf: String::new(), rolled: now };
    let seen = async |sign_in, at| house.app.accounts.identify(&house.db, &auth(sign_in), at).await.unwrap();

    let identity = seen(sign_in, now).await.unwrap();
    assert_eq!((identity.name.as_str(), identity.office.as_str()), ("Nives Altopiano", "Prefettura di Rovigo"));
    assert_eq!((identity.standing, identity.is_administrator, identity.lang), (Standing::Staff, false, Lang::It));
    assert_eq!(identity.time_zone.iana_name(), Some("Europe/Rome"));
    let day = Duration::from_hours(24);
    assert!(seen(sign_in, now.plus(day * 364)).await.is_some());
    assert!(seen(sign_in, now.plus(day * 365)).await.is_none(), "sessions end in any case");
    let stranger = Auth { person: prassi::base::PersonId(nives.id.0 + 1), ..auth(sign_in) };
    assert!(house.app.accounts.identify(&house.db, &stranger, now).await.unwrap().is_none());

    house.db.write(TouchSignIn { sign_in, person: nives.id, now: now.plus(day) }).await.unwrap();
    house.db.write(SignOut { sign_in }).await.unwrap();
    assert!(seen(sign_in, now).await.is_none());
}

async fn hashes_are_made_anew(engine: Engine) {
    let house = open(engine).await;
    let password = Password::parse(PASSWORD, 12, "", "").unwrap();
    let weak = house.app.accounts.hasher().hash(&password).await.unwrap();
    let mut new = namesake(&house, "nives@x.example");
    new.password_hash = Some(weak.clone());
    let person = house.db.write(CreatePerson { new, organisation: "RO".to_owned(), handle: None }).await.unwrap();
    let config = crate::house::config(&house.place, "127.0.0.1:1", &[("PRASSI_PASSWORDS__HASH_LANES", "2")]);
    let stronger = Accounts::new(&config, &house.rng, LaterRooms::of(NoSpaces)).unwrap();
    let address = prassi::web::ClientAddress([192, 0, 2, 1].into());
    let try_in = async || {
        attempt(&house.db, &stronger, address, ("nives@x.example", PASSWORD), house.clock.now()).await.unwrap()
    };
    assert!(matches!(try_in().await, Attempt::Right { .. }));
    // Behind the visitor's back: wait until the weak one is gone.
    let is_weak = async || house.db.write(ReplaceHash { person, old: weak.clone(), new: weak.clone() }).await.unwrap();
    for n in 0.. {
        if !is_weak().await {
            break;
        }
        assert!(n < 500, "the hash stays as it was");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(matches!(try_in().await, Attempt::Right { .. }), "and it is of the same password");
}

async fn what_is_old_is_cleaned_away(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let now = house.clock.now();
    let address = prassi::web::ClientAddress([192, 0, 2, 1].into());
    attempt(&house.db, &house.app.accounts, address, ("nobody@x.example", "wrong"), now).await.unwrap();
    let record =
        RecordSignIn { person: nives.id, session: "a".to_owned(), agent: String::new(), buckets: Vec::new(), now };
    house.db.write(record).await.unwrap();
    assert_eq!(house.db.write(CleanAccounts { now, idle: Duration::from_hours(1) }).await.unwrap(), 0);
    let later = now.plus(Duration::from_hours(27));
    assert_eq!(
        house.db.write(CleanAccounts { now: later, idle: Duration::from_hours(1) }).await.unwrap(),
        4,
        "three counts, one sign-in without a session"
    );
}

async fn what_happened_is_in_the_journal(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let id = invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    house.db.write(resend(&house, admin.actor, id)).await.unwrap();
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let livia = house.db.write(accept(&house, &path)).await.unwrap();
    let other = invite(&house, invitation(&house, admin.actor, "Ugo Rivabella", None).await).await.unwrap();
    house
        .db
        .write(WithdrawInvitation {
            actor: admin.actor,
            invitation: other,
            spaces: LaterRooms::of(NoSpaces).spaces,
            now: house.clock.now(),
        })
        .await
        .unwrap();
    let log = journal::list_after(&house.db, prassi::base::Seq(0), 100).await.unwrap();
    let events: Vec<_> = log.into_iter().map(|recorded| (recorded.actor, recorded.event)).collect();
    let by_ada = |event| (Some(admin.id), Event::Accounts(event));
    let by_the_house = |event| (None, Event::Accounts(event));
    assert_eq!(
        events,
        [
            by_the_house(AccountEvent::PersonJoined { person: admin.id, invitation: None }),
            by_ada(AccountEvent::PersonInvited { invitation: id }),
            by_ada(AccountEvent::InvitationResent { invitation: id }),
            by_the_house(AccountEvent::PersonJoined { person: livia, invitation: Some(id) }),
            by_ada(AccountEvent::PersonInvited { invitation: other }),
            by_ada(AccountEvent::InvitationWithdrawn { invitation: other }),
        ]
    );
}
