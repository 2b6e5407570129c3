//! What the forms of this room do with what they should not get.

use super::*;
use crate::house::{Browser, Engine, PASSWORD, on_both_engines};

on_both_engines!(
    no_form_takes_what_cannot_be_stored,
    limits_are_exact,
    stale_forms_keep_the_text,
    two_accept_the_same_invitation,
);

/// A form, opened as somebody who may use it, with fields that would be taken.
struct Form {
    browser: Browser,
    page: String,
    fields: Vec<(&'static str, String)>,
    /// Fields that are checked.
    checked: Vec<&'static str>,
}

async fn forms(house: &House) -> Vec<Form> {
    let admin = house.administrator("Ada Colleverde").await;
    let ada = house.signed_in(&admin).await;
    invite(house, invitation(house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    let invitation = link(&letter(house).await.unwrap(), "/invito");
    let browser = house.browser();
    browser.submit("/password-dimenticata", "/password-dimenticata", &[("email", &admin.email)]).await;
    let password = link(&letter_to(house, &admin.email).await, "/nuova-password");
    let viterbo = office(house, "VT").await.to_string();
    let own = |value: &str| value.to_owned();
    vec![
        Form {
            browser: ada.clone(),
            page: own("/amministrazione/inviti"),
            fields: vec![
                ("name", own("Ugo Rivabella")),
                ("email", own("ugo@x.example")),
                ("organisation", viterbo),
                ("standing", own("staff")),
            ],
            checked: vec!["name", "email", "organisation", "standing"],
        },
        Form {
            browser: ada,
            page: own("/profilo"),
            fields: vec![
                ("name", own("Ada Colleverde")),
                ("function", own("Area I")),
                ("about", own("Su tutto")),
                ("language", own("it")),
                ("time_zone", own("Europe/Rome")),
            ],
            checked: vec!["name", "function", "language", "time_zone"],
        },
        Form {
            browser: house.browser(),
            page: invitation,
            fields: vec![("name", own("Livia Pratolungo")), ("function", own("Area IV")), ("password", own(PASSWORD))],
            checked: vec!["name", "function", "password"],
        },
        Form {
            browser: house.browser(),
            page: own("/password-dimenticata"),
            fields: vec![("email", own("a@b.example"))],
            checked: vec!["email"],
        },
        Form {
            browser: house.browser(),
            page: password,
            fields: vec![("password", own(PASSWORD))],
            checked: vec!["password"],
        },
    ]
}

async fn no_form_takes_what_cannot_be_stored(engine: Engine) {
    let house = open(engine).await;
    for form in forms(&house).await {
        let hidden = form.browser.get(&form.page).await.hidden(&form.page);
        for field in &form.checked {
            let bad: &[&str] = match *field {
                "password" => &["", "   ", "una frase\0 con un nulla", "una frase\r\nsu due righe"],
                "function" => &["a\0b", "a\u{7}b", "a\u{202e}b", "a\u{200b}b"],
                "organisation" | "standing" | "language" | "time_zone" => {
                    &["", " ", "x", "\0", "-1", "../../etc/passwd", "9999999999999999999"]
                }
                _ => &[
                    "",
                    " \t\r\n ",
                    "a\0b",
                    "a\u{1b}[31mb",
                    "Nives\u{202e}onaipotlA",
                    "\u{2067}ab",
                    "\u{200b}\u{200b}",
                ],
            };
            for value in bad {
                let fields: Vec<(&str, &str)> = form
                    .fields
                    .iter()
                    .map(|(name, good)| (*name, if name == field { *value } else { good.as_str() }))
                    .collect();
                let answer = form.browser.send(&form.page, &hidden, &fields).await;
                assert_eq!(answer.status, 422, "{} {field}={value:?}: {}", form.page, answer.text);
                assert!(answer.has(&format!(r##"href="#{field}""##)), "{field} is not named in {}", answer.text);
                assert!(answer.has(&format!(r#"id="{field}-error""#)), "{field} has no sentence in {}", answer.text);
                assert!(!answer.has(PASSWORD), "a password came back");
                for (name, kept) in form.fields.iter().filter(|(name, _)| *name != "password" && name != field) {
                    assert!(answer.has(kept), "{name} was lost: {}", answer.text);
                }
            }
        }
        let encoded = |bad: &[u8]| {
            let csrf = &hidden.iter().find(|(name, _)| name == "csrf").unwrap().1;
            [format!("csrf={csrf}&name=").as_bytes(), bad].concat()
        };
        assert_eq!(form.browser.post_bytes(&form.page, encoded(b"%FF%FE")).await.status, 400, "{}", form.page);
        assert_eq!(
            form.browser.post_bytes(&form.page, encoded(&vec![b'a'; 10 << 20])).await.status,
            413,
            "{}",
            form.page
        );
    }
}

async fn limits_are_exact(engine: Engine) {
    let house = open(engine).await;
    for (n, form) in forms(&house).await.into_iter().enumerate() {
        let hidden = form.browser.get(&form.page).await.hidden(&form.page);
        for (field, max) in [("name", 100), ("function", 120), ("about", 1000)] {
            if !form.fields.iter().any(|(name, _)| *name == field) {
                continue;
            }
            let over = "à".repeat(max + 1);
            let fields: Vec<(&str, &str)> = form
                .fields
                .iter()
                .map(|(name, good)| (*name, if *name == field { over.as_str() } else { good.as_str() }))
                .collect();
            let answer = form.browser.send(&form.page, &hidden, &fields).await;
            assert_eq!(answer.status, 422, "{} {field}", form.page);
            let limit = if max == 1000 { "1.000".to_owned() } else { max.to_string() };
            assert!(
                answer.has(&format!("al massimo {limit} caratteri")) && answer.has(&over),
                "{} {field}: {}",
                form.page,
                answer.text
            );
        }
        let whole = |name: &str| match name {
            // Nobody takes a name that somebody has.
            "name" => Some(format!("{}{}", "à".repeat(99), char::from(b'a' + u8::try_from(n).unwrap()))),
            "function" => Some("à".repeat(120)),
            "about" => Some("à".repeat(1000)),
            _ => None,
        };
        let fields: Vec<(&str, String)> =
            form.fields.iter().map(|(name, good)| (*name, whole(name).unwrap_or_else(|| good.clone()))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = form.browser.send(&form.page, &hidden, &fields).await;
        assert_eq!(answer.status, 303, "{}: {}", form.page, answer.text);
    }
}

async fn stale_forms_keep_the_text(engine: Engine) {
    let house = open(engine).await;
    for form in forms(&house).await {
        for secret in ["", "x", "0000000000000000000000000000000000000000000"] {
            let mut fields = vec![("csrf", secret)];
            fields.extend(form.fields.iter().map(|(name, value)| (*name, value.as_str())));
            let answer = form.browser.post(&form.page, &fields).await;
            assert_eq!(answer.status, 422, "{}", form.page);
            assert!(!answer.has(PASSWORD), "a password came back");
            for (name, kept) in form.fields.iter().filter(|(name, _)| *name != "password") {
                assert!(answer.has(kept), "{} lost {name}: {}", form.page, answer.text);
            }
        }
    }
}

async fn two_accept_the_same_invitation(engine: Engine) {
    let house = open(engine).await;
    let admin = house.administrator("Ada Colleverde").await;
    invite(&house, invitation(&house, admin.actor, "Livia Pratolungo", None).await).await.unwrap();
    let path = link(&letter(&house).await.unwrap(), "/invito");
    let browsers = [house.browser(), house.browser()];
    let mut pages = Vec::new();
    for browser in &browsers {
        pages.push(browser.get(&path).await.hidden(&path));
    }
    let fields = [("name", "Livia Pratolungo"), ("password", PASSWORD)];
    let tries = browsers.iter().zip(&pages).map(|(browser, hidden)| browser.send(&path, hidden, &fields));
    let mut both: Vec<u16> = futures_util::future::join_all(tries).await.iter().map(|answer| answer.status).collect();
    both.sort_unstable();
    assert_eq!(both, [303, 410]);
}
