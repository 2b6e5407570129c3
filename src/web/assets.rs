//! What `static/dist` holds, inside the binary: served for ever under a name that changes with the content.

use std::sync::OnceLock;

use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{Access, Path, Routes, WebError, WebResult};
use crate::base::digest;

#[derive(RustEmbed)]
#[folder = "static/dist/"]
#[allow_missing = true]
struct Dist;

/// The digest of everything embedded, in 12 characters: the folder that assets are served under.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let hashes: Vec<String> = Dist::iter()
            .filter_map(|name| Dist::get(&name).map(|f| format!("{name} {:?}", f.metadata.sha256_hash())))
            .collect();
        digest(&hashes.join("\n")).chars().take(12).collect()
    })
}

/// The address of an asset.
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", version())
}

/// The address of the sprite of icons.
pub fn icons() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| url("icons.svg"))
}

pub fn routes() -> Routes {
    Routes::default().get("/assets/{version}/{*name}", Access::PUBLIC, serve)
}

async fn serve(Path((asked, name)): Path<(String, String)>, headers: HeaderMap) -> WebResult {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepted.contains(encoding))
        .find_map(|(encoding, suffix)| Some((Some(encoding), Dist::get(&format!("{name}{suffix}"))?)));
    let (encoding, file) = packed.or_else(|| Some((None, Dist::get(&name)?))).ok_or(WebError::NotFound)?;
    Ok(respond(&name, encoding, file, asked == version()))
}

fn respond(name: &str, encoding: Option<&'static str>, file: EmbeddedFile, is_current: bool) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("map" | "json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    };
    // An address of another build gets today's file, for now only: a page of the old build is about to go.
    let caching = if is_current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = (StatusCode::OK, file.data.into_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
