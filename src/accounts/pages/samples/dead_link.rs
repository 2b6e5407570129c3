//! Links that open nothing.

use super::{DeadLinkPage, Purpose};
use crate::web::Tab;
use crate::web::samples::{Stage, Who, samples};

samples! {
    page "accounts/dead_link.html" {
        "of an invitation" => |s| page(s, Who::Nobody, "accounts-dead-invitation", Purpose::Invitation),
        "of a new password" => |s| page(s, Who::Nobody, "accounts-dead-password-link", Purpose::NewPassword),
        "of an address, signed in" => |s| page(s, Who::Colleague, "accounts-dead-email-link", Purpose::NewEmail),
    }
}

fn page(stage: &Stage, who: Who, title: &str, purpose: Purpose) -> DeadLinkPage {
    DeadLinkPage { l: stage.layout(who, Tab::None, stage.t().s(title)), purpose }
}
