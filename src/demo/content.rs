//! The demo's file.

use std::time::Duration;

use anyhow::Context as _;
use serde::Deserialize;

const FILE: &str = include_str!("community.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Community {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub spaces: Vec<Space>,
    pub threads: Vec<Thread>,
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

impl Community {
    pub(super) fn read() -> anyhow::Result<Self> {
        toml::from_str(FILE).context("the demo's file cannot be read")
    }
}

impl Post {
    pub(super) fn age(&self) -> anyhow::Result<Duration> {
        let mut age = Duration::ZERO;
        for part in self.ago.split_whitespace() {
            let cut = part.len().saturating_sub(1);
            let (n, unit) = part.split_at_checked(cut).with_context(|| format!("no age: {}", self.ago))?;
            let n: u64 = n.parse().with_context(|| format!("no age: {}", self.ago))?;
            age += match unit {
                "d" => Duration::from_hours(24 * n),
                "h" => Duration::from_hours(n),
                "m" => Duration::from_mins(n),
                _ => anyhow::bail!("no age: {}", self.ago),
            };
        }
        Ok(age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let community = Community::read().unwrap();
        assert!(community.people.len() >= 20);
        assert!(community.threads.iter().all(|t| t.posts.iter().all(|p| p.age().is_ok())));
    }
}
