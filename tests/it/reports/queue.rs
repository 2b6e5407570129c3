//! What those who facilitate see and decide.

use std::sync::Arc;

use prassi::accounts::CloseAccount;
use prassi::authz::{Actor, Openness, Role};
use prassi::base::PostId;
use prassi::spaces::{AddMember, Archive, ChangeRole, Invited};
use prassi::threads::{Body, EditPost};

use super::{Scene, decide, letters_to, report, scene, waiting};
use crate::house::{Engine, House, Someone, on_both_engines};

on_both_engines!(
    the_most_urgent_post_stands_first,
    a_post_is_deleted_from_the_queue,
    a_discussion_is_closed_from_the_queue,
    nothing_has_to_be_done,
    who_decides_late_is_told_so,
    a_post_that_is_gone_or_changed_is_said_to_be,
    the_author_learns_nothing_even_as_facilitator,
    who_administers_judges_where_nobody_else_can,
    a_page_of_the_queue_makes_few_queries,
    the_history_goes_back_page_by_page,
    the_queue_goes_on_page_by_page,
    who_may_not_delete_is_told_who_may,
);

async fn the_most_urgent_post_stands_first(engine: Engine) {
    let Scene { house, nives, space, thread, post, hers, his, guests, .. } = scene(engine, Openness::Open).await;
    let second = house.answer(&nives, thread, "Qualcuno sa un buon bar?").await.post;
    assert_eq!(report(&his, second, ("off-topic", "Non c’entra")).await.status, 303);
    assert_eq!(report(&his, post, ("offensive", "")).await.status, 303);
    assert_eq!(report(&guests, post, ("personal-data", "Il nome")).await.status, 303);
    assert_eq!(waiting(&hers, space).await, "2", "posts are counted, not reports");
    let queue = hers.get(&format!("/spazi/{space}/segnalazioni")).await;
    let at = |words: &str| queue.text.find(words).unwrap_or_else(|| panic!("no {words} in {}", queue.text));
    assert!(at("la signora Amina") < at("un buon bar"), "personal data come first: {}", queue.text);
    assert!(queue.has("Tullio Serramonte") && queue.has("Livia Acquaviola") && queue.has("Il nome"), "{}", queue.text);
    // Where facilitators look: the space's front page, the day's page, all their spaces together.
    let front = hers.get(&format!("/spazi/{space}")).await;
    assert!(front.has("2 messaggi segnalati, da guardare"), "{}", front.text);
    let home = hers.get("/").await;
    assert!(home.has("Aspettano te, che faciliti") && home.has("2 messaggi segnalati, da guardare"), "{}", home.text);
    let all = hers.get("/segnalazioni").await;
    assert!(all.has("un buon bar") && all.has("Mediazione"), "{}", all.text);
    for page in ["/".to_owned(), format!("/spazi/{space}"), "/segnalazioni".to_owned()] {
        let theirs = his.get(&page).await;
        assert!(!theirs.has("messaggi segnalati, da") && !theirs.has("Non c’entra"), "{page} {}", theirs.text);
    }
}

async fn a_post_is_deleted_from_the_queue(engine: Engine) {
    let Scene { house, nives, tullio, livia, space, thread, post, hers, his, guests, .. } =
        scene(engine, Openness::Open).await;
    report(&his, post, ("personal-data", "C’è un nome")).await;
    report(&guests, post, ("offensive", "")).await;
    let page = hers.get(&format!("/messaggi/{post}/segnalazioni")).await;
    assert!(page.has("2 segnalazioni") && page.has("la signora Amina") && page.has("C’è un nome"), "{}", page.text);
    let undecided = decide(&hers, post, &[("answer", "Grazie a voi")]).await;
    assert!(undecided.status == 422 && undecided.has("id=\"decision-error\""), "{}", undecided.text);
    assert!(undecided.has("Grazie a voi"), "{}", undecided.text);
    let unexplained = decide(&hers, post, &[("decision", "deleted"), ("why", " ")]).await;
    assert!(unexplained.status == 422 && unexplained.has("id=\"why-error\""), "{}", unexplained.text);

    let fields = [
        ("decision", "deleted"),
        ("why", "Contiene dati personali"),
        ("answer", "Abbiamo parlato con chi l’ha scritto."),
    ];
    let done = decide(&hers, post, &fields).await;
    assert_eq!((done.status, done.location), (303, format!("/spazi/{space}/segnalazioni")), "{}", done.text);
    let thread = his.get(&format!("/discussioni/{thread}")).await;
    assert!(thread.has("Contiene dati personali") && !thread.has("Amina"), "{}", thread.text);
    assert_eq!(waiting(&hers, space).await, "0");
    for reporter in [&tullio, &livia] {
        let letters = letters_to(&house, reporter).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        let told = &letters[0];
        assert!(told.subject.contains("La tua segnalazione in «Mediazione»"), "{told:?}");
        assert!(told.text.contains("Il messaggio è stato eliminato."), "{told:?}");
        assert!(told.text.contains("Abbiamo parlato con chi l’ha scritto."), "{told:?}");
        for word in ["Amina", "Ornella", "C’è un nome", "Contiene dati"] {
            assert!(!told.text.contains(word) && !told.html.contains(word), "{word} in {}", told.text);
        }
    }
    assert!(letters_to(&house, &nives).await.is_empty());
    let history = hers.get(&format!("/spazi/{space}/segnalazioni?vista=chiuse")).await;
    assert!(
        history.has("Il messaggio è stato eliminato.") && history.has("ha deciso Ornella Bassavalle"),
        "{}",
        history.text
    );
    assert!(history.has("C’è un nome") && !history.has("Amina"), "{}", history.text);
    let before = his.get(&format!("/messaggi/{post}/segnala")).await;
    assert_eq!(before.status, 403, "what is deleted cannot be reported");
}

async fn a_discussion_is_closed_from_the_queue(engine: Engine) {
    let Scene { house, tullio, space, thread, post, hers, his, .. } = scene(engine, Openness::Open).await;
    report(&his, post, ("off-topic", "")).await;
    let closed = decide(&hers, post, &[("decision", "thread-closed"), ("why", "Se ne parla altrove")]).await;
    assert_eq!(closed.status, 303, "{}", closed.text);
    let page = his.get(&format!("/discussioni/{thread}")).await;
    assert!(page.has("Se ne parla altrove") && page.has("Amina"), "{}", page.text);
    assert!(letters_to(&house, &tullio).await[0].text.contains("La discussione è stata chiusa."));
    // Reported again: what happened before is said, and the discussion cannot be closed once more.
    let form = his.get(&format!("/messaggi/{post}/segnala")).await;
    assert!(form.has("L’avevi segnalato") && form.has("La discussione è stata chiusa."), "{}", form.text);
    report(&his, post, ("off-topic", "Ancora")).await;
    let page = hers.get(&format!("/messaggi/{post}/segnalazioni")).await;
    assert!(!page.text.contains("value=\"thread-closed\"") && page.text.contains("value=\"deleted\""), "{}", page.text);
    assert_eq!(waiting(&hers, space).await, "1");
}

async fn nothing_has_to_be_done(engine: Engine) {
    let Scene { house, ornella, tullio, space, thread, post, hers, his, .. } = scene(engine, Openness::Open).await;
    report(&his, post, ("offensive", "")).await;
    report(&hers, post, ("other", "Lo noto anch’io")).await;
    let fields = [("decision", "nothing"), ("answer", "Il tono è brusco\nma ci sta.")];
    assert_eq!(decide(&hers, post, &fields).await.status, 303);
    assert!(his.get(&format!("/discussioni/{thread}")).await.has("Amina"));
    let told = letters_to(&house, &tullio).await;
    assert!(
        told[0].text.contains("Nessun intervento è stato necessario.") && told[0].text.contains("ma ci sta."),
        "{told:?}"
    );
    let own = letters_to(&house, &ornella).await;
    assert!(own.iter().all(|letter| !letter.subject.contains("La tua segnalazione")), "who decides knows: {own:?}");
    let history = hers.get("/segnalazioni?vista=chiuse").await;
    assert!(history.has("Nessun intervento è stato necessario.") && history.has("Lo noto anch’io"), "{}", history.text);
    assert_eq!(waiting(&hers, space).await, "0");
}

async fn who_decides_late_is_told_so(engine: Engine) {
    let Scene { house, tullio, space, post, hers, his, guests, .. } = scene(engine, Openness::Open).await;
    let second = house.person("Filippa Seconda").await;
    let add = AddMember {
        actor: Actor::System,
        space,
        who: second.email.clone(),
        role: Role::Facilitator,
        now: house.clock.now(),
    };
    house.db.write(add).await.unwrap();
    let theirs = house.signed_in(&second).await;
    report(&his, post, ("off-topic", "")).await;
    let form = format!("/messaggi/{post}/segnalazioni");
    let (mine, other) = (hers.get(&form).await.hidden(&form), theirs.get(&form).await.hidden(&form));

    // A report that the form does not know of.
    report(&guests, post, ("personal-data", "Il nome")).await;
    let changed = hers.send(&form, &mine, &[("decision", "nothing"), ("answer", "Parole già scritte")]).await;
    assert!(changed.status == 422 && changed.has("è cambiato qualcosa") && changed.has("Il nome"), "{}", changed.text);
    assert!(changed.has("Parole già scritte"), "{}", changed.text);
    assert_eq!(waiting(&hers, space).await, "1");

    let seen = changed.hidden(&form);
    assert_eq!(hers.send(&form, &seen, &[("decision", "nothing")]).await.status, 303);
    let late = theirs.send(&form, &other, &[("decision", "deleted"), ("why", "Troppo tardi")]).await;
    assert_eq!((late.status, late.location), (303, format!("/spazi/{space}/segnalazioni")), "{}", late.text);
    let told = theirs.get(&format!("/spazi/{space}/segnalazioni")).await;
    assert!(told.has("qualcun altro ha già deciso"), "{}", told.text);
    assert!(his.get(&format!("/messaggi/{post}/segnala")).await.has("Nessun intervento"), "the first decision stands");
    let told = letters_to(&house, &tullio).await;
    assert_eq!(told.len(), 1, "no letter is written twice: {told:?}");
}

async fn edit(house: &House, author: &Someone, post: PostId, body: &str) {
    let body = Body::parse(body, 1000).unwrap();
    let edit = EditPost {
        actor: author.actor,
        post,
        title: None,
        body,
        version: 1,
        from_draft: false,
        now: house.clock.now(),
    };
    house.db.write(edit).await.unwrap();
}

async fn a_post_that_is_gone_or_changed_is_said_to_be(engine: Engine) {
    let Scene { house, nives, tullio, space, post, hers, his, .. } = scene(engine, Openness::Open).await;
    report(&his, post, ("personal-data", "")).await;
    let page = format!("/messaggi/{post}/segnalazioni");
    assert!(!hers.get(&page).await.has("è stato modificato"));
    edit(&house, &nives, post, "Da noi una signora.").await;
    let edited = hers.get(&page).await;
    assert!(edited.has("la signora Amina") && edited.has("Da allora è stato modificato"), "{}", edited.text);
    assert!(edited.text.contains(&format!("/messaggi/{post}/storia")), "{}", edited.text);

    // The author deletes it: the words are gone here too, and come back with the post.
    let author = house.signed_in(&nives).await;
    let csrf = author.csrf().await;
    author.post(&format!("/messaggi/{post}/elimina"), &[("csrf", &csrf)]).await;
    let gone = hers.get(&page).await;
    assert!(gone.has("è già stato eliminato") && !gone.has("Amina"), "{}", gone.text);
    assert!(!hers.get(&format!("/spazi/{space}/segnalazioni")).await.has("Amina"));
    assert!(gone.text.contains("value=\"gone\"") && !gone.text.contains("value=\"deleted\""), "{}", gone.text);
    let form = gone.hidden(&page);
    author.post(&format!("/messaggi/{post}/ripristina"), &[("csrf", &csrf)]).await;
    let back = hers.send(&page, &form, &[("decision", "gone")]).await;
    assert!(back.status == 422 && back.has("non è più com’era") && back.has("Amina"), "{}", back.text);
    author.post(&format!("/messaggi/{post}/elimina"), &[("csrf", &csrf)]).await;
    assert_eq!(decide(&hers, post, &[("decision", "gone")]).await.status, 303);
    assert!(letters_to(&house, &tullio).await[0].text.contains("Il messaggio è stato eliminato."));
}

async fn the_author_learns_nothing_even_as_facilitator(engine: Engine) {
    let Scene { house, ornella, nives, space, post, hers, his, .. } = scene(engine, Openness::Open).await;
    let promote =
        ChangeRole { actor: Actor::System, space, person: nives.id, role: Role::Facilitator, now: house.clock.now() };
    house.db.write(promote).await.unwrap();
    report(&his, post, ("offensive", "Parole di chi segnala")).await;
    let author = house.signed_in(&nives).await;
    let queue = format!("/spazi/{space}/segnalazioni");
    for page in [queue.clone(), "/segnalazioni".to_owned()] {
        let shown = author.get(&page).await;
        assert!(shown.has("È un tuo messaggio") && shown.has("un’altra persona che facilita"), "{}", shown.text);
        for word in ["Tullio", "Parole di chi segnala", "offensivo"] {
            assert!(!shown.has(word), "{word} in {}", shown.text);
        }
    }
    let form = format!("/messaggi/{post}/segnalazioni");
    let refused = author.get(&form).await;
    assert!(refused.status == 403 && !refused.has("Tullio"), "{}", refused.text);
    let csrf = author.csrf().await;
    let forced = [("csrf", csrf.as_str()), ("decision", "nothing"), ("seen", "9")];
    assert_eq!(author.post(&form, &forced).await.status, 403);
    assert!(letters_to(&house, &nives).await.is_empty(), "no letter either");
    assert_eq!(letters_to(&house, &ornella).await.len(), 1);
    decide(&hers, post, &[("decision", "nothing")]).await;
    let history = author.get(&format!("{queue}?vista=chiuse")).await;
    assert!(history.has("chi l’ha segnalato non te lo diciamo") && !history.has("Tullio"), "{}", history.text);
    assert!(!history.has("Parole di chi segnala"), "{}", history.text);
}

async fn who_administers_judges_where_nobody_else_can(engine: Engine) {
    let Scene { house, ornella, tullio, space, post, his, guests, thread, .. } = scene(engine, Openness::Private).await;
    let ada = house.administrator("Ada Amministra").await;
    let theirs = house.signed_in(&ada).await;
    report(&his, post, ("personal-data", "Il nome")).await;
    let page = format!("/messaggi/{post}/segnalazioni");
    let seen = theirs.get(&page).await;
    assert!(
        seen.status == 200 && seen.has("Il nome") && !seen.has("Amina"),
        "a private space's words stay its own: {}",
        seen.text
    );
    assert!(seen.has("decide chi lo facilita") && !seen.text.contains("value=\"deleted\""), "{}", seen.text);
    assert!(!theirs.get("/segnalazioni").await.has("Il nome"), "not hers while somebody facilitates");
    assert!(letters_to(&house, &ada).await.is_empty());

    // The facilitator's own words are reported: nobody but who administers can judge them.
    let own = house.answer(&ornella, thread, "Il sig. Bruno ha ragione.").await.post;
    report(&his, own, ("personal-data", "")).await;
    assert_eq!(letters_to(&house, &ada).await.len(), 1);
    let all = theirs.get("/segnalazioni").await;
    assert!(all.has("Il sig. Bruno") && !all.has("Amina"), "{}", all.text);
    let overview = theirs.get("/amministrazione").await;
    assert!(overview.has("1 messaggio segnalato, che nessun facilitatore può guardare"), "{}", overview.text);
    assert!(theirs.get(&format!("/messaggi/{own}/segnalazioni")).await.has("Il sig. Bruno"));
    assert_eq!(decide(&theirs, own, &[("decision", "nothing")]).await.status, 303);

    // Archived: judged, and nothing in it changed.
    let archive = Archive { actor: Actor::System, space, is_archived: true, now: house.clock.now() };
    house.db.write(archive).await.unwrap();
    assert_eq!(report(&guests, post, ("offensive", "")).await.status, 303, "what is read can be reported");
    let archived = theirs.get(&page).await;
    assert!(
        archived.has("Lo spazio è archiviato") && !archived.text.contains("value=\"deleted\""),
        "{}",
        archived.text
    );
    let csrf = theirs.csrf().await;
    let forced = [("csrf", csrf.as_str()), ("decision", "deleted"), ("why", "Provo"), ("seen", "999")];
    assert_eq!(theirs.post(&page, &forced).await.status, 403);

    // Who reported closes the account: the report stays, and nobody writes there.
    let (why, places) = ("Pensione".to_owned(), Arc::new(Invited));
    let close = CloseAccount { actor: ada.actor, person: tullio.id, why, places, now: house.clock.now() };
    house.db.write(close).await.unwrap();
    assert!(theirs.get(&page).await.has("Tullio Serramonte"));
    let before = letters_to(&house, &tullio).await.len();
    assert_eq!(decide(&theirs, post, &[("decision", "nothing")]).await.status, 303);
    assert_eq!(letters_to(&house, &tullio).await.len(), before);
}

async fn a_page_of_the_queue_makes_few_queries(engine: Engine) {
    let Scene { house, ornella, nives, space, thread, post, his, guests, .. } = scene(engine, Openness::Open).await;
    report(&his, post, ("off-topic", "")).await;
    let cookie = house.cookie_of(&ornella).await;
    let pages = [format!("/spazi/{space}/segnalazioni"), "/segnalazioni".to_owned()];
    let mut few = Vec::new();
    for page in &pages {
        few.push(house.page(page, &cookie).await.0);
    }
    for n in 0..6 {
        let post = house.answer(&nives, thread, &format!("Messaggio {n}")).await.post;
        report(&his, post, ("off-topic", "")).await;
        report(&guests, post, ("offensive", "")).await;
    }
    for (page, few) in pages.iter().zip(few) {
        let (many, text) = house.page(page, &cookie).await;
        assert!(text.contains("Messaggio 5") && many == few && many <= 9, "{page}: {many} queries, {few} before");
    }
}

async fn the_history_goes_back_page_by_page(engine: Engine) {
    let Scene { house, nives, space, thread, hers, his, .. } = scene(engine, Openness::Open).await;
    let (csrf, her_csrf) = (his.csrf().await, hers.csrf().await);
    for n in 0..31 {
        if n % 15 == 0 {
            house.clock.advance(std::time::Duration::from_hours(25));
        }
        let post = house.answer(&nives, thread, &format!("Messaggio {n}")).await.post;
        let form = [("csrf", csrf.as_str()), ("reason", "other"), ("words", &format!("Segnalo il {n}."))];
        assert_eq!(his.post(&format!("/messaggi/{post}/segnala"), &form).await.status, 303);
        let form = [("csrf", her_csrf.as_str()), ("decision", "nothing"), ("seen", "999999")];
        assert_eq!(hers.post(&format!("/messaggi/{post}/segnalazioni"), &form).await.status, 303);
    }
    let page = hers.get(&format!("/spazi/{space}/segnalazioni?vista=chiuse")).await;
    assert!(page.has("Segnalo il 30.") && page.has("Segnalo il 1.") && !page.has("Segnalo il 0."), "{}", page.text);
    let older =
        regex::Regex::new(r"\?vista=chiuse&amp;prima=(\d+)").unwrap().captures(&page.text).unwrap()[1].to_owned();
    let page = hers.get(&format!("/spazi/{space}/segnalazioni?vista=chiuse&prima={older}")).await;
    assert!(
        page.has("Segnalo il 0.") && !page.has("Segnalo il 1.") && !page.has("Mostra le precedenti"),
        "{}",
        page.text
    );
}

async fn the_queue_goes_on_page_by_page(engine: Engine) {
    let Scene { house, nives, space, thread, hers, his, guests, post, .. } = scene(engine, Openness::Open).await;
    let csrf = his.csrf().await;
    for n in 0..51 {
        if n % 15 == 0 {
            house.clock.advance(std::time::Duration::from_hours(25));
        }
        let post = house.answer(&nives, thread, &format!("Messaggio {n}.")).await.post;
        let form = [("csrf", csrf.as_str()), ("reason", "off-topic"), ("words", "")];
        assert_eq!(his.post(&format!("/messaggi/{post}/segnala"), &form).await.status, 303);
    }
    report(&guests, post, ("personal-data", "Il nome")).await;
    for (path, way) in [(format!("/spazi/{space}/segnalazioni"), "of a space"), ("/segnalazioni".to_owned(), "of all")]
    {
        let page = hers.get(&path).await;
        assert!(page.has("la signora Amina") && page.has("Messaggio 48.") && !page.has("Messaggio 49."), "{way}");
        assert!(!page.has("Torna ai più urgenti"));
        let next = regex::Regex::new(r"\?dopo=([0-9-]+)").unwrap().captures(&page.text).unwrap()[1].to_owned();
        let rest = hers.get(&format!("{path}?dopo={next}")).await;
        assert!(rest.has("Messaggio 49.") && rest.has("Messaggio 50.") && !rest.has("Messaggio 48."), "{}", rest.text);
        assert!(rest.has("Torna ai più urgenti") && !rest.has("Mostra i successivi"), "{}", rest.text);
        assert!(hers.get(&format!("{path}?dopo=1-999999")).await.has("Da qui in poi non ne aspetta nessun altro"));
        for bad in ["", "1", "2-1", "1-x"] {
            assert_eq!(hers.get(&format!("{path}?dopo={bad}")).await.status, 404, "{bad}");
        }
    }
}

async fn who_may_not_delete_is_told_who_may(engine: Engine) {
    let Scene { house, ornella, thread, post, his, hers, .. } = scene(engine, Openness::Open).await;
    let ada = house.signed_in(&house.administrator("Ada Amministra").await).await;
    report(&his, post, ("off-topic", "")).await;
    let page = ada.get(&format!("/messaggi/{post}/segnalazioni")).await;
    assert!(page.has("non tocca le parole degli altri") && page.has("Ornella Bassavalle"), "{}", page.text);
    assert!(page.text.contains(&format!("/persone/{}", ornella.id)) && !page.text.contains("value=\"deleted\""));
    assert!(!hers.get(&format!("/messaggi/{post}/segnalazioni")).await.has("non tocca le parole"), "she may");
    // Of the only facilitator's own words nobody in the space can judge.
    let own = house.answer(&ornella, thread, "Il sig. Bruno").await.post;
    report(&his, own, ("personal-data", "")).await;
    let page = ada.get(&format!("/messaggi/{own}/segnalazioni")).await;
    assert!(page.has("affida prima lo spazio a qualcuno") && !page.has("Qui può farlo"), "{}", page.text);
}
