//! `/amministrazione`: how the server does, what has failed and waits for somebody, and what touches security.
//!
//! Here and not in the rooms because it looks across them: jobs and letters stand below every page, and the log above.
//! Who may not invite people may not see any of it ([`Action::LookAfterServer`](crate::authz::Action)).

mod commands;
mod overview;
mod security;
mod store;
mod work;

use crate::authz::{Action, Facts, Subject, decide};
use crate::web::{Access, Crumb, Routes, Visit, WebResult};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/amministrazione", Access::ADMINISTRATORS, overview::show)
        .get("/amministrazione/lavori", Access::ADMINISTRATORS, work::show)
        .post("/amministrazione/lavori/{job}/ripresa", Access::ADMINISTRATORS, work::retry)
        .post("/amministrazione/lavori/{job}/scarto", Access::ADMINISTRATORS, work::drop)
        .get("/amministrazione/sicurezza", Access::ADMINISTRATORS, security::show)
}

/// Whoever looks may.
fn may_look(visit: &Visit) -> WebResult<()> {
    decide(&visit.viewer.actor(), Action::LookAfterServer, &Facts::about(Subject::Community))?;
    Ok(())
}

/// The way back to the overview.
fn crumbs(visit: &Visit) -> Vec<Crumb> {
    vec![Crumb::new("/amministrazione", visit.t().s("admin-title"))]
}
