//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use super::{House, WebError};

/// The visitor's address: the connection's, or the one a trusted proxy names.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The name under which guesses from here are counted: an IPv4 address, or an IPv6 network of 64 bits.
    pub fn bucket(self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(v4) => v4.to_string(),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }
}

impl FromRequestParts<House> for ClientAddress {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, WebError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |c| c.0.ip());
        let is_trusted = |ip: &IpAddr| house.config.trusts_proxy(*ip);
        if !is_trusted(&peer) {
            return Ok(Self(peer));
        }
        // From the right: the last hop that is none of ours is the visitor.
        let named = parts.headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
        let hops: Vec<IpAddr> = named.flat_map(|v| v.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
        Ok(Self(hops.into_iter().rev().find(|hop| !is_trusted(hop)).unwrap_or(peer)))
    }
}
