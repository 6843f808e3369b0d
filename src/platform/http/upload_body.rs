//! A request body that counts the bytes handed to the transport.
//!
//! An [`UploadBody`] reads exactly the length that was promised, then one more byte: without that, a file
//! that grew is cut off and the server says 200. An [`UploadProgress`] tells the sender, from outside, whether
//! sending has begun and whether it still moves. That is what "did it arrive?" and the watchdog rest on.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::watch;

use super::error::FileProblem;

/// How much is handed over at once: small enough for progress to move on a slow line.
const CHUNK: usize = 64 * 1024;

/// How far a body has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// No byte of it was asked for yet: the request cannot have arrived.
    Waiting,
    /// So many bytes were handed to the transport.
    Sending(u64),
    /// All of them were.
    Sent(u64),
}

impl Stage {
    /// Bytes handed over.
    pub(crate) fn bytes(self) -> u64 {
        match self {
            Self::Waiting => 0,
            Self::Sending(bytes) | Self::Sent(bytes) => bytes,
        }
    }
}

/// The sender's view of a [`UploadBody`].
#[derive(Debug)]
pub(crate) struct UploadProgress {
    stage: watch::Sender<Stage>,
    trouble: OnceLock<FileProblem>,
}

impl UploadProgress {
    /// A receiver that wakes at every step.
    pub(crate) fn watch(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    /// Whether the transport has asked for any byte.
    pub(crate) fn began(&self) -> bool {
        *self.stage.borrow() != Stage::Waiting
    }

    /// What went wrong with the file itself, if anything did.
    pub(crate) fn trouble(&self) -> Option<FileProblem> {
        self.trouble.get().map(FileProblem::again)
    }
}

/// A body of known length, read from a file or from memory.
pub(crate) struct UploadBody<R> {
    reader: R,
    length: u64,
    left: u64,
    buffer: Vec<u8>,
    progress: Arc<UploadProgress>,
}

impl<R> UploadBody<R> {
    /// A body of `length` bytes out of `reader`, and its progress.
    pub(crate) fn new(reader: R, length: u64) -> (Self, Arc<UploadProgress>) {
        let progress =
            Arc::new(UploadProgress { stage: watch::Sender::new(Stage::Waiting), trouble: OnceLock::new() });
        let body = Self { reader, length, left: length, buffer: Vec::new(), progress: Arc::clone(&progress) };
        (body, progress)
    }

    /// The same as the HTTP library takes it.
    pub(crate) fn wrapped(reader: R, length: u64) -> (reqwest::Body, Arc<UploadProgress>)
    where
        R: AsyncRead + Unpin + Send + Sync + 'static,
    {
        let (body, progress) = Self::new(reader, length);
        (reqwest::Body::wrap(body), progress)
    }

    fn report(&self) {
        let done = self.length - self.left;
        let now = if self.left == 0 { Stage::Sent(done) } else { Stage::Sending(done) };
        self.progress.stage.send_replace(now);
    }

    fn fail(&self, problem: FileProblem) -> io::Error {
        let told = io::Error::other(problem.to_string());
        // The first trouble is the one that ended the body.
        let _ = self.progress.trouble.set(problem);
        told
    }
}

impl<R: AsyncRead + Unpin> UploadBody<R> {
    fn poll_read(&mut self, context: &mut Context<'_>, most: usize) -> Poll<io::Result<Bytes>> {
        self.buffer.resize(most, 0);
        let mut into = ReadBuf::new(&mut self.buffer);
        ready!(Pin::new(&mut self.reader).poll_read(context, &mut into))?;
        let read = into.filled().len();
        let mut chunk = std::mem::take(&mut self.buffer);
        chunk.truncate(read);
        Poll::Ready(Ok(chunk.into()))
    }
}

impl<R: AsyncRead + Unpin> http_body::Body for UploadBody<R> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if !self.progress.began() {
            self.report();
        }
        // At the end, one byte more than promised is asked for; there should be none.
        let most = usize::try_from(self.left).unwrap_or(CHUNK).clamp(1, CHUNK);
        let chunk = match ready!(self.poll_read(context, most)) {
            Ok(chunk) => chunk,
            Err(error) => return Poll::Ready(Some(Err(self.fail(FileProblem::Unreadable(error))))),
        };
        match (self.left, chunk.len() as u64) {
            (0, 0) => Poll::Ready(None),
            (0, _) | (_, 0) => Poll::Ready(Some(Err(self.fail(FileProblem::Changed)))),
            (left, read) => {
                self.left = left - read;
                self.report();
                Poll::Ready(Some(Ok(Frame::data(chunk))))
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Cursor;

    use http_body::Body;

    use super::*;

    /// Reads a body to its end: the sizes of its chunks, then how it ended.
    async fn check(bytes: usize, promised: u64) -> (Vec<usize>, Option<String>, Stage) {
        let (mut body, progress) = UploadBody::new(Cursor::new(vec![7; bytes]), promised);
        assert!(!progress.began());
        let mut sizes = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            match frame {
                Ok(frame) => sizes.push(frame.into_data().unwrap().len()),
                Err(_) => break,
            }
        }
        let stage = *progress.watch().borrow();
        (sizes, progress.trouble().map(|problem| problem.to_string()), stage)
    }

    #[tokio::test]
    async fn a_body_is_handed_over_in_small_chunks() {
        assert_eq!(check(150_000, 150_000).await, (vec![CHUNK, CHUNK, 18_928], None, Stage::Sent(150_000)));
    }

    #[tokio::test]
    async fn an_empty_body_is_sent_at_once() {
        assert_eq!(check(0, 0).await, (vec![], None, Stage::Sent(0)));
    }

    #[tokio::test]
    async fn a_body_that_is_shorter_or_longer_than_promised_is_an_error() {
        let changed = Some(FileProblem::Changed.to_string());
        assert_eq!(check(3, 5).await, (vec![3], changed.clone(), Stage::Sending(3)));
        assert_eq!(check(6, 5).await, (vec![5], changed, Stage::Sent(5)));
    }
}
