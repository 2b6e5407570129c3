//! Why a program gets no success, as a problem (RFC 9457).

use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{CONTENT_RANGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{ROOT, Scope};
use crate::authz::{Denied, Reason};
use crate::config::Config;
use crate::db;
use crate::i18n::Tr;
use crate::web::{Cause, FieldErrors, WebError};

pub type ApiResult<T = Response, E = Problem> = Result<T, E>;

/// Why there is no success.
#[derive(Debug)]
pub enum Problem {
    /// 401: no key, or one that opens nothing.
    NoKey {
        was_sent: bool,
    },
    /// 403: the key is not for this.
    OutOfScope(Scope),
    /// 403: its person may not.
    Refused(Reason),
    NotFound,
    MethodNotAllowed,
    /// 400: what stands in the address, or in a header, cannot be read; the parameter and, in English, why.
    BadParameter {
        name: &'static str,
        cause: String,
    },
    /// 400: the body is no JSON.
    Unreadable {
        cause: String,
    },
    /// 422: fields that cannot be taken.
    Invalid(Vec<FieldProblem>),
    /// 415.
    NotJson,
    /// 413.
    TooLarge {
        max: usize,
    },
    /// 416: a part of a file of `size` bytes that is not there.
    OutOfRange {
        size: i64,
    },
    /// 409: what is so already, or belongs to somebody else: the key of the sentence.
    Conflict(&'static str),
    /// 412: it was changed meanwhile: what it is now, and what was sent.
    Changed {
        current: Value,
        sent: Value,
    },
    /// 428: an edit without `If-Match`.
    NoVersion,
    /// 422: the `Idempotency-Key` was used for something else.
    KeyReused,
    /// 429.
    TooMany {
        wait: Duration,
    },
    Internal(anyhow::Error),
}

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FieldProblem {
    /// The field, as a JSON pointer (RFC 6901) into the body.
    #[schemars(example = "/title")]
    pub pointer: String,
    /// What is wrong, and what to do.
    pub detail: String,
}

/// A problem as it is sent; for the document.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(super) struct ProblemShape {
    /// Which kind of problem; the address explains it.
    r#type: String,
    /// The kind in words.
    title: String,
    status: u16,
    /// What happened here, and what to do.
    detail: String,
    /// The name of the request, to ask about it.
    instance: Option<String>,
    /// In English, why something could not be read.
    cause: Option<String>,
    /// What is wrong with the body, field by field.
    errors: Option<Vec<FieldProblem>>,
    /// What the thing is now, when it was changed meanwhile.
    current: Option<Value>,
    /// What was sent, when it was changed meanwhile.
    sent: Option<Value>,
}

/// What `guard` finds on a response and says in the visitor's language.
#[derive(Clone)]
pub(super) struct Refused(pub Arc<Problem>);

impl Problem {
    /// One field that cannot be taken.
    pub fn field(pointer: &str, detail: String) -> Self {
        Self::Invalid(vec![FieldProblem { pointer: pointer.to_owned(), detail }])
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NoKey { .. } => StatusCode::UNAUTHORIZED,
            Self::OutOfScope(_) | Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadParameter { .. } | Self::Unreadable { .. } => StatusCode::BAD_REQUEST,
            Self::Invalid(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::OutOfRange { .. } => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Changed { .. } => StatusCode::PRECONDITION_FAILED,
            Self::NoVersion => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The last word of each type, for the page that explains them.
    pub const WORDS: [&'static str; 17] = [
        "no-key",
        "scope",
        "refused",
        "not-found",
        "method",
        "parameter",
        "unreadable",
        "invalid",
        "key-reused",
        "not-json",
        "too-large",
        "out-of-range",
        "conflict",
        "changed",
        "no-version",
        "too-many",
        "internal",
    ];

    /// The last word of its type: where the page explains it.
    fn word(&self) -> &'static str {
        match self {
            Self::NoKey { .. } => "no-key",
            Self::OutOfScope(_) => "scope",
            Self::Refused(_) => "refused",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method",
            Self::BadParameter { .. } => "parameter",
            Self::Unreadable { .. } => "unreadable",
            Self::Invalid(_) => "invalid",
            Self::KeyReused => "key-reused",
            Self::NotJson => "not-json",
            Self::TooLarge { .. } => "too-large",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Conflict(_) => "conflict",
            Self::Changed { .. } => "changed",
            Self::NoVersion => "no-version",
            Self::TooMany { .. } => "too-many",
            Self::Internal(_) => "internal",
        }
    }

    fn detail(&self, t: &Tr) -> String {
        match self {
            Self::NoKey { was_sent: true } => t.s("api-no-key-detail-dead").to_owned(),
            Self::OutOfScope(scope) => t.f1("api-scope-detail", "scope", scope.as_str()),
            Self::Refused(reason) => t.s(&format!("denied-{}", reason.as_str())).to_owned(),
            Self::BadParameter { name, .. } => t.f1("api-parameter-detail", "name", *name),
            Self::TooLarge { max } => t.f1("api-too-large-detail", "max", max / 1024),
            Self::OutOfRange { size } => t.f1("api-out-of-range-detail", "size", *size),
            Self::Conflict(key) => t.s(key).to_owned(),
            Self::TooMany { wait } => t.f1("api-too-many-detail", "seconds", wait.as_secs().max(1)),
            other => t.s(&format!("api-{}-detail", other.word())).to_owned(),
        }
    }

    /// The problem in a language; `request` is the name of the request.
    pub(super) fn say(&self, t: &Tr, config: &Config, request: &str) -> Response {
        let home = config.public_url().as_str().trim_end_matches('/');
        let mut body = json!({
            "type": format!("{home}{ROOT}/#{}", self.word()),
            "title": t.s(&format!("api-{}-title", self.word())),
            "status": self.status().as_u16(),
            "detail": self.detail(t),
            "instance": format!("urn:prassi:request:{request}"),
        });
        let more = match self {
            Self::BadParameter { cause, .. } | Self::Unreadable { cause } => vec![("cause", json!(cause))],
            Self::Invalid(errors) => vec![("errors", json!(errors))],
            Self::Changed { current, sent } => vec![("current", current.clone()), ("sent", sent.clone())],
            _ => Vec::new(),
        };
        if let Some(members) = body.as_object_mut() {
            members.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status(), [(CONTENT_TYPE, kind)], body.to_string()).into_response();
        self.add_headers(&mut response);
        response
    }

    fn add_headers(&self, response: &mut Response) {
        let challenge = match self {
            Self::NoKey { was_sent: false } => Some("Bearer realm=\"prassi\"".to_owned()),
            Self::NoKey { was_sent: true } => Some("Bearer realm=\"prassi\", error=\"invalid_token\"".to_owned()),
            Self::OutOfScope(scope) => {
                Some(format!("Bearer realm=\"prassi\", error=\"insufficient_scope\", scope=\"{}\"", scope.as_str()))
            }
            _ => None,
        };
        if let Some(value) = challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().insert(WWW_AUTHENTICATE, value);
        }
        if let Self::OutOfRange { size } = self
            && let Ok(range) = HeaderValue::from_str(&format!("bytes */{size}"))
        {
            response.headers_mut().insert(CONTENT_RANGE, range);
        }
        if let Self::TooMany { wait } = self {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
        }
        if let Self::Internal(cause) = self {
            response.extensions_mut().insert(Cause(format!("{cause:#}")));
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // `guard` says it in the right language; nothing answers outside it.
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Refused(Arc::new(self)));
        response
    }
}

impl From<WebError> for Problem {
    fn from(error: WebError) -> Self {
        match error {
            WebError::SignIn { .. } | WebError::Detour(_) => Self::NoKey { was_sent: true },
            WebError::NotFound => Self::NotFound,
            WebError::Refused(reason) => Self::Refused(reason),
            WebError::TooLarge { max } => Self::TooLarge { max },
            WebError::Unreadable => Self::Unreadable { cause: "the body broke off".to_owned() },
            WebError::TooMany { wait } => Self::TooMany { wait },
            WebError::Internal(cause) => Self::Internal(cause),
            other @ (WebError::StaleForm(_) | WebError::ForeignOrigin) => {
                Self::Internal(anyhow::anyhow!("a form's error in the API: {other:?}"))
            }
        }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn => Self::NoKey { was_sent: true },
            Denied::Invisible => Self::NotFound,
            Denied::Refused(reason) => Self::Refused(reason),
        }
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        let one = |(field, detail): &(&'static str, String)| FieldProblem {
            pointer: format!("/{field}"),
            detail: detail.clone(),
        };
        Self::Invalid(errors.all().iter().map(one).collect())
    }
}
