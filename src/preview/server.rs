//! The preview as a server on this machine.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use tokio::sync::watch;

use crate::serve::guard::Names;
use crate::serve::handle::{ServerHandle, StopSignal};
use crate::serve::listen::{self, BindError};

use super::author::Author;
use super::editor::Editor;
use super::routes::{self, Data, Page, Route};
use super::site::{Entry, Place, Site, Snapshot, answers, course_list};
use super::watch::Watcher;
use super::{files, fixing, live, middleware};
use crate::pages::{self, Kind, Target};

/// How long answers under way may take once the preview is stopping. A paused video would hold it for ever.
const GRACE: Duration = Duration::from_millis(500);

/// How many ports behind the wanted one are tried.
const TRIED: u16 = 20;

/// Where to listen.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address of this machine; beyond loopback others can read the course.
    pub host: IpAddr,
    /// The name by which it was asked for, which browsers may call it by.
    pub name: String,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Whether the next free port will do as well.
    pub or_next: bool,
    /// What opens files of the course.
    pub editor: Editor,
}

/// A preview that could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port cannot be had.
    #[error("cannot listen on {address}")]
    Bind {
        /// What was asked for.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// Changes on disk cannot be noticed.
    #[error("could not watch the course for changes")]
    Watch(#[from] notify::Error),
}

/// A running preview. It serves until [`PreviewServer::stop`], or until it is dropped.
pub struct PreviewServer {
    address: SocketAddr,
    handle: ServerHandle,
    site: Arc<Site>,
    versions: watch::Receiver<String>,
    _watcher: Watcher,
}

/// What the handlers share.
struct Server {
    site: Arc<Site>,
    /// Tells versions of different runs apart.
    started: u128,
    versions: watch::Receiver<String>,
    stopping: StopSignal,
    author: Option<Author>,
}

/// Starts to serve and to watch, and returns once requests are taken.
pub async fn serve(site: Site, listen: &Listen) -> Result<PreviewServer, Error> {
    let wanted = SocketAddr::new(listen.host, listen.port);
    let more = if listen.or_next { TRIED } else { 0 };
    let bound = listen::bind_or_next(wanted, more).await?;
    let address = bound.address;
    let site = Arc::new(site);
    let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let (version, versions) = watch::channel(version(started, &site.snapshot()));
    let mut handle = ServerHandle::default();
    let is_local = listen.host.is_loopback();
    let author = if is_local { Author::new(listen.editor.clone()) } else { None };
    let changed = {
        let site = Arc::clone(&site);
        move || {
            version.send_replace(self::version(started, &site.snapshot()));
        }
    };
    let watcher = Watcher::start(Arc::clone(&site), changed)?;
    let server = Arc::new(Server {
        site: Arc::clone(&site),
        started,
        versions: versions.clone(),
        stopping: handle.stop_signal(),
        author,
    });
    let port = address.port();
    let names = if is_local { Names::local(port) } else { Names::public(listen.name.clone(), port) };
    let router =
        Router::new().fallback(answer).with_state(server).layer(from_fn_with_state(names, middleware::guard));
    handle.serve(bound.listener, router);
    Ok(PreviewServer { address, handle, site, versions, _watcher: watcher })
}

impl From<BindError> for Error {
    fn from(BindError { address, source }: BindError) -> Self {
        Self::Bind { address, source }
    }
}

fn version(started: u128, snapshot: &Snapshot) -> String {
    format!("{started:x}-{}", snapshot.version)
}

impl PreviewServer {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to open: this machine's own where it listens on all of them.
    pub fn url(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            address.set_ip(IpAddr::from([127, 0, 0, 1]));
        }
        format!("http://{address}/")
    }

    /// Waits until something else is shown, and gives that.
    pub async fn changed(&mut self) -> Arc<Snapshot> {
        if self.versions.changed().await.is_err() {
            // Nobody watches any more.
            std::future::pending::<()>().await;
        }
        self.site.snapshot()
    }

    /// Stops, letting answers under way end for a moment.
    pub async fn stop(self) {
        self.handle.stop(GRACE).await;
    }
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path == "/events" {
        return live::events(server.versions.clone(), server.stopping.clone());
    }
    if path == fixing::PATH && request.method() == Method::POST {
        return match &server.author {
            Some(author) => fixing::answer(author, &server.site.snapshot(), request).await,
            None => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        };
    }
    // A large course takes some milliseconds to draw; others are answered meanwhile.
    let is_update = request.headers().contains_key("coursedir-live");
    let drawn = tokio::task::spawn_blocking(move || server.draw(&path)).await;
    match drawn {
        Ok(Drawn::Answer(mut response)) => {
            // A page that is updated asks on purpose, and shows whatever it is told.
            if is_update && response.status() == StatusCode::NOT_FOUND {
                *response.status_mut() = StatusCode::OK;
            }
            response
        }
        Ok(Drawn::File(file)) => files::serve(file, request).await,
        Err(error) => {
            tracing::error!(%error, "could not render a page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

enum Drawn {
    Answer(Response),
    File(super::site::LocalFile),
}

impl Server {
    fn draw(&self, path: &str) -> Drawn {
        let snapshot = self.site.snapshot();
        let kind = Kind::Live(version(self.started, &snapshot));
        let place =
            |entry| Place { snapshot: &snapshot, entry, kind: kind.clone(), author: self.author.as_ref() };
        Drawn::Answer(match routes::find(&snapshot, path) {
            Route::File(file) => return Drawn::File(file.clone()),
            Route::Asset(asset) => ([(header::CONTENT_TYPE, asset.mime())], asset.text()).into_response(),
            Route::CourseList => Html(course_list(&snapshot, &kind)).into_response(),
            Route::Explanation(code) => {
                let entry = Entry::default();
                Html(pages::explanation(&place(&entry), code)).into_response()
            }
            Route::Page(entry, page) => self::page(&place(entry), page),
            Route::Data(entry, data) => self::data(&place(entry), data),
            Route::Moved(entry, number, is_source) => {
                let target = if is_source { Target::LessonSource(number) } else { Target::Lesson(number) };
                let to = format!("/{}", pages::Host::path(&place(entry), target));
                moved(&to)
            }
            Route::Missing(entry) => {
                let nothing = Entry::default();
                let entry = entry.or(snapshot.courses.first().map(Arc::as_ref)).unwrap_or(&nothing);
                (StatusCode::NOT_FOUND, Html(pages::missing(&place(entry), Some(&entry.pages))))
                    .into_response()
            }
        })
    }
}

fn page(place: &Place<'_>, page: Page) -> Response {
    match page.draw(place.context()) {
        Some(html) => Html(html).into_response(),
        None => {
            (StatusCode::NOT_FOUND, Html(pages::missing(place, Some(&place.entry.pages)))).into_response()
        }
    }
}

fn data(place: &Place<'_>, data: Data<'_>) -> Response {
    let context = place.context();
    let json = match data {
        Data::Answers(lesson) => answers(place.entry, lesson),
        Data::Body => Some(pages::body_text(context)),
        Data::Index => Some(place.entry.index(context).manifest()),
        Data::Piece(name) => place.entry.index(context).piece(name).map(str::to_owned),
    };
    match json {
        Some(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn moved(to: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    // Addresses of lessons are plain ASCII.
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}
