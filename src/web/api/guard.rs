//! What stands before every operation: the key, its scope, its share of requests; and what makes problems of failures.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state, map_request};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use super::document::Document;
use super::limiter::Left;
use super::problem::Refused;
use super::{Caller, Limiter, Operation, Operations, Problem, ROOT};
use crate::base::digest;
use crate::i18n::{Lang, tr};
use crate::web::error::Failed;
use crate::web::{House, RequestId, WebError, impatient};

/// The longest secret worth looking for.
const SECRET: usize = 200;

/// The operations as routes, with the document that describes them; whatever else is asked for under the address is a problem.
pub fn into_router(operations: Operations, document: Document, house: &House) -> Router<House> {
    let mut router = Router::new().route(&format!("{ROOT}/openapi.json"), get(show).with_state(document));
    for (operation, route) in operations.0 {
        let path = format!("{ROOT}{}", operation.path);
        let guarded = route.layer(from_fn_with_state((house.clone(), Arc::new(operation)), guard));
        router = router.route(&path, guarded);
    }
    router
        .route(&format!("{ROOT}/{{*rest}}"), axum::routing::any(|| async { Problem::NotFound }))
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_request(|request| async { impatient(request) }))
        .layer(from_fn_with_state(house.clone(), speak))
}

async fn show(State(document): State<Document>) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], document.json()).into_response()
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}

/// Which language the header asks for, when it asks.
fn wanted(headers: &HeaderMap, default: Lang) -> Option<Lang> {
    headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).map(|header| Lang::negotiate(header, default))
}

/// The outer middleware: whatever is no success becomes a problem, in the language asked for or the person's own.
async fn speak(State(house): State<House>, request: Request, next: Next) -> Response {
    let asked = wanted(request.headers(), house.config.default_language.into());
    let named = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let problem =
        response.extensions().get::<Refused>().map(|refused| Arc::clone(&refused.0)).or_else(|| stray(&response));
    if let Some(problem) = problem {
        let own = response.extensions().get::<Lang>().copied();
        let lang = asked.or(own).unwrap_or(house.config.default_language.into());
        let mut said = problem.say(tr(lang), &house.config, &named);
        for (name, value) in
            response.headers().iter().filter(|(name, _)| *name != CONTENT_TYPE && *name != "content-length")
        {
            said.headers_mut().entry(name).or_insert(value.clone());
        }
        if let Ok(value) = HeaderValue::from_str(lang.as_str()) {
            said.headers_mut().insert("content-language", value);
        }
        response = said;
    }
    response.headers_mut().insert(VARY, HeaderValue::from_static("authorization, accept-language"));
    response
}

/// A failure that is no problem yet: an extractor's of pages, or a layer's.
fn stray(response: &Response) -> Option<Arc<Problem>> {
    if let Some(Failed(error)) = response.extensions().get::<Failed>() {
        let problem = match &**error {
            WebError::NotFound => Problem::NotFound,
            WebError::Refused(reason) => Problem::Refused(*reason),
            other => Problem::Internal(anyhow::anyhow!("{other:?}")),
        };
        return Some(Arc::new(problem));
    }
    let status = response.status();
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Some(Arc::new(Problem::MethodNotAllowed)),
        _ if status.is_server_error() => Some(Arc::new(Problem::Internal(anyhow::anyhow!("answered {status}")))),
        _ => None,
    }
}

/// The inner middleware of one operation.
async fn guard(
    State((house, operation)): State<(House, Arc<Operation>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let (mut own, mut left) = (None, None);
    let mut response = match admit(&house, &operation, (request.headers(), request.uri()), (&mut own, &mut left)).await
    {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    };
    if let Some(left) = left {
        left.tell(response.headers_mut());
    }
    if let Some(lang) = own {
        response.extensions_mut().insert(lang);
    }
    response
}

/// Who asks, when the key is good for this; notes the person's language and what is left of the minute.
async fn admit(
    house: &House,
    operation: &Operation,
    (headers, uri): (&HeaderMap, &Uri),
    (own, left): (&mut Option<Lang>, &mut Option<Left>),
) -> Result<Caller, Problem> {
    let secret = secret(headers)?;
    let found = house.identify.bearer(&house.db, &digest(secret), house.clock.now()).await?;
    let bearer = found.ok_or(Problem::NoKey { was_sent: true })?;
    *own = Some(bearer.identity.lang);
    let share = house.room::<Limiter>()?.charge(bearer.token, house.clock.now());
    *left = Some(share);
    if share.is_over {
        return Err(Problem::TooMany { wait: share.until });
    }
    if !bearer.scopes.contains(&operation.scope) {
        return Err(Problem::OutOfScope(operation.scope));
    }
    if operation.query.is_none() && uri.query().is_some_and(|query| !query.is_empty()) {
        return Err(Problem::BadParameter { name: "query", cause: "this operation takes none".to_owned() });
    }
    let lang = wanted(headers, house.config.default_language.into()).unwrap_or(bearer.identity.lang);
    Ok(Caller { house: house.clone(), bearer, lang, uri: uri.clone() })
}

/// The secret after `Authorization: Bearer`. A cookie is not looked at.
fn secret(headers: &HeaderMap) -> Result<&str, Problem> {
    let Some(sent) = headers.get(AUTHORIZATION) else { return Err(Problem::NoKey { was_sent: false }) };
    let secret = sent.to_str().ok().and_then(|text| {
        let (scheme, secret) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
    });
    secret.filter(|secret| !secret.is_empty() && secret.len() <= SECRET).ok_or(Problem::NoKey { was_sent: true })
}
