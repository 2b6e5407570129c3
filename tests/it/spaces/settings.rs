//! The settings of a space in two tabs.

use prassi::authz::{Openness, Role};

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(the_second_tab_does_not_win_silently);

async fn the_second_tab_does_not_win_silently(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let (hers, settings) = (house.signed_in(&nives).await, format!("/spazi/{space}/impostazioni"));
    let early = hers.get(&settings).await.hidden(&settings);
    let rules = "Si risponde entro due giorni.\n\nNiente nomi.";
    let words = [("name", "Mediazione"), ("openness", "private"), ("colour", "teal")];
    let first = [&words[..], &[("purpose", "Una prova"), ("rules", rules)]].concat();
    assert_eq!(hers.submit(&settings, &settings, &first).await.status, 303);
    let second = [&words[..], &[("purpose", "Lingue rare"), ("rules", "")]].concat();
    let late = hers.send(&settings, &early, &second).await;
    assert_eq!(late.status, 422, "{}", late.text);
    for both in ["Intanto qualcuno ha salvato", "Niente nomi.", "Lingue rare"] {
        assert!(late.has(both), "{both}: {}", late.text);
    }
    assert!(hers.get(&settings).await.has("Niente nomi."), "nothing was overwritten");
    // Who has seen both decides.
    let again = hers.send(&settings, &late.hidden(&settings), &second).await;
    assert_eq!(again.status, 303, "{}", again.text);
    let page = hers.get(&settings).await;
    assert!(page.has("Lingue rare") && !page.has("Niente nomi."), "{}", page.text);
}
