//! The sandbox in the test's own process, and what it was sent.

use std::time::Duration;

use coursedir::internals::sandbox::{
    self, Change, ImportedCourse, Media, OAuthCounts, OAuthOptions, Options, Rate, SandboxServer,
};
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const UPLOAD: &str = "/medias/upload-file";
const IMPORT: &str = "/courses/courses-exporter/public/import";

/// A platform that takes requests until it is dropped.
pub struct Platform {
    running: SandboxServer,
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
        Self::with_faults(&[])
    }

    pub fn with_faults(faults: &[&str]) -> Self {
        Self::with(oauth(), faults)
    }

    /// One whose tokens last so many seconds.
    pub fn with_lifetime(seconds: u64) -> Self {
        Self::with(OAuthOptions { lifetime: Duration::from_secs(seconds), ..oauth() }, &[])
    }

    pub fn with(oauth: OAuthOptions, faults: &[&str]) -> Self {
        // The pace has tests of its own; all others would only wait.
        let rate = Rate { max: 10_000, interval: Duration::from_secs(1), daily: 1_000_000 };
        Self::of(|options| {
            options.oauth = oauth;
            options.rate = rate;
            options.faults = faults.iter().map(|fault| fault.parse().unwrap()).collect();
        })
    }

    /// One with the newer calls, which [`Platform::start`] has not.
    pub fn with_newer_calls() -> Self {
        Self::with_readings("")
    }

    /// One with the newer calls and these readings of what no document says, such as `put=replace,lag=5`.
    pub fn with_readings(readings: &str) -> Self {
        let platform = Self::start();
        platform.read_as(readings);
        platform
    }

    /// One that lets so many requests in.
    pub fn with_rate(rate: Rate) -> Self {
        Self::of(|options| {
            options.oauth = oauth();
            options.rate = rate;
        })
    }

    fn of(change: impl FnOnce(&mut Options)) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut options = Options { import_delay: Duration::ZERO, ..Options::new(data.path()) };
        // Most accounts have the import alone. All tests can be run once with other readings, such as `v3=on`.
        let readings = std::env::var("COURSEDIR_TEST_READING");
        options.readings = readings.as_deref().unwrap_or("v3=404").parse().unwrap();
        change(&mut options);
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

    /// How many uploads were sent, whatever became of them.
    pub fn uploads(&self) -> usize {
        self.asked("POST", UPLOAD)
    }

    /// How many imports were sent, whatever became of them.
    pub fn imports(&self) -> usize {
        self.asked("POST", IMPORT)
    }

    /// The requests so far, as `POST /path`, without those that only read courses.
    pub fn requests(&self) -> Vec<String> {
        let is_read = |request: &String| request.starts_with("GET /courses/products");
        self.all_requests().into_iter().filter(|request| !is_read(request)).collect()
    }

    /// All requests so far.
    pub fn all_requests(&self) -> Vec<String> {
        self.running.requests().iter().map(|it| format!("{} {}", it.method, it.path)).collect()
    }

    /// How many requests were answered with this status.
    pub fn answered(&self, status: u16) -> usize {
        self.running.requests().iter().filter(|request| request.status == Some(status)).count()
    }

    /// How many requests of this kind came in.
    pub fn asked(&self, method: &str, path: &str) -> usize {
        let requests = self.running.requests();
        requests.iter().filter(|request| request.method == method && request.path == path).count()
    }

    /// Changes the readings: all others are as by default.
    pub fn read_as(&self, readings: &str) {
        self.running.set_readings(readings.parse().unwrap());
    }

    /// Adds a fault such as `update-lesson:cut-after@2`, which counts requests from now on.
    pub fn inject(&self, fault: &str) {
        self.running.inject(fault.parse().unwrap());
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.running.clear_faults();
    }

    /// Moves the clock of the newer calls forward, past the lag of lists.
    pub fn advance(&self, seconds: u64) {
        self.running.advance(Duration::from_secs(seconds));
    }

    /// How often one of the newer calls was made, by its name, such as `update-lesson`.
    pub fn calls(&self, name: &str) -> usize {
        self.running.calls(name)
    }

    /// How many requests took this route, such as `GET` and `/courses/products/{productId}`.
    pub fn took(&self, method: &str, route: &str) -> usize {
        let requests = self.running.requests();
        requests.iter().filter(|it| it.method == method && it.route.as_deref() == Some(route)).count()
    }

    /// Everything that the platform has of a course now, in order, also what no call shows.
    pub fn portal(&self, course: &str) -> Option<Value> {
        self.running.portal(course)
    }

    /// Changes an object as a colleague would on the platform.
    #[track_caller]
    pub fn edit(&self, id: &str, fields: &Value) {
        assert!(self.running.edit(id, object(fields)), "there is no {id}");
    }

    /// Adds a category to a course, or a lesson to a category, as a colleague would; its id.
    #[track_caller]
    pub fn add(&self, above: &str, fields: &Value) -> String {
        self.running.add(above, object(fields)).unwrap_or_else(|| panic!("there is no {above}"))
    }

    /// Deletes an object with all that is below it, as a colleague would.
    #[track_caller]
    pub fn remove(&self, id: &str) {
        assert!(self.running.remove(id), "there is no {id}");
    }

    /// Plans a change right before the newer call of this name and number, counted from 1 and from now.
    #[track_caller]
    pub fn before(&self, call: &str, number: u32, change: Change) {
        assert!(self.running.before(call, number, change), "there is no call {call}");
    }

    /// Forgets the changes that were planned and did not happen.
    pub fn clear_changes(&self) {
        self.running.clear_changes();
    }

    /// The courses that were imported, the newest first.
    pub fn courses(&self) -> Vec<ImportedCourse> {
        self.runtime.block_on(self.running.imports_finished());
        let courses = self.running.courses();
        for course in &courses {
            // The platform keeps no request, but all that was in it.
            let sent = json!({ "locationId": course.location_id, "products": [course.product] });
            super::schema::assert_valid(&sent);
        }
        courses
    }

    /// The locations of the courses that arrived, the newest first.
    pub fn arrived(&self) -> Vec<String> {
        self.courses().into_iter().map(|course| course.location_id).collect()
    }

    pub fn media(&self) -> Vec<Media> {
        self.running.media()
    }

    /// The names of the uploaded files, sorted.
    pub fn media_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.media().into_iter().map(|media| media.name).collect();
        names.sort();
        names
    }

    /// Deletes an uploaded file, as somebody at the platform would.
    pub fn delete_media(&self, name: &str) {
        let media = self.media().into_iter().find(|media| media.name == name).unwrap();
        let url = format!("{}/medias/{}?altType=location&altId=sandbox", self.base_url(), media.id);
        let address = self.base_url().replace("http://", "");
        let request = format!(
            "DELETE {} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer x\r\nVersion: 2021-07-28\r\n\
             Connection: close\r\n\r\n",
            url.strip_prefix(&self.base_url()).unwrap()
        );
        let answer = super::raw::exchange(&address, &request);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!self.media().iter().any(|media| media.name == name));
    }
}

fn object(fields: &Value) -> &Map<String, Value> {
    fields.as_object().unwrap()
}
