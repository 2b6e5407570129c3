//! Spaces that are put away: read, and nothing else.

use prassi::authz::{Openness, Role};

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(an_archived_space_is_only_read_until_it_is_reopened);

async fn an_archived_space_is_only_read_until_it_is_reopened(engine: Engine) {
    let house = House::open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let delia = house.person("Delia Fontelunga").await;
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Progetto finito", Openness::Open, &people).await;
    let thread = house.thread(&nives, space, "Bilancio", "Com’è andata?").await;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    let (front, threads) = (format!("/spazi/{space}"), format!("/discussioni/{}", thread.thread));
    assert!(his.get("/").await.has("Progetto finito"));
    let form = his.get(&threads).await;
    let settings = format!("{front}/impostazioni");
    assert_eq!(hers.submit(&settings, &format!("{front}/archivio"), &[]).await.status, 303);

    let page = his.get(&threads).await;
    assert!(page.has("Com’è andata?") && page.has("Lo spazio è archiviato") && !page.has("<textarea"), "{}", page.text);
    assert!(!page.text.contains(&format!("/messaggi/{}/modifica", thread.post)), "{}", page.text);
    let answers = format!("{threads}/messaggi");
    let late = his.send(&answers, &form.hidden(&answers), &[("body", "Parole arrivate tardi")]).await;
    assert!(
        late.status == 403 && late.has("Lo spazio è archiviato") && late.has("Parole arrivate tardi"),
        "{}",
        late.text
    );
    assert_eq!(hers.get(&format!("/messaggi/{}/modifica", thread.post)).await.status, 403);
    assert_eq!(hers.get(&settings).await.status, 403);
    for path in ["/", "/spazi"] {
        let list = his.get(path).await;
        assert!(!list.has("Progetto finito"), "{path}: {}", list.text);
        assert!(list.text.contains("<prassi-unread class=\"count\" total=\"0\""), "{path}: {}", list.text);
    }
    assert!(his.get("/spazi/archiviati").await.has("Progetto finito"));
    let others = house.signed_in(&delia).await;
    assert!(others.get(&front).await.has("Bilancio"), "an open one stays open to read");
    let csrf = others.csrf().await;
    assert_eq!(others.post(&format!("{front}/entra"), &[("csrf", &csrf)]).await.status, 403);

    assert!(!his.get(&front).await.has("Riapri lo spazio"));
    assert_eq!(hers.submit(&front, &format!("{front}/archivio/ripristina"), &[]).await.status, 303);
    assert!(his.get(&threads).await.has("<textarea"));
    assert!(his.get("/").await.has("Progetto finito") && !his.get("/spazi").await.has("/spazi/archiviati"));
}
