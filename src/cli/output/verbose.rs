//! `--verbose`: prints log events to stderr, with all secrets masked.
//!
//! Shows each request with its call, status, trace id and time. `RUST_LOG`, together with the flag, chooses
//! other events, those of the libraries below included; what they say is masked as well.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::secret;

/// Chooses events, in the words of `tracing`.
const FILTER: &str = "RUST_LOG";

/// What is shown unless `RUST_LOG` says otherwise.
const USUAL: &str = "coursedir=debug";

/// Shows events from now on.
pub(in crate::cli) fn install() {
    let chosen = std::env::var(FILTER).ok().filter(|filter| !filter.trim().is_empty());
    let filter = chosen.as_deref().and_then(|filter| EnvFilter::try_new(filter).ok());
    let is_chosen = filter.is_some();
    let filter = filter.unwrap_or_else(|| EnvFilter::new(USUAL));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Masked)
        .with_ansi(false)
        .without_time()
        .with_level(is_chosen)
        .with_target(is_chosen)
        .finish();
    // Only a second call can fail.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Stderr, behind the mask.
struct Masked;

/// One event, which is masked as a whole when it is complete.
struct Event(Vec<u8>);

impl MakeWriter<'_> for Masked {
    type Writer = Event;

    fn make_writer(&self) -> Event {
        Event(Vec::new())
    }
}

impl Write for Event {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Event {
    /// What is shown of it.
    fn shown(&self) -> String {
        secret::mask(&String::from_utf8_lossy(&self.0)).into_owned()
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        // Nobody can be told that stderr is gone.
        let _ = io::stderr().write_all(self.shown().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    #[test]
    fn an_event_is_masked_as_a_whole() {
        let _secret = Secret::new("s3cret-of-an-event");
        let mut event = Masked.make_writer();
        event.write_all(b"code=s3cret-of-").unwrap();
        event.write_all(b"an-event\n").unwrap();
        assert_eq!(event.shown(), "code=[secret]\n");
    }
}
