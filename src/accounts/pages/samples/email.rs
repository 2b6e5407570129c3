//! Another address.

use super::super::super::email_change::EmailChangeState;
use super::super::super::samples::person;
use super::{AnsweredPage, EmailChange, EmailPage, NewEmailPage, OldEmailPage};
use crate::base::EmailChangeId;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/email.html" {
        "nothing asked for" => |s| email(s, None),
        "waiting for the new address" => |s| email(s, Some(change(false))),
        "waiting for the old address" => |s| email(s, Some(change(true))),
        "refused" => |s| EmailPage { errors: s.errors(&["email", "password"], "error-email"), email: HOSTILE.to_owned(), ..email(s, None) },
    }
    page "accounts/email_new.html" {
        "to confirm" => |s| NewEmailPage { l: open(s, "accounts-email-new-title"), token: "campione".to_owned(), change: change(false) },
    }
    page "accounts/email_old.html" {
        "to stop or to agree" => |s| OldEmailPage { l: open(s, "accounts-email-old-title"), token: "campione".to_owned(), change: change(true) },
    }
    page "accounts/email_answered.html" {
        "done" => |s| answered(s, "accounts-email-done", false),
        "stopped" => |s| answered(s, "accounts-email-stopped", true),
    }
}

fn email(stage: &Stage, open: Option<EmailChange>) -> EmailPage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Profile, t.s("accounts-change-email"));
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    let current = person().email;
    EmailPage { l, errors: FieldErrors::default(), current, open, email: String::new(), now: Stage::NOW }
}

fn change(is_proven: bool) -> EmailChange {
    let email = format!("{}@{}.example", unbroken(64), unbroken(60));
    EmailChange {
        id: EmailChangeId(1),
        person: Stage::ME,
        old_email: person().email,
        email_key: email.clone(),
        email,
        state: EmailChangeState::Open,
        is_proven,
        is_agreed: false,
        silent_at: Stage::in_days(2),
        expires_at: Stage::in_days(3),
    }
}

fn open(stage: &Stage, title: &str) -> crate::web::Layout {
    stage.layout(Who::Nobody, Tab::None, stage.t().s(title))
}

fn answered(stage: &Stage, sentence: &str, is_stopped: bool) -> AnsweredPage {
    let title = if is_stopped { "accounts-email-stopped-title" } else { "accounts-email-answered-title" };
    AnsweredPage { l: open(stage, title), sentence: stage.t().s(sentence).to_owned(), is_stopped }
}
