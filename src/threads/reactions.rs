//! Reactions: a few words that answer without a post. What one person has chosen stands in that person's slot only.

use askama::Template as _;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::base::{PersonId, PostId};
use crate::i18n::Tr;
use crate::journal::Reaction;
use crate::web::{Form, Path, WebError, WebResult};

use super::actions::place;
use super::commands::React;
use super::store::ReactionRow;

#[path = "samples/reactions.rs"]
mod samples;

/// How many reactions there are of each kind, in the order of [`Reaction::ALL`].
pub(super) type Totals = [i64; 4];

/// The reaction in words.
fn label(t: &'static Tr, reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::Thanks => t.s("threads-react-thanks"),
        Reaction::Agree => t.s("threads-react-agree"),
        Reaction::Useful => t.s("threads-react-useful"),
        Reaction::UsToo => t.s("threads-react-us-too"),
    }
}

/// One reaction as its button shows it to a viewer.
struct Choice {
    word: &'static str,
    label: &'static str,
    total: i64,
    is_mine: bool,
}

/// The buttons of a viewer beside a post; those that nobody has chosen stand behind one word.
#[derive(askama::Template)]
#[template(path = "threads/_reactions.html")]
struct Bar<'a> {
    t: &'static Tr,
    post: &'a str,
    chosen: Vec<Choice>,
    rest: Vec<Choice>,
}

/// The buttons for a post, an id or the mark that the page's script replaces. `mine` has a bit for each reaction that the
/// viewer has chosen.
pub(super) fn bar(t: &'static Tr, post: &str, totals: Totals, mine: i64) -> WebResult<String> {
    let choices = Reaction::ALL.iter().zip(totals).enumerate().map(|(n, (reaction, total))| Choice {
        word: reaction.as_str(),
        label: label(t, *reaction),
        total,
        is_mine: mine & (1 << n) != 0,
    });
    let (chosen, rest) = choices.partition(|choice| choice.total > 0 || choice.is_mine);
    Ok(Bar { t, post, chosen, rest }.render()?)
}

/// Who has chosen a reaction: the same for everybody who reads.
pub(super) struct Reacted {
    pub word: &'static str,
    pub label: &'static str,
    pub total: i64,
    pub people: Vec<(PersonId, String, String)>,
}

impl Reacted {
    /// How many there are beyond those that are named.
    pub(super) fn others(&self) -> i64 {
        self.total - i64::try_from(self.people.len()).unwrap_or(self.total)
    }

    /// The ids of those who are named, for the page's script.
    pub(super) fn ids(&self) -> String {
        self.people.iter().map(|(id, _, _)| id.to_string()).collect::<Vec<_>>().join(" ")
    }
}

/// The reactions to one post, by kind.
pub(super) fn reacted(t: &'static Tr, rows: &[&ReactionRow]) -> Vec<Reacted> {
    let of = |reaction: &Reaction| {
        let mut of_kind = rows.iter().filter(|row| row.kind == *reaction).peekable();
        let total = of_kind.peek()?.total;
        let people = of_kind.map(|row| (row.person, row.name.clone(), row.office.clone())).collect();
        Some(Reacted { word: reaction.as_str(), label: label(t, *reaction), total, people })
    };
    Reaction::ALL.iter().filter_map(of).collect()
}

/// How many of each kind those are.
pub(super) fn totals(reacted: &[Reacted]) -> Totals {
    let mut totals = Totals::default();
    for (total, reaction) in totals.iter_mut().zip(Reaction::ALL) {
        *total = reacted.iter().find(|of_kind| of_kind.word == reaction.as_str()).map_or(0, |of_kind| of_kind.total);
    }
    totals
}

/// `POST /messaggi/{post}/reazioni/{reaction}`: gives a reaction (`on`) or takes it back. The page's script asks for no page.
pub(super) async fn react(Path((post, word)): Path<(PostId, String)>, form: Form) -> WebResult {
    let visit = &form.visit;
    let reaction = Reaction::parse(&word).ok_or(WebError::NotFound)?;
    let is_on = form.fields.get("on") == "1";
    let command = React { actor: visit.viewer.actor(), post, reaction, is_on, now: visit.house.clock.now() };
    let at = visit.house.db.write(command).await?;
    Ok(if form.fields.has("quiet") { StatusCode::NO_CONTENT.into_response() } else { place(at) })
}
