//! Titles as the platform accepts them.

use std::fmt;

/// A title: plain text on one line, trimmed, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Title(String);

impl Title {
    /// Takes plain text, folds its white space (line ends too) and drops control characters;
    /// `None` when nothing visible is left.
    pub fn new(raw: &str) -> Option<Self> {
        if is_folded(raw) {
            return Some(Self(raw.to_owned()));
        }
        let visible: String = raw
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .collect();
        let folded = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// The title as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is a title as it stands: most are plain ASCII and need no change.
fn is_folded(text: &str) -> bool {
    let has_odd_spaces =
        text.is_empty() || text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    !has_odd_spaces && text.bytes().all(|c| (b' '..0x7f).contains(&c))
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
    }
}
