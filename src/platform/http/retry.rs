//! The retry policy: which requests to repeat, and when.
//!
//! Failures are sorted first ([`RequestError::is_passing`], [`RequestError::delivery`]): only what is safe is
//! repeated. The wait doubles each time, with jitter so that workers do not come back in step; count
//! and total wait are capped. A `Retry-After` is believed up to [`Retries::longest`].

use std::future::Future;
use std::time::{Duration, SystemTime};

use backon::{ExponentialBuilder, Retryable};
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::error::RequestError;
use super::phase::Pause;
use super::rate_limit::RateLimit;

/// How often and how long to try again. Tests set all times to zero.
#[derive(Debug, Clone, Copy)]
pub struct Retries {
    /// Attempts after the first.
    pub times: usize,
    /// The first wait; each later one is twice as long, plus jitter.
    pub first: Duration,
    /// The longest single wait, also where the platform asks for more.
    pub longest: Duration,
    /// The longest wait in sum.
    pub total: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            times: 6,
            first: Duration::from_millis(500),
            // Rate windows are ten seconds; two minutes bear a platform that starts anew.
            longest: Duration::from_mins(2),
            total: Duration::from_mins(5),
        }
    }
}

impl Retries {
    /// As many attempts as usual, but without any wait.
    pub fn at_once() -> Self {
        Self { first: Duration::ZERO, longest: Duration::ZERO, ..Self::default() }
    }

    /// Runs `attempt` until it succeeds, fails for good, or the caps are reached.
    ///
    /// `is_safe` decides what may be repeated; `on_pause` is told each wait. After "too many requests", `rate_limit` holds everybody.
    pub(crate) async fn run<T, F>(
        &self,
        rate_limit: &RateLimit,
        is_safe: impl Fn(&RequestError) -> bool,
        on_pause: impl Fn(Pause),
        attempt: impl FnMut() -> F,
    ) -> Result<T, RequestError>
    where
        F: Future<Output = Result<T, RequestError>>,
    {
        let mut waited = Duration::ZERO;
        let delays = ExponentialBuilder::default()
            .with_factor(2.0)
            .with_min_delay(self.first)
            .with_max_delay(self.longest)
            .with_max_times(self.times)
            .with_jitter();
        attempt
            .retry(delays)
            .when(|problem| is_safe(problem))
            .adjust(|problem, backoff| {
                let wait = self.wait(problem, backoff?);
                waited = waited.saturating_add(wait);
                if waited > self.total {
                    return None;
                }
                if problem.is_too_many() {
                    rate_limit.hold(wait);
                }
                Some(wait)
            })
            .notify(|problem, wait| {
                tracing::debug!(%problem, ?wait, "retrying");
                on_pause(Pause::new(problem, wait));
            })
            .await
    }

    /// The platform's wish where there is one, never less than the back-off, never more than the cap.
    fn wait(&self, problem: &RequestError, backoff: Duration) -> Duration {
        let asked = match problem {
            RequestError::Refused(refusal) => refusal.retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        asked.max(backoff).min(self.longest)
    }
}

/// How long the platform wants us to wait.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    parse_retry_after(headers.get(RETRY_AFTER)?.to_str().ok()?, SystemTime::now())
}

/// Reads `Retry-After`: seconds, or a date that is compared with `now`.
fn parse_retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use reqwest::StatusCode;

    use super::*;
    use crate::platform::http::error::{Call, Refusal};
    use crate::platform::http::rate_limit::RateLimitOptions;

    fn refused(status: u16, retry_after: Option<u64>) -> RequestError {
        RequestError::Refused(Box::new(Refusal {
            call: Call { method: "POST", path: "/x" },
            status: StatusCode::from_u16(status).unwrap(),
            says: None,
            page: None,
            sent_bytes: None,
            trace_id: None,
            retry_after: retry_after.map(Duration::from_secs),
            points_to: None,
        }))
    }

    /// Attempts made, and seconds passed, when every attempt fails like this.
    async fn check(retries: Retries, problem: impl Fn() -> RequestError) -> (u32, u64) {
        let rate_limit = RateLimit::new(RateLimitOptions::unpaced());
        let attempts = Cell::new(0);
        let start = tokio::time::Instant::now();
        let outcome = retries
            .run(
                &rate_limit,
                RequestError::is_passing,
                |_| {},
                || {
                    attempts.set(attempts.get() + 1);
                    let problem = problem();
                    async { Err::<(), _>(problem) }
                },
            )
            .await;
        assert!(outcome.is_err());
        (attempts.get(), start.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn the_number_of_attempts_is_capped() {
        let (attempts, seconds) = check(Retries::default(), || refused(500, None)).await;
        assert_eq!(attempts, 7);
        // 0.5 + 1 + 2 + 4 + 8 + 16, each up to twice as long.
        assert!((31..=63).contains(&seconds), "{seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_will_not_pass_is_not_repeated() {
        assert_eq!(check(Retries::default(), || refused(422, Some(1))).await, (1, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn retry_after_is_obeyed_up_to_the_cap() {
        let few = Retries { times: 2, ..Retries::default() };
        assert_eq!(check(few, || refused(429, Some(30))).await, (3, 60));
        assert_eq!(check(few, || refused(503, Some(1_000_000))).await, (3, 240));
    }

    #[tokio::test(start_paused = true)]
    async fn the_total_wait_is_capped() {
        let (attempts, seconds) = check(Retries::default(), || refused(429, Some(100))).await;
        assert_eq!((attempts, seconds), (4, 300));
    }

    #[tokio::test(start_paused = true)]
    async fn tests_wait_for_nothing() {
        assert_eq!(check(Retries::at_once(), || refused(429, Some(60))).await, (7, 0));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let read = |value| parse_retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(read(" 120 "), Some(120));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:37 GMT"), Some(60));
        assert_eq!(read("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-5"), None);
    }
}
