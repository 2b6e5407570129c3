//! `/metrics`, on an address of its own: figures in the text format of `OpenMetrics`, which Prometheus reads.
//!
//! Labels are routes, methods, states and kinds: never an id, an address or a name. What is counted on the way of a request
//! costs less than a microsecond; what must be asked of the database is asked when somebody looks.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use crate::db::Db;
use crate::live::Hub;
use crate::{jobs, journal, mail};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answer {
    route: String,
    method: &'static str,
    /// `2xx` and so on.
    status: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Work {
    kind: String,
    state: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Lane {
    lane: &'static str,
}

type Durations = Family<Route, Histogram, fn() -> Histogram>;

/// The figures of this node; cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    answers: Family<Answer, Counter>,
    durations: Durations,
    queued: Family<Lane, Gauge>,
    jobs: Family<Work, Gauge>,
    letters: Family<InState, Gauge>,
    sockets: Gauge,
    newest: Gauge,
    told: Gauge,
    memory: Gauge<f64, AtomicU64>,
}

/// Half a millisecond to eight seconds.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.000_5, 2.0, 15))
}

impl Metrics {
    pub(super) fn new(db: &Db) -> Self {
        let mut registry = Registry::with_prefix("prassi");
        db.figures().register(&mut registry);
        let mut inner = Inner {
            registry: Registry::default(),
            answers: Family::default(),
            durations: Family::new_with_constructor(durations),
            queued: Family::default(),
            jobs: Family::default(),
            letters: Family::default(),
            sockets: Gauge::default(),
            newest: Gauge::default(),
            told: Gauge::default(),
            memory: Gauge::default(),
        };
        registry.register("build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("http_answers", "Answers by route, method and class of status", inner.answers.clone());
        registry.register("http_seconds", "From the head of a request to that of its answer", inner.durations.clone());
        registry.register("write_queued", "Commands that wait for the writer", inner.queued.clone());
        registry.register("jobs", "Jobs by kind and state", inner.jobs.clone());
        registry.register("letters", "Letters by state", inner.letters.clone());
        registry.register("sockets", "Open sockets of pages", inner.sockets.clone());
        registry.register("journal_newest", "The number of the newest event", inner.newest.clone());
        registry.register("journal_told", "The newest event that sockets were told of", inner.told.clone());
        registry.register("memory_resident_bytes", "Memory in use by the process", inner.memory.clone());
        inner.registry = registry;
        Self(Arc::new(inner))
    }

    /// A request was answered. `route` is the pattern, never the address itself.
    pub(super) fn answered(&self, route: &str, method: &axum::http::Method, status: StatusCode, took: Duration) {
        let answer = Answer { route: route.to_owned(), method: name_of(method), status: class_of(status) };
        self.0.answers.get_or_create(&answer).inc();
        self.0.durations.get_or_create(&Route { route: answer.route }).observe(took.as_secs_f64());
    }

    /// The routes of its own address.
    pub(super) fn routes(self, db: Db, hub: Hub) -> Router {
        Router::new().route("/metrics", get(show)).with_state((self, db, hub))
    }

    /// Asks for what changes by itself.
    async fn look(&self, db: &Db, hub: &Hub) -> crate::db::Result<()> {
        let inner = &*self.0;
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (front, background) = db.queued();
        inner.queued.get_or_create(&Lane { lane: "front" }).set(whole(front));
        inner.queued.get_or_create(&Lane { lane: "background" }).set(whole(background));
        inner.sockets.set(whole(hub.sockets()));
        inner.told.set(hub.position().0);
        inner.newest.set(journal::head(db).await?.0);
        inner.memory.set(resident());
        let counted = jobs::count(db).await?;
        inner.jobs.clear(); // a kind that has none any more is gone
        for (kind, state, count) in counted {
            inner.jobs.get_or_create(&Work { kind, state }).set(count);
        }
        for state in [mail::State::Waiting, mail::State::Sent, mail::State::Dropped, mail::State::Failed] {
            inner.letters.get_or_create(&InState { state: state.as_str() }).set(0);
        }
        for (state, count, _) in mail::count(db).await? {
            inner.letters.get_or_create(&InState { state: state.as_str() }).set(count);
        }
        Ok(())
    }
}

async fn show(State((metrics, db, hub)): State<(Metrics, Db, Hub)>) -> Response {
    if let Err(error) = metrics.look(&db, &hub).await {
        tracing::error!(%error, "figures could not be asked of the database");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let mut text = String::new();
    match encode(&mut text, &metrics.0.registry) {
        Ok(()) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

/// A method's name; one that nobody here serves is `other`, whatever a client calls it.
fn name_of(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}

/// Resident memory in bytes, as the kernel says (`man 5 proc_pid_status`); 0 where it says nothing.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() * 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An unoptimised build, on a machine that does other things too; a release takes a tenth of it.
    #[tokio::test]
    async fn counting_a_request_costs_next_to_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let options = crate::db::Options {
            location: crate::db::Location::Sqlite(folder.path().join("prassi.db")),
            write_timeout: Duration::from_secs(5),
            pg_connections: 2,
        };
        let metrics = Metrics::new(&Db::open(&options).await.unwrap());
        let routes: Vec<String> = (0..60).map(|n| format!("/route/{n}/{{thread}}")).collect();
        let begun = std::time::Instant::now();
        for route in routes.iter().cycle().take(60_000) {
            metrics.answered(route, &axum::http::Method::GET, StatusCode::OK, Duration::from_millis(3));
        }
        let each = begun.elapsed() / 60_000;
        eprintln!("counting one request: {each:?}");
        assert!(each < Duration::from_micros(100), "{each:?}");
    }

    #[test]
    fn statuses_and_methods_have_few_names() {
        for (status, class) in [(101, "1xx"), (200, "2xx"), (303, "3xx"), (404, "4xx"), (503, "5xx"), (999, "5xx")] {
            assert_eq!(class_of(StatusCode::from_u16(status).unwrap()), class);
        }
        assert_eq!(name_of(&axum::http::Method::from_bytes(b"NONSENSE").unwrap()), "other");
        assert!(resident() > 1_000_000.0);
    }
}
