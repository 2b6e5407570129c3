//! `/dev/mail`: what would have been sent. Only while no mail server is configured and the public address is local.

use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::base::LetterId;
use crate::mail::{self, DevLetter};
use crate::text;
use crate::web::{Access, Layout, OpenVisit, Page, Path, Query, Routes, WebError, WebResult, in_layout};

#[path = "samples/dev.rs"]
mod samples;

const ROWS: i64 = 50;

#[derive(askama::Template)]
#[template(path = "app/mailbox.html")]
struct MailboxPage {
    l: Layout,
    letters: Vec<(DevLetter, String)>,
    older: Option<LetterId>,
}

#[derive(askama::Template)]
#[template(path = "app/letter.html")]
struct LetterPage {
    l: Layout,
    letter: DevLetter,
    sent: String,
}
in_layout!(MailboxPage, LetterPage);

impl LetterPage {
    /// The text of the letter, its addresses made into links.
    fn text_html(&self) -> String {
        text::render(&self.letter.text, &text::NoLinks).html
    }
}

pub(super) fn routes() -> Routes {
    Routes::default().get("/dev/mail", Access::PUBLIC, index).get("/dev/mail/{letter}", Access::PUBLIC, show)
}

#[derive(Deserialize)]
struct Asked {
    prima: Option<LetterId>,
}

async fn index(visit: OpenVisit, Query(asked): Query<Asked>) -> WebResult {
    let (t, zone) = (visit.t(), &visit.house.config.time_zone);
    let found = mail::list_mailbox(&visit.house.db, asked.prima, ROWS).await?;
    let older = found.last().filter(|_| i64::try_from(found.len()) == Ok(ROWS)).map(|letter| letter.id);
    let letters = found
        .into_iter()
        .map(|letter| (letter.at.0, letter))
        .map(|(at, letter)| (letter, t.date_full(at, zone)))
        .collect();
    let l = visit.layout(t.s("mail-mailbox")).await?;
    Ok(Page(MailboxPage { l, letters, older }).into_response())
}

async fn show(visit: OpenVisit, Path(id): Path<LetterId>) -> WebResult {
    let letter = mail::find_in_mailbox(&visit.house.db, id).await?.ok_or(WebError::NotFound)?;
    let sent = visit.t().date_full(letter.at.0, &visit.house.config.time_zone);
    let l = visit.layout(letter.subject.clone()).await?;
    Ok(Page(LetterPage { l, letter, sent }).into_response())
}
