//! Values that others wrote, as a person may see them: on one line, without a character that a terminal obeys.
//!
//! File names, titles, texts of servers and of a lock file may hold escape sequences, line ends that begin a
//! workflow command of a CI server, or marks that turn the order of letters around. [`shown`] makes them visible.

use std::borrow::Cow;

/// A value on one line. Control characters become pictures of themselves, other marks that change a line U+FFFD.
pub(crate) fn shown(value: &str) -> Cow<'_, str> {
    if !value.contains(is_unseen) {
        return Cow::Borrowed(value);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_unseen(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(value.chars().map(picture).collect())
}

/// Whether a terminal would obey a character, or show other letters than those that are there.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        for (value, expected) in [
            ("01-intro.md", "01-intro.md"),
            ("a\n::error::b", "a␊::error::b"),
            ("\u{1b}[31mred\u{7}\u{7f}", "␛[31mred␇␡"),
            ("\u{9b}31m \u{202e}txt.exe", "\u{fffd}31m \u{fffd}txt.exe"),
            ("Übung – café ✨", "Übung – café ✨"),
        ] {
            assert_eq!(shown(value), expected);
        }
    }
}
