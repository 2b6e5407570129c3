//! Forms with files of any size: the fields are held in memory, the files are given out piece by piece as they come.

use axum::body::{Body, BodyDataStream};
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use futures_util::StreamExt as _;

use super::error_pages::Typed;
use super::form::{DRAIN, Form, read, same};
use super::{Fields, House, Kept, Visit, WebError};

/// Fields beside the files: more is no form of this house.
const MAX_FIELDS: usize = 200;
/// Files in one form: those without a name or bytes count too.
const MAX_FILES: usize = 100;

/// A form of a signed-in person with any number of files; an ordinary form is one without. Its secret has been compared
/// before the first file is read.
pub struct StreamedForm {
    pub visit: Visit,
    /// Those before the next file; all of them once there is none.
    pub fields: Fields,
    parts: Option<Parts>,
    files: usize,
}

/// The body of a form in parts.
struct Parts {
    form: multer::Multipart<'static>,
    /// The first file that has not been given out.
    next: Option<multer::Field<'static>>,
    /// How many bytes of fields may still come.
    left: usize,
    /// Bytes that all fields may have together.
    max: usize,
}

/// A file on its way in.
pub struct FilePart {
    name: String,
    bytes: Incoming,
    is_read: bool,
}

/// Where its bytes come from.
enum Incoming {
    /// One part of a form.
    Field(Box<multer::Field<'static>>),
    /// A body that is the file itself.
    Body(BodyDataStream),
}

impl FilePart {
    /// A body that is the file itself, called so.
    pub fn whole(name: String, body: Body) -> Self {
        Self { name, bytes: Incoming::Body(body.into_data_stream()), is_read: false }
    }

    /// What the sender says it is called: anybody's text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next bytes; nothing at the end. Error: they broke off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, WebError> {
        let bytes = match &mut self.bytes {
            Incoming::Field(field) => field.chunk().await.map_err(|_| WebError::Unreadable)?,
            Incoming::Body(body) => body.next().await.transpose().map_err(|_| WebError::Unreadable)?,
        };
        self.is_read = bytes.is_none();
        Ok(bytes)
    }

    /// Whether it has been read to its end.
    pub fn is_read(&self) -> bool {
        self.is_read
    }
}

impl FromRequest<House> for StreamedForm {
    type Rejection = WebError;

    async fn from_request(request: Request, house: &House) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, house).await;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut fields = Fields::default();
        let body = if let Ok(boundary) = multer::parse_boundary(kind) {
            let mut body = Parts::new(body, boundary, house.config.limits.form_bytes);
            body.advance(&mut fields).await?;
            Some(body)
        } else {
            fields = read(&parts, body, house.config.limits.form_bytes).await?;
            None
        };
        let kept = Kept::new(parts.uri.path(), &fields);
        let refused = match visit {
            Ok(visit) if same(fields.get("csrf"), &visit.viewer.csrf) => {
                Typed::note(&parts, kept);
                return Ok(Self { visit, fields, parts: body, files: 0 });
            }
            Ok(_) => WebError::StaleForm(Box::new(kept)),
            Err(WebError::SignIn { .. }) => WebError::SignIn { next: String::new(), kept: Some(Box::new(kept)) },
            Err(other) => other,
        };
        if let Some(body) = body {
            body.drain().await;
        }
        Err(refused)
    }
}

impl StreamedForm {
    /// The next file; nothing when all have been given out. One that has not been read to its end is skipped.
    pub async fn next_file(&mut self) -> Result<Option<FilePart>, WebError> {
        let Some(parts) = &mut self.parts else { return Ok(None) };
        loop {
            if parts.next.is_none() {
                parts.advance(&mut self.fields).await?;
            }
            let Some(field) = parts.next.take() else { return Ok(None) };
            let name = field.file_name().unwrap_or_default().to_owned();
            self.files += 1;
            if self.files > MAX_FILES {
                return Err(WebError::Unreadable);
            }
            // A field of files in which none was chosen comes as one without a name.
            if !name.is_empty() {
                return Ok(Some(FilePart { name, bytes: Incoming::Field(Box::new(field)), is_read: false }));
            }
        }
    }

    /// The form without its files, once all have been given out. Before that the fields behind the next file are missing.
    pub fn into_form(self) -> Form {
        Form { visit: self.visit, fields: self.fields }
    }
}

impl Parts {
    fn new(body: Body, boundary: String, max: usize) -> Self {
        Self { form: multer::Multipart::new(body.into_data_stream(), boundary), next: None, left: max, max }
    }

    /// Reads fields up to the next file, or to the end.
    async fn advance(&mut self, fields: &mut Fields) -> Result<(), WebError> {
        while let Some(mut field) = self.form.next_field().await.map_err(|_| WebError::Unreadable)? {
            if field.file_name().is_some() {
                self.next = Some(field);
                return Ok(());
            }
            let (name, mut value) = (field.name().unwrap_or_default().to_owned(), Vec::new());
            while let Some(bytes) = field.chunk().await.map_err(|_| WebError::Unreadable)? {
                let too_large = WebError::TooLarge { max: self.max };
                self.left = self.left.checked_sub(bytes.len()).ok_or(too_large)?;
                value.extend_from_slice(&bytes);
            }
            if fields.pairs().len() >= MAX_FIELDS {
                return Err(WebError::Unreadable);
            }
            fields.push(name, String::from_utf8(value).map_err(|_| WebError::Unreadable)?);
        }
        Ok(())
    }

    /// Reads some of what is left and throws it away, so that the visitor sees the answer and not a broken connection.
    async fn drain(mut self) {
        let mut seen = 0;
        loop {
            let mut field = match self.next.take() {
                Some(field) => field,
                None => match self.form.next_field().await {
                    Ok(Some(field)) => field,
                    Ok(None) | Err(_) => return,
                },
            };
            while let Ok(Some(bytes)) = field.chunk().await {
                seen += bytes.len();
                if seen > DRAIN {
                    return;
                }
            }
        }
    }
}
