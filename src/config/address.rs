//! Where things are: the public address, the database, the proxies in front. Parsed once, so that nobody else looks at strings.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::http::Uri;

use super::Secret;

/// The address people type in their browser: scheme, host and port, never a path (RFC 6454's origin).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    secure: bool,
}

/// The name that passkeys belong to, and the origin of the pages that may ask for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyHome {
    pub host: String,
    pub origin: String,
}

impl PublicUrl {
    pub(super) const EXPECTED: &str =
        "an address such as https://prassi.example.it, without a path, a user name or a password";

    /// `http://` and the address the server listens on.
    pub(super) fn of(listen: SocketAddr) -> Self {
        let host = match listen.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        Self::assemble(false, host, Some(listen.port()))
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let secure = match uri.scheme_str()? {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let authority = uri.authority()?;
        let host = authority.host().to_lowercase();
        // What follows the host: nothing, or a port. (With a user name in front, the host is not a prefix.)
        let rest = authority.as_str().strip_prefix(authority.host())?;
        let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
        let rest_fits = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
        let bare = uri.path() == "/" && uri.query().is_none() && !text.contains(['@', '#']);
        (bare && rest_fits && !host.is_empty()).then(|| Self::assemble(secure, host, authority.port_u16()))
    }

    /// Written as browsers write an origin: the scheme's own port is left out.
    fn assemble(secure: bool, host: String, port: Option<u16>) -> Self {
        let (scheme, own_port) = if secure { ("https", 443) } else { ("http", 80) };
        let origin = match port {
            Some(port) if port != own_port => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        };
        Self { origin, host, secure }
    }

    /// Without a slash at the end, exactly as a browser writes it in `Origin`.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Without the port; an IPv6 address keeps its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn is_https(&self) -> bool {
        self.secure
    }

    /// Whether only this computer can reach it: localhost, 127.x, `::1`.
    pub fn is_local(&self) -> bool {
        let ip = self.host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || ip.is_ok_and(|ip| ip.to_canonical().is_loopback())
    }

    /// Where passkeys of this server belong. Nothing where no browser makes any: they belong to the name of a host, never to an
    /// address of the network, and travel protected or not at all (WebAuthn, sections 5.1.2 and 13.4.9). On this computer alone the
    /// name is "localhost", also when the address is 127.0.0.1.
    pub fn passkey_home(&self) -> Option<PasskeyHome> {
        let is_address = self.host.starts_with('[') || self.host.parse::<IpAddr>().is_ok();
        let host = match (is_address, self.is_local()) {
            (true, true) => "localhost",
            (true, false) => return None,
            (false, _) => self.host.as_str(),
        };
        let is_protected = self.secure || self.is_local();
        is_protected
            .then(|| PasskeyHome { host: host.to_owned(), origin: self.origin.replacen(self.host.as_str(), host, 1) })
    }

    /// The full address of a path that starts with "/".
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// Which engine, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    /// The whole URL: it may hold a password.
    Postgres(Secret),
}

impl DatabaseUrl {
    pub(super) const EXPECTED: &str = "postgres://…, postgresql://… or sqlite:PATH";

    pub(super) fn parse(text: &str, data_dir: &Path) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Sqlite(data_dir.join("prassi.db")));
        }
        if let Some(rest) = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://")) {
            return (!rest.is_empty()).then(|| Self::Postgres(Secret::new(text)));
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:"))?;
        let is_path = !path.is_empty() && !path.contains([':', '?']);
        is_path.then(|| Self::Sqlite(PathBuf::from(path)))
    }
}

/// An IP address or a network of them, such as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Network {
    pub(super) const EXPECTED: &str = "a list of IP addresses and networks such as 10.0.0.0/8";

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().ok()?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
            None => bits,
        };
        (prefix <= bits).then_some(Self { address, prefix })
    }

    /// Whether `ip` lies in it; an IPv4 address that arrives as `::ffff:a.b.c.d` counts as IPv4.
    pub fn contains(&self, ip: IpAddr) -> bool {
        match (self.address, ip.to_canonical()) {
            (IpAddr::V4(mine), IpAddr::V4(theirs)) => {
                (u32::from(mine) ^ u32::from(theirs)).leading_zeros() >= self.prefix
            }
            (IpAddr::V6(mine), IpAddr::V6(theirs)) => {
                (u128::from(mine) ^ u128::from(theirs)).leading_zeros() >= self.prefix
            }
            _ => false,
        }
    }
}
