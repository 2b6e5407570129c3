//! Markdown into a tree, within limits.

use std::panic::{AssertUnwindSafe, catch_unwind};

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, try_parse_document};

use super::{MAX_BODY, MAX_DEPTH, MAX_LINKS, MAX_NODES};

/// The longest run without white space in which bare links are looked for: comrak's search is quadratic in it.
const MAX_RUN: usize = 4_000;
/// The most lines: comrak walks all open lists at each of them.
const MAX_LINES: usize = 10_000;
/// The most `&` and characters from U+0080 to U+00BF (NBSP, «, °, …): html5ever's serialiser is quadratic in those of
/// one paragraph. A long essay has a tenth of this.
const MAX_SLOW: usize = 20_000;

/// Why a body cannot be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More than `max` characters.
    #[error("the text is longer than {max} characters")]
    Long { max: usize },
    /// Quotations, lists or emphasis inside each other, more than `max` levels.
    #[error("quotations, lists or emphasis are nested more than {max} levels")]
    Deep { max: usize },
    /// More than `max` links and images.
    #[error("the text has more than {max} links")]
    Links { max: usize },
    /// More than `max` separate pieces: an enormous table, thousands of marks or lines.
    #[error("the text falls into more than {max} pieces")]
    Dense { max: usize },
    /// The parser gave up; never seen, but a post must not depend on it.
    #[error("the text cannot be formatted")]
    Unreadable,
}

/// Whether `render` would show the body with its formatting: a form refuses it otherwise.
pub fn check(source: &str) -> Result<(), TooMuch> {
    parse(&Arena::new(), source).map(|_| ())
}

/// The document's tree, or why there is none. Iterative throughout: depth costs no stack.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, source: &str) -> Result<Node<'a>, TooMuch> {
    if source.len() > MAX_BODY && source.chars().nth(MAX_BODY).is_some() {
        return Err(TooMuch::Long { max: MAX_BODY });
    }
    if source.lines().any(opens_too_deep) {
        return Err(TooMuch::Deep { max: MAX_DEPTH });
    }
    let slow = source.bytes().filter(|b| matches!(b, b'&' | 0xC2)).count();
    if slow > MAX_SLOW || source.lines().count() > MAX_LINES {
        return Err(TooMuch::Dense { max: MAX_NODES });
    }
    let options = options(source);
    let dense = || arena.len() > MAX_NODES;
    let root = catch_unwind(AssertUnwindSafe(|| try_parse_document(arena, source, &options, &dense)))
        .map_err(|_| TooMuch::Unreadable)?
        .map_err(|_| TooMuch::Dense { max: MAX_NODES })?;
    if dense() {
        return Err(TooMuch::Dense { max: MAX_NODES });
    }
    measure(root)?;
    Ok(root)
}

fn options(source: &str) -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.autolink = source.split_ascii_whitespace().all(|run| run.len() <= MAX_RUN);
    options
}

/// Whether a line opens more quotations or lists than may be nested. Depth is refused before parsing too, because each
/// further line walks through all that is open.
fn opens_too_deep(line: &str) -> bool {
    let is_marker = |b: u8| matches!(b, b'>' | b'-' | b'+' | b'*' | b'.' | b')');
    let opening = line.bytes().take_while(|b| is_marker(*b) || matches!(b, b' ' | b'\t' | b'0'..=b'9')).count();
    if opening <= MAX_DEPTH {
        return false;
    }
    let next = line.bytes().skip(1).chain([b' ']);
    let markers =
        line.bytes().zip(next).take(opening).filter(|(b, next)| *b == b'>' || is_marker(*b) && *next == b' ').count();
    markers > MAX_DEPTH && !is_rule(line)
}

/// Whether the line is a thematic break, however long: `- - -`.
fn is_rule(line: &str) -> bool {
    ['-', '*'].iter().any(|mark| line.chars().all(|c| c == *mark || matches!(c, ' ' | '\t')))
}

fn measure(root: Node<'_>) -> Result<(), TooMuch> {
    let (mut depth, mut links) = (0, 0);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                links += usize::from(matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_)));
                if depth > MAX_DEPTH {
                    return Err(TooMuch::Deep { max: MAX_DEPTH });
                }
                if links > MAX_LINKS {
                    return Err(TooMuch::Links { max: MAX_LINKS });
                }
            }
            NodeEdge::End(_) => depth -= 1,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_name_themselves() {
        for (source, expected) in [
            ("è".repeat(MAX_BODY), Ok(())),
            ("è".repeat(MAX_BODY + 1), Err(TooMuch::Long { max: MAX_BODY })),
            (format!("{}a", "> ".repeat(MAX_DEPTH - 3)), Ok(())),
            (format!("{}a", "> ".repeat(MAX_DEPTH - 2)), Err(TooMuch::Deep { max: MAX_DEPTH })),
            (format!("{}a", ">".repeat(1_000)), Err(TooMuch::Deep { max: MAX_DEPTH })),
            (format!("{}a", "- ".repeat(90)), Err(TooMuch::Deep { max: MAX_DEPTH })),
            ("- ".repeat(1_000), Ok(())),
            ("* ".repeat(1_000), Ok(())),
            ("-".repeat(1_000), Ok(())),
            (format!("{}{}", "*a **b ".repeat(40), "b** a*".repeat(40)), Err(TooMuch::Deep { max: MAX_DEPTH })),
            ("[a](/b) ".repeat(MAX_LINKS), Ok(())),
            ("[a](/b) ".repeat(MAX_LINKS + 1), Err(TooMuch::Links { max: MAX_LINKS })),
            ("https://a.it ".repeat(MAX_LINKS + 1), Err(TooMuch::Links { max: MAX_LINKS })),
            ("![](/b) ".repeat(MAX_LINKS + 1), Err(TooMuch::Links { max: MAX_LINKS })),
            ("`a` ".repeat(MAX_NODES / 2 - 200), Ok(())),
            ("*a*b".repeat(MAX_NODES / 2), Err(TooMuch::Dense { max: MAX_NODES })),
            ("a\n".repeat(MAX_LINES + 1), Err(TooMuch::Dense { max: MAX_NODES })),
            ("`«»`".repeat(MAX_SLOW / 2 + 1), Err(TooMuch::Dense { max: MAX_NODES })),
        ] {
            assert_eq!(check(&source), expected, "{}", source.chars().take(20).collect::<String>());
        }
    }

    #[test]
    fn depth_is_refused_before_it_costs_anything() {
        for (line, expected) in [
            (">".repeat(65), true),
            ("> - 1. ".repeat(30), true),
            (">".repeat(64), false),
            ("- ".repeat(100), false),
            ("-".repeat(100), false),
            ("a".repeat(100), false),
            (format!("a{}", ">".repeat(100)), false),
        ] {
            assert_eq!(opens_too_deep(&line), expected, "{line}");
        }
    }

    #[test]
    fn refusals_say_what_to_change() {
        assert_eq!(TooMuch::Links { max: 9 }.to_string(), "the text has more than 9 links");
    }
}
