//! A discussion on paper.

use std::time::Duration;

use super::two;
use crate::house::{Engine, on_both_engines};

on_both_engines!(a_whole_discussion_is_printed, long_ones_come_whole);

async fn a_whole_discussion_is_printed(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Turni <b>", "Chi li **ha**?").await.thread;
    let gone = two.house.answer(&two.nives, thread, "Un ripensamento").await.post;
    two.house.clock.advance(Duration::from_hours(1));
    two.house.answer(&two.tullio, thread, "Noi, <script>alert(1)</script> per @nives.altopiano").await;
    let csrf = two.hers.csrf().await;
    assert_eq!(two.hers.post(&format!("/messaggi/{gone}/elimina"), &[("csrf", &csrf)]).await.status, 303);
    let file = crate::files::png(30, 30);
    let path = format!("/discussioni/{thread}");
    let fields = [("csrf", csrf.as_str()), ("body", "Con un file")];
    let files: [(&str, &[u8]); 2] = [("foto.png", &file), ("modulo.pdf", b"%PDF-1.7")];
    assert_eq!(crate::files::send(&two.hers, &format!("{path}/messaggi"), &fields, &files).await.status, 303);
    assert!(two.his.get(&path).await.has(&format!("{path}/stampa")));
    let page = two.his.get(&format!("{path}/stampa")).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Turni &#60;b&#62;") && page.has("<strong>ha</strong>") && !page.text.contains("<script>alert"));
    assert!(page.has("Copia di Tullio Serramonte, martedì 24 novembre 2026, ore 11:30, da http://"), "{}", page.text);
    assert!(page.has("Nello spazio «Mediazione», 4 messaggi.") && page.has("Chi può leggere:"), "{}", page.text);
    assert!(page.has("Qui Nives Altopiano aveva scritto") && !page.has("Un ripensamento"));
    assert!(page.has("Allegato: modulo.pdf (8\u{a0}byte)") && page.has("figura/1280\" width=\"30\""), "{}", page.text);
    assert!(page.has("Fine della discussione.") && page.text.trim_end().ends_with("</html>"));
    assert!(!page.has("<textarea") && !page.has("/citazione"));
    // Nobody's business but the readers'.
    let olga = two.house.signed_in(&two.house.person("Olga Fuori").await).await;
    assert_eq!(olga.get(&format!("{path}/stampa")).await.status, 404);
}

async fn long_ones_come_whole(engine: Engine) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Lunga", "Numero 1.").await.thread;
    for n in 2..=120 {
        two.house.answer(&two.nives, thread, &format!("Numero {n}.")).await;
    }
    let page = two.his.get(&format!("/discussioni/{thread}/stampa")).await;
    let at = |n: u32| page.text.find(&format!("Numero {n}.")).unwrap_or_else(|| panic!("{n} is missing"));
    let places: Vec<usize> = (1..=120).map(at).collect();
    assert!(places.is_sorted(), "in their order");
    assert_eq!(page.text.matches("class=\"paper-post\"").count(), 120);
}
