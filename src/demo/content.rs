//! The demo's files: organisations and people, spaces, and the discussions of each space.

use std::time::Duration;

use anyhow::Context as _;
use serde::Deserialize;

/// Read in this order: it is the one in which things are made.
const FILES: [(&str, &str); 9] = [
    ("people", include_str!("community/people.toml")),
    ("spaces", include_str!("community/spaces.toml")),
    ("mediazione", include_str!("community/mediazione.toml")),
    ("accoglienza", include_str!("community/accoglienza.toml")),
    ("minori", include_str!("community/minori.toml")),
    ("caporalato", include_str!("community/caporalato.toml")),
    ("fami", include_str!("community/fami.toml")),
    ("pit", include_str!("community/pit.toml")),
    ("reports", include_str!("community/reports.toml")),
];

/// One file, or all of them together.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Community {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub spaces: Vec<Space>,
    pub threads: Vec<Thread>,
    pub reports: Vec<Report>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub key: String,
    pub name: String,
    pub denomination: String,
    pub kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub handle: String,
    pub name: String,
    pub email: String,
    /// The code of the organisation.
    pub office: String,
    pub function: String,
    pub standing: String,
    /// Which kind of person of the domain it shows.
    pub role: String,
    /// Whether head or focal point of the office; empty for neither.
    #[serde(default)]
    pub office_role: String,
    #[serde(default)]
    pub administrator: bool,
    #[serde(default)]
    pub about: String,
    /// What the person can help with, with commas.
    #[serde(default)]
    pub topics: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Space {
    pub key: String,
    pub name: String,
    pub purpose: String,
    pub openness: String,
    #[serde(default)]
    pub facilitators: Vec<String>,
    #[serde(default)]
    pub members: Vec<String>,
    #[serde(default)]
    pub guests: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thread {
    pub space: String,
    pub title: String,
    /// Whether it is a question.
    #[serde(default)]
    pub question: bool,
    /// The position of the answer that whoever asked took up.
    pub accepted: Option<usize>,
    pub posts: Vec<Post>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    pub author: String,
    /// How long before the first start: `6d 3h 20m`.
    pub ago: String,
    pub body: String,
}

/// A post that somebody has reported.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    /// The title of its discussion, and where it stands there.
    pub thread: String,
    pub position: usize,
    pub by: String,
    /// As of a post.
    pub ago: String,
    pub reason: String,
    pub words: String,
}

impl Community {
    pub(super) fn read() -> anyhow::Result<Self> {
        let mut whole = Self::default();
        for (name, text) in FILES {
            let part: Self = toml::from_str(text).with_context(|| format!("the demo's {name}.toml cannot be read"))?;
            whole.organisations.extend(part.organisations);
            whole.people.extend(part.people);
            whole.spaces.extend(part.spaces);
            whole.threads.extend(part.threads);
            whole.reports.extend(part.reports);
        }
        Ok(whole)
    }
}

impl Space {
    /// The handles of all who are in it, in whatever role.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &str> {
        [&self.facilitators, &self.members, &self.guests].into_iter().flatten().map(String::as_str)
    }
}

impl Post {
    pub(super) fn age(&self) -> anyhow::Result<Duration> {
        age(&self.ago)
    }
}

impl Report {
    pub(super) fn age(&self) -> anyhow::Result<Duration> {
        age(&self.ago)
    }
}

/// How long `6d 3h 20m` is.
fn age(ago: &str) -> anyhow::Result<Duration> {
    let mut age = Duration::ZERO;
    for part in ago.split_whitespace() {
        let cut = part.len().saturating_sub(1);
        let (n, unit) = part.split_at_checked(cut).with_context(|| format!("no age: {ago}"))?;
        let n: u64 = n.parse().with_context(|| format!("no age: {ago}"))?;
        age += match unit {
            "d" => Duration::from_hours(24 * n),
            "h" => Duration::from_hours(n),
            "m" => Duration::from_mins(n),
            _ => anyhow::bail!("no age: {ago}"),
        };
    }
    Ok(age)
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::text;

    /// Minutes from the start of a week to the Tuesday at 10:40 when the demo is supposed to begin.
    const BEGINS: i64 = (24 + 10) * 60 + 40;
    const DAY: i64 = 24 * 60;

    fn community() -> Community {
        Community::read().unwrap()
    }

    fn minutes(post: &Post) -> i64 {
        i64::try_from(post.age().unwrap().as_secs() / 60).unwrap()
    }

    fn assert_all_different<'a>(what: &str, values: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for value in values {
            assert!(seen.insert(value.to_lowercase()), "twice the same {what}: {value}");
        }
    }

    #[test]
    fn it_is_as_large_as_promised() {
        let community = community();
        let offices: HashSet<&str> = community.people.iter().map(|p| p.office.as_str()).collect();
        assert!(community.people.len() >= 38);
        assert!(offices.len() >= 18);
        assert_eq!(community.spaces.len(), 6);
        assert!(community.threads.len() >= 58);
        assert_eq!(community.threads.iter().filter(|t| t.posts.len() >= 300).count(), 1);
        assert!(community.threads.iter().filter(|t| t.posts.len() == 1).count() >= 5, "questions that wait");
    }

    #[test]
    fn everything_has_a_name_of_its_own() {
        let community = community();
        assert_all_different("handle", community.people.iter().map(|p| p.handle.as_str()));
        assert_all_different("person's name", community.people.iter().map(|p| p.name.as_str()));
        assert_all_different("e-mail address", community.people.iter().map(|p| p.email.as_str()));
        assert_all_different("space", community.spaces.iter().map(|s| s.name.as_str()));
        assert_all_different("title", community.threads.iter().map(|t| t.title.as_str()));
        let posts = community.threads.iter().flat_map(|t| &t.posts);
        assert_all_different("post", posts.map(|p| p.body.trim()));
        assert!(community.people.iter().all(|p| p.email.ends_with(".example")));
    }

    #[test]
    fn spaces_have_people_of_several_offices() {
        let community = community();
        let people: HashMap<&str, &Person> = community.people.iter().map(|p| (p.handle.as_str(), p)).collect();
        for space in &community.spaces {
            let handles: Vec<&str> = space.everybody().collect();
            assert_all_different(&space.name, handles.iter().copied());
            let offices: HashSet<&str> = handles.iter().map(|handle| people[handle].office.as_str()).collect();
            assert!(offices.len() > 5 && !space.facilitators.is_empty(), "{}", space.name);
            let as_guests: HashSet<&str> = space.guests.iter().map(String::as_str).collect();
            for handle in handles {
                let is_guest = people[handle].standing == "guest";
                assert_eq!(as_guests.contains(handle), is_guest, "{handle} in {}", space.name);
            }
        }
        assert!(["open", "private"].iter().all(|o| community.spaces.iter().any(|s| s.openness == *o)));
    }

    #[test]
    fn who_writes_or_is_named_is_in_the_space() {
        let community = community();
        let spaces: HashMap<&str, Vec<&str>> =
            community.spaces.iter().map(|s| (s.key.as_str(), s.everybody().collect())).collect();
        for thread in &community.threads {
            let here = &spaces[thread.space.as_str()];
            for post in &thread.posts {
                assert!(here.contains(&post.author.as_str()), "{} in «{}»", post.author, thread.title);
                for handle in text::mentions(&post.body) {
                    assert!(here.contains(&handle.as_str()), "@{handle} in «{}»", thread.title);
                }
            }
        }
    }

    #[test]
    fn who_reports_reads_the_space_and_did_not_write_the_post() {
        let community = community();
        for report in &community.reports {
            let thread = community.threads.iter().find(|t| t.title == report.thread).unwrap();
            let space = community.spaces.iter().find(|s| s.key == thread.space).unwrap();
            let post = &thread.posts[report.position - 1];
            assert!(
                space.everybody().any(|handle| handle == report.by) && post.author != report.by,
                "{}",
                report.thread
            );
            assert!(report.age().unwrap() < post.age().unwrap(), "{}", report.thread);
        }
        assert_eq!(community.reports.len(), 2);
    }

    #[test]
    fn posts_follow_each_other_in_office_hours() {
        for thread in community().threads {
            for pair in thread.posts.windows(2) {
                assert!(minutes(&pair[0]) > minutes(&pair[1]), "{} in «{}»", pair[1].ago, thread.title);
            }
            for post in &thread.posts {
                let written = (BEGINS - minutes(post)).rem_euclid(7 * DAY);
                let (day, time) = (written / DAY, written % DAY);
                assert!(day < 5 && (8 * 60..=17 * 60).contains(&time), "{} in «{}»", post.ago, thread.title);
            }
        }
    }

    #[test]
    fn posts_fit_any_start() {
        let days = "lunedì martedì mercoledì giovedì venerdì sabato domenica";
        let months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre";
        let calendar: HashSet<&str> = days.split(' ').chain(months.split(' ')).collect();
        for thread in community().threads {
            for text in thread.posts.iter().map(|p| &p.body).chain([&thread.title]) {
                let text = text.to_lowercase();
                let named = text.split(|c: char| !c.is_alphabetic()).find(|word| calendar.contains(word));
                assert_eq!(named, None, "in «{}»", thread.title);
            }
        }
    }
}
