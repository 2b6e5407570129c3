//! How messages are asked for in a page: each shape that a template may use, compiled and rendered.

use askama::Template;

use super::super::*;

struct Post {
    author: String,
    likes: usize,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{{ t.s("web-sign-out") }}
{{ t.f("spaces-members", [("n", members.into())]) }}
{{ t.f("web-title", [("page", Arg::from(title)), ("community", "Prassi".into())]) }}
{{ t.f1("web-draft-saved", "time", time) }}
{{ t.f1("web-draft-saved", "time", "9:04") }}
{{ t.f2("error-too-long", "max", 200, "current", title.chars().count()) }}
{% for post in posts %}{{ t.f1("spaces-members", "n", post.likes) }} {{ t.f1("web-error-reference", "reference", post.author) }}
{% endfor %}{% for n in numbers %}{{ t.f1("web-form-problems", "n", n) }}
{% endfor %}{% if let Some(name) = name %}{{ t.f1("web-draft-saved", "time", name) }}{% endif %}
{% let later = t.f1("web-draft-saved", "time", t.time(0, zone)) %}{{ later }} {{ t.number(members) }} <p lang="{{ t.lang().as_str() }}">"#
)]
struct Page {
    t: &'static Tr,
    members: i64,
    title: String,
    time: &'static str,
    posts: Vec<Post>,
    numbers: Vec<u32>,
    name: Option<String>,
    zone: jiff::tz::TimeZone,
}

#[test]
fn templates_ask_for_messages() {
    let page = Page {
        t: tr(Lang::It),
        members: 64,
        title: "Verbali & note".to_owned(),
        time: "8:00",
        posts: vec![Post { author: "Elena".to_owned(), likes: 1 }],
        numbers: vec![1, 2],
        name: Some("7:00".to_owned()),
        zone: jiff::tz::TimeZone::UTC,
    };

    assert_eq!(
        page.render().unwrap(),
        "Esci\n\
         64 membri\n\
         Verbali &#38; note · Prassi\n\
         Bozza salvata alle 8:00\n\
         Bozza salvata alle 9:04\n\
         Può avere al massimo 200 caratteri, ora ne ha 14: accorcialo.\n\
         1 membro Se si ripete, scrivici indicando questo codice: Elena\n\
         C’è 1 campo da correggere. Quello che hai scritto è ancora qui.\n\
         Ci sono 2 campi da correggere. Quello che hai scritto è ancora qui.\n\
         Bozza salvata alle 7:00\n\
         Bozza salvata alle 0:00 64 <p lang=\"it\">"
    );
}
