//! What somebody may gives or loses what they have handed on: invitations, the administration, a name, a form that was overtaken.

use prassi::accounts::{ChangeOfficeRole, OfficeRole};
use prassi::authz::Openness;
use prassi::base::Seq;
use prassi::journal::{self, AccountEvent, Event};

use super::*;
use crate::house::{Browser, Engine, PASSWORD, Someone, on_both_engines};

on_both_engines!(
    an_invitation_opens_no_more_than_its_sender_could,
    a_former_focal_point_invites_nobody,
    administrators_are_made_and_lay_it_down,
    the_last_administrator_stays,
    two_administrators_cannot_end_each_other,
    a_name_belongs_to_one,
    a_second_tab_overwrites_nothing,
    whoever_runs_the_server_promotes,
);

fn record(someone: &Someone) -> String {
    format!("/amministrazione/persone/{}", someone.id)
}

/// Sends an invitation for guests from the page of a space or an office, and gives the link.
async fn invited(house: &House, from: &Browser, page: &str, more: &[(&str, &str)]) -> String {
    let fields = [&[("body", "Livia Acquaviola <livia@comune.example>")], more].concat();
    let looked = from.submit(page, page, &fields).await;
    assert_eq!(looked.status, 422, "{}", looked.text);
    let seen = looked.hidden(page).into_iter().find(|(name, _)| name == "seen").unwrap().1;
    let sent = [fields, vec![("send", "1"), ("seen", seen.as_str())]].concat();
    assert_eq!(from.submit(page, page, &sent).await.status, 303);
    link(&letter_to(house, "livia@comune.example").await, "/invito")
}

/// What an invitation's page says, and what accepting it does.
async fn accepted(house: &House, path: &str, name: &str) -> (u16, u16, String) {
    let browser = house.browser();
    let shown = browser.get(path).await;
    let csrf = house.browser().get("/accedi").await.hidden("/accedi");
    let csrf = if shown.status == 200 { shown.hidden(path) } else { csrf };
    let csrf = csrf.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let answer = browser.post(path, &[("csrf", &csrf), ("name", name), ("password", PASSWORD)]).await;
    (shown.status, answer.status, format!("{}{}", shown.text, answer.text))
}

async fn an_invitation_opens_no_more_than_its_sender_could(engine: Engine) {
    let house = open(engine).await;
    let (nives, tullio) = (house.person("Nives Altopiano").await, house.person("Tullio Serramonte").await);
    let people = [(&nives, Role::Facilitator), (&tullio, Role::Facilitator)];
    let space = house.space("Sportelli", Openness::Private, &people).await;
    let (hers, his) = (house.signed_in(&nives).await, house.signed_in(&tullio).await);
    let (page, organisation) = (format!("/spazi/{space}/inviti"), office(&house, "VT").await.to_string());
    let more = [("organisation", organisation.as_str()), ("until", "2026-12-31")];
    let path = invited(&house, &hers, &page, &more).await;
    assert_eq!(house.browser().get(&path).await.status, 200);
    let waiting = his.get(&page).await;
    let again = regex::Regex::new(r"/amministrazione/inviti/\d+/invio").unwrap();
    let again = again.find(&waiting.text).unwrap_or_else(|| panic!("{}", waiting.text)).as_str().to_owned();

    let people = format!("/spazi/{space}/persone");
    let role = format!("{people}/{}/ruolo", nives.id);
    assert_eq!(his.submit(&people, &role, &[("role", "member")]).await.status, 303);
    let shown = house.browser().get(&path).await;
    assert!(shown.status == 410 && shown.has("non può più farti entrare"), "{}", shown.text);
    assert!(shown.has("chi facilita lo spazio") && !shown.has("Sportelli"), "{}", shown.text);
    assert_eq!(house.place.number("SELECT COUNT(*) FROM people WHERE standing = 'guest'").await, 0);

    // Whoever leads the space vouches for it, and it opens again.
    assert_eq!(his.submit(&page, &again, &[]).await.status, 303);
    let (shown, answer, text) = accepted(&house, &path, "Livia Acquaviola").await;
    assert_eq!((shown, answer), (200, 303), "{text}");
    assert!(text.contains("Tullio Serramonte"), "{text}");
}

async fn a_former_focal_point_invites_nobody(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let (organisation, now) = (office(&house, "RO").await, house.clock.now());
    let change = |role| ChangeOfficeRole { actor: Actor::System, organisation, person: nives.id, role, now };
    house.db.write(change(Some(OfficeRole::FocalPoint))).await.unwrap();
    let page = format!("/uffici/{organisation}/inviti");
    let path = invited(&house, &house.signed_in(&nives).await, &page, &[]).await;
    // Opened while it was good, sent when it no longer is.
    let browser = house.browser();
    let form = browser.get(&path).await;
    assert_eq!(form.status, 200);
    house.db.write(change(None)).await.unwrap();
    let hidden = form.hidden(&path);
    let fields = [("name", "Livia Acquaviola"), ("password", PASSWORD)];
    let answer = browser.send(&path, &hidden, &fields).await;
    assert!(answer.status == 410 && answer.has("referente o dirigente (Prefettura di Rovigo)"), "{}", answer.text);
    assert_eq!(house.place.number("SELECT COUNT(*) FROM people").await, 2);
    // Back in office, and gone from the community: open, and not.
    house.db.write(change(Some(OfficeRole::Head))).await.unwrap();
    assert_eq!(house.browser().get(&path).await.status, 200);
    let ada = house.signed_in(&admin).await;
    let hers = record(&nives);
    assert_eq!(ada.submit(&hers, &format!("{hers}/chiusura"), &[("why", "Prova")]).await.status, 303);
    assert_eq!(house.browser().get(&path).await.status, 410);
}

async fn administrators_are_made_and_lay_it_down(engine: Engine) {
    let house = open(engine).await;
    let (admin, nives) = (house.administrator("Ada Colleverde").await, house.person("Nives Altopiano").await);
    let guest = house.guest("Livia Acquaviola").await;
    let (ada, hers) = (house.signed_in(&admin).await, house.signed_in(&nives).await);
    let page = record(&nives);
    let (make, end) = (format!("{page}/amministrazione"), format!("{page}/amministrazione/fine"));
    assert_eq!(hers.get("/amministrazione").await.status, 403);
    let csrf = hers.csrf().await;
    assert_eq!(hers.post(&make, &[("csrf", &csrf)]).await.status, 403);
    assert!(ada.get(&page).await.has("Non legge per questo gli spazi"));
    assert_eq!(ada.submit(&page, &make, &[]).await.status, 303);
    assert!(ada.get(&page).await.has("da adesso amministra la comunità"));
    let csrf = ada.csrf().await;
    assert_eq!(ada.post(&make, &[("csrf", &csrf)]).await.status, 303);
    assert!(ada.get(&page).await.has("già"), "nothing is done twice");
    assert!(letter_to(&house, &nives.email).await.text.contains("affidato il compito"));
    assert_eq!(hers.get("/amministrazione").await.status, 200, "from the next page on");
    let security = ada.get("/amministrazione/sicurezza").await;
    assert!(security.has("Amministra da adesso"), "{}", security.text);

    // A guest is never one, and whoever is not there cannot be found out.
    let page_of_guest = record(&guest);
    assert!(!ada.get(&page_of_guest).await.has("/amministrazione\" method"));
    let answer = ada.post(&format!("{page_of_guest}/amministrazione"), &[("csrf", &csrf)]).await;
    assert!(answer.status == 403 && answer.has("Amministra solo chi lavora"), "{}", answer.text);

    // She makes room for herself: whoever is not the last lays it down.
    let own = record(&admin);
    assert!(ada.get(&own).await.has("Non amministrare più"));
    let answer = ada.submit(&own, &format!("{own}/amministrazione/fine"), &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/profilo"), "{}", answer.text);
    assert_eq!(ada.get("/amministrazione").await.status, 403);
    assert!(hers.get(&page).await.has("Sei l’unica persona che amministra"));
    let csrf = hers.csrf().await;
    let answer = hers.post(&end, &[("csrf", &csrf)]).await;
    assert!(answer.status == 403 && answer.has("Sei l’unica persona"), "{}", answer.text);
    let log = journal::list_after(&house.db, Seq(0), 200).await.unwrap();
    let told = log.iter().filter(|recorded| {
        matches!(
            recorded.event,
            Event::Accounts(AccountEvent::AdministratorMade { .. } | AccountEvent::AdministratorEnded { .. })
        )
    });
    assert_eq!(told.count(), 2);
}

async fn the_last_administrator_stays(engine: Engine) {
    let house = open(engine).await;
    let (admin, bea) = (house.administrator("Ada Colleverde").await, house.administrator("Bea Collerosso").await);
    let ada = house.signed_in(&admin).await;
    let page = record(&bea);
    assert_eq!(ada.submit(&page, &format!("{page}/amministrazione/fine"), &[]).await.status, 303);
    assert!(letter_to(&house, &bea.email).await.text.contains("non amministri più"));
    assert_eq!(house.signed_in(&bea).await.get("/amministrazione").await.status, 403);
    let own = record(&admin);
    assert!(ada.get(&own).await.has("Sei l’unica persona che amministra"));
    let csrf = ada.csrf().await;
    assert_eq!(ada.post(&format!("{own}/amministrazione/fine"), &[("csrf", &csrf)]).await.status, 403);
    assert_eq!(house.place.number("SELECT COUNT(*) FROM people WHERE is_administrator").await, 1);
}

/// Two who end each other at the same moment: each was let in before the other was done.
async fn two_administrators_cannot_end_each_other(engine: Engine) {
    let house = open(engine).await;
    let (ada, bea) = (house.administrator("Ada Colleverde").await, house.administrator("Bea Collerosso").await);
    let end = |actor: Actor, person: &Someone| prassi::accounts::AppointAdministrator {
        actor,
        person: person.id,
        is_made: false,
        message_id: MessageId::new(&house.rng),
        default_lang: Lang::It,
        now: house.clock.now(),
    };
    let (first, second) = tokio::join!(house.db.write(end(ada.actor, &bea)), house.db.write(end(bea.actor, &ada)));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(house.place.number("SELECT COUNT(*) FROM people WHERE is_administrator").await, 1);
}

async fn a_name_belongs_to_one(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Gaia Terrachiara").await;
    let (nives, twin) = (house.person("Nives Altopiano").await, house.person("Zita Gemella").await);
    let rename = "UPDATE people SET name = 'Nives Altopiano', name_key = 'nives altopiano' WHERE name = 'Zita Gemella'";
    house.place.execute(rename).await;
    let fields = |name| [("name", name), ("about", "Sportelli"), ("language", "it"), ("time_zone", "Europe/Rome")];
    let hers = house.signed_in(&nives).await;
    let answer = hers.submit("/profilo", "/profilo", &fields("GAIA  Terrachiàra")).await;
    assert!(answer.status == 422 && answer.has(r#"id="name-error""#), "{}", answer.text);
    assert!(answer.has("C’è già un’altra persona con questo nome") && answer.has("Sportelli"), "{}", answer.text);
    // Namesakes keep their names, however they write them.
    assert_eq!(hers.submit("/profilo", "/profilo", &fields("NIVES Altopiano")).await.status, 303);
    assert_eq!(
        house.signed_in(&twin).await.submit("/profilo", "/profilo", &fields("Nives Altopiano")).await.status,
        303
    );
    assert_eq!(hers.submit("/profilo", "/profilo", &fields("Nives Maria Altopiano")).await.status, 303);
    // Who is invited comes in under the own name, not under another's.
    let id = invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    assert!(id.0 > 0);
    let path = link(&letter_to(&house, "livia.pratolungo@comune.example").await, "/invito");
    let (_, answer, text) = accepted(&house, &path, "Gaia Terrachiara").await;
    assert!(answer == 422 && text.contains("C’è già un’altra persona"), "{text}");
    assert_eq!(accepted(&house, &path, "Livia Anna Pratolungo").await.1, 303);
}

async fn a_second_tab_overwrites_nothing(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    let old = browser.get("/profilo").await.hidden("/profilo");
    let common = [("name", "Nives Altopiano"), ("language", "it"), ("time_zone", "Europe/Rome"), ("day_0", "1")];
    let first = [&common[..], &[("about", "Aiuto sui rendiconti."), ("topics", "FAMI, alloggi")]].concat();
    assert_eq!(browser.submit("/profilo", "/profilo", &first).await.status, 303);
    let second = [&common[..], &[("phone", "0425 428511")]].concat();
    let answer = browser.send("/profilo", &old, &second).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    for said in ["è cambiato in un’altra finestra", "Aiuto sui rendiconti.", "FAMI", "0425 428511"] {
        assert!(answer.has(said), "{said} is not in {}", answer.text);
    }
    assert!(browser.get("/profilo").await.has("Aiuto sui rendiconti."), "nothing was overwritten");
    // Sent again from there, it takes the other's place.
    let both = [&second[..], &[("about", "Aiuto sui rendiconti."), ("topics", "FAMI")]].concat();
    assert_eq!(browser.send("/profilo", &answer.hidden("/profilo"), &both).await.status, 303);
    let now = browser.get("/profilo").await;
    assert!(now.has("0425 428511") && now.has("Aiuto sui rendiconti."), "{}", now.text);
    // What others change of an account is not in the form.
    let form = browser.get("/profilo").await.hidden("/profilo");
    let (organisation, now) = (office(&house, "RO").await, house.clock.now());
    let role = Some(OfficeRole::Head);
    let command = ChangeOfficeRole { actor: Actor::System, organisation, person: nives.id, role, now };
    house.db.write(command).await.unwrap();
    assert_eq!(browser.send("/profilo", &form, &both).await.status, 303);
}

async fn admin(house: &House, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.arg("admin").args(arguments).env_clear().stdin(std::process::Stdio::piped());
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.env("PRASSI_DATA_DIR", house.place.folder.path()).env("PRASSI_DATABASE_URL", &house.place.database_url);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let typed = format!("{PASSWORD}\n");
    let _ = tokio::io::AsyncWriteExt::write_all(&mut stdin, typed.as_bytes()).await; // it may end without reading
    drop(stdin);
    let output = child.wait_with_output().await.unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), said)
}

async fn whoever_runs_the_server_promotes(engine: Engine) {
    let house = open(engine).await;
    let (nives, guest) = (house.person("Nives Altopiano").await, house.guest("Livia Acquaviola").await);
    let (code, said) = admin(&house, &["create", "--name", "Nives Altopiano", "--email", &nives.email]).await;
    assert!(code == Some(2) && said.contains("admin promote --email"), "{said}");
    for (email, code, words) in [
        (nives.email.as_str(), 0, "they administer the community from now on"),
        (&nives.email, 0, "already"),
        (&guest.email, 2, "only colleagues administer"),
        ("nessuno@x.example", 2, "nobody in the community"),
    ] {
        let (got, said) = admin(&house, &["promote", "--email", email]).await;
        assert!(got == Some(code) && said.contains(words), "{email}: {said}");
    }
    assert_eq!(house.signed_in(&nives).await.get("/amministrazione").await.status, 200);
    assert!(letter_to(&house, &nives.email).await.text.contains("affidato il compito"));
}
