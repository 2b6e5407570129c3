//! An office with its people.

use super::super::super::samples::{helps, listed, two_offices};
use super::{OfficePage, Organisation};
use crate::web::samples::{Stage, Who, samples};
use crate::web::{Crumb, Tab};

samples! {
    page "accounts/office.html" {
        "nobody yet" => |s| page(s, Who::Colleague, &two_offices()[0], 0),
        "one, for the focal point" => |s| OfficePage { may_invite: true, ..page(s, Who::Colleague, &two_offices()[0], 1) },
        "many, for an administrator, difficult words" => |s| OfficePage {
            may_manage: true,
            may_invite: true,
            has_more: true,
            ..page(s, Who::Administrator, &two_offices()[1], 5)
        },
    }
}

fn page(stage: &Stage, who: Who, office: &Organisation, people: usize) -> OfficePage {
    let l = stage.layout(who, Tab::Directory, office.name.clone());
    OfficePage {
        l: l.with_crumbs(vec![Crumb::new("/rubrica", stage.t().s("accounts-directory-title"))]),
        office: office.clone(),
        people: listed(people),
        has_more: false,
        helps: helps(),
        may_manage: false,
        may_invite: false,
        today: Stage::NOW.zoned(&Stage::zone()).date(),
    }
}
