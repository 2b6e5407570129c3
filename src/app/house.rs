//! The whole house, opened.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::middleware::{from_fn_with_state, map_request};
use axum::{Extension, Router};
use futures_util::future::BoxFuture;
use tower_http::catch_panic::CatchPanicLayer;

use super::metrics::Metrics;
use super::observe::{Observer, observe};
use crate::accounts::Accounts;
use crate::base::{Clock, Rng};
use crate::blobs::Blobs;
use crate::bus::Bus;
use crate::config::{Config, DatabaseUrl, MailRoute, Security};
use crate::db::{Db, Location, Options};
use crate::files::Files;
use crate::jobs::{self, Claimed, Failure, Handler, Runner, Worker};
use crate::live::Hub;
use crate::mail::{self, Mailer, Transport};
use crate::threads::{Fragments, UnreadThreads};
use crate::web::api::{self, CleanAnswers, Limiter, Operation, Operations};
use crate::web::{
    CleanSessions, Declared, House, Parts, Routes, assets, error_pages, impatient, kept_routes, protect,
    refuse_foreign, session_layer,
};
use crate::{accounts, live, reports, spaces, threads};

/// How often expired sessions are cleaned away.
const CLEANING: Duration = Duration::from_hours(1);

/// Names what is running; with `dev.reload` each start has a name of its own, and says that pages load again.
fn build(config: &Config, rng: &Rng) -> String {
    let released = format!("{}-{}", env!("CARGO_PKG_VERSION"), assets::version());
    if config.dev.reload { format!("{released}+reload.{:x}", rng.below(1 << 32)) } else { released }
}

/// Everything that runs: handlers, readers of the journal, workers.
pub struct App {
    pub house: House,
    pub router: Router,
    /// What the routes declared, for the access test.
    pub declared: Vec<Declared>,
    /// What the API's operations declared, for the same.
    pub operations: Vec<Operation>,
    /// Does the jobs that are due; the same as the runner's, for tests that drain the queue.
    pub worker: Worker,
    pub accounts: Accounts,
    /// The figures that `/metrics` shows.
    pub metrics: Metrics,
    hub: Hub,
    runner: Option<Runner>,
    bus: Bus,
}

impl App {
    /// Opens the database and starts readers and workers.
    ///
    /// Errors: what stands in the way, in one sentence.
    pub async fn open(config: Config, clock: Clock, rng: Rng) -> anyhow::Result<Self> {
        let app = Self::open_idle(config, clock, rng).await?;
        let runner = Runner::start(app.worker.clone(), app.bus.news()).await.context("the workers do not start")?;
        Ok(Self { runner: Some(runner), ..app })
    }

    /// Like [`App::open`], without workers: jobs wait for [`Worker::drain`].
    pub async fn open_idle(config: Config, clock: Clock, rng: Rng) -> anyhow::Result<Self> {
        let db = Db::open(&database(&config)?).await?;
        let bus = Bus::start(&db);
        let accounts = Accounts::new(&config, &rng, accounts::LaterRooms::of(spaces::Invited))?;
        accounts::seed_organisations(&db).await?;
        let mut rooms = axum::http::Extensions::new();
        rooms.insert(Fragments::new(&config));
        let blobs = Blobs::open(&config.data_dir).context("the folder of files")?;
        rooms.insert(Files::new(blobs.clone(), accounts.studio().maker(), config.files.clone()));
        let worker = worker((&db, &blobs), &clock, &rng, &config)?;
        rooms.insert(accounts.clone());
        rooms.insert(Limiter::new(config.limits.api_per_minute));
        let build = build(&config, &rng);
        let parts = Parts {
            db: db.clone(),
            config,
            clock,
            rng,
            build,
            identify: Box::new(accounts.clone()),
            unread: Box::new(UnreadThreads),
            rooms,
        };
        let house = House::new(parts);
        let hub = Hub::start(house.clone(), bus.news()).await?;
        let metrics = Metrics::new(&db);
        let (router, declared, operations) = routes(&house, &accounts, &hub);
        let observer = Observer { rng: house.rng.clone(), metrics: metrics.clone() };
        let router = router.layer(from_fn_with_state(observer, observe));
        Ok(Self { house, router, declared, operations, accounts, metrics, worker, hub, runner: None, bus })
    }

    /// Says goodbye to sockets, lets running jobs finish.
    pub async fn stop(self) {
        self.hub.stop().await;
        if let Some(runner) = self.runner {
            runner.stop().await;
        }
    }

    /// The routes of the address of figures: `/metrics` alone.
    pub fn figures(&self) -> Router {
        self.metrics.clone().routes(self.house.db.clone(), self.hub.clone())
    }

    /// The part of the house that sockets wait on: closed first at a shutdown.
    pub fn hub(&self) -> Hub {
        self.hub.clone()
    }
}

/// Where the configured database is.
pub fn location(config: &Config) -> Location {
    match &config.database_url {
        DatabaseUrl::Sqlite(path) => Location::Sqlite(path.clone()),
        DatabaseUrl::Postgres(url) => Location::Postgres(url.expose().to_owned()),
    }
}

/// Makes a folder, with those it is in, that only who runs the server gets into; one that is there stays as it is.
pub fn private_folder(path: &std::path::Path) -> std::io::Result<()> {
    std::os::unix::fs::DirBuilderExt::mode(std::fs::DirBuilder::new().recursive(true), 0o700).create(path)
}

/// What the configured database is opened with. Errors: its folder cannot be made.
pub fn database(config: &Config) -> anyhow::Result<Options> {
    let location = location(config);
    if let Location::Sqlite(path) = &location
        && let Some(folder) = path.parent()
    {
        private_folder(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let write_timeout = Duration::from_millis(config.database.write_timeout_ms);
    Ok(Options { location, write_timeout, pg_connections: config.database.pg_connections })
}

fn worker((db, blobs): (&Db, &Blobs), clock: &Clock, rng: &Rng, config: &Config) -> anyhow::Result<Worker> {
    let identity = mail::Identity::new(config.smtp.from.clone(), config.public_url().host());
    let transport = match config.mail_route() {
        MailRoute::Mailbox => Transport::DevMailbox,
        MailRoute::Wait => Transport::Held,
        MailRoute::Smtp => Transport::Smtp(Box::new(mail_server(config)?)),
    };
    let mut composers = accounts::composers(db, clock, rng, config);
    composers.extend(spaces::composers(db, config));
    composers.extend(threads::composers(db, config));
    composers.extend(reports::composers(db, config));
    let pace = if config.mail_route() == MailRoute::Smtp { config.smtp.max_per_minute } else { 0 };
    let mailer = Mailer::new(db.clone(), clock.clone(), identity, transport, composers).at_most_per_minute(pace);
    let cleaner = Cleaner {
        db: db.clone(),
        clock: clock.clone(),
        idle: Duration::from_hours(24 * u64::from(config.sessions.idle_days)),
        letters: Duration::from_hours(24 * u64::from(config.mail.keep_sent_days)),
    };
    let keeper = spaces::Keeper { db: db.clone(), clock: clock.clone() };
    let changer = accounts::EmailChanger::handler(db, clock, rng);
    let sweeper = Files::sweeper(db, clock, blobs);
    let mut handlers: Vec<Arc<dyn Handler>> =
        vec![Arc::new(mailer), Arc::new(cleaner), changer, Arc::new(keeper), sweeper];
    handlers.extend(spaces::tellers(db, clock));
    handlers.push(reports::teller(db, clock));
    handlers.extend(threads::Reminder::handlers(db, clock).map(|handler| Arc::new(handler) as Arc<dyn Handler>));
    let settings = jobs::Settings {
        workers: config.jobs.workers,
        lease: Duration::from_secs(config.jobs.lease_seconds),
        max_attempts: config.jobs.max_attempts,
        node: format!("{}", std::process::id()),
    };
    Ok(Worker::new(db.clone(), clock.clone(), rng.clone(), handlers, settings))
}

/// The configured mail server. Errors: its settings cannot be used.
pub fn mail_server(config: &Config) -> anyhow::Result<mail::Smtp> {
    let identity = mail::Identity::new(config.smtp.from.clone(), config.public_url().host());
    mail::Smtp::new(smtp(config), &identity)
}

fn smtp(config: &Config) -> mail::SmtpSettings {
    let smtp = &config.smtp;
    let credentials = smtp
        .username
        .clone()
        .map(|username| mail::Credentials { username, password: smtp.password.expose().to_owned() });
    mail::SmtpSettings {
        host: smtp.host.clone().unwrap_or_default(),
        port: smtp.port,
        security: match smtp.security {
            Security::StartTls => mail::Security::StartTls,
            Security::Tls => mail::Security::Tls,
            Security::None => mail::Security::None,
        },
        credentials,
        timeout: Duration::from_secs(smtp.timeout_seconds),
        authority: None,
    }
}

/// Cleans away what has expired.
struct Cleaner {
    db: Db,
    clock: Clock,
    /// How long an unused sign-in lasts.
    idle: Duration,
    /// How long letters that were sent are kept.
    letters: Duration,
}

impl Handler for Cleaner {
    fn kind(&self) -> &'static str {
        "web.clean"
    }

    fn every(&self) -> Option<Duration> {
        Some(CLEANING)
    }

    fn run<'a>(&'a self, _: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let now = self.clock.now();
            self.db.write_later(CleanSessions { now }).await.map_err(|e| Failure::Retry(e.into()))?;
            while self.db.write_later(CleanAnswers { now }).await? == CleanAnswers::PIECE {}
            let before = now.minus(self.letters);
            while self.db.write_later(mail::CleanLetters { before }).await? == mail::CleanLetters::PIECE {}
            self.db
                .write_later(accounts::CleanAccounts { now, idle: self.idle })
                .await
                .map(|_| ())
                .map_err(|e| Failure::Retry(e.into()))
        })
    }
}

/// Every route of the house. Assets, health and the API need no session; all else has one, and errors with a way out.
fn routes(house: &House, accounts: &Accounts, hub: &Hub) -> (Router, Vec<Declared>, Vec<Operation>) {
    let (open, mut declared) = assets::routes().merge(super::health::routes()).into_parts();
    let people = [accounts::routes(), spaces::routes(), threads::routes(), reports::routes()];
    let rooms = people.into_iter().chain([live::routes(), kept_routes()]);
    let operations = [accounts::operations(), spaces::operations(), threads::operations(), reports::operations()];
    let operations = operations.into_iter().fold(Operations::default(), Operations::merge);
    let offered = operations.declared();
    let document = api::describe(&offered, &house.config);
    let mut inner = rooms.fold(super::administration::routes(), Routes::merge);
    inner = inner.merge(super::api_page::routes(&document));
    if house.config.mail_route() == MailRoute::Mailbox {
        inner = inner.merge(super::dev::routes());
    }
    if house.config.is_local() {
        inner = inner.merge(super::gallery::routes());
    }
    let (inner, more) = inner.into_parts();
    declared.extend(more);
    let inner = inner
        .layer(Extension(accounts.clone()))
        .layer(Extension(hub.clone()))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(house.clone(), refuse_foreign))
        .fallback(|| async { crate::web::WebError::NotFound })
        .layer(map_request(|request| async { impatient(request) }))
        .layer(from_fn_with_state(house.clone(), error_pages))
        .layer(session_layer(&house.db, &house.clock, &house.config));
    // `/readyz` asks the hub too, and stands outside the session.
    let open =
        open.method_not_allowed_fallback(|| async { crate::web::WebError::NotFound }).layer(Extension(hub.clone()));
    let inner = inner.merge(api::into_router(operations, document, house));
    let mut router = inner.merge(open).layer(from_fn_with_state(house.clone(), protect)).with_state(house.clone());
    if house.config.dev.bench_floor {
        router = router.merge(super::floor::routes());
    }
    (router, declared, offered)
}

/// A handler that panicked: logged by the panic hook; the visitor gets the page of an internal error.
fn panicked(_: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    axum::response::IntoResponse::into_response(crate::web::WebError::internal("a handler panicked"))
}
