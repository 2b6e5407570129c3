//! How long a body may stand still on its way in.
//!
//! Own code: the body of `tower-http` that does this looks at its timer before it looks for bytes, and so takes for silence of
//! the sender what is a handler's own pause, as when a form with files waits for its turn with its first bytes read.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long.
const PATIENCE: Duration = Duration::from_mins(1);

/// Breaks a request's body off whose sender is silent for a minute. Bytes that have come count, however late they are asked for.
pub fn impatient(request: Request) -> Request {
    request.map(|body| Body::new(Impatient { body, patience: PATIENCE, end: None }))
}

struct Impatient {
    body: Body,
    patience: Duration,
    /// When it breaks off; nothing while bytes come.
    end: Option<Pin<Box<Sleep>>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the sender of a body was silent for too long")]
struct Silent;

impl HttpBody for Impatient {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.end = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let patience = self.patience;
        let end = self.end.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + patience)));
        end.as_mut().poll(cx).map(|()| Some(Err(Silent.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use futures_util::{FutureExt as _, StreamExt as _, stream};
    use http_body_util::BodyExt as _;
    use tokio::sync::mpsc;

    const MOMENT: Duration = Duration::from_millis(5);

    fn body() -> (mpsc::Sender<&'static str>, Impatient) {
        let (sender, receiver) = mpsc::channel(1);
        let pieces = stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
        let body = Body::from_stream(pieces.map(Ok::<_, std::io::Error>));
        (sender, Impatient { body, patience: MOMENT, end: None })
    }

    async fn next(body: &mut Impatient) -> Result<String, String> {
        let frame =
            body.frame().await.map_or(Ok(Frame::data(Bytes::new())), |frame| frame.map_err(|e| e.to_string()))?;
        Ok(String::from_utf8_lossy(&frame.into_data().unwrap()).into_owned())
    }

    #[tokio::test]
    async fn only_the_senders_silence_counts() {
        let (sender, mut body) = body();
        assert!(next(&mut body).now_or_never().is_none(), "asked for before it is there");
        sender.send("one").await.unwrap();
        tokio::time::sleep(4 * MOMENT).await;
        assert_eq!(next(&mut body).await.unwrap(), "one", "whoever asked had something else to do");
        sender.send("two").await.unwrap();
        tokio::time::sleep(4 * MOMENT).await;
        assert_eq!(next(&mut body).await.unwrap(), "two");
        drop(sender);
        assert_eq!(next(&mut body).await.unwrap(), "", "it ends");
    }

    #[tokio::test]
    async fn a_silent_sender_is_not_waited_for() {
        let (_sender, mut body) = body();
        let begun = std::time::Instant::now();
        assert_eq!(next(&mut body).await.unwrap_err(), Silent.to_string());
        assert!(begun.elapsed() >= MOMENT);
    }
}
