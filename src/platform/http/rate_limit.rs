//! The rate limiter that all workers share: it keeps 429 responses rare.
//!
//! Starts of requests are spread evenly: gently at first, then by what the platform's headers allow.
//! Where the platform counts less left than we do (somebody else shares the limit), nobody starts
//! until our own oldest request has left the window. After a 429 everybody waits for one instant.
//!
//! Start at [`RateLimit::start`]; [`RateLimit::learn`] takes the headers of each answer.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep_until};

use super::error::DayUsedUp;

const LIMIT: &str = "x-ratelimit-max";
const REMAINING: &str = "x-ratelimit-remaining";
const INTERVAL: &str = "x-ratelimit-interval-milliseconds";
const DAY_REMAINING: &str = "x-ratelimit-daily-remaining";
/// In milliseconds.
const DAY_RESET: &str = "x-ratelimit-daily-reset";

/// A window longer than this is a mistake of somebody's; it must not stop a run for hours.
const LONGEST_INTERVAL: Duration = Duration::from_mins(2);

/// How to begin.
#[derive(Debug, Clone, Copy)]
pub struct RateLimitOptions {
    /// The time between two starts until the platform has named its limit.
    pub first_gap: Duration,
}

impl Default for RateLimitOptions {
    fn default() -> Self {
        // Five a second: half of what the platform documents.
        Self { first_gap: Duration::from_millis(200) }
    }
}

impl RateLimitOptions {
    /// No gap until the platform names its limit.
    pub fn unpaced() -> Self {
        Self { first_gap: Duration::ZERO }
    }
}

/// The rate limit that all workers share.
#[derive(Debug)]
pub(crate) struct RateLimit(Mutex<State>);

#[derive(Debug)]
struct State {
    gap: Duration,
    interval: Option<Duration>,
    /// No request starts before this.
    next: Instant,
    /// Nor before this, where the platform asked for silence.
    held: Option<Instant>,
    /// Our own starts within the last interval, oldest first.
    starts: VecDeque<Instant>,
    day: Option<DayUsedUp>,
}

impl RateLimit {
    pub(crate) fn new(options: RateLimitOptions) -> Self {
        Self(Mutex::new(State {
            gap: options.first_gap,
            interval: None,
            next: Instant::now(),
            held: None,
            starts: VecDeque::new(),
            day: None,
        }))
    }

    /// Waits for this request's turn. Gives the moment of its start, which [`Self::learn`] wants.
    pub(crate) async fn start(&self) -> Result<Instant, DayUsedUp> {
        loop {
            let turn = {
                let mut state = self.state();
                state.day(SystemTime::now())?;
                match state.try_start(Instant::now()) {
                    Ok(start) => return Ok(start),
                    Err(turn) => turn,
                }
            };
            sleep_until(turn).await;
        }
    }

    /// Takes in what the headers of an answer say, and tells whether the day is used up.
    ///
    /// `started` is the moment at which the answered request began.
    pub(crate) fn learn(
        &self,
        headers: &HeaderMap,
        started: Instant,
        retry_after: Option<Duration>,
    ) -> Option<DayUsedUp> {
        let mut state = self.state();
        if let (Some(limit), Some(interval)) = (number(headers, LIMIT), number(headers, INTERVAL)) {
            state.follow(limit, Duration::from_millis(interval));
        }
        if let Some(remaining) = number(headers, REMAINING) {
            state.remaining(remaining, started, Instant::now());
        }
        if number(headers, DAY_REMAINING) == Some(0) {
            let reset = number(headers, DAY_RESET).map(Duration::from_millis);
            let told = reset.or(retry_after).and_then(|wait| SystemTime::now().checked_add(wait));
            let until = told.or(state.day.and_then(|day| day.until));
            state.day = Some(DayUsedUp { until });
        }
        state.day
    }

    /// Lets nobody start for `wait`.
    pub(crate) fn hold(&self, wait: Duration) {
        self.state().hold(Instant::now() + wait);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing here panics half-way, so a poisoned state is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn day(&mut self, now: SystemTime) -> Result<(), DayUsedUp> {
        match self.day {
            Some(day) if day.until.is_none_or(|until| now < until) => Err(day),
            _ => {
                self.day = None;
                Ok(())
            }
        }
    }

    fn try_start(&mut self, now: Instant) -> Result<Instant, Instant> {
        let turn = self.held.map_or(self.next, |held| held.max(self.next));
        if turn > now {
            return Err(turn);
        }
        self.next = now + self.gap;
        self.forget_old(now);
        self.starts.push_back(now);
        Ok(now)
    }

    /// Spreads the window's requests evenly over it.
    fn follow(&mut self, limit: u64, interval: Duration) {
        let interval = interval.min(LONGEST_INTERVAL);
        let limit = u32::try_from(limit).unwrap_or(u32::MAX).max(1);
        let gap = (interval + slack(interval)) / limit;
        if self.interval != Some(interval) || self.gap != gap {
            tracing::debug!(limit, ?interval, ?gap, "following the platform's rate limit");
        }
        self.interval = Some(interval);
        self.gap = gap;
        if let Some(&last) = self.starts.back() {
            // What started at the gentle pace of the beginning may have been too fast already.
            self.next = self.next.max(last + gap);
        }
    }

    /// Stops until our oldest request leaves the window, when those under way may use up the rest.
    fn remaining(&mut self, remaining: u64, started: Instant, now: Instant) {
        let Some(interval) = self.interval else { return };
        if now.duration_since(started) > interval {
            // Counted in a window that is long over, as after a long upload.
            return;
        }
        self.forget_old(now);
        let since = self.starts.iter().filter(|&&start| start > started).count() as u64;
        if remaining > since {
            return;
        }
        let oldest = self.starts.front().copied().unwrap_or(started);
        self.hold(oldest + interval + slack(interval));
    }

    fn hold(&mut self, until: Instant) {
        self.held = Some(self.held.map_or(until, |held| held.max(until)));
    }

    fn forget_old(&mut self, now: Instant) {
        let interval = self.interval.unwrap_or(LONGEST_INTERVAL);
        while self.starts.front().is_some_and(|&start| now.duration_since(start) >= interval) {
            self.starts.pop_front();
        }
    }
}

/// How much longer than a window we take for its requests, because on the way they move closer
/// together: a twentieth, at least what a network makes of it, unless the window itself is short.
fn slack(interval: Duration) -> Duration {
    const JITTER: Duration = Duration::from_millis(100);
    (interval / 20).max(JITTER.min(interval / 4))
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A platform that counts in fixed windows, as strict as it can be.
    #[derive(Default)]
    struct Platform {
        limit: u64,
        interval: u64,
        /// Taken by somebody else at the start of each window.
        others: u64,
        window: Option<(Instant, u64)>,
        refused: u32,
        last: u64,
    }

    impl Platform {
        /// The headers of an answer, and whether it is a 429.
        fn answer(&mut self, now: Instant, start: Instant) -> (HeaderMap, bool) {
            let interval = Duration::from_millis(self.interval);
            let (_, count) = match &mut self.window {
                Some(window) if now.duration_since(window.0) < interval => window,
                window => window.insert((now, self.others)),
            };
            *count += 1;
            let over = *count > self.limit;
            let remaining = self.limit.saturating_sub(*count);
            self.refused += u32::from(over);
            self.last = u64::try_from(now.duration_since(start).as_millis()).unwrap();
            (headers(self.limit, remaining, self.interval), over)
        }
    }

    fn headers(limit: u64, remaining: u64, interval: u64) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in [(LIMIT, limit), (REMAINING, remaining), (INTERVAL, interval)] {
            map.insert(name, value.into());
        }
        map
    }

    /// 300 requests of eight workers, with answers after 3 to 80 ms: how many were refused, and how many
    /// milliseconds it took.
    async fn check(platform: Platform) -> (u32, u64) {
        let rate_limit = Arc::new(RateLimit::new(RateLimitOptions::default()));
        let platform = Arc::new(Mutex::new(platform));
        let start = Instant::now();
        let left = Arc::new(Mutex::new(300));
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let (rate_limit, platform, left) =
                    (Arc::clone(&rate_limit), Arc::clone(&platform), Arc::clone(&left));
                tokio::spawn(async move {
                    let mut turn = worker;
                    while take_one(&left) {
                        loop {
                            turn += 1;
                            let started = rate_limit.start().await.unwrap();
                            tokio::time::sleep(Duration::from_millis(3 + turn * 7 % 40)).await;
                            let (headers, over) = platform.lock().unwrap().answer(Instant::now(), start);
                            tokio::time::sleep(Duration::from_millis(turn * 11 % 40)).await;
                            rate_limit.learn(&headers, started, None);
                            if !over {
                                break;
                            }
                            rate_limit.hold(Duration::from_secs(1));
                        }
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.await.unwrap();
        }
        let platform = platform.lock().unwrap();
        (platform.refused, platform.last)
    }

    fn take_one(left: &Mutex<u32>) -> bool {
        let mut left = left.lock().unwrap();
        *left = left.saturating_sub(1);
        *left > 0
    }

    #[tokio::test(start_paused = true)]
    async fn under_a_tight_limit_nothing_is_refused_and_the_time_is_near_what_it_allows() {
        for (limit, interval) in [(10, 1_000), (100, 10_000), (20, 2_000), (5, 500), (3, 1_000)] {
            let (refused, took) = check(Platform { limit, interval, ..Platform::default() }).await;
            let ideal = 300 * interval / limit;
            assert_eq!(refused, 0, "{limit} in {interval} ms");
            assert!(took < ideal * 7 / 5, "{limit} in {interval} ms: {took} ms, ideally {ideal}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_that_others_use_as_well_is_respected() {
        let shared = Platform { limit: 100, interval: 10_000, others: 50, ..Platform::default() };
        let (refused, took) = check(shared).await;
        assert!(refused <= 8, "{refused}");
        assert!(took < 80_000, "{took}");
    }

    /// The seconds at which five requests start, when each is answered with these headers.
    async fn starts(headers: HeaderMap) -> Vec<f32> {
        let rate_limit = RateLimit::new(RateLimitOptions::default());
        let begin = Instant::now();
        let mut starts = Vec::new();
        for _ in 0..5 {
            let start = rate_limit.start().await.unwrap();
            starts.push(start.duration_since(begin).as_secs_f32());
            rate_limit.learn(&headers, start, None);
        }
        starts
    }

    #[tokio::test(start_paused = true)]
    async fn it_starts_gently_while_nothing_is_known() {
        assert_eq!(starts(HeaderMap::new()).await, [0.0, 0.2, 0.4, 0.6, 0.8]);
    }

    #[tokio::test(start_paused = true)]
    async fn odd_headers_do_no_harm() {
        let mut odd = HeaderMap::new();
        odd.insert(LIMIT, "many".parse().unwrap());
        odd.insert(INTERVAL, "-1".parse().unwrap());
        assert_eq!(starts(odd).await, [0.0, 0.2, 0.4, 0.6, 0.8]);
        assert!(starts(headers(0, 5, u64::MAX)).await[4] <= 600.0);
        assert!(starts(headers(u64::MAX, 5, 0)).await[4] < 1.0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_hold_is_for_everybody_and_the_longest_counts() {
        let rate_limit = RateLimit::new(RateLimitOptions::unpaced());
        let begin = Instant::now();
        rate_limit.hold(Duration::from_secs(9));
        rate_limit.hold(Duration::from_secs(2));
        let (one, two) = tokio::join!(rate_limit.start(), rate_limit.start());
        assert_eq!(one.unwrap().duration_since(begin).as_secs(), 9);
        assert_eq!(two.unwrap().duration_since(begin).as_secs(), 9);
    }
}
