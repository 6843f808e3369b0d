//! The number (rule 5, step 2) and the title (rule 6) in the name of a file or folder.
//!
//! A single name does not show whether `3d-vision` or `week2` begins with a number. [`numbers`] looks at all siblings
//! together, and the title omits only what is a number there.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::source::files::language_code::split_suffix;
use crate::source::files::tree::fold;

/// A place on a folder's scale: numbers compared part by part (1.9 before 1.10).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number(Vec<f64>);

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        for (a, b) in self.0.iter().zip(&other.0) {
            let order = a.total_cmp(b);
            if order != Ordering::Equal {
                return order;
            }
        }
        self.0.len().cmp(&other.0.len())
    }
}

impl Number {
    /// Reads an explicit number: an integer, a decimal by value, or a number and a letter (`4a`).
    pub fn explicit(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(value) = text.parse::<f64>() {
            return value.is_finite().then(|| Self(vec![value]));
        }
        let letter = text.chars().last().filter(char::is_ascii_alphabetic)?;
        let value: f64 = text[..text.len() - 1].parse().ok()?;
        value.is_finite().then(|| Self(vec![value, letter_value(letter)]))
    }
}

/// The number at the front of a name, and how much of the name it takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prefix<'a> {
    pub number: Number,
    shape: Shape,
    /// The prefix as written, without the separator behind it: `ch02-03`, `01`.
    pub text: &'a str,
    /// The name behind the prefix and its separator; may be empty.
    rest: &'a str,
}

/// Shapes of numbers; all but `Plain` count only in company.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Plain,
    /// `A-`, with its letter's place in the alphabet.
    Letter(u8),
    /// `04a-`.
    NumberAndLetter,
    /// Three digits or more without a leading zero, with their count.
    Long(usize),
    Date,
    /// A word (folded) and a number.
    Word(String),
}

/// The numbers of siblings' names that count, in the order of `names` (without extensions).
pub(crate) fn numbers<'a>(names: &[&'a str]) -> Vec<Option<Prefix<'a>>> {
    numbers_with(names, || false)
}

/// The same, where it is asked of a lone letter whether the folders beside this one use letters as numbers.
pub(crate) fn numbers_with<'a>(
    names: &[&'a str],
    letters_elsewhere: impl FnOnce() -> bool,
) -> Vec<Option<Prefix<'a>>> {
    let found: Vec<Option<Prefix<'a>>> = names.iter().map(|name| prefix(name)).collect();
    let mut company: BTreeMap<&Shape, usize> = BTreeMap::new();
    for prefix in found.iter().flatten() {
        *company.entry(&prefix.shape).or_default() += 1;
    }
    let is_with_neighbor = |place: u8| {
        [place.wrapping_sub(1), place + 1].iter().any(|&near| company.contains_key(&Shape::Letter(near)))
    };
    let letters = found.iter().flatten().filter_map(|prefix| match prefix.shape {
        Shape::Letter(place) => Some(is_with_neighbor(place)),
        _ => None,
    });
    let letters: Vec<bool> = letters.collect();
    let is_lone = !letters.is_empty() && !letters.contains(&true);
    let letters_count = !is_lone || letters_elsewhere();
    let scale = Scale::of(&found);
    let counts = |prefix: &Prefix<'_>| match &prefix.shape {
        Shape::Plain => true,
        Shape::Letter(place) => is_with_neighbor(*place) || (is_lone && letters_count),
        Shape::Word(_) => company[&prefix.shape] >= 2 && company[&prefix.shape] * 2 >= names.len(),
        Shape::Long(digits) => company[&prefix.shape] >= 2 || scale.goes_on(prefix, *digits),
        Shape::NumberAndLetter | Shape::Date => company[&prefix.shape] >= 2,
    };
    let keep: Vec<bool> = found.iter().map(|prefix| prefix.as_ref().is_some_and(counts)).collect();
    found.into_iter().zip(keep).map(|(prefix, keep)| prefix.filter(|_| keep)).collect()
}

/// The scale of the short numbers beside a long one.
struct Scale {
    /// How many digits those have that begin with a zero: `090` is on one scale with `100`.
    padded: Vec<usize>,
    /// The numbers themselves: `99` is on one scale with `100`, `90` with `100`, `95` with `100`.
    values: Vec<f64>,
}

impl Scale {
    fn of(found: &[Option<Prefix<'_>>]) -> Self {
        let plain = || found.iter().flatten().filter(|prefix| prefix.shape == Shape::Plain);
        let digits = |prefix: &Prefix<'_>| prefix.text.bytes().take_while(u8::is_ascii_digit).count();
        let padded =
            plain().filter(|prefix| prefix.text.starts_with('0')).map(digits).filter(|&digits| digits > 2);
        let values = plain().filter_map(|prefix| prefix.number.0.first().copied());
        Self { padded: padded.collect(), values: values.collect() }
    }

    fn goes_on(&self, long: &Prefix<'_>, digits: usize) -> bool {
        let Some(&value) = long.number.0.first() else { return false };
        let steps = [1.0, 5.0, 10.0];
        let is_same = |a: f64, b: f64| a.total_cmp(&b) == Ordering::Equal;
        let is_step = |before: f64| {
            steps.iter().any(|&step| is_same(before + step, value) && is_same(value % step, 0.0))
        };
        self.padded.contains(&digits) || self.values.iter().any(|&before| is_step(before))
    }
}

/// Whether siblings' names have letters as numbers: two that follow each other.
pub(crate) fn are_lettered(names: &[&str]) -> bool {
    let is_letter = |prefix: &Option<Prefix<'_>>| {
        prefix.as_ref().is_some_and(|prefix| matches!(prefix.shape, Shape::Letter(_)))
    };
    numbers(names).iter().any(is_letter)
}

/// A name as a title: without its number and language suffix, spaces for `-` and `_`, first letter
/// raised. May be only a number, or empty.
pub(crate) fn readable(name: &str, prefix: Option<&Prefix<'_>>) -> String {
    let (name, _) = split_suffix(without_export_id(name.trim_start_matches('.')));
    let text = match prefix {
        Some(prefix) if drops(prefix) => split_suffix(without_export_id(prefix.rest)).0,
        Some(Prefix { shape: Shape::Word(_), .. }) if !name.contains(' ') => {
            return raise(separate_number(&spaced(name)));
        }
        _ => name,
    };
    raise(spaced(text))
}

/// The name without the id of 32 digits that Notion's exports end with.
pub(crate) fn without_export_id(name: &str) -> &str {
    let is_id = |id: &str| id.len() == 32 && id.bytes().all(|c| c.is_ascii_hexdigit());
    match name.rsplit_once(' ') {
        Some((rest, id)) if is_id(id) && !rest.trim().is_empty() => rest,
        _ => name,
    }
}

/// The name of a single file (without extension) or folder made readable, as a title is made of it.
pub(crate) fn readable_name(name: &str) -> String {
    let prefixes = numbers(&[name]);
    readable(name, prefixes.first().and_then(Option::as_ref))
}

/// Whether the name is nothing but a number.
pub(crate) fn is_only_a_number(title: &str) -> bool {
    title.chars().any(char::is_numeric) && title.chars().all(|c| c.is_numeric() || !c.is_alphanumeric())
}

/// Whether the name begins with a number of its own, whatever its siblings are called.
pub(crate) fn has_number(name: &str) -> bool {
    prefix(name).is_some_and(|prefix| !matches!(prefix.shape, Shape::Letter(_) | Shape::Word(_)))
}

/// The name without a number at its front: `README` of `00-README`.
pub(crate) fn without_number(name: &str) -> &str {
    match prefix(name) {
        Some(prefix) if prefix.shape == Shape::Plain && !prefix.rest.is_empty() => prefix.rest,
        _ => name,
    }
}

/// The longest word in front of a number that is dropped with it: `ch02`, `w1`.
const SHORT_WORD: usize = 3;

fn drops(prefix: &Prefix<'_>) -> bool {
    let short = match &prefix.shape {
        Shape::Word(word) => word.chars().count() <= SHORT_WORD,
        _ => true,
    };
    short && !prefix.rest.is_empty()
}

fn spaced(name: &str) -> String {
    if name.contains(' ') {
        return name.trim().to_owned();
    }
    let is_joint = |c: char| matches!(c, '-' | '_');
    let words = name.trim_matches(|c: char| is_joint(c) || c.is_whitespace());
    let mut spaced = String::with_capacity(words.len());
    spaced.extend(words.chars().map(|c| if is_joint(c) { ' ' } else { c }));
    spaced
}

/// `week2` → `week 2`, the number as written.
fn separate_number(name: &str) -> String {
    let at = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let (word, number) = name.split_at(at);
    if word.ends_with(char::is_alphabetic) { format!("{word} {number}") } else { name.to_owned() }
}

fn raise(text: String) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next().filter(|first| !first.is_ascii_uppercase()) else { return text };
    let mut raised = String::with_capacity(text.len());
    raised.extend(first.to_uppercase());
    raised.push_str(chars.as_str());
    raised
}

fn letter_value(letter: char) -> f64 {
    f64::from(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1)
}

const SEPARATORS: &[char] = &['-', '_', '.', ')', ' ', ':', '、', '：', '–', '—'];

/// What the front of a name looks like, company or not.
fn prefix(name: &str) -> Option<Prefix<'_>> {
    let (name, _) = split_suffix(name);
    date(name).or_else(|| number(name)).or_else(|| letter(name)).or_else(|| word(name))
}

fn date(name: &str) -> Option<Prefix<'_>> {
    let bytes = name.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<f64> {
        bytes.get(range.clone())?.iter().all(u8::is_ascii_digit).then(|| name[range].parse().ok())?
    };
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let separated = matches!(bytes[4], b'-' | b'_' | b'.') && bytes[4] == bytes[7];
    let plausible = (1.0..=12.0).contains(&month) && (1.0..=31.0).contains(&day);
    if !separated || !plausible {
        return None;
    }
    finish(name, 10, vec![year, month, day], Shape::Date)
}

fn number(name: &str) -> Option<Prefix<'_>> {
    let (parts, end, first_digits) = number_parts(name)?;
    let shape = match first_digits {
        digits if digits >= 3 && !name.starts_with('0') => Shape::Long(digits),
        _ => Shape::Plain,
    };
    if let Some(prefix) = finish(name, end, parts.clone(), shape) {
        return Some(prefix);
    }
    let letter = name[end..].chars().next().filter(char::is_ascii_alphabetic)?;
    let parts = parts.into_iter().chain([letter_value(letter)]).collect();
    finish(name, end + 1, parts, Shape::NumberAndLetter)
}

fn letter(name: &str) -> Option<Prefix<'_>> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let place = u8::try_from(letter.to_ascii_lowercase()).ok()? - b'a' + 1;
    finish(name, 1, vec![f64::from(place)], Shape::Letter(place)).filter(|prefix| !prefix.rest.is_empty())
}

fn word(name: &str) -> Option<Prefix<'_>> {
    let word_end = name.find(|c: char| !c.is_alphabetic()).filter(|&end| end > 0)?;
    let word = fold(&name[..word_end]).into_owned();
    let number_at = word_end + separator_len(&name[word_end..]);
    let (mut parts, len, _) = number_parts(&name[number_at..])?;
    let end = number_at + len;
    if let Some(prefix) = finish(name, end, parts.clone(), Shape::Word(word.clone())) {
        return Some(prefix);
    }
    let letter = name[end..].chars().next().filter(char::is_ascii_alphabetic)?;
    parts.push(letter_value(letter));
    finish(name, end + 1, parts, Shape::Word(word))
}

/// Numbers joined by single `.` or `-` or `_` (`1.10`, `02-03`); where they end, and how many digits
/// the first has.
fn number_parts(text: &str) -> Option<(Vec<f64>, usize, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first_digits = digits(text);
    if first_digits == 0 {
        return None;
    }
    let mut parts: Vec<f64> = vec![text[..first_digits].parse().ok()?];
    let mut end = first_digits;
    while let Some(b'.' | b'-' | b'_') = text.as_bytes().get(end) {
        let len = digits(&text[end + 1..]);
        let next = end + 1 + len;
        let closed = text[next..].chars().next().is_none_or(|c| SEPARATORS.contains(&c));
        // A part of three digits or more is a word of its own: `1-404-errors`.
        if len == 0 || len > 2 || !closed {
            break;
        }
        parts.push(text[end + 1..next].parse().ok()?);
        end = next;
    }
    Some((parts, end, first_digits))
}

/// The prefix that ends at `end`, if the name ends there too or a separator follows.
fn finish(name: &str, end: usize, parts: Vec<f64>, shape: Shape) -> Option<Prefix<'_>> {
    let separator = separator_len(&name[end..]);
    if separator == 0 && end < name.len() {
        return None;
    }
    Some(Prefix { number: Number(parts), shape, text: &name[..end], rest: &name[end + separator..] })
}

/// The separator at the front of a text; may be empty.
pub(crate) fn separator(text: &str) -> &str {
    &text[..separator_len(text)]
}

fn separator_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(SEPARATORS).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in the order of their numbers, those without one last, with their titles.
    fn check(names: &[&str], expected: &[&str]) {
        let prefixes = numbers(names);
        let mut entries: Vec<(&str, Option<&Prefix<'_>>)> =
            names.iter().copied().zip(prefixes.iter().map(Option::as_ref)).collect();
        entries.sort_by(|(a, x), (b, y)| match (x, y) {
            (Some(x), Some(y)) => x.number.cmp(&y.number).then(a.cmp(b)),
            _ => y.is_some().cmp(&x.is_some()).then(a.cmp(b)),
        });
        let titles: Vec<String> = entries.iter().map(|(name, prefix)| readable(name, *prefix)).collect();
        assert_eq!(titles, expected);
    }

    #[test]
    fn ten_follows_nine_whatever_the_separator() {
        check(&["10-ten", "9_nine", "1. one", "02) two"], &["One", "Two", "Nine", "Ten"]);
    }

    #[test]
    fn numbers_of_two_parts_are_compared_by_parts() {
        check(
            &["1.10-late", "1.9-early", "1-10-late too", "2"],
            &["Early", "late too", "Late", "2"].map(|t| if t == "late too" { "Late too" } else { t }),
        );
    }

    #[test]
    fn a_letter_counts_with_its_neighbor() {
        check(&["B-then", "A-first"], &["First", "Then"]);
        check(&["a-tour", "z-end"], &["A tour", "Z end"]);
    }

    #[test]
    fn number_and_letter_count_in_company() {
        check(&["04b-more", "04a-some"], &["Some", "More"]);
        check(&["3d-vision", "intro"], &["3d vision", "Intro"]);
    }

    #[test]
    fn long_numbers_count_with_others_as_long() {
        check(&["200-b", "100-a"], &["A", "B"]);
        check(&["404-pages", "01-a"], &["A", "404 pages"]);
        check(&["256-bit", "15462"], &["15462", "256 bit"]);
        check(&["001-a", "x"], &["A", "X"]);
    }

    #[test]
    fn dates_count_with_other_dates() {
        check(&["2020-02-01-b", "2020-01-30-a"], &["A", "B"]);
        check(&["2000-01-02-party", "x"], &["2000 01 02 party", "X"]);
    }

    #[test]
    fn a_word_and_a_number_count_when_half_the_siblings_have_the_word() {
        check(&["week10", "week9-loops"], &["Week 9 loops", "Week 10"]);
        check(&["ch02-03-ownership", "ch01-00-start"], &["Start", "Ownership"]);
        check(&["part0b", "part0a"], &["Part 0a", "Part 0b"]);
        check(
            &["Module 2 — Next", "Module 1 — Fundamentals"],
            &["Module 1 — Fundamentals", "Module 2 — Next"],
        );
        check(&["html5-a", "intro", "more", "html4-d"], &["Html 4 d", "Html 5 a", "Intro", "More"]);
        check(&["html5", "intro", "more"], &["Html5", "Intro", "More"]);
    }

    #[test]
    fn a_language_suffix_is_no_part_of_the_title() {
        check(&["01-intro.pt"], &["Intro"]);
    }

    #[test]
    fn explicit_numbers() {
        let order = |a, b| Number::explicit(a).unwrap() < Number::explicit(b).unwrap();
        assert!(
            order("9", "10")
                && order("1.5", "2")
                && order("4", "4a")
                && order("4a", "13C")
                && order("-1", "0")
        );
        assert!(
            Number::explicit("soon").is_none()
                && Number::explicit("").is_none()
                && Number::explicit("é").is_none()
        );
    }

    #[test]
    fn only_a_number() {
        assert!(is_only_a_number("2016") && is_only_a_number("1.2"));
        assert!(!is_only_a_number("4a") && !is_only_a_number("--"));
    }
}
