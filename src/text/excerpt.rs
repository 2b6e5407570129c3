//! The words of a body without their formatting, for lists, search and mails.

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use unicode_segmentation::UnicodeSegmentation;

use super::parse::parse;

/// The beginning of a body as plain text on one line, at most `max_chars` characters, cut after a word with `…`.
/// What the author quotes is left out, unless there is nothing else. Costs a parse: store it where lists are hot.
pub fn excerpt(source: &str, max_chars: usize) -> String {
    let arena = Arena::new();
    let Ok(root) = parse(&arena, source) else { return cut(source, max_chars) };
    let own = gather(root, false);
    let text = if own.trim().is_empty() { gather(root, true) } else { own };
    cut(&text, max_chars)
}

/// All words of a node, on one line.
pub(super) fn plain(node: Node<'_>) -> String {
    gather(node, true).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(root: Node<'_>, with_quotes: bool) -> String {
    let (mut text, mut quotes) = (String::new(), 0_usize);
    for edge in root.traverse() {
        let (node, is_start) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let value = &node.data().value;
        if matches!(value, NodeValue::BlockQuote) {
            quotes = if is_start { quotes + 1 } else { quotes.saturating_sub(1) };
        }
        if value.block() {
            text.push(' ');
        }
        if is_start && (with_quotes || quotes == 0) {
            text.push_str(match value {
                NodeValue::Text(words) => words,
                NodeValue::Code(code) => &code.literal,
                NodeValue::CodeBlock(code) => &code.literal,
                NodeValue::HtmlInline(literal) => literal,
                NodeValue::HtmlBlock(block) => &block.literal,
                NodeValue::SoftBreak | NodeValue::LineBreak => " ",
                _ => "",
            });
        }
    }
    text
}

/// The text on one line, at most `max` characters: whole words if one fits, else whole graphemes, then `…`.
pub(super) fn cut(text: &str, max: usize) -> String {
    let (mut line, mut length, mut words) = (String::new(), 0, text.split_whitespace());
    let mut left_out = None;
    for word in words.by_ref() {
        let size = word.chars().take(max + 1).count() + usize::from(length > 0);
        if length + size > max {
            left_out = Some(word);
            break;
        }
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += size;
    }
    match left_out {
        None => line,
        Some(_) if max == 0 => line,
        Some(word) => shorten(&line, length, word, max),
    }
}

/// Makes room for the ellipsis; `line` holds `length` characters of whole words, and `next` did not fit.
fn shorten(line: &str, length: usize, next: &str, max: usize) -> String {
    let whole = if length < max { line } else { line.rsplit_once(' ').map_or("", |(kept, _)| kept) };
    let mut kept = whole.trim_end_matches([',', ';', ':', '.', '(', '-', '–', '—', ' ']).to_owned();
    if kept.is_empty() {
        let mut room = max - 1;
        for grapheme in if line.is_empty() { next } else { line }.graphemes(true) {
            let size = grapheme.chars().count();
            if size > room {
                break;
            }
            kept.push_str(grapheme);
            room -= size;
        }
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_words_on_one_line() {
        for (source, expected) in [
            ("Buongiorno a **tutti**,\nun *quesito*.", "Buongiorno a tutti, un quesito."),
            ("# Titolo\n\ntesto", "Titolo testo"),
            ("- [x] fatto\n- [ ] da fare", "fatto da fare"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
            ("[qui](https://a.it) e ![foto](https://a.it/b.png)", "qui e foto"),
            ("`let x` e\n\n```rust\nlet y;\n```", "let x e let y;"),
            ("a <b>c</b> & d", "a <b>c</b> & d"),
            ("> citato\n\nrisposta", "risposta"),
            ("> solo citato", "solo citato"),
            ("@nives vedi #12", "@nives vedi #12"),
            ("", ""),
            ("---", ""),
        ] {
            assert_eq!(excerpt(source, 100), expected, "{source}");
        }
    }

    #[test]
    fn excerpts_end_after_a_word_and_never_inside_a_grapheme() {
        for (source, max, expected) in [
            ("uno due tre", 11, "uno due tre"),
            ("uno due tre", 10, "uno due…"),
            ("uno due tre", 8, "uno due…"),
            ("uno due tre", 7, "uno…"),
            ("uno, due tre", 6, "uno…"),
            ("uno due", 3, "un…"),
            ("precipitevolissimevolmente", 6, "preci…"),
            ("👩‍👩‍👧👩‍👩‍👧 x", 7, "👩‍👩‍👧…"),
            ("👩‍👩‍👧👩‍👩‍👧", 3, "…"),
            ("uno due", 1, "…"),
            ("uno due", 0, ""),
        ] {
            assert_eq!(excerpt(source, max), expected, "{source} {max}");
            assert!(excerpt(source, max).chars().count() <= max);
        }
    }

    #[test]
    fn a_bomb_has_an_excerpt_too() {
        assert_eq!(excerpt(&"> ".repeat(5_000), 5), "> >…");
    }
}
