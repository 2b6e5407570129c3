//! The tree into HTML, the first wall. Every string from the source passes `escape`, `attribute` or `escape_href`.

use comrak::nodes::{ListType, Node, NodeTable, NodeTaskItem, NodeValue};

use super::blocks::{is_heading_cell, is_labelled, is_tight, level};
use super::marks::Piece;
use super::mentions::{Budget, Flow};
use super::render::escape;
use super::wall::{REL, destination};
use super::{PlacedImage, Resolve};

/// HTML in the making; `start` and `end` are called for each node, in order.
pub(super) struct Writer<'r> {
    pub(super) html: String,
    pub(super) resolve: &'r dyn Resolve,
    flow: Flow,
    budget: Budget,
    /// Where the label of the outermost open link begins, and whether it is a link for the browser.
    label: usize,
    linked: bool,
    /// The images so far, and where the HTML ends of the one that is open, if it is more than a link.
    pub(super) images: Vec<PlacedImage>,
    pub(super) replaced: Option<usize>,
    /// The open table and the column that comes next.
    pub(super) table: NodeTable,
    pub(super) column: usize,
    /// Task items whose checkbox is not written yet wait here for their first paragraph.
    pub(super) task: Option<NodeTaskItem>,
}

impl<'r> Writer<'r> {
    pub(super) fn new(resolve: &'r dyn Resolve, size: usize) -> Self {
        Self {
            html: String::with_capacity(size * 3 / 2 + 64),
            resolve,
            flow: Flow::default(),
            budget: Budget::default(),
            label: 0,
            linked: false,
            images: Vec::new(),
            replaced: None,
            table: NodeTable::default(),
            column: 0,
            task: None,
        }
    }

    pub(super) fn put(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn start(&mut self, node: Node<'_>) {
        let data = node.data();
        if self.task.is_some() && !matches!(data.value, NodeValue::Paragraph) {
            self.checkbox(false);
        }
        match &data.value {
            NodeValue::Text(text) => self.text(text),
            NodeValue::Code(code) => self.wrap("<code>", &code.literal, "</code>"),
            NodeValue::HtmlInline(literal) => escape(&mut self.html, literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.put("<br>\n"),
            NodeValue::Emph => self.put("<em>"),
            NodeValue::Strong => self.put("<strong>"),
            NodeValue::Strikethrough => self.put("<del>"),
            NodeValue::Link(link) if self.flow.links == 0 => self.open(&link.url, &link.title),
            NodeValue::Image(link) if self.flow.links == 0 => self.open_image(node, link),
            NodeValue::Paragraph => {
                if !is_tight(node) {
                    self.put("<p>");
                } else if node.previous_sibling().is_some() {
                    self.put("\n");
                }
                if self.task.is_some() {
                    self.checkbox(true);
                }
            }
            NodeValue::Heading(heading) => self.put(level(heading.level).0),
            NodeValue::ThematicBreak => self.put("<hr>\n"),
            NodeValue::BlockQuote => self.put("<blockquote class=\"quote\">\n"),
            NodeValue::List(list) => self.list(list),
            NodeValue::Item(_) => self.put("<li>"),
            NodeValue::TaskItem(task) => {
                self.put("<li class=\"task\">");
                self.task = Some(*task);
            }
            NodeValue::CodeBlock(code) => self.wrap("<pre tabindex=\"0\"><code>", &code.literal, "</code></pre>\n"),
            NodeValue::HtmlBlock(block) => self.typed(block.literal.trim_end_matches('\n')),
            NodeValue::Table(table) => self.table(node, table),
            NodeValue::TableRow(head) => self.row(node, *head),
            NodeValue::TableCell => self.cell(node),
            _ => {}
        }
        self.flow.enter(node);
    }

    pub(super) fn end(&mut self, node: Node<'_>) {
        self.flow.leave(node);
        match &node.data().value {
            NodeValue::Emph => self.put("</em>"),
            NodeValue::Strong => self.put("</strong>"),
            NodeValue::Strikethrough => self.put("</del>"),
            NodeValue::Link(link) if self.flow.links == 0 => self.close(&link.url),
            NodeValue::Image(link) if self.flow.links == 0 => self.close_image(link),
            NodeValue::Paragraph => {
                if is_labelled(node) {
                    self.put("</label>");
                }
                if !is_tight(node) {
                    self.put("</p>\n");
                }
            }
            NodeValue::Heading(heading) => self.put(level(heading.level).1),
            NodeValue::BlockQuote => self.put("</blockquote>\n"),
            NodeValue::List(list) => self.put(if list.list_type == ListType::Bullet { "</ul>\n" } else { "</ol>\n" }),
            NodeValue::Item(_) => self.put("</li>\n"),
            NodeValue::TaskItem(_) => {
                if self.task.is_some() {
                    self.checkbox(false);
                }
                self.put("</li>\n");
            }
            NodeValue::Table(_) => {
                let has_body = node.children().nth(1).is_some();
                self.put(if has_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
            }
            NodeValue::TableRow(head) => self.put(if *head { "</tr>\n</thead>\n" } else { "</tr>\n" }),
            NodeValue::TableCell => self.put(if is_heading_cell(node) { "</th>" } else { "</td>" }),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for piece in self.flow.pieces(text) {
            match piece {
                Piece::Plain(text) => escape(&mut self.html, text),
                Piece::Handle { text, handle } => {
                    let found = if self.budget.admits(&handle) { self.resolve.mention(&handle) } else { None };
                    match found {
                        Some(group) if group.href.is_empty() => {
                            self.put("<strong>@");
                            self.wrap("", &group.name, "</strong>");
                        }
                        Some(person) if self.budget.spend() => {
                            self.anchor("mention", &person.href);
                            self.put("@");
                            self.wrap("", &person.name, "</a>");
                        }
                        _ => escape(&mut self.html, text),
                    }
                }
                Piece::Thread { text, id } => {
                    if self.resolve.thread(id) && self.budget.spend() {
                        self.anchor("thread-ref", &format!("/discussioni/{id}"));
                        self.wrap("", text, "</a>");
                    } else {
                        escape(&mut self.html, text);
                    }
                }
            }
        }
    }

    pub(super) fn wrap(&mut self, before: &str, text: &str, after: &str) {
        self.put(before);
        escape(&mut self.html, text);
        self.put(after);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        for (number, part) in value.split('"').enumerate() {
            self.wrap(if number > 0 { "&quot;" } else { "" }, part, "");
        }
        self.put("\"");
    }

    fn anchor(&mut self, class: &str, href: &str) {
        self.put("<a");
        self.attribute("href", href);
        self.attribute("class", class);
        self.put(">");
    }

    /// A link of the source, or an image as a link: no page of ours makes a browser fetch from elsewhere.
    pub(super) fn open(&mut self, url: &str, title: &str) {
        let destination = destination(url);
        self.linked = destination.is_some();
        if let Some(href) = destination {
            self.put("<a href=\"");
            // Writing to a String cannot fail.
            let _ = comrak::html::escape_href(&mut self.html, &href, false);
            self.put("\"");
            if !title.is_empty() {
                self.attribute("title", title);
            }
            if !href.starts_with('/') {
                self.attribute("rel", REL);
            }
            self.put(">");
        }
        self.label = self.html.len();
    }

    /// A link without words shows its address; one that may not be a link shows it too, so nothing is hidden.
    pub(super) fn close(&mut self, url: &str) {
        let mut address = String::new();
        escape(&mut address, url);
        let label = self.html.get(self.label..).unwrap_or_default();
        if label.trim().is_empty() {
            self.put(&address);
        } else if !self.linked && !address.is_empty() && label != address {
            let address = format!(" ({address})");
            self.put(&address);
        }
        if self.linked {
            self.put("</a>");
        }
    }
}
