//! The files of messages as they stand on disk, and what must be true of them in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};

use super::super::*;

type Args = BTreeSet<String>;

#[derive(Debug, Default)]
pub(super) struct File {
    pub name: String,
    /// Every message with the arguments it takes, those of what it refers to included.
    pub messages: BTreeMap<String, Args>,
    /// `# dynamic: error-*`: families whose keys are put together in the code.
    pub dynamic: Vec<String>,
    /// `# awaits: web`: unused messages are fine as long as this room does not exist.
    pub awaits: Option<String>,
    plurals: BTreeSet<(String, String)>,
    faults: Vec<String>,
}

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn files(lang: Lang) -> Vec<File> {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("templates/locales").join(lang.as_str()))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| parse(&name_of(path), &std::fs::read_to_string(path).unwrap())).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

pub(super) fn parse(name: &str, text: &str) -> File {
    let (resource, errors) = match fluent_syntax::parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut file = File { name: name.to_owned(), ..File::default() };
    file.faults.extend(errors.iter().map(|error| format!("{name}: {error}")));
    let patterns = patterns(&resource);
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.to_owned();
                let mut walk = Walk { patterns: &patterns, args: Args::new(), plurals: Vec::new(), faults: Vec::new() };
                match &message.value {
                    Some(value) if message.attributes.is_empty() => walk.pattern(value, 0),
                    _ => walk.faults.push("attributes are not used here".to_owned()),
                }
                file.faults.extend(walk.faults.iter().map(|fault| format!("{name}: {id}: {fault}")));
                file.plurals.extend(walk.plurals.into_iter().map(|category| (id.clone(), category)));
                if file.messages.insert(id.clone(), walk.args).is_some() {
                    file.faults.push(format!("{name}: {id} twice"));
                }
            }
            Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
                for line in &comment.content {
                    if let Some(family) = line.trim().strip_prefix("dynamic:") {
                        file.dynamic.push(family.trim().to_owned());
                    } else if let Some(room) = line.trim().strip_prefix("awaits:") {
                        file.awaits = Some(room.trim().to_owned());
                    }
                }
            }
            Entry::Term(_) | Entry::Junk { .. } => {}
        }
    }
    file
}

/// Values of messages by id, of terms by "-" and id.
fn patterns<'r, 'a>(resource: &'r Resource<&'a str>) -> BTreeMap<String, &'r Pattern<&'a str>> {
    let named = |entry: &'r Entry<&'a str>| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), message.value.as_ref()?)),
        Entry::Term(term) => Some((format!("-{}", term.id.name), &term.value)),
        _ => None,
    };
    resource.body.iter().filter_map(named).collect()
}

struct Walk<'r, 'a> {
    patterns: &'r BTreeMap<String, &'r Pattern<&'a str>>,
    args: Args,
    plurals: Vec<String>,
    faults: Vec<String>,
}

impl Walk<'_, '_> {
    fn pattern(&mut self, pattern: &Pattern<&str>, depth: usize) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } if value.contains('!') => {
                    self.faults.push("no exclamation marks".to_owned());
                }
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.expression(expression, depth),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, depth: usize) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth),
            Expression::Select { selector, variants } => {
                self.inline(selector, depth);
                for variant in variants {
                    if let VariantKey::Identifier { name } = &variant.key {
                        self.plurals.push((*name).to_owned());
                    }
                    self.pattern(&variant.value, depth);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, depth: usize) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.args.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => self.call(arguments, depth),
            InlineExpression::MessageReference { id, .. } => self.reference(id.name, depth),
            InlineExpression::TermReference { id, .. } => self.reference(&format!("-{}", id.name), depth),
            InlineExpression::Placeable { expression } => self.expression(expression, depth),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn call(&mut self, arguments: &CallArguments<&str>, depth: usize) {
        arguments.positional.iter().for_each(|inline| self.inline(inline, depth));
    }

    fn reference(&mut self, id: &str, depth: usize) {
        match self.patterns.get(id) {
            Some(pattern) if depth < 4 => self.pattern(pattern, depth + 1),
            _ => self.faults.push(format!("{id} is not in this file, or leads in a circle")),
        }
    }
}

#[test]
fn files_are_well_formed() {
    let faults: Vec<_> = Lang::ALL.into_iter().flat_map(files).flat_map(|file| file.faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn languages_have_the_same_messages_with_the_same_arguments() {
    let all = |lang| -> BTreeMap<String, BTreeMap<String, Args>> {
        files(lang).into_iter().map(|file| (file.name, file.messages)).collect()
    };
    let mut different = Vec::new();
    let ours = all(Lang::It);
    for lang in Lang::ALL {
        let theirs = all(lang);
        for name in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
            let (it, other) = (ours.get(name), theirs.get(name));
            let ids = |file: Option<&BTreeMap<String, Args>>| -> BTreeSet<(String, Args)> {
                file.into_iter().flatten().map(|(id, args)| (id.clone(), args.clone())).collect()
            };
            different.extend(
                ids(it)
                    .symmetric_difference(&ids(other))
                    .map(|(id, args)| (lang, name.clone(), id.clone(), args.clone())),
            );
            if it.is_none() || other.is_none() {
                different.push((lang, name.clone(), "the file".to_owned(), Args::new()));
            }
        }
    }
    assert!(different.is_empty(), "only in one language, or with other arguments: {different:#?}");
}

#[test]
fn the_reader_of_files_sees_arguments_and_faults() {
    let file = parse(
        "x.ftl",
        "## Some\n# dynamic: x-*\n\n-brand = Prassi\nx-a = { -brand } { x-b } { $n ->\n    [one] { $m }\n   *[other] { NUMBER($k) }\n}\n\
         x-b = { $deep }\nx-c = Ops!\nx-d = { x-gone }\nx-e = E\n    .attr = no\nx-f = { x-f }\n",
    );
    let args = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Args>();

    assert_eq!(file.messages["x-a"], args(&["deep", "k", "m", "n"]));
    assert_eq!(file.messages["x-b"], args(&["deep"]));
    assert_eq!(file.dynamic, ["x-*"]);
    assert_eq!(
        file.faults,
        [
            "x.ftl: x-c: no exclamation marks",
            "x.ftl: x-d: x-gone is not in this file, or leads in a circle",
            "x.ftl: x-e: attributes are not used here",
            "x.ftl: x-f: x-f is not in this file, or leads in a circle",
        ]
    );
}

/// One id in two files would silently win over the other.
#[test]
fn an_id_stands_in_one_file() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files(Lang::It) {
        for id in file.messages.into_keys() {
            places.entry(id).or_default().push(file.name.clone());
        }
    }
    places.retain(|_, files| files.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

/// The file's name, or its singular: errors.ftl holds error-…. So nobody takes a word that means something else in another room.
#[test]
fn ids_begin_with_their_room() {
    for file in files(Lang::It) {
        let room = file.name.trim_end_matches(".ftl");
        let singular = room.trim_end_matches('s');
        for id in file.messages.keys() {
            let begins = |word: &str| id.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'));
            assert!(begins(room) || begins(singular), "{}: {id} should begin with {room}-", file.name);
        }
    }
}

/// `one` and `other` are the plural forms these languages need here; what stands under another would never be shown.
#[test]
fn plurals_are_those_of_the_language() {
    for file in Lang::ALL.into_iter().flat_map(files) {
        for (id, category) in &file.plurals {
            assert!(!["zero", "two", "few", "many"].contains(&category.as_str()), "{}: {id}: [{category}]", file.name);
        }
    }
}

#[test]
fn every_message_can_be_said() {
    for lang in Lang::ALL {
        for (id, args) in files(lang).into_iter().flat_map(|file| file.messages) {
            for number in [0, 1, 2, 1_000] {
                let args: Vec<_> = args.iter().map(|name| (name.as_str(), Arg::Num(number))).collect();
                let text = tr(lang).f(&id, &args);
                assert!(!text.trim().is_empty() && !text.contains("{$"), "{id}: {text}");
                assert!(!args.is_empty() || tr(lang).s(&id) == text);
            }
        }
    }
}
