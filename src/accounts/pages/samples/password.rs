//! A forgotten password.

use super::{ForgottenPage, NewPasswordPage};
use crate::web::samples::{HOSTILE, Stage, Who, samples};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/forgotten.html" {
        "blank" => |s| forgotten(s, false),
        "refused" => |s| ForgottenPage { errors: s.errors(&["email"], "error-email"), email: HOSTILE.to_owned(), ..forgotten(s, false) },
        "sent" => |s| forgotten(s, true),
    }
    page "accounts/new_password.html" {
        "blank" => |s| new(s, FieldErrors::default()),
        "refused" => |s| new(s, s.errors(&["password"], "accounts-error-password-common")),
    }
}

fn forgotten(stage: &Stage, is_sent: bool) -> ForgottenPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-forgotten-title"));
    ForgottenPage { l, errors: FieldErrors::default(), email: String::new(), is_sent }
}

fn new(stage: &Stage, errors: FieldErrors) -> NewPasswordPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-new-password-title"));
    NewPasswordPage { l, errors, token: "campione".to_owned(), min_length: 12 }
}
