//! Binds a local port.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::TcpListener;

/// A port that is taken by us.
#[derive(Debug)]
pub struct Bound {
    /// Where requests come in.
    pub listener: TcpListener,
    /// Its address; the port is never 0.
    pub address: SocketAddr,
}

/// An address that cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
pub struct BindError {
    /// What was asked for.
    pub address: SocketAddr,
    /// Why not.
    pub source: io::Error,
}

impl BindError {
    /// Whether another program has the port.
    pub fn is_in_use(&self) -> bool {
        self.source.kind() == io::ErrorKind::AddrInUse
    }
}

/// Listens on `address`; port 0 takes any that is free.
pub async fn bind(address: SocketAddr) -> Result<Bound, BindError> {
    let failed = |source| BindError { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Bound { listener, address })
}

/// Listens on `address`, or on the first free one of the `more` ports behind it while they are in use.
pub async fn bind_or_next(address: SocketAddr, more: u16) -> Result<Bound, BindError> {
    let mut result = bind(address).await;
    for next in 1..=more {
        if !result.as_ref().is_err_and(BindError::is_in_use) {
            break;
        }
        let port = address.port().saturating_add(next);
        result = bind(SocketAddr::new(address.ip(), port)).await;
    }
    result.map_err(|error| BindError { address, ..error })
}

/// Listens on `localhost`: at one port of IPv4, and of IPv6 where the machine has it.
///
/// Where another program has the port of IPv6, a browser may go there; so that is an error.
pub async fn bind_localhost(port: u16) -> Result<Vec<Bound>, BindError> {
    let four = bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)).await?;
    let port = four.address.port();
    match bind(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port)).await {
        Ok(six) => Ok(vec![four, six]),
        Err(error) if error.is_in_use() => Err(error),
        Err(_) => Ok(vec![four]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any() -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)
    }

    #[tokio::test]
    async fn a_port_is_taken_once_and_the_next_one_will_do() {
        let first = bind(any()).await.unwrap();
        assert_ne!(first.address.port(), 0);
        let error = bind(first.address).await.unwrap_err();
        assert!(error.is_in_use() && error.address == first.address, "{error:?}");
        assert!(bind_or_next(first.address, 0).await.is_err());
        let next = bind_or_next(first.address, 20).await.unwrap();
        assert!(next.address.port() > first.address.port());
    }
}
