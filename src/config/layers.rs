//! Three layers, one over the other: the built-in file, a file of the operator's own, the environment. What a layer holds that means
//! nothing is reported and left out, so that the layers below still give every key a value and all problems come at once.

use std::path::Path;

use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::{ConfigError, Problem};

/// The defaults, and the documentation of every key.
pub(super) const DEFAULTS: &str = include_str!("../../config/prassi.toml");

/// The origin of what nobody has set.
pub(super) const DEFAULTS_NAME: &str = "the defaults";
const PREFIX: &str = "PRASSI_";
/// Names the file, so it is not a setting itself. (`PRASSI_LOG` is the setting `log`.)
const FILE_VARIABLE: &str = "PRASSI_CONFIG";
/// No setting either: the test run has every process, servers too, note there which statements it executed.
const STATEMENT_LOG: &str = "PRASSI_STATEMENT_LOG";

struct Layer {
    name: String,
    dict: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Map::from([(Profile::Default, self.dict.clone())]))
    }
}

/// The merged layers, and what was wrong with them so far.
pub(super) fn merge(
    explicit: Option<&Path>,
    env: impl Iterator<Item = (String, String)>,
) -> Result<(Figment, Vec<Problem>), ConfigError> {
    let defaults = parse_toml("config/prassi.toml", DEFAULTS).map_err(|p| ConfigError { problems: vec![p] })?;
    let mut variables: Vec<_> = env.filter(|(name, _)| name.starts_with(PREFIX)).collect();
    variables.sort();
    let named = variables.iter().find(|(name, value)| name == FILE_VARIABLE && !value.is_empty());
    let file = explicit.or_else(|| named.map(|(_, path)| Path::new(path)));

    let mut problems = Vec::new();
    let mut figment = Figment::from(Layer { name: DEFAULTS_NAME.to_owned(), dict: defaults.clone() });
    if let Some(file) = file {
        match read_file(file) {
            Ok(dict) => {
                let name = file.display().to_string();
                let dict = known(dict, &defaults, "", (&name, &defaults), &mut problems);
                figment = figment.merge(Layer { name, dict });
            }
            Err(problem) => problems.push(problem),
        }
    }
    for (name, value) in variables.into_iter().filter(|(name, _)| name != FILE_VARIABLE && name != STATEMENT_LOG) {
        match variable(&name, &value, &defaults) {
            Ok(dict) => figment = figment.merge(Layer { name, dict }),
            Err(problem) => problems.push(problem),
        }
    }
    Ok((figment, problems))
}

fn read_file(file: &Path) -> Result<Dict, Problem> {
    let path = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Problem::Unreadable { path: path.clone(), reason: error.to_string() })?;
    parse_toml(&path, &text)
}

fn parse_toml(path: &str, text: &str) -> Result<Dict, Problem> {
    Toml::from_str(text).map_err(|error| {
        // Only the message: the error's own text quotes the line, and the line may hold a password.
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        Problem::NotToml {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
            reason: error.message().replace('\n', ", "),
        }
    })
}

/// What of `found` the defaults know; the rest becomes problems.
fn known(found: Dict, model: &Dict, at: &str, (file, root): (&str, &Dict), problems: &mut Vec<Problem>) -> Dict {
    let mut kept = Dict::new();
    for (name, value) in found {
        let key = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        match (model.get(&name), value) {
            (None, _) => {
                let nearest = nearest(&key, sections(root).chain(keys(root)));
                problems.push(Problem::Unknown { name: key, nearest, file: Some(file.to_owned()) });
            }
            (Some(Value::Dict(_, model)), Value::Dict(tag, inner)) => {
                let inner = known(inner, model, &key, (file, root), problems);
                kept.insert(name, Value::Dict(tag, inner));
            }
            (Some(Value::Dict(..)), _) => {
                let expected = format!("a section, written [{key}]");
                let found = "a single value".to_owned();
                problems.push(Problem::Value { key, expected, found, origin: file.to_owned() });
            }
            (Some(_), value) => {
                kept.insert(name, value);
            }
        }
    }
    kept
}

/// One environment variable as a layer of its own, so that its name is the origin of the value. Its text is read as the kind of value the
/// default has: a password of digits stays text.
fn variable(name: &str, text: &str, defaults: &Dict) -> Result<Dict, Problem> {
    let key = name.trim_start_matches(PREFIX).to_lowercase().replace("__", ".");
    let value = match leaf(defaults, &key) {
        None | Some(Value::Dict(..)) => {
            let nearest = nearest(&key, keys(defaults).into_iter()).map(|key| variable_name(&key));
            return Err(Problem::Unknown { name: name.to_owned(), nearest, file: None });
        }
        Some(Value::Num(..)) => text.trim().parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
        Some(Value::Bool(..)) => text.trim().parse::<bool>().map_or_else(|_| Value::from(text), Value::from),
        Some(Value::Array(..)) => {
            Value::from(text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>())
        }
        Some(_) => Value::from(text),
    };
    Ok(match key.split_once('.') {
        Some((section, key)) => Dict::from([(section.to_owned(), Value::from(Dict::from([(key.to_owned(), value)])))]),
        None => Dict::from([(key, value)]),
    })
}

fn variable_name(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase().replace('.', "__"))
}

fn leaf<'d>(dict: &'d Dict, key: &str) -> Option<&'d Value> {
    match key.split_once('.') {
        Some((section, rest)) => leaf(dict.get(section)?.as_dict()?, rest),
        None => dict.get(key),
    }
}

/// Every key of the defaults, sections joined with a dot.
pub(super) fn keys(dict: &Dict) -> Vec<String> {
    let mut keys = Vec::new();
    for (name, value) in dict {
        match value {
            Value::Dict(_, inner) => keys.extend(keys_within(name, inner)),
            _ => keys.push(name.clone()),
        }
    }
    keys
}

fn keys_within(section: &str, dict: &Dict) -> Vec<String> {
    keys(dict).into_iter().map(|key| format!("{section}.{key}")).collect()
}

/// The sections of the defaults.
fn sections(dict: &Dict) -> impl Iterator<Item = String> {
    dict.iter().filter(|(_, value)| value.as_dict().is_some()).map(|(name, _)| name.clone())
}

/// The one of `names` most like `key`; a key that only misses its section counts as very like.
fn nearest(key: &str, names: impl Iterator<Item = String>) -> Option<String> {
    const ALIKE: f64 = 0.7;
    const SAME_NAME: f64 = 0.9;
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let likeness = |known: &str| {
        let whole = strsim::jaro_winkler(key, known);
        if last(key) == last(known) { whole.max(SAME_NAME) } else { whole }
    };
    names
        .map(|known| (likeness(&known), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}
