use proptest::prelude::*;

use super::*;
use crate::base::LetterId;
use crate::mail::State;

fn letter(recipient: &str) -> Outgoing {
    Outgoing {
        id: LetterId(1),
        kind: "test.letter".into(),
        recipient: recipient.into(),
        language: "it".into(),
        subject_id: 1,
        message_id: "00112233445566778899aabbccddeeff".into(),
        state: State::Waiting,
        created_at: Timestamp(0),
        sent_at: None,
    }
}

fn identity() -> Identity {
    Identity::new("Prassi <prassi@example.org>".parse().unwrap(), "prassi.example.org")
}

fn composed(subject: &str, text: &str) -> Composed {
    Composed { subject: subject.into(), text: text.into(), html: format!("<p>{text}</p>") }
}

fn wire(subject: &str, text: &str) -> String {
    let message =
        make(&identity(), &letter("anna@example.org"), &composed(subject, text), Timestamp(1_780_000_000_000_000))
            .unwrap();
    String::from_utf8(message.formatted()).unwrap()
}

/// What must hold of every message, whatever went into it.
fn assert_safe(wire: &str) {
    assert!(wire.is_ascii());
    assert!(!wire.contains('\0'));
    let without_ends = wire.replace("\r\n", "");
    assert!(!without_ends.contains(['\r', '\n']), "a bare CR or LF in {wire:?}");
    assert!(wire.split("\r\n").all(|line| line.len() <= 78), "a long line in {wire}");
    assert!(!wire.split("\r\n").any(|line| line.starts_with('.')), "a line that starts with a dot in {wire}");
    let (head, _) = wire.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> =
        head.split("\r\n").filter(|line| !line.starts_with(' ')).map(|line| line.split_once(':').unwrap().0).collect();
    assert_eq!(
        names,
        [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type"
        ]
    );
}

/// A header as a mail program reads it: unfolded, its encoded words decoded.
fn read_header(wire: &str, name: &str) -> String {
    let (head, _) = wire.split_once("\r\n\r\n").unwrap();
    let unfolded = head.replace("\r\n ", " ");
    let value = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default();
    if !value.starts_with("=?utf-8?B?") {
        return value.to_owned();
    }
    let decode = |word: &str| {
        let base64 = word.strip_prefix("=?utf-8?B?").unwrap().strip_suffix("?=").unwrap();
        String::from_utf8(data_encoding::BASE64.decode(base64.as_bytes()).unwrap()).unwrap()
    };
    value.split(' ').map(decode).collect()
}

/// The two bodies as a mail program reads them.
fn read_bodies(wire: &str) -> Vec<String> {
    let parts = wire.split("--=_00112233445566778899aabbccddeeff\r\n").skip(1);
    let decode = |part: &str| {
        let (_, body) = part.split_once("\r\n\r\n").unwrap();
        let base64: String = body.lines().take_while(|line| !line.starts_with("--")).collect();
        String::from_utf8(data_encoding::BASE64.decode(base64.as_bytes()).unwrap()).unwrap()
    };
    parts.map(decode).collect()
}

#[test]
fn a_letter_reads_as_it_was_written() {
    let wire = wire("Perché no? È sabato", "Ciao,\nNicolò\n.\nfine");
    assert_safe(&wire);
    assert_eq!(read_header(&wire, "Subject"), "Perché no? È sabato");
    assert_eq!(read_header(&wire, "From"), "Prassi <prassi@example.org>");
    assert_eq!(read_header(&wire, "To"), "anna@example.org");
    assert_eq!(read_header(&wire, "Date"), "Thu, 28 May 2026 20:26:40 +0000");
    assert_eq!(read_header(&wire, "Message-ID"), "<00112233445566778899aabbccddeeff@prassi.example.org>");
    assert_eq!(read_header(&wire, "Auto-Submitted"), "auto-generated");
    assert_eq!(read_header(&wire, "Content-Language"), "it");
    assert_eq!(
        read_header(&wire, "Content-Type"),
        "multipart/alternative; boundary=\"=_00112233445566778899aabbccddeeff\""
    );
    assert_eq!(read_bodies(&wire), ["Ciao,\r\nNicolò\r\n.\r\nfine", "<p>Ciao,\r\nNicolò\r\n.\r\nfine</p>"]);
    assert_eq!(wire.matches("Content-Transfer-Encoding: base64\r\n").count(), 2);
}

#[test]
fn the_same_letter_makes_the_same_bytes() {
    assert_eq!(wire("Ciao", "x"), wire("Ciao", "x"));
}

#[test]
fn a_subject_cannot_begin_another_header() {
    for (subject, read) in [
        ("Ciao\r\nBcc: eve@example.org", "Ciao Bcc: eve@example.org"),
        ("Ciao\nBcc: eve@example.org", "Ciao Bcc: eve@example.org"),
        ("Ciao\rBcc: eve@example.org", "Ciao Bcc: eve@example.org"),
        ("Ciao\0\u{85}\u{b}\u{c}x", "Ciao x"),
        ("Ciao\u{2028}Bcc: x\u{2029}y", "Ciao Bcc: x y"),
        ("\u{202e}oaiC\u{2066}!", "oaiC !"),
        ("Ciao\r\n\r\n<script>", "Ciao <script>"),
        ("\r\n.\r\nMAIL FROM:<eve@example.org>", ". MAIL FROM:<eve@example.org>"),
        ("=?utf-8?q?=0D=0ABcc:_eve?=", "=?utf-8?q?=0D=0ABcc:_eve?="),
        ("", ""),
        ("   ", ""),
    ] {
        let wire = wire(subject, "x");
        assert_safe(&wire);
        assert_eq!(read_header(&wire, "Subject"), read, "{subject:?}");
    }
    assert!(
        wire("=?utf-8?q?Bcc?=", "x").contains("Subject: =?utf-8?B?"),
        "what looks encoded is encoded, and so read as typed"
    );
}

#[test]
fn long_subjects_are_folded() {
    for subject in
        ["a".repeat(998), "a".repeat(5000), "È".repeat(998), format!("{} {}", "x".repeat(60), "😀".repeat(300))]
    {
        let wire = wire(&subject, "x");
        assert_safe(&wire);
        assert_eq!(read_header(&wire, "Subject"), subject);
    }
}

#[test]
fn a_body_cannot_speak_to_the_server() {
    let wire = wire("x", "a\r\n.\r\nMAIL FROM:<e@x>\n.\nb\r.\rc\0d");
    assert_safe(&wire);
    assert_eq!(read_bodies(&wire)[0], "a\r\n.\r\nMAIL FROM:<e@x>\r\n.\r\nb\r\n.\r\ncd");
}

#[test]
fn a_recipient_that_is_no_address_is_refused() {
    for recipient in [
        "",
        "anna",
        "a@b\r\nBcc: c@d",
        "a b@example.org",
        "a@example.org, b@example.org",
        "<a@example.org>",
        "a\0@b.it",
    ] {
        let made = make(&identity(), &letter(recipient), &composed("x", "y"), Timestamp(0));
        assert!(made.is_err(), "{recipient:?}");
    }
}

#[test]
fn the_senders_name_and_host_are_made_safe() {
    let from = Mailbox::new(Some("Prassi\r\nBcc: e@x \"Comunità\"".into()), "p@example.org".parse().unwrap());
    let identity = Identity::new(from, "[::1]\r\n:8080");
    let made = make(&identity, &letter("anna@example.org"), &composed("x", "y"), Timestamp(-1)).unwrap();
    let wire = String::from_utf8(made.formatted()).unwrap();
    assert_safe(&wire);
    assert_eq!(read_header(&wire, "Date"), "Thu, 01 Jan 1970 00:00:00 +0000");
    assert_eq!(Identity::new("p@example.org".parse().unwrap(), "").host, "localhost");
}

#[test]
fn dates_beyond_the_calendar_do_not_panic() {
    for at in [i64::MIN, -1, 0, i64::MAX] {
        let made = make(&identity(), &letter("anna@example.org"), &composed("x", "y"), Timestamp(at)).unwrap();
        assert_safe(&String::from_utf8(made.formatted()).unwrap());
    }
}

proptest! {
    #[test]
    fn whatever_is_written_the_message_is_safe_and_readable(subject in "\\PC{0,200}|.{0,80}|[\\x00-\\x20=?.a]{0,80}", text in "(?s).{0,300}") {
        let wire = wire(&subject, &text);
        assert_safe(&wire);
        prop_assert_eq!(read_header(&wire, "Subject"), one_line(&subject));
        let expected = body(&text).replace('\n', "\r\n");
        let bodies = read_bodies(&wire);
        prop_assert_eq!(bodies.first(), Some(&expected));
    }
}
