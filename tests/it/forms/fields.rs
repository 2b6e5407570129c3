//! Field by field: what cannot be stored comes back with a sentence, what can is stored as it was meant.

use super::*;
use crate::house::on_both_engines;

on_both_engines!(
    what_cannot_be_stored_comes_back,
    limits_are_exact,
    unknown_choices_are_told,
    writing_of_all_kinds_is_kept,
    one_line_stays_one_line
);

/// What no name, title or other single line may be.
const BAD_LINES: [&str; 8] =
    ["", " \t\r\n\u{a0} ", "a\0b", "a\u{1b}[31mb", "evil\u{202e}gpj.exe", "\u{2067}ab", "a\u{200b}b", "\u{3164}"];
/// What no text may be. Direction overrides are taken out of a text and harm nobody.
const BAD_BODIES: [&str; 5] = ["", " \r\n\t\r\n ", "a\0b", "a\u{1b}[31mb", "a\u{9b}b"];

fn bad_values(field: &str) -> Vec<&'static str> {
    match field {
        "body" => BAD_BODIES.to_vec(),
        "who" => [BAD_LINES.as_slice(), &["nessuno@prefettura.example", "%", "'; DROP TABLE people; --", "@"]].concat(),
        "openness" | "role" => vec!["", "public", "OPEN", "member\0", "-1", "owner"],
        _ => BAD_LINES.to_vec(),
    }
}

fn papers(desk: &Desk) -> Vec<Paper> {
    vec![
        desk.new_thread(),
        desk.answer(),
        desk.edit(0),
        desk.edit(1),
        desk.new_space(),
        desk.settings(),
        desk.add_person(),
    ]
}

async fn what_cannot_be_stored_comes_back(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (before, mut wrong) = (desk.head().await, Vec::new());
    for paper in papers(&desk) {
        for (field, _) in &paper.fields {
            for value in bad_values(field) {
                let answer = paper.send_with(field, value).await;
                let mut note =
                    |what: &str| wrong.push(format!("{} {field}={value:?}: {} {what}", paper.action, answer.status));
                if answer.status != 422 {
                    note("is not 422");
                    continue;
                }
                if !complains_of(&answer, field) {
                    note("the field is not named");
                }
                for (other, good) in
                    paper.fields.iter().filter(|(other, _)| other != field && !matches!(*other, "openness" | "role"))
                {
                    if shown(&answer.text, other).as_deref() != Some(good) {
                        note(&format!("{other} is lost: {:?}", shown(&answer.text, other)));
                    }
                }
            }
            let missing: Vec<(&str, String)> = paper.fields.iter().filter(|(name, _)| name != field).cloned().collect();
            let answer = paper.send(&missing).await;
            if answer.status != 422 || !complains_of(&answer, field) {
                wrong.push(format!("{} without {field}: {}", paper.action, answer.status));
            }
        }
        if desk.head().await != before {
            wrong.push(format!("{} recorded something", paper.action));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

async fn limits_are_exact(engine: Engine) {
    let desk = Desk::open(engine).await;
    let cases = [
        (desk.new_thread(), "title", 200, "200"),
        (desk.new_thread(), "body", 20_000, "20.000"),
        (desk.answer(), "body", 20_000, "20.000"),
        (desk.edit(0), "title", 200, "200"),
        (desk.edit(1), "body", 20_000, "20.000"),
        (desk.new_space(), "name", 80, "80"),
        (desk.new_space(), "purpose", 300, "300"),
        (desk.settings(), "name", 80, "80"),
        (desk.settings(), "purpose", 300, "300"),
    ];
    for (n, (paper, field, max, said)) in cases.into_iter().enumerate() {
        // Each takes four bytes, and twelve on the way; the last one tells the names apart.
        let last = char::from_u32('🍊' as u32 + u32::try_from(n).unwrap()).unwrap();
        let full: String = std::iter::repeat_n('😀', max - 1).chain([last]).collect();
        let before = desk.head().await;
        let answer = paper.send_with(field, &format!("{full}é")).await;
        assert_eq!(answer.status, 422, "{} {field}", paper.action);
        assert!(
            complains_of(&answer, field) && answer.has(&format!("al massimo {said} caratteri")),
            "{} {field}",
            paper.action
        );
        assert_eq!(shown(&answer.text, field), Some(format!("{full}é")), "{} {field}", paper.action);
        assert_eq!(desk.head().await, before);
        let mut fields = paper.with(field, &full);
        if field == "purpose" {
            fields.retain(|(name, _)| *name != "name");
            fields.push(("name", format!("Spazio numero {n}")));
        }
        let answer = paper.send(&fields).await;
        assert_eq!(answer.status, 303, "{} {field}: {}", paper.action, answer.text);
        assert!(desk.head().await > before);
    }
}

async fn unknown_choices_are_told(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (before, page) = (desk.head().await, format!("/spazi/{}/persone", desk.space));
    // A role nobody knows must not quietly become another one: the facilitator would be none any more.
    let second = desk.house.person("Filippa Facilita").await;
    let add = [("who", second.email.as_str()), ("role", "facilitator")];
    assert_eq!(desk.leads.submit(&page, &page, &add).await.status, 303);
    let after = desk.head().await;
    assert!(after > before);
    let csrf = desk.leads.csrf().await;
    for role in [None, Some(""), Some("owner"), Some("Facilitator"), Some("member\0")] {
        let mut fields = vec![("csrf", csrf.as_str())];
        fields.extend(role.map(|role| ("role", role)));
        let answer = desk.leads.post(&format!("{page}/{}/ruolo", second.id), &fields).await;
        assert_eq!(answer.status, 400, "role {role:?}: {}", answer.location);
        assert!(answer.has("Non abbiamo capito") && answer.has("href=\"/\""), "role {role:?}");
        assert_eq!(desk.head().await, after, "role {role:?}");
    }
    for (field, value) in
        [("language", "tlh"), ("time_zone", "Mars/Olympus"), ("time_zone", "../../etc/passwd"), ("language", "it\0")]
    {
        let mut fields = vec![
            ("name", "Mara Membro"),
            ("function", ""),
            ("about", ""),
            ("language", "it"),
            ("time_zone", "Europe/Rome"),
        ];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = desk.writes.submit("/profilo", "/profilo", &fields).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(complains_of(&answer, field), "{field}={value}");
    }
    assert_eq!(desk.head().await, after);
}

async fn writing_of_all_kinds_is_kept(engine: Engine) {
    let desk = Desk::open(engine).await;
    for (typed, stored) in [
        (
            "Perché già così? È l'età più bella & più <b>forte</b>",
            "Perché già così? È l'età più bella & più <b>forte</b>",
        ),
        ("Nicolo\u{300} scrive in NFD", "Nicolò scrive in NFD"),
        (
            "Famiglia 👩\u{200d}👩\u{200d}👧 e 🏳\u{fe0f}\u{200d}🌈",
            "Famiglia 👩\u{200d}👩\u{200d}👧 e 🏳\u{fe0f}\u{200d}🌈",
        ),
        ("محمد e Šárka e 李雷", "محمد e Šárka e 李雷"),
        ("Z\u{36b}\u{351}a\u{363}lgo", "Z\u{36b}\u{351}a\u{363}lgo"),
        ("{{ 7*7 }} ${7*7} {$name} %s %n", "{{ 7*7 }} ${7*7} {$name} %s %n"),
        ("\"><script>alert(1)</script>", "\"><script>alert(1)</script>"),
    ] {
        let paper = desk.new_thread();
        let answer = paper.send(&[("title", typed.to_owned()), ("body", format!("{typed}\r\ne sotto"))]).await;
        assert_eq!(answer.status, 303, "{typed}: {}", answer.text);
        let page = desk.writes.get(answer.location.split('#').next().unwrap()).await;
        assert!(page.has("<h1") && unescape(&page.text).contains(stored), "{stored} is not on its page");
        let list = desk.writes.get(&format!("/spazi/{}", desk.space)).await;
        assert!(unescape(&list.text).contains(stored), "{stored} is not on the list");
        for markup in ["<script>", "<b>forte"] {
            assert!(!page.text.contains(markup) && !list.text.contains(markup), "{typed} came through as markup");
        }
        let post = page.text.split("/messaggi/").nth(1).and_then(|rest| rest.split(['/', '"', '#']).next()).unwrap();
        let edit = desk.writes.get(&format!("/messaggi/{post}/modifica")).await;
        assert_eq!(shown(&edit.text, "title").as_deref(), Some(stored));
        assert_eq!(shown(&edit.text, "body"), Some(format!("{stored}\ne sotto")));
    }
}

async fn one_line_stays_one_line(engine: Engine) {
    let desk = Desk::open(engine).await;
    let broken = "Una riga\r\nSet-Cookie: prassi=x\n\n<p>due";
    let whole = "Una riga Set-Cookie: prassi=x <p>due";
    for (paper, field) in [
        (desk.new_thread(), "title"),
        (desk.edit(0), "title"),
        (desk.new_space(), "name"),
        (desk.settings(), "purpose"),
    ] {
        let answer = paper.send_with(field, broken).await;
        assert_eq!(answer.status, 303, "{} {field}: {}", paper.action, answer.text);
        let page = paper.browser.get(answer.location.split('#').next().unwrap()).await;
        // the name of a real session may begin with an x too
        assert!(page.headers.get_all("set-cookie").iter().all(|cookie| cookie != "prassi=x"));
        let page = if field == "title" {
            page
        } else {
            paper.browser.get(&format!("{}/impostazioni", answer.location.trim_end_matches("/impostazioni"))).await
        };
        assert!(unescape(&page.text).contains(whole), "{} {field}", paper.action);
    }
}
