//! The door of a space.

use super::super::samples::{difficult_space, head, space};
use super::{DoorPage, Request, RequestState, SpaceForActor, SpaceTab};
use crate::authz::Openness;
use crate::base::RequestId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "spaces/door.html" {
        "to ask" => |s| DoorPage { may_ask: true, ..page(s, &closed()) },
        "asked" => |s| DoorPage { request: Some(request(RequestState::Waiting)), ..page(s, &closed()) },
        "not granted, and asked again" => |s| DoorPage {
            request: Some(request(RequestState::Refused)),
            may_ask: true,
            errors: s.missing(&["words"]),
            words: format!("{HOSTILE} {}", long(600)),
            ..page(s, &closed())
        },
        "to enter, difficult words" => |s| page(s, &SpaceForActor { openness: Openness::Open, ..difficult_space(None) }),
    }
}

fn closed() -> SpaceForActor {
    SpaceForActor { openness: Openness::Closed, ..space(None) }
}

fn page(stage: &Stage, found: &SpaceForActor) -> DoorPage {
    let l = stage.layout(Who::Colleague, Tab::Spaces, stage.t().s("spaces-door"));
    let l = l.with_crumbs(vec![Crumb::new("/spazi", stage.t().s("spaces-title"))]);
    let head = head(stage, found, SpaceTab::Threads);
    DoorPage { l, head, request: None, may_ask: false, words: String::new(), errors: FieldErrors::default() }
}

fn request(state: RequestState) -> Request {
    let decided_at = (state == RequestState::Refused).then(|| Stage::ago(40));
    let (words, reason) = ("Lavoro sullo stesso tema.".to_owned(), HOSTILE.to_owned());
    Request { id: RequestId(1), state, words, reason, created_at: Stage::ago(90), decided_at }
}
