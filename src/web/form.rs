//! Forms at the edge: size, encoding, secret. What cannot be accepted comes back with what was typed.

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use http_body_util::BodyExt as _;
use subtle::ConstantTimeEq as _;

use super::error_pages::Typed;
use super::protect::FormCookie;
use super::{Fields, House, Kept, OpenVisit, Visit, WebError};

/// How much of a too large body is read and thrown away, so that the visitor sees the answer and not a broken connection.
pub(super) const DRAIN: usize = 16 * 1024 * 1024;

/// A form of a signed-in person.
pub struct Form {
    pub visit: Visit,
    pub fields: Fields,
}

/// A form of anybody.
pub struct OpenForm {
    pub visit: OpenVisit,
    pub fields: Fields,
}

impl FromRequest<House> for Form {
    type Rejection = WebError;

    async fn from_request(request: Request, house: &House) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let fields = read(&parts, body, house.config.limits.form_bytes).await?;
        let visit = match Visit::from_request_parts(&mut parts, house).await {
            Ok(visit) => visit,
            Err(WebError::SignIn { .. }) => {
                return Err(WebError::SignIn { next: String::new(), kept: Some(Box::new(keep(&parts, &fields))) });
            }
            Err(other) => return Err(other),
        };
        let kept = keep(&parts, &fields);
        if !same(fields.get("csrf"), &visit.viewer.csrf) {
            return Err(WebError::StaleForm(Box::new(kept)));
        }
        Typed::note(&parts, kept);
        Ok(Self { visit, fields })
    }
}

impl FromRequest<House> for OpenForm {
    type Rejection = WebError;

    async fn from_request(request: Request, house: &House) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let fields = read(&parts, body, house.config.limits.form_bytes).await?;
        let visit = OpenVisit::from_request_parts(&mut parts, house).await?;
        let sent = fields.get("csrf");
        if !same(sent, &visit.csrf) && !same(sent, &FormCookie::of(&mut parts, house)) {
            // A stale sign-in form may itself carry a form that came too late: that one is what must not be lost.
            return Err(match Kept::from_fields(&fields) {
                Some(kept) if visit.viewer.is_none() => {
                    WebError::SignIn { next: String::new(), kept: Some(Box::new(kept)) }
                }
                _ => WebError::StaleForm(Box::new(keep(&parts, &fields))),
            });
        }
        Ok(Self { visit, fields })
    }
}

pub(super) fn same(sent: &str, expected: &str) -> bool {
    !expected.is_empty() && bool::from(sent.as_bytes().ct_eq(expected.as_bytes()))
}

fn keep(parts: &Parts, fields: &Fields) -> Kept {
    Kept::new(parts.uri.path(), fields)
}

pub(super) async fn read(parts: &Parts, body: Body, max: usize) -> Result<Fields, WebError> {
    let bytes = read_bytes(body, max).await?;
    if is_form(parts) { Fields::parse(&bytes) } else { Err(WebError::Unreadable) }
}

/// A body of at most `max` bytes. Of a larger one some is read and thrown away, see [`DRAIN`].
pub(super) async fn read_bytes(mut body: Body, max: usize) -> Result<Vec<u8>, WebError> {
    let (mut bytes, mut seen) = (Vec::new(), 0usize);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| WebError::Unreadable)?.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= max {
            bytes.extend_from_slice(&data);
        } else if seen > DRAIN {
            break;
        }
    }
    if seen > max { Err(WebError::TooLarge { max }) } else { Ok(bytes) }
}

/// Whether a body says that it is a form, or says nothing.
fn is_form(parts: &Parts) -> bool {
    let Some(kind) = parts.headers.get(CONTENT_TYPE) else { return true };
    let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
