//! The signals that end a run: Ctrl-C, SIGTERM, and SIGHUP.
//!
//! All of them mean the same: stop cleanly. Whoever listens does so from [`Interrupt::listen`] on, so that no signal
//! is lost between the start of a command and its first wait.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::exit::CommandError;

/// Becomes `true` at the first of them.
pub(super) fn on_interrupt() -> Result<watch::Receiver<bool>, CommandError> {
    let mut interrupt = Interrupt::listen().map_err(CommandError::Output)?;
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        interrupt.came().await;
        sender.send_replace(true);
        // Kept for ever, so that whoever waits does not take the end of this task for a signal.
        std::future::pending::<()>().await;
    });
    Ok(receiver)
}

/// Listens for a signal to stop.
pub(super) struct Interrupt {
    #[cfg(unix)]
    ctrl_c: Signal,
    #[cfg(unix)]
    terminate: Signal,
    /// Nobody listens where `nohup` had it ignored.
    #[cfg(unix)]
    hang_up: Option<Signal>,
}

#[cfg(unix)]
impl Interrupt {
    /// Begins to listen; from here on such a signal no longer ends the process.
    pub fn listen() -> io::Result<Self> {
        let hang_up = if is_hang_up_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        Ok(Self {
            ctrl_c: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up,
        })
    }

    /// Waits for the first of them.
    pub async fn came(&mut self) {
        let hang_up = async {
            match &mut self.hang_up {
                Some(hang_up) => hang_up.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.ctrl_c.recv() => {}
            _ = self.terminate.recv() => {}
            _ = hang_up => {}
        }
    }
}

#[cfg(not(unix))]
impl Interrupt {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for Ctrl-C.
    pub async fn came(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Whether SIGHUP was set to be ignored before this program began, as `nohup` does. Only Linux tells.
#[cfg(unix)]
fn is_hang_up_ignored() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return false };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    // Signal number 1 is the lowest bit.
    mask & 1 == 1
}
