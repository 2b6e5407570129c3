//! Reads typed values out of the merged layers and collects every problem on the way. After a problem it hands back something of the
//! right type, so that reading goes on; a configuration with problems is never handed out.

use std::fmt::Display;
use std::ops::RangeInclusive;

use figment::Figment;
use figment::value::Value;

use super::layers::DEFAULTS_NAME;
use super::{Problem, Secret};

/// One setting as it stands, for `prassi doctor`: secrets are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    pub key: String,
    pub value: String,
    /// A file, a variable or "the defaults".
    pub origin: String,
}

pub(super) struct Reader {
    figment: Figment,
    problems: Vec<Problem>,
    settings: Vec<Setting>,
}

impl Reader {
    pub(super) fn new(figment: Figment, problems: Vec<Problem>) -> Self {
        Self { figment, problems, settings: Vec::new() }
    }

    pub(super) fn finish(self) -> (Vec<Problem>, Vec<Setting>) {
        (self.problems, self.settings)
    }

    /// A number within `range`; the lower bound after a problem.
    pub(super) fn number<T>(&mut self, key: &str, range: RangeInclusive<T>) -> T
    where
        T: TryFrom<i128> + PartialOrd + Display + Copy,
    {
        let value = self.take(key);
        let number = value.to_i128().and_then(|number| T::try_from(number).ok());
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return number;
        }
        let expected = format!("a number between {} and {}", range.start(), range.end());
        self.refuse(key, &expected, &shown(&value));
        *range.start()
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        let value = self.take(key);
        value.to_bool().unwrap_or_else(|| {
            self.refuse(key, "true or false", &shown(&value));
            false
        })
    }

    /// Text that `parse` understands; `None` after a problem.
    pub(super) fn parsed<T>(&mut self, key: &str, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.take(key);
        let parsed = value.as_str().and_then(parse);
        if parsed.is_none() {
            self.refuse(key, expected, &shown(&value));
        }
        parsed
    }

    pub(super) fn text(&mut self, key: &str) -> String {
        self.parsed(key, "text", |text| Some(text.to_owned())).unwrap_or_default()
    }

    /// One of a few words; the first of them after a problem.
    pub(super) fn choice<T: Copy>(&mut self, key: &str, first: (&str, T), others: &[(&str, T)]) -> T {
        let words: Vec<_> = std::iter::once(first.0).chain(others.iter().map(|(word, _)| *word)).collect();
        let find =
            |text: &str| std::iter::once(&first).chain(others).find(|(word, _)| *word == text).map(|(_, it)| *it);
        let expected = format!("«{}»", words.join("» or «"));
        self.parsed(key, &expected, find).unwrap_or(first.1)
    }

    /// A list of which `parse` understands every item; empty after a problem.
    pub(super) fn list<T>(&mut self, key: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let value = self.take(key);
        let Some(items) = value.as_array() else {
            self.refuse(key, expected, &shown(&value));
            return Vec::new();
        };
        let mut parsed = Vec::with_capacity(items.len());
        for item in items {
            match item.as_str().and_then(&parse) {
                Some(item) => parsed.push(item),
                None => self.refuse(key, expected, &shown(item)),
            }
        }
        parsed
    }

    /// Text that is never shown, not even when it is wrong; `None` after a problem.
    pub(super) fn secret<T>(&mut self, key: &str, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.value(key);
        let mask = Secret::default().to_string();
        let shown = if value.as_str() == Some("") { String::new() } else { mask };
        self.settings.push(Setting { key: key.to_owned(), value: shown, origin: self.origin(key) });
        let parsed = value.as_str().and_then(parse);
        if parsed.is_none() {
            self.refuse(key, expected, "something else, which is not shown");
        }
        parsed
    }

    /// A rule between two settings; `keys` starts with the one to change. Not reported when one of them is wrong in itself, since its value
    /// here is then only a stand-in.
    pub(super) fn rule(&mut self, holds: bool, keys: [&str; 2], reason: &str) {
        let wrong = |problem: &Problem| matches!(problem, Problem::Value { key, .. } if keys.contains(&key.as_str()));
        if holds || self.problems.iter().any(wrong) {
            return;
        }
        let [to_change, other] = keys;
        // The default is not to blame: name the layer that no longer goes with it.
        let origin =
            Some(self.origin(to_change)).filter(|origin| origin != DEFAULTS_NAME).unwrap_or_else(|| self.origin(other));
        self.problems.push(Problem::Rule { key: to_change.to_owned(), reason: reason.to_owned(), origin });
    }

    fn take(&mut self, key: &str) -> Value {
        let value = self.value(key);
        self.settings.push(Setting { key: key.to_owned(), value: plain(&value), origin: self.origin(key) });
        value
    }

    /// A key that is nowhere, not even in the defaults, reads as empty text (a test holds every key to be there).
    fn value(&self, key: &str) -> Value {
        self.figment.find_value(key).unwrap_or_else(|_| Value::from(""))
    }

    fn origin(&self, key: &str) -> String {
        self.figment.find_metadata(key).map(|metadata| metadata.name.to_string()).unwrap_or_default()
    }

    fn refuse(&mut self, key: &str, expected: &str, found: &str) {
        let origin = self.origin(key);
        let (key, expected, found) = (key.to_owned(), expected.to_owned(), found.to_owned());
        self.problems.push(Problem::Value { key, expected, found, origin });
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(_, text) => masked(text),
        Value::Char(_, letter) => letter.to_string(),
        Value::Bool(_, flag) => flag.to_string(),
        Value::Num(_, number) => match (number.to_i128(), number.to_f64()) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(real)) => real.to_string(),
            (None, None) => "a number".to_owned(),
        },
        Value::Array(_, items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Dict(..) | Value::Empty(..) => String::new(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Dict(..) => "a section".to_owned(),
        Value::Array(..) => "a list".to_owned(),
        Value::String(_, text) if text.is_empty() => "nothing".to_owned(),
        other => format!("«{}»", plain(other)),
    }
}

/// Fit for a log line: short, without control characters, and without what stands before an @ in a URL.
fn masked(text: &str) -> String {
    const SHORT: usize = 80;
    let text = match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{}@{host}", Secret::default()),
        _ => text.to_owned(),
    };
    let mut short: String = text.chars().take(SHORT).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().count() > SHORT {
        short.push('…');
    }
    short
}
