//! Simulated failures of the sandbox.
//!
//! A [`Fault`] is written `[CALL:]KIND[@N][xM]`, as in `500`, `import:cut-after`, `update-lesson:409@2` or
//! `upload:429+retry-after@3x2`. [`Faults`] counts the requests and says which fault is due.

use std::{
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use super::v3::call::Call;

/// What to do wrong, with which requests, how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which requests it is about.
    pub on: On,
    /// What happens to them.
    pub kind: Kind,
    /// The first request it happens to, counted from 1 among those it is about. What is turned away
    /// for its headers or for the rate limit is not counted.
    pub from: u32,
    /// How many requests in a row it happens to; `None` is all of them.
    pub times: Option<u32>,
}

/// The requests a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Every call of the API.
    Any,
    /// `POST /medias/upload-file`.
    Upload,
    /// `POST /courses/courses-exporter/public/import`.
    Import,
    /// `POST /oauth/token`.
    Token,
    /// Every newer call for courses.
    Newer,
    /// This one of them.
    Call(&'static Call),
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// This status, with the documented error, and nothing done.
    Status(u16),
    /// 429 with a `Retry-After` of this many seconds.
    RetryAfter(u64),
    /// The work is done at once and the answer comes this much later.
    Slow(Duration),
    /// The connection is closed, nothing read and nothing done.
    CutBefore,
    /// The work is done, then the connection is closed without an answer.
    CutAfter,
}

const STATUSES: [u16; 9] = [401, 403, 404, 409, 413, 422, 429, 500, 503];
const RETRY_AFTER: u64 = 1;
const SLOW: Duration = Duration::from_secs(10);

/// A fault that cannot be understood; its message lists what is possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "invalid fault `{spec}`: {problem}. Use `[CALL:]KIND[@N][xM]`. CALL is `upload`, `import`, `token`, `v3` or a \
     v3 call such as `update-lesson`. KIND is one of 401, 403, 404, 409, 413, 422, 429, 429+retry-after[=SECONDS], 500, 503, slow[=SECONDS], cut-before, cut-after. \
     `@N` starts at request N, `xM` repeats it M times and `x*` always"
)]
pub struct FaultError {
    spec: String,
    problem: String,
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(spec: &str) -> Result<Self, FaultError> {
        parse(spec.trim()).map_err(|problem| FaultError { spec: spec.to_owned(), problem })
    }
}

fn parse(spec: &str) -> Result<Fault, String> {
    let (on, rest) = match spec.split_once(':') {
        None => (On::Any, spec),
        Some(("upload", rest)) => (On::Upload, rest),
        Some(("import", rest)) => (On::Import, rest),
        Some(("token", rest)) => (On::Token, rest),
        Some(("v3", rest)) => (On::Newer, rest),
        Some((name, rest)) => match Call::named(name) {
            Some(call) => (On::Call(call), rest),
            None => return Err(format!("unknown call `{name}`")),
        },
    };
    // No kind has an `x` or an `@` in it, so both can be taken off from the right.
    let (rest, times) = match rest.split_once('x') {
        None => (rest, Some(1)),
        Some((rest, "*")) => (rest, None),
        Some((rest, times)) => (rest, Some(count(times, 'x')?)),
    };
    let (kind, from) = match rest.split_once('@') {
        None => (rest, 1),
        Some((kind, from)) => (kind, count(from, '@')?),
    };
    Ok(Fault { on, kind: kind.parse()?, from, times })
}

fn count(text: &str, mark: char) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|&number| number > 0)
        .ok_or_else(|| format!("`{mark}{text}` is not a positive number"))
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, seconds) = match text.split_once('=') {
            None => (text, None),
            Some((name, seconds)) => (name, Some(seconds)),
        };
        let wrong = || format!("unknown fault kind `{text}`");
        match (name, seconds) {
            ("cut-before", None) => Ok(Self::CutBefore),
            ("cut-after", None) => Ok(Self::CutAfter),
            ("slow", None) => Ok(Self::Slow(SLOW)),
            ("slow", Some(seconds)) => seconds
                .parse()
                .ok()
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                .map(Self::Slow)
                .ok_or_else(wrong),
            ("429+retry-after", None) => Ok(Self::RetryAfter(RETRY_AFTER)),
            ("429+retry-after", Some(seconds)) => seconds.parse().map(Self::RetryAfter).map_err(|_| wrong()),
            (_, None) => match name.parse() {
                Ok(status) if STATUSES.contains(&status) => Ok(Self::Status(status)),
                _ => Err(wrong()),
            },
            (_, Some(_)) => Err(wrong()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.on {
            On::Any => {}
            On::Upload => out.write_str("upload:")?,
            On::Import => out.write_str("import:")?,
            On::Token => out.write_str("token:")?,
            On::Newer => out.write_str("v3:")?,
            On::Call(call) => write!(out, "{}:", call.name)?,
        }
        write!(out, "{}", self.kind)?;
        if self.from != 1 {
            write!(out, "@{}", self.from)?;
        }
        match self.times {
            None => out.write_str("x*"),
            Some(1) => Ok(()),
            Some(times) => write!(out, "x{times}"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(out, "{status}"),
            Self::RetryAfter(RETRY_AFTER) => out.write_str("429+retry-after"),
            Self::RetryAfter(seconds) => write!(out, "429+retry-after={seconds}"),
            Self::Slow(SLOW) => out.write_str("slow"),
            Self::Slow(time) => write!(out, "slow={}", time.as_secs_f64()),
            Self::CutBefore => out.write_str("cut-before"),
            Self::CutAfter => out.write_str("cut-after"),
        }
    }
}

/// The faults of a running sandbox, each with the number of requests it has seen.
#[derive(Debug)]
pub(super) struct Faults(Mutex<Vec<(Fault, u32)>>);

impl Faults {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self(Mutex::new(faults.into_iter().map(|fault| (fault, 0)).collect()))
    }

    /// Adds a fault, which counts from now on.
    pub(super) fn add(&self, fault: Fault) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((fault, 0));
    }

    /// Ends all faults.
    pub(super) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Counts a request and returns what is to happen to it: the first fault that is due.
    pub(super) fn next(&self, request: On) -> Option<Kind> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due = None;
        for (fault, seen) in faults.iter_mut().filter(|(fault, _)| fault.on.covers(request)) {
            *seen = seen.saturating_add(1);
            if fault.is_due(*seen) {
                due = due.or(Some(fault.kind));
            }
        }
        due
    }
}

impl On {
    fn covers(self, request: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Newer => matches!(request, Self::Call(_)),
            _ => self == request,
        }
    }
}

impl Fault {
    fn is_due(&self, request: u32) -> bool {
        request >= self.from && self.times.is_none_or(|times| request - self.from < times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_can_be_written_and_read_back() {
        for spec in [
            "401",
            "403",
            "413",
            "422",
            "429",
            "500",
            "503",
            "slow",
            "slow=0.25",
            "cut-before",
            "cut-after",
            "429+retry-after",
            "429+retry-after=3",
            "upload:500",
            "import:cut-after",
            "token:slow=3@2",
            "v3:503x*",
            "list-courses:404",
            "update-lesson:409@2",
            "500@3",
            "500x2",
            "500x*",
            "upload:429+retry-after@3x2",
            "import:slow=2@2x*",
        ] {
            let fault: Fault = spec.parse().unwrap_or_else(|error| panic!("{spec}: {error}"));
            assert_eq!(fault.to_string(), spec);
        }
    }

    #[test]
    fn a_wrong_fault_says_what_is_wrong_and_what_is_possible() {
        for (spec, problem) in [
            ("418", "unknown fault kind `418`"),
            ("", "unknown fault kind ``"),
            ("folder:500", "unknown call `folder`"),
            ("500@0", "`@0` is not a positive number"),
            ("500xx", "`xx` is not a positive number"),
            ("500x2@3", "`x2@3` is not a positive number"),
            ("slow=-1", "unknown fault kind `slow=-1`"),
            ("cut-after=1", "unknown fault kind `cut-after=1`"),
        ] {
            let error = spec.parse::<Fault>().expect_err(spec).to_string();
            assert!(error.starts_with(&format!("invalid fault `{spec}`: {problem}. ")), "{error}");
            assert!(error.contains("503, slow[=SECONDS], cut-before"), "{error}");
        }
    }

    #[test]
    fn a_fault_comes_at_its_turn_and_only_to_its_own_requests() {
        let faults = Faults::new(vec!["upload:500@2x2".parse().unwrap(), "import:503x*".parse().unwrap()]);
        let uploads: Vec<_> = (0..4).map(|_| faults.next(On::Upload)).collect();
        assert_eq!(uploads, [None, Some(Kind::Status(500)), Some(Kind::Status(500)), None]);
        assert_eq!(faults.next(On::Any), None);
        assert_eq!(faults.next(On::Import), Some(Kind::Status(503)));
    }
}
