//! One's profile.

use super::super::super::samples::{bare_person, difficult_person, person};
use super::{Lang, Person, ProfileForm, ProfilePage, zones};
use crate::authz::Standing;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/profile.html" {
        "hardly anything filled in" => |s| page(s, Who::Colleague, bare_person()),
        "filled in" => |s| page(s, Who::Colleague, Person { picture: 2, ..person() }),
        "of a guest" => |s| page(s, Who::Guest, Person { standing: Standing::Guest, ..bare_person() }),
        "refused, the input kept" => refused,
    }
}

fn page(stage: &Stage, who: Who, person: Person) -> ProfilePage {
    let form = ProfileForm::stored(&person, "mediazione, FAMI".to_owned());
    ProfilePage {
        l: stage.layout(who, Tab::Profile, stage.t().s("accounts-profile-title")),
        errors: FieldErrors::default(),
        zones: zones(&form.time_zone),
        person,
        form,
        seen: "0123456789abcdef".to_owned(),
        theirs: Vec::new(),
        languages: Lang::ALL,
    }
}

fn refused(stage: &Stage) -> ProfilePage {
    let mut page = page(stage, Who::LongName, difficult_person());
    page.errors = stage.missing(&[
        "name",
        "function",
        "about",
        "topics",
        "phone",
        "speaks",
        "away_until",
        "away_why",
        "quiet_from",
        "quiet_until",
        "language",
        "time_zone",
    ]);
    let (name, topics) = (HOSTILE.to_owned(), unbroken(300));
    page.theirs = vec![(stage.t().s("field-about"), long(400))];
    page.form = ProfileForm { name, topics, phone: HOSTILE.to_owned(), away_why: long(300), ..page.form };
    page
}
