//! The rate limits: requests per interval and per day.
//!
//! Both are fixed windows that open with the first request after the last window ended. Each location has its own: what
//! tells it is the token. A refused request does not count, otherwise a client that
//! keeps knocking would never get in again.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::oauth::Caller;

const DAY: Duration = Duration::from_hours(24);

/// How many requests a location may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests in one interval.
    pub max: u32,
    /// The length of the interval.
    pub interval: Duration,
    /// Requests in 24 hours.
    pub daily: u32,
}

impl Default for Rate {
    /// What the platform documents: 100 requests in 10 seconds, 200,000 a day.
    fn default() -> Self {
        Self { max: 100, interval: Duration::from_secs(10), daily: 200_000 }
    }
}

/// Counts requests against a [`Rate`].
#[derive(Debug)]
pub(super) struct Limiter {
    rate: Rate,
    used: Mutex<HashMap<Caller, Used>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Used {
    interval: Window,
    day: Window,
}

#[derive(Debug, Clone, Copy, Default)]
struct Window {
    opened: Option<Instant>,
    count: u32,
}

impl Limiter {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, used: Mutex::default() }
    }

    /// Counts one request, or returns `false` when no more are allowed now.
    pub(super) fn take(&self, caller: &Caller, now: Instant) -> bool {
        self.used(caller, now, |used| {
            let allowed = used.interval.count < self.rate.max && used.day.count < self.rate.daily;
            if allowed {
                used.interval.add(now);
                used.day.add(now);
            }
            allowed
        })
    }

    /// Writes the five documented headers with their current values; nobody's, where the caller is not known.
    pub(super) fn write(&self, caller: Option<&Caller>, now: Instant, headers: &mut HeaderMap) {
        let used = caller.map(|caller| self.used(caller, now, |used| *used)).unwrap_or_default();
        let interval = u64::try_from(self.rate.interval.as_millis()).unwrap_or(u64::MAX);
        for (name, value) in [
            ("x-ratelimit-limit-daily", u64::from(self.rate.daily)),
            ("x-ratelimit-daily-remaining", u64::from(self.rate.daily.saturating_sub(used.day.count))),
            ("x-ratelimit-interval-milliseconds", interval),
            ("x-ratelimit-max", u64::from(self.rate.max)),
            ("x-ratelimit-remaining", u64::from(self.rate.max.saturating_sub(used.interval.count))),
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        }
    }

    fn used<T>(&self, caller: &Caller, now: Instant, look: impl FnOnce(&mut Used) -> T) -> T {
        let mut all = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let used = all.entry(caller.clone()).or_default();
        used.interval.close_after(self.rate.interval, now);
        used.day.close_after(DAY, now);
        look(used)
    }
}

impl Window {
    fn close_after(&mut self, length: Duration, now: Instant) {
        if self.opened.is_some_and(|opened| now.saturating_duration_since(opened) >= length) {
            *self = Self::default();
        }
    }

    fn add(&mut self, now: Instant) {
        self.opened.get_or_insert(now);
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller() -> Caller {
        Caller::Location("l".to_owned())
    }

    fn remaining(limiter: &Limiter, now: Instant) -> (String, String) {
        let mut headers = HeaderMap::new();
        limiter.write(Some(&caller()), now, &mut headers);
        let text = |name: &str| headers[name].to_str().unwrap_or_default().to_owned();
        (text("x-ratelimit-remaining"), text("x-ratelimit-daily-remaining"))
    }

    #[test]
    fn the_interval_fills_up_and_opens_again_and_the_day_does_not() {
        let limiter = Limiter::new(Rate { max: 2, interval: Duration::from_secs(10), daily: 3 });
        let start = Instant::now();
        assert_eq!(remaining(&limiter, start), ("2".into(), "3".into()));
        assert!(limiter.take(&caller(), start));
        assert!(limiter.take(&caller(), start));
        assert!(!limiter.take(&caller(), start), "a third in the same interval");
        assert!(limiter.take(&Caller::Location("m".to_owned()), start), "another location has its own");
        assert_eq!(remaining(&limiter, start), ("0".into(), "1".into()));

        let later = start + Duration::from_secs(10);
        assert!(limiter.take(&caller(), later), "a new interval");
        assert!(!limiter.take(&caller(), later), "the day is used up");
        assert!(!limiter.take(&caller(), later + Duration::from_secs(10)));
        assert!(limiter.take(&caller(), start + DAY), "a new day");
    }
}
