//! A body into HTML: the tree, the writer, the wall.

use std::panic::{AssertUnwindSafe, catch_unwind};

use comrak::Arena;
use comrak::arena_tree::NodeEdge;

use super::parse::parse;
use super::wall::clean;
use super::writer::Writer;
use super::{MAX_BODY, PlacedImage, Resolve};

/// A body as HTML, ready to stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Elements of the allow-list only. Headings begin at `h4`.
    pub html: String,
    /// The body is beyond the limits of `check`: it is shown as typed, and cut after `MAX_BODY` characters.
    pub truncated: bool,
    /// The images that stand outside links, in their order, and what became of each.
    pub images: Vec<PlacedImage>,
}

/// The HTML of a body, for any input; see the room's invariants.
pub fn render(source: &str, resolve: &dyn Resolve) -> Rendered {
    let arena = Arena::new();
    let Ok(root) = parse(&arena, source) else { return as_typed(source) };
    let mut writer = Writer::new(resolve, source.len());
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => writer.start(node),
            NodeEdge::End(node) => writer.end(node),
        }
    }
    match catch_unwind(AssertUnwindSafe(|| clean(&writer.html))) {
        Ok(html) => Rendered { html, truncated: false, images: writer.images },
        Err(_) => as_typed(source),
    }
}

/// The source as one paragraph of text; the style sheet keeps its line ends (`white-space: pre-wrap`).
fn as_typed(source: &str) -> Rendered {
    let end = source.char_indices().nth(MAX_BODY).map_or(source.len(), |(at, _)| at);
    let mut html = String::with_capacity(end + 64);
    html.push_str("<p class=\"plain\">");
    escape(&mut html, &source[..end]);
    html.push_str(if end < source.len() { "…</p>\n" } else { "</p>\n" });
    Rendered { html, truncated: true, images: Vec::new() }
}

/// Appends text so that it can stand between tags.
pub(super) fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
