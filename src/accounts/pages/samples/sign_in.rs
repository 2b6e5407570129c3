//! The door.

use askama::Template as _;

use super::SignInPage;
use crate::web::samples::{HOSTILE, Stage, Who, samples, with_passkeys};
use crate::web::{Kept, Tab};

samples! {
    whole "accounts/sign_in.html" {
        "blank" => |s| Ok(with_passkeys(&page(s).render()?)),
    }
    page "accounts/sign_in.html" {
        "without a script" => page,
        "wrong" => |s| SignInPage {
            email: HOSTILE.to_owned(),
            error: Some(s.t().s("accounts-sign-in-wrong").to_owned()),
            kept: Some(Kept { action: "/spazi".to_owned(), fields: vec![("name".to_owned(), HOSTILE.to_owned())] }),
            ..page(s)
        },
        "after a new password" => |s| SignInPage { notice: Some(s.t().s("accounts-password-changed")), ..page(s) },
    }
}

fn page(stage: &Stage) -> SignInPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-sign-in-title"));
    SignInPage { l, kept: None, next: "/".to_owned(), email: String::new(), error: None, notice: None }
}
