//! Quoting somebody: the Markdown that a reply begins with.

use std::borrow::Cow;
use std::fmt::Write;

use comrak::Arena;
use comrak::nodes::{Node, NodeValue};
use comrak::{escape_commonmark_inline, escape_commonmark_link_destination};

use super::parse::parse;

/// `source` as a quotation, ending with a line `> — [author](href)` and a line end. What the source itself quotes is
/// left out; its images become links, since a picture stands in the text of its own post only. Whatever the source is, the last line is read as the attribution, never as part of the text.
pub fn quote(author: &str, href: &str, source: &str) -> String {
    let author = author.split_whitespace().collect::<Vec<_>>().join(" ");
    let credit = format!("— [{}]({})", escape_commonmark_inline(&author), address(href));
    let quoted = assemble(&own_words(source), &credit);
    if is_credited(&quoted, href) { quoted } else { assemble(&fenced(source), &credit) }
}

fn assemble(lines: &[String], credit: &str) -> String {
    let mut quoted = String::new();
    for line in lines {
        let _ = writeln!(quoted, "{}", format!("> {line}").trim_end());
    }
    let _ = writeln!(quoted, "{}> {credit}", if lines.is_empty() { "" } else { ">\n" });
    quoted
}

fn address(href: &str) -> String {
    let is_simple = href.bytes().all(|b| b.is_ascii_alphanumeric() || b"/#?=&.:_-%~".contains(&b));
    if is_simple && !href.is_empty() {
        href.to_owned()
    } else {
        escape_commonmark_link_destination(&href.replace('\\', "%5C"))
    }
}

/// The lines of the source that are not inside a quotation, without blank ones at the ends or in a row.
fn own_words(source: &str) -> Vec<String> {
    let arena = Arena::new();
    let Ok(root) = parse(&arena, source) else {
        return tidy(source.lines().filter(|line| !line.trim_start().starts_with('>')));
    };
    let mut is_quoted = vec![false; source.lines().count() + 1];
    for node in root.descendants().filter(|node| matches!(node.data().value, NodeValue::BlockQuote)) {
        let place = node.data().sourcepos;
        for line in place.start.line..=place.end.line {
            if let Some(mark) = is_quoted.get_mut(line) {
                *mark = true;
            }
        }
    }
    let linked = images_as_links(source, root);
    let kept = linked.iter().enumerate().filter(|(number, _)| is_quoted.get(number + 1) != Some(&true));
    let mut lines = tidy(kept.map(|(_, line)| line.as_ref()));
    lines.extend(missing_fence(root));
    lines
}

/// The lines of the source with links in place of images: the same without the mark that they begin with.
fn images_as_links<'s>(source: &'s str, root: Node<'_>) -> Vec<Cow<'s, str>> {
    let mut lines: Vec<Cow<'s, str>> = source.lines().map(Cow::Borrowed).collect();
    let mut marks: Vec<(usize, usize)> = root
        .descendants()
        .filter(|node| matches!(node.data().value, NodeValue::Image(_)))
        .map(|node| node.data().sourcepos.start)
        .map(|start| (start.line.saturating_sub(1), start.column.saturating_sub(1)))
        .collect();
    marks.sort_unstable();
    for (line, column) in marks.into_iter().rev() {
        if let Some(line) = lines.get_mut(line)
            && line.get(column..).is_some_and(|rest| rest.starts_with("!["))
        {
            line.to_mut().remove(column);
        }
    }
    lines
}

fn tidy<'l>(source: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in source {
        if !line.trim().is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line.trim_end().to_owned());
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The fence that the author forgot to close, without which the attribution would become code.
fn missing_fence(root: Node<'_>) -> Option<String> {
    match &root.last_child()?.data().value {
        NodeValue::CodeBlock(code) if code.fenced && !code.closed => {
            Some(char::from(code.fence_char).to_string().repeat(code.fence_length))
        }
        _ => None,
    }
}

/// The whole source as code: the way out for a text that would swallow the attribution (an open HTML comment, say).
fn fenced(source: &str) -> Vec<String> {
    let longest = source.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut lines = vec![fence.clone()];
    lines.extend(tidy(source.lines()));
    lines.push(fence);
    lines
}

/// Whether the quotation is one block whose last paragraph ends with the link to `href`.
fn is_credited(quoted: &str, href: &str) -> bool {
    let arena = Arena::new();
    let Ok(root) = parse(&arena, quoted) else { return true };
    let ends_well = |node: Node<'_>| {
        let link = node.last_child()?.last_child()?.last_child()?;
        let NodeValue::Link(link) = &link.data().value else { return None };
        Some(matches!(node.data().value, NodeValue::Document) && (link.url == href || !href.is_ascii()))
    };
    ends_well(root).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{NoLinks, render};

    #[test]
    fn quotations_are_markdown_with_an_attribution() {
        for (source, expected) in [
            ("uno\ndue", "> uno\n> due\n>\n> — [Nives](/persone/7)\n"),
            ("\n\nuno\n\n\n\ndue\n\n", "> uno\n>\n> due\n>\n> — [Nives](/persone/7)\n"),
            ("> vecchio\n> — [Ugo](/persone/1)\n\nnuovo", "> nuovo\n>\n> — [Nives](/persone/7)\n"),
            ("uno\n\n> vecchio\npigro\n\ndue", "> uno\n>\n> due\n>\n> — [Nives](/persone/7)\n"),
            ("```\n> codice\n```", "> ```\n> > codice\n> ```\n>\n> — [Nives](/persone/7)\n"),
            ("```\naperto", "> ```\n> aperto\n> ```\n>\n> — [Nives](/persone/7)\n"),
            ("<!-- aperto", "> ```\n> <!-- aperto\n> ```\n>\n> — [Nives](/persone/7)\n"),
            ("> solo altri", "> — [Nives](/persone/7)\n"),
            (
                "Ecco: ![è *il* modulo](/allegati/7) e ![b](/allegati/8)!\n\n- ![c][r] `![d](/x)`\n\n[r]: /allegati/9",
                "> Ecco: [è *il* modulo](/allegati/7) e [b](/allegati/8)!\n>\n> - [c][r] `![d](/x)`\n>\n> [r]: /allegati/9\n>\n> — [Nives](/persone/7)\n",
            ),
            (
                "> ![a](/allegati/7)\n\n1. x\n   ![b](/allegati/8)",
                "> 1. x\n>    [b](/allegati/8)\n>\n> — [Nives](/persone/7)\n",
            ),
            ("", "> — [Nives](/persone/7)\n"),
        ] {
            assert_eq!(quote("Nives", "/persone/7", source), expected, "{source}");
        }
    }

    #[test]
    fn an_author_s_name_is_only_a_name() {
        for (author, shown) in [
            ("Ugo [x](https://evil.it) *b*", "Ugo [x](https://evil.it) *b*"),
            ("a\n\nb", "a b"),
            ("<script>", "&lt;script&gt;"),
            ("`a` @nives \\ &amp; ~~x~~", "`a` @nives \\ &amp;amp; ~~x~~"),
        ] {
            let html = render(&quote(author, "/persone/7#post-1", "ciao"), &NoLinks).html;
            let expected = format!(
                "<blockquote class=\"quote\">\n<p>ciao</p>\n\
                 <p>— <a href=\"/persone/7#post-1\">{shown}</a></p>\n</blockquote>\n"
            );
            assert_eq!(html, expected, "{author}");
        }
    }

    #[test]
    fn an_address_cannot_break_out() {
        for href in ["/a b", "/a) x (", "/<a>", "/a\nb", "", "/è"] {
            let html = render(&quote("Nives", href, "ciao"), &NoLinks).html;
            assert_eq!(html.matches("<blockquote").count(), 1, "{href}");
            assert!(html.matches("<a ").count() <= 1, "{href}");
        }
    }
}
