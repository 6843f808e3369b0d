//! One call from start to end: its turn, the token, the body, the watch over it, the answer.
//!
//! Start at [`Client::call`]. The HTTP library's own time-outs count the time of sending, so none is
//! set: [`watched`] looks at the [`Meter`] instead, and gives up only when nothing moves.

use std::error::Error;
use std::io::{self, Cursor};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::AUTHORIZATION;
use reqwest::multipart::{Form, Part};
use reqwest::{Body, RequestBuilder, Response, StatusCode};
use tokio::io::AsyncRead;
use tokio::time::Instant;

use super::answer::{Answer, retry_after};
use super::client::Client;
#[cfg(feature = "login")]
use super::client::Timeouts;
use super::error::{Call, Failure, FileProblem, Problem};
use super::feed::{Feed, Meter, Progress};
use super::media::{Source, Upload};
use super::token::{Token, TokenError};

/// The generation of the API that the import and the media library are documented in.
pub(super) const VERSION: &str = "2021-07-28";

/// What a call sends. It is made anew for each attempt.
#[derive(Clone, Copy)]
pub(crate) enum Payload<'a> {
    Json(&'a Bytes),
    File(&'a Upload),
}

/// Told the bytes that were handed over so far.
pub(crate) type OnProgress<'a> = &'a (dyn Fn(u64) + Sync);

impl Client {
    /// Makes a POST, again where `is_safe` allows it, and gives the first answer that is yes.
    pub(crate) async fn call(
        &self,
        call: Call,
        payload: Payload<'_>,
        is_safe: impl Fn(&Problem) -> bool,
        on_progress: OnProgress<'_>,
    ) -> Result<Answer, Failure> {
        self.retries
            .run(&self.pace, is_safe, || self.attempt(call, payload, on_progress))
            .await
            .map_err(|problem| Failure { call, problem })
    }

    /// One attempt, or two where a refused token could be renewed.
    async fn attempt(
        &self,
        call: Call,
        payload: Payload<'_>,
        on_progress: OnProgress<'_>,
    ) -> Result<Answer, Problem> {
        let token = self.tokens.token().await.map_err(no_token)?;
        let mut answer = self.exchange(call, payload, &token, on_progress).await?;
        if answer.status == StatusCode::UNAUTHORIZED
            && let Some(fresh) = self.tokens.rejected(&token).await.map_err(no_token)?
        {
            answer = self.exchange(call, payload, &fresh, on_progress).await?;
        }
        if answer.status.is_success() {
            Ok(answer)
        } else {
            Err(Problem::Refused(Box::new(answer.refusal(call))))
        }
    }

    /// Sends once and reads the answer, whatever it is.
    async fn exchange(
        &self,
        call: Call,
        payload: Payload<'_>,
        token: &Token,
        on_progress: OnProgress<'_>,
    ) -> Result<Answer, Problem> {
        let started = self.pace.start().await.map_err(Problem::DayUsedUp)?;
        let http = match payload {
            Payload::Json(_) => &self.fresh,
            Payload::File(_) => &self.http,
        };
        let request = http
            .post(self.base.join(call.path))
            .header(AUTHORIZATION, token.header())
            .header("Version", VERSION);
        let (request, meter) = payload.load(request).await.map_err(Problem::File)?;
        tracing::debug!(call = call.text(), "sending");
        let response = self.send(request, &meter, payload.length(), on_progress).await?;
        let day = self.pace.learn(response.headers(), started, retry_after(response.headers()));
        if response.status() == StatusCode::TOO_MANY_REQUESTS
            && let Some(day) = day
        {
            return Err(Problem::DayUsedUp(day));
        }
        let answer = Answer::read(response, self.timeouts.silence, token).await;
        let (status, trace_id) = (answer.status.as_u16(), answer.trace_id.as_deref());
        tracing::debug!(call = call.text(), status, trace_id, after = ?started.elapsed(), "answered");
        Ok(answer)
    }

    async fn send(
        &self,
        request: RequestBuilder,
        meter: &Meter,
        length: u64,
        on_progress: OnProgress<'_>,
    ) -> Result<Response, Problem> {
        let limit = |progress| match progress {
            // The library has a limit for connecting; ours is for what it forgets.
            Progress::Waiting => self.timeouts.connect + self.timeouts.silence,
            Progress::Sending(_) => self.timeouts.silence,
            Progress::Sent(_) => self.timeouts.answer(length),
        };
        let outcome = watched(request.send(), meter, limit, on_progress).await;
        match (outcome, meter.trouble()) {
            // A server that says no early is right, whatever became of the file meanwhile.
            (Ok(Ok(response)), None) => Ok(response),
            (Ok(Ok(response)), Some(_)) if !response.status().is_success() => Ok(response),
            (_, Some(trouble)) => Err(Problem::File(trouble)),
            (Ok(Err(error)), None) => Err(sorted(error.without_url(), meter)),
            (Err(limit), None) => Err(Problem::Silent { limit, began: meter.began() }),
        }
    }
}

/// Nothing arrived when there was no connection, or when no byte of the body was ever asked for.
fn sorted(error: reqwest::Error, meter: &Meter) -> Problem {
    sorted_by(error, meter.began())
}

/// Sends a request with a small body, or none; all in all it has this long.
#[cfg(feature = "login")]
pub(super) async fn send_small(request: RequestBuilder, timeouts: Timeouts) -> Result<Response, Problem> {
    let limit = timeouts.connect + timeouts.silence;
    match tokio::time::timeout(limit, request.send()).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(sorted_by(error.without_url(), true)),
        Err(_) => Err(Problem::Silent { limit, began: true }),
    }
}

/// What kept an answer from coming; `began` says whether any byte may have left.
fn sorted_by(error: reqwest::Error, began: bool) -> Problem {
    if is_about_trust(&error) {
        Problem::Untrusted(error.into())
    } else if error.is_connect() || error.is_builder() || !began {
        Problem::Unreachable(error.into())
    } else {
        Problem::Cut(error.into())
    }
}

/// Whether the other side's certificate is the reason. Another attempt would meet the same one.
fn is_about_trust(error: &(dyn Error + 'static)) -> bool {
    let wrapped =
        || -> Option<&(dyn Error + 'static)> { Some(error.downcast_ref::<io::Error>()?.get_ref()?) };
    match error.downcast_ref::<rustls::Error>() {
        Some(rustls::Error::InvalidCertificate(_)) => true,
        Some(_) => false,
        None => wrapped().or_else(|| error.source()).is_some_and(is_about_trust),
    }
}

pub(super) fn no_token(error: TokenError) -> Problem {
    Problem::Token(Box::new(error))
}

/// Waits for `sending`, as long as the meter moves within the limit for where it stands.
///
/// The error is the limit that was reached.
async fn watched<F: Future>(
    sending: F,
    meter: &Meter,
    limit: impl Fn(Progress) -> Duration,
    on_progress: OnProgress<'_>,
) -> Result<F::Output, Duration> {
    let mut steps = meter.watch();
    let mut sending = pin!(sending);
    loop {
        let progress = *steps.borrow_and_update();
        if progress != Progress::Waiting {
            on_progress(progress.bytes());
        }
        let patience = limit(progress);
        let deadline = Instant::now() + patience;
        tokio::select! {
            biased;
            outcome = &mut sending => {
                on_progress(steps.borrow().bytes());
                return Ok(outcome);
            }
            moved = steps.changed() => debug_assert!(moved.is_ok(), "the meter outlives the watch"),
            () = tokio::time::sleep_until(deadline) => return Err(patience),
        }
    }
}

impl Payload<'_> {
    fn length(self) -> u64 {
        match self {
            Self::Json(bytes) => bytes.len() as u64,
            Self::File(upload) => upload.bytes,
        }
    }

    /// Adds the body to a request, opening the file where there is one.
    async fn load(self, request: RequestBuilder) -> Result<(RequestBuilder, Arc<Meter>), FileProblem> {
        match self {
            Self::Json(bytes) => {
                let (body, meter) = body(Cursor::new(bytes.clone()), bytes.len() as u64);
                Ok((request.header("Content-Type", "application/json").body(body), meter))
            }
            Self::File(upload) => {
                let (body, meter) = match &upload.source {
                    Source::Bytes(bytes) => body(Cursor::new(bytes.clone()), upload.bytes),
                    Source::File(path) => body(open(path, upload.bytes).await?, upload.bytes),
                };
                Ok((request.multipart(form(upload, body)), meter))
            }
        }
    }
}

fn body<R: AsyncRead + Unpin + Send + Sync + 'static>(reader: R, length: u64) -> (Body, Arc<Meter>) {
    let (feed, meter) = Feed::new(reader, length);
    (Body::wrap(feed), meter)
}

/// Opens a file that has to be as long as it was when the upload was planned.
async fn open(path: &Path, length: u64) -> Result<fs_err::tokio::File, FileProblem> {
    let file = fs_err::tokio::File::open(path).await.map_err(FileProblem::Unreadable)?;
    let now = file.metadata().await.map_err(FileProblem::Unreadable)?;
    if now.is_file() && now.len() == length { Ok(file) } else { Err(FileProblem::Changed) }
}

/// `file`, then `name`: the order that the platform's own staff use.
fn form(upload: &Upload, body: Body) -> Form {
    let name = printable(&upload.name);
    let part = || Part::bytes(Vec::new());
    let content_type = if part().mime_str(&upload.content_type).is_ok() {
        &upload.content_type
    } else {
        "application/octet-stream"
    };
    let file = Part::stream_with_length(body, upload.bytes)
        .file_name(name.clone())
        .mime_str(content_type)
        .expect("tried one line above");
    Form::new().part("file", file).text("name", name)
}

/// A line break in a name would end the header it stands in.
fn printable(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::Pin;

    use http_body::Body as _;
    use tokio::io::AsyncReadExt;
    use tokio::time::sleep;

    use super::*;

    #[test]
    fn a_certificate_that_is_not_trusted_is_told_from_a_lost_connection() {
        let wrap = |error| io::Error::other(io::Error::other(error));
        let unknown = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        assert!(is_about_trust(&wrap(unknown)));
        assert!(!is_about_trust(&wrap(rustls::Error::HandshakeNotComplete)));
        assert!(!is_about_trust(&io::Error::from(io::ErrorKind::ConnectionReset)));
    }

    const SILENCE: Duration = Duration::from_secs(10);

    /// Sends three chunks with a pause before each, and gets the answer after the last pause.
    async fn check(pauses: [u64; 4]) -> Result<u64, Duration> {
        let length = 3 * 64 * 1024;
        let (mut feed, meter) = Feed::new(tokio::io::repeat(1).take(length), length);
        let [one, two, three, last] = pauses.map(Duration::from_secs);
        let start = Instant::now();
        let sending = async {
            for pause in [one, two, three] {
                sleep(pause).await;
                poll_fn(|context| Pin::new(&mut feed).poll_frame(context)).await;
            }
            sleep(last).await;
            start.elapsed().as_secs()
        };
        let limit = |progress| match progress {
            Progress::Waiting => SILENCE / 2,
            Progress::Sending(_) => SILENCE,
            Progress::Sent(_) => SILENCE * 2,
        };
        watched(sending, &meter, limit, &|_| {}).await
    }

    #[tokio::test(start_paused = true)]
    async fn sending_may_last_as_long_as_it_moves() {
        assert_eq!(check([4, 9, 9, 19]).await, Ok(41));
    }

    #[tokio::test(start_paused = true)]
    async fn each_stage_has_its_own_limit() {
        assert_eq!(check([6, 0, 0, 0]).await, Err(SILENCE / 2));
        assert_eq!(check([0, 11, 0, 0]).await, Err(SILENCE));
        assert_eq!(check([0, 0, 0, 21]).await, Err(SILENCE * 2));
    }
}
