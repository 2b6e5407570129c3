//! Several at once.

use super::super::super::samples::{invitations, offices, two_offices};
use super::{Checked, Destination, InviteManyPage, ManyForm, WhyNot};
use crate::base::InvitationId;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/invite_many.html" {
        "to the community, blank" => |s| page(s, Destination::Community),
        "to an office, some sent" => |s| InviteManyPage {
            checked: Checked { lines: vec![("Mara".to_owned(), Some(WhyNot::Unreadable))], sent: 3 },
            invitations: Some(invitations()),
            older: Some(InvitationId(30)),
            ..page(s, Destination::Office(two_offices()[0].clone()))
        },
        "to a space, nobody invited yet" => |s| InviteManyPage { invitations: Some(Vec::new()), ..page(s, space("Mediazione")) },
        "lines looked at, difficult words" => looked_at,
    }
}

fn space(name: &str) -> Destination {
    Destination::Space { id: Stage::SPACE, name: name.to_owned() }
}

fn page(stage: &Stage, place: Destination) -> InviteManyPage {
    let ((regions, others), t) = (offices(), stage.t());
    let l = stage.layout(Who::Administrator, Tab::Administration, t.s("accounts-many-title"));
    let l = l.with_crumbs(vec![Crumb::new("/amministrazione", t.s("admin-title"))]);
    InviteManyPage {
        l,
        errors: FieldErrors::default(),
        back: place.page(),
        place,
        form: ManyForm { until: "2027-02-20".to_owned(), ..ManyForm::default() },
        checked: Checked::default(),
        regions,
        others,
        invitations: None,
        older: None,
        now: Stage::NOW,
    }
}

fn looked_at(stage: &Stage) -> InviteManyPage {
    let line = |text: String, why| (text, why);
    let lines = vec![
        line("Orso Montelago <orso@prefettura.example>".to_owned(), None),
        line(HOSTILE.to_owned(), Some(WhyNot::Unreadable)),
        line(unbroken(300), Some(WhyNot::TooMany)),
        line("mara@x.example".to_owned(), Some(WhyNot::Taken)),
    ];
    let body = lines.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>().join("\n");
    let form = ManyForm { body, organisation: "90".to_owned(), until: "ieri".to_owned() };
    let errors = stage.missing(&["body", "until"]);
    InviteManyPage { form, errors, checked: Checked { lines, sent: 0 }, ..page(stage, space(HOSTILE)) }
}
