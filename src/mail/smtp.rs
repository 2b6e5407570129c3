//! The way out: one SMTP server, through lettre's connections but without its transport.
//!
//! lettre's `AsyncSmtpTransport` applies its timeout only to the connection's beginning, so a server that falls silent holds
//! it for ever; and when a sending is given up half way its pool takes the connection back, and the next letter would read
//! the answers meant for this one. Here a connection is kept only after a letter has wholly gone through it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use lettre::Message;
use lettre::transport::smtp::authentication::{self, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::model::Identity;

/// Idle connections kept, and for how long.
const IDLE: usize = 2;
const IDLE_FOR: Duration = Duration::from_secs(30);
/// Permanent answers that speak of our settings, not of the letter (RFC 4954, section 6): to be tried again once these are right.
const OUR_FAULT: [u16; 4] = [530, 534, 535, 538];

/// How the connection is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// Begins in the clear and must change to TLS.
    StartTls,
    Tls,
    None,
}

#[derive(Clone)]
pub struct Credentials {
    pub username: String,
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("username", &self.username).finish_non_exhaustive()
    }
}

/// Where the server is and how to speak to it.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub credentials: Option<Credentials>,
    /// For connecting, and again for handing over one letter.
    pub timeout: Duration,
    /// A certificate authority to trust beside the public ones, in PEM.
    pub authority: Option<String>,
}

/// A letter that was not accepted.
#[derive(Debug)]
pub(super) enum Undelivered {
    Retry(anyhow::Error),
    /// The recipient's server will never take it.
    Refused(anyhow::Error),
}

/// The SMTP server in use.
pub struct Smtp {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl Smtp {
    /// Errors: the certificate authority cannot be read. Connects only when there is a letter.
    pub fn new(settings: SmtpSettings, identity: &Identity) -> anyhow::Result<Self> {
        let tls = match settings.security {
            Security::None => None,
            Security::StartTls | Security::Tls => Some(tls(&settings)?),
        };
        Ok(Self { settings, tls, hello: ClientId::Domain(identity.host.clone()), idle: Mutex::default() })
    }

    /// Hands a letter to the server; returns when it has taken responsibility for it.
    pub(super) async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let limit = self.settings.timeout;
        let late = |_| Undelivered::Retry(anyhow!("the mail server did not answer within {limit:?}"));
        let mut conn =
            tokio::time::timeout(limit, self.connection()).await.map_err(late)?.map_err(Undelivered::Retry)?;
        let bytes = message.formatted();
        let sent = tokio::time::timeout(limit, conn.send(message.envelope(), &bytes)).await.map_err(late)?;
        match sent {
            Ok(_) => {
                self.keep(conn);
                Ok(())
            }
            Err(error)
                if error.is_permanent() && !error.status().is_some_and(|code| OUR_FAULT.contains(&code.into())) =>
            {
                Err(Undelivered::Refused(anyhow::Error::new(error)))
            }
            Err(error) => Err(Undelivered::Retry(anyhow::Error::new(error))),
        }
    }

    /// Connects and signs in, sends nothing, and says goodbye. Errors: what stands in the way.
    pub async fn try_out(&self) -> anyhow::Result<()> {
        let limit = self.settings.timeout;
        let late = || anyhow!("the mail server {} did not answer within {limit:?}", self.settings.host);
        let mut conn = tokio::time::timeout(limit, self.connection()).await.map_err(|_| late())??;
        let _ = tokio::time::timeout(limit, conn.quit()).await; // it answered; how it says goodbye is no matter
        Ok(())
    }

    async fn connection(&self) -> anyhow::Result<AsyncSmtpConnection> {
        while let Some(mut conn) = self.idle() {
            if conn.test_connected().await {
                return Ok(conn);
            }
        }
        self.connect().await.with_context(|| format!("the mail server {}:{}", self.settings.host, self.settings.port))
    }

    async fn connect(&self) -> anyhow::Result<AsyncSmtpConnection> {
        let Self { settings, tls, hello, .. } = self;
        let at_once = tls.clone().filter(|_| settings.security == Security::Tls);
        let server = (settings.host.as_str(), settings.port);
        let mut conn = AsyncSmtpConnection::connect_tokio1(server, None, hello, at_once, None).await?;
        if let (Security::StartTls, Some(tls)) = (settings.security, tls) {
            conn.starttls(tls.clone(), hello).await?;
        }
        if let Some(Credentials { username, password }) = settings.credentials.clone() {
            conn.auth(&[Mechanism::Plain, Mechanism::Login], &authentication::Credentials::new(username, password))
                .await?;
        }
        Ok(conn)
    }

    fn idle(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE_FOR);
        idle.pop().map(|(conn, _)| conn)
    }

    fn keep(&self, conn: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push((conn, Instant::now()));
        }
    }
}

fn tls(settings: &SmtpSettings) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(settings.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(authority) = &settings.authority {
        builder = builder.add_root_certificate(Certificate::from_pem(authority.as_bytes())?);
    }
    Ok(builder.build_rustls()?)
}
