//! HTTP/1.1 on a socket: one task a connection, slow headers cut off, a shutdown that lets requests finish.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tower::ServiceExt as _;

/// How long a request's head may take to arrive.
const HEAD: Duration = Duration::from_secs(20);
/// How long requests may go on after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);
/// What one connection may have unread of a head.
const BUFFER: usize = 64 * 1024;

/// What every connection holds while it is open.
#[derive(Clone)]
struct Open {
    stopping: watch::Receiver<()>,
    /// Dropped with the connection: the server waits until the last one is.
    _alive: mpsc::Sender<()>,
}

/// Serves until `stop` resolves, then lets running requests finish.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()> + Send) {
    let (tell, stopping) = watch::channel(());
    let (alive, mut gone) = mpsc::channel(1);
    let open = Open { stopping, _alive: alive };
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    tokio::spawn(connection(stream, peer, router.clone(), open.clone()));
                }
                Err(error) => {
                    // Out of file descriptors, most likely: those in use go on, new ones wait.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            () = &mut stop => break,
        }
    }
    drop((listener, open));
    let _ = tell.send(()); // nobody listens when nothing is open
    if tokio::time::timeout(GRACE, gone.recv()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, mut open: Open) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
    let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        _ = open.stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection ended early");
    }
}
