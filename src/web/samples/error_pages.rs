//! Errors, and forms that come back after a new sign-in.

use super::super::samples::{HOSTILE, Stage, Who, samples, unbroken};
use super::super::{Kept, Tab};
use super::{ErrorPage, SessionExpiredPage};

samples! {
    page "web/error.html" {
        "not there, for nobody in particular" => |s| error(s, Who::Nobody, (404, "web-error-404-title", "web-error-404-text")),
        "refused, for a guest" => |s| error(s, Who::Guest, (403, "web-error-403-title", "denied-guests-see-no-lists")),
        "failed, with what was typed" => |s| ErrorPage {
            reference: Some("0f3a9c2d51e87b46".to_owned()),
            kept: Some(kept()),
            ..error(s, Who::Colleague, (500, "web-error-500-title", "web-error-500-text"))
        },
    }
    page "web/session_expired.html" {
        "with words that were kept" => |s| expired(s, Some(kept()), None),
        "after a wrong password" => |s| expired(s, Some(kept()), Some(s.t().s("accounts-sign-in-wrong").to_owned())),
        "nothing to keep" => |s| expired(s, None, None),
    }
}

fn error(stage: &Stage, who: Who, (status, heading, text): (u16, &str, &str)) -> ErrorPage {
    let t = stage.t();
    let l = stage.layout(who, Tab::None, t.s(heading));
    let (heading, explanation) = (t.s(heading).to_owned(), t.s(text).to_owned());
    ErrorPage { l, status, heading, explanation, reference: None, kept: None }
}

fn kept() -> Kept {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let fields = vec![
        field("title", HOSTILE.to_owned()),
        field("body", format!("Prima riga.\n\n{}", unbroken(300))),
        field("submission", "0123456789abcdef".to_owned()),
    ];
    Kept { action: "/discussioni/12/messaggi".to_owned(), fields }
}

fn expired(stage: &Stage, kept: Option<Kept>, error: Option<String>) -> SessionExpiredPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("web-sign-in-again"));
    let email = if error.is_some() { "nives.altopiano@prefettura.example" } else { "" }.to_owned();
    SessionExpiredPage { l, kept, next: "/discussioni/12".to_owned(), email, error }
}
