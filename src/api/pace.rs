//! Keeps all workers together under the platform's limits, so that a 429 is rare.
//!
//! Starts of requests are spread evenly: gently at first, then by what the platform's headers allow.
//! Where the platform counts less left than we do (somebody else shares the limit), nobody starts
//! until our own oldest request has left the window. After a 429 everybody waits for one instant.
//!
//! Start at [`Pace::start`]; [`Pace::learn`] takes the headers of each answer.

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

/// A window longer than this is a mistake of somebody's; it must not stop a run for hours.
const LONGEST_INTERVAL: Duration = Duration::from_secs(120);

/// One request in so many of a window stays unused: on the way, requests move closer together.
const SPARE: u32 = 20;

/// How to begin.
#[derive(Debug, Clone, Copy)]
pub struct PaceOptions {
    /// The time between two starts until the platform has named its limit.
    pub first_gap: Duration,
}

impl Default for PaceOptions {
    fn default() -> Self {
        // Five a second: half of what the platform documents.
        Self { first_gap: Duration::from_millis(200) }
    }
}

impl PaceOptions {
    /// No gap until the platform names its limit.
    pub fn unpaced() -> Self {
        Self { first_gap: Duration::ZERO }
    }
}

/// The pace that all workers share.
#[derive(Debug)]
pub(crate) struct Pace(Mutex<State>);

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

impl Pace {
    pub(crate) fn new(options: PaceOptions) -> Self {
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
            let told = retry_after.and_then(|wait| SystemTime::now().checked_add(wait));
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
        let used = (limit - limit.div_ceil(SPARE)).max(1);
        let gap = interval / used;
        if self.interval != Some(interval) || self.gap != gap {
            tracing::debug!(limit, ?interval, ?gap, "following the platform's limit");
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
        self.hold(oldest + interval);
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

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}
