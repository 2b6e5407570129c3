//! Who has been invited.

use super::super::super::samples::{invitation, invitations, offices};
use super::{InvitationsPage, InviteForm, Outcome};
use crate::base::{InvitationId, SpaceId};
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/invitations.html" {
        "none" => |s| InvitationsPage { invitations: Vec::new(), ..page(s) },
        "one" => |s| InvitationsPage { invitations: vec![invitation()], ..page(s) },
        "of every outcome" => |s| InvitationsPage { older: Some(InvitationId(30)), ..page(s) },
        "refused, the input kept" => refused,
    }
}

fn page(stage: &Stage) -> InvitationsPage {
    let (regions, others) = offices();
    let spaces = vec![(SpaceId(3), "Mediazione e servizi".to_owned()), (SpaceId(5), HOSTILE.to_owned())];
    InvitationsPage {
        l: stage.layout(Who::Administrator, Tab::Administration, stage.t().s("accounts-invitations-title")),
        errors: FieldErrors::default(),
        form: InviteForm::default(),
        regions,
        others,
        spaces,
        invitations: invitations(),
        back: "/amministrazione/inviti",
        outcome: None,
        older: None,
        now: Stage::NOW,
    }
}

fn refused(stage: &Stage) -> InvitationsPage {
    let form = InviteForm {
        name: HOSTILE.to_owned(),
        email: unbroken(300),
        organisation: "8".to_owned(),
        standing: "guest".to_owned(),
        is_administrator: true,
        space: "5".to_owned(),
        role: "facilitator".to_owned(),
        until: "ieri".to_owned(),
    };
    let errors = stage.missing(&["name", "email", "organisation", "standing", "space", "until"]);
    InvitationsPage { form, errors, outcome: Some(Outcome::Expired), ..page(stage) }
}
