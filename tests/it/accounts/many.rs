//! Several people are invited at once: anywhere, into one's own office, as guests into a space one leads.

use std::time::Duration;

use prassi::accounts::{AddOrganisation, ChangeOfficeRole, NewOrganisation, NotInvited, OfficeRole, OrganisationKind};
use prassi::authz::Openness;
use prassi::spaces;

use super::*;
use crate::house::{Answered, Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    each_line_is_looked_at_before_anything_is_sent,
    a_table_fills_the_box,
    focal_points_invite_into_their_own_office,
    facilitators_invite_guests_until_a_day,
    an_invitation_whose_last_day_is_over_is_only_withdrawn,
    codes_are_found_however_they_are_written,
    invitations_are_few_in_an_hour,
    the_command_looks_again,
);

const ANYWHERE: &str = "/amministrazione/inviti/elenco";

async fn post(browser: &Browser, page: &str, fields: &[(&str, &str)]) -> Answered {
    let csrf = browser.csrf().await;
    let all: Vec<(&str, &str)> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
    browser.post(page, &all).await
}

/// Looks at the lines, and sends what can be sent.
async fn send(browser: &Browser, page: &str, fields: &[(&str, &str)]) -> Answered {
    let looked = post(browser, page, fields).await;
    assert_eq!(looked.status, 422, "{}", looked.text);
    let seen = looked.hidden(page).into_iter().find(|(name, _)| name == "seen").unwrap().1;
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("send", "1"), ("seen", seen.as_str())]).collect();
    post(browser, page, &all).await
}

async fn letters(house: &House) -> Vec<String> {
    for _ in 0..10 {
        house.clock.advance(Duration::from_secs(1));
        house.work().await;
    }
    mail::list_mailbox(&house.db, None, 50).await.unwrap().into_iter().map(|letter| letter.recipient).collect()
}

async fn speaks(house: &House, code: &str, who: &Someone) {
    let (organisation, now) = (office(house, code).await, house.clock.now());
    let role = Some(OfficeRole::FocalPoint);
    let command = ChangeOfficeRole { actor: Actor::System, organisation, person: who.id, role, now };
    house.db.write(command).await.unwrap();
}

async fn each_line_is_looked_at_before_anything_is_sent(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let tullio = house.person("Tullio Serramonte").await;
    let gone = house.person("Delia Fontelunga").await;
    let ada = house.signed_in(&admin).await;
    let record = format!("/amministrazione/persone/{}", gone.id);
    assert_eq!(ada.submit(&record, &format!("{record}/chiusura"), &[("why", "Prova")]).await.status, 303);
    let first = [("body", "Viola Sassoverde <viola@comune.example>"), ("organisation", "1")];
    assert_eq!(send(&ada, ANYWHERE, &first).await.status, 303);
    let body = format!(
        "Livia Acquaviola <livia@comune.example>\nnon è un indirizzo\nugo.rivabella@comune.example AG\n{}\n{}\n\
         LIVIA@comune.example\nviola@comune.example\nnino@comune.example NESSUNO\n",
        tullio.email, gone.email
    );
    let viterbo = office(&house, "VT").await.to_string();
    let looked = post(&ada, ANYWHERE, &[("body", &body), ("organisation", &viterbo)]).await;
    assert_eq!(looked.status, 422);
    for said in [
        "2 inviti sono pronti, su 8",
        "Qui non c’è un indirizzo",
        "È già nella comunità.",
        "Ha un account non più attivo",
        "L’indirizzo è già in una riga più su",
        "C’è già un invito in attesa",
        "o controlla il codice",
        "Manda 2 inviti",
    ] {
        assert!(looked.has(said), "{said} is not in {}", looked.text);
    }
    assert_eq!(letters(&house).await, ["viola@comune.example"], "nothing is sent by looking");
    // What has changed since is looked at again.
    let changed = [("body", "x@comune.example"), ("organisation", &viterbo), ("send", "1"), ("seen", "altro")];
    assert!(post(&ada, ANYWHERE, &changed).await.has("Un invito è pronto"));
    let sent = send(&ada, ANYWHERE, &[("body", &body), ("organisation", &viterbo)]).await;
    assert!(sent.status == 422 && sent.has("2 inviti mandati.") && sent.has("correggile"), "{}", sent.text);
    let left = sent.text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap().to_owned();
    assert!(!left.contains("Livia Acquaviola") && left.contains("non è un indirizzo"), "{left}");
    let to = letters(&house).await;
    assert!(to.contains(&"livia@comune.example".to_owned()) && to.contains(&"ugo.rivabella@comune.example".to_owned()));
    assert_eq!(to.len(), 3);
    let list = ada.get("/amministrazione/inviti").await;
    assert!(list.has("Ugo Rivabella") && list.has("Prefettura di Agrigento") && list.has("Prefettura di Viterbo"));
    assert!(ada.get("/amministrazione/inviti?stato=waiting").await.has("Ugo Rivabella"));
    for state in ["accepted", "expired", "withdrawn"] {
        assert!(!ada.get(&format!("/amministrazione/inviti?stato={state}")).await.has("Ugo Rivabella"), "{state}");
    }
    for (body, said) in [(String::new(), "Questo campo serve"), ("a@x.example\n".repeat(201), "al massimo 200")] {
        let answer = post(&ada, ANYWHERE, &[("body", &body), ("organisation", &viterbo)]).await;
        assert!(answer.status == 422 && answer.has(said) && answer.has(r#"id="body-error""#), "{said}");
    }
}

async fn a_table_fills_the_box(engine: Engine) {
    let house = open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    let csrf = ada.csrf().await;
    let table = "nome;e-mail;ente\r\nNicol\u{f2} D'Al\u{f2};nicolo@comune.example;AG\r\n;anna@comune.example;\r\n";
    let latin: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let boundary = "------------------------x";
    let mut body = Vec::new();
    for (name, value) in [("csrf", csrf.as_str()), ("body", "prima@comune.example RO"), ("send", "1")] {
        body.extend(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"../../x.csv\"\r\nContent-Type: text/csv";
    body.extend(format!("--{boundary}\r\n{head}\r\n\r\n").bytes());
    body.extend(&latin);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    let request = ada
        .http
        .post(format!("{}{ANYWHERE}", ada.base))
        .header("content-type", format!("multipart/form-data; boundary={boundary}"))
        .body(body);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 422);
    let text = crate::house::unescape(&answer.text().await.unwrap());
    let filled = text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
    assert!(
        filled.contains("prima@comune.example RO\nNicolò D'Alò <nicolo@comune.example> AG\nanna@comune.example"),
        "{filled}"
    );
    assert!(text.contains("2 inviti sono pronti, su 3") && text.contains("Scegli l’ufficio"), "{text}");
    assert!(letters(&house).await.is_empty(), "a table is looked at, never sent at once");
}

async fn focal_points_invite_into_their_own_office(engine: Engine) {
    let house = open(engine).await;
    let (tullio, nives) = (house.person("Tullio Serramonte").await, house.person("Nives Altopiano").await);
    speaks(&house, "RO", &tullio).await;
    let (rovigo, agrigento) = (office(&house, "RO").await, office(&house, "AG").await);
    let (his, hers) = (house.signed_in(&tullio).await, house.signed_in(&nives).await);
    let page = format!("/uffici/{rovigo}/inviti");
    assert!(his.get(&format!("/uffici/{rovigo}")).await.has("Invita colleghi"));
    assert!(!hers.get(&format!("/uffici/{rovigo}")).await.has("Invita colleghi"));
    let refused = hers.get(&page).await;
    assert!(refused.status == 403 && refused.has("il referente nel proprio ufficio"), "{}", refused.text);
    for other in [format!("/uffici/{agrigento}/inviti"), ANYWHERE.to_owned(), "/uffici/999999/inviti".to_owned()] {
        let answer = post(&his, &other, &[("body", "ugo@comune.example")]).await;
        assert_eq!(answer.status, 403, "{other}");
    }
    let body = "Ugo Rivabella <ugo@comune.example>\naltro@comune.example AG";
    let sent = send(&his, &page, &[("body", body)]).await;
    assert!(sent.has("Un invito mandato.") && sent.has("o controlla il codice"), "{}", sent.text);
    let list = his.get(&page).await;
    assert!(list.has("Ugo Rivabella") && list.has("In attesa"), "{}", list.text);
    let sent = letter_to(&house, "ugo@comune.example").await;
    let path = link(&sent, "/invito");
    // Sent again, three times in an hour; back to where one was.
    let actions = regex::Regex::new(r"/amministrazione/inviti/\d+/invio").unwrap();
    let again = actions.find(&list.text).unwrap().as_str().to_owned();
    for n in 0..3 {
        let answer = his.submit(&page, &again, &[]).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, page.as_str()), "{n}: {}", answer.text);
    }
    assert_eq!(his.submit(&page, &again, &[]).await.status, 429);
    // Somebody else's is not his, nor hers.
    let csrf = hers.csrf().await;
    assert_eq!(hers.post(&again, &[("csrf", &csrf)]).await.status, 403);
    assert_eq!(hers.post("/amministrazione/inviti/999999/invio", &[("csrf", &csrf)]).await.status, 403);
    let ugo = house.browser();
    let answer = ugo.submit(&path, &path, &[("name", "Ugo Rivabella"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(ugo.get("/profilo").await.has("Prefettura - UTG di Rovigo"));
    assert!(his.get(&page).await.has("Accettato"));
    let second = send(&his, &page, &[("body", "ines@comune.example")]).await;
    assert_eq!(second.status, 303);
    let list = his.get(&page).await;
    let withdraw =
        regex::Regex::new(r"/amministrazione/inviti/\d+/ritiro").unwrap().find(&list.text).unwrap().as_str().to_owned();
    assert_eq!(his.submit(&page, &withdraw, &[]).await.location, page);
    assert!(his.get(&page).await.has("Ritirato"));
    let bad = his.submit("/profilo", "/profilo", &[]).await;
    assert_eq!(bad.status, 422);
}

async fn facilitators_invite_guests_until_a_day(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Member)];
    let space = house.space("Mediazione", Openness::Private, &people).await;
    let page = format!("/spazi/{space}/inviti");
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    assert!(hers.get(&format!("/spazi/{space}/persone")).await.has(&page));
    assert_eq!((his.get(&page).await.status, hers.get("/spazi/999999/inviti").await.status), (403, 404));
    let outside = house.signed_in(&house.person("Olga Fuori").await).await;
    assert_eq!(outside.get(&page).await.status, 404);
    let body =
        list_organisations(&house.db).await.unwrap().into_iter().find(|o| !o.kind.is_office()).unwrap().id.to_string();
    let line = ("body", "Livia Acquaviola <livia@coop.example>");
    for (until, said) in [
        ("ieri", "Scegli un giorno dal calendario"),
        ("2026-11-23", "Questo giorno è già passato"),
        ("2029-01-01", "Scegli un giorno entro due anni"),
        ("2026-12-31", ""),
    ] {
        let answer = post(&hers, &page, &[line, ("organisation", &body), ("until", until)]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.has(r#"id="until-error""#), !said.is_empty(), "{until}: {}", answer.text);
        assert!(answer.has(said), "{until}: {}", answer.text);
        assert!(answer.has("Livia Acquaviola") && answer.has(until));
    }
    let sent = send(&hers, &page, &[line, ("organisation", &body), ("until", "2026-12-31")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let letter = letter_to(&house, "livia@coop.example").await;
    assert!(letter.text.contains("Entri come ospite, fino a giovedì 31 dicembre 2026"), "{}", letter.text);
    let path = link(&letter, "/invito");
    let livia = house.browser();
    let answer = livia.submit(&path, &path, &[("name", "Livia Acquaviola"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(
        livia.get("/").await.has("fino a giovedì 31 dicembre 2026") || livia.get("/").await.has("31 dicembre 2026")
    );
    assert_eq!(livia.get(&format!("/spazi/{space}")).await.status, 200);
    assert_eq!((livia.get("/rubrica").await.status, livia.get(&page).await.status), (403, 403));
    let there = spaces::list_members(&house.db, space).await.unwrap();
    let guest = there.iter().find(|m| m.name == "Livia Acquaviola").unwrap();
    assert_eq!(
        (guest.role, guest.until.map(prassi::base::Timestamp::rfc3339)),
        (Role::Guest, Some("2026-12-31T23:00:00Z".to_owned()))
    );
    assert!(hers.get(&page).await.has("Accettato"));
    // An archived space takes nobody in.
    let archive = spaces::Archive { actor: nives.actor, space, is_archived: true, now: house.clock.now() };
    house.db.write(archive).await.unwrap();
    assert_eq!(hers.get(&page).await.status, 403);
}

async fn an_invitation_whose_last_day_is_over_is_only_withdrawn(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let space = house.space("Mediazione", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let (page, hers) = (format!("/spazi/{space}/inviti"), house.signed_in(&nives).await);
    let fields = [("body", "livia@coop.example"), ("organisation", "1"), ("until", "2026-11-30")];
    assert_eq!(send(&hers, &page, &fields).await.status, 303);
    let find = |text: &str, what: &str| {
        let action = regex::Regex::new(&format!(r"/amministrazione/inviti/\d+/{what}")).unwrap();
        action.find(text).map(|found| found.as_str().to_owned())
    };
    let again = find(&hers.get(&page).await.text, "invio").unwrap();
    assert_eq!(letters(&house).await.len(), 1);
    house.clock.advance(Duration::from_hours(24 * 10));
    let over = hers.get(&page).await;
    assert_eq!(find(&over.text, "invio"), None, "nothing to send: {}", over.text);
    let withdraw = find(&over.text, "ritiro").unwrap();
    // A page that was open since before: nothing goes out, nothing is charged, and that is what it says.
    for _ in 0..5 {
        let answer = post(&hers, &again, &[("back", &page)]).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, page.as_str()), "{}", answer.text);
        let told = hers.get(&page).await;
        assert!(told.has("l’ultimo giorno è passato") && !told.has("mandato di nuovo"), "{}", told.text);
    }
    assert_eq!(letters(&house).await.len(), 1);
    assert_eq!(hers.submit(&page, &withdraw, &[]).await.status, 303);
    assert!(hers.get(&page).await.has("Ritirato"));
}

async fn codes_are_found_however_they_are_written(engine: Engine) {
    let house = open(engine).await;
    let tullio = house.person("Tullio Serramonte").await;
    let body = NewOrganisation {
        code: "coop-po".to_owned(),
        name: "Cooperativa Polesine".to_owned(),
        denomination: "Cooperativa Polesine".to_owned(),
        kind: OrganisationKind::Stakeholder,
        region: None,
        seat: None,
    };
    house.db.write(AddOrganisation(body.clone())).await.unwrap();
    let capitals = NewOrganisation { code: "COOP-PO".to_owned(), name: "Cooperativa del Polesine".to_owned(), ..body };
    house.db.write(AddOrganisation(capitals)).await.unwrap();
    let all = list_organisations(&house.db).await.unwrap();
    let [one] = all.iter().filter(|o| o.code.eq_ignore_ascii_case("coop-po")).collect::<Vec<_>>()[..] else {
        panic!("a second one: {all:?}")
    };
    assert_eq!((one.code.as_str(), one.name.as_str()), ("coop-po", "Cooperativa del Polesine"));
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    for code in ["coop-po", "COOP-PO", "Coop-Po"] {
        let looked = post(&ada, ANYWHERE, &[("body", &format!("livia@coop.example {code}"))]).await;
        assert!(looked.has("Un invito è pronto"), "{code}: {}", looked.text);
    }
    let taken = [("code", "Coop-PO"), ("name", "Un’altra"), ("kind", "stakeholder"), ("region", "")];
    let refused = post(&ada, "/amministrazione/enti", &taken).await;
    assert!(refused.status == 422 && refused.has("è già di un altro ente"), "{}", refused.text);
    // In the office's own list too.
    let office = format!("/uffici/{}/inviti", one.id);
    assert!(post(&ada, &office, &[("body", "ugo@coop.example COOP-po")]).await.has("Un invito è pronto"));
    assert!(post(&ada, &office, &[("body", "ugo@coop.example RO")]).await.has("o controlla il codice"));
    assert_eq!(house.signed_in(&tullio).await.get(&office).await.status, 403);
}

async fn invitations_are_few_in_an_hour(engine: Engine) {
    let house = open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    let lines =
        |from: usize| (from..from + 200).map(|n| format!("persona{n}@comune.example")).collect::<Vec<_>>().join("\n");
    for from in [0, 200] {
        let sent = send(&ada, ANYWHERE, &[("body", &lines(from)), ("organisation", "1")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
    }
    let fields = [("body", "ultima@comune.example"), ("organisation", "1")];
    let sent = send(&ada, ANYWHERE, &fields).await;
    assert!(sent.status == 422 && sent.has("riprova fra un’ora"), "{}", sent.text);
    house.clock.advance(Duration::from_hours(3));
    assert_eq!(send(&ada, ANYWHERE, &fields).await.status, 303);
}

/// Between the look and the sending somebody may have come in, gone, or been invited.
async fn the_command_looks_again(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let nives = house.person("Nives Altopiano").await;
    let viterbo = office(&house, "VT").await;
    let people = [nives.email.as_str(), "nuova@comune.example", "nuova@comune.example"];
    let command = |actor: Actor, nobody: OrganisationId| prassi::accounts::InviteMany {
        actor,
        scope: prassi::accounts::InvitationScope::Community,
        people: people
            .iter()
            .map(|email| (PersonName::parse("Nuova Collega").unwrap(), EmailAddress::parse(email).unwrap(), nobody))
            .collect(),
        valid_for: Duration::from_hours(24),
        language: Lang::It,
        message_ids: people.iter().map(|_| MessageId::new(&house.rng)).collect(),
        spaces: prassi::accounts::LaterRooms::of(prassi::accounts::NoSpaces).spaces,
        now: house.clock.now(),
    };
    let outcomes = house.db.write(command(admin.actor, OrganisationId(999_999))).await.unwrap();
    assert_eq!(outcomes, [Some(NotInvited::Taken), Some(NotInvited::NoOffice), Some(NotInvited::NoOffice)]);
    let outcomes = house.db.write(command(admin.actor, viterbo)).await.unwrap();
    assert_eq!(outcomes, [Some(NotInvited::Taken), None, Some(NotInvited::Waiting)]);
    assert!(house.db.write(command(nives.actor, viterbo)).await.is_err(), "nobody else invites anywhere");
}
