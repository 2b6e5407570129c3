//! The one error type at the web's boundary. A failure is logged once, when it becomes a response; the visitor sees a
//! reference and a way out, never the cause.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::Kept;
use crate::authz::{Denied, Reason};
use crate::db;

pub type WebResult<T = Response, E = WebError> = Result<T, E>;

/// Why a request gets no ordinary answer.
#[derive(Debug)]
pub enum WebError {
    /// Sign in first; what was typed is kept. `next` is the page to come back to.
    SignIn {
        next: String,
        kept: Option<Box<Kept>>,
    },
    /// The form came from a page that had been open for too long; what was typed is kept.
    StaleForm(Box<Kept>),
    /// Something else has to be done first, on this page.
    Detour(&'static str),
    NotFound,
    Refused(Reason),
    /// A form from another site.
    ForeignOrigin,
    /// More than the given number of bytes.
    TooLarge {
        max: usize,
    },
    /// Not text, or not a form.
    Unreadable,
    /// Too many tries; another one is possible after this long.
    TooMany {
        wait: Duration,
    },
    Internal(anyhow::Error),
}

/// What is said where no page can be.
const PLAIN: &str = "A questo indirizzo c'è qualcosa che non va. / Something is wrong with this address.\n";

/// What `error_pages` finds on a response and makes a page of.
#[derive(Clone)]
pub(super) struct Failed(pub std::sync::Arc<WebError>);

impl WebError {
    /// To the sign-in page, and back here afterwards.
    pub fn sign_in(parts: &Parts) -> Self {
        let next = if parts.method == axum::http::Method::GET { parts.uri.to_string() } else { String::new() };
        Self::SignIn { next, kept: None }
    }

    /// A fault of the house's own.
    pub fn internal(cause: &'static str) -> Self {
        Self::Internal(anyhow::anyhow!(cause))
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } => StatusCode::UNAUTHORIZED,
            Self::StaleForm(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::ForeignOrigin | Self::Detour(_) => StatusCode::FORBIDDEN,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        // Becomes a page in `error_pages`; this stands where there is none, as for an asset.
        let mut response = (self.status(), [(CONTENT_TYPE, "text/plain; charset=utf-8")], PLAIN).into_response();
        response.extensions_mut().insert(Failed(std::sync::Arc::new(self)));
        response
    }
}

impl From<Denied> for WebError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn => Self::SignIn { next: String::new(), kept: None },
            Denied::Invisible => Self::NotFound,
            Denied::Refused(reason) => Self::Refused(reason),
        }
    }
}

impl From<db::Error> for WebError {
    fn from(error: db::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<tower_sessions::session::Error> for WebError {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<anyhow::Error> for WebError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}
