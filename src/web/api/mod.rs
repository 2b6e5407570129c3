//! The plumbing of the JSON API under `/api/v1`: keys, limits, bodies, pages of lists, problems, and the document that describes
//! it all.
//!
//! What must always hold: an operation is registered with its scope, its access and the shapes of what goes in and out, and
//! nothing else answers under that address; a session's cookie opens nothing here, and a key opens no page; every answer that is
//! no success is `application/problem+json` (RFC 9457); a body or a query with a field that nobody knows is refused; a creation
//! with an `Idempotency-Key` happens once.

mod answer;
mod caller;
mod document;
mod guard;
mod input;
mod limiter;
mod once;
mod operation;
mod problem;
mod scope;
mod shape;

pub use answer::{List, accepted, created, list, no_content, ok, page_of, versioned};
pub use caller::{Bearer, Caller};
pub use document::{Document, describe};
pub use guard::into_router;
pub use input::{Asked, Content, Creation, Errors, Id, IfMatch, Sent, Upload, cursor, rows};
pub use limiter::Limiter;
pub use once::{CleanAnswers, Made, Once, OnceError};
pub use operation::{Operation, Operations};
pub use problem::{ApiResult, Problem};
pub use scope::Scope;
pub use shape::{Author, Change, Instant};

/// Where the API is.
pub const ROOT: &str = "/api/v1";
