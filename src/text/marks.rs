//! `@handle` and `#123` in running text: where they may stand and what they are.

/// Longer than any handle; what is longer is not looked up.
const MAX_HANDLE: usize = 64;

/// A stretch of running text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Plain(&'t str),
    /// `text` as typed, with `@`; `handle` lower-cased, without.
    Handle {
        text: &'t str,
        handle: String,
    },
    /// `text` as typed, with `#`.
    Thread {
        text: &'t str,
        id: i64,
    },
}

/// The text in pieces, in order and complete; `before` is the character it follows.
pub(super) fn split(text: &str, mut before: char) -> Vec<Piece<'_>> {
    let (mut pieces, mut plain, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['@', '#'])) {
        let start = at + found;
        before = text[..start].chars().next_back().unwrap_or(before);
        match mark(&text[start..], before) {
            Some((length, piece)) => {
                if plain < start {
                    pieces.push(Piece::Plain(&text[plain..start]));
                }
                pieces.push(piece);
                at = start + length;
                plain = at;
            }
            None => at = start + 1,
        }
    }
    if plain < text.len() {
        pieces.push(Piece::Plain(&text[plain..]));
    }
    pieces
}

/// The mark that `text` (beginning with `@` or `#`) opens with, and its length in bytes.
fn mark(text: &str, before: char) -> Option<(usize, Piece<'_>)> {
    if before.is_alphanumeric() || matches!(before, '@' | '#' | '&' | '/' | '_' | '-' | '+' | '.' | '=') {
        return None;
    }
    let rest = text.get(1..)?;
    if text.starts_with('#') { thread(text, rest) } else { handle(text, rest) }
}

fn handle<'t>(text: &'t str, rest: &'t str) -> Option<(usize, Piece<'t>)> {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(['.', '-', '_']);
    let plausible = name.starts_with(char::is_alphanumeric)
        && name.len() <= MAX_HANDLE * 4
        && name.chars().count() <= MAX_HANDLE
        && !rest[end..].starts_with('@');
    let length = 1 + name.len();
    plausible.then(|| (length, Piece::Handle { text: &text[..length], handle: name.to_lowercase() }))
}

fn thread<'t>(text: &'t str, rest: &'t str) -> Option<(usize, Piece<'t>)> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = rest[digits..].chars();
    let goes_on = match after.next() {
        Some(c) if c.is_alphanumeric() || c == '_' => true,
        Some('.' | ',' | '-' | '/' | ':') => after.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    if rest.starts_with('0') || digits > 18 || goes_on {
        return None;
    }
    let id = rest[..digits].parse().ok()?;
    Some((1 + digits, Piece::Thread { text: &text[..=digits], id }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thread_numbers_stand_alone() {
        for (text, id) in [
            ("#123", Some(123)),
            ("vedi #7.", Some(7)),
            ("(#7)", Some(7)),
            ("#7, #7", Some(7)),
            ("#0", None),
            ("#007", None),
            ("#12a", None),
            ("#12_3", None),
            ("#1.5", None),
            ("#12-bis", None),
            ("a#1", None),
            ("##1", None),
            ("/x#1", None),
            ("&#39;", None),
            ("#9999999999999999999", None),
            ("#", None),
        ] {
            let found = split(text, '\n').into_iter().find_map(|piece| match piece {
                Piece::Thread { id, .. } => Some(id),
                _ => None,
            });
            assert_eq!(found, id, "{text}");
        }
    }
}
