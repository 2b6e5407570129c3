//! Somebody comes in.

use super::super::super::samples::invitation;
use super::{InvitationPage, StalePage};
use crate::authz::Standing;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/invitation.html" {
        "for a colleague" => page,
        "for a guest, by nobody" => by_nobody,
        "refused, difficult words" => refused,
    }
    page "accounts/stale_invitation.html" {
        "to an office" => stale,
        "to a space, difficult words" => |s| {
            let mut page = stale(s);
            page.invitation.space = Some(Stage::SPACE);
            page.invitation.office = long(200);
            page
        },
    }
}

fn page(stage: &Stage) -> InvitationPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-invitation-title"));
    let (invitation, token) = (invitation(), "campione".to_owned());
    let (name, function) = (invitation.name.clone(), String::new());
    InvitationPage { l, errors: FieldErrors::default(), token, invitation, name, function, min_length: 12 }
}

fn stale(stage: &Stage) -> StalePage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-dead-invitation"));
    StalePage { l, invitation: invitation() }
}

fn by_nobody(stage: &Stage) -> InvitationPage {
    let mut page = page(stage);
    page.invitation.standing = Standing::Guest;
    page.invitation.inviter = None;
    page
}

fn refused(stage: &Stage) -> InvitationPage {
    let mut page = page(stage);
    page.invitation.inviter = Some(format!("{HOSTILE} {}", unbroken(80)));
    page.invitation.office = long(200);
    page.invitation.email = format!("{}@x.example", unbroken(64));
    let errors = stage.missing(&["name", "function", "password"]);
    InvitationPage { errors, name: HOSTILE.to_owned(), function: unbroken(300), ..page }
}
