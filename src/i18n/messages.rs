//! The messages of one language, read once. Those without gaps are made ready at the start: asking for one is a look into a map.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::{Arg, AsArg, Lang};

/// Every file of messages: a room adds its own by putting it there, in each language.
#[derive(RustEmbed)]
#[folder = "templates/locales"]
struct Locales;

/// Says things in one language.
pub struct Tr {
    lang: Lang,
    ready: HashMap<&'static str, &'static str, BuildHasherDefault<WordHasher>>,
    bundle: FluentBundle<FluentResource>,
}

/// The messages of `lang`; read at the first call.
pub fn tr(lang: Lang) -> &'static Tr {
    static IT: LazyLock<Tr> = LazyLock::new(|| Tr::embedded(Lang::It));
    static EN: LazyLock<Tr> = LazyLock::new(|| Tr::embedded(Lang::En));
    match lang {
        Lang::It => &IT,
        Lang::En => &EN,
    }
}

impl Tr {
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without arguments. One that is missing panics in development and is its own key in a release.
    pub fn s(&self, key: &str) -> &'static str {
        self.ready.get(key).copied().unwrap_or_else(|| missing(self.lang, key))
    }

    /// A message with arguments.
    pub fn f(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return missing(self.lang, key).to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Str(text) => values.set(*name, text.as_ref()),
                Arg::Num(number) => values.set(*name, *number),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        debug_assert!(errors.is_empty(), "message {key} ({}): {errors:?}", self.lang.as_str());
        text.into_owned()
    }

    /// `f` with one argument, the shape that reads best in a template.
    pub fn f1(&self, key: &str, name: &str, value: impl AsArg) -> String {
        self.f(key, &[(name, value.as_arg())])
    }

    /// `f` with two arguments.
    pub fn f2(&self, key: &str, name: &str, value: impl AsArg, name2: &str, value2: impl AsArg) -> String {
        self.f(key, &[(name, value.as_arg()), (name2, value2.as_arg())])
    }

    /// A whole number in groups of three: 12.345 in Italian, 12,345 in English. Words stay as they are.
    pub fn number(&self, number: impl AsArg) -> String {
        match number.as_arg() {
            Arg::Num(number) => group(&number.to_string(), self.lang),
            Arg::Str(text) => text.into_owned(),
        }
    }

    fn embedded(lang: Lang) -> Self {
        let folder = format!("{}/", lang.as_str());
        let files = Locales::iter().filter(|path| path.starts_with(&folder) && path.ends_with(".ftl"));
        let texts = files.filter_map(|path| {
            let file = Locales::get(&path)?;
            Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
        });
        let (tr, problems) = Self::build(lang, texts);
        for problem in &problems {
            tracing::error!(%problem, "messages");
        }
        debug_assert!(problems.is_empty(), "{problems:?}");
        tr
    }

    /// Reads files given as name and text; what is wrong with them is told, the rest works.
    pub(super) fn build(lang: Lang, files: impl Iterator<Item = (String, String)>) -> (Self, Vec<String>) {
        let locale: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::It => group_italian,
            Lang::En => group_english,
        }));
        let mut problems = Vec::new();
        if let Err(error) = bundle.add_builtins() {
            problems.push(error.to_string());
        }
        let mut ids = Vec::new();
        for (name, text) in files {
            let resource = FluentResource::try_new(text).unwrap_or_else(|(rest, errors)| {
                problems.extend(errors.into_iter().map(|error| format!("{name}: {error}")));
                rest
            });
            ids.extend(resource.entries().filter_map(message_id).map(str::to_owned));
            if let Err(errors) = bundle.add_resource(resource) {
                problems.extend(errors.into_iter().map(|error| format!("{name}: {error}")));
            }
        }
        let ready = ready(&bundle, ids);
        (Self { lang, ready, bundle }, problems)
    }
}

/// Messages that need no argument, formatted; they live as long as the process.
fn ready(
    bundle: &FluentBundle<FluentResource>,
    ids: Vec<String>,
) -> HashMap<&'static str, &'static str, BuildHasherDefault<WordHasher>> {
    let mut ready = HashMap::default();
    for id in ids {
        let Some(pattern) = bundle.get_message(&id).and_then(|message| message.value()) else { continue };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if errors.is_empty() {
            let (id, text): (&'static str, &'static str) = (id.leak(), text.leak());
            ready.insert(id, text);
        }
    }
    ready
}

fn message_id<'r>(entry: &fluent_syntax::ast::Entry<&'r str>) -> Option<&'r str> {
    match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name),
        _ => None,
    }
}

/// Panics in development, where whoever wrote the key sees it; in a release the page goes on with the key.
fn missing(lang: Lang, key: &str) -> &'static str {
    let is_development = || cfg!(debug_assertions);
    assert!(!is_development(), "no message {key} in {} (or it takes arguments)", lang.as_str());
    kept(key)
}

/// The key for as long as the process lives, told to the log once. Only so many are kept: keys may be put together from input.
pub(super) fn kept(key: &str) -> &'static str {
    const MOST: usize = 256;
    static SEEN: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = seen.get(key) {
        return kept;
    }
    if seen.len() >= MOST {
        return "…";
    }
    tracing::error!(key, "missing message");
    let kept: &'static str = key.to_owned().leak();
    seen.insert(kept);
    kept
}

fn group_italian<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    grouped(value, Lang::It)
}

fn group_english<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    grouped(value, Lang::En)
}

/// `NUMBER($year, useGrouping: "false")` keeps the digits together.
fn grouped(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => Some(group(&number.as_string(), lang)),
        _ => None,
    }
}

/// `number` as digits, perhaps with a sign and decimals after a point.
fn group(number: &str, lang: Lang) -> String {
    let (thousands, point) = match lang {
        Lang::It => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut text = String::with_capacity(number.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        if digit.is_ascii_digit() && text.ends_with(|c: char| c.is_ascii_digit()) && (whole.len() - index) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// Keys are our own words, so nobody can choose them to collide: a multiplication for every eight bytes will do.
#[derive(Default)]
struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(ODD);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        self.add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    /// The product's high bits are the good ones; the map looks at the low ones.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
