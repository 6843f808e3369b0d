//! Titles of blocks: what Markdown and the marks of other tools show of a text, as plain text.

use std::borrow::Cow;

use crate::commonmark::parse::parse;
use crate::commonmark::plain::plain;

use super::{emoji, marks};

/// What a title says.
pub(super) fn of(title: &str) -> String {
    if are_words(title) {
        return title.to_owned();
    }
    plain(&parse(&outside_of_code(title))).into_owned()
}

/// Whether a title is nothing but words, as most are: letters, with one blank between two words.
fn are_words(title: &str) -> bool {
    title.split(' ').all(|word| !word.is_empty() && word.bytes().all(|c| c.is_ascii_alphabetic()))
}

/// A title with its emoji, and without the signs of marks, where it is not code.
fn outside_of_code(title: &str) -> Cow<'_, str> {
    if !title.contains([':', '=', '^']) {
        return title.into();
    }
    let shown = |(number, piece)| match number % 2 {
        0 => marks::without(&emoji::shown(piece)).into_owned(),
        _ => str::to_owned(piece),
    };
    title.split('`').enumerate().map(shown).collect::<Vec<_>>().join("`").into()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_title_shows_what_a_line_would() {
        for (title, expected) in [
            ("x :tada: ==m== and ^^i^^", "x 🎉 m and i"),
            (":tada::tada: *a*", "🎉🎉 a"),
            (
                "`:tada: ==m==` a == b == c, x==1, 10:30:00, :nothing:",
                ":tada: ==m== a == b == c, x==1, 10:30:00, :nothing:",
            ),
            ("a::id::b ==c", "a::id::b ==c"),
        ] {
            assert_eq!(of(title), expected);
        }
    }
}
