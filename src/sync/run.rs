//! Uploads, sends and records. Records every step before the next one begins.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::model::{Course, CoursePath};
use crate::platform::convert::{self, Hosted};
use crate::platform::courses_v3::Id;
use crate::platform::{self, Alive, Client, ImportRequest, Phase, SendError, Started, UploadError};

use super::lock::{Destination, Import, Lock, LockError, State, Target, UploadedFile};
use super::plan::{Planned, Upload};
use super::reporter::Reporter;
use super::versions::{Addresses, Base, Local, LocalId, MediaPlace, lesson_html};

/// Everything that a run needs; the decision to run it is made.
pub struct ImportRun<'a> {
    /// The course; it has no errors.
    pub course: &'a Course,
    /// What has to be uploaded.
    pub planned: Planned,
    /// Where it goes.
    pub to: Destination,
    /// The user who imports it.
    pub user: Option<String>,
    /// How many uploads at once; at least one.
    pub jobs: usize,
    /// The client for this destination.
    pub client: Client,
    /// Told what goes on.
    pub reporter: Arc<dyn Reporter>,
    /// Becomes `true` when the run should stop: Ctrl-C, or the system's signal.
    pub stop: watch::Receiver<bool>,
    /// The time that is remembered.
    pub now: SystemTime,
}

/// A course that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// How many files were uploaded now.
    pub uploaded: usize,
    /// How many files were there already.
    pub known: usize,
    /// What the platform answered.
    pub started: Started,
}

/// A run that did not end with an imported course.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The lock file cannot be written, so nothing may go on.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// Some files could not be uploaded; the course was not sent.
    #[error("course not sent: {} could not be uploaded", files(.failed.len()))]
    Uploads {
        /// Why, file by file.
        failed: Vec<UploadError>,
        /// How many files were uploaded now; they are kept.
        uploaded: usize,
    },
    /// The author stopped the run before the course was sent.
    #[error("stopped before the course was sent")]
    Stopped {
        /// How many files were uploaded now; they are kept.
        uploaded: usize,
    },
    /// The course is imported, and the lock file could not be written after that.
    #[error("the course was imported, but the lock file could not be written")]
    NotRecorded(#[source] LockError),
    /// The course was not imported, or nobody knows.
    #[error(transparent)]
    Send(#[from] SendError),
}

fn files(number: usize) -> String {
    if number == 1 { "a file".to_owned() } else { format!("{number} files") }
}

/// Runs a job. `lock` is up to date on disk whenever this returns, and whenever it is cut short.
pub async fn run(mut job: ImportRun<'_>, lock: &mut Lock) -> Result<Done, RunError> {
    // Said before anything is sent: what is done has to be remembered.
    lock.begin_run(&job.to, job.now);
    lock.prepare()?;
    let hashes = job.planned.hashes();
    let mut addresses = alive_addresses(&mut job, lock).await?;
    let known = addresses.len();
    let uploaded = upload_all(&mut job, lock, &mut addresses).await?;
    let sent = Local::of(job.course, Addresses { known: &addresses, hashes: &hashes });
    let hosted = Hosted::new(job.course, addresses).expect("each file was known or uploaded");
    let body = convert::import_body(&hosted, &job.to.location, job.user.as_deref());
    let request = body.request();
    begin(&job, lock, &request, &sent, &hashes);
    lock.save()?;
    job.reporter.sending();
    let Some(answer) = send(&mut job, &request).await else {
        lock.take_back();
        lock.save()?;
        return Err(RunError::Stopped { uploaded });
    };
    match &answer {
        Ok(started) => {
            if let Some(import) = lock.last_mut() {
                import.state = State::Imported;
                import.course_id.clone_from(&started.course_id);
                import.url.clone_from(&started.url);
            }
            let target = lock.target_mut(&job.to);
            target.course = started.course_id.as_deref().and_then(Id::new);
            target.url.clone_from(&started.url);
            target.imported_at = Some(time(job.now));
        }
        Err(SendError::Unknown(_)) => {
            if let Some(import) = lock.last_mut() {
                import.state = State::Unknown;
            }
        }
        Err(SendError::NotSent(_) | SendError::Refused(_)) => lock.take_back(),
    }
    let saved = lock.save();
    // What the platform said matters more: the lock file then still says "sending".
    let started = answer?;
    saved.map_err(RunError::NotRecorded)?;
    Ok(Done { uploaded, known, started })
}

/// Remembers all that is about to be sent.
fn begin(
    job: &ImportRun<'_>,
    lock: &mut Lock,
    request: &ImportRequest,
    sent: &Local,
    hashes: &BTreeMap<CoursePath, String>,
) {
    let title = job.course.title.as_str().to_owned();
    lock.begin(
        &job.to,
        Import {
            state: State::Sending,
            title: title.clone(),
            at: time(job.now),
            body: blake3::hash(request.bytes()).to_hex().to_string(),
            course_id: None,
            url: None,
        },
    );
    let target = lock.target_mut(&job.to);
    *target = Target { title, learned: std::mem::take(&mut target.learned), ..Target::default() };
    lock.set_base(&job.to, &Base::sent(sent));
    let content = Addresses { known: &BTreeMap::new(), hashes };
    for lesson in job.course.lessons() {
        let html = lesson_html(lesson, MediaPlace::Beside, content);
        lock.set_text(&job.to, &LocalId::new(&lesson.id), &html);
    }
}

/// As RFC 3339, in UTC.
fn time(at: SystemTime) -> String {
    humantime::format_rfc3339_seconds(at).to_string()
}

/// Sends the course, and waits for the answer even if the author would not: without it the outcome is unknown.
///
/// `None` when the author stops before the first attempt or between two, while nothing is under way.
async fn send(job: &mut ImportRun<'_>, request: &ImportRequest) -> Option<Result<Started, SendError>> {
    let (sender, mut under_way) = watch::channel(false);
    let reporter = Arc::clone(&job.reporter);
    let on_phase = move |phase| {
        sender.send_replace(phase == Phase::UnderWay);
        if let Phase::Pausing(pause) = phase {
            reporter.pausing(&pause, true);
        }
    };
    let mut sending = pin!(platform::import(&job.client, request, &on_phase));
    let mut told = false;
    loop {
        tokio::select! {
            biased;
            answer = &mut sending => return Some(answer),
            () = stopped(&mut job.stop), if !told => {
                if !*under_way.borrow() {
                    return None;
                }
                told = true;
                job.reporter.cannot_stop();
            }
            () = ended(&mut under_way), if told => return None,
        }
    }
}

/// Waits until no attempt is under way.
async fn ended(under_way: &mut watch::Receiver<bool>) {
    // The sender lives as long as the request.
    let _ = under_way.wait_for(|under_way| !under_way).await;
}

/// The addresses of files that the lock file knows, each asked for once: a file that is gone is
/// uploaded again.
async fn alive_addresses(
    job: &mut ImportRun<'_>,
    lock: &mut Lock,
) -> Result<BTreeMap<CoursePath, String>, RunError> {
    let mut addresses = BTreeMap::new();
    let mut known = std::mem::take(&mut job.planned.known).into_iter();
    let mut looks = JoinSet::new();
    let mut worth_asking = true;
    loop {
        if *job.stop.borrow() {
            return Err(RunError::Stopped { uploaded: 0 });
        }
        while looks.len() < job.jobs.max(1)
            && let Some(upload) = known.next()
        {
            let Some(file) = lock.file(&job.to, &upload.content.hash) else {
                job.planned.uploads.push(upload);
                continue;
            };
            let (client, url) = (job.client.clone(), file.url.clone());
            if !worth_asking {
                addresses.extend(upload.paths.into_iter().map(|path| (path, url.clone())));
                continue;
            }
            looks.spawn(async move {
                let alive = platform::is_alive(&client, &url).await;
                (upload, url, alive)
            });
        }
        let looked = tokio::select! {
            looked = looks.join_next() => looked,
            () = stopped(&mut job.stop) => continue,
        };
        let Some(looked) = looked else { return Ok(addresses) };
        let (upload, url, alive) = joined(looked);
        // Silence says nothing about a file, and to wait for it a hundred times takes hours.
        worth_asking &= alive != Alive::Unknown;
        if alive == Alive::Gone {
            lock.remove_file(&job.to, &upload.content.hash);
            job.planned.uploads.push(upload);
        } else {
            addresses.extend(upload.paths.into_iter().map(|path| (path, url.clone())));
        }
    }
}

/// Uploads what is planned and writes each file down as soon as it is there. Gives how many.
async fn upload_all(
    job: &mut ImportRun<'_>,
    lock: &mut Lock,
    addresses: &mut BTreeMap<CoursePath, String>,
) -> Result<usize, RunError> {
    let planned = std::mem::take(&mut job.planned.uploads);
    let bytes = planned.iter().map(|upload| upload.content.bytes).sum();
    job.reporter.uploads_begin(planned.len(), bytes);
    let mut waiting = planned.into_iter();
    let mut running = JoinSet::new();
    let mut failed = Vec::new();
    let mut uploaded = 0;
    let mut go_on = true;
    let mut aborted = false;
    let mut saved = Ok(());
    loop {
        while go_on
            && running.len() < job.jobs.max(1)
            && let Some(upload) = waiting.next()
        {
            running.spawn(upload_one(job.client.clone(), upload, Arc::clone(&job.reporter)));
        }
        let ended = tokio::select! {
            ended = running.join_next() => ended,
            () = stopped(&mut job.stop), if !aborted => {
                running.abort_all();
                (go_on, aborted) = (false, true);
                continue;
            }
        };
        let Some(ended) = ended else { break };
        let Some((upload, result)) = joined_unless_aborted(ended) else { continue };
        match result {
            Ok(file) => {
                uploaded += 1;
                let uploaded = UploadedFile {
                    hash: upload.content.hash.clone(),
                    bytes: upload.content.bytes,
                    path: upload.paths[0].as_str().to_owned(),
                    url: file.url.clone(),
                    id: file.file_id,
                };
                lock.add_file(&job.to, uploaded);
                saved = lock.save();
                if saved.is_err() {
                    running.abort_all();
                    (go_on, aborted) = (false, true);
                }
                addresses.extend(upload.paths.into_iter().map(|path| (path, file.url.clone())));
            }
            Err(error) => {
                go_on = go_on && !error.stops_the_run();
                failed.push(error);
            }
        }
    }
    job.reporter.uploads_end();
    saved?;
    if *job.stop.borrow() {
        return Err(RunError::Stopped { uploaded });
    }
    if !failed.is_empty() {
        failed.sort_by(|a, b| a.path().cmp(b.path()));
        return Err(RunError::Uploads { failed, uploaded });
    }
    Ok(uploaded)
}

async fn upload_one(
    client: Client,
    upload: Upload,
    reporter: Arc<dyn Reporter>,
) -> (Upload, Result<platform::Uploaded, UploadError>) {
    let path = upload.paths[0].clone();
    let request = platform::Upload {
        path: path.clone(),
        name: upload.name.clone(),
        content_type: upload.content_type.clone(),
        bytes: upload.content.bytes,
        source: platform::Source::File(upload.disk.clone()),
    };
    reporter.upload_begins(&path, upload.content.bytes);
    let result = if let Some(changed) = has_changed(&upload) {
        Err(changed)
    } else {
        let on_progress = |bytes| reporter.upload_moves(&path, bytes);
        let on_phase = |phase| {
            if let Phase::Pausing(pause) = phase {
                reporter.pausing(&pause, false);
            }
        };
        platform::upload(&client, &request, &on_progress, &on_phase).await
    };
    // What was hashed has to be what was sent.
    let result = result.and_then(|uploaded| has_changed(&upload).map_or(Ok(uploaded), Err));
    match &result {
        Ok(_) => reporter.upload_ends(&path),
        Err(_) => reporter.upload_fails(&path),
    }
    (upload, result)
}

fn has_changed(upload: &Upload) -> Option<UploadError> {
    let path = upload.paths[0].clone();
    match upload.is_unchanged() {
        Ok(true) => None,
        Ok(false) => Some(UploadError::FileChanged { path }),
        Err(why) => Some(UploadError::Unreadable { path, why }),
    }
}

/// Waits until the author wants to stop; for ever if nobody can say so any more.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn joined<T>(result: Result<T, tokio::task::JoinError>) -> T {
    result.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

fn joined_unless_aborted<T>(result: Result<T, tokio::task::JoinError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) if error.is_cancelled() => None,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
