//! What Rust files must keep to.

use std::collections::{BTreeMap, BTreeSet};

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::nothing_breaks;
use super::sources::{Source, files, read, sources};

/// The rooms of `docs/architecture.md`, floor by floor; on a floor, earlier ones first.
const FLOORS: [&[&str]; 7] = [
    &["base"],
    &["config", "db", "authz", "i18n", "text", "pictures"],
    &["journal", "jobs", "mail", "blobs", "bus"],
    &["web"],
    &[
        "accounts",
        "spaces",
        "files",
        "threads",
        "reports",
        "announcements",
        "chat",
        "documents",
        "calendar",
        "training",
        "workshops",
        "practices",
        "plans",
        "projects",
    ],
    &["live", "notify", "search", "audit"],
    &["app", "demo", "cli", "main", "lib"],
];
/// Floors on which a later room may use an earlier one's front door.
const ORDERED: [usize; 2] = [4, 6];

/// Who may use a room of its own floor all the same, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "i18n",
        "config",
        "the configured language and the spoken one are two types, turned into each other where both are known",
    ),
    ("mail", "jobs", "a letter is sent by a job, enqueued in the transaction that writes the outbox"),
];

const MAX_LINES: usize = 600;
const MANY_LINES: usize = 400;
const MAX_FUNCTION: usize = 60;
const MAX_ARGUMENTS: usize = 5;

fn floor(room: &str) -> Option<(usize, usize)> {
    FLOORS.iter().enumerate().find_map(|(floor, rooms)| Some((floor, rooms.iter().position(|known| *known == room)?)))
}

/// The room that a path leads to, when it is another one, with the module inside that it goes through.
fn leads_to(source: &Source, segments: &[String]) -> Option<(String, Option<String>)> {
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let rest = match ups {
        0 => &segments[1..], // after `crate`
        ups if ups >= source.modules.len() => &segments[ups..],
        _ => return None,
    };
    let room = rest.first().filter(|room| *room != source.room() && *room != "self")?;
    let through = if rest.len() > 2 { rest.get(1).cloned() } else { None };
    Some((room.clone(), through))
}

/// Why this room may not use that one.
fn refusal(from: &str, to: &str) -> Option<String> {
    let (Some(here), Some(there)) = (floor(from), floor(to)) else {
        return Some(format!(
            "{from} uses {to}, and one of them has no floor: give it one in docs/architecture.md and in FLOORS"
        ));
    };
    if there.0 < here.0 || EXCEPTIONS.iter().any(|(f, t, _)| *f == from && *t == to) {
        return None;
    }
    if there.0 > here.0 {
        return Some(format!("{from} (floor {}) uses {to} (floor {}), which stands above it", here.0, there.0));
    }
    match (ORDERED.contains(&here.0), there.1 < here.1) {
        (true, true) => None,
        (true, false) => {
            Some(format!("{from} uses {to}, a later room of the same floor: let {to} register with a trait in app"))
        }
        (false, _) => Some(format!("{from} uses {to}: rooms of floor {} do not use each other", here.0)),
    }
}

fn floor_breaches(sources: &[Source]) -> Vec<String> {
    let private = private_modules(sources);
    let mut breaches = Vec::new();
    for source in sources {
        for (line, segments) in source.paths() {
            let Some((room, next)) = leads_to(source, &segments) else { continue };
            let at = format!("{}:{line}", source.path);
            if let Some(reason) = refusal(source.room(), &room) {
                breaches.push(format!("{at}: {reason}"));
            }
            if let Some(next) = next.filter(|next| private.get(&room).is_some_and(|inner| inner.contains(next))) {
                breaches.push(format!("{at}: crate::{room}::{next} is inside {room}; use what its mod.rs exports"));
            }
        }
    }
    breaches
}

/// The modules of each room that are not its front door.
fn private_modules(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let mut inner: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.modules.len() == 1) {
        for item in &source.file.items {
            if let syn::Item::Mod(module) = item
                && !matches!(module.vis, syn::Visibility::Public(_))
            {
                inner.entry(source.room().to_owned()).or_default().insert(module.ident.to_string());
            }
        }
    }
    inner
}

#[test]
fn imports_go_strictly_downward() {
    let rule = "Imports go strictly downward, and only through front doors: a room can then be read, tested and replaced alone.";
    nothing_breaks(rule, &floor_breaches(&sources()));
}

#[test]
fn every_exception_is_still_needed() {
    let sources = sources();
    let uses = |from: &str, to: &str| {
        sources.iter().filter(|source| source.room() == from).any(|source| {
            source.paths().iter().any(|(_, segments)| leads_to(source, segments).is_some_and(|(room, _)| room == to))
        })
    };
    for (from, to, reason) in EXCEPTIONS {
        assert!(uses(from, to), "{from} no longer uses {to} ({reason}): take the exception away");
    }
}

#[test]
fn rooms_of_people_keep_their_insides_to_themselves() {
    let mut breaches = Vec::new();
    for source in
        sources().iter().filter(|source| source.modules.len() == 1 && floor(source.room()).is_some_and(|(n, _)| n >= 4))
    {
        for item in &source.file.items {
            if let syn::Item::Mod(module) = item
                && !matches!(module.vis, syn::Visibility::Inherited)
            {
                breaches.push(format!(
                    "{}:{}: the module {} is not private",
                    source.path,
                    module.span().start().line,
                    module.ident
                ));
            }
        }
    }
    nothing_breaks(
        "From floor 4 up a room shows only what its mod.rs exports by name: its store and model stay its own.",
        &breaches,
    );
}

#[test]
fn sql_stands_in_the_store() {
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|source| floor(source.room()).is_some_and(|(n, _)| matches!(n, 4 | 5))) {
        let is_store = source.modules.get(1).is_some_and(|name| name == "store") || source.modules.len() == 1;
        for (line, name) in source.macros() {
            if name == "sql" && !is_store {
                breaches.push(format!("{}:{line}: a statement outside the room's store", source.path));
            }
        }
    }
    nothing_breaks(
        "All SQL of a room stands in its store: who changes a table finds every statement about it.",
        &breaches,
    );
}

#[test]
fn files_stay_readable() {
    let mut breaches = Vec::new();
    for path in files("src", &["rs"])
        .into_iter()
        .chain(files("static/js", &["ts"]))
        .chain(files("static/css", &["css"]))
        .chain(files("templates", &["html"]))
    {
        let lines = read(&path).lines().count();
        if lines > MAX_LINES {
            breaches.push(format!("{path}:{lines}: {lines} lines"));
        } else if lines > MANY_LINES {
            eprintln!("{path}: {lines} lines; above {MANY_LINES} think of splitting");
        }
    }
    nothing_breaks(&format!("A file has at most {MAX_LINES} lines: one that has more does two things."), &breaches);
}

struct Functions<'s> {
    source: &'s Source,
    breaches: Vec<String>,
}

impl Functions<'_> {
    fn see(&mut self, signature: &syn::Signature, span: proc_macro2::Span) {
        let (first, last) = (signature.span().start().line, span.end().line);
        if self.source.is_test(first) {
            return;
        }
        let at = format!("{}:{first}: {}", self.source.path, signature.ident);
        if last - first + 1 > MAX_FUNCTION {
            self.breaches.push(format!("{at} has {} lines, at most {MAX_FUNCTION}", last - first + 1));
        }
        let arguments = signature.inputs.iter().filter(|input| matches!(input, syn::FnArg::Typed(_))).count();
        if arguments > MAX_ARGUMENTS {
            self.breaches.push(format!("{at} has {arguments} arguments, at most {MAX_ARGUMENTS}"));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.see(&item.sig, item.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.see(&item.sig, item.span());
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.see(&item.sig, item.span());
        visit::visit_trait_item_fn(self, item);
    }
}

fn function_breaches(source: &Source) -> Vec<String> {
    let mut functions = Functions { source, breaches: Vec::new() };
    functions.visit_file(&source.file);
    functions.breaches
}

#[test]
fn functions_stay_readable() {
    let breaches: Vec<String> = sources().iter().flat_map(function_breaches).collect();
    nothing_breaks("A function fits on one screen and takes what fits in one's head.", &breaches);
}

fn panics(source: &Source) -> Vec<String> {
    let calls = source.method_calls().into_iter().filter(|(_, name)| {
        matches!(name.as_str(), "unwrap" | "expect" | "unwrap_err" | "expect_err" | "unwrap_unchecked")
    });
    let macros =
        source.macros().into_iter().filter(|(_, name)| matches!(name.as_str(), "dbg" | "todo" | "unimplemented"));
    calls.chain(macros).map(|(line, name)| format!("{}:{line}: {name}", source.path)).collect()
}

#[test]
fn nothing_panics_on_purpose() {
    let breaches: Vec<String> = sources().iter().flat_map(panics).collect();
    nothing_breaks("A request that panics takes somebody's words with it: errors are values outside tests.", &breaches);
}

#[test]
fn names_say_what_things_are() {
    const EMPTY: [&str; 12] = [
        "utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "common", "misc", "shared",
        "stuff",
    ];
    let mut breaches = Vec::new();
    for path in ["src", "tests"].iter().flat_map(|folder| files(folder, &["rs"])) {
        if let Some(name) = path.trim_end_matches(".rs").split('/').find(|name| EMPTY.contains(name)) {
            breaches.push(format!("{path}:1: {name} names nothing"));
        }
    }
    nothing_breaks("A module is named after what it owns: a drawer for everything is found by nobody.", &breaches);
}

#[test]
fn each_room_introduces_itself() {
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|source| source.modules.len() == 1) {
        if !source.text.starts_with("//!") {
            breaches.push(format!("{}:1: does not begin with //!", source.path));
        }
        if floor(source.room()).is_none() {
            breaches.push(format!("{}:1: the room {} stands on no floor", source.path, source.room()));
        }
    }
    nothing_breaks(
        "A room's first lines say what it owns, what must always hold there, and what it records.",
        &breaches,
    );
}

/// The rules notice what they are there for.
#[test]
fn the_rules_see() {
    let break_floors = |path: &str, text: &str| {
        floor_breaches(&[Source::parse("src/web/mod.rs", "mod form;\npub mod assets;"), Source::parse(path, text)])
    };
    for (path, text) in [
        ("src/text/mod.rs", "use crate::web::Page;"),
        ("src/text/mod.rs", "use crate::{base::Clock, db::Db};"),
        ("src/text/parse.rs", "use super::super::db::Db;"),
        ("src/jobs/mod.rs", "fn f() { crate::mail::post(); }"),
        ("src/mail/mod.rs", "fn f() { let x = vec![crate::live::hub()]; }"),
        ("src/accounts/mod.rs", "use crate::spaces::SpaceId;"),
        ("src/threads/mod.rs", "use crate::web::form::Form;"),
        ("src/threads/mod.rs", "use crate::nowhere::Nothing;"),
        ("src/live/mod.rs", "use crate::search::Index;"),
    ] {
        assert_eq!(break_floors(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/threads/mod.rs", "use crate::{spaces::Space, web::{assets, Page}};"),
        ("src/threads/store.rs", "use super::model::Title; use crate::threads::x; pub(crate) fn f() {}"),
        ("src/mail/mod.rs", "use crate::jobs::Job;"),
        ("src/text/mod.rs", "#[cfg(test)] mod tests { use crate::web::Page; }"),
    ] {
        assert_eq!(break_floors(path, text), Vec::<String>::new(), "{path}: {text}");
    }
    let source = |text: &str| Source::parse("src/text/mod.rs", text);
    assert_eq!(panics(&source("fn f() { a.unwrap(); m!(b.expect(\"c\")); dbg!(1); c.unwrap_or(2) }")).len(), 3);
    assert_eq!(panics(&source("#[test] fn f() { a.unwrap(); }")).len(), 0);
    assert_eq!(function_breaches(&source("fn f(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}")).len(), 1);
    assert_eq!(function_breaches(&source(&format!("fn f() {{{}}}", "\n".repeat(60)))).len(), 1);
    assert_eq!(
        function_breaches(&source(&format!("impl A {{ fn f(&self, a: u8) {{{}}} }}", "\n".repeat(59)))).len(),
        0
    );
}
