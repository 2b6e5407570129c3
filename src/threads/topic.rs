//! What a discussion is about: a few short names. No I/O.

use crate::base::name_key;
use crate::i18n::Tr;
use crate::web::{TextError, parse_line};

/// Topics of one discussion.
pub const MOST: usize = 5;
/// Characters of a topic.
const LONGEST: usize = 40;

/// A short name for what a discussion is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name made comparable and fit for an address: "Minori (MSNA)" becomes "minori-msna".
    pub fn slug(&self) -> String {
        slug_of(&self.0)
    }

    /// Where the discussions about it are.
    pub fn href(&self) -> String {
        format!(
            "/argomenti/{}",
            percent_encoding::utf8_percent_encode(&self.slug(), percent_encoding::NON_ALPHANUMERIC)
        )
    }
}

/// The slug of a name, also of one that stands elsewhere: what people can help with meets what discussions are about here.
pub(super) fn slug_of(name: &str) -> String {
    let key = name_key(name);
    let words: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The topics of a discussion, in the order in which they were given, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topics(Vec<Topic>);

/// Why a list of topics cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicsError {
    TooMany,
    /// A name without a letter or digit.
    Wordless(String),
    Unfit(TextError),
}

impl TopicsError {
    /// What to tell the visitor, beside the field.
    pub fn sentence(&self, t: &Tr) -> String {
        match self {
            Self::TooMany => t.f1("threads-topics-too-many", "max", MOST),
            Self::Wordless(name) => t.f1("threads-topics-wordless", "name", name.clone()),
            Self::Unfit(error) => error.sentence(t),
        }
    }
}

impl Topics {
    /// Names between commas; none is fine.
    pub fn parse(raw: &str) -> Result<Self, TopicsError> {
        let mut topics: Vec<Topic> = Vec::new();
        for name in
            raw.split([',', ';', '\n']).map(|name| name.trim().trim_start_matches('#')).filter(|name| !name.is_empty())
        {
            let topic = Topic(parse_line(name, LONGEST).map_err(TopicsError::Unfit)?);
            let slug = topic.slug();
            if slug.is_empty() {
                return Err(TopicsError::Wordless(topic.0));
            }
            if !topics.iter().any(|known| known.slug() == slug) {
                topics.push(topic);
            }
        }
        if topics.len() > MOST { Err(TopicsError::TooMany) } else { Ok(Self(topics)) }
    }

    /// What [`Self::lines`] wrote.
    pub fn from_lines(lines: &str) -> Self {
        Self(lines.lines().map(|name| Topic(name.to_owned())).collect())
    }

    /// The names, one a line, as a thread keeps them.
    pub fn lines(&self) -> String {
        self.0.iter().map(Topic::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The names as people write them.
    pub fn written(&self) -> String {
        self.0.iter().map(Topic::as_str).collect::<Vec<_>>().join(", ")
    }

    pub fn all(&self) -> &[Topic] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_between_commas_each_once() {
        let topics = Topics::parse(" Mediazione,  #turni;mediazióne, Minori (MSNA) ,").ok();
        assert_eq!(topics.as_ref().map(Topics::written).as_deref(), Some("Mediazione, turni, Minori (MSNA)"));
        let slugs: Vec<String> = topics.iter().flat_map(Topics::all).map(Topic::slug).collect();
        assert_eq!(slugs, ["mediazione", "turni", "minori-msna"]);
        let lines = topics.as_ref().map(Topics::lines).unwrap_or_default();
        assert_eq!(Some(Topics::from_lines(&lines)), topics);
        assert_eq!(Topics::parse(" , ;"), Ok(Topics::default()));
        assert_eq!(Topics::from_lines(""), Topics::default());
    }

    #[test]
    fn what_is_no_topic_is_refused() {
        assert_eq!(Topics::parse("a,b,c,d,e,f"), Err(TopicsError::TooMany));
        assert_eq!(Topics::parse("!!!"), Err(TopicsError::Wordless("!!!".to_owned())));
        assert!(matches!(Topics::parse(&"a".repeat(41)), Err(TopicsError::Unfit(TextError::TooLong { .. }))));
        assert!(matches!(Topics::parse("a\u{202e}b"), Err(TopicsError::Unfit(_)) | Ok(_)));
    }
}
