//! Bytes that are no form, forms of other sites, addresses that are no addresses, and Markdown that is a bomb.

use std::time::{Duration, Instant};

use prassi::web::Outcome;

use super::*;
use crate::house::on_both_engines;

on_both_engines!(
    bytes_that_are_no_form_change_nothing,
    forms_of_other_sites_are_refused,
    odd_addresses_lead_to_a_page,
    markdown_bombs_do_no_harm,
    a_preview_shows_what_will_be_published,
);

/// Every route that takes a form, with ids that are there.
fn posts(desk: &Desk) -> Vec<String> {
    let declared = desk
        .house
        .app
        .declared
        .iter()
        .filter(|route| route.method == "POST" && route.access.member != Outcome::NotFound);
    let fill = |path: &str| {
        path.replace("{space}", &desk.space.to_string())
            .replace("{thread}", &desk.thread.to_string())
            .replace("{post}", &desk.posts[1].to_string())
            .replace("{person}", &desk.member.id.to_string())
            .replace("{job}", "1")
            .replace("{id}", "1")
            .replace("{token}", &"x".repeat(43))
    };
    declared.map(|route| fill(route.path)).filter(|path| path != "/esci").collect()
}

async fn send(browser: &Browser, path: &str, content_type: &str, body: Vec<u8>) -> (u16, String) {
    let request = browser.http.post(format!("{}{path}", browser.base)).header("content-type", content_type);
    let response = request.body(body).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn bytes_that_are_no_form_change_nothing(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (before, csrf, mut wrong) = (desk.head().await, desk.leads.csrf().await, Vec::new());
    let with_csrf = |rest: &[u8]| [format!("csrf={csrf}&").as_bytes(), rest].concat();
    let cases: Vec<(&str, &str, Vec<u8>, &[u16])> = vec![
        ("ten megabytes", FORM, with_csrf(&[b"body=".as_slice(), &vec![b'a'; 10 << 20]].concat()), &[413]),
        ("a byte too much", FORM, vec![b'&'; (1 << 20) + 1], &[413]),
        ("a million fields", FORM, b"a&".repeat(500_000), &[422]),
        ("encoded bytes that are no text", FORM, with_csrf(b"body=%FF%FE"), &[400]),
        ("raw bytes that are no text", FORM, with_csrf(b"body=\xff\xfe\xc3"), &[400]),
        ("a surrogate", FORM, with_csrf(b"body=%ED%A0%80"), &[400]),
        ("an overlong slash", FORM, with_csrf(b"body=%C0%AF"), &[400]),
        ("a name that is no text", FORM, with_csrf(b"%FF=x"), &[400]),
        ("JSON", "application/json", format!("{{\"csrf\":\"{csrf}\",\"body\":\"ciao\"}}").into_bytes(), &[400, 415]),
        ("a form as plain text", "text/plain", with_csrf(b"body=ciao&title=ciao"), &[400, 415]),
        (
            "a form in parts",
            "multipart/form-data; boundary=x",
            format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x--\r\n").into_bytes(),
            &[400, 415],
        ),
        ("nothing", FORM, Vec::new(), &[422]),
        ("only signs", FORM, b"&&&===&=&".to_vec(), &[422]),
    ];
    for path in posts(&desk) {
        for (what, content_type, body, wanted) in &cases {
            let (status, text) = send(&desk.leads, &path, content_type, body.clone()).await;
            // Where a file or a table is sent, a form in parts is one: this has nothing in it.
            let is_table =
                path.ends_with("/inviti/elenco") || path.ends_with("/inviti") && path != "/amministrazione/inviti";
            let takes_parts = ["/foto", "/messaggi", "/modifica", "/discussioni"].iter().any(|end| path.ends_with(end));
            let takes_parts = takes_parts || is_table;
            let wanted: &[u16] = if takes_parts && *what == "a form in parts" { &[422, 403] } else { wanted };
            if !wanted.contains(&status) || !text.contains("href=\"/\"") || !text.contains("<html lang=\"it\">") {
                wrong.push(format!("{path} with {what}: {status}"));
            }
        }
    }
    assert_eq!(desk.head().await, before);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

async fn forms_of_other_sites_are_refused(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (before, csrf) = (desk.head().await, desk.leads.csrf().await);
    let own = desk.house.base.clone();
    let foreign = [
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "")],
        vec![("origin", "http://127.0.0.1")],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("sec-fetch-site", "")],
        vec![("sec-fetch-site", "cross-site"), ("origin", own.as_str())],
    ];
    let ask = async |path: &str, headers: &[(&str, &str)]| {
        let mut request =
            desk.leads.http.post(format!("{own}{path}")).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request
            .body(format!("csrf={csrf}&body=ciao&title=ciao&name=ciao&purpose=x&openness=open"))
            .send()
            .await
            .unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    for path in posts(&desk) {
        for headers in &foreign {
            let (status, text) = ask(&path, headers).await;
            assert!(
                status == 403 && text.contains("un altro sito") && text.contains("href=\"/\""),
                "{path} {headers:?}: {status}"
            );
        }
    }
    assert_eq!(desk.head().await, before);
    let answer = format!("/discussioni/{}/messaggi", desk.thread);
    for headers in [
        vec![("origin", own.as_str())],
        vec![("sec-fetch-site", "same-origin")],
        vec![("sec-fetch-site", "none")],
        vec![],
    ] {
        assert_eq!(ask(&answer, &headers).await.0, 303, "{headers:?}");
    }
}

async fn odd_addresses_lead_to_a_page(engine: Engine) {
    let desk = Desk::open(engine).await;
    let (thread, space, post) = (desk.thread, desk.space, desk.posts[1]);
    let ids = [
        "-1",
        "0",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "abc",
        "1.5",
        "+1",
        "1%00",
        "%FF",
        "%F0%9F%98%80",
        "1%2F..",
        "1'",
    ];
    let mut wrong = Vec::new();
    let mut note = |path: &str, answer: &Answered, wanted: &[u16]| {
        let has_way_out = answer.status < 400 || answer.has("href=\"/\"");
        if !wanted.contains(&answer.status) || !has_way_out {
            wrong.push(format!("{path}: {} {:?}", answer.status, answer.text.chars().take(60).collect::<String>()));
        }
    };
    for id in ids {
        for path in [
            format!("/spazi/{id}"),
            format!("/spazi/{id}/persone"),
            format!("/spazi/{id}/impostazioni"),
            format!("/spazi/{id}/discussioni/nuova"),
            format!("/discussioni/{id}"),
            format!("/messaggi/{id}"),
            format!("/messaggi/{id}/citazione"),
            format!("/messaggi/{id}/modifica"),
            format!("/messaggi/{id}/elimina"),
            format!("/persone/{id}"),
            format!("/dev/mail/{id}"),
            format!("/discussioni/{id}?da=1&cita=1"),
        ] {
            // A plus before a number is a number to Rust: at worst it leads to what stands there.
            let wanted: &[u16] = if id == "+1" { &[200, 303, 403, 404] } else { &[404] };
            let path = path.as_str();
            note(path, &desk.writes.get(path).await, wanted);
        }
    }
    for (query, wanted) in [
        ("da=-1", 200),
        ("da=0", 200),
        ("da=9223372036854775807", 200),
        ("da=-9223372036854775808", 200),
        ("da=9223372036854775808", 400),
        ("da=abc", 400),
        ("da=", 400),
        ("da=1&da=2", 400),
        ("da=%FF", 400),
        ("da=1%00", 400),
        ("cita=-1", 200),
        ("cita=x", 400),
        ("altro=1", 200),
        ("cita=9223372036854775807", 200),
    ] {
        let path = format!("/discussioni/{thread}?{query}");
        note(&path, &desk.writes.get(&path).await, &[wanted]);
    }
    for (query, wanted) in [
        ("prima=-1", 200),
        ("prima=0", 200),
        ("prima=9223372036854775807", 200),
        ("prima=9223372036854775808", 400),
        ("prima=abc", 400),
        ("vista=boh", 200),
        ("vista=%00", 200),
        ("vista=da-leggere&prima=1", 200),
    ] {
        for path in [format!("/spazi/{space}?{query}"), format!("/dev/mail?{query}")] {
            note(&path, &desk.writes.get(&path).await, &[wanted]);
        }
    }
    for (path, wanted) in [
        ("/amministrazione/inviti?prima=-1", 200),
        ("/amministrazione/inviti?prima=x", 404),
        ("/amministrazione/inviti?prima=9223372036854775808", 404),
        ("/amministrazione/inviti?prima=%FF", 400),
    ] {
        note(path, &desk.administers.get(path).await, &[wanted]);
    }
    let stranger = desk.house.browser();
    for path in [
        "/accedi?poi=%00",
        "/accedi?poi=%FF",
        "/accedi?poi=/%0d%0aSet-Cookie:x",
        "/accedi?fatto=%00",
        "/password-dimenticata?inviata=%FF",
        "/invito/%00",
        "/invito/%FF",
        "/nuova-password/x%00",
        "/nuova-password/é",
    ] {
        note(path, &stranger.get(path).await, &[200, 400, 404, 410]);
    }
    let suggestions = format!("/persone/suggerimenti?spazio={space}");
    for q in [
        "&q=%00",
        "&q=m%00",
        "&q=%25",
        "&q=_",
        "&q=%5C",
        "&q='",
        "",
        "&q=",
        "&q=%F0%9F%98%80",
        &format!("&q={}", "m".repeat(5000)),
    ] {
        let answer = desk.writes.get(&format!("{suggestions}{q}")).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, "[]"), "{q}");
    }
    for query in ["", "?spazio=x", "?spazio=9223372036854775808", "?q=m"] {
        let path = format!("/persone/suggerimenti{query}");
        note(&path, &desk.writes.get(&path).await, &[400]);
    }
    let long = format!("/{}", "a".repeat(20_000));
    note("a long address", &desk.writes.get(&long).await, &[404, 414]);
    assert_eq!(desk.writes.get(&format!("/messaggi/{post}")).await.status, 303);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Texts that cost a careless renderer minutes or the stack.
fn bombs(len: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(len / piece.len());
    vec![
        ("quotations", fill(">")),
        ("spaced quotations", fill("> ")),
        ("brackets", fill("[")),
        ("images", fill("![")),
        ("links", fill("[a](b) ")),
        ("addresses", fill("http://a.it ")),
        ("mentions", fill("@a.b ")),
        ("one mention", fill("@mara.membro ")),
        ("threads", fill("#1 ")),
        ("lists", fill("- ")),
        ("stars", fill("*a **a ")),
        ("backticks", fill("`a``b```")),
        ("entities", fill("&amp;")),
        ("tags", fill("<b>")),
        ("comments", fill("<!--")),
        ("tables", format!("|a|\n|-|\n{}", fill("|b|\n"))),
        ("wide tables", format!("{}\n{}\n", "|a".repeat(len / 8), "|-".repeat(len / 8))),
        ("references", format!("[a]: b\n{}", fill("[a] "))),
        ("nested lists", (0..200).flat_map(|n| [" ".repeat(n), "- a\n".to_owned()]).collect::<String>()),
        ("combining marks", fill("e\u{301}\u{302}\u{303}")),
    ]
}

async fn markdown_bombs_do_no_harm(engine: Engine) {
    let desk =
        Desk::open_with(engine, &[("PRASSI_LIMITS__BODY_CHARS", "100000"), ("PRASSI_LIMITS__FORM_BYTES", "1200000")])
            .await;
    let csrf = desk.writes.csrf().await;
    for (what, bomb) in bombs(100_000) {
        for paper in [desk.answer(), desk.edit(1)] {
            let before = desk.head().await;
            let start = Instant::now();
            let answer = paper.send_with("body", &bomb).await;
            match answer.status {
                303 => {
                    let page = desk.writes.get(answer.location.split('#').next().unwrap()).await;
                    assert_eq!(page.status, 200, "{what}");
                }
                422 => {
                    assert!(complains_of(&answer, "body"), "{what}");
                    assert_eq!(shown(&answer.text, "body").unwrap().trim_end(), bomb.trim_end(), "{what}");
                    assert_eq!(desk.head().await, before, "{what}");
                }
                other => panic!("{what}: {other}"),
            }
            let preview = desk.writes.post("/anteprima", &[("csrf", &csrf), ("body", &bomb)]).await;
            assert_eq!(preview.status, if answer.status == 303 { 200 } else { 422 }, "{what}: {}", preview.text);
            assert!(!preview.text.is_empty(), "{what}");
            let mut fields = paper.with("body", &bomb);
            fields.push(("preview", "1".to_owned()));
            let shown_again = paper.send(&fields).await;
            assert_eq!(shown_again.status, 422, "{what}");
            assert!(start.elapsed() < Duration::from_secs(20), "{what} took {:?} in a debug build", start.elapsed());
        }
    }
    for path in ["/".to_owned(), format!("/spazi/{}", desk.space), format!("/discussioni/{}", desk.thread)] {
        assert_eq!(desk.leads.get(&path).await.status, 200, "{path}");
    }
}

async fn a_preview_shows_what_will_be_published(engine: Engine) {
    let desk = Desk::open(engine).await;
    let csrf = desk.writes.csrf().await;
    let body = "# Titolo\r\n\r\n- [x] fatto\r\n- @fabio.facilita\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n\r\n<i>x</i> https://example.org e #1 e `a<b`\r\n";
    let preview = desk.writes.post("/anteprima", &[("csrf", &csrf), ("body", body)]).await;
    assert_eq!(preview.status, 200);
    assert!(preview.text.contains("<table") && !preview.text.contains("<i>x"), "{}", preview.text);
    let answer = desk.answer().send_with("body", body).await;
    let page = desk.writes.get(answer.location.split('#').next().unwrap()).await;
    assert!(
        page.text.contains(preview.text.trim()),
        "the preview\n{}\nis not on the page\n{}",
        preview.text,
        page.text
    );
    let fields = [("body", body.to_owned()), ("preview", "1".to_owned())];
    let without_script = desk.answer().send(&fields).await;
    assert_eq!(without_script.status, 422);
    assert!(without_script.text.contains(preview.text.trim()));
    assert_eq!(shown(&without_script.text, "body").unwrap().trim_end(), body.replace("\r\n", "\n").trim_end());
    for bad in ["", "  ", "a\0b"] {
        let answer = desk.writes.post("/anteprima", &[("csrf", &csrf), ("body", bad)]).await;
        assert_eq!(answer.status, 422, "{bad:?}");
        assert!(!answer.text.is_empty());
    }
}
