//! Reads the sources as text: every message that is asked for exists and gets its arguments, and none is there in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

use super::super::Lang;
use super::catalogue::{File, files, parse, root};

struct Source {
    name: String,
    text: String,
}

/// What is wrong between the messages and the sources. `rooms` are those that exist.
fn check(catalogue: &[File], sources: &[Source], rooms: &BTreeSet<String>) -> Vec<String> {
    let messages: BTreeMap<_, _> = catalogue.iter().flat_map(|file| &file.messages).collect();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for source in sources {
        let code = code_of(source);
        used.extend(words(&code));
        for call in calls(&code) {
            let at = format!("{}: {}(\"{}\")", source.name, call.method, call.id);
            match (messages.get(&call.id), call.args) {
                (None, _) => wrong.push(format!("{at}: there is no such message")),
                (Some(known), Some(given)) if **known != given => {
                    wrong.push(format!("{at}: takes {known:?}, is given {given:?}"));
                }
                _ => {}
            }
        }
    }
    for file in catalogue {
        let waits = file.awaits.as_ref().is_some_and(|room| !rooms.contains(room));
        let is_dynamic = |id: &str| file.dynamic.iter().any(|family| id.starts_with(family.trim_end_matches('*')));
        let unused = file.messages.keys().filter(|id| !waits && !used.contains(*id) && !is_dynamic(id));
        wrong.extend(unused.map(|id| format!("{}: {id} is never asked for", file.name)));
        wrong.extend(
            file.dynamic
                .iter()
                .filter(|family| !family.ends_with("-*"))
                .map(|family| format!("{}: dynamic: {family} should end in -*", file.name)),
        );
    }
    wrong
}

/// Of a template only what stands between its brackets; Rust without the lines that are comments.
fn code_of(source: &Source) -> String {
    if Path::new(&source.name).extension().is_some_and(|ending| ending == "rs") {
        return source.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    }
    let bracketed = Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").unwrap();
    bracketed.find_iter(&source.text).map(|found| found.as_str()).collect::<Vec<_>>().join("\n")
}

/// Every text in quotes that could be an id: keys are also kept in tables and matches.
fn words(code: &str) -> BTreeSet<String> {
    let word = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)+)""#).unwrap();
    word.captures_iter(code).map(|found| found[1].to_owned()).collect()
}

struct Call {
    method: String,
    id: String,
    /// `None` when they cannot be read off the source (`f("…", &args)`).
    args: Option<BTreeSet<String>>,
}

fn calls(code: &str) -> Vec<Call> {
    let call = Regex::new(r#"\.(s|f|f1|f2)\(\s*"([A-Za-z][A-Za-z0-9_-]*)""#).unwrap();
    let read = |found: regex::Captures<'_>| {
        let after = &code[found.get(0).unwrap().end()..];
        let given = top_level(after);
        let name = |text: &str| text.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
        let args = match &found[1] {
            "s" => Some(BTreeSet::new()),
            // Name, value, name, value.
            "f1" | "f2" => given.iter().step_by(2).map(|text| name(text)).collect(),
            _ => given.first().and_then(|list| {
                let list = list.trim().trim_start_matches('&').strip_prefix('[')?;
                let pairs = top_level(list);
                pairs.iter().map(|pair| name(top_level(pair.trim().strip_prefix('(')?).first()?)).collect()
            }),
        };
        Call { method: found[1].to_owned(), id: found[2].to_owned(), args }
    };
    call.captures_iter(code).map(read).collect()
}

/// The pieces between commas up to the bracket that closes, without looking into brackets or quotes.
fn top_level(text: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut depth, mut quoted, mut escaped) = (Vec::new(), String::new(), 0, false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(std::mem::take(&mut piece));
                continue;
            }
            _ => {}
        }
        piece.push(c);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

fn read_all(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(path);
        }
    }
}

#[test]
fn messages_and_sources_agree() {
    let mut paths = Vec::new();
    read_all(&root().join("src"), &["rs"], &mut paths);
    read_all(&root().join("templates"), &["html", "txt", "xml"], &mut paths);
    let own = root().join("src/i18n");
    let sources: Vec<_> = paths
        .iter()
        .filter(|path| !path.starts_with(&own))
        .map(|path| Source {
            name: path.strip_prefix(root()).unwrap().display().to_string(),
            text: std::fs::read_to_string(path).unwrap(),
        })
        .collect();
    let rooms = std::fs::read_dir(root().join("src")).unwrap();
    let rooms = rooms.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect();

    let wrong = check(&files(Lang::It), &sources, &rooms);

    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_scanner_finds_what_is_wrong() {
    let catalogue = [
        parse(
            "x.ftl",
            "# dynamic: x-kind-*\n\nx-plain = A\nx-one = { $n }\nx-two = { $a } { $b }\nx-kind-a = A\nx-idle = B\nx-table = C\n",
        ),
        parse("later.ftl", "# awaits: later\n\nlater-a = A\n"),
    ];
    let template = r#"<p class="x-idle">t.s("x-idle")</p> {{ t.s("x-plain") }} {{ t.f1("x-one", "n", f(1, "x")) }}
        {{ t.f2("x-two", "a", 1, "c", 2) }} {% if t.s("x-gone") %} {{ t.f("x-two", [("a", n.into()), ("b", "z".into())]) }} {{ t.s("x-one") }}"#;
    let rust = r#"
        // t.s("x-comment")
        let a = tr.f(
            "x-two",
            &[("a", Arg::from("(,")), ("b", 2.into())],
        );
        let b = tr.f("x-one", &args);
        let c = t.f1("x-plain", "n", 1);
        const KEY: &str = "x-table";"#;
    let sources = [
        Source { name: "p.html".to_owned(), text: template.to_owned() },
        Source { name: "p.rs".to_owned(), text: rust.to_owned() },
    ];
    let with = |room: &str| check(&catalogue, &sources, &BTreeSet::from([room.to_owned()]));

    assert_eq!(
        with("x"),
        [
            r#"p.html: f2("x-two"): takes {"a", "b"}, is given {"a", "c"}"#,
            r#"p.html: s("x-gone"): there is no such message"#,
            r#"p.html: s("x-one"): takes {"n"}, is given {}"#,
            r#"p.rs: f1("x-plain"): takes {}, is given {"n"}"#,
            "x.ftl: x-idle is never asked for",
        ]
    );
    assert_eq!(with("later").last().unwrap(), "later.ftl: later-a is never asked for");
}
