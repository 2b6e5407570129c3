//! One's picture.

use super::super::super::samples::{difficult_person, person};
use super::{Person, PicturePage};
use crate::web::samples::{Stage, Who, samples};
use crate::web::{FieldErrors, Tab};

samples! {
    page "accounts/picture.html" {
        "none" => |s| page(s, person()),
        "one" => |s| page(s, Person { picture: 4, ..person() }),
        "refused" => |s| PicturePage { errors: s.missing(&["file"]), ..page(s, difficult_person()) },
    }
}

fn page(stage: &Stage, person: Person) -> PicturePage {
    let l = stage.layout(Who::Colleague, Tab::Profile, stage.t().s("accounts-picture"));
    PicturePage { l, errors: FieldErrors::default(), person }
}
