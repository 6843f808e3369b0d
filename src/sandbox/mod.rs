//! The embedded platform: the same contract as the real one, from the server's side, on loopback only.
//!
//! Start at [`start`]. A sandbox takes uploads and imports, checks each request strictly against the
//! documented shape (`validate`), answers with real rate headers (`rate`), keeps what it is sent on disk
//! (`store`), shows it with the pages of the preview (`pages`), and misbehaves when it is told to (`fault`).
//!
//! It shares no type with the client in [`crate::platform`], on purpose: what the client gets wrong has to be
//! noticed here. Any token that is not empty is accepted, but those that it handed out itself (`oauth`), which are
//! held to what they are for. None is written to disk, and none is logged.

mod api_error;
mod connection;
mod edit;
mod endpoints;
mod fault;
mod host;
mod id;
mod import;
mod libraries;
mod library;
mod log;
mod middleware;
mod oauth;
mod pages;
mod platform;
mod rate;
mod records;
mod rendered_cache;
mod request_body;
mod store;
mod upload;
mod v3;
mod validate;

use std::{
    future::Future,
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{delete, get, post},
};
use serde_json::{Map, Value};
use tokio::sync::watch;

use crate::serve::{guard::Names, handle::ServerHandle, listen};

use self::{
    connection::{Connections, Cutter},
    fault::Faults,
    libraries::Libraries,
    log::RequestLog,
    oauth::Logins,
    platform::Platform,
    rate::Limiter,
    rendered_cache::RenderedCache,
    store::Store,
    v3::{Planned, Portal, call::Call, colleague},
};
pub use self::{
    fault::Fault,
    log::RequestRecord,
    oauth::{OAuthCounts, OAuthOptions},
    rate::Rate,
    records::StoreError,
    store::{Dropped, ImportedCourse, Media},
    v3::{Change, Reading, Readings},
};

/// No limit of the real platform is known; this is room for a course of some 20,000 lessons.
const BODY_LIMIT: u64 = 100 * 1024 * 1024;

/// How long a course takes to appear, so that a client that looks at once does not find it.
const IMPORT_DELAY: Duration = Duration::from_millis(500);

/// How long answers under way may take once the sandbox is stopping. A paused video would hold it for ever.
const GRACE: Duration = Duration::from_secs(2);

/// How a sandbox is set up; [`Options::new`] has sensible values for everything but the folder.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder where uploads, courses and state are kept; made if there is none.
    pub data: PathBuf,
    /// The port on loopback; 0 takes any that is free.
    pub port: u16,
    /// What to do wrong.
    pub faults: Vec<Fault>,
    /// The time between the answer to an import and the course appearing.
    pub import_delay: Duration,
    /// How many requests are allowed.
    pub rate: Rate,
    /// The largest import body in bytes; a larger one is answered with 413.
    pub body_limit: u64,
    /// How tokens are handed out.
    pub oauth: OAuthOptions,
    /// What the newer calls do where no document says what to do.
    pub readings: Readings,
}

impl Options {
    /// Returns the options of a well-behaved sandbox with the documented limits, on any free port.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            port: 0,
            faults: Vec::new(),
            import_delay: IMPORT_DELAY,
            rate: Rate::default(),
            body_limit: BODY_LIMIT,
            oauth: OAuthOptions::default(),
            readings: Readings::default(),
        }
    }
}

/// A sandbox that could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data folder cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The port cannot be had.
    #[error("cannot listen on port {port}")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// Why not.
        source: io::Error,
    },
}

/// A running sandbox. It serves until [`SandboxServer::stop`], or until it is dropped.
#[derive(Debug)]
pub struct SandboxServer {
    platform: Arc<Platform>,
    handle: ServerHandle,
}

/// Starts a sandbox on loopback and returns once it takes requests.
///
/// Courses that were being copied when an earlier sandbox over the same folder ended are taken up again.
pub async fn start(options: Options) -> Result<SandboxServer, Error> {
    let Options { data, port, faults, import_delay, rate, body_limit, oauth, readings } = options;
    let store = Store::open(&data)?;
    let portal = Portal::open(&data)?;
    let bound = listen::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .map_err(|error| Error::Bind { port, source: error.source })?;
    let port = bound.address.port();

    let mut handle = ServerHandle::default();
    let platform = Arc::new(Platform {
        base_url: format!("http://127.0.0.1:{port}"),
        names: Names::local(port),
        store,
        libraries: Libraries::default(),
        portal,
        readings: Mutex::new(Arc::new(readings)),
        planned: Planned::default(),
        limiter: Limiter::new(rate),
        faults: Faults::new(faults),
        log: RequestLog::default(),
        rendered: RenderedCache::default(),
        logins: Logins::new(oauth),
        import_delay,
        body_limit,
        copying: watch::Sender::new(0),
        stopping: handle.stop_signal(),
    });
    for course in platform.store.courses() {
        if !course.ready {
            import::finish_later(&platform, course.id.clone());
        } else if platform.portal.course(&course.id).is_none() {
            // A data folder from before the newer calls has courses as they were imported only.
            platform.show(&course).map_err(StoreError::from)?;
        }
    }
    handle.serve_connections::<_, Cutter>(Connections(bound.listener), router(&platform));
    Ok(SandboxServer { platform, handle })
}

impl SandboxServer {
    /// Returns the base URL of the API, such as `http://127.0.0.1:4040`.
    pub fn base_url(&self) -> String {
        self.platform.base_url.clone()
    }

    /// Returns the address of the pages that show what was imported.
    pub fn pages_url(&self) -> String {
        format!("{}/", self.platform.base_url)
    }

    /// Returns a future that ends when every accepted course has appeared.
    pub fn imports_finished(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut copying = self.platform.copying.subscribe();
        async move {
            // The sender lives in the platform; once that is gone nothing is being copied either.
            let _ = copying.wait_for(|count| *count == 0).await;
        }
    }

    /// Returns the requests so far, in the order in which they arrived.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.platform.log.all()
    }

    /// Returns how often one of the newer calls was made, by its name in the reference, such as `update-lesson`.
    pub fn calls(&self, name: &str) -> usize {
        let Some(call) = Call::named(name) else { return 0 };
        let is_it = |it: &&RequestRecord| it.method == call.method && it.route.as_deref() == Some(call.route);
        self.requests().iter().filter(is_it).count()
    }

    /// Returns the address of the page where apps are let in.
    pub fn authorize_url(&self) -> String {
        format!("{}{}", self.platform.base_url, endpoints::AUTHORIZE)
    }

    /// Returns what was handed out to apps so far.
    pub fn oauth_counts(&self) -> OAuthCounts {
        self.platform.logins.counts()
    }

    /// Forgets every app and every token that was handed out.
    pub fn revoke_logins(&self) {
        self.platform.logins.revoke();
    }

    /// Returns the courses that have appeared, the newest first.
    pub fn courses(&self) -> Vec<ImportedCourse> {
        let courses = self.platform.store.courses();
        courses.iter().filter(|course| course.ready).map(|course| (**course).clone()).collect()
    }

    /// Returns everything that the platform has of a course now, in order: also what no call shows, such as the
    /// `video` and the `materials` of a lesson.
    pub fn portal(&self, course: &str) -> Option<Value> {
        self.platform.portal.course(course).map(|course| v3::whole(&course))
    }

    /// Changes an object as a person would on the platform: sets these fields, whatever the calls allow. Returns
    /// whether there is an object of this id.
    pub fn edit(&self, id: &str, fields: &Map<String, Value>) -> bool {
        colleague::edit(&self.platform, id, fields)
    }

    /// Adds a category to the course of this id, or a lesson to the category, as a person would. Returns its id.
    pub fn add(&self, above: &str, fields: &Map<String, Value>) -> Option<String> {
        colleague::add(&self.platform, above, fields)
    }

    /// Deletes an object with all that is below it, as a person would. Returns whether it was there.
    pub fn remove(&self, id: &str) -> bool {
        colleague::remove(&self.platform, id)
    }

    /// Plans a change right before the newer call of this name and number, counted from 1 and from now. Returns
    /// whether there is such a call.
    pub fn before(&self, call: &str, number: u32, change: Change) -> bool {
        let call = Call::named(call);
        call.map(|call| self.platform.planned.add(call, number, change)).is_some()
    }

    /// Forgets the changes that were planned and did not happen.
    pub fn clear_changes(&self) {
        self.platform.planned.clear();
    }

    /// Changes what the newer calls do where no document says what to do.
    pub fn set_readings(&self, readings: Readings) {
        self.platform.set_readings(readings);
    }

    /// Moves the clock of the newer calls forward, past the lag of lists.
    pub fn advance(&self, time: Duration) {
        self.platform.portal.advance(time);
    }

    /// Adds a fault, which counts requests from now on.
    pub fn inject(&self, fault: Fault) {
        self.platform.faults.add(fault);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.platform.faults.clear();
    }

    /// Returns the files and folders of the media library, sorted by id.
    pub fn media(&self) -> Vec<Media> {
        self.platform.store.media()
    }

    /// Stops taking requests, lets those under way end for a moment, and stops.
    ///
    /// A course that has not appeared yet appears after the next start over the same folder.
    pub async fn stop(self) {
        self.handle.stop(GRACE).await;
        let mut copying = self.platform.copying.subscribe();
        let _ = copying.wait_for(|count| *count == 0).await;
    }
}

fn router(platform: &Arc<Platform>) -> Router {
    let admit = from_fn_with_state(Arc::clone(platform), middleware::admit);
    let count = from_fn_with_state(Arc::clone(platform), middleware::count);
    let watch = from_fn_with_state(Arc::clone(platform), middleware::watch);
    let api = Router::new()
        .route(endpoints::IMPORT, post(import::import_courses))
        .route(endpoints::UPLOAD, post(upload::upload_file).layer(DefaultBodyLimit::disable()))
        .route("/medias/folder", post(library::create_folder))
        .route("/medias/files", get(library::list))
        .route("/medias/{id}", delete(library::delete))
        .route(endpoints::LOCATION_TOKEN, post(oauth::location_token))
        .route(endpoints::LOCATION_TOKEN_V3, post(oauth::location_token))
        .route(endpoints::INSTALLED, get(oauth::installed_locations))
        .route(endpoints::INSTALLED_V3, get(oauth::installed_locations))
        .merge(v3::router())
        .route_layer(admit)
        .fallback(async || StatusCode::NOT_FOUND)
        .method_not_allowed_fallback(async || StatusCode::NOT_FOUND)
        .layer(count);
    let pages = Router::new()
        .route("/", get(pages::courses))
        .route("/style.css", get(pages::style))
        .route("/assets/{name}", get(pages::asset))
        .route("/courses/{id}", get(pages::course))
        .route("/courses/{id}/body", get(pages::source))
        .route("/courses/{id}/body.json", get(pages::body))
        .route("/courses/{id}/search/{name}", get(pages::search))
        .route("/courses/{id}/lessons/{number}", get(pages::lesson))
        .route("/courses/{id}/lessons/{number}/body", get(pages::lesson_source))
        .route(endpoints::LEARNER, get(pages::learner))
        .route_layer(from_fn(pages::guard))
        .route("/courses/{id}/edit/{lesson}", get(edit::page).post(edit::save).layer(from_fn(edit::guard)))
        .route("/media/{location}/{name}", get(library::serve).layer(from_fn(pages::only_shown)))
        .method_not_allowed_fallback(async || StatusCode::NOT_FOUND);
    api.merge(oauth::router(platform)).merge(pages).layer(watch).with_state(Arc::clone(platform))
}
