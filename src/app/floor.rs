//! The floor that `make bench` measures against: bytes that are ready, outside all middleware. Only with `dev.bench_floor`,
//! which the configuration allows on loopback alone.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

type Ready = Arc<OnceLock<Bytes>>;

pub(super) fn routes() -> Router {
    Router::new().route("/dev/floor", get(give).post(take)).with_state(Ready::default())
}

async fn give(State(ready): State<Ready>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], ready.get().cloned().unwrap_or_default())
}

async fn take(State(ready): State<Ready>, bytes: Bytes) {
    let _ = ready.set(bytes); // the first page stays
}
