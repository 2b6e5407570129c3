//! Another password.

use super::OwnPasswordPage;
use crate::web::samples::{Stage, Who, samples};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/own_password.html" {
        "blank" => |s| page(s, FieldErrors::default()),
        "refused" => |s| page(s, s.missing(&["password", "new_password"])),
    }
}

fn page(stage: &Stage, errors: FieldErrors) -> OwnPasswordPage {
    let l = stage.layout(Who::Colleague, Tab::Profile, stage.t().s("accounts-change-password"));
    OwnPasswordPage { l, errors, min_length: 12 }
}
