//! The timeout: aborts a request without progress.
//!
//! The HTTP library's own time-outs count the time of sending, so none is set for a body:
//! [`watched`] looks at the [`UploadProgress`] instead.

use std::pin::pin;
use std::time::Duration;

use tokio::time::Instant;

use super::upload_body::{Stage, UploadProgress};

/// Waits for `sending`, as long as the body makes progress within the limit of its phase.
///
/// The error is the limit that was reached.
pub(super) async fn watched<F: Future>(
    sending: F,
    body: &UploadProgress,
    limit: impl Fn(Stage) -> Duration,
    on_progress: &(dyn Fn(u64) + Sync),
) -> Result<F::Output, Duration> {
    let mut steps = body.watch();
    let mut sending = pin!(sending);
    loop {
        let stage = *steps.borrow_and_update();
        if stage != Stage::Waiting {
            on_progress(stage.bytes());
        }
        let patience = limit(stage);
        let deadline = Instant::now() + patience;
        tokio::select! {
            biased;
            outcome = &mut sending => {
                on_progress(steps.borrow().bytes());
                return Ok(outcome);
            }
            moved = steps.changed() => debug_assert!(moved.is_ok(), "the progress outlives the watch"),
            () = tokio::time::sleep_until(deadline) => return Err(patience),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::Pin;

    use http_body::Body as _;
    use tokio::io::AsyncReadExt;
    use tokio::time::sleep;

    use super::*;
    use crate::platform::http::upload_body::UploadBody;

    const SILENCE: Duration = Duration::from_secs(10);

    /// Sends three chunks with a pause before each, and gets the answer after the last pause.
    async fn check(pauses: [u64; 4]) -> Result<u64, Duration> {
        let length = 3 * 64 * 1024;
        let (mut body, progress) = UploadBody::new(tokio::io::repeat(1).take(length), length);
        let [one, two, three, last] = pauses.map(Duration::from_secs);
        let start = Instant::now();
        let sending = async {
            for pause in [one, two, three] {
                sleep(pause).await;
                poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
            }
            sleep(last).await;
            start.elapsed().as_secs()
        };
        let limit = |stage| match stage {
            Stage::Waiting => SILENCE / 2,
            Stage::Sending(_) => SILENCE,
            Stage::Sent(_) => SILENCE * 2,
        };
        watched(sending, &progress, limit, &|_| {}).await
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
