//! Pictures that stand in the text of a message: which they are, how they are shown, and what is said of those that are not.
//!
//! A picture stands in a text only when it is a file of that very message, or waits to be published with it. So whoever may
//! read the words may see it, and nothing that a text names makes a browser ask elsewhere.

use askama::Template as _;

use crate::base::FileId;
use crate::config::Config;
use crate::db::{self, Db};
use crate::files::{self, FileState};
use crate::i18n::{Lang, Tr, tr};
use crate::text::{self, Image, Mention, Picture, PlacedImage, Rendered, Resolve};
use crate::web::{Visit, WebResult};

use super::attachments::{Said, Shown};
use super::drafts::Key;
use super::resolve::{Names, NamesOf, Writer, writer};
use super::store::PostForActor;

#[path = "samples/placed.rs"]
mod samples;

/// Notes in a preview, at the most, and characters of an address in them.
const NOTES: usize = 10;
const ADDRESS: usize = 100;

/// What the pictures in a text depend on.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub t: &'static Tr,
    /// The address of this server, without a slash at its end.
    pub origin: &'a str,
    /// Whether it is for paper, where nothing waits to be near.
    pub is_paper: bool,
}

impl<'a> Frame<'a> {
    pub(super) fn of(visit: &'a Visit) -> Self {
        Self { t: visit.t(), origin: origin(&visit.house.config), is_paper: false }
    }

    /// A text with its pictures, of the files of its message.
    pub(super) fn render(self, body: &str, names: NamesOf<'_>, files: &[Shown]) -> Rendered {
        text::render(body, &Placing { frame: self, names, files })
    }

    /// The file that an address of this server leads to: as it is shown, or as it came.
    fn file_at(self, address: &str) -> Option<FileId> {
        let path = match address.split_at_checked(self.origin.len()) {
            Some((start, path)) if start.eq_ignore_ascii_case(self.origin) => path,
            _ => address,
        };
        let place = path.strip_prefix("/allegati/")?;
        let (file, side) = place.split_once("/figura/").unwrap_or((place, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if is_number(file) && is_number(side) { file.parse().ok() } else { None }
    }

    /// What the writer of a text should know of its images.
    fn notes(self, images: &[PlacedImage], files: &[Shown]) -> Vec<String> {
        let mut notes = Vec::new();
        // Without an address it is being written, or on its way.
        for image in images.iter().filter(|image| !image.address.is_empty()) {
            let (t, words) = (self.t, image.words.trim());
            let address: String = image.address.chars().take(ADDRESS).collect();
            let at = self.file_at(&image.address);
            let note = match (at.and_then(|id| files.iter().find(|file| file.id == id)), image.shown) {
                (Some(file), Some(_)) if is_to_be_said(words) && !file.is_described => {
                    t.f1("files-place-without-words", "name", &file.name)
                }
                (Some(file), None) => t.f1("files-place-no-picture", "name", &file.name),
                (Some(_), Some(_)) => continue,
                (None, _) if at.is_none() && address.contains("://") => {
                    t.f1("files-place-elsewhere", "address", &address)
                }
                (None, _) => t.f1("files-place-not-here", "address", &address),
            };
            if !notes.contains(&note) && notes.len() < NOTES {
                notes.push(note);
            }
        }
        notes
    }
}

/// The address of this server, as texts may have it.
pub(super) fn origin(config: &Config) -> &str {
    config.public_url().as_str().trim_end_matches('/')
}

/// Whether what is seen has still to be said: nothing stands there, or what the composer puts there to be written over.
fn is_to_be_said(words: &str) -> bool {
    words.is_empty() || [Lang::It, Lang::En].iter().any(|lang| tr(*lang).s("files-what-is-seen") == words)
}

/// The images that a text showed, of these files.
pub(super) fn shown_in(rendered: &Rendered) -> Vec<FileId> {
    rendered.images.iter().filter_map(|image| image.shown).map(FileId).collect()
}

/// Whom a text names, and the pictures that may stand in it.
struct Placing<'a> {
    frame: Frame<'a>,
    names: NamesOf<'a>,
    files: &'a [Shown],
}

impl Resolve for Placing<'_> {
    fn mention(&self, handle: &str) -> Option<Mention> {
        self.names.mention(handle)
    }

    fn thread(&self, id: i64) -> bool {
        self.names.thread(id)
    }

    fn image(&self, address: &str, words: &str) -> Image {
        let t = self.frame.t;
        let Some(id) = self.frame.file_at(address) else { return Image::Link };
        match self.files.iter().find(|file| file.id == id) {
            Some(file) => self.picture(file, words.trim()).map_or(Image::Link, Image::Picture),
            None if is_to_be_said(words.trim()) => Image::Words(t.s("files-picture-missing").to_owned()),
            None => Image::Words(t.f1("files-picture-missing-named", "words", words.trim())),
        }
    }
}

impl Placing<'_> {
    /// A picture as it stands in the text; nothing of a file that is none.
    fn picture(&self, file: &Shown, words: &str) -> Option<Picture> {
        let (small, large, _) = file.picture?;
        let (width, height) = file.room();
        Some(Picture {
            file: file.id.0,
            alt: if is_to_be_said(words) { file.alt.clone() } else { words.to_owned() },
            width,
            height,
            large: (files::LARGE, large),
            small: (small < large).then_some((files::SMALL, small)),
            is_lazy: !self.frame.is_paper,
        })
    }
}

#[derive(askama::Template)]
#[template(path = "threads/_preview.html")]
struct Preview {
    t: &'static Tr,
    html: String,
    notes: Vec<String>,
}

/// A form's text as it will stand in a message, with what its writer should know. What the preview shows is what will be
/// published.
pub(super) async fn preview(visit: &Visit, key: Option<Key>, said: &Said, body: &str) -> WebResult<String> {
    let (frame, writer) = (Frame::of(visit), writer(visit));
    let files = of_form(visit, key, said).await?;
    let (html, notes) = preview_with(&visit.house.db, frame, writer, (body, &files)).await?;
    Ok(Preview { t: frame.t, html, notes }.render()?)
}

/// The text of a message of the viewer's as it stands there now.
pub(super) async fn published(visit: &Visit, post: &PostForActor) -> WebResult<String> {
    let (db, frame, writer) = (&visit.house.db, Frame::of(visit), writer(visit));
    let files = files::list_of_post(db, post.id).await?;
    let files: Vec<Shown> = files.iter().map(|file| Shown::waiting(frame.t, file)).collect();
    let names = Names::load(db, std::iter::once((writer, post.body.as_str()))).await?;
    Ok(frame.render(&post.body, names.of(writer), &files).html)
}

/// The files that a form is about to publish: those of the viewer's that wait, or stand in the message that is changed.
async fn of_form(visit: &Visit, key: Option<Key>, said: &Said) -> WebResult<Vec<Shown>> {
    let kept = said.kept();
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<FileId> = kept.iter().map(|file| file.id).collect();
    let own = files::list_own(&visit.house.db, visit.viewer.person, &ids).await?;
    let is_to_be_published = |file: &files::StoredFile| match (file.state, key) {
        (FileState::Waiting, _) => true,
        (FileState::Attached, Some(Key::Edit(post))) => file.post == Some(post),
        _ => false,
    };
    let with_words = |mut file: files::StoredFile| {
        if let Some(chosen) = kept.iter().find(|chosen| chosen.id == file.id) {
            file.alt.clone_from(&chosen.alt);
        }
        Shown::waiting(visit.t(), &file)
    };
    Ok(own.into_iter().filter(is_to_be_published).map(with_words).collect())
}

/// A text for a program, with these files: its HTML, and what its writer should know.
pub(super) async fn preview_with(
    db: &Db,
    frame: Frame<'_>,
    writer: Writer,
    (body, files): (&str, &[Shown]),
) -> db::Result<(String, Vec<String>)> {
    let names = Names::load(db, std::iter::once((writer, body))).await?;
    let rendered = frame.render(body, names.of(writer), files);
    let notes = frame.notes(&rendered.images, files);
    Ok((rendered.html, notes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::authz::Standing;
    use crate::base::PersonId;

    fn file(id: i64, picture: Option<(i64, i64, i64)>) -> Shown {
        let (name, size, alt) = (format!("{id}.png"), String::new(), "Un modulo".to_owned());
        Shown { id: FileId(id), name, size, alt, is_described: true, picture }
    }

    proptest! {
        /// Of this message are 1, a picture, and 2, a file that is none.
        #[test]
        fn nothing_but_a_picture_of_this_message_is_shown(
            images in prop::collection::vec(
                ("[a-z\\[\\]!<>\"è ]{0,8}", "(|https?://)(|prassi\\.example|evil\\.example)(/allegati|/persone|)/[0-3]{1,2}(|/figura/480|/figura/1280|/figura/x|\\?a)"),
                0..6,
            ),
        ) {
            let files = [file(1, Some((480, 1280, 640))), file(2, None)];
            let body: Vec<String> = images.iter().map(|(words, address)| format!("![{words}]({address})")).collect();
            let frame = Frame { t: tr(Lang::It), origin: "https://prassi.example", is_paper: false };
            let (names, writer) = (Names::default(), Writer { person: PersonId(1), standing: Standing::Staff });
            let rendered = frame.render(&body.join(" "), names.of(writer), &files);
            let sources: Vec<&str> = rendered.html.split("<img ").skip(1).collect();
            prop_assert!(sources.iter().all(|source| source.starts_with("src=\"/allegati/1/figura/1280\" ")), "{}", rendered.html);
            prop_assert_eq!(shown_in(&rendered), vec![FileId(1); sources.len()]);
            for image in rendered.images.iter().filter(|image| image.shown.is_some()) {
                let address = image.address.trim_start_matches("https://prassi.example");
                prop_assert!(["/allegati/1", "/allegati/01"].contains(&address.split("/figura/").next().unwrap_or_default()));
            }
        }
    }

    #[test]
    fn only_addresses_of_this_server_s_files_lead_to_files() {
        let frame = Frame { t: tr(Lang::It), origin: "https://prassi.example", is_paper: false };
        for good in [
            "/allegati/7",
            "https://prassi.example/allegati/7",
            "HTTPS://Prassi.Example/allegati/7",
            "/allegati/7/figura/480",
            "https://prassi.example/allegati/7/figura/1280",
        ] {
            assert_eq!(frame.file_at(good), Some(FileId(7)), "{good}");
        }
        for bad in [
            "",
            "/allegati/",
            "/allegati/x",
            "/allegati/-7",
            "/allegati/+7",
            "/allegati/7/",
            "/allegati/7?a",
            "/allegati/7/figura/x",
            "/allegati/7/figura/",
            "/allegati/99999999999999999999",
            "//prassi.example/allegati/7",
            "http://prassi.example/allegati/7",
            "https://prassi.example.evil.it/allegati/7",
            "https://evil.it/allegati/7",
            "allegati/7",
            "/x/allegati/7",
            "è",
        ] {
            assert_eq!(frame.file_at(bad), None, "{bad}");
        }
    }
}
