//! What a program gets back.

use axum::http::header::{ETAG, LINK, LOCATION};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use data_encoding::BASE64URL_NOPAD;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Caller, Made, Problem, ROOT};

/// One page of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct List<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last one. The same address stands in the header `Link`.
    pub next: Option<String>,
}

/// 200 with something.
pub fn ok<T: Serialize>(body: &T) -> Response {
    axum::Json(body).into_response()
}

/// 200 with something that can be edited: its version is the `ETag`.
pub fn versioned<T: Serialize>(version: i64, body: &T) -> Response {
    let mut response = ok(body);
    if let Ok(value) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

/// 200 with a page of a list, and the way to the next.
pub fn list<T: Serialize>(caller: &Caller, items: Vec<T>, next: Option<&str>) -> Response {
    page_of(caller, next, |next| List { items, next })
}

/// The same of a list that says more than its items: `make` gets the cursor of the next page.
pub fn page_of<T: Serialize>(caller: &Caller, next: Option<&str>, make: impl FnOnce(Option<String>) -> T) -> Response {
    let next = next.map(|place| BASE64URL_NOPAD.encode(place.as_bytes()));
    let link = next.as_ref().and_then(|cursor| {
        HeaderValue::from_str(&format!("<{}>; rel=\"next\"", with_cursor(&caller.uri, cursor))).ok()
    });
    let mut response = ok(&make(next));
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}

/// The same address with another cursor.
fn with_cursor(uri: &Uri, cursor: &str) -> String {
    let others =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query: Vec<&str> = others.collect();
    let joint = if query.is_empty() { "" } else { "&" };
    format!("{}?{}{joint}cursor={cursor}", uri.path(), query.join("&"))
}

/// What a cursor holds. Error: nobody has made it here.
pub(super) fn place(cursor: &str) -> Result<String, Problem> {
    let bad = || Problem::BadParameter { name: "cursor", cause: "not a cursor of this list".to_owned() };
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| bad())?;
    String::from_utf8(bytes).map_err(|_| bad())
}

/// 201 with what was made, or the same again when the request was sent twice.
pub fn created((made, is_replayed): (Made, bool)) -> Response {
    let location = HeaderValue::from_str(&format!("{ROOT}{}", made.location));
    let mut response = (StatusCode::CREATED, axum::Json(made.body)).into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(LOCATION, location);
    }
    mark(&mut response, is_replayed);
    response
}

/// 200 with what came of something that makes nothing with an address of its own.
pub fn accepted((made, is_replayed): (Made, bool)) -> Response {
    let mut response = ok(&made.body);
    mark(&mut response, is_replayed);
    response
}

fn mark(response: &mut Response, is_replayed: bool) {
    if is_replayed {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
}

/// 204.
pub fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_question() {
        let uri = |text: &str| text.parse::<Uri>().unwrap();
        assert_eq!(with_cursor(&uri("/api/v1/a"), "x"), "/api/v1/a?cursor=x");
        assert_eq!(with_cursor(&uri("/api/v1/a?limit=2&cursor=y&q=%20"), "x"), "/api/v1/a?limit=2&q=%20&cursor=x");
        assert_eq!(place(&BASE64URL_NOPAD.encode(b"17")).unwrap(), "17");
        assert!(place("!!").is_err() && place("_w").is_err());
    }
}
