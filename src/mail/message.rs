//! Makes the message that goes over the wire (RFC 5322, MIME).
//!
//! lettre up to 0.11.23 lets a bare CR or LF of a body reach the SMTP server, where it can pass for the end of the message
//! (RUSTSEC-2026-0561), and leaves long words and `=?…?=` in a subject as they are. So bodies are always base64, whose lines
//! hold letters and digits only, and what goes into a header is one line of our own encoding.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context as _, anyhow, bail};
use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, Date, HeaderName, HeaderValue, MessageId};
use lettre::message::{Body, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};

use super::model::{Composed, Identity, Outgoing};
use crate::base::Timestamp;

/// A subject up to this length that needs no encoding stands as it is; with the header's name it fits on one line of 78.
const PLAIN_CHARS: usize = 60;
/// Bytes in one encoded word: 52 characters of base64, 64 with its frame (RFC 2047, section 2: at most 75).
const WORD_BYTES: usize = 39;
/// 9999-12-31T23:59:59Z: the end of what a Date header can say.
const LAST_SECOND: i64 = 253_402_300_799;

/// The message of a letter, the same bytes whenever it is made from the same text at the same instant.
///
/// Errors: the recipient is no address; trying again would not help.
pub(super) fn make(
    identity: &Identity,
    letter: &Outgoing,
    composed: &Composed,
    now: Timestamp,
) -> anyhow::Result<Message> {
    let content = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("=_{}", letter.message_id))
        .singlepart(part(ContentType::TEXT_PLAIN, &composed.text)?)
        .singlepart(part(ContentType::TEXT_HTML, &composed.html)?);
    let message = Message::builder()
        .from(identity.from.clone())
        .to(Mailbox::new(None, address(&letter.recipient)?))
        .raw_header(header("Subject", &composed.subject))
        .header(date(now))
        .header(MessageId::from(format!("<{}@{}>", letter.message_id, identity.host)))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &letter.language))
        .multipart(content)?;
    Ok(message)
}

/// One line of text: whatever could end a line, or change the direction of what follows, has become a space.
pub(super) fn one_line(text: &str) -> String {
    let breaks = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.split(|c: char| breaks(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A body with one kind of line end and no NUL.
pub(super) fn body(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

fn part(content_type: ContentType, text: &str) -> anyhow::Result<SinglePart> {
    let bytes = body(text).replace('\n', "\r\n").into_bytes();
    let body = Body::new_with_encoding(bytes, ContentTransferEncoding::Base64)
        .map_err(|_| anyhow!("a body cannot be encoded"))?;
    Ok(SinglePart::builder().header(content_type).body(body))
}

fn address(recipient: &str) -> anyhow::Result<Address> {
    if recipient.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ',')) {
        bail!("the recipient is no address");
    }
    recipient.parse().context("the recipient is no address")
}

fn date(now: Timestamp) -> Date {
    let seconds = now.0.div_euclid(1_000_000).clamp(0, LAST_SECOND);
    Date::new(UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn header(name: &'static str, text: &str) -> HeaderValue {
    let text = one_line(text);
    let encoded = encode(&text);
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), text, encoded)
}

/// RFC 2047: encoded words on lines of their own, unless the text is short, ASCII, and cannot be taken for an encoded word.
fn encode(line: &str) -> String {
    if line.len() <= PLAIN_CHARS && line.is_ascii() && !line.contains("=?") {
        return line.to_owned();
    }
    let mut words = vec![String::new()];
    for c in line.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= WORD_BYTES => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let encoded = words.iter().map(|word| format!("=?utf-8?B?{}?=", data_encoding::BASE64.encode(word.as_bytes())));
    encoded.collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests;
