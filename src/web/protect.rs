//! What stands before every route: the origin of forms, headers, and the cookie of forms before sign-in.

use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{House, WebError};
use crate::config::Config;

const FIXED: [(HeaderName, HeaderValue); 5] = [
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
    ),
];
/// What an answer has that says nothing else of itself: fragments, lists, redirects and errors are private too.
const UNLESS_SAID: [(HeaderName, HeaderValue); 2] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
];
const HSTS: HeaderName = HeaderName::from_static("strict-transport-security");

/// The outer middleware: the headers every answer has, and the cookie of forms before sign-in.
pub async fn protect(State(house): State<House>, mut request: Request, next: Next) -> Response {
    let cookie = FormCookie::default();
    request.extensions_mut().insert(cookie.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED.into_iter().chain(UNLESS_SAID) {
        headers.entry(name).or_insert(value);
    }
    if house.config.secure_cookies() {
        headers.insert(HSTS, HeaderValue::from_static("max-age=31536000"));
    }
    if let Some(value) = cookie.to_set(house.config.secure_cookies()) {
        headers.append(SET_COOKIE, value);
    }
    response
}

/// The inner middleware: refuses forms of other sites.
pub async fn refuse_foreign(State(house): State<House>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && is_foreign(request.headers(), &house.config) {
        return WebError::ForeignOrigin.into_response();
    }
    next.run(request).await
}

/// Whether the browser says that the request comes from another site. One that says nothing is no browser, and forms still
/// need their secret.
fn is_foreign(headers: &HeaderMap, config: &Config) -> bool {
    match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        Some(b"same-origin" | b"none") => false,
        Some(_) => true,
        None => headers.contains_key(ORIGIN) && !is_own_origin(headers, config),
    }
}

/// Whether the `Origin` is this server's own: the public address, or the very host that was asked.
pub fn is_own_origin(headers: &HeaderMap, config: &Config) -> bool {
    let Some(origin) = headers.get(ORIGIN).and_then(|v| v.to_str().ok()) else { return false };
    if origin.eq_ignore_ascii_case(config.public_url().as_str()) {
        return true;
    }
    let host = headers.get(HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    config.is_local() && !host.is_empty() && origin.eq_ignore_ascii_case(&format!("http://{host}"))
}

/// The secret of forms that are filled in before signing in: in a cookie and in the form, and both must agree.
#[derive(Clone, Default)]
pub struct FormCookie(Arc<OnceLock<String>>);

impl FormCookie {
    const NAME: &'static str = "prassi-form";

    /// The visitor's secret; a new one, set with the response, when the request brings none.
    pub fn of(parts: &mut Parts, house: &House) -> String {
        if let Some(sent) = Self::sent(&parts.headers) {
            return sent;
        }
        let slot = parts.extensions.get_or_insert_default::<Self>();
        slot.0.get_or_init(|| house.rng.token().0).clone()
    }

    fn sent(headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
        let mut values = cookies.filter_map(|pair| pair.trim().strip_prefix(Self::NAME)?.strip_prefix('='));
        values.find(|value| value.len() == 43).map(str::to_owned)
    }

    fn to_set(&self, is_secure: bool) -> Option<HeaderValue> {
        let secure = if is_secure { "; Secure" } else { "" };
        let value = format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}", Self::NAME, self.0.get()?);
        HeaderValue::from_str(&value).ok()
    }
}
