//! Images in a text: a picture of this server in its place, a link, or words.

use comrak::nodes::{Node, NodeLink};

use super::excerpt::plain;
use super::writer::Writer;

/// What stands where a text places an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Image {
    /// A picture of this server, in its place.
    Picture(Picture),
    /// What is said instead of an image that can be neither shown nor opened.
    Words(String),
    /// A link to its address.
    Link,
}

/// A picture of this server's own files. Its addresses are made here, of numbers alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The id of its file.
    pub file: i64,
    /// What is seen, in words.
    pub alt: String,
    /// The place it takes where there is room for it, in CSS pixels.
    pub width: i64,
    pub height: i64,
    /// The largest picture that was made of it: its longest side as it is asked for, and its width.
    pub large: (u32, i64),
    /// The same of a smaller one, where that is smaller.
    pub small: Option<(u32, i64)>,
    /// Whether it may wait until it is near: on paper it may not.
    pub is_lazy: bool,
}

/// An image of a text, as it was typed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedImage {
    pub address: String,
    /// What is seen, as the text says it; may be empty.
    pub words: String,
    /// The file of the picture that stands there.
    pub shown: Option<i64>,
}

impl Writer<'_> {
    /// An image begins. What is inside it are its words, which a picture, or what is said instead of one, has in it already.
    pub(super) fn open_image(&mut self, node: Node<'_>, link: &NodeLink) {
        let words = plain(node);
        let image = self.resolve.image(&link.url, &words);
        let shown = match &image {
            Image::Picture(picture) => Some(picture.file),
            Image::Words(_) | Image::Link => None,
        };
        self.images.push(PlacedImage { address: link.url.clone(), words, shown });
        match image {
            Image::Picture(picture) => self.picture(&picture),
            Image::Words(words) => self.wrap("<span class=\"no-picture\">", &words, "</span>"),
            Image::Link => return self.open(&link.url, &link.title),
        }
        self.replaced = Some(self.html.len());
    }

    pub(super) fn close_image(&mut self, link: &NodeLink) {
        match self.replaced.take() {
            Some(end) => self.html.truncate(end),
            None => self.close(&link.url),
        }
    }

    /// The picture, a link to the file as it came; with its place, so that nothing moves when it arrives.
    fn picture(&mut self, picture: &Picture) {
        let place = format!("/allegati/{}", picture.file);
        let source = |side: u32| format!("{place}/figura/{side}");
        self.put("<a");
        self.attribute("href", &place);
        self.put(" class=\"placed\" data-turbo=\"false\"><img");
        self.attribute("src", &source(picture.large.0));
        if let Some(small) = picture.small {
            let all = [small, picture.large].map(|(side, width)| format!("{} {width}w", source(side)));
            self.attribute("srcset", &all.join(", "));
            self.attribute("sizes", &format!("{}px", picture.width));
        }
        self.attribute("width", &picture.width.to_string());
        self.attribute("height", &picture.height.to_string());
        self.attribute("alt", &picture.alt);
        self.put(if picture.is_lazy { " loading=\"lazy\" decoding=\"async\"></a>" } else { "></a>" });
    }
}
