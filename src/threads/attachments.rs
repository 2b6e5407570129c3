//! Files of posts: on their way in with a draft, in the composer's list, and on their way out to who reads the post.

use std::collections::HashSet;

use askama::Template as _;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _};

use crate::authz::{Action, Actor, Facts, Subject, decide};
use crate::base::{FileId, PersonId, PostId};
use crate::blobs;
use crate::files::{self, Chosen, FileState, Files, PostFile, StoredFile};
use crate::i18n::Tr;
use crate::web::{
    FieldErrors, Fields, Form, House, Path, StreamedForm, Visit, WebError, WebResult, assets, parse_optional_line,
};

use super::commands::{DropUpload, Error, KeepUpload, facts_of};
use super::drafts::{Key, may_write};
use super::store;

#[path = "samples/attachments.rs"]
mod samples;

/// The longest description of a picture, in characters.
pub(super) const ALT: usize = 300;
/// The most room that a picture takes on a page, in CSS pixels.
const ROOM: (i64, i64) = (640, 480);

/// A file in the composer's list; the same in the page and as the answer to an upload.
#[derive(askama::Template)]
#[template(path = "threads/_attachment.html")]
pub(super) struct Attachment {
    t: &'static Tr,
    icons: &'static str,
    id: FileId,
    name: String,
    size: String,
    alt: String,
    is_shown: bool,
    /// Whether it is in the post already: it goes when the change is published, not before.
    is_attached: bool,
    /// Whether the form that came back says to leave it out.
    is_dropped: bool,
}

impl Attachment {
    pub(super) fn new(t: &'static Tr, file: StoredFile) -> Self {
        let (is_shown, is_attached) = (file.is_shown(), file.state == FileState::Attached);
        let size = files::size_words(t, file.size);
        let (id, name, alt) = (file.id, file.name, file.alt);
        Self { t, icons: assets::icons(), id, name, size, alt, is_shown, is_attached, is_dropped: false }
    }

    /// The row; nothing would be worse than a form without it. Error: the template's.
    pub(super) fn html(&self) -> askama::Result<String> {
        self.render()
    }
}

/// What a form says of files.
#[derive(Clone, Default, Debug)]
pub(super) struct Said {
    pub chosen: Vec<Chosen>,
    dropped: HashSet<FileId>,
    /// Whether it is a form that lists files at all.
    pub is_whole: bool,
}

impl Said {
    /// Reads the fields of the list; notes what is wrong with them.
    pub(super) fn read(visit: &Visit, fields: &Fields, errors: &mut FieldErrors) -> Self {
        let t = visit.t();
        let ids = |name| fields.all(name).filter_map(|id| id.parse().ok()).collect::<Vec<FileId>>();
        let dropped: HashSet<FileId> = ids("togli").into_iter().collect();
        let (mut chosen, mut seen) = (Vec::new(), HashSet::new());
        for id in ids("file").into_iter().filter(|id| seen.insert(*id)) {
            let alt = parse_optional_line(fields.get(&format!("alt-{id}")), ALT);
            let alt = errors.take("files", alt, |error| error.sentence(t)).unwrap_or_default();
            chosen.push(Chosen { id, alt });
        }
        let max = visit.house.config.files.per_post as usize;
        if chosen.iter().filter(|file| !dropped.contains(&file.id)).count() > max {
            errors.add("files", t.f1("files-too-many-in-post", "max", max));
        }
        Self { chosen, dropped, is_whole: fields.has("with_files") }
    }

    /// The files to be published.
    pub(super) fn kept(&self) -> Vec<Chosen> {
        self.chosen.iter().filter(|file| !self.dropped.contains(&file.id)).cloned().collect()
    }

    /// Shows the rows of a list as the form had them.
    pub(super) fn fill(&self, rows: &mut [Attachment]) {
        for row in rows {
            if let Some(said) = self.chosen.iter().find(|said| said.id == row.id) {
                row.alt.clone_from(&said.alt);
            }
            row.is_dropped = self.dropped.contains(&row.id);
        }
    }

    /// What tells these files from others, in words: the same ones uploaded again are the same.
    pub(super) async fn words(&self, visit: &Visit) -> WebResult<String> {
        let ids: Vec<FileId> = self.kept().iter().map(|file| file.id).collect();
        if ids.is_empty() {
            return Ok(String::new());
        }
        let own = files::list_own(&visit.house.db, visit.viewer.person, &ids).await?;
        let words: Vec<String> = own.into_iter().flat_map(|file| [file.sha256, file.name]).collect();
        Ok(format!("\n{}", words.join("\n")))
    }
}

/// A form once its files have been taken into the draft.
pub(super) struct Taken {
    pub form: Form,
    pub said: Said,
    /// What is wrong with the list, and the files that were not taken.
    pub errors: FieldErrors,
    /// Those files alone: a draft lacks them, whatever else it may keep.
    pub refused: FieldErrors,
    new: Vec<FileId>,
}

/// Takes the files of a form into a draft of the viewer's.
pub(super) async fn receive(mut form: StreamedForm, key: Key) -> WebResult<Taken> {
    let (visit, mut errors, mut new, mut turn) = (form.visit.clone(), FieldErrors::default(), Vec::new(), None);
    let files = visit.house.room::<Files>()?;
    while let Some(mut part) = form.next_file().await? {
        if turn.is_none() {
            may_write(&visit.house, &visit.viewer.actor(), key).await?;
            turn = Some(files.turn(visit.viewer.person).await?);
        }
        let name = files::clean_name(part.name());
        let received = files.receive((&visit.house.db, &visit.house.rng), visit.viewer.person, &mut part).await?;
        let kept = match received {
            Ok(file) => keep(&visit, files, key, file).await?,
            Err(refused) => Err(refused),
        };
        match kept {
            Ok(id) => new.push(id),
            Err(refused) => errors.add("files", refused.sentence(visit.t(), &name)),
        }
        if !part.is_read() {
            break; // it goes on and on: better an answer than what comes behind it
        }
    }
    let (form, refused) = (form.into_form(), errors.clone());
    let mut said = Said::read(&visit, &form.fields, &mut errors);
    said.chosen.extend(new.iter().map(|id| Chosen { id: *id, alt: String::new() }));
    Ok(Taken { form, said, errors, refused, new })
}

async fn keep(
    visit: &Visit,
    files: &Files,
    key: Key,
    file: files::Uploaded,
) -> WebResult<Result<FileId, files::NoFile>> {
    let limits = (i64::from(files.limits().per_post), files.limits().quota_bytes());
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    match visit.house.db.write(KeepUpload { actor, key, file: file.clone(), limits, now }).await {
        Ok(id) => Ok(Ok(id)),
        Err(Error::File(refused)) => {
            files.discard(&file).await;
            Ok(Err(refused))
        }
        Err(Error::Denied(denied)) => {
            files.discard(&file).await;
            Err(denied.into())
        }
        // Its row may have been committed: bytes that turn out to have none go with a sweep.
        Err(other) => Err(other.into()),
    }
}

/// `POST /allegati`: files for the draft `key`; gives their rows, or a sentence.
pub(super) async fn upload(form: StreamedForm) -> WebResult {
    let key = Key::parse(form.fields.get("key")).ok_or(WebError::Unreadable)?;
    let Taken { form, errors, new, .. } = receive(form, key).await?;
    let visit = &form.visit;
    if let Some(sentence) = errors.of("files") {
        let plain = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, plain, sentence.to_owned()).into_response());
    }
    if new.is_empty() {
        return Err(WebError::Unreadable);
    }
    let mut html = String::new();
    for file in files::list_own(&visit.house.db, visit.viewer.person, &new).await? {
        html.push_str(&Attachment::new(visit.t(), file).html()?);
    }
    Ok((StatusCode::CREATED, Html(html)).into_response())
}

/// `POST /allegati/{file}/togli`: takes a file out of one's own draft.
pub(super) async fn remove(Path(file): Path<FileId>, form: Form) -> WebResult {
    let visit = &form.visit;
    let bytes = visit.house.db.write(DropUpload { actor: visit.viewer.actor(), file }).await?;
    visit.house.room::<Files>()?.remove(&blobs::Key::named(bytes)).await;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A file that somebody may get.
pub(super) async fn readable(house: &House, actor: &Actor, id: FileId) -> WebResult<StoredFile> {
    let (db, me) = (&house.db, actor.person().unwrap_or(PersonId(0)));
    let file = files::find(db, id).await?.ok_or(WebError::NotFound)?;
    let facts = match file.post {
        None => Facts { is_own: file.owner == me, ..Facts::about(Subject::File(id)) },
        Some(post) => {
            let post = store::post_for(db, post, me).await?.ok_or(WebError::NotFound)?;
            let is_deleted = file.state != FileState::Attached;
            Facts { subject: Subject::File(id), is_deleted, ..facts_of(&post, me, house.clock.now()) }
        }
    };
    decide(actor, Action::ReadFile, &facts)?;
    Ok(file)
}

/// `GET /allegati/{file}`: the file as it came.
pub(super) async fn download(visit: Visit, Path(id): Path<FileId>, asked: HeaderMap) -> WebResult {
    let file = readable(&visit.house, &visit.viewer.actor(), id).await?;
    files::respond(visit.house.room::<Files>()?, &file, files::Part::Original, &asked).await
}

/// `GET /allegati/{file}/figura/{side}`: a picture written anew.
pub(super) async fn picture(visit: Visit, Path((id, side)): Path<(String, String)>, asked: HeaderMap) -> WebResult {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let file = readable(&visit.house, &visit.viewer.actor(), id).await?;
    let part = side.parse().ok().and_then(files::Part::picture).ok_or(WebError::NotFound)?;
    files::respond(visit.house.room::<Files>()?, &file, part, &asked).await
}

/// A file as a post shows it: the same for everybody.
pub(super) struct Shown {
    pub id: FileId,
    pub name: String,
    pub size: String,
    pub alt: String,
    /// Whether somebody said what it shows.
    pub is_described: bool,
    /// Of a picture: the widths of both, and the height of the larger.
    pub picture: Option<(i64, i64, i64)>,
}

impl Shown {
    pub(super) fn new(t: &Tr, file: &PostFile) -> Self {
        Self::of(t, (file.id, &file.name, file.size), &file.alt, (file.width, file.height))
    }

    /// The same of a file that waits, or of all that is known of one.
    pub(super) fn waiting(t: &Tr, file: &StoredFile) -> Self {
        Self::of(t, (file.id, &file.name, file.size), &file.alt, (file.width, file.height))
    }

    fn of(t: &Tr, (id, name, size): (FileId, &str, i64), alt: &str, (width, height): (i64, i64)) -> Self {
        let is_described = !alt.is_empty();
        let alt = if is_described { alt.to_owned() } else { t.f1("files-picture-named", "name", name) };
        let at = |side: u32, length: i64| {
            let longest = width.max(height).max(1);
            if longest <= i64::from(side) { length } else { (length * i64::from(side) / longest).max(1) }
        };
        let (small, large) = (files::SMALL, files::LARGE);
        let picture = (width > 0).then(|| (at(small, width), at(large, width), at(large, height)));
        Self { id, name: name.to_owned(), size: files::size_words(t, size), alt, is_described, picture }
    }
}

impl Shown {
    /// The width and height that a picture has on a page, where there is room.
    pub(super) fn room(&self) -> (i64, i64) {
        self.picture.map_or((0, 0), |(_, width, height)| fit((width, height), ROOM))
    }

    pub(super) fn shown_width(&self) -> i64 {
        self.picture.map_or(0, |(_, width, _)| width)
    }

    pub(super) fn shown_height(&self) -> i64 {
        self.picture.map_or(0, |(.., height)| height)
    }
}

/// The files of each post.
pub(super) fn by_post(files: &[PostFile], post: PostId) -> Vec<&PostFile> {
    files.iter().filter(|file| file.post == post).collect()
}

/// The largest size of the same shape that fits into a room; nothing becomes larger than it is.
fn fit((width, height): (i64, i64), (widest, tallest): (i64, i64)) -> (i64, i64) {
    let (width, height) = (width.max(1), height.max(1));
    if width <= widest && height <= tallest {
        (width, height)
    } else if width * tallest >= height * widest {
        (widest, (height * widest / width).max(1))
    } else {
        ((width * tallest / height).max(1), tallest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_and_never_grow() {
        for (size, shown) in [
            ((24, 24), (24, 24)),
            ((640, 480), (640, 480)),
            ((1280, 320), (640, 160)),
            ((960, 1280), (360, 480)),
            ((1280, 960), (640, 480)),
            ((1280, 1), (640, 1)),
            ((1, 1280), (1, 480)),
            ((0, 0), (1, 1)),
        ] {
            assert_eq!(fit(size, ROOM), shown, "{size:?}");
        }
    }
}
