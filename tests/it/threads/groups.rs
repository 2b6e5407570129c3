//! Mentions of an office and of whoever facilitates.

use prassi::accounts::{ChangeOfficeRole, OfficeRole};
use prassi::authz::{Actor, Openness, Role};
use prassi::base::{OrganisationId, SpaceId};
use prassi::spaces::AddMember;

use super::two;
use crate::house::{Engine, House, Someone, on_both_engines};

on_both_engines!(
    an_office_is_its_focal_points,
    facilitators_are_those_of_the_space,
    offices_and_facilitators_are_offered_beside_people,
    guests_see_offices_as_plain_words,
);

async fn office(house: &House, code: &str) -> OrganisationId {
    prassi::accounts::find_organisation_by_code(&house.db, code).await.unwrap().unwrap().id
}

async fn give(house: &House, person: &Someone, organisation: OrganisationId, role: Option<OfficeRole>) {
    let (person, now) = (person.id, house.clock.now());
    let command = ChangeOfficeRole { actor: Actor::System, organisation, person, role, now };
    house.db.write(command).await.unwrap();
}

async fn let_in(house: &House, space: SpaceId, who: &Someone, role: Role) {
    let (who, now) = (who.email.clone(), house.clock.now());
    house.db.write(AddMember { actor: Actor::System, space, who, role, now }).await.unwrap();
}

async fn an_office_is_its_focal_points(engine: Engine) {
    let two = two(engine).await;
    let (lea, ugo) =
        (two.house.person_of("Lea Costabruna", "LE").await, two.house.person_of("Ugo Pianaccio", "LE").await);
    let outside = two.house.person_of("Olga Fuori", "LE").await;
    let lecce = office(&two.house, "LE").await;
    for someone in [&lea, &ugo] {
        let_in(&two.house, two.space, someone, Role::Member).await;
    }
    give(&two.house, &lea, lecce, Some(OfficeRole::Head)).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Che ne dice @ufficio.le?").await.thread;
    let page = two.his.get(&format!("/discussioni/{thread}")).await;
    assert!(
        page.has(&format!("<a href=\"/uffici/{lecce}\" class=\"mention\">@Prefettura di Lecce</a>")),
        "{}",
        page.text
    );
    let (leas, ugos) = (two.house.signed_in(&lea).await, two.house.signed_in(&ugo).await);
    assert!(leas.get("/").await.has("Ti hanno nominato"), "its head, where it has no focal points");
    assert!(!ugos.get("/").await.has("Ti hanno nominato"));
    for someone in [&ugo, &outside] {
        give(&two.house, someone, lecce, Some(OfficeRole::FocalPoint)).await;
    }
    two.house.answer(&two.tullio, thread, "E adesso, @Ufficio.LE, che cosa fate?").await;
    assert!(ugos.get("/").await.has("E adesso") && !leas.get("/").await.has("E adesso"));
    let outsiders = two.house.signed_in(&outside).await;
    assert!(!outsiders.get("/").await.has("Turni"), "who may not see the space hears nothing");
    two.house.answer(&two.tullio, thread, "> lo chiedo a @ufficio.le\n\nIo invece no.").await;
    assert!(!ugos.get("/").await.has("Io invece no"), "a quotation speaks to nobody");
    two.house.answer(&two.tullio, thread, "Un ufficio che non c’è: @ufficio.zz").await;
    assert!(two.hers.get(&format!("/discussioni/{thread}")).await.has(" @ufficio.zz"));
}

async fn facilitators_are_those_of_the_space(engine: Engine) {
    let two = two(engine).await;
    let other =
        two.house.space("Altro", Openness::Open, &[(&two.tullio, Role::Facilitator), (&two.nives, Role::Member)]).await;
    two.house.thread(&two.tullio, two.space, "Qui", "Un aiuto, @facilitatori?").await;
    two.house.thread(&two.nives, other, "Là", "Un’idea per i @facilitatori").await;
    let (hers, his) = (two.hers.get("/").await, two.his.get("/").await);
    assert!(hers.has("Un aiuto, @facilitatori?") && !hers.has("Un’idea per i"), "{}", hers.text);
    assert!(his.has("Un’idea per i @facilitatori") && !his.has("Un aiuto,"), "{}", his.text);
    let space = two.hers.get(&format!("/spazi/{}", two.space)).await;
    let thread = space.text.split("data-thread=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(two.hers.get(&format!("/discussioni/{thread}")).await.has("<strong>@facilitatori</strong>"));
}

async fn offices_and_facilitators_are_offered_beside_people(engine: Engine) {
    let two = two(engine).await;
    two.house.person_of("Lea Costabruna", "LE").await;
    let ask = |typed: &str| format!("/persone/suggerimenti?spazio={}&q={typed}", two.space);
    let offered = two.his.get(&ask("lecc")).await;
    assert!(offered.has("\"handle\":\"ufficio.le\"") && offered.has("Prefettura di Lecce"), "{}", offered.text);
    assert!(two.his.get(&ask("facil")).await.has("\"handle\":\"facilitatori\""));
    assert_eq!(two.his.get(&ask("agrig")).await.text, "[]", "nobody is there to be reached");
    assert_eq!(two.his.get(&ask("%25")).await.text, "[]");
}

async fn guests_see_offices_as_plain_words(engine: Engine) {
    let two = two(engine).await;
    let livia = two.house.guest("Livia Acquaviola").await;
    let_in(&two.house, two.space, &livia, Role::Guest).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni", "Lo sa @ufficio.le, e non altri.").await.thread;
    let path = format!("/discussioni/{thread}");
    let guests = two.house.signed_in(&livia).await;
    let page = guests.get(&path).await;
    assert!(page.has("Lo sa @Prefettura di Lecce, e non altri.") && !page.has("/uffici/"), "{}", page.text);
    let written = guests.submit(&path, &format!("{path}/messaggi"), &[("body", "Chiedo a @ufficio.le")]).await;
    assert_eq!(written.status, 303);
    let page = two.hers.get(&path).await;
    assert!(page.has("Chiedo a @ufficio.le") && page.has("/uffici/"), "a guest names no office: {}", page.text);
}
