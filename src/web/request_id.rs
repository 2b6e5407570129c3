//! What one request is called, in the log, in the answer's `x-request-id` and on the page of an error.

use axum::http::HeaderName;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request's name: 16 hexadecimal digits, random. In the extensions of every request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Why an answer is an error of the house's own; in the extensions of the answer, for the one line of the log.
#[derive(Clone, Debug)]
pub struct Cause(pub String);
