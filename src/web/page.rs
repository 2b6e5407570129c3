//! A rendered page as a response.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{Layout, WebError};

/// A page stands in a layout, which holds the nonce of its content-security policy.
pub trait InLayout {
    fn layout(&self) -> &Layout;
}

/// Says of page structs that their field `l` is their layout.
macro_rules! in_layout {
    ($($page:ty),+ $(,)?) => {$(
        impl $crate::web::InLayout for $page {
            fn layout(&self) -> &$crate::web::Layout { &self.l }
        }
    )+};
}
pub(crate) use in_layout;

/// A whole page: private, never stored by a cache, under a strict policy.
pub struct Page<T>(pub T);

impl<T: Template + InLayout> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let mut html = String::with_capacity(T::SIZE_HINT.max(32 * 1024));
        if let Err(error) = self.0.render_into(&mut html) {
            return WebError::from(error).into_response();
        }
        let nonce = &self.0.layout().nonce;
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
        );
        let mut response = html.into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// 303 to a page of this server.
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}
