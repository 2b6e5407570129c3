//! What touches rights.

use super::{Line, PersonId, SecurityPage, Seq};
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "app/administration/security.html" {
        "nothing" => |s| SecurityPage { failures: 0, sides: 0, blocked: 0, touches: Vec::new(), older: None, ..page(s) },
        "guesses and events, difficult words" => page,
    }
}

fn page(stage: &Stage) -> SecurityPage {
    let t = stage.t();
    let line = |key: &str, who: &str, whom: Option<&str>| Line {
        when: stage.date(Stage::ago(20)),
        who: who.to_owned(),
        what: t.s(key).to_owned(),
        whom: whom.map(|name| (PersonId(21), name.to_owned())),
    };
    let touches = vec![
        line("admin-security-invited", "Gaia Terrachiara", None),
        line("admin-security-password", t.s("admin-security-nobody"), Some("Nives Altopiano")),
        line("admin-security-role", HOSTILE, Some(&unbroken(100))),
    ];
    SecurityPage {
        l: stage.layout(Who::Administrator, Tab::Administration, t.s("admin-security-title")),
        failures: 12,
        sides: 3,
        blocked: 1,
        window_minutes: 15,
        touches,
        older: Some(Seq(4)),
    }
}
