//! What changed between two texts, word by word: no I/O.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// Unchanged text longer than this is shortened.
const LONG: usize = 400;
/// How much of it stays on either side.
const KEPT: usize = 140;
/// How long one comparison may search; beyond it the answer is coarser, never wrong.
const PATIENCE: Duration = Duration::from_millis(20);

/// A stretch of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    Same(String),
    Taken(String),
    Added(String),
    /// Unchanged text that is not shown.
    Left,
}

/// What was taken out of `before` and added to make `after`, in the order of reading; long unchanged stretches shortened.
pub(super) fn diff(before: &str, after: &str) -> Vec<Piece> {
    let compared = TextDiff::configure().timeout(PATIENCE).diff_words(before, after);
    let mut found = Found::default();
    for change in compared.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => found.same(change.value()),
            ChangeTag::Delete => found.taken(change.value()),
            ChangeTag::Insert => found.added(change.value()),
        }
    }
    found.flush();
    shorten(found.pieces)
}

#[derive(Default)]
struct Found {
    pieces: Vec<Piece>,
    taken: String,
    added: String,
    /// A space between two changed words: part of the change when another changed word follows.
    space: String,
}

impl Found {
    fn same(&mut self, text: &str) {
        let is_between = !self.taken.is_empty() || !self.added.is_empty();
        if is_between && self.space.is_empty() && text.trim().is_empty() && !text.contains('\n') {
            text.clone_into(&mut self.space);
            return;
        }
        self.flush();
        self.push_same(text);
    }

    fn taken(&mut self, text: &str) {
        self.bridge();
        self.taken.push_str(text);
    }

    fn added(&mut self, text: &str) {
        self.bridge();
        self.added.push_str(text);
    }

    fn bridge(&mut self) {
        self.taken.push_str(&self.space);
        self.added.push_str(&self.space);
        self.space.clear();
    }

    fn push_same(&mut self, text: &str) {
        if let Some(Piece::Same(before)) = self.pieces.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.pieces.push(Piece::Same(text.to_owned()));
        }
    }

    fn flush(&mut self) {
        for (text, piece) in [(&mut self.taken, Piece::Taken as fn(String) -> Piece), (&mut self.added, Piece::Added)] {
            if !text.is_empty() {
                self.pieces.push(piece(std::mem::take(text)));
            }
        }
        let space = std::mem::take(&mut self.space);
        self.push_same(&space);
    }
}

/// Leaves out the middle of long unchanged stretches, and what comes before the first change and after the last.
fn shorten(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    if last == 0 {
        return pieces;
    }
    let mut short = Vec::with_capacity(pieces.len());
    for (n, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Same(text) if text.chars().count() > LONG => {
                if n > 0 {
                    short.push(Piece::Same(head(&text).to_owned()));
                }
                short.push(Piece::Left);
                if n < last {
                    short.push(Piece::Same(tail(&text).to_owned()));
                }
            }
            other => short.push(other),
        }
    }
    short
}

/// The first words of a text.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(KEPT).map_or(text.len(), |(at, _)| at);
    let start = text.get(..end).unwrap_or(text);
    start.rsplit_once(char::is_whitespace).map_or(start, |(words, _)| words)
}

/// The last words of a text.
fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(KEPT).map_or(0, |(at, _)| at);
    let end = text.get(from..).unwrap_or(text);
    end.split_once(char::is_whitespace).map_or(end, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(text: &str) -> Piece {
        Piece::Same(text.to_owned())
    }

    fn taken(text: &str) -> Piece {
        Piece::Taken(text.to_owned())
    }

    fn added(text: &str) -> Piece {
        Piece::Added(text.to_owned())
    }

    #[test]
    fn words_that_follow_each_other_change_together() {
        let found = diff("Da noi il vecchio dirigente firma.", "Da noi la nuova dirigente firma.");
        assert_eq!(found, [same("Da noi "), taken("il vecchio"), added("la nuova"), same(" dirigente firma.")]);
    }

    #[test]
    fn what_is_only_added_or_taken_is_said_so() {
        assert_eq!(diff("uno tre", "uno due tre"), [same("uno "), added("due "), same("tre")]);
        assert_eq!(diff("uno\ndue", "uno\n"), [same("uno\n"), taken("due")]);
        assert_eq!(diff("uno", "uno"), [same("uno")]);
        assert_eq!(diff("", "uno"), [added("uno")]);
    }

    #[test]
    fn long_unchanged_text_is_left_out() {
        let long = "parola ".repeat(200);
        let found = diff(&format!("{long}prima {long}"), &format!("{long}dopo {long}"));
        assert_eq!(found.iter().filter(|piece| **piece == Piece::Left).count(), 2);
        assert!(found.contains(&taken("prima")) && found.contains(&added("dopo")), "{found:?}");
        assert!(found.iter().all(|piece| !matches!(piece, Piece::Same(text) if text.chars().count() > KEPT + 1)));
        let cut = diff(&"àè ".repeat(300), &format!("{}ù", "àè ".repeat(300)));
        assert_eq!(cut.first(), Some(&Piece::Left));
    }

    /// Whatever is left out, what was taken and added can be put together again.
    #[test]
    fn a_hostile_text_is_compared_in_bounded_time() {
        let (before, after) = ("a b ".repeat(10_000), "b c a ".repeat(6_000));
        assert!(!diff(&before, &after).is_empty());
    }
}
