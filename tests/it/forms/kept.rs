//! Text is never lost: stale forms and expired sessions give it back, and it is published once.

use std::time::Duration;

use prassi::accounts::{AddLink, LinkPurpose};
use prassi::base::digest;
use prassi::web::CleanSessions;

use super::*;
use crate::house::{PASSWORD, on_both_engines};

on_both_engines!(
    a_stale_form_gives_its_text_back,
    an_expired_session_gives_its_text_back,
    a_session_that_is_gone_gives_its_text_back,
    the_longest_text_survives_an_expired_session,
    the_words_of_every_form_come_back,
    a_wrong_password_loses_nothing,
    a_script_without_a_session_leaves_the_forms_of_the_page_alone,
    a_stale_sign_in_form_keeps_the_late_form,
    a_refusal_gives_the_text_back,
    a_kept_form_leads_nowhere_else,
    drafts_keep_what_cannot_be_published,
    what_has_expired_is_cleaned_away,
);

/// The forms that hold words, with the field that holds most of them.
fn papers(desk: &Desk) -> Vec<(Paper, &'static str)> {
    vec![
        (desk.new_thread(), "body"),
        (desk.answer(), "body"),
        (desk.edit(1), "body"),
        (desk.new_space(), "purpose"),
        (desk.settings(), "purpose"),
    ]
}

/// Everything in the form that a page shows: hidden fields, and what stands in the visible ones.
fn filled(page: &Answered, paper: &Paper) -> Vec<(String, String)> {
    let mut fields = page.hidden(&paper.action);
    let form =
        page.text.split(&format!("action=\"{}\"", paper.action)).nth(1).unwrap().split("</form>").next().unwrap();
    for (name, _) in &paper.fields {
        if !fields.iter().any(|(known, _)| known == name) {
            fields.push(((*name).to_owned(), shown(form, name).unwrap_or_else(|| panic!("{name} is lost in {form}"))));
        }
    }
    fields
}

async fn publish_twice(desk: &Desk, browser: &Browser, paper: &Paper, page: &Answered) {
    let before = desk.head().await;
    let fields = filled(page, paper);
    for (name, good) in &paper.fields {
        assert!(fields.contains(&((*name).to_owned(), good.clone())), "{name} came back as {fields:?}");
    }
    let first = browser.send(&paper.action, &fields, &[]).await;
    assert_eq!(first.status, 303, "{}: {}", paper.action, first.text);
    let after = desk.head().await;
    assert!(after > before, "{}", paper.action);
    if paper.fields.iter().any(|(name, _)| *name == "body") {
        let second = browser.send(&paper.action, &fields, &[]).await;
        assert_eq!((second.status, second.location), (303, first.location.clone()), "{}", paper.action);
        assert_eq!(desk.head().await, after, "{} was published twice", paper.action);
        let seen = browser.get(first.location.split('#').next().unwrap()).await;
        let body = &paper.fields.iter().find(|(name, _)| *name == "body").unwrap().1;
        assert_eq!(unescape(&seen.text).matches(body.as_str()).count(), 1, "{}", paper.action);
    }
}

async fn a_stale_form_gives_its_text_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    for (paper, field) in papers(&desk) {
        let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
        let before = desk.head().await;
        let fields: Vec<(&str, &str)> = paper.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut answers = Vec::new();
        for csrf in ["", "x", "0000000000000000000000000000000000000000000", "\u{0}", "é"] {
            let mut all = vec![("csrf", csrf)];
            all.extend(&fields);
            answers.push(paper.browser.send(&paper.action, &hidden, &all).await);
        }
        let none: Vec<(String, String)> = hidden.iter().filter(|(name, _)| name != "csrf").cloned().collect();
        answers.push(paper.browser.send(&paper.action, &none, &fields).await);
        for answer in &answers {
            assert_eq!(answer.status, 422, "{}", paper.action);
            assert!(answer.has("rimasta aperta a lungo"), "{}", paper.action);
            assert_eq!(
                shown(&answer.text, field).as_ref(),
                paper.fields.iter().find(|(name, _)| *name == field).map(|(_, v)| v)
            );
        }
        assert_eq!(desk.head().await, before);
        publish_twice(&desk, &paper.browser, &paper, answers.last().unwrap()).await;
    }
}

/// Who sends that form: not the administrator, of whom the desk holds no address.
fn author<'d>(desk: &'d Desk, paper: &Paper) -> Option<&'d Someone> {
    match paper.action.as_str() {
        "/spazi" => None,
        action if action.ends_with("/impostazioni") => Some(&desk.facilitator),
        _ => Some(&desk.member),
    }
}

/// Sends a form after the session is gone, signs in on the page that comes back, and gives the page with the text.
async fn come_back(paper: &Paper, email: &str, hidden: &[(String, String)]) -> Answered {
    let fields: Vec<(&str, &str)> = paper.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = paper.browser.send(&paper.action, hidden, &fields).await;
    assert_eq!(refused.status, 401, "{}", paper.action);
    assert!(refused.has("La sessione è scaduta"), "{}", paper.action);
    for (_, value) in paper.fields.iter().filter(|(name, _)| !matches!(*name, "openness" | "role")) {
        assert!(unescape(&refused.text).contains(value), "{} does not show {value}", paper.action);
    }
    let sign_in = [("email", email), ("password", PASSWORD)];
    let answer = paper.browser.send("/accedi", &refused.hidden("/accedi"), &sign_in).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/riprendi"), "{}", answer.text);
    let page = paper.browser.get("/riprendi").await;
    assert_eq!(page.status, 200);
    page
}

async fn an_expired_session_gives_its_text_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    for (paper, _) in papers(&desk) {
        let Some(author) = author(&desk, &paper) else { continue };
        let paper = Paper { browser: desk.house.signed_in(author).await, ..paper };
        let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
        let before = desk.head().await;
        desk.house.clock.advance(Duration::from_hours(24 * 15));
        let page = come_back(&paper, &author.email, &hidden).await;
        assert_eq!(desk.head().await, before);
        publish_twice(&desk, &paper.browser, &paper, &page).await;
    }
}

async fn forget_sessions(house: &House) {
    let url = &house.place.database_url;
    if let Some(path) = url.strip_prefix("sqlite:") {
        let conn = rusqlite::Connection::open(path).unwrap();
        conn.busy_timeout(Duration::from_secs(5)).unwrap();
        conn.execute("DELETE FROM sessions", []).unwrap();
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(url).await.unwrap();
        sqlx::raw_sql("DELETE FROM sessions").execute(&mut conn).await.unwrap();
    }
}

async fn a_session_that_is_gone_gives_its_text_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.answer();
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    forget_sessions(&desk.house).await;
    let page = come_back(&paper, &desk.member.email, &hidden).await;
    publish_twice(&desk, &paper.browser, &paper, &page).await;
    // Nothing is kept for whoever comes next on the same browser.
    let other = desk.writes.clone();
    let csrf = other.csrf().await;
    assert_eq!(other.post("/esci", &[("csrf", &csrf)]).await.status, 303);
    let sign_in = [("email", desk.facilitator.email.as_str()), ("password", PASSWORD)];
    assert_eq!(other.submit("/accedi", "/accedi", &sign_in).await.status, 303);
    let page = other.get("/riprendi").await;
    assert!(!page.has("Una risposta per la prova"), "somebody else's text");
}

async fn the_longest_text_survives_an_expired_session(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (mut paper, words) = (desk.answer(), "😀 è\r\n".repeat(4000));
    paper.fields = vec![("body", words.trim_end().to_owned())];
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    forget_sessions(&desk.house).await;
    let fields = [("body", words.trim_end())];
    let refused = paper.browser.send(&paper.action, &hidden, &fields).await;
    let sign_in = [("email", desk.member.email.as_str()), ("password", PASSWORD)];
    let answer = paper.browser.send("/accedi", &refused.hidden("/accedi"), &sign_in).await;
    assert_eq!(answer.location, "/riprendi", "{} {}", answer.status, answer.text);
    let page = paper.browser.get("/riprendi").await;
    assert_eq!(shown(&page.text, "body").unwrap().replace("\r\n", "\n"), words.trim_end().replace("\r\n", "\n"));
    let answer = paper.browser.send(&paper.action, &filled(&page, &paper), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
}

/// Reasons, notes, reports, rules: whatever somebody wrote.
async fn the_words_of_every_form_come_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (space, thread, post) = (desk.space, desk.thread, desk.posts[0]);
    let words = "Due righe per spiegare\r\nche non si perdono";
    let forms = [
        (&desk.leads, format!("/discussioni/{thread}/chiudi"), "why"),
        (&desk.leads, format!("/messaggi/{post}/elimina"), "why"),
        (&desk.leads, format!("/messaggi/{post}/segnala"), "words"),
        (&desk.leads, format!("/messaggi/{post}/segnalibro"), "note"),
        (&desk.leads, format!("/spazi/{space}/impostazioni"), "rules"),
        (&desk.leads, format!("/spazi/{space}/impostazioni"), "welcome"),
        (&desk.leads, format!("/spazi/{space}/persone"), "who"),
        (&desk.writes, format!("/discussioni/{thread}/argomenti"), "topics"),
    ];
    for (browser, path, field) in &forms {
        let stale = browser.post(path, &[("csrf", "vecchia"), (field, words)]).await;
        assert_eq!(stale.status, 422, "{path}");
        assert_eq!(shown(&stale.text, field).as_deref(), Some(words), "{path}");
    }
    forget_sessions(&desk.house).await;
    for (browser, path, field) in &forms {
        let refused = browser.post(path, &[("csrf", "vecchia"), (field, words)]).await;
        assert_eq!(refused.status, 401, "{path}");
        assert!(refused.has("Due righe per spiegare"), "{path}: {}", refused.text);
        let sign_in = [("email", desk.facilitator.email.as_str()), ("password", PASSWORD)];
        let answer = browser.send("/accedi", &refused.hidden("/accedi"), &sign_in).await;
        assert_eq!(answer.location, "/riprendi", "{path}");
        let page = browser.get("/riprendi").await;
        assert_eq!(shown(&page.text, field).as_deref(), Some(words), "{path}: {}", page.text);
        forget_sessions(&desk.house).await;
    }
}

async fn a_wrong_password_loses_nothing(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.answer();
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    forget_sessions(&desk.house).await;
    let fields: Vec<(&str, &str)> = paper.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut page = paper.browser.send(&paper.action, &hidden, &fields).await;
    for (email, password, status) in
        [("", "", 422), (desk.member.email.as_str(), "sbagliata", 422), ("a\0b@x.example", "\0", 422)]
    {
        page =
            paper.browser.send("/accedi", &page.hidden("/accedi"), &[("email", email), ("password", password)]).await;
        assert_eq!(page.status, status, "{email:?}");
        assert!(page.has("role=\"alert\"") && (password.is_empty() || !page.has("sbagliata")), "{email:?}");
    }
    // A stale form in between, too.
    page = paper
        .browser
        .send("/accedi", &page.hidden("/accedi"), &[("email", &desk.member.email), ("password", PASSWORD)])
        .await;
    assert_eq!(page.location, "/riprendi", "{}", page.status);
    let kept = paper.browser.get("/riprendi").await;
    publish_twice(&desk, &paper.browser, &paper, &kept).await;
}

/// The draft that a page saves by itself and the form it sends run into the end of the session together, and the order in
/// which the answers come must not matter to the page's forms.
async fn a_script_without_a_session_leaves_the_forms_of_the_page_alone(engine: Engine) {
    let desk = Desk::open(engine).await;
    let nobody = desk.house.browser();
    let body = serde_urlencoded::to_string([("csrf", "x"), ("key", "new:1"), ("body", "Una bozza")]).unwrap();
    for path in ["/bozze", "/anteprima"] {
        let asked = nobody.http.post(format!("{}{path}", nobody.base)).header("accept", "*/*");
        let answer =
            asked.header("content-type", "application/x-www-form-urlencoded").body(body.clone()).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{path}");
        assert!(answer.headers().get("set-cookie").is_none(), "{path}: {:?}", answer.headers());
        assert!(!answer.text().await.unwrap().contains("<html"), "{path}");
    }
}

async fn a_stale_sign_in_form_keeps_the_late_form(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.answer();
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let late = desk.house.browser();
    let fields: Vec<(&str, &str)> = paper.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = late.send(&paper.action, &hidden, &fields).await;
    let sign_in = [("email", desk.member.email.as_str()), ("password", PASSWORD), ("csrf", "stale")];
    let again = late.send("/accedi", &refused.hidden("/accedi"), &sign_in).await;
    assert_eq!(again.status, 401, "{}", again.text);
    assert!(unescape(&again.text).contains(paper.fields[0].1.as_str()), "{}", again.text);
    let answer = late.send("/accedi", &again.hidden("/accedi"), &sign_in[..2]).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, "/riprendi"), "{}", answer.text);
}

async fn a_refusal_gives_the_text_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    let paper = desk.edit(1);
    let hidden = paper.browser.get(&paper.page).await.hidden(&paper.action);
    let gone = paper.action.replace("/modifica", "/elimina");
    assert_eq!(paper.browser.submit(&gone, &gone, &[]).await.status, 303);
    let answer = paper
        .browser
        .send(&paper.action, &hidden, &[("title", "Un titolo"), ("body", "Scritto <mentre> spariva")])
        .await;
    assert_eq!(answer.status, 403, "{}", answer.text);
    assert!(answer.has("eliminato") && answer.has("Scritto &#60;mentre&#62; spariva"), "{}", answer.text);
}

async fn a_kept_form_leads_nowhere_else(engine: Engine) {
    let desk = Desk::open(engine).await;
    let sign_in = [("email", desk.member.email.as_str()), ("password", PASSWORD)];
    for action in [
        "//evil.example/x",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/\tevil",
        "/x\r\ny",
    ] {
        let browser = desk.house.browser();
        let mut hidden = browser.get("/accedi").await.hidden("/accedi");
        hidden.push(("kept_action".to_owned(), action.to_owned()));
        hidden.push(("kept_fields".to_owned(), "body=ciao".to_owned()));
        let answer = browser.send("/accedi", &hidden, &sign_in).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{action:?}");
        for next in [action, "//evil.example", "/\\evil.example"] {
            let browser = desk.house.browser();
            let mut fields = sign_in.to_vec();
            fields.push(("next", next));
            assert_eq!(browser.submit("/accedi", "/accedi", &fields).await.location, "/", "{next:?}");
        }
    }
}

async fn drafts_keep_what_cannot_be_published(engine: Engine) {
    let desk = Desk::open(engine).await;
    let before = desk.head().await;
    for paper in [desk.new_thread(), desk.answer(), desk.edit(1)] {
        for body in [
            "troppo ".repeat(10_000),
            "a\0b\u{1b}c".to_owned(),
            ">".repeat(100_000),
            "<script>alert(1)</script>".to_owned(),
        ] {
            let mut fields = paper.with("body", &body);
            fields.push(("draft", "1".to_owned()));
            let answer = paper.send(&fields).await;
            assert_eq!(answer.status, 303, "{} {}", paper.action, answer.text);
            let page = desk.writes.get(&paper.page).await;
            let kept = shown(&page.text, "body").unwrap();
            assert_eq!(kept.trim_end(), body.replace('\0', "").trim_end(), "{}", paper.action);
            assert_eq!(desk.writes.get("/").await.status, 200);
        }
        let mut fields = paper.with("body", "  ");
        fields.retain(|(name, _)| *name != "title");
        fields.push(("title", String::new()));
        fields.push(("draft", "1".to_owned()));
        assert_eq!(paper.send(&fields).await.status, 303, "an emptied draft is forgotten");
    }
    let csrf = desk.writes.csrf().await;
    for key in [
        "",
        "reply",
        "reply:",
        "reply:x",
        "other:1",
        "reply:1:2",
        "reply:99999999999999999999",
        "reply:-1",
        "new:0",
        "edit:\0",
    ] {
        let answer = desk.writes.post("/bozze", &[("csrf", &csrf), ("key", key), ("body", "x")]).await;
        assert!(matches!(answer.status, 400 | 404) && answer.has("href=\"/\""), "{key:?}: {}", answer.status);
    }
    assert_eq!(desk.head().await, before);
}

async fn what_has_expired_is_cleaned_away(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (house, start) = (&desk.house, desk.house.clock.now());
    let link = async |token: &str, days: u64| {
        let expires_at = start.plus(Duration::from_hours(24 * days));
        let (purpose, subject) = (LinkPurpose::NewPassword, desk.member.id.0);
        house.db.write(AddLink { digest: digest(token), purpose, subject, expires_at }).await.unwrap();
    };
    link("old", 1).await;
    link("young", 30).await;
    assert_eq!(house.db.write(CleanSessions { now: start }).await.unwrap(), 0, "nothing has expired yet");
    house.clock.advance(Duration::from_hours(24 * 15));
    let young = house.signed_in(&desk.facilitator).await;
    // Three browsers have been idle for too long, and a link is too old.
    assert_eq!(house.db.write(CleanSessions { now: house.clock.now() }).await.unwrap(), 4);
    assert_eq!(young.get("/profilo").await.status, 200);
    assert_eq!(desk.writes.get("/profilo").await.status, 303);
    assert_eq!(house.browser().get("/nuova-password/young").await.status, 200);
    assert_eq!(house.browser().get("/nuova-password/old").await.status, 410);
}
