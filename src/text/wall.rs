//! The second wall: an allow-list over the HTML the writer made, should the writer ever be wrong.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};

/// What every link that leaves the house says about itself.
pub(super) const REL: &str = "nofollow noopener noreferrer ugc";

pub(super) const TAGS: [&str; 25] = [
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
    "input",
    "label",
    "li",
    "ol",
    "p",
    "pre",
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

/// Free values, element by element.
const FREE: [(&str, &[&str]); 4] =
    [("a", &["href", "title"]), ("div", &["aria-label"]), ("input", &["aria-label"]), ("ol", &["start"])];
/// Attributes that take only these values.
const FIXED: [(&str, &str, &[&str]); 8] = [
    ("a", "rel", &[REL]),
    ("div", "role", &["region"]),
    ("div", "tabindex", &["0"]),
    ("input", "type", &["checkbox"]),
    ("input", "checked", &[""]),
    ("input", "disabled", &[""]),
    ("pre", "tabindex", &["0"]),
    ("th", "scope", &["col"]),
];
const CLASSES: [(&str, &[&str]); 7] = [
    ("a", &["mention", "thread-ref"]),
    ("blockquote", &["quote"]),
    ("div", &["table"]),
    ("li", &["task"]),
    ("p", &["plain"]),
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
            ("<img src=x onerror=alert(1)>", ""),
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
