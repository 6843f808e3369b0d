//! Titles as the platform accepts them.

use std::fmt;

use super::bytes;
use super::file_names::nfc;

/// A title: plain text on one line in NFC, trimmed, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Title(String);

impl Title {
    /// Takes plain text, folds its white space (line ends too) and drops control characters;
    /// `None` when nothing visible is left.
    pub fn new(raw: &str) -> Option<Self> {
        if is_folded(raw) {
            return Some(Self(raw.to_owned()));
        }
        Self::folded(raw)
    }

    /// The same, of text that the caller is done with.
    pub fn from_string(raw: String) -> Option<Self> {
        if is_folded(&raw) { Some(Self(raw)) } else { Self::folded(&raw) }
    }

    fn folded(raw: &str) -> Option<Self> {
        let mut folded = String::with_capacity(raw.len());
        let mut after_space = false;
        for c in nfc(raw).chars() {
            if c.is_whitespace() {
                after_space = true;
            } else if !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}') {
                if after_space && !folded.is_empty() {
                    folded.push(' ');
                }
                after_space = false;
                folded.push(c);
            }
        }
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// The title as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The title as text of its own.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Whether a text is a title as it is: most are plain ASCII and need no change.
pub(crate) fn is_folded(text: &str) -> bool {
    let [first, rest @ ..] = text.as_bytes() else { return false };
    let is_odd = bytes::any(text, |byte| !(b' '..0x7f).contains(&byte));
    let is_space = |byte: &u8| u8::from(*byte == b' ');
    let gaps =
        text.as_bytes().iter().zip(rest).fold(0, |gaps, (one, next)| gaps | is_space(one) & is_space(next));
    !is_odd && gaps == 0 && *first != b' ' && !text.ends_with(' ')
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn white_space_is_folded_and_emptiness_refused() {
        assert_eq!(Title::new("  A\n  title ").unwrap().as_str(), "A title");
        assert_eq!(Title::new(" \u{200b}\t"), None);
        assert_eq!(Title::from_string("A  b ".to_owned()).unwrap().as_str(), "A b");
        for as_it_is in ["A", "A b", "A b c", "a longer one, with a few words"] {
            assert_eq!(Title::new(as_it_is).unwrap().as_str(), as_it_is);
        }
        for empty in ["", " ", "  "] {
            assert_eq!(Title::new(empty), None);
        }
    }
}
