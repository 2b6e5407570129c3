//! `/healthz`: the process answers. `/readyz`: it can read, its writer can write, and the socket's reader follows the journal.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::db::{self, Command, Tx, sql};
use crate::journal;
use crate::live::Hub;
use crate::web::{Access, House, Routes};

pub(super) fn routes() -> Routes {
    Routes::default().get("/healthz", Access::PUBLIC, healthy).get("/readyz", Access::PUBLIC, ready)
}

async fn healthy() -> &'static str {
    "ok\n"
}

async fn ready(State(house): State<House>, Extension(hub): Extension<Hub>) -> Response {
    if !hub.is_following() {
        return (StatusCode::SERVICE_UNAVAILABLE, "not ready: the journal is not being followed\n").into_response();
    }
    let written = async { journal::head(&house.db).await.and(house.db.write_later(Touch).await) };
    match tokio::time::timeout(std::time::Duration::from_secs(3), written).await {
        Ok(Ok(_)) => "ready\n".into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready: the writer is busy\n").into_response(),
    }
}

/// The smallest write there is.
struct Touch;

impl Command for Touch {
    type Output = u64;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<u64> {
        sql!(write tx, execute, "UPDATE journal_clock SET seq = seq WHERE id = 1")
    }
}
