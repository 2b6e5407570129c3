//! The languages, and which of them a browser would rather have.

use crate::config::Language;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lang {
    It,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::It, Self::En];

    /// From a tag such as `it`, `it-IT` or `EN_gb` (BCP 47; only the language counts).
    pub fn parse(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.as_str().eq_ignore_ascii_case(language))
    }

    /// The tag for `lang="…"`, for the database and for the folder of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
        }
    }

    /// Its name in itself, for the link that switches to it.
    pub fn name(self) -> &'static str {
        match self {
            Self::It => "Italiano",
            Self::En => "English",
        }
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, section 12.5.4), `default` when it names none or says `*`.
    pub fn negotiate(header: &str, default: Self) -> Self {
        let mut best: Option<(u16, Self)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let lang = if tag.trim() == "*" { Some(default) } else { Self::parse(tag) };
            let quality = quality(parameters);
            if let Some(lang) = lang
                && quality > best.map_or(0, |(quality, _)| quality)
            {
                best = Some((quality, lang));
            }
        }
        best.map_or(default, |(_, lang)| lang)
    }
}

/// `q=0.8` in thousandths; 1000 when it is not said, 0 (refused) when it makes no sense.
fn quality(parameters: &str) -> u16 {
    let said = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    let Some(said) = said else { return 1000 };
    let (whole, decimals) = said.split_once('.').unwrap_or((said, ""));
    match (whole, format!("{decimals:0<3}").parse::<u16>()) {
        ("1", Ok(0)) => 1000,
        ("0", Ok(thousandths @ 0..=999)) => thousandths,
        _ => 0,
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::It => Self::It,
            Language::En => Self::En,
        }
    }
}
