//! Sessions in the database, ids stored hashed: who reads the table cannot be anybody.

use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::base::{Clock, Timestamp, digest};
use crate::config::Config;
use crate::db::{self, Command, Db, Tx, sql};

/// The store that tower-sessions keeps its records in, on either engine.
#[derive(Clone)]
pub struct SessionStore {
    db: Db,
    clock: Clock,
    /// How long a session lasts unused.
    idle: Duration,
}

impl std::fmt::Debug for SessionStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionStore")
    }
}

/// The layer that gives every request its session. The cookie is `Lax`: links in mails must arrive signed in.
pub fn session_layer(db: &Db, clock: &Clock, config: &Config) -> SessionManagerLayer<SessionStore> {
    let secure = config.secure_cookies();
    let idle = Duration::from_hours(24 * u64::from(config.sessions.idle_days));
    SessionManagerLayer::new(SessionStore { db: db.clone(), clock: clock.clone(), idle })
        .with_name(if secure { "__Host-prassi" } else { "prassi" })
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_secure(secure)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(i64::from(config.sessions.idle_days))))
}

struct SaveSession {
    id: String,
    data: String,
    expires_at: Timestamp,
}

impl Command for SaveSession {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        sql!(write tx, execute,
            "INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at",
            &self.id, &self.data, self.expires_at)?;
        Ok(())
    }
}

/// A new session, unless one has that id already.
struct CreateSession(SaveSession);

impl Command for CreateSession {
    type Output = bool;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<bool> {
        let Self(SaveSession { id, data, expires_at }) = self;
        let made = sql!(write tx, execute,
            "INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", id, data, *expires_at)?;
        Ok(made == 1)
    }
}

struct DeleteSession {
    id: String,
}

impl Command for DeleteSession {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        sql!(write tx, execute, "DELETE FROM sessions WHERE id = $1", &self.id)?;
        Ok(())
    }
}

/// Deletes what expired before `now`: sessions, and links with a secret.
pub struct CleanSessions {
    pub now: Timestamp,
}

impl Command for CleanSessions {
    type Output = u64;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<u64> {
        let sessions = sql!(write tx, execute, "DELETE FROM sessions WHERE expires_at < $1", self.now)?;
        let links = sql!(write tx, execute, "DELETE FROM link_tokens WHERE expires_at < $1", self.now)?;
        Ok(sessions + links)
    }
}

fn backend(error: &db::Error) -> Error {
    tracing::error!(%error, "the session store failed");
    Error::Backend("the session store failed".to_owned())
}

impl SessionStore {
    fn command(&self, record: &Record) -> Result<SaveSession> {
        Ok(SaveSession {
            id: digest(&record.id.to_string()),
            data: serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?,
            expires_at: self.clock.now().plus(self.idle), // the record's own date comes from the machine's clock
        })
    }
}

#[async_trait]
impl tower_sessions::SessionStore for SessionStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !self.db.write(CreateSession(self.command(record)?)).await.map_err(|e| backend(&e))? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.db.write(self.command(record)?).await.map_err(|e| backend(&e))
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let hashed = digest(&id.to_string());
        let row = sql!(
            read & self.db,
            optional(String, Timestamp),
            "SELECT data, expires_at FROM sessions WHERE id = $1 AND expires_at > $2",
            &hashed,
            self.clock.now()
        );
        let Some((data, at)) = row.map_err(|e| backend(&e))? else { return Ok(None) };
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&data).map_err(|e| Error::Decode(e.to_string()))?,
            expiry_date: OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.0) * 1000)
                .map_err(|e| Error::Decode(e.to_string()))?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.db.write(DeleteSession { id: digest(&id.to_string()) }).await.map_err(|e| backend(&e))
    }
}
