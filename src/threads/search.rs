//! The search: words in titles and in what was said, in the spaces that one may read.

use axum::extract::RawQuery;
use axum::response::IntoResponse as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization as _;

use crate::authz::{Action, Actor, decide};
use crate::base::{PersonId, PostId, SpaceId, Timestamp, name_key};
use crate::db::{self, Db, ListOf};
use crate::spaces::{self, SpaceForActor};
use crate::text;
use crate::web::{FieldErrors, Fields, Layout, Page, Tab, Visit, WebResult, in_layout};

use super::list::rows_of_spaces_html;
use super::store::{self, ThreadRow};

#[path = "samples/search.rs"]
mod samples;

/// Posts on one page.
const ROWS: i64 = 20;
/// Titles above them.
const TITLES: i64 = 10;
/// The longest thing to look for, in characters.
const LONGEST: usize = 200;
/// Words that count.
const MOST: usize = 8;
/// About how long a piece of a post is, in characters, and how much of it stands before the first word found.
const PIECE: usize = 280;
const BEFORE: usize = 90;

/// What is looked for: words as the index has them. The long ones are beginnings of words that must be there, the short ones
/// whole words: what begins with "e" is half of all that was ever written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Words(Vec<String>);

/// The shortest beginning of a word that is looked for, in characters.
const BEGINNING: usize = 3;

/// Lower case without accents, as both engines index words: "đ" and "ß" have none, and stay.
fn fold(text: &str) -> String {
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    text.nfkd().filter(|c| !is_accent(c)).flat_map(char::to_lowercase).filter(|c| !is_accent(c)).collect()
}

fn is_beginning(word: &str) -> bool {
    word.chars().count() >= BEGINNING
}

impl Words {
    /// Nothing when there is no word in what was typed. More than eight are not looked at.
    pub(super) fn parse(typed: &str) -> Option<Self> {
        let key = fold(typed);
        let mut words: Vec<&str> = Vec::new();
        for word in key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !words.contains(&word) && words.len() < MOST {
                words.push(word);
            }
        }
        if words.iter().any(|word| word.len() > 1) {
            words.retain(|word| word.len() > 1); // "l'ufficio": the article says nothing
        }
        if words.is_empty() { None } else { Some(Self(words.into_iter().map(str::to_owned).collect())) }
    }

    /// The words with one space between them, nothing but letters and digits; beginnings have a star.
    pub(super) fn as_text(&self) -> String {
        let starred = |word: &String| if is_beginning(word) { format!("{word}*") } else { word.clone() };
        self.0.iter().map(starred).collect::<Vec<_>>().join(" ")
    }

    fn has(&self, word: &str) -> bool {
        let key = fold(word);
        self.0.iter().any(|wanted| if is_beginning(wanted) { key.starts_with(wanted.as_str()) } else { key == *wanted })
    }
}

/// What somebody looks for, and where.
pub(super) struct Search {
    pub words: Words,
    /// A part of the author's name, made comparable; empty for anybody.
    author: String,
    pub since: Timestamp,
    pub until: Timestamp,
}

impl Search {
    /// Words, by anybody whose name has `author` in it, within a time.
    pub(super) fn new(words: Words, author: &str, since: Option<Timestamp>, until: Option<Timestamp>) -> Self {
        let (since, until) = (since.unwrap_or(Timestamp(i64::MIN)), until.unwrap_or(Timestamp(i64::MAX)));
        Self { words, author: name_key(author), since, until }
    }

    /// For LIKE, which must not see a sign of its own in it.
    pub(super) fn author_pattern(&self) -> String {
        format!("%{}%", self.author.replace(['%', '_', '\\'], ""))
    }
}

/// The fields of the form as they were typed.
struct Asked {
    q: String,
    space: Option<SpaceId>,
    author: String,
    since: String,
    until: String,
}

impl Asked {
    fn parse(query: &Fields) -> Self {
        let short =
            |name: &str| query.get(name).trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>();
        Self {
            q: short("q"),
            space: query.get("spazio").parse().ok(),
            author: short("chi"),
            since: short("dal"),
            until: short("al"),
        }
    }

    /// Whether more is asked than words.
    fn is_narrowed(&self) -> bool {
        self.space.is_some() || [&self.author, &self.since, &self.until].iter().any(|field| !field.is_empty())
    }

    fn older(&self, last: PostId) -> String {
        let space = self.space.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            ("q", self.q.clone()),
            ("spazio", space),
            ("chi", self.author.clone()),
            ("dal", self.since.clone()),
            ("al", self.until.clone()),
            ("prima", last.to_string()),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/cerca?{}", serde_urlencoded::to_string(&fields).unwrap_or_default())
    }
}

/// A post that was found, ready to show.
struct Shown {
    href: String,
    title: String,
    space: String,
    by: String,
    when: String,
    datetime: String,
    /// The words around the first that was found; `true` for those that were looked for.
    piece: Vec<(String, bool)>,
}

#[derive(askama::Template)]
#[template(path = "threads/search.html")]
struct SearchPage {
    l: Layout,
    asked: Asked,
    has_words: bool,
    errors: FieldErrors,
    spaces: Vec<SpaceForActor>,
    titles: String,
    posts: Vec<Shown>,
    older: Option<String>,
    is_first_page: bool,
}
in_layout!(SearchPage);

impl SearchPage {
    fn is_space(&self, space: SpaceId) -> bool {
        self.asked.space == Some(space)
    }

    fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.posts.is_empty()
    }
}

/// `GET /cerca`.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> WebResult {
    let (t, db, actor) = (visit.t(), &visit.house.db, visit.viewer.actor());
    let query = Fields::parse(query.unwrap_or_default().as_bytes())?;
    let asked = Asked::parse(&query);
    let spaces = readable_spaces(db, &actor).await?;
    let before: Option<PostId> = query.get("prima").parse().ok();
    let mut errors = FieldErrors::default();
    let search = read(&visit, &asked, &mut errors);
    let (mut titles, mut posts, mut older) = (String::new(), Vec::new(), None);
    if let Some(search) = &search {
        let mut within = spaces.clone();
        within.retain(|space| asked.space.is_none_or(|only| only == space.id));
        let found = find(db, visit.viewer.person, (search, &within), (before, ROWS)).await?;
        titles = rows_of_spaces_html(&visit, &found.threads, &spaces)?;
        older = found.posts.last().filter(|_| found.has_older).map(|last| asked.older(last.id));
        posts = found.posts.into_iter().map(|post| shown(&visit, &search.words, post, &spaces)).collect();
    }
    let l = visit.layout(Tab::None, t.s("threads-search-title")).await?;
    let (has_words, is_first_page) = (search.is_some(), before.is_none());
    Ok(Page(SearchPage { l, asked, has_words, errors, spaces, titles, posts, older, is_first_page }).into_response())
}

/// The spaces whose words somebody may read.
pub(super) async fn readable_spaces(db: &Db, actor: &Actor) -> db::Result<Vec<SpaceForActor>> {
    let mut spaces = spaces::list_of(db, actor).await?;
    spaces.retain(|space| decide(actor, Action::ReadThreads, &space.facts()).is_ok());
    Ok(spaces)
}

/// What was found.
pub(super) struct Results {
    /// By their title; on the first page only.
    pub threads: Vec<ThreadRow>,
    pub posts: Vec<store::Found>,
    /// Whether there are posts beyond the last of these.
    pub has_older: bool,
}

/// Looks in spaces that were decided about: one page of posts before `before`.
pub(super) async fn find(
    db: &Db,
    person: PersonId,
    (search, spaces): (&Search, &[SpaceForActor]),
    (before, rows): (Option<PostId>, i64),
) -> db::Result<Results> {
    let within: Vec<SpaceId> = spaces.iter().map(|space| space.id).collect();
    let within = ListOf::new(&within);
    let threads = match before {
        None => store::find_titles(db, search, &within, person, TITLES).await?,
        Some(_) => Vec::new(),
    };
    let mut posts = store::find_posts(db, search, &within, (before.unwrap_or(PostId(i64::MAX)), rows + 1)).await?;
    let has_older = i64::try_from(posts.len()).is_ok_and(|n| n > rows);
    posts.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
    Ok(Results { threads, posts, has_older })
}

/// Nothing when there is nothing to look for, or a date cannot be read.
fn read(visit: &Visit, asked: &Asked, errors: &mut FieldErrors) -> Option<Search> {
    let (t, zone) = (visit.t(), &visit.viewer.time_zone);
    let wrong = |()| t.s("threads-search-date").to_owned();
    let since = errors.take("dal", start_of(&asked.since, zone, 0), wrong);
    let until = errors.take("al", start_of(&asked.until, zone, 1), wrong);
    let words = Words::parse(&asked.q)?;
    Some(Search::new(words, &asked.author, since?, until?))
}

/// The moment at which a day begins, or one some days later; nothing for an empty field.
pub(super) fn start_of(typed: &str, zone: &TimeZone, days: i64) -> Result<Option<Timestamp>, ()> {
    if typed.is_empty() {
        return Ok(None);
    }
    let day: Date = typed.parse().map_err(|_| ())?;
    let day = day.checked_add(jiff::Span::new().days(days)).map_err(|_| ())?;
    let start = day.to_zoned(zone.clone()).map_err(|_| ())?;
    Ok(Some(Timestamp(start.timestamp().as_microsecond())))
}

fn shown(visit: &Visit, words: &Words, post: store::Found, spaces: &[SpaceForActor]) -> Shown {
    let (t, zone) = (visit.t(), &visit.viewer.time_zone);
    Shown {
        href: format!("/messaggi/{}", post.id),
        title: post.title,
        space: spaces.iter().find(|space| space.id == post.space).map(|space| space.name.clone()).unwrap_or_default(),
        by: format!("{}, {}", post.author, post.office),
        when: t.date_short(post.at.0, zone, visit.house.clock.now().0),
        datetime: post.at.rfc3339(),
        piece: piece(&text::excerpt(&post.body, post.body.len()), words),
    }
}

/// The part of a text around the first word that was looked for, in alternating pieces: `true` for such words.
pub(super) fn piece(text: &str, words: &Words) -> Vec<(String, bool)> {
    let found = runs(text).into_iter().filter(|run| words.has(&text[run.clone()])).collect::<Vec<_>>();
    let first = found.first().map_or(0, |run| run.start);
    let start = back(text, first);
    let end = text[start..].char_indices().nth(PIECE).map_or(text.len(), |(at, _)| {
        let end = start + at;
        text[..end].rfind(char::is_whitespace).filter(|space| *space > first).unwrap_or(end)
    });
    let mut pieces = Vec::new();
    let mut at = start;
    for run in found.into_iter().filter(|run| run.end <= end) {
        pieces.push((text[at..run.start].to_owned(), false));
        pieces.push((text[run.clone()].to_owned(), true));
        at = run.end;
    }
    pieces.push((text[at..end].to_owned(), false));
    if start > 0 {
        pieces.insert(0, ("… ".to_owned(), false));
    }
    if end < text.len() {
        pieces.push((" …".to_owned(), false));
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Where a piece begins that shows `first`: after a space some way before it.
fn back(text: &str, first: usize) -> usize {
    let Some((from, _)) = text[..first].char_indices().rev().nth(BEFORE) else { return 0 };
    let space = text[from..first].char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(first, |(at, c)| from + at + c.len_utf8())
}

/// The words of a text: runs of letters and digits, with the accents that stand on them.
fn runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || (start.is_some() && unicode_normalization::char::is_combining_mark(c));
        match (is_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, typed: &str) -> String {
        let pieces = piece(text, &Words::parse(typed).unwrap());
        pieces.into_iter().map(|(piece, is_found)| if is_found { format!("[{piece}]") } else { piece }).collect()
    }

    #[test]
    fn what_is_looked_for_are_words() {
        for (typed, words) in [
            ("  Mediazione, per LINGUE rare! ", Some("mediazione* per* lingue* rare*")),
            ("l’ufficio", Some("ufficio*")),
            ("perché perche", Some("perche*")),
            ("\"a* OR NEAR(", Some("or near*")),
            ("C", Some("c")),
            ("Đorđević, Müller e di più", Some("đorđevic* muller* di piu*")),
            ("a b c d e f g h i l m", Some("a b c d e f g h")),
            ("?!", None),
            ("", None),
        ] {
            assert_eq!(Words::parse(typed).as_ref().map(Words::as_text).as_deref(), words, "{typed}");
        }
    }

    #[test]
    fn found_words_are_marked_in_their_place() {
        assert_eq!(marked("I mediatori per le LÍNGUE rare", "lingu media"), "I [mediatori] per le [LÍNGUE] rare");
        assert_eq!(marked("Niente di ciò", "altro"), "Niente di ciò");
        let long = format!("{} perché qui {}", "parola ".repeat(60), "dopo ".repeat(100));
        let shown = marked(&long, "perche");
        assert!(shown.starts_with("… parola") && shown.ends_with(" …") && shown.contains("[perché]"), "{shown}");
        assert!(shown.chars().count() < PIECE + 20);
    }

    #[test]
    fn a_piece_is_a_part_of_the_text() {
        proptest::proptest!(|(text in "\\PC{0,600}", typed in "[a-zàèéìòù]{1,3}")| {
            let pieces = piece(&text, &Words::parse(&typed).unwrap());
            let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
            let inner = whole.trim_start_matches("… ").trim_end_matches(" …");
            proptest::prop_assert!(text.contains(inner) || inner.contains('…'));
        });
    }
}
