//! The sandbox in the test's own process, and what it was asked.

use std::time::Duration;

use coursedir::sandbox::{self, OAuthCounts, OAuthOptions, Options, Rate, Running};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const UPLOAD: &str = "/medias/upload-file";
const IMPORT: &str = "/courses/courses-exporter/public/import";

/// A platform that takes requests until it is dropped.
pub struct Platform {
    running: Running,
    _data: TempDir,
    // Dropped last: it is what the platform runs on.
    runtime: Runtime,
}

/// Tokens as they are by default, without the limit of calls, for which there is a test of its own.
pub fn oauth() -> OAuthOptions {
    OAuthOptions { calls_a_minute: 1000, ..OAuthOptions::default() }
}

impl Platform {
    pub fn start() -> Self {
        Self::with(oauth(), &[])
    }

    /// One whose tokens last so many seconds.
    pub fn with_lifetime(seconds: u64) -> Self {
        Self::with(OAuthOptions { lifetime: Duration::from_secs(seconds), ..oauth() }, &[])
    }

    pub fn with(oauth: OAuthOptions, faults: &[&str]) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            faults: faults.iter().map(|fault| fault.parse().unwrap()).collect(),
            import_delay: Duration::ZERO,
            // The pace has tests of its own; all others would only wait.
            rate: Rate { max: 10_000, interval: Duration::from_secs(1), daily: 1_000_000 },
            oauth,
            ..Options::new(data.path())
        };
        let running = runtime.block_on(sandbox::start(options)).unwrap();
        Self { running, _data: data, runtime }
    }

    pub fn base_url(&self) -> String {
        self.running.base_url()
    }

    pub fn host(&self) -> String {
        self.base_url().replace("http://", "")
    }

    pub fn counts(&self) -> OAuthCounts {
        self.running.oauth_counts()
    }

    /// Takes every app and every token back.
    pub fn revoke(&self) {
        self.running.revoke_logins();
    }

    /// The requests so far, as `POST /path`.
    pub fn requests(&self) -> Vec<String> {
        self.running.requests().iter().map(|it| format!("{} {}", it.method, it.path)).collect()
    }

    pub fn uploads(&self) -> usize {
        self.asked("POST", UPLOAD)
    }

    pub fn imports(&self) -> usize {
        self.asked("POST", IMPORT)
    }

    /// How many requests of this kind came in.
    pub fn asked(&self, method: &str, path: &str) -> usize {
        let requests = self.running.requests();
        requests.iter().filter(|request| request.method == method && request.path == path).count()
    }

    /// How many requests were answered with this status.
    pub fn answered(&self, status: u16) -> usize {
        self.running.requests().iter().filter(|request| request.status == Some(status)).count()
    }

    /// The locations and users of the courses that arrived, the newest first.
    pub fn arrived(&self) -> Vec<String> {
        self.runtime.block_on(self.running.imports_settled());
        self.running.courses().into_iter().map(|course| course.location_id).collect()
    }
}
