//! What stands around every request: its name, its figures, and one line of the log when it fails.
//!
//! Lines name the route's pattern, never the address itself, which may hold a secret link; no body, no header, no person.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::metrics::Metrics;
use crate::base::Rng;
use crate::web::{Cause, REQUEST_ID, RequestId};

/// The route of what has none.
const NOWHERE: &str = "none";

#[derive(Clone)]
pub(super) struct Observer {
    pub rng: Rng,
    pub metrics: Metrics,
}

/// The outermost middleware.
pub(super) async fn observe(State(observer): State<Observer>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = format!("{:016x}", observer.rng.below(u64::MAX));
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    request.extensions_mut().insert(RequestId(id.clone()));
    // Of the highest level: whatever is logged below, the line has the request's name.
    let span = tracing::error_span!("request", id = %id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let route = route.as_ref().map_or(NOWHERE, MatchedPath::as_str);
    let took = began.elapsed();
    observer.metrics.answered(route, &method, response.status(), took);
    span.in_scope(|| tell(&method, route, took.as_millis(), &response));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The line of a request that failed. What people do every day (a wrong address, a form to mend, a session that ended) is no
/// failure.
fn tell(method: &Method, route: &str, ms: u128, response: &Response) {
    let status = response.status();
    if status.is_server_error() {
        let cause = response.extensions().get::<Cause>().map_or("", |cause| cause.0.as_str());
        tracing::error!(%method, route, status = status.as_u16(), ms, cause, "a request failed");
    } else if matches!(
        status,
        StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::TOO_MANY_REQUESTS
    ) {
        tracing::info!(%method, route, status = status.as_u16(), ms, "a request was refused");
    }
}
