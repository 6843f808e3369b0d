//! One change of one object: sent, repeated once where that is safe, and its failures sorted.

use reqwest::StatusCode;

use super::remote_object::RemoteObject;
use super::report::Skipped;
use crate::platform::RequestError;
use crate::platform::courses_v3::{CallError, CallOutcome, CoursesApi, Id, PutBody};

/// What a failed call means for the run.
#[derive(Debug)]
pub(super) enum Means {
    /// The object is not there.
    IsGone,
    /// This object is left alone, the rest goes on.
    Skip(Skipped),
    /// Nothing more is sent.
    Stop(CallError),
}

/// Sorts the failure of a call that must not have an effect any more.
pub(super) fn meaning(error: CallError) -> Means {
    match (error.outcome(), error.status()) {
        (CallOutcome::Refused, Some(StatusCode::NOT_FOUND)) if says_why(&error) => Means::IsGone,
        (CallOutcome::Refused, Some(status)) if is_about_this_object(status) => {
            Means::Skip(Skipped::Refused(error.to_string()))
        }
        _ => Means::Stop(error),
    }
}

/// Whether a refusal is about what was sent, not about the account, the route or the pace.
fn is_about_this_object(status: StatusCode) -> bool {
    matches!(status.as_u16(), 400 | 409 | 410 | 413 | 422)
}

/// A 404 without words is how a call answers that the account does not have.
fn says_why(error: &CallError) -> bool {
    matches!(error, CallError::Refused(refusal) if refusal.says.is_some())
}

/// Whether the platform itself broke on a call.
pub(super) fn is_broken(error: &CallError) -> bool {
    error.status() == Some(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Writes an object. After an error of the platform or a lost answer the object is read, and written once more where it is as
/// before.
pub(super) async fn put(
    api: &CoursesApi,
    course: &Id,
    before: &RemoteObject,
    body: &PutBody,
    is_done: impl Fn(&RemoteObject) -> bool,
) -> Result<(), Means> {
    let Err(error) = before.update(api, course, body).await else { return Ok(()) };
    if error.outcome() != CallOutcome::Unknown {
        return Err(meaning(error));
    }
    if was_done(api, course, before, &is_done).await? {
        return Ok(());
    }
    let Err(again) = before.update(api, course, body).await else { return Ok(()) };
    match again.outcome() {
        CallOutcome::Unknown if is_broken(&again) => Err(Means::Skip(Skipped::Failed(again.to_string()))),
        _ => Err(meaning(again)),
    }
}

async fn was_done(
    api: &CoursesApi,
    course: &Id,
    before: &RemoteObject,
    is_done: impl Fn(&RemoteObject) -> bool,
) -> Result<bool, Means> {
    match RemoteObject::get(api, course, before.kind(), before.id()).await {
        Ok(Some(now)) => Ok(is_done(&now)),
        Ok(None) => Err(Means::IsGone),
        Err(error) => Err(meaning(error)),
    }
}

/// Why an answer was lost, for people.
pub(super) fn lost(error: &CallError) -> String {
    match error {
        CallError::Unknown(failure) if !matches!(failure.problem, RequestError::Refused(_)) => {
            format!("no answer to {}", failure.call)
        }
        error => error.to_string(),
    }
}
