//! Work that failed for good.

use super::{JobId, Parked, Stuck, WorkPage};
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};

samples! {
    page "app/administration/work.html" {
        "nothing" => |s| WorkPage { letters: Vec::new(), others: Vec::new(), next: None, ..page(s) },
        "letters and others, difficult words" => page,
    }
}

fn page(stage: &Stage) -> WorkPage {
    let stuck = |job, recipient: String, error: Option<String>| Stuck {
        job: JobId(job),
        kind: "accounts.invitation".to_owned(),
        recipient,
        error,
        attempts: 12,
        parked_at: Stage::ago(9),
    };
    let parked = |id, last_error: String| Parked {
        id: JobId(id),
        kind: "files.sweep".to_owned(),
        payload: "{}".to_owned(),
        attempts: 12,
        last_error: Some(last_error),
        created_at: Stage::ago(90),
        parked_at: Stage::ago(9),
    };
    let day = || stage.day(Stage::ago(9));
    let long_address = format!("{}@x.example", unbroken(64));
    WorkPage {
        l: stage.layout(Who::Administrator, Tab::Administration, stage.t().s("admin-work-title")),
        letters: vec![
            (stuck(1, "nives.altopiano@prefettura.example".to_owned(), None), day()),
            (stuck(2, long_address, Some(format!("{HOSTILE} {}", unbroken(300)))), day()),
        ],
        others: vec![(parked(3, "the disk is full".to_owned()), day()), (parked(4, unbroken(300)), day())],
        next: Some(JobId(4)),
    }
}
