//! When a record was written: in which run of its target, and at what time.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The later of two records of one key counts: that of the higher run; of two runs with the same number, which were
/// begun on two branches, that of the later time. Clocks lie, so the run comes first.
///
/// As text: the number of the run, a dot, the seconds since 1970 in base 36.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Stamp {
    /// Counts the runs of a target, from 1.
    pub(super) run: u32,
    /// In seconds since 1970.
    pub(super) at: u64,
}

impl Stamp {
    /// Reads what [`fmt::Display`] writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (run, at) = text.split_once('.')?;
        Some(Self { run: run.parse().ok()?, at: u64::from_str_radix(at, 36).ok()? })
    }

    /// That of the run after this one.
    pub(super) fn next(self, at: SystemTime) -> Self {
        Self { run: self.run.saturating_add(1), at: seconds(at) }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut digits = Vec::new();
        let mut rest = self.at;
        loop {
            digits.push(char::from(DIGITS[usize::try_from(rest % 36).expect("it is below 36")]));
            rest /= 36;
            if rest == 0 {
                break;
            }
        }
        write!(f, "{}.{}", self.run, digits.iter().rev().collect::<String>())
    }
}

/// In seconds since 1970; nothing is before that.
pub(super) fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The time that is so many seconds after 1970, if there is one.
pub(super) fn time(seconds: u64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (run, at, text) in [
            (0, 0, "0.0"),
            (13, 1_795_875_605, "13.tp7uhh"),
            (u32::MAX, u64::MAX, "4294967295.3w5e11264sgsf"),
        ] {
            let stamp = Stamp { run, at };
            assert_eq!((stamp.to_string(), Stamp::parse(text)), (text.to_owned(), Some(stamp)));
        }
        for text in ["", "1", "1.", ".1", "x.1", "1.-", "-1.1", "4294967296.1", "1.3w5e11264sgsg"] {
            assert_eq!(Stamp::parse(text), None, "{text:?}");
        }
        assert_eq!(Stamp { run: u32::MAX, at: 1 }.next(UNIX_EPOCH), Stamp { run: u32::MAX, at: 0 });
    }
}
