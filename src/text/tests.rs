//! The room as a whole: what each mark becomes, what an attacker gets, what a bomb costs.

mod bombs;
mod features;
mod hostile;
mod properties;

use std::sync::LazyLock;

use regex::Regex;

use super::{Image, Mention, Picture, Resolve};

/// A picture of the file `file`.
fn picture(file: i64, alt: &str) -> Image {
    let small = (file % 2 == 1).then_some((480, 480));
    Image::Picture(Picture {
        file,
        alt: alt.into(),
        width: 640,
        height: 320,
        large: (1280, 1280),
        small,
        is_lazy: true,
    })
}

/// Knows `nives.altopiano` and `ugo`, several people together called `tutti`, threads below 1,000, the pictures 7 and 8, and
/// that 9 is gone.
struct House;

impl Resolve for House {
    fn mention(&self, handle: &str) -> Option<Mention> {
        match handle {
            "nives.altopiano" => Some(Mention { person: 7, name: "Nives Altopiano".into(), href: "/persone/7".into() }),
            "tutti" => Some(Mention { person: 0, name: "tutti & altri".into(), href: String::new() }),
            "ugo" => Some(Mention { person: 8, name: "Ugo <b>\"&".into(), href: "/persone/8".into() }),
            _ => None,
        }
    }

    fn thread(&self, id: i64) -> bool {
        id < 1_000
    }

    fn image(&self, address: &str, words: &str) -> Image {
        match address {
            "/allegati/7" => picture(7, words),
            "/allegati/8" => picture(8, words),
            "/allegati/9" => Image::Words(format!("Non c’è più: {words}")),
            _ => Image::Link,
        }
    }
}

/// Knows everybody, every thread, and every picture that is called by its address on this server.
struct Everybody;

impl Resolve for Everybody {
    fn mention(&self, handle: &str) -> Option<Mention> {
        Some(Mention { person: 1, name: handle.to_owned(), href: "/persone/1".into() })
    }

    fn thread(&self, _: i64) -> bool {
        true
    }

    fn image(&self, address: &str, words: &str) -> Image {
        match address.strip_prefix("/allegati/").and_then(|id| id.parse().ok()) {
            Some(file) if address == format!("/allegati/{file}") => picture(file, words),
            _ => Image::Link,
        }
    }
}

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"^<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>"#).unwrap());
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#" ([a-z-]+)="([^"]*)""#).unwrap());
/// All that may ever leave the room, written down a second time.
static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)^(
            (blockquote|br|code|del|div|em|h4|h5|h6|hr|label|li|ol|p|strong|table|tbody|td|th|thead|tr|ul|a|input|pre|img|span)
            | a\ href="(https?://[^"]+|mailto:[^"]*|/([^/\\"][^"]*)?)"
            | a\ title="[^"]*" | a\ rel="nofollow\ noopener\ noreferrer\ ugc" | a\ class="(mention|thread-ref|placed)"
            | a\ data-turbo="false" | span\ class="no-picture"
            | img\ (src="/allegati/[0-9]+/figura/1280"|width="640"|height="320"|alt="[^"]*"|loading="lazy"|decoding="async")
            | img\ srcset="/allegati/[0-9]+/figura/480\ 480w,\ /allegati/[0-9]+/figura/1280\ 1280w" | img\ sizes="640px"
            | blockquote\ class="quote" | li\ class="task" | p\ class="plain"
            | div\ (class="table"|role="region"|tabindex="0"|aria-label="[^"]+")
            | input\ (type="checkbox"|checked=""|disabled=""|aria-label="[☐☑]")
            | pre\ tabindex="0" | ol\ start="[0-9]+" | th\ scope="col" | t[dh]\ class="text-(start|center|end)"
        )$"#,
    )
    .unwrap()
});

/// Panics unless the HTML is well nested and holds nothing but what is allowed.
fn assert_safe(html: &str) {
    let mut open = Vec::new();
    for (at, _) in html.match_indices('<') {
        let tag = TAG.captures(&html[at..]).unwrap_or_else(|| panic!("a stray < in {html}"));
        let name = tag.get(2).unwrap().as_str();
        assert!(ALLOWED.is_match(name), "<{name}> in {html}");
        let attributes = tag.get(3).unwrap().as_str();
        for attribute in ATTRIBUTE.captures_iter(attributes) {
            let pair = format!("{name}{}", attribute.get(0).unwrap().as_str());
            assert!(ALLOWED.is_match(&pair), "{pair} in {html}");
        }
        if name == "a" && attributes.contains(r#"href=""#) && !attributes.contains(r#"href="/"#) {
            assert!(attributes.contains(" rel="), "a link without rel in {html}");
        }
        assert!(name != "input" || attributes.contains("disabled"), "an input that works in {html}");
        if &tag[1] == "/" {
            assert_eq!(open.pop(), Some(name.to_owned()), "{html}");
        } else if !matches!(name, "br" | "hr" | "input" | "img") {
            assert!(name != "a" || !open.iter().any(|outer| outer == "a"), "a link in a link in {html}");
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} left open in {html}");
}
