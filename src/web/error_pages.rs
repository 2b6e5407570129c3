//! Errors with a way out: whatever fails below becomes a page in the visitor's language.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::error::Failed;
use super::{Cause, House, Kept, Layout, OpenVisit, Page, RequestId, WebError, in_layout, kept, see_other};

#[path = "samples/error_pages.rs"]
mod samples;

/// One kind of trouble, in words.
#[derive(askama::Template)]
#[template(path = "web/error.html")]
pub(super) struct ErrorPage {
    pub l: Layout,
    pub status: u16,
    pub heading: String,
    pub explanation: String,
    /// What to tell whoever looks into it.
    pub reference: Option<String>,
    /// What was in the form that could not be taken.
    pub kept: Option<Kept>,
}

/// Where a form leaves what it held while its handler runs: should it fail, the page gives it back.
#[derive(Clone, Default)]
pub(super) struct Typed(Arc<OnceLock<Kept>>);

impl Typed {
    pub(super) fn note(parts: &Parts, kept: Kept) {
        if let Some(slot) = parts.extensions.get::<Self>().filter(|_| kept.has_text()) {
            let _ = slot.0.set(kept);
        }
    }
}

/// The sign-in form for somebody whose text is kept.
#[derive(askama::Template)]
#[template(path = "web/session_expired.html")]
pub(super) struct SessionExpiredPage {
    pub l: Layout,
    pub kept: Option<Kept>,
    pub next: String,
    pub email: String,
    pub error: Option<String>,
}
in_layout!(ErrorPage, SessionExpiredPage);

/// The middleware. Inside the session layer, outside the routes.
pub async fn error_pages(State(house): State<House>, request: Request, next: Next) -> Response {
    let named = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let reference = named.unwrap_or_else(|| format!("{:016x}", house.rng.below(u64::MAX)));
    let (mut parts, body) = request.into_parts();
    let typed = Typed::default();
    parts.extensions.insert(typed.clone());
    let mut again = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let failure = response.extensions().get::<Failed>().map(|f| Arc::clone(&f.0));
    let is_bare = response.status().as_u16() >= 400 && !response.headers().contains_key(CONTENT_TYPE);
    let failure = match failure {
        Some(failure) => failure,
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED
            || (is_bare && response.status() == StatusCode::NOT_FOUND) =>
        {
            Arc::new(WebError::NotFound)
        }
        None if is_bare && response.status().is_server_error() => Arc::new(WebError::internal("a handler panicked")),
        None => return response,
    };
    let wants_page = accepts_html(&again.headers);
    let mut page = if !wants_page {
        bare(&failure, &reference)
    } else if let Ok(visit) = OpenVisit::from_request_parts(&mut again, &house).await {
        render(&visit, &failure, &reference, typed.0.get()).await
    } else {
        plain(failure.status(), &reference)
    };
    if let WebError::Internal(cause) = &*failure {
        page.extensions_mut().insert(Cause(format!("{cause:#}")));
    }
    page
}

/// Whether it is a browser that asks, for something to show; a page's own script asks for anything.
fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).iter().any(|value| value.to_str().is_ok_and(|accept| accept.contains("text/html")))
}

/// For a script: no page, and above all no new cookie of forms, which would make the page's own forms stale.
fn bare(failure: &WebError, reference: &str) -> Response {
    let mut response = plain(failure.status(), reference);
    say_when(failure, &mut response);
    response
}

/// After how long another try makes sense.
fn say_when(failure: &WebError, response: &mut Response) {
    if let WebError::TooMany { wait } = failure {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
}

/// When even the session cannot be had: a sentence, without a layout.
fn plain(status: StatusCode, reference: &str) -> Response {
    let sentence = format!(
        "Qualcosa non ha funzionato. Riprova fra un minuto. / Something went wrong. Try again in a minute. ({reference})\n"
    );
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], sentence).into_response()
}

async fn render(visit: &OpenVisit, failure: &WebError, reference: &str, typed: Option<&Kept>) -> Response {
    let t = visit.t();
    let (heading, explanation) = match failure {
        WebError::SignIn { next, kept: None } if visit.viewer.is_none() && !next.is_empty() => {
            let next: String =
                percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC).to_string();
            return see_other(&format!("/accedi?poi={next}"));
        }
        WebError::SignIn { next, kept } => return session_expired(visit, next, kept.as_deref().or(typed)).await,
        WebError::Detour(to) => return see_other(to),
        WebError::StaleForm(kept) => {
            return match visit.layout(t.s("web-stale-title")).await {
                Ok(l) => kept::stale(l, kept),
                Err(_) => plain(failure.status(), reference),
            };
        }
        WebError::NotFound => (t.s("web-error-404-title"), t.s("web-error-404-text").to_owned()),
        WebError::Refused(reason) => {
            (t.s("web-error-403-title"), t.s(&format!("denied-{}", reason.as_str())).to_owned())
        }
        WebError::ForeignOrigin => (t.s("web-error-403-title"), t.s("web-error-origin-text").to_owned()),
        WebError::TooLarge { max } => {
            let max = i64::try_from(max / 1024).unwrap_or(i64::MAX);
            (t.s("web-error-413-title"), t.f1("web-error-413-text", "max", max))
        }
        WebError::Unreadable => (t.s("web-error-400-title"), t.s("web-error-400-text").to_owned()),
        WebError::TooMany { wait } => {
            let minutes = i64::try_from(wait.as_secs().div_ceil(60)).unwrap_or(1);
            (t.s("web-error-429-title"), t.f1("web-error-429-text", "minutes", minutes))
        }
        WebError::Internal(_) => (t.s("web-error-500-title"), t.s("web-error-500-text").to_owned()),
    };
    let Ok(l) = visit.layout(heading).await else { return plain(failure.status(), reference) };
    let reference = matches!(failure, WebError::Internal(_)).then(|| reference.to_owned());
    let (status, heading, kept) = (failure.status().as_u16(), heading.to_owned(), typed.cloned());
    let page = ErrorPage { l, status, heading, explanation, reference, kept };
    let mut response = (failure.status(), Page(page)).into_response();
    say_when(failure, &mut response);
    response
}

async fn session_expired(visit: &OpenVisit, next: &str, kept: Option<&Kept>) -> Response {
    let Ok(l) = visit.layout(visit.t().s("web-sign-in-again")).await else {
        return plain(StatusCode::UNAUTHORIZED, "");
    };
    let page = SessionExpiredPage { l, kept: kept.cloned(), next: next.to_owned(), email: String::new(), error: None };
    (StatusCode::UNAUTHORIZED, Page(page)).into_response()
}
