//! Paths as websites write them in addresses, without the numbers and dates in names.

/// A path as sites write it in addresses: lower case, without numbers, letters and digits joined by
/// dashes, one segment each.
pub(super) fn slug_path(path: &str) -> String {
    path.split('/')
        .filter(|segment| *segment != POSTS)
        .map(slug)
        .filter(|segment| !segment.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}

/// Where Jekyll keeps pages, and no part of their addresses.
const POSTS: &str = "_posts";

/// Words that come before a number without saying more than it: `part-1-basics`.
const PARTS: &[&str] = &["part", "chapter", "ch", "module", "section", "unit", "week", "day", "lesson"];

fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in without_number(name).chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The name without the number or date that sorts it: `loops` of `03-loops`, `2020-01-31-loops`.
/// A name that is nothing but a number stays.
fn without_number(name: &str) -> &str {
    let after_word = PARTS.iter().find_map(|word| {
        let (first, rest) = name.split_at_checked(word.len())?;
        first.eq_ignore_ascii_case(word).then(|| rest.trim_start_matches(['-', '_', ' ']))
    });
    match after_word.map(|rest| (rest, without_plain_number(rest))) {
        Some((numbered, rest)) if rest.len() < numbered.len() => rest,
        _ => without_plain_number(name),
    }
}

fn without_plain_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
    let number = &name[..name.len() - rest.len()];
    let separated = number.ends_with(['.', '-', '_']) || rest.starts_with([' ', ')']);
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !separated {
        return name;
    }
    let rest = rest.trim_start_matches([' ', ')']);
    if rest.is_empty() { name } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_in_front_are_dropped() {
        for (name, expected) in [
            ("03-loops", "loops"),
            ("1.10-x", "x"),
            ("2020-01-31-shell", "shell"),
            ("1) Start", "Start"),
            ("7", "7"),
            ("part-1-basics", "basics"),
            ("Week 02_Loops", "Loops"),
            ("part-1", "part-1"),
            ("partial", "partial"),
            ("day-trips", "day-trips"),
            ("3d-vision", "3d-vision"),
            ("404", "404"),
        ] {
            assert_eq!(without_number(name), expected);
        }
    }

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(slug_path("_2020/01-Course (Shell)"), "2020/course-shell");
    }
}
