//! What SQL, templates, styles and comments must keep to.

use prassi::db::statements;
use regex::Regex;

use super::nothing_breaks;
use super::sources::{files, read};

/// Where a pattern stands in a text: `path:line: what`.
fn found(path: &str, text: &str, pattern: &Regex, what: &str) -> Vec<String> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    pattern
        .find_iter(text)
        .map(|hit| format!("{path}:{}: {what}: {}", line(hit.start()), hit.as_str().trim()))
        .collect()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// A statement without what stands in quotes.
fn bare(sql: &str) -> String {
    regex("'[^']*'|\"[^\"]*\"").replace_all(sql, "''").into_owned()
}

const KEYWORDS: &str = "select|from|where|insert|into|values|update|set|delete|join|left|inner|on|and|or|not|order|by|group|having|\
    limit|returning|conflict|do|nothing|exists|in|is|null|as|case|when|then|else|end|distinct|union|between|like|asc|desc|with|coalesce|count|max|min|sum";

fn sql_breaches(sql: &str) -> Vec<&'static str> {
    let (sql, mut breaches) = (bare(sql), Vec::new());
    if regex(r"(?i)\boffset\b").is_match(&sql) {
        breaches.push("OFFSET: it reads everything it skips; pages are keyset pages");
    }
    if regex(r"(?i)\bselect\s+(distinct\s+)?\*|\.\*|(?i)returning\s+\*|,\s*\*").is_match(&sql) {
        breaches.push("SELECT *: a new column would change what is read");
    }
    if regex(&format!(r"\b({KEYWORDS})\b")).is_match(&sql) {
        breaches.push("a keyword in lower case: keywords are told from names by their case");
    }
    if regex(r"(?i)\blimit\b").is_match(&sql) && !regex(r"(?i)\border\s+by\b").is_match(&sql) {
        breaches.push("LIMIT without ORDER BY: which rows come is up to the engine");
    }
    breaches
}

#[test]
fn statements_are_plain() {
    let mut breaches = Vec::new();
    for statement in statements() {
        for sql in [statement.sqlite, statement.postgres] {
            breaches.extend(sql_breaches(sql).into_iter().map(|reason| format!("{statement}: {reason}")));
        }
    }
    breaches.sort();
    breaches.dedup();
    nothing_breaks("SQL says what it means on both engines.", &breaches);
}

#[test]
fn templates_hold_no_styles_and_no_scripts() {
    let forbidden = [
        (regex(r"(?i)\sstyle\s*="), "an inline style"),
        (regex(r#"(?i)\son[a-z]+\s*=\s*["']"#), "an inline handler"),
        (regex(r"(?i)<style\b"), "an inline style sheet"),
        (regex(r"(?i)\bjavascript:"), "a script in an address"),
        (regex(r#"(?i)\b(?:src|href)\s*=\s*["'](?:https?:)?//"#), "something from another site"),
    ];
    let script = regex(r"(?i)<script\b[^>]*>");
    let mut breaches = Vec::new();
    // Letters are no pages: mail clients drop style sheets, and our policy does not reach them.
    for path in files("templates", &["html"]).into_iter().filter(|path| !path.contains("/mail_")) {
        let text = read(&path);
        for (pattern, what) in &forbidden {
            breaches.extend(found(&path, &text, pattern, what));
        }
        for hit in script.find_iter(&text).filter(|hit| !hit.as_str().contains(" src=")) {
            breaches.extend(found(&path, &text, &regex(&regex::escape(hit.as_str())), "a script without src"));
        }
    }
    nothing_breaks(
        "The content-security policy forbids what is inline: it would not work, and it is how attacks come in.",
        &breaches,
    );
}

#[test]
fn fragments_start_with_an_underscore() {
    let (whole, named) = (regex(r"<!DOCTYPE|\{%-? *extends "), regex(r#"\{%-? *(?:include|import) +"([^"]+)""#));
    let mut breaches = Vec::new();
    for path in files("templates", &["html"]) {
        let (text, name) = (read(&path), path.rsplit('/').next().unwrap().to_owned());
        if whole.is_match(&text) == name.starts_with('_') {
            let what = if name.starts_with('_') { "a whole page" } else { "a fragment" };
            breaches.push(format!("{path}:1: is {what}"));
        }
        for part in named.captures_iter(&text).filter(|part| !part[1].rsplit('/').next().unwrap().starts_with('_')) {
            breaches.push(format!("{path}:1: takes in the whole page {}", &part[1]));
        }
    }
    nothing_breaks(
        "A fragment's name starts with an underscore, a page's does not: one knows what may go over the socket.",
        &breaches,
    );
}

#[test]
fn styles_need_no_important() {
    let (important, comments) = (regex(r"!\s*important"), regex(r"(?s)/\*.*?\*/"));
    let blank = |comment: &regex::Captures<'_>| "\n".repeat(comment[0].matches('\n').count());
    let breaches: Vec<String> = files("static/css", &["css"])
        .iter()
        .flat_map(|path| found(path, &comments.replace_all(&read(path), blank), &important, "use a cascade layer"))
        .collect();
    nothing_breaks(
        "The order of the layers says what wins: !important ends that order for whoever comes after.",
        &breaches,
    );
}

#[test]
fn nothing_is_left_for_later() {
    // In two pieces, or this file would find itself.
    let later = regex(&[r"\b(TO", "DO|FIX", r"ME|XX", r"X)\b"].concat());
    let mut breaches = Vec::new();
    let code = ["src", "tests/it", "tests/bench"].iter().flat_map(|folder| files(folder, &["rs"]));
    for path in code
        .chain(files("templates", &["html", "ftl", "txt"]))
        .chain(files("static/js", &["ts"]))
        .chain(files("static/css", &["css"]))
    {
        breaches.extend(found(&path, &read(&path), &later, "do it now, or open an issue"));
    }
    nothing_breaks("A note for later in the code is read by nobody later.", &breaches);
}

/// The rules notice what they are there for.
#[test]
fn the_rules_see() {
    for sql in [
        "SELECT id FROM a ORDER BY id LIMIT 1 OFFSET 5",
        "SELECT * FROM a",
        "SELECT a.* FROM a",
        "SELECT id from a",
        "SELECT id FROM a LIMIT 1",
    ] {
        assert_eq!(sql_breaches(sql).len(), 1, "{sql}");
    }
    assert_eq!(sql_breaches("SELECT COUNT(*), 'order by', value FROM a WHERE b = 'offset'"), Vec::<&str>::new());
    assert_eq!(found("a", "x\n y style=\"z\"", &regex(r"\sstyle\s*="), "no"), ["a:2: no: style="]);
}
