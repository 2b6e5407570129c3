//! `GET /live`: who may open a socket, and how large its buffers are.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER, UPGRADE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::connection::{self, Opened};
use super::hub::Hub;
use super::protocol::MAX_MESSAGE;
use super::registry::NoSeat;
use crate::web::{House, Viewer, WebError, is_own_origin};

/// What tungstenite reads at a time. Its default costs 134 KiB a socket and a quarter of the speed.
const READ_BUFFER: usize = 4096;
/// Frames are gathered up to this before they are written; the buffer keeps that size while the socket is open.
const WRITE_BUFFER: usize = 4096;
/// A frame must fit in here whole.
const MAX_WRITE_BUFFER: usize = 8 * 1024 * 1024;

pub(super) async fn open(
    State(house): State<House>,
    Extension(hub): Extension<Hub>,
    viewer: Result<Viewer, WebError>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    // Answered here and not by a page: nobody follows a socket to the sign-in page.
    let viewer = match viewer {
        Ok(viewer) => viewer,
        Err(WebError::SignIn { .. }) => return plain(StatusCode::UNAUTHORIZED, "sign in first\n"),
        Err(error) => return error.into_response(),
    };
    let Ok(upgrade) = upgrade else {
        let response = plain(StatusCode::UPGRADE_REQUIRED, "this address speaks WebSocket: docs/live-protocol.md\n");
        return ([(UPGRADE, "websocket"), (CONNECTION, "upgrade")], response).into_response();
    };
    if !is_own_origin(&headers, &house.config) {
        return plain(StatusCode::FORBIDDEN, "the Origin is not this server's\n");
    }
    let seat = match hub.inner.registry.seat(viewer.person) {
        Ok(seat) => seat,
        Err(reason) => return ([(RETRY_AFTER, "30")], no_seat(reason)).into_response(),
    };
    let opened = Opened { viewer, seat, inner: Arc::clone(&hub.inner) };
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(MAX_WRITE_BUFFER)
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE)
        .on_failed_upgrade(|error| tracing::debug!(%error, "a socket was not opened after all"))
        .on_upgrade(move |socket| connection::run(socket, opened))
}

fn no_seat(reason: NoSeat) -> Response {
    match reason {
        NoSeat::Full => plain(StatusCode::SERVICE_UNAVAILABLE, "no more sockets here\n"),
        NoSeat::Enough => plain(StatusCode::TOO_MANY_REQUESTS, "too many open pages: close some of them\n"),
    }
}

fn plain(status: StatusCode, sentence: &'static str) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], sentence).into_response()
}
