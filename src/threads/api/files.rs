//! Files of posts: sent into a draft, named by a post, and given to who reads it.

use axum::http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::home::key;
use super::post::see;
use crate::authz::Action;
use crate::base::{FileId, PostId};
use crate::blobs;
use crate::db::Command;
use crate::files::{self, Chosen, Files, Media, NoFile, PostFile, StoredFile, Uploaded};
use crate::threads::attachments::{ALT, Shown, readable};
use crate::threads::commands::{DropUpload, Error, KeepUpload, WithTheseFiles, Written};
use crate::threads::drafts::{Key, may_write};
use crate::web::api::{
    ApiResult, Asked, Caller, Errors, Id, List, Made, OnceError, Operation, Operations, Problem, ROOT, Scope, Upload,
    created, list as page, no_content,
};
use crate::web::{Access, WebError, parse_optional_line};

/// A file in a post, or on its way into one.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "File")]
pub(super) struct FileShape {
    pub id: FileId,
    #[schemars(example = "verbale.pdf")]
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// What its first bytes say that it is.
    #[schemars(example = "application/pdf")]
    pub media: Media,
    /// What a picture shows, in words; may be empty.
    pub alt: String,
    /// Of a picture that can be shown, in pixels; otherwise null.
    pub width: Option<i64>,
    pub height: Option<i64>,
    /// Where its bytes are.
    #[schemars(example = "/api/v1/files/7")]
    pub href: String,
    /// The picture written anew, in two sizes; none of what is no picture.
    pub pictures: Vec<PictureShape>,
}

/// A picture written anew, as JPEG.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "Picture")]
pub(super) struct PictureShape {
    /// Its longer side has no more pixels than this.
    side: u32,
    #[schemars(example = "/api/v1/files/7/pictures/480")]
    href: String,
}

/// A file that is to be in a post.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewAttachment")]
pub(super) struct Wanted {
    id: FileId,
    /// What a picture shows, in words, for who does not see it.
    #[serde(default)]
    #[schemars(length(max = 300), example = "Il modulo, con i campi da compilare in giallo")]
    alt: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// What the file is called; folders and marks that mislead are left out.
    #[schemars(length(min = 1, max = 300), example = "verbale.pdf")]
    name: String,
}

struct Known<'a> {
    id: FileId,
    name: &'a str,
    size: i64,
    media: Media,
    alt: &'a str,
    sides: (i64, i64),
}

impl From<Known<'_>> for FileShape {
    fn from(file: Known<'_>) -> Self {
        let Known { id, name, size, media, alt, sides: (width, height) } = file;
        let is_shown = width > 0;
        let href = format!("{ROOT}/files/{id}");
        let picture = |side| PictureShape { side, href: format!("{href}/pictures/{side}") };
        let pictures = if is_shown { [files::SMALL, files::LARGE].map(picture).to_vec() } else { Vec::new() };
        let (width, height) = (is_shown.then_some(width), is_shown.then_some(height));
        Self { id, name: name.to_owned(), size, media, alt: alt.to_owned(), width, height, href, pictures }
    }
}

impl From<&PostFile> for FileShape {
    fn from(file: &PostFile) -> Self {
        let PostFile { id, name, size, media, width, height, alt, .. } = file;
        Known { id: *id, name, size: *size, media: *media, alt, sides: (*width, *height) }.into()
    }
}

impl From<&StoredFile> for FileShape {
    fn from(file: &StoredFile) -> Self {
        let StoredFile { id, name, size, media, width, height, alt, .. } = file;
        Known { id: *id, name, size: *size, media: *media, alt, sides: (*width, *height) }.into()
    }
}

fn uploaded(id: FileId, file: &Uploaded) -> FileShape {
    let Uploaded { name, size, media, width, height, .. } = file;
    Known { id, name, size: *size, media: *media, alt: "", sides: (*width, *height) }.into()
}

pub(super) fn operations() -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let send = Operation::post("/me/drafts/{draft}/files", "uploadFile", ThreadsWrite, Access::READERS)
        .about("Puts a file into a draft; a post that names it, or the page that the draft is for, publishes it")
        .notes(
            "The body is the file itself, of any type: what it is is read from its bytes, not from `Content-Type`. It waits \
             as long as its draft does, and a day longer.",
        )
        .query::<Named>()
        .takes_file()
        .creates::<FileShape>();
    let waiting = Operation::get("/me/drafts/{draft}/files", "listDraftFiles", ThreadsRead, Access::SIGNED_IN)
        .about("The files that wait in a draft, oldest first")
        .gives::<List<FileShape>>();
    let remove = Operation::delete("/files/{file}", "deleteFile", ThreadsWrite, Access::OWNER)
        .about("Forgets a file that waits in a draft of the person's")
        .notes("What is in a post goes with an edit of the post.");
    let bytes = Operation::get("/files/{file}", "downloadFile", ThreadsRead, Access::READERS)
        .about("The bytes of a file, as they came")
        .notes("Takes `Range` and `If-None-Match`. Who reads the post gets its files; who sent a file that waits, too.")
        .gives_file();
    let picture = Operation::get("/files/{file}/pictures/{side}", "downloadPicture", ThreadsRead, Access::READERS)
        .about("A picture written anew: without what a camera says of place and time")
        .gives_file();
    let of_post = Operation::get("/posts/{post}/files", "listFiles", ThreadsRead, Access::READERS)
        .about("The files of a post, in their order")
        .gives::<List<FileShape>>();
    Operations::default()
        .add(send, upload)
        .add(waiting, list_waiting)
        .add(remove, delete)
        .add(bytes, download)
        .add(picture, download_picture)
        .add(of_post, list)
}

/// Reads the files that a post is to have; notes what is wrong with the list.
pub(super) fn parse(caller: &Caller, wanted: &[Wanted], errors: &mut Errors) -> Vec<Chosen> {
    let (t, max) = (caller.t(), caller.house.config.files.per_post as usize);
    if wanted.len() > max {
        errors.add("/files", t.f1("files-too-many-in-post", "max", max));
        return Vec::new();
    }
    let mut chosen: Vec<Chosen> = Vec::new();
    for (n, Wanted { id, alt }) in wanted.iter().enumerate() {
        if chosen.iter().any(|known| known.id == *id) {
            errors.add(&format!("/files/{n}/id"), t.s("api-file-twice").to_owned());
        }
        let alt = errors.take(&format!("/files/{n}/alt"), parse_optional_line(alt, ALT), |e| e.sentence(t));
        chosen.push(Chosen { id: *id, alt: alt.unwrap_or_default() });
    }
    chosen
}

/// The command, run only when each of these files can be in the post.
pub(super) fn with_these<C>(caller: &Caller, command: C, chosen: &[Chosen], post: Option<PostId>) -> WithTheseFiles<C>
where
    C: Command<Output = Written, Error = Error>,
{
    let files = chosen.iter().map(|file| file.id).collect();
    WithTheseFiles { command, actor: caller.actor(), files, post }
}

/// Why a post was not published, with the place of a file that is not there.
pub(super) fn refused(caller: &Caller, error: Error) -> Problem {
    match error {
        Error::NoSuchFile(n) => Problem::field(&format!("/files/{n}/id"), caller.t().s("api-no-such-file").to_owned()),
        other => other.into(),
    }
}

/// The same of a creation.
pub(super) fn refused_once(caller: &Caller, error: OnceError<Error>) -> Problem {
    match error {
        OnceError::Other(error) => refused(caller, error),
        OnceError::KeyReused => Problem::KeyReused,
    }
}

/// Why a file was not taken.
fn not_taken(caller: &Caller, why: NoFile, name: &str) -> Problem {
    match why {
        NoFile::TooLarge { max } => Problem::TooLarge { max: usize::try_from(max).unwrap_or(usize::MAX) },
        other => Problem::field("", other.sentence(caller.t(), name)),
    }
}

/// `POST /me/drafts/{draft}/files`.
async fn upload(caller: Caller, Id(draft): Id<String>, Asked(named): Asked<Named>, body: Upload) -> ApiResult {
    let key: Key = key(&draft)?;
    if named.name.is_empty() || named.name.chars().count() > 300 {
        return Err(Problem::BadParameter { name: "name", cause: "from 1 to 300 characters".to_owned() });
    }
    may_write(&caller.house, &caller.actor(), key).await?;
    let (files, name) = (caller.house.room::<Files>()?, files::clean_name(&named.name));
    let max = usize::try_from(files.limits().max_bytes()).unwrap_or(usize::MAX);
    let (mut part, sent) = body.take(&named.name, max)?;
    let _turn = files.turn(caller.person).await?;
    let received = files.receive((caller.db(), &caller.house.rng), caller.person, &mut part).await;
    let received = received.map_err(|error| match error {
        WebError::TooLarge { .. } => Problem::TooLarge { max },
        other => other.into(),
    })?;
    let file = received.map_err(|why| not_taken(&caller, why, &name))?;
    let limits = (i64::from(files.limits().per_post), files.limits().quota_bytes());
    let keep = KeepUpload { actor: caller.actor(), key, file: file.clone(), limits, now: caller.now() };
    let told = file.clone();
    let tell = move |id: &FileId| Made { location: format!("/files/{id}"), body: json!(uploaded(*id, &told)) };
    match sent.run(&file.sha256, keep, tell).await {
        Ok((made, is_replayed)) => {
            if is_replayed {
                files.discard(&file).await;
            }
            Ok(created((made, is_replayed)))
        }
        Err(error) => {
            // Of another fault it is not known whether the row was committed: bytes without one go after a day.
            if matches!(error, OnceError::KeyReused | OnceError::Other(Error::File(_) | Error::Denied(_))) {
                files.discard(&file).await;
            }
            Err(match error {
                OnceError::Other(Error::File(why)) => not_taken(&caller, why, &name),
                other => other.into(),
            })
        }
    }
}

/// `GET /me/drafts/{draft}/files`.
async fn list_waiting(caller: Caller, Id(draft): Id<String>) -> ApiResult {
    let found = files::list_waiting(caller.db(), caller.person, &key(&draft)?.to_string()).await?;
    Ok(page(&caller, found.iter().map(FileShape::from).collect(), None))
}

/// `DELETE /files/{file}`.
async fn delete(caller: Caller, Id(file): Id<FileId>) -> ApiResult {
    let bytes = caller.db().write(DropUpload { actor: caller.actor(), file }).await?;
    caller.house.room::<Files>()?.remove(&blobs::Key::named(bytes)).await;
    Ok(no_content())
}

async fn give(caller: &Caller, id: FileId, part: files::Part, asked: &HeaderMap) -> ApiResult {
    let file = readable(&caller.house, &caller.actor(), id).await?;
    let response = files::respond(caller.house.room::<Files>()?, &file, part, asked).await?;
    if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
        return Err(Problem::OutOfRange { size: file.size });
    }
    Ok(response)
}

/// `GET /files/{file}`.
async fn download(caller: Caller, Id(id): Id<FileId>, asked: HeaderMap) -> ApiResult {
    give(&caller, id, files::Part::Original, &asked).await
}

/// `GET /files/{file}/pictures/{side}`.
async fn download_picture(caller: Caller, Id((id, side)): Id<(FileId, u32)>, asked: HeaderMap) -> ApiResult {
    readable(&caller.house, &caller.actor(), id).await?;
    let part = files::Part::picture(side).ok_or(Problem::NotFound)?;
    give(&caller, id, part, &asked).await
}

/// `GET /posts/{post}/files`.
async fn list(caller: Caller, Id(id): Id<PostId>) -> ApiResult {
    see(&caller, id, Action::ReadThreads).await?;
    let found = files::list_of_post(caller.db(), id).await?;
    Ok(page(&caller, found.iter().map(FileShape::from).collect(), None))
}

/// The files that wait in a draft of the person's, and for a change those that are in the post, as a text may place them.
pub(super) async fn waiting(caller: &Caller, key: Key) -> ApiResult<Vec<Shown>> {
    let (db, t) = (caller.db(), caller.t());
    let mut found = files::list_waiting(db, caller.person, &key.to_string()).await?;
    if let Key::Edit(post) = key {
        // Only who wrote a post changes it: its files are the person's own, or there is nothing to see.
        found.extend(files::list_of_post(db, post).await?.into_iter().filter(|file| file.owner == caller.person));
    }
    Ok(found.iter().map(|file| Shown::waiting(t, file)).collect())
}

/// The files of posts, for their shapes.
pub(super) async fn of_posts(caller: &Caller, posts: &[PostId]) -> ApiResult<Vec<PostFile>> {
    Ok(files::list_of_posts(caller.db(), posts).await?)
}
