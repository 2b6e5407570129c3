//! What stands in an address: what cannot be read leads to a page, in the visitor's language.

use axum::extract::FromRequestParts;
use axum::extract::rejection::{PathRejection, QueryRejection};

use super::WebError;

/// The ids in a path. One that cannot be is nowhere: 404, like one that is not there.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(WebError))]
pub struct Path<T>(pub T);

/// What follows the question mark; 400 when it cannot be read.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(WebError))]
pub struct Query<T>(pub T);

impl From<PathRejection> for WebError {
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}

impl From<QueryRejection> for WebError {
    fn from(_: QueryRejection) -> Self {
        Self::Unreadable
    }
}
