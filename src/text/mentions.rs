//! Who is named in a body, and the walk that `render` shares, so that both see the same names.

use std::collections::HashSet;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};

use super::marks::{Piece, split};
use super::parse::parse;
use super::{MAX_LINKS, MAX_MENTIONS};

/// The handles named in `source`, lower-cased, each once, in order, at most `MAX_MENTIONS`; none from code or links.
/// Those in quotations are included: load these people before `render`.
pub fn mentions(source: &str) -> Vec<String> {
    handles(source, true)
}

/// As `mentions`, without what stands only in quotations: whom the author is speaking to, and may be notified.
pub fn addressed(source: &str) -> Vec<String> {
    handles(source, false)
}

fn handles(source: &str, quoted: bool) -> Vec<String> {
    let arena = Arena::new();
    let Ok(root) = parse(&arena, source) else { return Vec::new() };
    let (mut flow, mut budget, mut found, mut taken) = (Flow::default(), Budget::default(), Vec::new(), HashSet::new());
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                if let NodeValue::Text(text) = &node.data().value {
                    for piece in flow.pieces(text) {
                        if let Piece::Handle { handle, .. } = piece
                            && budget.admits(&handle)
                            && (quoted || flow.quotes == 0)
                            && taken.insert(handle.clone())
                        {
                            found.push(handle);
                        }
                    }
                }
                flow.enter(node);
            }
            NodeEdge::End(node) => flow.leave(node),
        }
    }
    found
}

/// How much may still be looked up and linked in one body.
#[derive(Default)]
pub(super) struct Budget {
    handles: HashSet<String>,
    links: usize,
}

impl Budget {
    /// Whether this handle is one of the first `MAX_MENTIONS` of the body.
    pub(super) fn admits(&mut self, handle: &str) -> bool {
        self.handles.contains(handle) || self.handles.len() < MAX_MENTIONS && self.handles.insert(handle.to_owned())
    }

    /// Whether one more link inside the house fits.
    pub(super) fn spend(&mut self) -> bool {
        self.links += 1;
        self.links <= MAX_LINKS
    }
}

/// Where a walk over the document stands: in how many links and quotations, after which character.
pub(super) struct Flow {
    pub(super) links: usize,
    pub(super) quotes: usize,
    before: char,
}

impl Default for Flow {
    fn default() -> Self {
        Self { links: 0, quotes: 0, before: '\n' }
    }
}

impl Flow {
    pub(super) fn enter(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::Link(_) | NodeValue::Image(_) => self.links += 1,
            NodeValue::BlockQuote => {
                self.quotes += 1;
                self.before = '\n';
            }
            NodeValue::Text(text) => self.before = text.chars().next_back().unwrap_or(self.before),
            NodeValue::Code(_) => self.before = '`',
            NodeValue::HtmlInline(_) => self.before = '>',
            NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => {}
            _ => self.before = '\n',
        }
    }

    pub(super) fn leave(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::Link(_) | NodeValue::Image(_) => self.links = self.links.saturating_sub(1),
            NodeValue::BlockQuote => self.quotes = self.quotes.saturating_sub(1),
            _ => {}
        }
    }

    /// The text in pieces, in order and complete; in a link it is all plain. Call before `enter`.
    pub(super) fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        if self.links > 0 { vec![Piece::Plain(text)] } else { split(text, self.before) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_stand_where_a_word_may_begin() {
        for (source, expected) in [
            ("Ciao @nives.altopiano, grazie", vec!["nives.altopiano"]),
            ("(@Nives-Rossi_2)", vec!["nives-rossi_2"]),
            ("@nives.", vec!["nives"]),
            ("@nives... e @àlvise! @ГАЛИНА?", vec!["nives", "àlvise", "галина"]),
            ("«@nives»", vec!["nives"]),
            ("@nives @NIVES @nives", vec!["nives"]),
            ("**@nives** e *@ugo*", vec!["nives", "ugo"]),
            ("riga\n@nives", vec!["nives"]),
            ("> @nives", vec!["nives"]),
            ("| a |\n|---|\n| @nives |", vec!["nives"]),
            ("mail@host", vec![]),
            ("**mail**@host", vec![]),
            ("scrivi a nome@ente.it", vec![]),
            ("@nives@mastodon", vec![]),
            ("@@nives", vec![]),
            ("@.nives @_nives @", vec![]),
            ("`@nives`", vec![]),
            ("```\n@nives\n```", vec![]),
            ("    @nives", vec![]),
            ("[@nives](https://a.it)", vec![]),
            ("[x @nives **@ugo**](https://a.it)", vec![]),
            ("![@nives](https://a.it/x.png)", vec![]),
            ("<b title='@nives'>", vec![]),
            ("https://a.it/@nives e a.it/@ugo", vec![]),
        ] {
            assert_eq!(mentions(source), expected, "{source}");
        }
    }

    #[test]
    fn only_the_author_s_own_words_address_somebody() {
        let source = "> @nives che ne pensi?\n\n@ugo, rispondi tu?";
        assert_eq!(mentions(source), ["nives", "ugo"]);
        assert_eq!(addressed(source), ["ugo"]);
        assert_eq!(addressed("> @nives\n\n@nives"), ["nives"]);
    }

    #[test]
    fn handles_are_counted_up_to_a_limit() {
        use std::fmt::Write;
        let source = (0..200).fold(String::new(), |mut all, n| {
            let _ = write!(all, "@p{n} ");
            all
        });
        let found = mentions(&source);
        assert_eq!(found.len(), MAX_MENTIONS);
        assert_eq!(found[0], "p0");
        assert_eq!(mentions(&format!("@{}", "a".repeat(65))), Vec::<String>::new());
    }
}
