//! The wish to stop.

use tokio::sync::watch;

/// Waits until the author wants to stop; for ever if nobody can say so any more.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}
