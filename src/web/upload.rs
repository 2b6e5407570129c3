//! Forms with a file: small ones, held in memory whole.

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use futures_util::stream;

use super::form::{read, read_bytes, same};
use super::{Fields, House, Kept, Visit, WebError};

/// The largest form with a file, in bytes.
pub const UPLOAD_BYTES: usize = 8 * 1024 * 1024;
/// Fields beside the file: more is no form of this house.
const MAX_FIELDS: usize = 20;

/// A form of a signed-in person with at most one file.
pub struct UploadForm {
    pub visit: Visit,
    pub fields: Fields,
    /// The bytes of the file; nothing when none was chosen. What it says of itself (name, type) is not believed and not kept.
    pub file: Option<Bytes>,
}

impl FromRequest<House> for UploadForm {
    type Rejection = WebError;

    async fn from_request(request: Request, house: &House) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        let boundary = multer::parse_boundary(&kind);
        let max = house.config.limits.form_bytes;
        // First of all who asks: nobody else's files are worth the memory. What was typed without one is kept, as in any form.
        let visit = match Visit::from_request_parts(&mut parts, house).await {
            Err(WebError::SignIn { .. }) if boundary.is_err() => {
                let kept = Kept::new(parts.uri.path(), &read(&parts, body, max).await?);
                return Err(WebError::SignIn { next: String::new(), kept: Some(Box::new(kept)) });
            }
            visit => visit?,
        };
        let (fields, file) = match boundary {
            Ok(boundary) => read_parts(read_bytes(body, UPLOAD_BYTES).await?, boundary).await?,
            // An ordinary form is one without a file.
            Err(_) => (read(&parts, body, max).await?, None),
        };
        if !same(fields.get("csrf"), &visit.viewer.csrf) {
            let kept = Kept::new(parts.uri.path(), &fields);
            return Err(WebError::StaleForm(Box::new(kept)));
        }
        Ok(Self { visit, fields, file })
    }
}

async fn read_parts(body: Vec<u8>, boundary: String) -> Result<(Fields, Option<Bytes>), WebError> {
    let whole = stream::iter([Ok::<Bytes, std::convert::Infallible>(Bytes::from(body))]);
    let mut form = multer::Multipart::new(whole, boundary);
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(part) = form.next_field().await.map_err(|_| WebError::Unreadable)? {
        let (name, is_file) = (part.name().unwrap_or_default().to_owned(), part.file_name().is_some());
        let bytes = part.bytes().await.map_err(|_| WebError::Unreadable)?;
        if is_file {
            file = file.or(Some(bytes).filter(|bytes| !bytes.is_empty()));
        } else if pairs.len() < MAX_FIELDS {
            pairs.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| WebError::Unreadable)?));
        } else {
            return Err(WebError::Unreadable);
        }
    }
    Ok((Fields::from_pairs(pairs), file))
}
