//! What people do, through the web.

use std::time::Duration;

use prassi::authz::Openness;

use super::*;
use crate::house::{Answered, Browser, Engine, PASSWORD, on_both_engines, unescape};

on_both_engines!(
    from_an_invitation_to_the_profile,
    administrators_see_what_became_of_invitations,
    only_administrators_invite,
    a_guest_is_invited_to_a_space,
    a_forgotten_password_is_replaced,
    strangers_learn_nothing,
    an_expired_session_keeps_the_text,
    signing_in_leads_back,
    signing_out_ends_it,
    people_are_seen_by_colleagues,
    the_profile_speaks_another_language,
);

const NEW_PASSWORD: &str = "un'altra frase, anche più lunga";

/// What a page says, without what differs between two visitors.
fn plain(answer: &Answered) -> String {
    let secrets = regex::Regex::new(r#"name="csrf" value="[^"]*"|csp-nonce" content="[^"]*""#).unwrap();
    secrets.replace_all(&answer.text, "").into_owned()
}

async fn csrf_of(browser: &Browser, page: &str, action: &str) -> String {
    browser.get(page).await.hidden(action).into_iter().find(|(name, _)| name == "csrf").unwrap().1
}

async fn from_an_invitation_to_the_profile(engine: Engine) {
    let house = open(engine).await;
    let ada = house.signed_in(&house.administrator("Ada Colleverde").await).await;
    let viterbo = office(&house, "VT").await.to_string();
    let fields = [
        ("name", "Livia Pratolungo"),
        ("email", "Livia@Comune.Example"),
        ("organisation", viterbo.as_str()),
        ("standing", "staff"),
        ("space", ""),
    ];
    let answer = ada.submit("/amministrazione/inviti", "/amministrazione/inviti", &fields).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/amministrazione/inviti"), "{}", answer.text);
    let list = ada.get("/amministrazione/inviti").await;
    assert!(
        list.has("Invito mandato a Livia Pratolungo.") && list.has("Livia@comune.example") && list.has("In attesa"),
        "{}",
        list.text
    );

    let sent = letter(&house).await.unwrap();
    assert_eq!(sent.recipient, "Livia@comune.example");
    let path = link(&sent, "/invito");
    assert!(sent.text.contains(&format!("{}{path}", house.base)), "{}", sent.text);

    let livia = house.browser();
    let page = livia.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Ada Colleverde (Prefettura di Rovigo)") && page.has("Prefettura di Viterbo"), "{}", page.text);
    assert!(page.has(r#"value="Livia Pratolungo""#), "the name is there already");
    let fields = [("name", "Livia Pratolungo"), ("function", "Area IV"), ("password", PASSWORD)];
    let answer = livia.submit(&path, &path, &fields).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{}", answer.text);

    // She is in, and the profile knows what she said.
    let profile = livia.get("/profilo").await;
    assert_eq!(profile.status, 200);
    for word in
        ["Livia Pratolungo", "Area IV", "Livia@comune.example", "Prefettura - UTG di Viterbo", "@livia.pratolungo"]
    {
        assert!(profile.has(word), "{word} is not in {}", profile.text);
    }
    let fields = [
        ("name", "Livia Pratolungo Rossi"),
        ("function", "Area IV – immigrazione"),
        ("about", "Posso aiutare\ncon le graduatorie"),
        ("language", "it"),
        ("time_zone", "Europe/Paris"),
    ];
    let answer = livia.submit("/profilo", "/profilo", &fields).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/profilo"), "{}", answer.text);
    let profile = livia.get("/profilo").await;
    assert!(
        profile.has("Modifiche salvate") && profile.has("Livia Pratolungo Rossi") && profile.has("con le graduatorie")
    );
    assert!(profile.has(r#"<option value="Europe/Paris" selected>"#), "{}", profile.text);

    // The link has done its work.
    let again = house.browser();
    let page = again.get(&path).await;
    assert_eq!(page.status, 410);
    assert!(page.has("Questo invito non vale più"), "{}", page.text);
    let csrf = csrf_of(&again, "/accedi", "/accedi").await;
    let answer = again.post(&path, &[("csrf", &csrf), ("name", "Altra"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 410);
    let answer = again.submit("/accedi", "/accedi", &[("email", "livia@comune.example"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "the address is hers however it is written");
    assert!(ada.get("/amministrazione/inviti").await.has("Accettato"));
}

async fn administrators_see_what_became_of_invitations(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let ada = house.signed_in(&admin).await;
    assert!(ada.get("/amministrazione/inviti").await.has("Nessun invito mandato."));
    let first = invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    house.clock.advance(Duration::from_hours(24 * 15));
    let ada = house.signed_in(&admin).await;
    assert!(ada.get("/amministrazione/inviti").await.has("Scaduto"));

    let list = "/amministrazione/inviti";
    let answer = ada.submit(list, &format!("{list}/{first}/invio"), &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, list));
    assert!(ada.get(list).await.has("Invito mandato di nuovo a Livia Pratolungo."));
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let answer = ada.submit(list, &format!("{list}/{first}/ritiro"), &[]).await;
    assert_eq!(answer.status, 303);
    let page = ada.get(list).await;
    assert!(page.has("Ritirato") && !page.has(&format!("{list}/{first}/invio")), "{}", page.text);
    assert_eq!(house.browser().get(&path).await.status, 410);
    let csrf = ada.csrf().await;
    for gone in [format!("{list}/{first}/invio"), format!("{list}/999999/ritiro"), format!("{list}/x/ritiro")] {
        assert_eq!(ada.post(&gone, &[("csrf", &csrf)]).await.status, 404, "{gone}");
    }

    // A long list comes in pages.
    for n in 0..51 {
        let mut new = invitation(&house, admin.actor, "Ugo Rivabella", None).await;
        new.email = EmailAddress::parse(&format!("ugo{n}@comune.example")).unwrap();
        invite(&house, new).await.unwrap();
    }
    let page = ada.get(list).await;
    assert!(page.has("ugo50@") && !page.has("ugo0@") && !page.has("livia"), "{}", page.text);
    let older =
        regex::Regex::new(r"/amministrazione/inviti\?prima=\d+").unwrap().find(&page.text).unwrap().as_str().to_owned();
    let page = ada.get(&older).await;
    assert!(page.has("ugo0@") && page.has("livia") && !page.has("?prima="), "{}", page.text);
}

async fn only_administrators_invite(engine: Engine) {
    let house = open(engine).await;
    let nives = house.signed_in(&house.person("Nives Altopiano").await).await;
    assert_eq!(nives.get("/amministrazione/inviti").await.status, 403);
    let csrf = nives.csrf().await;
    assert_eq!(nives.post("/amministrazione/inviti", &[("csrf", &csrf), ("email", "x@y.example")]).await.status, 403);
    assert_eq!(nives.post("/amministrazione/inviti/1/ritiro", &[("csrf", &csrf)]).await.status, 403);
    let answer = house.browser().get("/amministrazione/inviti").await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi?poi=%2Famministrazione%2Finviti"));
}

async fn a_guest_is_invited_to_a_space(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    let space = house.space("Tavolo casa", Openness::Open, &[(&admin, Role::Facilitator)]).await.to_string();
    let ada = house.signed_in(&admin).await;
    let body = office(&house, "TERZO-SETTORE").await.to_string();
    let list = "/amministrazione/inviti";
    let mut fields = vec![
        ("name", "Olga Pontelungo"),
        ("email", "olga@ponte.example"),
        ("organisation", body.as_str()),
        ("standing", "guest"),
        ("administrator", "1"),
        ("role", "facilitator"),
    ];
    let answer = ada.submit(list, list, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.has("Un ospite vede solo lo spazio a cui è invitato") && answer.has("olga@ponte.example"),
        "{}",
        answer.text
    );
    fields.push(("space", &space));
    assert!(ada.get(list).await.has("name=\"until\""));
    let today = house.clock.now().zoned(&jiff::tz::TimeZone::UTC).date();
    for wrong in ["", "2020-01-01", "domani"] {
        let answer = ada.submit(list, list, &[&fields[..], &[("until", wrong)]].concat()).await;
        assert!(answer.status == 422 && answer.has("id=\"until-error\""), "{wrong}: {}", answer.text);
    }
    let last = today.checked_add(jiff::Span::new().days(30)).unwrap().to_string();
    fields.push(("until", &last));
    assert_eq!(ada.submit(list, list, &fields).await.status, 303);

    let path = link(&letter(&house).await.unwrap(), "/invito");
    let olga = house.browser();
    assert!(olga.get(&path).await.has("Ospite"));
    assert_eq!(olga.submit(&path, &path, &[("name", "Olga Pontelungo"), ("password", PASSWORD)]).await.status, 303);
    // Boxes that are not for guests were not heeded.
    assert_eq!(olga.get(list).await.status, 403);
    assert_eq!(olga.get(&format!("/spazi/{space}")).await.status, 200);
    let people = ada.get(&format!("/spazi/{space}/persone")).await;
    assert!(people.has(&format!("value=\"{last}\"")), "her last day stands beside her: {}", people.text);
}

async fn a_forgotten_password_is_replaced(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let elsewhere = house.signed_in(&nives).await;
    assert_eq!(elsewhere.get("/profilo").await.status, 200);

    let browser = house.browser();
    let answer = browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/password-dimenticata?inviata"));
    assert!(browser.get(&answer.location).await.has("Il link vale un&#39;ora"));
    let path = link(&letter_to(&house, &nives.email).await, "/nuova-password");

    assert_eq!(browser.get(&path).await.status, 200);
    let short = browser.submit(&path, &path, &[("password", "corta")]).await;
    assert_eq!(short.status, 422);
    assert!(short.has("Servono almeno 12 caratteri, ora ne ha 5") && !short.has(r#"value="corta""#), "{}", short.text);
    let answer = browser.submit(&path, &path, &[("password", NEW_PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi?fatto=password"), "{}", answer.text);
    assert!(browser.get(&answer.location).await.has("La password è cambiata"));

    // Signed out everywhere; the link and the old password are worth nothing.
    assert_eq!(elsewhere.get("/profilo").await.status, 303);
    assert_eq!(browser.get(&path).await.status, 410);
    let sign_in = async |password| {
        browser.submit("/accedi", "/accedi", &[("email", &nives.email), ("password", password)]).await.status
    };
    assert_eq!((sign_in(PASSWORD).await, sign_in(NEW_PASSWORD).await), (422, 303));

    // Another link is too old after an hour.
    let browser = house.browser();
    assert_eq!(
        browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &nives.email)]).await.status,
        303
    );
    let newest = async || link(&letter(&house).await.unwrap(), "/nuova-password");
    for n in 0.. {
        if newest().await != path {
            break;
        }
        assert!(n < 100, "no second letter");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let second = newest().await;
    house.clock.advance(Duration::from_hours(1));
    assert_eq!(browser.get(&second).await.status, 410);
}

async fn strangers_learn_nothing(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let nobody = "nessuno.altopiano@prefettura.example";
    let (mut pages, mut sent) = (Vec::new(), Vec::new());
    for email in [nives.email.as_str(), nobody] {
        let browser = house.browser();
        let answer = browser.submit("/accedi", "/accedi", &[("email", email), ("password", "wrong")]).await;
        assert_eq!(answer.status, 422);
        pages.push(plain(&answer).replace(email, "…"));
        let answer = browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", email)]).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, "/password-dimenticata?inviata"));
        sent.push(plain(&browser.get(&answer.location).await));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(sent[0], sent[1]);
    letter_to(&house, &nives.email).await;
    assert!(mail::list_mailbox(&house.db, None, 50).await.unwrap().iter().all(|letter| letter.recipient != nobody));
}

async fn an_expired_session_keeps_the_text(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    let hidden = browser.get("/profilo").await.hidden("/profilo");
    // However a session ends, this is how it looks from the page that was open.
    house.db.write(prassi::accounts::SignOut { sign_in: prassi::base::SignInId(1) }).await.unwrap();
    let about = "Sportello: «chi viene due volte» & altro";
    let fields = [
        ("name", "Nives Altopiano"),
        ("function", "Area IV"),
        ("about", about),
        ("language", "it"),
        ("time_zone", "Europe/Rome"),
    ];
    let expired = browser.send("/profilo", &hidden, &fields).await;
    assert_eq!(expired.status, 401);
    assert!(unescape(&expired.text).contains(about), "{}", expired.text);

    // A mistake on the way does not lose it either.
    let wrong =
        browser.send("/accedi", &expired.hidden("/accedi"), &[("email", &nives.email), ("password", "wrong")]).await;
    assert_eq!(wrong.status, 422);
    let answer =
        browser.send("/accedi", &wrong.hidden("/accedi"), &[("email", &nives.email), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/riprendi"), "{}", answer.text);
    let again = browser.get("/riprendi").await;
    assert!(unescape(&again.text).contains(about), "{}", again.text);
    assert_eq!(browser.send("/profilo", &again.hidden("/profilo"), &fields).await.status, 303);
    assert!(unescape(&browser.get("/profilo").await.text).contains(about));
}

async fn signing_in_leads_back(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    for (asked, leads) in
        [("/profilo?x=1", "/profilo?x=1"), ("//evil.example", "/"), ("https://evil.example", "/"), ("", "/")]
    {
        let browser = house.browser();
        let asked: String =
            percent_encoding::utf8_percent_encode(asked, percent_encoding::NON_ALPHANUMERIC).to_string();
        let page = format!("/accedi?poi={asked}");
        let answer = browser.submit(&page, "/accedi", &[("email", &nives.email), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, leads));
        // Who is in already is sent on.
        let answer = browser.get(&page).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, leads));
    }
}

async fn signing_out_ends_it(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let browser = house.signed_in(&nives).await;
    let other = house.signed_in(&nives).await;
    let answer = browser.submit("/profilo", "/esci", &[]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/accedi"));
    assert_eq!(browser.get("/profilo").await.status, 303);
    assert_eq!(other.get("/profilo").await.status, 200, "the other device stays");
    let csrf = csrf_of(&browser, "/accedi", "/accedi").await;
    assert_eq!(browser.post("/esci", &[("csrf", &csrf)]).await.status, 303, "twice is no mistake");
}

async fn people_are_seen_by_colleagues(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let guest = house.guest("Olga Pontelungo").await;
    let (nives_at, olga_at) = (house.signed_in(&nives).await, house.signed_in(&guest).await);
    let page = nives_at.get(&format!("/persone/{}", guest.id)).await;
    assert!(
        page.has("Olga Pontelungo") && page.has("Ospite") && page.has("Prefettura - UTG di Rovigo"),
        "{}",
        page.text
    );
    assert!(!page.has(&guest.email), "addresses are nobody's business");
    for unknown in ["999999", "x", "0", "99999999999999999999"] {
        assert_eq!(nives_at.get(&format!("/persone/{unknown}")).await.status, 404, "{unknown}");
    }
    assert_eq!(olga_at.get(&format!("/persone/{}", guest.id)).await.status, 200);
    assert_eq!(olga_at.get(&format!("/persone/{}", nives.id)).await.status, 403);
    assert_eq!(olga_at.get("/persone/999999").await.status, 403, "and learns no numbers");
}

async fn the_profile_speaks_another_language(engine: Engine) {
    let house = open(engine).await;
    let browser = house.signed_in(&house.person("Nives Altopiano").await).await;
    let fields = [("name", "Nives Altopiano"), ("language", "en"), ("time_zone", "Europe/Rome")];
    assert_eq!(browser.submit("/profilo", "/profilo", &fields).await.status, 303);
    let page = browser.get("/profilo").await;
    assert!(page.has("Your profile") && page.has(r#"<html lang="en">"#), "{}", page.text);
}
