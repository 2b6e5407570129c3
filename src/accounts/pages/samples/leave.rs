//! Going.

use super::super::super::samples::places;
use super::LeavePage;
use crate::web::samples::{Stage, Who, samples};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/leave.html" {
        "nothing to pass on" => |s| LeavePage { led: Vec::new(), ..page(s) },
        "spaces to pass on, a wrong password" => |s| LeavePage { errors: s.missing(&["password"]), ..page(s) },
        "the last administrator" => |s| LeavePage { is_last: true, ..page(s) },
    }
}

fn page(stage: &Stage) -> LeavePage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Profile, t.s("accounts-leave-title"));
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    LeavePage { l, errors: FieldErrors::default(), led: places(), is_last: false }
}
