//! What a program sends: read once, strictly, and refused with what is wrong.

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, IF_MATCH};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::answer::place;
use super::once::{self, Key};
use super::problem::FieldProblem;
use super::{Caller, Made, Once, OnceError, Problem};
use crate::base::digest;
use crate::db::Command;
use crate::i18n::Tr;
use crate::web::form::read_bytes;
use crate::web::{FilePart, House};

/// Characters of an `Idempotency-Key`.
const KEY_CHARS: usize = 255;
/// Rows of a page unless something else is asked for, and at most.
const ROWS: (i64, i64) = (30, 100);

/// An id in the address: one that cannot be is nowhere, like one that is not there.
pub struct Id<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<House> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Problem> {
        let found = axum::extract::Path::<T>::from_request_parts(parts, house).await;
        found.map(|path| Self(path.0)).map_err(|_| Problem::NotFound)
    }
}

/// What follows the question mark.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<House> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let read = serde_urlencoded::from_str(query);
        read.map(Self).map_err(|e| Problem::BadParameter { name: "query", cause: e.to_string() })
    }
}

/// How many rows a page has. Error: fewer than one, or too many.
pub fn rows(limit: Option<i64>) -> Result<i64, Problem> {
    let (usual, most) = ROWS;
    match limit.unwrap_or(usual) {
        limit if (1..=most).contains(&limit) => Ok(limit),
        _ => Err(Problem::BadParameter { name: "limit", cause: format!("from 1 to {most}") }),
    }
}

/// Where a page begins, as the page before it said. Error: nobody said so.
pub fn cursor<T: std::str::FromStr>(cursor: Option<&str>) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bad = |_| Problem::BadParameter { name: "cursor", cause: "not a cursor of this list".to_owned() };
    place(cursor)?.parse().map(Some).map_err(bad)
}

/// The version that an edit was made from. Error: none was said.
pub struct IfMatch(pub i64);

impl FromRequestParts<House> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, Problem> {
        let sent = parts.headers.get(IF_MATCH).ok_or(Problem::NoVersion)?;
        let version =
            sent.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        let bad = || Problem::BadParameter {
            name: "If-Match",
            cause: "the ETag of what is edited, such as \"3\"".to_owned(),
        };
        version.map(Self).ok_or_else(bad)
    }
}

/// A JSON body.
pub struct Content<T>(pub T);

impl<T: DeserializeOwned> FromRequest<House> for Content<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, house: &House) -> Result<Self, Problem> {
        let caller = Caller::of(&request)?;
        let (_, bytes) = read(request, house).await?;
        Ok(Self(parse(&bytes, caller.t())?))
    }
}

/// The JSON body of something new, with the key under which it is made once.
pub struct Creation<T> {
    pub value: T,
    caller: Caller,
    key: Option<Key>,
}

impl<T: DeserializeOwned> FromRequest<House> for Creation<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, house: &House) -> Result<Self, Problem> {
        let caller = Caller::of(&request)?;
        let (parts, bytes) = read(request, house).await?;
        let value = parse(&bytes, caller.t())?;
        let body = data_encoding::HEXLOWER.encode(&bytes);
        let key = word(&parts)?.map(|word| key(&caller, word, &target(&parts), &body));
        Ok(Self { value, caller, key })
    }
}

impl<T> Creation<T> {
    /// What the same request was answered before: it is given again even if it could not be made any more. Ask only for
    /// who still sees what it is about, and before anything else can be refused.
    ///
    /// Error: the key was used for something else.
    pub async fn earlier(&self) -> Result<Option<(Made, bool)>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        let made = once::earlier::<crate::db::Error>(self.caller.db(), key, self.caller.now()).await?;
        Ok(made.map(|made| (made, true)))
    }

    /// Runs the command, unless the same request has been answered already; `tell` says what to answer.
    pub async fn run<C, F>(self, command: C, tell: F) -> Result<(Made, bool), Problem>
    where
        C: Command,
        C::Error: Into<Problem>,
        F: Fn(&C::Output) -> Made + Send + Sync + 'static,
    {
        Ok(self.try_run(command, tell).await?)
    }

    /// The same, for whoever knows more to say of the command's own errors.
    pub async fn try_run<C, F>(self, command: C, tell: F) -> Result<(Made, bool), OnceError<C::Error>>
    where
        C: Command,
        F: Fn(&C::Output) -> Made + Send + Sync + 'static,
    {
        let Self { caller, key, .. } = self;
        let once = Once { key, now: caller.now(), command, tell };
        caller.house.db.write(once).await
    }
}

/// A body that is a file: it is not held in memory, but given out piece by piece.
pub struct Upload {
    sent: Sent,
    /// How many bytes are announced.
    length: Option<usize>,
    body: Body,
}

/// What was sent beside a file, once its bytes have been taken: the key under which it is kept once.
pub struct Sent {
    caller: Caller,
    word: Option<String>,
    target: String,
}

impl FromRequest<House> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &House) -> Result<Self, Problem> {
        let caller = Caller::of(&request)?;
        let (parts, body) = request.into_parts();
        let (word, target) = (word(&parts)?, target(&parts));
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.trim_start().to_ascii_lowercase().starts_with("multipart/") {
            let cause = "the body is the file itself, not a form".to_owned();
            return Err(Problem::BadParameter { name: "Content-Type", cause });
        }
        let length = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        Ok(Self { sent: Sent { caller, word, target }, length, body })
    }
}

impl Upload {
    /// The file, called so. Error: what is announced is larger than `max` bytes; not one of them is read.
    pub fn take(self, name: &str, max: usize) -> Result<(FilePart, Sent), Problem> {
        if self.length.is_some_and(|length| length > max) {
            return Err(Problem::TooLarge { max });
        }
        Ok((FilePart::whole(name.to_owned(), self.body), self.sent))
    }
}

impl Sent {
    /// Runs the command that keeps the file with this digest, unless the same request has been answered already.
    pub async fn run<C, F>(self, digest: &str, command: C, tell: F) -> Result<(Made, bool), OnceError<C::Error>>
    where
        C: Command,
        F: Fn(&C::Output) -> Made + Send + Sync + 'static,
    {
        let Self { caller, word, target } = self;
        let key = word.map(|word| key(&caller, word, &target, digest));
        let once = Once { key, now: caller.now(), command, tell };
        caller.house.db.write(once).await
    }
}

impl Caller {
    fn of(request: &Request) -> Result<Self, Problem> {
        let found = request.extensions().get::<Self>().cloned();
        found.ok_or_else(|| Problem::Internal(anyhow::anyhow!("an operation without its guard")))
    }
}

/// The `Idempotency-Key` of a request. Error: it cannot be one.
fn word(parts: &Parts) -> Result<Option<String>, Problem> {
    let Some(sent) = parts.headers.get("idempotency-key") else { return Ok(None) };
    let bad = || Problem::BadParameter {
        name: "Idempotency-Key",
        cause: format!("1 to {KEY_CHARS} visible ASCII characters"),
    };
    let key = sent.to_str().map_err(|_| bad())?.trim().trim_matches('"').to_owned();
    if key.is_empty() || key.len() > KEY_CHARS || !key.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(bad());
    }
    Ok(Some(key))
}

/// What a request is sent to.
fn target(parts: &Parts) -> String {
    format!("{} {}", parts.method, parts.uri)
}

/// The key of a request, with what tells it from others.
fn key(caller: &Caller, word: String, target: &str, body: &str) -> Key {
    Key { person: caller.person, word, fingerprint: digest(&format!("{target}\n{body}")) }
}

async fn read(request: Request, house: &House) -> Result<(Parts, Vec<u8>), Problem> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::NotJson);
    }
    let bytes = read_bytes(body, house.config.limits.form_bytes).await?;
    Ok((parts, bytes))
}

fn parse<T: DeserializeOwned>(bytes: &[u8], t: &Tr) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| unfit(&error, t))?;
    json.end().map_err(|e| Problem::Unreadable { cause: e.to_string() })?;
    Ok(value)
}

/// No JSON: 400. JSON that is something else: 422, with the place.
fn unfit(error: &serde_path_to_error::Error<serde_json::Error>, t: &Tr) -> Problem {
    let cause = error.inner().to_string();
    if error.inner().classify() != serde_json::error::Category::Data {
        return Problem::Unreadable { cause };
    }
    let pointer: String = error.path().iter().map(step).collect();
    Problem::Invalid(vec![FieldProblem { pointer, detail: t.f1("api-field-unfit", "cause", cause) }])
}

/// One step of a JSON pointer.
fn step(segment: &serde_path_to_error::Segment) -> String {
    use serde_path_to_error::Segment;
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => "/?".to_owned(),
    }
}

/// What is wrong with the fields of a body, gathered.
#[derive(Default)]
pub struct Errors(Vec<FieldProblem>);

impl Errors {
    pub fn add(&mut self, pointer: &str, detail: String) {
        self.0.push(FieldProblem { pointer: pointer.to_owned(), detail });
    }

    /// The value of a field that could be parsed; notes the error of one that could not.
    pub fn take<T, E>(&mut self, pointer: &str, parsed: Result<T, E>, say: impl FnOnce(E) -> String) -> Option<T> {
        parsed.map_err(|error| self.add(pointer, say(error))).ok()
    }

    /// What was made of the fields. Error: what is wrong with them.
    pub fn or<T>(self, made: Option<T>) -> Result<T, Problem> {
        match made {
            Some(made) if self.0.is_empty() => Ok(made),
            _ => Err(Problem::Invalid(self.0)),
        }
    }
}
