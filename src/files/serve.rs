//! Files on their way out: streamed, in parts if so asked, and harmless wherever they land.

use std::fmt::Write as _;
use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::sizes::{LARGE, SMALL};
use super::{Files, StoredFile};
use crate::blobs::Key;
use crate::web::{WebError, WebResult};

/// What stands unescaped in an extended value (RFC 8187, section 3.2.1: `attr-char`).
const ATTR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');
/// Nothing that comes as a file may run, load or be framed.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
/// Kept by this browser, and asked for again each time: who reads it is decided anew.
const CACHING: &str = "private, no-cache";

/// What of a file is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The bytes as they came.
    Original,
    /// The picture written anew, its longer side no longer than this.
    Picture(u32),
}

impl Part {
    /// The size of a picture that there is.
    pub fn picture(side: u32) -> Option<Self> {
        [SMALL, LARGE].contains(&side).then_some(Self::Picture(side))
    }
}

/// The answer to who may read a file. Errors: there is no such picture, or its bytes are gone.
pub async fn respond(files: &Files, file: &StoredFile, part: Part, asked: &HeaderMap) -> WebResult {
    let digest = file.sha256.get(..32).unwrap_or_default();
    let etag = match part {
        Part::Original => format!("\"{digest}\""),
        Part::Picture(side) => format!("\"{digest}-{side}\""),
    };
    if is_known(asked, &etag) {
        return headed(StatusCode::NOT_MODIFIED, file, part, &etag)?.body(Body::empty()).map_err(fault);
    }
    if let Part::Picture(side) = part {
        if !file.is_shown() {
            return Err(WebError::NotFound);
        }
        let key = Key::named(file.key.as_str()).made(side);
        let bytes = files.blobs().read_whole(&key).await.map_err(|error| WebError::Internal(error.into()))?;
        return headed(StatusCode::OK, file, part, &etag)?.body(Body::from(bytes)).map_err(fault);
    }
    let size = u64::try_from(file.size).unwrap_or_default();
    let (status, range) = match wanted(asked, &etag, size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Range(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Beyond => return beyond(size),
    };
    let mut response = headed(status, file, part, &etag)?.header(CONTENT_LENGTH, range.end - range.start);
    if status == StatusCode::PARTIAL_CONTENT {
        response = response.header(CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1));
    }
    let bytes = files.blobs().read(&Key::named(file.key.as_str()), range);
    response.body(Body::from_stream(bytes)).map_err(fault)
}

fn fault(error: axum::http::Error) -> WebError {
    WebError::Internal(error.into())
}

fn beyond(size: u64) -> WebResult {
    let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    let range = HeaderValue::from_str(&format!("bytes */{size}")).map_err(|error| WebError::Internal(error.into()))?;
    response.headers_mut().insert(CONTENT_RANGE, range);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(response)
}

/// An answer with everything but its body.
fn headed(status: StatusCode, file: &StoredFile, part: Part, etag: &str) -> WebResult<axum::http::response::Builder> {
    // Only what was decoded here is shown in the browser; a picture that was not is bytes like any other.
    let (is_inline, kind) = match part {
        Part::Picture(_) => (true, "image/jpeg"),
        Part::Original if file.is_shown() => (true, file.media.content_type()),
        Part::Original => (false, file.media.content_type()),
    };
    let disposition =
        HeaderValue::from_str(&disposition(&file.name, is_inline)).map_err(|error| WebError::Internal(error.into()))?;
    Ok(Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(CONTENT_DISPOSITION, disposition)
        .header(CONTENT_SECURITY_POLICY, POLICY)
        .header(CACHE_CONTROL, CACHING)
        .header(ACCEPT_RANGES, if part == Part::Original { "bytes" } else { "none" })
        .header(ETAG, etag))
}

/// `Content-Disposition` (RFC 6266) with the name twice: in ASCII for the oldest programs, in UTF-8 for all others.
fn disposition(name: &str, is_inline: bool) -> String {
    let plain =
        |c: char| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%' | ';') || c == ' ' { c } else { '_' };
    let mut header = String::from(if is_inline { "inline" } else { "attachment" });
    let ascii: String = name.chars().map(plain).collect();
    let _ = write!(header, "; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR)); // a string takes all
    header
}

/// Whether the browser has these very bytes already (RFC 9110, section 13.1.2).
fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    let known = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == etag)
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    Range(Range<u64>),
    /// Only what is not there.
    Beyond,
}

/// The one range that is asked for (RFC 9110, section 14.2). Several at once, and what cannot be read, are answered whole.
fn wanted(asked: &HeaderMap, etag: &str, size: u64) -> Wanted {
    let is_current = asked.get(IF_RANGE).is_none_or(|value| value.as_bytes() == etag.as_bytes());
    let range = asked.get(RANGE).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("bytes="));
    let Some((from, to)) = range.filter(|_| is_current).and_then(|range| range.split_once('-')) else {
        return Wanted::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>();
    let range = match (from.trim().is_empty(), to.trim().is_empty()) {
        (false, true) => number(from).map(|from| from..size),
        (false, false) => number(from).and_then(|from| Ok(from..number(to)?.saturating_add(1))),
        (true, false) => number(to).map(|last| size.saturating_sub(last)..size),
        (true, true) => return Wanted::Whole,
    };
    match range {
        Ok(range) if range.start >= size || (from.trim().is_empty() && range.is_empty()) => Wanted::Beyond,
        Ok(range) if range.is_empty() => Wanted::Whole,
        Ok(range) => Wanted::Range(range.start..range.end.min(size)),
        Err(_) => Wanted::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(range: &str) -> HeaderMap {
        HeaderMap::from_iter([(RANGE, range.parse().unwrap())])
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (asked, got) in [
            ("bytes=0-0", Wanted::Range(0..1)),
            ("bytes=0-", Wanted::Range(0..100)),
            ("bytes=99-", Wanted::Range(99..100)),
            ("bytes=10-1000", Wanted::Range(10..100)),
            ("bytes=-5", Wanted::Range(95..100)),
            ("bytes=-500", Wanted::Range(0..100)),
            ("bytes=100-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=5-4", Wanted::Whole),
            ("bytes=0-1,5-6", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=x-y", Wanted::Whole),
            ("bytes=18446744073709551616-", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
        ] {
            assert_eq!(wanted(&asking(asked), "\"e\"", 100), got, "{asked}");
        }
        assert_eq!(wanted(&asking("bytes=0-"), "\"e\"", 0), Wanted::Beyond);
        let mut old = asking("bytes=0-0");
        old.insert(IF_RANGE, "\"old\"".parse().unwrap());
        assert_eq!(wanted(&old, "\"e\"", 100), Wanted::Whole, "another file by now");
    }

    #[test]
    fn names_of_downloads_are_written_as_the_standard_says() {
        assert_eq!(disposition("a b.pdf", false), "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf");
        assert_eq!(
            disposition("Però «\"x\";%.png", true),
            "inline; filename=\"Per_ __x___.png\"; filename*=UTF-8''Per%C3%B2%20%C2%AB%22x%22%3B%25.png"
        );
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        for (sent, is_same) in
            [("\"e\"", true), ("W/\"e\"", true), ("\"a\", \"e\"", true), ("*", true), ("\"a\"", false)]
        {
            assert_eq!(is_known(&HeaderMap::from_iter([(IF_NONE_MATCH, sent.parse().unwrap())]), "\"e\""), is_same);
        }
    }
}
