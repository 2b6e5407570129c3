//! Settings: read once at the start, then never change.
//!
//! Owns `config/prassi.toml` (defaults and documentation at once) and the types every setting has. Must always hold: a `Config` exists
//! only when all settings are right; unknown keys and variables are refused; a secret shows in no error, log line or page. Records
//! nothing in the journal.

mod address;
mod error;
mod layers;
mod read;
mod reader;
mod secret;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use lettre::message::Mailbox;

pub use address::{DatabaseUrl, Network, PasskeyHome, PublicUrl};
pub use error::{ConfigError, Problem};
pub use reader::Setting;
pub use secret::Secret;

/// Every setting, each named and explained as in `config/prassi.toml`.
#[derive(Debug, Clone)]
pub struct Config {
    pub data_dir: PathBuf,
    pub listen: SocketAddr,
    public_url: PublicUrl,
    pub database_url: DatabaseUrl,
    pub community_name: String,
    pub default_language: Language,
    pub time_zone: TimeZone,
    pub demo: Auto,
    pub log: String,
    pub log_format: LogFormat,
    pub trusted_proxies: Vec<Network>,
    pub links: Links,
    pub smtp: Smtp,
    pub mail: Letters,
    pub sessions: Sessions,
    pub invitations: Invitations,
    pub passwords: Passwords,
    pub limits: Limits,
    pub files: Files,
    pub live: Live,
    pub metrics: Metrics,
    pub jobs: Jobs,
    pub database: Database,
    pub dev: Dev,
    settings: Vec<Setting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    It,
    En,
}

/// Something done by itself where it makes sense, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auto {
    Auto,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Addresses for the footer.
#[derive(Debug, Clone)]
pub struct Links {
    pub accessibility: Option<String>,
    pub privacy: Option<String>,
    pub feedback: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Smtp {
    pub host: Option<String>,
    pub port: u16,
    pub username: Option<String>,
    pub password: Secret,
    pub security: Security,
    pub from: Mailbox,
    pub timeout_seconds: u64,
    pub max_per_minute: u32,
}

/// What is kept of letters.
#[derive(Debug, Clone)]
pub struct Letters {
    pub keep_sent_days: u16,
}

/// Figures for those who look after the server.
#[derive(Debug, Clone)]
pub struct Metrics {
    /// Nowhere when it is none.
    pub listen: Option<SocketAddr>,
}

/// How the connection to the SMTP server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    StartTls,
    Tls,
    None,
}

#[derive(Debug, Clone)]
pub struct Sessions {
    pub idle_days: u16,
    pub absolute_days: u16,
}

#[derive(Debug, Clone)]
pub struct Invitations {
    pub valid_days: u16,
}

impl Invitations {
    /// How long an invitation opens the door.
    pub fn valid_for(&self) -> Duration {
        Duration::from_hours(24 * u64::from(self.valid_days))
    }
}

#[derive(Debug, Clone)]
pub struct Passwords {
    pub min_length: usize,
    pub hash_memory_kib: u32,
    pub hash_passes: u32,
    pub hash_lanes: u32,
    pub concurrent_hashes: usize,
}

#[derive(Debug, Clone)]
pub struct Limits {
    pub body_chars: usize,
    pub title_chars: usize,
    pub form_bytes: usize,
    pub sign_in_failures: u32,
    pub sign_in_failures_per_address: u32,
    pub sign_in_window_minutes: u32,
    pub api_per_minute: u32,
}

/// A thousand thousands: files are counted as file managers count them.
const MEGABYTE: i64 = 1_000_000;

/// What people may upload.
#[derive(Debug, Clone)]
pub struct Files {
    pub max_mb: u32,
    pub per_post: u32,
    pub quota_mb: u32,
    pub uploads_at_once: usize,
}

impl Files {
    /// The largest file, in bytes.
    pub fn max_bytes(&self) -> i64 {
        i64::from(self.max_mb) * MEGABYTE
    }

    /// What one person's files may have together, in bytes.
    pub fn quota_bytes(&self) -> i64 {
        i64::from(self.quota_mb) * MEGABYTE
    }
}

#[derive(Debug, Clone)]
pub struct Live {
    pub queue_frames: usize,
    pub replay_events: usize,
    pub heartbeat_seconds: u64,
    pub max_sockets: usize,
    pub sockets_per_person: usize,
    pub topics_per_socket: usize,
}

#[derive(Debug, Clone)]
pub struct Jobs {
    pub workers: usize,
    pub lease_seconds: u64,
    pub max_attempts: u32,
}

#[derive(Debug, Clone)]
pub struct Database {
    pub pg_connections: u32,
    pub write_timeout_ms: u64,
    pub cache_posts: usize,
}

#[derive(Debug, Clone)]
pub struct Dev {
    pub mailbox: Auto,
    pub bench_floor: bool,
    pub reload: bool,
}

/// What happens to letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailRoute {
    /// They leave through `smtp.host`.
    Smtp,
    /// A page shows them; nothing leaves.
    Mailbox,
    /// They wait in the outbox until a server is named.
    Wait,
}

impl Config {
    /// The built-in file, over it `explicit` (or the file `PRASSI_CONFIG` names), over it the variables of `env` that start with `PRASSI_`.
    /// Fails with everything that is wrong at once.
    pub fn load(explicit: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let (figment, problems) = layers::merge(explicit, env)?;
        read::config(reader::Reader::new(figment, problems))
    }

    /// This process's environment in the form `load` takes; what is not Unicode arrives with replacement characters and is refused there.
    pub fn environment() -> impl Iterator<Item = (String, String)> {
        let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
        std::env::vars_os().map(move |(name, value)| (text(name), text(value)))
    }

    /// The address people type in their browser.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// Whether the public address is this computer, so that nobody else is expected here.
    pub fn is_local(&self) -> bool {
        self.public_url.is_local()
    }

    /// Whether cookies carry `Secure`.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.is_https()
    }

    /// Whether an empty database is filled with the invented community.
    pub fn seeds_demo(&self) -> bool {
        self.demo == Auto::Auto && self.is_local()
    }

    pub fn mail_route(&self) -> MailRoute {
        match (&self.smtp.host, self.dev.mailbox) {
            (Some(_), _) => MailRoute::Smtp,
            (None, Auto::Auto) if self.is_local() => MailRoute::Mailbox,
            (None, _) => MailRoute::Wait,
        }
    }

    /// Whether what `ip` says in X-Forwarded-For counts.
    pub fn trusts_proxy(&self, ip: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(ip))
    }

    /// Every setting with its value (secrets masked) and where it was set, for `prassi doctor`.
    pub fn settings(&self) -> &[Setting] {
        &self.settings
    }
}
