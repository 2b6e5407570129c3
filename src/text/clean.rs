//! What people type or paste, made storable: one line (names, titles) or a body.
//!
//! Unicode Technical Reports 36 and 39 and CVE-2021-42574 ("Trojan Source") say why direction overrides and invisible
//! characters have no place in a name.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Why a text cannot be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// NUL or another control character.
    #[error("the text contains the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// A character that changes the direction of what follows: a name could show as another.
    #[error("the text contains the direction mark U+{:04X}", u32::from(*.0))]
    Direction(char),
    /// A character nobody sees: two names could look the same.
    #[error("the text contains the invisible character U+{:04X}", u32::from(*.0))]
    Invisible(char),
}

/// A name or title: composed (NFC), trimmed, each run of white space one space. May come back empty.
/// Soft hyphens and byte order marks, which copying from PDF and Word leaves behind, are dropped.
pub fn clean_line(text: &str) -> Result<String, Reason> {
    let (mut line, mut previous) = (String::with_capacity(text.len()), ' ');
    let mut rest = text.chars().filter(|c| !is_residue(*c)).peekable();
    while let Some(c) = rest.next() {
        let c = if c.is_whitespace() && (!c.is_control() || matches!(c, '\t' | '\n' | '\r')) { ' ' } else { c };
        match c {
            ' ' if previous == ' ' => continue,
            '\u{200D}' if joins_emoji(previous, rest.peek().copied()) => {}
            c if c.is_control() => return Err(Reason::Control(c)),
            c if is_direction(c) => return Err(Reason::Direction(c)),
            c if is_invisible(c) => return Err(Reason::Invisible(c)),
            _ => {}
        }
        line.push(c);
        previous = c;
    }
    Ok(composed(line.trim_end()).into_owned())
}

/// A body: composed (NFC), lines ended by LF (CRLF, CR, and the vertical tabs, form feeds and Unicode separators of
/// word processors become LF), nothing blank at its end, direction overrides and isolates taken out.
pub fn clean_body(text: &str) -> Result<String, Reason> {
    let mut body = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => body.push('\n'),
            '\u{FEFF}' => {}
            c if is_override(c) => {}
            '\n' | '\t' => body.push(c),
            c if c.is_control() => return Err(Reason::Control(c)),
            c => body.push(c),
        }
    }
    Ok(composed(body.trim_end()).into_owned())
}

fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Soft hyphen and byte order mark.
fn is_residue(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{FEFF}')
}

/// Embeddings, overrides and isolates (UAX 9).
fn is_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_direction(c: char) -> bool {
    is_override(c) || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{206A}'..='\u{206F}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{34F}' | '\u{2800}' | '\u{FFF0}'..='\u{FFFB}')
        || matches!(
            c,
            '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        )
        || matches!(c, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a joiner between these makes one emoji of two (a family, a profession). By block, which is enough here.
fn joins_emoji(before: char, after: Option<char>) -> bool {
    let is_emoji = |c: char| matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
    (is_emoji(before) || before == '\u{FE0F}') && after.is_some_and(is_emoji)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_composed_and_trimmed() {
        for (typed, stored) in [
            ("  Nicolo\u{300}   Rossi ", "Nicolò Rossi"),
            ("a\t\n b\u{A0}c\u{2003}d", "a b c d"),
            ("\u{FEFF}Prefet\u{AD}tura", "Prefettura"),
            (
                "👩\u{200D}🚒 e ❤\u{FE0F}\u{200D}🔥 e 👩🏽\u{200D}⚖\u{FE0F}",
                "👩\u{200D}🚒 e ❤\u{FE0F}\u{200D}🔥 e 👩🏽\u{200D}⚖\u{FE0F}",
            ),
            ("محمد", "محمد"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(clean_line(typed).as_deref(), Ok(stored), "{typed:?}");
        }
    }

    #[test]
    fn lines_show_what_they_are() {
        for (typed, reason) in [
            ("a\0", Reason::Control('\0')),
            ("a\u{7}", Reason::Control('\u{7}')),
            ("a\u{B}b", Reason::Control('\u{B}')),
            ("a\u{9B}", Reason::Control('\u{9B}')),
            ("a\u{202E}b", Reason::Direction('\u{202E}')),
            ("a\u{2066}b", Reason::Direction('\u{2066}')),
            ("a\u{200F}b", Reason::Direction('\u{200F}')),
            ("a\u{200B}b", Reason::Invisible('\u{200B}')),
            ("a\u{200D}b", Reason::Invisible('\u{200D}')),
            ("👩\u{200D}", Reason::Invisible('\u{200D}')),
            ("a\u{E0041}", Reason::Invisible('\u{E0041}')),
            ("\u{3164}", Reason::Invisible('\u{3164}')),
        ] {
            assert_eq!(clean_line(typed), Err(reason), "{typed:?}");
        }
    }

    #[test]
    fn bodies_keep_their_lines() {
        for (typed, stored) in [
            ("a\r\nb\rc\n", "a\nb\nc"),
            ("a\u{B}b\u{2028}c", "a\nb\nc"),
            ("    codice\n\ttab  \n\n \t", "    codice\n\ttab"),
            ("perche\u{301}", "perché"),
            ("a\u{202E}b\u{2069}c\u{FEFF}", "abc"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ] {
            assert_eq!(clean_body(typed).as_deref(), Ok(stored), "{typed:?}");
        }
        assert_eq!(clean_body("a\0b"), Err(Reason::Control('\0')));
        assert_eq!(clean_body("a\u{1b}[31m"), Err(Reason::Control('\u{1b}')));
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        proptest::proptest!(|(text in "\\PC{0,40}|[\\s\\S]{0,40}")| {
            for clean in [clean_line, clean_body] {
                if let Ok(once) = clean(&text) {
                    proptest::prop_assert_eq!(clean(&once), Ok(once.clone()));
                }
            }
        });
    }
}
