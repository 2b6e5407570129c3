//! How the server does.

use super::OverviewPage;
use crate::web::Tab;
use crate::web::samples::{Stage, Who, samples};

samples! {
    page "app/administration/overview.html" {
        "all is well" => page,
        "much is stuck" => |s| OverviewPage {
            queued: 12_345,
            parked: 7,
            waiting: 1_234,
            failed: 3,
            unjudged: 3,
            behind: 9_876,
            sockets: 10_000,
            ..page(s)
        },
    }
}

fn page(stage: &Stage) -> OverviewPage {
    OverviewPage {
        l: stage.layout(Who::Administrator, Tab::Administration, stage.t().s("admin-title")),
        version: "0.1.0",
        engine: "PostgreSQL",
        events: 123_456,
        sockets: 12,
        queued: 0,
        parked: 0,
        waiting: 0,
        failed: 0,
        sent: 42,
        unjudged: 0,
        behind: 0,
    }
}
