//! The letter in which every room writes.

use super::{Body, LetterHtml, LetterText};
use crate::web::samples::{HOSTILE, RTL, Stage, long, samples, unbroken};

samples! {
    letter "accounts/mail_letter.html" {
        "an invitation" => |s| Ok(askama::Template::render(&LetterHtml(&invitation(s)))?),
        "difficult words" => |s| Ok(askama::Template::render(&LetterHtml(&difficult(s)))?),
    }
    words "accounts/mail_letter.txt" {
        "an invitation" => |s| Ok(askama::Template::render(&LetterText(&invitation(s)))?),
    }
}

fn invitation(stage: &Stage) -> Body {
    let t = stage.t();
    Body {
        t,
        community: "Prassi di prova".to_owned(),
        subject: t.f1("accounts-mail-invitation-subject", "community", "Prassi di prova"),
        greeting: t.f1("accounts-mail-greeting", "name", "Nives Altopiano"),
        paragraphs: vec![t.f1("accounts-mail-invitation-what", "office", "Prefettura di Rovigo")],
        button: t.s("accounts-mail-invitation-button"),
        link: "https://prassi.example/invito/0123456789abcdef".to_owned(),
        notes: vec![t.s("accounts-mail-new-email-not-you").to_owned()],
    }
}

fn difficult(stage: &Stage) -> Body {
    Body {
        subject: HOSTILE.to_owned(),
        greeting: stage.t().f1("accounts-mail-greeting", "name", format!("{HOSTILE} {RTL}")),
        paragraphs: vec![unbroken(300), long(600), HOSTILE.to_owned()],
        link: format!("https://prassi.example/invito/{}", unbroken(120)),
        ..invitation(stage)
    }
}
