//! Whom letters about reports reach, and how often.

use std::time::Duration;

use prassi::authz::{Actor, Openness, Role};
use prassi::spaces::{AddMember, ChangeRole, RemoveMember};

use super::{Scene, decide, letters_to, report, scene};
use crate::house::{Engine, on_both_engines};

on_both_engines!(
    a_letter_comes_with_the_first_report_and_at_most_once_an_hour,
    who_may_not_look_any_more_gets_no_letter,
    who_may_not_read_any_more_gets_no_answer,
);

async fn a_letter_comes_with_the_first_report_and_at_most_once_an_hour(engine: Engine) {
    let Scene { house, ornella, nives, tullio, space, thread, post, his, guests, .. } =
        scene(engine, Openness::Open).await;
    report(&his, post, ("personal-data", "Parole di chi segnala")).await;
    let letters = letters_to(&house, &ornella).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let first = &letters[0];
    assert_eq!(first.subject, "Un messaggio segnalato in «Mediazione»");
    assert!(
        first.text.contains("dati personali") && first.text.contains(&format!("/spazi/{space}/segnalazioni")),
        "{first:?}"
    );
    for word in ["Amina", "Parole di chi segnala", "Tullio", "Turni", "Nives"] {
        assert!(!first.text.contains(word) && !first.html.contains(word), "{word} in {}", first.text);
    }
    // The same post again says nothing new; other posts wait for the hour.
    report(&guests, post, ("offensive", "")).await;
    house.clock.advance(Duration::from_mins(2));
    assert_eq!(letters_to(&house, &ornella).await.len(), 1);
    for n in 0..3 {
        let other = house.answer(&nives, thread, &format!("Messaggio {n}")).await.post;
        report(&guests, other, ("off-topic", "")).await;
    }
    assert_eq!(letters_to(&house, &ornella).await.len(), 1, "not within the hour");
    house.clock.advance(Duration::from_mins(62));
    let letters = letters_to(&house, &ornella).await;
    assert_eq!(letters.len(), 2, "one letter for all that came meanwhile: {letters:?}");
    assert_eq!(letters[1].subject, "4 messaggi segnalati in «Mediazione»");
    house.clock.advance(Duration::from_hours(5));
    assert_eq!(letters_to(&house, &ornella).await.len(), 2, "nothing is new");
    assert!(letters_to(&house, &nives).await.is_empty() && letters_to(&house, &tullio).await.is_empty());
}

async fn who_may_not_look_any_more_gets_no_letter(engine: Engine) {
    let Scene { house, ornella, tullio, space, post, hers, his, .. } = scene(engine, Openness::Open).await;
    let second = house.person("Filippa Seconda").await;
    let add = AddMember {
        actor: Actor::System,
        space,
        who: second.email.clone(),
        role: Role::Facilitator,
        now: house.clock.now(),
    };
    house.db.write(add).await.unwrap();
    house.work().await;
    let known = letters_to(&house, &second).await.len();
    report(&his, post, ("offensive", "")).await;
    // Between the report and the letter she hands the role on.
    let now = house.clock.now();
    house
        .db
        .write(ChangeRole { actor: Actor::System, space, person: second.id, role: Role::Member, now })
        .await
        .unwrap();
    assert_eq!(letters_to(&house, &second).await.len(), known);
    assert_eq!(letters_to(&house, &ornella).await.len(), 1);
    // Taken back before anybody was told.
    decide(&hers, post, &[("decision", "nothing")]).await;
    house.clock.advance(Duration::from_hours(2));
    report(&his, post, ("offensive", "")).await;
    let path = format!("/messaggi/{post}/segnala");
    his.submit(&path, &format!("{path}/ritira"), &[]).await;
    assert_eq!(letters_to(&house, &ornella).await.len(), 1);
    // What one reports oneself one knows.
    house.clock.advance(Duration::from_hours(2));
    report(&hers, post, ("offensive", "")).await;
    assert_eq!(letters_to(&house, &ornella).await.len(), 1);
    assert_eq!(letters_to(&house, &tullio).await.len(), 1, "the answer to the first report");
}

async fn who_may_not_read_any_more_gets_no_answer(engine: Engine) {
    let Scene { house, tullio, livia, space, post, hers, his, guests, .. } = scene(engine, Openness::Private).await;
    report(&his, post, ("offensive", "")).await;
    report(&guests, post, ("offensive", "")).await;
    let now = house.clock.now();
    house.db.write(RemoveMember { actor: Actor::System, space, person: tullio.id, now }).await.unwrap();
    assert_eq!(decide(&hers, post, &[("decision", "nothing")]).await.status, 303);
    assert!(letters_to(&house, &tullio).await.is_empty(), "it would tell of a space that he no longer knows of");
    assert_eq!(letters_to(&house, &livia).await.len(), 1);
}
