//! Dates as website generators take them: a day, or a day with a time and a zone.
//!
//! [`parse`] returns seconds since 1970 (UTC). A time without a zone counts as UTC, a day as its first second.

/// English months; the first three letters are enough.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// No date is longer, whatever its format.
const MAX_BYTES: usize = 64;

/// Reads a date; `None` when it is none.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let (day, rest) = iso_day(text).or_else(|| named_day(text))?;
    let (seconds, zone) = time_and_zone(rest)?;
    Some(day * 86_400 + seconds - zone)
}

/// The day at the start of a text (`2027-01-31`, `2027/1/31`), and what is behind it.
fn iso_day(text: &str) -> Option<(i64, &str)> {
    let (year, rest) = digits(text, 4, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    Some((day_number(year, month, day)?, rest))
}

/// The same with the name of a month: `31 January 2027`, `Jan 31, 2027`, `Mon, 31 Jan 2027 …`.
fn named_day(text: &str) -> Option<(i64, &str)> {
    let (mut day, mut month, mut year) = (None, None, None);
    let mut rest = text;
    while day.is_none() || month.is_none() || year.is_none() {
        rest = rest.trim_start_matches([' ', ',', '-']);
        let end = rest.find([' ', ',', '-']).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() {
            return None;
        }
        match word.parse::<i64>() {
            Ok(number) if word.len() == 4 => year = Some(number),
            Ok(number) => day = Some(number),
            Err(_) => month = month.or(month_of(word)),
        }
        rest = &rest[end..];
    }
    Some((day_number(year?, month?, day?)?, rest))
}

fn month_of(word: &str) -> Option<i64> {
    let start = word.get(..3)?.to_ascii_lowercase();
    (1..).zip(MONTHS).find(|(_, month)| *month == start).map(|(number, _)| number)
}

/// Seconds since midnight and the zone's distance from UTC, of ` 12:30`, `T12:30:00.5Z`, ` 12:30:00 +0200`.
fn time_and_zone(text: &str) -> Option<(i64, i64)> {
    let text = text.trim_start_matches([' ', 'T', 't', ',']);
    if text.is_empty() {
        return Some((0, 0));
    }
    let (hour, rest) = digits(text, 1, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = rest.strip_prefix(':').map_or(Some((0, rest)), |rest| digits(rest, 2, 2))?;
    let rest = rest
        .strip_prefix(['.', ','])
        .map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let (rest, noon) = half_of_the_day(rest.trim_start(), hour);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(((hour + noon) * 3_600 + minute * 60 + second, zone(rest)?))
}

/// Hours to add for `PM`, and what is behind it.
fn half_of_the_day(text: &str, hour: i64) -> (&str, i64) {
    let is = |half: &str| text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(half));
    if is("pm") {
        (text[2..].trim_start(), if hour < 12 { 12 } else { 0 })
    } else if is("am") {
        (text[2..].trim_start(), if hour == 12 { -12 } else { 0 })
    } else {
        (text, 0)
    }
}

/// `Z`, `+02:00`, `-0530`, `+02`, and `+0100 CET`; an unknown name counts as UTC.
fn zone(text: &str) -> Option<i64> {
    let text = text.trim();
    let sign = match text.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        Some(c) if !c.is_ascii_alphabetic() => return None,
        _ => return Some(0),
    };
    let (hours, rest) = digits(&text[1..], 1, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = digits(rest, 2, 2).map_or(0, |(minutes, _)| minutes);
    (hours <= 15).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// A number of so many digits at the start of a text, and what is behind it.
fn digits(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let of_year = (153 * month + 2) / 5 + day - 1;
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year;
    Some(days - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_generators_write_them() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("1969-12-31", -86_400),
            ("2000-03-01", 951_868_800),
            ("2027-01-31", 1_801_353_600),
            ("2027/1/31", 1_801_353_600),
            ("2027-01-31T12:30:00Z", 1_801_398_600),
            ("2027-01-31T12:30:00.123Z", 1_801_398_600),
            ("2027-01-31t12:30:00+02:00", 1_801_391_400),
            ("2027-01-31 12:30:00 +0200", 1_801_391_400),
            ("2027-01-31 12:30:00 -0530 IST", 1_801_418_400),
            ("2027-01-31 12:30:00 +02", 1_801_391_400),
            ("2027-01-31 12:30", 1_801_398_600),
            ("2027-01-31 12:30:00 UTC", 1_801_398_600),
            ("2027-01-31 12:30 PM", 1_801_398_600),
            ("2027-01-31 12:30 am", 1_801_355_400),
            ("31 January 2027", 1_801_353_600),
            ("Jan 31, 2027", 1_801_353_600),
            ("Sun, 31 Jan 2027 12:30:00 GMT", 1_801_398_600),
            ("31-Jan-2027", 1_801_353_600),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "2027",
            "2027-13-01",
            "2027-01-32",
            "2027-01",
            "27-01-01",
            "2027-01-01 at noon",
            "2027-01-01 25:00",
            "Jan 2027",
            "31 Janvember",
            "–",
            "2027-0é-01",
            "true",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"1".repeat(100)), None);
    }
}
