//! Runs servers, and stops them.

use std::fmt::Debug;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The servers of one program: they run until [`ServerHandle::stop`], or until this is dropped.
#[derive(Debug)]
pub struct ServerHandle {
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<io::Result<()>>>,
}

/// Tells that the servers are to stop.
#[derive(Debug, Clone)]
pub struct StopSignal(watch::Receiver<bool>);

impl StopSignal {
    /// Waits until the servers are to stop.
    pub async fn wait(&mut self) {
        // An error means that the handle was dropped, which stops the servers as well.
        let _ = self.0.wait_for(|stopping| *stopping).await;
    }
}

impl Default for ServerHandle {
    fn default() -> Self {
        Self { stop: watch::Sender::new(false), servers: Vec::new() }
    }
}

impl ServerHandle {
    /// The signal that ends the servers, for answers that would last longer.
    pub fn stop_signal(&self) -> StopSignal {
        StopSignal(self.stop.subscribe())
    }

    /// Answers what comes in at `listener`.
    pub fn serve(&mut self, listener: TcpListener, router: Router) {
        self.serve_connections::<_, SocketAddr>(listener, router);
    }

    /// Answers what comes in at a listener of the user's own; requests carry `C`, which knows their connection.
    pub fn serve_connections<L, C>(&mut self, listener: L, router: Router)
    where
        L: Listener,
        L::Addr: Debug,
        C: for<'a> Connected<IncomingStream<'a, L>>,
    {
        let mut signal = self.stop_signal();
        let service = router.into_make_service_with_connect_info::<C>();
        let server =
            axum::serve(listener, service).with_graceful_shutdown(async move { signal.wait().await });
        self.servers.push(tokio::spawn(server.into_future()));
    }

    /// Takes no more requests, lets answers under way go on for `grace` at most, and stops.
    pub async fn stop(self, grace: Duration) {
        let Self { stop, mut servers } = self;
        stop.send_replace(true);
        let all = async {
            for server in &mut servers {
                let _ = server.await;
            }
        };
        if tokio::time::timeout(grace, all).await.is_err() {
            servers.iter().for_each(JoinHandle::abort);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::listen;

    #[tokio::test]
    async fn a_stopped_server_gives_its_port_back() {
        let bound = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let mut handle = ServerHandle::default();
        handle.serve(bound.listener, Router::new());
        let mut signal = handle.stop_signal();
        handle.stop(Duration::from_secs(1)).await;
        signal.wait().await;
        listen::bind(bound.address).await.unwrap();
    }

    #[tokio::test]
    async fn dropping_the_handle_stops_too() {
        let handle = ServerHandle::default();
        let mut signal = handle.stop_signal();
        drop(handle);
        signal.wait().await;
    }
}
