//! Spaces of an office.

use prassi::accounts::find_organisation_by_code;

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(an_office_s_space_is_offered_to_who_works_there);

async fn an_office_s_space_is_offered_to_who_works_there(engine: Engine) {
    let house = House::open(engine).await;
    let gaia = house.administrator("Gaia Terrachiara").await;
    let (elena, tullio) =
        (house.person_of("Elena Vallescura", "CR").await, house.person_of("Tullio Serramonte", "AT").await);
    let office = find_organisation_by_code(&house.db, "CR").await.unwrap().unwrap();
    let hers = house.signed_in(&gaia).await;
    let words = [("name", "Turni di Cremona"), ("purpose", "Chi c’è e quando"), ("openness", "private")];
    for wrong in ["999999", "x"] {
        let fields = [words.as_slice(), &[("organisation", wrong)]].concat();
        let refused = hers.submit("/spazi/nuovo", "/spazi", &fields).await;
        assert!(refused.status == 422 && refused.has("id=\"organisation-error\""), "{}", refused.text);
        assert!(refused.has("Turni di Cremona"), "what was typed stays");
    }
    let id = office.id.to_string();
    let made = hers.submit("/spazi/nuovo", "/spazi", &[words.as_slice(), &[("organisation", &id)]].concat()).await;
    assert_eq!(made.status, 303, "{}", made.text);

    let hers = house.signed_in(&elena).await;
    let list = hers.get("/spazi").await;
    assert!(list.has("Turni di Cremona") && list.has(&format!(">{}</h2>", office.name)), "{}", list.text);
    let door = hers.get(&made.location).await;
    assert!(door.has("Questo spazio è del tuo ufficio"), "{}", door.text);
    let joined = hers.submit(&made.location, &format!("{}/entra", made.location), &[]).await;
    assert_eq!(joined.status, 303);
    let page = hers.get(&made.location).await;
    assert!(page.status == 200 && page.has("Apri una discussione"), "{}", page.text);

    let his = house.signed_in(&tullio).await;
    assert!(!his.get("/spazi").await.has("Turni di Cremona"), "a private space is unknown to other offices");
    assert_eq!(his.get(&made.location).await.status, 404);
}
