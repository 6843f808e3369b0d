//! Uploads files, a few at a time, and writes each down as soon as it is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::model::CoursePath;
use crate::platform::{self, Client, Phase, UploadError};

use super::lock::{Destination, Lock, UploadedFile};
use super::plan::Upload;
use super::reporter::Reporter;
use super::run_error::RunError;
use super::stop::stopped;

/// What uploads need.
pub struct Uploads<'a> {
    /// The client for the destination.
    pub client: &'a Client,
    /// Where they go.
    pub to: &'a Destination,
    /// How many at once; at least one.
    pub jobs: usize,
    /// Told what goes on.
    pub reporter: Arc<dyn Reporter>,
    /// Becomes `true` when the run should stop.
    pub stop: watch::Receiver<bool>,
}

/// Uploads what is planned and writes each file down as soon as it is there. Gives how many.
pub async fn upload_all(
    job: &mut Uploads<'_>,
    planned: Vec<Upload>,
    lock: &mut Lock,
    addresses: &mut BTreeMap<CoursePath, String>,
) -> Result<usize, RunError> {
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
                lock.add_file(job.to, uploaded);
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

fn joined_unless_aborted<T>(result: Result<T, tokio::task::JoinError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) if error.is_cancelled() => None,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
