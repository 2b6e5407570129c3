//! The blocks that are more than a pair of tags: lists, tasks, tables, typed HTML.

use comrak::nodes::{ListType, Node, NodeList, NodeTable, NodeValue, TableAlignment};

use super::excerpt::{cut, plain};
use super::writer::Writer;

/// The longest name of a table for screen readers, in characters.
const MAX_TABLE_NAME: usize = 120;

impl Writer<'_> {
    /// The box of a task: inside a label when there are words to name it.
    pub(super) fn checkbox(&mut self, labelled: bool) {
        let done = self.task.take().is_some_and(|task| task.symbol.is_some());
        self.put(if labelled { "<label>" } else { "" });
        self.put("<input type=\"checkbox\"");
        if !labelled {
            self.attribute("aria-label", if done { "☑" } else { "☐" });
        }
        self.put(if done { " checked=\"\" disabled=\"\"> " } else { " disabled=\"\"> " });
    }

    pub(super) fn list(&mut self, list: &NodeList) {
        match list.list_type {
            ListType::Bullet => self.put("<ul>\n"),
            ListType::Ordered if list.start == 1 => self.put("<ol>\n"),
            ListType::Ordered => {
                let opening = format!("<ol start=\"{}\">\n", list.start);
                self.put(&opening);
            }
        }
    }

    /// HTML that somebody typed: their letters, in their lines.
    pub(super) fn typed(&mut self, literal: &str) {
        self.put("<p>");
        for (number, line) in literal.split('\n').enumerate() {
            self.wrap(if number > 0 { "<br>\n" } else { "" }, line, "");
        }
        self.put("</p>\n");
    }

    /// A table scrolls inside a region that the keyboard reaches, named by the table's own headings.
    pub(super) fn table(&mut self, node: Node<'_>, table: &NodeTable) {
        let heads =
            node.first_child().map(|row| row.children().map(plain).filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
        let mut name = cut(&heads.unwrap_or_default().join(", "), MAX_TABLE_NAME);
        if name.is_empty() {
            name = format!("{} × {}", node.children().count(), table.num_columns);
        }
        self.put("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        self.attribute("aria-label", &name);
        self.put("><table>\n");
        self.table = table.clone();
    }

    pub(super) fn row(&mut self, node: Node<'_>, head: bool) {
        let is_first = node.previous_sibling().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
        self.put(if head {
            "<thead>\n"
        } else if is_first {
            "<tbody>\n"
        } else {
            ""
        });
        self.put("<tr>");
        self.column = 0;
    }

    pub(super) fn cell(&mut self, node: Node<'_>) {
        self.put(if is_heading_cell(node) { "<th scope=\"col\"" } else { "<td" });
        match self.table.alignments.get(self.column) {
            Some(TableAlignment::Left) => self.attribute("class", "text-start"),
            Some(TableAlignment::Center) => self.attribute("class", "text-center"),
            Some(TableAlignment::Right) => self.attribute("class", "text-end"),
            Some(TableAlignment::None) | None => {}
        }
        self.put(">");
        self.column += 1;
    }
}

/// The headings of a post stand below its author's name, an `h2` or `h3`.
pub(super) fn level(level: u8) -> (&'static str, &'static str) {
    match level {
        1 => ("<h4>", "</h4>\n"),
        2 => ("<h5>", "</h5>\n"),
        _ => ("<h6>", "</h6>\n"),
    }
}

/// Whether this paragraph stands in a tight list, where it is not marked up.
pub(super) fn is_tight(paragraph: Node<'_>) -> bool {
    let list = paragraph.parent().and_then(comrak::arena_tree::Node::parent);
    list.is_some_and(|list| matches!(&list.data().value, NodeValue::List(list) if list.tight))
}

/// Whether this paragraph is the label of a task's box.
pub(super) fn is_labelled(paragraph: Node<'_>) -> bool {
    let parent = paragraph.parent();
    paragraph.previous_sibling().is_none()
        && parent.is_some_and(|item| matches!(item.data().value, NodeValue::TaskItem(_)))
}

pub(super) fn is_heading_cell(cell: Node<'_>) -> bool {
    cell.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)))
}
