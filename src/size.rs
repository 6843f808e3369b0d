//! Numbers as people read them.

/// A size in bytes: `640 bytes`, `12.4 kB`, `1.9 GB`; decimal units, as file managers show them.
pub(crate) fn bytes(bytes: u64) -> String {
    const UNITS: &[&str] = &["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return count(usize::try_from(bytes).unwrap_or(usize::MAX), "byte", "bytes");
    }
    #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", UNITS[unit])
}

/// The same for a size of 1 MB or more that must not seem smaller than it is, beside a limit: rounded up.
pub(crate) fn rounded_up(size: u64) -> String {
    const TENTH: u64 = 100_000;
    bytes(size.div_ceil(TENTH).saturating_mul(TENTH))
}

/// A number with its digits in groups of three: `25,000,000`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: `1 lesson`, `2 lessons`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A time as players show it: `0:07`, `4:10`, `1:02:03`.
pub(crate) fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// About how long something takes, in whole minutes and at least one: `1 min`, `1 h 5 min`.
pub(crate) fn minutes(seconds: u64) -> String {
    let minutes = seconds.div_ceil(60).max(1);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit_that_fits() {
        let shown = [0, 1, 999, 1000, 12_400, 999_960, 25_000_000, 5_000_000_000].map(bytes);
        assert_eq!(
            shown,
            ["0 bytes", "1 byte", "999 bytes", "1.0 kB", "12.4 kB", "1.0 MB", "25.0 MB", "5.0 GB"]
        );
    }

    #[test]
    fn times_are_those_of_a_player_or_whole_minutes() {
        assert_eq!([0, 7, 250, 3723].map(clock), ["0:00", "0:07", "4:10", "1:02:03"]);
        assert_eq!([0, 59, 61, 3600, 3661].map(minutes), ["1 min", "1 min", "2 min", "1 h", "1 h 2 min"]);
    }

    #[test]
    fn a_size_over_a_limit_does_not_seem_to_be_at_it() {
        assert_eq!([25_000_000, 25_000_001, 26_214_401].map(rounded_up), ["25.0 MB", "25.1 MB", "26.3 MB"]);
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!([7, 999, 1000, 26_214_400].map(grouped), ["7", "999", "1,000", "26,214,400"]);
    }
}
