//! The second wall: an allow-list over the HTML the writer made, should the writer ever be wrong.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};

/// What every link that leaves the house says about itself.
pub(super) const REL: &str = "nofollow noopener noreferrer ugc";

pub(super) const TAGS: [&str; 27] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "label",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Free values, element by element; those of pictures pass `own_pictures` besides.
const FREE: [(&str, &[&str]); 5] = [
    ("a", &["href", "title"]),
    ("div", &["aria-label"]),
    ("img", &["src", "srcset", "sizes", "width", "height", "alt"]),
    ("input", &["aria-label"]),
    ("ol", &["start"]),
];
/// Attributes that take only these values.
const FIXED: [(&str, &str, &[&str]); 11] = [
    ("a", "rel", &[REL]),
    ("a", "data-turbo", &["false"]),
    ("div", "role", &["region"]),
    ("div", "tabindex", &["0"]),
    ("img", "loading", &["lazy"]),
    ("img", "decoding", &["async"]),
    ("input", "type", &["checkbox"]),
    ("input", "checked", &[""]),
    ("input", "disabled", &[""]),
    ("pre", "tabindex", &["0"]),
    ("th", "scope", &["col"]),
];
const CLASSES: [(&str, &[&str]); 8] = [
    ("a", &["mention", "thread-ref", "placed"]),
    ("blockquote", &["quote"]),
    ("div", &["table"]),
    ("li", &["task"]),
    ("p", &["plain"]),
    ("span", &["no-picture"]),
    ("td", &["text-start", "text-center", "text-end"]),
    ("th", &["text-start", "text-center", "text-end"]),
];

static WALL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut wall = Builder::empty();
    wall.tags(TAGS.into())
        .tag_attributes(FREE.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect())
        .tag_attribute_values(fixed())
        .set_tag_attribute_values([("input", [("disabled", "")].into())].into())
        .allowed_classes(CLASSES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect())
        .url_schemes(SCHEMES.into())
        .url_relative(UrlRelative::Custom(Box::new(keep_own)))
        .attribute_filter(own_pictures)
        .link_rel(None)
        .strip_comments(true);
    wall
});

fn fixed() -> HashMap<&'static str, HashMap<&'static str, HashSet<&'static str>>> {
    let mut all: HashMap<_, HashMap<_, HashSet<_>>> = HashMap::new();
    for (tag, name, values) in FIXED {
        all.entry(tag).or_default().insert(name, values.iter().copied().collect());
    }
    all
}

/// The HTML with everything taken out that is not on the list; what is on it comes back unchanged.
pub(super) fn clean(html: &str) -> String {
    WALL.clean(html).to_string()
}

/// The destination of a link as it may stand in the page, or `None` if it must not be one: only `http`, `https`,
/// `mailto`, and paths of this very server. Judged as a browser would read it (WHATWG URL), not by its letters.
pub(super) fn destination(url: &str) -> Option<Cow<'_, str>> {
    if own_path(url) {
        return Some(Cow::Borrowed(url));
    }
    if url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Url::parse(&format!("https://{url}")).ok().map(|_| Cow::Owned(format!("https://{url}")));
    }
    let plain = !url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let known = Url::parse(url).is_ok_and(|parsed| SCHEMES.contains(&parsed.scheme()));
    let whole = url.contains("://") || url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    (plain && known && whole).then_some(Cow::Borrowed(url))
}

fn keep_own(url: &str) -> Option<Cow<'_, str>> {
    own_path(url).then_some(Cow::Borrowed(url))
}

/// What an attribute may say: of pictures only numbers, and addresses of pictures that this server made of its files.
fn own_pictures<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let is_right = match (element, attribute) {
        ("img", "src") => is_own_picture(value),
        ("img", "srcset") => value.split(", ").all(|one| {
            let (address, width) = one.split_once(' ').unwrap_or_default();
            is_own_picture(address) && width.strip_suffix('w').is_some_and(is_number)
        }),
        ("img", "sizes") => value.strip_suffix("px").is_some_and(is_number),
        ("img", "width" | "height") => is_number(value),
        _ => true,
    };
    is_right.then_some(Cow::Borrowed(value))
}

fn is_own_picture(address: &str) -> bool {
    let numbers = address.strip_prefix("/allegati/").and_then(|rest| rest.split_once("/figura/"));
    numbers.is_some_and(|(file, side)| is_number(file) && is_number(side))
}

fn is_number(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A path of this server: `/…`, neither `//host` nor one of its disguises.
fn own_path(url: &str) -> bool {
    url.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']))
        && !url.contains(|c: char| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_judged_as_a_browser_reads_them() {
        for good in
            ["https://a.it", "HTTP://a.it/b?c=d#e", "mailto:a@b.it", "/discussioni/7#post-3", "https://è.it/ù", "/"]
        {
            assert_eq!(destination(good).as_deref(), Some(good));
        }
        assert_eq!(destination("www.a.it").as_deref(), Some("https://www.a.it"));
        for bad in [
            "",
            "#a",
            "a",
            "a.it",
            "//a.it",
            "/\\a.it",
            "\\\\a.it",
            "https:a.it",
            "https:/a.it",
            "https:\\\\a.it",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:1",
            "https://a.it/\u{1}b",
            "https://a.it/b c",
            "https://a.it\\b",
            "javascript://a.it/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a.it",
            "blob:https://a.it/1",
            "/\t/a.it",
            "https://[",
            "mailto",
            "view-source:https://a.it",
        ] {
            assert_eq!(destination(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_wall_alone_would_hold() {
        for (html, expected) in [
            ("<script>alert(1)</script>", ""),
            ("<img src=x onerror=alert(1)>", "<img>"),
            ("<img src=\"https://evil.it/x.png\" srcset=\"https://evil.it/x.png 1w\" alt=\"t\">", "<img alt=\"t\">"),
            ("<img src=\"/allegati/7\">", "<img>"),
            ("<img src=\"/allegati/7/figura/480?x\" width=\"calc(1px)\" sizes=\"9vw\">", "<img>"),
            ("<img src=\"//evil.it/allegati/7/figura/480\">", "<img>"),
            ("<img srcset=\"/allegati/7/figura/480 480w, //evil.it 1w\">", "<img>"),
            ("<img srcset=\"/allegati/7/figura/480 480w,//evil.it 1w\">", "<img>"),
            ("<img src=\"/allegati/7/figura/480\" loading=\"eager\">", "<img src=\"/allegati/7/figura/480\">"),
            ("<span class=\"btn\" onclick=\"x\">t</span>", "<span class=\"\">t</span>"),
            ("<p class=\"plain evil\" style=\"x\" onclick=\"y\" id=\"z\">t</p>", "<p class=\"plain\">t</p>"),
            ("<a href=\"javascript:x\" target=\"_blank\">t</a>", "<a>t</a>"),
            ("<a href=\"//evil.it\">t</a>", "<a>t</a>"),
            ("<a href=\"/persone/7\" class=\"mention\">t</a>", "<a href=\"/persone/7\" class=\"mention\">t</a>"),
            ("<input type=\"checkbox\">", "<input type=\"checkbox\" disabled=\"\">"),
            ("<input type=\"password\" name=\"x\">", "<input disabled=\"\">"),
            ("<div role=\"dialog\" tabindex=\"5\">t</div>", "<div>t</div>"),
            ("<svg><a xlink:href=\"javascript:x\">t</a></svg>", ""),
            ("<!-- c -->", ""),
        ] {
            assert_eq!(clean(html), expected, "{html}");
        }
    }
}
